import type { CaseView } from '@parley/contract/schemas.ts'
import { useEffect } from 'preact/hooks'
import type { Desk } from './desk.ts'
import type { Command } from './keys.ts'
import { lastDay, WATCHED_WORDS } from './watching.ts'

/** What of a case can be watched: each a switch. */
export function Watch({ desk, view, run }: { desk: Desk; view: CaseView; run: (command: Command) => unknown }) {
  const last = view.watching.map(({ until }) => until).filter(until => until !== null)
  return (
    <>
      <div class="buttons">
        {view.watching.map(({ what, until }) => (
          <button
            key={what}
            type="button"
            aria-pressed={until !== null}
            onClick={() => (what === 'thread' ? run({ do: 'watch' }) : desk.watching.toggle(what))}
          >
            {what === 'thread' && <kbd>z</kbd>} {WATCHED_WORDS[what]}
          </button>
        ))}
      </div>
      {last.length > 0 && (
        <p class="meta">Only you see that you watch. It ends by itself on {lastDay(last.toSorted()[0]!)}.</p>
      )}
    </>
  )
}

/** Over the queue of what one watches: all of it, with the way to end each. */
export function Watches({ desk }: { desk: Desk }) {
  const { watches, read, end } = desk.watching
  useEffect(() => void read(), [])
  return (
    <details class="narrow">
      <summary>What you watch ({watches.value.length})</summary>
      {watches.value.length === 0 ? (
        <p>
          Nothing. Open a case and press <kbd>z</kbd> to watch its discussion.
        </p>
      ) : (
        <ul class="watches">
          {watches.value.map(({ id, what, name, until }) => (
            <li key={id} class="watch">
              <span>
                {KINDS[what]} <bdi>{name}</bdi> (until {lastDay(until)})
              </span>
              <button type="button" class="plain underlined" onClick={() => end(id)}>
                End
                <span class="unseen">
                  {' '}
                  watching <bdi>{name}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

const KINDS = { thread: 'Discussion:', reader: 'Reader:', story: 'Story:' } as const
