import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { plain } from '../plain/routes.ts'
import { Refusal } from './problems.ts'

const folder = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const EMBED = folder('embed/dist')
const DESK = folder('desk/dist')
const DESK_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

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
    await server.register(files, {
      root: EMBED,
      prefix: '/',
      wildcard: false,
      decorateReply: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['**/*.br', '**/*.gz', '**/*.map'],
      setHeaders: (reply, path) => {
        // Scripts are public and the same for everybody, so any page may load them.
        reply.header('access-control-allow-origin', '*')
        reply.header('cross-origin-resource-policy', 'cross-origin')
        reply.header(
          'cache-control',
          /[\\/]embed[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        )
      },
    })
  }
  if (existsSync(DESK)) {
    await server.register(files, {
      root: join(DESK, 'assets'),
      prefix: '/desk/assets/',
      wildcard: false,
      decorateReply: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['**/*.br', '**/*.gz', '**/*.map'],
      setHeaders: reply => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
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
