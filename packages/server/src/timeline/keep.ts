import type { AddToTimeline, DecideOnTimeline, Source, Words } from '@parley/contract/timeline.ts'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { dayOf, detailOf, lineOf, sourceOf } from './clean.ts'
import { addSource, countShown, entryToChange, type Row, wordsOf } from './queries.ts'

/** So many entries and ties a story can show. */
const MOST = 200

/**
 * Adds an entry or a tie in the newsroom's name, with who says so. Answers its id.
 * Throws Refusal: story.not-allowed, request.invalid, timeline.day, timeline.source, timeline.link, timeline.account, timeline.full, text.empty.
 */
export async function addToTimeline(app: App, who: ReaderVisitor, added: AddToTimeline): Promise<string> {
  const { site } = app.config
  const url = canonicalUrl(app.config, added.story)
  const words = cleaned(given(added))
  const source = sourceOf(added.source)
  return app.db.tx(async tx => {
    const at = app.clock()
    const story = await storyToOpen(tx, { site, url, at })
    if (story.timeline >= MOST) throw new Refusal('timeline.full', { n: MOST })
    const row = {
      ...{ site, story: story.id, id: newId('t', at) },
      ...(await kept(app, tx, { words, story: story.id })),
      ...{ by: who.id, newsroom: 1, at, shown_at: at, closed_at: null, decided_by: who.id, reason: '' },
    }
    await tx.insertInto('timeline').values(row).execute()
    await addSource(tx, { site, story: story.id, entry: row.id, source, by: who.id, at })
    await countShown(tx, row, 1)
    await changed(tx, row, { entry: row.id, by: who.id, what: 'added' }, at)
    return row.id
  }, url)
}

/** Words it anew. Throws Refusal: timeline.unknown, request.invalid, timeline.day, timeline.link, timeline.account, text.empty. */
export async function rewordEntry(app: App, who: ReaderVisitor, { id, ...to }: { id: string } & Words): Promise<void> {
  const words = cleaned(to)
  await app.db.tx(async tx => {
    const row = await entryToChange(tx, app.config.site, id)
    if ('tie' in wordsOf(row) !== 'tie' in words) throw new Refusal('request.invalid', { reason: 'an entry is no tie' })
    await tx
      .updateTable('timeline')
      .set(await kept(app, tx, { words, story: row.story }))
      .where('site', '=', row.site)
      .where('story', '=', row.story)
      .where('id', '=', id)
      .execute()
    await changed(tx, row, { entry: id, by: who.id, what: 'reworded' }, app.clock())
  })
}

/** Says who else says so, and how sure it is now. What was said before stays to be read. Throws Refusal: timeline.unknown, timeline.source, timeline.day, text.empty. */
export async function addSaying(
  app: App,
  who: ReaderVisitor,
  { id, source }: { id: string; source: Source },
): Promise<void> {
  const said = sourceOf(source)
  await app.db.tx(async tx => {
    const at = app.clock()
    const { site, story } = await entryToChange(tx, app.config.site, id)
    await addSource(tx, { site, story, entry: id, source: said, by: who.id, at })
    await changed(tx, { site, story }, { entry: id, by: who.id, what: said.standing }, at)
  })
}

/**
 * Accepts or declines a reader's proposal, or takes out what is shown. Whoever proposed it is told by mail, with the reason.
 * Throws Refusal: timeline.unknown, timeline.decided, timeline.reason, timeline.full.
 */
