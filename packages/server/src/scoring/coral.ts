import { createHmac, timingSafeEqual } from 'node:crypto'
import { plainText } from '@parley/contract/body.ts'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import { Refusal, sayFinding } from '../http/problems.ts'
import { TooLong, textOf } from '../import/text.ts'
import { decide, outcomeOf } from '../moderation/decide.ts'
import type { Facts, Seen } from '../moderation/phase.ts'
import { houseRules } from '../moderation/phases/house-rules.ts'
import { personal } from '../moderation/phases/personal.ts'

/** What Coral does with a comment; absent fields leave it to the rest of its pipeline. */
export interface CoralOpinion {
  status: 'SYSTEM_WITHHELD' | 'REJECTED'
  actions: { actionType: 'FLAG'; reason: 'COMMENT_DETECTED_TOXIC' | 'COMMENT_DETECTED_SPAM' }[]
  moderationAction?: {
    status: 'REJECTED'
    rejectionReason: { code: string; detailedExplanation: string }
  }
}

/** Coral’s word for what a head saw. */
const CODES: Readonly<Record<string, string>> = {
  obscene: 'OFFENSIVE',
  sexual: 'OFFENSIVE',
  identity: 'HATE_SPEECH',
  threat: 'HARASSMENT_BULLYING',
  insult: 'ABUSIVE',
  toxicity: 'ABUSIVE',
  severe: 'ABUSIVE',
  spam: 'SPAM',
}

const SIGNATURES_MAX = 10

/**
 * Throws Refusal('signature.invalid') unless one of the signatures in the header (`sha256=HEX,sha256=HEX`, several while a secret
 * is being changed) is the HMAC of the body under one of our secrets.
 */
export function assertSigned(secrets: readonly string[], body: Buffer, header: unknown): void {
  const sent = String(header ?? '')
    .split(',')
    .slice(0, SIGNATURES_MAX)
    .flatMap(one => /^\s*sha256=([0-9a-f]{64})\s*$/i.exec(one)?.[1] ?? [])
    .map(hex => Buffer.from(hex, 'hex'))
  const expected = secrets.map(secret => createHmac('sha256', secret).update(body).digest())
  // Every pair is compared, so that the time tells nothing.
  const fits = expected.flatMap(one => sent.map(other => timingSafeEqual(one, other)))
  if (!fits.includes(true)) throw new Refusal('signature.invalid')
}

/**
 * What Parley would do with a comment of Coral’s: null is no opinion. Coral has no way to ask a writer to look again here, so
 * words that would only be nudged pass, and what would be held is withheld. Coral’s own phases look at links, length and repeats.
 * Throws Refusal('request.invalid').
 */
export function opinionOf(app: App, body: unknown): CoralOpinion | null {
  const { comment, author } = (body ?? {}) as {
    comment?: { body?: unknown } | null
    author?: { role?: unknown } | null
  }
  if (typeof comment?.body !== 'string') throw new Refusal('request.invalid', { reason: 'comment.body is a text' })
  const text = wordsOf(comment.body)
  if (text === null) return withheld([])
  const facts = factsOf(app, { staff: typeof author?.role === 'string' && author.role !== 'COMMENTER' })
  const asked = app.guarded.read(text, { hint: facts.settings.language })
  const findings = [...houseRules(text, asked, facts, app.engine.thresholds), ...personal(text, facts)]
  const { thresholds } = facts.settings
  const outcome = decide(findings, { thresholds, postAnyway: true, anyway: 'show' })
  if (outcome === 'show' || outcome === 'nudge') return null
  const grave = findings.filter(finding => outcomeOf(finding, thresholds) === outcome)
  return outcome === 'refuse' ? rejected(app, grave) : withheld(grave)
}

/** All that is known of a comment of Coral’s. */
const factsOf = ({ clock, config, thresholds, rules }: App, { staff }: { staff: boolean }): Facts => ({
  now: clock(),
  story: { open: true },
  reader: { shownBefore: true, staff, reviewed: false },
  recent: [],
  around: {},
  settings: {
    hold: 'none',
    links: Number.POSITIVE_INFINITY,
    limits: false,
    textMax: Number.POSITIVE_INFINITY,
    language: config.language,
    unknownLanguage: config.unknownLanguage,
    engineFails: config.engineFails,
    privateData: config.privateData,
    domains: config.domains,
    thresholds: thresholds.current,
    words: rules.words,
    notHeld: rules.notHeld,
    help: config.help,
  },
})

const flag = (reason: CoralOpinion['actions'][number]['reason']) => ({ actionType: 'FLAG' as const, reason })

/** Coral knows two reasons for a flag; what is withheld for neither gets none. */
const flags = (findings: readonly Seen[]): CoralOpinion['actions'] => {
  const of = (rules: (rule: Seen['rule']) => boolean) => findings.some(finding => rules(finding.rule))
  return [
    ...(of(rule => rule !== 'spam' && rule !== 'house') ? [flag('COMMENT_DETECTED_TOXIC')] : []),
    ...(of(rule => rule === 'spam') ? [flag('COMMENT_DETECTED_SPAM')] : []),
  ]
}

const withheld = (findings: readonly Seen[]): CoralOpinion => ({ status: 'SYSTEM_WITHHELD', actions: flags(findings) })

function rejected(app: App, findings: readonly Seen[]): CoralOpinion {
  const [gravest] = findings
  return {
    status: 'REJECTED',
    actions: flags(findings),
    moderationAction: {
      status: 'REJECTED',
      rejectionReason: {
        code: CODES[gravest!.label] ?? 'OFFENSIVE',
        detailedExplanation: sayFinding(app.config.language, gravest!.message, undefined, true),
      },
    },
  }
}

/** The words of a body, which Coral sends as HTML or as plain text without saying which. Null where it is too long to be read. */
function wordsOf(body: string): string | null {
  if (!/<[a-z!/]|&#?\w+;/i.test(body)) return body
  try {
    return plainText(bodyOf(textOf(body, { lines: true })))
  } catch (error) {
    if (error instanceof TooLong) return null
    throw error
  }
}
