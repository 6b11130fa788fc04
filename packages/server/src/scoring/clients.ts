import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { assertOrigin } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

/** Another system that may ask for scores. */
interface Client {
  name: string
  hash: Buffer
  /** Requests in a second. */
  rate: number
  meter: RateLimiterMemory
}

/** Who is answered where no keys are set. */
export const LOCAL = 'local'

const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** Who may ask for scores, and how often. One process keeps its own numbers in memory. */
export class ScoringClients {
  private readonly clients: readonly Client[]
  private readonly limits: boolean

  constructor({ scoringKeys, limits }: Pick<Config, 'scoringKeys' | 'limits'>) {
    this.limits = limits
    this.clients = scoringKeys.map(({ name, key, rate }) => ({
      name,
      hash: hashOf(key),
      rate,
      meter: new RateLimiterMemory({ points: rate, duration: 1 }),
    }))
  }

  /**
   * The name of the client that sends this request, one request of its rate taken. With no keys set any key is good, from this
   * machine itself. Throws Refusal: key.none, key.invalid, key.far, request.origin, limit.reached.
   */
  async admit(app: App, request: FastifyRequest, key: string | null): Promise<string> {
    if (!this.clients.length && !isFromThisMachine(request)) throw new Refusal('key.far')
    // A page that somebody at this machine happens to look at is not this machine.
    if (!this.clients.length) assertOrigin(app, request)
    if (!key) throw new Refusal('key.none')
    if (!this.clients.length) return LOCAL
    const hash = hashOf(key)
    // All are compared, so that the time tells nothing.
    const [client] = this.clients.filter(one => timingSafeEqual(one.hash, hash))
    if (!client) {
      await app.limits.take('check', { site: app.config.site, reader: null, ip: request.ip })
      throw new Refusal('key.invalid')
    }
    if (this.limits) await take(client)
    return client.name
  }
}

async function take({ name, rate, meter }: Client): Promise<void> {
  try {
    await meter.consume(name)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new Refusal('limit.reached', {
      n: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
      limit: rate,
      client: name,
    })
  }
}

/** The socket’s own other end, whatever any header claims; and what says that it was passed on did not begin here. */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip'] ?? headers.via
  return passedOn === undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '')
}

const bearerOf = ({ headers }: FastifyRequest) => /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null

/** A key where the retiring service took one: in the query, in a header, or as a bearer token. */
export function keyOf(request: FastifyRequest, query: URLSearchParams): string | null {
  const header = request.headers['x-goog-api-key']
  const named = query.get('key') || (typeof header === 'string' ? header : null)
  return named || bearerOf(request) || query.get('access_token') || query.get('oauth_token')
}

/** A key as a bearer token, the one place where OpenAI’s clients put it. */
export const bearerKeyOf = (request: FastifyRequest): string | null => bearerOf(request)
