import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { STORY, ssoToken } from '../../packages/server/src/testing.ts'
import { newDraft, type Sent, send, signInAt } from '../../packages/server/src/testing-process.ts'
import { call, pagesOf } from './clients.ts'
import { entriesIn } from './images.ts'
import { openOutside } from './outside.ts'
import { openServers, type Servers, type Setup } from './servers.ts'

const DAY = 86_400_000

/** A server whose disk and clock obey; null where this machine has no compiler. */
async function obedient(setup: Omit<Setup, 'database'> = {}): Promise<Servers | null> {
  const servers = await openServers({ database: 'sqlite', ...setup })
  onTestFinished(() => servers.close())
  return servers.shims.length ? servers : null
}

/** Posts, and answers the draft with what came of it. */
const posts = (servers: Servers, token: string, node = 0) => send(servers.urls[node]!, newDraft(token))
const problemOf = (servers: Servers, { token, key, text }: Sent) =>
  call('POST', `${servers.urls[0]}/v1/comments`, { token, key, body: { story: STORY, text } })

it('R03: after a failed sync the answer is 503, the connection is dropped and opened anew before anything is written, and the retry is stored once', async () => {
  const servers = await obedient({ logged: true })
  if (!servers) return
  const [url, shim] = [servers.urls[0]!, servers.shims[0]!]
  const token = await signInAt(url, 'alice')
  const ids = [(await posts(servers, token)).id]
  for (let i = 0; i < 3; i++) {
    shim.failSync(1)
    const draft = newDraft(token)
    const failed = await problemOf(servers, draft)
    expect(failed).toMatchObject({ status: 503, json: { code: 'database.fault' } })
    const before = readFileSync(shim.log!).length
    await send(url, draft)
    expect(draft.status).toBe(201)
    ids.push(draft.id)
    const since = [...entriesIn(readFileSync(shim.log!).subarray(before))]
    const [opened, written] = [
      since.findIndex(({ kind, data }) => kind === 2 && /parley\.sqlite(-wal)?$/.test(data.toString())),
      since.findIndex(({ kind }) => kind === 3),
    ]
    expect(opened).toBeGreaterThanOrEqual(0)
    expect(written).toBeGreaterThan(opened)
  }
  expect(await pagesOf(url, STORY)).toEqual(ids)
  expect(await servers.stop(0)).toEqual({ code: 0, signal: null })
})

/** Mounts a small disk, where whoever runs this may; answers how it is taken away. */
function smallDisk(folder: string, bytes: number): (() => void) | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder], { stdio: 'ignore' })
    return () => void execFileSync('umount', [folder], { stdio: 'ignore' })
  } catch {
    return null
  }
}

it('R04: on a full disk a post answers 507 and says why, reading and the desk go on, and it recovers by itself', async () => {
  let mounted = false
  const servers = await obedient({
    before(data) {
      const unmount = smallDisk(data, 32 << 20)
      mounted = unmount !== null
      return unmount ?? (() => {})
    },
  })
  if (!servers) return
  if (!mounted) console.log('no disk can be mounted here; the shim says that it is full')
  const [url, ballast] = [servers.urls[0]!, join(servers.data, 'ballast')]
  const alice = await signInAt(url, 'alice')
  const { json: mona } = await call('POST', `${url}/v1/session`, {
    body: { sso: ssoToken('mona', { role: 'moderator' }) },
  })
  const ids = [(await posts(servers, alice)).id]
  for (let i = 0; i < 3; i++) {
    if (!mounted) servers.shims[0]!.fill(true)
    else {
      const { bavail, bsize } = statfsSync(servers.data)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    }
    const draft = newDraft(alice)
    const full = await problemOf(servers, draft)
    expect(full).toMatchObject({
      status: 507,
      json: { code: 'database.full', detail: expect.stringMatching(/stored/) },
    })
    expect(await pagesOf(url, STORY)).toEqual(ids)
    expect(await call('GET', `${url}/v1/desk/cases?queue=new`, { token: mona.token })).toMatchObject({ status: 200 })
    if (!mounted) servers.shims[0]!.fill(false)
    else rmSync(ballast)
    expect(await send(url, draft)).toMatchObject({ status: 201 })
    ids.push(draft.id)
  }
  expect(await pagesOf(url, STORY)).toEqual(ids)
  expect(await servers.stop(0)).toEqual({ code: 0, signal: null })
})

