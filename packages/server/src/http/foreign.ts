import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { bearerKeyOf, keyOf } from '../scoring/clients.ts'
import { ScoringError } from '../scoring/errors.ts'
import { asScoringError, NO_WISHES, type Rendered, renderedError, wishesOf } from '../scoring/google.ts'
import { ModerationError } from '../scoring/moderations.ts'
import { asModerationError } from '../scoring/openai.ts'
import { refusalOf } from './faults.ts'
import { problemOf, Refusal } from './problems.ts'
import { FOREIGN, type ForeignRoute } from './table.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Paths whose signs some clients escape, as the router knows them. */
export const plainUrl = (url: string): string =>
  url.replace(/^(\/v1alpha1\/comments)%3a/i, '$1:').replace(/^\/%24discovery\//, '/$discovery/')

/** The routes that speak as other services do: bytes in, their own keys, their own errors for whatever goes wrong. */
export async function foreign(server: FastifyInstance, { app }: { app: App }) {
  // Their clients name all kinds of types for JSON; it is read as what it is by whoever answers.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // The schemas describe; the readers of scoring/ refuse in each service's own words.
  server.setValidatorCompiler(() => () => true)
  for (const route of FOREIGN)
    await server.register(async scope => {
      scope.setErrorHandler((error, request, reply) => sendError(app, route, { error: error as Error, request, reply }))
      scope.route({
        method: route.method,
        url: route.url,
        bodyLimit: route.limit,
        exposeHeadRoute: false,
        schema: {
          summary: route.summary,
          ...(route.query && { querystring: route.query }),
          ...(route.body && { body: route.body }),
          ...(route.answers && { response: route.answers }),
        },
        ...handling(app, route),
      })
      const others = METHODS.filter(
        method => !FOREIGN.some(other => other.url === route.url && other.method === method),
      )
      scope.route({
        method: others,
        url: route.url,
        exposeHeadRoute: false,
        ...NOTHING,
      })
    })
  await server.register(async scope => {
    scope.setErrorHandler((error, request, reply) =>
      sendError(app, { errors: 'google', limit: 0 }, { error: error as Error, request, reply }),
    )
    scope.route({ method: [...METHODS], url: '/v1alpha1/*', exposeHeadRoute: false, ...NOTHING })
  })
}

/** What is not there is told in the service’s own words too. */
const NOTHING = {
  schema: { hide: true },
  onRequest: async () => {
    throw new Refusal('request.not-found')
  },
  handler: () => {},
}

const queryOf = (request: FastifyRequest) => new URLSearchParams(request.url.split('?').slice(1).join('?'))

function handling(app: App, route: ForeignRoute) {
  return {
    onRequest: async (request: FastifyRequest) => {
      app.pressure.admit('preview')
      const query = queryOf(request)
      const key = route.errors === 'openai' ? bearerKeyOf(request) : keyOf(request, query)
      if (route.who === 'client') (request as { client?: string }).client = await app.scoring.admit(app, request, key)
      // Who signs is known by his body alone, so he is not counted before it is read.
      else if (route.who === 'anyone')
        await app.limits.take('read', { site: app.config.site, reader: null, ip: request.ip })
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) =>
      send(
        reply,
        await route.handler(app, {
          client: (request as { client?: string }).client ?? '',
          query: queryOf(request),
          bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          request,
        }),
      ),
  }
}

function send(reply: FastifyReply, { status, type, body }: Rendered) {
  reply.code(status)
  return body === '' ? reply.send() : reply.type(type).send(body)
}

/** Answers with an error as the service would that the caller takes us for. */
function sendError(
  app: App,
  route: Pick<ForeignRoute, 'errors' | 'limit'>,
  { error, request, reply }: { error: Error; request: FastifyRequest; reply: FastifyReply },
) {
  const own = error instanceof ScoringError || error instanceof ModerationError
  const told = own ? null : refusalOf(app, error as Refusal, request)
  const refusal = told?.code === 'request.too-large' ? new Refusal(told.code, { max: `${route.limit} bytes` }) : told
  if (refusal?.wait) reply.header('retry-after', refusal.wait)
  return send(reply, errorOf(app, route, { error, refusal, request }))
}

function errorOf(
  app: App,
  route: Pick<ForeignRoute, 'errors'>,
  { error, refusal, request }: { error: Error; refusal: Refusal | null; request: FastifyRequest },
): Rendered {
  if (route.errors === 'openai') {
    const { http, message, type, param, code } = refusal ? asModerationError(refusal) : (error as ModerationError)
    const body = JSON.stringify({ error: { message, type, param, code } })
    return { status: http, type: 'application/json; charset=utf-8', body }
  }
  if (route.errors === 'google') {
    const said = refusal ? asScoringError(refusal, `${app.config.url}/openapi.json`) : (error as ScoringError)
    return renderedError(said, wishesOrNone(queryOf(request)))
  }
  const known = refusal ?? new Refusal('server.fault')
  return {
    status: known.status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify(problemOf(known, app.config.language, request.id)),
  }
}

/** An error is told as the caller wishes, unless it is his wishes that cannot be read. */
function wishesOrNone(query: URLSearchParams) {
  try {
    return wishesOf(query, ['version'])
  } catch {
    return NO_WISHES
  }
}
