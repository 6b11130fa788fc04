import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGzip, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { invariants } from '../db/invariants.ts'
import { openDatabase } from '../db/open.ts'
import { disqusFile, post, thread } from '../import/testing.ts'
import { PAPER } from '../testing.ts'

const BIN = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))

let folder: string
let data: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'))
  data = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs `parley import` as one would in a shell. */
async function parley(args: string[], { node = [], env = {} }: { node?: string[]; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, [...node, BIN, 'import', ...args], {
    env: { PATH: process.env.PATH, PARLEY_DATA: data, PARLEY_ORIGINS: PAPER, ...env },
  })
  let out = ''
  let said = ''
  child.stdout.on('data', more => (out += more))
  child.stderr.on('data', more => (said += more))
  const status = await new Promise<number | null>(done => child.on('close', done))
  return { status, out, said }
}

function file(content: string | Uint8Array, name = 'export.xml'): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const GOOD = disqusFile(thread(), post(), post({ id: '11', spam: true }))
const stored = () => readFileSync(join(data, 'parley.sqlite'))

it('imports, reports for people and for scripts, and imports again without a change', async () => {
  const path = file(gzipSync(GOOD), 'export.xml.gz')
  const first = await parley(['disqus', path])
  expect(first.status, first.said).toBe(0)
  expect(first.out).toMatch(/comments +2 +1 +0 +0 +1\n/)
  expect(first.out).toMatch(/1 {2}is spam there\n +e\.g\. 11 \(line \d+\)/)
  const again = await parley(['disqus', path, '--json'])
  expect(again.status, again.said).toBe(0)
  expect(JSON.parse(again.out)).toMatchObject({
    format: 'disqus',
    file: 'export.xml.gz',
    dryRun: false,
    stories: { read: 1, created: 0, unchanged: 1 },
    comments: { read: 2, created: 0, updated: 0, unchanged: 1, skipped: 1, why: [{ what: 'spam', count: 1 }] },
  })
})

it('says what would happen and changes nothing', async () => {
  const path = file(GOOD)
  const dry = await parley(['disqus', path, '--dry-run', '--json'])
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, comments: { created: 1 } })
  expect(existsSync(join(data, 'parley.sqlite'))).toBe(false)
  expect((await parley(['disqus', path])).status).toBe(0)
  const before = stored()
  const more = await parley(['disqus', file(GOOD.replace('</disqus>', `${post({ id: '12' })}</disqus>`)), '--dry-run'])
  expect(more.out).toMatch(/comments +3 +1 +0 +1 +1\n/)
  expect(more.out).toContain('dry run')
  expect(stored().equals(before)).toBe(true)
  expect(readdirSync(data).filter(name => name.startsWith('dry-run'))).toEqual([])
})

it('refuses with status 1, a reason and nothing changed', async () => {
  const broken = file(GOOD.slice(0, -3))
  const refused = await parley(['disqus', broken, '--json'])
  expect(refused.status).toBe(1)
  expect(refused.said).toMatch(/line \d+, column \d+.*\nNothing was changed\.\n/)
  expect(JSON.parse(refused.out)).toEqual({
    error: { code: 'import.broken', message: expect.any(String), line: expect.any(Number), column: expect.any(Number) },
  })
  expect(existsSync(join(data, 'parley.sqlite'))).toBe(false)
  for (const [args, said] of [
    [['wordpress', file(GOOD)], /parley import disqus/],
    [['myspace', file(GOOD)], /Parley reads disqus and wordpress/],
    [['disqus', file(GOOD), '--origin', 'paper'], /--origin has “paper”/],
  ] as const) {
    const answer = await parley([...args])
    expect(answer.status, args.join(' ')).toBe(1)
    expect(answer.said).toMatch(said)
  }
  const elsewhere = await parley(['disqus', file(GOOD)], { env: { PARLEY_ORIGINS: 'https://other.example' } })
  expect(elsewhere).toMatchObject({ status: 1, said: expect.stringContaining(`--origin ${PAPER}`) })
  expect(
    (
      await parley(['disqus', file(GOOD), '--origin', `${PAPER}=https://other.example`], {
        env: { PARLEY_ORIGINS: 'https://other.example' },
      })
    ).status,
  ).toBe(0)
})

it('reads a file larger than its memory, and says how far it is', async () => {
  const path = join(folder, 'large.xml.gz')
  const [head, tail] = disqusFile(thread(), '|').split('|')
  const filler = `<!--${'x'.repeat(28_000)}-->`
  await pipeline(
    Readable.from(
      (function* () {
        yield head!
        for (let i = 0; i < 1100; i++)
          yield post({ id: String(1000 + i), text: `<p>Number ${i}</p>`, ...(i % 2 && { parent: String(999 + i) }) }) +
            filler
        yield tail!
      })(),
    ),
    createGzip({ level: 1 }),
    createWriteStream(path),
  )
  const peak = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`
  const { status, said } = await parley(['disqus', path], { node: ['--max-old-space-size=64', '--import', peak] })
  expect(status, said).toBe(0)
  expect(Number(/peak (\d+)/.exec(said)![1])).toBeLessThan(512 * 1024)
  for (const [, done, all] of said.matchAll(/(?:checking|importing): ([\d.]+) of ([\d.]+) MB read/g))
    expect(Number(done)).toBeLessThanOrEqual(Number(all))
  const db = await openDatabase(join(data, 'parley.sqlite'))
  expect(await db.read.selectFrom('stories').select('count').execute()).toEqual([{ count: 1100 }])
  expect(await invariants(db.read)).toEqual([])
  await db.close()
}, 60_000)
