import type { Webhooks } from '@parley/contract/schemas.ts'
import { signal } from '@preact/signals'

/** What an admin asks of the other systems that are told what happens. Every call may throw `Refused`. */
export interface HooksApi {
  all(): Promise<Webhooks>
  replay(id: string): Promise<Webhooks>
  on(id: string): Promise<Webhooks>
}

type Ask = <T>(method: string, path: string) => Promise<T>
export type Receiver = Webhooks['receivers'][number]

export const hooksApi = (ask: Ask, write: Ask): HooksApi => ({
  all: () => ask('GET', '/v1/desk/webhooks'),
  replay: id => write('POST', `/v1/desk/webhooks/${encodeURIComponent(id)}/replay`),
  on: id => write('POST', `/v1/desk/webhooks/${encodeURIComponent(id)}/on`),
})

/** How the receivers do, as it was last read. Who is no admin is not told. */
export function createHooks(
  api: HooksApi,
  {
    admin,
    told,
    say,
  }: { admin: boolean; told(problem: unknown): string; say(text: string, failed?: boolean): unknown },
) {
  const receivers = signal<Receiver[]>([])
  let busy = false

  async function read() {
    if (!admin) return
    try {
      receivers.value = (await api.all()).receivers
    } catch (problem) {
      say(told(problem), true)
    }
  }

  async function change(what: () => Promise<Webhooks>, done: string) {
    if (busy) return
    busy = true
    try {
      receivers.value = (await what()).receivers
      say(done)
    } catch (problem) {
      say(told(problem), true)
    } finally {
      busy = false
    }
  }

  return {
    receivers,
    read,
    replay: ({ id, dead }: Receiver) =>
      change(() => api.replay(id), `${dead === 1 ? 'One message is' : `${dead} messages are`} sent to ${id} again.`),
    on: ({ id }: Receiver) => change(() => api.on(id), `${id} is switched on again.`),
  }
}

/** Why a message was not taken, in words. Pure. */
export const reasonOf = (error: string): string =>
  error === 'timeout' ? 'no answer in time' : error === 'unreachable' ? 'not reached' : `answered ${error}`
