import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { csv } from '../accounting/csv.ts'
import { reportPage } from '../accounting/page.ts'
import { transparencyReport } from '../accounting/report.ts'
import { day, dayAfter } from './days.ts'
import { withNewsroom } from './newsroom.ts'

const iso = (at: number) => new Date(at).toISOString().slice(0, 10)

export const report = new Command('report')
  .description('write the transparency report of a period: tables as CSV, and one page to read')
  .requiredOption('--from <day>', 'the first day, UTC: 2026-01-01', day)
  .requiredOption('--to <day>', 'the last day, UTC: 2026-12-31', day)
  .option('--out <folder>', 'where to write it (default: transparency-FROM-TO here)')
  .option('--json', 'print the tables as JSON instead, and write nothing')
  .addHelpText('after', '\nWhat each table counts, and what has to be filled in by hand: docs/accounting.md')
  .action(async ({ from, to, out, json }: { from: number; to: number; out?: string; json?: boolean }) => {
    if (to < from) throw new Error('the last day is before the first')
    const period = { from, before: dayAfter(to), now: Date.now() }
    await withNewsroom(async (db, config) => {
      const sheets = await transparencyReport(db.read, config, period)
      if (json) return console.log(JSON.stringify(sheets, null, 2))
      const folder = out ?? `transparency-${iso(from)}-${iso(to)}`
      mkdirSync(folder, { recursive: true })
      for (const { name, columns, rows } of sheets) writeFileSync(join(folder, `${name}.csv`), csv([columns, ...rows]))
      writeFileSync(join(folder, 'report.html'), reportPage(sheets, config))
      console.log(`${sheets.length} tables and report.html are in ${folder}`)
    })
  })
