import type { Featured, WorthReading } from '@parley/contract/light.ts'
import { expect, it } from 'vitest'
import { Refused } from './api.ts'
import { createWorth } from './worth.ts'

const AT = '2027-05-05T08:00:00Z'
const comment = (id: string): WorthReading => ({
  ...{ id, story: { url: 'https://paper.example/a', title: 'A story' }, author: { id: 'r_1', name: 'Ann' } },
  ...{ kind: 'comment', text: 'I was there.', postedAt: AT, respects: 0, replyCount: 0, featured: null, by: null },
  reasons: [],
})

function desk() {
  const asked: unknown[] = []
  const backs: (() => Promise<string>)[] = []
  const server = { full: false }
  const featured = (id: string, is: boolean): Featured => ({ id, featured: is ? AT : null, by: is ? 'Edith' : null })
  const worth = createWorth(
    {
      worth: async (story, after) => {
        asked.push([story, after])
        return { picked: [], suggestions: [comment(after ? 'c_2' : 'c_1')], looked: 100, next: after ? null : 'p2' }
      },
      feature: async id => {
        if (server.full) throw new Refused('featured.full', 'There are enough.')
        return featured(id, true)
      },
      unfeature: async id => featured(id, false),
    },
    { told: problem => (problem as Error).message, sayDone: (_, back) => backs.push(back) },
  )
  return { worth, asked, backs, server }
}

it('what is featured says so where it stands, and is taken back; a refusal is told', async () => {
  const { worth, backs, server } = desk()
  await worth.listing.read()
  const [row] = worth.listing.rows.value
  await worth.turn(row!)
  expect(worth.listing.rows.value).toMatchObject([{ id: 'c_1', featured: AT, by: 'Edith' }])
  expect(await backs[0]!()).toMatch(/featured no more/)
  expect(worth.listing.rows.value).toMatchObject([{ id: 'c_1', featured: null, by: null }])
  server.full = true
  await worth.turn(worth.listing.rows.value[0]!)
  expect(worth.problem.value).toBe('There are enough.')
  expect(worth.listing.rows.value).toMatchObject([{ id: 'c_1', featured: null }])
})

it('goes on page by page, over all stories or one', async () => {
  const { worth, asked } = desk()
  await worth.listing.read()
  await worth.listing.more()
  expect(worth.listing.rows.value.map(({ id }) => id)).toEqual(['c_1', 'c_2'])
  expect(worth.looked.value).toBe(200)
  await worth.choose({ url: 'https://paper.example/a', title: 'A story' })
  expect(worth.listing.rows.value).toHaveLength(1)
  expect(worth.looked.value).toBe(100)
  expect(asked.at(-1)).toEqual(['https://paper.example/a', null])
})
