import type { AddressInfo } from 'node:net'
import { type Engine, listEngine } from '@parley/rules/engine.ts'
import { HEADS } from '@parley/rules/heads.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { PAPER, type TestApp, testApp } from '../testing.ts'
import { ATTRIBUTES, UNANSWERED } from './attributes.ts'

const ANALYZE = '/v1alpha1/comments:analyze'
const SUGGEST = '/v1alpha1/comments:suggestscore'
const RUDE = 'You are a stupid fool. Thanks for the article, though.'
const CALM = 'A friendly sentence about the weather in the town.'
const ERROR = 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error'
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest'

let t: TestApp
beforeAll(async () => {
  // The lists alone, whose scores do not change with a model.
  t = await testApp({ engine: listEngine })
})
afterAll(() => t.close())

interface Sent {
  url?: string
  query?: string
  headers?: Record<string, string>
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  remoteAddress?: string
  on?: TestApp
}
/** Sends as another system would: no page, no session. */
async function send(
  body: unknown,
  { url = ANALYZE, query = 'key=k', headers = {}, method = 'POST', on = t, ...more }: Sent = {},
) {
  const answer = await on.server.inject({
    method,
    url: `${url}${query && `?${query}`}`,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...more,
  })
  const json = answer.headers['content-type']?.toString().includes('json') ? answer.json() : null
  return { status: answer.statusCode, json, text: answer.body, headers: answer.headers }
}
const ask = (more: object = {}, sent?: Sent) =>
  send({ comment: { text: RUDE }, requestedAttributes: { TOXICITY: {} }, languages: ['en'], ...more }, sent)

const invalid = (errorType: string, message: string, more: object = {}) => ({
  status: 400,
  json: {
    error: { code: 400, message, status: 'INVALID_ARGUMENT', details: [{ '@type': ERROR, errorType, ...more }] },
  },
})
const malformed = (message: string, field?: string) => ({
  status: 400,
  json: {
    error: {
      code: 400,
      message,
      status: 'INVALID_ARGUMENT',
      details: [{ '@type': BAD_REQUEST, fieldViolations: [{ ...(field && { field }), description: message }] }],
    },
  },
})
const only = ({ status, json }: { status: number; json: unknown }) => ({ status, json })

