import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectSqlite, type Handle } from '../db/dialect/sqlite.ts'
import { type Client, STORY, type TestApp, testApp } from '../testing.ts'

/**
 * What is asked of SQLite is answered by an index that knows more than the site, however small the site is now: nobody keeps statistics, so
 * the plan of today is the plan at a million comments. These may be read from their beginning, up to a limit:
 */
const IN_ORDER = [
  ...['comments_by_id', 'comments_unreviewed', 'comments_picked_anywhere', 'decisions_by_id', 'readers_staff'],
  ...['stories_by_latest', 'stories_may_be_closed', 'views_shared'],
  ...['notes_by_id', 'notes_waiting', 'notes_shown'],
]
/**
 * And of these all is wanted: the notices of something illegal that wait for an answer; the few systems that are told what happens; alarms about notes that nobody
 * has looked at; the one row of the last weighing; and, once an hour, how many read here.
 */
const WHOLE = [
  ...['reports_illegal', 'sqlite_autoindex_webhook_receivers_1'],
  ...['note_alarms_open', 'sqlite_autoindex_note_runs_1', 'sessions_by_reader'],
]

/** Every statement that was compiled since the start, each once. */
const asked = new Set<string>()
let handle: Handle
let t: TestApp
let desk: Client
let alice: Client
beforeAll(async () => {
  t = await testApp({
    env: { PARLEY_NOTES_AGE_DAYS: '0' },
    connect: file => {
      handle = connectSqlite(file)
      const prepare = handle.prepare.bind(handle)
      handle.prepare = ((text: string) => {
        asked.add(text)
        return prepare(text)
      }) as Handle['prepare']
      return handle
    },
  })
  // The start reads what there is of rules and migrations.
  asked.clear()
  desk = await t.signIn('desk', { role: 'editor' })
  alice = await t.signIn('alice')
})
afterAll(() => t.close())

/** A statement without what stands in quotes: a question mark there is no place for a value. */
const bare = (text: string) => text.replace(/'[^']*'/g, "''")

/** The steps of a plan that read a table, or all of a site in it, from end to end; or all that waits, once for each comment. */
function longReads(text: string): string[] {
  const wanted = Array.from(bare(text).matchAll(/\?/g), () => null)
  const steps = handle.prepare(`explain query plan ${text}`).all(...wanted) as { detail: string }[]
  const fine = [...WHOLE, ...(/ limit \+\?/.test(text) ? IN_ORDER : [])]
  return steps
    .map(({ detail }) => detail)
    .filter(
      (detail, i, all) =>
        /^SCAN (?!.*VIRTUAL TABLE|[a-z]$|CONSTANT|sqlite_master)|\(site=\?\)/.test(detail) ||
        (all[i - 1]?.startsWith('CORRELATED') && /\(site=\? AND \w+[<>]\?\)/.test(detail)),
    )
    .filter(detail => !fine.some(index => detail.includes(`INDEX ${index} `)))
}

/** What was asked until now, with what of it reads too much. */
function reads(): Record<string, string[]> {
  const statements = [...asked].filter(text => /^\s*(with|select|update|delete)/i.test(text))
  expect(statements.length).toBeGreaterThan(0)
  return Object.fromEntries(statements.map(text => [text, longReads(text)] as const).filter(([, bad]) => bad.length))
}

