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
  const opened = open(text, sources)
  const { folded } = opened
  const units = folded.text.includes('/') || folded.text.includes('www.') ? withoutLinks(folded.text) : folded.text
  const found: PrivateData[] = []
  const note = (kind: PrivateKind, spans: readonly Span[]) => {
    const given = spans.filter(({ start, end }) => !isSaid(text.slice(start, end), sources))
    if (given.length > 0) found.push({ kind, spans: apart(given) })
  }
  const asTyped = ({ from, to }: Stretch) => spanOf(folded, from, to)
  if (/\d/.test(units)) {
    const accounts = accountsIn(units)
    const phones = phonesIn(units).filter(one => !accounts.some(({ from, to }) => one.from < to && from < one.to))
    note('phone', phones.map(asTyped))
    note('address', addressesIn(text, { ...folded, text: units }).map(asTyped))
    note('account', accounts.map(asTyped))
    note(
      'plate',
      platesIn(text).map(({ from, to }) => ({ start: from, end: to })),
    )
  }
  note('email', mailsIn(units, domains).map(asTyped))
  note('health', claimsIn(text, opened).map(asTyped))
  return found
}

const withoutLinks = (units: string) => units.replace(LINK, link => '_'.repeat(link.length))

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, '')

const isSaid = (piece: string, sources: readonly string[]) => sources.some(source => bare(source).includes(bare(piece)))
