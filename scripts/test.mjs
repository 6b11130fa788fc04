// npm test: installs and builds what is missing, checks types, style and the direction of dependencies, then runs every test, browser journeys included.
import { bin, build, install, run } from './prepare.mjs'

install()
build()
if (process.argv.length === 2) run('npm', ['run', '--silent', 'check'])
run(bin('vitest'), ['run', ...process.argv.slice(2)])
