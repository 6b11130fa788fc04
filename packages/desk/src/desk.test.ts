import type {
  CaseRow,
  CaseView,
  Decide,
  DecideMany,
  Decision,
  Queues,
  Reader,
  Reasons,
  SaveView,
  Site,
  View,
  Watch,
} from '@parley/contract/schemas.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, Refused, type Watching } from './api.ts'
import { createDesk, WIDE } from './desk.ts'
import { LISTING, LOOKING, SETTLING, TRYING } from './place.ts'

const ida: Reader = { id: 'r_1', name: 'Ida', role: 'moderator' }
const site: Site = {
  name: 'The Harbour Post',
  language: 'en',
  rules: [{ id: 'nice', version: 1, title: 'Be nice', text: '' }],
  retired: [],
  textMax: 5000,
  editMinutes: 5,
  postAnyway: true,
  asksFrom: {},
}

let reasons: Reasons

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
      assignedTo: null,
      label: null,
      decided: null,
      version: 1,
    }
    cases.set(row.id, {
      ...row,
      text: `Comment ${n}`,
      body: [],
      findings: [],
      parents: [],
      reportList: [],
      featured: null,
      author: {
        id: 'r_2',
        name: row.authorName,
        since: row.postedAt,
        comments: 1,
        removed: 0,
        nudgedAndPosted: false,
        suspendedUntil: null,
        banned: false,
        reviewedPosts: 0,
      },
      revisions: [],
      decisions: [],
      appeals: [],
      watching: [{ what: 'thread', id: row.commentId, until: null }],
      others: [],
      notes: [],
    })
  }
  const sent: { id: string; decision: Decide }[] = []
  const asked: DecideMany[] = []
  const undone: string[] = []
  let decided = 0
  const waiting = () => [...cases.values()].flatMap(found => (found.queue ? [{ ...found, queue: found.queue }] : []))
  /** Stores a decision as the server does. */
  function settle(
    id: string,
    by: string,
    { act, rule = null, explanation = '', law, label, days, posts }: Decide,
  ): Decision {
    const found = cases.get(id)!
    const decision = {
      id: `d_${++decided}`,
      act,
      rule,
      explanation,
      label: label ?? null,
      by,
      at: '2026-01-02T00:00:00Z',
      automated: false,
      law: law ?? null,
      days: days ?? null,
      posts: posts ?? null,
      statement: rule ? decided : null,
      reversed: false,
    }
    const stays = act === 'warn' || act === 'suspend'
    cases.set(id, {
      ...found,
      queue: stays ? found.queue : null,
      version: found.version + 1,
      decisions: [...found.decisions, decision],
    })
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
    reporter: unused,
    decideReporter: unused,
    overview: unused,
    rules: { reasons: async () => reasons } as Api['rules'],
    life: {} as Api['life'],
    law: { orders: async () => ({ orders: [] }) } as unknown as Api['law'],
    history: {} as unknown as Api['history'],
    notes: {
      list: async () => ({ notes: [], next: null, alarms: [], counts: {}, raters: {} }),
    } as unknown as Api['notes'],
    worth: {} as Api['worth'],
    erasing: {} as Api['erasing'],
    finding: finding(),
    accounts: { list: async () => ({ accounts: [], next: null, counts: {} }) } as unknown as Api['accounts'],
    hooks: {} as Api['hooks'],
    queues: async (): Promise<Queues> => ({ queues: [{ id: 'held', count: waiting().length }], noteAlarms: 0 }),
    async cases({ queue, search, after, limit }) {
      const rows = waiting().filter(row => queue === 'held' && row.text.includes(search) && (!after || row.id > after))
      const page = rows.slice(0, limit)
      return { cases: page, next: rows.length > limit ? page.at(-1)!.id : null }
    },
    caseView: async id => cases.get(id) ?? Promise.reject(new Refused('case.unknown', 'There is no such case.')),
    async decide(id, decision) {
      sent.push({ id, decision })
      if (decision.version !== cases.get(id)!.version) throw new Refused('case.changed', 'Please look again.')
      const made = settle(id, ida.name, decision)
      return { decision: made, ...(made.statement && { statement: { no: made.statement } }) }
    },
    async decideMany({ ids, dryRun = false, versions, ...decision }) {
      asked.push({ ids, dryRun, ...(versions && { versions }), ...decision })
      const results = ids.map(id => {
        const { authorName, excerpt, state } = cases.get(id)!
        const problem = id === 'k_003' ? { code: 'decision.own', detail: 'Someone else must decide.' } : null
        return {
          id,
          authorName,
          excerpt,
          before: state,
          after: problem ? null : ('removed' as const),
          decision: dryRun || problem ? null : settle(id, ida.name, decision),
          problem,
        }
      })
      return { batch: dryRun ? null : 'b_1', results }
    },
    async undo(id) {
      undone.push(id)
      const back = [...cases.values()].filter(found =>
        found.decisions.some(made => made.id === id || (id === 'b_1' && asked.at(-1)?.ids.includes(found.id))),
      )
      for (const found of back) cases.set(found.id, { ...found, queue: 'held', decisions: [] })
      return { undone: back.map(found => ({ decision: 'd_1', caseId: found.id })), problems: [] }
    },
    note: async (_id, text) => ({ note: { id: 'n_1', by: ida.name, text, at: '2026-01-02T00:00:00Z' } }),
    assign: async (_id, to) => ({ assignedTo: to ? { id: to, name: ida.name } : null }),
    claim: async () => ({ by: { id: ida.id, name: ida.name }, until: '2026-01-02T00:03:00Z' }),
    release: async () => {},
    watch(on) {
      heard = on
      return () => {}
    },
  }
  return { api, cases, sent, settle, asked, undone }
}

