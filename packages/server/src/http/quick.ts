import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { answered, askedBy, type Said } from './bytes.ts'

/**
 * Says again what has been said: a public page that is asked for in the same words as before is answered without the framework, with the
 * very head and bytes that it answered then. Limits and metrics count it like any other. Whatever is not exactly that goes the long way:
 * the first to ask, another origin, a change, who has used up his budget; and all of it while the log tells of each request.
 */
export function answerQuickly(server: FastifyInstance, app: App): void {
  const [long] = server.server.listeners('request') as [RequestListener]
  const addressOf = addresses(app)
  const { site } = app.config
  let open = true
  server.addHook('preClose', async () => {
    open = false
  })

  server.server.removeListener('request', long)
  server.server.on('request', (request, response) => {
    const begun = performance.now()
    const kept =
      open && !app.doorbell.closed && request.method === 'GET' ? app.pages.at(askedBy({ raw: request })) : undefined
    const said = kept && !app.log.isLevelEnabled('debug') ? answered(kept, request.headers) : undefined
    if (!said) return long(request, response)
    app.limits.take('read', { site, reader: null, ip: addressOf(request) }).then(
      () => {
        say(response, said)
        app.metrics.answered({ method: 'GET', url: said.route }, said.status, (performance.now() - begun) / 1000)
      },
      // Whoever is over his budget is told so there.
      () => long(request, response),
    )
  })
}

function say(response: ServerResponse, { status, head, body }: Said) {
  response.writeHead(status, head)
  response.end(body)
}

/** Whose address it is that asks, as the framework finds it: the newsroom's own proxies are believed. */
function addresses({ config: { proxies } }: App): (request: IncomingMessage) => string {
  if (!proxies.length) return request => request.socket.remoteAddress ?? ''
  const trusted = proxyAddress.compile(proxies)
  return request => proxyAddress(request, trusted)
}
