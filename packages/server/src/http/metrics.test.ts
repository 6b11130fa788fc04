import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ON_POSTGRES, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

let t: TestApp
let now = Date.parse('2026-11-28T10:00:00Z')
const MINUTE = 60_000

/** What the numbers say a moment later, by name and labels. */
async function numbers(): Promise<Map<string, number>> {
  now += MINUTE
  const lines = (await t.guest.get('/metrics')).text.split('\n').filter(line => line && !line.startsWith('#'))
  const at = (line: string) => line.lastIndexOf(' ')
  return new Map(lines.map(line => [line.slice(0, at(line)), Number(line.slice(at(line) + 1))]))
}

describe('the numbers that an operator watches', () => {
  beforeAll(async () => {
    t = await testApp({
      clock: () => now,
      env: {
        // Nobody listens there.
        PARLEY_WEBHOOK_URL: 'search=http://127.0.0.1:9/',
        PARLEY_WEBHOOK_SECRET: `whsec_${'A'.repeat(32)}`,
      },
    })
  })
  afterAll(() => t.close())

  it('count what is asked, posted, kept, refused and written', async () => {
    const alice = await t.signIn('alice')
    await alice.says('The bridge was closed for a week.')
    for (let i = 0; i < 3; i++) await t.guest.get(`/v1/comments?story=${STORY}`)
    await t.guest.post('/v1/comments', { story: STORY, text: 'Nobody has signed in.' })
    const told = await numbers()
    expect(told.get('parley_http_request_seconds_count{route="POST /v1/comments",status="2xx"}')).toBe(1)
    expect(told.get('parley_http_request_seconds_count{route="POST /v1/comments",status="4xx"}')).toBe(1)
    expect(told.get('parley_verdicts_total{outcome="show"}')).toBe(1)
    expect(told.get('parley_http_request_seconds_count{route="GET /v1/comments",status="2xx"}')).toBe(3)
    expect(told.get('parley_pages_built_total')).toBe(1)
    expect(told.get('parley_pages_kept_bytes')).toBeGreaterThan(100)
    expect(told.get('parley_refusals_total{code="session.none"}')).toBe(1)
    expect(told.get('parley_write_seconds_count{result="done"}')).toBeGreaterThan(1)
    // A webhook is tried meanwhile.
    await expect.poll(async () => (await numbers()).get('parley_writes_waiting')).toBe(0)
    expect(told.get('parley_build_info{version="0.1.0"}')).toBe(1)
  })

  it('tell what waits and for how long: cases, mails, webhooks, orders', async () => {
    const alice = await t.signIn('alice')
    const carol = await t.signIn('carol')
    const ada = await t.signIn('ada', { role: 'admin' })
    const id = await alice.says('Somebody ought to mend that bridge at last.')
    expect((await t.guest.post('/v1/session', { email: 'bob@mail.example' })).status).toBe(202)
    expect((await carol.post(`/v1/comments/${id}/reports`, { rule: 'threats' })).status).toBe(201)
    // Where there is no order, none is late.
    expect((await numbers()).has('parley_orders_left_seconds')).toBe(false)
    const order = await ada.post('/v1/desk/orders', {
      kind: 'terrorist-content',
      authority: 'Federal police',
      country: 'DE',
      reference: '1 A 2/26',
      law: 'Regulation (EU) 2021/784',
      receivedAt: new Date(now - 50 * MINUTE).toISOString(),
      comments: [id],
    })
    expect(order.status, order.text).toBe(201)
    const before = await numbers()
    expect(before.get('parley_cases_waiting{queue="reported"}')).toBe(1)
    expect(before.get('parley_cases_waiting{queue="threats"}')).toBe(1)
    expect(before.get('parley_cases_oldest_seconds{queue="threats"}')).toBe(120)
    expect(before.get('parley_jobs_waiting{kind="mail"}')).toBeGreaterThan(0)
    expect(before.get('parley_jobs_oldest_seconds{kind="mail"}')).toBeCloseTo(120, 0)
    expect(before.get('parley_orders_waiting')).toBe(1)
    expect(before.get('parley_orders_left_seconds')).toBe(9 * 60)
    await expect
      .poll(async () => (await numbers()).get('parley_webhooks_failing{receiver="search"}'))
      .toBeGreaterThan(0)
    now += 60 * MINUTE
    const after = await numbers()
    expect(after.get('parley_cases_oldest_seconds{queue="threats"}')).toBeGreaterThan(60 * 60)
    expect(after.get('parley_orders_left_seconds')).toBeLessThan(0)
    // What is done waits no longer.
    await ada.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show', explanation: 'It threatens nobody.' })
    expect((await numbers()).get('parley_cases_waiting{queue="threats"}')).toBe(0)
  })

  it('R05 tell when the last backup was made, and nothing where none was', async () => {
    expect((await numbers()).has('parley_backup_timestamp_seconds')).toBe(false)
    await t.app.db.tx(tx => tx.insertInto('counters').values({ site: 'default', name: 'backup', value: now }).execute())
    const at = now / 1000
    expect((await numbers()).get('parley_backup_timestamp_seconds')).toBe(at)
  })

  it('tell how much room there is, and on a server the connections to it', async () => {
    const told = await numbers()
    expect(told.get('parley_database_up')).toBe(1)
    expect(told.get('parley_database_bytes')).toBeGreaterThan(100_000)
    expect(told.get('parley_disk_free_bytes')).toBeLessThan(told.get('parley_disk_bytes')!)
    const connections = (state: string) => told.get(`parley_database_connections{pool="write",state="${state}"}`)!
    // Something may be at work in one at this very moment.
    if (ON_POSTGRES) expect(connections('idle') + connections('used')).toBeGreaterThan(0)
    else expect(told.get('parley_database_log_bytes')).toBeGreaterThan(0)
  })

  it('S32 hold nothing of a reader: no name, no word, no address of a page', async () => {
    await t.guest.get(`/d?story=${STORY}`)
    await t.guest.get('/no/such/page-of-alice')
    const { text } = await t.guest.get('/metrics')
    for (const canary of ['alice', 'bob', 'bridge', PAPER, 'alliance', '198.51.100', 'c_0'])
      expect(text).not.toContain(canary)
  })

  it('S23 are not for whoever comes through a proxy, named in the settings or not', async () => {
    const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      t.server.inject({ url: '/metrics', remoteAddress, headers })
    expect((await ask({})).statusCode).toBe(200)
    expect((await ask({}, '10.1.2.3')).statusCode).toBe(200)
    expect((await ask({}, '198.51.100.1')).statusCode).toBe(404)
    for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])
      expect((await ask({ [name]: '198.51.100.1' })).statusCode, name).toBe(404)
  })

  it('R08 answer while the database does not, and say so instead of what they last knew', async () => {
    const away = await testApp({ clock: () => now })
    expect((await away.guest.get('/metrics')).text).toMatch(/^parley_database_up 1$/m)
    await away.app.db.close()
    now += MINUTE
    const { status, text } = await away.guest.get('/metrics')
    expect(status).toBe(200)
    expect(text).toMatch(/^parley_database_up 0$/m)
    for (const name of ['parley_cases_waiting', 'parley_database_bytes', 'parley_orders_left_seconds'])
      expect(text).not.toMatch(new RegExp(`^${name}\\b`, 'm'))
    expect(text).toMatch(/^parley_disk_free_bytes \d/m)
    await away.close()
  })
})
