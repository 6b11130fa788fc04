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
    return ['server/src', 'contract/src', 'rules/src', 'notes/src', '../package-lock.json']
      .map(path => at(`../../${path}`))
      .every(
        path =>
          older(path) &&
          (path.endsWith('.json') || readdirSync(path, { recursive: true }).every(name => older(`${path}/${name}`))),
      )
  } catch {
    return false
  }
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Compiled once, for every start after it; NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 none.
  modules.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? at('../../../node_modules/.parley-compiled'))
  await import(built() ? '../dist/parley.js' : '../src/cli/main.ts')
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