/** What one watches, saved views and two stories, in memory. */
function finding(): Api['finding'] {
  let watches: Watch[] = []
  let views: View[] = []
  let made = 0
  const open = new Map([
    ['a', true],
    ['b', false],
  ])
  const storyAt = (url: string) => ({
    ...{
      id: `s_${url.at(-1)}`,
      url,
      title: url.at(-1)!,
      count: 1,
      open: true,
      seq: 1,
      timeline: 0,
      notes: 0,
      call: null,
    },
  })
  const viewed = (id: string, view: SaveView): View => ({ id, mayChange: true, ...view })
  return {
    watches: async () => ({ watches }),
    async watch(id) {
      watches = [...watches, { id, what: 'thread', name: 'A remark', until: '2026-02-01T00:00:00Z' }]
      return { watches }
    },
    async unwatch(id) {
      watches = watches.filter(one => one.id !== id)
      return { watches }
    },
    views: async () => ({ views }),
    async saveView(view) {
      if (!view.name.trim()) throw new Refused('view.empty', 'Please give the view a name.')
      const one = viewed(`v_${++made}`, view)
      views = [...views, one]
      return one
    },
    async changeView(id, view) {
      views = views.map(one => (one.id === id ? viewed(id, view) : one))
      return viewed(id, view)
    },
    async deleteView(id) {
      views = views.filter(one => one.id !== id)
    },
    stories: async ({ search, after }) => ({
      stories: [...open]
        .filter(([name]) => name.includes(search) && (after === null ? name === 'a' : name > after))
        .map(([name, is]) => ({
          id: `s_${name}`,
          url: `https://paper.example/${name}`,
          title: name,
          count: 1,
          latestAt: null,
          waiting: { held: 0, reported: 0, appeals: 0 },
          closed: is ? null : 'desk',
          section: null,
          call: null,
        })),
      next: after === null ? 'a' : null,
    }),
    async call(url, call) {
      if (call.until < '2026-01-02') throw new Refused('call.until', 'A call is open for at most 31 days.')
      return { ...storyAt(url), call }
    },
    endCall: async url => storyAt(url),
    async settle({ url, open: is }) {
      open.set(url.at(-1)!, is!)
      return { ...storyAt(url), open: is! }
    },
  }
}

let heard: Watching
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

beforeEach(() => {
  reasons = { no: 0, by: '', at: null, templates: [] }
  return open()
})
afterEach(() => stop())

