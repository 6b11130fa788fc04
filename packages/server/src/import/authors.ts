import { createHash, createHmac } from 'node:crypto'
import { cleanName, NAME_GRAPHEMES, nameSkeleton } from '@parley/rules/names.ts'
import type { Config } from '../config.ts'
import { idAt } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'
import { claimName } from '../readers/names.ts'
import type { AuthorRecord } from './records.ts'

/** Nobody's: stands behind comments that were deleted there, and is never shown. */
export const FORMER: AuthorRecord = { account: null, name: 'Former reader', email: '' }

/**
 * Who an author is here: the account of the other system, or for a guest a keyed hash of name and address.
 * The address itself is nowhere kept, and the hash says nothing to whom has not the newsroom's secret.
 */
export function subjectOf(config: Config, source: string, author: AuthorRecord): string {
  if (author === FORMER) return `${source}-former`
  if (author.account !== null && author.account.length <= 200) return `${source}:${author.account}`
  const guest = JSON.stringify([author.account, author.name, author.email.toLowerCase()])
  return `${source}-guest:${createHmac('sha256', config.secret).update(`import ${guest}`).digest('base64url')}`
}

/** Names that more than one had, with the last number that was put behind each: so ten thousand Guests are not ten thousand searches each. */
export type Numbers = Map<string, number>

/** An author with the time of the first comment that was met. */
export interface Writer {
  subject: string
  author: AuthorRecord
  at: number
}

/**
 * Finds or makes the reader behind each writer; answers ids by subject. What a new reader cannot be called is told to `refused`.
 * Readers of an import have no address and cannot sign in.
 */
export async function readersFor(
  tx: Tx,
  config: Config,
  writers: readonly Writer[],
  { numbers, refused }: { numbers: Numbers; refused: (name: string) => void },
): Promise<{ ids: Map<string, string>; created: number }> {
  const { site } = config
  const wanted = new Map<string, Writer>()
  for (const writer of writers)
    if (writer.at < (wanted.get(writer.subject)?.at ?? Infinity)) wanted.set(writer.subject, writer)
  if (!wanted.size) return { ids: new Map(), created: 0 }
  const known = await tx
    .selectFrom('readers')
    .select(['id', 'subject'])
    .where('site', '=', site)
    .where('subject', 'in', [...wanted.keys()])
    .execute()
  const ids = new Map(known.map(row => [row.subject, row.id]))
  let created = 0
  for (const { subject, author, at } of wanted.values()) {
    if (ids.has(subject)) continue
    const { name, skeleton, neutral } = await freeName(tx, config, { subject, wanted: author.name, numbers })
    if (neutral) refused(author.name)
    const id = idAt('r', at)
    await tx
      .insertInto('readers')
      .values({ site, id, subject, email: null, name, skeleton, role: 'reader', created_at: at, banned_at: null })
      .execute()
    ids.set(subject, id)
    created++
  }
  return { ids, created }
}

/** Some guests gave their address for a name. */
const ADDRESS = /\S@\S+\.\S/

async function freeName(
  tx: Tx,
  config: Config,
  { subject, wanted, numbers }: { subject: string; wanted: string; numbers: Numbers },
) {
  try {
    if (ADDRESS.test(wanted)) throw new Refusal('name.characters')
    return { ...(await numbered(tx, config, { wanted, numbers })), neutral: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const number = 10_000 + (createHash('sha256').update(subject).digest().readUInt32BE() % 90_000)
    return { ...(await numbered(tx, config, { wanted: `Reader ${number}`, numbers })), neutral: true }
  }
}

async function numbered(tx: Tx, config: Config, { wanted, numbers }: { wanted: string; numbers: Numbers }) {
  const name = cut(cleanName(wanted), NAME_GRAPHEMES.max)
  const look = nameSkeleton(name)
  const last = numbers.get(look)
  const number = ` ${(last ?? 0) + 1}`
  const next = last === undefined ? name : cut(name, NAME_GRAPHEMES.max - number.length) + number
  const claimed = await claimName(tx, config, { wanted: next, reader: null, staff: false, taken: 'number' })
  if (last !== undefined) numbers.set(look, last + 1)
  else if (claimed.name !== name) numbers.set(look, Number(/\d+$/.exec(claimed.name)?.[0] ?? 1))
  return claimed
}

/** At most so many characters, as a reader counts them. */
function cut(name: string, most: number): string {
  if (name.length <= most) return name
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)]
    .slice(0, most)
    .map(({ segment }) => segment)
    .join('')
    .trim()
}
