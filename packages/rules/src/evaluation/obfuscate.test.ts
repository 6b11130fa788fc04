import { expect, test } from 'vitest'
import { DISGUISES, disguised, offending } from './obfuscate.ts'

const words = offending(['crap', 'crappy', 'damn', 'two words', 'xx'])

test('whole words only, the longest first, no phrases', () => {
  expect('crap, Crappy; scrap damnation xx two words'.match(words)).toEqual(['crap', 'Crappy'])
})

test('each disguise changes the offending words and nothing else', () => {
  const seen = Object.fromEntries(DISGUISES.map(how => [how, disguised('Such crap and scrap.', words, how)!]))
  for (const text of Object.values(seen)) expect(text).toMatch(/^Such .+ and scrap\.$/su)
  expect(seen.spaces).toBe('Such c r a p and scrap.')
  expect(seen.dots).toBe('Such c.r.a.p and scrap.')
  expect(seen.star).toBe('Such cr*p and scrap.')
  expect(seen['full width']).toBe('Such ｃｒａｐ and scrap.')
  expect(seen['zero-width']!.replace(/[\u200b-\u200d\u2060\ufeff]/g, '')).toBe('Such crap and scrap.')
  expect(seen['zero-width']).not.toBe('Such crap and scrap.')
  expect(seen.leet).toMatch(/cr[4@]p/)
  expect(seen.homoglyphs).toMatch(/[\u0370-\u04ff]/)
  expect(seen.repeats).toMatch(/cr{3,6}ap|cra{3,6}p|crap{3,6}/)
  expect(new Set(Object.values(seen)).size).toBe(DISGUISES.length)
})

test('the same text is disguised alike each time; a clean one is not', () => {
  for (const how of DISGUISES) {
    expect(disguised('damn crap', words, how)).toBe(disguised('damn crap', words, how))
    expect(disguised('all is well', words, how)).toBeNull()
  }
})
