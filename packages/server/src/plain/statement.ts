import { Appeal, type OwnStatement, type Statement } from '@parley/contract/schemas.ts'
import { appealStatement } from '../appeals/lodge.ts'
import { bodyOf } from '../comments/body.ts'
import { ACT } from '../decisions/acts.ts'
import { statement, statementToRead } from '../decisions/statements.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { appealMarkup, facts } from './appeal.ts'
import { bodyMarkup } from './body.ts'
import { fullTime, type Page, saidWith, sendPage } from './page.ts'
import { statementPath } from './places.ts'
import { shaped, type Visit } from './visit.ts'

const ENDS = { upheld: 'appeal.upheld', reversed: 'appeal.reversed' }
const asked = ({ who, id, query }: Visit) => ({ no: Number(id), who, key: query.key })

/** `GET /d/statements/:id?key=`: for whoever holds the key from the mail, and for its author signed in. */
export const statementShown = async (visit: Visit) => sendPage(visit, await statementPage(visit, null))

/** `POST /d/statements/:id?key=`: the author’s appeal. */
export async function appeal(visit: Visit) {
  const { app, who, form, query, id } = visit
  const { text } = form.text ? shaped(Appeal, { text: form.text }) : { text: '' }
  await known(visit, () => appealStatement(app, who, { ...asked(visit), text }))
  return visit.reply.redirect(statementPath(id, { key: query.key, done: 'appealed' }), 303)
}

/** Whoever is a guest may still be its author: he is asked to sign in. */
async function known<T>({ who }: Visit, what: () => Promise<T>): Promise<T> {
  try {
    return await what()
  } catch (error) {
    const unknown = error instanceof Refusal && error.code === 'statement.unknown'
    throw unknown && who.kind === 'guest' ? new Refusal('session.none') : error
  }
}

/** A statement of reasons with the form to appeal, or what has come of it. Throws Refusal: session.none, statement.unknown. */
export async function statementPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, who, say, query } = visit
  const told = await known(visit, () => statement(app, asked(visit)))
  const { reader } = await statementToRead(app, app.db.read, asked(visit))
  const here = statementPath(told.no, { key: query.key })
  const title = say('statement.title', { no: String(told.no) })
  return {
    title,
    canonical: null,
    here,
    status: query.done === 'appealed' && told.appeal && !told.appeal.outcome ? say('appeal.received') : null,
    main: html`<h1>${title}</h1>
<p class="hint">${say('statement.at', { time: fullTime(app.config.language, told.at) })}</p>
${told.reversedAt && html`<p class="notice good"><strong>${say('statement.taken-back', { time: fullTime(app.config.language, told.reversedAt) })}</strong></p>`}
${decided(visit, told)}
${why(visit, told)}
${how(visit, told)}
${words(visit, told)}
${disagreeing(visit, told, { mine: !who.staff || who.id === reader, refusal, here })}
${who.id === reader && html`<p><a href="/d/mine">${say('statement.all')}</a></p>`}`,
  }
}

/** The form to appeal with or what has come of it, and where else to turn; nothing where the decision is taken back and nobody had appealed. */
function disagreeing(
  visit: Visit,
  { appeal, appealUntil, reversedAt }: Statement,
  { mine, refusal, here }: { mine: boolean; refusal: Refusal | null; here: string },
): Markup | null {
  const { say } = visit
  if (!appeal && reversedAt) return null
  const bodies = html`<a href="${visit.app.config.bodiesUrl}">${say('statement.bodies')}</a>`
  return html`<section id="appeal" aria-labelledby="disagree"><h2 id="disagree">${say(appeal ? 'appeal.yours' : 'statement.appeal')}</h2>
${mine || appeal ? appealMarkup(visit, { appeal, until: appealUntil, action: here, refusal, ends: ENDS }) : html`<p>${say('statement.author')}</p>`}
${appeal?.outcome !== 'reversed' && html`<p class="further">${saidWith(say, 'statement.elsewhere', 'bodies', bodies)}</p>`}</section>`
}

function decided(visit: Visit, { act, label, territory, until, posts }: Statement): Markup {
  const { app, say } = visit
  const { language } = app.config
  const countries = new Intl.DisplayNames(language, { type: 'region' })
  const where = territory.length
    ? new Intl.ListFormat(language).format(territory.map(code => countries.of(code) ?? code))
    : say('statement.everywhere')
  const howLong =
    act === 'warn' || act === 'warn-reporter'
      ? null
      : until
        ? say('statement.until', { time: fullTime(language, until) })
        : posts
          ? say('statement.posts', { n: posts })
          : say(act === 'hold' ? 'statement.until-decided' : 'statement.for-good')
  return html`<section aria-labelledby="decided"><h2 id="decided">${say('statement.decided')}</h2>
<p><strong>${say(`statement.${act}`, { n: posts ?? 0, label: label ?? '' })}</strong></p>
${facts([
  [say('statement.where'), where],
  [say('statement.how-long'), howLong],
])}</section>`
}

function why({ say }: Visit, { rule, law, facts: found }: Statement): Markup {
  const ground =
    rule &&
    html`<strong>${rule.title}</strong> ${rule.text} <span class="hint">(${say('statement.version', { n: rule.version })})</span>`
  return html`<section aria-labelledby="why"><h2 id="why">${say('statement.why')}</h2>
${facts([
  [say('statement.rule'), ground],
  [say('statement.law'), law],
  [say('statement.facts'), html`<span class="said" dir="auto">${found}</span>`],
])}</section>`
}

function how(visit: Visit, { act, source, automated, story }: Statement): Markup {
  const { say } = visit
  const came = automated.decision
    ? say('statement.program', { by: automated.engine ?? '' })
    : ACT[act].on === 'reporter'
      ? saidWith(say, 'statement.reporter', 'story', storyLink(story))
      : html`${say(`statement.${source}`)} ${say(automated.detection ? 'statement.detected' : 'statement.not-detected')}`
  return html`<section aria-labelledby="how"><h2 id="how">${say('statement.how')}</h2>
<p>${came}${!automated.decision && ` ${say('statement.person')}`}</p></section>`
}

function words(visit: Visit, { act, comment, story }: Statement): Markup | null {
  const { app, say } = visit
  if (ACT[act].on === 'reporter') return null
  return html`<section aria-labelledby="words"><h2 id="words">${say('statement.words')}</h2>
<p class="hint">${saidWith(say, 'statement.under', 'story', storyLink(story))} · ${fullTime(app.config.language, comment.postedAt)}</p>
${comment.text ? html`<blockquote class="quoted"><div class="body" dir="auto">${bodyMarkup(bodyOf(comment.text))}</div></blockquote>` : html`<p>${say('statement.words.gone')}</p>`}</section>`
}

const storyLink = ({ title, url }: Statement['story']): Markup => html`<a href="${url}">${title}</a>`

/** What a statement did, in a few words. */
export function actWords({ app, say }: Visit, { act, until, posts }: OwnStatement): string {
  if (act === 'remove') return say('state.removed')
  if (act === 'collapse') return say('state.collapsed')
  return say(`own.${act}`, { n: posts ?? 0, time: until ? fullTime(app.config.language, until) : '' })
}

/** What has come of a statement since; null while nobody has appealed. */
export function cameOf({ app, say }: Visit, { appeal, reversedAt }: OwnStatement): string | null {
  if (appeal) return say(appeal.outcome ? ENDS[appeal.outcome] : 'appeal.waiting')
  return reversedAt && say('statement.taken-back', { time: fullTime(app.config.language, reversedAt) })
}
