import type { Erasure, Rehearsal } from '@parley/contract/privacy.ts'
import { expect, it } from 'vitest'
import { createErasing } from './erasing.ts'

it('S33 an admin erases a reader only after having read what goes, and as he chose', async () => {
  const asked: unknown[] = []
  const found: Rehearsal = { name: 'Ann', email: null, goes: [], stays: [], fresh: false, canMail: false }
  const erasing = createErasing(
    {
      rehearse: async () => found,
      erase: async (id, how): Promise<Erasure> => {
        asked.push([id, how])
        return { id: 'e_1', text: how.text, at: '2027-05-05T08:00:00Z', state: 'running', done: 0, of: 1 }
      },
    },
    problem => (problem as Error).message,
  )
  await erasing.begin({ id: 'r_1', name: 'Ann' })
  expect(erasing.now.value?.found).toBe(found)
  expect(await erasing.erase()).toBe(false)
  expect(erasing.problem.value).toMatch(/confirm/)
  expect(asked).toEqual([])
  erasing.change({ sure: true, text: 'anonymise' })
  expect(await erasing.erase()).toBe(true)
  expect(asked).toEqual([['r_1', { text: 'anonymise', confirm: true }]])
  expect(erasing.now.value?.done?.id).toBe('e_1')
})
