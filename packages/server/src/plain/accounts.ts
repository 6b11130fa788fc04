import { createHash, randomUUID } from 'node:crypto'
import {
  BYLINES,
  ChangeConsent,
  type OwnAccount,
  PHOTO_BYTES,
  PHOTO_TYPES,
  PHOTOS_MAX,
  PRECISIONS,
  SendAccount,
  STANCES,
} from '@parley/contract/accounts.ts'
import { callAt } from '../eyewitness/call.ts'
import { changeConsent, withdrawAccount } from '../eyewitness/consent.ts'
import { ownAccounts } from '../eyewitness/own.ts'
import { addPhoto, photoToLookAt, removePhoto } from '../eyewitness/photos.ts'
import { admitUpload } from '../eyewitness/picture.ts'
import { sendAccount } from '../eyewitness/send.ts'
import { assertCsrf, type ReaderVisitor } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { storyByUrl, unknownStory } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { accountFacts } from './account-facts.ts'
import { reviewed } from './composer.ts'
import { alertOf, hidden, type Page, sendPage, sentenceOf, timeMarkup } from './page.ts'
import { accountPath, accountsPath, commentPath, threadPath } from './places.ts'
import { readUpload, type Upload } from './upload.ts'
import { type Fields, shaped, type Visit } from './visit.ts'

const reader = (visit: Visit) => visit.who as ReaderVisitor
const MB = 1024 * 1024

// ---- sending

/** `GET /d/accounts?story=`: the form, with what the newsroom asks there. */
export const accountForm = async (visit: Visit) => sendPage(visit, await accountFormPage(visit, null))

/** `POST /d/accounts`. What is wrong with a photograph does not keep the words from the newsroom. */
export async function sendForm(visit: Visit) {
  const { app } = visit
  const photos = await formOf(visit)
  let account: OwnAccount
  try {
    const draft = shaped(SendAccount, draftOf(visit.form))
    const { key } = visit.form
    // The key of the form and what is in it make one request of a form that was sent twice.
    const once =
      key &&
      createHash('sha256')
        .update(JSON.stringify([key, draft]))
        .digest('base64url')
    account = await sendAccount(app, reader(visit), { ...draft, key: once })
  } catch (error) {
    for await (const _ of photos);
    throw error
  }
  const failed = await take(visit, account.id, photos)
  return visit.reply.redirect(accountPath(account.id, { done: 'sent', failed }), 303)
}

/** Reads a form with photographs, and proves that it comes from this reader's own page before anything is done with it. */
async function formOf(visit: Visit): Promise<AsyncGenerator<Upload, void>> {
  admitUpload(visit.reply.raw, reader(visit).id)
  const { form, photos } = await readUpload(visit.request)
  visit.form = form
  try {
    assertCsrf(visit.app, visit.who, form.csrf)
  } catch (error) {
    for await (const _ of photos);
    throw error
  }
  return photos
}

/** Takes photographs in. Answers which were not taken, and why: their numbers and codes. */
async function take(visit: Visit, id: string, photos: AsyncIterable<Upload>): Promise<string> {
  const failed: string[] = []
  for await (const { no, bytes, alt } of photos) {
    try {
      if (!bytes) throw new Refusal('photo.large')
      await addPhoto(visit.app, reader(visit), { id, no, alt, bytes })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failed.push(`${no}.${error.code}`)
    }
  }
  return failed.join(',')
}

/** What was typed, as the API takes it. */
function draftOf(form: Fields) {
  const moment = (day: string | undefined, time: string | undefined) =>
    time ? `${day ?? ''}T${time.slice(0, 5)}` : day
  const degrees = (text: string | undefined) => (text ? Number(text.trim().replace(',', '.')) : null)
  const [lat, lon] = [degrees(form.lat), degrees(form.lon)]
  if (Number.isNaN(lat) || Number.isNaN(lon) || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180)
    throw new Refusal('account.where')
  if (!form.day) throw new Refusal('account.when')
  const until = form.untilDay || form.untilTime ? moment(form.untilDay ?? form.day, form.untilTime) : null
  const contact = Object.entries({
    ...{ name: form.contactName, email: form.email, phone: form.phone, safeWay: form.safeWay },
  }).filter(([, value]) => value)
  return {
    story: form.story,
    relation: form.relation,
    text: form.text ?? '',
    when: { from: moment(form.day, form.time), to: until, exact: form.exact !== 'no' },
    where: { place: form.place ?? null, lat, lon, precision: form.precision ?? 'street' },
    how: form.how ?? '',
    ...(contact.length > 0 && { contact: Object.fromEntries(contact) }),
    consent: consentOf(form),
    ...(form.postAnyway && { postAnyway: true }),
  }
}

