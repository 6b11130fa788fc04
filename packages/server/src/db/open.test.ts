import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectSqlite, type Handle } from './dialect/sqlite.ts'
import { type Change, record } from './events.ts'
import { type Db, openDatabase } from './open.ts'

const SITE = 'default'
const row = (id: string) => ({
  site: SITE,
  id,
  url: `https://paper.example/${id}`,
  title: id,
  seq: 0,
  count: 0,
  created_at: 1,
  closed_at: null,
})
const open = (db: Db, id: string) => db.tx(tx => tx.insertInto('stories').values(row(id)).execute())
const raise = (db: Db, story: string) =>
  db.tx(tx => record(tx, { kind: 'story.changed', site: SITE, story, at: 1, count: 1 }))
const stories = async (db: Db) =>
  (await db.read.selectFrom('stories').select('id').orderBy('id').execute()).map(one => one.id)

/** A database whose every statement by exec is seen, and may be answered with an error instead: `before` runs before, `after` behind it. */
async function database() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
  const file = join(folder, 'parley.sqlite')
  const disk = {
    handles: [] as Handle[],
    /** What was executed on the writing connections, and each integrity check. */
    seen: [] as string[],
    before: (_sql: string) => {},
    after: (_sql: string) => {},
    pages: 0,
  }
  const connect = (path: string) => {
    const handle = connectSqlite(path)
    const exec = handle.exec.bind(handle)
    const pragma = handle.pragma.bind(handle)
    handle.exec = sql => {
      disk.seen.push(sql)
      disk.before(sql)
      exec(sql)
      disk.after(sql)
      return handle
    }
    handle.pragma = (sql, options) => {
      if (sql.startsWith('quick_check')) disk.seen.push('quick_check')
      return pragma(sql, options)
    }
    disk.handles.push(handle)
    return handle
  }
  const db = await openDatabase(file, { connect })
  onTestFinished(async () => {
    await db.close()
    rmSync(folder, { recursive: true })
  })
  return { db, disk, file, commits: () => disk.seen.filter(sql => sql === 'commit').length }
}

const fault = (code: string) => Object.assign(new Error('disk I/O error'), { code })
/** Calls back for the first commit only. */
function once(act: () => void) {
  let done = false
  return (sql: string) => {
    if (sql !== 'commit' || done) return
    done = true
    act()
  }
}

describe('jobs', () => {
  it('are done by processes of their own site, where several sites share a database', async () => {
    const { db } = await database()
    const job = {
      id: 'j_1',
      site: SITE,
      kind: 'mail',
      payload_json: '{}',
      run_at: 1,
      attempts: 0,
      done_at: null,
      error: null,
    }
    await db.tx(tx => tx.insertInto('jobs').values(job).execute())
    expect(await db.takeJob('other', 'mail', 2)).toBeUndefined()
    expect(await db.takeJob(SITE, 'mail', 2)).toMatchObject({ id: 'j_1' })
  })
})

