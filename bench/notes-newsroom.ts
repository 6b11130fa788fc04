import { axisOf } from '../packages/notes/src/sides.ts'
import { randomly, runOn, type World } from '../packages/notes/src/testing.ts'
import { columnsOf, promote, simulate, suppress } from '../packages/server/src/notes/simulation.ts'
import {
  type DrawnWorld,
  drawWorld,
  type Found,
  judged,
  MIXES,
  type Mix,
  SIZES,
  type Size,
  shares,
} from '../packages/server/src/notes/world.ts'

/**
 * `node bench/notes-newsroom.ts [worlds] [attacks] [by hand]`: simulated newsrooms beside what the specification's section 8 says of its own. First by hand, the mathematics alone
 * (14 worlds of each size and mix, as many as the specification's), with standard errors; then through the HTTP interface, so many worlds of each size and mix (2) and so many
 * for each attack (4). Minutes. With PARLEY_TEST_DATABASE it would run on PostgreSQL; the mathematics is the same.
 */
const worlds = Number(process.argv[2] ?? 2)
const attacks = Number(process.argv[3] ?? 4)
const byHand = Number(process.argv[4] ?? 14)
const ACCOUNTS = [0, 3, 6, 12, 24, 48]

/** The specification's cells: precision / recall / share of one-sided notes shown. */
const OF = ['all', 'S', 'M', 'D', '50:50', '70:30', '85:15'] as const
const SPECIFIED: Record<Method, Record<string, string>> = {
  mean: cells('.74/.75/.264 .71/.74/.265 .75/.72/.261 .78/.79/.261 .74/.77/.232 .69/.76/.288 .64/.76/.372'),
  Wilson: cells('.75/.68/.236 .76/.60/.173 .77/.63/.205 .74/.81/.332 .75/.71/.202 .69/.69/.262 .64/.70/.337'),
  consensus: cells('.79/.61/.154 .74/.54/.160 .81/.58/.143 .85/.73/.142 .82/.64/.122 .78/.62/.152 .71/.61/.215'),
  'v1, all raters': cells('.93/.32/.025 .92/.21/.018 .94/.28/.021 .94/.49/.031 .97/.38/.011 .95/.33/.014 .81/.29/.057'),
  'v1, raters >= 5': cells(
    '.94/.26/.017 .92/.16/.013 .95/.20/.012 .94/.49/.032 .96/.30/.010 .97/.26/.006 .86/.24/.033',
  ),
}
type Method = 'mean' | 'Wilson' | 'consensus' | 'v1, all raters' | 'v1, raters >= 5'
/** As readers see it: everybody takes part while a newsroom starts up, which a small one does for good. */
const SEEN: Record<string, string> = { ...SPECIFIED['v1, raters >= 5'], S: SPECIFIED['v1, all raters'].S! }

function cells(row: string): Record<string, string> {
  return Object.fromEntries(row.split(' ').map((cell, i) => [OF[i]!, cell]))
}
const DIGITS = [2, 2, 3]
const short = (value: number, digits: number) => value.toFixed(digits).replace(/^0/, '')
const written = (values: readonly number[]) => values.map((value, i) => short(value, DIGITS[i]!)).join('/')
const cellOf = (all: readonly Found[]) => Object.values(shares(all))

interface OneWorld {
  size: Size
  mix: Mix
  seed: number
}
/** The rows of the table: of all, of each size, of each mix. */
function rowsOf<W extends OneWorld>(all: readonly W[]): [string, W[]][] {
  const sizes = Object.keys(SIZES).map((name): [string, W[]] => [name, all.filter(one => one.size === name)])
  const mixes = Object.keys(MIXES).map((name): [string, W[]] => [name, all.filter(one => one.mix === name)])
  return [['all', [...all]], ...sizes, ...mixes]
}
function allWorlds(each: number): OneWorld[] {
  const all: OneWorld[] = []
  for (const size of Object.keys(SIZES) as Size[])
    for (const mix of Object.keys(MIXES) as Mix[])
      for (let world = 0; world < each; world++) all.push({ size, mix, seed: 1000 * all.length + 7 })
  return all
}

