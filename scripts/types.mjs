// Type-checks every package, the journeys and the measurements.
import { bin, run } from './prepare.mjs'

for (const folder of [
  'packages/rules',
  'packages/notes',
  'packages/contract',
  'packages/server',
  'packages/embed',
  'packages/desk',
  'e2e',
  'bench',
])
  run(bin('tsc'), ['-p', folder])