describe('an address', () => {
  it.each([
    ['try', TRYING],
    ['rules', SETTLING],
    ['overview', LOOKING],
    ['held', { queue: 'held', caseId: null }],
  ] as const)('of its own is where the desk starts: %s', (_, place) => {
    stop()
    stop = desk.start(place)
    expect(desk.place.value).toMatchObject(place)
  })
})

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
    expect(desk.notice.value?.text).toBe('This is the first case.')
    desk.move(1)
    await shown('k_002')
    expect(desk.index.value).toBe(1)
    // Said there, and of no use here.
    expect(desk.notice.value).toBeNull()
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

  it('to label begins from the label that the ground suggests, until the moderator has written his own', async () => {
    desk.begin('label')
    desk.choose('truth')
    expect(desk.deciding.value?.label).toBe('Disputed claim')
    desk.choose('spam')
    expect(desk.deciding.value?.label).toBe('Off topic')
    desk.measure({ label: '  ' })
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch('write the label')
    desk.measure({ label: ' Advertising? ' })
    desk.choose('nice')
    expect(desk.deciding.value?.label).toBe(' Advertising? ')
    desk.type('It praises a shop.')
    expect(await desk.send()).toBe(true)
    expect(server.sent[0]?.decision).toEqual({
      act: 'label',
      rule: 'nice',
      label: 'Advertising?',
      explanation: 'It praises a shop.',
      version: 1,
    })
    expect(desk.notice.value?.text).toMatch(/Labelled “\u2068Advertising\?\u2069” under Be nice/)
  })

  it('is not sent while its sentence has a gap, and against the law not without the law', async () => {
    desk.begin('remove')
    desk.choose('truth')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch('[what is not so]')
    desk.choose('illegal')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch('name the law')
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
    const stale = await server.api.cases({ queue: 'held', search: '', ...WIDE, after: null, limit: 50 })
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

  it('says nothing where that someone is oneself, in another window', async () => {
    const before = desk.notice.value
    server.settle('k_001', ida.name, { act: 'show' })
    await desk.refresh()
    await vi.waitFor(() => expect(desk.settled.value).toBe(true))
    expect(desk.notice.value).toBe(before)
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

describe('against the law', () => {
  it('names the law once, in its field, and with it in the sentence, until that is in the moderator’s own words', async () => {
    desk.begin('remove')
    desk.choose('illegal')
    desk.name('§ 185')
    expect(desk.deciding.value?.text).toContain('against the law: § 185.')
    desk.type('It insults a person by name.')
    desk.name('§ 186')
    expect(desk.deciding.value?.text).toBe('It insults a person by name.')
    await desk.send()
    expect(server.sent[0]?.decision).toMatchObject({ rule: 'illegal', law: '§ 186' })
  })
})

describe('L06 the reasons as the newsroom words them', () => {
  beforeEach(async () => {
    const template = { rule: 'nice', act: 'remove' as const }
    reasons.no = 1
    reasons.templates = [
      { ...template, name: 'Short', text: 'Mind your words.' },
      { ...template, name: 'Long', text: 'It degrades [whom].' },
    ]
    stop()
    await open()
    await vi.waitFor(() => expect(desk.phrasing.holds.value.no).toBe(1))
  })

  it('are begun from; another one is picked, and what was typed over the first is there again', async () => {
    desk.begin('remove')
    desk.choose('nice')
    expect(desk.deciding.value).toMatchObject({ template: 0, text: 'Mind your words.' })
    desk.type('Mind your words, please.')
    desk.pick(1)
    expect(desk.deciding.value?.text).toBe('It degrades [whom].')
    expect(await desk.send()).toBe(false)
    expect(desk.deciding.value?.problem).toMatch('[whom]')
    desk.cancel()
    desk.begin('remove')
    desk.choose('nice')
    expect(desk.deciding.value?.text).toBe('It degrades [whom].')
    desk.pick(0)
    expect(desk.deciding.value?.text).toBe('Mind your words, please.')
    expect(await desk.send()).toBe(true)
    expect(server.sent[0]!.decision.explanation).toBe('Mind your words, please.')
  })

  it('are begun from over many comments too', () => {
    desk.select('k_001')
    desk.begin('remove')
    desk.choose('nice')
    expect(desk.deciding.value).toMatchObject({ text: 'Mind your words.', many: { preview: null } })
  })
})

describe('what is done about an author', () => {
  it('names a rule, a reason and how long, and leaves the case where it was', async () => {
    desk.begin('suspend')
    expect(desk.deciding.value).toMatchObject({ act: 'suspend', days: 7 })
    desk.choose('nice')
    desk.measure({ days: Number.NaN })
    expect(await desk.send()).toBe(false)
    desk.measure({ days: 14 })
    expect(await desk.send()).toBe(true)
    expect(server.sent[0]?.decision).toMatchObject({ act: 'suspend', rule: 'nice', days: 14 })
    expect(desk.place.value.caseId).toBe('k_001')
    expect(desk.rows.value[0]?.id).toBe('k_001')
    expect(desk.view.value?.decisions).toHaveLength(1)
    expect(desk.notice.value).toMatchObject({ statement: 1, undo: 'd_1' })
  })
})

describe('an appeal', () => {
  const appealed = async (act: Decision['act'], side: 'author' | 'reporter' = 'author') => {
    const decision = server.settle('k_010', 'Mona', {
      act: act as 'remove',
      ...(act !== 'show' && { rule: 'nice' as const }),
    })
    server.cases.set('k_010', {
      ...server.cases.get('k_010')!,
      queue: 'held',
      appeals: [
        {
          id: 'a_1',
          decision: decision.id,
          side,
          text: 'I named nobody.',
          at: '2026-01-03T00:00:00Z',
          decidedBy: 'Mona',
        },
      ],
    })
    desk.go({ queue: 'held', caseId: 'k_010' })
    await shown('k_010')
  }

  it('is answered with a reason, whichever way', async () => {
    await appealed('remove')
    desk.begin('uphold')
    expect(desk.deciding.value?.text).toMatch(/The decision stands: \[why\]/)
    expect(await desk.send()).toBe(false)
    desk.show()
    expect(desk.deciding.value?.act).toBe('show')
    expect(await desk.send()).toBe(false)
    desk.type('You are right: nobody is named.')
    expect(await desk.send()).toBe(true)
    expect(server.sent).toEqual([
      { id: 'k_010', decision: { act: 'show', explanation: 'You are right: nobody is named.', version: 2 } },
    ])
  })

  it('against a ban is taken back by lifting it; against leaving a comment up, by restricting it', async () => {
    await appealed('ban')
    desk.show()
    expect(desk.deciding.value?.act).toBe('lift')
    desk.cancel()
    desk.go({ queue: 'held', caseId: 'k_001' })
    await shown('k_001')
    await appealed('show', 'reporter')
    desk.begin('uphold')
    expect(desk.deciding.value?.text).toMatch(/It stays/)
  })
})

describe('many at once', () => {
  it('are previewed, decided under one batch with the versions seen, and taken back together', async () => {
    for (const id of ['k_002', 'k_003', 'k_004']) desk.select(id)
    desk.select('k_004')
    desk.select('k_004')
    desk.begin('remove')
    desk.choose('spam')
    expect(desk.deciding.value?.text).not.toContain('“')
    await desk.send()
    expect(server.sent).toEqual([])
    expect(server.asked).toEqual([
      {
        act: 'remove',
        rule: 'spam',
        explanation: desk.deciding.value!.text,
        ids: ['k_002', 'k_003', 'k_004'],
        versions: { k_002: 1, k_003: 1, k_004: 1 },
        dryRun: true,
      },
    ])
    expect(desk.deciding.value?.many?.preview?.results.filter(one => one.problem)).toHaveLength(1)
    await desk.send()
    expect(server.asked[1]).toMatchObject({ ids: ['k_002', 'k_004'], dryRun: false })
    expect(desk.selected.value.size).toBe(0)
    expect(desk.rows.value.map(row => row.id).slice(0, 3)).toEqual(['k_001', 'k_003', 'k_005'])
    expect(desk.place.value.caseId).toBe('k_001')
    expect(desk.notice.value).toMatchObject({ undo: 'b_1' })
    await desk.undo()
    expect(server.undone).toEqual(['b_1'])
    await vi.waitFor(() => expect(desk.rows.value.map(row => row.id)).toContain('k_002'))
  })

  it('change with the words: a preview of other words is no preview', async () => {
    desk.select('k_002')
    desk.begin('remove')
    desk.choose('spam')
    await desk.send()
    desk.type('Other words.')
    expect(desk.deciding.value?.many).toEqual({ preview: null })
    desk.select('k_005')
    desk.select('k_005')
    desk.select('k_002')
    expect(desk.deciding.value).toBeNull()
  })
})

describe('undo', () => {
  it('takes back what was decided last, and brings the case back to its place', async () => {
    await desk.show()
    expect(desk.notice.value).toMatchObject({ undo: 'd_1', statement: null })
    await desk.undo()
    expect(server.undone).toEqual(['d_1'])
    await vi.waitFor(() => expect(desk.rows.value[0]?.id).toBe('k_001'))
    await desk.undo()
    expect(desk.notice.value?.text).toMatch(/nothing to take back/)
  })

  it('of the case on the screen takes back all that was decided together with it', async () => {
    for (const id of ['k_001', 'k_002']) desk.select(id)
    desk.begin('remove')
    desk.choose('spam')
    await desk.send()
    await desk.send()
    desk.go({ queue: 'held', caseId: 'k_001' })
    await vi.waitFor(() => expect(desk.settled.value).toBe(true))
    await desk.undo()
    expect(server.undone).toEqual(['b_1'])
  })

  it('that is refused says why', async () => {
    await desk.show()
    server.api.undo = () => Promise.reject(new Refused('undo.late', 'A decision can be undone for 24 hours.'))
    await desk.undo()
    expect(desk.notice.value).toMatchObject({ failed: true, text: 'A decision can be undone for 24 hours.' })
  })
})

describe('colleagues', () => {
  it('are named on the case that they have open, until their time is over; oneself is not', () => {
    const until = new Date(Date.now() + 60_000).toISOString()
    heard.presence([
      { id: 'r_9', name: 'Finn', caseId: 'k_002', until },
      { id: ida.id, name: ida.name, caseId: 'k_001', until },
      { id: 'r_8', name: 'Gwen', caseId: 'k_002', until: new Date(Date.now() - 1).toISOString() },
    ])
    expect(desk.colleagues.on('k_002')).toEqual(['Finn'])
    expect(desk.colleagues.on('k_001')).toEqual([])
    expect(desk.colleagues.others()).toEqual(['Finn'])
  })

  it('read the notes of each other, and see whose a case is', async () => {
    expect(await desk.note('  ')).toBe(false)
    expect(await desk.note('Ask the courts desk.')).toBe(true)
    expect(desk.view.value?.notes.map(note => note.text)).toEqual(['Ask the courts desk.'])
    await desk.take()
    expect(desk.view.value?.assignedTo).toMatchObject({ id: ida.id })
    await desk.take()
    expect(desk.view.value?.assignedTo).toBeNull()
  })
})

describe('what one watches', () => {
  it('begins with one key and ends with the same, and is said of the case', async () => {
    await desk.watching.toggle()
    expect(desk.notice.value?.text).toBe(
      'You watch this discussion until 1 February. What is new stands in the queue Watched.',
    )
    expect(desk.view.value!.watching).toMatchObject([{ id: 'c_1', until: '2026-02-01T00:00:00Z' }])
    await desk.watching.toggle()
    expect(desk.notice.value?.text).toBe('You watch this discussion no more.')
    expect(desk.view.value!.watching).toMatchObject([{ id: 'c_1', until: null }])
  })
})

describe('a saved view', () => {
  const names = () => desk.views.views.value.map(({ name }) => name)

  it('keeps the search with its fields and queue, and brings all of it back', async () => {
    desk.find('Comment 7')
    desk.narrow({ rule: 'nice', from: '2026-01-01' })
    expect(desk.views.current.value).toBeNull()
    await desk.views.save('Sevens', false)
    await noticed(/^Saved as “Sevens”\.$/)
    const view = desk.views.current.value!
    expect(view).toMatchObject({ queue: 'held', search: 'Comment 7', rule: 'nice', from: '2026-01-01' })
    desk.narrow(WIDE)
    desk.find('')
    await vi.waitFor(() => expect(desk.rows.value).toHaveLength(50))
    expect(desk.views.current.value).toBeNull()
    desk.openView(view)
    await vi.waitFor(() => expect(desk.rows.value.map(({ id }) => id)).toContain('k_007'))
    expect([desk.search.value, desk.narrowing.value]).toEqual([
      'Comment 7',
      { rule: 'nice', state: '', from: '2026-01-01', to: '' },
    ])
    await shown('k_007')
  })

  it('is renamed and deleted, and each is taken back by the key for that, before any decision', async () => {
    await desk.views.save('One', false)
    const view = desk.views.views.value[0]!
    await desk.views.rename(view, 'Two')
    expect(names()).toEqual(['Two'])
    await desk.undo()
    expect([names(), desk.notice.value?.text]).toEqual([['One'], 'It is called “One” again.'])
    desk.show()
    await noticed(/^Published/)
    await desk.views.remove(view)
    expect(names()).toEqual([])
    expect(desk.offersBack()).toBe(true)
    await desk.undo()
    expect([names(), server.undone]).toEqual([['One'], []])
    // Then the decision.
    await desk.undo()
    expect(server.undone).toEqual(['d_1'])
  })

  it('without a name is not saved, and says so where it is asked for', async () => {
    desk.views.open()
    await desk.views.save(' ', false)
    expect([desk.views.problem.value, desk.views.shown.value]).toEqual(['Please give the view a name.', true])
  })
})

describe('the stories', () => {
  it('are closed and opened where they stand, and it is taken back', async () => {
    desk.go(LISTING)
    await desk.stories.read()
    await desk.stories.more()
    const closed = () => desk.stories.rows.value.map(({ id, closed }) => [id, closed])
    expect(closed()).toEqual([
      ['s_a', null],
      ['s_b', 'desk'],
    ])
    await desk.stories.settle(desk.stories.rows.value[0]!)
    await desk.stories.settle(desk.stories.rows.value[1]!)
    expect(closed()).toEqual([
      ['s_a', 'desk'],
      ['s_b', null],
    ])
    // What changes meanwhile is shown where it stands.
    const [one, other] = desk.stories.rows.value
    desk.stories.rows.value = [
      { ...other!, count: 0 },
      { ...one!, count: 0 },
    ]
    heard.queues({ queues: [], noteAlarms: 2 })
    expect(desk.notes.unseen.value).toBe(2)
    await vi.waitFor(() =>
      expect(desk.stories.rows.value.map(({ id, count }) => [id, count])).toEqual([
        ['s_b', 1],
        ['s_a', 1],
      ]),
    )
    desk.stories.rows.value = [one!, other!]
    await desk.undo()
    expect(desk.notice.value?.text).toBe('The discussion of “b” is closed again.')
    await desk.undo()
    expect(closed()).toEqual([
      ['s_a', null],
      ['s_b', 'desk'],
    ])
  })

  it('ask eyewitnesses by a call, which is changed and ended there, and taken back', async () => {
    await desk.stories.read()
    const row = () => desk.stories.rows.value[0]!
    const asked = { question: 'Were you at the plant?', until: '2026-01-03T00:00:00Z' }
    expect(await desk.stories.call(row(), { ...asked, until: '2026-01-01T00:00:00Z' })).toBe(
      'A call is open for at most 31 days.',
    )
    expect(row().call).toBeNull()
    expect(await desk.stories.call(row(), asked)).toBeNull()
    expect([row().call, desk.notice.value?.text]).toEqual([
      asked,
      'Under “a” readers are asked: Were you at the plant?',
    ])
    expect(await desk.stories.call(row(), null)).toBeNull()
    expect(row().call).toBeNull()
    await desk.undo()
    expect(row().call).toEqual(asked)
    await desk.undo()
    expect(row().call).toBeNull()
  })
})
