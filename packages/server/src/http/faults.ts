import type { FastifyError, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { isAway } from '../db/dialect/faults.ts'
import { Refusal } from './problems.ts'

/** What an error is to the caller. What nobody foresaw is logged under the request's id and says no more than that. */
export function refusalOf(app: App, error: FastifyError | Refusal, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) {
    if (error.status >= 500) fault(app, request, error.code, error.cause ?? error)
    return error
  }
  if (error.validation) {
    const first = error.validation[0]
    const where = first?.instancePath.slice(1).replaceAll('/', '.')
    const extra = (first?.params as { additionalProperty?: string } | undefined)?.additionalProperty
    return new Refusal('request.invalid', {
      reason: [where, first?.message, extra && `“${String(extra).slice(0, 40)}”`].filter(Boolean).join(' '),
    })
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const { bodyLimit, config } = request.routeOptions
    if ((config as { bytes?: boolean }).bytes) return new Refusal('photo.large', { n: (bodyLimit ?? 0) / 1024 / 1024 })
    return new Refusal('request.too-large', { max: '64 kB' })
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || error.code === 'FST_ERR_CTP_INVALID_TYPE')
    return new Refusal('request.type')
  if (isAway(error)) {
    fault(app, request, 'database.fault', error)
    return new Refusal('database.fault')
  }
  if (error.statusCode === 503) return new Refusal('server.stopping')
  if (error.statusCode && error.statusCode < 500)
    return new Refusal('request.invalid', { reason: 'it is not valid HTTP' })
  fault(app, request, 'server.fault', error)
  return new Refusal('server.fault')
}

function fault(app: App, request: FastifyRequest, code: string, error: unknown) {
  app.metrics.faults.inc({ code })
  app.log.error({ id: request.id, route: request.routeOptions.url, code, err: bare(error) }, 'a request failed')
}

/** An error for the log: where, never what anybody wrote, which its message may hold on any number of lines. */
export function bare(error: unknown) {
  const { name = 'Error', code, stack } = error as { name?: string; code?: string; stack?: string }
  return {
    name,
    code,
    stack: stack
      ?.match(/^ {4}at .*$/gm)
      ?.slice(0, 7)
      .join('\n'),
  }
}
