import { expect, it } from 'vitest'
import { nearest, speak } from './speech.ts'

it.each([
  ['pt-BR', 'pt-BR'],
  ['PT-br', 'pt-BR'],
  ['pt-PT', 'pt'],
  ['pt', 'pt'],
  ['de-AT', 'de'],
  ['fr', undefined],
])('speaks to %s in %s', (tag, expected) => {
  expect(nearest(tag, ['pt', 'pt-BR', 'de'])).toBe(expected)
})

it('speaks English, and counts as the English do, where a language has no catalogue', async () => {
  const speech = await speak('xx')
  speech.learn({ count: { n: { one: '{n} comment', other: '{n} comments' } } })
  expect([speech.language, speech.say('n', { n: 1 }), speech.say('n', { n: 1234 })]).toEqual([
    'en',
    '1 comment',
    '1,234 comments',
  ])
})

it.each(['en-GB', 'en'])('keeps the region of %s', async tag => {
  expect((await speak(tag)).language).toBe(tag)
})

it('is not put out by a language tag that is none', async () => {
  expect((await speak('en_!')).language).toBe('en')
})
