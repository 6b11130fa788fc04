import { useEffect, useRef } from 'preact/hooks'
import { fullDate } from './ages.ts'
import type { Desk } from './desk.ts'
import { type Erasing, GOES, STAYS } from './erasing.ts'
import { Life } from './life.tsx'

/** Over the desk while an admin erases a reader: what would go and what would stay, before anything is done. */
export function Erase({ desk }: { desk: Desk }) {
  const { now, close } = desk.erasing
  return (
    <Life open={now.value !== null} title="erase-title" onClosed={close}>
      {leave =>
        now.value!.done ? (
          <Done now={now.value!} onClose={leave} />
        ) : (
          <Asked desk={desk} now={now.value!} onClose={leave} />
        )
      }
    </Life>
  )
}

const count = (n: number) => n.toLocaleString('en')

function Asked({ desk, now, onClose }: { desk: Desk; now: Erasing; onClose(): void }) {
  const { problem, busy, change, erase } = desk.erasing
  const { reader, found } = now
  const goes = found?.goes.filter(({ n }) => n > 0) ?? []
  return (
    <form
      onSubmit={async event => {
        event.preventDefault()
        if (await erase()) await desk.refresh()
      }}
    >
      <h2 id="erase-title" tabIndex={-1}>
        Erase <bdi>{reader.name}</bdi>
      </h2>
      {found ? (
        <>
          <p>
            The account{found.email && <> of {found.email}</>} is gone at once: nobody can sign in with it any more.
          </p>
          <div>
            <h3>What goes</h3>
            {goes.length ? (
              <ul class="erased">
                {goes.map(({ what, n }) => (
                  <li key={what}>
                    {count(n)} {GOES[what][n === 1 ? 0 : 1]}
                  </li>
                ))}
              </ul>
            ) : (
              <p>Nothing but the account.</p>
            )}
          </div>
          {found.stays.length > 0 && (
            <div>
              <h3>What stays, and why</h3>
              <ul class="erased">
                {found.stays.map(({ what, n, until }) => (
                  <li key={what}>
                    {STAYS[what]}
                    {n !== null && ` (${count(n)})`}
                    {until && `, until ${fullDate(Date.parse(until))}`}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <fieldset class="bare kinds">
            <legend>What becomes of the words</legend>
            <label class="option">
              <input
                type="radio"
                name="words"
                checked={now.text === 'delete'}
                onChange={() => change({ text: 'delete' })}
              />
              They go. A line without a name stays where somebody has answered.
            </label>
            <label class="option">
              <input
                type="radio"
                name="words"
                checked={now.text === 'anonymise'}
                onChange={() => change({ text: 'anonymise' })}
              />
              They stay, and nobody can tell any more whose they were.
            </label>
          </fieldset>
          <label class="option">
            <input
              type="checkbox"
              checked={now.sure}
              onChange={event => change({ sure: event.currentTarget.checked })}
            />
            I have read this. It cannot be taken back.
          </label>
        </>
      ) : (
        !problem.value && (
          <p class="quiet" aria-busy="true">
            Looking what there is …
          </p>
        )
      )}
      <p class="problem" role="alert">
        {problem.value}
      </p>
      <div class="buttons">
        {found && (
          <button type="submit" class="primary" aria-disabled={busy.value}>
            {busy.value ? 'Erasing …' : 'Erase for good'}
          </button>
        )}
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function Done({ now, onClose }: { now: Erasing; onClose(): void }) {
  const { done, reader } = now
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <>
      <h2 id="erase-title" ref={title} tabIndex={-1}>
        <bdi>{reader.name}</bdi> is erased
      </h2>
      <p>
        Name, address and sessions are gone.{' '}
        {done!.state === 'done'
          ? 'So is all the rest that was to go.'
          : `Of ${count(done!.of)} things, ${count(done!.done)} are gone; the rest follows by itself.`}
      </p>
      <p>
        <a href={`/d/erasures/${done!.id}`} target="_blank" rel="noopener">
          How far it has come
          <span class="unseen"> (in a new tab)</span>
        </a>
        , for whoever asked for it: the page says nothing of who it was.
      </p>
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          Close
        </button>
      </div>
    </>
  )
}
