const QUIET = 1000
const TERMINAL_STEP = 200
const LOG_STEP = 10_000

/** Tells on standard error how far something is, once it takes longer than a second. `said`: a line; `whole`: that is the last one. */
export function progress() {
  const { isTTY } = process.stderr
  let next = performance.now() + QUIET
  let told = false
  return (said: () => string, whole = false) => {
    const now = performance.now()
    if (now < next && !(told && isTTY && whole)) return
    next = now + (isTTY ? TERMINAL_STEP : LOG_STEP)
    told = true
    process.stderr.write(isTTY ? `\r${said()}\x1b[K${whole ? '\n' : ''}` : `${said()}\n`)
  }
}

/** The same for a file whose size in bytes is known. */
export function readProgress(doing: string, size: number) {
  const tell = progress()
  return (done: number) => tell(() => `${doing}: ${megabytes(done)} of ${megabytes(size)} MB read`, done === size)
}

export const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** A number of things for people, with their word. */
export const counted = (n: number, word: string) => `${n.toLocaleString('en-US')} ${n === 1 ? word : `${word}s`}`
