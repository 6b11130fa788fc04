import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bytes } from '../comments/pages.ts'

/** Sends kept bytes in the encoding that the caller takes, or 304. Safe for a CDN: the same for everybody. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Bytes,
  { type = 'application/json; charset=utf-8', vary = 'origin, accept-encoding' } = {},
) {
  reply.header('etag', bytes.etag)
  reply.header('cache-control', 'public, max-age=0, s-maxage=1, must-revalidate')
  reply.header('vary', vary)
  // RFC 9211: it has not been fresh for so long.
  if (bytes.age !== undefined) reply.header('cache-status', `parley; hit; ttl=-${bytes.age}`)
  // Caches on the way may have made it weak, or ask for several at once.
  if (request.headers['if-none-match']?.includes(bytes.etag)) return reply.code(304).send()
  reply.type(type)
  const accepts = String(request.headers['accept-encoding'] ?? '')
  if (takes(accepts, 'br')) return reply.header('content-encoding', 'br').send(bytes.br)
  if (takes(accepts, 'gzip')) return reply.header('content-encoding', 'gzip').send(bytes.gzip)
  return reply.send(bytes.identity)
}

/** Is the coding named, and not with a weight of zero? RFC 9110, 12.5.3. */
function takes(accepts: string, coding: string): boolean {
  return accepts.split(',').some(one => {
    const [name, weight] = one.split(';').map(part => part.trim().toLowerCase())
    return name === coding && !/^q=0(?:\.0*)?$/.test(weight ?? '')
  })
}
