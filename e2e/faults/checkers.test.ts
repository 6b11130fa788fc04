import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as checkers from './checkers.ts'
import { type Entry, History, type Operation, type Seen } from './history.ts'
import { Disk, entriesIn } from './images.ts'
import { PLANTS } from './plants.ts'
import { Random } from './random.ts'

/** Each checker finds what it is for, and nothing in a history where all went well. */

const STORY = 'https://paper.example/one'
const [ME, SHE] = ['reader-0', 'reader-1']
type Of<W extends Entry['what']> = Entry & { what: W }

/** A history of operations, each answered before the next is sent unless its times say otherwise. */
function history(...all: (Operation & Partial<Entry>)[]): History {
  const it = new History()
  it.entries.push(
    ...all.map(
      (one, i) => ({ from: i * 10, to: i * 10 + 5, at: 0, status: 201, result: 'ok' as const, ...one }) as Entry,
    ),
  )
  return it
}
const asked = { client: 'one', node: 0 }
const post = (id: string, more: Partial<Of<'post'>> = {}) =>
  ({ ...asked, what: 'post', reader: ME, key: `key-${id}`, mark: id, text: id, story: STORY, id, ...more }) as const
const seen = (id: string, more: Partial<Seen> = {}): Seen => ({ id, mark: id, state: 'shown', respects: 0, ...more })
const respect = (comment: string, more: Partial<Of<'respect'>> = {}) =>
  ({ ...asked, what: 'respect', reader: SHE, comment, on: true, ...more }) as const
const decide = (act: 'remove' | 'show', more: Partial<Of<'decide'>> = {}) =>
  ({ ...asked, what: 'decide', comment: 'a', act, ...more }) as const
const look = (of: Seen | null, more: Partial<Of<'look'>> = {}) =>
  ({ ...asked, what: 'look', reader: ME, comment: 'a', seen: of, ...more }) as const
const final = (top: Seen[], more: Partial<checkers.Final> = {}): checkers.Final => ({
  threads: { [STORY]: { top, replies: {} } },
  pages: { [STORY]: top.map(({ id }) => id) },
  told: [],
  received: [],
  mails: {},
  ...more,
})

describe('acknowledged is there, once', () => {
  const found = (all: History, end: checkers.Final) => checkers.acknowledgedIsThere(all.of('post'), end)
  it('an answer that never came counts neither as lost nor as unasked', () => {
    expect(found(history(post('a'), post('b', { result: 'unknown' })), final([seen('a'), seen('b')]))).toEqual([])
    expect(found(history(post('a'), post('b', { result: 'unknown' })), final([seen('a')]))).toEqual([])
  })
  it.each([
    ['lost', history(post('a'), post('b')), final([seen('a')])],
    ['twice', history(post('a')), final([seen('a'), seen('z', { mark: 'a' })])],
    ['there though it was refused', history(post('a', { result: 'fail' })), final([seen('a')])],
    ['there though nobody sent it', history(), final([seen('a')])],
  ])('%s', (_, all, end) => expect(found(all, end)).toHaveLength(1))
})

describe('one order', () => {
  it('posts that overlap may stand either way; what was sent again may have been there since the first try', () => {
    expect(checkers.oneOrder(history(post('a', { to: 50 }), post('b')), final([seen('b'), seen('a')]))).toEqual([])
    const again = history(post('a', { result: 'unknown', to: null }), post('b'), post('a'))
    expect(checkers.oneOrder(again, final([seen('a'), seen('b')]))).toEqual([])
  })
  it('finds what stands before its time, also far apart', () => {
    const all = history(post('a'), post('b'), post('c'), post('d'))
    expect(checkers.oneOrder(all, final(['a', 'b', 'c', 'd'].map(id => seen(id))))).toEqual([])
    expect(checkers.oneOrder(all, final(['d', 'a', 'b', 'c'].map(id => seen(id))))).toHaveLength(1)
  })
  it('finds a read that has another order than the rest', () => {
    const read: Operation = { ...asked, what: 'read', story: STORY, seen: [seen('b'), seen('a')] }
    expect(
      checkers.oneOrder(history(post('a', { to: 99 }), post('b', { to: 99 }), read), final([seen('a'), seen('b')])),
    ).toHaveLength(1)
  })
})

