import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))

/** Runs `parley …` on a data folder as one would in a shell. */
export async function runParley(
  data: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH, PARLEY_DATA: data, ...env },
  })
  let out = ''
  let said = ''
  child.stdout.on('data', more => (out += more))
  child.stderr.on('data', more => (said += more))
  child.stdin.end(input)
  const status = await new Promise<number | null>(done => child.on('close', done))
  return { status, out, said }
}
