import { readFileSync, statSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelEngine } from '../engine.ts'
import { HEADS, type Head, RULES_OF, stepFor } from '../heads.ts'
import { HOUSE_RULES } from '../house-rules.ts'

const file = (name: string) => new URL(`../../weights/${name}`, import.meta.url)
const engine = modelEngine(zstdDecompressSync(readFileSync(file('parley.bin.zst'))))
const browser = modelEngine(readFileSync(file('browser.bin')))

const asked = (text: string, context: Parameters<typeof engine.read>[1] = { hint: 'en' }, by = engine) =>
  by.read(text, context).findings.map(({ label }) => label)
const marked = (text: string, context: Parameters<typeof engine.read>[1] = { hint: 'en' }) =>
  engine.read(text, context).findings.flatMap(({ spans }) => spans.map(({ start, end }) => text.slice(start, end)))

describe('the shipped weights', () => {
  it('are as small as promised', () => {
    expect(statSync(file('parley.bin.zst')).size + statSync(file('browser.bin')).size).toBeLessThan(5_000_000)
    expect(statSync(file('browser.bin')).size).toBeLessThanOrEqual(400_000)
  })

  it('carry steps for each rule that a machine may judge, and none for truth; a threat is held, never merely asked about or refused', () => {
    const steps = new Map<string, number>()
    for (const head of HEADS)
      for (const rule of RULES_OF[head])
        steps.set(rule, Math.max(steps.get(rule) ?? 0, Object.values(engine.thresholds[head] ?? {}).length))
    for (const { id, judgedByMachine } of HOUSE_RULES) {
      if (id === 'threats') expect(Object.keys(engine.thresholds.threat!)).toEqual(['hold'])
      else if (judgedByMachine) expect(steps.get(id), id).toBeGreaterThanOrEqual(3)
      else expect(steps.has(id), id).toBe(false)
    }
  })

  it('know five languages', () => {
    for (const language of ['en', 'de', 'fr', 'es', 'it']) expect(engine.headsOf(language).length).toBeGreaterThan(0)
    expect(engine.headsOf('nl')).toEqual([])
  })
})

