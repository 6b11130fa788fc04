import { createHmac } from 'node:crypto'

/** Of the answer no more is read than this, in bytes: nothing in it is used. */
const ANSWER_MAX = 4096

export interface To {
  url: string
  secrets: readonly string[]
  /** How long the whole of it may take, in milliseconds. */
  patience: number
  stop: AbortSignal
}
export interface Message {
  /** The same in every try. */
  id: string
  /** When it is tried, in milliseconds since 1970 UTC. */
  at: number
  body: string
}

/**
 * `webhook-signature`: one `v1,` and HMAC-SHA256 in base64 for each secret, separated by spaces, so that a receiver can change his; '' with none.
 * Source: Standard Webhooks, “id.timestamp.body”; a secret is whsec_ and base64. Pure.
 */
export const signatureOf = (id: string, timestamp: number, body: string, secrets: readonly string[]): string =>
  secrets
    .map(secret => createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')))
    .map(hmac => `v1,${hmac.update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ')

/** Calls an address that the newsroom has set, and no other: redirects are not followed. Answers the status, or why there is none. Never throws. */
export async function post(
  { url, secrets, patience, stop }: To,
  { id, at, body }: Message,
): Promise<number | 'timeout' | 'unreachable'> {
  const timestamp = Math.floor(at / 1000)
  const signature = signatureOf(id, timestamp, body, secrets)
  const late = AbortSignal.timeout(patience)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([late, stop]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Parley',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        ...(signature && { 'webhook-signature': signature }),
      },
      body,
    })
    // A connection whose answer was read to its end serves the next message.
    let read = 0
    for await (const chunk of answer.body ?? []) {
      read += chunk.byteLength
      if (read > ANSWER_MAX) break
    }
    return answer.status
  } catch {
    return late.aborted ? 'timeout' : 'unreachable'
  }
}
