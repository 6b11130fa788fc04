import type { CaseView, Choice, DecidedMany, Ground } from '@parley/contract/schemas.ts'
import { ON_COMMENT } from '@parley/contract/values.ts'

/** What the desk's form decides; a threat to life has a way of its own. */
export type Made = Exclude<Choice, 'escalate'>

/** A decision in the making: the ground may still be open, then the sentence for the author. */
export interface Deciding {
  act: Made
  ground: Ground | null
  /** With `illegal`: which. */
  law: string
  /** What readers will see with the comment. */
  label: string
  /** Of a suspension. */
  days: number
  /** How many of the next comments wait for a person. */
  posts: number
  /** Which of the templates was begun from. */
  template: number
  text: string
  problem: string | null
  /** It is about all that are selected, not the case on the screen; `preview`: what would happen to each. */
  many: { preview: DecidedMany | null } | null
}

export const DAYS = 7
export const POSTS = 5

/** What a label may say. A moderator may write another. */
export const LABELS = ['Disputed claim', 'Graphic description', 'Harsh words', 'Off topic'] as const

const LABEL_UNDER: Readonly<Record<string, (typeof LABELS)[number]>> = {
  clean: 'Graphic description',
  threats: 'Graphic description',
  truth: 'Disputed claim',
  nice: 'Harsh words',
  spam: 'Off topic',
}

/** The label to begin from under a rule; '' where none suggests itself. */
export const labelUnder = (ground: Ground | null): string => LABEL_UNDER[ground ?? ''] ?? ''

const ON_AUTHOR: ReadonlySet<Made> = new Set(['warn', 'review', 'suspend', 'ban', 'lift'])
/** Acts about the author leave the comment as it is, and the case where it was. */
export const isOnAuthor = (act: Made): boolean => ON_AUTHOR.has(act)

const FREE: ReadonlySet<Made> = new Set(['show', 'lift', 'uphold'])

/** What must be there before an act can be sent: what restricts needs a ground and a reason, the answer to an appeal a reason. */
export function needs(act: Made, appealed: boolean): { ground: boolean; reason: boolean } {
  const ground = !FREE.has(act)
  return { ground, reason: ground || act === 'uphold' || appealed }
}

/** The act that takes back what an open appeal is against; null where that is a restriction to be chosen. */
export function reversalOf({ appeals, decisions }: Pick<CaseView, 'appeals' | 'decisions'>): 'show' | 'lift' | null {
  const [appeal] = appeals
  if (!appeal) return null
  const against = decisions.find(({ id }) => id === appeal.decision)?.act
  if (against === undefined || against === 'show') return null
  return (ON_COMMENT as readonly string[]).includes(against) ? 'show' : 'lift'
}

interface Words {
  /** Over the grounds: “Remove under”. */
  under: string
  /** On the button that sends. */
  send: string
  /** Over a selection: “Remove 3 comments”. */
  many: (comments: string) => string
}

export const ACT_WORDS: Record<Made, Words> = {
  show: { under: 'Take the decision back', send: 'Take it back and send', many: n => `Publish ${n}` },
  collapse: { under: 'Collapse under', send: 'Collapse and send', many: n => `Collapse ${n}` },
  label: { under: 'Label under', send: 'Label and send', many: n => `Label ${n}` },
  remove: { under: 'Remove under', send: 'Remove and send', many: n => `Remove ${n}` },
  warn: { under: 'Warn the author under', send: 'Warn', many: n => `Warn the authors of ${n}` },
  review: {
    under: 'Look at the author’s next comments first, under',
    send: 'Look first and send',
    many: n => `Look first at what comes next from the authors of ${n}`,
  },
  suspend: { under: 'Suspend the author under', send: 'Suspend and send', many: n => `Suspend the authors of ${n}` },
  ban: { under: 'Ban the author under', send: 'Ban and send', many: n => `Ban the authors of ${n}` },
  lift: { under: 'Lift what the author may not do', send: 'Lift and send', many: n => `Lift for the authors of ${n}` },
  uphold: { under: 'The decision stands', send: 'Let it stand and send', many: n => `Let stand ${n}` },
}

/** What has happened, as its author is told: the first line of the statement of reasons. */
export function effectOf({ act, days, posts, label }: Pick<Deciding, 'act' | 'days' | 'posts' | 'label'>): string {
  switch (act) {
    case 'collapse':
      return 'Your comment is collapsed: readers see it after one more click.'
    case 'label':
      return `Your comment has the label “${label || '…'}”, which readers see with it. It stays where it is, and everybody can read it.`
    case 'remove':
      return 'Your comment is removed.'
    case 'warn':
      return 'This is a warning. Your comment stays as it is.'
    case 'review':
      return posts === 1
        ? 'Your next comment waits until a moderator has read it.'
        : `Your next ${posts} comments wait until a moderator has read them.`
    case 'suspend':
      return days === 1 ? 'You cannot write comments for one day.' : `You cannot write comments for ${days} days.`
    case 'ban':
      return 'You cannot write comments here any more.'
    case 'uphold':
      return 'Someone who had not decided before has looked at the appeal. The decision stands.'
    default:
      return 'Someone who had not decided before has looked at the appeal. The decision is taken back.'
  }
}