describe('analyze answers', () => {
  it('every field of the answer, and nothing else', async () => {
    const { status, json, headers } = await ask({
      clientToken: 'abc',
      requestedAttributes: { TOXICITY: {}, INSULT: {} },
    })
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    const score = { value: expect.any(Number), type: 'PROBABILITY' }
    const scores = { spanScores: [{ begin: 0, end: RUDE.length, score }], summaryScore: score }
    expect(json).toEqual({
      attributeScores: { TOXICITY: scores, INSULT: scores },
      languages: ['en'],
      detectedLanguages: ['en'],
      clientToken: 'abc',
    })
    expect(json.attributeScores.INSULT.summaryScore.value).toBeGreaterThan(0.5)
  })

  it('takes both spellings of the colon, and other names for JSON', async () => {
    const body = { comment: { text: RUDE }, requestedAttributes: { TOXICITY: {} }, languages: ['en'] }
    for (const url of [ANALYZE, ANALYZE.replace(':', '%3A'), ANALYZE.replace(':', '%3a')])
      for (const type of [
        'application/json',
        'application/json+protobuf',
        'text/plain',
        'application/x-www-form-urlencoded',
      ])
        expect((await send(body, { url, headers: { 'content-type': type } })).status, `${url} ${type}`).toBe(200)
  })

  it('scores that look like 32-bit numbers', async () => {
    const odd: Engine = {
      ...listEngine(),
      read: () => ({
        language: 'en',
        scores: Object.fromEntries(HEADS.map(head => [head, 0.8627960562342134])) as never,
        findings: [],
      }),
    }
    const other = await testApp({ engine: () => odd })
    const { json } = await ask({}, { on: other })
    expect(json.attributeScores.TOXICITY.summaryScore.value).toBe(0.86279607)
    await other.close()
  })

  it('reads the whole text once, and each sentence once more only where spans are asked for', async () => {
    const read: string[] = []
    const lists = listEngine()
    const counting: Engine = {
      ...lists,
      read: (text, context) => {
        read.push(text)
        return lists.read(text, context)
      },
    }
    const other = await testApp({ engine: () => counting })
    read.length = 0
    await ask({ requestedAttributes: { TOXICITY: {}, INSULT: {}, THREAT: {} } }, { on: other })
    expect(read).toEqual([RUDE])
    await ask({ spanAnnotations: true, requestedAttributes: { TOXICITY: {}, INSULT: {} } }, { on: other })
    expect(read.slice(1)).toEqual([RUDE, 'You are a stupid fool.', 'Thanks for the article, though.'])
    await other.close()
  })

  it('spans for each sentence in UTF-16 units, each scored by itself', async () => {
    const text = '  😀 What a day. You are a stupid fool!  \n Thanks.'
    const { json } = await ask({ comment: { text }, spanAnnotations: true, requestedAttributes: { INSULT: {} } })
    const spans = json.attributeScores.INSULT.spanScores
    expect(spans.map(({ begin, end }: { begin: number; end: number }) => text.slice(begin, end))).toEqual([
      '😀 What a day.',
      'You are a stupid fool!',
      'Thanks.',
    ])
    expect(spans[0].begin).toBe(2)
    const values = spans.map((span: { score: { value: number } }) => span.score.value)
    expect(values[1]).toBeGreaterThan(0.5)
    expect(Math.max(values[0], values[2])).toBeLessThan(0.3)
    const at0 = await ask({ spanAnnotations: true })
    expect(at0.json.attributeScores.TOXICITY.spanScores[0].begin).toBe(0)
  })

  it('no more than 500 spans, which still hold the whole text', async () => {
    const text = 'A. '.repeat(6800)
    const { json } = await ask({ comment: { text }, spanAnnotations: true })
    const spans: { begin: number; end: number }[] = json.attributeScores.TOXICITY.spanScores
    expect(spans.length).toBeGreaterThan(400)
    expect(spans.length).toBeLessThanOrEqual(500)
    expect(spans.map(({ begin, end }) => text.slice(begin, end)).join(' ')).toBe(text.trim())
  })

  it('spans without being asked for where the old service gave them so', async () => {
    const { json } = await ask({ requestedAttributes: { SPAM: {}, TOXICITY: {} } })
    expect(json.attributeScores.SPAM.spanScores).toHaveLength(2)
    expect(json.attributeScores.TOXICITY.spanScores).toHaveLength(1)
  })

  it('leaves out what scores lower than asked, and with nothing left the whole map', async () => {
    const one = await ask({ requestedAttributes: { INSULT: { scoreThreshold: 0.3 }, SPAM: { scoreThreshold: 0.99 } } })
    expect(Object.keys(one.json.attributeScores)).toEqual(['INSULT'])
    const none = await ask({ comment: { text: CALM }, requestedAttributes: { TOXICITY: { scoreThreshold: 0.99 } } })
    expect(none.status).toBe(200)
    expect(none.json).toEqual({ languages: ['en'], detectedLanguages: ['en'] })
    for (const scoreThreshold of [0, null, '0', -1])
      expect((await ask({ requestedAttributes: { SPAM: { scoreThreshold } } })).json.attributeScores.SPAM).toBeDefined()
    const { value } = (await ask()).json.attributeScores.TOXICITY.summaryScore
    const same = await ask({ requestedAttributes: { TOXICITY: { scoreThreshold: value } } })
    expect(same.json.attributeScores.TOXICITY.summaryScore.value).toBe(value)
  })

  it('every attribute that has an answer, under the name as asked, versions too', async () => {
    const names = [...ATTRIBUTES.keys(), 'TOXICITY@6', 'SPAM@1', 'INSULT_EXPERIMENTAL@2']
    const { json } = await ask({ requestedAttributes: Object.fromEntries(names.map(name => [name, {}])) })
    expect(Object.keys(json.attributeScores).toSorted()).toEqual(names.toSorted())
    const value = (name: string) => json.attributeScores[name].summaryScore.value
    expect(value('TOXICITY@6')).toBe(value('TOXICITY'))
    expect(value('ATTACK_ON_COMMENTER')).toBe(value('INSULT'))
    expect(value('LIKELY_TO_REJECT')).toBe(value('INSULT'))
    expect(value('OBSCENE')).toBe(value('PROFANITY'))
  })

  it('takes every optional field, by both of its names', async () => {
    const entry = { text: 'The article', type: 'HTML' }
    for (const more of [
      { comment: { text: RUDE, type: 'PLAIN_TEXT' } },
      { comment: { text: RUDE, type: 'TEXT_TYPE_UNSPECIFIED' } },
      { comment: { text: RUDE, type: 1 } },
      { context: { entries: [entry, {}] } },
      { context: { articleAndParentComment: { article: entry, parentComment: entry } } },
      { context: { article_and_parent_comment: { parent_comment: entry } } },
      { context: {}, sessionId: 's', communityId: 'c', doNotStore: true, spanAnnotations: false, clientToken: '' },
      { do_not_store: false, session_id: 's', community_id: 'c', span_annotations: true, client_token: 'x' },
      { doNotStore: null, context: null, dropUnsupportedAttributes: false },
      { requestedAttributes: { TOXICITY: { scoreType: 'PROBABILITY' } } },
      { requestedAttributes: { TOXICITY: { score_type: 'SCORE_TYPE_UNSPECIFIED', score_threshold: 0.1 } } },
    ]) {
      const { status, json } = await ask(more)
      expect([status, Object.keys(json.attributeScores ?? {})], JSON.stringify(more)).toEqual([200, ['TOXICITY']])
    }
    expect((await ask({ clientToken: '' })).json).not.toHaveProperty('clientToken')
  })

  it('does not use the context', async () => {
    const plain = await ask()
    const quoted = await ask({ context: { articleAndParentComment: { parentComment: { text: RUDE } } } })
    expect(quoted.json).toEqual(plain.json)
  })

  it('stores nothing, whatever doNotStore says', async () => {
    const tables = async () => JSON.stringify(await t.app.db.read.selectFrom('examples').selectAll().execute())
    const before = await tables()
    for (const doNotStore of [true, false, undefined]) await ask({ doNotStore })
    expect(await tables()).toBe(before)
  })
})

