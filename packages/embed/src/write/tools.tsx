import type { Kind, Posted, Verdict } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { draftName, type Target } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import { keepDraft, keyFor, readDraft } from './draft.ts'
import { segments } from './segments.ts'
import { asReader, send } from './session.ts'

/** The number of characters left is shown from here on. */
const NEAR = 200

/** How many characters a text may still have, as a reader counts them; undefined while there are many. */
export function charactersLeft(text: string, max: number): number | undefined {
  if (text.length <= max - NEAR) return undefined
  let n = 0
  for (const _ of new Intl.Segmenter().segment(text)) n++
  return n <= max - NEAR ? undefined : max - n
}

/** Those who ask for a top composer of eyewitnesses. */
const witnesses = new WeakMap<Discussion, () => void>()

/** Turns the box for a new comment into that of an eyewitness, and goes there. */
export const witness = (d: Discussion): unknown => setTimeout(() => witnesses.get(d)?.())

/**
 * Takes over the box: keeps the draft, shows what was found, “I was there”, and the buttons.
 * The box itself was there before and is not rendered anew, so what was typed meanwhile is taken in.
 */
export function Tools({
  d,
  target,
  box,
  done = () => {},
}: {
  d: Discussion
  target: Target
  box: RefObject<HTMLTextAreaElement | null>
  done?: ((id?: string) => void) | undefined
}) {
  const { say } = d
  const { to, edit } = target
  const name = draftName(d, target)
  const text = useSignal('')
  const kind = useSignal<Kind>('comment')
  const review = useSignal<{ text: string; verdict: Verdict; refused: boolean } | null>(null)
  const busy = useSignal(false)
  const failure = useSignal('')
  const found = useRef<HTMLDivElement>(null)
  const submit = useRef<() => void>(() => {})
  const words = text.value.trim()
  const left = charactersLeft(words, d.site.value?.textMax ?? Number.POSITIVE_INFINITY)
  const write = (value: string) => {
    text.value = value
    if (box.current) box.current.value = value
  }
  const choose = (chosen: Kind) => {
    kind.value = chosen
    keepDraft(name, { ...readDraft(name), text: text.value, kind: chosen })
  }

  useLayoutEffect(() => {
    const area = box.current
    const form = area?.form
    if (!area || !form) return
    const draft = readDraft(name)
    kind.value = draft?.kind ?? 'comment'
    write(area.value || draft?.text || edit?.text || '')
    const listening = new AbortController()
    const { signal } = listening
    const typed = () => {
      text.value = area.value
      keepDraft(name, { ...readDraft(name), text: area.value, kind: kind.value })
    }
    if (area.value && !draft && !edit) typed()
    area.addEventListener('input', typed, { signal })
    area.addEventListener(
      'keydown',
      event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.requestSubmit(),
      { signal },
    )
    form.addEventListener(
      'submit',
      event => {
        event.preventDefault()
        submit.current()
      },
      { signal },
    )
    if (!to && !edit) {
      witnesses.set(d, () => {
        choose('eyewitness')
        area.focus()
      })
    }
    return () => listening.abort()
  }, [])

  const post = async (postAnyway: boolean) => {
    if (busy.value) return
    if (!words) {
      failure.value = say('compose.empty')
      box.current?.focus()
      return
    }
    busy.value = true
    failure.value = ''
    const anyway = postAnyway && { postAnyway }
    const request = edit
      ? { text: words, ...anyway }
      : { story: d.page.story, text: words, kind: kind.value, ...(to && { replyTo: to.id }), ...anyway }
    const sent = () => {
      const answer = edit
        ? send<Posted>(d, 'PATCH', `/v1/comments/${edit.id}`, request)
        : send<Posted>(d, 'POST', '/v1/comments', request, {
            'idempotency-key': keyFor(name, { text: text.value, kind: kind.value }, JSON.stringify(request)),
          })
      d.posting = answer
      return answer
    }
    try {
      const posted = await asReader(d, sent)
      if (!posted) return
      const { comment } = posted
      keepDraft(name, null)
      write('')
      kind.value = 'comment'
      review.value = null
      d.own(comment, !edit)
      d.announce(say(comment.state === 'held' ? 'compose.held' : 'compose.posted'))
      done(comment.id)
      if (!to && !edit) d.focus(comment.id)
    } catch (error) {
      const { verdict, code, message } = error as Problem
      if (verdict) review.value = { text: words, verdict, refused: code !== 'verdict.nudge' }
      else failure.value = message || say('compose.failed')
    } finally {
      busy.value = false
    }
  }

  const change = () => {
    const span = review.value?.verdict.findings.flatMap(finding => finding.spans)[0]
    const offset = text.value.indexOf(words)
    review.value = null
    setTimeout(() => {
      box.current?.focus()
      if (span) box.current?.setSelectionRange(offset + span.start, offset + span.end)
    })
  }

  const reviewed = review.value
  submit.current = () => post(false)
  useEffect(() => {
    if (box.current) box.current.hidden = reviewed !== null
    found.current?.focus()
  }, [reviewed])

  return (
    <>
      {reviewed && <Marked d={d} text={reviewed.text} verdict={reviewed.verdict} />}
      {reviewed && (
        <div ref={found} class={`findings ${reviewed.refused ? 'stop' : 'look'}`} part="notice" role="alert" tabindex={-1}>
          <Findings d={d} verdict={reviewed.verdict} />
          {reviewed.refused ? <p>{say('compose.refused')}</p> : <p>{say('nudge.again')}</p>}
        </div>
      )}
      {failure.value && (
        <p class="findings stop" part="notice" role="alert">
          {failure}
        </p>
      )}
      <div class="bar">
        {!edit && (
          <button
            type="button"
            class="toggle"
            part="action"
            aria-pressed={kind.value === 'eyewitness'}
            title={say('compose.eyewitness.text')}
            onClick={() => choose(kind.value === 'eyewitness' ? 'comment' : 'eyewitness')}
          >
            {say('compose.eyewitness')}
          </button>
        )}
        <span class="left" role="status">
          {left !== undefined && say(left < 0 ? 'compose.over' : 'compose.left', { n: Math.abs(left) })}
        </span>
        {(to || edit) && !reviewed && (
          <button type="button" class="button quiet" part="button" onClick={() => done()}>
            {say('compose.cancel')}
          </button>
        )}
        {reviewed && (
          <button type="button" class={`button ${reviewed.refused ? 'primary' : 'quiet'}`} part="button" onClick={change}>
            {say('compose.change')}
          </button>
        )}
        {reviewed
          ? !reviewed.refused && (
              <button
                type="button"
                class="button primary"
                part="button button-primary"
                aria-disabled={busy.value}
                onClick={() => post(true)}
              >
                {say(busy.value ? 'compose.posting' : 'compose.anyway')}
              </button>
            )
          : null}
        {!reviewed && (
          <button type="submit" class="button primary" part="button button-primary" aria-disabled={busy.value}>
            {say(busy.value ? 'compose.posting' : edit ? 'compose.save' : to ? 'compose.reply' : 'compose.post')}
          </button>
        )}
      </div>
    </>
  )
}

function Marked({ d, text, verdict }: { d: Discussion; text: string; verdict: Verdict }) {
  const spans = verdict.findings.flatMap(finding => finding.spans)
  return (
    <p class="marked" dir="auto">
      {spans.length > 0 && <span class="unseen">{d.say('nudge.marked')}: </span>}
      {segments(text, spans).map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}
    </p>
  )
}

/** Each finding: the rule in bold, and what is said of the words. */
export function Findings({ d, verdict }: { d: Discussion; verdict: Verdict }) {
  return verdict.findings.map(({ rule, message }) => (
    <p key={rule + message}>
      {d.rule(rule) && <strong>{d.rule(rule)}. </strong>}
      {message}
    </p>
  ))
}
