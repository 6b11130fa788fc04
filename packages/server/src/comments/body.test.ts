import { type Block, type Body, type Inline, isSafeLink, plainText } from '@parley/contract/body.ts'
import { cleanText } from '@parley/rules/text.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, corpus, PAPER, type TestApp, testApp } from '../testing.ts'
import { bodyOf, parsed } from './body.ts'
import { fill } from './filling.ts'

/** The texts that a reader's browser would meet: every corpus, one text each. */
interface Hostile {
  bidi: string[]
  zalgo: string[]
  invisible: string[]
  grapheme_limits: string[]
  links: string[]
  redos: string[]
}
const own: Hostile | null = JSON.parse(corpus('strings/own-hostile-strings.json') ?? 'null')
const texts: string[] = [
  ...(corpus('xss/payloads.txt') ?? '').split('\n'),
  ...(JSON.parse(corpus('strings/blns.json') ?? '[]') as string[]),
  ...Object.values(own ?? {}).flat(),
  ...examplesOf('markdown/markdown-it-xss.txt'),
  ...examplesOf('markdown/markdown-it-linkify.txt'),
].map(text => text.slice(0, 10_000))

/** The inputs of markdown-it's own cases: between the first and the second line that is one dot. */
function examplesOf(path: string): string[] {
  return [...(corpus(path) ?? '').matchAll(/^\.\n([\s\S]*?)\n\.\n[\s\S]*?\n\.$/gm)].map(found => found[1]!)
}

/** Every piece of a body, or the fault in it: a node of no known kind, a field too many, a link that may not be followed. */
function fault(body: Body): string | null {
  const inline = (node: Inline): string | null => {
    if (typeof node === 'string') return node === '' ? 'an empty string' : null
    const [kind, ...more] = Object.keys(node)
    if ('link' in node) {
      if (kind !== 'link' || more.join() !== 'text') return `fields ${Object.keys(node)}`
      return isSafeLink(node.link) ? among(node.text, inline) : `a link to ${node.link}`
    }
    if (more.length) return `fields ${Object.keys(node)}`
    if (kind === 'code') return typeof (node as { code: unknown }).code === 'string' ? null : 'code that is not text'
    if ('em' in node) return among(node.em, inline)
    if ('strong' in node) return among(node.strong, inline)
    return `a node ${kind}`
  }
  const block = (node: Block): string | null => {
    if ('p' in node) return Object.keys(node).length > 1 ? `fields ${Object.keys(node)}` : among(node.p, inline)
    if ('quote' in node) return among(node.quote, block)
    if ('list' in node) return among(node.list, item => among(item, block))
    if ('code' in node) return typeof node.code === 'string' ? null : 'code that is not text'
    return `a node ${Object.keys(node)}`
  }
  return among(body, block)
}
const among = <T>(nodes: readonly T[], check: (node: T) => string | null): string | null =>
  nodes.map(check).find(found => found !== null) ?? null

const linksOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(linksOf)
    : value && typeof value === 'object'
      ? [...('link' in value ? [String(value.link)] : []), ...Object.values(value).flatMap(linksOf)]
      : []

