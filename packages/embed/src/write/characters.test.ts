import { expect, it } from 'vitest'
import { charactersLeft } from './characters.ts'

it('says nothing while there is room', () => {
  expect(charactersLeft('x'.repeat(800), 1000)).toBeUndefined()
})

it('counts down to the limit and beyond', () => {
  expect([801, 1000, 1003].map(n => charactersLeft('x'.repeat(n), 1000))).toEqual([199, 0, -3])
})

it('counts what a reader sees as one character once', () => {
  expect(charactersLeft('👩‍👩‍👧'.repeat(900), 1000)).toBe(100)
  expect(charactersLeft('e\u0301'.repeat(700), 1000)).toBeUndefined()
})
