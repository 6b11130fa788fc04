import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import swagger from '@fastify/swagger'
import { Problem } from '@parley/contract/schemas.ts'
import { Ajv, type ValidateFunction } from 'ajv'
import serializerOf, { type Schema } from 'fast-json-stringify'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchemaValidationError,
  LogController,
} from 'fastify'
import type { App } from '../app.ts'
import { thread } from '../comments/routes.ts'
import { admitUpload } from '../eyewitness/picture.ts'
import { VERSION } from '../version.ts'
import { assertCsrf, assertMayWrite, assertOrigin, assertOwnPage, isEditor, type Visitor, visitorOf } from './auth.ts'
import { refusalOf } from './faults.ts'
import { foreign, plainUrl } from './foreign.ts'
import { SHED_BY, type Shed } from './pressure.ts'
import { problemOf, Refusal } from './problems.ts'
import { answerQuickly } from './quick.ts'
import { ROUTES, type Route } from './table.ts'
import { web } from './web.ts'

/** The largest request that is read, in bytes. */
const BODY_LIMIT = 64 * 1024
/** Open connections of one address; a newsroom's own proxy is not an address in this sense. */
const CONNECTIONS = 200

/** How long a client may take, in milliseconds: for a request's head, for all of it, for one with photographs from a phone, with nothing sent at all, between requests; and how often that is looked at. */
const PATIENCE = { head: 15_000, request: 30_000, upload: 240_000, silence: 60_000, between: 65_000, look: 2_000 }

/** The HTTP face of the app: every answer's headers, errors, logs, and the routes of the table. */
export async function buildServer(app: App, patience = PATIENCE): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    // Of one length, so that no two refusals differ by it.
    genReqId: () => randomUUID().slice(24),
    requestIdHeader: false,
    trustProxy: app.config.proxies.length ? app.config.proxies : false,
    bodyLimit: BODY_LIMIT,
    rewriteUrl: request => plainUrl(request.url ?? '/'),
    // Slow clients hold nobody up: headers and body have their time.
    requestTimeout: patience.upload,
    connectionTimeout: patience.silence,
    keepAliveTimeout: patience.between,
    http: { headersTimeout: patience.head, connectionsCheckingInterval: patience.look },
    routerOptions: { maxParamLength: 100 },
    forceCloseConnections: 'idle',
    // What still comes over a connection that is open is served; new ones are refused.
    return503OnClosing: false,
  }) as unknown as FastifyInstance
  limitConnections(server, app)
  measure(server, app)
  answerErrors(server, app)
  compileOnce(server)
  server.addHook('onRequest', async (request, reply) => {
    if (!takesBytes(request)) hangUpAfter(request, patience.request)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'strict-origin-when-cross-origin')
    reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    reply.header('cache-control', 'no-store')
    // Whoever sends more sends it to another process.
    if (app.doorbell.closed) reply.header('connection', 'close')
  })
  await server.register(cookie)
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Parley', version: VERSION, description: 'The reader discussion under a newspaper’s article.' },
      components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    },
  })
  await server.register(api, { app })
  await server.register(web, { app })
  answerQuickly(server, app)
  return server
}

/** Node knows one time for all requests; those with photographs have the longest. */
function hangUpAfter({ raw }: FastifyRequest, patience: number) {
  if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
  const late = setTimeout(() => raw.destroy(), patience).unref()
  const over = () => clearTimeout(late)
  raw.once('end', over).once('close', over)
}

/** JSON in, JSON out: no other content type is read here. */
async function api(server: FastifyInstance, { app }: { app: App }) {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text as string))
    } catch {
      done(new Refusal('request.not-json'))
    }
  })
  // Where none is wanted, a picture is as any other type.
  server.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (request, bytes, done) =>
    takesBytes(request) ? done(null, bytes) : done(new Refusal('request.type')),
  )
  await server.register(cors, {
    origin: app.config.origins,
    credentials: true,
    methods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-parley-csrf', 'last-event-id'],
    exposedHeaders: ['retry-after'],
    maxAge: 86_400,
  })
  for (const route of ROUTES) addRoute(server, app, route)
  await server.register(foreign, { app })
}

/** Are photographs sent to it? */
const takesBytes = ({ routeOptions: { config } }: FastifyRequest) => (config as { bytes?: boolean }).bytes === true

function addRoute(server: FastifyInstance, app: App, route: Route) {
  server.route({
    method: route.method,
    url: route.url,
    // A stream has no head without its body.
    exposeHeadRoute: route.method === 'GET' && route.answers !== undefined,
    ...(route.bytes && { bodyLimit: route.bytes, config: { bytes: true } }),
    schema: {
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      response: { ...route.answers, default: Problem },
      ...(route.who !== 'anyone' && { security: [{ session: [] }] }),
    },
    onRequest: async (request, reply) => {
      app.pressure.admit(shedBy(route))
      const who = await admit(app, request, route)
      if (route.bytes) admitUpload(reply.raw, who.id ?? '')
      ;(request as { who?: Visitor }).who = who
    },
    handler: (request, reply) =>
      app.pressure.during(shedBy(route), () =>
        route.handler(app, {
          who: (request as unknown as { who: Visitor }).who,
          query: request.query,
          body: request.body,
          params: request.params as Record<string, string>,
          request,
          reply,
        }),
      ),
  })
}

