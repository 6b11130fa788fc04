#!/usr/bin/env node
// Runs under Node 24, which npm ci brings; an older Node only hands over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('../src/cli/main.ts')
} else {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node'
  const node = fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url))
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
