import { createHash } from 'node:crypto'
import type { EuCategory } from '@parley/contract/house-rules.ts'
import type { Act, Ground, Statement } from '@parley/contract/schemas.ts'
import { personalIn, redact } from './redact.ts'
import {
  ACCOUNT,
  AUTOMATED,
  type Category,
  DECISIONS,
  FIELDS,
  type Field,
  GROUND,
  SOURCE,
  TERRITORY,
} from './sor-table.ts'

/** A statement in the fields of the EU database. */
export type Sor = Record<string, string | readonly string[] | null>

/** What a statement of ours says, with what is needed to keep people out of it. */
export interface Stated
  extends Pick<
    Statement,
    'no' | 'at' | 'act' | 'territory' | 'until' | 'posts' | 'rule' | 'law' | 'facts' | 'source' | 'automated'
  > {
  site: string
  comment: { postedAt: string; text: string }
  /** What a rule of the newsroom's own is, where it has said so. */
  category?: EuCategory | null
  /** ISO 639-1; null where it is not known. */
  language: string | null
  /** Whoever has to do with it: author, reporters, moderator. */
  names: readonly string[]
  /** Its author was erased: nobody can look any more whether his name or words are in what the newsroom wrote. */
  erased?: boolean
}

export interface Fault {
  field: string
  reason: string
}

/** `ready` to be sent; `blocked`: a person has to look; `not-due`: nothing is restricted in the sense of DSA Art. 17(1), or not in the EEA. */
export type Exported = { no: number; puid: string } & (
  | { is: 'ready'; sor: Sor }
  | { is: 'blocked'; faults: Fault[] }
  | { is: 'not-due'; why: string }
)

