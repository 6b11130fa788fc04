import { isSafeLink, LINK_REL } from '@parley/contract/body.ts'
import type { ContextNote, MayRate, Notes as NotesOf, OwnNotes, Rated, RatingReason } from '@parley/contract/notes.ts'
import type { Problem } from './api.ts'
import { BodyView } from './body.tsx'
import { Time } from './comment.tsx'
import { FormLink } from './composer.tsx'
import type { Discussion, Writing } from './discussion.ts'
import { batch, effect, signal } from './signals.ts'
import { view } from './view.ts'

/** The context notes of a story: loaded where there are some, drawn under what they are about. */

const REASONS: Readonly<Record<'helpful' | 'not', readonly RatingReason[]>> = {
  helpful: ['clear', 'good-sources', 'to-the-point', 'adds-context', 'neutral'],
  not: ['incorrect', 'weak-sources', 'beside-the-point', 'opinion', 'unclear', 'unfair', 'not-needed'],
}
/** A public note, or one’s own, whatever its state. */
type AnyNote = OwnNotes['own'][number]['note']

const VALUES = ['helpful', 'somewhat', 'not'] as const
type Value = (typeof VALUES)[number]

/** What is known of the notes of one discussion. */
class Noted {
  readonly #d: Discussion
  readonly notes = signal<readonly ContextNote[]>([])
  readonly mine = signal<OwnNotes | null>(null)
  /** Those that were not shown when the reader came: they stay folded, so that nothing moves under his eyes. */
  readonly later = signal<ReadonlySet<string>>(new Set())
  #read = false
  /** Draws what stands under a comment; with null, what is about the story. */
  readonly Under = Under

  constructor(d: Discussion) {
    this.#d = d
    let who: string | undefined
    d.stops.push(
      effect(() => {
        const id = d.me.value?.reader?.id
        if (id === who) return
        who = id
        this.mine.value = null
        if (id) this.#personal(d.writing.value!)
      }),
    )
  }

