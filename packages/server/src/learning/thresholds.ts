import type { Engine } from '@parley/rules/engine.ts'
import { HEADS, type Head, type Steps, type Thresholds } from '@parley/rules/heads.ts'
import { settle } from '../db/events.ts'
import type { Reading, Tx } from '../db/open.ts'

/** What a newsroom changes about the engine's steps: a number is a new step, null takes the step away, what is absent stays. */
export type Changes = Partial<Record<Head, { [step in keyof Steps]: number | null }>>

const STEPS = ['nudge', 'hold', 'refuse'] as const

/** The engine's steps with a newsroom's changes over them. Pure. */
export function overlay(own: Thresholds, changes: Changes): Thresholds {
  const result: Partial<Record<Head, Steps>> = { ...own }
  for (const head of HEADS) {
    if (!changes[head]) continue
    const steps = { ...own[head], ...changes[head] }
    result[head] = Object.fromEntries(Object.entries(steps).filter(([, from]) => from !== null))
  }
  return result
}

/**
 * Reads changes that somebody wants to apply over an engine's steps, and over what was changed before.
 * Throws an Error with a sentence: not an object of heads, a step that is none, a number outside 0…1, steps out of order
 * (nudge ≤ hold ≤ refuse), or threats that nobody would be held for.
 */
export function changesFrom(value: unknown, own: Thresholds, before: Changes = {}): Changes {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('the file holds no thresholds: it takes {"thresholds": {"insult": {"nudge": 0.6}}}')
  for (const [head, steps] of Object.entries(value)) {
    if (!HEADS.includes(head as Head)) throw new Error(`there is no head “${head}”; there are ${HEADS.join(', ')}`)
    if (typeof steps !== 'object' || steps === null) throw new Error(`${head} takes steps such as {"nudge": 0.6}`)
    for (const [step, from] of Object.entries(steps)) {
      if (!STEPS.includes(step as keyof Steps))
        throw new Error(`${head} has the step “${step}”; there are ${STEPS.join(', ')}`)
      if (from !== null && !(typeof from === 'number' && from >= 0 && from <= 1))
        throw new Error(`${head}.${step} takes a number from 0 to 1, or null for never`)
    }
  }
  const changes = value as Changes
  const result = overlay(overlay(own, before), changes)
  for (const [head, steps] of Object.entries(result)) {
    const set = STEPS.map(step => steps[step]).filter(from => from !== undefined)
    if (set.some((from, i) => i > 0 && from < set[i - 1]!))
      throw new Error(`the steps of ${head} must rise: nudge, hold, refuse (${set.join(', ')})`)
  }
  if (changes.threat && result.threat?.hold === undefined)
    throw new Error('what reads as a threat is always held for a person: threat needs a step “hold”')
  return changes
}

/** One entry of the log of thresholds. */
export interface Applied {
  no: number
  changes: Changes
  /** Version of the engine that they were meant for. */
  engine: string
  by: string
  at: number
}

/** Every entry of the log of thresholds, the last one first. */
export async function appliedThresholds(db: Reading, site: string, limit = 100): Promise<Applied[]> {
  const rows = await db
    .selectFrom('thresholds')
    .selectAll()
    .where('site', '=', site)
    .orderBy('no', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ no, changes_json, engine, by, at }) => ({ no, changes: JSON.parse(changes_json), engine, by, at }))
}

/** Adds an entry, which holds from now on. Answers it. */
export async function applyThresholds(tx: Tx, site: string, entry: Omit<Applied, 'no'>): Promise<Applied> {
  const [last] = await appliedThresholds(tx, site, 1)
  const applied = { no: (last?.no ?? 0) + 1, ...entry }
  const { no, changes, engine, by, at } = applied
  await settle(tx, 'thresholds', { site, no, changes_json: JSON.stringify(changes), engine, by, at })
  return applied
}

/** The steps that hold in a running server: the engine's, with the newsroom's last over them. */
export class NewsroomThresholds {
  current: Thresholds
  private readonly engine: Engine
  private readonly site: string

  constructor(engine: Engine, site: string) {
    this.engine = engine
    this.site = site
    this.current = engine.thresholds
  }

  /** Reads what holds now. */
  async refresh(db: Reading): Promise<void> {
    const [last] = await appliedThresholds(db, this.site, 1)
    this.current = last ? overlay(this.engine.thresholds, last.changes) : this.engine.thresholds
  }
}
