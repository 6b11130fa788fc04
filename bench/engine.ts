import { listEngine } from '../packages/rules/src/engine.ts'
import { shippedEngine } from '../packages/server/src/moderation/engine.ts'
import { judge } from '../packages/server/src/moderation/judge.ts'
import { testApp } from '../packages/server/src/testing.ts'

/** Comments of about 300 characters, calm ones and others, as a newsroom gets them. */
const COMMENTS: readonly string[] = [
  'The council has known about the bridge since the report of 2019, and for five years nobody asked what closing it would cost the shops on the other side. I walk over it twice a day with my children. Would it have been so hard to put a sign there before the first lorry stood in front of the barrier?',
  'I read the article twice and still do not see where the forty million come from. The region pays for the winter, the state for the rails, and the airline for the seats it cannot fill. Somebody should publish the contract, with the pages that were blacked out at the meeting in March, and let us count.',
  'As a Muslim woman who has lived in this valley for thirty years I was glad to read that the hall stays open. We cook there every Friday, with the choir and the fire brigade next door, and nobody has ever complained about anything but the parking. Thank you to everyone who wrote to the mayor about it.',
  'What a stupid decision, and what an idiot of a spokesman to call it a success. You close the only swimming pool for two summers, you send the damn bill to the schools, and then you smile for the camera. Resign, all of you, and take that ridiculous consultant and his coloured slides along with you now.',
  'People like you should not be allowed to vote. I have seen your name under every article, always the same rubbish, always the same hate against anyone who was not born here. One day somebody will wait for you after work and explain a few things, and I for one will not be sorry when it happens to you.',
  'Make money from home now!!! My neighbour earned $4,700 last week with only two hours a day, no experience, no risk, and I was sceptical as well until I tried it myself. Visit the link in my profile or write to me for the free starter kit. Only twenty places are left in this region, so hurry up and join.',
  'The minister said “they are all criminals”, and your paper prints it as if it were weather. It is not. It is a sentence about my neighbours, said by a man who needs votes in September. I would like to read, beside the quote, how many of the four thousand were ever charged with anything in this country.',
  'We were on the platform when it happened, about ten past six. The train from the south came in without braking as it usually does, there was a bang, and then a long time in which nobody said anything. A woman in a green coat began to pull people out, and I would very much like to find out who she was.',
]
const ROUNDS = 15
const CALLS = 8
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** A comment in which every twelfth word is one that nobody has used before, since the engine remembers the words that it has read. */
const fresh = (comment: string, nth: number) => {
  let word = 0
  return comment.replace(/\p{L}+/gu, known => (++word % 12 === 6 ? syllables(nth * 31 + word) : known))
}
const syllables = (of: number) =>
  [of, of >> 4, of >> 8, of >> 12].map(part => 'bdfgklmnprstvzwj'[part & 15]! + 'aeiou'[(part >> 2) % 5]!).join('')

/** Mean time of a call in microseconds, each on a text of its own, some together so that the clock does not count. */
async function took(texts: readonly string[], call: (text: string) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  for (const text of texts) await call(text)
  return ((performance.now() - begun) * 1000) / texts.length
}
function tookAtOnce(texts: readonly string[], call: (text: string) => unknown): number {
  const begun = performance.now()
  for (const text of texts) call(text)
  return ((performance.now() - begun) * 1000) / texts.length
}

export interface EngineRow {
  what: string
  value: number
  unit: string
  ratio?: { to: string; value: number }
  more?: string
}

/**
 * What reading a comment of 300 characters costs, beside normalising it and counting its words: the whole engine, its lists alone, and
 * everything that a verdict inside POST /v1/comments takes, the read of the database included. In turns, so that a busy machine harms all alike.
 */
export async function engineCosts(): Promise<EngineRow[]> {
  const [engine, lists] = [shippedEngine(), listEngine()]
  const newsroom = await testApp({ config: { limits: true } })
  const reader = await newsroom.signIn('bench')
  for (let i = 0; i < 5; i++)
    await reader.says(`An earlier thought, the ${i}th of them, about something else entirely.`)
  const story = { open: true, url: 'https://paper.example/bridge', title: 'The bridge stays closed' }

  const calls: Record<string, (text: string) => unknown> = {
    plain: text => text.normalize('NFKC').match(/\S+/g)?.length,
    engine: text => engine.read(text, { hint: 'en' }),
    lists: text => lists.read(text, { hint: 'en' }),
  }
  const verdict = (text: string) => judge(newsroom.app, { id: reader.id, staff: false }, { sent: text, story })
  for (let i = 0; i < 300; i++)
    for (const text of COMMENTS) for (const call of [...Object.values(calls), verdict]) await call(text)

  const found = new Set(COMMENTS.filter(text => engine.read(text, { hint: 'en' }).findings.length > 0))
  const seen: Record<string, number[]> = { plain: [], passes: [], found: [], lists: [], verdict: [] }
  const ratios: Record<string, number[]> = { passes: [], found: [], lists: [], verdict: [] }
  const processor: number[] = []
  let nth = 0
  for (let round = 0; round < ROUNDS; round++)
    for (const comment of COMMENTS) {
      const texts = Array.from({ length: CALLS * 3 }, () => fresh(comment, ++nth))
      const [first, second, third] = [0, 1, 2].map(part => texts.slice(part * CALLS, (part + 1) * CALLS))
      const plain = tookAtOnce(first!, calls.plain!)
      seen.plain!.push(plain)
      const note = (name: string, value: number) => {
        seen[name]!.push(value)
        ratios[name]!.push(value / plain)
      }
      // What it finds it explains, which costs more than the finding.
      note(found.has(comment) ? 'found' : 'passes', tookAtOnce(first!, calls.engine!))
      note('lists', tookAtOnce(second!, calls.lists!))
      const before = process.cpuUsage()
      note('verdict', await took(third!, verdict))
      const { user, system } = process.cpuUsage(before)
      processor.push((user + system) / CALLS)
    }
  await newsroom.close()

  const characters = Math.round(COMMENTS.reduce((sum, text) => sum + text.length, 0) / COMMENTS.length)
  const row = (what: string, name: string): EngineRow => ({
    what,
    value: median(seen[name]!),
    unit: 'µs',
    ...(name !== 'plain' && { ratio: { to: 'plain', value: median(ratios[name]!) } }),
  })
  return [
    row(`normalize and word count, ${characters} characters`, 'plain'),
    { ...row('engine, a comment that passes', 'passes'), more: engine.version },
    row('engine, a comment with findings, their words named', 'found'),
    row('word lists alone', 'lists'),
    {
      ...row('a verdict inside a post, facts read and all phases', 'verdict'),
      more: `${median(processor).toFixed(0)} µs of processor each`,
    },
  ]
}
