import { type AccountAtDesk, type AccountRow, type Accounts, CHECKS, type Stage } from '@parley/contract/accounts.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { notesOn } from '../cases/notes.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { iso } from '../comments/queries.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { shown } from './face.ts'
import { likenessOf } from './likeness.ts'
import { consentIn, contactFieldsOf } from './own.ts'
import { type AccountRow as Kept, type Key, photosOf, toldIn } from './queries.ts'

const PAGE = 50
/** So many accounts of the same days are held against one another. */
const LOOKED_AT = 300
const DAY = 86_400_000

/** Where an account stands: what was removed under a house rule is declined, whatever it was before. */
const stage = sql<Stage>`case when c.state = 'removed' then 'declined' else a.stage end`

const atDesk = (db: Reading, site: string) =>
  db
    .selectFrom('accounts as a')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'a.site').onRef('c.story', '=', 'a.story').onRef('c.id', '=', 'a.id'),
    )
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'a.site').onRef('s.id', '=', 'a.story'))
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'a.site').onRef('r.id', '=', 'a.reader'))
    .leftJoin('cases as k', join =>
      join.onRef('k.site', '=', 'c.site').onRef('k.story', '=', 'c.story').onRef('k.comment', '=', 'c.id'),
    )
    .leftJoin('readers as w', join => join.onRef('w.site', '=', 'k.site').onRef('w.id', '=', 'k.assigned_to'))
    .selectAll('a')
    .select(['c.text', 'c.state', 'c.posted_at', 'c.verdict_json', 's.url', 's.title', 'r.name'])
    .select(['w.id as worker', 'w.name as worker_name', stage.as('stands')])
    .where('a.site', '=', site)
    // Of what is withdrawn or erased nothing is left here.
    .where('c.state', 'in', ['held', 'shown', 'collapsed', 'removed'])

type Found = Awaited<ReturnType<ReturnType<typeof atDesk>['execute']>>[number]

/** Accounts at a stage, over all stories or of one; with how many are at each. Throws Refusal: story.not-allowed, cursor.invalid. */
export async function accountsAtDesk(
  app: App,
  { stage: wanted = 'received', story, after = null }: { stage?: Stage; story?: string; after?: string | null },
): Promise<Accounts> {
  const { site } = app.config
  const db = app.db.read
  if (after !== null && !/^c_[0-9a-z]{10,30}$/.test(after)) throw new Refusal('cursor.invalid')
  const known = story ? await storyByUrl(db, site, canonicalUrl(app.config, story)) : undefined
  const settled = wanted === 'published' || wanted === 'declined'
  let query = atDesk(db, site)
    .where(stage, '=', wanted)
    .orderBy('a.id', settled ? 'desc' : 'asc')
    .limit(PAGE + 1)
  if (story) query = query.where('a.story', '=', known?.id ?? '')
  if (after) query = query.where('a.id', settled ? '<' : '>', after)
  const rows = await query.execute()
  const page = rows.slice(0, PAGE)
  return {
    accounts: await rowsOf(app, page),
    next: rows.length > PAGE ? page.at(-1)!.id : null,
    counts: await countsAtDesk(db, site),
  }
}

/** How many accounts are at each stage. */
export async function countsAtDesk(db: Reading, site: string): Promise<Record<Stage, number>> {
  const found = await db
    .selectFrom('accounts as a')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'a.site').onRef('c.story', '=', 'a.story').onRef('c.id', '=', 'a.id'),
    )
    .select([stage.as('stands'), eb => eb.fn.countAll<number>().as('n')])
    .where('a.site', '=', site)
    .where('c.state', 'in', ['held', 'shown', 'collapsed', 'removed'])
    .groupBy(stage)
    .execute()
  const none = { received: 0, contacted: 0, corroborated: 0, published: 0, declined: 0 }
  return Object.assign(none, Object.fromEntries(found.map(({ stands, n }) => [stands, Number(n)])))
}

async function rowsOf(app: App, rows: readonly Found[]): Promise<AccountRow[]> {
  if (!rows.length) return []
  const db = app.db.read
  const photos = await photosOf(db, app.config.site, rows)
  const below = (table: 'account_checks' | 'account_tasks') =>
    db
      .selectFrom(table)
      .select('account')
      .where('site', '=', app.config.site)
      .where('story', 'in', [...new Set(rows.map(row => row.story))])
      .where(
        'account',
        'in',
        rows.map(({ id }) => id),
      )
  const counted = async (query: ReturnType<typeof below>) => {
    const found = await query
      .select(eb => eb.fn.countAll<number>().as('n'))
      .groupBy('account')
      .execute()
    return new Map(found.map(({ account, n }) => [account, Number(n)]))
  }
  const checked = await counted(below('account_checks').where('done', '=', 1))
  const tasks = await counted(below('account_tasks').where('done_at', 'is', null))
  return rows.map(row => ({
    id: row.id,
    caseId: caseIdOf(row.id),
    story: { url: row.url, title: row.title },
    ...toldIn(row),
    text: row.text,
    at: iso(row.posted_at),
    state: row.state,
    stage: row.stands,
    since: iso(row.stage_at),
    verified: row.verified === 1,
    reader: { id: row.reader, name: row.name },
    consent: consentIn(row),
    photos: photos.get(row.id)?.length ?? 0,
    contact: contactFieldsOf(row),
    checked: checked.get(row.id) ?? 0,
    tasks: tasks.get(row.id) ?? 0,
    assignedTo: row.worker === null ? null : { id: row.worker, name: row.worker_name! },
    findings: toldVerdict(app.config.language, JSON.parse(row.verdict_json) as KeptVerdict, 'desk').findings.map(
      ({ rule, message }) => ({ rule, message }),
    ),
  }))
}