  async read(): Promise<void> {
    const d = this.#d
    const at = new URLSearchParams({ story: d.page.story })
    const [{ notes }] = await Promise.all([d.get<NotesOf>(`/v1/notes?${at}`), d.words()])
    const shown = new Set(this.notes.value.filter(isShown).map(({ id }) => id))
    batch(() => {
      if (this.#read)
        this.later.value = new Set([
          ...this.later.value,
          ...notes.flatMap(note => (isShown(note) && !shown.has(note.id) ? note.id : [])),
        ])
      this.#read = true
      this.notes.value = notes
    })
    if (d.me.value?.reader) this.#personal(d.writing.value!)
  }

  async #personal({ send }: Writing): Promise<void> {
    const at = new URLSearchParams({ story: this.#d.page.story })
    this.mine.value = await send<OwnNotes>(this.#d, 'GET', `/v1/notes/mine?${at}`).catch(() => null)
  }

  /** Takes in a rating as the server has answered it. */
  rated(id: string, { rating, mayRate }: Rated): void {
    const mine = this.mine.value
    if (!mine) return
    const others = mine.ratings.filter(({ note }) => note !== id)
    this.mine.value = { ...mine, mayRate, ratings: rating ? [...others, rating] : others }
  }
}

const isShown = ({ kind, status, state, hidden }: AnyNote) =>
  state === 'shown' && !hidden && (kind !== 'reader' || status === 'shown')

/** Reads the notes of a discussion, the first time or anew. */
export async function read(d: Discussion): Promise<void> {
  d.notes.value ??= new Noted(d)
  await d.notes.value.read()
}
export type { Noted }

const Under = view(({ d, about }: { d: Discussion; about: string | null }) => {
  const noted = d.notes.value!
  const mine = noted.mine.value
  // One’s own stands here also while nobody else sees it.
  const own = (mine?.own ?? []).map(({ note }) => note).filter(({ state }) => state === 'held' || state === 'removed')
  const all: readonly AnyNote[] = [...noted.notes.value, ...own]
  const here = all.filter(note => note.about === about)
  if (here.length === 0) return null
  const open = here.filter(note => isShown(note) && !noted.later.value.has(note.id))
  const later = here.filter(note => isShown(note) && noted.later.value.has(note.id))
  const rest = here.filter(note => !isShown(note))
  // Said in the line that stands there anyway, so that nothing moves.
  const asked = rest.some(({ id }) => mine?.invited.includes(id) && !mine.ratings.some(({ note }) => note === id))
  const needs = rest.filter(({ status, hidden }) => status === 'needs_more' && !hidden).length
  return (
    <>
      {about && d.mine.value.has(about) && <p class="small">{d.say('note.under-yours')}</p>}
      {open.map(note => (
        <Note key={note.id} d={d} note={note} />
      ))}
      {later.map(note => (
        <details key={note.id} class="note">
          <summary class="noted">{headOf(d, note)}</summary>
          <Note d={d} note={note} />
        </details>
      ))}
      {rest.length > 0 && (
        <details class="note waits">
          <summary class={asked ? 'noted' : ''}>
            {asked
              ? d.say('note.rate.asked')
              : needs
                ? d.say('note.needs', { n: needs })
                : d.say('note.rest', { n: rest.length })}
          </summary>
          {rest.map(note => (
            <Note key={note.id} d={d} note={note} />
          ))}
        </details>
      )}
    </>
  )
})

function headOf(d: Discussion, { kind, status, hidden }: AnyNote): string {
  if (hidden) return d.say('note.hidden', { reason: hidden.reason })
  if (kind !== 'reader') return d.say(`note.${kind}`, { site: d.site.value?.name ?? '' })
  return d.say(status === 'shown' ? 'note.agreed' : status === 'not_helpful' ? 'note.not-helpful' : 'note.needs.one')
}

const Note = view(({ d, note }: { d: Discussion; note: AnyNote }) => {
  const { say } = d
  const { id, kind, status, author, claim, body, sources, postedAt, numbers, frozen, hidden } = note
  const noted = d.notes.value!
  const own = noted.mine.value?.own.find(({ note }) => note.id === id)
  const writing = d.writing.value
  const head = headOf(d, note)
  return (
    <div
      id={id}
      class={kind === 'reader' ? 'note' : 'note newsrooms'}
      part="note"
      tabindex={-1}
      role="note"
      aria-label={head}
    >
      <p class="noted">{head}</p>
      <p class="small">
        {author && (
          <>
            {say('note.by', { name: '\0' }).split('\0')[0]}
            <bdi>{author.name}</bdi>
            {' · '}
          </>
        )}
        <Time d={d} at={postedAt} />
      </p>
      {own && writing && <writing.OwnNotice d={d} own={own.comment} />}
      {claim && (
        <blockquote dir="auto">
          <span class="unseen">{say('note.about')}: </span>
          {claim}
        </blockquote>
      )}
      <div class="body" dir="auto">
        <BodyView body={body} />
      </div>
      {sources.length > 0 && (
        <p class="small">
          {say('note.sources', { n: sources.length })}:{' '}
          {sources.filter(isSafeLink).map((url, i) => (
            <>
              {i > 0 && ' · '}
              <a href={url} target="_blank" rel={LINK_REL}>
                {nameOf(url)}
              </a>
            </>
          ))}
        </p>
      )}
      {note.editedSince && <p class="small">{say('note.edited-since')}</p>}
      {frozen && (
        <p class="small">{say(frozen.reason ? 'note.frozen.why' : 'note.frozen', { reason: frozen.reason })}</p>
      )}
      {kind === 'reader' && !hidden && (
        <>
          <details>
            <summary>{say('note.decided-how')}</summary>
            {status === 'shown' && numbers && numbers.score !== null && (
              <p>
                {say('note.agreed.numbers', {
                  n: numbers.count,
                  lo: numbers.sureLo,
                  hi: numbers.sureHi,
                  score: Math.round(numbers.score * 100),
                })}
                {note.settled && ` ${say('note.settled')}`}
              </p>
            )}
            <p>
              <FormLink d={d} to={`/d/notes/${id}`}>
                {say('note.decided-how.all')}
              </FormLink>
            </p>
          </details>
          <Rating d={d} note={note} />
        </>
      )}
      {!own && !hidden && (
        <button type="button" class="action" part="action" onClick={() => d.act(writing => writing.report(d, note))}>
          {say('note.report')}
        </button>
      )}
    </div>
  )
})

/** A source is named by its address; where that is long, by its beginning. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  const name = host.replace(/^www\./, '') + pathname.replace(/\/$/, '')
  return name.length > 60 ? `${name.slice(0, 59)}…` : name
}

/** Why somebody cannot rate; undefined where he can. */
function barred(d: Discussion, { why, from }: MayRate): string | undefined {
  const time = from
    ? new Intl.DateTimeFormat(d.page.speech.language, { dateStyle: 'long', timeStyle: 'short' }).format(
        Date.parse(from),
      )
    : ''
  return why ? d.say(`note.rate.${why}`, { time }) : undefined
}

const Rating = view(
  ({ d, note }: { d: Discussion; note: AnyNote }, kept: ReturnType<typeof choosing>) => {
    const { say } = d
    const { chosen, failure, sent } = kept
    const noted = d.notes.value!
    const mine = noted.mine.value
    const { id, status } = note
    if (mine?.own.some(own => own.note.id === id)) return <p class="small">{say('note.rate.own')}</p>
    const given = mine?.ratings.find(({ note }) => note === id)
    const value = chosen.value ?? given?.value
    const asked = mine?.invited.includes(id)
    const no =
      mine && !mine.mayRate.may && !(given && mine.mayRate.why === 'enough') ? barred(d, mine.mayRate) : undefined
    const rate = (event: SubmitEvent) => {
      event.preventDefault()
      const reasons = new FormData(event.currentTarget as HTMLFormElement).getAll('reason')
      failure.value = ''
      d.act(async ({ asReader, send }) => {
        try {
          const rated = await asReader(d, () =>
            send<Rated>(d, 'PUT', `/v1/notes/${id}/rating`, { value: chosen.value, reasons }),
          )
          if (!rated) return
          noted.rated(id, rated)
          chosen.value = null
          sent.value = true
          d.announce(say('note.rated'))
          d.focus(id, { preventScroll: true })
        } catch (problem) {
          failure.value = (problem as Problem).message || say('failed')
        }
      })
    }
    const reasons = !chosen.value
      ? []
      : chosen.value === 'somewhat'
        ? [...REASONS.helpful, ...REASONS.not]
        : REASONS[chosen.value]
    const form = no ? (
      <p>{no}</p>
    ) : (
      <form onSubmit={rate}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be read out twice */}
        <div class="rating" role="group" aria-label={say('note.rate.question')}>
          {VALUES.map(one => (
            <button
              key={one}
              type="button"
              class="button"
              part="button"
              aria-pressed={value === one}
              onClick={() => {
                sent.value = false
                chosen.value = one
              }}
            >
              {say(`note.value.${one}`)}
            </button>
          ))}
        </div>
        {chosen.value && (
          <>
            <fieldset class="why">
              <legend>{say('note.rate.why')}</legend>
              {reasons.map(reason => (
                <label key={reason}>
                  <input
                    type="checkbox"
                    name="reason"
                    value={reason}
                    defaultChecked={given?.value === chosen.value && given?.reasons.includes(reason)}
                  />
                  {say(`note.why.${reason}`)}
                </label>
              ))}
            </fieldset>
            <button type="submit" class="button primary" part="button button-primary">
              {say('note.rate.send')}
            </button>
          </>
        )}
        {failure.value && <p role="alert">{failure.value}</p>}
        {status === 'needs_more' && <p>{say('note.rate.hidden')}</p>}
      </form>
    )
    return (
      <>
        <details open={status === 'needs_more' && !given}>
          <summary>{say(given ? 'note.rate.again' : asked ? 'note.rate.asked' : 'note.rate')}</summary>
          {form}
        </details>
        {sent.value && <p class="small">{say('note.rated')}</p>}
      </>
    )
  },
  () => choosing(),
)

const choosing = () => ({
  chosen: signal<Value | null>(null),
  failure: signal(''),
  sent: signal(false),
})