const consentOf = (form: Fields) => ({
  publish: form.publish === 'yes',
  name: form.name ?? 'name',
  pseudonym: form.pseudonym ?? null,
  keepOriginals: form.originals === 'yes',
  tell: form.tell === 'yes',
})

/** The form with everything that was typed, and what was wrong with it. */
export async function accountFormPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, query, form } = visit
  const url = canonicalUrl(app.config, form.story ?? query.story ?? '')
  const known = await storyByUrl(app.db.read, app.config.site, url)
  const asked = known && callAt(known, app.clock())
  const { id, token } = reader(visit)
  const own = await ownAccounts(app, id, { story: url })
  // An empty form agrees to what most agree to; what was typed says for itself.
  const typed = form.csrf !== undefined
  const values = typed
    ? form
    : { relation: query.relation, publish: 'yes', tell: 'yes', name: 'name', exact: 'yes', precision: 'street' }
  return {
    title: say('account.title'),
    canonical: null,
    here: accountsPath(url),
    main: html`<h1>${asked ? asked.question : say('account.title')}</h1>
<p>${say('account.text', { story: known?.title ?? unknownStory(url).title })}</p>
${refusal && html`<div class="notice ${refusal.code === 'verdict.nudge' ? 'held' : 'stop'}">${alertOf(visit, refusal)}${refusal.verdict && reviewed(visit, form.text ?? '', refusal.verdict)}<p>${say('account.photo.again')}</p></div>`}
${own.length > 0 && html`<section aria-labelledby="own"><h2 id="own">${say('account.own.list')}</h2><ul class="statements">${own.map(one => html`<li><a href="${accountPath(one.id)}">${one.text.slice(0, 80)}</a> · ${becameOf(visit, one)}</li>`)}</ul></section>`}
<form class="account-form" method="post" action="/d/accounts" enctype="multipart/form-data">
<fieldset><legend>${say('account.relation')}</legend>${STANCES.map(one => radio('relation', one, say(`account.relation.${one}`), (values.relation ?? 'there') === one))}</fieldset>
<label for="text">${say('account.what')} <span class="hint">${say('account.what.hint')}</span></label>
<textarea id="text" name="text" rows="8" dir="auto" required maxlength="20000">\n${form.text}</textarea>
<fieldset><legend>${say('account.from')} <span class="hint">${say('account.from.hint')}</span></legend>
<div class="row">${input('day', say('account.day'), values.day, 'date', true)}${input('time', `${say('account.time')} (${say('account.optional')})`, values.time, 'time')}</div>
<details${(values.untilDay || values.untilTime) && html` open`}><summary>${say('account.until')} (${say('report.optional')})</summary><div class="row">${input('untilDay', say('account.day'), values.untilDay, 'date')}${input('untilTime', say('account.time'), values.untilTime, 'time')}</div></details>
<div class="row" role="group" aria-label="${say('account.exact')}">${radio('exact', 'yes', say('account.exact.yes'), values.exact !== 'no')}${radio('exact', 'no', say('account.exact.no'), values.exact === 'no')}</div></fieldset>
<fieldset><legend>${say('account.place')} <span class="hint">${say('account.place.hint')}</span></legend>
${input('place', say('account.place.name'), values.place, 'text', false, 120)}
<details${(values.lat || values.lon) && html` open`}><summary>${say('account.coordinates')} (${say('report.optional')})</summary>
<div class="row">${input('lat', say('account.lat'), values.lat, 'text', false, 20, 'decimal')}${input('lon', say('account.lon'), values.lon, 'text', false, 20, 'decimal')}</div>
<label for="precision">${say('account.precision')}</label>
<select id="precision" name="precision">${PRECISIONS.map(one => html`<option value="${one}"${values.precision === one && html` selected`}>${say(`account.precision.${one}`)}</option>`)}</select></details></fieldset>
<label for="how">${say('account.how.ask')} <span class="hint">${say('account.how.hint')}</span></label>
<textarea id="how" name="how" rows="2" dir="auto" maxlength="500">\n${form.how}</textarea>
<fieldset><legend>${say('account.contact')} <span class="hint">${say('account.contact.hint')}</span></legend>
${input('contactName', say('account.contact.name'), values.contactName, 'text', false, 200)}
${input('email', say('account.contact.email'), values.email, 'email', false, 254)}
${input('phone', say('account.contact.phone'), values.phone, 'tel', false, 60)}
<label for="safeWay">${say('account.contact.safe')}</label><textarea id="safeWay" name="safeWay" rows="2" dir="auto" maxlength="500">\n${form.safeWay}</textarea></fieldset>
${consentFields(visit, values)}
<fieldset><legend>${say('account.photos')} <span class="hint">${say('account.photos.hint', { n: PHOTOS_MAX, mb: PHOTO_BYTES / MB })}</span></legend>
${Array.from({ length: PHOTOS_MAX }, (_, i) => photoFields(visit, i + 1))}</fieldset>
<p class="buttons"><button class="button primary">${say('account.send')}</button>
${refusal?.code === 'verdict.nudge' && html`<button class="button" name="postAnyway" value="yes">${say('compose.as-it-is')}</button>`}</p>
</form>
<p><a href="${threadPath(url)}">${say('thread.whole')}</a></p>`,
  }

  function consentFields({ say, who }: Visit, values: Fields): Markup {
    const { name } = who as ReaderVisitor
    return html`${hidden({ story: url, csrf: csrfOf(app, token), key: form.key ?? randomUUID() })}
<fieldset><legend>${say('account.consent')}</legend>${consentInputs(visit, values, name)}</fieldset>`
  }
}

