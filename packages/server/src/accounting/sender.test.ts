import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifySettled } from '../audit/verify.ts'
import { statements } from '../cli/statements.ts'
import { runHere } from '../cli/testing.ts'
import { readConfig } from '../config.ts'
import { statementKey } from '../decisions/statements.ts'
import { type Client, type TestApp, testApp } from '../testing.ts'
import { faultsIn, type Sor } from './sor.ts'

const TOKEN = 'token-of-the-newsroom'

/** A small database such as the EU's: takes a statement once, a batch whole or not at all; can be told to fail. */
class FakeDatabase {
  readonly kept = new Map<string, Sor>()
  readonly batches: number[] = []
  asked = 0
  failing = 0
  refused = new Set<string>()
  readonly server = createServer(
    (request, response) =>
      void this.answer(request).then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }),
  )

  private async answer(request: IncomingMessage): Promise<[number, unknown]> {
    let text = ''
    for await (const chunk of request) text += chunk
    this.asked++
    if (this.failing > 0) {
      this.failing--
      return [500, { message: 'Server Error' }]
    }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return [401, {}]
    const body = JSON.parse(text)
    const many: Sor[] = request.url === '/api/v1/statements' ? body.statements : [body]
    if (request.url === '/api/v1/statements') this.batches.push(many.length)
    const faulty = many.filter(one => faultsIn(one).length || this.refused.has(String(one.puid)))
    if (faulty.length) return [422, { message: 'invalid', errors: { category: [`no ${faulty[0]!.decision_facts}`] } }]
    const known = many.filter(one => this.kept.has(String(one.puid)))
    if (known.length) return [422, { message: 'The identifier given is not unique.', existing: known[0] }]
    for (const one of many) this.kept.set(String(one.puid), one)
    return [201, many]
  }
}

const eu = new FakeDatabase()
let t: TestApp
let alice: Client
let desk: Client
let data: string
const lines: string[] = []
let now = Date.parse('2026-11-25T10:00:00Z')