describe('S02 a body holds nothing but what is allowed', () => {
  it('S02 for every hostile text', () => {
    for (const text of texts) {
      const body = bodyOf(cleanText(text))
      expect(fault(body), JSON.stringify(text.slice(0, 200))).toBeNull()
      expect(bodyOf(cleanText(text))).toEqual(body)
    }
    if (own) expect(texts.length).toBeGreaterThan(3000)
  })

  it('S02 for whatever a generator makes of marks, tags and links', () => {
    const marks = [
      '*',
      '**',
      '_',
      '`',
      '``',
      '[',
      '](',
      ')',
      '![',
      '<',
      '>',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      '    ',
      '\\',
      '&lt;',
      '&#x6a;',
      '<script>',
      '<img src=x onerror=alert(1)>',
      'javascript:alert(1)',
      'https://a.example/',
      'data:text/html,x',
      '"',
      "'",
      '\t',
      '\u202e',
      '\u0000',
      '\ud800',
      'words ',
    ]
    const text = fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...marks) },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
        ),
        { maxLength: 60 },
      )
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(text, made => {
        const clean = cleanText(made)
        const body = bodyOf(clean)
        // What is stored is stable: cleaning again changes nothing, so the tree never depends on how often it passed.
        return (
          fault(body) === null &&
          cleanText(clean) === clean &&
          JSON.stringify(bodyOf(cleanText(clean))) === JSON.stringify(body)
        )
      }),
      { numRuns: 1500 },
    )
  })

  it('S02 markup is words, and stays words', () => {
    for (const text of [
      '<b>bold</b>',
      '<script>alert(1)</script>',
      '<!-- x -->',
      '<a href="https://x.example">x</a>',
      '&lt;script&gt;',
    ])
      expect(plainText(bodyOf(text))).toBe(text)
    expect(bodyOf('<b>bold</b>')).toEqual([{ p: ['<b>bold</b>'] }])
    expect(bodyOf('![x](https://tracker.example/pixel.gif)')).toEqual([
      { p: ['!', { link: 'https://tracker.example/pixel.gif', text: ['x'] }] },
    ])
    expect(bodyOf('# Title\n\n***\n\n| a | b |\n|---|---|')).toEqual([
      { p: ['# Title'] },
      { p: ['***'] },
      { p: ['| a | b |\n|---|---|'] },
    ])
  })

  it('S02 words alone are the same without the parser as with it', () => {
    const lines = [
      '\n',
      '\n\n',
      '\n\n\n',
      ' ',
      '- ',
      '-',
      '+',
      '1. ',
      '2)',
      '12',
      ': ',
      ':',
      '/',
      '//',
      '#',
      '=',
      '~~~',
      '|',
      '!',
      '"',
    ]
    const others = [
      'word',
      'word ',
      'e.g.',
      'www.a.example',
      'mailto:a@b.example',
      'http:',
      '*',
      '_',
      '`',
      '[',
      ']',
      '&amp;',
      '\u00a0',
      '\u2028',
      '\u3000',
      '\r',
      '\0',
    ]
    const any = fc.array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...others), fc.string({ maxLength: 6 })))
    const same = (text: string) => JSON.stringify(bodyOf(text)) === JSON.stringify(parsed(text))
    expect(texts.filter(text => !same(text))).toEqual([])
    fc.assert(
      fc.property(any, parts => same(parts.join(''))),
      { numRuns: 1500 },
    )
  })

  it('S02 keeps what readers write', () => {
    expect(bodyOf('*a* **b** `c`\nd\n\n> quoted\n\n- one\n- two\n\n3. three')).toEqual([
      { p: [{ em: ['a'] }, ' ', { strong: ['b'] }, ' ', { code: 'c' }, '\nd'] },
      { quote: [{ p: ['quoted'] }] },
      { list: [[{ p: ['one'] }], [{ p: ['two'] }]] },
      { list: [[{ p: ['three'] }]], ordered: true },
    ])
  })
})

describe('S03 links', () => {
  it('S03 lead to http, https or mailto, whatever is tried', () => {
    for (const text of texts)
      for (const shape of [text, `[x](${text})`, `[x](<${text}>)`, `<${text}>`, `[x]: ${text}\n\n[x]`])
        for (const href of linksOf(bodyOf(cleanText(shape)))) {
          expect(href).toMatch(/^(?:https?:\/\/[^/]|mailto:)/i)
          expect(href).not.toMatch(/[\s\u0000-\u001f\\]/)
        }
  })

  it('S03 disguised schemes and names before the host are words; an address in them leads where it says', () => {
    const words = [
      'javascript:',
      'data:',
      'vbscript:',
      'file:',
      'blob:',
      '//evil',
      '/\\',
      'https:evil',
      'good.example@evil',
    ]
    for (const target of (own?.links ?? []).filter(one =>
      words.some(word =>
        one
          .replace(/[\s\u0000-\u001f]/g, '')
          .toLowerCase()
          .includes(word),
      ),
    ))
      for (const text of [target, `[x](${target})`, `[x](<${target}>)`])
        expect(
          linksOf(bodyOf(cleanText(text)))
            .map(href => new URL(href).host)
            .filter(host => host !== 'good.example' && host !== 'x'),
          JSON.stringify(text),
        ).toEqual([])
  })

  it.each([
    '&#74;avascript:alert(1)',
    'java&#10;script:alert(1)',
    'javascript&colon;alert(1)',
    '\\javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data&#58;text/html,x',
    '&#1;javascript:alert(1)',
  ])('S03 “%s” is no link', target => {
    expect(linksOf(bodyOf(`[x](${target})`))).toEqual([])
  })

  it('S03 says where a link leads by its own address, and makes none of what is no address', () => {
    expect(bodyOf('See https://paper.example/a?b=c.')).toEqual([
      { p: ['See ', { link: 'https://paper.example/a?b=c', text: ['https://paper.example/a?b=c'] }, '.'] },
    ])
    expect(linksOf(bodyOf('e.g.this and paper.example and a@b.example'))).toEqual([])
    expect(linksOf(bodyOf('[write](mailto:desk@paper.example)'))).toEqual(['mailto:desk@paper.example'])
    expect(linksOf(bodyOf('https://аррӏе.com')).every(href => /^https:\/\/xn--/.test(href))).toBe(true)
  })
})

