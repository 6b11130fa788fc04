import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What stands between a server and its disk and clock: compiled on the spot (shim.c), told what to do through a file. */
export interface Shim {
  /** The settings of a process that goes through it. */
  env: Record<string, string>
  /** What was done to the files, in order (images.ts reads it); null where nobody asked for it. */
  log: string | null
  /** The n-th sync from now on fails with EIO, once (0: none any more). */
  failSync(n: number): void
  /** Is that still to come? */
  willFail(): boolean
  /** Nothing can be written until it is called with false. */
  fill(full: boolean): void
  /** The clock runs so many milliseconds ahead (behind, if negative). */
  step(ms: number): void
}

/** The library, made in a folder; null where this machine has no compiler or is not Linux, which is said. */
export function compileShim(folder: string): string | null {
  const [source, library] = [fileURLToPath(new URL('shim.c', import.meta.url)), join(folder, 'shim.so')]
  if (process.platform !== 'linux') {
    console.log('not tried: the shim between a server and its disk is for Linux')
    return null
  }
  try {
    const given = ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']
    execFileSync('cc', given, { stdio: ['ignore', 'ignore', 'pipe'] })
    return library
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    console.log('not tried: there is no C compiler (cc), so the disk and the clock of a server cannot be made to fail')
    return null
  }
}

/** Can a shim be made here? */
export function canShim(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'parley-shim-'))
  try {
    return compileShim(folder) !== null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [FAILING, FULL, AHEAD, SIZE] = [0, 8, 16, 24]

/** A shim for what a process does below `data`. `name`: its files are called by it, in `folder`, which is elsewhere. `logged`: keep a log. */
export function shimFor(
  library: string,
  { data, folder, name, logged = false }: { data: string; folder: string; name: string; logged?: boolean },
): Shim {
  const control = join(folder, `${name}.control`)
  const log = logged ? join(folder, `${name}.log`) : null
  writeFileSync(control, Buffer.alloc(SIZE))
  const set = (at: number, value: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    const file = openSync(control, 'r+')
    writeSync(file, bytes, 0, 8, at)
    closeSync(file)
  }
  return {
    env: {
      LD_PRELOAD: library,
      PARLEY_SHIM_FOLDER: data,
      PARLEY_SHIM_CONTROL: control,
      ...(log && { PARLEY_SHIM_LOG: log }),
    },
    log,
    failSync: n => set(FAILING, n),
    willFail: () => readFileSync(control).readBigInt64LE(FAILING) > 0n,
    fill: full => set(FULL, Number(full)),
    step: ms => set(AHEAD, ms),
  }
}