describe('languages', () => {
  it('finds the language out where none is named', async () => {
    const { json } = await ask({
      languages: [],
      comment: { text: 'Das ist nicht der beste Artikel, aber er ist gut.' },
    })
    expect([json.languages, json.detectedLanguages]).toEqual([['de'], ['de']])
    const { json: none } = await ask({ languages: undefined })
    expect([none.languages, none.detectedLanguages]).toEqual([['en'], ['en']])
  })

  it('takes the caller’s word for it, and still says what it seems to be', async () => {
    const { json } = await ask({ languages: ['de'] })
    expect([json.languages, json.detectedLanguages]).toEqual([['de'], ['en']])
    for (const languages of [['en-US'], ['EN'], ['eng'], ['de-AT', 'en-GB'], ['en', 'fr', 'es', 'it', 'de']]) {
      const { status, json } = await ask({ languages })
      expect([status, json.languages], languages.join()).toEqual([200, languages])
    }
  })

  it('reads a text too short to tell in the newsroom’s own', async () => {
    const { status, json } = await ask({ languages: [], comment: { text: 'Idiot!' } })
    expect([status, json.detectedLanguages]).toEqual([200, ['en']])
  })

  it('refuses a language that an attribute does not know', async () => {
    expect(only(await ask({ languages: ['tlh'] }))).toEqual(
      invalid('LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE', 'Attribute TOXICITY does not support request languages: tlh', {
        languageNotSupportedByAttributeError: { requestedLanguages: ['tlh'], attribute: 'TOXICITY' },
      }),
    )
    expect(only(await ask({ languages: ['en', 'pt-BR', '%'] }))).toEqual(
      invalid(
        'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
        'Attribute TOXICITY does not support request languages: en, pt-BR, %',
        {
          languageNotSupportedByAttributeError: { requestedLanguages: ['en', 'pt-BR', '%'], attribute: 'TOXICITY' },
        },
      ),
    )
    const undetected = (text: string) =>
      ask({ languages: [], comment: { text }, requestedAttributes: { INSULT: {}, TOXICITY: {} } })
    const refused = (language: string) =>
      invalid(
        'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
        `Attribute INSULT does not support request languages: ${language}`,
        {
          languageNotSupportedByAttributeError: { detectedLanguages: [language], attribute: 'INSULT' },
        },
      )
    expect(only(await undetected('Wat een onzin schrijven jullie hier elke dag weer op'))).toEqual(refused('nl'))
    expect(only(await undetected('Это очень глупая статья'))).toEqual(refused('und'))
    for (const text of ['Это очень глупая статья', '愚か者', 'غبي'])
      expect((await ask({ languages: [], comment: { text } })).json.error.message).toMatch(/: und$/)
  })

  it('leaves such attributes out where the caller says so', async () => {
    const drop = { dropUnsupportedAttributes: true, clientToken: 'x' }
    const { status, json } = await ask({ ...drop, languages: ['tlh'] })
    expect([status, json]).toEqual([200, { languages: ['tlh'], detectedLanguages: ['en'], clientToken: 'x' }])
    const mixed = await ask({
      ...drop,
      requestedAttributes: { TOXICITY: {}, FLIRTATION: {}, 'CURIOSITY_EXPERIMENTAL@2': {} },
    })
    expect(Object.keys(mixed.json.attributeScores)).toEqual(['TOXICITY'])
    expect((await ask({ ...drop, requestedAttributes: { NONSENSE: {} } })).json.error.details[0].errorType).toBe(
      'INVALID_REQUEST',
    )
  })

  it('cannot tell the language of no words at all', async () => {
    for (const text of [' ', '\n', '12345', '!!!', '👍👍'])
      expect(only(await ask({ languages: [], comment: { text } })), JSON.stringify(text)).toEqual(
        invalid('LANGUAGE_DETECTION_FAILED', 'Unable to detect language'),
      )
    expect((await ask({ comment: { text: '12345' } })).status).toBe(200)
  })
})

