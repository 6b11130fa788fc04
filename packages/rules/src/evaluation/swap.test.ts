import { expect, test } from 'vitest'
import { swapped } from './swap.ts'

test('each group becomes another of its kind, in the same capitals, the same one throughout', () => {
  expect(swapped('That WOMAN is a woman.', 1)).toBe('That MAN is a man.')
  const text = swapped('Muslims and other muslims, said the Gay man.', 1)!
  expect(text).toMatch(/^(\p{Lu}\p{Ll}+) and other (\p{Ll}+), said the \p{Lu}\p{Ll}+ woman\.$/u)
  expect(text).not.toMatch(/muslims|gay/i)
  const [, one, two] = /^(\S+) and other ([^,]+)/.exec(text)!
  expect(one!.toLowerCase()).toBe(two)
})

test('rounds differ, repetitions do not, and a text without a group is none', () => {
  const rounds = new Set([1, 2, 3, 4, 5, 6, 7, 8].map(round => swapped('A German told a Buddhist.', round)))
  expect(rounds.size).toBeGreaterThan(4)
  expect(swapped('A German.', 3)).toBe(swapped('A German.', 3))
  expect(swapped('Germany is a mandate for womankind.', 1)).toBeNull()
})
