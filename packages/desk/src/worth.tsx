import type { WorthReading } from '@parley/contract/light.ts'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { plural } from './found.tsx'
import { segments } from './marks.ts'
import { Rows } from './rows.tsx'
import { inStory } from './story.ts'

/** What is featured, and what might be: a machine finds what speaks for a comment, a person reads it and decides. */
export function Worth({ desk }: { desk: Desk }) {
  const { story, picked, looked, listing, problem, choose } = desk.worth
  const rows = listing.rows.value
  useEffect(() => void listing.read(), [])
  return (
    <section class="stories worth" aria-labelledby="worth-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="worth-title" tabIndex={-1}>
          Worth reading
        </h2>
      </div>
      {story.value && (
        <p class="tabs">
          <span>
            Of one story: <bdi>{story.value.title}</bdi>
          </span>
          <button type="button" class="plain underlined" onClick={() => void choose(null)}>
            All stories
          </button>
        </p>
      )}
      {problem.value && (
        <p class="settled" data-gravity="stop" role="alert">
          {problem.value}
        </p>
      )}
      <Rows
        reading={listing.reading.value}
        problem={listing.problem.value}
        next={listing.next.value}
        onMore={() => void listing.more()}
        onAgain={() => void (rows.length ? listing.more() : listing.read())}
        empty={
          rows.length === 0 &&
          (looked.value ? 'Nothing stands out among the latest comments.' : 'Nobody has written yet.')
        }
      >
        {picked.value.length > 0 && (
          <>
            <h3>Featured now</h3>
            <ol onKeyDown={walk} aria-label="Featured now">
              {picked.value.map(row => (
                <One key={row.id} desk={desk} row={row} />
              ))}
            </ol>
          </>
        )}
        {rows.length > 0 && (
          <>
            <h3>Suggestions</h3>
            <p class="quiet">
              Of the latest {plural(looked.value, 'comment')}, by plain features of their words. Nothing is featured by
              itself, and no reader is told that he was suggested.
            </p>
            <ol onKeyDown={walk} aria-label="Suggestions">
              {rows.map(row => (
                <One key={row.id} desk={desk} row={row} />
              ))}
            </ol>
          </>
        )}
      </Rows>
    </section>
  )
}

/** The arrows walk from comment to comment, so that Tab is for what can be done with each. */
function walk(event: KeyboardEvent) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  moveOn(by)
}

const all = () => [...document.querySelectorAll<HTMLElement>('.worth-comment')]
const current = () => all().find(one => one.contains(document.activeElement))

/** One comment on or back from the one that has the focus; from elsewhere to the first. Answers whether there was one. */
function moveOn(by: number): boolean {
  const here = current()
  const at = here ? all().indexOf(here) + by : 0
  const target = all()[at]
  target?.focus()
  return target !== undefined
}

/** What a key asks for here; answers whether it is for here. */
export function onKey(desk: Desk, command: string): boolean {
  const { listing, picked, turn } = desk.worth
  if (command === 'next' || command === 'previous') {
    if (!moveOn(command === 'next' ? 1 : -1)) void listing.more()
    return true
  }
  const id = current()?.dataset.comment
  const row = [...picked.value, ...listing.rows.value].find(one => one.id === id)
  if (command !== 'narrow' && command !== 'story') return false
  if (row && command === 'narrow') void turn(row)
  else if (row) openInPlace(row)
  return true
}

const placeOf = ({ id, story }: WorthReading) => inStory({ storyUrl: story.url, commentId: id })

function openInPlace(row: WorthReading) {
  const address = placeOf(row)
  if (address) window.open(address, '_blank', 'noopener')
}

function One({ desk, row }: { desk: Desk; row: WorthReading }) {
  const { turn, busy, story, choose } = desk.worth
  const { author, text, reasons, featured, by } = row
  const address = placeOf(row)
  return (
    <li class="worth-comment" tabIndex={-1} data-comment={row.id} aria-label={`The comment by ${author.name}`}>
      <p class="meta">
        <bdi>{author.name}</bdi> · <Age at={row.postedAt} /> ·{' '}
        {address ? (
          <a href={address} target="_blank" rel="noopener">
            <bdi>{row.story.title}</bdi>
            <span class="unseen"> (the comment in its place, in a new tab)</span>
          </a>
        ) : (
          <bdi>{row.story.title}</bdi>
        )}{' '}
        · {plural(row.respects, 'respect')} · {row.replyCount === 1 ? '1 reply' : `${row.replyCount} replies`}
      </p>
      <p class="said" dir="auto">
        {segments(text, reasons).map(({ text, findings }) =>
          findings.length ? <mark title={findings.map(({ message }) => message).join(', ')}>{text}</mark> : text,
        )}
      </p>
      {reasons.length > 0 && (
        <ul class="chips" aria-label="What speaks for it">
          {reasons.map(({ merit, message }) => (
            <li key={merit} class="chip">
              {message}
            </li>
          ))}
        </ul>
      )}
      <div class="buttons">
        <button
          type="button"
          aria-disabled={busy.value}
          aria-pressed={featured !== null}
          onClick={() => void turn(row)}
        >
          <kbd>f</kbd> {featured ? 'Featured' : 'Feature'}
          <span class="unseen"> the comment by {author.name}</span>
        </button>
        {featured && (
          <span class="meta">
            {by && (
              <>
                by <bdi>{by}</bdi>,{' '}
              </>
            )}
            <Age at={featured} />
          </span>
        )}
        {!story.value && (
          <button type="button" class="plain underlined" onClick={() => void choose(row.story)}>
            Only this story<span class="unseen">: {row.story.title}</span>
          </button>
        )}
      </div>
    </li>
  )
}
