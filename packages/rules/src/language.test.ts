import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languageOf } from './language.ts'

describe('languageOf', () => {
  it.each([
    ['en', 'I worked at the plant for nine years and it was never like this.'],
    ['de', 'Ich habe neun Jahre in dem Werk gearbeitet, und so war es nie.'],
    ['fr', 'J’ai travaillé neuf ans dans cette usine et ce n’était jamais comme ça.'],
    ['es', 'Trabajé nueve años en la fábrica y nunca fue así como dicen ellos.'],
    ['it', 'Ho lavorato nove anni nella fabbrica e non è mai stata così.'],
    ['en', 'You should have said that'],
    ['en', 'im happy, u know'],
    ['de', 'Ihr habt doch alle keine Ahnung, ihr Schlauberger!'],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language)
  })

  it.each(['', 'ok', 'Renault', 'Douai 2019', 'the der le el il', '12345 !!!', '🙂🙂🙂', 'Kill yourself! '.repeat(20)])(
    'is not sure of %j',
    text => {
      expect(languageOf(text)).toBeNull()
    },
  )

  it.each([
    'op is a twit, '.repeat(20),
    'hi fool '.repeat(20),
    'fffff oooo lll fff ooooo llll ffffffff oooooo lllll ffff ooo ll',
    'v i l e a s k',
    'german attacks spark call for armed soldiers on streets for first time since ww2',
    'come on',
    'war criminal',
    'Life is a riddle. So am I',
  ])('takes English for no other language: %j', text => {
    expect(languageOf(text) ?? 'en').toBe('en')
  })

  it.each([
    ['nl', 'Ik vind dit een heel slecht artikel en jullie weten dat'],
    ['pl', 'Pracowałem w fabryce dziewięć lat'],
    ['und', 'привет, как дела у вас сегодня'],
    ['und', '这是一个很好的问题'],
    ['und', 'Etxe zaharrak mendian zeuden, haizeak ateak jotzen zituen gauez'],
  ])('takes no other language for one it knows: %s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language)
  })

  it('answers whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        expect(languageOf(text) ?? 'und').toMatch(/^(und|[a-z]{2})$/)
      }),
    )
  })
})
