import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { signingKey } from '../authorities/signing.ts'
import { backUp } from '../cli/backup.ts'
import { exportAll } from '../cli/export.ts'
import { importFile } from '../cli/import.ts'
import { restoreFile } from '../cli/restore.ts'
import { runHere } from '../cli/testing.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { openDatabase } from '../db/open.ts'
import { openWhole } from '../db/whole.ts'
import { ON_POSTGRES, PAPER, STORY, type TestApp, testApp } from '../testing.ts'
import { backup, lastBackup } from './backup.ts'
import { copy } from './copy.ts'
import { type Line, read, written } from './file.ts'
import { restore } from './restore.ts'
import { newLock } from './seal.ts'
import { allRows, emptyPostgres, folder, newsroom } from './testing.ts'

const KEY = 'correct horse battery staple'
const opening = { passphrase: null }
const now = Date.now()
const LATEST = Object.keys(MIGRATIONS)

type Kind = 'sqlite' | 'postgres'
const OWN: Kind = ON_POSTGRES ? 'postgres' : 'sqlite'
const KINDS: Kind[] = ON_POSTGRES ? ['postgres', 'sqlite'] : ['sqlite']

let paper: TestApp
beforeAll(async () => {
  paper = await newsroom()
  signingKey(paper.app.config.data)
})
afterAll(() => paper.close())

/** Where nothing is yet. */
async function nowhere(kind = OWN) {
  const data = join(folder(), 'data')
  return { data, database: kind === 'postgres' ? await emptyPostgres() : join(data, 'parley.sqlite') }
}
const save = (passphrase: string | null = null) =>
  backup(paper.app.config, { file: join(folder(), 'night.parley'), passphrase, now })
/** What is in a place: of a folder its files, of a server its rows. */
const isIn = async ({ data, database }: { data: string; database: string }) => [
  ...(existsSync(data) ? readdirSync(data) : []),
  ...(existsSync(database) || database.startsWith('postgres:') ? Object.values(await allRows(database)).flat() : []),
]

/** A command on a newsroom's folder, with its key. */
function run(data: string, ...[command, args, key = KEY]: [Parameters<typeof runHere>[1], string[], string?]) {
  vi.stubEnv('PARLEY_BACKUP_KEY', key || undefined)
  return runHere(data, command, args).finally(() => vi.unstubAllEnvs())
}

