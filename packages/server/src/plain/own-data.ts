import { Erase, type Rehearsal, TEXTS, type Text } from '@parley/contract/privacy.ts'
import { challengeOf, clearSession, type ReaderVisitor, setChallenge } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { erasure, rehearse } from '../readers/erase.ts'
import { sendExport } from '../readers/export.ts'
import { leave, sendErasureCode } from '../readers/leave.ts'
import { csrfOf, isFresh } from '../readers/sessions.ts'
import { alertOf, hidden, type Page, saidWith, sendPage } from './page.ts'
import { erasePath, OWN_DATA_PATH } from './places.ts'
import { shaped, type Visit } from './visit.ts'

/** Whoever may not write any more may still go. Throws Refusal('session.none'). */
function reader({ who }: Visit): ReaderVisitor {
  if (who.kind === 'guest') throw new Refusal('session.none')
  return who
}

async function rehearsed(visit: Visit): Promise<Rehearsal> {
  const { app } = visit
  const who = reader(visit)
  const of = { site: app.config.site, reader: who.id }
  return rehearse(app.db.read, of, { full: false, fresh: await isFresh(app, who) })
}

/** `GET /d/mine/data`: what is held of whoever asks, to take along or to have erased. */
export async function ownData(visit: Visit) {
  const { say } = visit
  const { name, email, goes } = await rehearsed(visit)
  return sendPage(visit, {
    title: say('data.title'),
    canonical: null,
    here: OWN_DATA_PATH,
    main: html`<h1>${say('data.title')}</h1>
<p>${saidWith(say, email ? 'data.who' : 'data.who.no-address', 'name', html`<bdi>${name}</bdi>`, { email: email ?? '' })}</p>
${goes.length > 0 && html`<h2 class="part">${say('data.held')}</h2>${list(visit, goes)}`}
<p class="hint">${say('data.not-held')}</p>
<h2 class="part">${say('data.download')}</h2>
<p>${say('data.download.text')}</p>
<p><a class="button" href="${OWN_DATA_PATH}.json" download>${say('data.download.button')}</a></p>
<h2 class="part">${say('data.erase')}</h2>
<form method="get" action="${erasePath()}">
<fieldset><legend>${say('data.text')}</legend>
${TEXTS.map((text, i) => html`<label class="choice"><input type="radio" name="text" value="${text}" required${i === 0 && html` checked`}> <span><strong>${say(`data.text.${text}`)}</strong> ${say(`data.text.${text}.means`)}</span></label>`)}
</fieldset>
<p class="hint">${say('data.look-first')}</p>
<button class="button">${say('data.look')}</button>
</form>
<p><a href="/d/mine">${say('session.mine')}</a></p>`,
  })
}

const list = ({ say }: Visit, goes: Rehearsal['goes']): Markup =>
  html`<ul class="held">${goes.map(({ what, n }) => html`<li>${say(`data.${what}`, { n })}</li>`)}</ul>`

/** `GET /d/mine/data.json`. */
export const ownDataFile = async (visit: Visit) => sendExport(visit.app, reader(visit), visit.reply)

const textOf = ({ form, query }: Visit): Text => TEXTS.find(text => text === (form.text ?? query.text)) ?? 'delete'

/** `GET /d/mine/erase?text=`: what would go, what would stay and why, before anything is done. */
export const eraseForm = async (visit: Visit) => sendPage(visit, await erasePage(visit, null))

/** `POST /d/mine/erase/code`: for who did not sign in just now. */
export async function eraseCode(visit: Visit) {
  const { app, reply, say } = visit
  const sent = await sendErasureCode(app, reader(visit))
  setChallenge(app, reply, sent.challenge)
  return sendPage(visit, {
    ...(await erasePage(visit, null, true)),
    status: say('session.sent', { n: sent.minutes }),
  })
}

/** `POST /d/mine/erase`. */
export async function eraseNow(visit: Visit) {
  const { app, form, request, reply } = visit
  const who = reader(visit)
  if (form.confirm !== 'yes') throw new Refusal('erasure.confirm')
  const challenge = challengeOf(request)
  const { id } = await leave(
    app,
    who,
    shaped(Erase, {
      text: textOf(visit),
      confirm: true,
      ...(form.code && { code: form.code }),
      ...(challenge && { challenge }),
    }),
  )
  clearSession(app, reply)
  return reply.redirect(`/d/erasures/${id}`, 303)
}

export async function erasePage(
  visit: Visit,
  refusal: Refusal | null,
  sent = visit.form.code !== undefined,
): Promise<Page> {
  const { app, say, form } = visit
  const { token } = reader(visit)
  const { goes, stays, fresh, canMail } = await rehearsed(visit)
  const text = textOf(visit)
  const here = erasePath(text)
  const carried = hidden({ text, csrf: csrfOf(app, token), return: here })
  const asksCode = !fresh && canMail
  return {
    title: say('data.erase'),
    canonical: null,
    here,
    main: html`<h1>${say('data.erase')}</h1>
<p>${say(`data.text.${text}.means`)}</p>
<p><a href="${OWN_DATA_PATH}">${say('data.other')}</a></p>
${alertOf(visit, refusal)}
<h2 class="part">${say('data.goes')}</h2>
<ul class="held"><li>${say('data.goes.who')}</li>${goes.map(({ what, n }) => html`<li>${say(text === 'anonymise' && what === 'comments' ? 'data.comments.nobody' : `data.${what}`, { n })}</li>`)}</ul>
<h2 class="part">${say('data.stays')}</h2>
<ul class="held">${stays.map(({ what, n }) => html`<li>${say(`data.stays.${what}`, { n: n ?? 0 })}</li>`)}</ul>
<h2 class="part">${say('data.sure')}</h2>
<p>${say('data.sure.text')}</p>
${!fresh && !canMail && html`<p class="status">${say('data.sign-in-again')}</p>`}
${asksCode && html`<form method="post" action="${erasePath()}/code"><p>${say('data.code')}</p><button class="button">${say(sent ? 'data.code.again' : 'data.code.send')}</button>${carried}</form>`}
${
  (fresh || sent) &&
  html`<form method="post" action="${erasePath()}">
${asksCode && html`<label for="code">${say('session.code')}</label><input id="code" name="code" class="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" value="${refusal?.code === 'session.code' ? '' : form.code}">`}
<label class="choice"><input type="checkbox" name="confirm" value="yes" required> ${say('data.confirm')}</label>
<span class="buttons"><button class="button stop">${say('data.erase.button')}</button>
<a class="button" href="/d/mine">${say('data.keep')}</a></span>
${carried}
</form>`
}`,
  }
}

/** `GET /d/erasures/:id`: how far it has come, for whoever has the address; he is nobody here any more. */
export async function erasureShown(visit: Visit) {
  const { app, say, id } = visit
  const { state, done, of } = await erasure(app.db.read, app.config.site, id)
  return sendPage(visit, {
    title: say(`erasure.title.${state}`),
    canonical: null,
    here: `/d/erasures/${id}`,
    main: html`<h1>${say(`erasure.title.${state}`)}</h1>
<p class="status" role="status">${state === 'done' ? say('erasure.done') : say('erasure.running', { done, of })}</p>
${state === 'running' && html`<p>${say('erasure.wait')}</p><p><a class="button" href="/d/erasures/${id}">${say('erasure.look')}</a></p>`}
${state === 'done' && html`<p>${say('erasure.back')}</p>`}`,
  })
}
