import type { Me, Posted, Verdict } from '@parley/contract/schemas.ts'
import type { Problem } from '../api.ts'
import { type Box, draftName, type Target } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import type { Along } from '../nudge/along.tsx'
import { effect, signal } from '../signals.ts'
import { view } from '../view.ts'
import { charactersLeft } from './characters.ts'
import { focusIt } from './dialog.tsx'
import { type Draft, keepDraft, keyFor, readDraft } from './draft.ts'
import { Findings } from './findings.tsx'
import { helpFor, keepOwn } from './own.tsx'
import { asReader, personal, send } from './session.ts'
import { Barred } from './statement.tsx'
import { marks } from './words.tsx'

interface ToolsProps {
  d: Discussion
  target: Target
  box: Box
  done?: ((id?: string) => void) | undefined
}

/**
 * Takes over a box: keeps the draft, asks the server, shows what was found.
 * The box itself stood there before and may hold words already; they are taken in.
 */
export class Writer {
  readonly d: Discussion
  readonly target: Target
  readonly box: Box
  readonly #name: string
  readonly #done: (id?: string) => void
  readonly #listening = new AbortController()
  readonly text = signal('')
  /** What was said of the words; while it is set they are shown with marks in the place of the box. */
  readonly review = signal<{ text: string; verdict: Verdict; refused: boolean } | null>(null)
  readonly busy = signal(false)
  readonly failure = signal('')
  /** What reads along, here in the browser. */
  readonly along = signal<Along | null>(null)
  #reading: Promise<unknown> | undefined
  #stopped = false
  #hiding: (() => void) | undefined

  constructor({ d, target, box, done }: ToolsProps) {
    this.d = d
    this.target = target
    this.box = box
    this.#name = draftName(d, target)
    this.#done = done ?? (id => id && d.focus(id))
  }

  /** Has the words read along with; the first of them load what reads. */
  #typed(text: string): void {
    this.along.value?.typed(text)
    if (text)
      this.#reading ??= import('../nudge/along.tsx')
        .then(({ Along }) => {
          if (!this.#stopped) this.along.value = new Along(this)
        })
        .catch(() => (this.#reading = undefined))
  }

  /** Takes the box over, as soon as it stands. */
  readonly takeOver = (place: HTMLElement | null): void => {
    const { d, target, box } = this
    const area = box.current
    if (!place || !area) return
    const draft = readDraft(this.#name)
    const typed = area.value
    this.#write(typed || draft?.text || target.edit?.text || '')
    if (typed) {
      this.#keep()
      this.#typed(typed)
    }
    area.setAttribute('aria-describedby', this.hint)
    const { signal } = this.#listening
    const on = (from: HTMLElement, name: string, then: (event: Event) => void) =>
      from.addEventListener(name, then, { signal })
    on(area, 'input', () => {
      this.text.value = area.value
      this.#keep()
      this.#typed(area.value)
    })
    on(area, 'keydown', event => {
      const { key, ctrlKey, metaKey } = event as KeyboardEvent
      if (key === 'Enter' && (ctrlKey || metaKey)) this.post(false)
    })
    on(area.form!, 'submit', event => {
      event.preventDefault()
      this.post(false)
    })
    this.#hiding = effect(() => {
      // A box that nothing can be sent from is in the way, unless there are words in it.
      const barred = this.barred && !this.text.value
      const left = barred && d.root.activeElement === area
      area.hidden = this.review.value !== null || Boolean(barred)
      if (left) d.focus(this.hint)
    })
  }

  /** Why nothing can be written at present. */
  get barred(): Me['barred'] {
    return this.d.me.value?.barred ?? null
  }

  stop(): void {
    this.#listening.abort()
    this.#hiding?.()
    this.#stopped = true
    this.along.value?.stop()
  }

  /** The id of the line below the box. */
  get hint(): string {
    const { to, edit } = this.target
    return `hint-${(to ?? edit)?.id ?? 'new'}`
  }

  #write(text: string): void {
    this.text.value = text
    if (!text) this.#typed('')
    if (this.box.current) this.box.current.value = text
  }

