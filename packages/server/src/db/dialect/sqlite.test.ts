import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { assertSafe, connectSqlite, fileSystemOf, OLDEST_SQLITE, type StartFacts } from './sqlite.ts'

const safe: StartFacts = {
  sqlite: OLDEST_SQLITE,
  journal: 'wal',
  synchronous: 2,
  fileSystem: 0xef53,
  schema: ['0001-first'],
  knownSchema: ['0001-first', '0002-second'],
  now: Date.parse('2027-01-02'),
  released: Date.parse('2027-01-01'),
}
const starting = (facts: Partial<StartFacts>) => () => assertSafe({ ...safe, ...facts })

describe('R06: what is not safe to write to is refused, and the message says what to do', () => {
  it('starts where all is well, with an older schema too', () => {
    expect(starting({})).not.toThrow()
    expect(starting({ schema: [] })).not.toThrow()
  })
  it('an old SQLite', () => {
    expect(starting({ sqlite: '3.9.2' })).toThrow(/SQLite 3\.9\.2 is too old.*npm ci/)
    expect(starting({ sqlite: '3.100.0' })).not.toThrow()
  })
  it.each([
    [0, 'OFF'],
    [1, 'NORMAL'],
    [3, 'EXTRA, which nobody has asked for'],
  ])('synchronous=%i (%s)', synchronous => {
    expect(starting({ synchronous })).toThrow(/FULL \(2\) is needed/)
  })
  it.each(['delete', 'memory', 'off'])('journal mode %s', journal => {
    expect(starting({ journal })).toThrow(/wal is needed/)
  })
  it.each([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['CIFS', 0xff534d42],
    ['CIFS as a negative number', 0xff534d42 | 0],
    ['Ceph', 0x00c36400],
  ])('a data folder on %s', (_name, fileSystem) => {
    expect(starting({ fileSystem })).toThrow(/local disk/)
  })
  it('the schema of a newer version', () => {
    expect(starting({ schema: ['0001-first', '0009-future'] })).toThrow(/newer Parley \(0009-future\).*backup/)
  })
  it('a clock from before this version was made', () => {
    expect(starting({ now: Date.parse('2026-12-31') })).toThrow(/clock says 2026-12-31.*set the clock/)
  })
})

describe('R02: an open connection', () => {
  it('is durable: write-ahead log, synchronous=FULL, new enough, on this disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
    const handle = connectSqlite(join(folder, 'parley.sqlite'))
    onTestFinished(() => {
      handle.close()
      rmSync(folder, { recursive: true })
    })
    const facts = {
      sqlite: String(handle.prepare('select sqlite_version()').pluck().get()),
      journal: String(handle.pragma('journal_mode', { simple: true })),
      synchronous: Number(handle.pragma('synchronous', { simple: true })),
      fileSystem: await fileSystemOf(folder),
    }
    expect(facts).toMatchObject({ journal: 'wal', synchronous: 2 })
    expect(starting(facts)).not.toThrow()
  })
})
