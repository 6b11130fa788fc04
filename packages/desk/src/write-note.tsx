import { useLayoutEffect, useRef } from 'preact/hooks'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { Outside } from './note-parts.tsx'
import { type Draft, sourcesIn } from './notes.ts'

const KINDS: Record<Draft['kind'], { name: string; is: string; by: string }> = {
  editors: { name: 'Editors’ note', is: 'adds what is missing', by: 'Note by the editors of' },
  correction: { name: 'Correction', is: 'puts right what the newsroom itself has written', by: 'Correction by' },
}

/** An editors' note or a correction, with how readers will see it. It says who speaks; that readers agree, it never says. */
export function Write({ desk, draft }: { desk: Desk; draft: Draft }) {
  const { type, send, leave, problem, busy } = desk.notes
  const { about, story, note, kind, claim, text, sources } = draft
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('#note-text')?.focus()
  }, [])
  async function go() {
    if (await send()) focusCase()
    else form.current?.querySelector<HTMLElement>(draft.text.trim() ? '#note-sources' : '#note-text')?.focus()
  }
  return (
    <>
      <div class="top">
        <Back desk={desk} to="notes">
          Notes
        </Back>
        <h2 id="note-title" tabIndex={-1}>
          {note ? 'Word it anew' : 'In the newsroom’s name'}
        </h2>
      </div>
      <form
        ref={form}
        class="words-and-facts write-note"
        onSubmit={event => {
          event.preventDefault()
          void go()
        }}
        onKeyDown={event => {
          if (event.key !== 'Escape' || event.isComposing) return
          event.preventDefault()
          leave()
          focusCase()
        }}
      >
        {about ? (
          <figure class="parent">
            <figcaption>
              about the comment by <bdi>{about.authorName}</bdi>
            </figcaption>
            <blockquote dir="auto">{about.text}</blockquote>
          </figure>
        ) : (
          <p class="meta">
            About the story <bdi>{story.title}</bdi>
          </p>
        )}
        {!note && (
          <fieldset class="bare kinds">
            <legend class="unseen">What it is</legend>
            {(Object.keys(KINDS) as Draft['kind'][]).map(id => (
              <label key={id} class="option">
                <input type="radio" name="kind" checked={kind === id} onChange={() => type({ kind: id })} />
                <span>
                  {KINDS[id].name}: <span class="meta">{KINDS[id].is}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <label class="field">
          The words it answers (optional)
          <input
            maxLength={500}
            dir="auto"
            value={claim}
            onInput={event => type({ claim: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          {KINDS[kind].name}
          <textarea
            id="note-text"
            rows={4}
            dir="auto"
            maxLength={5000}
            aria-describedby="write-problem"
            value={text}
            onInput={event => type({ text: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          Sources, one address a line (optional)
          <textarea
            id="note-sources"
            class="addresses"
            rows={2}
            aria-describedby="write-problem"
            value={sources}
            onInput={event => type({ sources: event.currentTarget.value })}
          />
        </label>
        <section class="letter" aria-labelledby="preview-title">
          <h3 id="preview-title">As readers will see it</h3>
          <div class="sheet newsroom-note">
            <p>
              <strong>
                {KINDS[kind].by} <bdi>{desk.siteName}</bdi>
              </strong>
            </p>
            {claim.trim() && <blockquote dir="auto">{claim}</blockquote>}
            <p class="said" dir="auto">
              {text.trim() || '…'}
            </p>
            {sourcesIn(sources).length > 0 && (
              <ul>
                {sourcesIn(sources).map(url => (
                  <li key={url}>
                    <Outside url={url} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </section>
        <p class="problem" id="write-problem" role="alert">
          {problem.value}
        </p>
        <div class="buttons">
          <button type="submit" class="primary" aria-disabled={busy.value}>
            {busy.value ? 'Sending …' : note ? 'Say so from now on' : 'Publish'}
          </button>
          <button
            type="button"
            onClick={() => {
              leave()
              focusCase()
            }}
          >
            <kbd>esc</kbd> Cancel
          </button>
          <span class="hint">What you wrote is kept until you leave the desk.</span>
        </div>
      </form>
    </>
  )
}
