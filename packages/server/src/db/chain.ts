import { hash } from 'node:crypto'

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

/** What of a change to what the newsroom has settled goes into its seal. */
export interface Settled {
  site: string
  no: number
  kind: string
  data_json: string
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
  label: string | null
}

const linked = (before: string, row: readonly (string | number | null)[]) =>
  hash('sha256', `${before}\n${JSON.stringify(row)}`, 'base64url')

/** The seal of an event: SHA-256 over that of the event before it in its story, and its own row as a JSON list in this order. Pure. */
export const sealOf = (before: string, { site, story, seq, kind, comment, data_json, at }: Sealed): string =>
  linked(before, [site, story, seq, kind, comment, data_json, at])

/** The seal of a story's place among the stories of its site, in the same way. Pure. */
export const anchorOf = (before: string, { site, no, story, at }: Anchored): string =>
  linked(before, [site, no, story, at])

/** The seal of a change in the chain of its site, in the same way. Pure. */
export const settledOf = (before: string, { site, no, kind, data_json, at }: Settled): string =>
  linked(before, [site, no, kind, data_json, at])

/**
 * What a newsroom has settled for itself: logs whose rows are only ever added. Each row has one event in the chain of its site, which
 * keeps a sum over these columns; `named` tell the row from the others.
 */
export const SETTLED = {
  house_rules: {
    kind: 'rule.worded',
    named: ['id', 'version'],
    columns: ['title', 'text', 'category', 'by', 'at'],
  },
  rule_lists: { kind: 'rules.listed', named: ['no'], columns: ['list_json', 'by', 'at'] },
  thresholds: { kind: 'thresholds.changed', named: ['no'], columns: ['changes_json', 'engine', 'by', 'at'] },
  own_words: { kind: 'words.changed', named: ['no'], columns: ['words_json', 'by', 'at'] },
  reasons: { kind: 'reasons.worded', named: ['no'], columns: ['templates_json', 'by', 'at'] },
  eu_wordings: { kind: 'statement.reworded', named: ['no', 'version'], columns: ['text', 'by', 'at'] },
  sections: { kind: 'sections.changed', named: ['no'], columns: ['sections_json', 'by', 'at'] },
  flaggers: {
    kind: 'flagger.kept',
    named: ['id', 'version'],
    columns: ['name', 'awarded_by', 'email', 'since', 'until', 'suspended', 'note', 'by', 'at'],
  },
} as const
export type SettledTable = keyof typeof SETTLED
export const SETTLED_TABLES = Object.keys(SETTLED) as SettledTable[]

type Row = Readonly<Record<string, string | number | null>>

/** What the event of such a row keeps of it: which one it is, and its sum. Pure. */
export function answersForRow(table: SettledTable, row: Row) {
  const { named, columns } = SETTLED[table]
  const name = named.map(column => row[column]!)
  return { table, row: name, sum: linked(NOTHING, [table, ...name, ...columns.map(column => row[column] ?? null)]) }
}

/** What the event of a story keeps of the settings that hold in it alone. Pure. */
export const sumOfSettings = (settings_json: string | null): string => linked(NOTHING, [settings_json])

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
    // Decisions from before there were labels keep their sums.
    ...(row.label === null ? [] : [row.label]),
  ])
