import { expect, it } from 'vitest'
import { hue, initials } from './avatar.ts'

it.each([
  ['Alice Moreau', 'AM'],
  ['bob', 'B'],
  ['Maria del Carmen Ortiz', 'MO'],
  ['Émile  Zola', 'ÉZ'],
  ['e\u0301mile', 'É'],
  ['O’Neill, Pat', 'OP'],
  ['李 小龙', '李小'],
  ['🙂🙂', '·'],
  ['', '·'],
])('writes %j as %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

it('gives the same reader the same colour, and readers different ones', () => {
  expect(hue('r_01m4vr5rpy2a0b7y0wxf8b')).toBe(hue('r_01m4vr5rpy2a0b7y0wxf8b'))
  expect(new Set(Array.from({ length: 200 }, (_, n) => hue(`r_${n}`)))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
})