  /** Whether it was asked where this draft comes from, and answered. */
  get answered(): boolean | undefined {
    return readDraft(this.#name)?.answered
  }

  answer(): void {
    this.#keep({ answered: true })
  }

  #keep(more?: Partial<Draft>): void {
    keepDraft(this.#name, { ...readDraft(this.#name), text: this.text.value, ...more })
  }

  giveUp(): void {
    this.#done()
  }

  /** Back to the box, at the first of the marked words. */
  change(): void {
    const { review, text, box } = this
    const span = review.value?.verdict.findings.flatMap(finding => finding.spans)[0]
    const offset = text.value.indexOf(review.value?.text ?? '')
    this.review.value = null
    box.current?.focus()
    if (span) box.current?.setSelectionRange(offset + span.start, offset + span.end)
  }

  async post(postAnyway: boolean): Promise<void> {
    const { d, target, failure, busy } = this
    const { to, edit } = target
    if (busy.value) return
    this.along.value?.settle()
    const words = this.text.value.trim()
    failure.value = words ? '' : d.say('compose.empty')
    if (!words) return this.box.current?.focus()
    busy.value = true
    const anyway = postAnyway && { postAnyway }
    const request = edit
      ? { text: words, ...anyway }
      : { story: d.page.story, text: words, ...(to && { replyTo: to.id }), ...anyway }
    const sent = () => {
      const draft = { text: this.text.value }
      return edit
        ? send<Posted>(d, 'PATCH', `/v1/comments/${edit.id}`, request)
        : send<Posted>(d, 'POST', '/v1/comments', request, {
            'idempotency-key': keyFor(this.#name, draft, JSON.stringify(request)),
          })
    }
    const posting = Promise.withResolvers<void>()
    d.posting = posting.promise
    try {
      const posted = await asReader(d, sent)
      if (!posted) return
      const { comment } = posted
      keepDraft(this.#name, null)
      this.#write('')
      this.review.value = null
      keepOwn(d, comment, !edit)
      const done = d.say(comment.state === 'held' ? 'compose.held' : 'compose.posted')
      d.announce([done, helpFor(comment)].filter(Boolean).join(' '))
      this.#done(comment.id)
    } catch (error) {
      const { verdict, code, message } = error as Problem
      if (verdict) this.review.value = { text: words, verdict, refused: code !== 'verdict.nudge' }
      else failure.value = message || d.say('compose.failed')
      // Decided since the page was loaded: why, and how to appeal, is with what is personal.
      if (code === 'reader.suspended' || code === 'reader.banned') personal(d).catch(() => {})
    } finally {
      posting.resolve()
      busy.value = false
    }
  }
}

/** What stands below the box once someone writes: what was found, and the buttons. */
export const Tools = view(
  ({ d }: ToolsProps, writer: Writer) => {
    const { say } = d
    const { to, edit } = writer.target
    const { refused } = writer.review.value ?? {}
    const { value: review } = writer.review
    const held = d.site.value?.postAnyway === false
    const { value: busy } = writer.busy
    const { value: failure } = writer.failure
    const { value: text } = writer.text
    const { barred } = writer
    const left = charactersLeft(text.trim(), d.site.value?.textMax ?? Number.POSITIVE_INFINITY)
    return (
      <>
        {!review &&
          !barred &&
          (writer.along.value?.draw() ?? (
            <p id={writer.hint} class="heard" part="hint">
              {say('compose.formatting')}
            </p>
          ))}
        {review && <Marked d={d} text={review.text} verdict={review.verdict} />}
        {review && (
          <div ref={focusIt} class={`findings ${refused ? 'stop' : 'look'}`} part="notice" role="alert" tabindex={-1}>
            <Findings d={d} verdict={review.verdict} />
            <p>{say(refused ? 'compose.refused' : held ? 'nudge.again.held' : 'nudge.again')}</p>
          </div>
        )}
        {barred && <Barred d={d} id={writer.hint} barred={barred} />}
        {failure && !barred && (
          <p class="findings stop" part="notice" role="alert">
            {failure}
          </p>
        )}
        <div class="bar" ref={writer.takeOver} hidden={barred !== null && !to && !edit}>
          <span class="left" role="status">
            {left !== undefined && say(left < 0 ? 'compose.over' : 'compose.left', { n: Math.abs(left) })}
          </span>
          <div class="buttons">
            {(to || edit) && !review && (
              <button type="button" class="button quiet" part="button" onClick={() => writer.giveUp()}>
                {say('compose.cancel')}
              </button>
            )}
            {!refused && !barred && (
              <button
                type="button"
                class={review ? 'button' : 'button primary'}
                part={review ? 'button' : 'button button-primary'}
                aria-disabled={busy}
                onClick={() => writer.post(review !== null)}
              >
                {say(
                  busy
                    ? 'compose.posting'
                    : review
                      ? held
                        ? 'compose.as-it-is'
                        : 'compose.anyway'
                      : edit
                        ? 'compose.save'
                        : to
                          ? 'compose.reply'
                          : 'compose.post',
                )}
              </button>
            )}
            {/* Where “Post” was, so that a second click posts nothing anyway. */}
            {review && (
              <button
                key="change"
                type="button"
                class="button primary"
                part="button button-primary"
                onClick={() => writer.change()}
              >
                {say('compose.change')}
              </button>
            )}
          </div>
        </div>
        {!review && !barred && writer.along.value?.ask()}
      </>
    )
  },
  props => new Writer(props),
)

function Marked({ d, text, verdict }: { d: Discussion; text: string; verdict: Verdict }) {
  const spans = verdict.findings.flatMap(finding => finding.spans)
  return (
    <p class="marked" dir="auto">
      {spans.length > 0 && <span class="unseen">{d.say('nudge.marked')}: </span>}
      {marks(text, spans)}
    </p>
  )
}
