import { type Span, spanOf } from './fold.ts'
import { open } from './open.ts'
import { addressesIn } from './private/addresses.ts'
import { claimsIn } from './private/claims.ts'
import { accountsIn, mailsIn, phonesIn, platesIn, type Stretch } from './private/numbers.ts'
import { apart } from './spans.ts'

/** What a text may give away of somebody. */
export const PRIVATE_KINDS = ['phone', 'address', 'email', 'account', 'plate', 'health'] as const
export type PrivateKind = (typeof PRIVATE_KINDS)[number]

/** What was found of one kind. */
export interface PrivateData {
  kind: PrivateKind
  /** In the text as typed, sorted, apart from each other. */
  spans: Span[]
}

/** A link’s digits are nobody’s number. */
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}|(?<![\p{L}\d@.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\/[^\s<>"]{1,2000}/gu

/**
 * Personal data in a text that would be published (GDPR, CJEU C-492/23): phone numbers, home addresses, e-mail addresses, bank accounts and
 * cards, licence plates, and what is said of a named person’s health or sex life. What stands in a source is public already.
 * Pure; linear in the text.
 * @param sources the comment that is answered, the story’s title
 * @param domains the newspaper’s own, whose mail addresses are there to be written to
 */
export function privateData(
  text: string,
  { sources = [], domains = [] }: { sources?: readonly string[]; domains?: readonly string[] } = {},
): PrivateData[] {
  const { folded } = open(text, sources)
  const units =
    folded.text.includes('/') || folded.text.includes('www.')
      ? folded.text.replace(LINK, link => '_'.repeat(link.length))
      : folded.text
  const shown = units === folded.text ? folded : { ...folded, text: units }
  const digits = /\d/.test(units)
  const accounts = digits ? accountsIn(units) : []
  const isIn = (one: Stretch) => (other: Stretch) => one.from < other.to && other.from < one.to
  const stretches = {
    phone: digits ? phonesIn(units).filter(one => !accounts.some(isIn(one))) : [],
    address: digits ? addressesIn(text, shown) : [],
    email: mailsIn(units, domains),
    account: accounts,
    plate: [] as Stretch[],
    health: claimsIn(text, shown),
  }
  const spans = Object.fromEntries(
    Object.entries(stretches).map(([kind, list]) => [kind, list.map(({ from, to }) => spanOf(folded, from, to))]),
  ) as Record<PrivateKind, Span[]>
  if (digits) spans.plate = platesIn(text).map(({ from, to }) => ({ start: from, end: to }))
  return PRIVATE_KINDS.flatMap(kind => {
    const said = spans[kind].filter(span => !isSaid(text.slice(span.start, span.end), sources))
    return said.length ? [{ kind, spans: apart(said) }] : []
  })
}

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, '')

const isSaid = (piece: string, sources: readonly string[]) => sources.some(source => bare(source).includes(bare(piece)))
