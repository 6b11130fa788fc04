import type { DeskNote, DeskNotes, NoteAlarm } from '@parley/contract/notes.ts'
import { describe, expect, it } from 'vitest'
import { Refused } from './api.ts'
import { actsOn, createNotes, draftOf, happenings, newDraft, sourcesIn, standingOf, wants } from './notes.ts'
import { NOTING, type Place, placeOfNote, WRITING } from './place.ts'

const AT = '2027-05-05T08:00:00Z'
const story = { url: 'https://paper.example/a', title: 'A story' }

const noteOf = (id: string, more: Partial<DeskNote['note']> = {}): DeskNote => ({
  note: {
    ...{ id, about: 'c_9', aboutRevision: 1, editedSince: false, kind: 'reader', claim: '', body: [] },
    ...{ author: { id: 'r_1', name: 'Ann', badge: null }, sources: ['https://a.example'], postedAt: AT },
    ...{ editedAt: null, status: 'needs_more', numbers: null, hidden: null, frozen: null, settled: false },
    state: 'shown',
    ...more,
  },
  story,
  about: { id: 'c_9', authorName: 'Bob', text: 'So they decide.', state: 'shown', revision: 1 },
  ...{ text: 'Not so.', revisions: [], numbers: null, why: [], pending: null, reasons: [] },
  ...{ ratings: { invited: 0, volunteered: 0 }, alarms: [], acts: [] },
})
const alarm: NoteAlarm = { id: 'a_1', kind: 'burst', note: 'c_1', text: 'Five at once.', at: AT, seenAt: null }
const frozen = { reason: 'Stopped.', at: AT }
const hidden = { reason: 'Wrong.', at: AT }

describe('a note as it stands', () => {
  it.each([
    [{}, ['hide', 'freeze']],
    [{ frozen }, ['hide', 'unlock']],
    [{ settled: true }, ['hide', 'unlock']],
    [{ hidden }, ['unhide']],
    [{ kind: 'editors', status: null }, ['hide']],
    [{ state: 'held' }, []],
  ] as const)('of %j an editor can %j', (more, acts) => {
    expect(actsOn(noteOf('c_1', more).note)).toEqual(acts)
  })

  it('is said in words', () => {
    const words = (more: Partial<DeskNote['note']>) => standingOf(noteOf('c_1', more).note).map(one => one.words)
    expect(words({})).toEqual(['Needs ratings from more viewpoints'])
    expect(words({ status: 'shown', frozen })).toEqual(['Shown', 'Frozen'])
    expect(words({ kind: 'correction', status: null, hidden })).toEqual(['Withdrawn'])
    expect(words({ state: 'removed', status: 'shown' })).toEqual(['Removed'])
  })

  it('tells what became of it, by its ratings and by editors, the latest first', () => {
    const told = happenings({
      ...noteOf('c_1', { postedAt: '2027-05-01T00:00:00Z', editedAt: '2027-05-02T00:00:00Z' }),
      pending: { to: 'shown', since: '2027-05-03T00:00:00Z' },
      acts: [{ act: 'hide', reason: 'Wrong.', by: 'Edith', at: '2027-05-04T00:00:00Z' }],
    })
    expect(told.map(({ words, by }) => [words, by])).toEqual([
      ['Hidden', 'Edith'],
      ['Its ratings lead to its being shown', null],
      ['Worded anew', null],
      ['Written', null],
    ])
  })
})

describe('what is written in the newsroom’s name', () => {
  it('needs words, and addresses where there are any', () => {
    expect(wants({ text: '  ', sources: '' })).toMatch(/write the note/)
    expect(wants({ text: 'Not so.', sources: '' })).toBeNull()
    expect(wants({ text: 'Not so.', sources: 'https://a.example\n\n http://b.example ' })).toBeNull()
    expect(wants({ text: 'Not so.', sources: 'a.example' })).toBe(
      '“a.example” is no web address. One begins with https://',
    )
    expect(wants({ text: 'Not so.', sources: 'https://a.example\n'.repeat(6) })).toMatch(/at most 5/)
    expect(sourcesIn(' https://a.example\n\nhttps://b.example')).toEqual(['https://a.example', 'https://b.example'])
  })

  it('begins from what stands there, where it is worded anew', () => {
    const draft = draftOf(
      noteOf('c_1', { kind: 'correction', status: null, claim: 'half', sources: ['https://a', 'https://b'] }),
    )
    expect(draft).toMatchObject({
      note: 'c_1',
      kind: 'correction',
      claim: 'half',
      text: 'Not so.',
      sources: 'https://a\nhttps://b',
    })
  })
})

