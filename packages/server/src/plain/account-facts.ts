import type { PublicAccount, When, Where } from '@parley/contract/accounts.ts'
import { html, type Markup } from '../http/html.ts'
import { dayIn } from './timeline.ts'
import type { Visit } from './visit.ts'

/** What an account says beside its words: when, where, how its author knows, and photographs. `photoAt` says where this visitor gets them. */
export function accountFacts(
  visit: Pick<Visit, 'app' | 'say'>,
  { relation, when, where, how, photos }: Pick<PublicAccount, 'relation' | 'when' | 'where' | 'how' | 'photos'>,
  photoAt: (photo: PublicAccount['photos'][number]) => string = ({ url }) => url,
): Markup {
  const { say } = visit
  const place = placeWords(visit, where)
  return html`<dl class="facts witness">
<div><dt class="unseen">${say('account.relation')}</dt><dd>${say(`account.${relation}`)}</dd></div>
<div><dt>${say('account.when')}</dt><dd>${timeWords(visit, when)}</dd></div>
${place && html`<div><dt>${say('account.where')}</dt><dd>${place}</dd></div>`}
${how && html`<div><dt>${say('account.how')}</dt><dd dir="auto">${how}</dd></div>`}
</dl>
${photos.length > 0 && html`<ul class="photos">${photos.map(photo => html`<li><a href="${photoAt(photo)}"><img src="${photoAt(photo)}" width="${photo.width}" height="${photo.height}" loading="lazy" alt="${photo.alt || say('account.photo.none')}"></a>${photo.alt && html`<p class="hint" aria-hidden="true"><bdi>${photo.alt}</bdi></p>`}</li>`)}</ul>`}`
}

/** A time as the clock there showed it, which is of no zone. */
function timeWords({ app, say }: Pick<Visit, 'app' | 'say'>, { from, to, exact }: When): string {
  const { language } = app.config
  const one = (moment: string, day = true) => {
    const [date, time] = moment.split('T') as [string, string?]
    const clock =
      time &&
      new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
        Date.parse(`${moment}Z`),
      )
    return [day && dayIn(language, date), clock].filter(Boolean).join(', ')
  }
  const sameDay = to?.slice(0, 10) === from.slice(0, 10) && to?.includes('T')
  const time = to ? say('account.from-to', { from: one(from), to: one(to, !sameDay) }) : one(from)
  return exact ? time : say('account.about', { time })
}

const DISTANCES = { exact: null, street: '100 m', district: '1 km', town: '11 km' } as const

function placeWords({ say }: Pick<Visit, 'say'>, { place, lat, lon, precision }: Where): Markup | null {
  const near = DISTANCES[precision]
  const numbers =
    lat != null && lon != null && `${lat}, ${lon}${near ? ` (${say('account.near', { distance: near })})` : ''}`
  if (!place && !numbers) return null
  return html`${place && html`<bdi>${place}</bdi>`}${place && numbers && ' · '}${numbers}`
}
