import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asked } from '../comments/pages.ts'

export type Coding = 'identity' | 'br' | 'gzip'

/** What has been said to one who asked: names and values of the head one after the other, and bytes. */
export interface Said {
  route: string
  status: number
  head: string[]
  body: Buffer | null
}

/** A public answer as it is sent, the same for every reader: each compressed form is made when it is first asked for, once. */
export class Bytes {
  /** Weak, because the forms share it. */
  readonly etag: string
  readonly identity: Buffer
  /** By what a CDN can be told to forget it; see docs/scale.md. */
  readonly keys: readonly string[]
  /** What was answered with it, by `sameAs` of the request. */
  readonly said = new Map<string, Said>()
  /** Of what may hold no more and is shown only because the database is away: for how long nobody knows, in seconds. */
  age: number | undefined
  private readonly forms = new Map<Coding, Buffer>()

  constructor(text: string, keys: readonly string[] = []) {
    this.identity = Buffer.from(text)
    this.etag = `W/"${createHash('sha256').update(this.identity).digest('base64url').slice(0, 22)}"`
    this.keys = keys
  }

  in(coding: Coding): Buffer {
    const made = this.forms.get(coding) ?? FORMS[coding](this.identity)
    this.forms.set(coding, made)
    return made
  }
}

const FORMS: Record<Coding, (identity: Buffer) => Buffer> = {
  identity: identity => identity,
  // One more costs half as much time again and saves 4 % of a page of natural comments.
  br: identity =>
    brotliCompressSync(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
  gzip: identity => gzipSync(identity, { level: 6 }),
}

/**
 * How a CDN may keep what readers' browsers ask for again each time. Words for a second and no longer, so that what is removed is gone
 * everywhere within two, even where a process hears of it a second late. Numbers for a second more while it asks for the new ones.
 */
const WORDS = 'public, max-age=0, s-maxage=1, must-revalidate'
export const COUNTS = 'public, max-age=0, s-maxage=1, stale-while-revalidate=1'

/** Who asks, for what is kept: nobody, or one who has a session and may have changed something. */
export const askedBy = ({ raw: { url = '', headers } }: Pick<FastifyRequest, 'raw'>): Asked => ({
  target: url,
  fresh: headers.authorization !== undefined || headers.cookie !== undefined,
})

/** Sends kept bytes in the coding that the caller takes, or 304. Safe for a CDN: the same for everybody. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Bytes,
  { type = 'application/json; charset=utf-8', vary = 'origin, accept-encoding', cache = WORDS } = {},
) {
  const coding = codingOf(request.headers['accept-encoding'])
  reply.header('etag', bytes.etag).header('cache-control', cache).header('vary', vary)
  // RFC 9211: it has not been fresh for so long.
  if (bytes.age !== undefined) reply.header('cache-status', `parley; hit; ttl=-${bytes.age}`)
  if (bytes.keys.length) reply.header('surrogate-key', bytes.keys.join(' ')).header('cache-tag', bytes.keys.join(','))
  if (isKnown(bytes, request.headers)) {
    learn(request, reply.code(304), bytes, null)
    return reply.send()
  }
  reply.type(type)
  if (coding !== 'identity') reply.header('content-encoding', coding)
  const body = bytes.in(coding)
  learn(request, reply, bytes, body)
  return reply.send(body)
}

// Caches on the way may have made it weak, or ask for several at once.
const isKnown = (bytes: Bytes, { 'if-none-match': known }: IncomingHttpHeaders) => known?.includes(bytes.etag) ?? false

/** All of a request that an answer of kept bytes depends on, beside its target. */
const sameAs = (bytes: Bytes, headers: IncomingHttpHeaders) =>
  `${isKnown(bytes, headers) ? 'known' : codingOf(headers['accept-encoding'])} ${headers.origin ?? ''}`

/** What has been answered to the same request with these bytes; undefined where nobody has asked so yet. */
export const answered = (bytes: Bytes, headers: IncomingHttpHeaders): Said | undefined =>
  bytes.said.get(sameAs(bytes, headers))

/** Keeps an answer, but not what depends on who asks, or comes from a page that may not read: there is no end to those. */
function learn(
  { method, headers, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  bytes: Bytes,
  body: Buffer | null,
) {
  const said = reply.getHeaders()
  const { origin } = headers
  if (method !== 'GET' || bytes.age !== undefined || String(said.vary).includes('cookie')) return
  if (origin !== undefined && said['access-control-allow-origin'] !== origin) return
  const head = Object.entries(said).flatMap(([name, value]) => [name, String(value)])
  if (body) head.push('content-length', String(body.length))
  bytes.said.set(sameAs(bytes, headers), { route: routeOptions.url ?? '', status: reply.statusCode, head, body })
}

const codings = new Map<string | undefined, Coding>()

/** The coding that a caller takes, the smallest first. */
function codingOf(accepts: string | string[] | undefined): Coding {
  const text = accepts === undefined ? undefined : String(accepts)
  const known = codings.get(text)
  if (known) return known
  const coding = takes(text ?? '', 'br') ? 'br' : takes(text ?? '', 'gzip') ? 'gzip' : 'identity'
  // Browsers send a handful of them.
  if (codings.size < 100) codings.set(text, coding)
  return coding
}

/** Is the coding named, and not with a weight of zero? RFC 9110, 12.5.3. */
function takes(accepts: string, coding: string): boolean {
  return accepts.split(',').some(one => {
    const [name, weight] = one.split(';').map(part => part.trim().toLowerCase())
    return name === coding && !/^q=0(?:\.0*)?$/.test(weight ?? '')
  })
}
