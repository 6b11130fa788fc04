import type { Entry, History, Seen } from './history.ts'

/** What must be true of every history, whatever has failed meanwhile. All pure: a checker answers what it has found, [] where all is well. */

/** What is there once everything is mended and at rest. */
export interface Final {
  /** Every comment of each story as the database has it, in the order of its pages, oldest first: top comments, and the replies below each. */
  threads: Record<string, { top: Seen[]; replies: Record<string, Seen[]> }>
  /** The ids of the top comments on each story's pages. */
  pages: Record<string, string[]>
  /** Events that other systems are told of: the number of each in its story. */
  told: { story: string; seq: number; comment: string }[]
  /** What a receiver of webhooks got, in the order in which it came. */
  received: { story: string; seq: number; comment: string }[]
  /** Mails that came, by address. */
  mails: Record<string, number>
}

type Of<W extends Entry['what']> = Entry & { what: W }

const isOpen = ({ state }: Seen) => state === 'shown' || state === 'collapsed'
const everything = (final: Final) =>
  Object.values(final.threads).flatMap(({ top, replies }) => [...top, ...Object.values(replies).flat()])

/** Every post that was answered 2xx is there, each once, under the id that was answered; and nothing is there that nobody sent. */
export function acknowledgedIsThere(posts: readonly Of<'post'>[], final: Final): string[] {
  const seen = everything(final)
  const [byId, byMark] = [new Map<string, number>(), new Map<string, number>()]
  for (const { id, mark } of seen) {
    byId.set(id, (byId.get(id) ?? 0) + 1)
    if (mark) byMark.set(mark, (byMark.get(mark) ?? 0) + 1)
  }
  // Two readers may write the same; each under his own key.
  const wishes = Map.groupBy(posts, ({ mark }) => mark)
  const mostOf = (mark: string) =>
    new Set(wishes.get(mark)?.flatMap(one => (one.result === 'fail' ? [] : [`${one.reader} ${one.key}`]))).size
  return [
    ...posts.flatMap(({ result, id, mark }) =>
      result === 'ok' && byId.get(id ?? '') !== 1
        ? [`${id} (${mark}) was acknowledged and is there ${byId.get(id ?? '') ?? 0} times`]
        : [],
    ),
    ...[...byMark].flatMap(([mark, n]) =>
      n > mostOf(mark) ? [`${mark} is there ${n} times and was sent ${mostOf(mark)} times`] : [],
    ),
  ]
}

/** The pages show every open top comment of the database, each once and in its order. */
export function pagesAreTrue({ threads, pages }: Pick<Final, 'threads' | 'pages'>): string[] {
  return Object.entries(threads).flatMap(([story, { top }]) => {
    const open = top.filter(isOpen).map(({ id }) => id)
    const shown = (pages[story] ?? []).filter(id => !top.some(one => one.id === id && !isOpen(one)))
    return open.join() === shown.join()
      ? []
      : [`the pages of ${story} have ${shown.length} open comments, the database ${open.length}`]
  })
}

/**
 * Each thread has one order, of which every read shows a part: what was answered before something else was sent stands before it. The same as looking
 * for a circle among “before” of time and of all reads (as Elle does), since the last read orders all that there is.
 */
export function oneOrder(history: Pick<History, 'of'>, final: Final): string[] {
  const problems: string[] = []
  const answers = firstAnswers(history.of('post'))
  for (const [story, { top, replies }] of Object.entries(final.threads)) {
    const place = new Map(top.map(({ id }, i) => [id, i]))
    for (const list of [top, ...Object.values(replies)]) problems.push(...againstTime(answers, list))
    for (const read of history.of('read')) {
      if (read.story !== story || !read.seen) continue
      const places = read.seen.flatMap(({ id }) => place.get(id) ?? [])
      const turned = places.findIndex((at, i) => i > 0 && at <= places[i - 1]!)
      if (turned > 0) problems.push(`a read of ${story} has ${top[places[turned]!]!.id} behind a later one`)
    }
  }
  return problems
}

