import { describe, expect, it, vi } from 'vitest'
import { Refused } from './api.ts'
import { axisEnd, columnsOf, countsEnd, createLooking, lasting, percent } from './looking.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('what the overview says', () => {
  it.each([
    [null, '–'],
    [20_000, 'under 1 min'],
    [5 * MINUTE, '5 min'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
    [2 * HOUR, '2 h'],
    [24 * HOUR + 30 * MINUTE, '1 day'],
    [75 * HOUR, '3 days 3 h'],
  ])('%s lasts %s', (ms, said) => {
    expect(lasting(ms)).toBe(said)
  })

  it('shares are whole, and of nothing there is none', () => {
    expect([percent(1, 3), percent(0, 5), percent(0, 0)]).toEqual(['33 %', '0 %', '–'])
  })

  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [17, 20],
    [230, 250],
    [260, 500],
    [0.3, 0.5],
  ])('an axis for %s ends at %s', (largest, end) => {
    expect(axisEnd(largest)).toBe(end)
  })

  it.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [9, 10],
    [17, 20],
    [23, 40],
    [230, 400],
    [1000, 2000],
  ])('an axis of comments, %s at most, ends at %s, and its half is whole', (largest, end) => {
    expect([countsEnd(largest), Number.isInteger(end / 2)]).toEqual([end, true])
  })

  it('many days become few columns, and none is lost', () => {
    const year = Array.from({ length: 365 }, (_, i) => i)
    const columns = columnsOf(year)
    expect(columns.length).toBeLessThanOrEqual(60)
    expect(columns.flat()).toEqual(year)
    expect(columns.at(-1)).toHaveLength(7)
    expect(columnsOf([1, 2, 3])).toEqual([[1], [2], [3]])
  })
})

describe('looking', () => {
  it('asks for the days chosen, and a late answer for others does not come through', async () => {
    const answers: ((overview: object) => void)[] = []
    const overview = vi.fn((_: { from: string }) => new Promise<never>(done => answers.push(done as never)))
    const looking = createLooking({ overview }, String)
    void looking.read()
    looking.choose(7)
    answers[1]!({ from: 'of seven days' })
    answers[0]!({ from: 'of thirty' })
    await vi.waitFor(() => expect(looking.found.value).toEqual({ from: 'of seven days' }))
    const [[first], [second]] = overview.mock.calls as [[{ from: string }], [{ from: string }]]
    expect((Date.parse(second.from) - Date.parse(first.from)) / (24 * HOUR)).toBe(23)
  })

  it('says a problem, and keeps what it had', async () => {
    const overview = vi.fn().mockRejectedValue(new Refused('network', 'Not reached.'))
    const looking = createLooking({ overview }, problem => (problem as Error).message)
    await looking.read()
    expect([looking.problem.value, looking.found.value]).toEqual(['Not reached.', null])
  })
})
