import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scryptSync } from 'node:crypto'

/**
 * How a backup lies in its file: a line that says what it is, then pieces, each with a seal of its own. A piece knows its number and whether
 * it is the last, so that a file that was cut short, torn, changed, or put together in another order is refused.
 *
 *     parley-backup 1 {"cipher":"aes-256-gcm","scrypt":{"N":65536,"r":8,"p":1},"salt":"…","check":"…"}⏎
 *     [4 bytes: length, highest bit set in the last piece] [the piece] [16 bytes: its seal] …
 *
 * With a key a piece is AES-256-GCM under a key of this file alone (scrypt over a salt that is never used twice, so nonces may be counted);
 * the seal is its tag. Without one the seal is the beginning of a SHA-256, which finds what is damaged and proves nothing about who wrote it.
 */
export class BackupRefused extends Error {}

const MAGIC = 'parley-backup'
const FORMAT = '1'
const PIECE = 64 * 1024
const SEAL = 16
const LAST = 0x8000_0000
/** The first line is not longer than this, in bytes. */
const LINE = 1024
/** What scrypt costs whoever guesses: 64 MB and some tenths of a second. More than `MOST` is not taken from a file. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1 }
const MOST = { N: 2 ** 20, r: 16, p: 16 }

/** What a file says of itself before anything else. */
export type Header = { cipher: 'none' } | { cipher: 'aes-256-gcm'; scrypt: typeof SCRYPT; salt: string; check: string }

/** A header with what its pieces are sealed by. */
export interface Lock {
  /** The first line, with its end. */
  line: Buffer
  key: Buffer | null
}

const derived = (passphrase: string, { scrypt, salt }: { scrypt: typeof SCRYPT; salt: string }) =>
  scryptSync(passphrase, Buffer.from(salt, 'base64url'), 32, { ...scrypt, maxmem: 256 * scrypt.N * scrypt.r })

/** Tells a wrong key from a damaged file. */
const checkOf = (key: Buffer) => createHmac('sha256', key).update('parley backup').digest('base64url').slice(0, 16)

/** A lock for a new file: with a passphrase it is encrypted. */
export function newLock(passphrase: string | null): Lock {
  const line = (header: Header) => Buffer.from(`${MAGIC} ${FORMAT} ${JSON.stringify(header)}\n`)
  if (passphrase === null) return { line: line({ cipher: 'none' }), key: null }
  const salt = randomBytes(16).toString('base64url')
  const key = derived(passphrase, { scrypt: SCRYPT, salt })
  return { line: line({ cipher: 'aes-256-gcm', scrypt: SCRYPT, salt, check: checkOf(key) }), key }
}

/**
 * The key of a file that is there already; null where it has none. Throws BackupRefused where a passphrase is missing or wrong, and where one
 * is given and the file is not encrypted (then somebody may have put another in its place), unless `unencrypted` says that this is known.
 */
export function keyOf(header: Header, passphrase: string | null, { unencrypted = false } = {}): Buffer | null {
  if (header.cipher === 'none') {
    if (passphrase === null || unencrypted) return null
    throw new BackupRefused(
      'it is not encrypted, though PARLEY_BACKUP_KEY is set, so nobody can tell who has written it; where you know that, say --unencrypted',
    )
  }
  if (passphrase === null) throw new BackupRefused('it is encrypted: set PARLEY_BACKUP_KEY to the key it was made with')
  const { N, r, p } = header.scrypt
  if (!(N <= MOST.N && r <= MOST.r && p <= MOST.p)) throw new BackupRefused('its first line asks for too much')
  const key = derived(passphrase, header)
  if (checkOf(key) !== header.check)
    throw new BackupRefused('it was made with another key than the one in PARLEY_BACKUP_KEY')
  return key
}

/** Counted, so that no two pieces of a file have the same. */
function nonceOf(no: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = last ? 1 : 0
  nonce.writeBigUInt64BE(BigInt(no), 4)
  return nonce
}

const sumOf = (line: Buffer, nonce: Buffer, piece: Buffer) =>
  createHash('sha256').update(line).update(nonce).update(piece).digest().subarray(0, SEAL)

