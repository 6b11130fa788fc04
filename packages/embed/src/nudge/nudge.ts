import { signal } from '../signals.ts'
import { carried, type Span } from './carried.ts'
import workerUrl from './worker.ts?worker&url'

/** What was heard in words that nobody has sent: a house rule, and where. */
export interface Heard {
  rule: string
  /** UTF-16 units, half-open; none where it is the whole text. */
  spans: Span[]
}

/** What is known around the words. */
export interface Around {
  /** The site's, for words too few to tell theirs. */
  language: string
  /** Heads whose first step the newsroom has changed; null where it is told nothing. */
  asksFrom?: Readonly<Record<string, number | null>> | undefined
  parent?: string | undefined
  article?: string | undefined
}

/** To the judge: how to begin, then words, each with a number. From it: with what it begins to read, and what it heard. */
export interface Begin {
  model: string | null
  languages: string[]
}
export interface Words {
  no: number
  text: string
  around: Around
}
/** `claim`: the first sentence whose source can be asked for; empty where there is none. */
export type Told = { begins: string } | ({ no: number } & Answer)
export interface Answer {
  heard: Heard[]
  claim: string
}

/** Milliseconds without a key until words are read. Short of what anyone notices; long enough not to read halves of words. */
const PAUSE = 60

/** Milliseconds without a key until it is said to those who do not see it: nobody is interrupted in the middle of a word. */
export const SETTLED = 1000

declare const BROWSER_MODEL: string | null

let judge: Promise<MessagePort> | undefined
const begun = new Set<() => void>()
const asked = new Map<number, (answer: Answer) => void>()
let numbers = 0

/**
 * The judge of this page: a worker where the page's policy allows one made here (`worker-src blob:`), else the page itself
 * in a quiet moment, else nobody. A newspaper's page may not start a worker from another origin, so it is started from two
 * lines of its own that import ours.
 */
function judgeHere(language: string): Promise<MessagePort> {
  judge ??= (async () => {
    const languages = [...new Set([language, ...navigator.languages].map(tag => tag.slice(0, 2).toLowerCase()))]
    const model = BROWSER_MODEL && new URL(BROWSER_MODEL, import.meta.url).href
    return await inWorker({ model, languages }).catch(() => inPage({ model, languages }))
  })()
  return judge
}

function inWorker(begin: Begin): Promise<MessagePort> {
  return new Promise((settle, fail) => {
    // Imported in this way, for a page's policy it is a script like any other; an `import` statement would be a worker.
    const lines = `import(${JSON.stringify(workerUrl)}).catch(() => postMessage(false))`
    const source = URL.createObjectURL(new Blob([lines], { type: 'text/javascript' }))
    const worker = new Worker(trusted(source), { type: 'module' })
    const { port1, port2 } = new MessageChannel()
    const giveUp = () => {
      worker.terminate()
      fail(new Error('no worker'))
    }
    worker.onerror = event => {
      event.preventDefault()
      giveUp()
    }
    worker.onmessage = ({ data: here }: MessageEvent<boolean>) => {
      URL.revokeObjectURL(source)
      if (here) worker.postMessage(begin, [port2])
      else giveUp()
    }
    listen(port1, () => settle(port1))
  })
}

async function inPage(begin: Begin): Promise<MessagePort> {
  const { serve } = await import('./judge.ts')
  const { port1, port2 } = new MessageChannel()
  await new Promise<void>(settle => {
    listen(port1, settle)
    const start = () => serve(port2, begin)
    if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 2000 })
    else setTimeout(start)
  })
  return port1
}

function listen(port: MessagePort, ready: () => void): void {
  port.onmessage = ({ data }: MessageEvent<Told>) => {
    if ('begins' in data) {
      ready()
      for (const again of begun) again()
    } else {
      asked.get(data.no)?.(data)
      asked.delete(data.no)
    }
  }
}

/** Pages with Trusted Types want to be told that an address is meant. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } }
  }
  return trustedTypes?.createPolicy('parley', { createScriptURL: (url: string) => url }).createScriptURL(url) ?? url
}

/** Reads along with one box, in the reader's own browser: the server is told nothing, and nothing waits for the answer. */
export class Nudge {
  /** What was last heard, its spans moved along with the words that were changed since. */
  readonly heard = signal<readonly Heard[]>([])
  /** The first sentence of them whose source can be asked for. */
  readonly claim = signal('')
  readonly #around: () => Around
  #text = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(around: () => Around) {
    this.#around = around
    begun.add(this.#read)
  }

  /** The words as they are now. The first call loads what reads them. */
  typed(text: string): void {
    this.heard.value = carried(this.heard.value, this.#text, text)
    if (!text.includes(this.claim.value)) this.claim.value = ''
    this.#text = text
    clearTimeout(this.#timer)
    if (judge && text) this.#timer = setTimeout(this.#read, PAUSE)
    else if (text) judgeHere(this.#around().language).catch(() => {})
  }

  stop(): void {
    clearTimeout(this.#timer)
    begun.delete(this.#read)
  }

  readonly #read = async (): Promise<void> => {
    const text = this.#text
    if (!text.trim()) return
    const port = await judgeHere(this.#around().language).catch(() => null)
    if (!port || text !== this.#text) return
    const no = ++numbers
    asked.set(no, ({ heard, claim }) => {
      if (text !== this.#text) return
      this.heard.value = heard
      this.claim.value = claim
    })
    port.postMessage({ no, text, around: this.#around() } satisfies Words)
  }
}