describe('R05: a backup', () => {
  it.each(KINDS)('brings back every row, what is found by it, and the keys, on %s', async kind => {
    const made = await save(KEY)
    const config = await nowhere(kind)
    const found = await restore(made.file, { passphrase: KEY }, { config, now })
    expect(found).toMatchObject({ tables: made.tables, migrated: [], broken: [] })
    expect(await allRows(config.database)).toEqual(await allRows(paper.app.config.database))

    const { site } = paper.app.config
    expect(made.tables.comments!.rows).toBeGreaterThan(1000)
    const { anchor, settled, ok } = found.audits[site]!
    expect(ok).toBe(true)
    expect(found.chains[site]).toEqual({ stories: anchor, settled })
    expect(settled.no).toBe(1)

    const db = await openDatabase(config.database)
    onTestFinished(() => db.close())
    const wanted = { site, author: '', story: '', before: null, limit: 50, from: 0, to: now * 2, words: '', marks: [] }
    for (const asked of [{}, { marks: ['state_shown'] }, { words: 'plant' }, { marks: ['decided'] }]) {
      const ids = async (at: typeof db) => (await at.search({ ...wanted, ...asked })).map(({ id }) => id)
      expect(await ids(db), JSON.stringify(asked)).toEqual(await ids(paper.app.db))
    }
    for (const name of ['secret', 'case-key.pem'].filter(name => existsSync(join(paper.app.config.data, name)))) {
      expect(readFileSync(join(config.data, name), 'utf8')).toBe(
        readFileSync(join(paper.app.config.data, name), 'utf8'),
      )
      expect(statSync(join(config.data, name)).mode & 0o777).toBe(0o600)
    }
  })

  it('is of one moment, though readers write meanwhile', async () => {
    const alice = await paper.signIn('alice')
    const before = Number(
      (
        await paper.app.db.read
          .selectFrom('events')
          .select(eb => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
    let writing = true
    const posts = (async () => {
      let n = 0
      for (; writing || n < 3; n++) await alice.says(`Thought ${n} while it is saved: two plants stay open.`)
      return n
    })()
    const made = await save()
    writing = false
    const after = before + (await posts)
    expect(made.tables.events!.rows).toBeGreaterThanOrEqual(before)
    expect(made.tables.events!.rows).toBeLessThan(after)
    const config = await nowhere()
    const found = await restore(made.file, opening, { config, now })
    expect(found.broken).toEqual([])
    expect(Object.values(found.audits)).toMatchObject([{ ok: true, events: made.tables.events!.rows }])
  })

  it('by command: says what it wrote, writes over nothing, leaves nothing half, and the doctor knows when it was', async () => {
    const { data } = paper.app.config
    const file = join(folder(), 'night.parley')
    expect(await run(data, backUp, [file], '')).toMatchObject({
      status: 1,
      said: expect.stringMatching(/PARLEY_BACKUP_KEY is not set.*--unencrypted/),
    })
    const made = await run(data, backUp, [file, '--json'])
    expect(made.status, made.said).toBe(0)
    expect(JSON.parse(made.out)).toMatchObject({
      encrypted: true,
      from: OWN,
      schema: LATEST,
      noted: null,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await lastBackup(paper.app.db.read, paper.app.config.site)).toBeGreaterThan(now - 1)
    expect(await run(data, backUp, [file])).toMatchObject({
      status: 1,
      said: expect.stringMatching(/is there already; nothing is written over/),
    })
    expect(readdirSync(dirname(file))).toEqual(['night.parley'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file).subarray(200).includes('paper.example')).toBe(false)
    expect(await run(data, restoreFile, [file, '--check'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^whole: .*comments of /),
    })
    const open = await run(data, backUp, [join(folder(), 'open.parley'), '--unencrypted'])
    expect(open).toMatchObject({
      status: 0,
      out: expect.stringMatching(/NOT encrypted: whoever has it can read all of it/),
    })
  })
})

// Nothing has been asked of a database by then, so one of them is enough.
describe.skipIf(ON_POSTGRES)('R05: a restore is refused, and writes nothing', () => {
  let good: Buffer
  beforeAll(async () => {
    const made = join(mkdtempSync(join(tmpdir(), 'parley-keeping-')), 'good.parley')
    await backup(paper.app.config, { file: made, passphrase: KEY, now })
    good = readFileSync(made)
    rmSync(dirname(made), { recursive: true })
  })
  it.each([
    ['with another key', (file: Buffer) => file, 'some other passphrase', /another key/],
    ['without a key', (file: Buffer) => file, '', /encrypted: set PARLEY_BACKUP_KEY/],
    ['cut in its first line', (file: Buffer) => file.subarray(0, 30), KEY, /first line is damaged/],
    [
      'cut in the middle',
      (file: Buffer) => file.subarray(0, file.length >> 1),
      KEY,
      /damaged or cut short at byte \d+/,
    ],
    ['cut before its last byte', (file: Buffer) => file.subarray(0, -1), KEY, /damaged or cut short/],
    [
      'one bit changed',
      (file: Buffer) => file.with(file.length - 100, file.at(-100)! ^ 1),
      KEY,
      /damaged or cut short/,
    ],
    ['something else', () => Buffer.from('SQLite format 3\0'), KEY, /no backup of Parley/],
  ] as const)('%s', async (_name, damage, key, said) => {
    const file = join(folder(), 'damaged.parley')
    writeFileSync(file, damage(good))
    const place = await nowhere()
    const before = await isIn(place)
    vi.stubEnv('PARLEY_DATABASE_URL', ON_POSTGRES ? place.database : undefined)
    const answer = await run(place.data, restoreFile, [file], key)
    expect(answer.status).toBe(1)
    expect(answer.said).toMatch(said)
    expect(answer.said).toMatch(/Nothing was written/)
    expect(await isIn(place)).toEqual(before)
  })

  /** A backup like another, of which somebody has changed something. */
  async function rewritten(change: (line: Line) => Line): Promise<string> {
    const { file } = await save()
    const lines: Line[] = []
    for await (const line of read(file, opening)) lines.push(change(line))
    const other = join(folder(), 'other.parley')
    const bytes: Buffer[] = []
    for await (const piece of written(
      newLock(null),
      (async function* () {
        yield* lines
      })(),
    ))
      bytes.push(piece)
    writeFileSync(other, Buffer.concat(bytes))
    return other
  }

  it.each([
    [
      'a row less than it says',
      (line: Line) => ('rows' in line ? { rows: line.rows.slice(1) } : line),
      /not whole: table \w+ has \d+ rows in place of/,
    ],
    [
      'a row other than it says',
      (line: Line) =>
        'rows' in line ? { rows: line.rows.map((row, i) => (i ? row : [...row.slice(1), row[0]!])) } : line,
      /not whole: rows of table \w+ are not as they were/,
    ],
    [
      'a newer version',
      (line: Line) => ('parley' in line ? { parley: { ...line.parley, schema: [...LATEST, '9999-future'] } } : line),
      /newer Parley \(9999-future\)/,
    ],
  ])('%s', async (_name, change, said) => {
    const place = await nowhere()
    const before = await isIn(place)
    await expect(restore(await rewritten(change), opening, { config: place, now })).rejects.toThrow(said)
    expect(await isIn(place)).toEqual(before)
  })
})

describe('R05: what is restored', () => {
  it('is written over nothing', async () => {
    const { file } = await save()
    await expect(restore(file, opening, { config: paper.app.config, now })).rejects.toThrow(
      /there already; restore into an empty folder/,
    )
    const place = await nowhere()
    if (ON_POSTGRES) {
      const db = await openDatabase(place.database)
      await db.tx(tx => tx.insertInto('staff').values({ site: 's', email: 'e', role: 'editor', added_at: 1 }).execute())
      await db.close()
      await expect(restore(file, opening, { config: place, now })).rejects.toThrow(
        /database is not empty; make a new one/,
      )
    } else {
      mkdirSync(place.data)
      writeFileSync(place.database, '')
      await expect(restore(file, opening, { config: place, now })).rejects.toThrow(/parley.sqlite is there already/)
      expect(statSync(place.database).size).toBe(0)
    }
  })

  it('is brought forward from an older schema', async () => {
    const [old, place] = [join(folder(), 'old.sqlite'), await nowhere()]
    const schema = '0012-reasons'
    const before = await openDatabase(old, { schema })
    await before.tx(tx =>
      sql`insert into stories (site, id, url, title, seq, count, created_at) values ('default', 's_1', ${STORY}, 'Old', 0, 0, 1)`.execute(
        tx,
      ),
    )
    await before.close()
    const { file } = await backup(
      { data: dirname(old), database: old },
      { file: `${old}.parley`, passphrase: null, now },
    )
    if (ON_POSTGRES) {
      // What the tests begin with is migrated; what was made for an older backup is not.
      const db = await openDatabase(place.database)
      await sql`drop schema public cascade`.execute(db.read)
      await sql`create schema public`.execute(db.read)
      await db.close()
    }
    const found = await restore(file, opening, { config: place, now })
    expect(found.migrated).toEqual(LATEST.slice(LATEST.indexOf(schema) + 1))
    const after = await openDatabase(place.database)
    onTestFinished(() => after.close())
    expect(await after.read.selectFrom('stories').select(['title', 'latest']).execute()).toEqual([
      { title: 'Old', latest: '' },
    ])
  })

  it('is said to be broken where it was so before, and is there all the same', async () => {
    const other = await testApp()
    onTestFinished(() => other.close())
    await (await other.signIn('alice')).says('Somebody will change the log of this.')
    await other.app.db.tx(tx => sql`update events set at = at + 1 where seq = 1`.execute(tx))
    await other.app.db.tx(tx => sql`update stories set count = count + 1`.execute(tx))
    const file = join(folder(), 'broken.parley')
    await backup(other.app.config, { file, passphrase: null, now })
    const place = await nowhere()
    vi.stubEnv('PARLEY_DATABASE_URL', ON_POSTGRES ? place.database : undefined)
    const answer = await run(place.data, restoreFile, [file], '')
    expect(answer.status).toBe(1)
    expect(answer.out).toMatch(/restored: /)
    expect(answer.out).toMatch(/look: the log of default was not whole when it was backed up, at story s_\w+, number 1/)
    expect(answer.out).toMatch(/look: a story counts its public comments: does not hold/)
    expect(await allRows(place.database)).toEqual(await allRows(other.app.config.database))
  })
})

const WAYS: [Kind, Kind][] = ON_POSTGRES
  ? [
      ['sqlite', 'postgres'],
      ['postgres', 'sqlite'],
    ]
  : [['sqlite', 'sqlite']]

describe.each(WAYS)('parley copy from %s to %s', (from, to) => {
  async function running(made: typeof newsroom) {
    const site = await made(from === OWN ? {} : { config: { database: join(folder(), 'site.sqlite') } })
    onTestFinished(() => site.close())
    return { site, database: site.app.config.database, target: (await nowhere(to)).database }
  }

  it('moves a running site: every row, no acknowledged post lost, and nothing written where nobody looks', async () => {
    const { site, database, target } = await running(newsroom)
    const alice = await site.signIn('alice')
    const acknowledged: string[] = []
    const refused: { status: number; code: string; retry: unknown }[] = []
    const posts = (async () => {
      for (let n = 0; refused.length === 0; n++) {
        const answer = await alice.post('/v1/comments', {
          story: STORY,
          text: `Thought ${n} on the way: two plants stay open.`,
        })
        if (answer.status === 201) acknowledged.push(answer.json.comment.id)
        else refused.push({ status: answer.status, code: answer.json.code, retry: answer.headers['retry-after'] })
      }
    })()
    const done = await copy(database, target, { now, rehearse: false })
    await posts
    expect(done).toMatchObject({ broken: [], stopped: expect.any(Number) })
    expect(Object.values(done.audits)).toMatchObject([{ ok: true }])
    expect(done.rounds.at(-1)).toMatchObject({ differences: 0, shut: true })
    const rows = await allRows(target)
    expect(rows).toEqual(await allRows(database))
    for (const [table, { rows: n }] of Object.entries(done.tables)) expect(rows[table]).toHaveLength(n)

    // Readers go on, writers are told to try again, and no server starts on it.
    expect(refused).toMatchObject([{ status: 503, code: 'server.busy', retry: expect.anything() }])
    expect((await site.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).status).toBe(200)
    await expect(openDatabase(database)).rejects.toThrow(/moved by “parley copy”.*--reopen/)
    await expect(copy(database, target, { now, rehearse: false })).rejects.toThrow(/moved already/)

    const moved = await testApp({ config: { database: target } })
    onTestFinished(() => moved.close())
    const there = new Set((await moved.app.db.read.selectFrom('comments').select('id').execute()).map(({ id }) => id))
    expect(acknowledged.filter(id => !there.has(id))).toEqual([])
    // Her session has moved with her, and numbers go on where they were.
    await moved.as(alice).says('Here now: the platform is shared all the same.')
    expect(await moved.broken()).toEqual([])

    const whole = await openWhole(database)
    await whole.reopen()
    await whole.close()
    await alice.says('Back again on the old one.')
    // What went on by itself is never written over.
    await expect(copy(database, target, { now, rehearse: false })).rejects.toThrow(
      /holds what is not in this database.*Name an empty one/,
    )
    await alice.says('And it has not been shut by that.')
  })

  it('may be run again: what came, changed or went since is brought into line', async () => {
    const { site, database, target } = await running(testApp)
    const { app } = site
    const [alice] = [await site.signIn('alice'), await site.signIn('bob')]
    const id = await alice.says('A thought that will be changed.')
    await alice.call('PUT', `/v1/comments/${await (await site.signIn('carla')).says('One to respect.')}/respect`)
    expect((await copy(database, target, { now, rehearse: true })).stopped).toBe(null)
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'A thought that was changed.' })
    // Two readers that exchange their names, one of whom is met before the other.
    const [one, other] = await app.db.read.selectFrom('readers').selectAll().orderBy('id').limit(2).execute()
    await app.db.tx(async tx => {
      const called = (who: string, skeleton: string) =>
        tx.updateTable('readers').set({ skeleton }).where('id', '=', who).execute()
      await called(one!.id, 'for a moment')
      await called(other!.id, one!.skeleton)
      await called(one!.id, other!.skeleton)
      await tx.deleteFrom('respects').execute()
      await sql`update comments set respects = 0`.execute(tx)
    })
    const done = await copy(database, target, { now, rehearse: true })
    expect(done.rounds[0]!.differences).toBeGreaterThan(3)
    expect(done.broken).toEqual([])
    expect(await allRows(target)).toEqual(await allRows(database))
    expect((await copy(database, target, { now, rehearse: true })).rounds).toMatchObject([{ differences: 0 }])
  })

  it('that fails in its last step leaves the site as it was', async () => {
    const { site, database, target } = await running(testApp)
    const alice = await site.signIn('alice')
    const shut = vi.fn(() => {
      throw new Error('the other machine is gone')
    })
    const heard = (round: number) => void (round > 1 && shut())
    await expect(copy(database, target, { now, rehearse: false, heard })).rejects.toThrow('the other machine is gone')
    expect(shut).toHaveBeenCalled()
    await alice.says('Still here, and it is still written down.')
    expect((await copy(database, target, { now, rehearse: false })).rounds.at(-1)).toMatchObject({ differences: 0 })
  })
})

describe('parley export', () => {
  let lines: Record<string, unknown>[]
  let file: string
  beforeAll(async () => {
    file = join(mkdtempSync(join(tmpdir(), 'parley-keeping-')), 'export.jsonl')
    const { status, said } = await run(paper.app.config.data, exportAll, ['--out', file, '--json'])
    expect(status, said).toBe(0)
    lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
  })
  afterAll(() => rmSync(dirname(file), { recursive: true }))
  const of = (type: string) => lines.filter(line => line.type === type)

  it('has all that was written, reported, decided and stated, and nobody who reported', async () => {
    const rows = await allRows(paper.app.config.database)
    const tables = {
      story: 'stories',
      comment: 'comments',
      report: 'reports',
      decision: 'decisions',
      statement: 'statements',
      appeal: 'appeals',
    }
    for (const [type, table] of Object.entries(tables)) expect(of(type), type).toHaveLength(rows[table]!.length)
    expect(of('comment').flatMap(one => one.revisions)).toHaveLength(rows.revisions!.length)
    expect(lines[0]).toMatchObject({ type: 'export', format: 'parley.export.1', from: null, before: null })
    expect(of('report').length).toBeGreaterThan(0)
    expect(lines.filter(line => 'reporter' in line || 'email' in line)).toEqual([])
  })

  it('is read back by parley import, with the same counts', async () => {
    const [place, { url }] = [await nowhere(), paper.app.config]
    mkdirSync(place.data, { recursive: true })
    const bringIn = (...more: string[]) => {
      vi.stubEnv('PARLEY_DATABASE_URL', ON_POSTGRES ? place.database : undefined)
      vi.stubEnv('PARLEY_SECRET', 'another-newsroom-0123456789abcdef0123456789')
      vi.stubEnv('PARLEY_URL', url)
      vi.stubEnv('PARLEY_ORIGINS', PAPER)
      return run(place.data, importFile, ['parley', file, '--json', ...more])
    }
    const dry = await bringIn('--dry-run')
    expect(dry.status, dry.said).toBe(0)
    const counts = async (database: string) => {
      const db = await openDatabase(database)
      onTestFinished(() => db.close())
      return await db.read
        .selectFrom('stories')
        .select(['url', 'title', 'count'])
        .where('count', '>', 0)
        .orderBy('url')
        .execute()
    }
    expect(await counts(place.database)).toEqual([])
    const answer = await bringIn()
    expect(answer.status, answer.said).toBe(0)
    expect({ ...JSON.parse(dry.out), dryRun: false }).toEqual(JSON.parse(answer.out))
    expect(await counts(place.database)).toEqual(await counts(paper.app.config.database))
  })

  it('of one story or some days has those alone; as tables, one for each kind', async () => {
    const { data } = paper.app.config
    const [story] = of('story').filter(one => Number(one.count) > 3)
    const one = await run(data, exportAll, [
      '--story',
      String(story!.url),
      '--out',
      join(folder(), 'one.jsonl'),
      '--json',
      '--with-reporters',
    ])
    const n = (type: string, key = 'story') => of(type).filter(line => line[key] === story!.id).length
    expect(JSON.parse(one.out).counts).toEqual({
      story: 1,
      comment: n('comment'),
      report: n('report'),
      decision: n('decision'),
      statement: n('statement'),
      appeal: n('appeal'),
    })
    const day = String(of('comment')[0]!.postedAt).slice(0, 10)
    const tables = join(folder(), 'tables')
    const days = await run(data, exportAll, ['--from', day, '--to', day, '--format', 'csv', '--out', tables, '--json'])
    expect(JSON.parse(days.out).counts.comment).toBe(
      of('comment').filter(({ postedAt }) => String(postedAt).startsWith(day)).length,
    )
    expect(readdirSync(tables).sort()).toEqual([
      'appeals.csv',
      'comments.csv',
      'decisions.csv',
      'reports.csv',
      'statements.csv',
      'stories.csv',
    ])
    expect(readFileSync(join(tables, 'comments.csv'), 'utf8')).toMatch(
      /^id,story,replyTo,kind,author.id,author.name,state,postedAt,/,
    )
  })
})
