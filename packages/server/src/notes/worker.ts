import { parentPort, workerData } from 'node:worker_threads'
import { type RunAsked, runNotes, runStored, type StoredAsked } from './run.ts'

const asked = workerData as RunAsked | StoredAsked
const run = 'stored' in asked ? runStored(asked) : runNotes(asked)
// The large columns change hands instead of being copied.
const { ratings, fit, sides } = run
const columns = [
  ...[ratings.byRater, ratings.byNote].flatMap(side => [side.start, side.other, side.twice]),
  ...[fit.raterIntercept, fit.noteIntercept, fit.raterFactor, fit.noteFactor, sides.raterSide, sides.raterError],
]
parentPort!.postMessage(
  run,
  columns.map(column => column.buffer as ArrayBuffer),
)
