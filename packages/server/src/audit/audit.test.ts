import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it, onTestFinished } from 'vitest'
import { audit } from '../cli/audit.ts'
import { runHere } from '../cli/testing.ts'
import { anchorOf, NOTHING, type Sealed, sealOf } from '../db/chain.ts'
import { connectSqlite, sqliteDialect } from '../db/dialect/sqlite.ts'
import { record, settle } from '../db/events.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { type Db, openDatabase, type Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { databaseIn, ON_POSTGRES, PAPER, type TestApp, testApp } from '../testing.ts'
import { headsOf, verify } from './verify.ts'

const SITE = 'default'
const STORIES = ['s_a', 's_b', 's_c']
const LENGTH = 6

const story = (id: string) => ({
  site: SITE,
  id,
  url: `https://paper.example/${id}`,
  title: id,
  seq: 0,
  count: 0,
  created_at: 1,
  closed_at: null,
})

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'parley-audit-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function write(db: Db, id: string, length = LENGTH) {
  for (let i = 0; i < length; i++)
    await db.tx(tx =>
      record(tx, { kind: 'respect.given', site: SITE, story: id, comment: `c_${i}`, data: { i }, at: 10 + i }),
    )
}

/** Three stories of six events each. */
async function newsroom() {
  const data = folder()
  const db = await openDatabase(await databaseIn(data))
  onTestFinished(() => db.close())
  for (const id of STORIES) {
    await db.tx(tx => tx.insertInto('stories').values(story(id)).execute())
    await write(db, id)
  }
  return { data, db }
}

const event = (tx: Tx, id: string, seq: number) => ({
  update: (set: Partial<Record<'kind' | 'data_json' | 'hash', string>> & { at?: number }) =>
    tx
      .updateTable('events')
      .set(set as object)
      .where('story', '=', id)
      .where('seq', '=', seq)
      .execute(),
  remove: () => tx.deleteFrom('events').where('story', '=', id).where('seq', '=', seq).execute(),
})

/** Seals a story anew from a number on, as somebody would who knows how. */
async function sealAnew(db: Db, id: string, from: number) {
  const rows = await db.read.selectFrom('events').selectAll().where('story', '=', id).orderBy('seq').execute()
  await db.tx(async tx => {
    let before = rows.find(({ seq }) => seq === from - 1)?.hash ?? NOTHING
    for (const row of rows.filter(({ seq }) => seq >= from)) {
      before = sealOf(before, row)
      await event(tx, id, row.seq).update({ hash: before })
    }
  })
}

const inserted = (tx: Tx, id: string, seq: number, hash = 'x') =>
  tx
    .insertInto('events')
    .values({ site: SITE, story: id, seq, kind: 'respect.given', comment: null, data_json: '{}', at: 99, hash })
    .execute()

