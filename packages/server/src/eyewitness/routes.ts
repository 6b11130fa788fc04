import type { CheckItem } from '@parley/contract/accounts.ts'
import { CHECKS } from '@parley/contract/accounts.ts'
import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'
import { keyOf } from '../comments/routes.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { storyNow } from '../stories/routes.ts'
import { timelineAtDesk } from '../timeline/desk.ts'
import { endCall, putCall } from './call.ts'
import { changeConsent, withdrawAccount } from './consent.ts'
import { accountAtDesk, accountsAtDesk } from './desk.ts'
import { accountToTimeline, addTask, checkItem, doTask, moveAccount, openContact } from './move.ts'
import { ownAccounts } from './own.ts'
import {
  addPhoto,
  originalToLookAt,
  photoToLookAt,
  publicBytes,
  publicPhoto,
  removePhoto,
  type Shown,
} from './photos.ts'
import { sendAccount } from './send.ts'

const by = (call: Call) => call.who as ReaderVisitor

// ---- readers

export async function send(app: App, call: Call) {
  const account = await sendAccount(app, by(call), { ...call.body, key: keyOf(call.request) })
  call.reply.code(201)
  return account
}

export const mine = async (app: App, call: Call) => ({ accounts: await ownAccounts(app, by(call).id, call.query) })

export const one = (app: App, call: Call) => ownOne(app, call)

async function ownOne(app: App, call: Call) {
  const [own] = await ownAccounts(app, by(call).id, { id: call.params.id! })
  if (!own) throw new Refusal('account.unknown')
  return own
}

export async function consent(app: App, call: Call) {
  await changeConsent(app, by(call), { ...call.body, id: call.params.id! })
  return ownOne(app, call)
}

export async function withdraw(app: App, call: Call) {
  await withdrawAccount(app, by(call), call.params.id!)
  call.reply.code(204)
}

/** Which photograph is meant. Throws Refusal('photo.unknown'). */
function photoIn({ params }: Call) {
  if (!/^\d{1,3}$/.test(params.no!)) throw new Refusal('photo.unknown')
  return { id: params.id!, no: Number(params.no) }
}

export async function putPhoto(app: App, call: Call) {
  const { alt = '' } = call.query
  if (!Buffer.isBuffer(call.body)) throw new Refusal('photo.kind')
  await addPhoto(app, by(call), { ...photoIn(call), alt, bytes: call.body })
  return ownOne(app, call)
}

export async function dropPhoto(app: App, call: Call) {
  await removePhoto(app, by(call), photoIn(call))
  return ownOne(app, call)
}

export const ownPhoto = async (app: App, call: Call) =>
  sendPhoto(call.reply, await photoToLookAt(app, { ...photoIn(call), reader: by(call).id }))

// ---- everybody

/**
 * How long what is public may be kept: by a browser that has seen it for a day, by a cache on the way for a second, so that it is gone from there as
 * soon as it is taken down here.
 */
const PUBLIC = 'public, max-age=86400, s-maxage=1, must-revalidate'

export async function media(app: App, { params, request, reply }: Call) {
  const photo = await publicPhoto(app, { site: params.site!, photo: params.photo! })
  const etag = `"${photo.photo}"`
  reply.header('etag', etag).header('cache-control', PUBLIC).header('cross-origin-resource-policy', 'cross-origin')
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return sendPhoto(reply, { type: photo.type, data: await publicBytes(app, photo) }, photo.photo)
}

/** No page and no program, whatever it should hold: S30. */
function sendPhoto(reply: FastifyReply, { type, data }: Shown, name = 'photograph') {
  return reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `inline; filename="${name}.${type === 'image/webp' ? 'webp' : 'jpg'}"`)
    .type(type)
    .send(data)
}

// ---- the desk

export const list = (app: App, { query }: Call) => accountsAtDesk(app, query)
export const atDesk = (app: App, { params }: Call) => accountAtDesk(app, params.id!)

export const contact = async (app: App, call: Call) => ({ contact: await openContact(app, by(call), call.params.id!) })

export async function move(app: App, call: Call) {
  await moveAccount(app, by(call), { ...call.body, id: call.params.id! })
  return accountAtDesk(app, call.params.id!)
}

export async function check(app: App, call: Call) {
  const { id, item } = call.params
  if (!CHECKS.some(one => one === item)) throw new Refusal('request.not-found')
  await checkItem(app, by(call), { ...call.body, id: id!, item: item as CheckItem })
  return accountAtDesk(app, id!)
}

export async function task(app: App, call: Call) {
  await addTask(app, by(call), { ...call.body, id: call.params.id! })
  call.reply.code(201)
  return accountAtDesk(app, call.params.id!)
}

export async function taskDone(app: App, call: Call) {
  const { id, no } = call.params
  if (!/^\d{1,6}$/.test(no!)) throw new Refusal('account.task')
  await doTask(app, by(call), { ...call.body, id: id!, no: Number(no) })
  return accountAtDesk(app, id!)
}

export const photo = async (app: App, call: Call) => sendPhoto(call.reply, await photoToLookAt(app, photoIn(call)))

/** As a download: what the camera wrote is not for a window beside others. */
export async function original(app: App, call: Call) {
  const { id, no } = photoIn(call)
  const { type, data } = await originalToLookAt(app, by(call), { id, no })
  return call.reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename="${id}-${no}.${type.slice('image/'.length)}"`)
    .type('application/octet-stream')
    .send(data)
}

export async function toTimeline(app: App, call: Call) {
  const story = await accountToTimeline(app, by(call), { ...call.body, id: call.params.id! })
  call.reply.code(201)
  return timelineAtDesk(app, story)
}

export const ask = async (app: App, call: Call) =>
  storyNow(app, await putCall(app, by(call), { ...call.body, story: call.query.story }))
export const askNoMore = async (app: App, call: Call) => storyNow(app, await endCall(app, by(call), call.query.story))
