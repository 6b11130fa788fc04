import { QUEUES, type QueueId } from '@parley/contract/stream.ts'
import type { ComponentChildren } from 'preact'
import { waiting } from './accounts.ts'
import type { Desk } from './desk.ts'
import {
  GLEANING,
  hashOf,
  LISTING,
  LOOKING,
  NOTING,
  type Place,
  RULING,
  SETTLING,
  TELLING,
  TRYING,
  WITNESSING,
} from './place.ts'

export const QUEUE_TITLES: Record<QueueId, string> = {
  reported: 'Reported',
  held: 'Held',
  appeals: 'Appeals',
  threats: 'Threats',
  illegal: 'Illegal',
  new: 'New',
  watched: 'Watched',
  decided: 'Decided',
  all: 'Everything',
}

/** These wait for nobody, so they are not counted. */
const UNCOUNTED: ReadonlySet<QueueId> = new Set(['decided', 'all'])

const numbers = new Intl.NumberFormat('en')

interface QueuesProps {
  desk: Desk
  onTry(): void
  onRules(): void
  onOverview(): void
  onStories(): void
  onLaw(): void
  onHistory(): void
  onAccounts(): void
  onNotes(): void
  onWorth(): void
  onViews(): void
  onHelp(): void
  onSignOut(): void
}

/** The first column: the queues with what waits in them, where the rules are tried, and who is signed in. */
export function Queues({
  desk,
  onTry,
  onRules,
  onOverview,
  onStories,
  onLaw,
  onHistory,
  onAccounts,
  onNotes,
  onWorth,
  onViews,
  onHelp,
  onSignOut,
}: QueuesProps) {
  return (
    <header class="queues">
      <h1 tabIndex={-1}>Parley desk</h1>
      <nav aria-label="Queues">
        <ul>
          {QUEUES.map(id => (
            <li key={id}>
              <a
                class="queue"
                href={hashOf({ queue: id, caseId: null })}
                aria-current={desk.place.value.queue === id ? 'true' : undefined}
                onClick={event => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  desk.go({ queue: id, caseId: null })
                }}
              >
                {QUEUE_TITLES[id]}{' '}
                {!UNCOUNTED.has(id) && <span class="count">{numbers.format(desk.counts.value[id] ?? 0)}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <SavedViews desk={desk} onViews={onViews} />
      <nav aria-label="Rules">
        <PageLink to={WITNESSING} current={desk.place.value.witnessing} onGo={onAccounts}>
          Accounts <span class="count">{numbers.format(waiting(desk.accounts.counts.value))}</span>
        </PageLink>
        <PageLink to={LISTING} current={desk.place.value.listing} onGo={onStories}>
          Stories <kbd>g</kbd>
        </PageLink>
        <PageLink to={TRYING} current={desk.place.value.trying} onGo={onTry}>
          Try the rules <kbd>t</kbd>
        </PageLink>
        <PageLink to={SETTLING} current={desk.place.value.settling} onGo={onRules}>
          House rules <kbd>h</kbd>
        </PageLink>
        <PageLink to={LOOKING} current={desk.place.value.looking} onGo={onOverview}>
          Overview <kbd>p</kbd>
        </PageLink>
        <PageLink to={RULING} current={desk.place.value.ruling} onGo={onLaw}>
          Law
        </PageLink>
        <PageLink to={TELLING} current={desk.place.value.telling} onGo={onHistory}>
          History
        </PageLink>
        <PageLink to={NOTING} current={desk.place.value.noting} onGo={onNotes}>
          Context notes <Alarms desk={desk} />
        </PageLink>
        <PageLink to={GLEANING} current={desk.place.value.gleaning} onGo={onWorth}>
          Worth reading
        </PageLink>
      </nav>
      <Others desk={desk} />
      <div class="who">
        <button type="button" class="plain" onClick={onHelp}>
          <kbd>?</kbd> Keys and options
        </button>
        <p>
          <bdi>{desk.reader.name}</bdi>
        </p>
        <button type="button" class="plain" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </header>
  )
}

/** How many alarms about context notes wait for an editor. */
function Alarms({ desk }: { desk: Desk }) {
  const n = desk.notes.unseen.value ?? 0
  if (n === 0) return null
  return (
    <span class="chip" data-gravity="stop">
      {numbers.format(n)}
      <span class="unseen">{n === 1 ? ' alarm' : ' alarms'}</span>
    </span>
  )
}

/** Under the queues: each saved view is a link to its search. */
function SavedViews({ desk, onViews }: { desk: Desk; onViews(): void }) {
  const { views, current } = desk.views
  return (
    <nav aria-label="Saved views">
      <ul>
        {views.value.map(view => (
          <li key={view.id}>
            <a
              class="queue"
              href={hashOf({ queue: view.queue, caseId: null })}
              aria-current={current.value?.id === view.id ? 'true' : undefined}
              onClick={event => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                desk.openView(view)
              }}
            >
              <bdi class="view-name">{view.name}</bdi>
              {view.shared && <span class="count">shared</span>}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" class="plain views-open" onClick={onViews}>
        <kbd>.</kbd> Saved views
      </button>
    </nav>
  )
}

/** Who else is deciding right now. */
function Others({ desk }: { desk: Desk }) {
  const names = desk.colleagues.others()
  return (
    <p class="others" aria-live="polite">
      {names.length > 0 && (
        <>
          Also here:{' '}
          {names.map((name, i) => (
            <>
              {i > 0 && ', '}
              <bdi>{name}</bdi>
            </>
          ))}
        </>
      )}
    </p>
  )
}

/** The way to a page of its own; with a key held down the browser opens it elsewhere. */
function PageLink({
  to,
  current,
  onGo,
  children,
}: {
  to: Place
  current: boolean | undefined
  onGo(): void
  children: ComponentChildren
}) {
  return (
    <a
      class="queue"
      href={hashOf(to)}
      aria-current={current ? 'true' : undefined}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onGo()
      }}
    >
      {children}
    </a>
  )
}