/** The category of what breaks a house rule, one enum for statements and statistics; the newsroom's own rules are its terms. */
const CATEGORIES: Readonly<Partial<Record<string, { category: Category; keywords?: readonly string[] }>>> = {
  clean: { category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC' },
  threats: { category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE', keywords: ['KEYWORD_CYBER_BULLYING_INTIMIDATION'] },
  truth: {
    category: 'STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
    keywords: ['KEYWORD_MISINFORMATION_DISINFORMATION'],
  },
  nice: { category: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH' },
  spam: { category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC', keywords: ['KEYWORD_GOODS_SERVICES_NOT_PERMITTED'] },
  illegal: { category: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH' },
}

/** The same for a rule that the newsroom has added (`own`): what it has said, else a break of its terms. Pure. */
const kindOf = (ground: Ground | null, own: EuCategory | null) =>
  CATEGORIES[ground ?? ''] ?? { category: `STATEMENT_CATEGORY_${own ?? 'OTHER_VIOLATION_TC'}` as const }

/** `own`: what the newsroom's own rules are, by their ids. */
export const categoryOf = (ground: Ground | null, own: ReadonlyMap<string, EuCategory> = new Map()): Category =>
  kindOf(ground, own.get(ground ?? '') ?? null).category

const visibility = (value: string, what: string): Sor => ({
  decision_visibility: [`DECISION_VISIBILITY_${value}`],
  ...(value === 'OTHER' && { decision_visibility_other: what }),
})
const account = (value: string): Sor => ({ decision_account: value, account_type: 'ACCOUNT_TYPE_PRIVATE' })

export interface Restriction {
  /** In statistics. */
  name: string
  fields: Sor
  /** After “A reader’s comment”. */
  said: string
  /** Where it is said until when it holds. */
  ends?: 'end_date_account_restriction'
}

/**
 * What an act is called there; null where it restricts nothing that somebody wrote. A warning leaves all as it is, and whoever may not
 * report for a time (Art. 23) writes on.
 */
export const RESTRICTIONS: Readonly<Record<Act, Restriction | null>> = {
  show: null,
  warn: null,
  lift: null,
  uphold: null,
  escalate: null,
  undo: null,
  'warn-reporter': null,
  'pause-reports': null,
  remove: { name: 'removed', fields: visibility('CONTENT_REMOVED', ''), said: 'was removed' },
  collapse: {
    name: 'collapsed',
    fields: visibility('OTHER', 'Collapsed: readers see the comment after one more step.'),
    said: 'was collapsed, so that readers see it after one more step',
  },
  label: {
    name: 'labelled',
    fields: visibility('CONTENT_LABELLED', ''),
    said: 'was given a label that readers see with it',
  },
  hold: {
    name: 'held until a person had looked',
    fields: visibility('CONTENT_DISABLED', ''),
    said: 'was taken out of sight until a person has looked at it',
  },
  review: {
    name: 'posts reviewed',
    fields: visibility('OTHER', 'The author’s next comments are published after a moderator has looked at them.'),
    said: 'led to its author’s next comments being looked at before publication',
  },
  suspend: {
    name: 'suspended',
    fields: account(ACCOUNT[0]!),
    said: 'led to its author’s account being suspended from writing',
    ends: 'end_date_account_restriction',
  },
  ban: {
    name: 'banned',
    fields: account(ACCOUNT[1]!),
    said: 'led to its author’s account being closed for writing',
  },
}

const SOURCES = {
  notice: { value: SOURCE[0]!, said: 'It was brought to our notice under Article 16.' },
  report: { value: SOURCE[2]!, said: 'A reader had reported it under the house rules.' },
  own: { value: SOURCE[3]!, said: 'It was found by the publication itself.' },
} as const

const ERASED = 'its author was erased, so that his name and words are not known any more; word it anew without them'

const day = (iso: string) => iso.slice(0, 10)

/** Of a statement, for good: its site and number. What the database's alphabet has no sign for is told apart by a sum. */
export function puidOf(site: string, no: number): string {
  const plain = site.replace(/[^a-zA-Z0-9_-]/g, '_')
  const sum = plain === site ? '' : `-${createHash('sha256').update(site).digest('hex').slice(0, 8)}`
  return `${plain.slice(0, 400)}${sum}-${no}`
}

/** A statement of ours in the fields of the EU database, without anybody's name or words. Source: DSA Art. 24(5). Pure. */
export function sorOf(stated: Stated): Exported {
  const { site, no, rule, law } = stated
  const key = { no, puid: puidOf(site, no) }
  const restriction = RESTRICTIONS[stated.act]
  if (!restriction) return { ...key, is: 'not-due', why: `“${stated.act}” restricts nothing that somebody wrote` }
  if (stated.source === 'order') return { ...key, is: 'not-due', why: 'an authority ordered it (Art. 17(5))' }
  const territory = stated.territory.filter(country => TERRITORY.includes(country))
  if (stated.territory.length && !territory.length)
    return { ...key, is: 'not-due', why: 'it holds outside the EEA only' }

  const faults: Fault[] = []
  const clean = (field: string, words: string, max = FIELDS[field]!.max!) => {
    const { text, doubts } = redact(words, { comment: stated.comment.text, names: stated.names })
    faults.push(...doubts.map(reason => ({ field, reason })))
    if (stated.erased) faults.push({ field, reason: ERASED })
    return cut(text, max)
  }
  const { category, keywords } = kindOf(rule?.id ?? 'illegal', stated.category ?? null)
  const source = SOURCES[stated.source]
  const circumstances = [
    `A reader’s comment ${restriction.said}.`,
    source.said,
    stated.automated.detection && 'Software had pointed at it.',
    stated.automated.decision ? 'The decision was made by software.' : 'A person decided.',
  ]
    .filter(Boolean)
    .join(' ')
  const sor: Sor = {
    puid: key.puid,
    ...restriction.fields,
    ...(law === null
      ? {
          decision_ground: GROUND[1]!,
          incompatible_content_ground: cut(
            rule ? `House rule “${rule.title}”, version ${rule.version}: ${rule.text}` : 'House rules',
            500,
          ),
          incompatible_content_explanation: clean('incompatible_content_explanation', stated.facts),
        }
      : {
          decision_ground: GROUND[0]!,
          illegal_content_legal_ground: clean('illegal_content_legal_ground', law),
          illegal_content_explanation: clean('illegal_content_explanation', stated.facts),
        }),
    content_type: ['CONTENT_TYPE_TEXT'],
    category,
    ...(keywords && { category_specification: keywords }),
    ...(territory.length && { territorial_scope: territory }),
    ...(stated.language && { content_language: stated.language.toUpperCase() }),
    content_date: day(stated.comment.postedAt),
    application_date: day(stated.at),
    ...(restriction.ends && stated.until !== null && { [restriction.ends]: day(stated.until) }),
    decision_facts: `${circumstances} ${clean('decision_facts', stated.facts, 4000)}`,
    source_type: source.value,
    automated_detection: stated.automated.detection ? 'Yes' : 'No',
    automated_decision: AUTOMATED[stated.automated.decision ? 0 : 2]!,
  }
  faults.push(...faultsIn(sor))
  return faults.length ? { ...key, is: 'blocked', faults } : { ...key, is: 'ready', sor }
}

const cut = (text: string, max: number) => {
  const signs = [...text]
  return signs.length > max ? `${signs.slice(0, max - 1).join('')}…` : text
}

/** What the EU database would not take of a statement, or must not get: field and reason; [] where all is well. Pure. */
export function faultsIn(sor: Readonly<Record<string, unknown>>): Fault[] {
  const faults: Fault[] = []
  const fault = (field: string, reason: string) => void faults.push({ field, reason })
  const has = (field: string) => sor[field] !== undefined && sor[field] !== null
  const says = ([field, value]: readonly [string, string]) =>
    Array.isArray(sor[field]) ? sor[field].includes(value) : sor[field] === value
  for (const field of Object.keys(sor)) if (!Object.hasOwn(FIELDS, field)) fault(field, 'is not a field')
  for (const [name, field] of Object.entries(FIELDS)) {
    if (!has(name)) {
      if (field.required) fault(name, 'is missing')
      else if (field.iff && says(field.iff)) fault(name, `is missing: ${field.iff[0]} is ${field.iff[1]}`)
      continue
    }
    const only = field.iff ?? field.onlyIf
    if (only && !says(only)) fault(name, `is not allowed: ${only[0]} is not ${only[1]}`)
    if (field.notIf && says(field.notIf)) fault(name, `is not allowed: ${field.notIf[0]} is ${field.notIf[1]}`)
    const reason = reasonAgainst(sor[name], field)
    if (reason) fault(name, reason)
    else if (field.free) for (const what of personalIn(sor[name] as string)) fault(name, `has ${what} in it`)
  }
  if (!DECISIONS.some(has)) fault(DECISIONS[0], 'nothing says what was restricted')
  return faults
}

function reasonAgainst(value: unknown, { kind, values = [], max, pattern, between }: Field): string | null {
  switch (kind) {
    case 'object':
      return /^\{"EAN-13":"\d{13}"\}$/.test(JSON.stringify(value)) ? null : 'takes an EAN-13 of 13 digits alone'
    case 'list': {
      if (!Array.isArray(value) || value.length === 0) return 'takes a list'
      const strange = value.find(one => !values.includes(one))
      if (strange !== undefined) return `does not know ${String(strange)}`
      return new Set(value).size < value.length ? 'says something twice' : null
    }
    case 'one':
      return values.includes(value as string) ? null : `does not know ${String(value)}`
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || !isDay(value))
        return 'takes a date, YYYY-MM-DD'
      return value >= between![0] && value <= between![1] ? null : `takes a date from ${between![0]} to ${between![1]}`
    case 'text':
      if (typeof value !== 'string' || !value.trim()) return 'takes words'
      if ([...value].length > max!) return `is longer than ${max} characters`
      return pattern && !pattern.test(value) ? 'has characters that do not belong there' : null
  }
}

const isDay = (text: string) => {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
