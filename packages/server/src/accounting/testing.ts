import type { Act, Ground } from '@parley/contract/schemas.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import type { Insertable } from 'kysely'
import { iso } from '../comments/queries.ts'
import { idAt } from '../db/ids.ts'
import type { Db } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { ACT, stateAfter } from '../decisions/acts.ts'
import type { Body } from '../decisions/statements.ts'

/** Set-up for tests of the accounts: a year of comments, reports, decisions, statements and objections, by rows, the same for the same number. */
const SITE = 'default'
const DAY = 86_400_000
const STORY = 's_0year000000'
const PEOPLE = 40

type Rows = {
  [T in 'comments' | 'reports' | 'decisions' | 'statements' | 'appeals' | 'examples']: Insertable<Tables[T]>[]
}

const ACTS: readonly Act[] = [
  'remove',
  'remove',
  'remove',
  'collapse',
  'label',
  'hold',
  'warn',
  'review',
  'suspend',
  'ban',
  'show',
  'show',
  'show',
  'pause-reports',
]
const GROUNDS: readonly Ground[] = ['nice', 'nice', 'clean', 'spam', 'threats', 'truth', 'illegal']
const FACTS = [
  'It degrades people for where they come from.',
  'It calls “a bloody fool” whoever signed it; write to me@paper.example or +49 30 1234567.',
  'An advertisement, sent by @seller for www.cheap.example.',
  'It threatens Reader 7 with harm.',
]

/** A generator of numbers from 0 to below `under`; the same seed always gives the same. */
export function dice(seed: number): (under: number) => number {
  let state = seed
  return under => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * under)
  }
}

