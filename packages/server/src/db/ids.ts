import { randomBytes } from 'node:crypto'

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
export type Prefix = 'c' | 's' | 'r' | 'k' | 'd' | 'p' | 'j' | 'x' | 'a' | 'n' | 'e' | 'b' | 'o' | 'f' | 'z' | 'v' | 'w'

let last = 0

function encode(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = SIGNS[rest % 32] + text
  return text
}

/**
 * A new id: prefix, 48-bit time in milliseconds, 60 random bits; Crockford's base 32.
 * Sorts by time; two of one process never share a time, so its own order is kept within a millisecond and when the clock steps back.
 */
export function newId(prefix: Prefix, at: number): string {
  last = Math.max(last + 1, at)
  return idAt(prefix, last)
}

/** An id for something of the past (imports): sorts where it belongs, and promises no order within its millisecond. */
export function idAt(prefix: Prefix, at: number): string {
  return `${prefix}_${encode(at, 10)}${[...randomBytes(12)].map(byte => SIGNS[byte % 32]).join('')}`
}

/** The case of a comment has the comment's own number: one case a comment, for good. */
export const caseIdOf = (comment: string) => `k_${comment.slice(2)}`
export const commentIdOf = (caseId: string) => `c_${caseId.slice(2)}`

/** A new id that sorts behind another (or none), whatever clock that one was made by: the clock may step back, and another process's may be ahead. */
export function newIdAfter(before: string | null, prefix: Prefix, at: number): string {
  const id = newId(prefix, at)
  return before && id <= before ? idAfter(before) : id
}

/** An id for something of the past that must sort behind another, whatever its own time says: a reply comes after what it answers. */
export function idAfter(id: string): string {
  const at = [...id.slice(2, 12)].reduce((time, sign) => time * 32 + SIGNS.indexOf(sign), 0)
  return idAt(id[0] as Prefix, at + 1)
}