/** What a route is when too much is asked; a thread’s own handler knows which of its pages may be built. */
const shedBy = (route: Route): Shed | null =>
  route.url === '/v1/stream' ? 'live' : route.handler === thread ? null : SHED_BY[route.budget]

/** Who calls, whether he may, and whether it is not too much. Before the body is read. */
async function admit(app: App, request: FastifyRequest, route: Route): Promise<Visitor> {
  const writes = route.method !== 'GET'
  if (writes) assertOrigin(app, request)
  // What is the same for everybody needs nobody's name.
  const anonymous = route.who === 'anyone' && !writes && !route.personal
  const who: Visitor = anonymous
    ? { kind: 'guest', id: null, staff: false, ip: request.ip }
    : await visitorOf(app, request)
  await app.limits.take(route.budget, { site: app.config.site, reader: who.id, ip: who.ip })
  if (route.who !== 'anyone' && who.kind === 'guest') throw new Refusal('session.none')
  const atDesk = route.who === 'staff' || route.who === 'editor' || route.who === 'admin'
  if (atDesk && !who.staff) throw new Refusal('session.staff-only')
  if (route.who === 'editor' && !isEditor(who)) throw new Refusal('session.editor-only')
  if (route.who === 'admin' && !(who.kind === 'reader' && who.role === 'admin')) throw new Refusal('session.admin-only')
  if (atDesk) assertOwnPage(who, request)
  if (writes && route.url !== '/v1/session') assertCsrf(app, who, request.headers['x-parley-csrf'])
  if (writes && route.who !== 'anyone' && !route.takesBack) assertMayWrite(app, who)
  return who
}

// Bodies mean what they say: no coercion, no unknown fields. Query strings are text, so numbers in them are read.
const ajvThat = (coerceTypes: boolean) => {
  let ajv: Ajv | undefined
  return () => {
    ajv ??= new Ajv({ allErrors: false, coerceTypes, removeAdditional: false, useDefaults: false })
    return ajv
  }
}
const strict = ajvThat(false)
const lenient = ajvThat(true)
const serializers = new WeakMap<object, (answer: unknown) => string>()
type Validator = { (value: unknown): boolean; errors?: FastifySchemaValidationError[] | null }

/**
 * Schemas are constants that many routes share, so each is compiled once a process, whichever route or server asks first, and when
 * it is first needed: all of them together take longer than everything else at a start. Ajv remembers by itself.
 */
function compileOnce(server: FastifyInstance) {
  server.setValidatorCompiler(({ schema, httpPart }) => {
    const ajv = httpPart === 'body' ? strict : lenient
    let compiled: ValidateFunction | undefined
    const check: Validator = value => {
      compiled ??= ajv().compile(schema as object)
      const good = compiled(value)
      check.errors = compiled.errors as FastifySchemaValidationError[] | null
      return good
    }
    return check
  })
  server.setSerializerCompiler(({ schema }) => {
    let known: ((answer: unknown) => string) | undefined
    return answer => {
      known ??= serializers.get(schema as object) ?? serializerOf(schema as Schema)
      serializers.set(schema as object, known)
      return known(answer)
    }
  })
}

function answerErrors(server: FastifyInstance, app: App) {
  server.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(app, request, reply, refusalOf(app, error, request)),
  )
  server.setNotFoundHandler((request, reply) => sendProblem(app, request, reply, new Refusal('request.not-found')))
}

/** Answers with a problem; the sentence is in the site's language. */
export function sendProblem(app: App, request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
  app.metrics.refusals.inc({ code: refusal.code })
  if (refusal.wait) reply.header('retry-after', refusal.wait)
  reply.code(refusal.status).type('application/problem+json; charset=utf-8')
  return reply.send(JSON.stringify(problemOf(refusal, app.config.language, request.id)))
}

/** One line a request: no address, no query, no body. */
function measure(server: FastifyInstance, app: App) {
  server.addHook('onResponse', async (request, reply) => {
    const { url } = request.routeOptions
    app.metrics.answered({ method: request.method, url }, reply.statusCode, reply.elapsedTime / 1000)
    app.log.debug(
      {
        id: request.id,
        method: request.method,
        route: url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })
}

function limitConnections(server: FastifyInstance, app: App) {
  if (!app.config.limits || app.config.proxies.length) return
  const open = new Map<string, number>()
  server.server.on('connection', socket => {
    const from = socket.remoteAddress ?? ''
    const n = (open.get(from) ?? 0) + 1
    open.set(from, n)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left > 0) open.set(from, left)
      else open.delete(from)
    })
    if (n > CONNECTIONS) socket.destroy()
  })
}