describe('what analyze refuses', () => {
  it('no words', async () => {
    const empty = invalid('COMMENT_EMPTY', 'Comment must be non-empty.')
    for (const comment of [{ text: '' }, {}, { text: null }, null, undefined, { type: 'PLAIN_TEXT' }])
      expect(only(await ask({ comment })), JSON.stringify(comment)).toEqual(empty)
    expect(only(await send({}))).toEqual(empty)
  })

  it('more than 20480 bytes, counted in UTF-8', async () => {
    const long = invalid('COMMENT_TOO_LONG', 'Comment text too long.')
    for (const [text, ok] of [
      ['x'.repeat(20_480), true],
      ['x'.repeat(20_481), false],
      ['é'.repeat(10_240), true],
      [`${'é'.repeat(10_240)}x`, false],
      ['😀'.repeat(5120), true],
      ['😀'.repeat(5121), false],
      ['x '.repeat(20_000), false],
    ] as const) {
      const answer = await ask({ comment: { text } })
      if (ok) expect(answer.status, text.slice(0, 2)).toBe(200)
      else expect(only(answer), text.slice(0, 2)).toEqual(long)
    }
  })

  it('no attributes, unknown attributes, and those that no head covers', async () => {
    for (const requestedAttributes of [undefined, null, {}])
      expect(only(await ask({ requestedAttributes }))).toEqual(
        invalid('NO_REQUESTED_ATTRIBUTES', 'Missing requested_attributes'),
      )
    for (const name of ['NONSENSE', 'toxicity', 'TOXICITY@', 'TOXICITY@x', '__proto__', 'constructor', ...UNANSWERED])
      expect(
        only(await send(`{"comment":{"text":"${RUDE}"},"languages":["en"],"requestedAttributes":{"${name}":{}}}`)),
        name,
      ).toEqual(invalid('INVALID_REQUEST', `Unknown requested attribute: ${name}`))
  })

  it('other kinds of scores', async () => {
    for (const scoreType of ['STD_DEV_SCORE', 'PERCENTILE', 'RAW'])
      expect(only(await ask({ requestedAttributes: { TOXICITY: { scoreType } } }))).toEqual(
        invalid('INVALID_REQUEST', `Requested score type ${scoreType} is not supported by attribute TOXICITY`),
      )
  })

  it('HTML, and both kinds of context', async () => {
    expect(only(await ask({ comment: { text: RUDE, type: 'HTML' } }))).toEqual(
      invalid('INVALID_REQUEST', "Currently, only 'PLAIN_TEXT' comments are supported"),
    )
    expect(only(await ask({ context: { entries: [], articleAndParentComment: {} } }))).toEqual(
      invalid(
        'INVALID_REQUEST',
        'Context can have either entries or article_and_parent_comment, but both fields were populated.',
      ),
    )
  })

  it('a context of more than a megabyte', async () => {
    const entries = (n: number) => ({ context: { entries: [{ text: 'x'.repeat(n) }] } })
    expect((await ask(entries(1024 * 1024))).status).toBe(200)
    expect(only(await ask(entries(1024 * 1024 + 1)))).toEqual(invalid('INVALID_REQUEST', 'Context text too long.'))
    const parts = { article: { text: 'x'.repeat(1024 * 1024) }, parentComment: { text: 'y'.repeat(1024 * 1024) } }
    expect((await ask({ context: { articleAndParentComment: parts } })).status).toBe(200)
  })

  it('more names than anyone would honestly send', async () => {
    const many = Array.from({ length: 101 }, (_, i) => `TOXICITY@${i}`)
    const requestedAttributes = Object.fromEntries(many.map(name => [name, {}]))
    expect(only(await ask({ requestedAttributes }))).toEqual(
      invalid('INVALID_REQUEST', 'At most 100 attributes can be requested'),
    )
    expect(only(await ask({ languages: many }))).toEqual(
      invalid('INVALID_REQUEST', 'At most 100 languages can be named'),
    )
  })

  it('unknown fields, wherever they stand', async () => {
    const unknown = (name: string, at?: string) =>
      malformed(
        `Invalid JSON payload received. Unknown name "${name}"${at ? ` at '${at}'` : ''}: Cannot find field.`,
        at,
      )
    expect(only(await ask({ foo: 1 }))).toEqual(unknown('foo'))
    expect(only(await ask({ comment: { text: RUDE, foo: 1 } }))).toEqual(unknown('foo', 'comment'))
    expect(only(await ask({ requestedAttributes: { TOXICITY: { foo: null } } }))).toEqual(
      unknown('foo', 'requested_attributes.TOXICITY'),
    )
    expect(only(await ask({ context: { entries: [{}, { foo: 1 }] } }))).toEqual(unknown('foo', 'context.entries[1]'))
    expect(only(await ask({ attributeScores: {} }))).toEqual(unknown('attributeScores'))
  })

  it('values of another type', async () => {
    for (const [more, at, type, shown] of [
      [{ comment: 'words' }, 'comment', 'type.googleapis.com/google.commentanalyzer.v1alpha1.TextEntry', '"words"'],
      [{ comment: { text: 5 } }, 'comment.text', 'TYPE_STRING', '5'],
      [{ comment: { text: RUDE, type: 'FOO' } }, 'comment.type', 'TYPE_ENUM', '"FOO"'],
      [{ languages: 'en' }, 'languages', 'TYPE_LIST', '"en"'],
      [{ languages: [1] }, 'languages[0]', 'TYPE_STRING', '1'],
      [{ doNotStore: 'yes' }, 'do_not_store', 'TYPE_BOOLEAN', '"yes"'],
      [{ requestedAttributes: ['TOXICITY'] }, 'requested_attributes', 'TYPE_MAP', '["TOXICITY"]'],
      [
        { requestedAttributes: { TOXICITY: { scoreThreshold: 'high' } } },
        'requested_attributes.TOXICITY.score_threshold',
        'TYPE_FLOAT',
        '"high"',
      ],
    ] as const)
      expect(only(await ask(more)), at).toEqual(malformed(`Invalid value at '${at}' (${type}), ${shown}`, at))
  })

  it('what is not JSON, and bodies without end', async () => {
    for (const body of ['', '{', '{comment: {text: "x"}}', 'null,', '\u0000'])
      expect(only(await send(body)), body).toEqual(malformed('Invalid JSON payload received.'))
    for (const body of ['null', '[]', '"x"', '5'])
      expect((await send(body)).json.error.message, body).toContain('Invalid value (type.googleapis.com/')
    const large = await send(`{"comment":{"text":"${'x'.repeat(4 * 1024 * 1024)}"}}`)
    expect(only(large)).toEqual(malformed('Request payload size exceeds the limit: 4194304 bytes.'))
  })

  it('other methods and other paths, in the same envelope', async () => {
    const gone = { error: { code: 404, message: 'Method not found.', status: 'NOT_FOUND' } }
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      expect((await send(undefined, { method, headers: {} })).json, method).toEqual(gone)
    for (const url of ['/v1alpha1/comments:other', '/v1alpha1/comments', '/v1alpha1/x/y'])
      expect(only(await send({}, { url })), url).toEqual({ status: 404, json: gone })
    expect(
      (await send(undefined, { method: 'POST', url: '/$discovery/rest', query: 'version=v1alpha1' })).json,
    ).toEqual(gone)
  })

  it('says no more than that of what nobody foresaw', async () => {
    const lines: string[] = []
    const broken: Engine = {
      ...listEngine(),
      read: text => {
        throw new Error(`secret ${text}`)
      },
    }
    const other = await testApp({ engine: () => broken, lines })
    expect(only(await ask({}, { on: other }))).toEqual({
      status: 500,
      json: { error: { code: 500, message: 'Internal error encountered.', status: 'INTERNAL' } },
    })
    expect(lines.join()).toContain('a request failed')
    expect(lines.join()).not.toContain('stupid')
    await other.close()
  })
})

