import { type CodeSent, type Session, SignIn } from '@parley/contract/schemas.ts'
import { challengeOf, clearSession, type ReaderVisitor, setChallenge, setSession } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { sendCode, signInByCode } from '../readers/codes.ts'
import { endSession } from '../readers/sessions.ts'
import { signInByNewsroom } from '../readers/sso.ts'
import { takeTicket } from '../readers/tickets.ts'
import { noteFormPage } from './notes.ts'
import { alertOf, hidden, type Page, problemPage, sendPage, sentenceOf } from './page.ts'
import { placeToReturn } from './places.ts'
import { reportPage } from './report.ts'
import { statusPage } from './report-status.ts'
import { statementPage } from './statement.ts'
import { proposalPage } from './timeline.ts'
import { shaped, type Visit } from './visit.ts'
import { editPage, postPage } from './write.ts'

/** What someone was at when he was asked to sign in: the page that he comes back to, with his words. */
const RESUMED = {
  post: postPage,
  edit: editPage,
  report: reportPage,
  appeal: statementPage,
  objection: statusPage,
  proposal: proposalPage,
  note: noteFormPage,
}
export type Resumed = keyof typeof RESUMED
/** What is carried through the steps of signing in. */
const CARRIED = [
  ...(['return', 'resume', 'id', 'story', 'replyTo', 'kind', 'text', 'rule', 'explanation', 'source'] as const),
  ...(['happened', 'title', 'detail', 'by', 'url'] as const),
  ...(['comment', 'claim', 'sources'] as const),
]

/** `GET /d/sign-in?return=`. */
export async function signInForm(visit: Visit) {
  const { app, who, query, reply } = visit
  if (who.kind === 'reader') return reply.redirect(placeToReturn(app.config, query.return, query.story), 303)
  return sendPage(visit, signInPage({ ...visit, form: { return: query.return, story: query.story } }, null))
}

/**
 * `POST /d/sign-in`: an address, then the code that was mailed to it (with a name where it is a new reader's); or `sso`, the
 * newsroom's token, from a form on the newspaper's own page.
 */
export async function signIn(visit: Visit) {
  const { app, form, who, reply } = visit
  if (form.again) return sendPage(visit, signInPage({ ...visit, form: { ...form, code: undefined } }, null))
  if (form.goOn) {
    if (who.kind === 'guest') throw new Refusal('session.none')
    return goOn(visit, who)
  }
  const { sso, email = '', code, name } = form
  const given = shaped(SignIn, sso ? { sso } : { email, ...(code && { code }), ...(name && { name }) })
  if ('sso' in given) return signedIn(visit, await signInByNewsroom(app, given.sso))
  if (given.code === undefined) {
    await app.limits.take('mail', { site: app.config.site, reader: null, ip: who.ip })
    const sent = await sendCode(app, given.email)
    setChallenge(app, reply, sent.challenge)
    return sendPage(visit, signInPage(visit, null, sent))
  }
  const challenge = challengeOf(visit.request)
  if (!challenge) throw new Refusal('session.code')
  return signedIn(visit, await signInByCode(app, { email, code: given.code, challenge, name: given.name }))
}

/**
 * `GET /d/in?ticket=&to=`: from the newspaper's page, by the link of `POST /v1/session/page`, to a page of our own. Nobody else's page
 * may bring a reader here: he would write, without knowing it, under an account that is not his.
 */
export async function enter(visit: Visit) {
  const { app, query, who, request, reply } = visit
  const to = placeToReturn(app.config, query.to, undefined)
  const from = URL.parse(request.headers.referer ?? '')?.origin ?? ''
  try {
    setSession(app, reply, await takeTicket(app, (app.config.origins.includes(from) && query.ticket) || ''))
  } catch (error) {
    // Whoever is signed in here already needs none: he came back to this address, or had been here before.
    if (who.kind === 'guest' || !(error instanceof Refusal)) throw error
  }
  return reply.redirect(to, 303)
}

async function signedIn(visit: Visit, { token, reader }: Session) {
  setSession(visit.app, visit.reply, token)
  const { ip } = visit.who
  return goOn(visit, {
    kind: 'reader',
    ...reader,
    staff: reader.role !== 'reader',
    banned: false,
    suspendedUntil: null,
    reviewedPosts: 0,
    ip,
    token,
    via: 'cookie',
  })
}

