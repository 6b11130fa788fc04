import { describe, expect, it } from 'vitest'
import { listEngine } from './engine.ts'
import { quotationsIn } from './quotes.ts'

const engine = listEngine()
const marked = (text: string, context: { parent?: string; article?: string } = {}) =>
  engine
    .read(text, { language: 'en', ...context })
    .findings.flatMap(finding => finding.spans.map(span => text.slice(span.start, span.end)))

describe('quotations', () => {
  it.each([
    ['He said "no way" twice.', ['no way']],
    ['Er sagte „nie wieder“ und ging.', ['nie wieder']],
    ['Il a dit « jamais » hier.', [' jamais ']],
    ['»Nie«, sagte er. «Jamais».', ['Nie', 'Jamais']],
    ['Six feet 2" tall and no more', []],
    ['“One” and “two', ['One']],
  ])('%s', (text, quoted) => {
    expect(quotationsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(quoted)
  })

  it.each(['"', '“', '„"', '«»‹'])('takes time in proportion to the text, 100 kB of %s', mark => {
    const text = mark.repeat(100_000 / mark.length)
    const before = process.threadCpuUsage()
    quotationsIn(text)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
  })
})

describe('what is quoted', () => {
  const parent = 'You are a complete moron, and I know where you live.'

  it('from the parent comment is not said', () => {
    expect(marked('"You are a complete moron" is no argument.')).toEqual(['complete moron'])
    expect(marked('"You are a complete moron" is no argument.', { parent })).toEqual([])
    expect(marked('You wrote “i know where you LIVE”: I have told the police.', { parent })).toEqual([])
  })

  it('counts when the parent did not say it, or when it is said again outside', () => {
    expect(marked('"You are an idiot" is no argument.', { parent })).toEqual(['idiot'])
    expect(marked('"You are a complete moron"? You moron!', { parent })).toEqual(['moron'])
    expect(marked('You are a complete moron.', { parent })).toEqual(['complete moron'])
  })

  it('makes no phrase with what stands around it', () => {
    expect(marked('I will "you are a complete moron" kill you.', { parent })).toEqual([])
  })
})

describe('the article’s own words', () => {
  const article = 'Minister calls reporter a motherfucker on live television'

  it('may be spoken about: a question at most', () => {
    const grave = engine.read('What a motherfucker thing to say.', { language: 'en' }).findings[0]!
    const asked = engine.read('Motherfucker? On television?', { language: 'en', article }).findings[0]!
    expect(grave.score).toBeGreaterThanOrEqual(engine.thresholds.obscene!.hold!)
    expect(asked.score).toBeLessThan(engine.thresholds.obscene!.hold!)
    expect(marked('“Motherfucker” is what he said, on television.', { article: `${article}: “Motherfucker”` })).toEqual(
      [],
    )
  })

  it('excuse no other words', () => {
    expect(engine.read('You cunt.', { language: 'en', article }).findings[0]!.score).toBe(0.95)
  })
})
