/** The stable id of a rule that is shipped: the form, the phases, the decision and the statement of reasons all refer to it. */
export type RuleId = 'clean' | 'threats' | 'truth' | 'nice' | 'spam'

/** One row of the newsroom’s rules. */
export interface HouseRule {
  /** A `RuleId`, or what the newsroom has called a rule of its own. */
  id: string
  /** Raised by one whenever title or text changes. */
  version: number
  title: string
  /** One plain sentence for the reader. */
  text: string
  /** False where no machine may ever give an opinion: nothing in this package reports against such a rule. */
  judgedByMachine: boolean
}

/** The rules that are shipped, as they stand before the newsroom rewords, orders or retires them. */
export const HOUSE_RULES: readonly (HouseRule & { id: RuleId })[] = [
  {
    id: 'clean',
    version: 1,
    title: 'Keep it clean',
    text: 'Leave out anything obscene, vulgar, lewd, racist or sexual.',
    judgedByMachine: true,
  },
  {
    id: 'threats',
    version: 1,
    title: 'Don’t threaten',
    text: 'Never threaten to harm another person, and never wish harm on anyone.',
    judgedByMachine: true,
  },
  {
    id: 'truth',
    version: 1,
    title: 'Be truthful',
    text: 'Don’t say anything about anyone or anything that you know to be false.',
    judgedByMachine: false,
  },
  {
    id: 'nice',
    version: 1,
    title: 'Be nice',
    text: 'Argue with what people say, and don’t degrade anyone for who they are: no insults, no racism, no sexism.',
    judgedByMachine: true,
  },
  {
    id: 'spam',
    version: 1,
    title: 'No advertising',
    text: 'Write to take part in the discussion, not to sell something or to lead readers elsewhere.',
    judgedByMachine: true,
  },
]