/** What makes a parser of markdown or links look back again and again. */
const patterns = [
  '*a ',
  '**a ',
  '_*',
  '`',
  '[',
  '[a](',
  '![',
  '<',
  '> ',
  '- ',
  '1. ',
  '  - ',
  '&',
  '\\',
  '[]',
  '(',
  'https://',
  'http://a.b/',
  'www.',
  'a@b.',
  '*_*_',
  '[x](<',
  '[[]](',
  '```',
  '\n> ',
  '\n- ',
  '\n1) ',
  '"',
  'mailto:',
  '~',
  '<!--',
  '<?',
  '](',
  '*`[',
]

/** Work of this thread, not time on the wall: others may be busy beside it. */
const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000

describe('S08 time', () => {
  const best = (text: string) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const before = process.threadCpuUsage()
        bodyOf(cleanText(text))
        return milliseconds(process.threadCpuUsage(before))
      }),
    )
  it.each([...patterns, ...(own?.redos.map((_, i) => `redos ${i}`) ?? [])])(
    'S08 10 kB of “%s” is read within 50 ms',
    pattern => {
      const text = pattern.startsWith('redos ') ? own!.redos[Number(pattern.slice(6))]! : pattern.repeat(10_000)
      expect(best(text.slice(0, 10_000))).toBeLessThan(50)
    },
  )
})

describe('what a request costs', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp()
  })
  afterAll(() => t.close())

  it('S08 the longest text of every hostile pattern is checked within 250 ms of work', async () => {
    const long = (text: string) => text.repeat(Math.ceil(20_000 / text.length)).slice(0, 20_000)
    for (const text of [...(own?.redos ?? []), ...patterns, 'a', 'f.u.c.k ', 'a\u0301', '\u200b', 'ｆ', '1337 ']) {
      const works: number[] = []
      for (let round = 0; round < 3 && !(Math.min(...works) < 250); round++) {
        const before = process.threadCpuUsage()
        const { status } = await t.guest.post('/v1/check', { text: long(text) })
        works.push(milliseconds(process.threadCpuUsage(before)))
        expect([200, 413, 422]).toContain(status)
      }
      expect(Math.min(...works), `20,000 of ${JSON.stringify(text.slice(0, 20))}`).toBeLessThan(250)
    }
  })
})

