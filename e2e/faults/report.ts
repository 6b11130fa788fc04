import type { ImagesReport } from './images.ts'
import { PLANTS } from './plants.ts'
import { problemsIn, type Report } from './run.ts'

/** Reports of runs as Markdown, for docs/reliability.md. */

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

/** Runs with kills and other faults, one a row. */
export const runsTable = (runs: readonly Report[]) =>
  table(
    ['seed', 'database', 'minutes', 'faults', 'posts acknowledged', 'unanswered', 'events told (twice)', 'found'],
    runs.map(one => [
      one.seed,
      `${one.database}${one.processes > 1 ? `, ${one.processes} processes` : ''}`,
      Math.round(one.seconds / 6) / 10,
      Object.entries(one.faults)
        .map(([fault, n]) => `${n} ${fault}`)
        .join(', '),
      one.posts.acknowledged,
      one.posts.unanswered,
      `${one.told.events} (${one.told.twice})`,
      problemsIn(one),
    ]),
  )

/** Images of power cuts, one policy a row. */
export const imagesTable = (all: readonly ImagesReport[]) =>
  table(
    ['seed', 'synchronous', 'posts', 'what is left', 'images', 'that lack something', 'lost', 'corrupt'],
    all.flatMap(one =>
      Object.entries(one.policies).map(([policy, { images, lossy, lost, corrupt }]) => [
        one.seed,
        one.plant ? 'NORMAL (control)' : 'FULL',
        one.posts,
        policy,
        images,
        lossy,
        lost,
        corrupt,
      ]),
    ),
  )

export interface Caught {
  plant: string
  /** The checks that found something, and the first that each found. */
  by: { check: string; found: string }[]
}

export const caughtIn = (plant: string, found: Record<string, readonly string[]>): Caught => ({
  plant,
  by: Object.entries(found).flatMap(([check, all]) => (all.length ? [{ check, found: all[0]! }] : [])),
})

export const plantsTable = (all: readonly Caught[]) =>
  table(
    ['planted', 'what it is', 'caught by'],
    all.map(({ plant, by }) => [
      plant,
      PLANTS[plant]!.said,
      by.map(({ check }) => check).join('; ') || '**not caught**',
    ]),
  )