function sealedPiece({ line, key }: Lock, piece: Buffer, { no, last }: { no: number; last: boolean }): Buffer[] {
  const length = Buffer.alloc(4)
  length.writeUInt32BE((piece.length | (last ? LAST : 0)) >>> 0)
  const nonce = nonceOf(no, last)
  if (!key) return [length, piece, sumOf(line, nonce, piece)]
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(line)
  return [length, cipher.update(piece), cipher.final(), cipher.getAuthTag()]
}

/** Seals bytes; answers those of the file. Keeps one piece in memory. */
export async function* sealed(lock: Lock, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield lock.line
  let waiting = Buffer.alloc(0)
  let no = 0
  for await (const more of bytes) {
    waiting = Buffer.concat([waiting, more])
    // What may be the end is kept: the last piece is sealed as such.
    for (; waiting.length > PIECE; waiting = waiting.subarray(PIECE))
      yield Buffer.concat(sealedPiece(lock, waiting.subarray(0, PIECE), { no: no++, last: false }))
  }
  yield Buffer.concat(sealedPiece(lock, waiting, { no, last: true }))
}

/**
 * The bytes that were sealed, each piece once its seal is found to be right. `keyFor`: the key for what the first line says. Throws
 * BackupRefused at the first thing that is not as it was written.
 */
export async function* unsealed(
  bytes: AsyncIterable<Uint8Array>,
  keyFor: (header: Header) => Buffer | null,
): AsyncGenerator<Buffer> {
  const source = bytes[Symbol.asyncIterator]()
  let read = 0
  let waiting = Buffer.alloc(0)
  async function more(): Promise<boolean> {
    const { done, value } = await source.next()
    if (done) return false
    waiting = Buffer.concat([waiting, value])
    return true
  }
  const damaged = () => new BackupRefused(`it is damaged or cut short at byte ${read}`)
  async function take(length: number): Promise<Buffer> {
    while (waiting.length < length) if (!(await more())) throw damaged()
    const taken = waiting.subarray(0, length)
    waiting = waiting.subarray(length)
    read += length
    return taken
  }
  try {
    while (waiting.length < LINE && !waiting.includes(10)) if (!(await more())) break
    const end = waiting.indexOf(10) + 1
    if (end === 0 || !waiting.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)))
      throw new BackupRefused('it is no backup of Parley, or its first line is damaged')
    const line = Buffer.from(await take(end))
    const lock: Lock = { line, key: keyFor(headerIn(line)) }
    for (let no = 0; ; no++) {
      const head = (await take(4)).readUInt32BE()
      const last = head >= LAST
      const length = last ? head - LAST : head
      if (length > PIECE) throw damaged()
      const piece = await take(length)
      const seal = await take(SEAL)
      yield openedPiece(lock, piece, { seal, nonce: nonceOf(no, last), damaged })
      if (!last) continue
      if (waiting.length || (await more())) throw damaged()
      return
    }
  } finally {
    await source.return?.()
  }
}

function headerIn(line: Buffer): Header {
  const [, format, ...rest] = line.toString().split(' ')
  if (format !== FORMAT)
    throw new BackupRefused(`its format (${format}) is that of a newer Parley; restore it with that`)
  try {
    const header = JSON.parse(rest.join(' ')) as Header
    if (header.cipher === 'none' || (header.cipher === 'aes-256-gcm' && header.scrypt.N && header.salt)) return header
  } catch {
    // Said below.
  }
  throw new BackupRefused('its first line is damaged')
}

function openedPiece(
  { line, key }: Lock,
  piece: Buffer,
  { seal, nonce, damaged }: { seal: Buffer; nonce: Buffer; damaged: () => BackupRefused },
): Buffer {
  if (!key) {
    if (!sumOf(line, nonce, piece).equals(seal)) throw damaged()
    return piece
  }
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: SEAL }).setAAD(line).setAuthTag(seal)
  try {
    return Buffer.concat([decipher.update(piece), decipher.final()])
  } catch {
    throw damaged()
  }
}
