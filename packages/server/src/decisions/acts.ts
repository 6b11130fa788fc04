import type { Act, Ground, State } from '@parley/contract/schemas.ts'

/** What a reader may do, as far as decisions have narrowed it. */
export interface Standing {
  suspendedUntil: number | null
  bannedAt: number | null
  /** So many of the next comments wait for a person. */
  reviewedPosts: number
  /** Until when he may not report. */
  reportsPausedUntil: number | null
}

interface Kind {
  on: 'comment' | 'author' | 'reporter' | 'appeal' | 'decision' | 'case'
  /** It takes something away: it needs a ground and a reason, and whom it is about gets a statement. */
  restricts: boolean
}

export const ACT: Readonly<Record<Act, Kind>> = {
  show: { on: 'comment', restricts: false },
  collapse: { on: 'comment', restricts: true },
  label: { on: 'comment', restricts: true },
  remove: { on: 'comment', restricts: true },
  hold: { on: 'comment', restricts: true },
  warn: { on: 'author', restricts: true },
  review: { on: 'author', restricts: true },
  suspend: { on: 'author', restricts: true },
  ban: { on: 'author', restricts: true },
  lift: { on: 'author', restricts: false },
  uphold: { on: 'appeal', restricts: false },
  escalate: { on: 'case', restricts: false },
  undo: { on: 'decision', restricts: false },
  'warn-reporter': { on: 'reporter', restricts: true },
  'pause-reports': { on: 'reporter', restricts: true },
}

/** Stands in the place of a staff member's id where a program decided by the newsroom's settings. No reader's id looks like it. */
export const POLICY = 'policy'

const DAY = 86_400_000

/** A decision of a reader's history, as far as his standing depends on it; or a comment of his that waited because of one. */
export type Step =
  | { id: string; act: Act; days: number | null; posts: number | null; at: number; reverses: string | null }
  | 'waited'

/**
 * The standing that a reader's history leads to, oldest first: what was taken back counts as never made, unless the taking back was itself
 * taken back. A `lift` that takes back no decision by name ends all that were made about the author. Pure.
 */
export function standingFrom(history: readonly Step[]): Standing {
  const back = takenBack(history.filter(step => step !== 'waited'))
  let standing: Standing = FREE
  for (const step of history)
    if (step === 'waited') standing = { ...standing, reviewedPosts: Math.max(0, standing.reviewedPosts - 1) }
    else if (!back.has(step.id)) standing = standingAfter(standing, step)
  return standing
}

/** Which of these decisions, oldest first, are taken back. Pure. */
export function takenBack(decisions: readonly { id: string; reverses: string | null }[]): ReadonlySet<string> {
  const back = new Set<string>()
  for (const { id, reverses } of decisions.toReversed()) if (reverses !== null && !back.has(id)) back.add(reverses)
  return back
}

export const FREE: Standing = { suspendedUntil: null, bannedAt: null, reviewedPosts: 0, reportsPausedUntil: null }

/** The standing that one more decision leads to. Pure. */
export function standingAfter(
  before: Standing,
  {
    act,
    days,
    posts,
    at,
    reverses = null,
  }: Omit<Exclude<Step, 'waited'>, 'id' | 'reverses'> & { reverses?: string | null },
): Standing {
  const until = at + (days ?? 0) * DAY
  switch (act) {
    case 'review':
      return { ...before, reviewedPosts: Math.max(before.reviewedPosts, posts ?? 0) }
    case 'suspend':
      return { ...before, suspendedUntil: Math.max(before.suspendedUntil ?? 0, until) }
    case 'ban':
      return { ...before, bannedAt: before.bannedAt ?? at }
    case 'pause-reports':
      return { ...before, reportsPausedUntil: Math.max(before.reportsPausedUntil ?? 0, until) }
    case 'lift':
      return reverses === null ? { ...FREE, reportsPausedUntil: before.reportsPausedUntil } : before
    default:
      return before
  }
}

const GRAVITY: Partial<Record<Act, number>> = { show: 0, label: 1, collapse: 2, hold: 3, remove: 4 }

/** Does an act on a comment leave more of it than another did? Pure. */
export const isMilder = (act: Act, than: Act): boolean => (GRAVITY[act] ?? 0) < (GRAVITY[than] ?? 0)

/** The state that a decision leads to; what its author has withdrawn, or what was erased, stays so. Pure. */
export function stateAfter(state: State, act: Act): State {
  if (state === 'withdrawn' || state === 'erased') return state
  switch (act) {
    case 'show':
    case 'label':
      return 'shown'
    case 'collapse':
      return 'collapsed'
    case 'remove':
      return 'removed'
    case 'hold':
      return 'held'
    default:
      return state
  }
}

/** What everybody may know of a decision on a comment. */
export interface Told {
  act: Act
  rule: Ground | null
  /** ISO 8601. */
  at: string
  label?: string
}

/** The same, as it is kept with the comment: what holds of it is what the last decision on it says that nobody has taken back. Pure. */
export const toldOf = ({
  act,
  ground,
  at,
  label,
}: {
  act: Act
  ground: Ground | null
  at: number
  label: string | null
}): string =>
  JSON.stringify({
    act,
    rule: ground,
    at: new Date(at).toISOString(),
    ...(label !== null && { label }),
  } satisfies Told)

/** The label that readers see with a comment as long as it is shown, of what is kept with it; null where it has none. Pure. */
export const labelIn = (told: string | null): string | null =>
  told === null ? null : ((JSON.parse(told) as Told).label ?? null)
