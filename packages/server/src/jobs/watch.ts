import type { App } from '../app.ts'
import { invariants, type Stories } from '../db/invariants.ts'
import type { Db } from '../db/open.ts'
import { DUE_PROCESS } from '../decisions/invariants.ts'

const HOUR = 3600_000
/** No look is at more stories, or at more events of them, so that nobody notices it; stories with more events are left to the doctor. */
const MOST = { stories: 200, events: 5000 }

type Parts = Pick<App, 'config' | 'db' | 'log' | 'metrics'>

/**
 * Looks every hour whether what must hold at all times does (db/invariants.ts), of some stories at a time: from the newest back to the first, and again.
 * What does not is said in the log and in `parley_invariants_broken`. Source: reliability row R17.
 */
export class Watch {
  private readonly app: Parts
  private readonly timer: NodeJS.Timeout
  private looking: Promise<void> | null = null
  /** The last look was at this story; it goes on with older ones. */
  private before = '~'

  constructor(app: Parts) {
    this.app = app
    this.timer = setInterval(() => void this.look(), HOUR).unref()
  }

  /** Looks at the next stories. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.app.db
      .alone('invariants', () => this.lookAtNext())
      .catch(error => this.app.log.warn({ err: error }, 'it could not be looked whether all holds'))
      .finally(() => {
        this.looking = null
      })
    return this.looking
  }

  private async lookAtNext(): Promise<void> {
    const { config, db, log, metrics } = this.app
    const { stories, next } = await storiesBefore(db.read, config.site, this.before)
    this.before = next
    if (!stories) return
    const broken = await invariants(db.read, DUE_PROCESS, stories)
    metrics.invariantsBroken.set(broken.length)
    metrics.invariantsLooked.inc()
    for (const one of broken)
      log.error(one, 'what must hold at all times does not; “parley doctor” looks at everything')
    if (!broken.length) log.debug({ from: stories.from, to: stories.to }, 'what must hold at all times does')
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.looking
  }
}

/** Stories that come before one, as many as one look may be at, and where the next begins ('~': with the newest). */
async function storiesBefore(
  db: Db['read'],
  site: string,
  before: string,
): Promise<{ stories: Stories | null; next: string }> {
  const rows = await db
    .selectFrom('stories')
    .select(['id', 'seq'])
    .where('site', '=', site)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(MOST.stories)
    .execute()
  const first = rows.findIndex(({ seq }) => seq <= MOST.events)
  const taken: typeof rows = []
  let events = 0
  for (const row of first < 0 ? [] : rows.slice(first)) {
    events += row.seq
    if (events > MOST.events) break
    taken.push(row)
  }
  const last = (taken.length ? taken : rows).at(-1)
  const over = rows.length < MOST.stories && last === rows.at(-1)
  return {
    stories: taken.length ? { site, from: last!.id, to: taken[0]!.id } : null,
    next: over || !last ? '~' : last.id,
  }
}
