import { randomUUID } from 'node:crypto'
import { median, over, type Part, ratioOf } from './figures.ts'
import { each, inTurns, load, type Measured, type Pace, request, type Server } from './load.ts'
import { PAPER, storyUrl } from './rows.ts'
import { commitLoop } from './sql.ts'

/** What writers ask for: a comment that is judged, counted, told to the streams, and on disk when it is answered. */

const IN_FLIGHT = [1, 50, 500]

let thoughts = 0
/** A post like no other. */
export const draft = (token: string, { story, replyTo }: { story: string; replyTo?: string }): Buffer =>
  request(
    'POST',
    '/v1/comments',
    {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      origin: PAPER,
      'idempotency-key': randomUUID(),
    },
    JSON.stringify({
      story,
      text: `Thought ${++thoughts}: the two plants share a platform, the region pays for the winter, and nobody says why; I would like to know.`,
      replyTo,
    }),
  )

/** Posts with 1, 50 and 500 under way, on a story that has just begun and on one with many comments, beside the same rows written in a bare loop to a copy of the database. */
export async function posting(
  site: Server,
  { size, tokens, copy }: { size: number; tokens: readonly string[]; copy: string },
  { rounds, seconds }: Pace,
): Promise<Part> {
  let nth = 0
  const posts = (connections: number, story: () => string) => () => {
    const here = story()
    return load(
      { ...site, connections, status: 201, next: () => draft(tokens[nth++ % tokens.length]!, { story: here }) },
      { seconds },
    )
  }
  const work = new Map<string, () => Promise<Measured>>()
  for (const n of IN_FLIGHT) {
    work.set(`bare ${n}`, () => commitLoop(copy, { together: n, seconds: seconds / 2 }))
    work.set(
      `small ${n}`,
      posts(n, () => storyUrl(`new-${++nth}`)),
    )
    work.set(
      `large ${n}`,
      posts(n, () => storyUrl(size)),
    )
  }
  const runs = await inTurns(Object.fromEntries(work), rounds)
  const of = (what: string, n: number) => runs[`${what} ${n}`]!
  const clock = (one: Measured[], to: Measured[]) => ratioOf(each(one, 'perSecond'), each(to, 'perSecond'))
  const row = (what: string, rounds: Measured[]) => ({
    ...{ what, ...over(each(rounds, 'perSecond')), unit: '/s', processor: median(each(rounds, 'processor')) },
    ...{ p50: median(each(rounds, 'p50')), p99: median(each(rounds, 'p99')) },
  })
  const comments = size.toLocaleString('en')
  return {
    title: 'posting, verdict and fsync included',
    rows: IN_FLIGHT.flatMap(n => [
      row(`bare SQL, ${n} a commit`, of('bare', n)),
      {
        ...row(`${n} in flight, a new story`, of('small', n)),
        ratio: { to: 'of bare SQL', value: clock(of('small', n), of('bare', n)) },
      },
      {
        ...row(`${n} in flight, ${comments} comments`, of('large', n)),
        ratio: { to: 'of a new story', value: clock(of('large', n), of('small', n)) },
      },
    ]),
    asked: [
      {
        ...{ no: 5, what: 'posts with 50 in flight', atLeast: 4000, unit: '/s' },
        value: median(each(of('small', 50), 'perSecond')),
      },
      {
        ...{ no: 5, what: 'the same as a share of a bare group commit', atLeast: 25, unit: '%' },
        value: 100 * clock(of('small', 50), of('bare', 50)),
      },
      {
        ...{ no: 5, what: 'p99 of a post with 50 in flight', atMost: 60, unit: 'ms' },
        value: median(each(of('small', 50), 'p99')),
      },
      {
        ...{ no: 5, what: `how much slower under ${comments} comments`, atMost: 1.1, unit: '×' },
        value: clock(of('small', 50), of('large', 50)),
      },
    ],
  }
}
