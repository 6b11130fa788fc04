/** What is used of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Request {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?(request: Request): Request
  }
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration?: number
    /** Number of requests, instead of a duration. */
    amount?: number
    headers?: Record<string, string>
    requests?: Request[]
  }
  interface Result {
    /** Seconds. */
    duration: number
    '2xx': number
    non2xx: number
    '3xx': number
    statusCodeStats: Record<string, { count: number }>
    errors: number
    timeouts: number
    requests: { total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
