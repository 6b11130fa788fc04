import { createHmac, createSecretKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  type Client,
  corpus,
  mails,
  PAPER,
  SSO_SECRET,
  STORY,
  ssoToken,
  type TestApp,
  testApp,
} from '../testing.ts'
import { keyFor } from './sso.ts'

const MINUTE = 60_000
const b64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const names = (JSON.parse(corpus('strings/own-hostile-strings.json') ?? 'null')?.names_spoof ?? []) as string[]

let t: TestApp
let now = Date.now()
const lines: string[] = []
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwks: JSONWebKeySet = {
  keys: [
    { ...(rsa.publicKey.export({ format: 'jwk' }) as JWK), kid: 'rsa-1', alg: 'RS256', use: 'sig' },
    { ...(other.publicKey.export({ format: 'jwk' }) as JWK), kid: 'rsa-2', alg: 'RS256', use: 'sig' },
    { ...(ec.publicKey.export({ format: 'jwk' }) as JWK), kid: 'ec-1', alg: 'ES256', use: 'sig' },
  ],
}
beforeAll(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-jwks-')), 'jwks.json')
  writeFileSync(file, JSON.stringify(jwks))
  t = await testApp({ clock: () => now, lines, env: { PARLEY_SSO_JWKS: file, PARLEY_SITE_NAME: 'The Courier' } })
})
afterAll(() => t.close())

