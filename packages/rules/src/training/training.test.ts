import { describe, expect, test } from 'vitest'
import { HEADS, type Head } from '../heads.ts'
import { bucketsOf, plainFeatures } from '../model/features.ts'
import { type Part, pack, toBytes, unpack } from '../model/file.ts'
import { PartModel } from '../model/part.ts'
import { networkRows } from '../model/words.ts'
import { modelWords, preparing } from '../prepare.ts'
import { baselinesOf } from './baselines.ts'
import { platt, stepAt, weightsFor } from './calibrate.ts'
import { trainLinear } from './linear.ts'
import { trainNetwork } from './network.ts'

const prepare = preparing()
const BUCKETS = { words: 2 ** 12, pieces: 2 ** 12 }
const SHAPE = { heads: HEADS.length, rows: 2 ** 12, width: 8, filters: 8 }
const NICE = ['what a lovely garden', 'thank you for the story', 'the meeting begins at nine', 'she plays well']
const RUDE = ['what an awful wretch', 'you are a wretch', 'nobody likes a wretch like him', 'wretch that you are']

/** A model of one language, trained on a handful of sentences: those with the word are insults. */
function trained(
  seed = 1,
  closed?: Part['closed'],
): { bytes: Uint8Array; model: PartModel; raw: ReturnType<typeof trainLinear> } {
  const numbers = new Map<string, number>()
  const vocabulary: Int32Array[] = []
  const rows = Array.from({ length: 40 }, () => [...NICE, ...RUDE])
    .flat()
    .map(text => {
      const prepared = prepare(text, 'en')
      const { texts } = modelWords(prepared, 'en')
      const words = Int32Array.from(texts, word => {
        const known = numbers.get(word)
        if (known !== undefined) return known
        numbers.set(word, vocabulary.length)
        return vocabulary.push(Int32Array.from(networkRows(word, SHAPE.rows))) - 1
      })
      const labels = Float32Array.from(HEADS, head => (head === 'insult' ? Number(RUDE.includes(text)) : Number.NaN))
      return {
        buckets: Int32Array.from(bucketsOf({ texts }, BUCKETS)),
        plain: plainFeatures(prepared),
        words,
        labels,
        weight: 1,
        source: -1,
      }
    })
  const raw = trainLinear(rows, { heads: 8, size: 2 ** 13, sources: 0, epochs: 4, rate: 0.7, l2: 3e-4, seed })
  const network = trainNetwork(rows, vocabulary, SHAPE, 0, {
    epochs: 4,
    seed,
    batch: 8,
    rate: 0.1,
    dropout: 0.2,
    wordDropout: 0.1,
  })
  const part: Part = {
    language: 'en',
    heads: [...HEADS],
    ...BUCKETS,
    network: { rows: SHAPE.rows, width: SHAPE.width, filters: SHAPE.filters },
    curves: HEADS.map(() => ({ slope: 1, shift: 0 })),
    ...(closed && { closed }),
  }
  const bytes = pack(
    { format: 2, version: 'test', thresholds: {}, known: [], parts: [part] },
    {
      'en.weights': toBytes(raw.weights, 8),
      'en.bias': { values: raw.bias },
      'en.vectors': toBytes(network.embeddings, SHAPE.width),
      'en.patterns': { values: network.patterns },
      'en.patternBias': { values: network.patternBias },
      'en.output': { values: network.output },
      'en.networkBias': { values: network.bias },
    },
  )
  const { header, tensor } = unpack(bytes)
  return { bytes, model: new PartModel(header.parts[0]!, tensor), raw }
}

const read = (text: string) => {
  const prepared = prepare(text, 'en')
  return { texts: modelWords(prepared, 'en').texts, plain: plainFeatures(prepared) }
}

