import { listEngine } from '@parley/rules/engine.ts'
import { expect, it } from 'vitest'
import { hear } from './judge.ts'

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
