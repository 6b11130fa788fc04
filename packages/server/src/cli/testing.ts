import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { vi } from 'vitest'
import { BARE, databaseOf } from '../testing.ts'

const BIN = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))

/** Runs `parley …` on a data folder as one would in a shell. */
export async function runParley(
  data: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...BARE, PARLEY_DATA: data, ...databaseOf(data), ...env },
  })
  let out = ''
  let said = ''
  child.stdout.on('data', more => (out += more))
  child.stderr.on('data', more => (said += more))
  child.stdin.end(input)
  const status = await new Promise<number | null>(done => child.on('close', done))
  return { status, out, said }
}

/** Runs one command in this process: as quick as a call, for tests that ask much. `status` is 1 where it throws. */
export async function runHere(data: string, command: Command, args: readonly string[]) {
  const { PARLEY_DATA, PARLEY_DATABASE_URL, PARLEY_SECRET } = process.env
  const code = process.exitCode
  const out: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void out.push(`${line}\n`))
  Object.assign(process.env, { PARLEY_DATA: data, ...databaseOf(data) })
  try {
    await command.parseAsync(args, { from: 'user' })
    return { status: Number(process.exitCode ?? 0), out: out.join(''), said: '' }
  } catch (error) {
    return { status: 1, out: out.join(''), said: (error as Error).message }
  } finally {
    log.mockRestore()
    process.exitCode = code
    for (const [name, before] of Object.entries({ PARLEY_DATA, PARLEY_DATABASE_URL, PARLEY_SECRET }))
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
  }
}
