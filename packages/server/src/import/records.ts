/** The one shape in which every format is read. Ids are those of the other system. */
export type ImportRecord = StoryRecord | CommentRecord

export interface StoryRecord {
  type: 'story'
  id: string
  /** As the file has it; null where it has none. */
  url: string | null
  /** Plain text, may be empty. */
  title: string
  /** When its discussion began; milliseconds since 1970 UTC, null where unknown. */
  at: number | null
  closed: boolean
  /** Set where nobody but its makers could read it there: then its comments stay away too. */
  refused: 'story-deleted' | 'story-not-public' | null
  line: number
}

export interface CommentRecord {
  type: 'comment'
  /** Unique among all comments of its source, and the same in every later export; null where there is none. */
  id: string | null
  story: string
  parent: string | null
  author: AuthorRecord
  /** Milliseconds since 1970 UTC; null where the file's date cannot be read. */
  at: number | null
  fate: Fate
  /** The words in our own notation, see text.ts. Made when asked: who only checks a file needs none. */
  text: () => string
  /** Where in the file it begins. */
  line: number
}

/** What became of a comment there. Only `shown` and `held` come along. */
export type Fate = 'shown' | 'held' | 'deleted' | 'spam' | 'trash' | 'pingback' | 'other-kind'

export interface AuthorRecord {
  /** The account's name or number there; null for a guest. */
  account: string | null
  /** Plain text, may be empty. */
  name: string
  /** Tells apart guests of one name, as a keyed hash; never stored. */
  email: string
}

/** A system that readers come from. */
export interface Format {
  id: string
  name: string
  /** Names what a file looks like by its first bytes; null where it may be of this format. Left out where the format is XML. */
  looks?(head: Uint8Array): string | null
  /** Reads a file from its beginning. Throws ImportRefused where it is broken or of another format. */
  read(bytes: AsyncIterable<Uint8Array>): AsyncIterable<ImportRecord>
}

export type RefusedCode =
  | 'import.no-file'
  | 'import.empty'
  | 'import.other-format'
  | 'import.broken'
  | 'import.encoding'
  | 'import.too-large'
  | 'import.no-story'

/** A file that is not taken. Nothing was changed. */
export class ImportRefused extends Error {
  readonly code: RefusedCode
  readonly line: number | undefined
  readonly column: number | undefined
  constructor(code: RefusedCode, message: string, place: { line?: number; column?: number; cause?: unknown } = {}) {
    super(message, place.cause === undefined ? undefined : { cause: place.cause })
    this.code = code
    this.line = place.line
    this.column = place.column
  }
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/

/** `YYYY-MM-DD HH:MM:SS` or ISO 8601, UTC where no zone is named; milliseconds since 1970. Null for anything else, and for days that never were. */
export function timeOf(text: string): number | null {
  const parts = TIME.exec(text.trim())
  if (!parts) return null
  const [, day, time, , zone = 'Z'] = parts
  const local = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== `${day}T${time}`) return null
  const at = Date.parse(`${day}T${time}${zone}`)
  return Number.isNaN(at) || at < 0 ? null : at
}
