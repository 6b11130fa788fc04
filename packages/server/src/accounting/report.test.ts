import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { report } from '../cli/report.ts'
import { runHere } from '../cli/testing.ts'
import { openDatabase } from '../db/open.ts'
import { databaseIn } from '../testing.ts'
import { type Cell, csv } from './csv.ts'
import type { Sheet } from './report.ts'
import { categoryOf } from './sor.ts'
import { seedYear } from './testing.ts'

const FIRST = Date.UTC(2025, 0, 1)
const END = Date.UTC(2026, 0, 1)
const YEAR = ['--from', '2025-01-01', '--to', '2025-12-31']
const N = 900

let data: string
let rows: Awaited<ReturnType<typeof seedYear>>
let sheets: Sheet[]
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'parley-report-'))
  const db = await openDatabase(await databaseIn(data))
  rows = await seedYear(db, 2025, N)
  await db.close()
  sheets = JSON.parse((await runHere(data, report, [...YEAR, '--json'])).out)
  return () => rmSync(data, { recursive: true, force: true })
})

const sheet = (name: string) => sheets.find(one => one.name === name)!
/** A cell by the first one of its row and the head of its column. */
const cell = (name: string, row: string, column: string): Cell => {
  const { columns, rows } = sheet(name)
  expect(columns).toContain(column)
  return rows.find(([first]) => first === row)![columns.indexOf(column)] ?? null
}
/** Reads what RFC 4180 describes, sign by sign. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row = ['']
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (quoted && sign === '"' && text[i + 1] === '"') row.push(row.pop() + text[i++]!)
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ',') row.push('')
    else if (!quoted && sign === '\r' && text[i + 1] === '\n') {
      rows.push(row)
      row = ['']
      i++
    } else row.push(row.pop() + sign)
  }
  expect([quoted, row]).toEqual([false, ['']])
  return rows
}

const inYear = (at: unknown) => Number(at) >= FIRST && Number(at) < END

/** The middle one of times, in hours to the hundredth. */
function middle(times: number[]): number | null {
  if (times.length === 0) return null
  times.sort((a, b) => a - b)
  return Math.round((times[Math.ceil(times.length / 2) - 1]! / 3600_000) * 100) / 100
}

describe('L13 the transparency report of a year', () => {
  it('counts notices by category, law and rules, and what became of them', () => {
    const sums: Record<
      string,
      { notices: number; law: number; rules: number; refused: number; open: number; alone: number; times: number[] }
    > = {}
    const all = 'total'
    for (const one of rows.reports) {
      if (one.ground !== 'illegal' || !inYear(one.at)) continue
      let decided: (typeof rows.decisions)[number] | undefined
      for (const decision of rows.decisions) if (decision.id === one.decision && inYear(decision.at)) decided = decision
      const category = decided?.ground ? categoryOf(decided.ground) : 'STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE'
      for (const key of [category, all]) {
        sums[key] ??= { notices: 0, law: 0, rules: 0, refused: 0, open: 0, alone: 0, times: [] }
        const sum = sums[key]
        sum.notices++
        if (!decided) sum.open++
        else {
          sum.times.push(Number(decided.at) - Number(one.at))
          if (decided.automated === 1) sum.alone++
          if (one.outcome === 'refused') sum.refused++
          else if (decided.ground === 'illegal') sum.law++
          else sum.rules++
        }
      }
    }
    expect(sums[all]!.notices).toBeGreaterThan(80)
    for (const [category, sum] of Object.entries(sums)) {
      const of = (column: string) => cell('3-notices', category, column)
      expect({
        notices: of('notices'),
        law: of('acted on by law'),
        rules: of('acted on by the house rules'),
        refused: of('refused'),
        open: of('open'),
        alone: of('decided by software alone'),
        hours: of('median hours to the decision'),
      }).toEqual({
        notices: sum.notices,
        law: sum.law,
        rules: sum.rules,
        refused: sum.refused,
        open: sum.open,
        alone: sum.alone,
        hours: middle(sum.times),
      })
    }
  })

  it('counts reports under the rules apart', () => {
    let n = 0
    const byRule: Record<string, number> = {}
    for (const { ground, at } of rows.reports)
      if (ground !== 'illegal' && inYear(at)) {
        n++
        byRule[ground] = (byRule[ground] ?? 0) + 1
      }
    expect(cell('3b-reports-under-the-rules', 'total', 'reports')).toBe(n)
    for (const [rule, count] of Object.entries(byRule))
      expect(cell('3b-reports-under-the-rules', rule, 'reports')).toBe(count)
  })

  it('counts measures of its own by category, detection and restriction, law and rules apart', () => {
    const names: Record<string, string> = {
      remove: 'removed',
      collapse: 'collapsed',
      label: 'labelled',
      hold: 'held until a person had looked',
      review: 'posts reviewed',
      suspend: 'suspended',
      ban: 'banned',
      warn: 'warned',
    }
    for (const illegal of [true, false]) {
      const name = illegal ? '4-own-initiative-illegal' : '5-own-initiative-rules'
      const sums: Record<string, Record<string, number>> = {}
      for (const one of rows.decisions) {
        const { act, ground = null, at, source, detected, automated, id } = one
        if (!names[act] || source === 'notice' || !inYear(at) || (ground === 'illegal') !== illegal) continue
        const columns = ['measures', names[act]]
        if (detected === 1) columns.push('software had pointed at it')
        else columns.push(source === 'report' ? 'readers had reported it' : 'found by staff alone')
        if (automated === 1) columns.push('decided by software alone')
        for (const other of rows.decisions) if (other.reverses === id) columns.push('taken back since')
        for (const key of [categoryOf(ground), 'total'])
          for (const column of columns) {
            sums[key] ??= {}
            sums[key][column] = (sums[key][column] ?? 0) + 1
          }
      }
      expect(sums.total!.measures).toBeGreaterThan(50)
      for (const [category, ...cells] of sheet(name).rows)
        for (const [i, column] of sheet(name).columns.slice(1).entries())
          expect([category, column, cells[i]]).toEqual([category, column, sums[String(category)]?.[column] ?? 0])
    }
  })

  it('counts complaints with their outcomes, and the three kinds of suspension', () => {
    let lodged = 0
    let kept = 0
    let reversed = 0
    let open = 0
    const times: number[] = []
    for (const { at, outcome, decided_at } of rows.appeals) {
      if (!inYear(at)) continue
      lodged++
      if (!outcome || !inYear(decided_at)) open++
      else {
        if (outcome === 'upheld') kept++
        else reversed++
        times.push(Number(decided_at) - Number(at))
      }
    }
    const of = (column: string) => cell('6-complaints-and-suspensions', 'complaints of authors', column)
    expect([
      of('number'),
      of('decision kept'),
      of('decision reversed'),
      of('open'),
      of('median hours to the decision'),
    ]).toEqual([lodged, kept, reversed, open, middle(times)])
    let illegal = 0
    let unfounded = 0
    for (const { act, ground, at } of rows.decisions) {
      if (inYear(at) && (act === 'suspend' || act === 'ban') && ground === 'illegal') illegal++
      if (inYear(at) && act === 'pause-reports') unfounded++
    }
    const suspended = (what: string) =>
      cell('6-complaints-and-suspensions', `suspensions for manifestly ${what}`, 'number')
    expect([suspended('illegal content'), suspended('unfounded notices'), suspended('unfounded complaints')]).toEqual([
      illegal,
      unfounded,
      0,
    ])
    expect(illegal).toBeGreaterThan(0)
  })

  it('L34 says how right the machine was, as moderators decided, by language', () => {
    for (const language of ['en', 'de', null]) {
      let found = 0
      let right = 0
      for (const one of rows.examples)
        if (inYear(one.at) && one.asked !== 'show' && one.language === language) {
          found++
          right += one.label
        }
      const row = `pointed at and looked at by a person, language ${language ?? 'unknown'}`
      expect(found).toBeGreaterThan(10)
      expect([cell('7-automated-means', row, 'number'), cell('7-automated-means', row, 'of them right')]).toEqual([
        found,
        right,
      ])
      expect(cell('7-automated-means', row, 'share')).toBeCloseTo(right / found, 4)
    }
  })

  it('leaves out what is not of the period', async () => {
    const { out } = await runHere(data, report, ['--from', '2024-01-01', '--to', '2024-12-31', '--json'])
    const numbers = (JSON.parse(out) as Sheet[])
      .filter(({ name }) => /^[34567]/.test(name))
      .flatMap(({ rows }) => rows.flatMap(([, ...cells]) => cells))
    expect(numbers.every(number => number === 0 || number === null)).toBe(true)
  })
})

