import type { PublicCall } from '@parley/contract/accounts.ts'
import type { StoryRow } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { fullDate } from './ages.ts'
import type { Desk } from './desk.ts'
import { localTime, utcOf } from './law.ts'

const DAY = 86_400_000
/** A call lasts no longer than so many days; the server keeps to that. */
const LONGEST = 31

/** What the newsroom asks of eyewitnesses on a story. */
export function CallOn({ call: { question, until } }: { call: PublicCall }) {
  return (
    <p>
      <span class="chip">Call</span> <bdi>{question}</bdi> <span class="meta">until {fullDate(Date.parse(until))}</span>
    </p>
  )
}

/** Puts a call out on a story, changes it or ends it. It ends by itself at its time. */
export function CallForm({ desk, row, onDone }: { desk: Desk; row: StoryRow; onDone(): void }) {
  const question = useSignal(row.call?.question ?? '')
  const until = useSignal(localTime(row.call ? Date.parse(row.call.until) : Date.now() + DAY))
  const problem = useSignal<string | null>(null)
  const busy = useSignal(false)
  const first = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])

  async function send(call: Parameters<typeof desk.stories.call>[1]) {
    if (busy.value) return
    busy.value = true
    problem.value = await desk.stories.call(row, call)
    busy.value = false
    if (problem.value === null) onDone()
    else first.current?.focus()
  }

  return (
    <form
      class="wording calling"
      aria-label={`A call for accounts of ${row.title}`}
      onSubmit={event => {
        event.preventDefault()
        void send({ question: question.value.trim(), until: utcOf(until.value) })
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onDone()
      }}
    >
      <label class="field">
        What readers are asked
        <input
          ref={first}
          required
          minLength={5}
          maxLength={200}
          dir="auto"
          placeholder="Were you at the plant this morning?"
          aria-invalid={problem.value !== null}
          value={question}
          onInput={event => (question.value = event.currentTarget.value)}
        />
      </label>
      <label class="field">
        Until (your time, at most {LONGEST} days)
        <input
          type="datetime-local"
          required
          min={localTime(Date.now())}
          max={localTime(Date.now() + LONGEST * DAY)}
          value={until}
          onInput={event => (until.value = event.currentTarget.value)}
        />
      </label>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          {row.call ? 'Change the call' : 'Put the call out'}
        </button>
        {row.call && (
          <button type="button" aria-disabled={busy} onClick={() => void send(null)}>
            End it now
          </button>
        )}
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}