beforeAll(async () => {
  await new Promise<void>(done => eu.server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(eu.server.address() as AddressInfo).port}/api/v1/`
  data = mkdtempSync(join(tmpdir(), 'parley-sender-'))
  t = await testApp({ data, env: { PARLEY_SOR_URL: url, PARLEY_SOR_TOKEN: TOKEN }, clock: () => now, lines })
  alice = await t.signIn('alice', { name: 'Alice Moreau' })
  desk = await t.signIn('eve', { name: 'Eve', role: 'moderator' })
})
afterAll(async () => {
  await t.close()
  await new Promise(done => eu.server.close(done))
  rmSync(data, { recursive: true, force: true })
})
beforeEach(() => {
  eu.failing = 0
})

async function decided(more: object = {}): Promise<number> {
  const id = await alice.says(`Words that degrade, ${Math.random()}.`)
  const { json } = await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
    act: 'remove',
    rule: 'nice',
    explanation: 'It degrades people for where they come from.',
    ...more,
  })
  return json.statement.no
}

const rowOf = (no: number) =>
  t.app.db.read.selectFrom('eu_outbox').selectAll().where('no', '=', no).executeTakeFirstOrThrow()
const becomes = (no: number, expected: object) =>
  vi.waitFor(async () => expect(await rowOf(no)).toMatchObject(expected))
/** Time goes by, and something happens, so that the sender looks. */
async function later(ms: number) {
  now += ms
  await alice.says(`Something else, ${Math.random()}.`)
}

describe('the sender to the EU database', () => {
  it('L15 sends a statement as soon as it is written, once', async () => {
    const no = await decided()
    await becomes(no, { result: 'accepted', sent_at: now, next_at: null, attempts: 0 })
    expect(eu.kept.get(`default-${no}`)).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
      category: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
    })
    const { asked } = eu
    await later(1000)
    const next = await decided()
    await becomes(next, { result: 'accepted' })
    expect(eu.asked).toBe(asked + 1)
  })

  it('tries again after a failure, later and later, until it has arrived', async () => {
    eu.failing = 2
    const no = await decided()
    await becomes(no, { result: null, attempts: 1, next_at: now + 10_000, error: '500' })
    await later(10_000)
    await becomes(no, { result: null, attempts: 2, next_at: now + 60_000 })
    await later(60_000)
    await becomes(no, { result: 'accepted', sent_at: now, attempts: 2, next_at: null, error: null })
  })

  it('takes “existing” as arrived: an answer may be lost on the way', async () => {
    eu.failing = 1
    const no = await decided()
    await becomes(no, { attempts: 1 })
    eu.kept.set(`default-${no}`, {})
    await later(10_000)
    await becomes(no, { result: 'existing', sent_at: now, next_at: null })
  })

  it('sends what has gathered in batches of a hundred, and one that is refused keeps no other', async () => {
    eu.failing = 1
    const first = await decided()
    await becomes(first, { attempts: 1 })
    const nos = [first]
    // Rows of statements that wait: made by the desk, kept back by the clock.
    await t.app.db.tx(async tx => {
      const like = await tx.selectFrom('statements').selectAll().where('no', '=', first).executeTakeFirstOrThrow()
      for (let no = 10_001; no <= 10_149; no++) {
        nos.push(no)
        await tx
          .insertInto('statements')
          .values({ ...like, no, decision: `d_${no}` })
          .execute()
        await tx
          .insertInto('decisions')
          .values({
            ...(await tx.selectFrom('decisions').selectAll().where('id', '=', like.decision).executeTakeFirstOrThrow()),
            id: `d_${no}`,
          })
          .execute()
        await tx
          .insertInto('eu_outbox')
          .values({
            site: 'default',
            no,
            at: now,
            attempts: 0,
            next_at: now + 10_000,
            sent_at: null,
            result: null,
            error: null,
          })
          .execute()
      }
    })
    eu.refused.add('default-10050')
    eu.batches.length = 0
    await later(10_000)
    await vi.waitFor(async () => {
      const rows = await t.app.db.read.selectFrom('eu_outbox').select(['no', 'result']).where('no', 'in', nos).execute()
      expect(rows.filter(({ result }) => result === 'accepted')).toHaveLength(149)
      expect(rows.filter(({ result }) => result === 'refused').map(({ no }) => no)).toEqual([10_050])
    }, 10_000)
    expect(eu.batches.toSorted((a, b) => b - a)).toEqual([100, 50])
    // Fields alone: the answer may repeat what was sent.
    expect((await rowOf(10_050)).error).toBe('category')
  })

  it('keeps back in what somebody may be named, and does not send a warning', async () => {
    const named = await decided({ explanation: 'It insults Mr. Blackwood without need.' })
    await becomes(named, {
      result: 'blocked',
      sent_at: null,
      next_at: null,
      error: expect.stringContaining('name a person'),
    })
    const warned = await decided({ act: 'warn' })
    await becomes(warned, { result: 'not-due', next_at: null })
    expect(eu.kept.has(`default-${named}`) || eu.kept.has(`default-${warned}`)).toBe(false)

    const { status, out } = await runHere(data, statements, ['outbox', '--json'])
    expect(status).toBe(1)
    expect(JSON.parse(out).stuck).toContainEqual({
      no: named,
      result: 'blocked',
      error: expect.stringContaining('name a person'),
    })
  })

  it('L15 sends what was kept back once it is worded anew, for the database alone; who worded it is in the log', async () => {
    const no = await decided({ explanation: 'It insults Mr. Blackwood without need.' })
    await becomes(no, { result: 'blocked' })
    const reword = (...args: string[]) => runHere(data, statements, ['reword', ...args])
    const stillNamed = await reword(String(no), 'It insults Mrs. Blackwood, too.', '--by', 'Edith')
    expect(stillNamed).toMatchObject({ status: 1, said: expect.stringContaining('it may name a person') })
    expect(await rowOf(no)).toMatchObject({ result: 'blocked', next_at: null })

    const done = await reword(String(no), 'It insults a person by name.', '--by', 'Edith', '--json')
    expect(done.status).toBe(0)
    expect(JSON.parse(done.out).incompatible_content_explanation).toBe('It insults a person by name.')
    // The command line has a clock of its own.
    await later(Math.max(0, Date.now() - now))
    await becomes(no, { result: 'accepted', error: null })
    expect(eu.kept.get(`default-${no}`)).toMatchObject({
      incompatible_content_explanation: 'It insults a person by name.',
      decision_facts: expect.stringContaining('It insults a person by name.'),
    })

    const kept = (await t.guest.get(`/v1/statements/${no}?key=${statementKey(t.app, no)}`)).json
    expect(kept.facts).toBe('It insults Mr. Blackwood without need.')
    const { settled, broken } = await verifySettled(t.app.db.read, 'default')
    expect([settled.no, broken]).toEqual([1, null])
    expect(await t.app.db.read.selectFrom('eu_wordings').select(['no', 'version', 'by']).execute()).toEqual([
      { no, version: 1, by: 'Edith' },
    ])
    await t.app.db.tx(tx => tx.updateTable('eu_wordings').set({ by: 'Nobody' }).execute())
    expect((await verifySettled(t.app.db.read, 'default')).broken?.said).toContain('was changed')
    await t.app.db.tx(tx => tx.updateTable('eu_wordings').set({ by: 'Edith' }).execute())

    expect((await reword(String(no), 'Other words.')).said).toContain('has gone to the database already')
    expect((await reword('99999', 'Other words.')).said).toContain('there is no statement no. 99999')
  })
})

it('S32 writes no token and no word of anybody into the log', () => {
  expect(lines.some(line => line.includes('statements'))).toBe(true)
  for (const line of lines) for (const gone of [TOKEN, 'Blackwood', 'degrade']) expect(line).not.toContain(gone)
})

it.each([
  [{ PARLEY_SOR_URL: 'https://eu.example/api/v1' }, 'PARLEY_SOR_TOKEN'],
  [{ PARLEY_SOR_URL: 'eu.example', PARLEY_SOR_TOKEN: 'x' }, 'PARLEY_SOR_URL'],
  [{ PARLEY_SOR_URL: 'https://me:pass@eu.example/', PARLEY_SOR_TOKEN: 'x' }, 'PARLEY_SOR_URL'],
])('does not start with %j', (env, named) => {
  expect(() => readConfig({ ...env, PARLEY_SECRET: 'x'.repeat(32) })).toThrow(named)
})

it('puts nothing into the outbox where no address is set', async () => {
  const plain = await testApp()
  try {
    const bob = await plain.signIn('bob')
    const eve = await plain.signIn('eve', { role: 'moderator' })
    const id = await bob.says('Words that degrade.')
    const { json } = await eve.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'Why.',
    })
    expect(json.statement.no).toBe(1)
    expect(await plain.app.db.read.selectFrom('eu_outbox').selectAll().execute()).toEqual([])
  } finally {
    await plain.close()
  }
})
