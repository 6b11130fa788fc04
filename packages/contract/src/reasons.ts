/** The acts of which an author is told the reason, under a rule or a law. */
export const REASON_ACTS = ['remove', 'collapse', 'label', 'warn', 'review', 'suspend', 'ban'] as const
export type ReasonAct = (typeof REASON_ACTS)[number]

/** What is written under no rule: answers to an appeal (`stays`: to whoever reported), and to whoever reports without ground. */
export const ANSWERS = ['back', 'stands', 'stays', 'warn-reporter', 'pause-reports', 'lift-reporter'] as const
export type Answer = (typeof ANSWERS)[number]

/** What becomes of a template: `{words}` the marked words in quotes and brackets, or nothing; `{law}` the law that is named. */
export const placeholdersOf = (rule: string | null): readonly string[] =>
  rule === null ? [] : rule === 'illegal' ? ['words', 'law'] : ['words']

/** A place that only the moderator can fill: a text is not sent while it has one. */
export const GAP = /\[[^[\]{}]+\]/g

/** What is wrong with a template: no sentence in it, or something between braces or brackets that is none of ours. */
export type TemplateFault = { is: 'no-sentence' } | { is: 'unknown-placeholder'; placeholder: string }

/** What keeps a template from being used under a rule (null: under none); null where nothing does. Pure. */
export function faultIn(text: string, rule: string | null): TemplateFault | null {
  const known = placeholdersOf(rule)
  const rest = text.replace(GAP, '').replace(/\{(\w+)\}/g, (whole, name) => (known.includes(name) ? '' : whole))
  const [strange] = /\{[^{}]{0,40}\}?|\[[^[\]]{0,40}\]?|[}\]]/.exec(rest) ?? []
  if (strange !== undefined) return { is: 'unknown-placeholder', placeholder: strange }
  return /\p{L}/u.test(rest) ? null : { is: 'no-sentence' }
}
