import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { type Head, headsOf, placeOf, verify } from '../audit/verify.ts'
import { withNewsroom } from './newsroom.ts'

export const audit = new Command('audit').description('whether the log of all that happened is as it was written')

audit
  .command('verify')
  .description('follow the chain of every story; exit status 1 and the first broken link where something was changed')
  .option('--heads <file>', 'hold it also against what “parley audit heads” wrote earlier')
  .option('--json', 'print what was found as JSON')
  .addHelpText(
    'after',
    `
Every event is sealed with the one before it in its story, and every story with the one before it on the site; changes of
rules, thresholds, words and sections, and of whatever else the newsroom settles, have a chain of their own. Whoever
changes, removes or puts in an event breaks a chain. Whoever can write to the whole database could seal all of it anew:
keep what “parley audit heads” writes in another place, and hold the log against it.
More: docs/accounting.md`,
  )
  .action(async ({ heads, json }: { heads?: string; json?: boolean }) => {
    const known = heads === undefined ? [] : headsIn(heads)
    const found = await withNewsroom((db, { site }) => verify(db.read, site, known))
    if (!found.ok) process.exitCode = 1
    if (json) return console.log(JSON.stringify(found, null, 2))
    console.log(
      found.broken
        ? `broken at ${placeOf(found.broken)}: ${found.broken.said}`
        : `whole: ${found.events} events of ${found.stories} stories; changes of rules and settings: ${found.settled.no}; ${found.anchor.no ? `the list of stories ends with ${found.anchor.hash}` : 'nothing has happened yet'}`,
    )
  })

audit
  .command('heads')
  .description(
    'the last event of the site and of every story, one JSON line each: to be kept where nobody who works here can change it',
  )
  .action(async () => {
    for (const head of await withNewsroom((db, { site }) => headsOf(db.read, site))) console.log(JSON.stringify(head))
  })

function headsIn(file: string): Head[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim())
    .map((line, i) => {
      try {
        const { story, seq, hash } = JSON.parse(line) as Head
        if (typeof story === 'string' && Number.isInteger(seq) && typeof hash === 'string') return { story, seq, hash }
      } catch {
        // Said below.
      }
      throw new Error(`line ${i + 1} of ${file} is not of “parley audit heads”`)
    })
}
