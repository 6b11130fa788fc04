import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { HEADS } from '../heads.ts'
import { type FrameSet, type Grammar, sameText, textsOf } from './contrast/grammar.ts'
import { type Contrast, contrast } from './contrast.ts'

const all = contrast(1)
const key = ({ text, language, kind, split, labels }: Contrast) =>
  JSON.stringify([text, language, kind, split, HEADS.map(head => labels[head])])

/** Words of a text, five at a time. */
function shingles(text: string): string[] {
  const words = sameText(text).split(' ')
  return words.slice(4).map((_, index) => words.slice(index, index + 5).join(' '))
}

describe('contrast sets', () => {
  it('are the same for the same seed', () => {
    expect(contrast(1).map(key)).toEqual(all.map(key))
  })

  it('say nothing twice', () => {
    const texts = all.map(one => `${one.language} ${sameText(one.text)}`)
    expect(texts.length - new Set(texts).size).toBe(0)
  })

  it('leave no slot or alternative open', () => {
    expect(all.filter(one => /[{}[\]<>|]|undefined/.test(one.text)).map(one => one.text)).toEqual([])
  })

  it('keep about an eighth from training, of every kind something', () => {
    const shareOf = (texts: readonly Contrast[]) => texts.filter(one => one.split === 'dev').length / texts.length
    for (const [kind, texts] of Map.groupBy(all, one => `${one.language} ${one.kind}`)) {
      expect([kind, shareOf(texts) > 0 && shareOf(texts) < 0.3]).toEqual([kind, true])
    }
    for (const [language, texts] of Map.groupBy(all, one => one.language)) {
      expect([language, shareOf(texts) > 0.08 && shareOf(texts) < 0.16]).toEqual([language, true])
    }
  })

  it('judge with heads in 0…1, and harmless kinds never as an attack', () => {
    const heads: readonly string[] = HEADS
    const odd = all.filter(one =>
      Object.entries(one.labels).some(([head, value]) => !heads.includes(head) || !(value >= 0 && value <= 1)),
    )
    expect(odd).toEqual([])
    const harmless = all.filter(one =>
      [
        'neutral',
        'positive',
        'self',
        'negated hate',
        'counter-speech',
        'about prejudice',
        'slur spoken about',
      ].includes(one.kind),
    )
    expect(harmless.filter(one => one.labels.identity !== 0 || one.labels.toxicity! > 0.2)).toEqual([])
  })

  it.each([
    ['en', 12_000],
    ['de', 3000],
    ['fr', 3000],
    ['es', 3000],
    ['it', 3000],
  ] as const)('has enough in %s: %i', (language, count) => {
    expect(all.filter(one => one.language === language).length).toBeGreaterThan(count)
  })
})

describe('a grammar', () => {
  const grammar: Grammar = {
    language: 'en',
    groups: [
      { category: 'faith', feminine: false, slots: { many: 'Jedi' } },
      { category: 'nation', feminine: true, slots: { many: 'Amazons' } },
    ],
    people: [
      { feminine: true, slots: { name: 'Ada' } },
      { feminine: false, slots: { name: 'Bob' } },
    ],
    words: { nice: 'kind', food: 'pie|rice' },
    before: 'Well.',
    after: 'So it is.',
  }
  const set = (frames: string, more: Partial<FrameSet> = {}): FrameSet => ({
    kind: 'k',
    count: 40,
    labels: { toxicity: 0 },
    frames,
    bare: true,
    ...more,
  })

  it('fills slots, takes alternatives, agrees with group and person', () => {
    const texts = textsOf(
      grammar,
      [set('faith> {many} <m/f> [a|b] <<x/y>>.\nnation> {many} <m/f> eat {food} <<x/y>>.')],
      7,
    )
    expect(texts.map(one => one.text).sort()).toEqual([
      'Amazons f eat pie y.',
      'Amazons f eat rice y.',
      'Jedi m a x.',
      'Jedi m b x.',
    ])
  })

  it('makes pairs that differ in nothing else', () => {
    const pairs = textsOf(
      grammar,
      [set('{name} sells {food}. || {name} buys {food}.', { labels: { insult: 1 }, labelsOfSecond: { insult: 0 } })],
      3,
    )
    expect(pairs.length).toBe(8)
    for (let i = 0; i < pairs.length; i += 2) {
      expect(pairs[i]!.text.replace('sells', 'buys')).toBe(pairs[i + 1]!.text)
      expect([pairs[i]!.labels.insult, pairs[i + 1]!.labels.insult]).toEqual([1, 0])
      expect(pairs[i]!.split).toBe(pairs[i + 1]!.split)
    }
  })

  it('quotes only frames of the same split', () => {
    const hate = Array.from({ length: 16 }, (_, index) => `{many} hate${index}.`).join('\n')
    const reject = Array.from({ length: 16 }, (_, index) => `"{hate}" reject${index}.`).join('\n')
    const texts = textsOf(
      grammar,
      [set(hate, { quotedAs: 'hate', count: 16 }), set(reject, { kind: 'counter', count: 160 })],
      5,
    )
    const dev = new Set(texts.filter(one => one.split === 'dev').flatMap(one => one.text.match(/hate\d+/)))
    const train = texts.filter(one => one.split === 'train').flatMap(one => one.text.match(/hate\d+/)!)
    expect(dev.size).toBe(2)
    expect(train.filter(word => dev.has(word))).toEqual([])
  })

  it('draws otherwise for another seed', () => {
    const texts = (seed: number) =>
      textsOf(grammar, [set('{many} {food} {name}.', { count: 3 })], seed).map(one => one.text)
    expect(texts(1)).toEqual(texts(1))
    expect(new Set([1, 2, 3, 4].map(seed => texts(seed).join())).size).toBeGreaterThan(1)
  })

  it('names the frame whose slot it does not know', () => {
    expect(() => textsOf(grammar, [set('{nothing} here')], 1)).toThrow(/\{nothing\} in: \{nothing\} here/)
  })
})

describe('test suites', () => {
  const shared = new URL('../../../../../shared/data/', import.meta.url)
  const suites = ['hatecheck_test', 'madlibs_test', 'foxnews_test', 'openai_moderation_test', 'jigsaw_test']

  // Only counts leave this test: nobody who writes frames shall learn what a suite asks.
  it('share no text and hardly any run of five words with the contrast sets', () => {
    if (!existsSync(shared)) {
      console.log('../shared is not here: the test suites are left out.')
      return
    }
    const ours = new Set(all.map(one => sameText(one.text)))
    const runs = new Set(all.flatMap(one => shingles(one.text)))
    for (const suite of suites) {
      const texts = gunzipSync(readFileSync(new URL(`${suite}.jsonl.gz`, shared)))
        .toString()
        .split('\n')
        .filter(Boolean)
        .map(line => (JSON.parse(line) as { text: string }).text)
      const equal = texts.filter(text => ours.has(sameText(text))).length
      const found = new Set(texts.flatMap(text => shingles(text).filter(run => runs.has(run)))).size
      const touched = texts.filter(text => shingles(text).some(run => runs.has(run))).length
      console.log(
        `${suite}: ${equal} equal; ${found} of our ${runs.size} runs; ${touched} of ${texts.length} rows touched`,
      )
      expect([suite, equal]).toEqual([suite, 0])
      expect([suite, found / runs.size < 0.005]).toEqual([suite, true])
    }
  })
})
