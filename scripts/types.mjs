// Type-checks every package, and the journeys.
import { bin, run } from './prepare.mjs'

for (const folder of [
  'packages/rules',
  'packages/notes',
  'packages/contract',
  'packages/server',
  'packages/embed',
  'packages/desk',
  'e2e',
])
  run(bin('tsc'), ['-p', folder])
