import { type ClaimModel, claimModel, claimScore } from './claims/model.ts'
import { sentencesOf } from './claims/sentences.ts'
import { ENOUGH, HINTED, pointsOf, SOURCED } from './claims/signs.ts'
import { WEIGHTS } from './claims/weights.ts'
import type { Span } from './fold.ts'
import { languageOf, UNKNOWN } from './language.ts'

let learned: ClaimModel | undefined
/** What was learned from sentences of debates, in English. Read when it is first asked for. */
export function learnedClaims(): ClaimModel {
  learned ??= claimModel(WEIGHTS)
  return learned
}

/**
 * The sentences of a text of which a kind reader would ask: where does this come from? Numbers, dates, quotations, causes and
 * comparisons; none in questions, opinions, wishes, advice, or what the writer has lived through himself, and none at all where the
 * text names a source already. It is for asking the writer and for nothing else: it says nothing of what is true, is no finding, and
 * has no say in a verdict. Pure; linear in the text.
 * @param language ISO 639-1 or BCP 47, where the caller knows it; else it is found out, and `hint` is believed of what is too short to tell
 * @returns UTF-16 units, apart from each other, in order
 */
export function claimsIn(text: string, { language, hint }: { language?: string | null; hint?: string } = {}): Span[] {
  if (text.length < 20 || SOURCED.test(text)) return []
  const spoken = language ?? languageOf(text) ?? hint ?? UNKNOWN
  const code = spoken.slice(0, 2).toLowerCase()
  return sentencesOf(text).filter(({ start, end }) => isClaim(text.slice(start, end), code))
}

/** Whether one sentence states what can be looked up. */
export function isClaim(sentence: string, language: string): boolean {
  const points = pointsOf(sentence, language)
  if (points === null || points >= ENOUGH) return points !== null
  return language === 'en' && points >= HINTED && claimScore(learnedClaims(), sentence) >= learnedClaims().from
}
