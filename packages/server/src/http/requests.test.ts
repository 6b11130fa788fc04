import * as C from '@parley/contract/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { type Answer, type Client, PAPER, STORY, ssoToken, type TestApp, testApp } from '../testing.ts'
import { blockOf } from './limits.ts'
import { ROUTES, type Route } from './table.ts'
import { atDesk, goodBody, keyOf } from './testing.ts'

const OWN = 'http://127.0.0.1:8080'
const ABSENT = 'c_00000000000000000000'
const at = (route: Route) =>
  route.url
    .replace(':id', atDesk(route) ? `k_${ABSENT.slice(2)}` : ABSENT)
    .replace(':reference', 'R-0000000000')
    .replace(':no', '999999999')
const WRITES = ROUTES.filter(route => route.method !== 'GET')
const WITH_BODY = ROUTES.filter(route => route.body)

let t: TestApp
let alice: Client
let desk: Client
const lines: string[] = []
beforeAll(async () => {
  t = await testApp({ lines })
  alice = await t.signIn('alice')
  desk = await t.signIn('eve', { role: 'admin' })
})
afterAll(() => t.close())

/** Sends as a browser would that only has the cookie. */
async function withCookie(
  who: Client,
  method: string,
  url: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const answer = await t.server.inject({
    method: method as 'GET',
    url,
    headers: {
      cookie: `parley_session=${who.token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return {
    status: answer.statusCode,
    code: answer.headers['content-type']?.includes('problem') ? answer.json().code : undefined,
    headers: answer.headers,
    text: answer.body,
  }
}

describe('S17 a write that relies on the cookie', () => {
  const csrfOf = async (who: Client) => (await who.get('/v1/me')).json.csrf as string

  it.each(WRITES.filter(route => route.url !== '/v1/session').map(route => [keyOf(route), route] as const))(
    'S17 %s needs the page’s own proof and a page that may write',
    async (_name, route) => {
      const who = atDesk(route) ? desk : alice
      const body = goodBody(route)
      // The desk's cookie works from the desk's own page alone.
      const page = atDesk(route) ? OWN : PAPER
      const send = (headers: Record<string, string>) =>
        withCookie(who, route.method, at(route), {
          ...(body && { body }),
          headers: { host: new URL(OWN).host, ...headers },
        })
      const csrf = await csrfOf(who)
      const other = await csrfOf(who === alice ? desk : alice)
      for (const headers of [
        {},
        { origin: page },
        { origin: page, 'x-parley-csrf': '' },
        { origin: page, 'x-parley-csrf': 'x' },
        { origin: page, 'x-parley-csrf': other },
        { origin: page, 'x-parley-csrf': `${csrf}x` },
        { origin: page, 'x-parley-csrf': csrf.slice(0, -1) },
        { origin: page, 'x-parley-csrf': who.token },
      ]) {
        const answer = await send(headers)
        expect([answer.status, answer.code], JSON.stringify(headers)).toEqual([403, 'request.csrf'])
      }
      for (const origin of [
        'https://evil.example',
        'null',
        'https://paper.example.evil.example',
        'http://paper.example',
        'https://evilpaper.example',
        'https://sub.paper.example',
        'https://paper.example:444',
        'file://',
        '',
        ...(atDesk(route) ? [PAPER] : []),
      ]) {
        const answer = await send({ origin, 'x-parley-csrf': csrf })
        expect([answer.status, answer.code], origin).toEqual([403, 'request.origin'])
      }
      const answer = await send({ origin: page, 'x-parley-csrf': csrf })
      expect(['request.csrf', 'request.origin']).not.toContain(answer.code)
      // Whoever has gone comes back as somebody new.
      if (keyOf(route) === 'DELETE /v1/me') alice = await t.signIn('alice')
    },
  )

  it('S17 signing in and out from a foreign page is refused, and so is a bearer’s write', async () => {
    for (const [method, url, body] of [
      ['POST', '/v1/session', { sso: ssoToken('mallory') }],
      ['DELETE', '/v1/session', undefined],
    ] as const) {
      const answer = await withCookie(alice, method, url, {
        ...(body && { body }),
        headers: { origin: 'https://evil.example' },
      })
      expect([answer.status, answer.code]).toEqual([403, 'request.origin'])
    }
    expect(
      (await alice.post('/v1/comments', { story: STORY, text: 'x' }, { origin: 'https://evil.example' })).json.code,
    ).toBe('request.origin')
    expect((await alice.get('/v1/me')).json.reader.id).toBe(alice.id)
  })

  it('S17 a GET changes nothing and takes no proof', async () => {
    expect((await withCookie(alice, 'GET', '/v1/me')).status).toBe(200)
    for (const route of WRITES)
      if (!ROUTES.some(one => one.method === 'GET' && one.url === route.url))
        expect((await withCookie(desk, 'GET', at(route))).status, route.url).toBe(404)
  })
})

describe('S17 what is not JSON by its name', () => {
  const TYPES = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; charset=utf-8',
    'text/html',
    'text/json',
    'application/jsonx',
    'application/json5',
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/vnd.api+json',
    'application/xml',
    'application/octet-stream',
    'application/json\tx',
    'application/json garbage',
    'application/json, text/plain',
    'text/plain; application/json',
    'text/plain;x=application/json',
    '*/*',
    'json',
    'application/',
    '/json',
  ]
  it.each(WITH_BODY.map(route => [keyOf(route), route] as const))('S17 %s answers 415', async (_name, route) => {
    for (const type of TYPES) {
      const who = atDesk(route) ? desk : alice
      const answer = await who.call(route.method, at(route), JSON.stringify(goodBody(route)), { 'content-type': type })
      expect([answer.status, answer.json.code], type).toEqual([415, 'request.type'])
    }
  })

  it('S17 JSON by any of its right names is read', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
      'Application/JSON',
    ])
      expect((await t.guest.post('/v1/check', { text: 'Words' }, { 'content-type': type })).status, type).toBe(200)
  })

  it('S17 no type, no body and broken bodies are refused, whatever the type says', async () => {
    const bare = await t.server.inject({
      method: 'POST',
      url: '/v1/check',
      payload: '{"text":"Words"}',
      headers: { 'content-type': '' },
    })
    expect(bare.statusCode).toBe(415)
    for (const body of [
      '',
      '{',
      '{"text":"x"} x',
      "{'text':'x'}",
      '[]',
      'null',
      '"text"',
      '5',
      '{"text":"x"',
      '\ufeff{"text":"x"',
      'text=x',
    ]) {
      const answer = await t.guest.post('/v1/check', body)
      expect([400, 415], body).toContain(answer.status)
      expect(answer.text).not.toContain('Unexpected')
    }
  })

  it('a request too large is refused before it is read', async () => {
    const answer = await t.guest.post('/v1/check', { text: 'x'.repeat(70_000) })
    expect([answer.status, answer.json.code]).toEqual([413, 'request.too-large'])
    expect(
      (
        await t.server.inject({
          method: 'POST',
          url: '/v1/check',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          payload: Buffer.from('1f8b0800', 'hex'),
        })
      ).statusCode,
    ).toBe(400)
  })
})

describe('S18 pages that may read', () => {
  const FOREIGN = [
    'https://evil.example',
    'null',
    'https://paper.example.evil.example',
    'https://evilpaper.example',
    'https://sub.paper.example',
    'http://paper.example',
    'https://paper.example:444',
    'https://paper.example/',
    'HTTPS://PAPER.EXAMPLE',
    'https://paper.example, https://evil.example',
    '*',
    'file://',
    'https://paper.exampl',
    'https://paper-example',
  ]

  it.each(ROUTES.filter(route => !route.url.endsWith('/stream')).map(route => [keyOf(route), route] as const))(
    'S18 %s names exact origins only, never everybody',
    async (_name, route) => {
      const body = goodBody(route)
      const caller = await t.signIn('caller', { role: 'admin' })
      const ask = async (origin: string | undefined) =>
        t.server.inject({
          method: route.method,
          url:
            at(route) +
            (route.url === '/v1/comments' || route.url === '/v1/counts' ? `?story=${encodeURIComponent(STORY)}` : ''),
          headers: {
            ...(origin !== undefined && { origin }),
            authorization: `Bearer ${caller.token}`,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { payload: JSON.stringify(body) }),
        })
      for (const origin of [PAPER, OWN]) {
        const { headers } = await ask(origin)
        expect([headers['access-control-allow-origin'], headers['access-control-allow-credentials']]).toEqual([
          origin,
          'true',
        ])
        expect(String(headers.vary).toLowerCase()).toContain('origin')
      }
      for (const origin of [...FOREIGN, undefined]) {
        const { headers } = await ask(origin)
        expect(headers['access-control-allow-origin'], origin).toBeUndefined()
        expect(String(headers.vary).toLowerCase()).toContain('origin')
      }
    },
  )

  it('S18 a preflight says the same', async () => {
    const ask = (origin: string) =>
      t.server.inject({
        method: 'OPTIONS',
        url: '/v1/comments',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-parley-csrf,idempotency-key',
        },
      })
    const good = await ask(PAPER)
    expect([good.statusCode, good.headers['access-control-allow-origin']]).toEqual([204, PAPER])
    for (const name of ['content-type', 'x-parley-csrf', 'idempotency-key', 'authorization'])
      expect(String(good.headers['access-control-allow-headers'])).toContain(name)
    for (const origin of FOREIGN)
      expect((await ask(origin)).headers['access-control-allow-origin'], origin).toBeUndefined()
  })

  it('S19 every answer says what browsers need to hear', async () => {
    for (const url of ['/v1/site', '/v1/me', '/v1/nothing', '/healthz']) {
      const { headers } = await t.server.inject({ url })
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['referrer-policy']).toBeDefined()
    }
    for (const url of ['/v1/me', `/v1/comments/${ABSENT}`, '/v1/nothing'])
      expect((await t.server.inject({ url })).headers['cache-control'], url).toBe('no-store')
  })
})

describe('S22 fields that nobody may set', () => {
  const COLUMNS = [
    'id',
    'site',
    'site_id',
    'status',
    'state',
    'role',
    'staff',
    'admin',
    'isAdmin',
    'author',
    'author_id',
    'authorId',
    'reader',
    'readerId',
    'reader_id',
    'created_at',
    'createdAt',
    'posted_at',
    'postedAt',
    'edited_at',
    'score',
    'respects',
    'reply_count',
    'replyCount',
    'depth',
    'root',
    'rootId',
    'parent',
    'revision',
    'verdict',
    'verdict_json',
    'findings',
    'nudged_at',
    'reviewed_at',
    'decision_json',
    'imported_from',
    'seq',
    'count',
    'banned_at',
    'by',
    'automated',
    'rule_version',
    'case_id',
    'queue',
    'priority',
    'at',
    'ip',
    'key',
    'who',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '$ref',
    '',
    ' text',
    'text ',
    'TEXT',
    'text\u0000',
  ]

  it.each(WITH_BODY.map(route => [keyOf(route), route] as const))(
    'S22 %s refuses every field it does not know',
    async (_name, route) => {
      const who = atDesk(route) ? desk : alice
      const good = JSON.stringify(goodBody(route))
      const known = JSON.stringify(route.body)
      for (const name of COLUMNS.filter(column => !known.includes(`"${column}":`)))
        for (const value of ['1', '"x"', '{"role":"admin"}', '{}']) {
          const answer = await who.call(route.method, at(route), `{${JSON.stringify(name)}:${value},${good.slice(1)}`)
          expect([answer.status, answer.json.code], `${name}: ${value}`).toEqual([400, 'request.invalid'])
        }
      expect(({} as { role?: string }).role).toBeUndefined()
    },
  )

  it('S22 fields within fields are known too', async () => {
    const illegal = { law: 'x', explanation: 'y', goodFaith: true }
    for (const body of [
      { illegal: { ...illegal, reader: 'r_1' } },
      { rule: 'nice', illegal },
      { rule: 'nice', law: 'x' },
      { illegal, explanation: 'x' },
      { rule: 'nice', reporter: 'x' },
      {},
    ])
      expect((await alice.post(`/v1/comments/${ABSENT}/reports`, body)).status, JSON.stringify(body)).toBe(400)
    for (const body of [
      { sso: 'x', email: 'a@b.example' },
      { email: 'a@b.example', role: 'admin' },
      { sso: 'x', role: 'admin' },
      { code: 'x' },
    ])
      expect((await t.guest.post('/v1/session', body)).status, JSON.stringify(body)).toBe(400)
  })

  it('S22 a body means what it says: no value is taken for another kind', async () => {
    const refuse = async (who: Client, method: string, path: string, body: object) =>
      expect((await who.call(method, path, body)).status, JSON.stringify(body)).toBe(400)
    for (const value of ['true', 'false', 1, 0, '', [], {}, null, [true]]) {
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: 'Words', postAnyway: value })
      await refuse(alice, 'PATCH', `/v1/comments/${ABSENT}`, { text: 'Words', postAnyway: value })
      await refuse(desk, 'PUT', '/v1/desk/stories', { url: STORY, open: value })
      await refuse(t.guest, 'POST', `/v1/comments/${ABSENT}/reports`, {
        illegal: { law: 'x', explanation: 'y', goodFaith: value },
      })
    }
    for (const value of [1, null, true, [], {}, ['Words'], { toString: 'x' }]) {
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: value })
      await refuse(alice, 'POST', '/v1/comments', { story: value, text: 'Words' })
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: 'Words', replyTo: value })
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: 'Words', kind: value })
      await refuse(t.guest, 'POST', '/v1/session', { email: value })
      await refuse(desk, 'POST', `/v1/desk/cases/k_${ABSENT.slice(2)}/decisions`, { act: value })
    }
    for (const value of ['1', 1.5, null, true, []])
      await refuse(desk, 'POST', `/v1/desk/cases/k_${ABSENT.slice(2)}/decisions`, { act: 'show', version: value })
    for (const kind of ['Eyewitness', 'staff', 'toString', '__proto__'])
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: 'Words', kind })
    for (const replyTo of ['1', 'c_', 'C_0123', "c_0' or '1'='1", '../x', 'c_012%00', 'x'.repeat(50)])
      await refuse(alice, 'POST', '/v1/comments', { story: STORY, text: 'Words', replyTo })
  })

  it('S22 every schema of a body or query is closed', () => {
    const open = (schema: unknown, path: string): string[] => {
      if (!schema || typeof schema !== 'object') return []
      const here = schema as Record<string, unknown>
      const self = here.type === 'object' && here.properties && here.additionalProperties !== false ? [path] : []
      return [...self, ...Object.entries(here).flatMap(([name, value]) => open(value, `${path}.${name}`))]
    }
    for (const route of ROUTES)
      expect([...open(route.body, 'body'), ...open(route.query, 'query')], keyOf(route)).toEqual([])
    expect(Object.keys(C).length).toBeGreaterThan(10)
  })

  it('S24 S26 what is SQL, a path or markup in a parameter is a name like any other', async () => {
    for (const odd of [
      "' or '1'='1",
      '"; drop table comments; --',
      '../../etc/passwd',
      '%2e%2e%2f',
      '<script>',
      '\u0000',
      '$' + '{7*7}',
      '%',
    ]) {
      const id = encodeURIComponent(odd)
      for (const path of [`/v1/comments/${id}`, `/v1/comments/${id}/replies`, `/v1/desk/cases/${id}`])
        expect([400, 404], path).toContain((await desk.get(path)).status)
      const found = await desk.get(`/v1/desk/cases?queue=new&search=x${id}`)
      expect(found.status, odd).toBe(200)
      expect(found.json.cases).toEqual([])
    }
    expect(await t.broken()).toEqual([])
  })
})

describe('S26 nothing redirects elsewhere', () => {
  it('S26 whatever a parameter asks for', async () => {
    for (const url of ['/', '/desk', '/d', '/v1/site', '/v1/session'])
      for (const name of ['next', 'return', 'returnTo', 'redirect', 'redirect_uri', 'url', 'continue', 'back'])
        for (const target of [
          'https://evil.example',
          '//evil.example',
          '/\\evil.example',
          'javascript:alert(1)',
          '/%0d%0aset-cookie:x=y',
        ]) {
          const { headers } = await t.server.inject({ url: `${url}?${name}=${encodeURIComponent(target)}` })
          expect(String(headers.location ?? '')).not.toMatch(/evil|javascript|[\r\n]/i)
        }
    const odd = await t.server.inject({ url: '//evil.example/%2e%2e' })
    expect(odd.statusCode).toBe(404)
  })
})

describe('S23 limits', () => {
  const limited = (env: Record<string, string> = {}) => testApp({ env: { PARLEY_LIMITS: 'on', ...env } })
  /** How many of the calls pass before the first 429. */
  async function passing(
    app: TestApp,
    calls: number,
    {
      ip = () => '198.51.100.7',
      headers = () => ({}) as Record<string, string>,
      ...request
    }: {
      ip?: (n: number) => string
      headers?: (n: number) => Record<string, string>
      method?: 'POST' | 'PUT'
      url?: string
      payload?: object
    } = {},
  ) {
    for (let n = 0; n < calls; n++) {
      const answer = await app.server.inject({
        method: 'POST',
        url: '/v1/check',
        payload: { text: 'Words' },
        ...request,
        remoteAddress: ip(n),
        headers: { 'content-type': 'application/json', ...headers(n) },
      })
      if (answer.statusCode === 429) return { passed: n, answer }
    }
    return { passed: calls, answer: null }
  }

  it('S23 an address has so much in a minute, and is told when to come back', async () => {
    const app = await limited()
    const { passed, answer } = await passing(app, 100)
    expect(passed).toBe(60)
    expect(answer!.json().code).toBe('limit.reached')
    const wait = Number(answer!.headers['retry-after'])
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(60)
    expect(answer!.json().detail).toContain(`${wait} second`)
    // Another address is not concerned.
    expect((await passing(app, 5, { ip: () => '198.51.100.8' })).passed).toBe(5)
    await app.close()
  })

  it('S23 headers that claim another address change nothing', async () => {
    const app = await limited()
    const fake = (n: number) => `203.0.113.${n % 250}`
    const { passed } = await passing(app, 100, {
      headers: n => ({
        'x-forwarded-for': fake(n),
        forwarded: `for=${fake(n)}`,
        'x-real-ip': fake(n),
        'true-client-ip': fake(n),
        'cf-connecting-ip': fake(n),
        'x-client-ip': fake(n),
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      }),
    })
    expect(passed).toBe(60)
    await app.close()
  })

  it('S23 the newsroom’s own proxy is believed, one step and no further, and nobody else is', async () => {
    const app = await limited({ PARLEY_PROXIES: '10.0.0.0/8 fd00::/16' })
    const proxy = () => '10.1.2.3'
    // Behind the proxy each reader has an address of his own.
    expect(
      (await passing(app, 100, { ip: proxy, headers: n => ({ 'x-forwarded-for': `203.0.113.${n}` }) })).passed,
    ).toBe(100)
    // What the reader wrote into the header before the proxy did is not believed.
    expect(
      (await passing(app, 100, { ip: proxy, headers: n => ({ 'x-forwarded-for': `192.0.2.${n}, 198.51.100.9` }) }))
        .passed,
    ).toBe(60)
    // The proxy's address in its mapped form is the same proxy.
    expect(
      (await passing(app, 100, { ip: () => '::ffff:10.1.2.3', headers: () => ({ 'x-forwarded-for': '198.51.100.9' }) }))
        .passed,
    ).toBe(0)
    // Somebody else's header is not believed.
    expect(
      (await passing(app, 100, { ip: () => '198.51.100.77', headers: n => ({ 'x-forwarded-for': `203.0.113.${n}` }) }))
        .passed,
    ).toBe(60)
    expect(
      (
        await passing(app, 100, {
          ip: () => '::ffff:198.51.100.77',
          headers: n => ({ 'x-forwarded-for': `203.0.113.${n}` }),
        })
      ).passed,
    ).toBe(0)
    await app.close()
  })

  it('S23 a household of IPv6 is one caller: its /64', async () => {
    const app = await limited()
    expect((await passing(app, 100, { ip: n => `2001:db8:1:2::${n.toString(16)}` })).passed).toBe(60)
    expect((await passing(app, 1, { ip: () => '2001:db8:1:2:ffff:ffff:ffff:ffff' })).passed).toBe(0)
    expect((await passing(app, 1, { ip: () => '2001:db8:1:3::1' })).passed).toBe(1)
    await app.close()
  })

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
    ['1::', '1:0:0:0::/64'],
  ])('S23 the block of %s is %s', (ip, block) => expect(blockOf(ip)).toBe(block))

  it('S23 an account has its own budget wherever it calls from, and an address cannot be shared without end', async () => {
    const app = await limited()
    const anna = await app.signIn('anna')
    const write = (who: Client, n: number) => ({
      method: 'PUT' as const,
      url: `/v1/comments/${ABSENT}/respect`,
      ip: () => `203.0.113.${n % 250}`,
      headers: () => ({ authorization: `Bearer ${who.token}` }),
    })
    let passed = 0
    for (let n = 0; n < 70; n++) passed += (await passing(app, 1, write(anna, n))).passed
    expect(passed).toBe(60)
    // Many accounts behind one address: ten budgets, together.
    const readers = await Promise.all(Array.from({ length: 12 }, (_, n) => app.signIn(`crowd${n}`)))
    let together = 0
    for (const reader of readers)
      together += (await passing(app, 60, { ...write(reader, 0), ip: () => '198.51.100.200' })).passed
    expect(together).toBe(600)
    await app.close()
  })

  it('S23 limits are off where the operator says so, and only there', async () => {
    expect(readConfig({ PARLEY_SECRET: 'x'.repeat(32) }).limits).toBe(true)
    expect((await passing(t, 100)).passed).toBe(100)
    expect(() => readConfig({ PARLEY_LIMITS: 'maybe', PARLEY_SECRET: 'x'.repeat(32) })).toThrow('PARLEY_LIMITS')
  })

  it.each([
    '0.0.0.0/0',
    '::/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    '10.0.0.0/7',
    '::/1',
    '2000::/3',
    '::ffff:10.0.0.0/8',
    '::ffff:0.0.0.0/96',
    '::ffff:0:0/97',
    '0:0:0:0:0:ffff:0:0/96',
    '0:0:0:0:0:FFFF:0a00:0/97',
    '::/16',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.0/0x10',
    '10.0.0.0/8.5',
    '1',
    '2',
    'true',
    'all',
    '*',
    'loopback',
    'uniquelocal',
    'proxy.example',
    '10.0.0',
    '10.0.0.0.0/8',
    '[::1]',
  ])('S23 a trust of “%s” is refused at the start', range => {
    expect(() => readConfig({ PARLEY_PROXIES: range, PARLEY_SECRET: 'x'.repeat(32) })).toThrow('PARLEY_PROXIES')
    expect(() => readConfig({ PARLEY_PROXIES: `10.0.0.1, ${range}`, PARLEY_SECRET: 'x'.repeat(32) })).toThrow(
      'PARLEY_PROXIES',
    )
  })

  it.each(['10.0.0.0/8', '10.0.0.1', '192.168.1.0/24', 'fd00::/16', '2001:db8::1', '::1', '::ffff:10.0.0.0/104'])(
    'S23 a trust of “%s” is taken',
    range => {
      expect(readConfig({ PARLEY_PROXIES: range, PARLEY_SECRET: 'x'.repeat(32) }).proxies).toEqual([range])
    },
  )
})

describe('S32 the log', () => {
  const CANARY = {
    ip: '203.0.113.99',
    email: 'canary-address@paper.example',
    words: 'canary-words-of-a-reader',
    path: 'canary-path',
    query: 'canary-query',
    agent: 'canary-agent',
    header: 'canary-header',
    name: 'Canary Name',
  }

  it('S32 is one line of JSON for each event, with nothing of any reader, whatever is sent', async () => {
    const start = lines.length
    const send = (method: string, url: string, payload: unknown, headers: Record<string, string> = {}) =>
      t.server.inject({
        method: method as 'GET',
        url,
        remoteAddress: CANARY.ip,
        headers: {
          'user-agent': `${CANARY.agent}`,
          'content-type': 'application/json',
          'x-odd': CANARY.header,
          cookie: `a=${CANARY.header}`,
          referer: `https://x.example/${CANARY.query}`,
          ...headers,
        },
        ...(payload !== undefined && { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      })
    const bearer = { authorization: `Bearer ${alice.token}` }
    const forged = `${CANARY.words}\r\n{"level":60,"msg":"forged"}\n\u2028\u001b[31m`
    await send('POST', '/v1/comments', { story: `${PAPER}/${CANARY.path}?${CANARY.query}`, text: forged }, bearer)
    await send('POST', '/v1/comments', { story: STORY, text: forged, [CANARY.words]: 1 }, bearer)
    await send('POST', '/v1/check', forged)
    await send('POST', '/v1/check', { text: forged })
    await send('POST', '/v1/check', `{"text":"${CANARY.words}`)
    await send('POST', '/v1/session', { email: CANARY.email })
    await send('POST', '/v1/session', { email: `${CANARY.email}\r\nBcc: x@y.example` })
    await send('POST', '/v1/session', { email: CANARY.email, code: CANARY.words, challenge: 'x' })
    await send('POST', '/v1/session', { sso: ssoToken('canary', { name: CANARY.name, email: CANARY.email }) })
    await send('GET', `/v1/${CANARY.path}/%0a%0dforged?token=${CANARY.query}`, undefined)
    await send(
      'GET',
      `/v1/comments?story=${encodeURIComponent(`${PAPER}/${CANARY.path}`)}&x=${CANARY.query}`,
      undefined,
    )
    await send('GET', `/v1/comments/${CANARY.path}`, undefined)
    await send('GET', `/v1/desk/cases?queue=new&search=${CANARY.query}`, undefined, {
      authorization: `Bearer ${desk.token}`,
    })
    const logged = lines.slice(start)
    expect(logged.length).toBeGreaterThanOrEqual(10)
    for (const line of logged) {
      expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true)
      expect(JSON.parse(line).msg).not.toBe('forged')
    }
    const all = logged.join('')
    for (const [what, canary] of Object.entries(CANARY)) expect(all, what).not.toContain(canary)
    for (const secret of [alice.token, desk.token]) expect(all).not.toContain(secret)
    expect(all).not.toContain(' ')
  })

  it('S32 a fault is told by its id alone, and logged with its place but not its words', async () => {
    const start = lines.length
    const { get } = t.app.pages
    t.app.pages.get = async () => {
      throw new Error(`could not read\n${CANARY.words} of ${CANARY.email}\n    atrocious words`)
    }
    const answer = await t.guest.get(`/v1/comments?story=${encodeURIComponent(`${PAPER}/faulty`)}`)
    t.app.pages.get = get
    expect([answer.status, answer.json.code]).toEqual([500, 'server.fault'])
    expect(Object.keys(answer.json).toSorted()).toEqual(['code', 'detail', 'id', 'status', 'title', 'type'])
    expect(answer.text).not.toMatch(/canary|could not read|\bat \w|\.ts/)
    expect(answer.json.detail).toContain(answer.json.id)
    const line = lines
      .slice(start)
      .map(one => JSON.parse(one))
      .find(one => one.code === 'server.fault')
    expect(line).toMatchObject({ id: answer.json.id, route: '/v1/comments', level: 50 })
    expect(line.err.stack).toContain('routes.ts')
    expect(JSON.stringify(line)).not.toMatch(/canary|atrocious/)
  })

  it('S32 every error answer is a problem with a code, a sentence and an id, and nothing else', async () => {
    const answers: Answer[] = [
      await t.guest.get('/v1/nothing'),
      await t.guest.get('/v1/me/comments'),
      await t.guest.get(`/v1/comments/${ABSENT}`),
      await t.guest.get('/v1/comments'),
      await alice.get('/v1/desk/queues'),
      await t.guest.post('/v1/check', '{'),
      await t.guest.post('/v1/check', 'x', { 'content-type': 'text/plain' }),
      await t.guest.call('PATCH', '/v1/site'),
    ]
    for (const { json, headers, status } of answers) {
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(json).toEqual({
        type: `urn:parley:problem:${json.code}`,
        title: json.code,
        status,
        code: json.code,
        detail: expect.stringMatching(/\.$/),
        id: expect.stringMatching(/^\w{4,}$/),
      })
    }
  })
})

describe('the description of the API', () => {
  it('lists every route of the table, with what it takes and answers', async () => {
    const { json } = await t.guest.get('/openapi.json')
    expect(json.openapi).toBe('3.1.0')
    for (const route of ROUTES) {
      const found = json.paths[route.url.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
      expect(found, keyOf(route)).toBeDefined()
      if (route.body) expect(found.requestBody.content['application/json'].schema).toBeDefined()
      for (const status of Object.keys(route.answers ?? {}))
        expect(found.responses[status], `${keyOf(route)} ${status}`).toBeDefined()
      if (route.who !== 'anyone') expect(found.security, keyOf(route)).toEqual([{ session: [] }])
    }
  })

  it('says whether it is well', async () => {
    expect((await t.guest.get('/healthz')).status).toBe(200)
    expect((await t.guest.get('/readyz')).status).toBe(200)
    expect((await t.guest.get('/metrics')).text).toContain('parley_http_request_seconds')
    expect((await t.server.inject({ url: '/metrics', remoteAddress: '198.51.100.1' })).statusCode).toBe(404)
  })
})
