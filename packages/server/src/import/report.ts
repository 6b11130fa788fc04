/** Why something was not brought in, and what is to be known of what was: each with its sentence. A key, once released, keeps its meaning. */
export const REASONS = {
  'story-no-address': 'has no web address',
  'story-host': 'is on a host that is not among PARLEY_ORIGINS; name it there, or say --origin',
  'story-deleted': 'was deleted there',
  'story-not-public': 'is a draft, private, protected by a password or in the trash',
  'story-quiet': 'is open and has no comment that could be brought in',
  'no-id': 'has no number, so that it could not be known again',
  'no-story': 'belongs to a story that is not in the file',
  'story-left-out': 'belongs to a story that was left out, see above',
  deleted: 'was deleted there; where replies hang below, one line without words keeps its place',
  spam: 'is spam there',
  trash: 'is in the trash there',
  pingback: 'is a pingback or trackback, not a reader’s comment',
  'other-kind': 'is of another kind (a plugin made it, or it is a context note), not a reader’s comment',
  'bad-date': 'has a date that cannot be read or lies in the future',
  'too-long': 'is longer than any reader writes',
  'no-words': 'has nothing in it that could be read',
} as const satisfies Record<string, string>
export type Reason = keyof typeof REASONS

export const NOTES = {
  'story-merged': 'stories have the same address as another and share one discussion',
  'parent-missing': 'replies answer a comment that is not in the file; they stand by themselves',
  'parent-left-out': 'replies answer a comment that was left out; they hang below the next one above it',
  'name-not-taken': 'names are reserved, empty or not fit to be shown; their readers got a neutral one',
  held: 'comments were waiting for approval there; they wait in the desk’s Held queue',
} as const satisfies Record<string, string>
export type Note = keyof typeof NOTES

/** How often something happened, and the first few of it. */
export interface Tally<K extends string> {
  what: K
  said: string
  count: number
  examples: string[]
}

interface Sums<K extends string> {
  read: number
  created: number
  updated: number
  unchanged: number
  skipped: number
  why: Tally<K>[]
}

/** What an import did. For stories: read = created + updated + unchanged + skipped + merged; for comments the same with none merged. */
export interface Report {
  format: string
  file: string
  dryRun: boolean
  stories: Sums<Reason> & { merged: number }
  comments: Sums<Reason>
  readers: { created: number }
  notes: Tally<Note>[]
}

const sums = (): Sums<Reason> => ({ read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, why: [] })

export const emptyReport = (format: string, file: string): Report => ({
  format,
  file,
  dryRun: false,
  stories: { ...sums(), merged: 0 },
  comments: sums(),
  readers: { created: 0 },
  notes: [],
})

const EXAMPLES = 5

function tally<K extends string>(all: Tally<K>[], sentences: Readonly<Record<K, string>>, what: K, example: string) {
  let one = all.find(other => other.what === what)
  if (!one) {
    one = { what, said: sentences[what], count: 0, examples: [] }
    all.push(one)
  }
  one.count++
  if (one.examples.length < EXAMPLES && example) one.examples.push(example)
}

/** Counts a story or comment that was left out. */
export function skip(kind: Sums<Reason>, reason: Reason, example: string): void {
  kind.skipped++
  tally(kind.why, REASONS, reason, example)
}

export function note(report: Report, what: Note, example: string): void {
  tally(report.notes, NOTES, what, example)
}

/** The report for people, as lines. */
export function reportText(report: Report): string {
  const { stories, comments, readers, notes } = report
  const row = (name: string, cells: (number | string)[]) =>
    name.padEnd(10) + cells.map(cell => String(cell).padStart(11)).join('')
  const columns = (of: Sums<Reason>) => [of.read, of.created, of.updated, of.unchanged, of.skipped]
  const told = (one: Tally<string>) =>
    `  ${String(one.count).padStart(7)}  ${one.said}${one.examples.length ? `\n           e.g. ${one.examples.join(', ')}` : ''}`
  const part = (title: string, all: Tally<string>[]) => (all.length ? ['', title, ...all.map(told)] : [])
  return [
    row('', ['read', 'created', 'updated', 'unchanged', 'left out']),
    row('stories', columns(stories)),
    row('comments', columns(comments)),
    row('readers', ['', readers.created]).trimEnd(),
    ...part('Stories left out', stories.why),
    ...part('Comments left out', comments.why),
    ...part('Good to know', notes),
    ...(report.dryRun ? ['', 'This was a dry run: nothing was changed.'] : []),
  ].join('\n')
}