describe('works that wait together share a commit', () => {
  it('uses far fewer commits than there are works, and answers each with its own', async () => {
    const { db, commits } = await database()
    await open(db, 's_a')
    const before = commits()
    const answers = await Promise.all(Array.from({ length: 100 }, () => raise(db, 's_a')))
    expect(answers.map(answer => answer.seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(commits() - before).toBeLessThanOrEqual(3)
  })

  it('those that have been answered, and all who read, come between two commits of a long queue', async () => {
    const { db, commits } = await database()
    await open(db, 's_a')
    const before = commits()
    const turns: number[] = []
    let over = false
    const turn = () => {
      turns.push(commits() - before)
      if (!over) setImmediate(turn)
    }
    setImmediate(turn)
    const answered: number[] = []
    const works = Array.from({ length: 320 }, () => raise(db, 's_a').then(() => answered.push(commits() - before)))
    await Promise.all(works).finally(() => {
      over = true
    })
    const all = commits() - before
    expect(all).toBeGreaterThanOrEqual(4)
    for (let n = 1; n < all; n++) {
      expect(turns).toContain(n)
      expect(answered).toContain(n)
    }
  })

  it('one that throws leaves no trace and harms no other', async () => {
    const { db, commits } = await database()
    const before = commits()
    const [first, second, third] = await Promise.allSettled([
      open(db, 's_a'),
      db.tx(async tx => {
        await tx.insertInto('stories').values(row('s_b')).execute()
        throw new Error('changed its mind')
      }),
      open(db, 's_c'),
    ])
    expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(second).toMatchObject({ status: 'rejected', reason: { message: 'changed its mind' } })
    expect(await stories(db)).toEqual(['s_a', 's_c'])
    expect(commits() - before).toBe(1)
  })

  it('among many, those that throw before, between and after writing, or take long, harm no other', async () => {
    const { db, commits } = await database()
    await open(db, 's_a')
    const before = commits()
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        db.tx(async tx => {
          if (i % 5 === 1) throw new Error('before')
          if (i % 5 === 2) for (let n = 0; n < 200; n++) await tx.selectFrom('stories').select('id').execute()
          await tx
            .insertInto('stories')
            .values(row(`s_${i}`))
            .execute()
          if (i % 5 === 3) throw new Error('between')
          await record(tx, { kind: 'story.changed', site: SITE, story: 's_a', at: 1, count: 1 })
          if (i % 5 === 4) throw new Error('after')
          return i
        }),
      ),
    )
    const told = answers.map(one => (one.status === 'fulfilled' ? one.value : one.reason.message))
    const wanted = Array.from({ length: 60 }, (_, i) => [i, 'before', i, 'between', 'after'][i % 5])
    expect(told).toEqual(wanted)
    const stored = wanted.filter(one => typeof one === 'number')
    expect(await stories(db)).toEqual(['s_a', ...stored.map(i => `s_${i}`)].toSorted())
    const { seq, count } = await db.read
      .selectFrom('stories')
      .select(['seq', 'count'])
      .where('id', '=', 's_a')
      .executeTakeFirstOrThrow()
    expect([seq, count]).toEqual([stored.length, stored.length])
    expect(commits() - before).toBe(1)
  })

  it('a work’s own broken constraint is its own error', async () => {
    const { db } = await database()
    await open(db, 's_a')
    const [twice, other] = await Promise.allSettled([open(db, 's_a'), open(db, 's_b')])
    expect(twice).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_UNIQUE' } })
    expect(other.status).toBe('fulfilled')
  })

  it('numbers the events of each story without a gap, in the order of their commits', async () => {
    const { db } = await database()
    const names = ['s_a', 's_b', 's_c']
    for (const name of names) await open(db, name)
    const heard: Change[] = []
    db.onChange(change => heard.push(change))
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 17 === 0 ? db.tx(failing).catch(() => {}) : raise(db, names[i % 3]!))),
    )
    for (const name of names) {
      const rows = await db.read.selectFrom('events').select('seq').where('story', '=', name).orderBy('seq').execute()
      const numbers = rows.map(one => one.seq)
      expect(numbers.length).toBeGreaterThan(50)
      expect(numbers).toEqual(numbers.map((_, i) => i + 1))
      expect(heard.filter(change => change.story === name).map(change => change.seq)).toEqual(numbers)
      const story = await db.read
        .selectFrom('stories')
        .select(['seq', 'count'])
        .where('id', '=', name)
        .executeTakeFirstOrThrow()
      expect(story).toEqual({ seq: numbers.length, count: numbers.length })
    }
    async function failing(tx: Parameters<Parameters<Db['tx']>[0]>[0]) {
      await record(tx, { kind: 'story.changed', site: SITE, story: 's_a', at: 1 })
      throw new Error('changed its mind')
    }
  })

  it('tells of a change before it answers the writer, and not at all where nothing was stored', async () => {
    const { db, disk } = await database()
    await open(db, 's_a')
    const heard: number[] = []
    db.onChange(change => heard.push(change.seq))
    await raise(db, 's_a').then(({ seq }) => expect(heard).toEqual([seq]))
    disk.before = once(() => {
      throw fault('SQLITE_IOERR_FSYNC')
    })
    await expect(raise(db, 's_a')).rejects.toMatchObject({ code: 'database.fault' })
    expect(heard).toEqual([1])
  })
})

describe('R03: a disk that does not take what it is given', () => {
  it('fails every work of the commit, drops the connection, checks the file before it writes again, and recovers', async () => {
    const { db, disk } = await database()
    await open(db, 's_a')
    const used = disk.handles.length
    disk.before = once(() => {
      throw fault('SQLITE_IOERR_FSYNC')
    })
    const answers = await Promise.allSettled([open(db, 's_b'), open(db, 's_c')])
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { code: 'database.fault', status: 503, cause: { code: 'SQLITE_IOERR_FSYNC' } },
      })

    disk.seen.length = 0
    await open(db, 's_d')
    expect(disk.handles.length).toBe(used + 1)
    expect(disk.handles[0]!.open).toBe(false)
    expect(disk.seen.slice(0, 2)).toEqual(['quick_check', 'begin immediate'])
    expect(await stories(db)).toEqual(['s_a', 's_d'])
    await open(db, 's_e')
    expect(disk.handles.length).toBe(used + 1)
  })

  it('says that something may have changed where a commit failed after the disk had it', async () => {
    const { db, disk } = await database()
    const before = db.foreignChanges()
    disk.after = once(() => {
      throw fault('SQLITE_IOERR_FSYNC')
    })
    await expect(open(db, 's_a')).rejects.toMatchObject({ code: 'database.fault' })
    await open(db, 's_b')
    expect(await stories(db)).toEqual(['s_a', 's_b'])
    expect(db.foreignChanges()).not.toBe(before)
  })

  it('writes nothing more while the file cannot be opened or is damaged, and reading goes on', async () => {
    const { db, disk } = await database()
    await open(db, 's_a')
    disk.before = sql => {
      if (sql === 'commit') throw fault('SQLITE_IOERR_WRITE')
    }
    for (const id of ['s_b', 's_c', 's_d']) await expect(open(db, id)).rejects.toMatchObject({ code: 'database.fault' })
    expect(await stories(db)).toEqual(['s_a'])
    disk.before = () => {}
    await open(db, 's_e')
    expect(await stories(db)).toEqual(['s_a', 's_e'])
  })
})