describe('training', () => {
  const { bytes, model, raw } = trained()
  const score = (text: string, head: Head = 'insult') => {
    const { texts, plain } = read(text)
    return model.score(texts, plain)[HEADS.indexOf(head)]!
  }

  test('the same data and seed give the same bytes, another seed others', () => {
    expect(Buffer.from(trained().bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(Buffer.from(trained(2).bytes).equals(Buffer.from(bytes))).toBe(false)
  })

  test('what was learned holds for sentences not seen', () => {
    expect(score('my neighbour is a wretch')).toBeGreaterThan(0.5)
    expect(score('my neighbour has a garden')).toBeLessThan(0.3)
  })

  test('a word counts the same when it is worked out anew and when it is remembered', () => {
    const once = score('you are a wretch and a wretch')
    expect(score('you are a wretch and a wretch')).toBe(once)
  })

  test('the linear model scores a text as it was trained to', () => {
    const { texts, plain } = read('nobody likes a wretch like him')
    const buckets = bucketsOf({ texts }, BUCKETS)
    const h = HEADS.indexOf('insult')
    const sum = buckets.reduce((all, bucket) => all + raw.weights[bucket * 8 + h]!, 0)
    const expected = raw.bias[h]! + sum / Math.sqrt(buckets.length)
    expect(model.linear.raw(texts, plain)[h]!).toBeCloseTo(expected, 1)
  })

  test('the network reads what the linear model suspects and what names a group; the rest is guessed from the linear score', () => {
    const h = HEADS.indexOf('insult')
    const suspects = raw.bias[h]! + 1
    const { model } = trained(1, {
      below: HEADS.map(head => (head === 'insult' ? suspects : 1000)),
      expected: HEADS.map(() => ({ slope: 0.5, shift: -7 })),
    })
    const parts = (text: string) => {
      const { texts, plain } = read(text)
      const linear = model.linear.raw(texts, plain)[h]!
      return { linear, network: model.network!.raw(texts)[h]!, raw: model.raw(texts, plain)[h]! }
    }
    const calm = parts('the meeting begins at nine')
    expect(calm.linear).toBeLessThan(suspects)
    expect(calm.raw).toBeCloseTo(calm.linear + 0.5 * calm.linear - 7)
    const rude = parts('you are a wretch')
    expect(rude.linear).toBeGreaterThan(suspects)
    expect(rude.raw).toBeCloseTo(rude.linear + rude.network)
    const named = parts('the meeting of Muslims begins at nine')
    expect(named.linear).toBeLessThan(suspects)
    expect(named.raw).toBeCloseTo(named.linear + named.network)
  })

  test('the word that carries a score is the word that was learned', () => {
    const { texts } = read('honestly, my neighbour is a wretch today')
    const [shares] = model.contributions(texts, ['insult'])
    expect(texts[shares!.indexOf(Math.max(...shares!))]).toBe('wretch')
  })

  test('a head that nobody labelled learned nothing', () => {
    expect(score('you are a wretch', 'spam')).toBeLessThan(0.1)
  })

  test('bytes that are no model are refused by name', () => {
    expect(() => unpack(new Uint8Array(100))).toThrow('no model')
    const other = bytes.slice()
    const text = new TextDecoder().decode(other)
    other[text.indexOf('"format":2') + 9] = '3'.charCodeAt(0)
    expect(() => unpack(other)).toThrow('format 3')
  })
})

describe('calibration', () => {
  test('weights give positives their share', () => {
    const labels = [1, 0, 0, 0]
    const weights = weightsFor(labels, 0.1)
    expect(weights[0]! / weights.reduce((a, b) => a + b)).toBeCloseTo(0.1)
  })

  test('Platt’s curve recovers the odds that made the labels', () => {
    const rows = [-2, -1, 0, 1, 2].flatMap(raw => {
      const p = 1 / (1 + Math.exp(-(1.5 * raw - 0.5)))
      return [
        { raw, label: 1, weight: 1000 * p },
        { raw, label: 0, weight: 1000 * (1 - p) },
      ]
    })
    const { slope, shift } = platt(rows)
    expect(slope).toBeCloseTo(1.5, 2)
    expect(shift).toBeCloseTo(-0.5, 2)
  })

  test('a step is the lowest score that is precise enough, within its bounds', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ score: i / 100, label: i >= 50 ? 1 : 0, weight: 1 }))
    expect(stepAt(rows, { precision: 0.9, least: 0.1, most: 0.9 })).toBeCloseTo(0.45)
    expect(stepAt(rows, { precision: 0.9, least: 0.6, most: 0.9 })).toBe(0.6)
    expect(stepAt(rows, { precision: 2, least: 0.1, most: 0.9 })).toBe(0.9)
  })
})

describe('the best before, trained anew', () => {
  const example = (text: string, insult: number, source = 'wikipedia') =>
    ({ id: text, text, language: 'en', source, split: 'train', labels: { insult }, weight: 1 }) as const
  const examples = Array.from({ length: 25 }, () => [
    ...NICE.map(text => example(text, 0)),
    ...RUDE.map(text => example(text, 1)),
    example('the muslims of the village sing', 0, 'gab_hate'),
    example('a source that the recipe does not name: wretch', 0, 'lexicon'),
  ]).flat()
  const insult = HEADS.indexOf('insult')
  const all = baselinesOf(examples, () => {})
  const of = (text: string, models = all) => models.map(({ raw }) => raw(text)[insult]!)

  test('each tells what it has learned apart, through disguise, and says what it has no labels for', () => {
    const [rude, disguised, nice] = [of('he is a wretch'), of('he is a WRÉTCH'), of('a lovely story')]
    for (const [i, one] of rude.entries()) {
      expect(one).toBeGreaterThan(nice[i]! + 1)
      expect(disguised[i]).toBe(one)
    }
    expect(all.map(({ heads }) => heads.length)).toEqual([6, 7, 7])
    expect(all.some(({ heads }) => heads.includes('sexual'))).toBe(false)
  })
  test('the same examples make the same models', () => {
    expect(
      of(
        'nobody likes him',
        baselinesOf(examples, () => {}),
      ),
    ).toEqual(of('nobody likes him'))
  })
  test('words count as often as they are said, and groups keep their names', () => {
    expect(of('wretch wretch wretch of a man')[0]).not.toBe(of('wretch of a man')[0])
    expect(of('the muslims sing')[1]).not.toBe(of('the christians sing')[1])
  })
})