/** The notes of a desk whose server keeps a list in memory. */
function desk({ alarms = [] as NoteAlarm[], refuse = null as string | null } = {}) {
  const server = { notes: [noteOf('c_1'), noteOf('c_2')], alarms, refuse, asked: [] as unknown[] }
  const at: { place: Place } = { place: NOTING }
  const said: string[] = []
  const sent = async <T>(what: unknown, now: T): Promise<T> => {
    if (server.refuse) throw new Refused('note.decided', server.refuse)
    server.asked.push(what)
    return now
  }
  const notes = createNotes(
    {
      list: async (list): Promise<DeskNotes> => ({
        notes:
          list === 'alarms'
            ? server.notes.filter(({ note }) => alarms.some(one => one.note === note.id))
            : server.notes,
        next: null,
        alarms: server.alarms.filter(({ note }) => note === null),
        counts: { waiting: 2, alarms: server.alarms.length, shown: 0 },
        raters: { taking: 0, startingUp: true, lastRun: null, sides: false },
      }),
      note: async id => server.notes.find(({ note }) => note.id === id)!,
      versions: async () => ({ revisions: [{ no: 1, at: AT, text: 'So they say.' }] }),
      under: async () => ({ notes: [], left: 0 }),
      publish: note => sent(note, noteOf('c_3', { kind: note.kind, status: null })),
      reword: (id, words) => sent([id, words], noteOf(id, { kind: 'editors', status: null })),
      decide: (id, decision) => sent([id, decision], noteOf(id, { hidden })),
      seen: async () => {
        server.alarms = []
      },
    },
    {
      told: problem => (problem as Error).message,
      say: words => said.push(words),
      go: to => (at.place = to),
      place: () => at.place,
      mayEdit: true,
      wide: () => true,
    },
  )
  return { notes, server, at, said }
}

describe('the notes at the desk', () => {
  it('begin with the alarms where there are some, with the note that they are about; looked at, they are not counted', async () => {
    const { notes, at } = desk({ alarms: [alarm] })
    await notes.read()
    expect(notes.list.value).toBe('alarms')
    expect(notes.counts.value?.alarms).toBe(1)
    expect(at.place).toEqual(placeOfNote('c_1'))
    await notes.seen(alarm)
    expect(notes.counts.value?.alarms).toBe(0)
  })

  it('begin with what waits for ratings where no alarm does; one walks from note to note', async () => {
    const { notes, at } = desk()
    await notes.read()
    expect(notes.list.value).toBe('waiting')
    expect(notes.move(1)).toBe(true)
    expect(at.place).toEqual(placeOfNote('c_2'))
    expect(notes.move(1)).toBe(false)
  })

  it('are hidden with a reason only, and a refusal loses none of it', async () => {
    const { notes, server, said } = desk()
    await notes.read()
    await notes.show('c_1')
    notes.ponder('hide')
    expect(await notes.act()).toBe(false)
    expect(notes.problem.value).toMatch(/Please write why/)
    notes.give('A figure is wrong.')
    server.refuse = 'That is so already. Please look again.'
    expect(await notes.act()).toBe(false)
    expect(notes.problem.value).toBe(server.refuse)
    notes.cancel()
    notes.ponder('hide')
    expect(notes.acting.value?.reason).toBe('A figure is wrong.')
    server.refuse = null
    expect(await notes.act()).toBe(true)
    expect(server.asked).toEqual([['c_1', { act: 'hide', reason: 'A figure is wrong.' }]])
    expect(notes.open.value?.note.hidden).toEqual(hidden)
    expect(said).toHaveLength(1)
  })

  it('have what they are about as it was then', async () => {
    const { notes } = desk()
    expect(await notes.version('c_9', 1)).toBe('So they say.')
    expect(await notes.version('c_9', 2)).toBeNull()
  })

  it('of the newsroom keep what was typed until it is sent', async () => {
    const { notes, server, at } = desk()
    at.place = { queue: 'held', caseId: 'k_1' }
    notes.write(newDraft({ story, about: null }))
    expect(at.place).toEqual(WRITING)
    notes.type({ text: 'The talks began on Sunday.', kind: 'correction' })
    notes.leave()
    expect(at.place).toEqual({ queue: 'held', caseId: 'k_1' })
    notes.write(newDraft({ story, about: null }))
    expect(notes.writing.value).toMatchObject({ text: 'The talks began on Sunday.', kind: 'correction' })
    expect(await notes.send()).toBe(true)
    expect(server.asked).toEqual([
      {
        ...{ story: story.url, comment: null, kind: 'correction', claim: '' },
        ...{ text: 'The talks began on Sunday.', sources: [] },
      },
    ])
    expect(at.place).toEqual(placeOfNote('c_3'))
    notes.write(newDraft({ story, about: null }))
    expect(notes.writing.value?.text).toBe('')
  })
})
