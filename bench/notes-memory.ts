import { V1 } from '../packages/notes/src/config.ts'
import { world } from '../packages/notes/src/testing.ts'
import { runNotes } from '../packages/server/src/notes/run.ts'
import { LARGE } from './notes.ts'

/** A process that makes ratings, runs once from nothing and once from there, and says how much memory it ever held, in MB. */
const made = { ...world(LARGE), config: V1 }
const { mu, noteIntercept, noteFactor } = runNotes(made).fit
runNotes({ ...made, last: { mu, noteIntercept, noteFactor } })
console.log(process.resourceUsage().maxRSS / 1024)
