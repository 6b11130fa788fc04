import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a database, or to anything that listens, that can be cut: for what happens when packets get lost. */
export interface Way {
  /** The way's own address, in place of that of the database. */
  url: string
  /** No new connection is taken. */
  closed: boolean
  /** Nothing passes any more and nobody is told, as where packets are dropped: on every connection, also on new ones. */
  silent: boolean
  /** The same on connections that began with this. */
  silentAbout: string
  /** Once this has been sent it arrives, and the connection is cut before an answer comes back. */
  cutAfter: string
  /** How often that has happened. */
  cuts: number
  /** How many connections have been asked for. */
  connections: number
  cutAll(): void
  close(): Promise<void>
}

export async function wayTo(address: string): Promise<Way> {
  const to = new URL(address)
  const { hostname, port } = to
  const open = new Set<Socket>()
  const server = createServer(near => {
    way.connections++
    if (way.closed) return void near.destroy()
    const far = connect(Number(port), hostname)
    let sent = ''
    const isSilent = () => way.silent || (way.silentAbout !== '' && sent.includes(way.silentAbout))
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    far.on('data', part => isSilent() || near.write(part))
    near.on('data', (part: Buffer) => {
      if (sent.length < 4000) sent += part.toString('latin1')
      if (isSilent()) return
      const cut = way.cutAfter !== '' && part.includes(way.cutAfter)
      // What was sent arrives; what comes back does not.
      far.write(part, () => cut && far.end())
      if (!cut) return
      way.cutAfter = ''
      way.cuts++
      near.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  to.port = String((server.address() as { port: number }).port)
  to.hostname = '127.0.0.1'
  const way: Way = {
    url: to.href,
    closed: false,
    silent: false,
    silentAbout: '',
    cutAfter: '',
    cuts: 0,
    connections: 0,
    cutAll() {
      for (const socket of open) socket.destroy()
    },
    async close() {
      way.cutAll()
      server.close()
      await once(server, 'close')
    },
  }
  return way
}
