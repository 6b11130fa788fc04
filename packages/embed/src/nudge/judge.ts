import { claimsIn } from '@parley/rules/claims.ts'
import { type Engine, listEngine, modelEngine } from '@parley/rules/engine.ts'
import { type Head, stepFor } from '@parley/rules/heads.ts'
import type { Around, Begin, Heard, Told, Words } from './nudge.ts'

/** With fewer words than these a sentence has only begun, and a model would guess how it goes on: the lists alone read it. */
const BEGUN = 5

/**
 * Answers through a port what the house rules say of words that nobody has sent. Runs in a worker, or in the page itself.
 * Reads by the word lists at once, and by the browser's model as soon as it is there; a model that cannot be fetched is
 * done without.
 */
export function serve(port: MessagePort, { model, languages }: Begin): void {
  const lists = listEngine()
  let engine: Engine
  const tell = (told: Told) => port.postMessage(told)
  const begin = (next: Engine) => {
    // What a language needs is made when it is first read: now, before anyone waits for it.
    for (const language of languages) next.read('', { language })
    engine = next
    tell({ begins: engine.version })
  }
  begin(lists)
  port.onmessage = ({ data: { no, text, around } }: MessageEvent<Words>) =>
    tell({ no, heard: hear(wordsIn(text) < BEGUN ? lists : engine, text, around), claim: claimIn(text, around) })
  if (model)
    fetchModel(model)
      .then(bytes => begin(modelEngine(bytes)))
      .catch(() => {})
}

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0

/** Throws where it cannot be fetched whole. */
async function fetchModel(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { credentials: 'omit' })
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What of a text would make the server ask again, hold or refuse, the gravest first. Pure. */
export function hear(engine: Engine, text: string, { language, asksFrom, parent, article }: Around): Heard[] {
  const { findings } = engine.read(text, {
    hint: language,
    ...(parent && { parent }),
    ...(article && { article }),
  })
  return findings
    .filter(({ label, score }) => {
      const from = asksFrom?.[label]
      return from === undefined
        ? stepFor(engine.thresholds, label as Head, score) !== null
        : from !== null && score >= from
    })
    .map(({ rule, spans }) => ({ rule, spans }))
}

/** The first sentence whose source can be asked for, of those that have an end: nobody is asked in the middle of one. Pure. */
export function claimIn(text: string, { language }: Around): string {
  const [claim] = claimsIn(text, { hint: language }).map(({ start, end }) => text.slice(start, end))
  return claim && (/[.…”"]$/.test(claim) || !text.trimEnd().endsWith(claim)) ? claim : ''
}
