import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { listEngine } from '../packages/rules/src/engine.ts'
import { plainFeatures } from '../packages/rules/src/model/features.ts'
import { unpack } from '../packages/rules/src/model/file.ts'
import { isOpen, PartModel } from '../packages/rules/src/model/part.ts'
import { modelWords, preparing } from '../packages/rules/src/prepare.ts'
import { shippedEngine } from '../packages/server/src/moderation/engine.ts'
import { judge } from '../packages/server/src/moderation/judge.ts'
import { testApp } from '../packages/server/src/testing.ts'
import { median, type Row } from './figures.ts'

/** Comments of about 300 characters, calm ones and others, as a newsroom gets them. */
const COMMENTS: readonly string[] = [
  'The council has known about the bridge since the report of 2019, and for five years nobody asked what closing it would cost the shops on the other side. I walk over it twice a day with my children. Would it have been so hard to put a sign there before the first lorry stood in front of the barrier?',
  'I read the article twice and still do not see where the forty million come from. The region pays for the winter, the state for the rails, and the airline for the seats it cannot fill. Somebody should publish the contract, with the pages that were blacked out at the meeting in March, and let us count.',
  'As a Muslim woman who has lived in this valley for thirty years I was glad to read that the hall stays open. We cook there every Friday, with the choir and the fire brigade next door, and nobody has ever complained about anything but the parking. Thank you to everyone who wrote to the mayor about it.',
  'What a stupid decision, and what an idiot of a spokesman to call it a success. You close the only swimming pool for two summers, you send the damn bill to the schools, and then you smile for the camera. Resign, all of you, and take that ridiculous consultant and his coloured slides along with you now.',
  'People like you should not be allowed to vote. I have seen your name under every article, always the same rubbish, always the same hate against anyone who was not born here. One day somebody will wait for you after work and explain a few things, and I for one will not be sorry when it happens to you.',
  'Make money from home now!!! My neighbour earned $4,700 last week with only two hours a day, no experience, no risk, and I was sceptical as well until I tried it myself. Visit the link in my profile or write to me for the free starter kit. Only twenty places are left in this region, so hurry up and join.',
  'The minister said “they are all criminals”, and your paper prints it as if it were weather. It is not. It is a sentence about my neighbours, said by a man who needs votes in September. I would like to read, beside the quote, how many of the four thousand were ever charged with anything in this country.',
  'The article says the new line will open in 2029, but the timetable that the region published last month has the first trains in June 2031. Which of the two is right? The table is on page 14 of the report, next to the map of the stations, and it also gives the number of trains per hour in each direction.',
  'For anyone who wants to read the original study: it was published in the journal of the university in May, and the summary is free to read. The sample was 1,204 households in three towns, asked twice, in spring and in autumn. The figure in the headline is the average of both, which the authors explain on page 6.',
  'Thank you for the interview. I would add that the library on the square was built in 1903 with money left by two sisters who owned the mill, and that the reading room still has their portrait above the door. The city archive keeps the plans, and the staff there are happy to show them on Thursday afternoons.',
  'The photograph was taken from the north side of the bridge, probably in the early sixties, since the tram wires are still there and the cinema has its old sign. My grandfather drove that tram, line 4, between the harbour and the hospital. There is a longer film of the same street in the museum in Gorton.',
  'Could the paper publish the list of schools with the dates of the works? In our district the gym will be closed from October to March, according to the letter to parents, and the club has to find another hall for the younger teams. The hall in the next village is free on Mondays and on Wednesdays from six.',
  'We were on the platform when it happened, about ten past six. The train from the south came in without braking as it usually does, there was a bang, and then a long time in which nobody said anything. A woman in a green coat began to pull people out, and I would very much like to find out who she was.',
]
const ROUNDS = 15
const CALLS = 8

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

/** The model’s second stage by itself, and which texts come to it. */
function secondStage() {
  const file = new URL('../packages/rules/weights/parley.bin.zst', import.meta.url)
  const { header, tensor } = unpack(zstdDecompressSync(readFileSync(file)))
  const english = header.parts.find(({ language }) => language === 'en')!
  const { linear, network } = new PartModel(english, tensor)
  const prepare = preparing(header.known)
  return {
    network: network!,
    wordsOf: (text: string) => modelWords(prepare(text, 'en'), 'en').texts,
    opens(text: string) {
      const prepared = prepare(text, 'en')
      const { texts } = modelWords(prepared, 'en')
      return isOpen(linear.raw(texts, plainFeatures(prepared)), texts, english.closed!.below)
    },
  }
}

/**
 * What reading a comment of 300 characters costs, beside normalising it and counting its words: the whole engine, its lists alone, and
 * everything that a verdict inside POST /v1/comments takes, the read of the database included. In turns, so that a busy machine harms all alike.
 */
export async function engineCosts(): Promise<Row[]> {
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
  const { wordsOf, network, opens } = secondStage()
  const names = ['plain', 'first', 'second', 'both', 'found', 'lists', 'verdict']
  const [seen, ratios] = [0, 1].map(() => Object.fromEntries(names.map(name => [name, [] as number[]]))) as [
    Record<string, number[]>,
    Record<string, number[]>,
  ]
  const processor: number[] = []
  let nth = 0
  for (let round = 0; round < ROUNDS; round++)
    for (const comment of COMMENTS) {
      const texts = Array.from({ length: CALLS * 3 }, () => fresh(comment, ++nth))
      const [first, second, third] = [0, 1, 2].map(part => texts.slice(part * CALLS, (part + 1) * CALLS))
      const plain = tookAtOnce(first!, calls.plain!)
      const note = (name: string, value: number) => {
        seen[name]!.push(value)
        ratios[name]!.push(value / plain)
      }
      note('plain', plain)
      for (const text of first!) {
        const cost = tookAtOnce([text], calls.engine!)
        // What it finds it explains, which costs more than the finding.
        note(found.has(comment) ? 'found' : opens(text) ? 'both' : 'first', cost)
        const words = wordsOf(fresh(comment, ++nth))
        note(
          'second',
          tookAtOnce([text], () => network.raw(words)),
        )
      }
      note('lists', tookAtOnce(second!, calls.lists!))
      const before = process.cpuUsage()
      note('verdict', await took(third!, verdict))
      const { user, system } = process.cpuUsage(before)
      processor.push((user + system) / CALLS)
    }
  await newsroom.close()

  const characters = Math.round(COMMENTS.reduce((sum, text) => sum + text.length, 0) / COMMENTS.length)
  const row = (what: string, name: string): Row => ({
    what,
    value: median(seen[name]!),
    unit: 'µs',
    ...(name !== 'plain' && { ratio: { to: 'plain', value: median(ratios[name]!) } }),
  })
  return [
    row(`normalize and word count, ${characters} characters`, 'plain'),
    {
      ...row('engine, a comment that its always-on part lets pass', 'first'),
      more: `${seen.first!.length} of ${seen.first!.length + seen.both!.length}; ${engine.version}`,
    },
    row('its second stage alone', 'second'),
    row('engine, a comment that both stages read and let pass', 'both'),
    row('engine, a comment with findings, their words named', 'found'),
    row('word lists alone', 'lists'),
    {
      ...row('a verdict inside a post, facts read and all phases', 'verdict'),
      more: `${median(processor).toFixed(0)} µs of processor each`,
    },
  ]
}
