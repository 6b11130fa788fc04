import { isSafeLink } from '@parley/contract/body.ts'
import type { DeskNote, NoteAlarm } from '@parley/contract/notes.ts'
import type { ComponentChildren } from 'preact'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { ALARMS, standingOf } from './notes.ts'

/** Whose note it is and how it stands, as chips. */
export function Standing({ note }: { note: DeskNote['note'] }) {
  return (
    <>
      {note.kind !== 'reader' && (
        <span class="chip newsroom">{note.kind === 'correction' ? 'Correction' : 'Editors’ note'}</span>
      )}
      {standingOf(note).map(({ words, gravity }) => (
        <span key={words} class="chip" data-gravity={gravity}>
          {words}
        </span>
      ))}
    </>
  )
}

/** An alarm: what was seen, what it means, what can be done. */
export function Alarm({ desk, alarm, heading: Heading }: { desk: Desk; alarm: NoteAlarm; heading: 'h3' | 'h4' }) {
  const { title, means, can } = ALARMS[alarm.kind]
  const { busy, seen } = desk.notes
  return (
    <section class="alarm" data-gravity={alarm.seenAt ? 'slight' : 'stop'} aria-label={title}>
      <Heading>{title}</Heading>
      <p>{alarm.text}</p>
      <details>
        <summary>What it means, and what can be done</summary>
        <p>{means}</p>
        <p>{can}</p>
      </details>
      <p class="meta">
        <Age at={alarm.at} />
        {alarm.seenAt && (
          <>
            {' '}
            · looked at <Age at={alarm.seenAt} />
          </>
        )}
      </p>
      {!alarm.seenAt && desk.notes.mayEdit && (
        <div class="buttons">
          <button
            type="button"
            aria-disabled={busy.value}
            onClick={() => void seen(alarm).then(done => done && focusCase())}
          >
            I have looked at it<span class="unseen">: {title}</span>
          </button>
        </div>
      )}
    </section>
  )
}

/** Of an address that somebody else has given: a person may open it, nothing here ever fetches it. */
export function Outside({ url, children }: { url: string; children?: ComponentChildren }) {
  return isSafeLink(url) ? (
    <a href={url} target="_blank" rel="ugc nofollow noopener noreferrer">
      <bdi>{children ?? url}</bdi>
      <span class="unseen"> (in a new tab)</span>
    </a>
  ) : (
    <bdi>{children ?? url}</bdi>
  )
}

export const Sources = ({ urls }: { urls: readonly string[] }) =>
  urls.length === 0 ? (
    <>None.</>
  ) : (
    <ul>
      {urls.map(url => (
        <li key={url}>
          <Outside url={url} />
        </li>
      ))}
    </ul>
  )