/** Back to where it was asked for; with words in hand, to their box. */
async function goOn(visit: Visit, who: ReaderVisitor) {
  const { app, form, reply } = visit
  const page = Object.hasOwn(RESUMED, form.resume ?? '') ? RESUMED[form.resume as Resumed] : null
  if (!page) return reply.redirect(placeToReturn(app.config, form.return, form.story), 303)
  const now: Visit = { ...visit, who, id: form.id ?? '' }
  try {
    return sendPage(now, { ...(await page(now, null)), status: visit.say('plain.signed-in') })
  } catch (error) {
    // The code is used up: what he was at may be gone, but he is signed in, and his words are shown.
    if (!(error instanceof Refusal)) throw error
    return sendPage(now, problemPage(now, error, null), error.status)
  }
}

/** `POST /d/sign-out`. */
export async function signOut(visit: Visit) {
  const { app, who, form, reply } = visit
  if (who.kind === 'reader') await endSession(app, who.token)
  clearSession(app, reply)
  return reply.redirect(placeToReturn(app.config, form.return, undefined), 303)
}

/** The page to sign in on: at the address, or at the code once one was `sent` or tried. */
export function signInPage(visit: Visit, refusal: Refusal | null, sent: CodeSent | null = null): Page {
  const { say, form } = visit
  const title = say('session.title')
  const carried = hidden(Object.fromEntries(CARRIED.map(name => [name, form[name]])))
  return {
    title,
    canonical: null,
    here: null,
    main: html`<h1>${title}</h1>
${refusal?.code === 'session.none' ? html`<p class="status" role="alert">${sentenceOf(visit, refusal)}${form.resume && html` ${say('compose.draft')}`}</p>` : alertOf(visit, refusal)}
${sent || form.code ? codeForm(visit, refusal, sent, carried) : addressForm(visit, carried)}`,
  }
}

function addressForm({ app, say, form }: Visit, carried: Markup): Markup {
  const { signInUrl } = app.config
  // Words in hand stay on this page while he signs in elsewhere.
  const kept = form.resume !== undefined
  return html`${
    signInUrl &&
    html`<p><a class="button primary" href="${newsroomSignIn(signInUrl, form.return ?? form.story)}"${kept && html` target="_blank" rel="noopener" aria-describedby="new-tab"`}>${say('session.newsroom')}</a></p>
${kept && html`<p id="new-tab" class="hint">${say('plain.sign-in.new-tab')}</p>`}`
  }
<form method="post" action="/d/sign-in">
<label for="email">${say('session.email')}</label>
<input id="email" name="email" type="email" required maxlength="254" autocomplete="email" value="${form.email}" aria-describedby="no-password">
<p id="no-password" class="hint">${say('session.no-password')}</p>
<span class="buttons">
<button class="button primary">${say('session.send')}</button>
${signInUrl && kept && html`<button class="button" name="goOn" value="yes" formnovalidate>${say('plain.sign-in.go-on')}</button>`}
</span>
${carried}
</form>`
}

function codeForm({ say, form }: Visit, refusal: Refusal | null, sent: CodeSent | null, carried: Markup): Markup {
  const asksName = form.name !== undefined || refusal?.code.startsWith('name.')
  return html`${sent && html`<p class="status" role="status">${say('session.sent', { n: sent.minutes })}</p>`}
<form method="post" action="/d/sign-in">
<label for="code">${say('session.code')}</label>
<input id="code" name="code" class="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" value="${refusal?.code === 'session.code' ? '' : form.code}"${!asksName && html` autofocus`}>
${asksName && html`<label for="name">${say('session.name')}</label><input id="name" name="name" required maxlength="200" autocomplete="nickname" value="${form.name}" autofocus>`}
<span class="buttons">
<button class="button primary">${say('session.enter')}</button>
<button class="button" name="again" value="yes" formnovalidate>${say('session.other')}</button>
</span>
${carried}${hidden({ email: form.email })}
</form>`
}

/** The newspaper's own sign-in is told where the reader wants to go back to; it sends that along with its token. */
function newsroomSignIn(address: string, back: string | undefined): string {
  const url = new URL(address)
  if (back) url.searchParams.set('return', back)
  return url.href
}
