import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { doctor } from '../cli/doctor.ts'
import { runHere } from '../cli/testing.ts'
import type { Config } from '../config.ts'
import { enqueue } from '../jobs/jobs.ts'
import { ON_POSTGRES, type TestApp, testApp } from '../testing.ts'
import { noteBackup } from './backup.ts'
import { keepReserve, watchDisk } from './disk.ts'
import { diskHealth } from './health.ts'
import { folder } from './testing.ts'

describe('R04: before the disk is full', () => {
  const disk =
    (share: number, bytes = 1e12) =>
    async () => ({ share, bytes })
  const settings = (reserve = 1) => {
    const data = folder()
    return { data, database: join(data, 'parley.sqlite'), reserve } as Config
  }

  it('some of it is kept, to be let go when it is, and made again when there is room', async () => {
    const config = settings()
    expect(await keepReserve(config, disk(0.5))).toBe(true)
    expect(readdirSync(config.data)).toEqual(['reserve'])
    expect(statSync(join(config.data, 'reserve')).size).toBe(2 ** 20)
    const full = await diskHealth(config, disk(0.04, 40e6))
    expect(full).toMatchObject([
      {
        what: 'disk',
        ok: false,
        said: expect.stringMatching(/4 % free \(40 MB\).*Deleting .*reserve gives 1 MB at once/),
      },
      { what: 'reserve', ok: true },
    ])
    rmSync(join(config.data, 'reserve'))
    expect(await keepReserve(config, disk(0.05))).toBe(false)
    expect((await diskHealth(config, disk(0.3)))[1]).toMatchObject({
      hint: true,
      said: expect.stringMatching(/there is none/),
    })
    expect(await keepReserve(config, disk(0.5, 2 ** 21))).toBe(false)
    expect(readdirSync(config.data)).toEqual([])
    expect(await keepReserve(config, disk(0.5))).toBe(true)
  })

  it('nothing is kept where nothing is asked for, or the database is on another machine', async () => {
    const config = settings(0)
    expect(await keepReserve(config, disk(0.5))).toBe(false)
    expect(await keepReserve({ ...settings(), database: 'postgres://db.example/parley' }, disk(0.5))).toBe(false)
    expect(await diskHealth(config, disk(0.5))).toMatchObject([{ what: 'disk', ok: true }])
  })

  it('the log says so from 10 % free on, and the reserve is looked after', async () => {
    const config = settings()
    const log = { error: vi.fn(), warn: vi.fn() }
    for (const share of [0.11, 0.09]) {
      const unwatch = watchDisk(config, log, disk(share))
      onTestFinished(unwatch)
    }
    await vi.waitFor(() => expect(log.error).toHaveBeenCalled())
    expect(log.error.mock.calls).toEqual([
      [{ folder: config.data, free: 0.09 }, expect.stringMatching(/nearly full; “parley doctor”/)],
    ])
    expect(existsSync(join(config.data, 'reserve'))).toBe(false)
  })
})

describe('parley doctor', () => {
  let paper: TestApp
  beforeAll(async () => {
    paper = await testApp()
    vi.stubEnv('PARLEY_SSO_SECRET', paper.app.config.ssoSecret)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await paper.close()
  })
  const look = async () => {
    const { status, out } = await runHere(paper.app.config.data, doctor, ['--json'])
    const checks = JSON.parse(out).checks as { what: string; ok: boolean; said: string }[]
    return { status, of: (what: string) => checks.find(one => one.what === what) }
  }
  const saved = (ago: number) => paper.app.db.tx(tx => noteBackup(tx, paper.app.config.site, Date.now() - ago))
  const HOUR = 3600_000

  it('says what the database is, and how it is set', async () => {
    const { of } = await look()
    expect(of('version')!.said).toMatch(/^Parley \d+\.\d+\.\d+ on Node 24/)
    expect(of('database')).toMatchObject({
      ok: true,
      said: expect.stringMatching(
        ON_POSTGRES
          ? /PostgreSQL \d+.* ICU, fsync=\w+, synchronous_commit=on, .*\d+ of \d+ connections used/
          : /SQLite 3\.\d+\.\d+, synchronous=FULL, \d+ MB, write-ahead log \d+ MB/,
      ),
    })
  })

  it('R05: hints at a backup that was never made, and finds one that is late', async () => {
    expect((await look()).of('backup')).toMatchObject({ ok: true, hint: true })
    await saved(30 * HOUR)
    const late = await look()
    expect(late.status).toBe(1)
    expect(late.of('backup')).toMatchObject({
      ok: false,
      said: expect.stringMatching(/30 h ago: what was written since would be lost/),
    })
    await saved(2 * HOUR)
    expect((await look()).of('backup')).toMatchObject({ ok: true })
  })

  it('finds mails that do not go', async () => {
    const { app } = paper
    const { site } = app.config
    expect((await look()).of('mail and jobs')).toMatchObject({ ok: true, said: '0 waiting' })
    await app.db.tx(tx => enqueue(tx, { site, kind: 'mail', payload: {}, at: Date.now() }))
    expect((await look()).of('mail and jobs')).toMatchObject({
      ok: true,
      said: expect.stringMatching(/^1 waiting \(mails wait/),
    })
    await app.db.tx(tx => tx.updateTable('jobs').set({ attempts: 3, error: 'ECONNREFUSED' }).execute())
    expect((await look()).of('mail and jobs')).toMatchObject({
      ok: false,
      said: expect.stringMatching(/1 of mail tried again and again \(ECONNREFUSED\)/),
    })
    await app.db.tx(tx => tx.updateTable('jobs').set({ done_at: Date.now() }).execute())
    expect((await look()).of('mail and jobs')).toMatchObject({
      ok: false,
      said: '0 waiting; 1 given up in the last week',
    })
  })

  it.skipIf(ON_POSTGRES)('R06: says why a server would not start', async () => {
    const data = folder()
    writeFileSync(join(data, 'parley.sqlite'), 'no database at all')
    const { status, out } = await runHere(data, doctor, ['--json'])
    expect(status).toBe(1)
    expect(JSON.parse(out).checks).toContainEqual({
      what: 'database',
      ok: false,
      said: expect.stringMatching(/not a database/),
    })
  })
})
