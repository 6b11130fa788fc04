import type { Reader } from '@parley/contract/schemas.ts'
import type { DeskEvents } from '@parley/contract/stream.ts'
import { signal } from '@preact/signals'
import type { Api } from './api.ts'

type Colleague = DeskEvents['presence']['colleagues'][number]

/** A case that is only passed by is not claimed. */
const SETTLE_MS = 400
/** Whoever stays on a case says so again before others are told that it is free. */
const RENEW_MS = 60_000

/** Who else is at the desk, and on which case; and that we are on ours. */
export function createColleagues(api: Api, me: Reader) {
  const present = signal<Colleague[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined

  const living = () => present.value.filter(({ id, until }) => id !== me.id && Date.parse(until) > Date.now())

  /** Says that the case on the screen is ours to decide; nothing of it fails aloud, as it is a courtesy. */
  function come(caseId: string | null) {
    clearTimeout(timer)
    if (caseId === null) return
    const say = async () => {
      await api.claim(caseId).catch(() => null)
      timer = setTimeout(say, RENEW_MS)
    }
    timer = setTimeout(say, SETTLE_MS)
  }

  return {
    heard(colleagues: Colleague[]) {
      present.value = colleagues
    },
    come,
    /** Names of the others who are on a case. */
    on: (caseId: string): string[] => living().flatMap(one => (one.caseId === caseId ? one.name : [])),
    others: (): string[] => [...new Set(living().map(({ name }) => name))],
    leave() {
      clearTimeout(timer)
      void api.release().catch(() => null)
    },
  }
}
