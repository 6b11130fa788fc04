import { Worker as Thread } from 'node:worker_threads'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Worker } from '../jobs/jobs.ts'
import type { StoryRead } from './matrix.ts'

/** The job that finds what is common ground. */
export const JOB = 'common-ground'
/** It runs once in such a time at most, and only after a respect was given or taken back; in milliseconds. */
const EVERY = 10 * 60_000
/** What it looks at: the stories that were written under last, of each the latest top comments, with their respects; so many respects in all. */
const MOST = { stories: 300, comments: 3000, respects: 50_000, inAll: 200_000 }
/** A comment whose number has moved by less keeps it: nobody would see the difference, and a page would be built anew. */
const STEP = 10
/** So many comments are changed in one transaction. */
const AT_ONCE = 200

/**
 * Asks for the job at the end of the present ten minutes, if nobody has. Two jobs take turns, so that what happens while one runs
 * is seen by the other. In the same transaction as the respect.
 */
export async function askForCommonGround(tx: Tx, { site, at }: { site: string; at: number }): Promise<void> {
  const turn = Math.floor(at / EVERY)
  const id = `j_${JOB}_${turn % 2}_${site}`
  // Most find that somebody has; they do not wait for each other.
  const asked = await tx
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (asked) return
  const anew = { payload_json: '{}', run_at: (turn + 1) * EVERY, attempts: 0, done_at: null, error: null }
  await tx
    .insertInto('jobs')
    .values({ id, site, kind: JOB, ...anew })
    .onConflict(conflict => conflict.column('id').doUpdateSet(anew))
    .execute()
}

/** Finds anew what is common ground in the newsroom's present stories, and writes down what has changed. */
export const commonGround = (app: Pick<App, 'config' | 'db' | 'clock'>): Worker => ({
  async do() {
    const { site } = app.config
    const stories = await storiesToRead(app.db.read, site)
    const found = await apart(stories)
    for (const { id, comments } of stories) {
      const changes = comments
        .map(({ id, known }) => ({ id, from: known, to: found.get(id) ?? -1 }))
        .filter(({ from, to }) => from !== to && (from < 0 || to < 0 || Math.abs(to - from) >= STEP))
      for (let at = 0; at < changes.length; at += AT_ONCE)
        await write(app, { site, story: id, changes: changes.slice(at, at + AT_ONCE) })
    }
  },
})

interface Read extends StoryRead {
  id: string
  /** `known`: the number that a comment has until now. */
  comments: readonly { id: string; reader: string; at: number; known: number }[]
}

async function storiesToRead(db: Reading, site: string): Promise<Read[]> {
  const latest = await db
    .selectFrom('stories')
    .select('id')
    .where('site', '=', site)
    .orderBy('latest', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST.stories)
    .execute()
  const stories: Read[] = []
  let left = MOST.inAll
  for (const { id } of latest) {
    if (left <= 0) break
    const comments = await db
      .selectFrom('comments')
      .select(['id', 'reader', 'posted_at as at', 'common_ground as known'])
      .where('site', '=', site)
      .where('story', '=', id)
      .where('parent', 'is', null)
      .where('kind', '<>', 'note')
      .where('state', 'in', ['shown', 'collapsed'])
      .orderBy('id', 'desc')
      .limit(MOST.comments)
      .execute()
    const first = comments.at(-1)?.id
    if (!first) continue
    const respects = await db
      .selectFrom('respects')
      .select(['comment', 'reader', 'at'])
      .where('site', '=', site)
      .where('story', '=', id)
      .where('comment', '>=', first)
      .orderBy('comment', 'desc')
      .limit(Math.min(left, MOST.respects))
      .execute()
    left -= respects.length
    stories.push({ id, comments: comments.toReversed(), respects })
    // On SQLite a query keeps everybody else waiting.
    await new Promise(next => setImmediate(next))
  }
  return stories
}

/** In a thread of its own, so that no request waits for it. */
function apart(stories: readonly Read[]): Promise<Map<string, number>> {
  if (!stories.some(({ respects }) => respects.length)) return Promise.resolve(new Map())
  const before = stories.some(({ comments }) => comments.some(({ known }) => known >= 0))
  return new Promise((done, failed) => {
    const thread = new Thread(new URL('./worker.ts', import.meta.url), { workerData: { stories, before } })
    thread.once('message', done)
    thread.once('error', failed)
    thread.once('exit', code => failed(new Error(`the thread of the common ground ended with ${code}`)))
  })
}

async function write(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  { site, story, changes }: { site: string; story: string; changes: readonly { id: string; to: number }[] },
): Promise<void> {
  await db.tx(async tx => {
    for (const { id, to } of changes)
      await tx
        .updateTable('comments')
        .set({ common_ground: to })
        .where('site', '=', site)
        .where('story', '=', story)
        .where('id', '=', id)
        .execute()
    await record(tx, { kind: 'common-ground.found', site, story, data: { comments: changes.length }, at: clock() })
  }, story)
}
