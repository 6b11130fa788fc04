import { TEXT_MAX } from '@parley/contract/schemas.ts'
import type { Thresholds } from '@parley/rules/heads.ts'
import { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { isThere, openDatabase } from '../db/open.ts'
import { type FindOwn, findOwn } from '../house-rules/own-words.ts'
import { rulesWithVersions, wordsThatHold } from '../house-rules/versions.ts'
import { sayFinding } from '../http/problems.ts'
import { appliedThresholds, overlay } from '../learning/thresholds.ts'
import { decide } from '../moderation/decide.ts'
import { shippedEngine } from '../moderation/engine.ts'
import { textToStore } from '../moderation/judge.ts'
import { examine } from '../moderation/phases.ts'
import { siteSettings } from '../stories/settings.ts'

export const check = new Command('check')
  .description('say what the house rules find in a text, as the server would; nothing is stored')
  .argument('<text>', 'the text, or - for standard input')
  .option('--language <code>', 'the language it is in (en, de, …); otherwise it is found out')
  .option('--json', 'print verdict, scores, language and version as JSON')
  .action(async (given: string, { language: asked, json }: { language?: string; json?: boolean }) => {
    const text = textToStore(given === '-' ? await new Response(process.stdin as never).text() : given)
    const engine = shippedEngine()
    // Nothing is stored, the secret neither.
    const config = readConfig({ PARLEY_SECRET: 'none', ...process.env })
    const { thresholds, words, notHeld } = await ownOf(config, engine.thresholds)
    const { language, unknownLanguage, engineFails, privateData, domains, help } = config
    const reader = {
      engine,
      read: (words: string, context: object) => ({
        reading: engine.read(words, { ...context, ...(asked !== undefined && { language: asked }) }),
        version: engine.version,
        failed: false,
      }),
    }
    const { findings, asked: answer } = examine(reader, text, {
      now: Date.now(),
      story: { open: true },
      reader: { shownBefore: true, staff: false, reviewed: false },
      recent: [],
      around: {},
      settings: {
        hold: 'none',
        links: siteSettings(config).links,
        limits: true,
        textMax: TEXT_MAX,
        language,
        unknownLanguage,
        engineFails,
        privateData,
        domains,
        thresholds,
        words,
        notHeld,
        help,
      },
    })
    const outcome = decide(findings, { thresholds, postAnyway: false, anyway: 'show' })
    const reading = answer.reading!
    if (json) {
      const told = findings.map(({ rule, label, score, spans, message, values }) => ({
        rule,
        label,
        score,
        spans,
        message: sayFinding(language, message, values, spans.length === 0),
      }))
      const verdict = { outcome, findings: told }
      const { scores } = reading
      console.log(
        JSON.stringify({ verdict, language: reading.language, scores, thresholds, engine: answer.version }, null, 2),
      )
      return
    }
    console.log(outcome)
    for (const { rule, label, score, spans } of findings)
      console.log(
        `  ${rule} · ${label} ${score.toFixed(2)}${spans.map(({ start, end }) => ` “${text.slice(start, end)}”`).join('')}`,
      )
    console.log(`language ${reading.language ?? 'not known'} · engine ${answer.version}`)
    if (reading.scores)
      console.log(
        `scores ${Object.entries(reading.scores)
          .map(([head, score]) => `${head} ${score.toFixed(2)}`)
          .join(' · ')}`,
      )
  })

/** The newsroom's own steps and words, and which rules it has retired, where it has a database on this machine. */
async function ownOf(
  { database, site }: Config,
  own: Thresholds,
): Promise<{ thresholds: Thresholds; words: FindOwn; notHeld: ReadonlySet<string> }> {
  if (!isThere(database)) return { thresholds: own, words: () => [], notHeld: new Set() }
  const db = await openDatabase(database)
  try {
    const [last] = await appliedThresholds(db.read, site, 1)
    const words = findOwn((await wordsThatHold(db.read, site)).value)
    const retired = (await rulesWithVersions(db.read, site)).filter(({ retiredAt }) => retiredAt !== null)
    const notHeld = new Set(retired.map(({ id }) => id))
    return { thresholds: last ? overlay(own, last.changes) : own, words, notHeld }
  } finally {
    await db.close()
  }
}