describe('how the answer is wanted', () => {
  it('with line breaks, unless they are not wanted', async () => {
    expect((await ask()).text).toContain('\n  "attributeScores": {\n')
    expect((await ask({}, { query: 'key=k&prettyPrint=true' })).text).toContain('\n  ')
    for (const no of ['false', '0'])
      expect((await ask({}, { query: `key=k&prettyPrint=${no}` })).text.trim()).not.toContain('\n')
    expect((await ask({ languages: ['tlh'] }, { query: 'key=k&prettyPrint=false' })).text.trim()).not.toContain('\n')
  })

  it('in part', async () => {
    const part = async (fields: string) =>
      (await ask({ clientToken: 'x' }, { query: `key=k&fields=${encodeURIComponent(fields)}` })).json
    const { value } = (await ask()).json.attributeScores.TOXICITY.summaryScore
    expect(await part('clientToken')).toEqual({ clientToken: 'x' })
    expect(await part('languages,clientToken')).toEqual({ languages: ['en'], clientToken: 'x' })
    expect(await part('attributeScores/TOXICITY/summaryScore/value')).toEqual({
      attributeScores: { TOXICITY: { summaryScore: { value } } },
    })
    expect(await part('attributeScores(*(spanScores(begin,end)))')).toEqual({
      attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: RUDE.length }] } },
    })
    expect(Object.keys(await part('*'))).toContain('attributeScores')
    for (const wrong of ['(', 'a(b', 'a)', ',', 'a,,b', 'a/', '/'.repeat(3), 'a('.repeat(2000), `a${'/a'.repeat(30)}`])
      expect((await part(wrong)).error.details[0], wrong).toMatchObject({
        '@type': BAD_REQUEST,
        fieldViolations: [{ field: 'fields' }],
      })
  })

  it('as a script', async () => {
    const { text, headers } = await ask({}, { query: 'key=k&callback=app.take' })
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    let taken: unknown
    new Function('app', text)({
      take: (json: unknown) => {
        taken = json
      },
    })
    expect(taken).toEqual((await ask()).json)
    for (const evil of ['alert(1)//', 'a b', '<script>', 'x'.repeat(101), 'a[0]'])
      expect((await ask({}, { query: `key=k&callback=${encodeURIComponent(evil)}` })).status, evil).toBe(400)
  })

  it('takes the parameters that every method took, and no others', async () => {
    const fine =
      'key=k&alt=json&quotaUser=reader-1&uploadType=media&upload_protocol=raw&%24.xgafv=2&access_token=k&oauth_token=k'
    expect((await ask({}, { query: fine })).status).toBe(200)
    expect(only(await ask({}, { query: 'key=k&foo=1' }))).toEqual(
      malformed(
        'Invalid JSON payload received. Unknown name "foo": Cannot bind query parameter. Field "foo" could not be found in request message.',
      ),
    )
    for (const query of [
      'key=k&alt=proto',
      'key=k&prettyPrint=perhaps',
      `key=k&quotaUser=${'x'.repeat(41)}`,
      'key=k&$.xgafv=3',
    ])
      expect((await ask({}, { query })).json.error, query).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' })
    expect((await ask({}, { query: `key=k&quotaUser=${'x'.repeat(40)}` })).status).toBe(200)
  })

  it('errors in the older format too', async () => {
    const { json } = await ask({ languages: ['tlh'] }, { query: 'key=k&$.xgafv=1' })
    expect(json.error.errors).toEqual([{ message: json.error.message, domain: 'global', reason: 'badRequest' }])
  })
})

