import { type Body, isSafeLink, plainText } from '@parley/contract/body.ts'
import { cleanText } from '@parley/rules/text.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf } from '../comments/body.ts'
import { corpus } from '../testing.ts'
import { plainOf, TooLong, textOf } from './text.ts'

const RUNS = 300
const html = (text: string) => textOf(text, { lines: false })
const read = (text: string, lines = false) => bodyOf(textOf(text, { lines }))
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

describe('another system’s HTML in our notation', () => {
  it('keeps paragraphs, line breaks, emphasis, quotations, lists and links', () => {
    expect(html('<p>One,<br />two.</p>\n\n<p>Three<br><br>four.</p>')).toBe('One,\ntwo.\n\nThree\n\nfour.')
    expect(html('<p>a <b>bold</b> and <em> leaning </em>word, <code>x = `y`</code></p>')).toBe(
      'a **bold** and *leaning* word, `` x = `y` ``',
    )
    expect(read('<p>before</p><blockquote><p>q1</p><p>q2</p></blockquote><p>after</p>')).toEqual([
      { p: ['before'] },
      { quote: [{ p: ['q1'] }, { p: ['q2'] }] },
      { p: ['after'] },
    ])
    expect(read('<ul><li>one<li>two<ol><li>deep</li></ol></ul>')).toEqual([
      { list: [[{ p: ['one'] }], [{ p: ['two'] }, { list: [[{ p: ['deep'] }]], ordered: true }]] },
    ])
    expect(read('<a href="https://a.example/x_(y)?a=1&amp;copy;=2">a ]link[</a>')).toEqual([
      { p: [{ link: 'https://a.example/x_%28y%29?a=1&copy;=2', text: ['a ]link['] }] },
    ])
  })

  it('lets a bare or shortened link stand as the whole address', () => {
    expect(html('<a href="http://a.example/one/two_three">http://a.example/one/two_three</a> yes')).toBe(
      'http://a.example/one/two_three yes',
    )
    expect(html('see <a href="http://a.example/a/very/long/way.html">http://a.example/a/...</a>')).toBe(
      'see http://a.example/a/very/long/way.html',
    )
    expect(read('http://a.example/a_b_c_d and snake_case_')).toEqual([
      { p: [{ link: 'http://a.example/a_b_c_d', text: ['http://a.example/a_b_c_d'] }, ' and snake_case_'] },
    ])
  })

  it('counts line breaks where the source does', () => {
    expect(textOf('one\ntwo\n\nthree', { lines: true })).toBe('one\ntwo\n\nthree')
    expect(textOf('one\ntwo\n\nthree', { lines: false })).toBe('one two three')
    expect(textOf('a\n<blockquote>b\nc</blockquote>\nd', { lines: true })).toBe('a\n\n> b\n> c\n\nd')
  })

  it('keeps the words and drops the marks of everything else', () => {
    expect(html('<h2>Head</h2><table><tr><td>a</td><td>b</td></tr></table><u>under</u> <s>gone</s>')).toBe(
      'Head\n\na b\n\nunder gone',
    )
    expect(
      html('<p>x</p><img src="https://a.example/p.jpg" alt="A plan"><iframe src="https://a.example"></iframe>'),
    ).toBe('x\n\n[A plan](https://a.example/p.jpg)')
  })

  it('decodes entities once', () => {
    expect(html('Tom &amp; Jerry &amp;lt;b&amp;gt; &lt;i&gt; &eacute;&#233;&#xE9;')).toBe(
      'Tom & Jerry &lt;b&gt; <i> ééé',
    )
    expect(plainOf('AT&amp;T &amp;amp; <em>more</em>\n words')).toBe('AT&T &amp; more words')
    expect(plainOf('<b>Bo</b> &#039;x&#039;', { tags: 'kept' })).toBe("<b>Bo</b> 'x'")
  })

  it('makes no mark of what the source means literally', () => {
    for (const literal of [
      '*not* **bold** _nor_ `code` [x](//evil.example) ![i](/i.png)',
      '> not a quotation',
      '- no list',
      '+ no list',
      '12. no list',
      '3) no list',
      '# no heading',
      '\\*still\\* literal\\',
      '\u200b> hidden',
      '\ufeff- hidden',
      '*\u202e*a*\u0000*',
    ])
      expect(read(escapeHtml(literal), true), literal).toEqual([{ p: [cleanText(literal)] }])
  })

  it('shows the words of any text as they were', () => {
    const words = (body: Body) => plainText(body).replace(/\s+/g, '')
    const signs = fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '>',
      '<',
      '-',
      '+',
      '1',
      '.',
      '\\',
      '!',
      '#',
      '&',
      '|',
      '~',
      ' ',
      ' ',
      '\n',
      'a',
      'é',
      '\u200b',
      '\u202e',
      '😀',
      'http://a.example/b_c',
      'http://',
      'mailto:',
      '@',
    )
    fc.assert(
      fc.property(
        fc.array(signs, { maxLength: 40 }).map(all => all.join('')),
        text => {
          const body = read(escapeHtml(text), true)
          expect(words(body)).toBe(cleanText(text).replace(/\s+/g, ''))
          for (const block of body)
            for (const inline of (block as { p: unknown[] }).p)
              expect(typeof inline === 'string' || 'link' in (inline as object)).toBe(true)
        },
      ),
      { numRuns: RUNS },
    )
  })

  it('shows the words of any marked text as they were', () => {
    const piece = fc.tuple(
      fc.constantFrom('', 'b', 'i', 'code', 'b', 'i'),
      fc.constantFrom('a', ' b ', '"', '*', '_x', '`', ' ', 'Ω.'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const said = pieces.map(([, text]) => text).join('')
        const source = pieces.map(([tag, text]) => (tag ? `<${tag}>${text}</${tag}>` : text)).join('')
        expect(plainText(read(source)).replace(/\s+/g, '')).toBe(said.replace(/\s+/g, ''))
      }),
      { numRuns: RUNS },
    )
  })
})

