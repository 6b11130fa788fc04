import type { ContextNote, RatingValue } from '@parley/contract/notes.ts'
import { randomly, runOn, type World } from '@parley/notes/testing.ts'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import {
  type DrawnNote,
  type DrawnWorld,
  drawReader,
  drawWorld,
  honestly,
  isGood,
  isOneSided,
  judged,
  MIXES,
  type Mix,
  SIZES,
  type Size,
} from './world.ts'

/**
 * A made-up newsroom (world.ts) that is rated through the HTTP interface, as the specification's section 8 has it. Whoever runs it sees what readers would see:
 * statuses, and nothing else.
 */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A note is about a comment; so many of them are under one story. */
const OF_STORY = 4
/** Nobody waits: so many requests are under way at once. */
const AT_ONCE = 20
/** What a rating counts, wherever ratings are added up. */
export const COUNTS: Record<RatingValue, number> = { helpful: 1, somewhat: 0.5, not: 0 }

/** A note that is in the newsroom. */
export interface Truth extends DrawnNote {
  id: string
  story: string
}

export interface Newsroom {
  t: TestApp
  world: DrawnWorld
  notes: Truth[]
  /** What each note was given: for the plain mean, which is shown to nobody. */
  mean(id: string): number
  pass(ms: number): void
  /** New accounts, old enough to rate. */
  join(name: string, n: number): Promise<Client[]>
  rate(who: Client, note: string, value: RatingValue): Promise<void>
  /** Two runs half an hour apart. */
  weigh(): Promise<void>
  /** What is shown to everybody: ids. */
  shown(): Promise<Set<string>>
  /** What everybody reads of each note. */
  read(): Promise<Map<string, ContextNote>>
  close(): Promise<void>
}

async function inTurns<T, R>(all: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map((one, i) => work(one, from + i)))))
  return done
}

/** A newsroom with the notes of a world, in which its readers have rated what they rate. */
export async function ratedNewsroom(world: DrawnWorld): Promise<Newsroom> {
  let now = Date.UTC(2027, 0, 5, 9)
  const t = await testApp({
    clock: () => now,
    env: { PARLEY_NOTES_MINUTES: '0', PARLEY_NOTES_RATINGS_A_DAY: '10000' },
  })
  const speaker = await t.signIn('speaker')
  const author = await t.signIn('author')
  const notes: Truth[] = []
  for (const [i, drawn] of world.notes.entries()) {
    const story = `${PAPER}/simulated/${Math.floor(i / OF_STORY)}`
    const comment = await speaker.says(`A claim with the number ${i} in it.`, { story })
    const draft = { story, comment, claim: '', text: `The report gives another number than ${i}.` }
    const written = await author.post('/v1/notes', { ...draft, sources: [`https://report.example/${i}`] })
    if (written.status !== 201) throw new Error(written.text)
    notes.push({ ...drawn, id: written.json.note.id, story })
  }
  const given = new Map<string, { sum: number; n: number }>()
  const newsroom: Newsroom = {
    t,
    world,
    notes,
    mean(id) {
      const { sum, n } = given.get(id) ?? { sum: 0, n: 1 }
      return sum / n
    },
    pass(ms) {
      now += ms
    },
    async join(name, count) {
      const all = await inTurns(Array.from({ length: count }), (_, i) => t.signIn(`${name}-${i}`))
      now += 8 * DAY
      return all
    },
    async rate(who, note, value) {
      const answer = await who.call('PUT', `/v1/notes/${note}/rating`, { value, reasons: [] })
      if (answer.status !== 200) throw new Error(answer.text)
      const { sum, n } = given.get(note) ?? { sum: 0, n: 0 }
      given.set(note, { sum: sum + COUNTS[value], n: n + 1 })
    },
    async weigh() {
      await t.app.notes.runNow()
      now += HOUR / 2
      await t.app.notes.runNow()
    },
    async read() {
      const all = new Map<string, ContextNote>()
      for (const story of new Set(notes.map(one => one.story))) {
        const { json } = await t.guest.get(`/v1/notes?story=${encodeURIComponent(story)}`)
        for (const note of json.notes) all.set(note.id, note)
      }
      return all
    },
    async shown() {
      return new Set([...(await newsroom.read()).values()].filter(one => one.status === 'shown').map(one => one.id))
    },
    async close() {
      await t.close()
    },
  }
  // Who rates nothing is nowhere to be seen.
  const active = [...new Set(world.ratings.map(one => one.rater))]
  const joined = await newsroom.join('rater', active.length)
  const raters = new Map(active.map((rater, i) => [rater, joined[i]!]))
  await inTurns(world.ratings, ({ rater, note, value }) => newsroom.rate(raters.get(rater)!, notes[note]!.id, value))
  return newsroom
}

