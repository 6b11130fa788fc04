import type { Outcome } from '@parley/contract/schemas.ts'
import type { Head } from '@parley/rules/heads.ts'
import type { RuleId } from '@parley/rules/house-rules.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { ExampleSource } from '../db/schema.ts'

/** What somebody has said of a text under one head. */
export interface Example {
  /** A revision of a comment, whose words stay where they are; or words from elsewhere, which are stored here. */
  about: { story: string; comment: string; revision: number } | { text: string }
  /** ISO 639-1; null where it was not known. */
  language: string | null
  rule: RuleId
  /** Null where a person saw a break of the rule and the engine saw nothing. */
  head: Head | null
  /** 1: a person says that the rule is broken; 0: that it is not. */
  label: 0 | 1
  /** What the engine gave the head then, 0…1; null where nothing was scored. */
  score: number | null
  /** What the engine’s finding asked for then; null where there was none. */
  asked: Outcome | null
  source: ExampleSource
  /** Version of the engine that judged. */
  engine: string | null
  /** Who says so: a staff member’s reader id, or the name of a client. */
  by: string
  /** Milliseconds since 1970, UTC. */
  at: number
}

/** Stores one labelled example. */
export async function insertExample(tx: Tx, site: string, { about, ...example }: Example): Promise<void> {
  const place = 'text' in about ? { story: null, comment: null, revision: null, ...about } : { ...about, text: null }
  await tx
    .insertInto('examples')
    .values({ site, id: newId('x', example.at), ...place, ...example })
    .execute()
}

/** Forgets what the desk has said of one version of a comment; a later decision takes its place. */
export async function forgetDecision(
  tx: Tx,
  { site, story, id, revision }: { site: string; story: string; id: string; revision: number },
): Promise<void> {
  await tx
    .deleteFrom('examples')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .where('revision', '=', revision)
    .where('source', '<>', 'suggestion')
    .execute()
}

/** Which examples are to be forgotten; what is not named is not asked for. */
export interface Forgetting {
  story?: string | undefined
  comment?: string | undefined
  /** Everything said of one reader’s comments. */
  reader?: string | undefined
  source?: ExampleSource | undefined
  /** Milliseconds since 1970, UTC. */
  before?: number | undefined
}

/** Forgets examples for good. Answers how many there were. */
export async function forgetExamples(tx: Tx, site: string, which: Forgetting): Promise<number> {
  let query = tx.deleteFrom('examples').where('site', '=', site)
  if (which.story) query = query.where('story', '=', which.story)
  if (which.comment) query = query.where('comment', '=', which.comment)
  if (which.reader)
    query = query.where(
      sql<boolean>`exists (select 1 from comments c where c.site = examples.site and c.story = examples.story
        and c.id = examples.comment and c.reader = ${which.reader})`,
    )
  if (which.source) query = query.where('source', '=', which.source)
  if (which.before !== undefined) query = query.where('at', '<', which.before)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export interface StoredExample extends Omit<Example, 'about'> {
  id: string
  comment: string | null
  revision: number | null
  text: string
}

/** Examples from a time on, oldest first, with their words. One whose comment was withdrawn or erased has no words any more, and is left out. */
export async function examplesSince(db: Reading, site: string, since: number): Promise<StoredExample[]> {
  return db
    .selectFrom('examples as x')
    .leftJoin('comments as c', join =>
      join.onRef('c.site', '=', 'x.site').onRef('c.story', '=', 'x.story').onRef('c.id', '=', 'x.comment'),
    )
    .leftJoin('revisions as v', join =>
      join
        .onRef('v.site', '=', 'x.site')
        .onRef('v.story', '=', 'x.story')
        .onRef('v.comment', '=', 'x.comment')
        .onRef('v.no', '=', 'x.revision'),
    )
    .where('x.site', '=', site)
    .where('x.at', '>=', since)
    .where(sql<boolean>`(x.text is not null or (v.text is not null and c.state not in ('withdrawn', 'erased')))`)
    .select([
      'x.id',
      'x.comment',
      'x.revision',
      'x.language',
      'x.rule',
      'x.head',
      'x.label',
      'x.score',
      'x.asked',
      'x.source',
      'x.engine',
      'x.by',
      'x.at',
    ])
    .select(sql<string>`coalesce(x.text, v.text)`.as('text'))
    .orderBy('x.at')
    .orderBy('x.id')
    .execute()
}
