// What start, test and build share: the packages of the lock file, Node 24 among them, and the built web parts. Runs under any Node from 20 on.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

/** Runs a command and ends this process with its status if it fails. */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
}

/** The Node 24 that npm ci brings. */
export const node = () => join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
export const bin = name => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** Installs exactly what the lock file says, unless that has been done. */
export function install() {
  const stamp = 'node_modules/.parley-lock'
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const marked = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
  // npm writes its own copy of the lock file last; one that is as new as ours says that somebody ran npm ci by hand.
  const byHand =
    existsSync('node_modules/.package-lock.json') &&
    statSync('node_modules/.package-lock.json').mtimeMs >= statSync('package-lock.json').mtimeMs
  if ((marked || byHand) && existsSync(node())) return
  console.log('Installing what the lock file names (once; about a minute) …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, lock)
}

/** What is built, and what of: folders and files under packages/. */
const PARTS = {
  embed: { of: ['embed', 'contract/src', 'rules/src', 'rules/weights/browser.bin'], makes: 'embed/dist/parley.js' },
  desk: { of: ['desk', 'contract/src', 'rules/src'], makes: 'desk/dist/index.html' },
  server: {
    of: ['server', 'contract/src', 'rules/src', 'notes/src', '../package-lock.json'],
    makes: 'server/dist/parley.js',
  },
}

/** Builds each part whose sources have changed since. */
export function build() {
  for (const [name, { of, makes }] of Object.entries(PARTS)) {
    const hash = createHash('sha256')
    for (const file of of.flatMap(path => filesIn(`packages/${path}`))) hash.update(file).update(readFileSync(file))
    const stamp = `node_modules/.parley-build-${name}`
    const now = hash.digest('hex')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now && existsSync(`packages/${makes}`)) continue
    console.log(`Building ${name} …`)
    run('npm', ['run', '--silent', 'build', '-w', `packages/${name}`])
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, now)
  }
}

/** A file, or all files of a folder but those that were built or installed; none where there is nothing. */
function filesIn(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter(name => name !== 'dist' && name !== 'node_modules')
    .flatMap(name => filesIn(join(path, name)))
    .sort()
}