it('pages are true: every open comment of the database, once, in its order', () => {
  const top = [seen('a'), seen('b', { state: 'removed' }), seen('c')]
  const found = (ids: string[]) => checkers.pagesAreTrue(final(top, { pages: { [STORY]: ids } })).length
  expect(
    [
      ['a', 'c'],
      ['a', 'b', 'c'],
    ].map(found),
  ).toEqual([0, 0])
  expect([['a'], ['c', 'a'], ['a', 'a', 'c']].map(found)).toEqual([1, 1, 1])
})

it('respects in bounds: one a reader, and none that was taken back', () => {
  const found = (n: number, ...all: ReturnType<typeof respect>[]) =>
    checkers.respectsInBounds(history(...all).of('respect'), final([seen('a', { respects: n })])).length
  const twice = [respect('a'), respect('a')]
  expect([found(1, ...twice), found(2, ...twice), found(0, ...twice)]).toEqual([0, 1, 1])
  const back = [respect('a'), respect('a', { on: false })]
  expect([found(0, ...back), found(1, ...back)]).toEqual([0, 1])
  const unsure = [respect('a'), respect('a', { on: false, result: 'unknown', to: null })]
  expect([found(0, ...unsure), found(1, ...unsure), found(2, ...unsure)]).toEqual([0, 0, 1])
})

it('decisions hold: after “remove” nobody sees it, unless “show” was asked meanwhile', () => {
  const found = (...all: (Operation & Partial<Entry>)[]) => checkers.decisionsHold(history(...all), final([]), 2).length
  const gone = seen('a', { state: 'removed' })
  expect(found(decide('remove'), look(gone))).toBe(0)
  expect(found(decide('remove'), look(seen('a')))).toBe(1)
  expect(found(decide('remove'), look(seen('a'), { from: 6 }))).toBe(0)
  expect(found(decide('remove'), decide('show', { to: 99 }), look(seen('a')))).toBe(0)
  expect(found(decide('remove'), decide('show'), look(gone))).toBe(1)
  expect(checkers.decisionsHold(history(decide('remove')), final([seen('a')]), 2)).toHaveLength(1)
})

it('own is seen: by its author as soon as it is answered, on any process', () => {
  expect(checkers.ownIsSeen(history(post('a'), look(seen('a'))))).toEqual([])
  expect(checkers.ownIsSeen(history(post('a'), look(null, { node: 1 })))).toHaveLength(1)
  expect(checkers.ownIsSeen(history(post('a'), decide('remove'), look(null)))).toEqual([])
})

it('webhooks tell all, in order, whatever comes twice', () => {
  const [one, two] = [1, 2].map(seq => ({ story: 's', seq, comment: 'a' })) as [
    checkers.Final['told'][0],
    checkers.Final['told'][0],
  ]
  const found = (...received: checkers.Final['received']) => checkers.toldOnce({ told: [one, two], received }).length
  expect([found(one, one, two, one), found(one), found(two, one), found(one, two, { ...two, seq: 3 })]).toEqual([
    0, 1, 1, 1,
  ])
})

it('tokens, keys and quotas', () => {
  const redeem = { ...asked, what: 'redeem', token: 't' } as const
  expect(checkers.usedOnce(history(redeem, { ...redeem, result: 'fail' }).of('redeem'))).toEqual([])
  expect(checkers.usedOnce(history(redeem, redeem).of('redeem'))).toHaveLength(1)
  expect(
    checkers.keysAreOnes(history(post('a'), post('a'), post('b', { reader: SHE, key: 'key-a' })).of('post')),
  ).toEqual([])
  expect(checkers.keysAreOnes(history(post('a'), post('b', { key: 'key-a' })).of('post'))).toHaveLength(1)
  expect(checkers.keysAreOnes(history(post('a'), post('a', { reader: SHE })).of('post'))).toHaveLength(1)
  expect([checkers.withinQuota({ a: 5 }, 5), checkers.withinQuota({ a: 6 }, 5)].map(({ length }) => length)).toEqual([
    0, 1,
  ])
})