/** Processor time that a process has used, in seconds. Source: proc(5), in ticks of a hundredth. */
function used(servers: Servers): number {
  const fields = readFileSync(`/proc/${servers.running(0).child.pid}/stat`, 'utf8')
    .split(') ')[1]!
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

it('R07: a clock that steps by a day, over a restart too, changes no order, starts no storm of timers and loses no deadline', async () => {
  const outside = await openOutside()
  onTestFinished(() => outside.close())
  const servers = await obedient({
    env: {
      PARLEY_WEBHOOK_URL: outside.webhookUrl,
      PARLEY_WEBHOOK_SECRET: `whsec_${'A'.repeat(43)}=`,
      PARLEY_WEBHOOK_SECONDS: '2',
    },
  })
  if (!servers) return
  const [url, shim] = [servers.urls[0]!, servers.shims[0]!]
  const token = await signInAt(url, 'alice')
  const ids: (string | null)[] = []
  const at: number[] = []
  for (const [ahead, restart] of [
    [0, false],
    [DAY, false],
    [-DAY, false],
    [-DAY, true],
    [300_000, false],
    [0, false],
  ] as const) {
    shim.step(ahead)
    if (restart) {
      await servers.kill(0)
      await servers.start(0)
    }
    const { id, status } = await posts(servers, token)
    expect(status).toBe(201)
    ids.push(id)
    const { json } = await call('GET', `${url}/v1/comments/${id}`)
    at.push(Math.abs(Math.round((Date.parse(json.comment.postedAt) - Date.now() - ahead) / 60_000)))
    const begun = used(servers)
    await new Promise(next => setTimeout(next, 600))
    expect(used(servers) - begun).toBeLessThan(0.5)
  }
  expect(await pagesOf(url, STORY)).toEqual(ids)
  // The clock did step.
  expect(at).toEqual([0, 0, 0, 0, 0, 0])
  const told = () => new Set(outside.received.map(({ comment }) => comment))
  await vi.waitFor(() => expect(told()).toEqual(new Set(ids)), { timeout: 30_000, interval: 100 })

  // What was put out while the clock was a day ahead, and not sent before the end of the process, does not wait for that day.
  shim.step(DAY)
  outside.refuse = true
  const late = await posts(servers, token)
  await servers.kill(0)
  outside.refuse = false
  shim.step(0)
  await servers.start(0)
  await vi.waitFor(() => expect(told()).toContain(late.id), { timeout: 30_000, interval: 100 })
  // The same where nothing but the clock was set back.
  shim.step(DAY)
  outside.refuse = true
  const later = await posts(servers, token)
  await vi.waitFor(() => expect(outside.refused).toBeGreaterThan(1), { timeout: 30_000, interval: 100 })
  outside.refuse = false
  shim.step(0)
  // Where the server heard of the second refusal only after the clock was set back, it tries again after its minute, as ever.
  await vi.waitFor(() => expect(told()).toContain(later.id), { timeout: 100_000, interval: 100 })
  await servers.stop(0)
})

it('R07: a newsroom’s clock may differ by 60 seconds from ours, and not by 90', async () => {
  const servers = await obedient()
  if (!servers) return
  const enter = async (ahead: number, age = 0) => {
    servers.shims[0]!.step(ahead)
    const sso = ssoToken('alice', {}, { now: Date.now() - age })
    return (await call('POST', `${servers.urls[0]}/v1/session`, { body: { sso } })).status
  }
  // Signed in our future; and beyond its end (240 s) and age (300 s).
  expect([await enter(-50_000), await enter(-90_000)]).toEqual([200, 401])
  expect([await enter(0, 240_000 + 50_000), await enter(0, 240_000 + 90_000)]).toEqual([200, 401])
})
