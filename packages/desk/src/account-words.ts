import type {
  AccountAtDesk,
  AccountRow,
  AccountToTimeline,
  CheckItem,
  Consent,
  Contact,
  Stage,
  Stance,
  When,
  Where,
} from '@parley/contract/accounts.ts'
import { gapIn, type Template } from './reasons.ts'

/** An eyewitness account in the words of the desk. All of it is pure. */

export const STAGE_TITLES: Record<Stage, string> = {
  received: 'Received',
  contacted: 'Contacted',
  corroborated: 'Corroborated',
  published: 'Published',
  declined: 'Declined',
}

export const STANCE_WORDS: Record<Stance, string> = {
  there: 'Was there',
  background: 'Knows the background',
  affected: 'Is affected',
}

export const CHECK_WORDS: Record<CheckItem, string> = {
  who: 'Who: we know who tells it',
  where: 'Where: the place is right',
  when: 'When: the time is right',
  original: 'Original: we have seen the picture as it was taken',
  second: 'Second source: somebody else says so too',
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** “about 27 November 2026, 08:10 to 08:30”, as the clock there showed it. */
export function whenWords({ from, to, exact }: When): string {
  const [day, time] = from.split('T')
  const [lastDay, lastTime] = to?.split('T') ?? []
  const dayOf = (of: string) => (Number.isNaN(Date.parse(of)) ? of : days.format(Date.parse(of)))
  const first = [dayOf(day!), time].filter(Boolean).join(', ')
  const last =
    lastDay === undefined
      ? ''
      : lastDay === day
        ? (lastTime ?? '')
        : [dayOf(lastDay), lastTime].filter(Boolean).join(', ')
  return `${exact ? '' : 'about '}${first}${last && ` to ${last}`}`
}

const CLOSELY: Record<Where['precision'], { digits: number; words: string }> = {
  exact: { digits: 5, words: 'to about a metre' },
  street: { digits: 3, words: 'to about 100 metres' },
  district: { digits: 2, words: 'to about a kilometre' },
  town: { digits: 1, words: 'to about 11 kilometres' },
}

/** “Gate 3, 53.541, 9.993 (to about 100 metres)”. */
export function whereWords({ place, lat, lon, precision }: Where): string {
  const { digits, words } = CLOSELY[precision]
  const point = typeof lat === 'number' && typeof lon === 'number'
  return (
    [place, point && `${lat.toFixed(digits)}, ${lon.toFixed(digits)} (${words})`].filter(Boolean).join(', ') ||
    'not said'
  )
}

/** Where, in short: the place by its name, else by its coordinates. */
export const placeWords = (where: Where): string => where.place || whereWords(where)

/** What its author agrees to, each in a sentence; each of them can be taken back at any time. */
export function consentWords({ publish, name, pseudonym, keepOriginals, tell }: Consent): string[] {
  const names = {
    name: 'Under the reader’s own name.',
    pseudonym: `Under another name, “${pseudonym ?? ''}”: who it is, only the newsroom may know.`,
    'newsroom-only': 'Without a name: who it is, only the newsroom may know.',
  }
  return [
    publish ? 'It may be published.' : 'It may not be published: it is for the newsroom alone.',
    ...(publish ? [names[name]] : []),
    keepOriginals
      ? 'Photographs are kept as they were sent, for editors to look at.'
      : 'Photographs are kept only as the public may see them, without what the camera wrote into them.',
    tell
      ? 'The reader is told by mail that there is news.'
      : 'The reader wants no mail about it: what you write waits on the page of the account.',
  ]
}

const CONTACTS: [keyof Contact, string][] = [
  ['name', 'Name'],
  ['email', 'E-mail'],
  ['phone', 'Telephone'],
  ['safeWay', 'How to reach the reader safely'],
]
/** What the newsroom has been told, with what it is called. */
export const contactLines = (contact: Contact): [string, string][] =>
  CONTACTS.flatMap(([field, title]) => (contact[field] ? [[title, contact[field]]] : []))
/** What there is, before it is opened: “Name, e-mail”. */
export const contactKinds = (contact: Record<keyof Contact, boolean>): string =>
  CONTACTS.filter(([field]) => contact[field])
    .map(([, title], i) => (i ? title[0]!.toLowerCase() + title.slice(1) : title))
    .join(', ')

/** Why another account may tell of the same: “the same place · 120 m away · at the same time”. */
export function likeness({ metres, samePlace, minutes, sameReader }: AccountAtDesk['duplicates'][number]): string[] {
  return [
    ...(sameReader ? ['the same reader'] : []),
    ...(samePlace ? ['the same place'] : []),
    ...(metres === null
      ? []
      : [
          metres === 0
            ? 'the same coordinates'
            : metres < 1000
              ? `${metres} m away`
              : `${(metres / 1000).toFixed(1)} km away`,
        ]),
    minutes === null ? 'the same day' : minutes === 0 ? 'at the same time' : `${minutes} min apart`,
  ]
}

/** “3.5 MB”, “120 kB”. */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)}\u00a0kB` : `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`

/** Under what it is published; as its author agreed. */
export function bylineOf({ consent, reader }: Pick<AccountRow, 'consent' | 'reader'>): string {
  if (consent.name === 'name') return reader.name
  return consent.name === 'pseudonym' && consent.pseudonym ? consent.pseudonym : 'a reader whom the newsroom knows'
}

/** The badge that readers see. */
export const badgeWords = (verified: boolean): string =>
  `Eyewitness account · ${verified ? 'verified by the newsroom' : 'not verified'}`

// ---- what can be done with it

export interface Step {
  to: Stage
  verified?: boolean
  /** On the button, and over the sentence. */
  title: string
  /** On the button that sends it. */
  send: string
  /** What is said when it is done. */
  done: string
  templates: readonly Template[]
}

/** What an editor can do with an account; each is told to its author in a sentence. */
export const STEPS = {
  contacted: {
    to: 'contacted',
    title: 'Contacted',
    send: 'Tell the reader',
    done: 'Contacted.',
    templates: [
      {
        name: 'We have written',
        text: 'Thank you. We have read your account and have got in touch with you in the way that you asked for.',
      },
      {
        name: 'We cannot reach you',
        text: 'Thank you. We have read your account and would like to talk with you, but have no way to reach you. Please write to us: [where].',
      },
    ],
  },
  corroborated: {
    to: 'corroborated',
    title: 'Corroborated',
    send: 'Tell the reader',
    done: 'Corroborated.',
    templates: [
      {
        name: 'Others say so too',
        text: 'What you told us fits what we have found out ourselves. We now decide whether we publish it.',
      },
    ],
  },
  verified: {
    to: 'published',
    verified: true,
    title: 'Publish, verified',
    send: 'Publish as verified',
    done: 'Published as verified by the newsroom.',
    templates: [
      {
        name: 'Verified',
        text: 'Your account is published. We have checked what you told us, and it says so. Thank you.',
      },
    ],
  },
  unverified: {
    to: 'published',
    verified: false,
    title: 'Publish, not verified',
    send: 'Publish as not verified',
    done: 'Published as not verified.',
    templates: [
      {
        name: 'Not verified yet',
        text: 'Your account is published. It says that we have not verified it, because [what could not be checked].',
      },
    ],
  },
  declined: {
    to: 'declined',
    title: 'Decline',
    send: 'Decline and tell why',
    done: 'Declined.',
    templates: [
      {
        name: 'Not to be checked',
        text: 'Thank you for your account. We do not publish it, because we could not find out enough to stand behind it.',
      },
      {
        name: 'Told already',
        text: 'Thank you for your account. We do not publish it, because others have told us the same, and it is in what we publish.',
      },
      {
        name: 'Of something else',
        text: 'Thank you for your account. We do not publish it, because it tells of something else than this story does.',
      },
      {
        name: 'It could harm somebody',
        text: 'Thank you for your account. We do not publish it, because that could put you or somebody else in danger.',
      },
      { name: 'Another reason', text: 'Thank you for your account. We do not publish it, because [why].' },
    ],
  },
} as const satisfies Record<string, Step>
export type AccountAct = keyof typeof STEPS

/** The gaps of these sentences, brackets included. */
const GAPS = Object.values(STEPS).flatMap(({ templates }) =>
  templates.flatMap(({ text }) => text.match(/\[[^\]]+\]/g) ?? []),
)
/** Where a sentence still has a gap to fill; null where it has none. */
export function accountGapIn(text: string): { start: number; end: number } | null {
  return gapIn(text, GAPS)
}

/** What can be done with it from here, in the order of the way. */
export function stepsFrom({ stage, verified }: Pick<AccountRow, 'stage' | 'verified'>): AccountAct[] {
  const all: AccountAct[] = ['contacted', 'corroborated', 'verified', 'unverified', 'declined']
  const at = stage === 'published' ? (verified ? 'verified' : 'unverified') : stage
  if (stage === 'published')
    return all.filter(act => STEPS[act].to !== 'contacted' && STEPS[act].to !== 'corroborated' && act !== at)
  return all.filter(act => act !== at && !(stage === 'corroborated' && act === 'contacted'))
}

/** What keeps this from being done, in a sentence; null where nothing does. */
export function hindrance(
  act: AccountAct,
  { consent, checklist }: Pick<AccountAtDesk, 'consent' | 'checklist'>,
): string | null {
  if (STEPS[act].to !== 'published') return null
  if (!consent.publish) return 'The reader does not agree to publication.'
  if (act === 'unverified') return null
  const done = (item: CheckItem) => checklist.some(one => one.item === item && one.done)
  const open = [
    ...(['who', 'where', 'when'] as const).filter(item => !done(item)),
    ...(done('original') || done('second') ? [] : ['the original or a second source']),
  ]
  return open.length ? `To call it verified, tick first: ${open.join(', ')}.` : null
}

/** The words for a timeline entry, to begin from: its first sentence, and all of it below. */
export function entryFrom({ text }: Pick<AccountRow, 'text'>): AccountToTimeline {
  const flat = text.replace(/\s+/g, ' ').trim()
  const first = /^.+?[.!?…](?= |$)/u.exec(flat)?.[0] ?? flat
  const title = cut(first.replace(/\.$/, ''), 140)
  return { title, detail: first === flat && title.length + 1 >= flat.length ? '' : cut(flat, 600) }
}

/** At most so many characters, cut between words. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}

/** What has happened to it, the latest first. */
export function happened({ at, reader, steps, looks }: Pick<AccountAtDesk, 'at' | 'reader' | 'steps' | 'looks'>) {
  return [
    ...(steps.some(({ stage }) => stage === 'received') ? [] : [{ at, by: reader.name, what: 'Sent', said: '' }]),
    ...steps.map(({ stage, verified, reason, at, by }) => ({
      at,
      by,
      what: stage === 'published' ? `Published as ${verified ? 'verified' : 'not verified'}` : STAGE_TITLES[stage],
      said: reason,
    })),
    ...looks.map(({ by, at, what, photo }) => ({
      at,
      by,
      what: what === 'contact' ? 'Opened the contact' : `Took out the original of photograph ${photo ?? ''}`.trim(),
      said: '',
    })),
  ].sort((a, b) => b.at.localeCompare(a.at))
}
