import { createHmac } from 'node:crypto'
import { type Engine, listEngine } from '@parley/rules/engine.ts'
import { HEADS, type Head } from '@parley/rules/heads.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing.ts'

const CALM = 'Good morning to all of you.'
const OLD = 'old-secret-of-coral-0123456789'
const NEW = 'new-secret-of-coral-0123456789'

/** An engine that sees in a text what the text names: `insult=0.9 spam=1`. */
const told: Engine = {
  ...listEngine(),
  version: 'told',
  read(text, context) {
    const said = [...text.matchAll(/(\w+)=([\d.]+)/g)].map(([, head, score]) => [head as Head, Number(score)] as const)
    const unknown = text.includes('unknown')
    return {
      language: unknown ? null : (context?.language ?? 'en'),
      scores: unknown
        ? null
        : ({ ...Object.fromEntries(HEADS.map(head => [head, 0.01])), ...Object.fromEntries(said) } as Record<
            Head,
            number
          >),
      findings: said.map(([head, score]) => ({
        rule: head === 'spam' ? ('spam' as const) : head === 'threat' ? ('threats' as const) : ('nice' as const),
        label: head,
        score,
        spans: [],
        message: `finding.${head}`,
      })),
    }
  },
}

let t: TestApp
beforeAll(async () => {
  t = await testApp({ engine: () => told, env: { PARLEY_CORAL_SECRET: `${OLD}, ${NEW}` } })
})
afterAll(() => t.close())

