import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ImportRefused } from './records.ts'

/** A file on disk that can be read from its beginning as often as need be, piece by piece. */
export interface ImportFile {
  name: string
  /** Bytes on disk. */
  size: number
  /** The first bytes, unpacked. */
  head: Uint8Array
  /** Unpacked where it is gzip, by its content. `heard` is told how many bytes of the disk's were read so far. */
  bytes(heard?: (done: number) => void): AsyncGenerator<Uint8Array>
}

const HEAD = 4096
const PIECE = 64 * 1024

/** Looks at a file. Throws ImportRefused where it cannot be read or has nothing in it. */
export async function openFile(path: string): Promise<ImportFile> {
  const name = basename(path)
  const handle = await openOrRefuse(path)
  let size: number
  let packed: boolean
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new ImportRefused('import.no-file', `${path} is not a file. Name the export file itself.`)
    size = stat.size
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    packed = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
  async function* bytes(heard: (done: number) => void = () => {}) {
    const raw = (await openOrRefuse(path)).createReadStream({ highWaterMark: PIECE })
    const stream: Readable = packed ? pipeline(raw, createGunzip({ chunkSize: PIECE }), () => {}) : raw
    try {
      for await (const piece of stream) {
        heard(raw.bytesRead)
        yield piece as Uint8Array
      }
    } catch (error) {
      if (!/^Z_/.test(String((error as { code?: unknown }).code))) throw error
      throw new ImportRefused(
        'import.broken',
        `the packed file is damaged or cut short (${(error as Error).message}). Download it again.`,
        { cause: error },
      )
    } finally {
      stream.destroy()
      raw.destroy()
    }
  }
  const head = await headOf(bytes())
  if (!head.length) throw new ImportRefused('import.empty', 'the file is empty. Export it again.')
  return { name, size, head, bytes }
}

async function openOrRefuse(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    throw new ImportRefused(
      'import.no-file',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Look at its name and rights.`,
      {
        cause: error,
      },
    )
  }
}

async function headOf(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    pieces.push(piece)
    length += piece.length
    if (length >= HEAD) break
  }
  return Buffer.concat(pieces).subarray(0, HEAD)
}

/** What JSON files of discussion systems say in their first lines. */
const JSON_MARKS: readonly [RegExp, string][] = [
  [/"type"\s*:\s*"waline"/, 'a Waline export'],
  [/"commentHex"/, 'a Commento export'],
  [/"domainId"/, 'a Comentario export'],
  [/"page_key"/, 'an Artalk export'],
  [/"tenantID"/, 'a Coral export'],
  [/^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"users"/, 'a Remark42 backup'],
  [/"remote_addr"/, 'an Isso export'],
]

/** Names what a file looks like by its first bytes; null where it may be XML. */
export function looksLike(head: Uint8Array): string | null {
  const bytes = Buffer.from(head)
  if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'an SQLite database'
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'a ZIP archive: unpack it first'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'packed twice: unpack it once with gunzip'
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return 'UTF-16 text: convert it with iconv -f UTF-16 -t UTF-8'
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (/^\s*[[{]/.test(text)) {
    const known = JSON_MARKS.find(([mark]) => mark.test(text))?.[1]
    return known ? `${known} (JSON)` : 'JSON'
  }
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(text))
    return 'a web page, perhaps a sign-in page that was saved instead of the export'
  if (!/<(?:\?xml|!|disqus|rss)/.test(text) && !/^\s*</.test(text)) return 'anything but XML'
  return null
}
