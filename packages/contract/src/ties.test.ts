import { expect, it } from 'vitest'
import { drawTies, halfOf } from './ties.ts'

const tie = (from: string, to: string) => ({ from, to })
const TIES = [
  tie('Renault', 'Nissan'),
  tie('Nissan', 'Mitsubishi'),
  tie('Renault', 'Fiat Chrysler'),
  tie('PSA Peugeot', 'Fiat Chrysler'),
  tie('Volkswagen', 'Ford'),
]

it('names everybody once, and no name lies on another or outside', () => {
  const { names, width, height } = drawTies(TIES)
  expect(names.map(({ name }) => name).toSorted()).toEqual([
    'Fiat Chrysler',
    'Ford',
    'Mitsubishi',
    'Nissan',
    'PSA Peugeot',
    'Renault',
    'Volkswagen',
  ])
  for (const one of names) {
    expect(one.x - halfOf(one.name)).toBeGreaterThanOrEqual(0)
    expect(one.x + halfOf(one.name)).toBeLessThanOrEqual(width)
    expect(one.y + 16).toBeLessThanOrEqual(height)
    for (const other of names)
      if (other !== one)
        expect(
          Math.abs(one.x - other.x) > halfOf(one.name) + halfOf(other.name) || Math.abs(one.y - other.y) > 32,
          `${one.name}, ${other.name}`,
        ).toBe(true)
  }
})

it('draws each tie from edge to edge, with room for its word, and two between the same names apart', () => {
  const { lines } = drawTies([...TIES, tie('Nissan', 'Renault')])
  expect(lines).toHaveLength(6)
  for (const { x1, y1, x2, y2 } of lines) expect(Math.hypot(x2 - x1, y2 - y1)).toBeGreaterThan(40)
  expect(lines[0]!.y).not.toBe(lines[5]!.y)
})

it('begins what is tied to nothing before in a row of its own', () => {
  const { names } = drawTies(TIES)
  const [volkswagen, ford] = ['Volkswagen', 'Ford'].map(name => names.find(one => one.name === name)!)
  expect(volkswagen!.y).toBe(ford!.y)
})

it('is empty without ties', () => expect(drawTies([])).toMatchObject({ names: [], lines: [] }))
