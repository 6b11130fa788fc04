import { TEXT_MAX } from '@parley/contract/schemas.ts'
import { listEngine } from '@parley/rules/engine.ts'
import { Command } from 'commander'
import { sayFinding } from '../http/problems.ts'
import { decide } from '../moderation/decide.ts'
import { textToStore } from '../moderation/judge.ts'
import { findings } from '../moderation/phases.ts'

export const check = new Command('check')
  .description('say what the house rules find in a text; nothing is stored')
  .argument('<text>', 'the text, or - for standard input')
  .option('--json', 'print the verdict as JSON')
  .action(async (given: string, { json }: { json?: boolean }) => {
    const text = textToStore(given === '-' ? await new Response(process.stdin as never).text() : given)
    const seen = findings(listEngine(), text, {
      now: Date.now(),
      story: { open: true },
      reader: { shownBefore: true, staff: false },
      recent: [],
      settings: { hold: 'none', limits: true, textMax: TEXT_MAX, language: 'en' },
    })
    const outcome = decide(seen, false)
    if (json) {
      const told = seen.map(({ rule, label, score, spans, message, values }) => ({
        rule,
        label,
        score,
        spans,
        message: sayFinding('en', message, values),
      }))
      console.log(JSON.stringify({ verdict: { outcome, findings: told } }, null, 2))
      return
    }
    console.log(outcome)
    for (const { rule, label, score, spans } of seen)
      console.log(
        `  ${rule} · ${label} ${score.toFixed(2)}${spans.map(({ start, end }) => ` “${text.slice(start, end)}”`).join('')}`,
      )
  })
