import type { CaseView } from '@parley/contract/schemas.ts'
import { LABEL_MAX } from '@parley/contract/values.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { ACT_WORDS, type Deciding, effectOf, LABELS, needs } from './deciding.ts'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { GROUND_KEYS } from './keys.ts'
import { likelyGround } from './reasons.ts'
import { Templates } from './templates.tsx'

interface Props {
  desk: Desk
  deciding: Deciding
  /** The case that is decided; null for a selection. */
  about: CaseView | null
}

/** What a decision needs: the ground, the law, the label, how long, the sentence for the author, and how it will read. */
export function Decision({ desk, deciding, about }: Props) {
  const { act, ground, law, label, days, posts, template, text, problem, many } = deciding
  const appealed = (about?.appeals.length ?? 0) > 0
  const asked = needs(act, appealed)
  const grounds = desk.grounds()
  const likely = about && likelyGround(about, grounds)
  const form = useRef<HTMLFormElement>(null)
  const writes = !asked.ground || ground !== null

  // In the same stroke as it is drawn, so that a quick Enter meets what has the focus.
  // the ground that is most likely meant is one Enter away; the sentence is ready to be changed, at its gap if it has one
  useLayoutEffect(() => {
    const at = <T extends HTMLElement>(target: string) => form.current?.querySelector<T>(target)
    if (!writes) return (at('[data-likely]') ?? at('.grounds button'))?.focus()
    const field = at<HTMLTextAreaElement>('textarea')
    const first = at<HTMLInputElement>('input')
    if (first && (ground === 'illegal' ? !law : true)) return first.select()
    const gap = desk.phrasing.gapIn(text)
    field?.focus()
    field?.setSelectionRange(gap?.start ?? text.length, gap?.end ?? text.length)
  }, [act, ground])

  // whoever goes through the templates stays at their list; the gap is found where the sentence is gone to
  useLayoutEffect(() => {
    const field = form.current?.querySelector('textarea')
    const gap = desk.phrasing.gapIn(text)
    if (gap && field && field !== document.activeElement) field.setSelectionRange(gap.start, gap.end)
  }, [template])

  // what is missing has the focus, once it is drawn as such
  useLayoutEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])

  async function send() {
    const sent = desk.send()
    const now = desk.deciding.value
    if (!now) focusCase()
    await sent
  }

  /** Enter sends; in the sentence, Shift and Enter begin a new line. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return
    event.preventDefault()
    void send()
  }

  const unnamed = problem !== null && ((ground === 'illegal' && !law.trim()) || (act === 'label' && !label.trim()))
  const short = problem !== null && text.trim() !== '' && desk.phrasing.gapIn(text) === null
  return (
    <form
      ref={form}
      class={many ? 'deciding' : 'acts deciding'}
      aria-labelledby="deciding-title"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <h3 id="deciding-title">{ACT_WORDS[act].under}</h3>
      {asked.ground && (
        <div class="grounds">
          {grounds.map((id, i) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === ground}
              data-likely={id === likely ? '' : undefined}
              onClick={() => desk.choose(id)}
            >
              {i < GROUND_KEYS && <kbd>{i + 1}</kbd>} {desk.ruleTitle(id)}
            </button>
          ))}
        </div>
      )}
      {writes && (
        <>
          {(act === 'suspend' || act === 'review') && (
            <label class="measure">
              {act === 'suspend' ? 'Days' : 'Next comments'}
              <input
                type="number"
                min={1}
                max={act === 'suspend' ? 365 : 100}
                required
                value={act === 'suspend' ? days : posts}
                aria-invalid={short}
                aria-describedby="reason-problem"
                onInput={event => {
                  const n = event.currentTarget.valueAsNumber
                  desk.measure(act === 'suspend' ? { days: n } : { posts: n })
                }}
                onKeyDown={onKeyDown}
              />
            </label>
          )}
          {ground === 'illegal' && (
            <label class="measure law">
              Law
              <input
                type="text"
                maxLength={500}
                placeholder="for example § 185 StGB"
                value={law}
                aria-invalid={problem !== null && !law.trim()}
                aria-describedby="reason-problem"
                onInput={event => desk.name(event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
            </label>
          )}
          {act === 'label' && (
            <>
              <label class="measure law">
                Label
                <input
                  type="text"
                  maxLength={LABEL_MAX}
                  placeholder="what readers see with it"
                  dir="auto"
                  value={label}
                  aria-invalid={problem !== null && !label.trim()}
                  aria-describedby="reason-problem"
                  onInput={event => desk.measure({ label: event.currentTarget.value })}
                  onKeyDown={onKeyDown}
                />
              </label>
              <fieldset class="offered">
                <legend class="unseen">Labels to choose from</legend>
                {LABELS.map(one => (
                  <button
                    key={one}
                    type="button"
                    class="plain"
                    aria-pressed={one === label}
                    onClick={() => desk.measure({ label: one })}
                  >
                    {one}
                  </button>
                ))}
              </fieldset>
            </>
          )}
          <Templates of={desk.templates(deciding)} picked={template} onPick={desk.pick} />
          <label for="reason">{asked.ground ? 'The author will read' : 'Whoever appealed will read'}</label>
          <textarea
            id="reason"
            rows={3}
            enterkeyhint="send"
            maxLength={5000}
            dir="auto"
            aria-describedby="reason-problem"
            aria-invalid={problem !== null && !short && !unnamed}
            value={text}
            onInput={event => desk.type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <p class="problem" id="reason-problem" role="alert">
            {problem}
          </p>
          <Letter desk={desk} deciding={deciding} />
        </>
      )}
      <div class="buttons">
        {writes && (
          <button type="submit" class="primary">
            <kbd>enter</kbd> {many ? 'See what would happen' : ACT_WORDS[act].send}
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
        {writes && <span class="hint">Shift and Enter begin a new line.</span>}
      </div>
    </form>
  )
}

/** How it will read: the statement of reasons, as its author gets it. */
function Letter({ desk, deciding }: Pick<Props, 'desk' | 'deciding'>) {
  const { ground, law, text } = deciding
  const rule = desk.ruleOf(ground)
  return (
    <details class="letter">
      <summary>As it will be read</summary>
      <div class="sheet">
        <p>{effectOf(deciding)}</p>
        {rule && (
          <p>
            <strong>{rule.title}</strong> {rule.text}
          </p>
        )}
        {ground === 'illegal' && (
          <p>
            <strong>Law</strong> <bdi>{law || '…'}</bdi>
          </p>
        )}
        <p class="said" dir="auto">
          {text || '…'}
        </p>
        {ground && (
          <p class="meta">You can appeal within six months. Someone who did not decide this will look at it.</p>
        )}
      </div>
    </details>
  )
}
