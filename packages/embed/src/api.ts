import type { Problem as ProblemBody, Verdict } from '@parley/contract/schemas.ts'

/** What the server, or the way to it, refused. `message` is a sentence for the reader; empty where nobody answered. */
export class Problem extends Error {
  /** A code of the contract, or `unreachable`. */
  readonly code: string
  readonly verdict: Verdict | undefined

  constructor(body: Partial<ProblemBody> | null) {
    super(body?.detail ?? '')
    this.code = body?.code ?? 'unreachable'
    this.verdict = body?.verdict
  }
}

/** A request that answers JSON, or nothing (204); everything else becomes a `Problem`. */
export async function call<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, init).catch(() => null)
  if (!answer) throw new Problem(null)
  if (answer.status === 204) return undefined as T
  const body = await answer.json().catch(() => null)
  if (!answer.ok || body === null) throw new Problem(body)
  return body
}
