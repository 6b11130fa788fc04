import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsIn } from './claims.ts'

const asked = (text: string, language = 'en') =>
  claimsIn(text, { language }).map(({ start, end }) => text.slice(start, end))

describe('a sentence of which one may ask where it comes from', () => {
  it.each([
    ['en', 'Unemployment rose by 40 percent between 2008 and 2010.'],
    ['en', 'The plant has received $1.4 billion in subsidies since 2009.'],
    ['en', 'Studies show that diesel kills more people than smoking.'],
    ['en', 'The minister said “we will close the plant before the summer” on Monday.'],
    ['en', 'Half of all new cars in Norway were electric in 2018.'],
    ['de', 'Die Zahl der Arbeitslosen stieg 2010 um 12 Prozent.'],
    ['de', 'Am 3. Oktober 1990 verloren 20.000 Menschen ihre Arbeit.'],
    ['fr', 'Le chômage a augmenté de 12 % entre 2008 et 2010.'],
    ['fr', 'Les études montrent que le diesel tue plus que le tabac.'],
    ['es', 'El paro ha subido un 12 % desde 2008 en toda España.'],
    ['it', 'La disoccupazione è salita del 12 % dal 2008 al 2010.'],
  ])('%s: %s', (language, text) => {
    expect(asked(text, language)).toEqual([text])
  })

  it.each([
    ['a question', 'en', 'Has unemployment really risen by 40 percent since 2008?'],
    ['an opinion', 'en', 'I think that unemployment has risen by 40 percent since 2008.'],
    ['advice', 'en', 'We should spend $40 million more on schools every year.'],
    ['a life', 'en', 'My father was paid $40 a week at the plant in 1975.'],
    ['a cry', 'en', 'They got $40 million from us in 2008 alone!'],
    ['nothing that could be looked up', 'en', 'The article is well written and the pictures are lovely.'],
    ['agreement', 'en', 'That is 100 % right in every way.'],
    ['a link', 'en', 'Unemployment rose by 40 percent in 2009: https://statistics.example/2009'],
    ['a named source', 'en', 'According to the central bank unemployment rose by 40 percent in 2009.'],
    ['a source as its last line', 'en', 'Unemployment rose by 40 percent in 2009.\n\nSource: the central bank'],
    [
      'the words of another',
      'en',
      '> Unemployment rose by 40 percent in 2009. It fell by 12 percent in 2010.\n\nWell put.',
    ],
    ['a question', 'de', 'Ist die Zahl der Arbeitslosen 2010 um 12 Prozent gestiegen?'],
    ['an opinion', 'de', 'Ich finde, dass die Zahl 2010 um 12 Prozent hätte steigen dürfen.'],
    ['a named source', 'de', 'Laut Bundesbank stieg die Zahl der Arbeitslosen 2010 um 12 Prozent.'],
    ['a source as its last line', 'fr', 'Le chômage a augmenté de 12 % en 2010.\n\nSource : l’Insee'],
    ['a life', 'fr', 'Mon père gagnait 12 000 francs par mois en 1975.'],
    ['a named source', 'es', 'Según el banco central el paro ha subido un 12 % desde 2008.'],
    ['a named source', 'it', 'Secondo l’Istat la disoccupazione è salita del 12 % dal 2008.'],
    ['a language without signs', 'tr', 'İşsizlik 2010 yılında yüzde 12 arttı ve 40 milyon lira harcandı.'],
  ])('is none in %s (%s): %s', (_what, language, text) => {
    expect(asked(text, language)).toEqual([])
  })

  it('is marked as it stands among others, and the language is found out', () => {
    const text = 'What a day. Mr. Ghosn was paid $16 million in 2016, says everyone. Who knows?'
    expect(claimsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Mr. Ghosn was paid $16 million in 2016, says everyone.',
    ])
  })

  it('lies in the text, whatever the text', () => {
    const words = fc.constantFrom(
      '40 %',
      '2008',
      'rose',
      'Dr.',
      'said',
      '“',
      '”',
      '.',
      '…',
      '\n',
      '>',
      ' ',
      'Crime',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(words, { maxLength: 60 }).map(all => all.join(' ')),
        ),
        text => {
          let last = 0
          for (const { start, end } of claimsIn(text, { language: 'en' })) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
            last = end
          }
          expect(last).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })

  it('takes time linear in the text', () => {
    for (const piece of [
      'a',
      '.',
      'a. ',
      '> ',
      '“a b c ',
      '9',
      '9,',
      'a-',
      '\n',
      'as the ',
      '1 %. ',
      'www.',
      'said “no no no” ',
    ]) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length))
      const begun = process.cpuUsage()
      claimsIn(text, { language: 'en' })
      const { user, system } = process.cpuUsage(begun)
      expect((user + system) / 1000, JSON.stringify(piece)).toBeLessThan(500)
    }
  })
})
