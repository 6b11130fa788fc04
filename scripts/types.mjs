// Type-checks every package.
import { bin, run } from './prepare.mjs'

for (const name of ['rules', 'contract', 'server', 'embed', 'desk']) run(bin('tsc'), ['-p', `packages/${name}`])
