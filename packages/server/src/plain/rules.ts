import type { Rules } from '@parley/contract/house-rules.ts'
import { publicRules } from '../house-rules/show.ts'
import { html, type Markup } from '../http/html.ts'
import { type Page, sendPage } from './page.ts'
import { RULES_PATH } from './places.ts'
import type { Visit } from './visit.ts'

type Rule = Rules['rules'][number]

/** Each order in plain words, and what else brings a comment to the eye. Source: DSA Art. 27. */
const ORDERS = [['newest'], ['respected'], ['common-ground', 'limits'], ['picked'], ['numbers']] as const

/** `GET /d/rules`: the house rules with all their versions, what machines judge and what people do, in what order comments stand, how to report and to object. Source: DSA Art. 14 and 27, AI Act Art. 50. */
export const rules = async (visit: Visit) => sendPage(visit, rulesPage(visit, await publicRules(visit.app)))

function rulesPage(visit: Visit, { rules, machine, appealDays }: Rules): Page {
  const { app, say } = visit
  const title = say('rules.title', { site: app.config.siteName })
  const retired = rules.filter(({ retiredAt }) => retiredAt)
  const address = `${app.config.url}/v1/rules`
  const section = (heading: string, ...said: (Markup | string)[]) =>
    html`<h2>${say(heading)}</h2>${said.map(one => html`<p>${one}</p>`)}`
  return {
    title,
    canonical: app.config.url + RULES_PATH,
    here: RULES_PATH,
    main: html`<h1>${title}</h1>
${rules.filter(({ retiredAt }) => !retiredAt).map(rule => ruleMarkup(visit, rule))}
${retired.length > 0 && html`<h2>${say('rules.retired')}</h2><p>${say('rules.retired.text')}</p>${retired.map(rule => ruleMarkup(visit, rule))}`}
${section(
  'rules.machine',
  say('rules.machine.scores', { engine: machine.engine }),
  say(machine.refuses ? 'rules.machine.refuses' : 'rules.machine.none'),
  ...(machine.other
    ? [say(machine.otherHolds ? 'rules.machine.other.holds' : 'rules.machine.other', { other: machine.other })]
    : []),
)}
${section('rules.people', say('rules.people.text'))}
<section id="order">${section('rules.order', say('rules.order.text'))}
${ORDERS.map(([name, ...more]) => html`<h3 id="order-${name}">${say(`rules.order.${name}`)}</h3>${['text', ...more].map(part => html`<p>${say(`rules.order.${name}.${part}`)}</p>`)}`)}</section>
${section('rules.report', say('rules.report.text'))}
${section('rules.appeal', say('rules.appeal.text', { n: appealDays }))}
${section('rules.changes', say('rules.changes.text'), html`<a href="${address}">${address}</a>`)}`,
  }
}

function ruleMarkup(visit: Visit, rule: Rule): Markup {
  const { id, version, title, text, judgedByMachine, versions, retiredAt, retirements } = rule
  const { say } = visit
  const time = (at: string) => day(visit, at)
  const pauses = retirements.flatMap(({ since, until }) => (until ? [{ since: time(since), until: time(until) }] : []))
  const earlier = versions.slice(0, -1).toReversed()
  const { since } = versions.at(-1)!
  const heading = retiredAt ? html`<h3>${title}</h3>` : html`<h2>${title}</h2>`
  return html`<section id="rule-${id}" class="house-rule">${heading}
<p class="body" dir="auto">${text}</p>
<p class="hint">${say('rules.version', { n: version })}, ${since ? say('rules.since', { time: day(visit, since) }) : say('rules.always')}. ${retiredAt ? html`<strong>${say('rules.retired.since', { time: time(retiredAt) })}</strong>` : say(judgedByMachine ? 'rules.machine.yes' : 'rules.machine.no')}${pauses.map(pause => html` ${say('rules.retired.between', pause)}`)}</p>
${
  earlier.length > 0 &&
  html`<details><summary>${say('rules.earlier', { n: earlier.length })}</summary>
<dl class="earlier">${earlier.map(one => html`<dt>${say('rules.version', { n: one.version })}${one.until && html`, ${say('rules.until', { time: day(visit, one.until) })}`}</dt><dd dir="auto"><strong>${one.title}</strong> ${one.text}</dd>`)}</dl></details>`
}</section>`
}

const day = ({ app }: Visit, at: string): string =>
  new Intl.DateTimeFormat(app.config.language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(at))
