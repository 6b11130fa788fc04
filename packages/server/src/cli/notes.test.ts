import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table } from '@parley/notes/testing.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { notes } from './notes.ts'
import { runHere, runParley } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-notes-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: unknown, name = 'file.json'): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const parley = (...args: string[]) => runHere(folder, notes, args)

const BOTH = ['++++++++++++++', '+++++++++++++o', 'o+++++++++++++', '++++o+++++++++']
const {
  raters,
  notes: count,
  ...ratings
} = table(...BOTH, ...Array(4).fill('++++++++------'), ...Array(4).fill('--------++++++'), '              ')
const RATINGS = file({ raters, notes: count, ratings }, 'ratings.json')

describe('parley notes fit', () => {
  it('prints loss, optimum and tables', async () => {
    const { status, out } = await parley('fit', RATINGS)
    expect(status).toBe(0)
    const { loss, optimum, tables } = JSON.parse(out)
    expect(loss).toBeGreaterThan(0)
    expect(loss).toBeLessThan(0.2)
    expect(optimum.raterFactor.map(Math.sign)).toEqual([...Array(8).fill(-1), ...Array(6).fill(1)])
    expect(optimum.noteFactor).toHaveLength(13)
    expect(tables).toMatchObject({
      components: 1,
      axis: [true],
      raterSide: [...Array(8).fill(-1), ...Array(6).fill(1)],
    })
    expect(tables.candidate).toEqual([...Array(4).fill('show'), ...Array(9).fill('needs_more')])
    expect([tables.count[0], tables.sureLo[0], tables.netHi[4], tables.score[12]]).toEqual([14, 8, -6, null])
  })

  it('knows what to do with nothing', async () => {
    const { status, out } = await parley(
      'fit',
      file({ raters: 0, notes: 0, ratings: { rater: [], note: [], value: [] } }),
    )
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ loss: 0, optimum: { mu: 0 }, tables: { components: 0, candidate: [] } })
  })

  it.each([
    ['is no JSON', '{'],
    ['has no raters, notes and ratings', '{}'],
    ['has no raters, notes and ratings', { raters: -1, notes: 1, ratings: { rater: [], note: [], value: [] } }],
    ['there is no rater 5', { raters: 1, notes: 1, ratings: { rater: [5], note: [0], value: [1] } }],
    ['it can be 0, 0.5 or 1', { raters: 1, notes: 1, ratings: { rater: [0], note: [0], value: [2] } }],
  ])('fails where the file %s', async (said, content) => {
    const result = await parley('fit', file(content))
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.said).toContain(said)
  })
})

describe('parley notes step', () => {
  const m = { count: 9, axis: true, score: 0.7, lcb: 0.62, ucb: 0.8, sureLo: 4, sureHi: 3, netLo: 3, netHi: 2 }
  const shown = { status: 'shown', pending: null, shownAt: 1_800_000, settled: false }

  it('prints the state after each run of each sequence', async () => {
    const initial = { status: 'needs_more', pending: null, shownAt: null, settled: false }
    const lost = { ...m, score: 0.1, lcb: 0 }
    const sequences = [
      [
        { t: 0, m },
        { t: 1_800_000, m },
      ],
      [{ t: 5, m: lost }],
    ]
    const waiting = { ...initial, pending: { to: 'shown', runs: 1, since: 0 } }
    const { status, out } = await parley('step', file({ initial, sequences }))
    expect([status, JSON.parse(out)]).toEqual([
      0,
      { sequences: [[{ state: waiting }, { state: shown }], [{ state: initial }]] },
    ])
    const from = await parley('step', file({ initial: shown, sequences: [[{ t: 5, m: lost }]] }))
    expect(JSON.parse(from.out).sequences[0][0].state).toEqual(initial)
  })

  it('fails where there are no sequences', async () => {
    expect(await parley('step', file({}))).toMatchObject({ status: 1, said: expect.stringContaining('no sequences') })
  })
})

describe('parley notes explain', () => {
  it('says in words why a note is shown or not', async () => {
    const { status, out } = await parley('explain', '4', '--file', RATINGS)
    expect(status).toBe(0)
    expect(out).toMatch(/^Not shown: it needs ratings from more viewpoints\.\nRatings that count: 14\.\n/)
    expect(out).toContain('of sure raters: 8 on one side, -6 on the other; needed of each: 1.')
    expect((await parley('explain', '0', '--file', RATINGS)).out).toContain('found in 1 of 2 runs')
  })

  it('prints keys, values and sentences for scripts', async () => {
    const { out } = await parley('explain', '12', '--file', RATINGS, '--json')
    expect(JSON.parse(out)).toMatchObject({
      note: 12,
      status: 'needs_more',
      numbers: { count: 0, score: null },
      sentences: [
        { message: 'note.needs-more', values: {}, text: 'Not shown: it needs ratings from more viewpoints.' },
        { message: 'note.no-ratings', values: {}, text: 'Nobody who takes part has rated it.' },
      ],
    })
  })

  it('fails where there is no such note', async () => {
    expect(await parley('explain', '13', '--file', RATINGS)).toMatchObject({ status: 1, out: '' })
  })
})

it('is a command of parley, with help, and ends with 1 where it fails', async () => {
  const help = await runParley(folder, ['notes', 'fit', '--help'])
  expect(help).toMatchObject({ status: 0, out: expect.stringContaining('"ratings": {"rater"') })
  const missing = await runParley(folder, ['notes', 'fit', join(folder, 'none.json')])
  expect(missing).toMatchObject({ status: 1, out: '', said: expect.stringContaining('none.json') })
})
