#!/usr/bin/env node
// Runs under Node 24, which npm ci brings; an older Node only hands over to it.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(path, import.meta.url))

/** Is what `npm run build` has made of the server as new as its sources? Otherwise they run themselves, and take longer to start. */
function built() {
  try {
    const made = statSync(at('../dist/parley.js')).mtimeMs
    const older = path => statSync(path).mtimeMs <= made
    // Not Node's own recursion, which takes three times as long.
    const allOlder = path =>
      older(path) &&
      readdirSync(path, { withFileTypes: true }).every(one =>
        one.isDirectory() ? allOlder(`${path}/${one.name}`) : older(`${path}/${one.name}`),
      )
    return (
      older(at('../../../package-lock.json')) &&
      ['server/src', 'contract/src', 'rules/src', 'notes/src'].every(path => allOlder(at(`../../${path}`)))
    )
  } catch {
    return false
  }
}

/**
 * What is young is collected at 8 MB: under load Node lets it grow to 64 MB first, on a large machine, and never gives them back.
 * It begins with as much, since a start makes little that goes again and would be looked through a dozen times. What is old is collected
 * when it has grown by 70 %: a tenth less memory for no more time (at 30 % a page read again costs twice as much).
 * Only a new image of this process can be told so (30 ms); where there are none, as on Windows, it stays as it is.
 */
const HEAP = ['--max-semi-space-size=8', '--min-semi-space-size=8', '--heap-growing-percent=70']
const stays = ['serve', 'demo'].includes(process.argv[2])
const told = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some(one => one.includes('semi-space'))

if (Number(process.versions.node.split('.')[0]) >= 24) {
  if (stays && !told && process.platform !== 'win32')
    process.execve(
      process.execPath,
      [process.execPath, ...HEAP, ...process.execArgv, ...process.argv.slice(1)],
      process.env,
    )
  // Compiled once, for every start after it; NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 none.
  modules.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? at('../../../node_modules/.parley-compiled'))
  // Whoever loads something before it means the sources.
  const watched = process.execArgv.includes('--import')
  await import(!watched && built() ? '../dist/parley.js' : '../src/cli/main.ts')
} else {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node'
  const node = at(`../../../node_modules/.bin/${name}`)
  if (!existsSync(node)) {
    console.error(
      `Parley needs Node 24, and this is ${process.version}. Run “npm ci” in Parley’s folder first; it brings Node 24 along.`,
    )
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
