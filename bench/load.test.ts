import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { load, request } from './load.ts'

test('a load counts whole answers, however they are cut, and takes no other status for the one it asks for', async () => {
  const answers = ['HTTP/1.1 200 OK\r\ncontent-', 'length: 4\r\n\r\nab', 'cd']
  const server = createServer(socket => {
    socket
      .on('error', () => {})
      .setNoDelay()
      .on('data', async () => {
        for (const part of answers) await new Promise<void>(done => socket.write(part, () => setImmediate(done)))
      })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const target = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    pid: process.pid,
    next: () => request('GET', '/'),
    connections: 3,
  }
  try {
    const measured = await load(target, { amount: 30 })
    expect(measured.perSecond).toBeGreaterThan(0)
    expect(measured.p99).toBeGreaterThanOrEqual(measured.p50)
    await expect(load({ ...target, status: 304 }, { amount: 3 })).rejects.toThrow('200 for 304')
  } finally {
    server.close()
  }
})
