import { expect, test } from 'vitest'
import { curve, spreadOut } from './curve.ts'
import { askedTable, median, number, over, type Part, placed, rank, ratioOf, rowsTables } from './figures.ts'

test('of rounds the median and the spread are told, and of two in turns the ratio round by round', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(over([3, 1, 2])).toEqual({ value: 2, spread: [1, 3] })
  expect(rank([1, 2, 3, 4], 0.5)).toBe(2)
  expect(rank([1, 2, 3, 4], 0.99)).toBe(4)
  // The machine was half as quick in the second round, for both.
  expect(ratioOf([100, 50, 100], [200, 100, 200])).toBe(0.5)
})

test('numbers have three digits that mean something', () => {
  expect([1234.5, 99.4, 1.25, 0.5, 0.04567].map(number)).toEqual(['1,235', '99.4', '1.25', '0.5', '0.0457'])
})

const part: Part = {
  title: 'reading',
  rows: [
    { what: 'bare', value: 20_000, unit: '/s', spread: [19_000, 21_000], processor: 40 },
    { what: 'ours', value: 18_000, unit: '/s', spread: [17_000, 19_000], ratio: { to: 'of bare', value: 0.9 } },
  ],
  asked: [],
}

test('a table leaves out what nobody has measured, and puts numbers to the right', () => {
  expect(rowsTables([part, { title: 'nothing', rows: [], asked: [] }]).split('\n')).toEqual([
    '| reading | median | rounds | processor each | in relation |',
    '| --- | ---: | ---: | ---: | --- |',
    '| bare | 20,000 /s | 19,000–21,000 | 40 µs |  |',
    '| ours | 18,000 /s | 17,000–19,000 |  | 0.90 of bare |',
  ])
})

test('what was asked stands beside what was measured, in its order, and says whether it was reached', () => {
  const asked = [
    { no: 5, what: 'posts', atLeast: 4000, value: 3999, unit: '/s' },
    { no: 1, what: 'p99', atMost: 3, value: 3, unit: '×' },
  ]
  expect(askedTable(asked).split('\n').slice(2)).toEqual([
    '| 1 | p99 | ≤ 3× | 3× | yes |',
    '| 5 | posts | ≥ 4,000 /s | 3,999 /s | **no** |',
  ])
})

test('a page keeps everything but what stands in its one place', () => {
  const page = 'before\n<!-- bench:rows -->\nold\n<!-- /bench:rows -->\nafter'
  expect(placed(page, 'rows', 'new')).toBe(page.replace('old', 'new'))
  expect(placed(placed(page, 'rows', 'newer'), 'rows', 'new')).toBe(page.replace('old', 'new'))
  expect(() => placed(page, 'asked', 'new')).toThrow('bench:asked')
  expect(() => placed(page + page, 'rows', 'new')).toThrow('bench:rows')
})

test('the curve has a point for each size, the slower the higher, and names that stand apart', () => {
  const flat = [1, 100, 1_000_000].map(size => [size, 2] as const)
  const picture = curve(
    [
      { name: 'kept', points: flat.map(([size]) => [size, 0.2] as const) },
      { name: 'built', points: flat },
      { name: 'post', points: flat.map(([size]) => [size, 2.02] as const) },
    ],
    'Times',
  )
  const dots = [...picture.matchAll(/<circle class="line l(\d)" cx="([\d.]+)" cy="([\d.]+)"/g)].map(found =>
    found.slice(1).map(Number),
  )
  expect(dots.map(([line]) => line)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2])
  expect(dots[0]![2]).toBeGreaterThan(dots[3]![2]!)
  // From 1 to 100 is as far as from 100 to 10,000, which is two thirds of the rest.
  expect((dots[2]![1]! - dots[1]![1]!) / (dots[1]![1]! - dots[0]![1]!)).toBeCloseTo(2)
  expect(spreadOut([100, 20, 102])).toEqual([100, 20, 118])
  expect(picture).toContain('built, 2 ms</text>')
  expect(picture).toContain('prefers-color-scheme:dark')
})
