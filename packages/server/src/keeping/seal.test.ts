import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { BackupRefused, keyOf, type Lock, newLock, sealed, unsealed } from './seal.ts'

const KEY = 'correct horse battery staple'
const PIECE = 64 * 1024

async function* inParts(bytes: Buffer, most = 10_000) {
  for (let at = 0; at < bytes.length; at += most) yield bytes.subarray(at, at + most)
}
async function all(parts: AsyncIterable<Uint8Array>) {
  const found: Uint8Array[] = []
  for await (const part of parts) found.push(part)
  return Buffer.concat(found)
}
/** Deriving a key is slow on purpose, so it is done once. */
const open = (bytes: Buffer, lock: Lock) => all(unsealed(inParts(bytes), () => lock.key))
const refused = (bytes: Buffer, lock: Lock) =>
  open(bytes, lock).then(
    () => false,
    error => error instanceof BackupRefused,
  )

describe.each([
  ['with a key', KEY],
  ['without one', null],
])('R05: a sealed file %s', (_name, passphrase) => {
  let lock: Lock
  let file: Buffer
  /** Where pieces begin, and the end. */
  let borders: number[]
  const words = Buffer.from(Array.from({ length: 3 * PIECE + 77 }, (_, i) => (i * 31) % 251))
  beforeAll(async () => {
    lock = newLock(passphrase)
    file = await all(sealed(lock, inParts(words)))
    borders = [0, lock.line.length]
    for (let at = lock.line.length; at < file.length; ) {
      at += 4 + (file.readUInt32BE(at) & 0x7fff_ffff) + 16
      borders.push(at)
    }
  })

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])('comes back as it was: %i bytes', async length => {
    const bytes = words.subarray(0, length)
    expect((await open(await all(sealed(lock, inParts(bytes))), lock)).equals(bytes)).toBe(true)
  })

  it('has four pieces, and is refused when it is cut at or near any of their borders', async () => {
    expect(borders).toHaveLength(6)
    expect(await refused(file, lock)).toBe(false)
    for (const border of borders)
      for (const at of [border - 1, border, border + 1, border + 4])
        if (at >= 0 && at < file.length) expect(await refused(file.subarray(0, at), lock), `cut at ${at}`).toBe(true)
  })

  it('is refused when it ends with a piece that was not the last, whatever that says of itself', async () => {
    for (const [i, border] of borders.entries()) {
      if (i === 0 || i >= borders.length - 2) continue
      const cut = Buffer.from(file.subarray(0, borders[i + 1]))
      cut[border]! |= 0x80
      expect(await refused(cut, lock), `cut behind piece ${i}`).toBe(true)
    }
  })

  it('is refused cut, changed or lengthened anywhere', async () => {
    const place = fc.nat({ max: file.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(file)
        changed[at]! ^= by
        expect(await refused(changed, lock), `changed at ${at}`).toBe(true)
        expect(await refused(file.subarray(0, at), lock), `cut at ${at}`).toBe(true)
        expect(await refused(Buffer.concat([file, file.subarray(at)]), lock), `lengthened by ${at}`).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('is refused with its pieces in another order, doubled, or left out', async () => {
    const [, ...starts] = borders
    const pieces = starts.slice(0, -1).map((start, i) => file.subarray(start, starts[i + 1]))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 6 }), async order => {
        fc.pre(order.join() !== '0,1,2,3')
        const other = Buffer.concat([lock.line, ...order.map(i => pieces[i]!)])
        expect(await refused(other, lock), order.join()).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('does not take a piece of another file', async () => {
    const second = newLock(passphrase === null ? null : 'another key than that one')
    const other = await all(sealed(second, inParts(Buffer.from(words).reverse())))
    const from = borders[2]! - lock.line.length
    const mixed = Buffer.concat([file.subarray(0, borders[2]), other.subarray(second.line.length + from)])
    // Without a key nothing tells whose a whole piece is: the sums of what is in them do (file.ts).
    expect(await refused(mixed, lock)).toBe(passphrase !== null)
  })
})

describe('R05: a key', () => {
  const header = (lock: Lock) => JSON.parse(lock.line.toString().split(' ')[2]!)
  it('opens what it has locked, alone', () => {
    const lock = newLock(KEY)
    expect(keyOf(header(lock), KEY)).toEqual(lock.key)
    expect(() => keyOf(header(lock), `${KEY}.`)).toThrow(/another key than the one in PARLEY_BACKUP_KEY/)
    expect(() => keyOf(header(lock), null)).toThrow(/is encrypted: set PARLEY_BACKUP_KEY/)
  })
  it('is never used for two files', () => {
    expect(newLock(KEY).key).not.toEqual(newLock(KEY).key)
  })
  it('set, it lets nothing pass that is not encrypted, unless that is known', () => {
    const open = header(newLock(null))
    expect(() => keyOf(open, KEY)).toThrow(/not encrypted.*--unencrypted/)
    expect(keyOf(open, KEY, { unencrypted: true })).toBe(null)
    expect(keyOf(open, null)).toBe(null)
  })
  it('a file cannot ask for more work than anybody would', () => {
    const asked = { ...header(newLock(KEY)), scrypt: { N: 2 ** 30, r: 8, p: 1 } }
    expect(() => keyOf(asked, KEY)).toThrow(/asks for too much/)
  })
})

it('what is something else is said to be that', async () => {
  const lock = newLock(null)
  for (const [bytes, said] of [
    ['', /no backup of Parley/],
    ['SQLite format 3\0', /no backup of Parley/],
    ['parley-backup 2 {}\n', /newer Parley/],
    ['parley-backup 1 {}\n', /first line is damaged/],
  ] as const)
    await expect(open(Buffer.from(bytes), lock)).rejects.toThrow(said)
})