describe('no question reads more, the more there is', () => {
  it('of context notes: read, rated, on the desk’s lists', async () => {
    const comment = await alice.says('Words that are put into context')
    const bob = await t.signIn('bob')
    const story = `story=${encodeURIComponent(STORY)}`
    asked.clear()
    const { id } = (
      await bob.post('/v1/notes', {
        story: STORY,
        comment,
        claim: '',
        text: 'A number.',
        sources: ['https://a.example/'],
      })
    ).json.note
    const rating = { value: 'helpful', reasons: [] }
    const paths = [
      `/v1/notes?${story}`,
      `/v1/notes?${story}&comment=${comment}`,
      `/v1/notes/${id}`,
      `/v1/desk/notes/${id}`,
    ]
    for (const path of [...paths, `/v1/notes/mine?${story}`]) expect((await desk.get(path)).status, path).toBe(200)
    for (const list of ['waiting', 'alarms', 'shown', 'all'])
      for (const after of ['', `&after=${id}`])
        expect((await desk.get(`/v1/desk/notes?list=${list}${after}`)).status, list).toBe(200)
    expect((await alice.call('PUT', `/v1/notes/${id}/rating`, rating)).status).toBe(200)
    expect((await alice.call('DELETE', `/v1/notes/${id}/rating`)).status).toBe(200)
    await desk.post(`/v1/desk/notes/${id}/decisions`, { act: 'hide', reason: 'A reason.' })
    expect((await bob.get('/v1/me/comments')).status).toBe(200)
    expect(reads()).toEqual({})
  })

  it('of the desk’s lists, searches, cases and decisions', async () => {
    const id = await alice.says('Words that are reported')
    const at = `/v1/desk/cases/k_${id.slice(2)}`
    await (await t.signIn('bob')).post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    const { watching } = (await desk.get(at)).json
    for (const { id } of watching) expect((await desk.call('PUT', `/v1/desk/watches/${id}`)).status, id).toBe(200)
    for (const queue of ['watched', 'reported', 'held', 'appeals', 'threats', 'illegal', 'new', 'decided', 'all'])
      for (const more of ['', '&search=words', '&author=alice&rule=nice', '&story=talks', `&after=0~k_${id.slice(2)}`])
        expect((await desk.get(`/v1/desk/cases?queue=${queue}${more}`)).status, queue + more).toBe(200)
    const views = '/v1/desk/views'
    const view = { name: 'Mine', shared: true, queue: 'held' }
    const mine = (await desk.post(views, view)).json.id
    expect((await desk.call('PUT', `${views}/${mine}`, { ...view, shared: false })).status).toBe(200)
    expect((await desk.call('PUT', `/v1/desk/comments/${id}/featured`)).status).toBe(200)
    for (const more of ['', `?story=${encodeURIComponent(STORY)}`, `?after=${id}`])
      expect((await desk.get(`/v1/desk/worth${more}`)).status, more).toBe(200)
    expect((await desk.call('DELETE', `/v1/desk/comments/${id}/featured`)).status).toBe(200)
    const stories = ['', '?open=true', '?open=false', '?search=talks', '?search=tal', '?search=talks&open=true']
    const after = `?after=c_${id.slice(2)}~s_${id.slice(2)}`
    for (const more of [...stories, after, `${after}&open=false`])
      expect((await desk.get(`/v1/desk/stories${more}`)).status, more).toBe(200)
    for (const path of ['/v1/desk/queues', '/v1/desk/overview', '/v1/desk/colleagues', '/v1/desk/watches', views, at])
      expect((await desk.get(path)).status, path).toBe(200)
    expect((await desk.call('PUT', `${at}/claim`)).status).toBe(200)
    expect((await desk.post(`${at}/notes`, { text: 'A note.' })).status).toBe(201)
    expect((await desk.call('PUT', `${at}/assignment`, { to: desk.id })).status).toBe(200)
    const choice = { act: 'remove', rule: 'nice', explanation: 'A reason.' }
    expect((await desk.post('/v1/desk/decisions', { ids: [`k_${id.slice(2)}`], dryRun: true, ...choice })).status).toBe(
      200,
    )
    const made = await desk.post(`${at}/decisions`, choice)
    const objection = { text: 'Look again.' }
    expect((await alice.post(`/v1/statements/${made.json.statement.no}/appeals`, objection)).status).toBe(201)
    for (const path of [`/v1/desk/watches/${id}`, `${views}/${mine}`])
      expect((await desk.call('DELETE', path)).status, path).toBeLessThan(300)
    const other = await t.signIn('other', { role: 'moderator' })
    expect((await other.post(`${at}/decisions`, { act: 'show', explanation: 'All is well.' })).status).toBe(200)
    expect(reads()).toEqual({})
  })

  it('of what one watches: each is read where it lies in order, and none is looked for among all comments', async () => {
    const id = await alice.says('Words that are watched')
    for (const one of (await desk.get(`/v1/desk/cases/k_${id.slice(2)}`)).json.watching)
      expect((await desk.call('PUT', `/v1/desk/watches/${one.id}`)).status).toBe(200)
    for (const path of [
      '/v1/desk/queues',
      '/v1/desk/cases?queue=watched',
      `/v1/desk/cases?queue=watched&after=0~${id}`,
    ])
      expect((await desk.get(path)).status, path).toBe(200)
    const plans = [...asked]
      .filter(text =>
        ['select', '"c"."root" = +?', '"c"."reader" = +?', '"c"."story" = +?'].every(part => text.includes(part)),
      )
      .filter(text => !text.startsWith('explain'))
      .map(text => handle.prepare(`explain query plan ${text}`).all(...Array.from(text.matchAll(/\?/g), () => null)))
    // The count, the first page, the next one.
    expect(plans.length).toBeGreaterThanOrEqual(3)
    for (const plan of plans) {
      const said = JSON.stringify(plan)
      for (const index of ['comments_by_root (site=? AND root=?', 'comments_by_reader (site=? AND reader=?'])
        expect(said).toContain(index)
      expect(said).toContain('sqlite_autoindex_comments_1 (site=? AND story=?')
    }
  })

  it('of readers', async () => {
    const story = encodeURIComponent(STORY)
    const id = await alice.says('Words of hers')
    for (const path of [
      ...['newest', 'oldest', 'respected', 'common-ground'].map(sort => `/v1/comments?story=${story}&sort=${sort}`),
      ...['picked', 'questions', 'accounts'].map(only => `/v1/comments?story=${story}&only=${only}`),
      `/v1/comments?story=${story}&sort=newest&after=${id}`,
      `/v1/comments?story=${story}&sort=common-ground&after=-1~${id}`,
      `/v1/comments?story=${story}&only=questions&after=${id}`,
      `/v1/comments/${id}`,
      `/v1/comments/${id}/replies`,
      `/v1/counts?story=${story}`,
      '/v1/me/comments',
      '/v1/me/statements',
    ])
      expect((await alice.get(path)).status, path).toBe(200)
    const bob = await t.signIn('bob')
    expect((await bob.call('PUT', `/v1/comments/${id}/respect`)).status).toBe(200)
    expect((await bob.post('/v1/comments', { story: STORY, text: 'An answer', replyTo: id })).status).toBe(201)
    const { reference } = (await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })).json
    expect((await bob.get(`/v1/reports/${reference}`)).status).toBe(200)
    expect((await alice.call('PATCH', `/v1/comments/${id}`, { text: 'Other words of hers' })).status).toBe(200)
    expect((await alice.call('DELETE', `/v1/comments/${id}`)).status).toBe(204)
    expect(reads()).toEqual({})
  })

  it('and none is planned anew for what it is asked with: each value stands behind a plus', async () => {
    await alice.says('Words that are asked about')
    const withValues = [...asked].filter(text => text.includes('?'))
    expect(withValues.length).toBeGreaterThan(5)
    expect(withValues.filter(text => /(?<!\+)\?/.test(bare(text)))).toEqual([])
  })
})
