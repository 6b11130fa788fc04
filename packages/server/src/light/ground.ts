import { runNotes } from '../notes/run.ts'
import { chanceOf } from './axis.ts'
import { LIGHT, matrixOf, type StoryRead } from './matrix.ts'

/**
 * From when on there are two sides at all. `chance`: chance alone reaches such a share of the axis' strength at most, and a little more where
 * sides were found before, so that the order does not come and go; on made-up newsrooms without sides
 * it mostly reaches 0.87 to 1.05, and not 1, since a zero stands near a one by its making (docs/reading.md). `side`: so many readers are surely on each.
 */
export const SIDES = { chance: { first: 0.86, again: 0.9 }, side: 20 } as const

/**
 * How much each comment is common ground, in thousandths: how likely the side that is less for it gives it respect, a standard error taken off, held
 * to 0 … 1,000. Those of which too little is known are absent; nothing is in it where no two sides are found. What readers are inferred
 * to think is made here and goes when this returns. Deterministic: the same respects give the same numbers.
 * @param before whether sides were found the last time
 */
export function groundOf(stories: readonly StoryRead[], before = false): Map<string, number> {
  const found = new Map<string, number>()
  const matrix = matrixOf(stories)
  if (matrix.raters < 2 * SIDES.side) return found
  if (chanceOf(matrix.raters, matrix.notes, matrix) > SIDES.chance[before ? 'again' : 'first']) return found
  const { ratings, fit, sides, notes } = runNotes({ ...matrix, config: LIGHT })
  if (!fit.converged) return found
  // Sides of parts that no reader connects have nothing to do with each other: the largest part is the newsroom's.
  const surely = Array.from({ length: ratings.components }, () => [0, 0])
  for (const [u, side] of sides.raterSide.entries()) if (side) surely[ratings.raterComponent[u]!]![side < 0 ? 0 : 1]!++
  const largest = surely.reduce((best, one, c) => (sum(one) > sum(surely[best]!) ? c : best), 0)
  if (Math.min(...surely[largest]!) < SIDES.side) return found
  const { ratings: least, sure } = LIGHT.show
  for (const [n, one] of notes.entries())
    if (one.component === largest && one.axis && one.count >= least && Math.min(one.sureLo, one.sureHi) >= sure)
      found.set(matrix.comments[n]!, Math.round(1000 * Math.min(1, Math.max(0, one.lcb!))))
  return found
}

const sum = ([a = 0, b = 0]: number[]) => a + b