describe('the log', () => {
  it('is whole as it is written, story by story', async () => {
    const { db } = await newsroom()
    const found = await verify(db.read, SITE)
    expect(found).toMatchObject({ ok: true, stories: 3, events: 18, anchor: { no: 3 }, broken: null })
    expect(await verify(db.read, 'another')).toMatchObject({ ok: true, stories: 0, events: 0 })
  })

  const PLANTED: [string, (tx: Tx) => Promise<unknown>, { story: string | null; no: number | null; what: string }][] = [
    [
      'a changed kind',
      tx => event(tx, 's_b', 3).update({ kind: 'respect.taken' }),
      { story: 's_b', no: 3, what: 'changed' },
    ],
    ['changed data', tx => event(tx, 's_b', 1).update({ data_json: '{}' }), { story: 's_b', no: 1, what: 'changed' }],
    ['a changed time', tx => event(tx, 's_c', 6).update({ at: 0 }), { story: 's_c', no: 6, what: 'changed' }],
    ['a changed seal', tx => event(tx, 's_a', 2).update({ hash: 'x' }), { story: 's_a', no: 2, what: 'changed' }],
    ['one removed', tx => event(tx, 's_b', 4).remove(), { story: 's_b', no: 4, what: 'removed' }],
    ['the last removed', tx => event(tx, 's_c', 6).remove(), { story: 's_c', no: 6, what: 'removed' }],
    ['the first removed', tx => event(tx, 's_a', 1).remove(), { story: 's_a', no: 1, what: 'removed' }],
    ['one put in', tx => inserted(tx, 's_b', 7), { story: 's_b', no: 7, what: 'changed' }],
    ['one put in before all', tx => inserted(tx, 's_b', 0), { story: 's_b', no: 0, what: 'inserted' }],
    ['a story put in', tx => inserted(tx, 's_bb', 1), { story: 's_bb', no: 1, what: 'unlisted' }],
    ['a story put in at the end', tx => inserted(tx, 's_z', 1), { story: 's_z', no: 1, what: 'unlisted' }],
    [
      'a whole story removed',
      async tx => {
        await tx.deleteFrom('events').where('story', '=', 's_b').execute()
        await tx.deleteFrom('stories').where('id', '=', 's_b').execute()
      },
      { story: 's_b', no: null, what: 'missing' },
    ],
    [
      'a whole story removed, and from the list too',
      async tx => {
        await tx.deleteFrom('events').where('story', '=', 's_b').execute()
        await tx.deleteFrom('stories').where('id', '=', 's_b').execute()
        await tx.deleteFrom('anchors').where('story', '=', 's_b').execute()
      },
      { story: null, no: 2, what: 'removed' },
    ],
    [
      'the last story removed, and from the list too',
      async tx => {
        await tx.deleteFrom('events').where('story', '=', 's_c').execute()
        await tx.deleteFrom('stories').where('id', '=', 's_c').execute()
        await tx.deleteFrom('anchors').where('story', '=', 's_c').execute()
      },
      { story: null, no: 3, what: 'removed' },
    ],
    [
      'a changed list of stories',
      tx => tx.updateTable('anchors').set({ at: 0 }).where('no', '=', 2).execute(),
      { story: null, no: 2, what: 'changed' },
    ],
  ]
  it.each(PLANTED)('names the first broken link: %s', async (_, plant, broken) => {
    const { db } = await newsroom()
    await db.tx(plant)
    expect(await verify(db.read, SITE)).toMatchObject({ ok: false, broken })
  })

  it('breaks at the next event where a changed one was sealed anew, and at the end where all were but the story counts on', async () => {
    const { db } = await newsroom()
    await db.tx(tx => event(tx, 's_b', 3).update({ data_json: '{}' }))
    const rows = await db.read.selectFrom('events').selectAll().where('story', '=', 's_b').orderBy('seq').execute()
    await db.tx(tx => event(tx, 's_b', 3).update({ hash: sealOf(rows[1]!.hash, rows[2]!) }))
    expect((await verify(db.read, SITE)).broken).toMatchObject({ story: 's_b', no: 4 })

    await db.tx(tx => inserted(tx, 's_a', 7))
    await sealAnew(db, 's_a', 7)
    expect((await verify(db.read, SITE)).broken).toMatchObject({ story: 's_a', no: 7, what: 'inserted' })
  })

  it('shows a rewritten chain where its heads were written down elsewhere, and only there', async () => {
    const { db } = await newsroom()
    const heads = await headsOf(db.read, SITE)
    await write(db, 's_b', 2)
    expect((await verify(db.read, SITE, heads)).ok).toBe(true)
    await db.tx(tx => event(tx, 's_b', 5).update({ data_json: '{"i":"another"}' }))
    await sealAnew(db, 's_b', 5)
    expect((await verify(db.read, SITE)).ok).toBe(true)
    expect((await verify(db.read, SITE, heads)).broken).toMatchObject({ story: 's_b', no: 6, what: 'other' })
  })

  it('of a database from before is sealed as it is found', async () => {
    const file = join(folder(), 'parley.sqlite')
    const old = new Kysely<Tables>({ dialect: sqliteDialect(connectSqlite(file)) })
    const { error } = await new Migrator({ db: old, provider: { getMigrations: async () => MIGRATIONS } }).migrateTo(
      '0003-due-process',
    )
    expect(error).toBeUndefined()
    const EVENTS = 1200
    for (const id of STORIES) {
      await old
        .insertInto('stories')
        .values({ ...story(id), seq: EVENTS })
        .execute()
      for (let i = 0; i < EVENTS; i += 100)
        await old
          .insertInto('events')
          .values(
            Array.from({ length: 100 }, (_, k) => ({
              site: SITE,
              story: id,
              seq: i + k + 1,
              kind: 'respect.given' as const,
              comment: null,
              data_json: `{"i":${i + k}}`,
              at: 1000 + i + k,
            })),
          )
          .execute()
    }
    await old.destroy()
    const db = await openDatabase(file)
    onTestFinished(() => db.close())
    expect(await verify(db.read, SITE)).toMatchObject({ ok: true, stories: 3, events: 3 * EVENTS, anchor: { no: 3 } })
    await write(db, 's_b', 1)
    await db.tx(tx => tx.insertInto('stories').values(story('s_d')).execute())
    await write(db, 's_d', 1)
    expect(await verify(db.read, SITE)).toMatchObject({ ok: true, stories: 4, anchor: { no: 4 } })
    await db.tx(tx => event(tx, 's_a', 700).update({ data_json: '{}' }))
    expect((await verify(db.read, SITE)).broken).toMatchObject({ story: 's_a', no: 700, what: 'changed' })
  })
})

