import type { CaseRow } from '@parley/contract/schemas.ts'
import { STATES } from '@parley/contract/values.ts'
import { useComputed } from '@preact/signals'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import { type Desk, WIDE } from './desk.ts'
import { focusCase } from './focus.ts'
import { FindingChip, plural } from './found.tsx'
import type { Command } from './keys.ts'
import { Selection } from './many.tsx'
import { isGraphic } from './marks.ts'
import { options } from './options.ts'
import { hashOf } from './place.ts'
import { QUEUE_TITLES } from './queues.tsx'
import { Rows } from './rows.tsx'
import { Search } from './search.tsx'
import { Watches } from './watching.tsx'

/** The second column: search, and the cases of a queue as far as they are loaded. */
export function Cases({ desk, run }: { desk: Desk; run: (command: Command) => unknown }) {
  const { queue } = desk.place.value
  const rows = desk.rows.value
  const entry = desk.index.value >= 0 ? desk.index.value : Math.min(desk.stood.value, rows.length - 1)

  /** Arrows, Home and End walk through the list, so that Tab can leave it in one step. */
  function onKeyDown(event: KeyboardEvent) {
    const at = desk.index.value
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    const row = target === undefined ? undefined : rows[target]
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    desk.go({ ...desk.place.value, caseId: row.id })
    focusCase()
  }

  return (
    <section class="cases" aria-labelledby="cases-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="cases-title" tabIndex={-1}>
          {queue ? QUEUE_TITLES[queue] : 'Cases'}
        </h2>
        <Search
          id="search"
          label="Search this queue: words, author or story"
          placeholder="Search words, author, story"
          asked={desk.search}
          find={desk.find}
          onDone={focusCase}
        />
        <Narrow desk={desk} />
        {queue === 'watched' && <Watches desk={desk} />}
      </div>
      <Rows
        reading={desk.reading.value}
        problem={desk.listProblem.value}
        next={desk.next.value}
        onMore={() => void desk.more()}
        onAgain={() => void (rows.length ? desk.more() : desk.readList())}
        empty={rows.length === 0 && nothing(desk)}
      >
        {rows.length > 0 && (
          <ol onKeyDown={onKeyDown}>
            {rows.map((row, i) => (
              <Row key={row.id} desk={desk} row={row} entry={i === entry} />
            ))}
          </ol>
        )}
      </Rows>
      <Selection desk={desk} run={run} />
    </section>
  )
}

/** Why the list is empty. */
function nothing(desk: Desk) {
  if (desk.narrowing.value !== WIDE && Object.values(desk.narrowing.value).some(Boolean))
    return 'No case in this queue fits.'
  if (desk.search.value) {
    return (
      <>
        No case in this queue has “<bdi>{desk.search}</bdi>”.
      </>
    )
  }
  if (desk.place.value.queue === 'watched')
    return 'Nothing is there under what you watch. New comments appear by themselves.'
  return 'Nothing waits here. New cases appear by themselves.'
}

