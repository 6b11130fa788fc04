import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { Row } from '../db/shapes.ts'
import { BackupRefused, type Header, keyOf, type Lock, sealed, unsealed } from './seal.ts'
import { Sum, type Summed } from './sum.ts'

/**
 * What is in a backup: lines of JSON, compressed (zstd), sealed (seal.ts). First what it is, then the files that belong to the database, then
 * every table with its rows as lists, and at the end what all of that must come to. One format for both databases.
 */
export interface About {
  /** Of Parley. */
  version: string
  /** Names of the migrations that the database had seen. */
  schema: readonly string[]
  madeAt: string
  from: 'sqlite' | 'postgres'
  /** What the database took of its disk. */
  bytes: number
}

/** Where the chains of a site ended (audit/verify.ts). */
export interface Chain {
  stories: { no: number; hash: string }
  settled: { no: number; hash: string }
}

export interface Manifest extends About {
  tables: Record<string, Summed>
  chains: Record<string, Chain>
  /** Names of the files that are in it. */
  files: string[]
}

export type Line =
  | { parley: About }
  | { file: string; text: string }
  | { table: string; columns: readonly string[] }
  | { rows: readonly Row[] }
  | { end: Pick<Manifest, 'tables' | 'chains' | 'files'> }

/** Rows that are read at a time. */
const PAGE = 1000
/** A line is not longer than this, in UTF-16 units: no row is. */
const LONGEST = 64 * 1024 * 1024

/** The bytes of a backup's file. */
export async function* written(lock: Lock, lines: AsyncIterable<Line>): AsyncGenerator<Buffer> {
  async function* text() {
    for await (const line of lines)
      yield 'rows' in line ? line.rows.map(row => `${JSON.stringify(row)}\n`).join('') : `${JSON.stringify(line)}\n`
  }
  const zip = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  const whole = pipeline(Readable.from(text(), { objectMode: false }), zip)
  // Whoever reads the pieces hears of it.
  whole.catch(() => {})
  yield* sealed(lock, zip)
  await whole
}

/** What opens a backup. */
export interface Opening {
  passphrase: string | null
  /** It is known that it is not encrypted. */
  unencrypted?: boolean
}

/** Reads a backup's file from its beginning; `heard` is told how many of its bytes were read. Throws BackupRefused. */
export async function* read(
  file: string,
  opening: Opening,
  heard: (bytes: number) => void = () => {},
): AsyncGenerator<Line> {
  const bytes = createReadStream(file)
  const zip = createZstdDecompress()
  const keyFor = (header: Header) => keyOf(header, opening.passphrase, opening)
  const whole = pipeline(bytes, source => unsealed(source, keyFor), zip)
  whole.catch(() => {})
  let rows: Row[] = []
  let rest = ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of zip) {
    heard(bytes.bytesRead)
    const lines = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > LONGEST) throw new BackupRefused('it has a line that is too long')
    for (const line of lines) {
      const found = JSON.parse(line) as Row | Line
      if (Array.isArray(found)) {
        if (rows.push(found) < PAGE) continue
        yield { rows }
        rows = []
      } else {
        if (rows.length) yield { rows }
        rows = []
        yield found as Line
      }
    }
  }
  await whole
  if (rest || rows.length) throw new BackupRefused('it ends too early')
}

/** Reads a whole backup and holds it against what it says of itself. Writes nothing. Throws BackupRefused. */
export async function checked(file: string, opening: Opening, heard?: (bytes: number) => void): Promise<Manifest> {
  const sums: Record<string, Sum> = {}
  let about: About | null = null
  let table: Sum | null = null
  let end: Extract<Line, { end: unknown }>['end'] | null = null
  for await (const line of read(file, opening, heard)) {
    if (end) throw new BackupRefused('it goes on behind its end')
    if ('parley' in line) about = line.parley
    else if (!about) throw new BackupRefused('it does not begin as a backup does')
    else if ('end' in line) end = line.end
    else if ('table' in line) {
      table = new Sum()
      sums[line.table] = table
    } else if ('rows' in line) for (const row of line.rows) table!.add(row)
  }
  if (!about || !end) throw new BackupRefused('it ends too early')
  const found = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum.summed]))
  const wrong = otherwise(end.tables, found)
  if (wrong) throw new BackupRefused(`it is not whole: ${wrong}`)
  return { ...about, ...end }
}

/** The first table whose rows are not what they must be, in a sentence; null where all are. Pure. */
export function otherwise(must: Record<string, Summed>, are: Record<string, Summed>): string | null {
  for (const name of new Set([...Object.keys(must), ...Object.keys(are)])) {
    const [a, b] = [must[name], are[name]]
    if (!a || !b) return `table ${name} is ${a ? 'missing' : 'too many'}`
    if (a.rows !== b.rows) return `table ${name} has ${b.rows} rows in place of ${a.rows}`
    if (a.sum !== b.sum) return `rows of table ${name} are not as they were`
  }
  return null
}
