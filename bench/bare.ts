import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The yardstick: node:http that sends the same bytes with the same headers from memory. Takes a file with {headers, body} (base64) and says its port. */
const { headers, body } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  headers: Record<string, string>
  body: string
}
const bytes = Buffer.from(body, 'base64')
const server = createServer((_request, reply) => {
  for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value)
  reply.end(bytes)
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port))
