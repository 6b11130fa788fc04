import { isSafeLink } from '@parley/contract/body.ts'
import type { StoryRow } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import { CallForm, CallOn } from './calls.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { plural } from './found.tsx'
import { newDraft } from './notes.ts'
import { GLEANING, SETTLING, TELLING, WITNESSING } from './place.ts'
import { Rows } from './rows.tsx'
import { Search } from './search.tsx'

const FILTERS = [
  [null, 'All'],
  [true, 'Open'],
  [false, 'Closed'],
] as const

/** The stories by their latest comments: what is under them, what waits, whether one can write there. */
export function Stories({ desk }: { desk: Desk }) {
  const { rows, next, reading, problem, open, search, read, more, choose, find } = desk.stories
  useEffect(() => void read(), [])
  return (
    <section class="stories" aria-labelledby="stories-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="stories-title" tabIndex={-1}>
          Stories
        </h2>
        <Search
          id="stories-search"
          label="Words of the title"
          placeholder="Words of the title"
          asked={search}
          find={find}
          onDone={by => (by === 'Enter' ? moveStory(0) : document.getElementById('stories-title')?.focus())}
        />
      </div>
      <nav class="tabs" aria-label="Which stories">
        {FILTERS.map(([is, words]) => (
          <button key={words} type="button" aria-pressed={open.value === is} onClick={() => choose(is)}>
            {words}
          </button>
        ))}
      </nav>
      <Rows
        reading={reading.value}
        problem={problem.value}
        next={next.value}
        onMore={() => void more()}
        onAgain={() => void (rows.value.length ? more() : read())}
        empty={rows.value.length === 0 && 'No story fits.'}
      >
        {rows.value.length > 0 && (
          <ol onKeyDown={walk}>
            {rows.value.map(row => (
              <Story key={row.id} desk={desk} row={row} />
            ))}
          </ol>
        )}
      </Rows>
    </section>
  )
}

/** The arrows walk from story to story, so that Tab is for what can be done with each. */
function walk(event: KeyboardEvent) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  moveStory(by)
}

/** One story on or back from the one that has the focus; from elsewhere to the first. Answers whether there was one. */
export function moveStory(by: number): boolean {
  const titles = [...document.querySelectorAll<HTMLElement>('.story-title')]
  const at = titles.findIndex(title => title.closest('li')?.contains(document.activeElement))
  const target = titles[at < 0 ? 0 : at + by]
  target?.focus()
  return target !== undefined
}

const CLOSED = { desk: 'closed', age: 'closed by its age', section: 'closed with its section' } as const

function Story({ desk, row }: { desk: Desk; row: StoryRow }) {
  const { waiting, closed, section, call } = row
  const calling = useSignal(false)
  const title = useRef<HTMLAnchorElement>(null)
  const mayCall = desk.accounts.mayEdit
  const waits = (
    [
      [waiting.held, `${waiting.held.toLocaleString('en')} held`],
      [waiting.reported, `${waiting.reported.toLocaleString('en')} reported`],
      [waiting.appeals, plural(waiting.appeals, 'appeal')],
    ] as const
  ).filter(([n]) => n > 0)
  return (
    <li class="story">
      <div>
        <a
          ref={title}
          class="story-title"
          {...(isSafeLink(row.url) && { href: row.url })}
          target="_blank"
          rel="noopener"
          dir="auto"
        >
          {row.title}
          <span class="unseen"> (in a new tab)</span>
        </a>
        <p class="meta">
          {plural(row.count, 'comment')}
          {row.latestAt && (
            <>
              {' '}
              · last <Age at={row.latestAt} />
            </>
          )}
          {section && (
            <>
              {' '}
              · <bdi>{pathOf(section)}</bdi>
            </>
          )}
        </p>
        {(waits.length > 0 || closed) && (
          <p class="chips">
            {waits.map(([, words]) => (
              <span key={words} class="chip" data-gravity="look">
                {words}
              </span>
            ))}
            {closed && <span class="chip">{CLOSED[closed]}</span>}
          </p>
        )}
        {call && <CallOn call={call} />}
      </div>
      <div class="buttons">
        {(closed === null || closed === 'desk') && (
          <button type="button" onClick={() => desk.stories.settle(row)}>
            {closed ? 'Open' : 'Close'} discussion
            <span class="unseen"> of {row.title}</span>
          </button>
        )}
        <button
          type="button"
          class="plain"
          onClick={async () => {
            desk.settling.tab.value = 'settings'
            await desk.settling.openStory(row.url)
            desk.go(SETTLING)
            requestAnimationFrame(() => document.getElementById('settle-title')?.focus())
          }}
        >
          Settings<span class="unseen"> of {row.title}</span>
        </button>
        <button
          type="button"
          class="plain"
          onClick={async () => {
            await desk.history.openStory(row.url)
            desk.go(TELLING)
            requestAnimationFrame(() => document.getElementById('history-title')?.focus())
          }}
        >
          History<span class="unseen"> of {row.title}</span>
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => {
            void desk.accounts.choose({ story: { url: row.url, title: row.title } })
            desk.go(WITNESSING)
            focusCase()
          }}
        >
          Accounts<span class="unseen"> of {row.title}</span>
        </button>
        {mayCall && !calling.value && (
          <button type="button" class="plain" onClick={() => (calling.value = true)}>
            {call ? 'Change or end the call…' : 'Call for accounts…'}
            <span class="unseen"> of {row.title}</span>
          </button>
        )}
        <button
          type="button"
          class="plain"
          onClick={() => {
            void desk.worth.choose({ url: row.url, title: row.title })
            desk.go(GLEANING)
            focusCase()
          }}
        >
          Worth reading<span class="unseen"> of {row.title}</span>
        </button>
        {desk.notes.mayEdit && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              desk.notes.write(newDraft({ story: { url: row.url, title: row.title }, about: null }))
              focusCase()
            }}
          >
            Editors’ note…<span class="unseen"> on {row.title}</span>
          </button>
        )}
      </div>
      {calling.value && (
        <CallForm
          desk={desk}
          row={row}
          onDone={() => {
            calling.value = false
            title.current?.focus()
          }}
        />
      )}
    </li>
  )
}

/** The part of a section's address that tells it from the others. */
const pathOf = (prefix: string) => URL.parse(prefix)?.pathname ?? prefix
