import type { AccountAtDesk, AccountRow, MoveAccount, Stage } from '@parley/contract/accounts.ts'
import type { Reader } from '@parley/contract/schemas.ts'
import { signal } from '@preact/signals'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AccountsApi, createAccounts, waiting } from './accounts.ts'
import { Refused } from './api.ts'
import { type Place, WITNESSING, witness } from './place.ts'

const row = (n: number) =>
  ({
    id: `c_${n}`,
    caseId: `k_${n}`,
    stage: 'received',
    verified: false,
    state: 'held',
    text: `Account ${n}. It goes on.`,
    reader: { id: `r_${n}`, name: `Reader ${n}` },
    consent: { publish: true, name: 'name', pseudonym: null, keepOriginals: true, tell: true },
    assignedTo: null,
  }) as AccountRow

/** A server with three accounts in memory. */
function newsroom() {
  const all = new Map([1, 2, 3].map(n => [`c_${n}`, atDesk(n)]))
  const sent: MoveAccount[] = []
  const entries: object[] = []
  const found = (id: string) =>
    all.get(id) ?? Promise.reject(Object.assign(new Refused('account.unknown', 'There is no such account.')))
  const keep = (id: string, more: Partial<AccountAtDesk>) => {
    const now = { ...all.get(id)!, ...more }
    all.set(id, now)
    return now
  }
  const api: AccountsApi = {
    async list({ stage, after }) {
      const rows = [...all.values()].filter(one => one.stage === stage && (!after || one.id > after))
      const counts = Object.groupBy(all.values(), one => one.stage)
      return {
        accounts: rows.slice(0, 2) as unknown as AccountRow[],
        next: rows.length > 2 ? rows[1]!.id : null,
        counts: Object.fromEntries(Object.entries(counts).map(([stage, of]) => [stage, of.length])),
      }
    },
    one: async id => found(id),
    contact: async () => ({ contact: { email: 'alice@reader.example' } }),
    async move(id, to) {
      sent.push(to)
      return keep(id, {
        stage: to.to,
        verified: to.verified ?? false,
        state: to.to === 'published' ? 'shown' : 'held',
        steps: [...all.get(id)!.steps, { stage: to.to, verified: false, reason: to.reason, at: '', by: 'Otto' }],
      })
    },
    check: async (id, item, { done, note }) =>
      keep(id, {
        checklist: all.get(id)!.checklist.map(one => (one.item === item ? { ...one, done, note } : one)),
      }),
    addTask: async id => keep(id, {}),
    doTask: async id => keep(id, {}),
    original: async () => new File([], 'c_1-1.jpeg'),
    toTimeline: async (_id, words) => void entries.push(words),
  }
  return { api, all, sent, entries, keep }
}

const atDesk = (n: number) =>
  ({
    ...row(n),
    photos: [],
    steps: [],
    looks: [],
    notes: [],
    checklist: (['who', 'where', 'when', 'original', 'second'] as const).map(item => ({
      ...{ item, done: false, note: '', by: null, at: null },
    })),
  }) as unknown as AccountAtDesk

let server: ReturnType<typeof newsroom>
let accounts: ReturnType<typeof createAccounts>
let place: ReturnType<typeof signal<Place>>
let back: () => Promise<string>
const say = vi.fn()
const said = () => say.mock.lastCall?.[0] as string

function open(role: Reader['role'], wide = true) {
  server = newsroom()
  say.mockClear()
  const here = signal<Place>(WITNESSING)
  place = here
  accounts = createAccounts(server.api, {
    reader: { id: 'r_otto', name: 'Otto', role },
    cases: {
      note: async (_id, text) => ({ note: { id: 'n_1', by: 'Otto', text, at: '' } }),
      assign: async (_id, to) => ({ assignedTo: to ? { id: to, name: 'Otto' } : null }),
    },
    place: here,
    go(to) {
      here.value = to
      void accounts.open(to.account ?? null)
    },
    wide: () => wide,
    come() {},
    told: problem => (problem as Refused).message,
    say,
    sayDone(text, way) {
      say(text)
      back = way
    },
  })
  return accounts.read()
}

const shown = (id: string) => vi.waitFor(() => expect(accounts.view.value?.id).toBe(id))
const stageOf = (id: string): Stage => server.all.get(id)!.stage

beforeEach(async () => {
  await open('editor')
  await shown('c_1')
})

describe('the list of accounts', () => {
  it('comes in pages with the numbers of all stages, and opens its first beside it where there is room', async () => {
    expect(accounts.rows.value.map(({ id }) => id)).toEqual(['c_1', 'c_2'])
    expect(waiting(accounts.counts.value)).toBe(3)
    await accounts.more()
    expect(accounts.rows.value.length).toBe(3)
    expect(accounts.next.value).toBeNull()
    await open('editor', false)
    expect(place.value?.account).toBeUndefined()
  })

  it('goes on from an account that has left it to the one that stood behind', async () => {
    accounts.begin('contacted')
    expect(await accounts.send()).toBe(true)
    await vi.waitFor(() => expect(accounts.rows.value[0]?.id).toBe('c_2'))
    expect(accounts.view.value?.stage).toBe('contacted')
    accounts.move(1)
    await shown('c_2')
  })
})

