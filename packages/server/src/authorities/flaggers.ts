import type { Flagger, KeepFlagger } from '@parley/contract/authorities.ts'
import { authorities } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import { cleanText } from '@parley/rules/text.ts'
import { type Selectable, sql } from 'kysely'
import { median } from '../accounting/numbers.ts'
import type { App } from '../app.ts'
import { settle } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { cleanEmail } from '../readers/email.ts'

type FlaggerRow = Selectable<Tables['flaggers']>

const HOUR = 3600_000
/** So many references stand in a letter to the coordinator. */
const REFERENCES = 50

/** Whether the status holds on a day. Pure. */
export const holdsOn = (
  { since, until, suspended }: Pick<FlaggerRow, 'since' | 'until' | 'suspended'>,
  day: string,
): boolean => !suspended && since <= day && (until === null || day <= until)

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The list as it holds now, by name. */
const lastOnes = (db: Reading, site: string): Promise<FlaggerRow[]> =>
  db
    .selectFrom('flaggers as f')
    .selectAll('f')
    .where('f.site', '=', site)
    .where(sql<boolean>`f.version = (select max(x.version) from flaggers x where x.site = f.site and x.id = f.id)`)
    .orderBy('f.name')
    .execute()

/**
 * The trusted flagger as which a reader reports, if he does: he has proved its address by a code, so nobody else can, and its status holds.
 * An address in a newspaper's own token proves nothing here. Source: DSA Art. 22(1).
 */
export async function flaggerOf(
  app: Pick<App, 'config' | 'clock'>,
  db: Reading,
  reader: string,
): Promise<string | null> {
  const { site } = app.config
  const who = await db
    .selectFrom('readers')
    .select('subject')
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirst()
  if (!who?.subject.startsWith('mail:')) return null
  const email = who.subject.slice('mail:'.length)
  const flagger = (await lastOnes(db, site)).find(one => one.email === email)
  return flagger && holdsOn(flagger, dayOf(app.clock())) ? flagger.id : null
}

/** Adds a trusted flagger, or changes what holds of one. Rows are only ever added. Throws Refusal: flagger.unknown, flagger.twice, email.invalid. */
export async function keepFlagger(
  app: App,
  who: ReaderVisitor,
  { id, ...kept }: KeepFlagger & { id: string | null },
): Promise<Flagger> {
  const { site } = app.config
  const email = cleanEmail(kept.email)
  const at = app.clock()
  const row = await app.db.tx(async tx => {
    const all = await lastOnes(tx, site)
    const before = all.find(one => one.id === id)
    if (id !== null && !before) throw new Refusal('flagger.unknown')
    if (all.some(one => one.email === email && one.id !== id)) throw new Refusal('flagger.twice')
    const row: FlaggerRow = {
      site,
      id: id ?? newId('f', at),
      version: Number(before?.version ?? 0) + 1,
      name: cleanText(kept.name).trim(),
      awarded_by: cleanText(kept.awardedBy).trim(),
      email,
      since: kept.since,
      until: kept.until,
      suspended: Number(kept.suspended),
      note: cleanText(kept.note).trim(),
      by: who.id,
      at,
    }
    await settle(tx, 'flaggers', row)
    return row
  })
  return toldFlagger(app, row)
}

/** All of them with how their reports have turned out. */
export async function flaggersAtDesk(app: App): Promise<Flagger[]> {
  return Promise.all((await lastOnes(app.db.read, app.config.site)).map(row => toldFlagger(app, row)))
}

async function toldFlagger(app: App, row: FlaggerRow): Promise<Flagger> {
  const reports = await app.db.read
    .selectFrom('reports')
    .select(['reference', 'at', 'decided_at', 'outcome'])
    .where('site', '=', row.site)
    .where('flagger', '=', row.id)
    .orderBy('id', 'desc')
    .execute()
  const count = (outcome: (typeof reports)[number]['outcome']) => reports.filter(one => one.outcome === outcome).length
  const middle = median(reports.flatMap(one => (one.decided_at === null ? [] : [one.decided_at - one.at])))
  const numbers = {
    reports: reports.length,
    upheld: count('upheld'),
    refused: count('refused'),
    open: count(null),
    medianHours: middle === null ? null : Math.round((middle / HOUR) * 100) / 100,
  }
  const refused = reports.filter(one => one.outcome === 'refused').slice(0, REFERENCES)
  return {
    id: row.id,
    name: row.name,
    awardedBy: row.awarded_by,
    email: row.email,
    since: row.since,
    until: row.until,
    suspended: row.suspended === 1,
    note: row.note,
    active: holdsOn(row, dayOf(app.clock())),
    ...numbers,
    misuse: misuseLetter(app, row, { ...numbers, references: refused.map(one => one.reference) }),
  }
}

/** To the coordinator that awarded the status, with the numbers; a person adds what was wrong, and sends it. Source: DSA Art. 22(6). */
function misuseLetter(
  { config: { language, siteName } }: App,
  row: FlaggerRow,
  {
    references,
    medianHours,
    ...numbers
  }: Pick<Flagger, 'reports' | 'upheld' | 'refused' | 'open' | 'medianHours'> & { references: readonly string[] },
): string {
  const told = (key: keyof typeof authorities, values = {}) => say(authorities, language, key, values)
  const decided = numbers.upheld + numbers.refused
  const whole = new Intl.NumberFormat(language)
  return told('flagger.misuse', {
    site: siteName,
    name: row.name,
    awarded: row.awarded_by,
    reports: whole.format(numbers.reports),
    upheld: whole.format(numbers.upheld),
    refused: whole.format(numbers.refused),
    open: whole.format(numbers.open),
    share: decided
      ? new Intl.NumberFormat(language, { style: 'percent' }).format(numbers.refused / decided)
      : told('flagger.none'),
    hours: medianHours === null ? told('flagger.none') : told('flagger.hours', { hours: String(medianHours) }),
    references: references.join('\n') || told('flagger.none'),
  })
}