describe('moderations, as OpenAI answers them', () => {
  const moderate = async (body: unknown, headers: Record<string, string> = { authorization: 'Bearer k' }, on = t) => {
    const answer = await on.server.inject({
      method: 'POST',
      url: '/v1/moderations',
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.statusCode, json: answer.json(), headers: answer.headers }
  }
  const result = async (input: string) => (await moderate({ input })).json.results[0]
  const CATEGORIES = [
    'harassment',
    'harassment/threatening',
    'hate',
    'hate/threatening',
    'illicit',
    'illicit/violent',
    'self-harm',
    'self-harm/instructions',
    'self-harm/intent',
    'sexual',
    'sexual/minors',
    'violence',
    'violence/graphic',
  ]
  const JUDGED = ['harassment', 'harassment/threatening', 'hate', 'hate/threatening', 'sexual']

  it('has every category of the shape, and says which of them were judged', async () => {
    const { status, json } = await moderate({ model: 'omni-moderation-latest', input: CALM })
    expect(status).toBe(200)
    expect(json).toEqual({
      id: expect.stringMatching(/^modr-[0-9a-f]{32}$/),
      model: 'parley-told',
      results: [expect.anything()],
    })
    const [one] = json.results
    expect(Object.keys(one).toSorted()).toEqual([
      'categories',
      'category_applied_input_types',
      'category_scores',
      'flagged',
    ])
    for (const map of [one.categories, one.category_scores, one.category_applied_input_types])
      expect(Object.keys(map).toSorted()).toEqual(CATEGORIES)
    expect(one.flagged).toBe(false)
    expect(Object.values(one.categories)).toEqual(CATEGORIES.map(() => false))
    for (const name of CATEGORIES) {
      expect(one.category_applied_input_types[name], name).toEqual(JUDGED.includes(name) ? ['text'] : [])
      expect(one.category_scores[name], name).toBe(JUDGED.includes(name) ? 0.01 : 0)
    }
  })

  it('a category is true from where a comment would be held', async () => {
    const trueOf = async (input: string) => {
      const { categories, flagged } = await result(input)
      const names = Object.keys(categories).filter(name => categories[name])
      expect(flagged).toBe(names.length > 0)
      return names.toSorted()
    }
    expect(await trueOf('insult=0.89')).toEqual([])
    expect(await trueOf('insult=0.9')).toEqual(['harassment'])
    expect(await trueOf('threat=0.6')).toEqual(['harassment/threatening'])
    expect(await trueOf('identity=0.8')).toEqual(['hate'])
    expect(await trueOf('identity=0.8 threat=0.6')).toEqual(['harassment/threatening', 'hate', 'hate/threatening'])
    expect(await trueOf('sexual=0.95')).toEqual(['sexual'])
    expect(await trueOf('spam=1 obscene=1')).toEqual([])
    expect((await result('identity=0.8 threat=0.6')).category_scores).toMatchObject({
      hate: 0.8,
      'hate/threatening': 0.6,
    })
  })

  it('in a language that no model knows the lists alone speak', async () => {
    const one = await result('unknown insult=0.95')
    expect(one.categories.harassment).toBe(true)
    expect(one.category_applied_input_types.harassment).toEqual(['text'])
    expect(one.category_applied_input_types.hate).toEqual([])
  })

  it('judges each of several texts, and the parts of one together', async () => {
    const several = await moderate({ input: ['insult=0.95', CALM, ''] })
    expect(several.json.results.map((one: { flagged: boolean }) => one.flagged)).toEqual([true, false, false])
    const parts = [
      { type: 'text', text: 'identity=0.8' },
      { type: 'text', text: 'threat=0.9' },
    ]
    const one = (await moderate({ input: parts })).json.results
    expect(one).toHaveLength(1)
    expect(one[0].categories['hate/threatening']).toBe(true)
  })

  it('refuses in that API’s own words', async () => {
    const error = (message: string | RegExp, param: string | null, code: string | null) => ({
      status: 400,
      json: {
        error: {
          message: typeof message === 'string' ? message : expect.stringMatching(message),
          type: 'invalid_request_error',
          param,
          code,
        },
      },
    })
    for (const [body, expected] of [
      ['{', error(/could not be parsed/, null, null)],
      ['', error(/could not be parsed/, null, null)],
      ['[]', error(/JSON object/, null, null)],
      [{}, error("Missing required parameter: 'input'.", 'input', 'missing_required_parameter')],
      [{ input: 'x', foo: 1 }, error("Unknown parameter: 'foo'.", 'foo', 'unknown_parameter')],
      [{ input: 'x', model: 1 }, error(/'model'/, 'model', 'invalid_type')],
      [{ input: 5 }, error(/'input'/, 'input', 'invalid_type')],
      [{ input: null }, error(/'input'/, 'input', 'invalid_type')],
      [{ input: [] }, error(/'input'/, 'input', 'invalid_type')],
      [{ input: ['x', 5] }, error(/'input'/, 'input', 'invalid_type')],
      [{ input: [{ type: 'text' }] }, error(/'input'/, 'input', 'invalid_type')],
      [
        { input: [{ type: 'image_url', image_url: { url: 'https://x.example/a.png' } }] },
        error(/images/, 'input', 'unsupported_value'),
      ],
      [{ input: Array(101).fill('x') }, error(/at most 100 texts/, 'input', 'array_above_max_length')],
      [{ input: 'x'.repeat(100_001) }, error(/at most 100000/, 'input', 'string_above_max_length')],
    ] as const) {
      const { status, json } = await moderate(body)
      expect({ status, json }, JSON.stringify(body)?.slice(0, 80)).toEqual(expected)
    }
    const large = await moderate(`"${'x'.repeat(1024 * 1024)}"`)
    expect([large.status, large.json.error.message]).toEqual([413, expect.stringContaining('1048576 bytes')])
  })

  it('does not pass the lists off as the engine where that cannot answer', async () => {
    const broken = await testApp({
      engine: () => {
        throw new Error('no weights')
      },
    })
    const answer = await moderate({ input: CALM }, { authorization: 'Bearer k' }, broken)
    expect([answer.status, answer.json.error.type]).toEqual([500, 'server_error'])
    await broken.close()
  })

  it('asks for a key in its own place', async () => {
    const none = await moderate({ input: 'x' }, {})
    expect([none.status, none.json.error.type, none.json.error.code]).toEqual([401, 'invalid_request_error', null])
    expect((await moderate({ input: 'x' }, { 'x-goog-api-key': 'k' })).status).toBe(401)
    const keyed = await testApp({ env: { PARLEY_SCORING_KEYS: 'a:good:2', PARLEY_LIMITS: 'on' } })
    const bad = await moderate({ input: 'x' }, { authorization: 'Bearer bad' }, keyed)
    expect([bad.status, bad.json.error.code]).toEqual([401, 'invalid_api_key'])
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => moderate({ input: 'x' }, { authorization: 'Bearer good' }, keyed)),
    )
    const limited = answers.find(one => one.status === 429)!
    expect(limited.json.error).toMatchObject({ type: 'requests', param: null, code: 'rate_limit_exceeded' })
    expect(limited.headers['retry-after']).toBe('1')
    await keyed.close()
  })

  it('other methods, in the same envelope', async () => {
    const answer = await t.server.inject({ method: 'GET', url: '/v1/moderations' })
    expect([answer.statusCode, answer.json().error.code]).toEqual([405, 'method_not_supported'])
  })
})