describe('a reading', () => {
  it.each([
    ['You are a pathetic moron and everybody here knows it.', 'insult'],
    ['I will come to your house and kill you.', 'threat'],
    ['Immigrants are vermin and must be thrown out.', 'identity'],
    ['What the fuck is this shit?', 'obscene'],
    ['Earn $5,000 a week from home, click https://cash.example now!!!', 'spam'],
  ] as const)('%s → %s', (text, head) => {
    const { scores, findings } = engine.read(text, { hint: 'en' })
    expect(stepFor(engine.thresholds, head, scores![head])).not.toBeNull()
    expect(findings.map(({ label }) => label)).toContain(head)
    expect(findings.find(({ label }) => label === head)!.spans.length).toBeGreaterThan(0)
  })

  it.each([
    'My wife is Muslim and teaches maths at the school in the village.',
    'As a gay man I have lived in this street for thirty years.',
    'The council should have asked the people who live there before it sold the land.',
    'This budget is a disgrace, and the minister has answered none of the questions.',
    'The film killed me, I laughed for two hours.',
    'Quiet.',
    'Two people were shot in the square that night, and I saw the police arrive.',
  ])('lets be: %s', text => {
    expect(asked(text)).toEqual([])
  })

  it('treats all groups alike', () => {
    const scores = ['Muslims', 'Jews', 'Christians', 'women', 'Turks', 'Mexicans', 'lesbians'].map(
      group => engine.read(`Most ${group} in our town work hard and vote.`, { language: 'en' }).scores!.identity,
    )
    expect(Math.max(...scores) - Math.min(...scores)).toBeLessThan(0.02)
  })

  it('marks the words that carried the score', () => {
    const text = 'I have read your comment twice, and you are a pathetic moron.'
    expect(marked(text).join(' ')).toContain('moron')
    expect(marked(text).join(' ')).not.toContain('read your comment')
  })

  it.each([
    ['leet', 'you are a m0r0n'],
    ['spaced', 'you are a m o r o n'],
    ['dotted', 'you are a m.o.r.o.n'],
    ['look-alikes', 'you are a mоrоn'],
    ['invisible', 'you are a mo\u200bro\u200bn'],
    ['wide', 'you are a ｍｏｒｏｎ'],
    ['starred', 'you are a m*ron'],
    ['drawn out', 'you are a morooooon'],
  ])('sees through disguise: %s', (_, text) => {
    const plain = engine.read('you are a moron', { language: 'en' }).scores!.insult
    expect(engine.read(text, { language: 'en' }).scores!.insult).toBeGreaterThan(plain - 0.1)
  })

  it('scores no language that it does not know', () => {
    for (const text of [
      'Ik vind dit een heel slecht artikel en jullie zijn allemaal idioten',
      'Bu haber tamamen yalan ve siz de bunu çok iyi biliyorsunuz',
      'Это очень плохая статья, и вы это знаете',
    ]) {
      const { language, scores } = engine.read(text, { hint: 'en' })
      expect(language).not.toBe('en')
      expect(scores).toBeNull()
    }
    // Listed words of its own and of English are still found.
    expect(engine.read('Jullie zijn allemaal motherfuckers en dat weten jullie ook wel', {}).findings).not.toEqual([])
  })

  it('reads German, French, Spanish and Italian by their own model', () => {
    for (const [language, rude, fine] of [
      ['de', 'Du bist doch ein erbärmlicher Idiot.', 'Die Stadt hat die Anwohner nicht gefragt.'],
      ['fr', 'Tu es un pauvre connard.', 'La ville n’a pas demandé leur avis aux habitants.'],
      ['es', 'Eres un imbécil de mierda.', 'La ciudad no ha preguntado a los vecinos.'],
      ['it', 'Sei un coglione, e lo sanno tutti.', 'La città non ha chiesto niente agli abitanti.'],
    ] as const) {
      const [worse, better] = [rude, fine].map(text => engine.read(text, { hint: language }))
      expect([worse!.language, better!.language]).toEqual([language, language])
      expect(worse!.scores!.toxicity).toBeGreaterThan(better!.scores!.toxicity + 0.2)
      expect(asked(rude, { hint: language })).not.toEqual([])
      expect(asked(fine, { hint: language })).toEqual([])
    }
  })

  it('names toxicity only where nothing plainer is found under the same rule', () => {
    const labels: readonly string[] = asked('You are a pathetic moron and everybody here knows it.')
    expect(labels).toContain('insult' satisfies Head)
    expect(labels).not.toContain('toxicity' satisfies Head)
  })

  it('holds for any text: scores are probabilities, spans lie in it, and reading it again gives the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const reading = engine.read(text, { language: 'en' })
        for (const score of Object.values(reading.scores!)) expect(score >= 0 && score <= 1).toBe(true)
        for (const { spans } of reading.findings)
          for (const { start, end } of spans) expect(start >= 0 && start < end && end <= text.length).toBe(true)
        expect(engine.read(text, { language: 'en' })).toEqual(reading)
      }),
    )
  })

  it.each(['a', 'fuck ', '*', 'a ', '!', 'ß'])('takes time in proportion to the text: 100 kB of %j', unit => {
    const text = unit.repeat(100_000 / unit.length)
    engine.read(text, { language: 'en' })
    const before = process.threadCpuUsage()
    engine.read(text, { language: 'en' })
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(250)
  })
})

describe('the small model of the browser', () => {
  it('asks about the same as the large one where words are plain', () => {
    expect(asked('You are a pathetic moron and everybody here knows it.', { hint: 'en' }, browser)).toContain('insult')
    expect(asked('What the fuck is this shit?', { hint: 'en' }, browser)).toContain('obscene')
    expect(asked('The council should have asked the people who live there.', { hint: 'en' }, browser)).toEqual([])
  })
})
