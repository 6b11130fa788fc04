import type { OwnProposal, ProposeEntry } from '@parley/contract/timeline.ts'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge, refusalAsked } from '../moderation/judge.ts'
import { storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { dayOf, detailOf, lineOf, sourceOf } from './clean.ts'
import { addSource, inHisWords, type Proposed, proposed } from './queries.ts'

/** So many proposals of one reader wait under one story. */
const WAITING = 5
/** So many of his proposals a reader sees. */
const OWN = 100

/**
 * A reader's proposal for the history behind a story. Nobody sees it before an editor has accepted it, so that what would be held is not held here,
 * only refused or sent back for another look.
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, timeline.day, timeline.source, timeline.many.
 */
export async function proposeEntry(app: App, who: ReaderVisitor, draft: ProposeEntry): Promise<OwnProposal> {
  const { site } = app.config
  const url = canonicalUrl(app.config, draft.story)
  const entry = { happened: dayOf(draft.happened), title: lineOf(draft.title), detail: detailOf(draft.detail) }
  const source = { ...sourceOf(draft.source), standing: 'reader' as const }
  const known = await storyByUrl(app.db.read, site, url)
  const judged = await judge(app, who, {
    sent: [entry.title, entry.detail, source.who].filter(Boolean).join('\n\n'),
    story: { url, ...known, open: app.rules.openness(known ?? { url }, app.clock()).open },
  })
  const refusal = refusalAsked(app, judged)
  if (refusal) throw refusal
  const id = await app.db.tx(async tx => {
    const at = app.clock()
    const story = await storyToOpen(tx, { site, url, at })
    const waiting = await tx
      .selectFrom('timeline')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('site', '=', site)
      .where('story', '=', story.id)
      .where('by', '=', who.id)
      .where('newsroom', '=', 0)
      .where('shown_at', 'is', null)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(waiting.n) >= WAITING) throw new Refusal('timeline.many', { n: WAITING })
    const row = {
      site,
      story: story.id,
      id: newId('t', at),
      happened: entry.happened,
      words_json: JSON.stringify({ entry: { ...entry, story: null, account: null } }),
      ...{ link: null, account: null, by: who.id, newsroom: 0, at },
      ...{ shown_at: null, closed_at: null, decided_by: null, reason: '' },
    }
    await tx.insertInto('timeline').values(row).execute()
    await addSource(tx, { site, story: story.id, entry: row.id, source, by: who.id, at })
    await record(tx, { kind: 'timeline.proposed', site, story: story.id, data: { entry: row.id }, at })
    return row.id
  }, url)
  return ownView(await proposed(app.db.read, site).where('t.id', '=', id).executeTakeFirstOrThrow())
}

/** What a reader has proposed, the latest first, and what has become of it. */
export async function ownProposals(app: Pick<App, 'db' | 'config'>, reader: string): Promise<OwnProposal[]> {
  const rows = await proposed(app.db.read, app.config.site)
    .where('t.by', '=', reader)
    .orderBy('t.id', 'desc')
    .limit(OWN)
    .execute()
  return rows.map(ownView)
}

function ownView(row: Proposed): OwnProposal {
  const shown = row.shown_at !== null
  const state = row.closed_at !== null ? (shown ? 'retired' : 'declined') : shown ? 'shown' : 'waiting'
  return { ...inHisWords(row), state, reason: row.closed_at === null ? null : row.reason }
}
