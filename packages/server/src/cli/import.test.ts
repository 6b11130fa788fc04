import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { disqusFile, post, runImport, thread } from '../import/testing.ts'
import { PAPER } from '../testing.ts'

let folder: string
let data: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'))
  data = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true }))

const parley = (args: readonly string[], more?: Parameters<typeof runImport>[2]) => runImport(data, args, more)

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
    [['myspace', file(GOOD)], /Parley reads disqus, wordpress, and parley/],
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
}, 60_000)
