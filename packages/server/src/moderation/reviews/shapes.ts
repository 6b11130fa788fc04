import type { Role } from '@parley/contract/schemas.ts'
import type { Head } from '@parley/rules/heads.ts'
import type { RuleId } from '@parley/rules/house-rules.ts'
import { cleanText } from '@parley/rules/text.ts'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { ReviewConfig } from '../../config.ts'
import type { Seen } from '../phase.ts'
import { JudgeFault } from './ask.ts'

/** What a judge is told of a comment. */
export interface Reviewed {
  text: string
  revision: number
  parent: string | null
  reader: string
  role: Role
  story: { id: string; url: string }
  site: string
  /** Host name of the newsroom's own server. */
  domain: string
}

/** One opinion: a break of a rule, or of none that has an id here (`house`). */
interface Opinion {
  rule: RuleId | 'house'
  label: Head | 'review'
  score: number
  said?: string
}

/** How a kind of judge is asked, and what his answer says. `read` throws JudgeFault('review.shape'). */
export interface Shape {
  question(comment: Reviewed): object
  read(answer: unknown): Opinion[]
}

/** The roles of Coral. */
const CORAL_ROLES: Readonly<Record<Role, string>> = {
  reader: 'COMMENTER',
  moderator: 'MODERATOR',
  editor: 'STAFF',
  admin: 'ADMIN',
}

/** Coral's reasons to reject. What has no rule here, and what no machine judges, is for a person to read. */
const REJECTED: Readonly<Record<string, Omit<Opinion, 'score'>>> = {
  OFFENSIVE: { rule: 'clean', label: 'obscene' },
  BANNED_WORD: { rule: 'clean', label: 'obscene' },
  ABUSIVE: { rule: 'nice', label: 'toxicity' },
  HARASSMENT_BULLYING: { rule: 'nice', label: 'insult' },
  HATE_SPEECH: { rule: 'nice', label: 'identity' },
  SPAM: { rule: 'spam', label: 'spam' },
  AD: { rule: 'spam', label: 'spam' },
  ILLEGAL_CONTENT: { rule: 'house', label: 'review' },
  MISINFORMATION: { rule: 'house', label: 'review' },
  IRRELEVANT_CONTENT: { rule: 'house', label: 'review' },
  OTHER: { rule: 'house', label: 'review' },
}

const STATUS = ['NONE', 'APPROVED', 'REJECTED', 'PREMOD', 'SYSTEM_WITHHELD']
const Status = Type.Enum(STATUS)
const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const CoralAnswer = Type.Object({
  status: Type.Optional(Status),
  actions: Type.Optional(
    Type.Array(
      Type.Object({
        actionType: Type.Literal('FLAG'),
        reason: Type.Enum(['COMMENT_DETECTED_TOXIC', 'COMMENT_DETECTED_SPAM']),
      }),
      { maxItems: 20 },
    ),
  ),
  tags: Type.Optional(Type.Array(Type.Enum(['FEATURED', 'STAFF']), { maxItems: 20 })),
  moderationAction: Type.Optional(
    Type.Object({
      status: Type.Optional(Status),
      rejectionReason: Type.Optional(
        Type.Object({
          code: Type.Enum(Object.keys(REJECTED)),
          legalGrounds: Words,
          detailedExplanation: Words,
          customReason: Words,
        }),
      ),
    }),
  ),
})

/** Coral's external moderation phase. An approval is an opinion too, and says nothing against the comment; tags are the newsroom's own business. */
const coral: Shape = {
  question: ({ text, revision, parent, reader, role, story, site, domain }) => ({
    action: revision === 1 ? 'NEW' : 'EDIT',
    comment: { body: text, parentID: parent },
    author: { id: reader, role: CORAL_ROLES[role] },
    story,
    site: { id: site },
    tenantID: site,
    tenantDomain: domain,
  }),
  read(answer) {
    if (answer === undefined) return []
    if (!Check(CoralAnswer, answer)) throw new JudgeFault('review.shape')
    const opinions: Opinion[] = (answer.actions ?? []).map(({ reason }) =>
      reason === 'COMMENT_DETECTED_SPAM'
        ? { rule: 'spam', label: 'spam', score: 1 }
        : { rule: 'nice', label: 'toxicity', score: 1 },
    )
    const status = answer.moderationAction?.status ?? answer.status ?? 'NONE'
    if (status === 'NONE' || status === 'APPROVED') return opinions
    const why = answer.moderationAction?.rejectionReason
    const said = [why?.customReason, why?.detailedExplanation, why?.legalGrounds].filter(Boolean).join(' ')
    if (why) opinions.unshift({ ...REJECTED[why.code]!, score: 1, ...(said && { said }) })
    else if (!opinions.length) opinions.push({ rule: 'house', label: 'review', score: 1 })
    return opinions
  },
}

/** Categories of the moderation address; the others are for a person to read, as they tell of violence or harm without breaking a rule here. */
const CATEGORIES: Readonly<Record<string, Omit<Opinion, 'score'>>> = {
  harassment: { rule: 'nice', label: 'insult' },
  'harassment/threatening': { rule: 'threats', label: 'threat' },
  hate: { rule: 'nice', label: 'identity' },
  'hate/threatening': { rule: 'threats', label: 'threat' },
  sexual: { rule: 'clean', label: 'sexual' },
}
const OpenaiAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      flagged: Type.Boolean(),
      categories: Type.Record(Type.String(), Type.Union([Type.Boolean(), Type.Null()])),
      category_scores: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Number(), Type.Null()]))),
    }),
    { minItems: 1, maxItems: 1 },
  ),
})

/** `POST /v1/moderations` in the shape of OpenAI's. */
const openai: Shape = {
  question: ({ text }) => ({ model: 'omni-moderation-latest', input: text }),
  read(answer) {
    if (!Check(OpenaiAnswer, answer)) throw new JudgeFault('review.shape')
    const [result] = answer.results
    if (!result!.flagged) return []
    return Object.entries(result!.categories)
      .filter(([, flagged]) => flagged)
      .slice(0, 20)
      .map(([category]) => ({
        ...(Object.hasOwn(CATEGORIES, category)
          ? CATEGORIES[category]!
          : { rule: 'house' as const, label: 'review' as const, said: category }),
        score: Math.min(1, Math.max(0, result!.category_scores?.[category] ?? 1)),
      }))
  },
}

export const SHAPES: Readonly<Record<ReviewConfig['shape'], Shape>> = { coral, openai }

/** The longest of a judge's own words that are kept. */
const SAID_MAX = 300

/** Opinions as findings of this judge: one for each rule and label. His words are text, and short. */
export function findingsOf(name: string, opinions: readonly Opinion[]): Seen[] {
  const seen = new Map<string, Seen>()
  for (const { rule, label, score, said } of opinions) {
    const key = `${rule} ${label} ${said ?? ''}`
    if (seen.has(key)) continue
    const words = cleanText(said ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, SAID_MAX)
      .toWellFormed()
    seen.set(key, {
      rule,
      label,
      score,
      spans: [],
      message: 'finding.review',
      values: { by: name },
      by: name,
      ...(words && { said: words }),
    })
  }
  return [...seen.values()]
}