describe('R04: a full disk', () => {
  it('turns writers away without dropping the connection, and takes them again when there is room', async () => {
    const { db, disk } = await database()
    await open(db, 's_a')
    const writer = disk.handles[0]!
    // SQLite's own limit makes its own error, SQLITE_FULL, in the middle of a statement.
    const pages = Number(writer.pragma('page_count', { simple: true }))
    writer.pragma(`max_page_count = ${pages}`)
    const large = (id: string) =>
      db.tx(tx =>
        tx
          .insertInto('stories')
          .values({ ...row(id), title: 'x'.repeat(50_000) })
          .execute(),
      )
    const answers = await Promise.allSettled([large('s_b'), large('s_c')])
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { code: 'database.full', status: 507, cause: { code: 'SQLITE_FULL' } },
      })
    expect(await stories(db)).toEqual(['s_a'])

    writer.pragma(`max_page_count = ${pages + 1000}`)
    await large('s_d')
    expect(await stories(db)).toEqual(['s_a', 's_d'])
    expect(disk.handles.length).toBe(2)
    expect(disk.seen).not.toContain('quick_check')
  })
})

describe('another process that writes to the file', () => {
  it('is waited for without holding up this one, and its writing is noticed', async () => {
    const { db, file } = await database()
    const before = db.foreignChanges()
    const other = connectSqlite(file)
    onTestFinished(() => void other.close())
    other.exec('begin immediate')
    other
      .prepare('insert into stories (site, id, url, title, seq, count, created_at) values (?, ?, ?, ?, 0, 0, 1)')
      .run(SITE, 's_other', 'https://paper.example/s_other', 's_other')
    let stored = false
    const writing = open(db, 's_own').then(() => {
      stored = true
    })
    // Two turns of the timers: this process is not held up, and reads.
    for (let i = 0; i < 2; i++) await new Promise(next => setTimeout(next, 15))
    expect(await stories(db)).toEqual([])
    expect(stored).toBe(false)
    other.exec('commit')
    await writing
    expect(await stories(db)).toEqual(['s_other', 's_own'])
    expect(db.foreignChanges()).not.toBe(before)
  })

  it('own writing is not taken for another’s', async () => {
    const { db } = await database()
    const before = db.foreignChanges()
    await open(db, 's_a')
    expect(db.foreignChanges()).toBe(before)
  })
})

describe('opening and closing', () => {
  it('R06: a file that a newer version has written is refused and left alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'parley.sqlite')
    await (await openDatabase(file)).close()
    const other = connectSqlite(file)
    other.prepare('insert into kysely_migration values (?, ?)').run('0999-future', '2099-01-01T00:00:00.000Z')
    const before = other.prepare('select * from kysely_migration').all()
    await expect(openDatabase(file)).rejects.toThrow(/newer Parley \(0999-future\)/)
    expect(other.prepare('select * from kysely_migration').all()).toEqual(before)
    other.prepare('delete from kysely_migration where name = ?').run('0999-future')
    other.close()
    await (await openDatabase(file)).close()
  })

  it('R06: one that cannot be brought forward to the end stays as it was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'parley.sqlite')
    const inTheWay = connectSqlite(file)
    inTheWay.exec('create table escalations (id)')
    await expect(openDatabase(file)).rejects.toThrow(/escalations already exists/)
    expect(inTheWay.prepare("select name from sqlite_schema where tbl_name not like 'kysely%'").pluck().all()).toEqual([
      'escalations',
    ])
    inTheWay.close()
  })

  it('R06: a connection that is not durable is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const careless = (path: string) => {
      const handle = connectSqlite(path)
      handle.pragma('synchronous = NORMAL')
      return handle
    }
    await expect(openDatabase(join(folder, 'parley.sqlite'), { connect: careless })).rejects.toThrow(
      /synchronous=1; FULL/,
    )
    await expect(openDatabase(join(folder, 'parley.sqlite'), { now: Date.parse('2020-01-01') })).rejects.toThrow(
      /clock/,
    )
  })

  it('R11: closing waits for what is being written and leaves no write-ahead log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'parley.sqlite')
    const db = await openDatabase(file)
    const writing = open(db, 's_a')
    await db.close()
    await writing
    expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false)
    const again = await openDatabase(file)
    expect(await stories(again)).toEqual(['s_a'])
    await again.close()
  })
})
