import { MIXES, promote, SIZES, shares, simulate, suppress } from '../packages/server/src/notes/simulation.ts'

/**
 * `node bench/notes-newsroom.ts [worlds] [attacks]`: simulated newsrooms through the HTTP interface, so many worlds of each size and mix (2), so many for each
 * attack (2), beside what the specification's section 8 says. Minutes. With PARLEY_TEST_DATABASE it would run on PostgreSQL; the mathematics is the same.
 */
const worlds = Number(process.argv[2] ?? 2)
const attacks = Number(process.argv[3] ?? 2)
const ACCOUNTS = [0, 3, 6, 12, 24, 48]

/** The specification's cells: precision / recall / share of one-sided notes shown; `v1` for who takes part at each size: all raters in S, those with 5 ratings else. */
const SPECIFIED = {
  mean: {
    S: '.71/.74/.265',
    M: '.75/.72/.261',
    D: '.78/.79/.261',
    W: '',
    '50:50': '.74/.77/.232',
    '70:30': '.69/.76/.288',
    '85:15': '.64/.76/.372',
  },
  v1: {
    S: '.92/.21/.018',
    M: '.95/.20/.012',
    D: '.94/.49/.032',
    W: '',
    '50:50': '.96/.30/.010',
    '70:30': '.97/.26/.006',
    '85:15': '.86/.24/.033',
  },
} as const
const short = (value: number, digits: number) => value.toFixed(digits).replace(/^0/, '')
const cell = (found: ReturnType<typeof shares>) =>
  `${short(found.precision, 2)}/${short(found.recall, 2)}/${short(found.oneSided, 3)}`

type World = Awaited<ReturnType<typeof simulate>> & { size: keyof typeof SIZES; mix: keyof typeof MIXES }

/** Newsrooms of every size and mix, so many worlds each, and their table. */
async function newsrooms(): Promise<void> {
  const done: World[] = []
  for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[])
    for (const mix of Object.keys(MIXES) as (keyof typeof MIXES)[])
      for (let world = 0; world < worlds; world++)
        done.push({ size, mix, ...(await simulate({ size, mix, seed: 100 * world + 7 })) })

  console.log('\nprecision / recall / share of one-sided notes shown (the specification in brackets)\n')
  console.log('| of | notes | mean of 0.70 | v1, as readers see it |\n|---|---:|---|---|')
  const row = (name: keyof (typeof SPECIFIED)['v1'] | 'all', some: readonly World[]) => {
    const told = (how: 'mean' | 'v1') => {
      const specified = name === 'all' ? { mean: '.74/.75/.264', v1: '.94/.26/.017' }[how] : SPECIFIED[how][name]
      return `${cell(shares(some.map(one => one[how])))}${specified ? ` (${specified})` : ''}`
    }
    const notes = some.reduce((sum, { size }) => sum + SIZES[size].notes, 0)
    console.log(`| ${name} | ${notes} | ${told('mean')} | ${told('v1')} |`)
  }
  row('all', done)
  for (const by of ['size', 'mix'] as const)
    for (const name of Object.keys(by === 'size' ? SIZES : MIXES) as (keyof (typeof SPECIFIED)['v1'])[])
      row(
        name,
        done.filter(one => one[by] === name),
      )
  const notHelpful = done.reduce((sum, one) => sum + one.notHelpful.told, 0)
  const wrong = done.reduce((sum, one) => sum + one.notHelpful.wrong, 0)
  console.log(
    `\nnot helpful: ${notHelpful} notes, ${wrong} of them good; alarms in honest newsrooms: ${done.flatMap(one => one.alarms).join(', ') || 'none'}`,
  )
}
await newsrooms()

const mean = (all: readonly (number | undefined)[]) =>
  short(all.reduce<number>((sum, one) => sum + (one ?? 0), 0) / all.length, 2)
console.log(
  `\nshare of the targets that is shown, ${attacks} worlds with 5 targets each\n\n| attack | ${ACCOUNTS.join(' | ')} |\n|---|${'---|'.repeat(ACCOUNTS.length)}`,
)
for (const how of ['promote', 'pose'] as const) {
  const found: Awaited<ReturnType<typeof promote>>[] = []
  for (let world = 0; world < attacks; world++)
    found.push(await promote(how, { seed: 100 * world + 7, accounts: ACCOUNTS }))
  console.log(`| ${how} | ${ACCOUNTS.map(k => mean(found.map(one => one.get(k)))).join(' | ')} |`)
}
const against = [3, 6, 12]
const found: Awaited<ReturnType<typeof suppress>>[] = []
for (let world = 0; world < attacks; world++) found.push(await suppress({ seed: 100 * world + 7, accounts: against }))
for (const how of ['before', 'slowly', 'atOnce'] as const)
  console.log(`| suppress, ${how} | | ${against.map(k => mean(found.map(one => one[how].get(k)))).join(' | ')} | | |`)
console.log(
  `\nfrozen by the alarm: ${found.map(one => one.frozen).join(', ')}; shown targets in a group: ${found.map(one => one.targets).join(', ')}`,
)
