import { SignJWT } from 'jose'
import type { App } from '../app.ts'
import type { Person } from './people.ts'

/**
 * What any newspaper does for a reader who is signed in there: a token that says who it is, signed with the secret it shares with Parley (HS256),
 * good for four minutes and for one use. Throws an Error where no secret is configured.
 */
export function mintToken(app: App, { id, name, role }: Person): Promise<string> {
  const { ssoSecret, site } = app.config
  if (!ssoSecret) throw new Error('the demo newsroom signs its readers in: set PARLEY_SSO_SECRET')
  const now = Math.floor(app.clock() / 1000)
  return new SignJWT({ name, role, email: `${id}@reader.example` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setAudience(site)
    .setIssuedAt(now)
    .setExpirationTime(now + 240)
    .setJti(crypto.randomUUID())
    .sign(new TextEncoder().encode(ssoSecret))
}
