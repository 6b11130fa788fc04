import { createHmac } from 'node:crypto'
import type { ReviewConfig } from '../../config.ts'

/** The longest answer that is read, in bytes. */
const ANSWER_MAX = 64 * 1024

export type JudgeCode = 'review.unreachable' | 'review.timeout' | 'review.status' | 'review.too-large' | 'review.shape'

/** Why a judge has given no opinion that can be used. */
export class JudgeFault extends Error {
  readonly code: JudgeCode
  constructor(code: JudgeCode) {
    super(code)
    this.code = code
  }
}

/** `X-Coral-Signature` of a body: one HMAC-SHA256 for each secret, so that the judge can change his. */
export const signatureOf = (body: string, secrets: readonly string[]) =>
  secrets.map(secret => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`).join(',')

/**
 * Asks a judge at the address that the newsroom has set, and no other: redirects are not followed.
 * Answers the JSON it gave, or undefined for an empty answer. Throws JudgeFault.
 */
export async function ask(judge: ReviewConfig, question: object, stop: AbortSignal): Promise<unknown> {
  const body = JSON.stringify(question)
  const late = AbortSignal.timeout(judge.patience)
  try {
    const answer = await fetch(judge.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([late, stop]),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Parley',
        ...(judge.shape === 'coral' && { 'x-coral-signature': signatureOf(body, judge.secrets) }),
        ...(judge.shape === 'openai' && judge.secrets[0] && { authorization: `Bearer ${judge.secrets[0]}` }),
      },
      body,
    })
    if (!answer.ok) {
      await answer.body?.cancel()
      throw new JudgeFault('review.status')
    }
    const text = await readUpTo(answer, ANSWER_MAX)
    return text.trim() === '' ? undefined : parsed(text)
  } catch (error) {
    if (error instanceof JudgeFault) throw error
    throw new JudgeFault(late.aborted ? 'review.timeout' : 'review.unreachable')
  }
}

/** Reads no further than `most` bytes, whatever the headers promise. */
export async function readUpTo(answer: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > most) throw new JudgeFault('review.too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new JudgeFault('review.shape')
  }
}