const enter = (sso: string) => t.guest.post('/v1/session', { sso })
const refused = async (token: string, why = '') => {
  const answer = await enter(token)
  expect([answer.status, answer.json.code], why).toEqual([401, 'session.refused'])
  // Not a word about what was wrong with it.
  expect(answer.json.detail).toBe('The sign-in was not accepted. Please sign in again.')
  expect(answer.headers['set-cookie']).toBeUndefined()
}
const claims = (more: Record<string, unknown> = {}) => {
  const iat = Math.floor(now / 1000)
  return { sub: 'zoe', name: 'Zoe', aud: 'default', iat, exp: iat + 240, jti: randomUUID(), ...more }
}
const signed = (header: object, payload: unknown, how: 'rsa' | 'ec' | { secret: string | Buffer } = 'rsa') => {
  const body = `${b64(header)}.${b64(payload)}`
  const signature =
    how === 'rsa'
      ? sign('sha256', Buffer.from(body), rsa.privateKey)
      : how === 'ec'
        ? sign('sha256', Buffer.from(body), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
        : createHmac('sha256', how.secret).update(body).digest()
  return `${body}.${signature.toString('base64url')}`
}
/** A token as the newsroom would sign it with its secret. */
const token = (sub: string, more: Record<string, unknown> = {}) => ssoToken(sub, more, { now })

describe('S10 signatures', () => {
  const wycheproof = JSON.parse(corpus('jwt/wycheproof-json_web_signature_test.json') ?? '{"testGroups":[]}') as {
    testGroups: {
      comment: string
      public?: JWK
      private?: JWK
      tests: { tcId: number; comment: string; jws: string; result: string }[]
    }[]
  }
  const OURS = ['HS256', 'RS256', 'ES256', 'EdDSA']
  const algorithmOf = (jws: string) => {
    try {
      return JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()).alg
    } catch {
      return undefined
    }
  }

  it('S10 the Wycheproof vectors: none that is invalid passes, and those by an algorithm of ours do', async () => {
    let passed = 0
    let refusals = 0
    for (const group of wycheproof.testGroups) {
      const key = (group.public ?? group.private)!
      const keys =
        key.kty === 'oct'
          ? { secret: createSecretKey(Buffer.from(key.k!, 'base64url')), jwks: null }
          : { secret: null, jwks: createLocalJWKSet({ keys: [key] }) }
      for (const { tcId, comment, jws, result } of group.tests) {
        // A shared secret has no name, so that of another key in the header says nothing about it.
        if (key.kty === 'oct' && comment === 'rejectsInvalidKid') continue
        const verify = async () => {
          const { key, algorithms } = keyFor(keys, jws)
          await compactVerify(jws, key, { algorithms })
        }
        const fits = await verify().then(
          () => true,
          () => false,
        )
        // Two of the vectors called invalid are, sign for sign, one that is valid; and some called valid hold no claims, or signs that are not base64url.
        const valid = result === 'valid' || group.tests.some(one => one.jws === jws && one.result === 'valid')
        const expected =
          valid &&
          /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws) &&
          OURS.includes(algorithmOf(jws)) &&
          OURS.includes(key.alg ?? '')
        expect(fits, `vector ${tcId}: ${group.comment}, ${comment}, ${algorithmOf(jws)} with ${key.alg}`).toBe(expected)
        if (fits) passed++
        else refusals++
      }
    }
    if (wycheproof.testGroups.length) expect([passed > 10, refusals > 350]).toEqual([true, true])
  })

  it('S10 good tokens by every configured key sign in', async () => {
    for (const good of [
      token('good-hs'),
      signed({ alg: 'RS256', kid: 'rsa-1' }, claims({ sub: 'good-rs', name: 'Good Rs' })),
      signed({ alg: 'ES256', kid: 'ec-1' }, claims({ sub: 'good-es', name: 'Good Es' }), 'ec'),
    ])
      expect((await enter(good)).status).toBe(200)
  })

  it.each(['none', 'None', 'NONE', 'nOnE', '', 'HS384', 'HS512', 'PS256', 'RS1', 'dir', 'RSA-OAEP'])(
    'S10 the algorithm “%s” is refused',
    async alg => {
      const body = `${b64({ alg, typ: 'JWT' })}.${b64(claims())}`
      const mac = createHmac('sha256', SSO_SECRET).update(body).digest('base64url')
      for (const made of [`${body}.`, body, `${body}.AA`, `${body}.${mac}`]) await refused(made, alg)
    },
  )

  it('S10 a public key is never a secret', async () => {
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()
    const pkcs1 = rsa.publicKey.export({ format: 'pem', type: 'pkcs1' }).toString()
    const jwk = JSON.stringify(jwks.keys[0])
    for (const secret of [
      pem,
      ` ${pem}`,
      pem.trim(),
      `text before\n${pem}`,
      pkcs1,
      jwk,
      JSON.stringify(jwks),
      JSON.stringify(jwks, null, 2),
      jwks.keys[0]!.n!,
      Buffer.from(jwks.keys[0]!.n!, 'base64url'),
    ])
      for (const kid of ['rsa-1', undefined]) await refused(signed({ alg: 'HS256', kid }, claims(), { secret }))
  })

  it('S10 an empty, short or cut secret is refused', async () => {
    for (const secret of ['', ' ', '\0', SSO_SECRET.slice(0, -1), `${SSO_SECRET} `, 'null', 'undefined'])
      await refused(signed({ alg: 'HS256' }, claims(), { secret }), JSON.stringify(secret))
  })

  it('S10 a key that is missing, unknown or another’s is refused', async () => {
    for (const header of [
      { alg: 'RS256' },
      { alg: 'RS256', kid: 'rsa-9' },
      { alg: 'RS256', kid: 'rsa-2' },
      { alg: 'RS256', kid: 'ec-1' },
      { alg: 'ES256', kid: 'rsa-1' },
      { alg: 'RS256', kid: ['rsa-1'] },
      { alg: 'RS256', kid: '../../etc/passwd' },
      { alg: 'RS256', kid: "rsa-1' or 1=1" },
      { alg: 'EdDSA', kid: 'rsa-1' },
    ])
      await refused(signed(header, claims()), JSON.stringify(header))
  })

  it('S10 keys that a token brings along are not looked at', async () => {
    const mine = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const key = mine.publicKey.export({ format: 'jwk' })
    for (const more of [
      { jwk: key },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/x.pem' },
      { x5c: ['MIIB'] },
      { jwk: key, kid: 'rsa-1' },
    ]) {
      const body = `${b64({ alg: 'RS256', ...more })}.${b64(claims())}`
      await refused(
        `${body}.${sign('sha256', Buffer.from(body), mine.privateKey).toString('base64url')}`,
        JSON.stringify(more),
      )
    }
  })

  it('S10 an ES256 signature of zeros, of the order, or in another shape is refused', async () => {
    const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
    const zero = Buffer.alloc(32)
    const one = Buffer.concat([Buffer.alloc(31), Buffer.from([1])])
    const body = `${b64({ alg: 'ES256', kid: 'ec-1' })}.${b64(claims())}`
    for (const parts of [[zero, zero], [order, order], [zero, one], [one, zero], [order, one], [one], []])
      await refused(`${body}.${Buffer.concat(parts).toString('base64url')}`)
    await refused(`${body}.${sign('sha256', Buffer.from(body), ec.privateKey).toString('base64url')}`, 'DER')
  })

  it('S10 critical extensions, unencoded payloads and other shapes are refused', async () => {
    for (const header of [
      { alg: 'HS256', crit: ['exp'], exp: 1 },
      { alg: 'HS256', crit: [] },
      { alg: 'HS256', crit: ['b64'], b64: false },
      { alg: 'HS256', crit: null },
      { alg: 'HS256', b64: false, crit: ['b64'] },
    ])
      await refused(signed(header, claims(), { secret: SSO_SECRET }), JSON.stringify(header))
    for (const payload of [[claims()], 'text', 5, null, true, '', '{}', '{"sub":'])
      await refused(signed({ alg: 'HS256' }, payload, { secret: SSO_SECRET }), JSON.stringify(payload))
    const good = token('shapes')
    const [head, body, signature] = good.split('.') as [string, string, string]
    for (const odd of [
      '',
      '.',
      '..',
      '...',
      head,
      `${head}.${body}`,
      `${good}.`,
      `${good}.x`,
      ` ${good}`,
      `${good} `,
      `${good}\n`,
      `Bearer ${good}`,
      `${head}.${body}.${signature}=`,
      `${head}.${body}.${signature.slice(0, -1)}`,
      `${head}.${body}A.${signature}`,
      JSON.stringify({ payload: body, protected: head, signature }),
      `${head}..${signature}`,
    ])
      await refused(odd, odd.slice(0, 20))
    expect((await t.guest.post('/v1/session', { sso: { payload: body, protected: head, signature } })).status).toBe(400)
  })

  it('S10 claims of the wrong kind are refused', async () => {
    const iat = Math.floor(now / 1000)
    const wrong: Record<string, unknown>[] = [
      { exp: String(iat + 240) },
      { iat: String(iat) },
      { exp: null },
      { exp: undefined },
      { iat: undefined },
      { aud: undefined },
      { sub: undefined },
      { name: undefined },
      { exp: 1e300 },
      { iat: 1e20 },
      { iat: -1e20 },
      { iat: Number.MAX_SAFE_INTEGER },
      { nbf: 'x' },
      { nbf: iat + 1000 },
      { sub: '' },
      { sub: 5 },
      { sub: ['a'] },
      { sub: 'x'.repeat(256) },
      { name: 5 },
      { name: { toString: 'x' } },
      { role: 'owner' },
      { role: ['admin'] },
      { role: 1 },
      { role: '__proto__' },
      { jti: 5 },
      { jti: '' },
      { email: 5 },
      { email: 'a@b.example, c@d.example' },
      { email: 'a@b.example\r\nBcc: c@d.example' },
    ]
    for (const more of wrong) await refused(token('kinds', more), JSON.stringify(more))
    for (const exp of ['1e400', '9007199254740993', '99999999999999999999999999', '1e15'])
      await refused(
        signed({ alg: 'HS256' }, JSON.stringify(claims()).replace(/"exp":\d+/, `"exp":${exp}`), { secret: SSO_SECRET }),
        exp,
      )
  })
})

