import type {
  Assigned,
  Cases,
  CaseView,
  Claimed,
  CodeSent,
  Decide,
  Decided,
  DecidedMany,
  DecideMany,
  DecideReporter,
  Ground,
  Me,
  Noted,
  Overview,
  Problem,
  Queues,
  ReporterRecord,
  Session,
  Site,
  State,
  Tried,
  TryText,
  Undone,
} from '@parley/contract/schemas.ts'
import type { DeskEvents, QueueId } from '@parley/contract/stream.ts'
import { type AccountsApi, accountsApi } from './accounts.ts'
import { type ErasingApi, erasingApi } from './erasing.ts'
import { type FindingApi, findingApi } from './finding-api.ts'
import { type HistoryApi, historyApi } from './history.ts'
import { type HooksApi, hooksApi } from './hooks.ts'
import { type LawApi, lawApi } from './law.ts'
import { type NotesApi, notesApi } from './notes.ts'
import { type LifeApi, lifeApi, type RulesApi, rulesApi } from './rules-api.ts'
import { type WorthApi, worthApi } from './worth.ts'

/** The server said no, or could not be reached (`network`). `message` is a sentence that can be shown. */
export class Refused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What narrows a list beside the words: empty where it does not. */
export interface Narrowing {
  rule: Ground | ''
  state: State | ''
  /** Days, as `2026-01-31`. */
  from: string
  to: string
}

export interface CasesAsked extends Narrowing {
  queue: QueueId
  search: string
  after: string | null
  limit: number
}

/** The server as the desk sees it. Every call may throw `Refused`. */
export interface Api {
  me(): Promise<Me>
  site(): Promise<Site>
  askForCode(email: string): Promise<CodeSent>
  signIn(given: { email: string; code: string; challenge: string; name?: string }): Promise<Session>
  signOut(): Promise<void>
  queues(): Promise<Queues>
  cases(asked: CasesAsked): Promise<Cases>
  caseView(id: string): Promise<CaseView>
  decide(id: string, decision: Decide): Promise<Decided>
  decideMany(decision: DecideMany): Promise<DecidedMany>
  /** By the id of a decision or of a batch. */
  undo(id: string): Promise<Undone>
  note(caseId: string, text: string): Promise<Noted>
  assign(caseId: string, to: string | null): Promise<Assigned>
  reporter(id: string): Promise<ReporterRecord>
  decideReporter(id: string, decision: DecideReporter): Promise<Decided>
  claim(caseId: string): Promise<Claimed>
  release(): Promise<void>
  tryText(text: TryText): Promise<Tried>
  /** From a day (YYYY-MM-DD, UTC) up to today. */
  overview(asked: { from: string }): Promise<Overview>
  rules: RulesApi
  life: LifeApi
  law: LawApi
  history: HistoryApi
  notes: NotesApi
  worth: WorthApi
  erasing: ErasingApi
  finding: FindingApi
  accounts: AccountsApi
  hooks: HooksApi
  /** Calls back after every change, and when the connection comes or goes. Returns what ends it. */
  watch(on: Watching): () => void
}

export interface Watching {
  queues(now: DeskEvents['queues']): void
  presence(colleagues: DeskEvents['presence']['colleagues']): void
  connected(is: boolean): void
}

const TIMEOUT_MS = 15_000
const RECONNECT_MS = 5_000