describe('a comment of Coral’s', () => {
  const request = (body: string, more: object = {}) => ({
    action: 'NEW',
    comment: { body, parentID: null },
    author: { id: 'u1', role: 'COMMENTER' },
    story: { id: 's1', url: 'https://paper.example/a' },
    site: { id: 'site1' },
    tenantID: 't1',
    tenantDomain: 'coral.paper.example',
    ...more,
  })
  const sign = (body: string, secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const send = async (body: object | string, signature?: (payload: string) => string | undefined, on = t) => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
    const header = (signature ?? (text => sign(text, NEW)))(payload)
    const answer = await on.server.inject({
      method: 'POST',
      url: '/v1/coral/moderation',
      headers: { 'content-type': 'application/json', ...(header !== undefined && { 'x-coral-signature': header }) },
      payload,
    })
    return { status: answer.statusCode, text: answer.body, json: answer.body ? answer.json() : null }
  }
  const toxic = { actionType: 'FLAG', reason: 'COMMENT_DETECTED_TOXIC' }
  const spam = { actionType: 'FLAG', reason: 'COMMENT_DETECTED_SPAM' }

  it('has no opinion of what it would show, also after a nudge', async () => {
    for (const body of [CALM, 'insult=0.6', '', 'obscene=0.5'])
      expect(await send(request(body)), body).toEqual({ status: 204, text: '', json: null })
  })

  it('is withheld where it would be held', async () => {
    expect((await send(request('insult=0.95'))).json).toEqual({ status: 'SYSTEM_WITHHELD', actions: [toxic] })
    expect((await send(request('threat=0.6'))).json).toEqual({ status: 'SYSTEM_WITHHELD', actions: [toxic] })
    expect((await send(request('spam=0.8'))).json).toEqual({ status: 'SYSTEM_WITHHELD', actions: [spam] })
    // Personal data waits as well; Coral has no word for why (L22).
    expect((await send(request('Ring her on 0170 1234567'))).json).toEqual({ status: 'SYSTEM_WITHHELD', actions: [] })
    expect((await send(request('spam=0.8 identity=0.9', { action: 'EDIT' }))).json).toEqual({
      status: 'SYSTEM_WITHHELD',
      actions: [toxic, spam],
    })
  })

  it('is rejected with a reason where it would be refused', async () => {
    expect((await send(request('spam=0.95 insult=0.6'))).json).toEqual({
      status: 'REJECTED',
      actions: [spam],
      moderationAction: {
        status: 'REJECTED',
        rejectionReason: { code: 'SPAM', detailedExplanation: expect.stringMatching(/advertising/) },
      },
    })
  })

  it('has a code of Coral’s for every head', async () => {
    const strict = await testApp({
      engine: () => ({ ...told, thresholds: Object.fromEntries(HEADS.map(head => [head, { refuse: 0.5 }])) }),
      env: { PARLEY_CORAL_SECRET: NEW },
    })
    const known = ['OFFENSIVE', 'ABUSIVE', 'SPAM', 'HARASSMENT_BULLYING', 'HATE_SPEECH']
    for (const head of HEADS) {
      const { code, detailedExplanation } = (await send(request(`${head}=0.9`), undefined, strict)).json
        .moderationAction.rejectionReason
      expect(known, head).toContain(code)
      expect(detailedExplanation, head).toMatch(/^[A-Z].*[.?]$/)
    }
    await strict.close()
  })

  it('is read without its marks', async () => {
    const lists = await testApp({ env: { PARLEY_CORAL_SECRET: NEW } })
    const judged = async (body: string) => (await send(request(body), undefined, lists)).json?.status ?? null
    const word = 'motherfucker'
    expect(await judged(`You ${word}`)).toBe('SYSTEM_WITHHELD')
    expect(await judged(`<div>You <b>mother</b>fucker</div>`)).toBe('SYSTEM_WITHHELD')
    expect(await judged(`<p>Fine&nbsp;words</p><p>${word.replace('o', '&#111;')}</p>`)).toBe('SYSTEM_WITHHELD')
    expect(await judged(`<p>Fine words</p><script>${word}</script><a href="${word}">here</a>`)).toBe(null)
    expect(await judged('2 < 3 && 4 > 3, they say')).toBe(null)
    await lists.close()
  })

  it('is withheld where it is too long to be read', async () => {
    expect((await send(request(`<p>${'x'.repeat(100_001)}</p>`))).json).toEqual({
      status: 'SYSTEM_WITHHELD',
      actions: [],
    })
  })

  it('waits where the engine cannot answer or does not know the language, if the newsroom wants that', async () => {
    const broken: Engine = {
      ...told,
      read: () => {
        throw new Error('broken')
      },
    }
    const waits = { status: 'SYSTEM_WITHHELD', actions: [] }
    const env = (more: Record<string, string>) => ({ PARLEY_CORAL_SECRET: NEW, ...more })
    const failing = await testApp({ engine: () => broken, env: env({ PARLEY_ENGINE_FAILS: 'hold' }) })
    const open = await testApp({ engine: () => broken, env: env({ PARLEY_ENGINE_FAILS: 'open' }) })
    const foreign = await testApp({ engine: () => told, env: env({ PARLEY_UNKNOWN_LANGUAGE: 'hold' }) })
    expect((await send(request(CALM), undefined, failing)).json).toEqual(waits)
    expect((await send(request(CALM), undefined, open)).status).toBe(204)
    expect((await send(request('unknown words'), undefined, foreign)).json).toEqual(waits)
    expect((await send(request('unknown words'))).status).toBe(204)
    const staff = request('unknown words', { author: { id: 'u', role: 'MODERATOR' } })
    expect((await send(staff, undefined, foreign)).status).toBe(204)
    for (const one of [failing, open, foreign]) await one.close()
  })

  it('is believed by its signature alone: one of several, under one of several secrets', async () => {
    const body = request('insult=0.95')
    for (const good of [
      (p: string) => sign(p, OLD),
      (p: string) => sign(p, NEW),
      (p: string) => `${sign(p, 'an-unknown-secret')},${sign(p, OLD)}`,
      (p: string) => ` ${sign(p, OLD)} , ${sign(p, 'an-unknown-secret')}`,
      (p: string) => sign(p, NEW).replace(/=.*/, hex => hex.toUpperCase()),
    ])
      expect((await send(body, good)).status).toBe(200)
    for (const bad of [
      () => undefined,
      () => '',
      () => 'sha256=',
      (p: string) => sign(p, 'an-unknown-secret'),
      (p: string) => sign(`${p} `, NEW),
      (p: string) => sign(p, NEW).slice(0, -1),
      (p: string) => `${sign(p, NEW)}0`,
      (p: string) => sign(p, NEW).replace('sha256', 'sha1'),
      (p: string) => sign(p, NEW).replace('sha256=', ''),
      (p: string) => sign(p, ''),
    ]) {
      const answer = await send(body, bad)
      expect([answer.status, answer.json.code]).toEqual([401, 'signature.invalid'])
    }
    const without = await testApp()
    expect((await send(body, p => sign(p, ''), without)).status).toBe(401)
    await without.close()
  })

  it('is never too many, unless nobody has signed it', async () => {
    const limited = await testApp({ engine: () => told, env: { PARLEY_CORAL_SECRET: NEW, PARLEY_LIMITS: 'on' } })
    const many = async (secret: string) => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => send(request(CALM), p => sign(p, secret), limited)),
      )
      return [...new Set(answers.map(one => one.status))].toSorted()
    }
    expect(await many(NEW)).toEqual([204])
    expect(await many('an-unknown-secret')).toEqual([401, 429])
    expect(await many(NEW)).toEqual([204])
    await limited.close()
  })

  it('that is not one is refused as such', async () => {
    for (const body of ['{', 'null', '{}', '{"comment":null}', '{"comment":{"body":5}}', '[]', '"x"'])
      expect((await send(body)).status, body).toBe(400)
  })

  it('is answered well within Coral’s two tenths of a second', async () => {
    const long = request(`<p>${'All of these are words of a long comment. '.repeat(400)}</p>`)
    await send(long)
    const times: number[] = []
    for (let i = 0; i < 9; i++) {
      const before = process.threadCpuUsage()
      await send(long)
      const { user, system } = process.threadCpuUsage(before)
      times.push((user + system) / 1000)
    }
    expect(times.toSorted((a, b) => a - b)[4]).toBeLessThan(100)
  })
})

it('every one of these routes is in the description of the API', async () => {
  const { paths } = (await t.server.inject({ url: '/openapi.json' })).json()
  for (const [path, method] of [
    ['/v1alpha1/comments:analyze', 'post'],
    ['/v1alpha1/comments:suggestscore', 'post'],
    ['/$discovery/rest', 'get'],
    ['/v1/moderations', 'post'],
    ['/v1/coral/moderation', 'post'],
  ] as const) {
    expect(paths[path]?.[method]?.summary, path).toMatch(/./)
    expect(Object.keys(paths[path]), path).toEqual([method])
  }
  const body = paths['/v1alpha1/comments:analyze'].post.requestBody.content['application/json'].schema
  expect(body.properties.comment.properties.text.type).toBe('string')
  expect(JSON.stringify(paths)).not.toContain('/v1alpha1/*')
})
