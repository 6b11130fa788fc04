import { readFileSync } from 'node:fs'
import type { Measured } from '@parley/notes/assess.ts'
import { V1 } from '@parley/notes/config.ts'
import { explain, inEnglish, type Sentence } from '@parley/notes/explain.ts'
import type { Columns } from '@parley/notes/ratings.ts'
import { NEW_NOTE, type NoteState, step } from '@parley/notes/status.ts'
import { Command } from 'commander'
import { explained, lastRun } from '../notes/desk.ts'
import { noteToChange } from '../notes/queries.ts'
import { type NotesRun, runNotes } from '../notes/run.ts'
import { withNewsroom } from './newsroom.ts'

export const notes = new Command('notes').description(
  'context notes: which of them readers who usually disagree find helpful (docs/notes.md)',
)

const RATINGS = `
FILE is JSON: {"raters": 3, "notes": 2, "ratings": {"rater": [0, 1], "note": [0, 0], "value": [1, 0.5]}}
with indexes from 0 and values 0 (not helpful), 0.5 (somewhat) or 1 (helpful). All ratings are taken, whoever gave them.`

notes
  .command('fit')
  .description('fit the ratings in a file; print loss, optimum and tables as JSON')
  .argument('<file>', 'ratings')
  .addHelpText('after', `${RATINGS}\nWhat is printed holds what each rater is inferred to think: do not publish it.`)
  .action((file: string) => print(fitted(runNotes(ratingsIn(file)))))

notes
  .command('step')
  .description('take notes through their statuses, run by run; print every state as JSON')
  .argument('<file>', 'sequences of runs')
  .addHelpText(
    'after',
    `
FILE is JSON: {"initial": STATE, "sequences": [[{"t": 0, "m": NUMBERS}, …], …]}; without initial, a new note.
STATE is {status, pending, shownAt, settled}; t is the time of a run in ms, and NUMBERS are what it found for the note:
{count, axis, score, lcb, ucb, sureLo, sureHi, netLo, netHi}.`,
  )
  .action((file: string) => {
    const { initial = NEW_NOTE, sequences } = read<{ initial?: NoteState; sequences: { t: number; m: Measured }[][] }>(
      file,
    )
    if (!Array.isArray(sequences)) throw new Error(`${file} has no sequences; see “parley notes step --help”`)
    print({
      sequences: sequences.map(runs => {
        let state = initial
        return runs.map(({ t, m }) => {
          state = step(state, t, m)
          return { state }
        })
      }),
    })
  })

notes
  .command('explain')
  .description('say in words why a note is shown or not')
  .argument('<note>', 'its id (c_…), or its index in a file')
  .option('--file <file>', 'the ratings that it is among, where it is not one of this newsroom')
  .option('--json', 'print message keys, values and sentences as JSON')
  .addHelpText(
    'after',
    `
Without a file it says what the last run has found for a note of this newsroom.
${RATINGS}
The ratings in a file are taken as the first run of a new note; two runs that agree change a status.`,
  )
  .action(async (given: string, { file, json }: { file?: string; json?: boolean }) => {
    if (file === undefined) return explainStored(given, json ?? false)
    const note = index(given)
    const numbers = runNotes(ratingsIn(file)).notes[note]
    if (!numbers) throw new Error(`there is no note ${note} in ${file}`)
    const state = step(NEW_NOTE, 0, numbers)
    tell({ note, status: state.status, numbers }, explain(state, numbers), json ?? false)
  })

/** A note of this newsroom, as the last run left it. */
async function explainStored(id: string, json: boolean) {
  if (!/^c_[0-9a-z]{10,30}$/.test(id)) throw new Error(`“${id}” is no id of a note; an index needs --file`)
  const { row, startingUp } = await withNewsroom(async (db, { site }) => ({
    row: await noteToChange(db.read, site, id).catch(() => {
      throw new Error(`there is no note ${id} here`)
    }),
    startingUp: (await lastRun(db.read, site))?.grown_at == null,
  }))
  if (row.kind !== 'reader') throw new Error(`${id} is the newsroom’s own note; nobody rates it`)
  const numbers = row.measured_json === null ? null : JSON.parse(row.measured_json)
  tell({ note: id, status: row.status, numbers }, explained(row, startingUp), json)
}

function tell(found: object, sentences: readonly Sentence[], json: boolean) {
  const told = sentences.map(sentence => ({ ...sentence, text: inEnglish(sentence) }))
  if (json) print({ ...found, sentences: told })
  else for (const { text } of told) console.log(text)
}

/** In the shape of the specification's vectors. */
function fitted({ ratings, fit, sides, notes: all }: NotesRun) {
  const { loss, certified, converged, mu, raterIntercept, noteIntercept, raterFactor, noteFactor } = fit
  const column = <K extends keyof (typeof all)[number]>(name: K) => all.map(note => note[name])
  return {
    loss: ratings.count ? loss / ratings.count : 0,
    certified,
    converged,
    optimum: {
      mu,
      raterIntercept: [...raterIntercept],
      noteIntercept: [...noteIntercept],
      raterFactor: [...raterFactor],
      noteFactor: [...noteFactor],
    },
    tables: {
      components: ratings.components,
      raterComponent: [...ratings.raterComponent],
      noteComponent: [...ratings.noteComponent],
      axis: sides.axes.map(axis => axis.found),
      lo: sides.axes.map(axis => axis.lo),
      hi: sides.axes.map(axis => axis.hi),
      cut: sides.axes.map(axis => axis.cut),
      raterSide: [...sides.raterSide],
      raterFactorSe: [...sides.raterError],
      predLo: column('predLo'),
      predHi: column('predHi'),
      score: column('score'),
      lcb: column('lcb'),
      ucb: column('ucb'),
      count: column('count'),
      sureLo: column('sureLo'),
      sureHi: column('sureHi'),
      netLo: column('netLo'),
      netHi: column('netHi'),
      candidate: column('candidate'),
    },
  }
}

function ratingsIn(file: string) {
  const { raters, notes: count, ratings } = read<{ raters: number; notes: number; ratings: Columns }>(file)
  const { rater, note, value } = ratings ?? {}
  if (
    ![raters, count].every(amount => Number.isInteger(amount) && amount >= 0) ||
    ![rater, note, value].every(Array.isArray)
  )
    throw new Error(`${file} has no raters, notes and ratings; see “parley notes fit --help”`)
  return { raters, notes: count, rater: rater!, note: note!, value: value!, config: V1 }
}

function read<T>(file: string): T {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`)
  }
}

function index(given: string): number {
  if (!/^\d+$/.test(given)) throw new Error(`the index of a note is a whole number from 0, not “${given}”`)
  return Number(given)
}

const print = (value: unknown) => console.log(JSON.stringify(value))
