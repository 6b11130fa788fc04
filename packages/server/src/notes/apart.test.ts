import { V1 } from '@parley/notes/config.ts'
import { world } from '@parley/notes/testing.ts'
import { expect, it } from 'vitest'
import { runApart } from './apart.ts'
import { runNotes } from './run.ts'

const asked = { ...world({ raters: 80, notes: 30, ratings: 700 }), config: V1 }

it('says the same in a thread of its own as here, to the last bit', async () => {
  const here = runNotes(asked)
  expect(await runApart(asked)).toEqual(here)
  const last = { mu: here.fit.mu, noteIntercept: here.fit.noteIntercept, noteFactor: here.fit.noteFactor }
  const warm = await runApart({ ...asked, last })
  expect(warm).toEqual(runNotes({ ...asked, last }))
  expect(warm.fit.steps).toBeLessThan(here.fit.steps / 5)
})

it('fails as the run does', async () => {
  await expect(runApart({ ...asked, notes: 1 })).rejects.toThrow(/there is no note/)
  await expect(runApart({ ...asked, config: { ...V1, sigma: 0 } })).rejects.toThrow('sigma cannot be 0')
})
