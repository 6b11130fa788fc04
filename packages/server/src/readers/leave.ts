import type { Erase, EraseReader, Erasure } from '@parley/contract/privacy.ts'
import type { CodeSent } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { codeThatFits, sendCode } from './codes.ts'
import { beginErasure, beginErasureWithin, eraseAtOnce, readerToErase } from './erase.ts'
import { isFresh } from './sessions.ts'

/** Mails a code to a reader's own address, by which he may erase himself though he has not signed in just now. Throws Refusal: erasure.staff, erasure.sign-in-again (there is no address), limit.reached. */
export async function sendErasureCode(app: App, { id, ip }: ReaderVisitor): Promise<CodeSent> {
  const { site } = app.config
  const { email } = await readerToErase(app.db.read, { site, reader: id })
  if (email === null) throw new Refusal('erasure.sign-in-again')
  await app.limits.take('mail', { site, reader: null, ip })
  return sendCode(app, email, 'erasure-code')
}

/**
 * Erases a reader at his own wish. A window that was left open is not enough: he has signed in within ten minutes, or types the code that was
 * mailed to him. Throws Refusal: erasure.sign-in-again, session.code, erasure.staff, erasure.running.
 */
export async function leave(app: App, who: ReaderVisitor, { text, code, challenge }: Erase): Promise<Erasure> {
  const { site } = app.config
  const fresh = await isFresh(app, who)
  const id = await app.db.tx(async tx => {
    const { email } = await readerToErase(tx, { site, reader: who.id })
    if (!fresh) {
      if (email === null || code === undefined || challenge === undefined) throw new Refusal('erasure.sign-in-again')
      // Answered, not thrown: the wrong try must stay counted.
      if (!(await codeThatFits(tx, app, { email, code, challenge }))) return new Refusal('session.code')
    }
    return beginErasureWithin(tx, app, { site, reader: who.id, text, by: 'reader' })
  })
  if (id instanceof Refusal) throw id
  return eraseAtOnce(app, id)
}

/** Erases a reader as an admin: upon a letter, or an order of a court. Throws Refusal: reader.unknown, erasure.staff, erasure.running. */
export async function eraseReader(
  app: App,
  who: ReaderVisitor,
  { reader, text }: Pick<EraseReader, 'text'> & { reader: string },
): Promise<Erasure> {
  const { site } = app.config
  return eraseAtOnce(app, await beginErasure(app, { site, reader, text, by: who.id }))
}
