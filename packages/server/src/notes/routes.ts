import type { DeskNote, DeskNotes, NoteInPlace, OwnNotes, Rated } from '@parley/contract/notes.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { askedBy, sendBytes } from '../http/bytes.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { canonicalUrl } from '../stories/url.ts'
import { noteAtDesk, notesAtDesk } from './desk.ts'
import { personalNotes } from './own.ts'
import { decideOnNote, publishNote, rewordNote, seeAlarm } from './publish.ts'
import { noteInPlace } from './queries.ts'
import { rateNote, unrateNote } from './rate.ts'
import { editNote, withdrawNote, writeNote } from './write.ts'

const reader = ({ who }: Call) => who as ReaderVisitor

export async function list(app: App, { query, request, reply }: Call) {
  const url = canonicalUrl(app.config, query.story)
  return sendBytes(request, reply, await app.pages.notes(url, query.comment ?? null, askedBy(request)))
}

export const one = (app: App, { params }: Call): Promise<NoteInPlace> =>
  noteInPlace(app.db.read, app.config.site, params.id!)

export const mine = (app: App, call: Call): Promise<OwnNotes> => personalNotes(app, reader(call), call.query.story)

export async function write(app: App, call: Call) {
  const key = call.request.headers['idempotency-key']
  if (key !== undefined && !/^[\w-]{8,100}$/.test(String(key)))
    throw new Refusal('request.invalid', { reason: 'Idempotency-Key takes 8 to 100 letters, digits, _ or -' })
  const posted = await writeNote(app, reader(call), { ...call.body, key })
  call.reply.code(201)
  return posted
}

export const edit = (app: App, call: Call) => editNote(app, reader(call), { ...call.body, id: call.params.id! })

export async function withdraw(app: App, call: Call) {
  await withdrawNote(app, reader(call), call.params.id!)
  call.reply.code(204)
}

export const rate = (app: App, call: Call): Promise<Rated> =>
  rateNote(app, reader(call), { ...call.body, id: call.params.id! })
export const unrate = (app: App, call: Call): Promise<Rated> => unrateNote(app, reader(call), call.params.id!)

export const atDesk = (app: App, { query }: Call): Promise<DeskNotes> =>
  notesAtDesk(app, query.list, query.after ?? null)

export const oneAtDesk = (app: App, { params }: Call): Promise<DeskNote> => noteAtDesk(app, params.id!)

export async function publish(app: App, call: Call): Promise<DeskNote> {
  const id = await publishNote(app, reader(call), call.body)
  call.reply.code(201)
  return noteAtDesk(app, id)
}

export async function reword(app: App, call: Call): Promise<DeskNote> {
  await rewordNote(app, reader(call), { ...call.body, id: call.params.id! })
  return noteAtDesk(app, call.params.id!)
}

export async function decide(app: App, call: Call): Promise<DeskNote> {
  await decideOnNote(app, reader(call), { ...call.body, id: call.params.id! })
  return noteAtDesk(app, call.params.id!)
}

export async function seen(app: App, call: Call) {
  await seeAlarm(app, reader(call), call.params.id!)
  call.reply.code(204)
}
