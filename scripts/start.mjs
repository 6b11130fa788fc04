// npm start: installs what is missing, builds what has changed, opens the demo newsroom. Runs under any Node from 20 on.
import { spawn } from 'node:child_process'
import { build, install, node } from './prepare.mjs'

install()
build()
const child = spawn(node(), ['packages/server/bin/parley.mjs', 'demo', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