/** When each comment was first sent and first answered: what was sent again under its key may have been there since its first try. */
function firstAnswers(posts: readonly Of<'post'>[]): { id: string; from: number; to: number }[] {
  const sent = new Map<string, number>()
  const first = new Map<string, { id: string; from: number; to: number }>()
  for (const { id, from, to, result, key, reader } of posts) {
    const began = sent.get(`${reader} ${key}`) ?? from
    sent.set(`${reader} ${key}`, began)
    if (result === 'ok' && id) first.set(id, { id, from: began, to: Math.min(first.get(id)?.to ?? to!, to!) })
  }
  return [...first.values()]
}

/** Those of an ordered list that stand before what was answered before they were sent. */
function againstTime(answers: readonly { id: string; from: number; to: number }[], list: readonly Seen[]): string[] {
  const place = new Map(list.map(({ id }, i) => [id, i]))
  const here = answers.filter(({ id }) => place.has(id))
  const ended = here.toSorted((a, b) => a.to - b.to)
  const problems: string[] = []
  let [i, furthest] = [0, '']
  for (const one of here.toSorted((a, b) => a.from - b.from)) {
    for (; ended[i] && ended[i]!.to < one.from; i++)
      if (!furthest || place.get(ended[i]!.id)! > place.get(furthest)!) furthest = ended[i]!.id
    if (furthest && place.get(furthest)! > place.get(one.id)!)
      problems.push(`${one.id} was sent after ${furthest} was answered, and stands before it`)
  }
  return problems
}

/** Respects of a comment are as many as readers who gave theirs, one each; who got no answer may count or not. */
export function respectsInBounds(respects: readonly Of<'respect'>[], final: Final): string[] {
  const seen = new Map(everything(final).map(one => [one.id, one]))
  return [...Map.groupBy(respects, ({ comment }) => comment)].flatMap(([comment, all]) => {
    const one = seen.get(comment)
    if (!one) return []
    let [least, most] = [0, 0]
    for (const of of Map.groupBy(all, ({ reader }) => reader).values()) {
      const open = possibly(of)
      if (open.has(true)) most++
      if (!open.has(false)) least++
    }
    return one.respects >= least && one.respects <= most
      ? []
      : [`${comment} has ${one.respects} respects, and ${least} to ${most} readers gave theirs`]
  })
}

/** How it may stand after all: by the last that has certainly happened, and whatever was not certainly over before that began. */
function possibly(all: readonly Of<'respect'>[]): Set<boolean> {
  const done = all.filter(({ result }) => result === 'ok')
  const last = done.reduce<Of<'respect'> | null>((a, b) => (a && a.from > b.from ? a : b), null)
  const open = new Set<boolean>(last ? [last.on] : [false])
  for (const one of all)
    if (
      one !== last &&
      one.result !== 'fail' &&
      (!last || one.to === null || one.result === 'unknown' || one.to > last.from)
    )
      open.add(one.on)
  return open
}

/** Once the desk's decision is answered, nobody sees it otherwise, `within` milliseconds later: on any process, in any read, and in the end. */
export function decisionsHold(history: Pick<History, 'of'>, final: Final, within: number): string[] {
  const decided = Map.groupBy(history.of('decide'), ({ comment }) => comment)
  const looks = [
    ...history.of('look').flatMap(({ comment, from, seen }) => (seen === undefined ? [] : [{ comment, from, seen }])),
    ...history.of('read').flatMap(({ from, seen }) => seen?.map(one => ({ comment: one.id, from, seen: one })) ?? []),
    ...everything(final).map(seen => ({ comment: seen.id, from: Number.POSITIVE_INFINITY, seen })),
  ]
  return looks.flatMap(({ comment, from, seen }) => {
    const before = (decided.get(comment) ?? []).filter(one => one.result !== 'fail')
    const settled = before.filter(one => one.result === 'ok' && one.to! + within < from)
    const last = settled.reduce<Of<'decide'> | null>((a, b) => (a && a.to! > b.to! ? a : b), null)
    // Another one may have been under way.
    const others = before.some(
      one => one !== last && one.from < from && (!last || one.result === 'unknown' || one.to! >= last.from),
    )
    if (!last || others) return []
    const open = seen !== null && isOpen(seen)
    return open === (last.act === 'show')
      ? []
      : [`${comment} was seen ${open ? 'open' : 'gone'} after “${last.act}” had been answered`]
  })
}

