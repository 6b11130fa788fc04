/** The retiring service’s way of saying what is wrong: HTTP status, the name of the gRPC code, a sentence, details. */
export class ScoringError extends Error {
  readonly http: number
  readonly status: string
  readonly details: readonly object[]
  constructor(http: number, status: string, message: string, details: readonly object[] = []) {
    super(message)
    this.http = http
    this.status = status
    this.details = details
  }
}

export type ErrorType =
  | 'COMMENT_EMPTY'
  | 'COMMENT_TOO_LONG'
  | 'NO_REQUESTED_ATTRIBUTES'
  | 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE'
  | 'LANGUAGE_DETECTION_FAILED'
  | 'INVALID_REQUEST'

/** A request whose shape is right and which asks for what cannot be. */
export function invalid(errorType: ErrorType, message: string, more: object = {}): ScoringError {
  return new ScoringError(400, 'INVALID_ARGUMENT', message, [
    { '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error', errorType, ...more },
  ])
}

/** A request that is not of the described shape, in the words of the front end that clients know. */
export function badRequest(message: string, path = ''): ScoringError {
  return new ScoringError(400, 'INVALID_ARGUMENT', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [{ ...(path && { field: path }), description: message }],
    },
  ])
}