/** `n` comments of a year, a second apart at the least, each decided on; about half of them were reported. */
export async function seedYear(db: Db, year: number, n: number): Promise<Rows> {
  const start = Date.UTC(year, 0, 1)
  const roll = dice(year)
  const rows: Rows = { comments: [], reports: [], decisions: [], statements: [], appeals: [], examples: [] }
  const readers = Array.from({ length: PEOPLE }, (_, i) => ({
    site: SITE,
    id: `r_0reader${String(i).padStart(4, '0')}`,
    subject: `sso:${i}`,
    email: null,
    name: `Reader ${i}`,
    skeleton: `reader ${i}`,
    role: i < 3 ? ('moderator' as const) : ('reader' as const),
    created_at: start - DAY,
    banned_at: null,
  }))
  for (let i = 0; i < n; i++) seedOne(i)

  function seedOne(i: number) {
    const at = start + Math.floor((i / n) * 364 * DAY) + roll(1000)
    const id = idAt('c', at)
    const author = readers[3 + roll(PEOPLE - 3)]!.id
    const key = { site: SITE, story: STORY, comment: id, case_id: `k_${id.slice(2)}` }
    const act = ACTS[roll(ACTS.length)]!
    const onReporter = ACT[act].on === 'reporter'
    const ground = ACT[act].restricts && !onReporter ? GROUNDS[roll(GROUNDS.length)]! : null
    const reported = roll(2) === 1
    const notice = reported && roll(3) === 0
    const decidedAt = at + 60_000 + roll(3 * DAY)
    const detected = roll(3) === 0 && ground !== null
    const language = ['en', 'de', null][roll(3)]!
    const explanation = FACTS[roll(FACTS.length)]!
    const law = ground === 'illegal' ? '§ 130 StGB' : null
    const verdict = { outcome: 'show', findings: [], language, engine: '1.0' }
    rows.comments.push({
      site: SITE,
      story: STORY,
      id,
      root: null,
      parent: null,
      depth: 0,
      reader: author,
      kind: 'comment',
      text: `Whoever signed it is a bloody fool, and Hanna Weber knows it well, number ${i}.`,
      state: stateAfter('shown', act),
      posted_at: at,
      edited_at: null,
      revision: 1,
      respects: 0,
      reply_count: 0,
      verdict_json: JSON.stringify(verdict),
      nudged_at: null,
      reviewed_at: decidedAt,
      decision_json: null,
      imported_from: null,
    })
    const decision = {
      ...key,
      id: idAt('d', decidedAt),
      act,
      ground,
      rule_version: 1,
      explanation,
      by: readers[roll(3)]!.id,
      automated: Number(roll(20) === 0 || act === 'hold'),
      at: decidedAt,
      reader: author,
      law,
      days: act === 'suspend' || act === 'pause-reports' ? 7 : null,
      posts: act === 'review' ? 5 : null,
      detected: Number(detected),
      source: notice ? ('notice' as const) : reported ? ('report' as const) : ('own' as const),
      waited: decidedAt - at,
      engine: detected ? '1.0' : null,
      reverses: null,
    }
    rows.decisions.push(decision)
    if (reported) {
      const open = roll(10) === 0
      rows.reports.push({
        ...key,
        id: idAt('p', at + 1000),
        reference: `R-${i}`,
        ground: notice ? 'illegal' : GROUNDS[roll(GROUNDS.length - 1)]!,
        explanation: '',
        law: notice ? 'a law' : null,
        reader: readers[roll(PEOPLE)]!.id,
        name: null,
        email: null,
        at: at + 1000,
        decision: open ? null : decision.id,
        outcome: open ? null : ACT[act].restricts ? 'upheld' : 'refused',
        decided_at: open ? null : decidedAt,
      })
    }
    if (detected || roll(4) === 0)
      rows.examples.push({
        site: SITE,
        id: idAt('x', decidedAt),
        story: STORY,
        comment: id,
        revision: 1,
        text: null,
        language,
        rule: 'nice',
        head: 'insult',
        label: ACT[act].restricts ? 1 : 0,
        score: roll(101) / 100,
        asked: detected ? 'hold' : 'show',
        source: 'decision',
        engine: '1.0',
        by: decision.by,
        at: decidedAt,
      })
    if (!ACT[act].restricts) return
    const no = rows.statements.length + 1
    const rule = HOUSE_RULES.find(one => one.id === ground)
    const body: Body = {
      act,
      label: act === 'label' ? 'Disputed claim' : null,
      territory: [],
      until: decision.days === null ? null : iso(decidedAt + decision.days * DAY),
      posts: decision.posts,
      rule: rule ? { id: rule.id, version: rule.version, title: rule.title, text: rule.text } : null,
      law,
      facts: explanation,
      source: decision.source,
      automated: { detection: detected, decision: decision.automated === 1, engine: decision.engine },
      story: { title: 'A story', url: 'https://paper.example/year' },
      comment: { id, postedAt: iso(at), revision: 1 },
    }
    rows.statements.push({
      site: SITE,
      no,
      story: STORY,
      comment: id,
      decision: decision.id,
      reader: author,
      body_json: JSON.stringify(body),
      at: decidedAt,
    })
    if (roll(6) === 0) objected({ key, no, decision })
  }

  function objected({
    key,
    no,
    decision,
  }: {
    key: { site: string; story: string; comment: string; case_id: string }
    no: number
    decision: { id: string; at: number; by: string; reader: string }
  }) {
    const at = decision.at + DAY
    const outcome = (['upheld', 'reversed', null] as const)[roll(3)]!
    const settledAt = at + roll(5 * DAY)
    const settling = { ...decision, ...key, id: idAt('d', settledAt), at: settledAt, by: readers[roll(3)]!.id }
    if (outcome)
      rows.decisions.push({
        ...key,
        id: settling.id,
        act: outcome === 'reversed' ? 'show' : 'uphold',
        ground: null,
        rule_version: null,
        explanation: 'Looked at again.',
        by: settling.by,
        automated: 0,
        at: settledAt,
        reader: decision.reader,
        law: null,
        days: null,
        posts: null,
        detected: 0,
        source: 'own',
        waited: settledAt - at,
        engine: null,
        reverses: outcome === 'reversed' ? decision.id : null,
      })
    rows.appeals.push({
      ...key,
      id: idAt('a', at),
      decision: decision.id,
      side: 'author',
      statement: no,
      report: null,
      reader: decision.reader,
      text: 'No.',
      at,
      decided_at: outcome ? settledAt : null,
      outcome,
      deciding: outcome ? settling.id : null,
    })
  }

  const story = {
    site: SITE,
    id: STORY,
    url: 'https://paper.example/year',
    title: 'A story',
    seq: 0,
    count: 0,
    created_at: start,
    closed_at: null,
  }
  await db.tx(async tx => {
    await tx.insertInto('stories').values(story).execute()
    await tx.insertInto('readers').values(readers).execute()
    for (const table of Object.keys(rows) as (keyof Rows)[])
      for (let i = 0; i < rows[table].length; i += 200)
        await tx
          .insertInto(table)
          .values(rows[table].slice(i, i + 200) as never)
          .execute()
    for (let i = 0; i < n; i += 200)
      await tx
        .insertInto('revisions')
        .values(
          rows.comments.slice(i, i + 200).map(({ site, story, id, text, verdict_json, posted_at }) => ({
            site,
            story,
            comment: id,
            no: 1,
            text,
            verdict_json,
            at: posted_at,
          })),
        )
        .execute()
  })
  return rows
}
