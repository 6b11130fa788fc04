import { expect, it } from 'vitest'
import { groundOf } from './ground.ts'
import { counts, newsroom } from './testing.ts'

/** Ranks, for a correlation that asks for the order alone. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value)
  const out = new Array<number>(values.length)
  for (const [rank, { i }] of order.entries()) out[i] = rank
  return out
}
function correlation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const middle = (x.length - 1) / 2
  let [both, one, two] = [0, 0, 0]
  for (const [i, value] of x.entries()) {
    both += (value - middle) * (y[i]! - middle)
    one += (value - middle) ** 2
    two += (y[i]! - middle) ** 2
  }
  return both / Math.sqrt(one * two)
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const SEEDS = 20

// The figures of docs/reading.md.
it.each([
  { name: '60:40', share: 0.6, least: { axis: 12, above: 0.9, better: 0.15 } },
  { name: '70:30', share: 0.7, least: { axis: 8, above: 0.9, better: 0.15 } },
  { name: '85:15', share: 0.85, least: { axis: 0, above: 0, better: 0 } },
  { name: '100 readers', readers: 100, least: { axis: 0, above: 0, better: 0 } },
  { name: '1,000 readers', readers: 1000, least: { axis: 17, above: 0.9, better: 0.2 } },
  {
    name: 'one story, 400 readers',
    stories: 1,
    comments: 80,
    opened: 1,
    readers: 400,
    least: { axis: 8, above: 0.9, better: 0.1 },
  },
])(
  '$name: the order of common ground is nearer to what the less convinced camp likes than that of respects',
  ({ name, least, ...made }) => {
    let [axis, above, compared, loved] = [0, 0, 0, 0]
    const [ground, respected]: [number[], number[]] = [[], []]
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = newsroom({ ...made, seed })
      const first = counts(world.stories[0]!)
      if (first.get(world.loved)! > first.get(world.both)!) loved++
      const found = groundOf(world.stories)
      if (!found.size) continue
      axis++
      const [one, two] = [found.get(world.both), found.get(world.loved)]
      if (one !== undefined && two !== undefined) {
        compared++
        above += Number(one > two)
      }
      const ids = [...found.keys()]
      const respects = new Map(world.stories.flatMap(story => [...counts(story)]))
      const less = ids.map(id => world.less.get(id)!)
      ground.push(
        correlation(
          ids.map(id => found.get(id)!),
          less,
        ),
      )
      respected.push(
        correlation(
          ids.map(id => respects.get(id) ?? 0),
          less,
        ),
      )
    }
    console.log(
      `${name}: sides found in ${axis} of ${SEEDS}; both above loved in ${above} of ${compared} (most respected puts loved first in ${loved} of ${SEEDS}); rank correlation ${mean(ground).toFixed(2)} against ${mean(respected).toFixed(2)}`,
    )
    expect(axis).toBeGreaterThanOrEqual(least.axis)
    expect(above).toBeGreaterThanOrEqual(least.above * compared)
    if (axis) expect(mean(ground)).toBeGreaterThan(mean(respected) + least.better)
  },
)

it.each([100, 300, 1000])('of %s readers without sides it hardly ever finds any', readers => {
  let found = 0
  for (let seed = 1; seed <= SEEDS; seed++)
    found += Number(groundOf(newsroom({ readers, lean: 0, seed }).stories).size > 0)
  console.log(`${readers} readers without sides: found in ${found} of ${SEEDS}`)
  expect(found).toBeLessThanOrEqual(1)
})