describe('parley report', () => {
  it('writes each table as a file and one page, and the files say what the tables say', async () => {
    const out = join(data, 'out')
    const run = await runHere(data, report, [...YEAR, '--out', out])
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining(out) })
    expect(readdirSync(out).toSorted()).toEqual([...sheets.map(({ name }) => `${name}.csv`), 'report.html'].toSorted())
    for (const { name, columns, rows } of sheets) {
      const text = readFileSync(join(out, `${name}.csv`), 'utf8')
      const read = parse(text)
      expect(read).toEqual([columns, ...rows].map(row => row.map(one => String(one ?? ''))))
    }
    const page = readFileSync(join(out, 'report.html'), 'utf8')
    expect(page).toContain(String(cell('5-own-initiative-rules', 'total', 'measures')))
    expect(page).not.toMatch(/undefined|NaN|\[object/)
  })

  it('refuses days that are none, or the wrong way round', async () => {
    expect(await runHere(data, report, ['--from', '2025-12-31', '--to', '2025-01-01', '--json'])).toMatchObject({
      status: 1,
      said: expect.stringContaining('before the first'),
    })
    expect(existsSync('transparency-2025-12-31-2025-01-01')).toBe(false)
  })
})

describe('S31 a CSV file', () => {
  it.each([
    ['=1+1', `"'=1+1"\r\n`],
    ['+49', `"'+49"\r\n`],
    ['-1', `"'-1"\r\n`],
    ['@SUM(A1)', `"'@SUM(A1)"\r\n`],
    ['\tx', `"'\tx"\r\n`],
    ['\rx', `"'\rx"\r\n`],
    ['\nx', `"'\nx"\r\n`],
    ['＝1+1', `"'＝1+1"\r\n`],
    ['a "b", c', `"a ""b"", c"\r\n`],
    ['two\r\nlines', `"two\r\nlines"\r\n`],
    ['plain = text', 'plain = text\r\n'],
    [-3.5, '-3.5\r\n'],
    [null, '\r\n'],
  ])('guards what a spreadsheet would reckon: %j', (value, line) => {
    expect(csv([[value]])).toBe(line)
  })

  it('keeps words of every language, and what was guarded can be read back', () => {
    const cells = ['“quoted”', 'Ärger, größer', '日本語', '=cmd|"/c calc"!A1']
    const [read] = parse(csv([cells]))
    expect(read).toEqual([...cells.slice(0, 3), `'${cells[3]}`])
  })
})
