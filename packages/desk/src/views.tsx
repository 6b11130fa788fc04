import type { View } from '@parley/contract/schemas.ts'
import { effect, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { QUEUE_TITLES } from './queues.tsx'

/** Opens, saves, renames and deletes saved views. */
export function Views({ desk }: { desk: Desk }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { views, shown, problem, busy } = desk.views
  // Opened a frame later, when there is something in it to take the focus; closed at once, since the desk takes no key while it is open.
  useSignalEffect(() => {
    if (shown.value) dialog.current?.showModal()
  })
  useEffect(
    () =>
      effect(() => {
        if (!shown.value) dialog.current?.close()
      }),
    [shown],
  )
  return (
    <dialog
      ref={dialog}
      class="views"
      aria-labelledby="views-title"
      closedby="any"
      // The event comes later than the closing: by then the dialog may have been opened again.
      onClose={event => {
        shown.value = event.currentTarget.open
      }}
    >
      <div class="help">
        <h2 id="views-title">Saved views</h2>
        {shown.value && (
          <>
            <p class="problem" role="alert">
              {problem}
            </p>
            {views.value.length > 0 && (
              <ul class="saved">
                {views.value.map(view => (
                  <Saved key={view.id} desk={desk} view={view} />
                ))}
              </ul>
            )}
            <Save desk={desk} />
          </>
        )}
        <div class="buttons">
          <button type="button" aria-disabled={busy} onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </div>
    </dialog>
  )
}

function Saved({ desk, view }: { desk: Desk; view: View }) {
  const name = useSignal<string | null>(null)
  const { rename, remove } = desk.views
  return (
    <li>
      {name.value === null ? (
        <button
          type="button"
          class="opens"
          onClick={() => {
            desk.views.shown.value = false
            desk.openView(view)
            focusCase()
          }}
        >
          <bdi>{view.name}</bdi>
          <span class="meta">{said(desk, view)}</span>
        </button>
      ) : (
        <form
          class="renaming"
          onSubmit={event => {
            event.preventDefault()
            void rename(view, name.value!)
          }}
        >
          <input
            aria-label={`Another name for ${view.name}`}
            maxLength={60}
            required
            ref={input => input?.focus()}
            value={name.value}
            onInput={event => (name.value = event.currentTarget.value)}
          />
          <button type="submit" class="primary">
            Rename
          </button>
        </form>
      )}
      {view.mayChange && (
        <span class="buttons">
          <button
            type="button"
            class="plain underlined"
            aria-expanded={name.value !== null}
            onClick={() => (name.value = name.value === null ? view.name : null)}
          >
            {name.value === null ? 'Rename' : 'Keep its name'}
            <span class="unseen"> {view.name}</span>
          </button>
          <button type="button" class="plain underlined" onClick={() => remove(view)}>
            Delete<span class="unseen"> {view.name}</span>
          </button>
        </span>
      )}
    </li>
  )
}

/** A search in words: “Held, with “links”, under Be nice, since 1 May”. */
function said(desk: Desk, { queue, search, rule, state, from, to, shared }: View): string {
  return [
    QUEUE_TITLES[queue],
    search && `“${search}”`,
    rule && desk.ruleTitle(rule),
    state,
    from && `from ${from}`,
    to && `to ${to}`,
    shared && 'shared with the desk',
  ]
    .filter(Boolean)
    .join(' · ')
}

function Save({ desk }: { desk: Desk }) {
  const name = useSignal('')
  const shared = useSignal(false)
  const { busy, save, current } = desk.views
  const search = desk.searchNow()
  if (!search) return <p class="quiet">Open a queue, search or narrow it, and it can be saved here under a name.</p>
  if (current.value) return <p class="quiet">What is on the screen is saved as “{current.value.name}”.</p>
  return (
    <form
      class="saving"
      aria-labelledby="save-view"
      onSubmit={event => {
        event.preventDefault()
        void save(name.value, shared.value)
      }}
    >
      <h3 id="save-view">Save what is on the screen</h3>
      <p class="meta">{said(desk, { ...search, shared: false } as View)}</p>
      <label class="field">
        Name
        <input
          id="view-name"
          maxLength={60}
          required
          value={name.value}
          onInput={event => (name.value = event.currentTarget.value)}
        />
      </label>
      {desk.reader.role !== 'moderator' && (
        <label class="option">
          <input
            type="checkbox"
            checked={shared.value}
            onChange={event => (shared.value = event.currentTarget.checked)}
          />
          For all of the desk
        </label>
      )}
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          Save
        </button>
      </div>
    </form>
  )
}
