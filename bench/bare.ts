import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

/** The yardstick: node:http that sends the same bytes with the same headers from memory. Is told {status, headers, body} (base64), says its port. */
const { status, headers, body } = (await json(process.stdin)) as {
  status: number
  headers: Record<string, string>
  body: string
}
const bytes = Buffer.from(body, 'base64')
const lines = Object.entries({ ...headers, ...(bytes.length && { 'content-length': bytes.length }) }).flat()
const server = createServer((_request, reply) => {
  reply.writeHead(status, lines)
  reply.end(bytes)
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port))
