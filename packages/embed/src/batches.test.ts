import { expect, it } from 'vitest'
import { batches } from './batches.ts'

const stories = (query: string) => new URLSearchParams(query).getAll('story')
const urls = (n: number, length = 20) =>
  Array.from({ length: n }, (_, i) => `https://p.example/${i}`.padEnd(length, '/'))

it('asks for nothing where there is nothing to ask for', () => {
  expect(batches([])).toEqual([])
})

it('asks for each story once, and reads back as it was asked', () => {
  const awkward = 'https://p.example/a?b=1&c=ü#d'
  expect(batches([awkward, 'https://p.example/x', awkward]).map(stories)).toEqual([[awkward, 'https://p.example/x']])
})

it('asks for at most 100 at once and forgets none', () => {
  const asked = batches(urls(250), 100_000).map(stories)
  expect(asked.map(batch => batch.length)).toEqual([100, 100, 50])
  expect(asked.flat()).toEqual(urls(250))
})

it('keeps each request short enough for what is on the way', () => {
  const asked = batches(urls(90, 400))
  expect(asked.length).toBeGreaterThan(1)
  for (const query of asked) expect(query.length).toBeLessThan(6000)
  expect(asked.flatMap(stories)).toHaveLength(90)
})
