import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The key that signs case files: Ed25519, beside the newsroom's secret. */
const FILE = 'case-key.pem'
const MANIFEST = 'manifest.json'
const SIGNATURE = 'manifest.sig'
const PUBLIC = 'public-key.pem'
/** What is read of a file that somebody else has made, in bytes. */
const MOST = 64 * 1024 * 1024

interface Manifest {
  format: 'parley.case.1'
  case: string
  site: string
  madeAt: string
  /** SHA-256 of every file, hexadecimal. */
  files: Record<string, string>
}

/** The newsroom's own key, made when it is first needed, readable by its owner only. */
export function signingKey(data: string): KeyObject {
  const file = join(data, FILE)
  if (existsSync(file)) return createPrivateKey(readFileSync(file))
  mkdirSync(data, { recursive: true })
  try {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return createPrivateKey(readFileSync(file))
}

/** The public half, in PEM, of the newsroom whose folder this is; null where it has signed nothing yet. */
export const publicKeyOf = (data: string): string | null =>
  existsSync(join(data, FILE)) ? publicPem(createPrivateKey(readFileSync(join(data, FILE)))) : null

export const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

/** A short name for a key, to be read out: SHA-256 of its DER form, hexadecimal. */
export const fingerprint = (pem: string): string => sum(createPublicKey(pem).export({ type: 'spki', format: 'der' }))

const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** One zip of files with a manifest of their sums, the manifest's signature, and the public key. Answers also the manifest's own sum. */
export function packed(
  key: KeyObject,
  files: Record<string, string>,
  about: Omit<Manifest, 'files' | 'format'>,
): { zip: Uint8Array; sha256: string } {
  const bytes = Object.entries({ ...files, [PUBLIC]: publicPem(key) }).map(
    ([name, text]) => [name, strToU8(text)] as const,
  )
  const manifest: Manifest = {
    format: 'parley.case.1',
    ...about,
    files: Object.fromEntries(bytes.map(([name, content]) => [name, sum(content)])),
  }
  const written = strToU8(JSON.stringify(manifest, null, 2))
  const zip = zipSync({
    ...Object.fromEntries(bytes),
    [MANIFEST]: written,
    [SIGNATURE]: strToU8(`${sign(null, written, key).toString('base64')}\n`),
  })
  return { zip, sha256: sum(written) }
}

export type Checked =
  | { ok: true; manifest: Manifest; key: string; files: Record<string, string> }
  | { ok: false; said: string }

/** Whether a case file is as it was signed, and by which key; held against `known`, a key in PEM, where there is one. Says what is wrong first. Never throws. */
export function checked(zip: Uint8Array, known: string | null): Checked {
  const no = (said: string): Checked => ({ ok: false, said })
  try {
    let size = 0
    const files = unzipSync(zip, {
      filter: ({ originalSize }) => {
        size += originalSize
        return size <= MOST
      },
    })
    if (size > MOST) return no('it is too large')
    const { [MANIFEST]: written, [SIGNATURE]: signature, ...rest } = files
    if (!written || !signature || !rest[PUBLIC]) return no('it has no manifest, signature or key: it is no case file')
    const key = strFromU8(rest[PUBLIC])
    if (!verify(null, written, createPublicKey(key), Buffer.from(strFromU8(signature), 'base64')))
      return no('the signature does not fit the manifest: the manifest was changed')
    if (known !== null && fingerprint(key) !== fingerprint(known))
      return no(`it is signed by another key: ${fingerprint(key)}`)
    const manifest = JSON.parse(strFromU8(written)) as Manifest
    if (manifest.format !== 'parley.case.1') return no('its format is not known')
    for (const [name, expected] of Object.entries(manifest.files)) {
      if (!rest[name]) return no(`${name} is missing`)
      if (sum(rest[name]) !== expected) return no(`${name} was changed`)
    }
    const added = Object.keys(rest).find(name => !(name in manifest.files))
    if (added) return no(`${added} was put in`)
    return {
      ok: true,
      manifest,
      key,
      files: Object.fromEntries(Object.entries(rest).map(([name, bytes]) => [name, strFromU8(bytes)])),
    }
  } catch {
    return no('it cannot be read as a case file')
  }
}
