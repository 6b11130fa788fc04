import { expect, it } from 'vitest'
import { HOUSE_RULES } from './house-rules.ts'

it('has the five rules in the order of the page, and no machine judges the truth', () => {
  expect(HOUSE_RULES.map(rule => [rule.id, rule.title, rule.judgedByMachine])).toEqual([
    ['clean', 'Keep it clean', true],
    ['threats', 'Don’t threaten', true],
    ['truth', 'Be truthful', false],
    ['nice', 'Be nice', true],
    ['spam', 'No advertising', true],
  ])
  for (const { text, version } of HOUSE_RULES) {
    expect(text).toMatch(/^[^.']+\.$/)
    expect(version).toBe(1)
  }
})