describe('suggestscore', () => {
  const suggest = (more: object = {}, sent?: Sent) =>
    send(
      { comment: { text: RUDE }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, ...more },
      { url: SUGGEST, ...sent },
    )
  const examples = () =>
    t.app.db.read
      .selectFrom('examples')
      .select(['text', 'language', 'rule', 'head', 'label', 'score', 'source', 'engine', 'by'])
      .orderBy('id')
      .execute()
  const forget = () =>
    t.app.db.tx(async tx => {
      await tx.deleteFrom('examples').execute()
    })

  it('stores an example for each score, and says so', async () => {
    await forget()
    const { status, json } = await suggest({
      clientToken: 'comment:1',
      communityId: 'Coral:https://paper.example',
      sessionId: 's',
      context: { entries: [{ text: '{"url":"https://paper.example"}' }] },
      languages: ['en-US'],
      attributeScores: {
        TOXICITY: { summaryScore: { value: 0 } },
        'INSULT@2': {
          summaryScore: { value: 0.9, type: 'PROBABILITY' },
          spanScores: [{ begin: 0, end: 22, score: { value: 1 } }],
        },
      },
    })
    expect([status, json]).toEqual([
      200,
      { clientToken: 'comment:1', detectedLanguages: ['en'], requestedLanguages: ['en-US'] },
    ])
    const same = {
      language: 'en',
      score: expect.any(Number),
      source: 'suggestion',
      engine: t.app.engine.version,
      by: 'local',
    }
    const rows = await examples()
    expect(rows).toHaveLength(3)
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...same, text: RUDE, rule: 'nice', head: 'toxicity', label: 0 },
        { ...same, text: RUDE, rule: 'nice', head: 'insult', label: 1 },
        { ...same, text: 'You are a stupid fool.', rule: 'nice', head: 'insult', label: 1 },
      ]),
    )
  })

  it('stores a suggestion in a language that the engine does not know', async () => {
    await forget()
    const { json } = await suggest({ languages: ['pt-BR'] })
    expect(json).toEqual({ detectedLanguages: ['en'], requestedLanguages: ['pt-BR'] })
    expect(await examples()).toMatchObject([{ language: 'pt', head: 'toxicity', label: 1 }])
    await suggest({ comment: { text: 'Это очень глупая статья' } })
    expect((await examples()).map(row => row.language)).toContain(null)
  })

  it('refuses what is not said plainly, and then stores nothing', async () => {
    await forget()
    const score = { value: 1 }
    const toxicity = (scores: unknown) => ({ attributeScores: { TOXICITY: scores } })
    for (const [more, message] of [
      [{ attributeScores: undefined }, 'Missing attribute_scores'],
      [{ attributeScores: {} }, 'Missing attribute_scores'],
      [toxicity({}), 'Attribute TOXICITY has neither summary_score nor span_scores'],
      [toxicity({ spanScores: [] }), 'Attribute TOXICITY has neither summary_score nor span_scores'],
      [toxicity({ summaryScore: {} }), 'A score of attribute TOXICITY has no value'],
      [toxicity({ summaryScore: { value: 1.1 } }), 'A score of attribute TOXICITY is not between 0 and 1'],
      [toxicity({ summaryScore: { value: -0.1 } }), 'A score of attribute TOXICITY is not between 0 and 1'],
      [
        toxicity({ summaryScore: { value: 1, type: 'RAW' } }),
        'Requested score type RAW is not supported by attribute TOXICITY',
      ],
      [toxicity({ spanScores: [{ begin: 0, score }] }), 'A span of attribute TOXICITY lacks begin or end'],
      [toxicity({ spanScores: [{ end: 3, score }] }), 'A span of attribute TOXICITY lacks begin or end'],
      [toxicity({ spanScores: [{ begin: 3, end: 3, score }] }), 'A span of attribute TOXICITY is not within the text'],
      [
        toxicity({ spanScores: [{ begin: 0, end: 999, score }] }),
        'A span of attribute TOXICITY is not within the text',
      ],
      [toxicity({ spanScores: [{ begin: 0, end: 3 }] }), 'A score of attribute TOXICITY has no value'],
      [{ attributeScores: { FLIRTATION: { summaryScore: score } } }, 'Unknown attribute: FLIRTATION'],
      [
        { attributeScores: { LIKELY_TO_REJECT: { summaryScore: score } } },
        'Attribute LIKELY_TO_REJECT is made of several others and takes no suggestions',
      ],
      [{ comment: { text: RUDE, type: 'HTML' } }, "Currently, only 'PLAIN_TEXT' comments are supported"],
    ] as const)
      expect(only(await suggest(more)), message).toEqual(invalid('INVALID_REQUEST', message))
    expect(only(await suggest({ comment: { text: '' } }))).toEqual(
      invalid('COMMENT_EMPTY', 'Comment must be non-empty.'),
    )
    expect(only(await suggest({ comment: { text: 'é'.repeat(10_241) } }))).toEqual(
      invalid('COMMENT_TOO_LONG', 'Comment text too long.'),
    )
    for (const field of ['doNotStore', 'requestedAttributes', 'spanAnnotations', 'dropUnsupportedAttributes'])
      expect((await suggest({ [field]: true })).json.error.message, field).toContain(`Unknown name "${field}"`)
    expect(await examples()).toEqual([])
  })
})