/** The ratings of a world as the mathematics takes them: of all raters, or of those with so many. */
export function columnsOf({ readers, notes, ratings }: DrawnWorld, fewest = 1): World {
  const counts = new Map<number, number>()
  for (const { rater } of ratings) counts.set(rater, (counts.get(rater) ?? 0) + 1)
  const kept = ratings.filter(({ rater }) => counts.get(rater)! >= fewest)
  return {
    raters: readers.length,
    notes: notes.length,
    rater: kept.map(one => one.rater),
    note: kept.map(one => one.note),
    value: kept.map(one => COUNTS[one.value]),
  }
}

/** One world of section 8: what its readers see after two runs. */
export async function simulate({ size, mix, seed }: { size: Size; mix: Mix; seed: number }) {
  const world = drawWorld({ size: SIZES[size], mix: MIXES[mix], seed })
  const newsroom = await ratedNewsroom(world)
  try {
    const { notes, mean, t } = newsroom
    await newsroom.weigh()
    const seen = await newsroom.read()
    const run = await t.app.db.read.selectFrom('note_runs').selectAll().executeTakeFirstOrThrow()
    const alarms = await t.app.db.read.selectFrom('note_alarms').select('kind').execute()
    const told = notes.filter(({ id }) => seen.get(id)?.status === 'not_helpful')
    const isShown = ({ id }: Truth) => seen.get(id)?.status === 'shown'
    const startingUp = run.grown_at === null
    const found = runOn(columnsOf(world, startingUp ? 1 : 5)).notes
    return {
      v1: judged(notes, isShown),
      mean: judged(notes, ({ id }) => mean(id) >= 0.7),
      notHelpful: { told: told.length, wrong: told.filter(isGood).length },
      startingUp,
      alarms: alarms.map(({ kind }) => kind),
      /** Notes of which readers see something else than the mathematics finds when it is given the ratings by hand. */
      otherwise: notes.filter((note, i) => isShown(note) !== (found[i]!.candidate === 'show')).length,
    }
  } finally {
    await newsroom.close()
  }
}

/** What an attack came to with so many accounts: the share of its targets that are shown, and that a plain mean would show. */
export type Attacked = Map<number, { v1: number; mean: number }>

const TARGETS = 5
/** What an account with a history has rated honestly. */
const HISTORY = 10
const share = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / Math.max(1, all.length)
const attackedWorld = (seed: number) => drawWorld({ size: SIZES.M, mix: MIXES['70:30'], seed })

/** An account's history: notes drawn by lot, rated as a member of a camp does. */
async function behave(
  { rate }: Newsroom,
  random: () => number,
  { who, camp, notes }: { who: Client; camp: 0 | 1; notes: readonly Truth[] },
): Promise<void> {
  const reader = drawReader(random, camp)
  const some = notes.map(note => ({ note, key: random() })).sort((a, b) => a.key - b.key)
  for (const { note } of some.slice(0, HISTORY)) await rate(who, note.id, honestly(random, reader, note))
}

