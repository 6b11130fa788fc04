import type { CaseView } from '@parley/contract/schemas.ts'
import { useEffect, useRef } from 'preact/hooks'
import type { Deciding, Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import type { Command } from './keys.ts'
import { GROUNDS, gapIn, likelyGround } from './reasons.ts'

type Run = (command: Command) => unknown

/** What can be done with a case, each with its key; then the ground, then the sentence for the author. */
export function Acts({ desk, view, run }: { desk: Desk; view: CaseView; run: Run }) {
  const deciding = desk.deciding.value
  const gone = view.state === 'withdrawn' || view.state === 'erased'
  if (deciding && !gone) return <Decision desk={desk} view={view} deciding={deciding} />
  if (desk.settled.value || gone) {
    return (
      <div class="acts">
        <button type="button" class="primary" onClick={() => run({ do: 'next' })}>
          <kbd>j</kbd> Next case
        </button>
        {!gone && (
          <button type="button" onClick={desk.decideAgain}>
            Decide again
          </button>
        )}
      </div>
    )
  }
  return (
    <div class="acts">
      {(view.state !== 'shown' || view.queue) && (
        <button type="button" class="primary" onClick={() => run({ do: 'show' })}>
          <kbd>a</kbd> {SHOW_WORDS[view.state] ?? 'Publish'}
        </button>
      )}
      {view.state !== 'collapsed' && (
        <button type="button" onClick={() => run({ do: 'collapse' })}>
          <kbd>c</kbd> Collapse…
        </button>
      )}
      {view.state !== 'removed' && (
        <button type="button" onClick={() => run({ do: 'remove' })}>
          <kbd>r</kbd> Remove…
        </button>
      )}
    </div>
  )
}

const SHOW_WORDS: Partial<Record<CaseView['state'], string>> = { shown: 'Leave up', collapsed: 'Show in full' }

function Decision({ desk, view, deciding }: { desk: Desk; view: CaseView; deciding: Deciding }) {
  const { act, ground, text, problem } = deciding
  const likely = likelyGround(view)
  const grounds = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  // the ground that is most likely meant is one Enter away; the sentence is ready to be changed, at its gap if it has one
  useEffect(() => {
    if (!ground) {
      const buttons = grounds.current
      return (buttons?.querySelector<HTMLElement>('[data-likely]') ?? buttons?.querySelector('button'))?.focus()
    }
    const gap = gapIn(text)
    field.current?.focus()
    field.current?.setSelectionRange(gap?.start ?? text.length, gap?.end ?? text.length)
  }, [act, ground])

  async function send() {
    const sent = desk.send()
    if (desk.deciding.value) field.current?.focus()
    else focusCase()
    await sent
  }

  return (
    <form
      class="acts deciding"
      aria-labelledby="deciding-title"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <h3 id="deciding-title">{act === 'remove' ? 'Remove under' : 'Collapse under'}</h3>
      <div class="grounds" ref={grounds}>
        {GROUNDS.map((id, i) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === ground}
            data-likely={id === likely ? '' : undefined}
            onClick={() => desk.choose(id)}
          >
            <kbd>{i + 1}</kbd> {desk.ruleTitle(id)}
          </button>
        ))}
      </div>
      {ground && (
        <>
          <label for="reason">The author will read</label>
          <textarea
            ref={field}
            id="reason"
            rows={3}
            enterkeyhint="send"
            maxLength={5000}
            dir="auto"
            aria-describedby="reason-problem"
            aria-invalid={problem !== null}
            value={text}
            onInput={event => desk.type(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return
              event.preventDefault()
              void send()
            }}
          />
          <p class="problem" id="reason-problem" role="alert">
            {problem}
          </p>
        </>
      )}
      <div class="buttons">
        {ground && (
          <button type="submit" class="primary">
            <kbd>enter</kbd> {act === 'remove' ? 'Remove and send' : 'Collapse and send'}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            desk.cancel()
            focusCase()
          }}
        >
          <kbd>esc</kbd> Cancel
        </button>
        {ground && <span class="hint">Shift and Enter begin a new line.</span>}
      </div>
    </form>
  )
}