it.each(Object.entries(PLANTS))('the bug %s can still be planted where it says', (_, { edits }) => {
  for (const { file, from } of edits) {
    const source = readFileSync(new URL(`../../packages/server/src/${file}`, import.meta.url), 'utf8')
    expect(source.split(from), `${file} has it once`).toHaveLength(2)
  }
})

describe('R02: what a power cut leaves', () => {
  const [CREATE, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME] = [1, 3, 4, 5, 6, 8]
  const entry = (kind: number, inode: number, offset = 0, data: string | Buffer = '') => ({
    kind,
    inode: BigInt(inode),
    offset,
    data: Buffer.from(data),
  })
  const left = (policy: 'drop' | 'prefix' | 'subset', seed: number, ...all: ReturnType<typeof entry>[]) => {
    const disk = new Disk()
    for (const one of all) disk.read(one)
    return Object.fromEntries(
      [...disk.after(policy, new Random(seed))].map(([path, bytes]) => [path, bytes.toString()]),
    )
  }
  const synced = [entry(CREATE, 1, 0, '/a'), entry(WRITE, 1, 0, 'old'), entry(SYNC, 1), entry(SYNC_FOLDER, 9)]
  const every = (policy: 'prefix' | 'subset', ...all: ReturnType<typeof entry>[]) =>
    new Set(Array.from({ length: 200 }, (_, seed) => JSON.stringify(left(policy, seed, ...all))))

  it('is what was synced, and of the rest nothing, a beginning, or any part', () => {
    const all = [...synced, entry(WRITE, 1, 0, 'new'), entry(WRITE, 1, 3, 'er')]
    expect(left('drop', 1, ...all)).toEqual({ '/a': 'old' })
    expect(every('prefix', ...all)).toEqual(new Set(['{"/a":"old"}', '{"/a":"new"}', '{"/a":"newer"}']))
    expect(every('subset', ...all).has('{"/a":"older"}')).toBe(true)
    expect(left('drop', 1, ...all, entry(SYNC, 1))).toEqual({ '/a': 'newer' })
  })
  it('is a name only once its folder is synced, whatever the file holds', () => {
    expect(left('drop', 1, ...synced.slice(0, 3))).toEqual({})
    const moved = [...synced, entry(RENAME, 0, 0, '/a\0/b')]
    expect(left('drop', 1, ...moved)).toEqual({ '/a': 'old' })
    expect(left('drop', 1, ...moved, entry(SYNC_FOLDER, 9))).toEqual({ '/b': 'old' })
  })
  it('may be torn between sectors, and nought where nothing was written', () => {
    const all = [...synced, entry(WRITE, 1, 0, 'x'.repeat(512) + 'y'.repeat(512))]
    const any = [...every('subset', ...all)].map(one => JSON.parse(one)['/a'] as string)
    expect(any).toContain(`old${'\0'.repeat(509)}${'y'.repeat(512)}`)
    expect(any).toContain('x'.repeat(512))
    expect(left('drop', 1, ...synced, entry(TRUNCATE, 1, 1), entry(TRUNCATE, 1, 4), entry(SYNC, 1))).toEqual({
      '/a': 'o\0\0\0',
    })
  })
  it('is read from the log as the shim writes it', () => {
    const head = Buffer.alloc(32)
    for (const [i, n] of [3n, 7n, 4096n, 2n].entries()) head.writeBigUInt64LE(n, i * 8)
    expect([...entriesIn(Buffer.concat([head, Buffer.from('hi'), head]))]).toMatchObject([
      { kind: 3, inode: 7n, offset: 4096, data: Buffer.from('hi') },
      { kind: 3 },
    ])
  })
})
