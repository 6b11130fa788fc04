import type { ContextNote, RatingValue } from '@parley/contract/notes.ts'
import { randomly } from '@parley/notes/testing.ts'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'

/**
 * A made-up newsroom that is rated through the HTTP interface, as the specification's section 8 has it: two camps, notes that both find helpful, that one does, that
 * none does. Whoever runs it sees what readers would see: statuses, and nothing else. The generator is our own, since the specification's is not written down there.
 * It was set on what the specification says of three simpler methods, and on nothing that it says of the one that is tried here.
 */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A note is about a comment; so many of them are under one story. */
const OF_STORY = 4
/** Nobody waits: so many requests are under way at once. */
const AT_ONCE = 20

/** Raters, notes and ratings of each note. */
export const SIZES = {
  S: { raters: 60, notes: 40, each: 10 },
  M: { raters: 400, notes: 200, each: 14 },
  D: { raters: 150, notes: 60, each: 40 },
  W: { raters: 1500, notes: 60, each: 40 },
} as const
export const MIXES = { '50:50': 0.5, '70:30': 0.7, '85:15': 0.85 } as const

/**
 * What the notes are like, by least squares on the 54 cells that the specification has of the plain mean, of Wilson's bound and of group-informed consensus. `until`: up to
 * which share of all notes each kind goes. `high` and `low`: the share of a camp that finds helpful what it finds helpful (from, to, and the power of an even draw), and what
 * it does not; `mixed`: of what it is not of one mind about. `somewhat`: so many of the others say so. `generous`: how raters differ, in logits.
 */
const WORLD = {
  until: { good: 0.4, 'one-sided': 0.755, poor: 0.877, mixed: 1 },
  high: [0.6, 0.864, 1.96],
  low: [0.04, 0.5, 1],
  mixed: [0.42, 0.82, 1],
  somewhat: 0.46,
  generous: 0.36,
} as const

export interface Truth {
  id: string
  story: string
  /** The share of each camp, the larger first, that truly finds it helpful. */
  helpful: readonly [number, number]
  kind: 'good' | 'one-sided' | 'poor' | 'mixed'
}

/** What is shown beside what is true, counted, so that worlds can be added up. */
export interface Found {
  /** Notes: shown, good, good and shown, one-sided, one-sided and shown. */
  shown: number
  good: number
  right: number
  oneSided: number
  wrong: number
}

export interface Newsroom {
  t: TestApp
  notes: Truth[]
  /** What each note was given: for the plain mean, which is shown to nobody. */
  given: Map<string, { sum: number; n: number }>
  pass(ms: number): void
  /** New accounts, old enough to rate. */
  join(name: string, n: number): Promise<Client[]>
  rate(who: Client, note: string, value: RatingValue): Promise<void>
  /** As a member of a camp does: 0 the larger, 1 the smaller. */
  rateHonestly(who: Client, camp: 0 | 1, note: Truth): Promise<void>
  /** Two runs half an hour apart. */
  weigh(): Promise<void>
  /** What everybody reads of each note. */
  read(): Promise<Map<string, ContextNote>>
  close(): Promise<void>
}

