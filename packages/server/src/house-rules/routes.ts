import type { App } from '../app.ts'
import { isEditor, type ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { addRule, changeSections, changeThresholds, changeWords, listRules, rewordRule } from './change.ts'
import { previewRules } from './preview.ts'
import { changeReasons } from './reasons.ts'
import { deskReasons, deskRules, oneRule, publicRules } from './show.ts'
import { tryWords } from './try-words.ts'

export function everybody(app: App, { reply }: Call) {
  reply.header('cache-control', 'public, max-age=60')
  return publicRules(app)
}

const atDesk = (app: App, { who }: Call) => deskRules(app, { mayChange: isEditor(who) })

export const all = atDesk
export const one = (app: App, { params }: Call) => oneRule(app, params.id!)
export const reword = (app: App, { who, params, body }: Call) =>
  rewordRule(app, who as ReaderVisitor, { ...body, id: params.id! })

export async function add(app: App, { who, body, reply }: Call) {
  const rule = await addRule(app, who as ReaderVisitor, body)
  reply.code(201)
  return rule
}

/** After a change the page is shown as a whole again. */
const thenAll =
  <T>(change: (app: App, who: ReaderVisitor, body: T) => Promise<void>) =>
  async (app: App, call: Call) => {
    await change(app, call.who as ReaderVisitor, call.body)
    return atDesk(app, call)
  }

export const order = thenAll(listRules)
export const thresholds = thenAll(changeThresholds)
export const words = thenAll(changeWords)
export const sections = thenAll(changeSections)
export const reasons = (app: App) => deskReasons(app)
export const rewordReasons = thenAll(changeReasons)

export const preview = (app: App, { body }: Call) => previewRules(app, body)
export const tryOut = (app: App, { body }: Call) => tryWords(app, body)