/** The side of each rater as Polis sees it: first principal component of the votes, then two means. */
function groups({ raters, notes, rater, note, value }: World): Float64Array {
  const all = Array.from(rater, (u, i) => ({ u, n: note[i]!, vote: 2 * value[i]! - 1 }))
  const [sum, count] = [new Float64Array(notes), new Float64Array(notes)]
  for (const { n, vote } of all) {
    sum[n]! += vote
    count[n]!++
  }
  const random = randomly(1)
  let place = Float64Array.from({ length: raters }, () => random() - 0.5)
  for (let step = 0; step < 60; step++) {
    const [ofNote, next] = [new Float64Array(notes), new Float64Array(raters)]
    for (const { u, n, vote } of all) ofNote[n]! += (vote - sum[n]! / count[n]!) * place[u]!
    for (const { u, n, vote } of all) next[u]! += (vote - sum[n]! / count[n]!) * ofNote[n]!
    const length = Math.hypot(...next)
    place = next.map(x => x / length)
  }
  // Who votes on little would lie near the middle for that alone.
  const votes = new Float64Array(raters)
  for (const { u } of all) votes[u]!++
  const scaled = place.map((x, u) => x / Math.sqrt(Math.max(1, votes[u]!)))
  const { cut } = axisOf(scaled.slice().sort())
  return scaled.map(x => (x > cut ? 1 : 0))
}

/** What each method shows of a world. */
function found(world: DrawnWorld): Record<Method, Found> {
  const columns = columnsOf(world)
  const side = groups(columns)
  const given = world.notes.map(() => ({ sum: 0, n: 0, agree: [0, 0], votes: [0, 0] }))
  for (let i = 0; i < columns.rater.length; i++) {
    const note = given[columns.note[i]!]!
    note.sum += columns.value[i]!
    note.n++
    note.votes[side[columns.rater[i]!]!]!++
    if (columns.value[i] === 1) note.agree[side[columns.rater[i]!]!]!++
  }
  // The lower end of the interval that holds 80 %.
  const wilson = (p: number, n: number, z = 1.2816) =>
    (p + z ** 2 / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n)
  const consensus = (i: number) =>
    [0, 1].reduce((product, g) => product * ((given[i]!.agree[g]! + 1) / (given[i]!.votes[g]! + 2)), 1)
  const v1 = (fewest: number) => {
    const assessed = runOn(columnsOf(world, fewest)).notes
    return judged(world.notes, (_, i) => assessed[i]!.candidate === 'show')
  }
  return {
    mean: judged(world.notes, (_, i) => given[i]!.sum / given[i]!.n >= 0.7),
    Wilson: judged(world.notes, (_, i) => wilson(given[i]!.sum / given[i]!.n, given[i]!.n) >= 0.55),
    consensus: judged(world.notes, (_, i) => consensus(i) >= 0.36),
    'v1, all raters': v1(1),
    'v1, raters >= 5': v1(5),
  }
}

/** How far a cell would lie off with other worlds: the standard deviation over worlds drawn anew from these. */
function errorsOf(all: readonly Found[]): number[] {
  const random = randomly(3)
  const again = Array.from({ length: 400 }, () => cellOf(all.map(() => all[Math.floor(random() * all.length)]!)))
  return DIGITS.map((_, i) => {
    const mean = again.reduce((sum, one) => sum + one[i]!, 0) / again.length
    return Math.sqrt(again.reduce((sum, one) => sum + (one[i]! - mean) ** 2, 0) / again.length)
  })
}

/** The specification's table, by hand. Its own cells are as uncertain as ours of as many worlds, so an error is that of the difference. */
function mathematics(): void {
  const all = allWorlds(byHand).map(one => ({
    ...one,
    found: found(drawWorld({ size: SIZES[one.size], mix: MIXES[one.mix], seed: one.seed })),
  }))
  console.log(
    `${all.length} worlds by hand: precision / recall / share of one-sided notes shown (the specification in brackets; how many standard errors off)`,
  )
  for (const method of Object.keys(SPECIFIED) as Method[]) {
    console.log(`\n| ${method} | | off | standard errors of ours |\n|---|---|---|---|`)
    let [off, cellsSeen] = [0, 0]
    for (const [name, some] of rowsOf(all)) {
      const here = some.map(one => one.found[method])
      const [cell, errors] = [cellOf(here), errorsOf(here)]
      const specified = SPECIFIED[method][name]
      const z = specified
        ?.split('/')
        .map((value, i) => (cell[i]! - Number(value)) / (errors[i]! * Math.sqrt(1 + all.length / 280)))
      off += z?.filter(one => Math.abs(one) > 2).length ?? 0
      cellsSeen += z?.length ?? 0
      const told = z?.map(one => one.toFixed(1)).join(' ') ?? ''
      console.log(`| ${name} | ${written(cell)}${specified ? ` (${specified})` : ''} | ${told} | ${written(errors)} |`)
    }
    console.log(`${off} of ${cellsSeen} more than two off`)
  }
}

