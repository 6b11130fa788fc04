import { randomUUID } from 'node:crypto'
import { PAPER, ssoToken } from '../../packages/server/src/testing.ts'
import { signInAt } from '../../packages/server/src/testing-process.ts'
import type { Entry, History, Operation, Seen } from './history.ts'
import type { Random } from './random.ts'

/** Readers and a moderator who use a newsroom over HTTP, and keep in the history what they asked and were answered. */

export const STORIES = [`${PAPER}/faults/first`, `${PAPER}/faults/second`]
const READERS = 6
/** Whoever got no answer waits so long before he tries again, at first and at most, in milliseconds. */
const PAUSE = 250
const LONGEST = 2000

/** What a comment of ours is known by, wherever its words stand. */
export const markIn = (text: string) => /Thought no\. (\d+)/.exec(text)?.[1] ?? null
interface Told {
  id: string
  body: unknown
  state: string
  respects: number
}
const seenOf = ({ id, body, state, respects }: Told): Seen => ({
  id,
  mark: markIn(JSON.stringify(body)),
  state,
  respects,
})

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  json: any
}

/** Asks once. A connection that breaks is a status of 0. `address`: with the process. */
export async function call(
  method: string,
  address: string,
  { token, body, key }: { token?: string | undefined; body?: object; key?: string } = {},
): Promise<Answer> {
  try {
    const answer = await fetch(address, {
      method,
      headers: {
        origin: PAPER,
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      json: text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : null,
    }
  } catch {
    return { status: 0, json: null }
  }
}

type Post = Entry & { what: 'post' }
type Draft = Pick<Post, 'reader' | 'key' | 'mark' | 'text' | 'story'> & { replyTo?: string | undefined }

export interface Load {
  /** Resolves when so many posts have been answered 2xx since the load began. */
  reached(acknowledged: number): Promise<void>
  /** Nothing new; resolves when what is under way is over. */
  stop(): Promise<void>
}

export class Clients {
  readonly history: History
  private readonly urls: readonly string[]
  private readonly random: Random
  /** Called as soon as a post is answered 2xx. */
  private readonly acknowledged: (post: Post) => void
  private tokens = new Map<string, string>()
  private desk = ''
  private marks = 0
  private rounds = 0
  /** Comments that are certainly there, by story; no reader's `withdrawn`. */
  private readonly there = STORIES.map(() => [] as { id: string; reader: string }[])

  constructor(
    history: History,
    {
      urls,
      random,
      acknowledged = () => {},
    }: { urls: readonly string[]; random: Random; acknowledged?: (post: Post) => void },
  ) {
    this.history = history
    this.urls = urls
    this.random = random
    this.acknowledged = acknowledged
  }

  /** Signs everybody in. */
  async enter(): Promise<void> {
    const names = Array.from({ length: READERS }, (_, i) => `reader-${i}`)
    for (const name of names) this.tokens.set(name, await signInAt(this.urls[0]!, name))
    const { status, json } = await call('POST', `${this.urls[0]}/v1/session`, {
      body: { sso: ssoToken('mona', { role: 'moderator' }) },
    })
    if (status !== 200) throw new Error(`the moderator cannot sign in: ${status}`)
    this.desk = json.token
  }

  private async ask<T extends Operation>(
    operation: T,
    send: (url: string) => Promise<Answer>,
  ): Promise<{ entry: T & Entry; answer: Answer }> {
    const entry = this.history.ask(operation)
    const answer = await send(this.urls[operation.node]!)
    this.history.answered(entry, answer.status)
    return { entry, answer }
  }

  private readonly node = () => this.random.below(this.urls.length)
  private readonly reader = () => this.random.of([...this.tokens.keys()])

  /** Posts once; answers whether it was acknowledged. `again`: under the key and with the text of an earlier one. */
  async post(client: string, { replyTo, ...same }: Partial<Draft> = {}): Promise<{ draft: Draft; entry: Post }> {
    const mark = same.mark ?? String(++this.marks)
    const draft = {
      reader: this.reader(),
      key: randomUUID(),
      mark,
      text: `Thought no. ${mark}: sharing platforms keeps two plants open.`,
      story: this.random.of(STORIES),
      ...same,
    }
    const { entry, answer } = await this.ask({ what: 'post', client, node: this.node(), ...draft }, url =>
      call('POST', `${url}/v1/comments`, {
        token: this.tokens.get(draft.reader),
        key: draft.key,
        body: { story: draft.story, text: draft.text, ...(replyTo && { replyTo }) },
      }),
    )
    if (entry.result === 'ok') {
      entry.id = answer.json.comment.id
      this.acknowledged(entry)
      this.there[STORIES.indexOf(draft.story)]!.push({ id: entry.id!, reader: draft.reader })
    }
    return { draft: { ...draft, replyTo }, entry }
  }

  /** The first page of a story, newest first, kept oldest first. */
  async read(client: string): Promise<void> {
    const story = this.random.of(STORIES)
    const { entry, answer } = await this.ask({ what: 'read', client, node: this.node(), story }, url =>
      call('GET', `${url}/v1/comments?story=${encodeURIComponent(story)}&limit=50`),
    )
    if (entry.result === 'ok') entry.seen = answer.json.comments.map(seenOf).toReversed()
  }

  /** One comment in its place; null where it is not there. */
  async look(client: string, { id, reader }: { id: string; reader: string }): Promise<void> {
    const { entry, answer } = await this.ask({ what: 'look', client, node: this.node(), reader, comment: id }, url =>
      call('GET', `${url}/v1/comments/${id}`, { token: this.tokens.get(reader) }),
    )
    if (answer.status === 200) entry.seen = seenOf(answer.json.comment)
    else if (answer.status === 404) entry.seen = null
  }

  async respect(
    client: string,
    { id, reader, on = true }: { id: string; reader: string; on?: boolean },
  ): Promise<void> {
    await this.ask({ what: 'respect', client, node: this.node(), reader, comment: id, on }, url =>
      call(on ? 'PUT' : 'DELETE', `${url}/v1/comments/${id}/respect`, { token: this.tokens.get(reader) }),
    )
  }

  async decide(client: string, comment: string, act: 'remove' | 'show'): Promise<void> {
    await this.ask({ what: 'decide', client, node: this.node(), comment, act }, url =>
      call('POST', `${url}/v1/desk/cases/k_${comment.slice(2)}/decisions`, {
        token: this.desk,
        body:
          act === 'show'
            ? { act }
            : { act, rule: 'nice', explanation: 'It degrades a person for where he comes from.' },
      }),
    )
  }

  /** What needs several at the same moment to go wrong: once at the start of each round, while nothing fails. */
  async probe(): Promise<void> {
    const round = ++this.rounds
    const of = (name: string, n: number, work: (client: string) => Promise<unknown>) =>
      Promise.all(Array.from({ length: n }, (_, i) => work(`${name} ${round}.${i}`)))
    const sso = ssoToken(`late-${round}`)
    await of('token', 6, client =>
      this.ask({ what: 'redeem', client, node: this.node(), token: `late-${round}` }, url =>
        call('POST', `${url}/v1/session`, { body: { sso } }),
      ),
    )
    const address = `round-${round}@paper.example`
    await of('mail', 12, client =>
      this.ask({ what: 'code', client, node: this.node(), address }, url =>
        call('POST', `${url}/v1/session`, { body: { email: address } }),
      ),
    )
    // Two readers whose browsers came upon the same key, with the same words; and one who clicks twice.
    const [key, mark] = [randomUUID(), String(++this.marks)]
    const [story, text] = [STORIES[0]!, `Thought no. ${mark}: two of us say the same.`]
    await this.post(`same ${round}.0`, { reader: 'reader-0', key, mark, text, story })
    await this.post(`same ${round}.1`, { reader: 'reader-1', key, mark, text, story })
    const { entry } = await this.post(`twice ${round}`, { reader: 'reader-0', story })
    const double = { reader: 'reader-2', key: randomUUID(), mark: String(++this.marks), story }
    await of('twice', 4, client =>
      this.post(client, { ...double, text: `Thought no. ${double.mark}: sent by a nervous hand.` }),
    )
    if (entry.id) for (let i = 0; i < 3; i++) await this.respect(`twice ${round}`, { id: entry.id, reader: 'reader-3' })
  }

  /** Keeps so many of them busy. Whoever gets no answer to a post tries again under its key, or gives it up. */
  load(inFlight: number): Load {
    let [on, acknowledged] = [true, 0]
    const waiting: { n: number; done: () => void }[] = []
    /** Whoever gets no answer again and again asks more and more rarely, as a browser does. */
    const pauses = new Map<string, number>()
    const pause = (client: string) => {
      const tries = pauses.get(client) ?? 0
      pauses.set(client, tries + 1)
      return new Promise(next => setTimeout(next, Math.min(PAUSE * 2 ** tries, LONGEST)))
    }
    const write = async (client: string) => {
      const story = this.random.below(STORIES.length)
      const parent =
        this.random.chance(0.3) && this.there[story]!.length ? this.random.of(this.there[story]!).id : undefined
      let one = await this.post(client, { story: STORIES[story]!, replyTo: parent })
      while (one.entry.result === 'unknown' && this.random.chance(0.8)) {
        await pause(client)
        one = await this.post(client, one.draft)
      }
      if (one.entry.result !== 'ok') return pause(client)
      pauses.delete(client)
      acknowledged++
      for (const { n, done } of waiting) if (acknowledged >= n) done()
      if (this.random.chance(0.3)) await this.look(client, { id: one.entry.id!, reader: one.draft.reader })
    }
    const other = async (client: string) => {
      const all = this.random.of(this.there)
      if (!all.length) return write(client)
      const { id } = this.random.of(all)
      const last = this.history.entries.length
      if (this.random.chance(0.5)) await this.read(client)
      else if (this.random.chance(0.8))
        await this.respect(client, { id, reader: this.reader(), on: this.random.chance(0.8) })
      else {
        await this.decide(client, id, 'remove')
        await this.look(client, { id, reader: this.reader() })
        if (this.random.chance(0.3)) await this.decide(client, id, 'show')
      }
      if (this.history.entries[last]?.status === 0) await pause(client)
    }
    const work = async (client: string) => {
      while (on) await (this.random.chance(0.65) ? write(client) : other(client))
    }
    const workers = Array.from({ length: inFlight }, (_, i) => work(`client ${i}`))
    return {
      reached: n => new Promise(done => (acknowledged >= n ? done() : void waiting.push({ n, done }))),
      async stop() {
        on = false
        await Promise.all(workers)
      },
    }
  }
}

/** The ids of all top comments on the pages of a story, oldest first. Throws where a page is not answered. */
export async function pagesOf(url: string, story: string): Promise<string[]> {
  const ids: string[] = []
  for (let after = ''; ; ) {
    const address = `${url}/v1/comments?story=${encodeURIComponent(story)}&sort=oldest&limit=100${after && `&after=${encodeURIComponent(after)}`}`
    const { status, json } = await call('GET', address)
    if (status !== 200) throw new Error(`reading answers ${status}`)
    ids.push(...json.comments.map(({ id }: { id: string }) => id))
    if (!json.next) return ids
    after = json.next
  }
}
