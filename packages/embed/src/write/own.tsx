import type { Comment, OwnComment, Reply, Respects } from '@parley/contract/schemas.ts'
import { inOrder } from '@parley/contract/tree.ts'
import type { ComponentChildren } from 'preact'
import { Under } from '../comment.tsx'
import { type Discussion, ORDERS } from '../discussion.ts'
import { batch } from '../signals.ts'
import { view } from '../view.ts'
import { open } from './dialog.tsx'
import { Findings } from './findings.tsx'
import { overlay, publicPart } from './overlay.ts'
import { asReader, send } from './session.ts'
import { StatementLink } from './statement.tsx'
import { Quoted, wordsOf } from './words.tsx'

/** What somebody is told who writes of harming himself, in the newsroom’s own words. */
export const helpFor = ({ verdict }: OwnComment): string | undefined =>
  verdict.findings.find(({ label }) => label === 'self-harm')?.message

/**
 * What only the author is told of his comment: where help is, that it is held, removed, collapsed or labelled, under which rule, and why.
 * `stated` stands in the place of the link to the statement of reasons.
 */
export const OwnNotice = view(({ d, own, stated }: { d: Discussion; own: OwnComment; stated?: ComponentChildren }) => {
  const help = helpFor(own)
  const { rule, explanation, label, statement } = own.reason ?? { rule: own.decision?.rule }
  const why = own.reason && (
    <>
      {explanation && <p>{d.say('own.reason', { reason: explanation })}</p>}
      {stated ??
        (statement && (
          <p>
            <StatementLink d={d} no={statement} say="own.statement.appeal" />
          </p>
        ))}
    </>
  )
  if (own.state === 'held') {
    const words = wordsOf(
      own.text,
      own.verdict.findings.flatMap(({ spans }) => spans),
    )
    const ruled = own.reason ?? own.verdict.findings.find(finding => d.rule(finding.rule))
    return (
      <div class="findings look" part="notice">
        <p>{ruled ? <Under d={d} say="own.held.rule" rule={ruled.rule} /> : d.say('own.held')}</p>
        {ruled ? help && <p>{help}</p> : <Findings d={d} verdict={own.verdict} />}
        {words.length > 0 && (
          <p>
            {d.say('nudge.marked')}: <Quoted words={words} />
          </p>
        )}
        {why}
      </div>
    )
  }
  if (own.state === 'shown' && (label || help))
    return (
      <div class="findings look" part="notice">
        {help && <p>{help}</p>}
        {label && (
          <p>
            <Under d={d} say="own.labelled" rule={rule} values={{ label }} />
          </p>
        )}
        {label && why}
      </div>
    )
  if (own.state !== 'removed' && own.state !== 'collapsed') return null
  return (
    <div class={`findings ${own.state === 'removed' ? 'stop' : 'look'}`} part="notice">
      <p>
        <Under d={d} say={`own.${own.state}`} rule={rule} />
      </p>
      {why}
    </div>
  )
})

/** Edit, while there is time, and Withdraw. */
export const OwnActions = view(({ d, own, onEdit }: { d: Discussion; own: OwnComment; onEdit: () => void }) => {
  const { say } = d
  const until = own.editableUntil ? Date.parse(own.editableUntil) : 0
  const time = new Intl.DateTimeFormat(d.page.speech.language, { timeStyle: 'short' }).format(until)
  return (
    <>
      {until > d.now.value && (own.state === 'shown' || own.state === 'held') && (
        <button
          type="button"
          id={`edit-${own.id}`}
          class="action"
          part="action"
          title={say('own.edit.until', { time })}
          onClick={onEdit}
        >
          {say('comment.edit')}
        </button>
      )}
      {own.state !== 'removed' && (
        <button type="button" class="action report" part="action" onClick={() => open({ d, kind: 'withdraw', own })}>
          {say('comment.withdraw')}
        </button>
      )}
    </>
  )
})

/** Takes in an own comment as the server has just answered it. One that is public stands among the others at once. */
export function keepOwn(d: Discussion, own: OwnComment, posted = false): void {
  const me = d.me.value
  if (!me) return
  const others = me.mine.filter(other => other.id !== own.id)
  batch(() => {
    d.me.value = { ...me, mine: [own, ...others].sort((a, b) => (a.id < b.id ? 1 : -1)) }
    if (!posted) return
    d.justPosted.value = new Set(d.justPosted.value).add(own.id)
    if (own.state !== 'shown') return
    const comment = publicPart(own)
    if (own.rootId === null) d.comments.value = [comment, ...d.comments.value]
    else d.update(own.rootId, thread => ({ ...thread, replies: inOrder(thread.replies, [comment]) }))
  })
}

/** The public comments and, among them, those of the reader that only he sees, or that he has just posted. */
export function withOwn(d: Discussion): readonly Comment[] {
  if (!d.me.value || d.linked.value || !ORDERS.includes(d.sort.value)) return d.comments.value
  return overlay(d.comments.value, d.me.value.mine, {
    sort: d.sort.value,
    complete: d.next.value === null,
    justPosted: d.justPosted.value,
  })
}

const asking = new Set<string>()

/** Respects a comment, or takes it back. Seen at once; undone where the server does not take it. Throws Problem. */
export async function respect(d: Discussion, comment: Reply): Promise<void> {
  const { id } = comment
  if (asking.has(id)) return
  asking.add(id)
  try {
    await asReader(d, async () => {
      const me = d.me.value
      if (!me || me.reader?.id === comment.author?.id) return
      const had = me.respected.includes(id)
      const others = me.respected.filter(other => other !== id)
      const show = (respected: boolean, respects: number) => {
        if (d.me.value) d.me.value = { ...d.me.value, respected: respected ? [...others, id] : others }
        d.change(comment, { respects })
      }
      show(!had, Math.max(0, comment.respects + (had ? -1 : 1)))
      try {
        const { respected, respects } = await send<Respects>(d, had ? 'DELETE' : 'PUT', `/v1/comments/${id}/respect`)
        show(respected, respects)
      } catch (problem) {
        show(had, comment.respects)
        throw problem
      }
    })
  } finally {
    asking.delete(id)
  }
}
