import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { assertSafeServer, OLDEST_POSTGRES, type ServerFacts } from './db/dialect/postgres.ts'
import { DESK } from './db/events.ts'
import { newId } from './db/ids.ts'
import { invariants } from './db/invariants.ts'
import { fill, type Step } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { DUE_PROCESS } from './decisions/invariants.ts'
import { bringIn, disqusFile, post, thread } from './import/testing.ts'
import { type Client, PAPER, STORY, ssoToken, type TestApp, testApp } from './testing.ts'
import { type Way, wayTo } from './testing-way.ts'

const safe: ServerFacts = {
  version: OLDEST_POSTGRES,
  encoding: 'UTF8',
  fsync: 'on',
  fullPageWrites: 'on',
  mayLose: false,
  schema: ['0001-first'],
  knownSchema: ['0001-first', '0002-second'],
  now: Date.parse('2027-01-02'),
  released: Date.parse('2027-01-01'),
}
const starting = (facts: Partial<ServerFacts>) => () => assertSafeServer({ ...safe, ...facts })

describe('R06: a server that is not safe to write to is refused, and the message says what to do', () => {
  it('starts where all is well', () => {
    expect(starting({})).not.toThrow()
  })
  it.each([
    ['an old one', { version: 16 }, /PostgreSQL 16 is too old; 17 or newer/],
    ['another encoding', { encoding: 'LATIN1' }, /LATIN1.*create database … encoding 'UTF8'/],
    ['fsync off', { fsync: 'off' }, /fsync=off; on is needed, or a power cut loses comments/],
    ['full_page_writes off', { fullPageWrites: 'off' }, /full_page_writes=off/],
    ['the schema of a newer version', { schema: ['0009-future'] }, /newer Parley \(0009-future\)/],
    ['a clock from before this version was made', { now: Date.parse('2026-12-31') }, /set the clock/],
  ])('%s', (_name, facts, message) => {
    expect(starting(facts)).toThrow(message)
  })
  it('fsync off is for a server that says of itself that it may lose what it is told', () => {
    expect(starting({ fsync: 'off', mayLose: true })).not.toThrow()
  })
})

const threadOf = (story = STORY) => `/v1/comments?story=${encodeURIComponent(story)}&limit=100`

