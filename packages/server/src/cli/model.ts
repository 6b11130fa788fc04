import { readFileSync } from 'node:fs'
import { HEADS } from '@parley/rules/heads.ts'
import { Command, InvalidArgumentError } from 'commander'
import { EXAMPLE_SOURCES, type ExampleSource } from '../db/schema.ts'
import { examplesSince, type Forgetting, forgetExamples } from '../learning/queries.ts'
import { type ModelReport, reportOf, type Share } from '../learning/report.ts'
import { appliedThresholds, applyThresholds, type Changes, changesFrom, overlay } from '../learning/thresholds.ts'
import { LEAST, type Proposal, TARGETS, tune } from '../learning/tune.ts'
import { shippedEngine } from '../moderation/engine.ts'
import { accountName, withNewsroom } from './newsroom.ts'

const DAY = 24 * 3600_000
const STEPS = ['nudge', 'hold', 'refuse'] as const
const iso = (time: number) => new Date(time).toISOString()

const days = (text: string) => {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 3660) throw new InvalidArgumentError('takes whole days, 1 to 3660')
  return n
}
const share = (text: string) => {
  const n = Number(text)
  if (!(n > 0 && n < 1)) throw new InvalidArgumentError('takes a share between 0 and 1')
  return n
}
const print = (value: unknown) => console.log(JSON.stringify(value, null, 2))

export const model = new Command('model').description(
  'how the engine of the house rules does in this newsroom, and from which scores on something happens',
)

model
  .command('report')
  .description('what the engine found, held against what the desk decided')
  .option('--days <n>', 'how far back', days, 30)
  .option('--json', 'print it as JSON')
  .action(async ({ days: back, json }: { days: number; json?: boolean }) => {
    const since = Date.now() - back * DAY
    const report = await withNewsroom(async (db, { site }) => reportOf(await examplesSince(db.read, site, since)))
    if (json) return print({ since: iso(since), running: shippedEngine().version, ...report })
    console.log(`${report.texts} texts judged by people in ${back} days`)
    printReport(report)
  })

function printReport({ engines, rules, heads, languages, suggestions }: ModelReport) {
  for (const { engine, texts } of engines) console.log(`  by engine ${engine}: ${texts}`)
  console.log('\nrule or head           found  upheld  precision (95 %)    missed')
  for (const { rule, found, missed } of rules) console.log(`${rule.padEnd(20)} ${said(found)}  ${missed}`)
  for (const one of heads) {
    if (one.found.n) console.log(`  ${one.head.padEnd(18)} ${said(one.found)}`)
    for (const step of STEPS) if (one[step].n) console.log(`    ${step.padEnd(16)} ${said(one[step])}`)
  }
  if (languages.length > 1)
    for (const { language, found } of languages) console.log(`in ${(language ?? 'unknown').padEnd(17)} ${said(found)}`)
  console.log('\nreliability: of what was given such a score, so much was upheld')
  for (const { head, reliability } of heads)
    for (const { from, to, n, predicted, observed } of reliability)
      console.log(
        `  ${head.padEnd(10)} ${from.toFixed(1)}–${to.toFixed(1)}  given ${predicted.toFixed(2)}  upheld ${observed.toFixed(2)}  of ${n}`,
      )
  console.log('\nOnly what people looked at is counted: held and reported comments more than others.')
  if (suggestions) console.log(`${suggestions} labels from clients of the scoring address are not in these figures.`)
}

const percent = (value: number) => `${Math.round(value * 100)} %`
const said = ({ n, upheld, precision, low, high }: Share) =>
  `${String(n).padStart(7)} ${String(upheld).padStart(7)}  ${(precision === null ? '—' : `${percent(precision)} (${percent(low!)}–${percent(high!)})`).padEnd(18)}`