/** Opens a newsroom with notes and no raters yet. */
async function open({ notes: n, seed }: { notes: number; seed: number }): Promise<Newsroom> {
  const { until, somewhat } = WORLD
  const random = randomly(seed)
  let now = Date.UTC(2027, 0, 5, 9)
  const t = await testApp({
    clock: () => now,
    env: { PARLEY_NOTES_MINUTES: '0', PARLEY_NOTES_RATINGS_A_DAY: '10000' },
  })
  const speaker = await t.signIn('speaker')
  const author = await t.signIn('author')
  const between = ([from, to, power]: readonly [number, number, number]) => from + (to - from) * random() ** power
  const notes: Truth[] = []
  for (let i = 0; i < n; i++) {
    const story = `${PAPER}/simulated/${Math.floor(i / OF_STORY)}`
    const comment = await speaker.says(`A claim with the number ${i} in it.`, { story })
    const draft = { story, comment, claim: '', text: `The report gives another number than ${i}.` }
    const written = await author.post('/v1/notes', { ...draft, sources: [`https://report.example/${i}`] })
    if (written.status !== 201) throw new Error(written.text)
    const kind = (Object.keys(until) as Truth['kind'][]).find(one => i / n < until[one])!
    const [high, low] = [() => between(WORLD.high), () => between(WORLD.low)]
    const side = random() < 0.5
    const helpful = {
      good: [high(), high()],
      'one-sided': side ? [high(), low()] : [low(), high()],
      poor: [low(), low()],
      mixed: [between(WORLD.mixed), between(WORLD.mixed)],
    }[kind] as [number, number]
    notes.push({ id: written.json.note.id, story, helpful, kind })
  }
  /** How readily each finds anything helpful, in logits. */
  const generous = new Map<Client, number>()
  const given: Newsroom['given'] = new Map()
  const newsroom: Newsroom = {
    t,
    notes,
    given,
    pass(ms) {
      now += ms
    },
    async join(name, count) {
      const all = await inTurns(Array.from({ length: count }), (_, i) => t.signIn(`${name}-${i}`))
      for (const who of all) generous.set(who, WORLD.generous * normal(random))
      now += 8 * DAY
      return all
    },
    async rate(who, note, value) {
      const answer = await who.call('PUT', `/v1/notes/${note}/rating`, { value, reasons: [] })
      if (answer.status !== 200) throw new Error(answer.text)
      const sum = given.get(note) ?? { sum: 0, n: 0 }
      given.set(note, { sum: sum.sum + { helpful: 1, somewhat: 0.5, not: 0 }[value], n: sum.n + 1 })
    },
    rateHonestly(who, camp, { id, helpful }) {
      const [drawn, half] = [random(), random()]
      const odds = (helpful[camp] / (1 - helpful[camp])) * Math.exp(generous.get(who) ?? 0)
      return newsroom.rate(who, id, drawn < odds / (1 + odds) ? 'helpful' : half < somewhat ? 'somewhat' : 'not')
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
    async close() {
      await t.close()
    },
  }
  return newsroom
}

/** Box and Muller. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

async function inTurns<T, R>(all: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map((one, i) => work(one, from + i)))))
  return done
}

/** A newsroom in which every note has been rated by as many readers as its size has, drawn by lot. */
export async function ratedNewsroom({
  size,
  mix,
  seed,
}: {
  size: { raters: number; notes: number; each: number }
  mix: number
  seed: number
}): Promise<Newsroom & { camps: [Client[], Client[]] }> {
  const newsroom = await open({ notes: size.notes, seed })
  const raters = await newsroom.join('rater', size.raters)
  const larger = Math.round(size.raters * mix)
  const random = randomly(seed + 1000)
  for (const note of newsroom.notes) {
    const drawn = raters.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key)
    await inTurns(drawn.slice(0, size.each), ({ i }) => newsroom.rateHonestly(raters[i]!, i < larger ? 0 : 1, note))
  }
  return { ...newsroom, camps: [raters.slice(0, larger), raters.slice(larger)] }
}

/** How right what is shown is. Good: both camps truly find it helpful (0.60 or more); one-sided: one does, and less than half of the other. */
export function judged(notes: readonly Truth[], isShown: (id: string) => boolean): Found {
  const good = notes.filter(({ helpful }) => Math.min(...helpful) >= 0.6)
  const oneSided = notes.filter(({ helpful }) => Math.max(...helpful) >= 0.6 && Math.min(...helpful) < 0.5)
  const shown = notes.filter(({ id }) => isShown(id))
  return {
    shown: shown.length,
    good: good.length,
    right: shown.filter(note => good.includes(note)).length,
    oneSided: oneSided.length,
    wrong: shown.filter(note => oneSided.includes(note)).length,
  }
}

/** Several worlds together: precision / recall / share of one-sided notes shown, as the specification's table has it. */
export function shares(all: readonly Found[]): { precision: number; recall: number; oneSided: number } {
  const sum = (name: keyof Found) => all.reduce((total, one) => total + one[name], 0)
  return {
    precision: sum('right') / Math.max(1, sum('shown')),
    recall: sum('right') / Math.max(1, sum('good')),
    oneSided: sum('wrong') / Math.max(1, sum('oneSided')),
  }
}

/** One world of section 8: what its readers see after two runs. */
export async function simulate({
  size,
  mix,
  ...more
}: {
  size: keyof typeof SIZES
  mix: keyof typeof MIXES
  seed: number
}) {
  const newsroom = await ratedNewsroom({ size: SIZES[size], mix: MIXES[mix], ...more })
  try {
    await newsroom.weigh()
    const seen = await newsroom.read()
    const run = await newsroom.t.app.db.read.selectFrom('note_runs').selectAll().executeTakeFirstOrThrow()
    const alarms = await newsroom.t.app.db.read.selectFrom('note_alarms').select('kind').execute()
    const told = newsroom.notes.filter(({ id }) => seen.get(id)?.status === 'not_helpful')
    const mean = (id: string) => {
      const { sum, n } = newsroom.given.get(id) ?? { sum: 0, n: 1 }
      return sum / n
    }
    return {
      v1: judged(newsroom.notes, id => seen.get(id)?.status === 'shown'),
      mean: judged(newsroom.notes, id => mean(id) >= 0.7),
      notHelpful: { told: told.length, wrong: told.filter(({ helpful }) => Math.min(...helpful) >= 0.6).length },
      startingUp: run.grown_at === null,
      alarms: alarms.map(({ kind }) => kind),
    }
  } finally {
    await newsroom.close()
  }
}