/** Whoever has posted sees it from then on, whichever process answers, unless the desk has taken it away. */
export function ownIsSeen(history: Pick<History, 'of'>): string[] {
  const posted = new Map(
    history
      .of('post')
      .flatMap(one => (one.result === 'ok' && one.id ? [[`${one.reader} ${one.id}`, one] as const] : [])),
  )
  const decided = new Set(history.of('decide').map(({ comment }) => comment))
  return history.of('look').flatMap(({ reader, comment, from, seen, node }) => {
    const own = posted.get(`${reader} ${comment}`)
    return own && own.to! < from && seen === null && !decided.has(comment)
      ? [
          `${comment} was not there for its own author, whom process ${own.node} had answered and process ${node} had not`,
        ]
      : []
  })
}

/** What a receiver has is what happened, after what came twice is dropped: nothing is missing, nothing else is there, and each comment's events came in order. */
export function toldOnce({ told, received }: Pick<Final, 'told' | 'received'>): string[] {
  const nameOf = ({ story, seq }: { story: string; seq: number }) => `${story}-${seq}`
  const [happened, came] = [new Set(told.map(nameOf)), new Set<string>()]
  const last = new Map<string, number>()
  const problems: string[] = []
  for (const one of received) {
    if (came.has(nameOf(one))) continue
    came.add(nameOf(one))
    if (!happened.has(nameOf(one))) problems.push(`${nameOf(one)} was told and has not happened`)
    if (one.seq < (last.get(one.comment) ?? 0))
      problems.push(`${nameOf(one)} was told after a later event of ${one.comment}`)
    last.set(one.comment, Math.max(one.seq, last.get(one.comment) ?? 0))
  }
  return [...problems, ...[...happened].filter(name => !came.has(name)).map(name => `${name} was never told`)]
}

/** A token that is good once lets one in, however many hold it out at the same moment. */
export function usedOnce(redeemed: readonly Of<'redeem'>[]): string[] {
  return [...Map.groupBy(redeemed, ({ token }) => token)].flatMap(([token, all]) => {
    const n = all.filter(({ result }) => result === 'ok').length
    return n > 1 ? [`the token ${token} let in ${n} times`] : []
  })
}

/** A key means one comment to its reader, and nothing to another. */
export function keysAreOnes(posts: readonly Of<'post'>[]): string[] {
  const answered = posts.filter(({ result, id }) => result === 'ok' && id)
  const one = (all: Iterable<string>) => new Set(all).size === 1
  return [
    ...[...Map.groupBy(answered, ({ reader, key }) => `${reader} ${key}`)].flatMap(([name, all]) =>
      one(all.map(({ id }) => id!)) ? [] : [`the key ${name} stands for several comments`],
    ),
    ...[...Map.groupBy(answered, ({ id }) => id!)].flatMap(([id, all]) =>
      one(all.map(({ reader }) => reader)) ? [] : [`${id} was answered to several readers as their own`],
    ),
  ]
}

/** No address gets more mails than its quota, however many ask at the same moment. */
export const withinQuota = (mails: Record<string, number>, quota: number): string[] =>
  Object.entries(mails).flatMap(([address, n]) => (n > quota ? [`${address} got ${n} mails of at most ${quota}`] : []))

/** What each checker has found, by its name. `lag`: how late another process may show a decision, in milliseconds. */
export function check(
  history: History,
  final: Final,
  { lag, quota }: { lag: number; quota: number },
): Record<string, string[]> {
  return {
    'acknowledged is there, once': acknowledgedIsThere(history.of('post'), final),
    'pages are true': pagesAreTrue(final),
    'one order': oneOrder(history, final),
    'respects in bounds': respectsInBounds(history.of('respect'), final),
    'decisions hold': decisionsHold(history, final, lag),
    'own is seen': ownIsSeen(history),
    'webhooks tell all, in order': toldOnce(final),
    'tokens are used once': usedOnce(history.of('redeem')),
    'keys are their readers’': keysAreOnes(history.of('post')),
    'within quota': withinQuota(final.mails, quota),
  }
}
