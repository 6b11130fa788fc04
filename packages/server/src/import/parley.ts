import { looksLike } from './file.ts'
import {
  type CommentRecord,
  type Fate,
  type Format,
  type ImportRecord,
  ImportRefused,
  type StoryRecord,
  timeOf,
} from './records.ts'

/** A line is not longer than this, in UTF-16 units. */
const LONGEST = 16 * 1024 * 1024
const HEAD = /^\ufeff?\{"type":"export","format":"parley\.export\.1"/

/** What `parley export` writes: JSON lines, of which stories and comments come along. */
export const parleyExport: Format = {
  id: 'parley',
  name: 'Parley',
  looks(head) {
    const text = Buffer.from(head).toString('utf8')
    return HEAD.test(text) ? null : (looksLike(head) ?? 'an XML file')
  },
  async *read(bytes) {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let rest = ''
    let line = 0
    for await (const piece of bytes) {
      const lines = (rest + decoded(decoder, piece, line)).split('\n')
      rest = lines.pop()!
      if (rest.length > LONGEST) throw new ImportRefused('import.too-large', `line ${line + 1} is too long.`, { line })
      for (const text of lines) yield* recordsOf(text, ++line)
    }
    if (rest) yield* recordsOf(rest, ++line)
  },
}

function decoded(decoder: InstanceType<typeof TextDecoder>, piece: Uint8Array, line: number): string {
  try {
    return decoder.decode(piece, { stream: true })
  } catch (cause) {
    throw new ImportRefused('import.encoding', `the file is not UTF-8, behind line ${line}.`, { line, cause })
  }
}

type Found = Record<string, unknown>

function* recordsOf(text: string, line: number): Generator<ImportRecord> {
  if (!text.trim()) return
  let found: Found
  try {
    found = JSON.parse(text) as Found
  } catch (cause) {
    throw new ImportRefused('import.broken', `line ${line} is not JSON. Export it again.`, { line, cause })
  }
  if (found.type === 'story') yield storyOf(found, line)
  if (found.type === 'comment') yield commentOf(found, line)
}

const words = (value: unknown) => (typeof value === 'string' ? value : '')
const timeIn = (value: unknown) => timeOf(words(value))

const storyOf = (found: Found, line: number): StoryRecord => ({
  type: 'story',
  id: words(found.id),
  url: words(found.url) || null,
  title: words(found.title),
  at: timeIn(found.openedAt),
  closed: found.closedAt !== null,
  refused: null,
  line,
})

/** By the state that a comment was in. */
const FATES: Readonly<Record<string, Fate>> = {
  shown: 'shown',
  collapsed: 'shown',
  held: 'held',
  removed: 'trash',
  withdrawn: 'deleted',
  erased: 'deleted',
}

function commentOf(found: Found, line: number): CommentRecord {
  const author = (found.author ?? {}) as Found
  // What an eyewitness sent to one newsroom, and it has not published, goes to no other as a comment.
  const apart = found.account && words(found.state) === 'held'
  return {
    type: 'comment',
    id: words(found.id) || null,
    story: words(found.story),
    parent: words(found.replyTo) || null,
    author: { account: words(author.id) || null, name: words(author.name), email: '' },
    at: timeIn(found.postedAt),
    // Where its ratings are not, a context note has no place.
    fate: (apart || found.kind === 'note' ? undefined : FATES[words(found.state)]) ?? 'other-kind',
    text: () => words(found.text),
    line,
  }
}
