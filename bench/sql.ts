import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { connectSqlite } from '../packages/server/src/db/dialect/sqlite.ts'
import { newId } from '../packages/server/src/db/ids.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'

/** The other yardstick: what one posted comment writes, as prepared statements in a loop, `together` comments a durable commit. Answers comments a second. */
export async function bareInserts(
  folder: string,
  { together, seconds }: { together: number; seconds: number },
): Promise<number> {
  const file = join(folder, 'bare.sqlite')
  await (await openDatabase(file)).close()
  const handle = connectSqlite(file)
  handle
    .prepare(
      `insert or ignore into stories (site, id, url, title, seq, count, created_at, closed_at) values ('default', 's_bare', 'https://paper.example/bare', 'Bare', 0, 0, 1, null)`,
    )
    .run()
  const comment =
    handle.prepare(`insert into comments (site, story, id, depth, reader, kind, text, state, posted_at, revision, respects, reply_count, verdict_json)
    values ('default', 's_bare', ?, 0, 'r_bare', 'comment', ?, 'shown', ?, 1, 0, 0, '{"outcome":"show","findings":[]}')`)
  const revision = handle.prepare(
    `insert into revisions values ('default', 's_bare', ?, 1, ?, '{"outcome":"show","findings":[]}', ?)`,
  )
  const raise = handle
    .prepare(
      `update stories set seq = seq + 1, count = count + 1 where site = 'default' and id = 's_bare' returning seq`,
    )
    .pluck()
  const event = handle.prepare(
    `insert into events (site, story, seq, kind, comment, data_json, at) values ('default', 's_bare', ?, 'comment.posted', ?, ?, ?)`,
  )
  const key = handle.prepare(`insert into idempotency values ('default', 'r_bare', ?, ?, ?, ?, ?)`)
  const text =
    'The two plants share a platform, and the region pays for the winter; nobody says why, and I would like to know.'
  const answer = JSON.stringify({ answer: 'x'.repeat(900) })
  const commit = handle.transaction(() => {
    for (let i = 0; i < together; i++) {
      const now = Date.now()
      const id = newId('c', now)
      comment.run(id, text, now)
      revision.run(id, text, now)
      event.run(raise.get(), id, JSON.stringify({ id, rootId: null, state: 'shown', count: 1 }), now)
      key.run(randomUUID(), 'hash', id, answer, now)
    }
  })
  const begun = performance.now()
  let written = 0
  while (performance.now() - begun < seconds * 1000) {
    commit()
    written += together
  }
  const each = written / ((performance.now() - begun) / 1000)
  handle.close()
  return each
}