/** Below it is where the other name is written. */
const pseudonymLast = (a: string, b: string) => Number(a === 'pseudonym') - Number(b === 'pseudonym')

/** What a reader agrees to, each by itself. */
const consentInputs = ({ say }: Visit, values: Fields, name: string): Markup =>
  html`${check('publish', say('account.consent.publish'), values.publish === 'yes')}
<div role="group" aria-label="${say('account.consent.name')}"><p class="hint">${say('account.consent.name')} ${say('account.consent.name.hint')}</p>
${[...BYLINES].toSorted(pseudonymLast).map(one => radio('name', one, one === 'name' ? say('account.consent.name.as', { name }) : say(`account.consent.name.${one}`), (values.name ?? 'name') === one))}
<div class="pseudonym">${input('pseudonym', say('account.consent.pseudonym'), values.pseudonym, 'text', false, 80)}</div></div>
${check('originals', say('account.consent.originals'), values.originals === 'yes', say('account.consent.originals.hint'))}
${check('tell', say('account.consent.tell'), values.tell === 'yes', say('account.consent.tell.hint'))}`

const photoFields = ({ say }: Visit, no: number): Markup =>
  html`<div class="photo-field"><label for="photo${no}">${say('account.photo', { n: no })}</label><input id="photo${no}" name="photo${no}" type="file" accept="${PHOTO_TYPES.join(',')}">
<label for="alt${no}" class="hint">${say('account.photo.describe')}</label><input id="alt${no}" name="alt${no}" maxlength="300"></div>`

function input(
  name: string,
  label: string,
  value: string | undefined,
  type = 'text',
  required = false,
  max?: number,
  mode?: string,
): Markup {
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}"${type !== 'text' && html` type="${type}"`}${required && html` required`}${max && html` maxlength="${max}"`}${mode && html` inputmode="${mode}"`}></div>`
}

