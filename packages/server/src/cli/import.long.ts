import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { expect, it } from 'vitest'
import { invariants } from '../db/invariants.ts'
import { openDatabase } from '../db/open.ts'
import { DUE_PROCESS } from '../decisions/invariants.ts'
import { disqusFile, post, runImport, thread } from '../import/testing.ts'

it('reads a file larger than its memory, and says how far it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-large-'))
  const data = join(folder, 'data')
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
  const { status, said } = await runImport(data, ['disqus', path], {
    node: ['--max-old-space-size=64', '--import', peak],
  })
  expect(status, said).toBe(0)
  expect(Number(/peak (\d+)/.exec(said)![1])).toBeLessThan(512 * 1024)
  for (const [, done, all] of said.matchAll(/(?:checking|importing): ([\d.]+) of ([\d.]+) MB read/g))
    expect(Number(done)).toBeLessThanOrEqual(Number(all))
  const db = await openDatabase(join(data, 'parley.sqlite'))
  expect(await db.read.selectFrom('stories').select('count').execute()).toEqual([{ count: 1100 }])
  expect(await invariants(db.read, DUE_PROCESS)).toEqual([])
  await db.close()
  rmSync(folder, { recursive: true })
})
