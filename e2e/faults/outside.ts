import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'

/** Whom a server of Parley tells things: a receiver of webhooks, and a server of mail. Both take everything. */
export interface Outside {
  webhookUrl: string
  smtpUrl: string
  /** In the order in which they came, twice where they came twice. */
  received: { story: string; seq: number; comment: string }[]
  mails: { to: string; text: string }[]
  /** Webhooks break off before they are taken, and how many have. */
  refuse: boolean
  refused: number
  close(): void
}

export async function openOutside(): Promise<Outside> {
  const received: Outside['received'] = []
  const mails: Outside['mails'] = []
  const sockets = new Set<Socket>()
  const receiver = createHttp(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (outside.refuse) {
      outside.refused++
      return response.destroy()
    }
    const { story, seq, comment } = JSON.parse(body)
    received.push({ story: story.id, seq, comment: comment.id })
    response.writeHead(204).end()
  })
  const post = createTcp(socket => {
    sockets.add(socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket)))
    takeMails(socket, mails)
  })
  const portOf = async (server: typeof post | typeof receiver) => {
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return (server.address() as AddressInfo).port
  }
  const outside: Outside = {
    webhookUrl: `http://127.0.0.1:${await portOf(receiver)}/in`,
    smtpUrl: `smtp://127.0.0.1:${await portOf(post)}`,
    received,
    mails,
    refuse: false,
    refused: 0,
    close() {
      receiver.close()
      receiver.closeAllConnections()
      post.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  return outside
}

/** As much of SMTP as a client needs to be rid of a mail. Source: RFC 5321. */
function takeMails(socket: Socket, mails: Outside['mails']): void {
  let [rest, to, text] = ['', '', null as string | null]
  socket.write('220 here\r\n')
  socket.setEncoding('utf8').on('data', chunk => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (text !== null && line === '.') {
        mails.push({ to, text })
        text = null
        socket.write('250 taken\r\n')
      } else if (text !== null) text += `${line}\n`
      else if (/^data/i.test(line)) {
        text = ''
        socket.write('354 go on\r\n')
      } else if (/^quit/i.test(line)) socket.end('221 bye\r\n')
      else {
        to = /^rcpt to:<(.*?)>/i.exec(line)?.[1] ?? to
        socket.write('250 well\r\n')
      }
    }
  })
}
