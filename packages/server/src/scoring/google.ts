import type { Refusal } from '../http/problems.ts'
import { badRequest, ScoringError } from './errors.ts'
import { narrowed } from './partial.ts'

const SERVICE = 'commentanalyzer.googleapis.com'
const info = (reason: string, metadata: object) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata,
})

/** A refusal of the house in the retiring service’s words. `docs` is where a higher rate is explained. */
export function asScoringError({ code, status, values }: Refusal, docs: string): ScoringError {
  switch (code) {
    case 'key.none':
      return new ScoringError(
        403,
        'PERMISSION_DENIED',
        "Method doesn't allow unregistered callers. Send an API key: in `key`, or in the header x-goog-api-key.",
      )
    case 'key.far':
      return new ScoringError(
        403,
        'PERMISSION_DENIED',
        'No keys are set (PARLEY_SCORING_KEYS), so only this machine itself is answered.',
      )
    case 'key.invalid':
      return new ScoringError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        info('API_KEY_INVALID', { service: SERVICE }),
      ])
    case 'request.origin':
      return new ScoringError(403, 'PERMISSION_DENIED', 'This page may not call (PARLEY_ORIGINS).')
    case 'request.not-found':
      return new ScoringError(404, 'NOT_FOUND', 'Method not found.')
    case 'limit.reached':
      return new ScoringError(
        429,
        'RESOURCE_EXHAUSTED',
        "Quota exceeded for quota metric 'Analysis requests (AnalyzeComment)' and limit 'Analysis requests (AnalyzeComment) per minute'.",
        [
          info('RATE_LIMIT_EXCEEDED', {
            service: SERVICE,
            consumer: `projects/${values.client ?? 'unknown'}`,
            quota_location: 'global',
            quota_metric: 'CommentAnalyzerService/analyze_requests',
            quota_limit: 'AnalyzeRequestsPerMinutePerProject',
            quota_limit_value: String(Number(values.limit ?? 0) * 60),
          }),
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [{ description: 'How to set a higher rate.', url: docs }],
          },
        ],
      )
    case 'request.not-json':
      return badRequest('Invalid JSON payload received.')
    case 'request.too-large':
      return badRequest(`Request payload size exceeds the limit: ${values.max}.`)
    case 'server.fault':
      return new ScoringError(500, 'INTERNAL', 'Internal error encountered.')
    default:
      if (status >= 500) return new ScoringError(503, 'UNAVAILABLE', 'The service is currently unavailable.')
      return badRequest(`Request contains an invalid argument.${values.reason ? ` ${values.reason}` : ''}`)
  }
}

const KNOWN = new Set([
  'key',
  'alt',
  'prettyPrint',
  'fields',
  'quotaUser',
  'callback',
  'access_token',
  'oauth_token',
  'uploadType',
  'upload_protocol',
  '$.xgafv',
])
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, '1': true, '': true, false: false, '0': false }
const CALLBACK = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,5}$/
const CALLBACK_MAX = 100
const QUOTA_USER_MAX = 40

/** How the caller wants his answer. */
export interface Wishes {
  pretty: boolean
  fields: string | null
  callback: string | null
  /** Errors in the older format, which lists them. */
  oldErrors: boolean
}

/** What is done where the wishes themselves cannot be read. */
export const NO_WISHES: Wishes = { pretty: true, fields: null, callback: null, oldErrors: false }

/** Reads the query parameters that every method takes. Throws ScoringError. */
export function wishesOf(query: URLSearchParams, also: readonly string[] = []): Wishes {
  for (const name of query.keys())
    if (!KNOWN.has(name) && !also.includes(name)) {
      const shown = JSON.stringify(name.slice(0, 80))
      throw badRequest(
        `Invalid JSON payload received. Unknown name ${shown}: Cannot bind query parameter. Field ${shown} could not be found in request message.`,
      )
    }
  const oneOf = <T>(name: string, values: Readonly<Record<string, T>>, otherwise: T): T => {
    const given = query.get(name)
    if (given === null) return otherwise
    if (!Object.hasOwn(values, given))
      throw badRequest(`Invalid value at '${name}', ${JSON.stringify(given.slice(0, 80))}`)
    return values[given]!
  }
  oneOf('alt', { json: true }, true)
  const callback = query.get('callback') || null
  if (callback !== null && (callback.length > CALLBACK_MAX || !CALLBACK.test(callback)))
    throw badRequest("Invalid value at 'callback': a name of a function is taken.")
  if ((query.get('quotaUser') ?? '').length > QUOTA_USER_MAX)
    throw badRequest(`Invalid value at 'quotaUser': at most ${QUOTA_USER_MAX} characters are taken.`)
  return {
    pretty: oneOf('prettyPrint', BOOLEANS, true),
    fields: query.get('fields') || null,
    callback,
    oldErrors: oneOf('$.xgafv', { '1': true, '2': false }, false),
  }
}

export interface Rendered {
  status: number
  type: string
  body: string
}

/** An answer as the caller wishes it. Throws ScoringError where `fields` names what is not there to be named. */
export function rendered(json: object, { pretty, fields, callback }: Wishes, status = 200): Rendered {
  const said = fields === null ? json : narrowed(json, fields)
  const body = `${JSON.stringify(said, null, pretty ? 2 : 0)}\n`
  if (callback === null) return { status, type: 'application/json; charset=utf-8', body }
  // The comment before it keeps the answer from beginning with bytes of the caller’s choice.
  return { status, type: 'text/javascript; charset=utf-8', body: `// API callback\n${callback}(${body.trimEnd()});\n` }
}

const REASONS: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT: 'badRequest',
  PERMISSION_DENIED: 'forbidden',
  NOT_FOUND: 'notFound',
  RESOURCE_EXHAUSTED: 'rateLimitExceeded',
  UNIMPLEMENTED: 'notImplemented',
}

/** An error in its envelope. */
export function renderedError({ http, status, message, details }: ScoringError, wishes: Wishes): Rendered {
  const listed = { errors: [{ message, domain: 'global', reason: REASONS[status] ?? 'backendError' }] }
  const error = { code: http, message, ...(wishes.oldErrors && listed), status, ...(details.length && { details }) }
  return rendered({ error }, { ...wishes, fields: null }, http)
}
