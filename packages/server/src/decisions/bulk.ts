import { plainText } from '@parley/contract/body.ts'
import type { DecidedMany, DecideMany } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import { commentIdOf, newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { problemOf, Refusal } from '../http/problems.ts'
import { decideWithin } from './decide.ts'

type Result = DecidedMany['results'][number]

/** Thrown out of a rehearsed decision, so that nothing of it stays. */
class Rehearsed extends Error {
  readonly result: Result
  constructor(result: Result) {
    super('rehearsed')
    this.result = result
  }
}

/**
 * One decision over many cases: each in a transaction of its own with a statement of its own, all under one batch.
 * Where one is not possible the answer says why, and the others are made. A dry run makes each of them and takes it back at once,
 * so that what it foretells is what would happen.
 */
export async function decideMany(
  app: App,
  who: ReaderVisitor,
  { ids, versions = {}, dryRun = false, ...choice }: DecideMany,
): Promise<DecidedMany> {
  const batch = newId('b', app.clock())
  const one = async (caseId: string): Promise<Result> => {
    const version = versions[caseId]
    try {
      return await app.db.tx(async tx => {
        const before = await face(tx, app.config.site, caseId)
        const { decision } = await decideWithin(
          tx,
          { app, who },
          { ...choice, ...(version !== undefined && { version }), caseId, batch },
        )
        const after = await face(tx, app.config.site, caseId)
        const result = { id: caseId, ...shown(before), before: before.state, after: after.state, problem: null }
        if (dryRun) throw new Rehearsed({ ...result, decision: null })
        return { ...result, decision }
      })
    } catch (error) {
      if (error instanceof Rehearsed) return error.result
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      return refused(app, caseId, error)
    }
  }
  // Together, so that they share their commits.
  const results = await Promise.all(ids.map(one))
  const made = !dryRun && results.some(({ decision }) => decision !== null)
  return { batch: made ? batch : null, results }
}

async function refused(app: App, id: string, refusal: Refusal): Promise<Result> {
  const { code, detail } = problemOf(refusal, app.config.language, '')
  const found = await face(app.db.read, app.config.site, id).catch(() => null)
  return {
    id,
    ...(found ? shown(found) : { authorName: '', excerpt: '' }),
    before: found?.state ?? null,
    after: null,
    decision: null,
    problem: { code, detail },
  }
}

const EXCERPT = 120

const shown = ({ author, text }: { author: string; text: string }) => ({
  authorName: author,
  excerpt: plainText(bodyOf(text)).slice(0, EXCERPT),
})

/** What a moderator knows a case by. Throws Refusal('case.unknown'). */
async function face(db: Tx, site: string, caseId: string) {
  const row = await db
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .select(['c.state', 'c.text', 'r.name as author'])
    .where('c.site', '=', site)
    .where('c.id', '=', commentIdOf(caseId))
    .executeTakeFirst()
  if (!row) throw new Refusal('case.unknown')
  return row
}