it.skipIf(ON_POSTGRES)('what is written while the log is read breaks nothing', async () => {
  const { data, db } = await newsroom()
  const other = connectSqlite(join(data, 'parley.sqlite'))
  onTestFinished(() => void other.close())
  /** Another process, between two queries: one more event, as `record` would write it. */
  function written() {
    const last = other.prepare(`select * from events where story = 's_c' order by seq desc limit 1`).get() as Sealed & {
      hash: string
    }
    const next = { ...last, seq: last.seq + 1 }
    other.prepare(`update stories set seq = seq + 1 where id = 's_c'`).run()
    other
      .prepare('insert into events values (@site, @story, @seq, @kind, @comment, @data_json, @at, @hash)')
      .run({ ...next, hash: sealOf(last.hash, next) })
  }
  const interrupted = db.read.withPlugin({
    transformQuery({ node }) {
      written()
      return node
    },
    transformResult: async ({ result }) => result,
  })
  expect(await verify(interrupted, SITE)).toMatchObject({ ok: true, broken: null })
  const after = await verify(db.read, SITE)
  expect(after).toMatchObject({ ok: true, broken: null })
  expect(after.events).toBeGreaterThan(18)
})

describe('parley audit', () => {
  it('verify says that the log is whole, and with status 1 where it is broken', async () => {
    const { data, db } = await newsroom()
    const whole = await runHere(data, audit, ['verify'])
    expect(whole).toMatchObject({ status: 0, out: expect.stringContaining('whole: 18 events of 3 stories') })
    await db.tx(tx => event(tx, 's_b', 3).remove())
    expect(await runHere(data, audit, ['verify'])).toMatchObject({
      status: 1,
      out: 'broken at story s_b, number 3: this event was taken out\n',
    })
    const { status, out } = await runHere(data, audit, ['verify', '--json'])
    expect(status).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ ok: false, broken: { story: 's_b', no: 3, what: 'removed' } })
    await db.tx(async tx => {
      await settle(tx, 'own_words', { site: SITE, no: 1, words_json: '[]', by: 'Edith', at: 1 })
      await tx.updateTable('own_words').set({ by: 'Eve' }).execute()
    })
    expect((await runHere(data, audit, ['verify'])).out).toBe(
      'broken at what the newsroom has settled, number 1: its row (own_words 1) was changed\n',
    )
  })

  it('heads are kept, and held against the log later', async () => {
    const { data, db } = await newsroom()
    const { out } = await runHere(data, audit, ['heads'])
    const file = join(data, 'heads.jsonl')
    writeFileSync(file, out)
    expect(await runHere(data, audit, ['verify', '--heads', file])).toMatchObject({ status: 0 })
    await db.tx(tx => event(tx, 's_c', 6).update({ data_json: '{}' }))
    await sealAnew(db, 's_c', 6)
    expect(await runHere(data, audit, ['verify', '--heads', file])).toMatchObject({
      status: 1,
      out: expect.stringContaining('story s_c, number 6'),
    })
    writeFileSync(file, 'not a head')
    expect(await runHere(data, audit, ['verify', '--heads', file])).toMatchObject({
      status: 1,
      said: expect.stringContaining('line 1'),
    })
  })
})