describe('two processes on one database', () => {
  let one: TestApp
  let two: TestApp
  /** Alice as each of them knows her: one session. */
  let alice: Client
  let aliceAtTwo: Client
  let desk: Client
  beforeAll(async () => {
    one = await testApp()
    two = await testApp({ config: { database: one.app.config.database, secret: one.app.config.secret } })
    alice = await one.signIn('alice')
    aliceAtTwo = two.as(alice)
    desk = await two.signIn('desk', { role: 'editor' })
  })
  afterAll(async () => {
    await two.close()
    await one.close()
  })
  const shownAt = async (t: TestApp, story?: string): Promise<string[]> =>
    (await t.guest.get(threadOf(story))).json.comments.map((comment: { id: string }) => comment.id)

  it('R16: whoever has posted reads it at the other at once; everybody soon after, and a removal as well', async () => {
    await alice.says('The first, so that there is a page to keep.')
    expect(await shownAt(two)).toHaveLength(1)
    const id = await alice.says('Two plants stay open.')
    expect((await aliceAtTwo.get(`/v1/comments/${id}`)).status).toBe(200)
    await vi.waitFor(async () => expect(await shownAt(two)).toContain(id), 2000)
    expect(await shownAt(one)).toContain(id)
    const removed = await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'It speaks ill of somebody.',
    })
    expect(removed.status).toBe(200)
    await vi.waitFor(async () => {
      const { comments } = (await one.guest.get(threadOf())).json
      expect(comments.some((comment: { id: string }) => comment.id === id)).toBe(false)
    }, 2000)
  })

  it('R16: its author reads at the other at once what he has just written: in the thread, among his own, on the plain page; a moderator has the case', async () => {
    const plain = `/d?story=${encodeURIComponent(STORY)}`
    for (let i = 0; i < 5; i++) {
      // So that there are pages that are about to be old.
      for (const path of [threadOf(), plain]) await two.guest.get(path)
      const words = `Read at the other, ${i}.`
      const id = await alice.says(words)
      const [thread, page, me, comment, opened] = await Promise.all([
        aliceAtTwo.get(threadOf()),
        aliceAtTwo.get(plain),
        aliceAtTwo.get(`/v1/me?story=${encodeURIComponent(STORY)}`),
        aliceAtTwo.get(`/v1/comments/${id}`),
        desk.get(`/v1/desk/cases/k_${id.slice(2)}`),
      ])
      expect(thread.json.comments[0].id).toBe(id)
      expect(page.text).toContain(words)
      expect(me.json.mine.some((own: { id: string }) => own.id === id)).toBe(true)
      expect([comment.status, opened.status]).toEqual([200, 200])
    }
  })

  it('R12: a newer version may add to a table while the older one runs', async () => {
    const id = await alice.says('Written before the newer version came.')
    for (const t of [one, two]) expect(await shownAt(t)).toContain(id)
    await sql`alter table comments add column of_the_next_version text`.execute(one.app.db.read)
    await sql`alter table stories add column of_the_next_version integer not null default 0`.execute(one.app.db.read)
    for (const client of [alice, aliceAtTwo])
      await Promise.all(Array.from({ length: 12 }, (_, i) => client.says(`Written after it came, ${i}.`)))
    expect((await aliceAtTwo.get(`/v1/comments/${id}`)).status).toBe(200)
    expect((await desk.call('PUT', `/v1/comments/${id}/respect`)).status).toBe(200)
    expect((await desk.get(`/v1/desk/cases/k_${id.slice(2)}`)).status).toBe(200)
    expect(await one.broken()).toEqual([])
  })

  it('streams of one are woken by what is written at the other, of a story and of the desk', async () => {
    const rung: string[] = []
    await alice.says('So that there is a story.')
    const { id: story } = (await one.guest.get(threadOf())).json.story
    for (const what of [story, DESK]) onTestFinished(two.app.doorbell.listen(what, () => rung.push(what)))
    await alice.says('Somebody is listening.')
    await vi.waitFor(() => expect(rung).toContain(story), 2000)
    const atOne = one.as(desk)
    const held = await alice.says('About this one somebody thinks.')
    expect((await atOne.call('PUT', `/v1/desk/cases/k_${held.slice(2)}/claim`)).status).toBe(200)
    await vi.waitFor(() => expect(rung).toContain(DESK), 2000)
  })

  it('what the newsroom settles at one holds at the other', async () => {
    expect(one.app.rules.words('a zeppelin')).toEqual([])
    const words = [{ patterns: 'zeppelin', label: 'spam', severity: 2 }]
    expect((await desk.call('PUT', '/v1/desk/words', { words, after: 0 })).status).toBe(200)
    await vi.waitFor(() => expect(one.app.rules.words('a zeppelin')).not.toEqual([]), 2000)
  })

  it('R13: fifty times the same key at both is one comment and fifty same answers', async () => {
    const draft = { story: `${PAPER}/storm/key`, text: 'Once, however often it is sent.' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 ? alice : aliceAtTwo).post('/v1/comments', draft, { 'idempotency-key': 'key-at-both' }),
      ),
    )
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([201]))
    expect(new Set(answers.map(answer => answer.json.comment.id)).size).toBe(1)
    expect(await shownAt(one, draft.story)).toHaveLength(1)
  })

  it('a newsroom’s token is good once', async () => {
    for (let i = 0; i < 5; i++) {
      const sso = ssoToken(`once-${i}`)
      const answers = await Promise.all([one, two].map(t => t.guest.post('/v1/session', { sso })))
      expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 401])
    }
  })

  it('two readers who want one name at the same moment have two', async () => {
    const name = 'Sam Same'
    const both = await Promise.all([one.signIn('sam-1', { name }), two.signIn('sam-2', { name })])
    expect(both.map(({ name: given }) => given).toSorted()).toEqual(['Sam Same', 'Sam Same 2'])
  })

  it('a reader reports a comment once', async () => {
    const id = await (await one.signIn('bob')).says('Something to report.')
    const answers = await Promise.all(
      [alice, aliceAtTwo].map(client => client.post(`/v1/comments/${id}/reports`, { rule: 'nice' })),
    )
    expect(answers.map(answer => answer.status).toSorted()).toEqual([201, 409])
  })

  it('a storm of posts, respects and decisions leaves everything consistent, and every statement has its number', async () => {
    const story = `${PAPER}/storm/all`
    const readers = await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 ? one : two).signIn(`storm-${i}`)))
    const posts = readers.flatMap(reader =>
      Array.from({ length: 8 }, (_, i) => reader.says(`${reader.name} says number ${i}.`, { story })),
    )
    const ids = await Promise.all(posts)
    const atOne = one.as(desk)
    const acts = ids.map((id, i) =>
      i % 3 === 0
        ? (i % 2 ? desk : atOne).post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
            act: 'remove',
            rule: 'nice',
            explanation: 'In a storm, too.',
          })
        : (i % 2 ? alice : aliceAtTwo).call('PUT', `/v1/comments/${id}/respect`),
    )
    for (const answer of await Promise.all(acts)) expect(answer.status).toBe(200)
    expect(await one.broken()).toEqual([])
    const numbers = await one.app.db.read.selectFrom('statements').select('no').orderBy('no').execute()
    expect(numbers.map(({ no }) => no)).toEqual(numbers.map((_, i) => i + 1))
  })

  it('an import goes on while readers write under the same stories, and says what it has done', async () => {
    const posts = Array.from({ length: 600 }, (_, i) =>
      post({ id: String(i + 1), name: `Ann ${i % 90}`, text: `<p>Number ${i}.</p>`, story: String(1 + (i % 2)) }),
    )
    const file = disqusFile(thread({}), thread({ id: '2', link: `${PAPER}/two`, title: 'Two' }), ...posts)
    let over = false
    const bringing = bringIn(two, 'disqus', file).finally(() => {
      over = true
    })
    let written = 0
    while (!over) {
      await Promise.all(
        ['/one', '/two'].map(path => alice.says(`Meanwhile, ${written++}.`, { story: `${PAPER}${path}` })),
      )
    }
    const report = await bringing
    expect(written).toBeGreaterThan(1)
    expect(report.comments).toMatchObject({ read: 600, created: 600 })
    expect(report.readers.created).toBe(90)
    const { n } = await one.app.db.read
      .selectFrom('comments')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('imported_from', 'is not', null)
      .executeTakeFirstOrThrow()
    expect(n).toBe(600)
    expect(await one.broken()).toEqual([])
    expect((await bringIn(two, 'disqus', file)).comments).toMatchObject({ created: 0, unchanged: 600 })
  })

  it('a job is given to one of them', async () => {
    const { site } = one.app.config
    const jobs = Array.from({ length: 20 }, () => ({
      id: newId('j', 1),
      site,
      kind: 'tried',
      payload_json: '{}',
      run_at: 1,
      attempts: 0,
      done_at: null,
      error: null,
    }))
    await one.app.db.tx(tx => tx.insertInto('jobs').values(jobs).execute())
    expect(await two.app.db.takeJob('other', 'tried', Date.now())).toBeUndefined()
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two).app.db.takeJob(site, 'tried', Date.now())),
    )
    expect(taken.flatMap(job => job?.id ?? []).toSorted()).toEqual(jobs.map(({ id }) => id).toSorted())
  })

  it('what only one may do, one does', async () => {
    let running = 0
    let most = 0
    let done = 0
    const work = async () => {
      most = Math.max(most, ++running)
      await vi.waitFor(() => expect(tried).toBe(2))
      running--
      done++
    }
    let tried = 0
    const alone = (t: TestApp) => t.app.db.alone('tried', work).finally(() => tried++)
    const both = [alone(one), alone(two)]
    await Promise.race(both)
    tried = 2
    await Promise.all(both)
    expect({ most, done }).toEqual({ most: 1, done: 1 })
  })
})

