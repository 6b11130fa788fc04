import { parentPort, workerData } from 'node:worker_threads'
import { type RunAsked, runNotes } from './run.ts'

const run = runNotes(workerData as RunAsked)
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
