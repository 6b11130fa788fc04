import type { CaseRow, CaseView, Decide, Queues, Reader, Site } from '@parley/contract/schemas.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, Refused } from './api.ts'
import { createDesk } from './desk.ts'

const ida: Reader = { id: 'r_1', name: 'Ida', role: 'moderator' }
const site: Site = {
  name: 'The Harbour Post',
  language: 'en',
  rules: [{ id: 'nice', version: 1, title: 'Be nice', text: '' }],
  textMax: 5000,
  editMinutes: 5,
  postAnyway: true,
  asksFrom: {},
}

/** A server with 120 held cases in memory. */
function newsroom() {
  const cases = new Map<string, CaseView>()
  for (let n = 1; n <= 120; n++) {
    const row: CaseRow = {
      id: `k_${String(n).padStart(3, '0')}`,
      commentId: `c_${n}`,
      queue: 'held',
      excerpt: `Comment ${n}`,
      state: 'held',
      kind: 'comment',
      authorName: `Reader ${n}`,
      storyTitle: 'A story',
      storyUrl: 'https://paper.example/a',
      postedAt: '2026-01-01T00:00:00Z',
      reports: 0,
      finding: null,
    }
    cases.set(row.id, {
      ...row,
      text: `Comment ${n}`,
      body: [],
      findings: [],
      parents: [],
      reportList: [],
      author: { id: 'r_2', name: row.authorName, since: row.postedAt, comments: 1, removed: 0, nudgedAndPosted: false },
      revisions: [],
      decisions: [],
      version: 1,
    })
  }
  const sent: { id: string; decision: Decide }[] = []
  const waiting = () => [...cases.values()].flatMap(found => (found.queue ? [{ ...found, queue: found.queue }] : []))
  /** Stores a decision as the server does. */
  function settle(id: string, by: string, { act, rule = null, explanation = '' }: Decide) {
    const found = cases.get(id)!
    const decision = {
      id: `d_${sent.length + 1}`,
      act,
      rule,
      explanation,
      by,
      at: '2026-01-02T00:00:00Z',
      automated: false,
    }
    cases.set(id, { ...found, queue: null, version: found.version + 1, decisions: [...found.decisions, decision] })
    return decision
  }
  const unused = () => Promise.reject(new Error('not asked for by the desk itself'))
  const api: Api = {
    me: unused,
    site: unused,
    askForCode: unused,
    signIn: unused,
    signOut: unused,
    tryText: unused,
    queues: async (): Promise<Queues> => ({ queues: [{ id: 'held', count: waiting().length }] }),
    async cases({ queue, search, after, limit }) {
      const rows = waiting().filter(row => queue === 'held' && row.text.includes(search) && (!after || row.id > after))
      const page = rows.slice(0, limit)
      return { cases: page, next: rows.length > limit ? page.at(-1)!.id : null }
    },
    caseView: async id => cases.get(id) ?? Promise.reject(new Refused('case.unknown', 'There is no such case.')),
    async decide(id, decision) {
      sent.push({ id, decision })
      if (decision.version !== cases.get(id)!.version) throw new Refused('case.changed', 'Please look again.')
      return { decision: settle(id, ida.name, decision) }
    },
    watch: () => () => {},
  }
  return { api, cases, sent, settle }
}

let server: ReturnType<typeof newsroom>
let stop = () => {}
let desk: ReturnType<typeof createDesk>
const signedOut = vi.fn()

async function open(wide = true) {
  server = newsroom()
  signedOut.mockClear()
  desk = createDesk(server.api, { wide: () => wide, remember() {}, signedOut }, ida, site)
  stop = desk.start({ queue: 'held', caseId: null })
  await vi.waitFor(() => expect(desk.rows.value.length).toBeGreaterThan(0))
  if (wide) await shown('k_001')
}

const shown = (id: string) => vi.waitFor(() => expect(desk.view.value?.id).toBe(id))
const noticed = (words: RegExp) => vi.waitFor(() => expect(desk.notice.value?.text).toMatch(words))

