import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, spanOf } from './fold.ts'

describe('fold', () => {
  it.each([
    ['Straße', 'strasse'],
    ['Ångström', 'angstrom'],
    ['Œuvre ÆON', 'oeuvre aeon'],
    ['ＨＥＬＬＯ　you', 'hello you'],
    ['ﬁne ½', 'fine 1⁄2'],
    ['раураl', 'paypal'],
    ['ΝΑΤΟ', 'nato'],
    ['𝔊𝔬𝔱𝔥𝔦𝔠', 'gothic'],
    ['ⒶⒷⓒ', 'abc'],
    ['🅰🅱', 'ab'],
    ['i\u200bn\u2060v\u00ads', 'invs'],
    ['İıIi', 'iiii'],
    ['don’t ‘quote’', "don't 'quote'"],
    ['a\r\nb\u2028c\u0000d', 'a\r\nb\ncd'],
    ['Z\u0300\u0301\u0302a\u20dd', 'za'],
  ])('%j → %j', (typed, folded) => {
    expect(fold(typed).text).toBe(folded)
  })

  it('leaves other scripts readable', () => {
    for (const text of [
      '李小龙',
      '한국어',
      'ひらがな',
      'がぎぐ',
      'हिन्दी',
      'ไทยที่',
      'שָׁלוֹם'.normalize('NFC').slice(0, 1),
    ]) {
      expect(fold(text).text).toBe(text)
    }
  })

  it('leads back to the whole of what was typed', () => {
    const text = 'x ﬀ\u0301🅰e\u0301\u0302y'
    const folded = fold(text)
    expect(folded.text).toBe('x ffaey')
    const typed = (from: number, to: number) => {
      const { start, end } = spanOf(folded, from, to)
      return text.slice(start, end)
    }
    expect(typed(0, 1)).toBe('x')
    expect(typed(2, 3)).toBe('ﬀ\u0301')
    expect(typed(3, 5)).toBe('ﬀ\u0301🅰')
    expect(typed(5, 6)).toBe('e\u0301\u0302')
    expect(typed(6, 7)).toBe('y')
  })

  it('refuses a range that is none', () => {
    const folded = fold('abc')
    for (const [from, to] of [
      [1, 1],
      [2, 1],
      [-1, 2],
      [0, 4],
    ] as const) {
      expect(() => spanOf(folded, from, to)).toThrow(RangeError)
    }
  })

  it('keeps every unit within the text, in order, whatever the text', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }))
    fc.assert(
      fc.property(any, text => {
        const { text: folded, at, end } = fold(text)
        const inOrder = [...at.keys()].every(
          i => at[i]! >= (at[i - 1] ?? 0) && end[i]! > at[i]! && end[i]! >= (end[i - 1] ?? 1) && end[i]! <= text.length,
        )
        expect([inOrder, at.length, end.length]).toEqual([true, folded.length, folded.length])
      }),
      { numRuns: 500 },
    )
  })

  it('has nothing left to undo the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), text => {
        const once = fold(text).text
        expect(fold(once).text).toBe(once)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same where there is nothing to undo but capitals', () => {
    const text = 'A Plain line,\tand [Another] ~ {one}!\r\n0 to 9; x_y & z'
    const [plain, other] = [fold(text), fold(`\u200b${text}`)]
    expect(plain.text).toBe(other.text)
    expect([...plain.at]).toEqual([...other.at].map(at => at - 1))
    expect([...plain.end]).toEqual([...other.end].map(end => end - 1))
    expect(fold('').at).toHaveLength(0)
    expect(fold('`Nothing` but ASCII').text).toBe("'nothing' but ascii")
    expect(fold('a\vb\x07c').text).toBe('a\nbc')
  })
})