/** Every link target of a body. */
const links = (body: unknown): string[] =>
  Array.isArray(body)
    ? body.flatMap(links)
    : body && typeof body === 'object'
      ? Object.entries(body).flatMap(([key, value]) => (key === 'link' ? [String(value)] : links(value)))
      : []

describe('hostile HTML', () => {
  it('has no script, no unsafe link and no picture left in it', () => {
    for (const href of [
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      '&#106;avascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'https://a@evil.example/',
      'https:\\\\evil.example',
    ])
      expect(read(`<a href="${href}">words</a>`)).toEqual([{ p: ['words'] }])
    expect(
      html('a<script>alert(1)</script><style>b{}</style><svg onload=alert(1)>c</svg><x onclick=alert(1)>d</x>'),
    ).toBe('acd')
    const payloads = corpus('xss/payloads.txt')
    for (const payload of payloads?.split('\n') ?? []) {
      for (const lines of [true, false])
        for (const link of links(read(payload, lines))) expect(isSafeLink(link), payload).toBe(true)
      const literal = cleanText(payload.trim())
      expect(plainText(read(escapeHtml(payload), true)).replace(/\s+/g, '').length, payload).toBeGreaterThanOrEqual(
        literal.replace(/[\s]/g, '').length / 2,
      )
    }
  })

  it('takes bounded time and depth', () => {
    const bombs = [
      '<b>',
      '<blockquote>',
      '<ul><li>',
      '<',
      '<!--',
      '&amp;',
      '<a href="https://a.example">',
      '<code>`',
      '*_',
      '[',
      '\n',
      ' ',
      '<iframe>',
      '<p></b>',
      'http://',
    ]
    for (const bomb of bombs) {
      const source = `${bomb.repeat(20_000 / bomb.length)}x`
      const before = process.threadCpuUsage()
      bodyOf(textOf(source, { lines: true }))
      const { user, system } = process.threadCpuUsage(before)
      expect((user + system) / 1000, bomb).toBeLessThan(2000)
    }
    const deep = read(`${'<blockquote>'.repeat(50)}words`)
    expect(plainText(deep)).toBe('words')
    expect(JSON.stringify(deep).split('quote').length - 1).toBeLessThanOrEqual(4)
    expect(() => html('x'.repeat(100_001))).toThrow(TooLong)
  })
})
