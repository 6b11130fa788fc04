import type { Act, State } from '@parley/contract/schemas.ts'

/** What may be done to a comment’s author, as it is now. */
export interface Standing {
  suspendedUntil: number | null
  bannedAt: number | null
  /** So many of the next comments wait for a person. */
  reviewedPosts: number
}

interface Kind {
  on: 'comment' | 'author' | 'appeal' | 'decision' | 'case'
  /** It takes something away: it needs a ground and a reason, and its author gets a statement. */
  restricts: boolean
}

export const ACT: Readonly<Record<Act, Kind>> = {
  show: { on: 'comment', restricts: false },
  collapse: { on: 'comment', restricts: true },
  remove: { on: 'comment', restricts: true },
  warn: { on: 'author', restricts: true },
  review: { on: 'author', restricts: true },
  suspend: { on: 'author', restricts: true },
  ban: { on: 'author', restricts: true },
  lift: { on: 'author', restricts: false },
  uphold: { on: 'appeal', restricts: false },
  escalate: { on: 'case', restricts: false },
  undo: { on: 'decision', restricts: false },
}

const DAY = 86_400_000

/** The standing that a decision leads to. Pure. */
export function standingAfter(
  before: Standing,
  { act, days, posts, at }: { act: Act; days: number | null; posts: number | null; at: number },
): Standing {
  switch (act) {
    case 'review':
      return { ...before, reviewedPosts: Math.max(before.reviewedPosts, posts ?? 0) }
    case 'suspend':
      return { ...before, suspendedUntil: Math.max(before.suspendedUntil ?? 0, at + (days ?? 0) * DAY) }
    case 'ban':
      return { ...before, bannedAt: before.bannedAt ?? at }
    case 'lift':
      return { suspendedUntil: null, bannedAt: null, reviewedPosts: 0 }
    default:
      return before
  }
}

/** The state that a decision leads to; what its author has withdrawn, or what was erased, stays so. Pure. */
export function stateAfter(state: State, act: Act): State {
  if (state === 'withdrawn' || state === 'erased' || ACT[act].on !== 'comment') return state
  return act === 'show' ? 'shown' : act === 'collapse' ? 'collapsed' : 'removed'
}
