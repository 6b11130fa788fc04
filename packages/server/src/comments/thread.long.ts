import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import { fill } from './filling.ts'

const MANY = 250_000
const MIB = 1024 * 1024

let t: TestApp
let alice: Client
beforeAll(async () => {
  t = await testApp()
  alice = await t.signIn('alice')
})
afterAll(() => t.close())

it('S09 a story with 250,000 comments answers pages no larger than asked for, in bounded memory and time', async () => {
  const story = `${PAPER}/crowded`
  const ids = await fill(t.app, { story, reader: alice.id, comments: MANY })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const path = `/v1/comments?story=${encodeURIComponent(story)}`
  const number: Record<string, string> = { respected: '0~', 'common-ground': '-1~' }
  for (const sort of ['newest', 'oldest', 'respected', 'common-ground'])
    for (const limit of [1, 25, 100])
      for (const from of [null, ids[1000]!, ids[MANY / 2]!, ids[MANY - 1000]!]) {
        const cursor = from && `${number[sort] ?? ''}${from}`
        const start = performance.now()
        const { status, json } = await t.guest.get(
          `${path}&sort=${sort}&limit=${limit}${cursor ? `&after=${encodeURIComponent(cursor)}` : ''}`,
        )
        const took = performance.now() - start
        expect([status, json.story.count, json.comments.length], `${sort} ${limit} after ${cursor}`).toEqual([
          200,
          MANY,
          limit,
        ])
        expect(took, `${sort} ${limit} after ${cursor}`).toBeLessThan(500)
      }
  expect((await t.guest.get(`${path}&limit=101`)).status).toBe(400)
  expect((await alice.get(`/v1/me?story=${encodeURIComponent(story)}`)).json.mine).toHaveLength(100)
  expect((await alice.get('/v1/me/comments')).json.comments).toHaveLength(100)
  const answer = await alice.post('/v1/comments', { story, text: 'One more.' })
  expect(answer.status).toBe(201)
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB)
  expect(await t.broken()).toEqual([])
})
