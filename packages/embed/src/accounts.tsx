import type { Photo, PublicAccount, When } from '@parley/contract/accounts.ts'
import { accountPath, FormLink } from './composer.tsx'
import type { Discussion } from './discussion.ts'
import { signal } from './signals.ts'
import { fullTime } from './time.ts'
import { view } from './view.ts'

/** What eyewitnesses tell, and the newsroom's call for it: loaded where there is either. */

/** As the clock there showed it, which has no time zone. */
const moment = (d: Discussion, at: string): string =>
  new Intl.DateTimeFormat(d.page.speech.language, {
    dateStyle: 'long',
    ...(at.includes('T') && { timeStyle: 'short' }),
    timeZone: 'UTC',
  }).format(Date.parse(at.includes('T') ? `${at}Z` : at))

function whenWords(d: Discussion, { from, to, exact }: When): string {
  const time = to ? d.say('account.from-to', { from: moment(d, from), to: moment(d, to) }) : moment(d, from)
  return exact ? time : d.say('account.about', { time })
}

/** Who tells, when and where it was, and how he knows: above his words. */
export const Told = view(({ d, account }: { d: Discussion; account: PublicAccount }) => {
  const { say } = d
  const { relation, when, where, how, byline } = account
  const place = [where.place, where.lat != null && where.lon != null && `${where.lat}, ${where.lon}`].filter(Boolean)
  return (
    <p class="told" part="told">
      <strong>{say(`account.${relation}`)}</strong>
      {' · '}
      {whenWords(d, when)}
      {place.length > 0 && (
        <>
          {' · '}
          <bdi>{place.join(', ')}</bdi>
        </>
      )}
      {byline === 'pseudonym' && ` · ${say('account.pseudonym')}`}
      {how && (
        <>
          {' · '}
          {say('account.how')}: <bdi>{how}</bdi>
        </>
      )}
    </p>
  )
})

/** The photographs, small, each opening large. Their room is kept before they come. */
export const Photos = view(
  ({ d, photos }: { d: Discussion; photos: readonly Photo[] }, { large }: { large: { value: Photo | null } }) => {
    const { say } = d
    const at = ({ url }: Photo) => new URL(url, d.page.server).href
    const name = ({ alt, no }: Photo) => alt || say('account.photo', { n: no })
    const open = large.value
    return (
      <div class="photos">
        {photos.map(photo => (
          <button
            key={photo.no}
            type="button"
            onClick={() => {
              large.value = photo
            }}
          >
            <img
              src={at(photo)}
              alt={name(photo)}
              width={photo.width}
              height={photo.height}
              loading="lazy"
              decoding="async"
            />
          </button>
        ))}
        {open && (
          <dialog
            class="large"
            part="dialog"
            aria-label={name(open)}
            ref={dialog => {
              if (!dialog?.open) dialog?.showModal()
            }}
            onClose={() => {
              large.value = null
            }}
            closedby="any"
          >
            <img src={at(open)} alt="" width={open.width} height={open.height} />
            <p>{name(open)}</p>
            <form method="dialog">
              <button type="submit" class="button" part="button">
                {say('close')}
              </button>
            </form>
          </dialog>
        )}
      </div>
    )
  },
  () => ({ large: signal<Photo | null>(null) }),
)

/** What the newsroom asks of eyewitnesses, as long as it asks. */
export const Call = view(({ d }: { d: Discussion }) => {
  const { say } = d
  const call = d.story.value?.call
  if (!call || Date.parse(call.until) <= d.now.value) return null
  return (
    <div class="call" part="call" role="note" aria-labelledby="call">
      <p id="call" class="small">
        {say('account.call')}
      </p>
      <p class="body" dir="auto">
        <strong>{call.question}</strong>
      </p>
      <p>
        <FormLink d={d} to={accountPath(d, 'there')} class="button primary">
          {say('account.call.answer')}
        </FormLink>
      </p>
      <p class="small">
        {say('account.call.until', { time: fullTime(Date.parse(call.until), d.page.speech.language) })}
      </p>
    </div>
  )
})
