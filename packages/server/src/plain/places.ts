import type { Only, Sort } from '@parley/contract/schemas.ts'
import type { Config } from '../config.ts'
import { canonicalUrl } from '../stories/url.ts'

type Query = Record<string, string | null | undefined>

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

/** The plain page of a story's discussion; newest first where no sort is named. */
export const threadPath = (
  story: string,
  { sort, ...rest }: { sort?: Sort; only?: Only | null | undefined; after?: string | null; done?: string } = {},
) => withQuery('/d', { story, sort: sort === 'newest' ? null : sort, ...rest })

/** One comment in its place. */
export const commentPath = (id: string, query: { after?: string | null; done?: string } = {}) =>
  withQuery(`/d/comments/${id}`, query)

/** A statement of reasons; with the key of its mail it opens without a sign-in. */
export const statementPath = (no: string | number, query: { key?: string | undefined; done?: string } = {}) =>
  withQuery(`/d/statements/${encodeURIComponent(no)}`, query)

/** What has become of a report. */
export const reportStatusPath = (reference: string, done?: string) =>
  withQuery(`/d/reports/${encodeURIComponent(reference)}`, { done })

/** Where a reader proposes an entry for the history behind a story. */
export const timelinePath = (story: string, done?: string) => withQuery('/d/timeline', { story, done })

/** A context note by itself. */
export const notePath = (id: string, done?: string) => withQuery(`/d/notes/${id}`, { done })

/** Where a reader writes a context note on a comment, or on the story. */
export const notesPath = (story: string, comment?: string | null) => withQuery('/d/notes', { story, comment })

/** Where a reader sends an eyewitness account. */
export const accountsPath = (story: string) => withQuery('/d/accounts', { story })

/** His own account: what became of it, and what he agrees to. */
export const accountPath = (id: string, query: { done?: string; failed?: string } = {}) =>
  withQuery(`/d/accounts/${id}`, query)
/** What is held of the reader who asks. */
export const OWN_DATA_PATH = '/d/mine/data'

/** Where he sees what would be erased, and has it erased. */
export const erasePath = (text?: string) => withQuery('/d/mine/erase', { text })

/** The house rules with all their versions. */
export const RULES_PATH = '/d/rules'
/** In what order comments stand, and by what that is found. */
export const SORTING_PATH = `${RULES_PATH}#order`

/** Where to write to the newsroom. */
export const CONTACT_PATH = '/d/contact'

export const signInPath = (from: string) => withQuery('/d/sign-in', { return: from })

/**
 * Where to go after something was done: an own page, or a story of the newsroom; for whatever else is asked, the discussion of
 * `story`, or the reader's own comments where no story is known. Nobody else's address ever comes out of it.
 */
export function placeToReturn(config: Config, asked: string | undefined, story: string | undefined): string {
  return ownPath(config, asked) ?? storyAddress(config, asked) ?? threadOf(config, story) ?? '/d/mine'
}

/** The path of an own page; null for whatever else is asked. Read as a browser reads it, so that nothing that looks like a path turns out to be a host. */
export function ownPath(config: Config, asked = ''): string | null {
  if (!/^\/d(?:[/?#]|$)/.test(asked) || /[\u0000-\u0020\\\u007f-\u009f\u2028\u2029]/.test(asked)) return null
  const url = URL.parse(asked, config.url)
  if (url?.origin !== config.url || !/^\/d(?:\/|$)/.test(url.pathname)) return null
  return url.pathname + url.search + url.hash
}

function storyAddress(config: Config, asked = ''): string | null {
  try {
    return /^https?:\/\/[^/\\]/.test(asked) ? canonicalUrl(config, asked) : null
  } catch {
    return null
  }
}

function threadOf(config: Config, story: string | undefined): string | null {
  const url = storyAddress(config, story)
  return url && threadPath(url)
}