function Row({ desk, row, entry }: { desk: Desk; row: CaseRow; entry: boolean }) {
  const current = useComputed(() => desk.place.value.caseId === row.id)
  const blurred = options.blur.value && row.finding !== null && isGraphic(row.finding)
  const selected = useComputed(() => desk.selected.value.has(row.id))
  const others = desk.colleagues.on(row.id)
  return (
    <li class="line">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Select the comment by ${row.authorName}`}
        checked={selected.value}
        onChange={() => desk.select(row.id)}
      />
      <a
        class="row"
        href={hashOf({ ...desk.place.peek(), caseId: row.id })}
        aria-current={current.value ? 'true' : undefined}
        tabIndex={entry ? 0 : -1}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          if (current.value) document.getElementById('case-title')?.focus()
          desk.go({ ...desk.place.value, caseId: row.id })
        }}
      >
        <span class="chips">
          {row.finding && <FindingChip finding={row.finding} title={desk.ruleTitle(row.finding.rule)} />}
          {row.flagged && (
            <span class="chip" data-gravity="look">
              trusted flagger
            </span>
          )}
          {row.reports > 0 && <span class="chip">{plural(row.reports, 'report')}</span>}
          {row.kind === 'eyewitness' && <span class="chip">Eyewitness</span>}
          {row.kind === 'note' && <span class="chip">Context note</span>}
          {row.label && (
            <span class="chip">
              <span class="unseen">Label: </span>
              <bdi>{row.label}</bdi>
            </span>
          )}
          {row.assignedTo && (
            <span class="chip">
              {row.assignedTo.id === desk.reader.id ? 'Yours' : <bdi>{row.assignedTo.name}</bdi>}
            </span>
          )}
          {row.watched?.map(what => (
            <span key={what} class="chip">
              <span class="unseen">You watch this </span>
              {WHY[what]}
            </span>
          ))}
          {others.map(name => (
            <span key={name} class="chip" data-gravity="look">
              <bdi>{name}</bdi> is on it
            </span>
          ))}
          {(desk.place.value.queue === 'decided' || desk.place.value.queue === 'all') && row.decided && (
            <span class="chip">{desk.decisionTitle(row.decided)}</span>
          )}
        </span>
        <span class={blurred ? 'excerpt blurred' : 'excerpt'} dir="auto">
          {row.excerpt}
        </span>
        <span class="meta">
          {selected.value && <span class="unseen">selected, </span>}
          <bdi>{row.authorName}</bdi> · <Age at={row.postedAt} /> · <bdi>{row.storyTitle}</bdi>
        </span>
      </a>
    </li>
  )
}

/** Why it is among what is watched. */
const WHY = { thread: 'Discussion', reader: 'Reader', story: 'Story' } as const

const STATE_TITLES: Record<(typeof STATES)[number], string> = {
  held: 'Held',
  shown: 'Public',
  collapsed: 'Collapsed',
  removed: 'Removed',
  withdrawn: 'Withdrawn',
  erased: 'Erased',
}

/** Opens what narrows the list, and goes there. */
export function openNarrowing() {
  const details = document.querySelector<HTMLDetailsElement>('.narrow')
  if (!details) return
  details.open = true
  details.querySelector('select')?.focus()
}

/** Narrows the list by rule, state and day; what is set stays from queue to queue. */
function Narrow({ desk }: { desk: Desk }) {
  const now = desk.narrowing.value
  const set = Object.values(now).filter(Boolean).length
  return (
    <details
      class="narrow"
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.currentTarget.open = false
        focusCase()
      }}
    >
      <summary>
        <kbd>f</kbd> Narrow{set > 0 && ` (${set})`}
      </summary>
      <div class="limits">
        <label>
          Rule
          <select
            value={now.rule}
            onChange={event => desk.narrow({ rule: event.currentTarget.value as typeof now.rule })}
          >
            <option value="">Any</option>
            {desk.allGrounds().map(id => (
              <option key={id} value={id}>
                {desk.ruleTitle(id)}
              </option>
            ))}
          </select>
        </label>
        <label>
          State
          <select
            value={now.state}
            onChange={event => desk.narrow({ state: event.currentTarget.value as typeof now.state })}
          >
            <option value="">Any</option>
            {STATES.map(id => (
              <option key={id} value={id}>
                {STATE_TITLES[id]}
              </option>
            ))}
          </select>
        </label>
        <label>
          From
          <input type="date" value={now.from} onChange={event => desk.narrow({ from: event.currentTarget.value })} />
        </label>
        <label>
          To
          <input type="date" value={now.to} onChange={event => desk.narrow({ to: event.currentTarget.value })} />
        </label>
        {set > 0 && (
          <button type="button" class="plain" onClick={() => desk.narrow(WIDE)}>
            Show all again
          </button>
        )}
      </div>
    </details>
  )
}
