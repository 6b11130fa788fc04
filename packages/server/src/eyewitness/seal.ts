import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import { Refusal } from '../http/problems.ts'

const NONCE = 12
const TAG = 16

const keys = new Map<string, Buffer>()

/** From PARLEY_SECRET, which is not in the database: whoever has the database alone can read nothing that is sealed. Source: RFC 5869. */
function keyOf(secret: string): Buffer {
  const key = keys.get(secret) ?? Buffer.from(hkdfSync('sha256', secret, '', 'parley eyewitness 1', 32))
  keys.set(secret, key)
  return key
}

/** Encrypts with AES-256-GCM under a new nonce: nonce, tag, then the text. `of` names the row, so that what is moved to another row does not open. */
export function seal({ secret }: Pick<Config, 'secret'>, of: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: TAG }).setAAD(Buffer.from(of))
  const text = [cipher.update(plain), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...text])
}

/** Throws Refusal('account.sealed') where it was sealed with a secret that is not known, for another row, or is damaged. */
export function unseal(
  { secret, oldSecrets }: Pick<Config, 'secret' | 'oldSecrets'>,
  of: string,
  sealed: Buffer,
): Buffer {
  let cause: unknown
  for (const one of [secret, ...oldSecrets])
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(one), sealed.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(of))
        .setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
    } catch (error) {
      cause = error
    }
  throw new Refusal('account.sealed', {}, { cause })
}

/** The names of what is sealed. */
export const contactOf = ({ site, story, id }: { site: string; story: string; id: string }) =>
  `${site} ${story} ${id} contact`
export const originalOf = ({ site, story, photo }: { site: string; story: string; photo: string }) =>
  `${site} ${story} ${photo} original`