/** One account with all that the desk keeps of it. Throws Refusal('account.unknown'). */
export async function accountAtDesk(app: App, id: string): Promise<AccountAtDesk> {
  const { site } = app.config
  const db = app.db.read
  const found = await atDesk(db, site).where('a.id', '=', id).executeTakeFirst()
  if (!found) throw new Refusal('account.unknown')
  const [row] = await rowsOf(app, [found])
  const photos = (await photosOf(db, site, [found])).get(id) ?? []
  const { n } = await db
    .selectFrom('timeline')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('site', '=', site)
    .where('story', '=', found.story)
    .where('account', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    ...row!,
    photos: photos.map(one => ({
      ...shown(one),
      url: `/v1/desk/accounts/${id}/photos/${one.no}`,
      original: one.original_bytes !== null,
      bytes: one.original_bytes,
    })),
    checklist: await checklistOf(db, found),
    tasks: await tasksOf(db, found),
    notes: await notesOn(db, site, caseIdOf(id)),
    steps: (await named(db, 'account_steps', found)).map(({ stage, verified, reason, by_name, at }) => ({
      stage,
      verified: verified === 1,
      reason,
      by: by_name ?? '',
      at: iso(at),
    })),
    looks: (await named(db, 'account_looks', found)).map(({ what, photo, by_name, at }) => ({
      by: by_name ?? '',
      at: iso(at),
      what,
      photo,
    })),
    duplicates: await duplicatesOf(app, found),
    inTimeline: Number(n),
  }
}

/** Rows below an account with the name of whoever made them, in their order. */
const named = <T extends 'account_steps' | 'account_looks' | 'account_tasks'>(db: Reading, table: T, of: Key) =>
  db
    .selectFrom(`${table as 'account_steps'} as b`)
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'b.site').onRef('r.id', '=', 'b.by'))
    .selectAll('b')
    .select('r.name as by_name')
    .where('b.site', '=', of.site)
    .where('b.story', '=', of.story)
    .where('b.account', '=', of.id)
    .orderBy('b.no')
    .execute() as unknown as Promise<(Selectable<Tables[T]> & { by_name: string | null })[]>

async function checklistOf(db: Reading, { site, story, id }: Key): Promise<AccountAtDesk['checklist']> {
  const rows = await db
    .selectFrom('account_checks as b')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'b.site').onRef('r.id', '=', 'b.by'))
    .selectAll('b')
    .select('r.name as by_name')
    .where('b.site', '=', site)
    .where('b.story', '=', story)
    .where('b.account', '=', id)
    .execute()
  const by = new Map(rows.map(row => [row.item, row]))
  return CHECKS.map(item => {
    const row = by.get(item)
    return {
      item,
      done: row?.done === 1,
      note: row?.note ?? '',
      by: row?.by_name ?? null,
      at: row ? iso(row.at) : null,
    }
  })
}

async function tasksOf(db: Reading, of: Key): Promise<AccountAtDesk['tasks']> {
  const rows = await named(db, 'account_tasks', of)
  const doers = rows.flatMap(({ done_by }) => done_by ?? [])
  const names = doers.length
    ? await db
        .selectFrom('readers')
        .select(['id', 'name'])
        .where('site', '=', of.site)
        .where('id', 'in', doers)
        .execute()
    : []
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return rows.map(({ no, text, by_name, at, done_by, done_at }) => ({
    no,
    text,
    by: by_name ?? '',
    at: iso(at),
    done: done_at === null ? null : { by: nameOf.get(done_by ?? '') ?? '', at: iso(done_at) },
  }))
}

/** Other accounts, under this story or another, that may be of the same place and time; the nearest in time first. */
async function duplicatesOf(app: App, of: Kept): Promise<AccountAtDesk['duplicates']> {
  const day = (moment: string, days: number) =>
    new Date(Date.parse(`${moment.slice(0, 10)}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
  const rows = await atDesk(app.db.read, of.site)
    .where('a.id', '<>', of.id)
    .where('a.when_from', '>=', day(of.when_from, -1))
    .where('a.when_from', '<', day(of.when_to ?? of.when_from, 2))
    .orderBy('a.when_from')
    .limit(LOOKED_AT)
    .execute()
  return rows
    .flatMap(row => {
      const likeness = likenessOf(of, row)
      return likeness ? [{ row, likeness }] : []
    })
    .toSorted((a, b) => (a.likeness.minutes ?? 0) - (b.likeness.minutes ?? 0))
    .slice(0, 20)
    .map(({ row, likeness }) => ({
      id: row.id,
      story: { url: row.url, title: row.title },
      stage: row.stands,
      reader: { id: row.reader, name: row.name },
      text: row.text,
      ...likeness,
      sameReader: row.reader === of.reader,
    }))
}