describe('S11 the newsroom’s token', () => {
  it('S11 is for this site only', async () => {
    for (const aud of [
      'other',
      'Default',
      'default ',
      '',
      ['default'],
      ['default', 'other'],
      ['other'],
      null,
      0,
      '*',
      'default.evil',
    ])
      await refused(token('aud', { aud }), JSON.stringify(aud))
    expect((await enter(token('aud'))).status).toBe(200)
  })

  it('S11 is for now only: five minutes, and a minute for clocks that differ', async () => {
    const iat = Math.floor(now / 1000)
    for (const [age, life, status] of [
      [0, 240, 200],
      [299, 400, 200],
      [355, 400, 200],
      [365, 400, 401],
      [3600, 7200, 401],
      [-55, 240, 200],
      [-65, 240, 401],
      [200, 145, 200],
      [200, 135, 401],
    ] as const)
      expect(
        (await enter(token('window', { iat: iat - age, exp: iat - age + life }))).status,
        `issued ${age} s ago for ${life} s`,
      ).toBe(status)
    // A long life does not make an old token young.
    await refused(token('window', { iat: iat - 400, exp: iat + 1e6 }))
  })

  it('S11 signs in once, by its jti or, without one, by itself', async () => {
    const jti = randomUUID()
    expect((await enter(token('once', { jti }))).status).toBe(200)
    await refused(token('once', { jti, name: 'Once Again' }))
    await refused(token('somebody-else', { jti }))
    const bare = token('bare', { jti: undefined })
    expect((await enter(bare)).status).toBe(200)
    await refused(bare)
    // Nor under another spelling of the same signature.
    const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = signs.indexOf(bare.at(-1)!)
    for (const bits of [1, 2, 3]) await refused(bare.slice(0, -1) + signs[last ^ bits])
  })

  it('S11 signs in once when fifty use it at the same moment', async () => {
    const many = token('race')
    const answers = await Promise.all(Array.from({ length: 50 }, () => enter(many)))
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 401)).toHaveLength(49)
  })

  it('S11 a ban survives a new token', async () => {
    const dora = await t.signIn('dora', { name: 'Dora' })
    const rude = await dora.says('Rude words.')
    const desk = await t.signIn('desk', { role: 'moderator' })
    const ban = { act: 'ban', rule: 'nice', explanation: 'They degrade a person.' }
    expect((await desk.post(`/v1/desk/cases/k_${rude.slice(2)}/decisions`, ban)).status).toBe(200)
    const back = await t.signIn('dora', { name: 'Dora, back again' })
    expect(back.id).toBe(dora.id)
    for (const who of [dora, back])
      expect((await who.post('/v1/comments', { story: STORY, text: 'Here I am.' })).json.code).toBe('reader.banned')
  })

  it('S11 name and address follow the newest token and never lead to another account', async () => {
    const frank = await t.signIn('frank', { name: 'Frank', email: 'frank@paper.example' })
    const id = await frank.says('I wrote this as Frank.')
    const grace = await t.signIn('grace', { name: 'Grace', email: 'frank@paper.example' })
    expect(grace.id).not.toBe(frank.id)
    const renamed = await t.signIn('frank', { name: 'Frank Ibarra', email: 'grace@paper.example' })
    expect([renamed.id, renamed.name]).toEqual([frank.id, 'Frank Ibarra'])
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.author.name).toBe('Frank Ibarra')
    // The same address proved by a code is a reader of its own.
    const mailed = await byMail('frank@paper.example', 'Frank by mail')
    expect([frank.id, grace.id]).not.toContain(mailed.json.reader.id)
  })

  it('S11 a name that is taken gets a number, and keeps it', async () => {
    const first = await t.signIn('henry-1', { name: 'Henry Okafor' })
    const second = await t.signIn('henry-2', { name: 'HENRY  OKAFOR' })
    const third = await t.signIn('henry-3', { name: 'Ｈenry Okаfor' })
    expect(first.name).toBe('Henry Okafor')
    expect(new Set([first, second, third].map(one => one.name.toLowerCase())).size).toBe(3)
    expect(second.name).toBe('HENRY OKAFOR 2')
    expect(third.name).toMatch(/ 3$/)
    expect((await t.signIn('henry-2', { name: 'HENRY  OKAFOR' })).name).toBe('HENRY OKAFOR 2')
  })

  it('S11 a role goes as it came: with the next token', async () => {
    const desk = () => '/v1/desk/queues'
    const before = await t.signIn('ivan', { name: 'Ivan', role: 'moderator' })
    expect((await before.get(desk())).status).toBe(200)
    const after = await t.signIn('ivan', { name: 'Ivan', role: undefined })
    expect(after.id).toBe(before.id)
    expect((await after.get(desk())).json.code).toBe('session.staff-only')
    // The session of the old role ended with it.
    expect((await before.get(desk())).json.code).toBe('session.none')
  })
})

