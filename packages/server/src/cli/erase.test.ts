import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '../keeping/backup.ts'
import { listed } from '../keeping/erased.ts'
import { allRows, emptyPostgres, folder } from '../keeping/testing.ts'
import { type Client, ON_POSTGRES, type TestApp, testApp } from '../testing.ts'
import { erase } from './erase.ts'
import { restoreFile } from './restore.ts'
import { runHere } from './testing.ts'

let t: TestApp
let anna: Client
let ben: Client
beforeAll(async () => {
  t = await testApp()
  anna = await t.signIn('anna', { name: 'Anna Qanarycli', email: 'anna@qanarycli.example' })
  ben = await t.signIn('ben')
  await anna.says('Qanarycli words of Anna.')
  await ben.says('Words of Ben.')
})
afterAll(() => t.close())

const run = (...args: string[]) => runHere(t.app.config.data, erase, args)

describe('L20: parley erase', () => {
  it('--dry-run says what would go, what would stay and why, by address or id, and changes nothing', async () => {
    const { out, status } = await run('anna@qanarycli.example', '--dry-run')
    expect(status).toBe(0)
    expect(out).toContain('goes: 1 comments')
    expect(out).toContain('stays: 1 log')
    const json = (await run(anna.id, '--dry-run', '--json')).out
    expect(JSON.parse(json)).toMatchObject({
      reader: anna.id,
      name: 'Anna Qanarycli',
      goes: [
        { what: 'comments', n: 1 },
        { what: 'sessions', n: 1 },
      ],
    })
    expect((await anna.get('/v1/me')).json.reader.id).toBe(anna.id)
  })

  it.each([
    [['anna@qanarycli.example'], /--yes/],
    [['nobody@qanarycli.example', '--yes'], /no reader with this address/],
    [['r_nobody', '--yes'], /no such reader/],
    [[], /whom to erase/],
    [['--again', '/no/such/list'], /no list/],
  ])('%s is refused', async (args, said) => {
    const answer = await run(...(args as string[]))
    expect([answer.status, answer.said]).toEqual([1, expect.stringMatching(said)])
  })

  it('erases beside a server that runs, which knows at once; and a restore of an older backup erases again', async () => {
    const { data, database } = t.app.config
    const file = join(folder(), 'old.parley')
    await backup({ data, database }, { file, passphrase: null, now: Date.now() })
    const { out, status, said } = await run(anna.id, '--yes', '--json')
    expect([status, said]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ state: 'done', done: 1, of: 1 })
    expect((await anna.get('/v1/me')).json.reader).toBeNull()
    await expect
      .poll(async () =>
        JSON.stringify(
          (await t.guest.get('/v1/comments?story=https%3A%2F%2Fpaper.example%2Fbusiness%2Falliance-talks')).json,
        ),
      )
      .not.toContain('Qanarycli')
    const list = join(folder(), 'erased')
    copyFileSync(t.app.config.erased, list)
    expect(await listed(list)).toHaveLength(1)

    const empty = folder()
    const to = ON_POSTGRES ? await emptyPostgres() : join(empty, 'parley.sqlite')
    const place = { PARLEY_DATABASE_URL: ON_POSTGRES ? to : `sqlite:${to}`, PARLEY_SECRET: 'x'.repeat(32) }
    const before = { ...process.env }
    Object.assign(process.env, place)
    try {
      const restored = await runHere(empty, restoreFile, [file, '--erased', list, '--unencrypted'])
      expect([restored.status, restored.said]).toEqual([0, ''])
      expect(restored.out).toContain('erased again: 1 reader of 1 on the list')
    } finally {
      for (const name of Object.keys(place)) if (before[name] === undefined) delete process.env[name]
    }
    const rows = JSON.stringify(await allRows(to))
    expect(rows).toContain('Words of Ben.')
    expect(rows).not.toMatch(/Qanarycli/i)
    expect(existsSync(join(empty, 'erased'))).toBe(true)
  })
})
