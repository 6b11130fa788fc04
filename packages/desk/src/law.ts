import type {
  AnswerOrder,
  Dispute,
  Disputes,
  EnterOrder,
  Flagger,
  Flaggers,
  KeepDispute,
  KeepFlagger,
  Order,
  OrderInFull,
  Orders,
} from '@parley/contract/authorities.ts'
import { batch, computed, signal } from '@preact/signals'
import { createDoing } from './doing.ts'
import { saveFile } from './save.ts'

/** What the desk asks where authorities, trusted flaggers and certified bodies are concerned. Every call may throw `Refused`. */
export interface LawApi {
  orders(): Promise<Orders>
  order(id: string): Promise<OrderInFull>
  enter(order: EnterOrder): Promise<OrderInFull>
  carryOut(id: string, explanation: string): Promise<OrderInFull>
  answer(id: string, answer: AnswerOrder): Promise<OrderInFull>
  secrecy(id: string, until: string | null): Promise<OrderInFull>
  flaggers(): Promise<Flaggers>
  keepFlagger(id: string | null, flagger: KeepFlagger): Promise<Flagger>
  disputes(): Promise<Disputes>
  refer(caseId: string, dispute: KeepDispute): Promise<Dispute>
  dispute(id: string, dispute: KeepDispute): Promise<Dispute>
  /** The case file, as bytes. */
  file(caseId: string, withReporters: boolean): Promise<Blob>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const lawApi = (ask: Ask, write: Ask, download: (path: string, body: unknown) => Promise<Blob>): LawApi => ({
  orders: () => ask('GET', '/v1/desk/orders'),
  order: id => ask('GET', `/v1/desk/orders/${id}`),
  enter: order => write('POST', '/v1/desk/orders', order),
  carryOut: (id, explanation) => write('POST', `/v1/desk/orders/${id}/effect`, { explanation }),
  answer: (id, answer) => write('POST', `/v1/desk/orders/${id}/answers`, answer),
  secrecy: (id, until) => write('PUT', `/v1/desk/orders/${id}/secrecy`, { until }),
  flaggers: () => ask('GET', '/v1/desk/flaggers'),
  keepFlagger: (id, flagger) =>
    id === null ? write('POST', '/v1/desk/flaggers', flagger) : write('PUT', `/v1/desk/flaggers/${id}`, flagger),
  disputes: () => ask('GET', '/v1/desk/disputes'),
  refer: (caseId, dispute) => write('POST', `/v1/desk/cases/${caseId}/disputes`, dispute),
  dispute: (id, dispute) => write('PUT', `/v1/desk/disputes/${id}`, dispute),
  file: (caseId, withReporters) => download(`/v1/desk/cases/${caseId}/file`, { withReporters }),
})

export const LAW_TABS = ['orders', 'flaggers', 'disputes'] as const
export type LawTab = (typeof LAW_TABS)[number]

/** An order as it is typed: times as the browser's fields have them, in the time of whoever types. */
export interface OrderDraft {
  kind: EnterOrder['kind']
  authority: string
  country: string
  reference: string
  law: string
  receivedAt: string
  dueAt: string
  secretUntil: string
  /** Addresses or ids, in any form. */
  about: string
}

const MINUTE = 60_000
/** So often orders are looked at again, at most, in milliseconds. */
const LOOK = 15_000

/** Orders, trusted flaggers and disputes as they were last read, and what is typed. */
export function createLaw(api: LawApi, { told, say }: { told(problem: unknown): string; say(text: string): unknown }) {
  const tab = signal<LawTab>('orders')
  const orders = signal<Order[] | null>(null)
  const flaggers = signal<Flagger[] | null>(null)
  const disputes = signal<Dispute[] | null>(null)
  /** The order on the screen. */
  const open = signal<OrderInFull | null>(null)
  /** The order that is being entered. */
  const entering = signal<OrderDraft | null>(null)
  const { problem, busy, doing } = createDoing(told)
  let looked = Number.NEGATIVE_INFINITY
  let later: ReturnType<typeof setTimeout> | undefined

  /** What still wants something, the most pressing first. */
  const pressing = computed(() => (orders.value ?? []).filter(({ settled }) => !settled))

  async function readOrders() {
    looked = Date.now()
    orders.value = (await api.orders()).orders
  }

  /** Reads the orders for the top of the desk: soon, and not more often than is good for the server. */
  function look() {
    if (later !== undefined) return
    later = setTimeout(
      () => {
        later = undefined
        readOrders().catch(told)
      },
      Math.max(0, looked + LOOK - Date.now()),
    )
  }

  /** Reads what the open tab shows. */
  async function read() {
    try {
      if (tab.value === 'orders') await readOrders()
      else if (tab.value === 'flaggers') flaggers.value = (await api.flaggers()).flaggers
      else disputes.value = (await api.disputes()).disputes
      problem.value = null
    } catch (error) {
      problem.value = told(error)
    }
  }

  function choose(to: LawTab) {
    batch(() => {
      tab.value = to
      open.value = null
      entering.value = null
    })
    return read()
  }

  const show = (id: string) =>
    doing(async () => {
      entering.value = null
      open.value = await api.order(id)
    })

  const change = (what: () => Promise<OrderInFull>, words: string) =>
    doing(async () => {
      open.value = await what()
      say(words)
      await readOrders()
    })

  /** Begins to enter an order; `about`: the comment from which it was asked for. */
  function begin(about = '') {
    batch(() => {
      tab.value = 'orders'
      open.value = null
      problem.value = null
      entering.value = {
        kind: 'remove',
        authority: '',
        country: '',
        reference: '',
        law: '',
        receivedAt: localTime(Date.now()),
        dueAt: '',
        secretUntil: '',
        about,
      }
    })
  }

  const enter = (draft: OrderDraft) =>
    change(async () => {
      const entered = await api.enter(orderOf(draft))
      entering.value = null
      return entered
    }, 'The order is entered, and whoever is on duty is paged.')

  return {
    /** Looks no more. */
    rest: () => {
      clearTimeout(later)
      later = undefined
    },
    tab,
    orders,
    flaggers,
    disputes,
    open,
    entering,
    problem,
    busy,
    pressing,
    look,
    read,
    choose,
    show,
    begin,
    enter,
    type: (to: Partial<OrderDraft>) => {
      if (entering.value) entering.value = { ...entering.value, ...to }
    },
    leave: () =>
      batch(() => {
        open.value = null
        entering.value = null
        problem.value = null
      }),
    carryOut: (id: string, explanation: string) =>
      change(() => api.carryOut(id, explanation), 'Carried out. Now answer the authority.'),
    answer: (id: string, answer: AnswerOrder) => change(() => api.answer(id, answer), 'Kept as sent.'),
    secrecy: (id: string, until: string | null) =>
      change(
        () => api.secrecy(id, until === null ? null : utcOf(until)),
        until === null ? 'Secrecy is over: whom it is about is told.' : 'Secrecy lasts until then.',
      ),
    keepFlagger: (id: string | null, flagger: KeepFlagger) =>
      doing(async () => {
        await api.keepFlagger(id, flagger)
        say('Kept.')
        flaggers.value = (await api.flaggers()).flaggers
      }),
    keepDispute: (at: { id: string } | { caseId: string }, dispute: KeepDispute) =>
      doing(async () => {
        await ('id' in at ? api.dispute(at.id, dispute) : api.refer(at.caseId, dispute))
        say('Kept.')
        disputes.value = (await api.disputes()).disputes
      }),
    /** The case file, handed to the browser to be saved. */
    takeOut: (caseId: string, withReporters: boolean) =>
      doing(async () => {
        saveFile(await api.file(caseId, withReporters), `case-${caseId}.zip`)
        say('The case file is taken out; that stands in the log.')
      }),
  }
}

/** The time that the browser's field for it has, in UTC. Throws RangeError where it is none. */
export const utcOf = (local: string): string => new Date(local).toISOString()

/** A time as the browser's field for it has it, in the time of whoever types. */
export function localTime(at: number): string {
  const time = new Date(at)
  return new Date(at - time.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16)
}

/** The comments, and the reader, that stand in what was typed: addresses, ids of comments or cases. Pure. */
export function namedIn(about: string): { comments: string[]; reader: string | null } {
  const ids = [...about.matchAll(/(?<![0-9a-z])([ckr])_([0-9a-z]{10,})/g)]
  return {
    comments: [...new Set(ids.filter(([, kind]) => kind !== 'r').map(([, , id]) => `c_${id}`))],
    reader: ids.find(([, kind]) => kind === 'r')?.[0] ?? null,
  }
}

/** What is sent of what was typed. */
export function orderOf(draft: OrderDraft): EnterOrder {
  const { comments, reader } = namedIn(draft.about)
  const timed = draft.kind !== 'terrorist-content' && draft.dueAt
  return {
    kind: draft.kind,
    authority: draft.authority.trim(),
    country: draft.country.trim().toUpperCase(),
    reference: draft.reference.trim(),
    law: draft.law.trim(),
    receivedAt: utcOf(draft.receivedAt),
    ...(timed && { dueAt: utcOf(draft.dueAt) }),
    ...(draft.secretUntil && { secretUntil: utcOf(draft.secretUntil) }),
    comments,
    ...(reader && !comments.length && { reader }),
  }
}

/** What an order still wants, in words, and how pressing that is. Times are ms since 1970. Pure. */
export function wants(order: Pick<Order, 'kind' | 'dueAt' | 'effectAt' | 'settled'>, now: number) {
  if (order.settled) return { words: 'Settled', gravity: 'slight' as const }
  if (order.effectAt !== null) return { words: 'Carried out: answer the authority', gravity: 'look' as const }
  if (order.dueAt === null) return { words: 'Without undue delay', gravity: 'look' as const }
  const left = Date.parse(order.dueAt) - now
  return left < 0
    ? { words: `Late by ${span(-left)}`, gravity: 'stop' as const }
    : { words: `${span(left)} left`, gravity: left < 60 * MINUTE ? ('stop' as const) : ('look' as const) }
}

function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}
