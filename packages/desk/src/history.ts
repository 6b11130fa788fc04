import type { DecideOnTimeline, Proposal, Proposals, Source, TimelineAtDesk, Words } from '@parley/contract/timeline.ts'
import { batch, signal } from '@preact/signals'
import { createDoing } from './doing.ts'

/** What the desk asks about the history behind stories. Every call may throw `Refused`. */
export interface HistoryApi {
  proposals(after: string | null): Promise<Proposals>
  timeline(story: string): Promise<TimelineAtDesk>
  add(story: string, words: Words, source: Source): Promise<TimelineAtDesk>
  reword(id: string, words: Words): Promise<void>
  say(id: string, source: Source): Promise<void>
  decide(id: string, decision: DecideOnTimeline): Promise<void>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const historyApi = (ask: Ask, write: Ask): HistoryApi => ({
  proposals: after => ask('GET', `/v1/desk/proposals${after ? `?after=${after}` : ''}`),
  timeline: story => ask('GET', `/v1/desk/timeline?${new URLSearchParams({ story })}`),
  add: (story, words, source) => write('POST', '/v1/desk/timeline', { story, ...words, source }),
  reword: (id, words) => write('PUT', `/v1/desk/timeline/${id}`, words),
  say: (id, source) => write('POST', `/v1/desk/timeline/${id}/sources`, source),
  decide: (id, decision) => write('POST', `/v1/desk/timeline/${id}/decisions`, decision),
})

/** The history of the story that is open, or what readers have proposed for all of them. */
export function createHistory(
  api: HistoryApi,
  { told, say }: { told(problem: unknown): string; say(text: string): unknown },
) {
  /** Null: the proposals of all stories are shown. */
  const open = signal<TimelineAtDesk | null>(null)
  const waiting = signal<Proposal[] | null>(null)
  const next = signal<string | null>(null)
  const { problem, busy, doing } = createDoing(told)

  async function readWaiting(after: string | null) {
    const found = await api.proposals(after)
    batch(() => {
      waiting.value = after ? [...(waiting.value ?? []), ...found.proposals] : found.proposals
      next.value = found.next
    })
  }

  async function readAgain() {
    if (open.value) open.value = await api.timeline(open.value.story.url)
    else await readWaiting(null)
  }

  const done = (what: () => Promise<unknown>, words: string) =>
    doing(async () => {
      await what()
      await readAgain()
      say(words)
    })

  return {
    open,
    waiting,
    next,
    problem,
    busy,
    read: () => doing(readAgain),
    more: () => doing(() => readWaiting(next.value)),
    openStory: (url: string) =>
      doing(async () => {
        open.value = await api.timeline(url)
      }),
    leave() {
      open.value = null
      return doing(readAgain)
    },
    add: (words: Words, source: Source) =>
      done(() => api.add(open.value!.story.url, words, source), 'It is in the history behind the story.'),
    reword: (id: string, words: Words) => done(() => api.reword(id, words), 'It says so from now on.'),
    say: (id: string, source: Source) =>
      done(() => api.say(id, source), 'It is said so from now on. What was said before stays to be read.'),
    decide: (id: string, decision: DecideOnTimeline) =>
      done(
        () => api.decide(id, decision),
        { accept: 'Accepted. The reader is told.', decline: 'Declined. The reader is told why.', retire: 'Taken out.' }[
          decision.act
        ],
      ),
  }
}

export type History = ReturnType<typeof createHistory>