describe('the discovery document', () => {
  it('names this server, and describes every message that is read', async () => {
    const answer = await send(undefined, {
      method: 'GET',
      url: '/$discovery/rest',
      query: 'version=v1alpha1',
      headers: {},
    })
    const { json } = answer
    expect(json).toMatchObject({
      kind: 'discovery#restDescription',
      id: 'commentanalyzer:v1alpha1',
      rootUrl: 'http://127.0.0.1:8080/',
      baseUrl: 'http://127.0.0.1:8080/',
      servicePath: '',
      resources: {
        comments: {
          methods: {
            analyze: {
              httpMethod: 'POST',
              path: 'v1alpha1/comments:analyze',
              request: { $ref: 'AnalyzeCommentRequest' },
            },
            suggestscore: { httpMethod: 'POST', path: 'v1alpha1/comments:suggestscore' },
          },
        },
      },
    })
    const named = [...answer.text.matchAll(/"\$ref": "(\w+)"/g)].map(([, name]) => name!)
    expect(new Set(named)).toEqual(new Set(Object.keys(json.schemas)))
    expect(Object.keys(json.schemas.AnalyzeCommentRequest.properties).toSorted()).toEqual([
      'clientToken',
      'comment',
      'communityId',
      'context',
      'doNotStore',
      'dropUnsupportedAttributes',
      'languages',
      'requestedAttributes',
      'sessionId',
      'spanAnnotations',
    ])
    for (const query of ['', 'version=v1alpha1&fields=rootUrl'])
      expect((await send(undefined, { method: 'GET', url: '/$discovery/rest', query })).status).toBe(200)
    expect((await send(undefined, { method: 'GET', url: '/$discovery/rest', query: 'version=v2' })).status).toBe(404)
  })

  it('is answered without a key, from anywhere', async () => {
    const sent: Sent = {
      method: 'GET',
      url: '/%24discovery/rest',
      query: 'version=v1alpha1',
      remoteAddress: '198.51.100.1',
    }
    expect((await send(undefined, sent)).status).toBe(200)
  })
})

