import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { takeIn } from '../moderation/reviews/review.ts'
import { findingsOf } from '../moderation/reviews/shapes.ts'
import type { Answer, Client } from '../testing.ts'
import { type Newsroom, newsroom } from './testing.ts'

/** What people do, some of it more often than the rest. */
const often = <T extends string>(weights: Record<T, number>) =>
  fc.constantFrom(...Object.entries<number>(weights).flatMap(([name, n]) => Array<T>(n).fill(name as T)))
const DOINGS = often({
  post: 4,
  report: 6,
  edit: 1,
  withdraw: 1,
  decide: 7,
  appeal: 2,
  object: 2,
  undo: 1,
  misuse: 2,
  judge: 1,
  time: 1,
})
/** A ban ends much, so it is rare. */
const ACTS = often({
  show: 12,
  collapse: 5,
  label: 5,
  remove: 5,
  warn: 2,
  review: 2,
  suspend: 2,
  ban: 1,
  lift: 4,
  uphold: 4,
})
/** One step of somebody; `pick` chooses among what there is. */
const moves = fc.noBias(
  fc.array(
    fc.record({
      do: DOINGS,
      pick: fc.nat(1000),
      who: fc.nat(5),
      act: ACTS,
      illegal: fc.boolean(),
    }),
    { minLength: 40, maxLength: 80 },
  ),
)
type Move = typeof moves extends fc.Arbitrary<(infer M)[]> ? M : never

let n: Newsroom
let readers: Client[]
/** Enough for every kind of move to meet every other; about half a minute. */
const RUNS = 20
/** How often each move was not refused. */
const done: Record<string, number> = {}
let runs = 0

beforeAll(async () => {
  n = await newsroom()
})
afterAll(() => n.t.close())

/** Other people each time, so that who was banned once does not stand for all. */
const signIn = () => Promise.all(['ann', 'ben', 'cleo'].map(name => n.t.signIn(`${name}${runs}`)))

const LINKS = ' https://a.example https://b.example https://c.example'
/** What another judge says, whom the newsroom lets take comments out of sight. */
const FOUND = findingsOf('Second Look', [{ rule: 'nice', label: 'insult', score: 1 }])
const ILLEGAL = { law: '§ 185', explanation: 'It is.', goodFaith: true, email: 'guest@paper.example' }

/** Does a move over HTTP, as its person would; many are refused, and must then leave no trace. */
async function make(move: Move, comments: string[]): Promise<void> {
  const answer = await ask(move, comments)
  if (!answer) return
  if (answer.status >= 500) throw new Error(`${JSON.stringify(move)} answers ${answer.status}: ${answer.text}`)
  const name = move.do === 'decide' ? `decide ${move.act}` : move.do
  if (answer.status < 300) done[name] = (done[name] ?? 0) + 1
}

