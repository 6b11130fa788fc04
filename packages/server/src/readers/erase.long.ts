import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fill } from '../comments/filling.ts'
import { PAPER, testApp } from '../testing.ts'
import { beginErasure, eraseOn } from './erase.ts'
import { exportOf } from './export.ts'

/** Comments of one reader, under ten stories. */
const COMMENTS = 10_000
/** So many of his things at most are in one transaction. */
const PIECE = 50

it('L19, L20: a reader with 10,000 comments takes them along and is erased in small pieces, while others write', async () => {
  const t = await testApp()
  const paul = await t.signIn('paul', { name: 'Paul Qanarylong' })
  const bob = await t.signIn('bob')
  for (let i = 0; i < 10; i++)
    await fill(t.app, {
      story: `${PAPER}/long-${i}`,
      reader: paul.id,
      comments: COMMENTS / 10,
      chain: i % 2 === 0,
      text: n => `Qanarylong words ${i} ${n}, and some more of them so that it is a comment.`,
    })

  let longest = 0
  let whole = ''
  for await (const piece of exportOf(t.app, { site: 'default', reader: paul.id })) {
    longest = Math.max(longest, piece.length)
    whole += piece
  }
  expect(JSON.parse(whole).provided.comments).toHaveLength(COMMENTS)
  expect(longest).toBeLessThan(2000)

  const id = await beginErasure(t.app, { site: 'default', reader: paul.id, text: 'delete', by: 'reader' })
  let before = 0
  let posted = 0
  const began = process.cpuUsage()
  const posting: Promise<string>[] = []
  await eraseOn(t.app, id, {
    heard(gone) {
      expect(gone - before).toBeLessThanOrEqual(PIECE)
      before = gone
      // Somebody writes in between, under a story that is being gone through.
      if (gone % 1000 === 0) posting.push(bob.says(`Words ${posted++} of somebody else.`, { story: `${PAPER}/long-1` }))
      return undefined
    },
  })
  const { user, system } = process.cpuUsage(began)
  console.log(`erasing ${COMMENTS} comments took ${Math.round((user + system) / 1000)} ms of a processor`)
  await Promise.all(posting)
  expect(posted).toBeGreaterThanOrEqual(10)
  expect((await t.guest.get(`/v1/erasures/${id}`)).json).toMatchObject({ state: 'done', of: COMMENTS, done: COMMENTS })
  const { counts } = (
    await t.guest.get(`/v1/counts?${[0, 1].map(i => `story=${encodeURIComponent(`${PAPER}/long-${i}`)}`).join('&')}`)
  ).json
  expect(Object.values(counts)).toEqual([0, posted])
  expect(readFileSync(t.app.config.database).includes('anarylong')).toBe(false)
  expect(await t.broken()).toEqual([])
  await t.close()
})
