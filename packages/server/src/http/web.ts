import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { plain } from '../plain/routes.ts'
import { Refusal } from './problems.ts'

const folder = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const EMBED = folder('embed/dist')
const DESK = folder('desk/dist')
const DESK_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const IMMUTABLE = 'public, max-age=31536000, immutable'
/** Files as they were built: what is packed beside one is sent in its place, never by its own name. */
const FILES = {
  preCompressed: true,
  cacheControl: false,
  index: false,
  allowedPath: (path: string) => !/\.(br|gz|map)$/.test(path),
} as const

/** Everything that is not the API: scripts, the desk, the plain page, the demo newsroom, and what machines ask for. */
export async function web(server: FastifyInstance, { app }: { app: App }) {
  server.get('/healthz', { logLevel: 'silent' }, async () => ({ ok: true }))
  server.get('/readyz', { logLevel: 'silent' }, async () => {
    if (app.doorbell.closed) throw new Refusal('server.stopping')
    await app.db.read.selectFrom('stories').select('id').limit(1).execute()
    return { ready: true, engine: app.guarded.failing ? 'failing' : 'ok' }
  })
  server.get('/openapi.json', async () => server.swagger())
  server.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
    if (!isNear(request.ip) || isPassedOn(request)) return reply.callNotFound()
    await app.lookUp()
    return reply.type(app.metrics.registry.contentType).send(await app.metrics.registry.metrics())
  })
  if (existsSync(EMBED)) {
    // Scripts are public and the same for everybody, so any page may load them.
    const anywhere = (reply: FastifyReply) =>
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    await server.register(files, {
      ...FILES,
      root: EMBED,
      serve: false,
      setHeaders: reply => void anywhere(reply).header('cache-control', 'public, max-age=300'),
    })
    for (const name of readdirSync(EMBED).filter(name => name.endsWith('.js')))
      server.get(`/${name}`, (_request, reply) => reply.sendFile(name))
    await server.register(files, {
      ...FILES,
      root: join(EMBED, 'embed'),
      prefix: '/embed/',
      decorateReply: false,
      setHeaders: reply => void anywhere(reply).header('cache-control', IMMUTABLE),
    })
  }
  if (existsSync(DESK)) {
    await server.register(files, {
      ...FILES,
      root: join(DESK, 'assets'),
      prefix: '/desk/assets/',
      decorateReply: false,
      setHeaders: reply => void reply.header('cache-control', IMMUTABLE),
    })
    const index = await readFile(join(DESK, 'index.html'))
    server.get('/desk', (_request, reply) =>
      reply
        .header('content-security-policy', DESK_POLICY)
        .header('cross-origin-opener-policy', 'same-origin')
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(index),
    )
  }
  await server.register(plain, { app })
  if (app.config.demo) await server.register((await import('../demo/routes.ts')).demo, { app })
  else server.get('/', (_request, reply) => reply.redirect('/desk', 302))
}

/** Numbers are asked for directly: whoever comes through a proxy that is not named in the settings seems to be as near as the proxy. */
const isPassedOn = ({ headers }: FastifyRequest) =>
  ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some(name => headers[name] !== undefined)

/** Numbers are for the operator's own network. */
const isNear = (ip: string) => /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|::ffff:127\.|fd)/.test(ip)
