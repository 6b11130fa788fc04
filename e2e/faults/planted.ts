import { cutPower } from './images.ts'
import type { Fault } from './nemesis.ts'
import { PLANTS } from './plants.ts'
import { type Caught, caughtIn } from './report.ts'
import { run } from './run.ts'
import { canShim } from './shim.ts'

/** Enough for a bug to show, each by the fault under which it does. */
const FAULTS: Record<string, readonly Fault[]> = { 'swallowed-fsync-error': ['fsync'] }

/** Plants a bug and answers what has caught it. Null where this machine cannot try it (no compiler); that is said. Throws where there is no such bug. */
export async function findPlant(plant: string, seed: number): Promise<Caught | null> {
  const bug = PLANTS[plant]
  if (!bug) throw new Error(`there is no ${plant} to plant, but ${Object.keys(PLANTS).join(', ')}`)
  if (bug.by === 'images') {
    const images = await cutPower({ seed, moments: 8, posts: 90, plant })
    return images && caughtIn(plant, { 'images of a power cut': images.found })
  }
  if (FAULTS[plant] && !canShim()) return null
  const faults = FAULTS[plant] ?? ['kill']
  const report = await run({ seed, database: 'sqlite', rounds: 2, faults, inFlight: [8], plant })
  return caughtIn(plant, report.found)
}
