import type { TriedWords, TryWords } from '@parley/contract/house-rules.ts'
import type { App } from '../app.ts'
import { toldVerdict } from '../comments/own.ts'
import { decide } from '../moderation/decide.ts'
import { seenIn } from '../moderation/phases/own-words.ts'
import { readableWords } from './check.ts'

/** What proposed words would find in a text, and what would become of it if nothing else were found. Throws Refusal('words.invalid'). */
export function tryWords(app: App, { words, text }: TryWords): TriedWords {
  const { config, thresholds, rules } = app
  const findings = readableWords(app, words)(text).flatMap(found => seenIn(found, rules.notHeld))
  const outcome = decide(findings, { thresholds: thresholds.current, postAnyway: false, anyway: 'show' })
  return toldVerdict(config.language, { outcome, findings })
}
