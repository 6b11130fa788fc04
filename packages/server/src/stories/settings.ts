import type { OwnSettings, Section } from '@parley/contract/house-rules.ts'
import type { Config } from '../config.ts'

/** What holds under a story. */
export interface Settings {
  /** Whose comments wait for a person. */
  hold: Config['hold']
  /** A comment with more links is held. */
  links: number
  /** So long after it began a discussion is closed; null never. */
  closesAfterDays: number | null
  closed: boolean
}

export type StoryOwn = Omit<OwnSettings, 'closed'>

/** A story, as far as it is known. */
export interface Place {
  url?: string | undefined
  settings_json?: string | null
  created_at?: number
  closed_at?: number | null
}

/** Sources are welcome; a heap of links is what advertising looks like. */
const LINKS = 2
const DAY = 86_400_000

/** What holds where no section and no story says otherwise. */
export const siteSettings = ({ hold }: Pick<Config, 'hold'>): Settings => ({
  hold,
  links: LINKS,
  closesAfterDays: null,
  closed: false,
})

/** What a story keeps for itself. */
export const ownOf = ({ settings_json }: Place): StoryOwn | null => (settings_json ? JSON.parse(settings_json) : null)

/** The site's settings, those of the sections that an address lies in over them, the longest last, and the story's own. Pure. */
export function settingsAt(site: Settings, sections: readonly Section[], story: Place): Settings {
  const { url = '' } = story
  const around = sections
    .filter(({ prefix }) => liesIn(url, prefix))
    .sort((a, b) => a.prefix.length - b.prefix.length)
    .map(({ prefix: _, ...own }) => own)
  return Object.assign({ ...site }, ...around, ownOf(story))
}

/** The innermost section that an address lies in; null where it lies in none. Pure. */
export const sectionOf = (sections: readonly Section[], { url = '' }: Place): string | null =>
  sections
    .map(({ prefix }) => prefix)
    .filter(prefix => liesIn(url, prefix))
    .sort((a, b) => b.length - a.length)[0] ?? null

/** Whole steps of a path only: `…/sport` is no beginning of `…/sportswear`. */
const liesIn = (url: string, prefix: string) =>
  url.startsWith(prefix) && (prefix.endsWith('/') || /^(?:$|[/?])/.test(url.slice(prefix.length)))

/** When a discussion is closed by its age, in milliseconds; null where it is not, or has not begun. */
export const closesAt = ({ closesAfterDays }: Settings, { created_at }: Place): number | null =>
  closesAfterDays === null || created_at === undefined ? null : created_at + closesAfterDays * DAY

/** Whether something can be written under a story at a time. */
export const isOpen = (settings: Settings, story: Place, now: number): boolean =>
  closedBy(settings, story, now) === null

/** What keeps a discussion closed: its section, its age, or the desk, which alone can open it again; null where it is open. Pure. */
export function closedBy(settings: Settings, story: Place, now: number): 'section' | 'age' | 'desk' | null {
  const until = closesAt(settings, story)
  if (settings.closed) return 'section'
  if (until !== null && now >= until) return 'age'
  return (story.closed_at ?? null) === null ? null : 'desk'
}
