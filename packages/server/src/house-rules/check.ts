import type { Changes, OwnWord, Section } from '@parley/contract/house-rules.ts'
import type { Thresholds } from '@parley/rules/heads.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import { PatternError } from '@parley/rules/own-words.ts'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import { changesFrom, overlay } from '../learning/thresholds.ts'
import { type FindOwn, findOwn } from './own-words.ts'

/** The steps that changes over the engine's would lead to. Throws Refusal('thresholds.invalid'). */
export function thresholdsWith({ guarded }: App, changes: Changes): Thresholds {
  const own = guarded.engine.thresholds
  try {
    return overlay(own, changesFrom(changes, own))
  } catch (error) {
    throw new Refusal('thresholds.invalid', { reason: (error as Error).message })
  }
}

/**
 * The newsroom's own words, ready to be found. They may be put under a rule that it has added: the shipped ones have their kinds of words,
 * and the truth is for people alone. Throws Refusal: words.invalid (with the entry and the place), rule.not-held.
 */
export function readableWords({ rules }: App, words: readonly OwnWord[]): FindOwn {
  for (const [i, { rule, label }] of words.entries()) {
    if (rule === undefined) continue
    rules.assertKnown(rule)
    const reason =
      label === 'threat'
        ? 'a threat falls under the rule on threats'
        : HOUSE_RULES.some(({ id }) => id === rule) || rule === 'illegal'
          ? 'words can be put under a rule that the newsroom has added'
          : null
    if (reason) throw new Refusal('words.invalid', { n: i + 1, place: rule, reason })
  }
  try {
    return findOwn(words)
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
