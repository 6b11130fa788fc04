import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { answerOrder } from './answer.ts'
import { carryOut } from './carry-out.ts'
import { caseFile } from './case-file.ts'
import { changeDispute, disputes, openDispute } from './disputes.ts'
import { flaggersAtDesk, keepFlagger } from './flaggers.ts'
import { enterOrder } from './orders.ts'
import { changeSecrecy } from './secrecy.ts'
import { orderInFull, ordersAtDesk } from './show.ts'

export const orders = async (app: App) => ({ orders: await ordersAtDesk(app) })

export const order = (app: App, { params }: Call) => orderInFull(app, params.id!)

export async function enter(app: App, { who, body, reply }: Call) {
  const id = await enterOrder(app, who as ReaderVisitor, body)
  reply.code(201)
  return orderInFull(app, id)
}

export async function effect(app: App, { who, params, body }: Call) {
  await carryOut(app, who as ReaderVisitor, { ...body, id: params.id! })
  return orderInFull(app, params.id!)
}

export async function answer(app: App, { who, params, body }: Call) {
  await answerOrder(app, who as ReaderVisitor, { ...body, id: params.id! })
  return orderInFull(app, params.id!)
}

export async function secrecy(app: App, { who, params, body }: Call) {
  await changeSecrecy(app, who as ReaderVisitor, { ...body, id: params.id! })
  return orderInFull(app, params.id!)
}

export const flaggers = async (app: App) => ({ flaggers: await flaggersAtDesk(app) })

export async function addFlagger(app: App, { who, body, reply }: Call) {
  const added = await keepFlagger(app, who as ReaderVisitor, { ...body, id: null })
  reply.code(201)
  return added
}

export const changeFlagger = (app: App, { who, params, body }: Call) =>
  keepFlagger(app, who as ReaderVisitor, { ...body, id: params.id! })

export const allDisputes = async (app: App) => ({ disputes: await disputes(app.db.read, app.config.site) })

export async function refer(app: App, { who, params, body, reply }: Call) {
  const opened = await openDispute(app, who as ReaderVisitor, { ...body, caseId: params.id! })
  reply.code(201)
  return opened
}

export const dispute = (app: App, { who, params, body }: Call) =>
  changeDispute(app, who as ReaderVisitor, { ...body, id: params.id! })

/** The case file as bytes: with whoever reported for an admin alone. Throws Refusal: session.admin-only, case.unknown, case.secret. */
export async function file(app: App, { who, params, body, reply }: Call) {
  const { id, role } = who as ReaderVisitor
  const withReporters = body.withReporters ?? false
  if (withReporters && role !== 'admin') throw new Refusal('session.admin-only')
  const { zip, name } = await caseFile(app, params.id!, { by: id, withReporters })
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(zip))
}
