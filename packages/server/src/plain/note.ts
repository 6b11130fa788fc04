import type { AnyNote, ContextNote } from '@parley/contract/notes.ts'
import { html, type Markup } from '../http/html.ts'
import { bodyMarkup } from './body.ts'
import { timeMarkup } from './page.ts'
import { notePath } from './places.ts'
import type { Visit } from './visit.ts'

/** The public notes of a story, by the comment that they are about ('' for the story); none are asked for where there are none. */
export async function notesByComment(
  { app, who }: Visit,
  story: { url: string; notes: number },
): Promise<ReadonlyMap<string, readonly ContextNote[]>> {
  if (!story.notes) return new Map()
  const bytes = await app.pages.notes(story.url, null, { target: '', fresh: who.kind === 'reader' })
  const { notes } = JSON.parse(bytes.identity.toString()) as { notes: ContextNote[] }
  return Map.groupBy(notes, ({ about }) => about ?? '')
}

const isOpen = ({ kind, status, state, hidden }: ContextNote) =>
  hidden === null && state === 'shown' && (kind !== 'reader' || status === 'shown')

/** What readers have agreed on and what the newsroom says stands open; whatever else there is, behind one line. */
export function notesMarkup(visit: Visit, notes: readonly ContextNote[] = []): Markup | null {
  if (!notes.length) return null
  const { say } = visit
  const rest = notes.filter(note => !isOpen(note))
  const needing = rest.filter(({ status, hidden, state }) => status === 'needs_more' && !hidden && state === 'shown')
  const line = needing.length ? say('note.needs', { n: needing.length }) : say('note.rest', { n: rest.length })
  return html`<div class="notes">${notes.filter(isOpen).map(note => noteMarkup(visit, note, 'inline'))}
${rest.length > 0 && html`<details><summary>${line}</summary>${rest.map(note => noteMarkup(visit, note, 'inline'))}</details>`}</div>`
}

/** What stands above a note: who speaks, or what its raters have come to. */
export function headOf({ app, say }: Visit, { kind, status }: Pick<AnyNote, 'kind' | 'status'>): string {
  if (kind !== 'reader') return say(`note.${kind}`, { site: app.config.siteName })
  if (status === 'shown') return say('note.agreed')
  return say(status === 'not_helpful' ? 'note.not-helpful' : 'note.needs.one')
}

export function noteMarkup(visit: Visit, note: ContextNote, where: 'inline' | 'alone'): Markup {
  const { say } = visit
  const { id, hidden } = note
  if (hidden) return html`<p class="gone" id="${id}">${say('note.hidden', { reason: hidden.reason })}</p>`
  const title = html`<strong>${headOf(visit, note)}</strong>`
  return html`<article class="note ${note.kind}${note.status === 'shown' && ' agreed'}" id="${id}" aria-labelledby="on-${id}">
${where === 'alone' ? html`<h2 class="note-title" id="on-${id}">${title}</h2>` : html`<p id="on-${id}">${title}</p>`}
${noteWords(visit, note)}
${where === 'inline' && html`<p class="hint"><a href="${notePath(id)}">${say(linkTo(note))}</a></p>`}
</article>`
}

/** What it quotes and says, its sources, its numbers in words, and who wrote it. Nobody here fetches its links. */
export function noteWords(visit: Visit, note: AnyNote): Markup {
  const { say } = visit
  const { claim, sources, numbers, author, editedSince, frozen, settled, postedAt } = note
  const counted =
    note.status === 'shown' &&
    numbers &&
    numbers.score !== null &&
    say('note.agreed.numbers', {
      ...{ n: numbers.count, lo: numbers.sureLo, hi: numbers.sureHi },
      score: Math.round(numbers.score * 100),
    })
  return html`${claim && html`<blockquote class="claim" dir="auto">${claim}</blockquote>`}
<div class="body" dir="auto">${bodyMarkup(note.body)}</div>
${sources.length > 0 && html`<p class="sources">${say('note.sources', { n: sources.length })}: ${sources.map((url, i) => html`${i > 0 && ', '}<a href="${url}" rel="nofollow ugc noopener noreferrer" title="${url}">${hostOf(url)}</a>`)}</p>`}
${editedSince && html`<p class="hint">${say('note.edited-since')}</p>`}
${frozen && html`<p class="hint">${frozen.reason ? say('note.frozen.why', { reason: frozen.reason }) : say('note.frozen')}</p>`}
${counted && html`<p class="hint">${counted}${settled && html` ${say('note.settled')}`}</p>`}
<p class="hint">${author && html`<bdi>${say('note.by', { name: author.name })}</bdi> · `}<span class="when">${timeMarkup(visit, postedAt)}</span></p>`
}

const linkTo = ({ kind, status }: ContextNote) =>
  kind !== 'reader' ? 'note.alone.newsroom' : status === 'needs_more' ? 'note.rate' : 'note.alone'

const hostOf = (url: string) => URL.parse(url)?.hostname.replace(/^www\./, '') ?? url
