/** Words that are not posted yet. */
export interface Draft {
  text: string
  /** It was asked where this comes from, and answered. */
  answered?: boolean
  /** The idempotency key of the last attempt to post, and the request it was for. */
  attempt?: { key: string; request: string }
}

/** The kept draft; null where there is none, or where the browser keeps nothing. */
export function readDraft(name: string, store: () => Storage = () => localStorage): Draft | null {
  try {
    const draft = JSON.parse(store().getItem(name) ?? 'null')
    return typeof draft?.text === 'string' ? draft : null
  } catch {
    return null
  }
}

/** Keeps a draft; an empty one is dropped. Answers whether the browser took it. */
export function keepDraft(name: string, draft: Draft | null, store: () => Storage = () => localStorage): boolean {
  try {
    if (draft?.text) store().setItem(name, JSON.stringify(draft))
    else store().removeItem(name)
    return true
  } catch {
    return false
  }
}

/**
 * The key to send a request with: the same for the same request, so that trying again cannot post twice, and a new one as
 * soon as anything in it differs. Kept with the draft before it is used.
 */
export function keyFor(name: string, draft: Draft, request: string, store: () => Storage = () => localStorage): string {
  const before = readDraft(name, store)?.attempt ?? draft.attempt
  if (before?.request === request) return before.key
  draft.attempt = { key: uuid(), request }
  keepDraft(name, draft, store)
  return draft.attempt.key
}

/** A random UUID (RFC 9562, version 4); made by hand because `crypto.randomUUID` is missing on pages without https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