async function ask({ do: what, pick, who, act, illegal }: Move, comments: string[]): Promise<Answer | undefined> {
  const of = <T>(list: readonly T[]) => list[pick % Math.max(1, list.length)]
  const reader = readers[who % readers.length]!
  const moderator = who % 2 ? n.eve : n.finn
  const comment = of(comments)
  const { read } = n.t.app.db
  const mine = readers.map(({ id }) => id)
  const by = (id: string | null) => readers.find(one => one.id === id)!
  switch (what) {
    case 'time':
      await n.passes((pick + 1) / 500)
      readers = await signIn()
      return undefined
    case 'post': {
      const replyTo = pick % 3 === 0 ? comment : undefined
      const text = `Words ${pick}${pick % 4 === 0 ? LINKS : ''}`
      const answer = await reader.post('/v1/comments', { story: n.story(), text, ...(replyTo && { replyTo }) })
      if (answer.status === 201) comments.push(answer.json.comment.id)
      return answer
    }
    case 'appeal': {
      const rows = await read.selectFrom('statements').select(['no', 'reader']).where('reader', 'in', mine).execute()
      const row = of(rows)
      return row && by(row.reader).post(`/v1/statements/${row.no}/appeals`, { text: 'I object.' })
    }
    case 'object': {
      const rows = await read
        .selectFrom('reports')
        .select(['reference', 'reader'])
        .where('reader', 'in', mine)
        .where('outcome', '=', 'refused')
        .execute()
      const row = of(rows)
      return row && by(row.reader).post(`/v1/reports/${row.reference}/appeals`, { text: 'I object.' })
    }
    case 'undo': {
      const last = of(await read.selectFrom('decisions').select('id').orderBy('id', 'desc').limit(3).execute())
      return last && moderator.post(`/v1/desk/decisions/${last.id}/undo`)
    }
    case 'misuse': {
      const unfounded = await read
        .selectFrom('reports')
        .select('reader')
        .where('reader', 'in', mine)
        .where('outcome', '=', 'refused')
        .execute()
      const id = of(unfounded)?.reader ?? reader.id
      const choice = (['warn-reporter', 'pause-reports', 'lift'] as const)[who % 3]
      return moderator.post(`/v1/desk/reporters/${id}/decisions`, { act: choice, explanation: 'A reason.' })
    }
  }
  if (!comment) return undefined
  if (what === 'judge') {
    const { revision } = await read
      .selectFrom('comments')
      .select('revision')
      .where('id', '=', comment)
      .executeTakeFirstOrThrow()
    // As his job does once he has answered.
    await takeIn(n.t.app, { name: 'Second Look', acts: 'hold' }, { comment, revision, findings: FOUND })
    return undefined
  }
  if (what === 'report') {
    const rows = await read
      .selectFrom('comments')
      .select('id')
      .where('id', 'in', comments)
      .where('state', 'in', ['shown', 'collapsed'])
      .where('reader', '<>', reader.id)
      .execute()
    const about = of(rows)?.id ?? comment
    return pick % 5 === 0 ? n.report(n.t.guest, about, { illegal: ILLEGAL }) : n.report(reader, about)
  }
  if (what === 'decide')
    return n.decide(moderator, of(await waiting(comments, act)) ?? comment, {
      act,
      rule: illegal ? 'illegal' : 'nice',
      law: '§ 185',
      label: `Label ${pick % 2}`,
      explanation: 'A reason.',
    })
  const { reader: author } = await read
    .selectFrom('comments')
    .select('reader')
    .where('id', '=', comment)
    .executeTakeFirstOrThrow()
  return what === 'withdraw'
    ? by(author).call('DELETE', `/v1/comments/${comment}`)
    : by(author).call('PATCH', `/v1/comments/${comment}`, { text: `Other words ${pick}${pick % 2 ? LINKS : ''}` })
}

/** Comments whose case waits: the desk decides on these first, and takes back or upholds what was objected to. */
async function waiting(comments: readonly string[], act: string): Promise<string[]> {
  const queues =
    act === 'uphold' || act === 'lift' ? (['appeals'] as const) : (['appeals', 'reported', 'held'] as const)
  const rows = await n.t.app.db.read
    .selectFrom('cases')
    .select('comment')
    .where('comment', 'in', comments)
    .where('queue', 'in', queues)
    .execute()
  return rows.map(({ comment }) => comment)
}

/** Each statement is told to the one it is about, by one mail. */
async function told(): Promise<string[]> {
  const { read } = n.t.app.db
  const mails = await n.outbox()
  const statements = await read
    .selectFrom('statements as t')
    .innerJoin('readers as r', 'r.id', 't.reader')
    .select(['t.no', 'r.email'])
    .execute()
  const astray = statements.filter(({ no, email }) => {
    const about = mails.filter(({ text }) => text.includes(`Statement of reasons no. ${no},`))
    return about.length !== 1 || about[0]!.to !== email
  })
  return astray.map(({ no }) => `statement ${no}`)
}

it('R17 L06 L09 whatever readers and desk do: nothing that must hold breaks, no statement is missing, none is told twice', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(moves, async list => {
      runs++
      readers = await signIn()
      n.fresh()
      const comments: string[] = []
      for (const move of list) await make(move, comments)
      expect(await n.t.broken()).toEqual([])
      expect(await told()).toEqual([])
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  // A run in which nothing is ever objected to or reversed shows nothing.
  const happened = (...names: string[]) => names.reduce((sum, name) => sum + (done[name] ?? 0), 0)
  for (const names of [
    ['report'],
    ['appeal', 'object'],
    ['undo'],
    ['misuse'],
    ['decide show'],
    ['decide label'],
    ['decide remove'],
    ['decide lift', 'decide uphold'],
  ])
    expect(happened(...names), names.join()).toBeGreaterThan(0)
  const acts = await n.t.app.db.read.selectFrom('decisions').select('act').execute()
  expect(acts.filter(({ act }) => act === 'hold').length).toBeGreaterThan(0)
})
