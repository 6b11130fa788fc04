import type { Refusal } from '../http/problems.ts'
import { ModerationError } from './moderations.ts'

/** A refusal of the house in the words of OpenAI’s API. */
export function asModerationError({ code, status, values }: Refusal): ModerationError {
  switch (code) {
    case 'key.none':
      return new ModerationError(401, 'No API key: send one as “Authorization: Bearer KEY”.')
    case 'key.far':
      return new ModerationError(401, 'No keys are set (PARLEY_SCORING_KEYS), so only this machine itself is answered.')
    case 'key.invalid':
      return new ModerationError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' })
    case 'limit.reached':
      return new ModerationError(
        429,
        `Rate limit reached: ${values.limit ?? 1} requests in a second. Try again in ${values.n} s.`,
        { type: 'requests', code: 'rate_limit_exceeded' },
      )
    case 'request.not-json':
      return new ModerationError(400, 'The JSON body of the request could not be parsed.')
    case 'request.too-large':
      return new ModerationError(413, `The request is too large: at most ${values.max} are taken.`)
    case 'request.not-found':
      return new ModerationError(405, 'Only POST is taken here.', { code: 'method_not_supported' })
    case 'request.origin':
      return new ModerationError(403, 'This page may not call (PARLEY_ORIGINS).')
    default:
      return status >= 500
        ? new ModerationError(status === 500 ? 500 : 503, 'The server could not answer. Try again in a moment.', {
            type: 'server_error',
          })
        : new ModerationError(400, `The request is not understood${values.reason ? `: ${values.reason}` : ''}.`)
  }
}