/** What an attack came to with so many accounts: the share of its targets that are shown. */
export type Attacked = Map<number, number>

const TARGETS = 5

/**
 * Attacks of section 8 on a newsroom of size M, 70:30: `promote`, accounts of the larger camp, with its history, find five one-sided notes helpful; `pose`: accounts
 * that pose as both camps, half and half, with ten honest ratings each of notes that divide these, do. Accounts join as the numbers rise.
 */
export async function promote(
  how: 'promote' | 'pose',
  { seed, accounts }: { seed: number; accounts: readonly number[] },
): Promise<Attacked> {
  const newsroom = await ratedNewsroom({ size: SIZES.M, mix: MIXES['70:30'], seed })
  try {
    const random = randomly(seed + 2000)
    // What the larger camp truly finds helpful, and the smaller does not.
    const targets = newsroom.notes.filter(one => one.kind === 'one-sided' && one.helpful[0] > 0.6).slice(0, TARGETS)
    // Whoever poses rates what divides: that is how a camp is known.
    const others = newsroom.notes.filter(
      one => !targets.includes(one) && (how === 'promote' || one.kind === 'one-sided'),
    )
    const joined = await newsroom.join(how, Math.max(...accounts))
    const found: Attacked = new Map()
    for (let k = 0; ; k++) {
      if (accounts.includes(k)) {
        await newsroom.weigh()
        const seen = await newsroom.read()
        found.set(k, targets.filter(({ id }) => seen.get(id)?.status === 'shown').length / targets.length)
      }
      const who = joined[k]
      if (!who) return found
      const camp = how === 'pose' && k % 2 === 1 ? 1 : 0
      const some = others.map(note => ({ note, key: random() })).sort((a, b) => a.key - b.key)
      for (const { note } of some.slice(0, 10)) await newsroom.rateHonestly(who, camp, note)
      for (const { id } of targets) await newsroom.rate(who, id, 'helpful')
    }
  } finally {
    await newsroom.close()
  }
}

/**
 * Accounts with a history find good notes not helpful, five targets for each number of accounts. `before`: before the notes are shown; `slowly`: when they are, one
 * rating in half an hour; `atOnce`: within an hour. Answers the share of the targets that is shown (`before` beside what would have been without, under 0).
 */
export async function suppress({ seed, accounts }: { seed: number; accounts: readonly number[] }) {
  const newsroom = await ratedNewsroom({ size: SIZES.M, mix: MIXES['70:30'], seed })
  try {
    const random = randomly(seed + 3000)
    const against = await newsroom.join('against', Math.max(...accounts))
    for (const [k, who] of against.entries()) {
      const some = newsroom.notes.map(note => ({ note, key: random() })).sort((a, b) => a.key - b.key)
      for (const { note } of some.slice(0, 10)) await newsroom.rateHonestly(who, k % 2 ? 1 : 0, note)
    }
    const good = newsroom.notes.filter(({ helpful }) => Math.min(...helpful) >= 0.6)
    const groups = new Map(accounts.map((k, i) => [k, good.slice(TARGETS * i, TARGETS * (i + 1))]))
    for (const [k, targets] of groups)
      for (const who of against.slice(0, k)) for (const { id } of targets) await newsroom.rate(who, id, 'not')
    await newsroom.weigh()
    const shownOf = async (targets: readonly Truth[]) => {
      const seen = await newsroom.read()
      return targets.filter(({ id }) => seen.get(id)?.status === 'shown')
    }
    const before: Attacked = new Map()
    for (const [k, targets] of groups) before.set(k, (await shownOf(targets)).length / targets.length)

    const shown = await shownOf(good.slice(TARGETS * accounts.length))
    const part = Math.floor(shown.length / (2 * accounts.length))
    const kept = { slowly: new Map() as Attacked, atOnce: new Map() as Attacked, frozen: 0, targets: part }
    for (const [i, k] of accounts.entries())
      for (const [j, how] of (['slowly', 'atOnce'] as const).entries()) {
        const targets = shown.slice((2 * i + j) * part, (2 * i + j + 1) * part)
        for (const who of against.slice(0, k)) {
          for (const { id } of targets) await newsroom.rate(who, id, 'not')
          if (how === 'slowly') newsroom.pass(HOUR / 2)
        }
        await newsroom.weigh()
        kept[how].set(k, (await shownOf(targets)).length / Math.max(1, targets.length))
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
