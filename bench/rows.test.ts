import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testApp } from '../packages/server/src/testing.ts'
import { cursorTo, makeSite, pageOf, type Sort, singleUrl, storyUrl } from './rows.ts'

test('a site that is made for measurements holds what every site must, and its pages show fifty comments in every order', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  await makeSite(join(data, 'parley.sqlite'), { sizes: [1, 100, 2000], singles: 3 })
  const t = await testApp({ data, config: { database: join(data, 'parley.sqlite') } })
  try {
    expect(await t.broken()).toEqual([])
    const page = async (size: number, more?: { sort: Sort; after: string }) => {
      const { comments } = (await t.guest.get(pageOf(storyUrl(size), more))).json
      return comments.flatMap((top: { id: string; replies: { id: string }[] }) => [top, ...top.replies])
    }
    expect(await page(100)).toHaveLength(50)
    for (const sort of ['newest', 'oldest', 'respected'] as const) {
      const [first, middle] = [
        await page(2000, { sort, after: cursorTo('first', sort, 2000) }),
        await page(2000, { sort, after: cursorTo('middle', sort, 2000) }),
      ]
      expect([first.length, middle.length], sort).toEqual([50, 50])
      expect(first.filter(({ id }: { id: string }) => middle.some((one: { id: string }) => one.id === id))).toEqual([])
    }
    const counts = await t.guest.get(`/v1/counts?${new URLSearchParams({ story: singleUrl(2) })}`)
    expect(counts.json).toEqual({ counts: { [singleUrl(2)]: 1 } })
  } finally {
    await t.close()
  }
})
