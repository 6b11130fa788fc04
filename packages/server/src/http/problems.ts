import { problems, verdicts } from '@parley/contract/messages/en.ts'
import { PROBLEMS, type ProblemCode } from '@parley/contract/problems.ts'
import { type Catalogue, say, type Values } from '@parley/contract/say.ts'
import type { Verdict } from '@parley/contract/schemas.ts'

/** A request that is refused for a reason the caller can understand. The code decides status and sentence (contract/problems.ts). */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly values: Values
  readonly verdict: Verdict | undefined
  constructor(code: ProblemCode, values: Values = {}, more: { verdict?: Verdict; cause?: unknown } = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.values = values
    this.verdict = more.verdict
  }
  get status(): number {
    return PROBLEMS[this.code]
  }
  /** Seconds after which it may be tried again, where that is of use. */
  get wait(): string | undefined {
    if (this.code === 'limit.reached' || this.code === 'server.busy') return String(this.values.n ?? 2)
    return this.status === 503 ? '2' : undefined
  }
}

/** Catalogues by language, for what the server says. */
const CATALOGUES: Record<string, { problems: Catalogue; verdicts: Catalogue }> = { en: { problems, verdicts } }

/** The sentence of a finding in the site's language. One that is about the whole text, with no marked words, may have a sentence of its own (`….whole`). */
export function sayFinding(language: string, key: string, values?: Values, whole = false): string {
  const catalogue = (CATALOGUES[language] ?? CATALOGUES.en!).verdicts
  return say(catalogue, language, whole && `${key}.whole` in catalogue ? `${key}.whole` : key, values)
}

/** RFC 9457. `id` lets a reader's complaint be found in the log, and is the only thing said of an unforeseen error. */
export function problemOf(refusal: Refusal, language: string, id: string) {
  const catalogue = (CATALOGUES[language] ?? CATALOGUES.en!).problems
  const detail = say(catalogue, language, refusal.code, { ...refusal.values, id })
  return {
    type: `urn:parley:problem:${refusal.code}`,
    title: refusal.code,
    status: refusal.status,
    code: refusal.code,
    detail,
    id,
    ...(refusal.verdict && { verdict: refusal.verdict }),
    ...(typeof refusal.values.reference === 'string' && { reference: refusal.values.reference }),
  }
}
