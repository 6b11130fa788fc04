import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, graphemes } from './text.ts'

describe('cleanText', () => {
  it.each([
    ['control characters', 'a\0b\x08c\x7fd\x9fe\tf', 'abcde\tf'],
    ['lone surrogates', 'a\ud800b\udc00c', 'a\ufffdb\ufffdc'],
    ['line ends', 'a\r\nb\rc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['terminal escapes', '\x1b[31mred\x1b[0m \x1b]0;title\x07ok \x9b1mx', 'red ok x'],
    ['a terminal escape left open', 'a\x1b]8;;b', 'a]8;;b'],
    ['blank lines', 'a\n\n\n\n\n\nb', 'a\n\n\nb'],
    ['space at line ends', 'a  \nb\t\n\n', 'a\nb'],
    ['lines before the text', '\n\n  a', '  a'],
    ['overrides and embeddings', 'good\u202etxt.exe\u202c', 'goodtxt.exe'],
    ['an isolate left open', 'a\u2067b\u2066c\u2069d', 'ab\u2066c\u2069d'],
    ['an isolate closed twice', 'a\u2066b\u2069c\u2069', 'a\u2066b\u2069c'],
    ['an isolate across paragraphs', 'a\u2067b\nc\u2069d', 'ab\ncd'],
    ['hidden tags', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['the byte order mark', '\ufeffa', 'a'],
    ['decomposed letters', 'e\u0301', 'é'],
    ['nothing visible', ' \u200b\u200d\u3164\u2800\n\ufe0f', ''],
  ])('mends %s', (_, sent, stored) => {
    expect(cleanText(sent)).toBe(stored)
  })

  it('keeps four marks on a letter', () => {
    const tower = `Z${'\u0332\u0335\u033a\u0347\u0310'.repeat(80)}a`
    const stored = cleanText(tower)
    expect(stored.match(/\p{M}/gu)).toHaveLength(4)
    expect(stored.endsWith('a')).toBe(true)
    expect(cleanText(`x${'\u0e49\u200d'.repeat(50)}`).match(/\p{M}/gu)).toHaveLength(4)
  })

  it.each([
    'Tiếng Việt có dấu',
    'हिन्दी में क्षत्रिय',
    'ภาษาไทยน้ำ',
    'မြန်မာဘာသာ မြွှေး',
    'བོད་སྐད་ རྒྱ་ ཧྐྵྨླྺྼྻྂ',
    'בְּרֵאשִׁ֖ית בָּרָ֣א',
    'ٱلرَّحِيمِ',
    '한국어',
    'می‌خواهم',
    '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇦🇹 1️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    'שלום \u2066abc\u2069 \u200f!',
    '> quoted\n\n- one\n- two\n\n    code',
  ])('leaves alone %s', text => {
    expect(cleanText(text.normalize('NFC'))).toBe(text.normalize('NFC'))
  })

  it('bounds joined emoji', () => {
    const tied = cleanText('👩\u200d'.repeat(500))
    for (const { segment } of new Intl.Segmenter().segment(tied))
      expect([...segment].filter(char => char === '\u200d').length).toBeLessThanOrEqual(8)
  })

  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.string({
      unit: fc.constantFrom(
        ...'ae \n\r\t\0\x1b[;1m]\x07\x9b\u0301\u0327\u1100\u1161\u202e\u2067\u2069\u2068\u200d\ufeff\u2028👩🏴\ud800\udc00',
      ),
      maxLength: 80,
    }),
  )
  it('changes nothing the second time, and leaves nothing behind that it promised to take', () => {
    fc.assert(
      fc.property(any, text => {
        const once = cleanText(text)
        expect(cleanText(once)).toBe(once)
        expect(once.isWellFormed()).toBe(true)
        expect(once.normalize('NFC')).toBe(once)
        expect(once).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]|\n{4}|[ \t]\n|\s$/)
      }),
      { numRuns: 800 },
    )
  })

  it('takes linear time', () => {
    for (const unit of [
      'a',
      ' ',
      '\n',
      '\x1b',
      '\x1b[',
      '\x1b]',
      '\x1b[1',
      '\u0301',
      '\u2067',
      '\u2069',
      '\u2067\u2069',
      '👩\u200d',
      '\u{e0067}',
      '\u{1f3f4}',
      ' \n',
      'a ',
    ]) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length))
      cleanText(text)
      const before = process.threadCpuUsage()
      cleanText(text)
      const { user, system } = process.threadCpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(200)
    }
  })

  const shared = new URL('../../../../shared/corpora/strings/', import.meta.url)
  it('takes all of the corpora', () => {
    if (!existsSync(shared)) {
      console.log('../shared is not here: the corpora are left out.')
      return
    }
    const own = JSON.parse(readFileSync(new URL('own-hostile-strings.json', shared), 'utf8')) as Record<
      string,
      string[]
    >
    const naughty = JSON.parse(readFileSync(new URL('blns.json', shared), 'utf8')) as string[]
    for (const text of [...naughty, ...Object.values(own).flat()]) {
      const once = cleanText(text)
      expect(cleanText(once)).toBe(once)
      expect(once).not.toMatch(/[\0\x1b\u202a-\u202e\u2028\u2029]/)
    }
  })
})

describe('graphemes', () => {
  it('counts what a reader counts', () => {
    expect(graphemes('')).toBe(0)
    expect(graphemes('e\u0301a')).toBe(2)
    expect(graphemes('é\r\n\n©')).toBe(4)
    expect(graphemes('👩‍👩‍👧‍👦🏳️‍🌈🇦🇹')).toBe(3)
  })

  it('stops at its cap', () => {
    expect(graphemes('a'.repeat(1_000_000), 100)).toBe(101)
    expect(graphemes('abc', 3)).toBe(3)
  })

  it('keeps emoji whole however many stand in a row', () => {
    const row = '👩‍👩‍👧‍👦'.repeat(12)
    expect(cleanText(row)).toBe(row)
    expect(graphemes(cleanText(row))).toBe(12)
  })
})