/**
 * Attacks of section 8 on a newsroom of size M, 70:30: `promote`, accounts of the larger camp, with its history, find five notes helpful that only this camp does; `pose`:
 * accounts that pose as both camps, half and half, with ten honest ratings each, do with any one-sided notes. Accounts join as the numbers rise.
 */
export async function promote(
  how: 'promote' | 'pose',
  { seed, accounts }: { seed: number; accounts: readonly number[] },
): Promise<Attacked> {
  const newsroom = await ratedNewsroom(attackedWorld(seed))
  try {
    const random = randomly(seed + 2000)
    const { mean, notes } = newsroom
    const targets = notes
      .filter(one => isOneSided(one) && (how === 'pose' || one.helpful[0] > one.helpful[1]))
      .slice(0, TARGETS)
    const others = notes.filter(one => !targets.includes(one))
    const joined = await newsroom.join(how, Math.max(...accounts))
    const found: Attacked = new Map()
    for (let k = 0; ; k++) {
      if (accounts.includes(k)) {
        await newsroom.weigh()
        const shown = await newsroom.shown()
        found.set(k, {
          v1: share(targets, ({ id }) => shown.has(id)),
          mean: share(targets, ({ id }) => mean(id) >= 0.7),
        })
      }
      const who = joined[k]
      if (!who) return found
      await behave(newsroom, random, { who, camp: how === 'pose' && k % 2 === 1 ? 1 : 0, notes: others })
      for (const { id } of targets) await newsroom.rate(who, id, 'helpful')
    }
  } finally {
    await newsroom.close()
  }
}

/**
 * Accounts with a history find good notes not helpful, five targets for each number of accounts. `before`: before the notes are shown; `slowly`: when they are, one
 * rating in half an hour; `atOnce`: within an hour. Answers the share of the targets that is shown, and how many targets the last two have.
 */
export async function suppress({ seed, accounts }: { seed: number; accounts: readonly number[] }) {
  const newsroom = await ratedNewsroom(attackedWorld(seed))
  try {
    const random = randomly(seed + 3000)
    const { mean, notes } = newsroom
    const against = await newsroom.join('against', Math.max(...accounts))
    for (const [k, who] of against.entries()) await behave(newsroom, random, { who, camp: k % 2 ? 1 : 0, notes })
    const good = notes.filter(isGood)
    const groups = new Map(accounts.map((k, i) => [k, good.slice(TARGETS * i, TARGETS * (i + 1))]))
    for (const [k, targets] of groups)
      for (const who of against.slice(0, k)) for (const { id } of targets) await newsroom.rate(who, id, 'not')
    await newsroom.weigh()
    const first = await newsroom.shown()
    const before: Attacked = new Map()
    for (const [k, targets] of groups)
      before.set(k, {
        v1: share(targets, ({ id }) => first.has(id)),
        mean: share(targets, ({ id }) => mean(id) >= 0.7),
      })

    const lost = good.slice(TARGETS * accounts.length).filter(({ id }) => first.has(id))
    const some = accounts.filter(k => k > 0)
    const part = Math.floor(lost.length / (2 * some.length))
    const kept = { slowly: new Map<number, number>(), atOnce: new Map<number, number>(), targets: part }
    for (const [i, k] of some.entries())
      for (const [j, how] of (['slowly', 'atOnce'] as const).entries()) {
        const targets = lost.slice((2 * i + j) * part, (2 * i + j + 1) * part)
        for (const who of against.slice(0, k)) {
          for (const { id } of targets) await newsroom.rate(who, id, 'not')
          if (how === 'slowly') newsroom.pass(HOUR / 2)
        }
        await newsroom.weigh()
        const still = await newsroom.shown()
        kept[how].set(
          k,
          share(targets, ({ id }) => still.has(id)),
        )
        newsroom.pass(HOUR)
      }
    const rows = await newsroom.t.app.db.read
      .selectFrom('notes')
      .select('id')
      .where('frozen_json', 'is not', null)
      .execute()
    return { before, ...kept, frozen: rows.length }
  } finally {
    await newsroom.close()
  }
}