describe('what is stored', () => {
  let t: TestApp
  let alice: Client
  const story = `${PAPER}/stored`
  beforeAll(async () => {
    t = await testApp()
    alice = await t.signIn('alice')
  })
  afterAll(() => t.close())

  /** Posts a text and answers the comment as its author sees it, and as everybody does. */
  async function stored(text: string) {
    const answer = await alice.post('/v1/comments', { story, text, postAnyway: true })
    if (answer.status !== 201) return { refused: answer.json.code as string }
    const { id } = answer.json.comment
    const row = await t.app.db.read.selectFrom('comments').select('text').where('id', '=', id).executeTakeFirstOrThrow()
    return {
      row: row.text,
      own: answer.json.comment.text as string,
      body: (await t.guest.get(`/v1/comments/${id}`)).json?.comment?.body as Body | undefined,
    }
  }

  it.each([
    ['NUL', 'a\u0000b'],
    ['a backspace', 'a\bb'],
    ['an ANSI colour', '\u001b[31mred\u001b[0m'],
    ['a C1 control', 'a\u009bb'],
    ['line and paragraph separators', 'a\u2028b\u2029c'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udfffb'],
    ['a forged log line', 'line1\r\nFAKE LOG 2026-11-22 level=info'],
    ['noncharacters', 'a\ud7ff\ue000\uffff\u{10ffff}b'],
  ])('S07 %s is cleaned the same way in row, answer and page', async (_name, text) => {
    const { row, own: told, body } = await stored(text)
    expect(row).toBe(cleanText(text))
    expect(told).toBe(row)
    expect(row!.isWellFormed()).toBe(true)
    expect(row).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    expect(plainText(body!).replace(/\s/g, '')).toBe(row!.replace(/\s/g, ''))
  })

  it('S04 direction signs cannot reach what stands beside the comment', async () => {
    for (const text of [...(own?.bidi ?? []), '\u202eevil', '\u2067\u2067\u2067open']) {
      const { row, refused } = await stored(text)
      if (refused) expect(refused).toBe('text.empty')
      else expect(isBalanced(row!), JSON.stringify(row)).toBe(true)
    }
  })

  it('S06 a letter keeps at most eight marks', async () => {
    for (const text of [...(own?.zalgo ?? []), `Z${'\u0301'.repeat(500)}algo`, `${'ก'}${'\u0e49'.repeat(300)}`]) {
      const { row } = await stored(`x ${text}`)
      expect(row).not.toMatch(/\p{M}{9}/u)
    }
    // And what languages need, they keep.
    expect((await stored('Việt Nam, עִבְרִית, हिन्दी')).row).toBe('Việt Nam, עִבְרִית, हिन्दी')
  })

  it('S06 S07 what cannot be seen is not a comment', async () => {
    for (const text of [
      '\u200b\u200c\u200d\u2060\ufeff',
      '\u{e0041}\u{e0042}\u{e007f}',
      '\ufe0f\ufe0f\ufe0f',
      '\u3164',
      '\u115f\u1160',
      '\u2800',
      '\u00a0',
      '  \n ',
      '\u0000',
      '\u2028\u2029',
      '\u202e\u202c',
    ])
      expect(await stored(text), JSON.stringify(text)).toEqual({ refused: 'text.empty' })
  })

  it('S02 every hostile text is stored as words or refused, never a fault', async () => {
    // One of each kind here; the long run posts them all.
    const sample = texts.filter((_, i) => i % 40 === 0)
    for (const text of sample) {
      const { row, refused, body } = await stored(text.slice(0, 5000))
      if (refused) expect(['text.empty', 'verdict.refused']).toContain(refused)
      else {
        expect(row).toBe(cleanText(text.slice(0, 5000)))
        if (body) expect(fault(body)).toBeNull()
      }
    }
    expect(await t.broken()).toEqual([])
  })
})

/** Does every embedding, override and isolate that a text opens end in it, and none end that it did not open? UAX 9, rules X1 to X8. */
function isBalanced(text: string): boolean {
  return text.split('\n').every(line => {
    let embeddings = 0
    let isolates = 0
    for (const sign of line) {
      if (/[\u202a\u202b\u202d\u202e]/.test(sign)) embeddings++
      if (sign === '\u202c' && --embeddings < 0) return false
      if (/[\u2066-\u2068]/.test(sign)) isolates++
      if (sign === '\u2069' && --isolates < 0) return false
    }
    return embeddings === 0 && isolates === 0
  })
}

describe('S09 depth', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp()
  })
  afterAll(() => t.close())

  it('S09 a chain of 10,000 replies is paged, linked to and answered like any other', async () => {
    const story = `${PAPER}/deep`
    const alice = await t.signIn('alice')
    const ids = await fill(t.app, { story, reader: alice.id, comments: 10_001, chain: true })
    const top = ids[0]!
    const { status, json } = await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}&limit=100`)
    expect([
      status,
      json.story.count,
      json.comments.length,
      json.comments[0].replyCount,
      json.comments[0].replies.length,
    ]).toEqual([200, 10_001, 1, 10_000, 5])
    const page = (await t.guest.get(`/v1/comments/${top}/replies?after=${ids[5000]}`)).json
    expect(page.replies.map((reply: { id: string }) => reply.id)).toEqual(ids.slice(5001, 5026))
    const place = (await t.guest.get(`/v1/comments/${ids.at(-1)}`)).json
    expect([place.comment.depth, place.top.id]).toEqual([10_000, top])
    expect(place.path.length).toBeLessThanOrEqual(100)
    const answer = await alice.post('/v1/comments', { story, text: 'One deeper.', replyTo: ids.at(-1) })
    expect(answer.json.comment.depth).toBe(10_001)
    expect((await alice.call('DELETE', `/v1/comments/${ids[5000]}`)).status).toBe(204)
    expect(await t.broken()).toEqual([])
  })

  it.each([
    ['100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 413],
    ['as deep as a request may be', `${'['.repeat(32_000)}${']'.repeat(32_000)}`, 400],
    ['objects as deep as a request may be', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 400],
    ['deep in a field', `{"story":"${PAPER}/x","text":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 400],
    ['open brackets only', '['.repeat(60_000), 400],
  ])('S09 a body %s is refused', async (_name, body, status) => {
    const alice = await t.signIn('alice')
    for (const path of ['/v1/comments', '/v1/check', '/v1/session', '/v1/comments/c_00000000000000000000/reports'])
      expect((await alice.post(path, body)).status, path).toBe(status)
    expect((await t.guest.get('/v1/site')).status).toBe(200)
  })
})