/** Asks for a code; answers the answer and the code that was mailed. */
async function ask(email: string): Promise<{ answer: Answer; code: string; challenge: string }> {
  const answer = await t.guest.post('/v1/session', { email })
  const sent = (await mails(t.app)).findLast(mail => mail.to === email.toLowerCase())
  return {
    answer,
    code: /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent?.text ?? '')?.[0] ?? '',
    challenge: answer.json?.challenge,
  }
}
async function byMail(email: string, name?: string): Promise<Answer> {
  const { code, challenge } = await ask(email)
  return t.guest.post('/v1/session', { email, code, challenge, ...(name && { name }) })
}

describe('S05 names', () => {
  const SPOOFS = [
    'admin',
    'Admin',
    'Moderator',
    'Editor',
    'Newsroom',
    'The Courier',
    'the courier',
    'Тhe Cоurier',
    'Parley',
    'Ａdmin',
    'ad​min',
    'admіn',
    'M0derator',
  ]
  const BLANK = ['', ' ', '\u3164', '\u115f', '\u2800', '\u00a0', '\ufeff', '\u200b\u200d', '...']

  it('S05 a role, the newspaper’s name or nothing at all cannot be chosen by a reader', async () => {
    let n = 0
    for (const name of [...SPOOFS, ...BLANK]) {
      const { code, challenge } = await ask(`spoof${n++}@paper.example`)
      const answer = await t.guest.post('/v1/session', { email: `spoof${n - 1}@paper.example`, code, challenge, name })
      expect(answer.status, JSON.stringify(name)).toBe(422)
      expect(['name.reserved', 'name.blank', 'name.characters', 'name.needed'], JSON.stringify(name)).toContain(
        answer.json.code,
      )
    }
  })

  /** Those of the corpus that are no pretence: letters that merely have several encodings. */
  const harmless = (name: string) => /^(?:Ω vs|é é|K K|Å Å)/u.test(name.normalize('NFKC'))

  it('S05 the corpus of spoofed names, by mail and by the newsroom’s token', async () => {
    let n = 0
    for (const name of names.filter(one => !harmless(one))) {
      const email = `corpus${n++}@paper.example`
      const { code, challenge } = await ask(email)
      for (const answer of [
        await t.guest.post('/v1/session', { email, code, challenge, name }),
        await enter(token(`corpus-${n}`, { name })),
      ])
        expect(
          [answer.status, String(answer.json.code).startsWith('name.') || answer.json.code === 'session.refused'],
          JSON.stringify(name),
        ).toEqual([answer.status === 401 ? 401 : 422, true])
    }
  })

  it('S05 names that look alike are one name', async () => {
    const pairs = [
      ['Jana Novak', 'Jаna Nоvak'],
      ['Karl Müller', 'Karl Mu\u0308ller'],
      ['Lena Brandt', 'LENA BRANDT'],
      ['Mia Corn', 'Mia Com'],
      ['Nils Olsen', 'Ni1s O1sen'],
      ['Paula Reyes', 'Paula\u200b Reyes'],
      ['Quinn Adler', '  Quinn   Adler '],
      ['Rosa Klein', 'Ｒosa Klein'],
    ] as const
    let n = 0
    for (const [name, alike] of pairs) {
      expect((await byMail(`pair${n}a@paper.example`, name)).status, name).toBe(200)
      const second = await byMail(`pair${n++}b@paper.example`, alike)
      expect([second.status, second.json.code], alike).toEqual([422, 'name.taken'])
    }
  })

  it('S05 the newsroom’s own people may bear its names, and a badge says who they are', async () => {
    const staff = await t.signIn('eve', { name: 'Newsroom', role: 'editor' })
    const id = await staff.says('We look into it.')
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.author).toEqual({
      id: staff.id,
      name: 'Newsroom',
      badge: 'editor',
    })
  })

  it('S04 a stored name holds no direction or control sign', async () => {
    const rows = await t.app.db.read.selectFrom('readers').select('name').execute()
    for (const { name } of rows)
      expect(name).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
  })
})

