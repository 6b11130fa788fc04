import type { CodeSent, Me, PageLink, Session, SignIn } from '@parley/contract/schemas.ts'
import { call, type Problem } from '../api.ts'
import { type Discussion, KNOWN } from '../discussion.ts'
import { signal } from '../signals.ts'

/** What proves to each server who this is. It lives here and in the server's own cookie, never in the page or its storage. */
const proofs = new Map<string, { token?: string; csrf: string }>()

/** Who asks to be signed in, and what to tell him when that has happened or was given up. */
export const signingIn = signal<{ d: Discussion; settle: (entered: boolean) => void } | null>(null)

const recognitions = new WeakMap<Discussion, Promise<unknown>>()

/** A request in the reader's name. Throws Problem. */
export async function send<T>(
  d: Discussion,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const { server, speech } = d.page
  const proof = proofs.get(server)
  try {
    return await call<T>(server + path, {
      method,
      credentials: 'include',
      cache: 'no-store',
      headers: {
        'accept-language': speech.language,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(proof?.token && { authorization: `Bearer ${proof.token}` }),
        ...(proof && { 'x-parley-csrf': proof.csrf }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (problem) {
    if ((problem as Problem).code === 'session.none') forget(d)
    throw problem
  }
}

function forget(d: Discussion): void {
  proofs.delete(d.page.server)
  d.me.value = null
}

const remember = (known: boolean) => {
  try {
    if (known) localStorage.setItem(KNOWN, '1')
    else localStorage.removeItem(KNOWN)
  } catch {}
}

/** Reads what is personal about the story: who this is, own comments, own respects. */
export async function personal(d: Discussion): Promise<void> {
  const me = await send<Me>(d, 'GET', `/v1/me?${new URLSearchParams({ story: d.page.story })}`)
  if (me.csrf) proofs.set(d.page.server, { ...proofs.get(d.page.server), csrf: me.csrf })
  d.me.value = me
}

/** Finds out who this is: from the server's cookie, else from the newspaper. Once for each time it matters. */
export function recognise(d: Discussion): Promise<unknown> {
  const recognition = (async () => {
    await personal(d)
    const { ssoUrl } = d.page
    if (!d.me.value?.reader && ssoUrl) {
      const answer = await fetch(ssoUrl, {
        credentials: 'include',
        cache: 'no-store',
        headers: { accept: 'application/json' },
      }).catch(() => null)
      const known = answer?.status === 200 ? await answer.json().catch(() => null) : null
      if (typeof known?.sso === 'string') await enter(d, { sso: known.sso })
    }
    remember(Boolean(d.me.value?.reader))
  })().catch(error => console.warn('Parley: who is reading could not be found out.', error))
  recognitions.set(d, recognition)
  return recognition
}

/** Signs in; answers a challenge where a code was sent first. Throws Problem. */
export async function enter(d: Discussion, signIn: SignIn): Promise<CodeSent | undefined> {
  const answer = await send<Session | CodeSent>(d, 'POST', '/v1/session', signIn)
  if ('challenge' in answer) return answer
  const { token, csrf } = answer
  proofs.set(d.page.server, { token, csrf })
  remember(true)
  await personal(d)
  return undefined
}

/** Signs out here, and forgets that anyone was known. */
export async function leave(d: Discussion): Promise<void> {
  await send(d, 'DELETE', '/v1/session')
  remember(false)
  forget(d)
}

/** Opens the sign-in dialog unless the reader is known already. Answers whether he is now. */
export async function needReader(d: Discussion): Promise<boolean> {
  await recognitions.get(d)
  if (!d.me.value?.reader) await recognise(d)
  if (d.me.value?.reader) return true
  await d.words()
  return new Promise(settle => {
    signingIn.value = { d, settle }
  })
}

/** The address of a plain page, with what keeps the reader signed in on it; without, where that cannot be had: he signs in there. */
export async function pageFor(d: Discussion, to: string): Promise<string> {
  await recognitions.get(d)
  if (!d.me.value?.reader) return d.page.server + to
  return (await send<PageLink>(d, 'POST', '/v1/session/page', { to })).url
}

/** Does something that only a reader may; undefined where the sign-in was given up. Throws Problem. */
export async function asReader<T>(d: Discussion, what: () => Promise<T>): Promise<T | undefined> {
  if (!(await needReader(d))) return undefined
  try {
    return await what()
  } catch (problem) {
    if ((problem as Problem).code !== 'session.none' || !(await needReader(d))) throw problem
    return what()
  }
}