const radio = (name: string, value: string, label: string, checked: boolean): Markup =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}"${checked && html` checked`}> ${label}</label>`

const check = (name: string, label: string, checked: boolean, hint?: string): Markup =>
  html`<label class="choice"><input type="checkbox" name="${name}" value="yes"${checked && html` checked`}> <span>${label}${hint && html`<br><span class="hint">${hint}</span>`}</span></label>`

// ---- what became of it

async function ownAccount(visit: Visit): Promise<OwnAccount> {
  const [own] = await ownAccounts(visit.app, reader(visit).id, { id: visit.id })
  if (!own) throw new Refusal('account.unknown')
  return own
}

/** `GET /d/accounts/:id`. Throws Refusal('account.unknown'). */
export const accountShown = async (visit: Visit) => sendPage(visit, await accountPage(visit, null))

const DONE: Record<string, string> = {
  sent: 'account.sent',
  saved: 'account.saved',
  photos: 'account.photos.added',
  removed: 'account.photo.removed',
}

/** A reader's own account: what became of it, what he agrees to, what he can still add or take back. */
export async function accountPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, query, form } = visit
  const own = await ownAccount(visit)
  const { token, name } = reader(visit)
  const path = accountPath(own.id)
  const csrf = csrfOf(app, token)
  const open = own.stage !== 'published' && own.stage !== 'declined' && own.state !== 'removed'
  const values =
    form.publish !== undefined || form.name !== undefined
      ? form
      : {
          publish: own.consent.publish ? 'yes' : undefined,
          name: own.consent.name,
          pseudonym: own.consent.pseudonym ?? undefined,
          originals: own.consent.keepOriginals ? 'yes' : undefined,
          tell: own.consent.tell ? 'yes' : undefined,
        }
  const given = Object.entries(own.contact).flatMap(([field, has]) =>
    has ? [say(field === 'safeWay' ? 'account.contact.safe.short' : `account.contact.${field}`)] : [],
  )
  const key = query.done && !refusal ? DONE[query.done] : undefined
  const isPublic = own.state === 'shown' || own.state === 'collapsed'
  const free = Array.from({ length: PHOTOS_MAX }, (_, i) => i + 1).filter(no => !own.photos.some(one => one.no === no))
  return {
    title: say('account.own'),
    canonical: null,
    here: path,
    status: key ? say(key) : null,
    main: html`<h1>${say('account.own')}</h1>
<p><a href="${threadPath(own.story.url)}">${own.story.title}</a></p>
${alertOf(visit, refusal)}${failures(visit)}
<section aria-labelledby="became"><h2 id="became">${say('account.own.became')}</h2>
<ol class="steps">${own.steps.map(
      (
        step,
        i,
      ) => html`<li${i === own.steps.length - 1 && html` aria-current="step"`}><p><strong>${becameOf(visit, step)}</strong> <span class="when">${timeMarkup(visit, step.at)}</span></p>
${step.reason && html`<p class="said" dir="auto">${say('own.reason', { reason: step.reason })}</p>`}</li>`,
    )}</ol>
<p class="hint">${isPublic ? html`<a href="${commentPath(own.id)}#${own.id}">${say('account.own.see')}</a>` : say('account.own.held')}</p></section>
<section aria-labelledby="said"><h2 id="said">${say('account.what')}</h2>
<blockquote class="quoted" dir="auto">${own.text}</blockquote>
${accountFacts(visit, own, ({ no }) => `${path}/photos/${no}`)}
<p class="hint">${given.length ? say('account.own.contact', { fields: given.join(', ') }) : say('account.own.contact.none')}</p></section>
${
  (own.photos.length > 0 || open) &&
  html`<section aria-labelledby="photos"><h2 id="photos">${say('account.photos')}</h2>
${own.photos.map(
  photo => html`<form method="post" action="${path}/photo" class="photo-line"><p>${say('account.photo', { n: photo.no })}: ${say(photo.original ? 'account.photo.original' : 'account.photo.clean')}</p>
<button class="button">${say('account.photo.remove', { n: photo.no })}</button>${hidden({ no: String(photo.no), csrf })}</form>`,
)}
${open && free.length > 0 && html`<form class="account-form" method="post" action="${path}/photos" enctype="multipart/form-data">${hidden({ csrf })}<fieldset><legend>${say('account.photo.add')} <span class="hint">${say('account.photos.hint', { n: PHOTOS_MAX, mb: PHOTO_BYTES / MB })}</span></legend>${free.slice(0, 2).map(no => photoFields(visit, no))}</fieldset><button class="button">${say('account.photo.add')}</button></form>`}</section>`
}
<section aria-labelledby="consent"><h2 id="consent">${say('account.consent')}</h2>
<form method="post" action="${path}/consent">${consentInputs(visit, values, name)}
<button class="button primary">${say('account.consent.save')}</button>${hidden({ csrf })}</form></section>
<details class="back"><summary>${say('account.own.withdraw')}</summary><p>${say('account.own.withdraw.sure')}</p>
<form method="post" action="${path}/withdraw"><button class="button stop">${say('account.own.withdraw')}</button>${hidden({ csrf })}</form></details>`,
  }
}

