import type { Changes, OwnWord, Section } from '@parley/contract/schemas.ts'
import type { Thresholds } from '@parley/rules/heads.ts'
import { type FindWords, findWords, PatternError } from '@parley/rules/own-words.ts'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import { changesFrom, overlay } from '../learning/thresholds.ts'

/** The steps that changes over the engine's would lead to. Throws Refusal('thresholds.invalid'). */
export function thresholdsWith({ guarded }: App, changes: Changes): Thresholds {
  const own = guarded.engine.thresholds
  try {
    return overlay(own, changesFrom(changes, own))
  } catch (error) {
    throw new Refusal('thresholds.invalid', { reason: (error as Error).message })
  }
}

/** The newsroom's own words, ready to be found. Throws Refusal('words.invalid') with the entry and the place. */
export function readableWords(words: readonly OwnWord[]): FindWords {
  try {
    return findWords(words)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    throw new Refusal('words.invalid', { n: error.entry + 1, place: error.place, reason: error.message })
  }
}

/** Sections by the addresses that stories of this newsroom can have, each once. Throws Refusal('sections.invalid'). */
export function checkedSections({ config }: App, sections: readonly Section[]): Section[] {
  const seen = new Set<string>()
  return sections.map(({ prefix, ...settings }) => {
    const url = URL.parse(prefix)
    const refuse = (reason: string) => new Refusal('sections.invalid', { prefix, reason })
    if (!url || !config.origins.includes(url.origin)) throw refuse('it lies on none of the newsroom’s own pages')
    if (url.search || url.hash) throw refuse('it is the beginning of an address, without “?” or “#”')
    const section = url.origin + url.pathname
    if (seen.has(section)) throw refuse('it is there twice')
    seen.add(section)
    return { prefix: section, ...settings }
  })
}