/** The API of the origin that served the desk. The session is a cookie; its write token stays in this closure. */
export function createApi(): Api {
  let csrf: string | null = null

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (method !== 'GET' && csrf) headers['x-parley-csrf'] = csrf
    const init: RequestInit = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) }
    if (body !== undefined) init.body = JSON.stringify(body)
    const answer = await fetch(path, init).catch(() => {
      throw new Refused('network', 'The server could not be reached. Please check the connection and try again.')
    })
    if (answer.ok) return answer
    const { code, detail } = (parsed(await answer.text().catch(() => '')) ?? {}) as Partial<Problem>
    throw new Refused(code ?? 'server.fault', detail ?? `The server answered ${answer.status}. Please try again.`)
  }

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await send(method, path, body)
    return parsed(await answer.text().catch(() => '')) as T
  }

  /** A file, by a write that is logged. */
  const download = (path: string, body: unknown) => proved(async () => (await send('POST', path, body)).blob())

  /** A file under the name that the server gives it. */
  async function fetched(path: string): Promise<File> {
    const answer = await send('GET', path)
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
    return new File([await answer.blob()], name ?? 'file')
  }

  /** A write; should the write token have changed (another tab signed in again), it is read anew and the write tried once more. */
  async function proved<T>(what: () => Promise<T>): Promise<T> {
    try {
      return await what()
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.code !== 'request.csrf') throw problem
      await me()
      return what()
    }
  }

  const write = <T>(method: string, path: string, body?: unknown) => proved(() => ask<T>(method, path, body))

  async function me(): Promise<Me> {
    const answer = await ask<Me>('GET', '/v1/me')
    csrf = answer.csrf
    return answer
  }

  return {
    me,
    site: () => ask('GET', '/v1/site'),
    askForCode: email => ask('POST', '/v1/session', { email }),
    async signIn(given) {
      const session = await ask<Session>('POST', '/v1/session', given)
      csrf = session.csrf
      return session
    },
    async signOut() {
      await write('DELETE', '/v1/session')
      csrf = null
    },
    queues: () => ask('GET', '/v1/desk/queues'),
    cases({ limit, ...asked }) {
      const query = new URLSearchParams({ limit: String(limit) })
      for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
      return ask('GET', `/v1/desk/cases?${query}`)
    },
    caseView: id => ask('GET', `/v1/desk/cases/${id}`),
    decide: (id, decision) => write('POST', `/v1/desk/cases/${id}/decisions`, decision),
    decideMany: decision => write('POST', '/v1/desk/decisions', decision),
    undo: id => write('POST', `/v1/desk/decisions/${id}/undo`),
    note: (id, text) => write('POST', `/v1/desk/cases/${id}/notes`, { text }),
    assign: (id, to) => write('PUT', `/v1/desk/cases/${id}/assignment`, { to }),
    reporter: id => ask('GET', `/v1/desk/reporters/${id}`),
    decideReporter: (id, decision) => write('POST', `/v1/desk/reporters/${id}/decisions`, decision),
    claim: id => write('PUT', `/v1/desk/cases/${id}/claim`),
    release: () => write('DELETE', '/v1/desk/claim'),
    tryText: text => write('POST', '/v1/desk/try', text),
    overview: ({ from }) => ask('GET', `/v1/desk/overview?from=${from}`),
    rules: rulesApi(ask, write),
    life: lifeApi(ask, write),
    law: lawApi(ask, write, download),
    history: historyApi(ask, write),
    notes: notesApi(ask, write),
    worth: worthApi(ask, write),
    erasing: erasingApi(ask, write),
    finding: findingApi(ask, write),
    accounts: accountsApi(ask, write, fetched),
    hooks: hooksApi(ask, write),
    watch(on) {
      let source: EventSource
      let again: ReturnType<typeof setTimeout> | undefined
      const open = () => {
        source = new EventSource('/v1/desk/stream')
        source.onopen = () => on.connected(true)
        source.addEventListener('queues', event => on.queues(parsed(event.data) as DeskEvents['queues']))
        source.addEventListener('presence', event =>
          on.presence((parsed(event.data) as DeskEvents['presence']).colleagues),
        )
        source.onerror = () => {
          on.connected(false)
          // the browser reconnects by itself unless the server refused
          if (source.readyState === EventSource.CLOSED) again = setTimeout(open, RECONNECT_MS)
        }
      }
      open()
      return () => {
        clearTimeout(again)
        source.close()
      }
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