describe('what was decided', () => {
  async function decided(): Promise<{ t: TestApp; no: number; story: string }> {
    const t = await testApp()
    onTestFinished(() => t.close())
    const alice = await t.signIn('alice', { name: 'Alice Moreau' })
    const desk = await t.signIn('eve', { name: 'Eve', role: 'moderator' })
    const id = await alice.says('Words that degrade.')
    await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'remove', rule: 'nice', explanation: 'Why.' })
    const last = await t.app.db.read
      .selectFrom('events')
      .select(['seq', 'story'])
      .where('kind', '=', 'decision.made')
      .executeTakeFirstOrThrow()
    return { t, no: last.seq, story: last.story }
  }
  const found = (t: TestApp) => verify(t.app.db.read, SITE)

  it('is answered for by its event: who, what, which rule, why, and what its author was told', async () => {
    const { t, no, story } = await decided()
    expect((await found(t)).ok).toBe(true)
    for (const set of [
      { explanation: 'Another reason.' },
      { by: 'r_another' },
      { act: 'collapse' as const },
      { ground: 'clean' as const },
      { label: 'What readers never saw' },
    ]) {
      const before = await t.app.db.read.selectFrom('decisions').selectAll().executeTakeFirstOrThrow()
      await t.app.db.tx(tx => tx.updateTable('decisions').set(set).execute())
      expect((await found(t)).broken).toMatchObject({
        story,
        no,
        what: 'changed',
        said: expect.stringContaining(before.id),
      })
      await t.app.db.tx(tx => tx.updateTable('decisions').set(before).execute())
    }
    const statement = await t.app.db.read.selectFrom('statements').selectAll().executeTakeFirstOrThrow()
    await t.app.db.tx(tx => tx.updateTable('statements').set({ body_json: '{}' }).execute())
    expect((await found(t)).broken).toMatchObject({ story, no, said: 'its statement no. 1 was changed' })
    await t.app.db.tx(tx => tx.updateTable('statements').set(statement).execute())
    expect((await found(t)).ok).toBe(true)
    await t.app.db.tx(tx => tx.deleteFrom('decisions').execute())
    expect((await found(t)).broken).toMatchObject({ story, no, said: expect.stringContaining('taken out') })
  })
})