const becameOf = ({ say }: Visit, { stage, verified }: Pick<OwnAccount, 'stage' | 'verified'>) =>
  say(stage === 'published' && verified ? 'account.own.published.verified' : `account.own.${stage}`)

/** What the refusals of photographs speak of. */
const NUMBERS: Record<string, number> = {
  'photo.large': PHOTO_BYTES / MB,
  'photo.pixels': 52,
  'photo.many': PHOTOS_MAX,
}
const CODES = ['photo.large', 'photo.pixels', 'photo.many', 'photo.kind', 'photo.broken', 'photo.unavailable'] as const

/** Photographs that were not taken, and why; only what this page itself could have said. */
function failures(visit: Visit): Markup | null {
  const told = (visit.query.failed ?? '').split(',').flatMap(one => {
    const [, no, name] = /^(\d)\.([a-z.-]+)$/.exec(one) ?? []
    if (!no) return []
    const code = CODES.find(known => known === name) ?? 'photo.broken'
    const reason = sentenceOf(visit, new Refusal(code, { n: NUMBERS[code] ?? 0 }))
    return [html`<p>${visit.say('account.photo.failed', { n: Number(no), reason })}</p>`]
  })
  return told.length ? html`<div class="notice stop" role="alert">${told}</div>` : null
}

/** `POST /d/accounts/:id/consent`. */
export async function saveConsent(visit: Visit) {
  const change = shaped(ChangeConsent, consentOf(visit.form))
  await changeConsent(visit.app, reader(visit), { ...change, id: visit.id })
  return visit.reply.redirect(accountPath(visit.id, { done: 'saved' }), 303)
}

/** `POST /d/accounts/:id/photos`: more photographs. */
export async function addPhotos(visit: Visit) {
  const photos = await formOf(visit)
  await ownAccount(visit)
  const failed = await take(visit, visit.id, photos)
  return visit.reply.redirect(accountPath(visit.id, { ...(failed ? { failed } : { done: 'photos' }) }), 303)
}

/** `POST /d/accounts/:id/photo`: takes one back. */
export async function dropPhoto(visit: Visit) {
  await removePhoto(visit.app, reader(visit), { id: visit.id, no: Number(visit.form.no) })
  return visit.reply.redirect(accountPath(visit.id, { done: 'removed' }), 303)
}

/** `GET /d/accounts/:id/photos/:no`: a photograph as others would see it. */
export async function ownPhoto(visit: Visit) {
  const { no } = visit.request.params as { no: string }
  const { type, data } = await photoToLookAt(visit.app, { id: visit.id, no: Number(no), reader: reader(visit).id })
  return visit.reply.header('content-security-policy', "default-src 'none'; sandbox").type(type).send(data)
}

/** `POST /d/accounts/:id/withdraw`. */
export async function withdrawForm(visit: Visit) {
  const { story } = await ownAccount(visit)
  await withdrawAccount(visit.app, reader(visit), visit.id)
  return visit.reply.redirect(threadPath(story.url, { done: 'account-withdrawn' }), 303)
}
