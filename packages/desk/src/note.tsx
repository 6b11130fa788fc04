import type { DeskNote, NoteAct } from '@parley/contract/notes.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Age } from './age.tsx'
import { useAsked } from './asked.ts'
import { Back } from './back.tsx'
import { Changes } from './changes.tsx'
import type { Desk } from './desk.ts'
import { Fact } from './fact.tsx'
import { focusCase } from './focus.ts'
import { plural, score } from './found.tsx'
import { Alarm, Outside, Sources, Standing } from './note-parts.tsx'
import { type Acting, actsOn, draftOf, happenings, NEEDED, newDraft, REASON_WORDS } from './notes.ts'
import { inStory } from './story.ts'

/** One note: its words and sources, what it is about, what its raters say of it together, and what an editor can do. */
export function OneNote({ desk }: { desk: Desk }) {
  const { open, openProblem, show } = desk.notes
  const { note: id } = desk.place.value
  const found = open.value
  return (
    <>
      <div class="top">
        <Back desk={desk} to="notes">
          Notes
        </Back>
        <h2 id="note-title" tabIndex={-1}>
          {found ? titleOf(found) : 'Note'}
        </h2>
        {id && (
          <div class="position">
            <button type="button" class="plain" onClick={() => desk.notes.move(-1)}>
              <kbd>k</kbd> back
            </button>
            <button type="button" class="plain" onClick={() => desk.notes.move(1)}>
              <kbd>j</kbd> next
            </button>
          </div>
        )}
      </div>
      {openProblem.value ? (
        <div class="absent">
          <p role="alert">{openProblem.value}</p>
          <button type="button" onClick={() => void show(id ?? null)}>
            Try again
          </button>
        </div>
      ) : found ? (
        <Open key={found.note.id} desk={desk} found={found} />
      ) : (
        <div class="absent">
          <p>{id ? 'Loading …' : 'Choose a note from the list.'}</p>
        </div>
      )}
    </>
  )
}

function titleOf({ note }: DeskNote) {
  if (note.kind === 'correction') return 'Correction'
  if (note.kind === 'editors') return 'Editors’ note'
  return (
    <>
      Note by <bdi>{note.author?.name ?? 'somebody who is gone'}</bdi>
    </>
  )
}

