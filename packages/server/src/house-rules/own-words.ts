import type { OwnWord } from '@parley/contract/house-rules.ts'
import { type Found, findWords, PatternError } from '@parley/rules/own-words.ts'

/** What was found of the newsroom's own words; `rule`: the one that they were put under, where not under that of their kind. */
export type FoundOwn = Found & { rule?: string }
export type FindOwn = (text: string, sources?: readonly string[]) => FoundOwn[]

/** Makes the newsroom's own words ready to be found, rule by rule. Throws PatternError. */
export function findOwn(words: readonly OwnWord[]): FindOwn {
  const numbered = words.map((word, entry) => ({ ...word, entry }))
  const parts = [...Map.groupBy(numbered, ({ rule }) => rule)].map(([rule, some]) => {
    try {
      const find = findWords(some)
      return (text: string, sources?: readonly string[]): FoundOwn[] =>
        find(text, sources).map(found => (rule === undefined ? found : { ...found, rule }))
    } catch (error) {
      if (error instanceof PatternError) throw new PatternError(some[error.entry]!.entry, error.place, error.message)
      throw error
    }
  })
  return (text, sources) => parts.flatMap(find => find(text, sources))
}
