import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { csv } from '../accounting/csv.ts'
import {
  type Chosen,
  COLUMNS,
  EXPORT_KINDS,
  type Exported,
  type ExportKind,
  exported,
  rowOf,
} from '../keeping/export.ts'
import { storyByUrl } from '../stories/queries.ts'
import { day, dayAfter } from './days.ts'
import { withNewsroom } from './newsroom.ts'
import { counted, progress } from './progress.ts'

export const exportAll = new Command('export')
  .description(
    'write stories and comments, and what was reported, decided, stated and objected to, for people and other programs',
  )
  .option('--from <day>', 'the first day, UTC', day)
  .option('--to <day>', 'the last day, UTC', day)
  .option('--story <address>', 'of this story alone')
  .addOption(
    new Option('--format <format>', 'jsonl: a line of JSON each; csv: a table for each kind')
      .choices(['jsonl', 'csv'])
      .default('jsonl'),
  )
  .option('--out <path>', 'the file to write (jsonl; default: standard output), or the folder for the tables (csv)')
  .option('--with-reporters', 'with whoever reported')
  .option('--json', 'print how much of each kind was written, as JSON (with --out)')
  .addHelpText(
    'after',
    `
Comments in every state, with every version of their words: whoever has the file has what the desk sees. Addresses of mail are
not in it. “parley import parley FILE” reads stories and comments of it back. It is no backup: “parley backup” is.
More: docs/keeping.md`,
  )
  .action(async ({ from, to, story: url, format, out, withReporters = false, json }: Options) => {
    if (from !== undefined && to !== undefined && to < from) throw new Error('the last day is before the first')
    if (format === 'csv' && out === undefined) throw new Error('say into which folder: --out FOLDER')
    if (json && out === undefined) throw new Error('--json needs --out: standard output has what is exported')
    const counts = Object.fromEntries(EXPORT_KINDS.map(kind => [kind, 0])) as Record<ExportKind, number>
    await withNewsroom(async (db, config) => {
      const story = url === undefined ? null : await storyByUrl(db.read, config.site, url)
      if (story === undefined) throw new Error(`there is no story at ${url}`)
      const chosen: Chosen = {
        from: from ?? 0,
        before: to === undefined ? Infinity : dayAfter(to),
        story: story?.id ?? null,
        withReporters,
      }
      const all = counting(exported({ db, config, clock: Date.now }, chosen), counts)
      if (format === 'csv') await tables(all, out!)
      else await lines(all, out)
    })
    if (json) return console.log(JSON.stringify({ out, counts }, null, 2))
    console.error(
      Object.entries(counts)
        .map(([kind, n]) => `${n} ${kind === 'story' && n !== 1 ? 'stories' : n === 1 ? kind : `${kind}s`}`)
        .join(', '),
    )
  })

interface Options {
  from?: number
  to?: number
  story?: string
  format: 'jsonl' | 'csv'
  out?: string
  withReporters?: boolean
  json?: true
}

async function* counting(all: AsyncIterable<Exported>, counts: Record<ExportKind, number>): AsyncGenerator<Exported> {
  const tell = progress()
  let n = 0
  for await (const found of all) {
    if (found.type !== 'export') counts[found.type]++
    n++
    tell(() => `exporting: ${counted(n, 'line')}`)
    yield found
  }
}

async function lines(all: AsyncIterable<Exported>, out: string | undefined): Promise<void> {
  if (out === undefined) {
    for await (const found of all)
      if (!process.stdout.write(`${JSON.stringify(found)}\n`)) await once(process.stdout, 'drain')
    return
  }
  const file = await open(out, 'wx', 0o600)
  try {
    for await (const text of together(all, found => `${JSON.stringify(found)}\n`)) await file.write(text)
  } finally {
    await file.close()
  }
}

/** One table for each kind, with its head, whether there is anything of it or not. */
async function tables(all: AsyncIterable<Exported>, out: string): Promise<void> {
  mkdirSync(out, { recursive: true })
  const files = new Map<ExportKind, FileHandle>()
  try {
    for (const kind of EXPORT_KINDS) {
      files.set(kind, await open(join(out, kind === 'story' ? 'stories.csv' : `${kind}s.csv`), 'wx', 0o600))
      await files.get(kind)!.write(csv([COLUMNS[kind]]))
    }
    for await (const found of all)
      if (found.type !== 'export') await files.get(found.type)!.write(csv([rowOf(found.type, found)]))
  } finally {
    for (const file of files.values()) await file.close()
  }
}

const TOGETHER = 64 * 1024

async function* together(all: AsyncIterable<Exported>, said: (found: Exported) => string): AsyncGenerator<string> {
  let text = ''
  for await (const found of all) {
    text += said(found)
    if (text.length < TOGETHER) continue
    yield text
    text = ''
  }
  if (text) yield text
}