function Open({ desk, found }: { desk: Desk; found: DeskNote }) {
  const { note, story, about, text, alarms, why, reasons, ratings } = found
  const own = note.kind !== 'reader'
  const address = about && inStory({ storyUrl: story.url, commentId: about.id })
  return (
    <>
      <article class="words-and-facts">
        <p class="meta">
          <Age at={note.postedAt} /> ·{' '}
          {address ? (
            <a href={address} target="_blank" rel="noopener">
              <bdi>{story.title}</bdi> <kbd>o</kbd>
              <span class="unseen">(the comment in its place, in a new tab)</span>
            </a>
          ) : (
            <Outside url={story.url}>{story.title}</Outside>
          )}{' '}
          · <a href={`#/all/k_${note.id.slice(2)}`}>its case</a>
        </p>
        <p class="chips">
          <Standing note={note} />
        </p>
        {note.hidden && (
          <p class="settled">
            {own ? 'Withdrawn' : 'Hidden'}. Readers see in its place: “
            <span class="said" dir="auto">
              {note.hidden.reason}
            </span>
            ”
          </p>
        )}
        {note.frozen && (
          <p class="settled" data-gravity="look">
            Its status stands still: “
            <span class="said" dir="auto">
              {note.frozen.reason}
            </span>
            ”
          </p>
        )}
        {alarms.map(alarm => (
          <Alarm key={alarm.id} desk={desk} alarm={alarm} heading="h3" />
        ))}
        <div class="words note-words">
          {note.claim && <blockquote dir="auto">{note.claim}</blockquote>}
          <p dir="auto">{text}</p>
        </div>
        <div class="facts">
          <Fact title="Sources">
            <Sources urls={note.sources} />
          </Fact>
          <About desk={desk} found={found} />
          {!own && (
            <Fact title="Why">
              <ul>
                {why.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Fact>
          )}
          {!own && (
            <Fact title="Its ratings">
              <p>
                {plural(ratings.invited + ratings.volunteered, 'rating')}: {ratings.invited.toLocaleString('en')} by
                readers invited by lot, {ratings.volunteered.toLocaleString('en')} by others.
              </p>
              <Sides numbers={found.numbers} />
              {/* of one or two ratings it would say what one person thinks */}
              {reasons.length > 0 && ratings.invited + ratings.volunteered > 2 && (
                <p class="chips">
                  {reasons.map(({ reason, n }) => (
                    <span key={reason} class="chip">
                      {REASON_WORDS[reason]} {n.toLocaleString('en')}
                    </span>
                  ))}
                </p>
              )}
            </Fact>
          )}
          <Fact title="What became of it">
            <ol>
              {happenings(found).map(({ at, words, by, reason }, i) => (
                <li key={i}>
                  <strong>{words}</strong>
                  {reason && (
                    <>
                      : “
                      <span class="said" dir="auto">
                        {reason}
                      </span>
                      ”
                    </>
                  )}
                  <span class="meta">
                    {by && (
                      <>
                        <bdi>{by}</bdi> ·{' '}
                      </>
                    )}
                    <Age at={at} />
                  </span>
                </li>
              ))}
            </ol>
          </Fact>
          {found.revisions.length > 0 && found.revisions.some(one => one.text !== text) && <Versions found={found} />}
        </div>
      </article>
      {desk.notes.mayEdit ? (
        <Acts desk={desk} found={found} />
      ) : (
        <p class="acts quiet">
          Editors hide, freeze and write notes. What it breaks of the rules is decided in its case.
        </p>
      )}
    </>
  )
}

/** The comment it is about; where it was edited since, what was changed. */
function About({ desk, found: { about, note } }: { desk: Desk; found: DeskNote }) {
  if (!note.about) return <Fact title="About">The story as a whole.</Fact>
  if (!about) return <Fact title="About">A comment that is gone.</Fact>
  return (
    <Fact title="About">
      <p class="meta">
        The comment by <bdi>{about.authorName}</bdi>
        {about.state !== 'shown' && ` (${about.state})`}
        {note.aboutRevision !== null && `, version ${note.aboutRevision}`}
        {note.editedSince && `; now version ${about.revision}, and what was changed:`}
      </p>
      <p class="said about-words" dir="auto">
        {note.editedSince ? <Since desk={desk} note={note} about={about} /> : about.text}
      </p>
    </Fact>
  )
}

function Since({ desk, note, about }: { desk: Desk; note: DeskNote['note']; about: NonNullable<DeskNote['about']> }) {
  const { found } = useAsked(() => desk.notes.version(about.id, note.aboutRevision), `${note.id} ${about.revision}`)
  return found === null ? about.text : <Changes earlier={found} later={about.text} />
}

function Versions({ found: { revisions, text } }: { found: DeskNote }) {
  const steps = revisions
    .toSorted((a, b) => a.no - b.no)
    .map((one, i, all) => ({ ...one, later: all[i + 1]?.text ?? text }))
    .filter(one => one.text !== one.later)
  return (
    <Fact title="Earlier words">
      <ol class="versions">
        {steps.map(({ no, at, text, later }) => (
          <li key={no}>
            <span class="meta">
              Of <Age at={at} />, and what was changed then
            </span>
            <p class="said" dir="auto">
              <Changes earlier={text} later={later} />
            </p>
          </li>
        ))}
      </ol>
    </Fact>
  )
}

/** What its two sides say of it, drawn and in numbers: a table whose bar is for the eye. Of nobody by himself. */
function Sides({ numbers }: { numbers: DeskNote['numbers'] }) {
  if (!numbers || numbers.score === null) return null
  const { sureLo, sureHi, netLo, netHi } = numbers
  return (
    <div class="sides">
      <p>
        The less convinced side would rate it <strong>{score(numbers.score)}</strong>; 0 is not helpful, 1 is helpful.
      </p>
      <span class="scale" aria-hidden="true">
        <span class="bar">
          <span style={{ width: `${numbers.score * 100}%` }} />
        </span>
        <span class="step" style={{ insetInlineStart: `${NEEDED.score * 100}%` }} />
      </span>
      <p class="explains">
        <span class="step" aria-hidden="true" /> {score(NEEDED.score)} is needed to be shown, and doubt is taken off
        before: with few ratings there is much of it.
      </p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">One side</th>
            <th scope="col">The other</th>
            <th scope="col">Needed of each</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Raters surely on it</th>
            <td data-short={sureLo < NEEDED.sure}>{sureLo}</td>
            <td data-short={sureHi < NEEDED.sure}>{sureHi}</td>
            <td>{NEEDED.sure}</td>
          </tr>
          <tr>
            <th scope="row">Helpful less not helpful, of these</th>
            <td data-short={netLo < NEEDED.net}>{signed(netLo)}</td>
            <td data-short={netHi < NEEDED.net}>{signed(netHi)}</td>
            <td>{signed(NEEDED.net)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const signed = (n: number) => (n > 0 ? `+${n}` : `${n}`.replace('-', '−'))

// ---- what can be done

const ACTS: Record<
  NoteAct,
  { key: string; words: string; own?: string; under: string; ownUnder?: string; send: string }
> = {
  hide: {
    key: 'r',
    words: 'Hide…',
    own: 'Withdraw…',
    under: 'Hide this note: readers see your reason in its place',
    ownUnder: 'Withdraw it: readers see your reason in its place',
    send: 'Hide it',
  },
  unhide: {
    key: 'a',
    words: 'Show again…',
    under: 'Let it be seen again: it stands where its ratings put it',
    send: 'Show it again',
  },
  freeze: { key: 'f', words: 'Freeze…', under: 'Freeze it: ratings change its status no more', send: 'Freeze it' },
  unlock: { key: 'l', words: 'Unlock…', under: 'Unlock it: its status follows the ratings again', send: 'Unlock it' },
}

/** What a key asks for over a note; answers whether it is for here. */
export function onKey(desk: Desk, command: string): boolean {
  const { open, move, ponder, write } = desk.notes
  if (desk.place.value.note === 'new') return false
  if (command === 'next' || command === 'previous') {
    if (move(command === 'next' ? 1 : -1)) focusCase()
    return true
  }
  const found = open.value
  if (!found) return false
  if (command === 'story') {
    const address = found.about ? inStory({ storyUrl: found.story.url, commentId: found.about.id }) : null
    if (address) window.open(address, '_blank', 'noopener')
    return true
  }
  if (!desk.notes.mayEdit) return false
  const act = ({ remove: 'hide', show: 'unhide', narrow: 'freeze', lift: 'unlock' } as const)[command]
  if (act) {
    if (actsOn(found.note).includes(act)) ponder(act)
    return true
  }
  if (command === 'note') write(newDraft(found))
  else if (command === 'again' && found.note.kind !== 'reader') write(draftOf(found))
  else return false
  return true
}

function Acts({ desk, found }: { desk: Desk; found: DeskNote }) {
  const { acting, ponder, write } = desk.notes
  const own = found.note.kind !== 'reader'
  if (acting.value?.note === found.note.id) return <Act desk={desk} acting={acting.value} own={own} />
  return (
    <div class="acts">
      <div class="buttons">
        {actsOn(found.note).map(act => (
          <button key={act} type="button" onClick={() => ponder(act)}>
            <kbd>{ACTS[act].key}</kbd> {(own && ACTS[act].own) || ACTS[act].words}
          </button>
        ))}
        {own && (
          <button type="button" onClick={() => write(draftOf(found))}>
            <kbd>d</kbd> Reword…
          </button>
        )}
        <button type="button" class="plain" onClick={() => write(newDraft(found))}>
          <kbd>m</kbd> {own ? 'Write another…' : 'Editors’ note or correction…'}
        </button>
      </div>
    </div>
  )
}

function Act({ desk, acting, own }: { desk: Desk; acting: Acting; own: boolean }) {
  const { give, act, cancel, problem, busy } = desk.notes
  const form = useRef<HTMLFormElement>(null)
  const { send, under, ownUnder } = ACTS[acting.act]
  const field = () => form.current?.querySelector('textarea')
  useLayoutEffect(() => field()?.focus(), [acting.act])
  const stop = () => {
    cancel()
    document.getElementById('note-title')?.focus()
  }
  async function go() {
    if (await act()) document.getElementById('note-title')?.focus()
    else field()?.focus()
  }
  return (
    <form
      ref={form}
      class="acts deciding"
      aria-labelledby="acting-title"
      onSubmit={event => {
        event.preventDefault()
        void go()
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.isComposing) return
        event.preventDefault()
        stop()
      }}
    >
      <h3 id="acting-title">{(own && ownUnder) || under}</h3>
      <label for="note-reason">Why, as everybody will read it</label>
      <textarea
        id="note-reason"
        rows={3}
        dir="auto"
        enterkeyhint="send"
        maxLength={1000}
        aria-describedby="note-problem"
        aria-invalid={problem.value !== null}
        value={acting.reason}
        onInput={event => give(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return
          event.preventDefault()
          void go()
        }}
      />
      <p class="problem" id="note-problem" role="alert">
        {problem.value}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy.value}>
          <kbd>enter</kbd> {own && acting.act === 'hide' ? 'Withdraw it' : send}
        </button>
        <button type="button" onClick={stop}>
          <kbd>esc</kbd> Cancel
        </button>
        <span class="hint">Shift and Enter begin a new line.</span>
      </div>
    </form>
  )
}
