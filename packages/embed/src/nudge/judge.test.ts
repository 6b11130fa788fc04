import { listEngine } from '@parley/rules/engine.ts'
import { expect, it } from 'vitest'
import { claimIn, hear } from './judge.ts'

const engine = listEngine()
const text = 'They are bloody idiots.'
const words = (asksFrom: Record<string, number | null>) =>
  hear(engine, text, { language: 'en', asksFrom }).map(({ rule, spans }) => [
    rule,
    ...spans.map(({ start, end }) => text.slice(start, end)),
  ])

it('hears what the server would ask about, with the words', () => {
  expect(words({})).toEqual([['nice', 'bloody idiots']])
  expect(hear(engine, 'My cousin delivers gearboxes.', { language: 'en' })).toEqual([])
})

it('goes by the newsroom’s steps where they are not the engine’s', () => {
  expect(words({ insult: 0.99 })).toEqual([])
  expect(words({ insult: null })).toEqual([])
  expect(words({ insult: 0.1 })).toEqual([['nice', 'bloody idiots']])
})

it('asks of the first sentence that can be looked up, once it has an end', () => {
  const claim = 'The plant has received $1.4 billion since 2009.'
  expect(claimIn(`What a week. ${claim}`, { language: 'en' })).toBe(claim)
  expect(claimIn(claim.slice(0, -1), { language: 'en' })).toBe('')
  expect(claimIn(`${claim.slice(0, -1)}\nSo there`, { language: 'en' })).toBe(claim.slice(0, -1))
  expect(claimIn(`${claim}\n\nSource: the yearly report`, { language: 'en' })).toBe('')
})
