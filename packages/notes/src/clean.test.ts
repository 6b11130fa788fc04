import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, indexed, type RatingEvent } from './clean.ts'
import { checkConfig, type NotesConfig, STARTING_UP, V1 } from './config.ts'

const NOTES = [
  { id: 'n1', author: 'ann', article: 'a' },
  { id: 'n10', author: 'bob', article: 'a' },
  { id: 'n2', author: 'bob', article: 'b' },
  { id: 'n3', author: 'bob', article: 'c' },
]
const rated = (rater: string, note: string, value = 1, at = 1): RatingEvent => ({ rater, note, value, at })
const all = (...events: RatingEvent[]) => clean(events, NOTES, STARTING_UP).ratings

describe('clean', () => {
  it('drops what an author says of the own note only', () => {
    expect(all(rated('ann', 'n1'), rated('ann', 'n2'))).toEqual([rated('ann', 'n2')])
  })

  it('keeps the latest of a rater for a note, and the lower of two at the same time', () => {
    expect(all(rated('cy', 'n1', 1, 5), rated('cy', 'n1', 0.5, 4))).toEqual([rated('cy', 'n1', 1, 5)])
    expect(all(rated('cy', 'n1', 0.5, 5), rated('cy', 'n1', 0, 5), rated('cy', 'n1', 1, 5))).toEqual([
      rated('cy', 'n1', 0, 5),
    ])
  })

  it('orders by code units, not as a language would', () => {
    const ratings = all(rated('é', 'n2'), rated('Z', 'n2'), rated('a', 'n2'), rated('a', 'n10'), rated('a', 'n1'))
    expect(ratings.map(({ note, rater }) => `${note} ${rater}`)).toEqual(['n1 a', 'n10 a', 'n2 Z', 'n2 a', 'n2 é'])
  })

  it('is the same whatever order events come in', () => {
    const event = fc.record({
      rater: fc.constantFrom('ann', 'bob', 'cy', 'dee'),
      note: fc.constantFrom('n1', 'n2', 'n3'),
      value: fc.constantFrom(0, 0.5, 1),
      at: fc.nat(3),
    })
    fc.assert(
      fc.property(
        fc
          .array(event)
          .chain(events => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
        ([events, others]) => {
          expect(clean(others, NOTES, STARTING_UP)).toEqual(clean(events, NOTES, STARTING_UP))
        },
      ),
    )
  })

  it.each([
    ['bad_id', rated('', 'n1')],
    ['bad_id', rated('cy', '')],
    ['bad_value', rated('cy', 'n1', 0.7)],
    ['bad_value', rated('cy', 'n1', Number.NaN)],
    ['bad_value', { ...rated('cy', 'n1'), value: '1' as unknown as number }],
    ['bad_time', rated('cy', 'n1', 1, -1)],
    ['bad_time', rated('cy', 'n1', 1, 1.5)],
    ['unknown_note', rated('cy', 'nX')],
  ] as const)('refuses %s and goes on: %j', (error, event) => {
    expect(clean([event, rated('dee', 'n1')], NOTES, STARTING_UP)).toEqual({
      ratings: [rated('dee', 'n1')],
      eligible: [rated('dee', 'n1')],
      refused: [{ event, error }],
    })
  })

  it('lets take part who has rated enough, on enough articles, counted once', () => {
    const rater = { ratings: 3, articles: 2 }
    const cy = ['n1', 'n10', 'n2'].map(note => rated('cy', note))
    const dee = ['n1', 'n10'].map(note => rated('dee', note))
    const twice = [rated('eve', 'n1'), rated('eve', 'n1', 0, 2), rated('eve', 'n2')]
    // Without the own note, ann has two.
    const ann = ['n1', 'n2', 'n3'].map(note => rated('ann', note))
    const { eligible, ratings } = clean([...cy, ...dee, ...twice, ...ann], NOTES, { rater })
    expect(new Set(eligible.map(one => one.rater))).toEqual(new Set(['cy']))
    expect(ratings).toHaveLength(9)
    const fewer = clean([...cy, ...dee], NOTES, { rater: { ratings: 2, articles: 2 } }).eligible
    expect(new Set(fewer.map(one => one.rater))).toEqual(new Set(['cy']))
  })
})

describe('indexed', () => {
  it('numbers raters and notes by their ids, and knows notes that nobody has rated', () => {
    const { ratings, raterIds, noteIds } = indexed(all(rated('cy', 'n2', 0.5), rated('Bo', 'n10')), NOTES)
    expect([raterIds, noteIds]).toEqual([
      ['Bo', 'cy'],
      ['n1', 'n10', 'n2', 'n3'],
    ])
    expect([...ratings.byRater.other]).toEqual([1, 2])
    expect([...ratings.byRater.twice]).toEqual([2, 1])
  })
})

describe('checkConfig', () => {
  it('lets the variant pass', () => {
    checkConfig(V1)
    checkConfig(STARTING_UP)
  })

  it.each([
    { strengths: { ...V1.strengths, raterFactor: 0 } },
    { strengths: { ...V1.strengths, mu: Number.NaN } },
    { sigma: 0 },
    { show: { ...V1.show, lower: 1.1 } },
    { notHelpful: { ...V1.notHelpful, upper: -0.1 } },
    { exit: { ...V1.exit, score: 2 } },
    { patience: { ...V1.patience, runs: -1 } },
    { settleAfter: Number.POSITIVE_INFINITY },
  ] as Partial<NotesConfig>[])('refuses %j', change => {
    expect(() => checkConfig({ ...V1, ...change })).toThrow(expect.objectContaining({ code: 'bad_config' }))
  })
})