model
  .command('tune')
  .description('propose steps from the desk’s decisions; nothing is applied')
  .option('--days <n>', 'how far back', days, 365)
  .option('--nudge <share>', 'so much of what a nudge finds should be upheld', share, TARGETS.nudge)
  .option('--hold <share>', 'the same for what is held', share, TARGETS.hold)
  .option('--refuse <share>', 'the same for what is refused', share, TARGETS.refuse)
  .option('--json', 'print the proposal as a file for “parley model apply”')
  .action(async ({ days: back, json, nudge, hold, refuse }) => {
    const targets = { nudge, hold, refuse }
    const engine = shippedEngine()
    const { changes, proposals } = await withNewsroom(async (db, { site }) => {
      const [last] = await appliedThresholds(db.read, site, 1)
      const examples = await examplesSince(db.read, site, Date.now() - back * DAY)
      // Another version's scores mean something else.
      const ours = examples.filter(example => example.engine === engine.version)
      return tune(ours, overlay(engine.thresholds, last?.changes ?? {}), targets)
    })
    if (json)
      return print({ engine: engine.version, days: back, targets, least: LEAST, thresholds: changes, proposals })
    for (const proposal of proposals) console.log(sentence(proposal))
    console.log(
      `\nCriterion: the lowest score from which on at least ${LEAST} judged texts lie and, with 95 % confidence, at least ${percent(nudge)} (nudge), ${percent(hold)} (hold), ${percent(refuse)} (refuse) of them were upheld.`,
    )
    console.log(
      Object.keys(changes).length
        ? 'Nothing is applied. To apply: parley model tune --json > steps.json, read it, parley model apply steps.json'
        : 'Nothing to change.',
    )
  })

function sentence({ head, step, now, proposed, n, upheld, low, why }: Proposal): string {
  const place = `${head.padEnd(9)} ${step.padEnd(7)} ${now.toFixed(2)}`
  if (why === 'threat') return `${place}  stays: threats are always looked at by a person`
  if (why === 'too-few') return `${place}  stays: ${n} judged texts are too few, ${LEAST} are needed`
  if (why === 'not-reached') return `${place}  stays: no score keeps the promise (${upheld} of ${n} were upheld)`
  return `${place}  → ${proposed!.toFixed(2)}: ${upheld} of ${n} upheld, at least ${percent(low!)}`
}

model
  .command('apply <file>')
  .description(
    'let the steps in a file hold from now on (- for standard input); the running server follows in a second',
  )
  .option('--by <name>', 'who applies them', accountName())
  .option('--json', 'print the entry of the log as JSON')
  .action(async (file: string, { by, json }: { by: string; json?: boolean }) => {
    const text = file === '-' ? await new Response(process.stdin as never).text() : readFileSync(file, 'utf8')
    const given = parsed(text) as { engine?: unknown; thresholds?: unknown } | null
    const engine = shippedEngine()
    if (given?.engine !== undefined && given.engine !== engine.version)
      throw new Error(
        `the file was made for engine ${String(given.engine)}, and ${engine.version} runs; tune again, or take the line “engine” out of the file`,
      )
    const entry = await withNewsroom((db, { site }) =>
      db.tx(async tx => {
        const [last] = await appliedThresholds(tx, site, 1)
        const before = last?.changes ?? {}
        const wanted = changesFrom(given?.thresholds, engine.thresholds, before)
        if (!Object.keys(wanted).length) throw new Error('the file changes nothing')
        const changes = merged(before, wanted)
        return applyThresholds(tx, site, { changes, engine: engine.version, by, at: Date.now() })
      }),
    )
    if (json) return print({ ...entry, at: iso(entry.at) })
    console.log(`thresholds no. ${entry.no}, applied by ${by}: ${JSON.stringify(entry.changes)}`)
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('the file is not JSON')
  }
}

const merged = (before: Changes, wanted: Changes): Changes =>
  Object.fromEntries(
    HEADS.filter(head => before[head] || wanted[head]).map(head => [head, { ...before[head], ...wanted[head] }]),
  )