describe('who may ask', () => {
  const none = {
    status: 403,
    json: {
      error: {
        code: 403,
        message:
          "Method doesn't allow unregistered callers. Send an API key: in `key`, or in the header x-goog-api-key.",
        status: 'PERMISSION_DENIED',
      },
    },
  }
  const bad = {
    status: 400,
    json: {
      error: {
        code: 400,
        message: 'API key not valid. Please pass a valid API key.',
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'API_KEY_INVALID',
            domain: 'googleapis.com',
            metadata: { service: 'commentanalyzer.googleapis.com' },
          },
        ],
      },
    },
  }

  it('with no keys set, any key is good, from this machine itself alone', async () => {
    for (const remoteAddress of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
      expect((await ask({}, { remoteAddress })).status, remoteAddress).toBe(200)
    const far = await ask({}, { remoteAddress: '198.51.100.1' })
    expect([far.status, far.json.error.status]).toEqual([403, 'PERMISSION_DENIED'])
    expect(far.json.error.message).toContain('PARLEY_SCORING_KEYS')
    for (const remoteAddress of ['10.0.0.1', '192.168.1.1', '::ffff:10.0.0.1', 'fe80::1', '128.0.0.1'])
      expect((await ask({}, { remoteAddress })).status, remoteAddress).toBe(403)
    expect(only(await ask({}, { query: '' }))).toEqual(none)
  })

  it('a header makes nobody near, not even through a trusted proxy; and what was passed on is not near', async () => {
    const behind = await testApp({ env: { PARLEY_PROXIES: '198.51.100.1, 127.0.0.1' } })
    for (const on of [t, behind]) {
      const headers = { 'x-forwarded-for': '127.0.0.1' }
      expect((await ask({}, { on, headers, remoteAddress: '198.51.100.1' })).status).toBe(403)
      expect((await ask({}, { on, headers, remoteAddress: '127.0.0.1' })).status).toBe(403)
      expect((await ask({}, { on, headers: { forwarded: 'for=127.0.0.1' } })).status).toBe(403)
      expect((await ask({}, { on, headers: { 'x-real-ip': '127.0.0.1' } })).status).toBe(403)
    }
    await behind.close()
  })

  it('with no keys set, no page of elsewhere', async () => {
    expect((await ask({}, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask({}, { headers: { origin: 'null' } })).status).toBe(403)
    expect((await ask({}, { headers: { origin: PAPER } })).status).toBe(200)
  })

  it('with keys set, those and no others, wherever the key stands', async () => {
    const lines: string[] = []
    const keyed = await testApp({ env: { PARLEY_SCORING_KEYS: 'coral:good-key-1:200, good-key-2' }, lines })
    const from = { on: keyed, remoteAddress: '198.51.100.1' }
    for (const sent of [
      { query: 'key=good-key-1' },
      { query: 'key=good-key-2' },
      { query: '', headers: { 'x-goog-api-key': 'good-key-1' } },
      { query: '', headers: { authorization: 'Bearer good-key-1' } },
      { query: 'access_token=good-key-1' },
      { query: 'oauth_token=good-key-1' },
    ])
      expect((await ask({}, { ...from, ...sent })).status, JSON.stringify(sent)).toBe(200)
    for (const query of [
      'key=good-key-',
      'key=good-key-11',
      'key=coral',
      'key=GOOD-KEY-1',
      'key=coral:good-key-1:200',
      'key=k',
    ])
      expect(only(await ask({}, { ...from, query })), query).toEqual(bad)
    expect(only(await ask({}, { ...from, query: '' }))).toEqual(none)
    expect(only(await ask({}, { on: keyed, query: '' }))).toEqual(none)
    expect(
      (
        await send(
          { input: 'x' },
          { ...from, url: '/v1/moderations', query: '', headers: { authorization: 'Bearer good-key-2' } },
        )
      ).status,
    ).toBe(200)
    await send(
      { comment: { text: RUDE }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } } },
      { ...from, url: SUGGEST, query: 'key=good-key-1' },
    )
    expect(await keyed.app.db.read.selectFrom('examples').select('by').execute()).toEqual([{ by: 'coral' }])
    for (const url of [ANALYZE.replace(':', '%3A'), '/v1alpha1/comments:other', '/v1alpha1/%zz'])
      await ask({}, { ...from, url, query: 'key=good-key-1' })
    expect(lines.join()).toContain('"msg":"request"')
    expect(lines.join()).not.toContain('good-key')
    await keyed.close()
  })

  it('keys that are not understood stop the start', () => {
    const read = (keys: string) => readConfig({ PARLEY_SECRET: 'x', PARLEY_SCORING_KEYS: keys }).scoringKeys
    expect(read('coral:k1:200, archive:k2\nk3')).toEqual([
      { name: 'coral', key: 'k1', rate: 200 },
      { name: 'archive', key: 'k2', rate: 100 },
      { name: 'client-3', key: 'k3', rate: 100 },
    ])
    expect(read('')).toEqual([])
    for (const wrong of ['a:k:0', 'a:k:-1', 'a:k:x', 'a:k:1.5', 'a:k:1:2', ':k:1', 'a::1', 'a:', 'a:k:1000000'])
      expect(() => read(wrong), wrong).toThrow(/PARLEY_SCORING_KEYS takes name:key:rate/)
    for (const twice of ['a:k1,a:k2', 'a:k,b:k', 'k,k']) expect(() => read(twice), twice).toThrow(/twice/)
  })

  it('each at its own rate', async () => {
    const metered = await testApp({ env: { PARLEY_SCORING_KEYS: 'slow:s:2,fast:f:50', PARLEY_LIMITS: 'on' } })
    const ask20 = (key: string) =>
      Promise.all(Array.from({ length: 20 }, () => ask({}, { on: metered, query: `key=${key}` })))
    const slow = await ask20('s')
    expect(slow.filter(answer => answer.status === 200).length).toBeLessThanOrEqual(4)
    const refused = slow.find(answer => answer.status === 429)!
    expect(Number(refused.headers['retry-after'])).toBe(1)
    expect(refused.json).toEqual({
      error: {
        code: 429,
        message: expect.stringContaining('Quota exceeded for quota metric'),
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'RATE_LIMIT_EXCEEDED',
            domain: 'googleapis.com',
            metadata: {
              service: 'commentanalyzer.googleapis.com',
              consumer: 'projects/slow',
              quota_location: 'global',
              quota_metric: 'CommentAnalyzerService/analyze_requests',
              quota_limit: 'AnalyzeRequestsPerMinutePerProject',
              quota_limit_value: '120',
            },
          },
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [{ description: expect.any(String), url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\//) }],
          },
        ],
      },
    })
    expect((await ask20('f')).every(answer => answer.status === 200)).toBe(true)
    // Who guesses keys is stopped too.
    const guesses = await Promise.all(
      Array.from({ length: 100 }, (_, i) => ask({}, { on: metered, query: `key=${i}` })),
    )
    expect(guesses.some(answer => answer.status === 429)).toBe(true)
    await metered.close()
  })

  it('has no limits where measurements are made, and none on this machine with no keys', async () => {
    const unlimited = await testApp({ env: { PARLEY_SCORING_KEYS: 'slow:s:1' } })
    const near = await testApp({ env: { PARLEY_LIMITS: 'on' } })
    for (const on of [unlimited, near]) {
      const answers = await Promise.all(Array.from({ length: 150 }, () => ask({}, { on, query: 'key=s' })))
      expect(answers.every(answer => answer.status === 200)).toBe(true)
      await on.close()
    }
  })
})

describe('over a socket', () => {
  it('answers a real client on the loopback address', async () => {
    await t.server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = t.server.server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}${ANALYZE}?key=k`, {
      method: 'POST',
      body: JSON.stringify({ comment: { text: RUDE }, requestedAttributes: { TOXICITY: {} } }),
    })
    expect(answer.status).toBe(200)
  })
})
