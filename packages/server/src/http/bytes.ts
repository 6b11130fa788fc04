import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bytes } from '../comments/pages.ts'

/** Sends kept bytes in the encoding that the caller takes, or 304. Safe for a CDN: the same for everybody. */
export function sendBytes(request: FastifyRequest, reply: FastifyReply, bytes: Bytes, type = 'application/json; charset=utf-8') {
  reply.header('etag', bytes.etag)
  reply.header('cache-control', 'public, max-age=0, s-maxage=1, must-revalidate')
  if (request.headers['if-none-match'] === bytes.etag) return reply.code(304).send()
  reply.type(type)
  const accepts = request.headers['accept-encoding']
  if (accepts !== undefined && accepts.includes('br')) return reply.header('content-encoding', 'br').send(bytes.br)
  if (accepts?.includes('gzip')) return reply.header('content-encoding', 'gzip').send(bytes.gzip)
  return reply.send(bytes.identity)
}
