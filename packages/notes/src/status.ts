import { candidateOf, type Measured } from './assess.ts'
import { type NotesConfig, V1 } from './config.ts'

export type NoteStatus = 'needs_more' | 'shown' | 'not_helpful'

export interface NoteState {
  status: NoteStatus
  /** Where it is on its way to: found in `runs` runs in a row, first at `since` (ms). */
  pending: { to: NoteStatus; runs: number; since: number } | null
  shownAt: number | null
  /** Shown for so long that nothing but an editor changes it any more. */
  settled: boolean
}

export const NEW_NOTE: NoteState = { status: 'needs_more', pending: null, shownAt: null, settled: false }

/**
 * One step of a note after one run (section 5, "Status machine"). A status is harder to get than to keep, and changes only when two
 * runs half an hour apart agree: display itself polarises later ratings, and nobody is served by a note that comes and goes. A shown
 * note goes at once where it has plainly lost one side.
 * @param now when the run was made, ms; runs come in the order of their times
 * @param m the note's numbers in this run. After a run that did not converge no step is made
 */
export function step(state: NoteState, now: number, m: Measured, config: NotesConfig = V1): NoteState {
  if (state.settled) return state
  const after = moved(state, now, m, config)
  const settled =
    after.status === 'shown' && after.pending === null && now - (after.shownAt ?? now) >= config.settleAfter
  return { ...after, settled }
}

function moved(state: NoteState, now: number, m: Measured, config: NotesConfig): NoteState {
  const to = target(state.status, m, config)
  if (to === state.status) return { ...state, pending: null }
  const pending =
    state.pending?.to === to ? { ...state.pending, runs: state.pending.runs + 1 } : { to, runs: 1, since: now }
  const { patience } = config
  const waited = pending.runs >= patience.runs && now - pending.since >= patience.time
  if (!waited && !(state.status === 'shown' && lostAtOnce(m, config))) return { ...state, pending }
  return { status: to, pending: null, shownAt: to === 'shown' ? now : null, settled: false }
}

function target(status: NoteStatus, m: Measured, config: NotesConfig): NoteStatus {
  const { show, exit } = config
  if (status === 'shown') {
    const kept =
      m.axis &&
      m.count >= show.ratings &&
      m.score !== null &&
      m.score >= exit.score &&
      Math.min(m.netLo, m.netHi) > exit.net
    return kept ? 'shown' : 'needs_more'
  }
  if (status === 'not_helpful') {
    const kept = m.count >= show.ratings && m.ucb !== null && m.ucb < exit.upper
    return kept ? 'not_helpful' : 'needs_more'
  }
  const candidate = candidateOf(m, config)
  return candidate === 'show' ? 'shown' : candidate
}

const lostAtOnce = (m: Measured, { show, exit }: NotesConfig) =>
  m.count < show.ratings || m.score === null || m.score < exit.scoreAtOnce
