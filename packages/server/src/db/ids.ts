import { randomUUID } from 'node:crypto'

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
export type Prefix =
  | 'c'
  | 's'
  | 'r'
  | 'k'
  | 'd'
  | 'p'
  | 'j'
  | 'x'
  | 'a'
  | 'n'
  | 'e'
  | 'b'
  | 'o'
  | 'f'
  | 'z'
  | 'v'
  | 'w'
  | 'i'
  | 't'
  | 'y'

/** The time of the last id, and how many had that time before it. */
let last = 0
let turn = 0
const TURNS = 32 * 32

function encode(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = SIGNS[rest % 32] + text
  return text
}

/** Twelve signs by chance: 58 bits. */
function chance(): string {
  const hex = randomUUID()
  return encode(Number.parseInt(hex.slice(0, 8), 16), 2) + encode(Number.parseInt(hex.slice(24), 16), 10)
}

/**
 * A new id: prefix, 48-bit time in milliseconds, 10 bits for its turn within the millisecond, 48 random bits; Crockford's base 32.
 * Sorts by time; a process gives each of its ids another time or turn, so its own order is kept within a millisecond and when the clock steps back.
 */
export function newId(prefix: Prefix, at: number): string {
  turn = at > last ? 0 : turn + 1
  last = Math.max(last, at)
  if (turn === TURNS) [last, turn] = [last + 1, 0]
  return `${prefix}_${encode(last, 10)}${encode(turn, 2)}${chance().slice(2)}`
}

/** For tests: goes on as a process would that starts now, however far ahead the clock of the test before was. */
export function startAnew(): void {
  last = 0
  turn = 0
}

/** An id for something of the past (imports): sorts where it belongs, and promises no order within its millisecond. */
export function idAt(prefix: Prefix, at: number): string {
  return `${prefix}_${encode(at, 10)}${chance()}`
}

/** The case of a comment has the comment's own number: one case a comment, for good. */
export const caseIdOf = (comment: string) => `k_${comment.slice(2)}`
export const commentIdOf = (caseId: string) => `c_${caseId.slice(2)}`

/** A new id that sorts behind another (or none), whatever clock that one was made by: the clock may step back, and another process's may be ahead. */
export function newIdAfter(before: string | null, prefix: Prefix, at: number): string {
  const id = newId(prefix, at)
  return before && id <= before ? idAfter(before) : id
}

/** When an id was made, in milliseconds since 1970. */
export const timeOf = (id: string) => [...id.slice(2, 12)].reduce((time, sign) => time * 32 + SIGNS.indexOf(sign), 0)

/** An id for something of the past that must sort behind another, whatever its own time says: a reply comes after what it answers. */
export function idAfter(id: string): string {
  return idAt(id[0] as Prefix, timeOf(id) + 1)
}
