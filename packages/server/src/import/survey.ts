import { cleanText } from '@parley/rules/text.ts'
import { titleFromUrl } from '../stories/queries.ts'
import type { Addresses } from './address.ts'
import { type ImportFile, looksLike } from './file.ts'
import { type Format, ImportRefused, type StoryRecord } from './records.ts'
import { emptyReport, note, type Reason, type Report, skip } from './report.ts'

/** A story as it will be here, made of every story of the file that has its address. */
export interface Target {
  url: string
  title: string
  /** Milliseconds since 1970 UTC; null where unknown. */
  at: number | null
  /** All of them are. */
  closed: boolean
  /** Its id here, once it is looked up or made. */
  id: string | null
  example: string
}

/** What is known of a file when all of it has been read once. */
export interface Survey {
  file: ImportFile
  format: Format
  /** By the other system's id; a reason where the story is left out. */
  stories: Map<string, Target | Reason>
  targets: Target[]
  /** Comments to be read again in the second pass. */
  comments: number
  report: Report
}

const TITLE_MAX = 300

/**
 * Reads a whole file without changing anything: a file that is broken anywhere is refused before its first comment is stored.
 * Keeps its stories in memory, its comments never. Throws ImportRefused.
 */
export async function survey(
  format: Format,
  file: ImportFile,
  place: Addresses,
  heard?: (done: number) => void,
): Promise<Survey> {
  const looks = (format.looks ?? looksLike)(file.head)
  if (looks)
    throw new ImportRefused('import.other-format', `this is not a ${format.name} export: it looks like ${looks}.`)
  const report = emptyReport(format.id, file.name)
  const stories = new Map<string, Target | Reason>()
  const byUrl = new Map<string, Target>()
  const elsewhere = new Map<string, number>()
  let comments = 0
  let live = 0
  for await (const record of format.read(file.bytes(heard))) {
    if (record.type === 'comment') {
      comments++
      if (record.fate === 'shown' || record.fate === 'held') live++
    } else {
      report.stories.read++
      const found = targetOf(record, place, byUrl)
      if (typeof found === 'string') {
        skip(report.stories, found, exampleOf(record))
        if (found === 'story-host') count(elsewhere, new URL(record.url!).origin)
      } else if (found.example !== exampleOf(record)) {
        report.stories.merged++
        note(report, 'story-merged', exampleOf(record))
      }
      if (!stories.has(record.id)) stories.set(record.id, found)
    }
  }
  if (live && !byUrl.size && elsewhere.size) throw noStory(elsewhere)
  return { file, format, stories, targets: [...byUrl.values()], comments, report }
}

const exampleOf = (record: StoryRecord) => `${record.url ?? record.id} (line ${record.line})`

function targetOf(record: StoryRecord, place: Addresses, byUrl: Map<string, Target>): Target | Reason {
  if (record.refused) return record.refused
  if (record.url === null) return 'story-no-address'
  const url = place(record.url)
  if (url === null) return 'story-host'
  const title = titleOf(record.title)
  const same = byUrl.get(url)
  if (same) {
    same.closed &&= record.closed
    same.title ||= title
    same.at = same.at === null || record.at === null ? (same.at ?? record.at) : Math.min(same.at, record.at)
    return same
  }
  const target = { url, title, at: record.at, closed: record.closed, id: null, example: exampleOf(record) }
  byUrl.set(url, target)
  return target
}

const titleOf = (text: string) =>
  cleanText(text)
    .replace(/\s+/g, ' ')
    .slice(0, TITLE_MAX)
    .toWellFormed()
    .replace(/\ufffd$/, '')

/** The title that readers see: the file's, or what the address says. */
export const shownTitle = (target: Target) => target.title || titleFromUrl(target.url)

function count(all: Map<string, number>, origin: string) {
  if (all.has(origin) || all.size < 1000) all.set(origin, (all.get(origin) ?? 0) + 1)
}

function noStory(elsewhere: Map<string, number>): ImportRefused {
  const hosts = [...elsewhere].toSorted(([, a], [, b]) => b - a).slice(0, 5)
  return new ImportRefused(
    'import.no-story',
    `no story of the file is on a host of PARLEY_ORIGINS; the file has ${hosts.map(([origin, n]) => `${origin} (${n})`).join(', ')}. ` +
      `Add the origin to PARLEY_ORIGINS, or say --origin ${hosts[0]![0]} or --origin ${hosts[0]![0]}=https://NEW.`,
  )
}
