import { createHash } from 'node:crypto'

/** What of an event goes into its seal: everything that is stored of it. */
export interface Sealed {
  site: string
  story: string
  seq: number
  kind: string
  comment: string | null
  data_json: string
  at: number
}

/** What of an anchor goes into its seal. */
export interface Anchored {
  site: string
  no: number
  story: string
  at: number
}

/** Stands where there is nothing before: the first link of a chain follows from it. */
export const NOTHING = ''

/** What of a decision its event answers for. Rows of decisions are written once. */
export interface Decided {
  id: string
  comment: string
  act: string
  ground: string | null
  rule_version: number | null
  law: string | null
  explanation: string
  by: string
  automated: number
  source: string
  reverses: string | null
  at: number
}

const linked = (before: string, row: readonly (string | number | null)[]) =>
  createHash('sha256')
    .update(`${before}\n${JSON.stringify(row)}`)
    .digest('base64url')

/** The seal of an event: SHA-256 over that of the event before it in its story, and its own row as a JSON list in this order. Pure. */
export const sealOf = (before: string, { site, story, seq, kind, comment, data_json, at }: Sealed): string =>
  linked(before, [site, story, seq, kind, comment, data_json, at])

/** The seal of a story's place among the stories of its site, in the same way. Pure. */
export const anchorOf = (before: string, { site, no, story, at }: Anchored): string =>
  linked(before, [site, no, story, at])

/**
 * What the event of a decision keeps of it and of its statement of reasons: so the chain answers for what was decided, by whom and why,
 * and for what its author was told. Pure.
 */
export const answersFor = (decision: Decided, stated: { no: number; body: object } | null) => ({
  decision: decision.id,
  sum: sumOfDecision(decision),
  ...(stated && {
    statement: stated.no,
    stated: sumOfStatement({ no: stated.no, body_json: JSON.stringify(stated.body) }),
  }),
})

export const sumOfStatement = ({ no, body_json }: { no: number; body_json: string }): string =>
  linked(NOTHING, [no, body_json])

export const sumOfDecision = (row: Decided): string =>
  linked(NOTHING, [
    row.id,
    row.comment,
    row.act,
    row.ground,
    row.rule_version,
    row.law,
    row.explanation,
    row.by,
    row.automated,
    row.source,
    row.reverses,
    row.at,
  ])