describe('what the newsroom has settled', () => {
  const NICE = { title: 'Be kind', text: 'As across a table.', after: 1 }
  const THREE = ['clean', 'threats', 'truth', 'spam', 'nice', 'kind'].map(id => ({ id, retired: id === 'spam' }))
  async function settled(): Promise<TestApp> {
    const t = await testApp()
    onTestFinished(() => t.close())
    const editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
    const put = async (path: string, body: object) => {
      expect((await editor.call('PUT', `/v1/desk/${path}`, body)).status).toBe(200)
    }
    await put('rules/nice', NICE)
    expect((await editor.post('/v1/desk/rules', { id: 'kind', title: 'Kin', text: 'Kin.' })).status).toBe(201)
    await put('rules', { rules: THREE, after: 0 })
    await put('thresholds', { changes: { insult: { nudge: 0.3 } }, after: 0 })
    await put('words', { words: [{ patterns: 'toad', label: 'insult', severity: 1 }], after: 0 })
    await put('reasons', { templates: [{ rule: 'nice', act: 'warn', name: '', text: 'Please be kind.' }], after: 0 })
    await put('sections', { sections: [{ prefix: `${PAPER}/letters`, hold: 'all' }], after: 0 })
    await put('stories', { url: `${PAPER}/one`, settings: { hold: 'first' } })
    await put('stories', { url: `${PAPER}/two`, settings: { links: 1 } })
    await put('stories', { url: `${PAPER}/two`, settings: null })
    return t
  }
  const found = (t: TestApp) => verify(t.app.db.read, SITE)
  const tables = ['house_rules', 'rule_lists', 'thresholds', 'own_words', 'reasons', 'sections'] as const

  it('is in a chain of its own, one event for each change; what was changed, taken out or put in afterwards is named', async () => {
    const t = await settled()
    expect(await found(t)).toMatchObject({ ok: true, settled: { no: 7 }, broken: null })
    const { db } = t.app
    for (const [no, table] of tables.entries()) {
      const row = (await db.read.selectFrom(table).selectAll().executeTakeFirstOrThrow()) as { at: number }
      const name = table === 'house_rules' ? `${table} nice 2` : `${table} 1`
      for (const what of ['changed', 'taken out'] as const) {
        await db.tx(async tx => {
          await tx
            .deleteFrom(table)
            .where('at', '=', row.at)
            .where('by', '=', 'Edith')
            .$if(no === 0, q => q.where('id' as never, '=', 'nice' as never))
            .execute()
          if (what === 'changed')
            await tx
              .insertInto(table)
              .values({ ...row, by: 'Eve' } as never)
              .execute()
        })
        expect((await found(t)).broken).toMatchObject({
          story: 'site',
          what: 'changed',
          said: `its row (${name}) was ${what}`,
        })
        await db.tx(async tx => {
          await tx.deleteFrom(table).where('by', '=', 'Eve').execute()
          await tx
            .insertInto(table)
            .values(row as never)
            .execute()
        })
      }
    }
    await db.tx(tx => tx.updateTable('house_rules').set({ text: 'Anything goes.' }).where('id', '=', 'nice').execute())
    expect((await found(t)).broken).toMatchObject({ no: 1, said: 'its row (house_rules nice 2) was changed' })
    await db.tx(tx => tx.updateTable('house_rules').set({ text: NICE.text }).where('id', '=', 'nice').execute())
    const put = { site: SITE, id: 'nice', version: 3, title: 'A', text: 'B', by: 'Edith', at: 9, category: null }
    await db.tx(tx => tx.insertInto('house_rules').values(put).execute())
    expect((await found(t)).broken).toMatchObject({ story: 'site', no: null, what: 'inserted' })
    await db.tx(tx => tx.deleteFrom('house_rules').where('version', '=', 3).execute())
    expect((await found(t)).ok).toBe(true)
  })

  it('of before is sealed as it is found, stories with settings too', async () => {
    const file = join(folder(), 'parley.sqlite')
    const old = new Kysely<Tables>({ dialect: sqliteDialect(connectSqlite(file)) })
    const { error } = await new Migrator({ db: old, provider: { getMigrations: async () => MIGRATIONS } }).migrateTo(
      '0009-plans',
    )
    expect(error).toBeUndefined()
    const by = { site: SITE, by: 'Edith' }
    await old
      .insertInto('own_words')
      .values({ ...by, no: 1, words_json: '[]', at: 5 })
      .execute()
    await old
      .insertInto('thresholds')
      .values({ ...by, no: 1, changes_json: '{}', engine: 'e', at: 3 })
      .execute()
    const worded = { ...by, id: 'nice', version: 2, title: 'Be kind', text: 'Kind.', at: 4 }
    await old
      .insertInto('house_rules')
      .values(worded as Tables['house_rules'])
      .execute()
    const { settings_json: _, ...plain } = { ...story('s_a'), settings_json: null }
    const event = {
      site: SITE,
      story: 's_a',
      seq: 1,
      kind: 'story.changed' as const,
      comment: null,
      data_json: '{}',
      at: 2,
    }
    await old
      .insertInto('stories')
      .values({ ...plain, seq: 1, settings_json: '{"links":1}' })
      .execute()
    await old
      .insertInto('events')
      .values({ ...event, hash: sealOf(NOTHING, event) })
      .execute()
    const anchor = { site: SITE, no: 1, story: 's_a', at: 2 }
    await old
      .insertInto('anchors')
      .values({ ...anchor, hash: anchorOf(NOTHING, anchor) })
      .execute()
    await old.insertInto('counters').values({ site: SITE, name: 'anchor', value: 1 }).execute()
    await old.destroy()
    const db = await openDatabase(file)
    onTestFinished(() => db.close())
    expect(await verify(db.read, SITE)).toMatchObject({ ok: true, broken: null, events: 2, settled: { no: 3 } })
    const kinds = await db.read.selectFrom('site_events').select('kind').orderBy('no').execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(['thresholds.changed', 'rule.worded', 'words.changed'])
    await db.tx(tx => settle(tx, 'own_words', { ...by, no: 2, words_json: '[]', at: 9 }))
    expect(await verify(db.read, SITE)).toMatchObject({ ok: true, settled: { no: 4 } })
    await db.tx(tx => tx.updateTable('thresholds').set({ engine: 'e2' }).execute())
    expect((await verify(db.read, SITE)).broken).toMatchObject({ no: 1, said: 'its row (thresholds 1) was changed' })
  })

  it.each([
    ['changed', 2, (tx: Tx) => tx.updateTable('site_events').set({ at: 0 }).where('no', '=', 2).execute()],
    ['removed', 3, (tx: Tx) => tx.deleteFrom('site_events').where('no', '=', 3).execute()],
    ['removed', 7, (tx: Tx) => tx.deleteFrom('site_events').where('no', '=', 7).execute()],
  ])('an event %s is named, no. %i', async (what, no, plant) => {
    const t = await settled()
    const heads = await headsOf(t.app.db.read, SITE)
    expect(heads[0]).toMatchObject({ story: 'site', seq: 7 })
    await t.app.db.tx(async tx => {
      await plant(tx)
    })
    expect((await found(t)).broken).toMatchObject({ story: 'site', no, what })
    expect((await verify(t.app.db.read, SITE, heads)).broken).toMatchObject({ story: 'site', no })
  })

  it('settings of a story are answered for by its own chain', async () => {
    const t = await settled()
    const { db } = t.app
    const stories = await db.read.selectFrom('stories').select(['id', 'url', 'seq']).orderBy('url').execute()
    for (const [story, json, no] of [
      [stories[0]!, '{"hold":"none"}', 1],
      [stories[0]!, null, 1],
      [stories[1]!, '{"links":9}', 2],
    ] as const) {
      const before = await db.read
        .selectFrom('stories')
        .select('settings_json')
        .where('id', '=', story.id)
        .executeTakeFirstOrThrow()
      await db.tx(tx => tx.updateTable('stories').set({ settings_json: json }).where('id', '=', story.id).execute())
      expect((await found(t)).broken).toMatchObject({ story: story.id, no, said: expect.stringContaining('settings') })
      await db.tx(tx => tx.updateTable('stories').set(before).where('id', '=', story.id).execute())
    }
    expect((await found(t)).ok).toBe(true)
  })
})