describe('a step', () => {
  it('is sent with its sentence, and taken back to where the account was, with a sentence too', async () => {
    accounts.begin('declined')
    accounts.pick(1)
    accounts.type('Others have told us so.')
    await accounts.send()
    expect(server.sent).toEqual([{ to: 'declined', from: 'received', reason: 'Others have told us so.' }])
    expect(said()).toMatch(/Declined\. .Reader 1. reads your words\./)
    expect(await back()).toMatch(/^Taken back: received/)
    expect(stageOf('c_1')).toBe('received')
    expect(server.sent.at(-1)!.reason).toMatch(/\w/)
    expect(accounts.view.value?.stage).toBe('received')
  })

  it('is not sent without words or with a gap, and says what is missing', async () => {
    accounts.begin('unverified')
    expect(await accounts.send()).toBe(false)
    expect(accounts.acting.value?.problem).toBe('Please fill in [what could not be checked] first.')
    accounts.type('  ')
    expect(await accounts.send()).toBe(false)
    expect(accounts.acting.value?.problem).toMatch(/what the reader will read/)
    expect(server.sent).toEqual([])
  })

  it('that fails says why beside the words, which are kept, also when it is left and begun again', async () => {
    server.api.move = () => Promise.reject(new Refused('network', 'The server could not be reached.'))
    accounts.begin('corroborated')
    accounts.type('My own words.')
    expect(await accounts.send()).toBe(false)
    expect(accounts.acting.value).toMatchObject({ text: 'My own words.', problem: 'The server could not be reached.' })
    accounts.cancel()
    accounts.begin('corroborated')
    expect(accounts.acting.value?.text).toBe('My own words.')
  })

  it('S05 to “verified” waits for the checklist', async () => {
    accounts.begin('verified')
    expect(accounts.acting.value).toBeNull()
    expect(accounts.failureAt('act')).toMatch(/tick first: who, where, when/)
    for (const item of ['who', 'where', 'when', 'second'] as const) await accounts.check(item, { done: true, note: '' })
    accounts.begin('verified')
    await accounts.send()
    expect(server.sent).toMatchObject([{ to: 'published', verified: true }])
  })

  it('and the contact are for editors', async () => {
    await open('moderator')
    await shown('c_1')
    accounts.begin('declined')
    accounts.beginEntry()
    expect(accounts.acts()).toBe(false)
    expect(accounts.mayEdit).toBe(false)
  })
})

describe('the open account', () => {
  it('forgets an opened contact as soon as another is looked at', async () => {
    await accounts.openContact()
    expect(accounts.contact.value).toEqual({ email: 'alice@reader.example' })
    accounts.move(1)
    await shown('c_2')
    expect(accounts.contact.value).toBeNull()
  })

  it('says what went wrong beside what was pressed, and nowhere else', async () => {
    server.api.check = () => Promise.reject(new Refused('server.busy', 'Please try again.'))
    expect(await accounts.check('who', { done: true, note: 'Seen' })).toBe(false)
    expect(accounts.failureAt('check who')).toBe('Please try again.')
    expect(accounts.failureAt('check where')).toBeNull()
  })

  it('is as a colleague has left it, with what is being written still there', async () => {
    accounts.begin('declined')
    accounts.type('My own words.')
    const steps = [{ stage: 'contacted' as const, verified: false, reason: 'Written.', at: '', by: 'Mona' }]
    server.keep('c_1', { stage: 'contacted', steps })
    await accounts.follow()
    expect(accounts.view.value?.stage).toBe('contacted')
    expect(said()).toMatch(/Mona.* has just moved this account: contacted/)
    expect(accounts.acting.value?.text).toBe('My own words.')
  })

  it('is gone when its author takes it back, and so is what was opened of it', async () => {
    await accounts.openContact()
    server.all.delete('c_1')
    await accounts.follow()
    expect(accounts.view.value).toBeNull()
    expect(accounts.contact.value).toBeNull()
    expect(accounts.viewProblem.value).toMatch(/taken it back/)
  })

  it('becomes an entry of the history in one step once it is published', async () => {
    accounts.beginEntry()
    expect(accounts.entry.value).toBeNull()
    expect(accounts.failureAt('act')).toMatch(/Publish it first/)
    server.keep('c_1', { stage: 'published', state: 'shown' })
    await accounts.follow()
    accounts.beginEntry()
    expect(accounts.entry.value).toEqual({ title: 'Account 1', detail: 'Account 1. It goes on.' })
    expect(await accounts.sendEntry()).toBe(true)
    expect(server.entries).toHaveLength(1)
  })
})

it('an account has an address of its own', () => {
  expect(witness(null)).toBe(WITNESSING)
})