beforeEach(() => open())
afterEach(() => stop())

describe('the list', () => {
  it('comes in pages of 50, to the end', async () => {
    expect(desk.rows.value.length).toBe(50)
    await desk.more()
    await desk.more()
    expect(desk.rows.value.length).toBe(120)
    expect(desk.next.value).toBeNull()
    expect(new Set(desk.rows.value.map(row => row.id)).size).toBe(120)
  })

  it('opens its first case beside it, and on a phone waits to be asked', async () => {
    expect(desk.place.value.caseId).toBe('k_001')
    stop()
    await open(false)
    expect(desk.place.value.caseId).toBeNull()
  })

  it('is walked with no step past its ends', async () => {
    desk.move(-1)
    expect(desk.place.value.caseId).toBe('k_001')
    desk.move(1)
    await shown('k_002')
    expect(desk.index.value).toBe(1)
  })

  it('is searched by the server', async () => {
    desk.find('Comment 77')
    await vi.waitFor(() => expect(desk.rows.value.map(row => row.id)).toEqual(['k_077']))
  })

  it('keeps what is loaded when it is read again', async () => {
    await desk.more()
    server.settle('k_099', 'Mona', { act: 'show' })
    await desk.refresh()
    expect(desk.rows.value.length).toBe(100)
    expect(desk.rows.value.some(row => row.id === 'k_099')).toBe(false)
    expect(desk.place.value.caseId).toBe('k_001')
  })
})

describe('a decision', () => {
  it('to publish is sent with the version seen, and the next case is open before the answer', async () => {
    const answer = desk.show()
    expect(desk.place.value.caseId).toBe('k_002')
    expect(desk.rows.value[0]?.id).toBe('k_002')
    expect(desk.counts.value['held']).toBe(119)
    await answer
    expect(server.sent).toEqual([{ id: 'k_001', decision: { act: 'show', version: 1 } }])
    expect(desk.notice.value).toMatchObject({ failed: false, caseId: 'k_001' })
  })

  it('to remove needs a ground and a sentence', async () => {
    desk.begin('remove')
    expect(await desk.send()).toBe(false)
    desk.choose('nice')
    desk.type('  ')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch(/what the author will read/)
    expect(server.sent).toEqual([])
    desk.type('Please say it again without the name.')
    expect(await desk.send()).toBe(true)
    expect(server.sent[0]?.decision).toEqual({
      act: 'remove',
      rule: 'nice',
      explanation: 'Please say it again without the name.',
      version: 1,
    })
  })

  it('is not sent while its sentence has a gap', async () => {
    desk.begin('remove')
    desk.choose('illegal')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch('[which law]')
    expect(server.sent).toEqual([])
  })

  it('keeps what was typed when it is cancelled, per ground', () => {
    desk.begin('remove')
    desk.choose('nice')
    desk.type('My own words.')
    desk.choose('spam')
    expect(desk.deciding.value?.text).not.toBe('My own words.')
    desk.cancel()
    desk.begin('remove')
    desk.choose('nice')
    expect(desk.deciding.value?.text).toBe('My own words.')
  })

  it('that fails puts the case back in its place, with what was typed', async () => {
    server.api.decide = () => Promise.reject(new Refused('network', 'The server could not be reached.'))
    desk.move(1)
    await shown('k_002')
    desk.begin('collapse')
    desk.choose('nice')
    desk.type('My own words.')
    await desk.send()
    await noticed(/was not decided\. The server could not be reached\. The reason you wrote is kept/)
    expect(desk.notice.value).toMatchObject({ failed: true, caseId: 'k_002' })
    expect(desk.rows.value.map(row => row.id).slice(0, 3)).toEqual(['k_001', 'k_002', 'k_003'])
    expect(desk.place.value.caseId).toBe('k_003')
    desk.go({ queue: 'held', caseId: 'k_002' })
    await shown('k_002')
    desk.begin('collapse')
    desk.choose('nice')
    expect(desk.deciding.value?.text).toBe('My own words.')
  })

  it('whose answer was lost counts as made', async () => {
    const { decide } = server.api
    server.api.decide = async (id, decision) => {
      await decide(id, decision)
      throw new Refused('network', 'The server could not be reached.')
    }
    await desk.show()
    expect(desk.notice.value?.failed).toBe(false)
    expect(desk.rows.value[0]?.id).toBe('k_002')
  })

  it('about one’s own comment is refused in the server’s words', async () => {
    server.api.decide = () => Promise.reject(new Refused('decision.own', 'Someone else must decide.'))
    await desk.show()
    await noticed(/Someone else must decide\./)
    expect(desk.rows.value[0]?.id).toBe('k_001')
  })

  it('leads back to the sign-in when the session has ended', async () => {
    server.api.decide = () => Promise.reject(new Refused('session.none', 'Please sign in first.'))
    await desk.show()
    expect(signedOut).toHaveBeenCalled()
  })

  it('keeps the case out of a list that was read before it was stored', async () => {
    const stale = await server.api.cases({ queue: 'held', search: '', after: null, limit: 50 })
    const { cases } = server.api
    const late = Promise.withResolvers<typeof stale>()
    server.api.cases = () => late.promise
    const reading = desk.refresh()
    await desk.show()
    late.resolve(stale)
    await reading
    expect(desk.rows.value.some(row => row.id === 'k_001')).toBe(false)
    server.api.cases = cases
    await desk.refresh()
    expect(desk.rows.value[0]?.id).toBe('k_002')
  })
})