it('limits are counted by all processes together', async () => {
  const one = await testApp({ env: { PARLEY_LIMITS: 'on' } })
  const two = await testApp({
    env: { PARLEY_LIMITS: 'on' },
    config: { database: one.app.config.database, secret: one.app.config.secret },
  })
  onTestFinished(async () => {
    await two.close()
    await one.close()
  })
  const alice = await one.signIn('alice')
  const clients = [alice, two.as(alice)]
  const answers: number[] = []
  for (let i = 0; i < 14; i++)
    answers.push(
      (await clients[i % 2]!.post('/v1/comments', { story: STORY, text: `Number ${i} of many, each another.` })).status,
    )
  expect(answers).toEqual([...Array(12).fill(201), 429, 429])
})

describe('a connection that is lost', () => {
  let near: TestApp
  let t: TestApp
  let way: Way
  let ahead = 0
  let alice: Client
  beforeAll(async () => {
    near = await testApp()
    way = await wayTo(near.app.config.database)
    t = await testApp({
      config: { database: way.url, secret: near.app.config.secret },
      clock: () => Date.now() + ahead,
    })
    alice = await t.signIn('alice')
  })
  afterAll(async () => {
    await t.close()
    await way.close()
    await near.close()
  })
  const postUnder = (key: string) =>
    alice.post('/v1/comments', { story: STORY, text: `Under the key ${key}.` }, { 'idempotency-key': key })
  const stored = async () =>
    (await near.app.db.read.selectFrom('comments').select('text').execute()).map(({ text }) => text)

  it('R03, R13: cut while a commit is on its way, nothing is claimed, and the retry is stored once', async () => {
    await postUnder('key-cut-0')
    way.cutAfter = 'commit'
    const failed = await postUnder('key-cut-1')
    expect(failed).toMatchObject({ status: 503, json: { code: 'database.fault' } })
    expect(way.cuts).toBe(1)
    await vi.waitFor(async () => expect((await postUnder('key-cut-1')).status).toBe(201), {
      timeout: 10_000,
      interval: 100,
    })
    expect((await stored()).filter(text => text === 'Under the key key-cut-1.')).toHaveLength(1)
    expect(await near.broken()).toEqual([])
  })

  const shown = async () => (await t.guest.get(threadOf())).json.comments?.length
  const goes = (how: 'closed' | 'silent', back = false) => {
    way[how] = !back
    if (how === 'closed' && !back) way.cutAll()
  }
  const returned = () =>
    vi.waitFor(async () => expect((await t.guest.get('/readyz')).status).toBe(200), { timeout: 10_000, interval: 50 })

  it.each(['closed', 'silent'] as const)(
    'R08: while the database is %s writers are told so; then all goes on, and what was written meanwhile is seen',
    async how => {
      await vi.waitFor(async () => expect(await shown()).toBe((await stored()).length), 5000)
      const before = await shown()
      goes(how)
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => postUnder(`key-${how}-${i}`)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
      expect(answers[0]!.headers['retry-after']).toBeDefined()
      // From now on nobody waits, and nobody but one asks again and again whether it is back.
      const { connections } = way
      const later = await Promise.all(Array.from({ length: 100 }, (_, i) => postUnder(`key-${how}-${i}`)))
      expect(new Set(later.map(({ status }) => status))).toEqual(new Set([503]))
      expect(way.connections - connections).toBeLessThan(5)
      const meanwhile = near.as(alice)
      await meanwhile.says('Written by another process meanwhile.')
      goes(how, true)
      await vi.waitFor(async () => expect(await shown()).toBe(before + 1), { timeout: 10_000, interval: 50 })
      for (let i = 0; i < 10; i++) expect((await postUnder(`key-${how}-${i}`)).status).toBe(201)
      expect((await stored()).length).toBe(before + 11)
      expect(await near.broken()).toEqual([])
    },
  )

  it('R08: meanwhile everybody reads what was kept, marked as old, for a minute; the process says that it lives and is not ready', async () => {
    await t.guest.get(threadOf())
    const kept = await t.guest.get(threadOf())
    const plainly = await t.guest.get(`/d?story=${encodeURIComponent(STORY)}`)
    expect(kept.headers['cache-status']).toBeUndefined()
    goes('silent')
    await vi.waitFor(async () => expect((await t.guest.get('/readyz')).status).toBe(503), {
      timeout: 5000,
      interval: 50,
    })
    expect((await t.guest.get('/healthz')).status).toBe(200)
    const old = await vi.waitFor(async () => {
      const answer = await t.guest.get(threadOf())
      expect(answer.headers['cache-status']).toMatch(/^parley; hit; ttl=-\d+$/)
      return answer
    }, 5000)
    expect(old).toMatchObject({ status: 200, text: kept.text })
    expect(await t.guest.get(`/d?story=${encodeURIComponent(STORY)}`)).toMatchObject({
      status: 200,
      text: plainly.text,
    })
    // A page that nobody has asked for yet is not there.
    expect((await t.guest.get(`${threadOf()}&sort=respected`)).status).toBe(503)
    ahead = 61_000
    expect((await t.guest.get(threadOf())).status).toBe(503)
    ahead = 0
    goes('silent', true)
    await returned()
    const fresh = await t.guest.get(threadOf())
    expect(fresh).toMatchObject({ status: 200, text: kept.text })
    expect(fresh.headers['cache-status']).toBeUndefined()
  })

  it('R16: while the connection that listens is silent, or is ended again and again, no post fails and what others write is seen soon', async () => {
    const meanwhile = near.as(alice)
    const seen = async (how: string) => {
      const id = await meanwhile.says(`Written while it was ${how}.`)
      await vi.waitFor(async () => {
        const { comments } = (await t.guest.get(threadOf())).json
        expect(comments.some((comment: { id: string }) => comment.id === id)).toBe(true)
      }, 10_000)
    }
    await shown()
    way.silentAbout = 'listen parley'
    const own = await meanwhile.says('Read by its author at once, heard of or not.')
    expect((await alice.get(threadOf())).json.comments[0].id).toBe(own)
    let posting = true
    const posts = (async () => {
      for (let i = 0; posting; i++) expect((await postUnder(`key-deaf-${i}`)).status).toBe(201)
    })()
    await seen('silent')
    way.silentAbout = ''
    for (let i = 0; i < 3; i++) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query in ('listen parley', 'select 1')`.execute(
        near.app.db.read,
      )
      await seen(`ended for the ${i + 1}. time`)
    }
    posting = false
    await posts
  })

  it('R01: cut again and again under load, what was acknowledged is there, once', async () => {
    const acknowledged: string[] = []
    let cutting = true
    const cutter = (async () => {
      for (let i = 0; i < 8; i++) {
        const before = acknowledged.length
        await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 4), 20_000)
        way.cutAll()
      }
      cutting = false
    })()
    const writer = async (who: number) => {
      for (let i = 0; cutting; i++) {
        const key = `load-${who}-${i}`
        for (let status = 0; status !== 201; ) {
          status = (await postUnder(key)).status
          expect([201, 503]).toContain(status)
          if (status === 503) await new Promise(next => setTimeout(next, 50))
        }
        acknowledged.push(`Under the key ${key}.`)
      }
    }
    await Promise.all([cutter, ...Array.from({ length: 6 }, (_, who) => writer(who))])
    const there = (await stored()).filter(text => text.includes('load-'))
    expect(there.toSorted()).toEqual(acknowledged.toSorted())
    expect(await near.broken()).toEqual([])
  }, 60_000)
})

describe('transactions', () => {
  it('one that throws leaves no trace, and one that swallows the database’s error is not acknowledged', async () => {
    const t = await testApp()
    onTestFinished(() => t.close())
    const { db } = t.app
    const row = {
      id: newId('j', 1),
      site: 'x',
      kind: 'x',
      payload_json: '',
      run_at: 1,
      attempts: 0,
      done_at: null,
      error: null,
    }
    const insert = (id: string) => ({ ...row, id })
    await expect(
      db.tx(async tx => {
        await tx.insertInto('jobs').values(insert('j_a')).execute()
        throw new Error('changed its mind')
      }),
    ).rejects.toThrow('changed its mind')
    await expect(
      db.tx(async tx => {
        await tx.insertInto('jobs').values(insert('j_b')).execute()
        await sql`select 1 / 0`.execute(tx).catch(() => {})
      }),
    ).rejects.toThrow()
    expect(await db.read.selectFrom('jobs').selectAll().execute()).toEqual([])
  })

  it.each([
    ['R04: a full disk', '53100', 'database.full', 507],
    ['R03: a disk that fails', '58030', 'database.fault', 503],
    ['damaged pages', 'XX001', 'database.fault', 503],
    ['a row that is locked for too long', '55P03', 'server.busy', 503],
    ['a server that is being stopped', '57P01', 'database.fault', 503],
  ])('%s is told apart from what the writer did', async (_name, errcode, code, status) => {
    const t = await testApp()
    onTestFinished(() => t.close())
    const failing = t.app.db.tx(async tx => {
      await tx.insertInto('staff').values({ site: 'x', email: 'x', role: 'editor', added_at: 1 }).execute()
      await sql.raw(`do $$ begin raise exception 'no' using errcode = '${errcode}'; end $$`).execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code, status, cause: { code: errcode } })
    expect(await t.app.db.read.selectFrom('staff').selectAll().execute()).toEqual([])
    // The next one is served as ever.
    expect((await t.signIn('alice')).id).toMatch(/^r_/)
  })

  it('are as if one came after another, also where they change different rows', async () => {
    const t = await testApp()
    const other = await openDatabase(t.app.config.database)
    onTestFinished(async () => {
      await other.close()
      await t.close()
    })
    const { site } = t.app.config
    const staff = (email: string) => ({ site, email, role: 'editor' as const, added_at: 1 })
    await t.app.db.tx(tx =>
      tx
        .insertInto('staff')
        .values([staff('a@x.example'), staff('b@x.example')])
        .execute(),
    )
    // Each leaves only where somebody stays.
    const leave = (db: typeof other, email: string) =>
      db.tx(async tx => {
        const there = await tx.selectFrom('staff').select('email').execute()
        await new Promise(next => setTimeout(next, 50))
        if (there.length > 1) await tx.deleteFrom('staff').where('email', '=', email).execute()
      })
    await Promise.all([leave(t.app.db, 'a@x.example'), leave(other, 'b@x.example')])
    expect(await other.read.selectFrom('staff').select('email').execute()).toHaveLength(1)
    expect(await invariants(other.read, DUE_PROCESS)).toEqual([])
  })
})

describe('R12: a migration that is killed in the middle', () => {
  const open = new URL('./db/open.ts', import.meta.url).href
  /** Runs what asks `db` in a process of its own until it waits for a row or a table that somebody else has; then it is killed. */
  async function killedWaiting(t: TestApp, script: string) {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', `import { openDatabase } from ${JSON.stringify(open)}\n${script}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    onTestFinished(() => void child.kill('SIGKILL'))
    const waiting = async () => {
      const { rows } = await sql`select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(t.app.db.read)
      expect(rows).toHaveLength(1)
    }
    await vi.waitFor(waiting, { timeout: 30_000, interval: 20 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    // The server would finish the statement before it noticed.
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(t.app.db.read)
  }
  /** Holds what a statement locks until the returned function is called. */
  async function holding(t: TestApp, statement: string) {
    const tx = await t.app.db.read.startTransaction().execute()
    await sql.raw(statement).execute(tx)
    return () => tx.rollback().execute()
  }

  it('has left nothing where its steps were not all done, and the next start does them', async () => {
    const t = await testApp()
    onTestFinished(() => t.close())
    const { db, config } = t.app
    await sql`drop schema public cascade`.execute(db.read)
    await sql`create schema public`.execute(db.read)
    for (let round = 0; round < 2; round++) {
      // The last step but none makes this table too.
      const release = await holding(t, 'create table meters (n integer)')
      await killedWaiting(t, `await openDatabase(${JSON.stringify(config.database)})`)
      await release()
      const { rows } = await sql`select tablename from pg_tables where schemaname = 'public'`.execute(db.read)
      expect(rows.length).toBeLessThan(3)
    }
    const again = await openDatabase(config.database)
    expect(await again.read.selectFrom('comments').selectAll().execute()).toEqual([])
    await again.close()
  })

  it('goes on filling where it was, and the version before is not in its way, nor it in that one’s', async () => {
    const t = await testApp()
    onTestFinished(() => t.close())
    const { db, config } = t.app
    const alice = await t.signIn('alice')
    await alice.says('Before the newer version came.')
    await sql`insert into jobs (id, site, kind, payload_json, run_at, attempts)
      select 'j_' || lpad(cast(i as text), 6, '0'), 'x', 'x', '{}', 1, 0 from generate_series(1, 3000) i`.execute(
      db.read,
    )
    await sql`alter table jobs add column note text`.execute(db.read)
    const batch = `update jobs set note = 'filled' where id in (select id from jobs where note is null order by id limit 500)`
    let batches = 0
    const steps: Record<string, Step> = {
      '9999-notes': {
        up: async () => {},
        async fill(to) {
          batches++
          return ((await sql.raw(batch).execute(to)).numAffectedRows ?? 0n) > 0n
        },
      },
    }
    const release = await holding(t, `select id from jobs where id = 'j_001200' for update`)
    await killedWaiting(
      t,
      `import { sql } from 'kysely'
       import { fill } from ${JSON.stringify(new URL('./db/migrate.ts', import.meta.url).href)}
       const { read } = await openDatabase(${JSON.stringify(config.database)})
       const step = { up: async () => {}, fill: async db => (await sql.raw(${JSON.stringify(batch)}).execute(db)).numAffectedRows > 0n }
       await fill(read, { '9999-notes': step })`,
    )
    await release()
    const left = async () =>
      (await sql<{ n: number }>`select count(*) as n from jobs where note is null and site = 'x'`.execute(db.read))
        .rows[0]!.n
    expect(await left()).toBe(2000)
    const said = alice.says('While it is being filled.')
    await fill(db.read, steps)
    await said
    expect([await left(), batches]).toEqual([0, 5])
    await fill(db.read, steps)
    expect(batches).toBe(5)
    expect(await t.broken()).toEqual([])
  })
})

it('keeps text in the order of its bytes, and numbers as numbers, whatever the locale of the database', async () => {
  const t = await testApp()
  onTestFinished(() => t.close())
  const { rows } = await sql<{
    name: string
  }>`select table_name || '.' || column_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'text' and collation_name is distinct from 'C'`.execute(
    t.app.db.read,
  )
  expect(rows).toEqual([])
  const { rows: numbers } =
    await sql`select cast(7 as bigint) as big, sum(n) as sum from (values (cast(1 as bigint)), (2)) v (n)`.execute(
      t.app.db.read,
    )
  expect(numbers).toEqual([{ big: 7, sum: 3 }])
})

it('opened by two at once, a new database is migrated once', async () => {
  const t = await testApp()
  onTestFinished(() => t.close())
  const { db } = t.app
  await sql`drop schema public cascade`.execute(db.read)
  await sql`create schema public`.execute(db.read)
  const both = await Promise.all([1, 2, 3].map(() => openDatabase(t.app.config.database)))
  expect(await both[0]!.read.selectFrom('comments').selectAll().execute()).toEqual([])
  await Promise.all(both.map(one => one.close()))
})