describe('S14 codes by mail', () => {
  it('S14 signs in, and the next time under the same name', async () => {
    const needed = await byMail('sam@paper.example')
    expect([needed.status, needed.json.code]).toEqual([422, 'name.needed'])
    const first = await byMail('sam@paper.example', 'Sam')
    expect(first.json.reader).toMatchObject({ name: 'Sam', role: 'reader' })
    const again = await byMail('Sam@Paper.example')
    expect(again.json.reader).toEqual(first.json.reader)
    const me = await t.guest.call('GET', '/v1/me', undefined, { authorization: `Bearer ${again.json.token}` })
    expect(me.json.reader).toEqual(first.json.reader)
  })

  it('S14 being asked for a name does not use the code up, and a name that cannot be had does not either', async () => {
    const { code, challenge } = await ask('tara@paper.example')
    const enter = (name?: string) =>
      t.guest.post('/v1/session', { email: 'tara@paper.example', code, challenge, ...(name && { name }) })
    expect((await enter()).json.code).toBe('name.needed')
    expect((await enter('Admin')).json.code).toBe('name.reserved')
    expect((await enter('Sam')).json.code).toBe('name.taken')
    expect((await enter('Tara')).status).toBe(200)
    expect((await enter('Tara')).json.code).toBe('session.code')
  })

  it('S14 challenge and code together have far more than 128 bits, and neither is stored', async () => {
    const { code, challenge } = await ask('uma@paper.example')
    expect(Buffer.from(challenge, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    const rows = await t.app.db.read.selectFrom('sign_in_codes').selectAll().execute()
    const kept = JSON.stringify(rows)
    for (const secret of [challenge, code, code.replace('-', ''), code.toLowerCase()])
      expect(kept).not.toContain(secret)
    const { token } = (await t.guest.post('/v1/session', { email: 'uma@paper.example', code, challenge, name: 'Uma' }))
      .json
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    expect(JSON.stringify(await t.app.db.read.selectFrom('sessions').selectAll().execute())).not.toContain(token)
  })

  it('S14 works for fifteen minutes', async () => {
    for (const [minutes, status] of [
      [14.9, 200],
      [15, 401],
    ] as const) {
      const email = `late${minutes}@paper.example`
      const { code, challenge } = await ask(email)
      now += minutes * MINUTE
      expect(
        (await t.guest.post('/v1/session', { email, code, challenge, name: `Late ${minutes * 10}` })).status,
        `${minutes}`,
      ).toBe(status)
    }
  })

  it('S14 works once, when fifty use it at the same moment', async () => {
    await byMail('vera@paper.example', 'Vera')
    const { code, challenge } = await ask('vera@paper.example')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => t.guest.post('/v1/session', { email: 'vera@paper.example', code, challenge })),
    )
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
    expect(answers.filter(answer => answer.json.code === 'session.code')).toHaveLength(49)
  })

  it('S14 is read as it was meant: any case, spaces or dashes, letters for digits', async () => {
    await byMail('will@paper.example', 'Will')
    for (const typed of [
      (code: string) => code.toLowerCase(),
      (code: string) => ` ${code.replace('-', ' ')} `,
      (code: string) => code.replace(/0/g, 'O').replace(/1/g, 'l'),
    ]) {
      const { code, challenge } = await ask('will@paper.example')
      expect(
        (await t.guest.post('/v1/session', { email: 'will@paper.example', code: typed(code), challenge })).status,
      ).toBe(200)
      now += 16 * MINUTE
    }
  })

  it('S14 no GET uses it up: nothing in a mail can be followed', async () => {
    const { code, challenge } = await ask('xena@paper.example')
    const [mail] = (await mails(t.app)).filter(one => one.to === 'xena@paper.example')
    expect(mail!.text).not.toMatch(/https?:/)
    for (const path of [
      `/v1/session?email=xena@paper.example&code=${code}&challenge=${challenge}`,
      `/v1/session?code=${code}`,
      `/d?code=${code}`,
    ])
      await t.guest.get(path)
    expect(
      (await t.guest.post('/v1/session', { email: 'xena@paper.example', code, challenge, name: 'Xena' })).status,
    ).toBe(200)
  })

  it('S14 belongs to the browser that asked: another’s challenge, none, or another address will not do', async () => {
    const mine = await ask('yann@paper.example')
    const theirs = await ask('zach@paper.example')
    const enter = (body: object, headers = {}) =>
      t.guest.post('/v1/session', { email: 'yann@paper.example', code: mine.code, name: 'Yann', ...body }, headers)
    for (const body of [
      { challenge: theirs.challenge },
      {},
      { challenge: '' },
      { challenge: 'x'.repeat(43) },
      { challenge: mine.challenge, email: 'zach@paper.example' },
    ])
      expect((await enter(body)).json.code, JSON.stringify(body)).toBe('session.code')
    // A browser carries it as a cookie that no script can read.
    const cookie = [mine.answer.headers['set-cookie']].flat().join()
    expect(cookie).toMatch(/^parley_challenge=[\w-]{43}; .*HttpOnly/)
    expect((await enter({}, { cookie: cookie.split(';')[0]! })).status).toBe(200)
  })

  it('S14 takes five wrong tries, not more', async () => {
    await byMail('abe@paper.example', 'Abe')
    const tries = async (wrong: number) => {
      const { code, challenge } = await ask('abe@paper.example')
      for (let n = 0; n < wrong; n++)
        expect(
          (await t.guest.post('/v1/session', { email: 'abe@paper.example', code: 'AAAA-AAAA', challenge })).json.code,
        ).toBe('session.code')
      return (await t.guest.post('/v1/session', { email: 'abe@paper.example', code, challenge })).status
    }
    expect(await tries(4)).toBe(200)
    expect(await tries(5)).toBe(401)
    // In parallel as in a row.
    const { code, challenge } = await ask('abe@paper.example')
    await Promise.all(
      Array.from({ length: 20 }, () =>
        t.guest.post('/v1/session', { email: 'abe@paper.example', code: 'AAAA-AAAA', challenge }),
      ),
    )
    expect((await t.guest.post('/v1/session', { email: 'abe@paper.example', code, challenge })).status).toBe(401)
  })

  it('S27 sends at most five mails in a quarter of an hour to one address, and says the same', async () => {
    const before = (await mails(t.app)).length
    const shapes = new Set<string>()
    for (let n = 0; n < 9; n++) shapes.add(shapeOf((await ask('flooded@paper.example')).answer))
    expect((await mails(t.app)).length - before).toBe(5)
    expect(shapes.size).toBe(1)
  })

  it.each([
    '',
    'x',
    'a@b',
    'a b@c.example',
    'a@b.example,c@d.example',
    'a@b.example\r\nBcc: x@y.example',
    'a@b.example\0',
    '<a@b.example>',
    '"a b"@c.example',
    `${'a'.repeat(300)}@b.example`,
    'a@-',
    '@b.example',
    'a@b..example',
  ])('S26 the address “%s” is refused', async email => {
    const answer = await t.guest.post('/v1/session', { email })
    expect([400, 422]).toContain(answer.status)
  })
})

