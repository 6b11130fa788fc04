import type { Checked } from '@parley/contract/schemas.ts'
import { claimsIn } from '@parley/rules/claims.ts'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { askedBy, sendBytes } from '../http/bytes.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { judge } from '../moderation/judge.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { editComment } from './edit.ts'
import { toldVerdict } from './own.ts'
import { postComment } from './post.ts'
import { commentInPlace, publicRevisions } from './queries.ts'
import { setRespect } from './respect.ts'
import { withdrawComment } from './withdraw.ts'

export async function thread(app: App, { query, request, reply }: Call) {
  const key = {
    url: canonicalUrl(app.config, query.story),
    sort: query.only ? 'newest' : (query.sort ?? 'newest'),
    only: query.only ?? null,
    after: query.after ?? null,
    limit: query.limit ?? 25,
  }
  const get = () => app.pages.get(key, askedBy(request))
  if (app.pages.peek(key)) return sendBytes(request, reply, await get())
  // The first page is built at any strain: many wait for it, and it is built once for all of them.
  return sendBytes(request, reply, await app.pressure.during(key.after === null ? null : 'read', get))
}

export const inPlace = (app: App, { params }: Call) => commentInPlace(app, params.id!)

export const replies = async (app: App, { params, query, request, reply }: Call) =>
  sendBytes(request, reply, await app.pages.replies(params.id!, query.after ?? null, askedBy(request)))

export const revisions = async (app: App, { params }: Call) => ({
  revisions: await publicRevisions(app.db.read, app.config.site, params.id!),
})

/** A verdict before posting; beside it the sentences whose source can be asked for, which have no part in it. */
export async function check(app: App, { who, body }: Call): Promise<Static<typeof Checked>> {
  const url = body.story && canonicalUrl(app.config, body.story)
  const known = url ? await storyByUrl(app.db.read, app.config.site, url) : undefined
  const { asSent } = await judge(app, who, {
    sent: body.text,
    story: { url, ...known, open: app.rules.openness(known ?? { url }, app.clock()).open },
    replyTo: body.replyTo,
  })
  const claims = claimsIn(body.text, { hint: app.config.language })
  return { verdict: toldVerdict(app.config.language, asSent), claims }
}

/** Throws Refusal('request.invalid'). */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key !== undefined && !/^[\w-]{8,100}$/.test(String(key)))
    throw new Refusal('request.invalid', { reason: 'Idempotency-Key takes 8 to 100 letters, digits, _ or -' })
  return key as string | undefined
}

export async function post(app: App, { who, body, request, reply }: Call) {
  const posted = await postComment(app, who as ReaderVisitor, { ...body, key: keyOf(request) })
  reply.code(201)
  return posted
}

export const edit = (app: App, { who, params, body }: Call) =>
  editComment(app, who as ReaderVisitor, { ...body, id: params.id! })

export async function withdraw(app: App, { who, params, reply }: Call) {
  await withdrawComment(app, who as ReaderVisitor, params.id!)
  reply.code(204)
}

export const respect = (app: App, { who, params }: Call) =>
  setRespect(app, who as ReaderVisitor, { id: params.id!, respected: true })
export const unrespect = (app: App, { who, params }: Call) =>
  setRespect(app, who as ReaderVisitor, { id: params.id!, respected: false })
