import { describe, expect, it } from 'vitest'
import { meritsOf, worthOf } from './worth.ts'

const merits = (text: string) => meritsOf(text).map(({ merit }) => merit)

describe('what speaks for a comment', () => {
  it.each([
    ['I worked at the plant for ten years.', ['experience']],
    ['As a nurse, this is what a night looks like.', []],
    ['This is what a night looks like as a nurse.', ['experience']],
    ['My father drove one of these until it fell apart.', ['experience']],
    ['According to the register it was sold in May.', ['sourced']],
    ['See https://paper.example/report for the figures.', ['sourced']],
    ['It fails because the drawings are different.', ['reasoned']],
    ['The council could open the yard at night.', ['suggests']],
    ['That is that. Does anybody know who owns the yard now?', ['asks']],
    ['Ich habe dort zehn Jahre gearbeitet.', ['experience']],
    ['Laut Statistischem Bundesamt sind es weniger.', ['sourced']],
    ['Das geht nicht, weil die Pläne verschieden sind.', ['reasoned']],
    ['Besser wäre ein Tempolimit.', ['suggests']],
    ['Good riddance.', []],
    ['Really?', []],
    ['“I worked at the plant”, he says. Good riddance.', []],
    ['> I worked at the plant because of it\nGood riddance.', []],
  ])('“%s”', (text, expected) => {
    expect(merits(text)).toEqual(expected)
  })

  it('is shown by its words', () => {
    const text = 'Well. I worked there, because my father did.'
    const words = meritsOf(text).map(({ merit, spans }) => [
      merit,
      spans.map(({ start, end }) => text.slice(start, end)),
    ])
    expect(words).toEqual([
      ['experience', ['I worked', 'my father']],
      ['reasoned', ['because']],
    ])
  })

  it('does not count how long a comment is, and less where somebody shouts or insults', () => {
    const worth = (text: string, insult = 0) => worthOf(text, meritsOf(text), insult)
    const said = 'I worked at the plant.'
    expect(worth(`${said} ${'And so on and on. '.repeat(50)}`)).toBe(worth(said))
    expect(worth(`${said} SHAME ON YOU ALL!!!`)).toBeLessThan(worth(said))
    expect(worth(said, 0.9)).toBeLessThan(worth(said) / 5)
    expect(worth('Does anybody know who owns it now?')).toBe(0)
  })

  it.each([['I have '], ['ich habe '], ['a'], ['“'], ['> '], ['why not '], ['?'], ['Ich habe a b c d e f ']])(
    'S08 reads 100,000 characters of “%s” in time',
    part => {
      const before = process.cpuUsage()
      meritsOf(part.repeat(Math.ceil(100_000 / part.length)))
      const { user } = process.cpuUsage(before)
      expect(user).toBeLessThan(250_000)
    },
  )
})