describe('when someone else decides meanwhile', () => {
  it('says so when one’s own decision comes too late, and stays with the next case', async () => {
    server.settle('k_001', 'Mona', { act: 'remove', rule: 'nice', explanation: 'Because.' })
    await desk.show()
    await noticed(/decided meanwhile by \u2068Mona\u2069: Removed under Be nice\. Your decision was not sent/)
    expect(desk.place.value.caseId).toBe('k_002')
    expect(desk.rows.value.some(row => row.id === 'k_001')).toBe(false)
  })

  it('says so when the open case leaves the list, lets no key decide it again, and goes on from its place', async () => {
    desk.move(1)
    await shown('k_002')
    server.settle('k_002', 'Mona', { act: 'show' })
    await desk.refresh()
    await noticed(/decided meanwhile by \u2068Mona\u2069/)
    expect(desk.settled.value).toBe(true)
    await desk.show()
    desk.begin('remove')
    expect(server.sent).toEqual([])
    expect(desk.deciding.value).toBeNull()
    desk.move(1)
    await shown('k_003')
    desk.go({ queue: 'held', caseId: 'k_002' })
    await shown('k_002')
    desk.decideAgain()
    desk.begin('remove')
    expect(desk.deciding.value?.act).toBe('remove')
  })

  it('keeps a sentence that is being typed', async () => {
    desk.begin('remove')
    desk.choose('nice')
    desk.type('My own words.')
    server.settle('k_001', 'Mona', { act: 'show' })
    await desk.refresh()
    await noticed(/decided meanwhile/)
    expect(desk.deciding.value?.text).toBe('My own words.')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value).toMatchObject({ text: 'My own words.', problem: expect.stringMatching(/decided/) })
  })

  it('says when the words have changed', async () => {
    const found = server.cases.get('k_001')!
    server.cases.set('k_001', { ...found, text: 'Other words', excerpt: 'Other words', version: 2 })
    await desk.refresh()
    await noticed(/changed the words/)
    expect(desk.view.value?.version).toBe(2)
  })

  it('puts a case back that changed and still waits', async () => {
    const found = server.cases.get('k_001')!
    server.cases.set('k_001', { ...found, version: 2 })
    await desk.show()
    await noticed(/was not decided\. Please look again\./)
    expect(desk.rows.value[0]?.id).toBe('k_001')
  })
})