export async function decideOnEntry(
  app: App,
  who: ReaderVisitor,
  { id, act, reason: said }: DecideOnTimeline & { id: string },
): Promise<void> {
  const reason = detailOf(said)
  if (act !== 'accept' && !reason) throw new Refusal('timeline.reason')
  const { site } = app.config
  await app.db.tx(async tx => {
    const at = app.clock()
    const row = await entryToChange(tx, site, id)
    const fits = row.closed_at === null && (act === 'retire') === (row.shown_at !== null)
    if (!fits) throw new Refusal('timeline.decided')
    if (act !== 'decline') await countShown(tx, row, act === 'accept' ? 1 : -1)
    const story = await tx
      .selectFrom('stories')
      .select(['url', 'title', 'timeline'])
      .where('site', '=', site)
      .where('id', '=', row.story)
      .executeTakeFirstOrThrow()
    if (act === 'accept' && story.timeline > MOST) throw new Refusal('timeline.full', { n: MOST })
    await tx
      .updateTable('timeline')
      .set({ ...(act === 'accept' ? { shown_at: at } : { closed_at: at }), decided_by: who.id, reason })
      .where('site', '=', site)
      .where('story', '=', row.story)
      .where('id', '=', id)
      .execute()
    if (!row.newsroom) await tellReader(app, tx, row, { act, reason, story })
    await changed(tx, row, { entry: id, by: who.id, what: act }, at)
  })
}

async function tellReader(
  app: App,
  tx: Tx,
  row: Row,
  { act, reason, story }: { act: DecideOnTimeline['act']; reason: string; story: { url: string; title: string } },
): Promise<void> {
  const reader = await tx
    .selectFrom('readers')
    .select('email')
    .where('site', '=', row.site)
    .where('id', '=', row.by)
    .executeTakeFirst()
  if (!reader?.email) return
  const words = wordsOf(row)
  const title = 'entry' in words ? words.entry.title : ''
  await enqueueMail(
    tx,
    app,
    reader.email,
    mailText(app, `proposal-${act}`, { title, reason, story: story.title, link: story.url }),
  )
}

const changed = (tx: Tx, { site, story }: Pick<Row, 'site' | 'story'>, data: Record<string, unknown>, at: number) =>
  record(tx, { kind: 'timeline.changed', site, story, data, at })

/** An entry or a tie, one of the two. Throws Refusal('request.invalid'). */
function given({ entry, tie }: Pick<AddToTimeline, 'entry' | 'tie'>): Words {
  if (entry && !tie) return { entry }
  if (tie && !entry) return { tie }
  throw new Refusal('request.invalid', { reason: 'either an entry or a tie' })
}

function cleaned(words: Words): Words {
  if ('tie' in words) {
    const { from, to, relation, since, until } = words.tie
    const tie = {
      from: lineOf(from),
      to: lineOf(to),
      relation,
      since: since && dayOf(since),
      until: until && dayOf(until),
    }
    if (tie.from === tie.to) throw new Refusal('timeline.tie')
    if (tie.since && tie.until && tie.until < tie.since) throw new Refusal('timeline.day', { day: tie.until })
    return { tie }
  }
  const { entry } = words
  return {
    entry: { ...entry, happened: dayOf(entry.happened), title: lineOf(entry.title), detail: detailOf(entry.detail) },
  }
}

/** The columns of an entry or tie. An earlier story is one of this newsroom, an account one of this discussion. */
async function kept(app: App, tx: Tx, { words, story }: { words: Words; story: string }) {
  const columns = { words_json: JSON.stringify(words), link: null as string | null, account: null as string | null }
  if ('tie' in words) return { ...columns, happened: words.tie.since ?? '' }
  const { happened, story: earlier, account } = words.entry
  if (earlier) {
    const linked = await storyByUrl(tx, app.config.site, canonicalUrl(app.config, earlier))
    if (!linked || linked.id === story) throw new Refusal('timeline.link')
    columns.link = linked.id
  }
  if (account) {
    const comment = await tx
      .selectFrom('comments')
      .select(['kind', 'state'])
      .where('site', '=', app.config.site)
      .where('story', '=', story)
      .where('id', '=', account)
      .executeTakeFirst()
    if (comment?.kind !== 'eyewitness' || comment.state !== 'shown') throw new Refusal('timeline.account')
    columns.account = account
  }
  return { ...columns, happened }
}
