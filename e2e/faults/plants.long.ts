import { expect, it } from 'vitest'
import { findPlant } from './planted.ts'
import { PLANTS } from './plants.ts'

it.each(Object.keys(PLANTS))('the harness catches a planted bug: %s', async plant => {
  const caught = await findPlant(plant, 3)
  if (!caught) return
  console.log(`${plant}: ${caught.by.map(({ check, found }) => `${check} (${found})`).join('; ')}`)
  expect(caught.by).not.toEqual([])
})
