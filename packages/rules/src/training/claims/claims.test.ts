import { expect, it } from 'vitest'
import { claimModel, claimScore } from '../../claims/model.ts'
import { WEIGHTS } from '../../claims/weights.ts'
import { claimFeatures } from '../../claims/words.ts'
import { fitClaims } from './fit.ts'
import { claimPart } from './rows.ts'
import { thresholdOf, written } from './write.ts'

const CLAIMS = [
  'The plant got 40 million euros in 2009.',
  'Taxes rose by 12 percent last year.',
  'It cost 3 million a day.',
]
const OTHERS = ['What a lovely garden that is.', 'Let me say this to all of them.', 'That is what matters to people.']
const texts = Array.from({ length: 20 }, () => [...CLAIMS, ...OTHERS]).flat()
const lessons = texts.map(text => ({ features: claimFeatures(text), checkable: CLAIMS.includes(text) }))
const learned = (seed: number) =>
  written(fitClaims(lessons, { seed, epochs: 5, rate: 0.15, l1: 0.1, l2: 1, least: 5 }), 0.5)

it('learns the same words from the same lessons and seed, and what they say of sentences not seen', () => {
  expect(learned(1)).toBe(learned(1))
  const model = claimModel(learned(1))
  expect(model.from).toBe(0.5)
  expect(claimScore(model, 'The mayor got 90 million last year.')).toBeGreaterThan(0.5)
  expect(claimScore(model, 'What a lovely mayor that is.')).toBeLessThan(0)
})

it('asks from the lowest score on that is precise enough, and never where none is', () => {
  const rows = (right: number) =>
    texts.map((text, i) => ({
      id: `${i}`,
      text,
      source: 'claimbuster',
      check_worthy: CLAIMS.includes(text) ? right : 0,
    }))
  const from = thresholdOf(claimModel(learned(1)), rows(1), 0.9)
  expect(from).toBeLessThan(claimScore(claimModel(learned(1)), CLAIMS[0]!))
  expect(thresholdOf(claimModel(learned(1)), rows(0), 0.9)).toBe(Number.POSITIVE_INFINITY)
})

it('keeps a debate on one side, and learns from no tweet', () => {
  const part = (id: string, source = 'claimbuster') => claimPart({ id, source })
  expect(['cb-train-21999', 'cb-train-22000', 'cb-train-27000'].map(id => part(id))).toEqual(['train', 'dev', 'test'])
  expect(part('clef20-1', 'clef2020-t1')).toBe('elsewhere')
})

it('ships at most 60 kB', () => {
  expect(WEIGHTS.length).toBeLessThan(60_000)
  expect(claimModel(WEIGHTS).weights.size).toBeGreaterThan(500)
})