/** What an answer looks like without what is different every time. */
function shapeOf(answer: Answer): string {
  const { date: _date, ...headers } = answer.headers
  return JSON.stringify([answer.status, headers, answer.json])
    .replaceAll(/[\w-]{43}/g, '…')
    .replaceAll(/"id":"\w+"/g, '"id":"…"')
    .replaceAll(/Expires=[^;"]+/g, '')
}

describe('S15 nobody learns who is known', () => {
  it('S15 a code is asked for with the same answer, in every language', async () => {
    await byMail('known@paper.example', 'Known Person')
    const shapes = new Set<string>()
    for (const email of ['known@paper.example', 'nobody@paper.example', 'staff@paper.example'])
      for (const language of ['en', 'de-DE', 'xx', '*'])
        shapes.add(shapeOf(await t.guest.post('/v1/session', { email }, { 'accept-language': language })))
    expect(shapes.size).toBe(1)
  })

  it('S15 a wrong code is refused with the same answer, whatever is wrong', async () => {
    const known = await ask('known@paper.example')
    const unknown = await ask('nobody@paper.example')
    const shapes = new Set<string>()
    for (const body of [
      { email: 'known@paper.example', code: 'AAAA-AAAA', challenge: known.challenge },
      { email: 'nobody@paper.example', code: 'AAAA-AAAA', challenge: unknown.challenge },
      { email: 'known@paper.example', code: 'AAAA-AAAA', challenge: 'x'.repeat(43) },
      { email: 'never-asked@paper.example', code: 'AAAA-AAAA', challenge: 'x'.repeat(43) },
      { email: 'never-asked@paper.example', code: 'AAAA-AAAA' },
    ])
      shapes.add(shapeOf(await t.guest.post('/v1/session', body)))
    expect(shapes.size).toBe(1)
  })

  it('S15 what is held and what is not there are told apart by nobody', async () => {
    const ann = await t.signIn('ann', { name: 'Ann' })
    const bob = await t.signIn('bob', { name: 'Bob' })
    const held = await ann.says('See https://a.example https://b.example https://c.example', { story: `${PAPER}/held` })
    const absent = 'c_00000000000000000000'
    const calls = (id: string): [Client, string, string, unknown?][] => [
      ...['', '/replies', '/revisions'].map((rest): [Client, string, string] => [
        t.guest,
        'GET',
        `/v1/comments/${id}${rest}`,
      ]),
      [bob, 'PATCH', `/v1/comments/${id}`, { text: 'x' }],
      [bob, 'DELETE', `/v1/comments/${id}`],
      [bob, 'PUT', `/v1/comments/${id}/respect`],
      [bob, 'POST', `/v1/comments/${id}/reports`, { rule: 'nice' }],
      [t.guest, 'POST', `/v1/comments/${id}/reports`, { illegal: { law: 'x', explanation: 'y', goodFaith: true } }],
      [bob, 'POST', '/v1/comments', { story: `${PAPER}/held`, text: 'x', replyTo: id }],
    ]
    const there = calls(held)
    const gone = calls(absent)
    for (const [i, [who, method, path, body]] of there.entries())
      expect(shapeOf(await who.call(method, path, body)), `${method} ${path}`).toBe(
        shapeOf(await who.call(method, gone[i]![2], gone[i]![3])),
      )
  })
})

describe('S16 tokens stay where they belong', () => {
  it('S16 in the answer and an HttpOnly cookie, and nowhere else', async () => {
    const answer = await t.guest.post('/v1/session', { sso: token('kim', { name: 'Kim' }) })
    const cookie = [answer.headers['set-cookie']].flat().join()
    expect(cookie).toContain(`parley_session=${answer.json.token}`)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Path=\//)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['referrer-policy']).toBeDefined()
    const { token: session } = answer.json
    // A token in an address is no token.
    for (const name of ['token', 'access_token', 'session', 'authorization', 'parley_session'])
      expect((await t.guest.get(`/v1/me/comments?${name}=${session}`)).json.code).toBe('session.none')
    const good = token('kim-2', { name: 'Kim Two' })
    const faults = [
      await t.guest.get(`/v1/nothing?token=${session}`),
      await t.guest.call('GET', `/v1/nothing/${session}`, undefined, { authorization: `Bearer ${session}` }),
      await t.guest.post('/v1/session', { sso: `${good}x` }),
      await t.guest.post('/v1/session', { sso: good, more: 1 }),
      await t.guest.post('/v1/session', `{"sso":"${good}`),
      await t.guest.post('/v1/session', { [session]: 1 }),
    ]
    for (const fault of faults) {
      expect(fault.status).toBeGreaterThanOrEqual(400)
      expect(fault.text).not.toContain(good)
    }
    expect(faults.map(fault => fault.text).join()).not.toContain(session)
    const log = lines.join('')
    for (const secret of [session, good, answer.json.csrf]) expect(log).not.toContain(secret)
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/)
    expect(log.length).toBeGreaterThan(1000)
  })

  it('S16 the cookie is for secure connections and its own partition where the server is reached so', async () => {
    const secure = await testApp({ env: { PARLEY_URL: 'https://talk.paper.example' } })
    const answer = await secure.guest.post('/v1/session', { sso: ssoToken('kim') })
    expect([answer.headers['set-cookie']].flat().join().split('; ')).toEqual(
      expect.arrayContaining(['HttpOnly', 'Secure', 'Partitioned', 'SameSite=None']),
    )
    await secure.close()
  })

  it('S16 signing out ends the session', async () => {
    const lea = await t.signIn('lea', { name: 'Lea' })
    const left = await lea.call('DELETE', '/v1/session')
    expect(left.status).toBe(204)
    expect([left.headers['set-cookie']].flat().join()).toMatch(/^parley_session=;/)
    expect((await lea.get('/v1/me')).json.reader).toBeNull()
    expect((await lea.post('/v1/comments', { story: STORY, text: 'Still here?' })).json.code).toBe('session.none')
  })

  it('S16 a session ends: after thirty days for readers, after a working day for staff', async () => {
    const mia = await t.signIn('mia', { name: 'Mia' })
    const mod = await t.signIn('mod', { name: 'Mo Derr', role: 'moderator' })
    now += 12 * 60 * MINUTE
    expect([(await mia.get('/v1/me/comments')).status, (await mod.get('/v1/desk/queues')).status]).toEqual([200, 401])
    now += 30 * 24 * 60 * MINUTE
    expect((await mia.get('/v1/me/comments')).status).toBe(401)
  })

  it('S14 S16 what has had its time is forgotten', async () => {
    await t.app.jobs.tidy()
    now += 48 * 60 * MINUTE
    await t.app.jobs.tidy()
    for (const table of ['sign_in_codes', 'used_tokens'] as const)
      expect(await t.app.db.read.selectFrom(table).selectAll().execute(), table).toEqual([])
  })
})

it('R17 everything that must hold, holds', async () => {
  expect(await t.broken()).toEqual([])
})