/** Newsrooms of every size and mix through HTTP, so many worlds each, and their table. */
async function newsrooms(): Promise<void> {
  const done: (OneWorld & Awaited<ReturnType<typeof simulate>>)[] = []
  for (const one of allWorlds(worlds)) done.push({ ...one, ...(await simulate(one)) })
  console.log(`\n${done.length} newsrooms through HTTP (the specification in brackets)\n`)
  console.log('| of | notes | mean of 0.70 | v1, as readers see it | standard errors |\n|---|---:|---|---|---|')
  for (const [name, some] of rowsOf(done)) {
    const told = (how: 'mean' | 'v1') => {
      const specified = (how === 'mean' ? SPECIFIED.mean : SEEN)[name]
      return `${written(cellOf(some.map(one => one[how])))}${specified ? ` (${specified})` : ''}`
    }
    const notes = some.reduce((sum, { size }) => sum + SIZES[size].notes, 0)
    console.log(
      `| ${name} | ${notes} | ${told('mean')} | ${told('v1')} | ${written(errorsOf(some.map(one => one.v1)))} |`,
    )
  }
  const sum = (of: (one: (typeof done)[0]) => number) => done.reduce((total, one) => total + of(one), 0)
  console.log(
    `\nnot helpful: ${sum(one => one.notHelpful.told)} notes, ${sum(one => one.notHelpful.wrong)} of them good; starting up: ${sum(one => Number(one.startingUp))} newsrooms; alarms in honest newsrooms: ${done.flatMap(one => one.alarms).join(', ') || 'none'}; notes otherwise than by hand: ${sum(one => one.otherwise)}`,
  )
}

async function attacked(): Promise<void> {
  const mean = (all: readonly (number | undefined)[]) =>
    short(all.reduce<number>((sum, one) => sum + (one ?? 0), 0) / all.length, 2)
  console.log(
    `\nshare of the targets that is shown, ${attacks} worlds with 5 targets each\n\n| attack | ${ACCOUNTS.join(' | ')} |\n|---|${'---|'.repeat(ACCOUNTS.length)}`,
  )
  const seeds = Array.from({ length: attacks }, (_, world) => 100 * world + 7)
  for (const how of ['promote', 'pose'] as const) {
    const all: Awaited<ReturnType<typeof promote>>[] = []
    for (const seed of seeds) all.push(await promote(how, { seed, accounts: ACCOUNTS }))
    for (const by of ['mean', 'v1'] as const)
      console.log(`| ${how}, ${by} | ${ACCOUNTS.map(k => mean(all.map(one => one.get(k)?.[by]))).join(' | ')} |`)
  }
  const accounts = ACCOUNTS.slice(0, 4)
  const all: Awaited<ReturnType<typeof suppress>>[] = []
  for (const seed of seeds) all.push(await suppress({ seed, accounts }))
  for (const by of ['mean', 'v1'] as const)
    console.log(
      `| suppress, ${by} | ${accounts.map(k => mean(all.map(one => one.before.get(k)?.[by]))).join(' | ')} | | |`,
    )
  for (const how of ['slowly', 'atOnce'] as const)
    console.log(
      `| suppress what is shown, ${how} | | ${accounts
        .slice(1)
        .map(k => mean(all.map(one => one[how].get(k))))
        .join(' | ')} | | |`,
    )
  console.log(
    `\nfrozen by the alarm: ${all.map(one => one.frozen).join(', ')}; shown targets in a group: ${all.map(one => one.targets).join(', ')}`,
  )
}

mathematics()
if (worlds) await newsrooms()
if (attacks) await attacked()
