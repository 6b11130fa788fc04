import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  accounts,
  along,
  contactPage,
  contextNotes,
  dialogs,
  dueProcess,
  noteWriting,
  ownData,
  plain,
  proposing,
  publicLog,
  rulesPage,
  thread,
  timeline,
  write,
} from '@parley/contract/messages/en.ts'
import { type Catalogue, say, type Values } from '@parley/contract/say.ts'
import { html, type Markup } from '../http/html.ts'
import { problemOf, type Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { CONTACT_PATH, RULES_PATH, signInPath, threadPath } from './places.ts'
import type { Visit } from './visit.ts'

export const STYLE = readFileSync(new URL('plain.css', import.meta.url), 'utf8')
export const STYLE_PATH = '/d/plain.css'
/** Named after its content, so that a browser may keep it for good. */
const STYLE_URL = `${STYLE_PATH}?v=${createHash('sha256').update(STYLE).digest('base64url').slice(0, 8)}`

const CATALOGUES: Record<string, Catalogue> = {
  en: {
    ...thread,
    ...write,
    ...dialogs,
    ...along,
    ...plain,
    ...dueProcess,
    ...rulesPage,
    ...contactPage,
    ...publicLog,
    ...contextNotes,
    ...noteWriting,
    ...timeline,
    ...proposing,
    ...accounts,
    ...ownData,
  },
}

/** Says a message of the plain page's catalogue. */
export type Say = (key: string, values?: Values) => string

export const sayIn =
  (language: string): Say =>
  (key, values) =>
    say(CATALOGUES[language] ?? CATALOGUES.en!, language, key, values)

/** A sentence in which one place is taken by markup, and the others by `values`. */
export function saidWith(say: Say, key: string, place: string, by: Markup, values: Values = {}): Markup {
  const [before, after] = say(key, { ...values, [place]: '\0' }).split('\0')
  return html`${before}${by}${after}`
}

/** The name of a ground: a house rule’s title, the law, or the newsroom’s own conditions. */
export function groundTitle({ app, say }: Pick<Visit, 'app' | 'say'>, ground: string | null | undefined): string {
  if (ground === 'illegal') return say('rule.illegal')
  return app.rules.find(ground)?.title ?? say('rule.house')
}

/** A page as it is sent. */
export interface Page {
  title: string
  main: Markup
  /** The page's own address for search engines; null where they should not look. */
  canonical: string | null
  /** What the page says to machines. */
  data?: Markup
  /** Where signing in or out, and the small buttons, lead back to: an own path; null on the page where one signs in. */
  here: string | null
  /** Shown above: what was just done. */
  status?: string | null
}

export function documentOf(visit: Visit, page: Page): Markup {
  const { app, who, say } = visit
  const { language, siteName } = app.config
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${page.title} – ${siteName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.canonical ? html`<link rel="canonical" href="${page.canonical}">` : html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${STYLE_URL}">
${page.data}
</head>
<body>
<a class="skip" href="#main">${say('plain.skip')}</a>
<header class="top">
<p class="site">${siteName}</p>
${page.here && account(visit, page.here)}
</header>
<main id="main" tabindex="-1">
${page.status && html`<p class="status" role="status">${page.status}</p>`}
${page.main}
</main>
${foot(visit)}
${
  who.kind === 'reader' &&
  html`<form id="acts" method="post" action="/d/sign-out">${hidden({ csrf: csrfOf(app, who.token), return: page.here })}</form>`
}
</body>
</html>
`
}

/** Quiet, at the end of every page. */
const foot = ({ app, say }: Visit): Markup =>
  html`<footer class="foot"><a href="${RULES_PATH}">${say('contact.house-rules')}</a>
<a href="${CONTACT_PATH}">${say('thread.contact')}</a>${
    app.config.contact.imprint && html`\n<a href="${app.config.contact.imprint}">${say('contact.imprint')}</a>`
  }</footer>`

const account = ({ who, say }: Visit, here: string): Markup =>
  html`<nav class="account" aria-label="${say('plain.account')}">${
    who.kind === 'guest'
      ? html`<a href="${signInPath(here)}" rel="nofollow">${say('session.sign-in')}</a>`
      : html`<span>${saidWith(say, 'session.as', 'name', html`<bdi>${who.name}</bdi>`)}</span>
<a href="/d/mine">${say('session.mine')}</a>
<button form="acts" formaction="/d/sign-out">${say('session.sign-out')}</button>`
  }</nav>`

export function sendPage(visit: Visit, page: Page, code = 200) {
  return visit.reply.code(code).type('text/html; charset=utf-8').send(documentOf(visit, page).text)
}

/** Fields that are sent along unseen. */
export const hidden = (fields: Readonly<Record<string, string | null | undefined>>): Markup =>
  html`${Object.entries(fields).map(([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`)}`

/** The sentence of a refusal, where it is read out at once. */
export const alertOf = (visit: Visit, refusal: Refusal | null): Markup | null =>
  refusal && html`<p id="alert" class="alert" role="alert">${sentenceOf(visit, refusal)}</p>`

export const sentenceOf = ({ app, request }: Visit, refusal: Refusal): string =>
  problemOf(refusal, app.config.language, request.id).detail

/** A page about a failure for which no better page can be shown; what was typed is on it. */
export function problemPage(visit: Visit, refusal: Refusal, story: string | null): Page {
  const { say, form } = visit
  const typed = form.text ?? form.explanation
  return {
    title: say('plain.problem'),
    canonical: null,
    here: story ? threadPath(story) : '/d/mine',
    main: html`<h1>${say('plain.problem')}</h1>
${alertOf(visit, refusal)}
${typed && html`<label for="words">${say('plain.words')}</label><textarea id="words" rows="8" dir="auto" readonly>\n${typed}</textarea>`}
${story && html`<p><a href="${threadPath(story)}">${say('thread.whole')}</a></p>`}`,
  }
}

/** Times as everybody reads them: how long ago, with the full date on hover and for screen readers. */
export function timeMarkup({ app, say }: Visit, at: string): Markup {
  const full = fullTime(app.config.language, at)
  return html`<time datetime="${at}" title="${full}"><span aria-hidden="true">${ago(say, app.config.language, Date.parse(at), app.clock())}</span><span class="unseen">${full}</span></time>`
}

/** In the newsroom's own time zone, which is named: the reader's is not known without a script. */
export const fullTime = (language: string, at: string): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(Date.parse(at))

function ago(say: Say, language: string, then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return say('time.now')
  if (minutes < 60) return say('time.minutes', { n: minutes })
  if (minutes < 24 * 60) return say('time.hours', { n: Math.floor(minutes / 60) })
  if (minutes < 7 * 24 * 60) return say('time.days', { n: Math.floor(minutes / (24 * 60)) })
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(then)
}
