import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TEXTS, type Text } from '@parley/contract/privacy.ts'

/** One reader who was erased, as the list has him: nobody can tell who it was, but whoever has a backup in which he still is finds him there. */
export interface Erased {
  at: number
  site: string
  text: Text
  /** Of his id. */
  sum: string
}

/** A reader's id has 58 bits of chance in it, so that its sum tells nothing to whom has not the id. */
export const sumOf = (site: string, reader: string): string =>
  createHash('sha256').update(`${site}\n${reader}`).digest('hex')

/** So much of a list belongs together: a time, what becomes of the words, a sum, and the site, which may have spaces. */
const LINE = /^(\S+) (\S+) ([0-9a-f]{64}) (.+)$/

const lineOf = ({ at, site, text, sum }: Erased) => `${new Date(at).toISOString()} ${text} ${sum} ${site}\n`

/** Adds a reader to the list, unless he is on it: on the disk when this answers. The list is no part of any backup, so that no restore undoes it. */
export async function enlist(file: string, erased: Erased): Promise<void> {
  const known = await listed(file)
  if (known.some(({ sum, site }) => sum === erased.sum && site === erased.site)) return
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.appendFile(lineOf(erased))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Who is on a list; nobody where there is none. A line that was cut off in a power cut is none. */
export async function listed(file: string): Promise<Erased[]> {
  if (!existsSync(file)) return []
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap(line => {
    const [, time, text, sum, site] = LINE.exec(line) ?? []
    const at = Date.parse(time ?? '')
    if (Number.isNaN(at) || !TEXTS.includes(text as Text)) return []
    return [{ at, site: site!, text: text as Text, sum: sum! }]
  })
}
