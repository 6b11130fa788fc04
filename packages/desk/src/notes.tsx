import type { DeskNote } from '@parley/contract/notes.ts'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { OneNote } from './note.tsx'
import { Alarm, Standing } from './note-parts.tsx'
import { ALARMS, NOTE_LISTS, type NoteList } from './notes.ts'
import { hashOf, placeOfNote } from './place.ts'
import { Rows } from './rows.tsx'
import { Write } from './write-note.tsx'

const TITLES: Record<NoteList, string> = { alarms: 'Alarms', waiting: 'Waiting', shown: 'Shown', all: 'All' }

const NOTHING: Record<NoteList, string> = {
  alarms: 'No alarm waits for anybody.',
  waiting: 'No note waits for ratings.',
  shown: 'No note is shown yet.',
  all: 'Nobody has written a note yet.',
}

/** The context notes: those that need an editor first; beside them the one that is open, or what the newsroom writes itself. */
export function Notes({ desk }: { desk: Desk }) {
  const { note } = desk.place.value
  useEffect(() => void desk.notes.read(), [])
  useEffect(() => {
    if (note !== 'new') void desk.notes.show(note ?? null)
  }, [note])
  return (
    <>
      <List desk={desk} />
      <section class="case" aria-labelledby="note-title">
        {note === 'new' && desk.notes.writing.value ? (
          <Write desk={desk} draft={desk.notes.writing.value} />
        ) : (
          <OneNote desk={desk} />
        )}
      </section>
    </>
  )
}

/** They are counted up to a thousand. */
const counted = (n: number) => (n < 1000 ? String(n) : '1,000+')

function List({ desk }: { desk: Desk }) {
  const { list, counts, alarms, listing, choose } = desk.notes
  const rows = listing.rows.value
  const current = desk.place.value.note
  const entry = Math.max(
    0,
    rows.findIndex(({ id }) => id === current),
  )
  return (
    <section class="cases notes-list" aria-labelledby="notes-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="notes-title" tabIndex={-1}>
          Context notes
        </h2>
        <nav class="tabs" aria-label="Which notes">
          {NOTE_LISTS.map(id => (
            <button key={id} type="button" aria-pressed={list.value === id} onClick={() => void choose(id)}>
              {TITLES[id]}
              {id !== 'all' && counts.value && <span class="count">{counted(counts.value[id])}</span>}
            </button>
          ))}
        </nav>
      </div>
      <Rows
        reading={listing.reading.value}
        problem={listing.problem.value}
        next={listing.next.value}
        onMore={() => void listing.more()}
        onAgain={() => void (rows.length ? listing.more() : listing.read())}
        empty={
          rows.length === 0 &&
          (alarms.value.length === 0 || list.value !== 'alarms') &&
          NOTHING[list.value ?? 'waiting']
        }
      >
        {list.value === 'waiting' && <Raters desk={desk} />}
        {list.value === 'alarms' &&
          alarms.value.map(alarm => <Alarm key={alarm.id} desk={desk} alarm={alarm} heading="h3" />)}
        {rows.length > 0 && (
          <ol onKeyDown={event => walk(desk, event)}>
            {rows.map((row, i) => (
              <Row key={row.id} desk={desk} row={row} current={row.id === current} entry={i === entry} />
            ))}
          </ol>
        )}
      </Rows>
    </section>
  )
}

/** Arrows walk through the list, so that Tab can leave it in one step. */
function walk(desk: Desk, event: KeyboardEvent) {
  const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key]
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  if (desk.notes.move(by)) focusCase()
}

function Row({ desk, row, current, entry }: { desk: Desk; row: DeskNote; current: boolean; entry: boolean }) {
  const { note, about, story, text, alarms, why } = row
  const waits = note.kind === 'reader' && note.status === 'needs_more' && !note.hidden
  return (
    <li>
      <a
        class="row"
        href={hashOf(placeOfNote(note.id))}
        aria-current={current ? 'true' : undefined}
        tabIndex={entry ? 0 : -1}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          desk.go(placeOfNote(note.id))
          if (current) document.getElementById('note-title')?.focus()
        }}
      >
        <span class="chips">
          <Standing note={note} />
          {alarms
            .filter(({ seenAt }) => seenAt === null)
            .map(({ id, kind }) => (
              <span key={id} class="chip" data-gravity="stop">
                {ALARMS[kind].title}
              </span>
            ))}
        </span>
        <span class="excerpt" dir="auto">
          {text}
        </span>
        {waits && why.length > 1 && <span class="missing">{why.slice(1).join(' ')}</span>}
        <span class="meta">
          {about ? (
            <>
              on <bdi>{about.authorName}</bdi>
            </>
          ) : (
            'on the story'
          )}{' '}
          · <Age at={note.postedAt} /> · <bdi>{story.title}</bdi>
        </span>
      </a>
    </li>
  )
}

/** How it stands with those who rate: in a small newsroom that is why nothing is shown. */
function Raters({ desk }: { desk: Desk }) {
  const raters = desk.notes.raters.value
  if (!raters) return null
  const { taking, startingUp, lastRun, sides } = raters
  return (
    <p class="raters meta">
      {taking === 1 ? 'One reader’s ratings count' : `The ratings of ${taking.toLocaleString('en')} readers count`}
      {startingUp && ', from the first one on while the newsroom starts up'}.{' '}
      {sides
        ? 'Two viewpoints can be told apart among them.'
        : 'No two viewpoints can be told apart among them yet, so no note can be shown by their agreement.'}{' '}
      {lastRun && (
        <>
          The last run: <Age at={lastRun} />.
        </>
      )}
    </p>
  )
}
