import { QUEUES, type QueueId } from '@parley/contract/stream.ts'

/** Where a moderator is: a queue and a case in it. On a phone, no queue means the list of queues, and no case the list of cases. */
export interface Place {
  queue: QueueId | null
  caseId: string | null
}

/** Reads a place from the address's hash: `#/held/k_1`. What is not understood is left out. */
export function placeOf(hash: string): Place {
  const [, name, caseId = ''] = hash.split('/')
  const queue = QUEUES.find(id => id === name) ?? null
  return { queue, caseId: queue && /^k_[0-9a-z]+$/.test(caseId) ? caseId : null }
}

export function hashOf({ queue, caseId }: Place): string {
  return `#${['', queue, caseId].filter(part => part !== null).join('/')}`
}

/** How far into the columns a place is: 0 queues, 1 cases, 2 a case. */
export function depthOf({ queue, caseId }: Place): number {
  return caseId ? 2 : queue ? 1 : 0
}