model
  .command('reset')
  .description('go back to the engine’s own steps')
  .option('--by <name>', 'who does it', accountName())
  .option('--json', 'print the entry of the log as JSON')
  .action(async ({ by, json }: { by: string; json?: boolean }) => {
    const engine = shippedEngine().version
    const entry = await withNewsroom((db, { site }) =>
      db.tx(tx => applyThresholds(tx, site, { changes: {}, engine, by, at: Date.now() })),
    )
    if (json) return print({ ...entry, at: iso(entry.at) })
    console.log(`thresholds no. ${entry.no}, by ${by}: the engine’s own hold again`)
  })

model
  .command('thresholds')
  .description('from which scores on something happens, and who said so')
  .option('--json', 'print them as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const engine = shippedEngine()
    const log = await withNewsroom((db, { site }) => appliedThresholds(db.read, site))
    const [last] = log
    const changes = last?.changes ?? {}
    const thresholds = overlay(engine.thresholds, changes)
    if (json)
      return print({
        engine: engine.version,
        thresholds,
        own: engine.thresholds,
        changes,
        log: log.map(entry => ({ ...entry, at: iso(entry.at) })),
      })
    console.log(`engine ${engine.version}`)
    for (const head of HEADS)
      for (const step of STEPS) {
        const changed = changes[head]?.[step]
        const now = thresholds[head]?.[step]
        if (now === undefined && changed === undefined) continue
        console.log(
          `  ${head.padEnd(9)} ${step.padEnd(7)} ${now?.toFixed(2) ?? 'never'}  ${changed === undefined ? 'the engine’s' : `the newsroom’s; the engine’s is ${engine.thresholds[head]?.[step]?.toFixed(2) ?? 'never'}`}`,
        )
      }
    for (const { no, by, at, engine: meant, changes } of log)
      console.log(
        `no. ${no}  ${iso(at)}  ${by}  ${Object.keys(changes).length ? JSON.stringify(changes) : 'reset'}${meant === engine.version ? '' : `  (for engine ${meant}: look again with “parley model tune”)`}`,
      )
  })

model
  .command('examples')
  .description('what people have said of texts: the newsroom’s own labelled examples')
  .option('--days <n>', 'how far back', days, 3660)
  .option('--json', 'print all of them as JSON')
  .option('--jsonl', 'print all of them, one JSON object a line')
  .action(async ({ days: back, json, jsonl }: { days: number; json?: boolean; jsonl?: boolean }) => {
    const rows = await withNewsroom((db, { site }) => examplesSince(db.read, site, Date.now() - back * DAY))
    const examples = rows.map(row => ({ ...row, at: iso(row.at) }))
    if (json) return print({ examples })
    if (jsonl) return examples.forEach(example => void console.log(JSON.stringify(example)))
    for (const source of EXAMPLE_SOURCES)
      console.log(`${source.padEnd(11)} ${examples.filter(example => example.source === source).length}`)
  })

model
  .command('forget')
  .description('delete examples for good; the comments themselves stay')
  .option('--comment <id>', 'those about one comment')
  .option('--reader <id>', 'those about one reader’s comments')
  .option('--source <source>', `those that came as ${EXAMPLE_SOURCES.join(', ')}`)
  .option('--before <date>', 'those from before a day, such as 2026-01-31')
  .option('--all', 'all of them')
  .option('--json', 'print how many as JSON')
  .action(
    async ({ all, json, before, ...which }: { all?: true; json?: true; before?: string } & Record<string, string>) => {
      if (which.source && !EXAMPLE_SOURCES.includes(which.source as ExampleSource))
        throw new Error(`the sources are ${EXAMPLE_SOURCES.join(', ')}, not “${which.source}”`)
      if (before && Number.isNaN(Date.parse(before))) throw new Error(`“${before}” is not a day such as 2026-01-31`)
      const forgetting = { ...which, ...(before && { before: Date.parse(before) }) } as Forgetting
      if (!all && !Object.keys(forgetting).length)
        throw new Error('say which: --comment, --reader, --source, --before, or --all')
      const forgotten = await withNewsroom((db, { site }) => db.tx(tx => forgetExamples(tx, site, forgetting)))
      if (json) return print({ forgotten })
      console.log(`${forgotten} examples forgotten`)
    },
  )
