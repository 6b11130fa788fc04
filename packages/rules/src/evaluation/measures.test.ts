import { expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { HEADS, type Scores } from '../heads.ts'
import { heldAgainst } from './before.ts'
import { card } from './card.ts'
import { badWordsJudge, engineJudge, obscenityJudge, oddsJudge, plainListJudge, remembering } from './judges.ts'
import { crossed, measure, measurePromised, publishedWeights, type Row, reliabilityOf, type Setup } from './measures.ts'
import { picture } from './picture.ts'
import { figureNamed } from './targets.ts'

/** An engine that finds what it is told by the text itself: `bad 0.9` scores 0.9 on every head. */
const told: Engine = {
  version: 'told',
  thresholds: { toxicity: { nudge: 0.6 }, identity: { nudge: 0.4, hold: 0.8 }, spam: { refuse: 0.9 } },
  headsOf: () => HEADS,
  read(text, { hint } = {}) {
    const score = Number(/[\d.]+/.exec(text)?.[0] ?? 0)
    if (text.startsWith('merhaba')) return { language: null, scores: null, findings: [] }
    const findings = [{ rule: 'nice' as const, label: 'toxicity', score, spans: [], message: 'finding.toxicity' }]
    const scores = Object.fromEntries(HEADS.map(head => [head, score])) as Scores
    return { language: hint ?? null, scores, findings }
  },
}
const wiki = (id: string, text: string, bad: 0 | 1): Row => ({
  id,
  text,
  ...Object.fromEntries(['toxicity', 'severe', 'obscene', 'threat', 'insult', 'identity'].map(head => [head, bad])),
})
const rows: Record<string, Row[]> = {
  jigsaw_dev: [
    wiki('a', 'a damn bad muslim 0.9', 1),
    wiki('b', 'a damn bad jew 0.7', 1),
    wiki('c', 'a woman 0.1', 0),
    wiki('d', 'a man 0.8', 0),
    wiki('e', 'nobody 0.2', 0),
  ],
  jigsaw_test: [wiki('f', 'bad 0.9', 1), wiki('g', 'bad 0.3', 1), wiki('h', 'good 0.5', 0), wiki('i', 'good 0.1', 0)],
  hatecheck_test: [
    { id: '1', text: 'vile 0.9', identity: 1, functionality: 'derog_dehum_h', target: 'women', templ: 2 },
    { id: '2', text: 'vile 0.3', identity: 1, functionality: 'derog_dehum_h', target: 'women', templ: 4 },
    { id: '3', text: 'fine 0.5', identity: 0, functionality: 'ident_neutral_nh', target: 'women', templ: 6 },
    { id: '4', text: 'fine 0.1', identity: 0, functionality: 'counter_quote_nh', target: 'women', templ: 8 },
  ],
}
const setup = (judge = engineJudge('told', told)): Setup => ({
  judge: remembering(judge),
  rows: file => rows[file] ?? [],
  contrast: [
    { kind: 'neutral', text: 'we are 0.2', language: 'en', labels: { identity: 0, toxicity: 0 } },
    { kind: 'neutral', text: 'wir sind 0.7', language: 'de', labels: { identity: 0, toxicity: 0 } },
  ],
  words: ['damn'],
  resamples: 20,
})
const value = (sections: ReturnType<typeof measure>, id: string) => figureNamed(sections, id)?.figure.value

test('figures come from the right rows, heads and thresholds', () => {
  const sections = measure(setup())
  // Of four pairs .9 and .3 against .5 and .1 three are in order; weights do not matter where all labels agree.
  expect(value(sections, 'wiki.toxicity')).toBeCloseTo(0.75, 9)
  expect(value(sections, 'wiki.mean')).toBeCloseTo(0.75, 9)
  // The development rows have the best F1 from .7 on; of the test rows only .9 reaches that.
  expect(value(sections, 'wiki.f1')).toBeCloseTo(2 / 3, 9)
  expect(value(sections, 'hate.auc')).toBeCloseTo(0.75, 9)
  // Each half alone would be judged without a mistake; by the other half's threshold one of two is wrong, both ways.
  expect(value(sections, 'hate.balanced')).toBe(0.5)
  expect(value(sections, 'hate.naming')).toBe(1)
  expect(value(sections, 'hate.naming.identity')).toBe(1)
  expect(value(sections, 'hate.naming.verdict')).toBe(0)
  expect(value(sections, 'hate.counter')).toBe(1)
  expect(value(sections, 'function.identity.derog_dehum_h')).toBe(0.5)
  expect(value(sections, 'group.found.women')).toBe(0.5)
  expect(value(sections, 'group.wrong.women')).toBe(0.5)
  expect(value(sections, 'swap.lost')).toBe(0)
  expect(value(sections, 'contrast.toxicity.neutral')).toBe(1)
  expect(value(sections, 'contrast.toxicity.all kinds, German')).toBe(0)
  expect(value(sections, 'disguise.clean')).toBe(0.5)
  expect(value(sections, 'spam.comments')).toBeUndefined()
  expect(sections.every(section => section.measured.length > 0)).toBe(true)
})

test('weights give each label its published share', () => {
  const weights = publishedWeights(rows.jigsaw_dev!)
  const positive = weights[0]! + weights[1]!
  // All six labels and "clean" cannot be met by two kinds of row; the last one asked for is.
  expect(positive / 5).toBeCloseTo(1 - 57_735 / 63_978, 9)
})

test('an unknown language gives the scores of the lists, and is not called known', () => {
  expect(engineJudge('told', told).judge('merhaba', 'tr')).toMatchObject({ known: false, step: null })
})

test('a plain list flags from its first hit; npm’s filters do too', () => {
  const list = plainListJudge('list', { en: ['damn', 'a.b'] })
  expect(list.judge('Damn it', 'en').scores.toxicity).toBeCloseTo(0.75, 9)
  expect(list.judge('goddamned axb', 'en')).toMatchObject({ step: null, scores: { toxicity: 0 } })
  expect(list.judge('damn', 'de').step).toBeNull()
  for (const judge of [obscenityJudge(), badWordsJudge()]) {
    expect(judge.judge('what a shit', 'en').step).toBe('nudge')
    expect(judge.judge('what a day', 'en').step).toBeNull()
  }
})

test('the best before is held against a model on the same drawings, where it has an answer', () => {
  const sections = measure(setup())
  const odds = (text: string) => HEADS.map(head => (head === 'toxicity' ? (text.startsWith('bad') ? 1 : -1) : 0))
  const { thresholds, judge } = oddsJudge('odds', ['toxicity', 'identity'], odds)
  expect(thresholds).toEqual({ toxicity: { nudge: 0.5 }, identity: { nudge: 0.5 } })
  expect(judge('bad 0.3', 'en')).toMatchObject({ step: 'nudge', scores: { insult: 0 } })
  const other = measurePromised(setup(oddsJudge('odds', ['toxicity', 'identity'], odds)))
  const { models } = heldAgainst('told', sections, [{ name: 'odds', sections: other }])
  // One tells bad from good in every drawing, the other in three of four pairs.
  expect(models[0]!.figures['wiki.toxicity']).toEqual({ value: 1, low: 1, high: 1 })
  expect(models[0]!.gaps['wiki.toxicity']).toMatchObject({ value: -0.25, high: 0 })
  expect(models[0]!.figures['spam.comments']).toBeUndefined()
})

test('the card and its picture say the same each time, with every figure that was promised', () => {
  const write = () => {
    const one = setup()
    const sections = measure(one)
    return {
      text: card({
        engine: told,
        sections,
        before: heldAgainst('told', sections, [
          { name: 'another', sections: measurePromised(setup(plainListJudge('another', { en: ['vile'] }))) },
        ]),
        rivals: [{ name: 'list', sections: measurePromised(setup(plainListJudge('list', { en: ['bad'] }))) }],
        calibration: reliabilityOf(one),
        sizes: new Map(),
      }),
      drawn: picture(sections, 'Promised & reached'),
    }
  }
  const { text, drawn } = write()
  expect(write()).toEqual({ text, drawn })
  expect(text).toContain(
    '| HateCheck: identity named or praised, flagged | ≤ 8 % |  | 100.0 % (100.0–100.0 %) | short by 92.0 points |',
  )
  expect(text).toContain(
    '| AUC lost when identities are swapped | ≤ 0.02 | 0.033 | 0.000 (0.000–0.000) | **reached** |',
  )
  expect(text).not.toMatch(/undefined|NaN|\[object/)
  expect(drawn).toContain('Promised &#38; reached')
  expect(drawn.match(/<circle class="met"/g)!.length + drawn.match(/class="short hollow"/g)!.length).toBe(
    text.split('## Beside')[0]!.match(/\*\*reached\*\*|short by/g)!.length,
  )
})

test('figures that belong together stand in one line', () => {
  const functions = measure(setup()).find(section => section.title === 'HateCheck by function')!
  const { columns, lines } = crossed(functions, 'function')
  expect(columns).toEqual(['identity head', 'toxicity head', 'verdict'])
  expect(lines.map(line => [line.what, line.rows, ...line.cells.map(cell => cell?.figure.value)])).toContainEqual([
    'dehumanising',
    2,
    0.5,
    0.5,
    0.5,
  ])
})
