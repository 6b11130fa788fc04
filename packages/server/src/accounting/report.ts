import type { EuCategory } from '@parley/contract/house-rules.ts'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Reading } from '../db/open.ts'
import { ACT } from '../decisions/acts.ts'
import { ownCategories, rulesWithVersions } from '../house-rules/versions.ts'
import { wilson } from '../learning/report.ts'
import { VERSION } from '../version.ts'
import type { Cell } from './csv.ts'
import { median } from './numbers.ts'
import { categoryOf, RESTRICTIONS, type Restriction } from './sor.ts'
import { CATEGORY, type Category } from './sor-table.ts'

/** One table of the report, and one file. */
export interface Sheet {
  /** Names its file. */
  name: string
  title: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** What it counts, and what it cannot. */
  note: string
}

/** Milliseconds since 1970, UTC. */
export interface Period {
  from: number
  before: number
}

const HOUR = 3600_000
const DAY = 24 * HOUR
const hours = (times: readonly number[]) => {
  const middle = median(times)
  return middle === null ? null : Math.round((middle / HOUR) * 100) / 100
}
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)
const share = (value: number) => Math.round(value * 10_000) / 10_000

/**
 * The yearly transparency report, in the order of the templates' parts (Implementing Regulation 2024/2835, Annex I; DSA Art. 15 and 24(1)).
 * Everything is counted by the day it came in or was decided; what was decided after the period is open in it. Parts 8 and 9 are for very
 * large platforms only.
 */
export async function transparencyReport(
  db: Reading,
  { site, siteName, url }: Pick<Config, 'site' | 'siteName' | 'url'>,
  { from, before, now }: Period & { now: number },
): Promise<Sheet[]> {
  const period = { from, before }
  const reports = await reportsIn(db, site, period)
  const measures = await measuresIn(db, site, period)
  const rules = await rulesWithVersions(db, site)
  const own = await ownCategories(db, site)
  return [
    {
      name: '1-identification',
      title: 'Identification of the report',
      columns: ['indicator', 'value'],
      rows: [
        ['service', siteName],
        ['address', url],
        ['first day', isoDay(from)],
        ['last day', isoDay(before - DAY)],
        ['made on', isoDay(now)],
        ['made with', `Parley ${VERSION}`],
      ],
      note: 'To be published within two months after the year, and kept for five years.',
    },
    await ordersSheet(db, site, period),
    noticesSheet(
      reports.filter(({ ground }) => ground === 'illegal'),
      own,
    ),
    rulesSheet(
      reports.filter(({ ground }) => ground !== 'illegal'),
      rules.map(({ id }) => id),
    ),
    ownSheet(measures, { illegal: true, own }),
    ownSheet(measures, { illegal: false, own }),
    await complaintsSheet(db, site, { period, measures }),
    await machineSheet(db, site, { period, measures }),
    {
      name: '10-qualitative',
      title: 'In words',
      columns: ['topic', 'words'],
      rows: [
        [
          'own initiative',
          'Comments are scored by software before publication under the house rules; what it holds, and what readers report, people decide.',
        ],
        [
          'automated means',
          `Software nudges writers, holds comments for a person, and refuses blatant advertising and hatred. ${
            measures.some(({ automated }) => automated === 1)
              ? 'A second check takes comments that it finds to break a house rule out of sight until a person has looked.'
              : 'It restricts nothing that others could read.'
          }`,
        ],
        [
          'safeguards',
          'Each restriction gets a statement of reasons that can be appealed against for six months; another person decides on the appeal.',
        ],
        ['training and help for staff', null],
      ],
      note: 'Words to begin with. Whoever publishes the report answers for them.',
    },
  ]
}

// ---- what authorities order

const ORDERS = {
  remove: 'to act against illegal content',
  information: 'to give information',
  'terrorist-content': 'to remove terrorist content within one hour (Regulation 2021/784)',
}

/** By kind and Member State. Receipt counts by the first answer that a person has written down as sent. Source: DSA Art. 15(1)(a). */
async function ordersSheet(db: Reading, site: string, { from, before }: Period): Promise<Sheet> {
  const rows = await db
    .selectFrom('orders as o')
    .select(['o.kind', 'o.country', 'o.received_at', 'o.effect_at'])
    .select(
      sql<number>`(select count(*) from order_comments x where x.site = o.site and x.order_id = o.id)`.as('comments'),
    )
    .select(
      sql<number | null>`(select min(a.at) from order_answers a where a.site = o.site and a.order_id = o.id)`.as(
        'answered',
      ),
    )
    .select(
      sql<number>`(select count(*) from order_answers a where a.site = o.site and a.order_id = o.id and a.kind = 'refused'
        and a.at < ${before})`.as('refused'),
    )
    .where('o.site', '=', site)
    .where('o.received_at', '>=', from)
    .where('o.received_at', '<', before)
    .execute()
  const inTime = (at: number | null) => (at !== null && Number(at) < before ? Number(at) : null)
  const middle = (some: typeof rows, of: (row: (typeof rows)[number]) => number | null) =>
    hours(
      some.flatMap(row => {
        const at = inTime(of(row))
        return at === null ? [] : [at - Number(row.received_at)]
      }),
    )
  const cells = (some: typeof rows): Cell[] => [
    some.length,
    some.reduce((sum, row) => sum + Number(row.comments), 0),
    some.filter(row => inTime(row.effect_at) !== null).length,
    some.filter(row => Number(row.refused) > 0).length,
    middle(some, row => row.answered),
    middle(some, row => row.effect_at),
  ]
  return {
    name: '2-orders',
    title: 'Orders of Member States',
    columns: [
      'orders',
      'Member State',
      'number',
      'comments that they are about',
      'given effect',
      'not followed',
      'median hours to confirm receipt',
      'median hours to give effect',
    ],
    rows: Object.entries(ORDERS).flatMap(([kind, said]) => {
      const some = rows.filter(row => row.kind === kind)
      const states = [...Map.groupBy(some, row => row.country)].sort(([a], [b]) => a.localeCompare(b))
      return [[said, 'all', ...cells(some)], ...states.map(([state, few]): Cell[] => [said, state, ...cells(few)])]
    }),
    note: 'As they were entered at the desk. An order that no one has entered is not here.',
  }
}

// ---- what readers report

interface ReportRow {
  ground: string
  at: number
  decided_at: number | null
  outcome: 'upheld' | 'refused' | 'withdrawn' | null
  decided: string | null
  automated: number | null
  flagger: string | null
  /** Whether whoever made it named a source; SQLite says so by a number. */
  sourced: unknown
}

/** Reports that came in within the period; what was decided after it is still open. */
async function reportsIn(db: Reading, site: string, { from, before }: Period): Promise<ReportRow[]> {
  const rows = await db
    .selectFrom('reports as p')
    .leftJoin('decisions as d', join =>
      join.onRef('d.site', '=', 'p.site').onRef('d.story', '=', 'p.story').onRef('d.id', '=', 'p.decision'),
    )
    .select(['p.ground', 'p.at', 'p.decided_at', 'p.outcome', 'p.flagger', 'd.ground as decided', 'd.automated'])
    .select(eb => eb('p.source', 'is not', null).as('sourced'))
    .where('p.site', '=', site)
    .where('p.at', '>=', from)
    .where('p.at', '<', before)
    .execute()
  return rows.map(row =>
    row.decided_at !== null && row.decided_at < before
      ? row
      : { ...row, decided_at: null, outcome: null, decided: null, automated: null },
  )
}

const timesOf = (rows: readonly { at: number; decided_at: number | null }[]) =>
  rows.flatMap(({ at, decided_at }) => (decided_at === null ? [] : [decided_at - at]))

/** A row for every category and one for all of them. */
function byCategory<R>(rows: readonly R[], of: (row: R) => Category, cells: (some: readonly R[]) => Cell[]): Cell[][] {
  const some = Map.groupBy(rows, of)
  return [...CATEGORY.map(category => [category, ...cells(some.get(category) ?? [])]), ['total', ...cells(rows)]]
}

/** What the newsroom's own rules are, by their ids. */
type Own = ReadonlyMap<string, EuCategory>

function noticesSheet(notices: readonly ReportRow[], own: Own): Sheet {
  const count = (rows: readonly ReportRow[], is: (row: ReportRow) => boolean) => rows.filter(is).length
  return {
    name: '3-notices',
    title: 'Notices of illegal content (Article 16)',
    columns: [
      'category',
      'notices',
      'acted on by law',
      'acted on by the house rules',
      'refused',
      'withdrawn by its author first',
      'open',
      'decided by software alone',
      'median hours to the decision',
      'of trusted flaggers',
      'of trusted flaggers, acted on',
      'of trusted flaggers, median hours',
    ],
    rows: byCategory(
      notices,
      ({ decided }) => (decided === null ? 'STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE' : categoryOf(decided, own)),
      rows => [
        rows.length,
        count(rows, ({ outcome, decided }) => outcome === 'upheld' && decided === 'illegal'),
        count(rows, ({ outcome, decided }) => outcome === 'upheld' && decided !== 'illegal'),
        count(rows, ({ outcome }) => outcome === 'refused'),
        count(rows, ({ outcome }) => outcome === 'withdrawn'),
        count(rows, ({ outcome }) => outcome === null),
        count(rows, ({ automated }) => automated === 1),
        hours(timesOf(rows)),
        count(rows, ({ flagger }) => flagger !== null),
        count(rows, ({ flagger, outcome }) => flagger !== null && outcome === 'upheld'),
        hours(timesOf(rows.filter(({ flagger }) => flagger !== null))),
      ],
    ),
    note: 'By the category of what was decided; what was refused or is open has none.',
  }
}

/** Retired rules have their rows too: somebody may have reported under them. */
function rulesSheet(reports: readonly ReportRow[], rules: readonly string[]): Sheet {
  const some = Map.groupBy(reports, ({ ground }) => ground)
  const cells = (rows: readonly ReportRow[]): Cell[] => [
    rows.length,
    rows.filter(({ outcome }) => outcome === 'upheld').length,
    rows.filter(({ outcome }) => outcome === 'refused').length,
    rows.filter(({ outcome }) => outcome === 'withdrawn').length,
    rows.filter(({ outcome }) => outcome === null).length,
    rows.filter(({ sourced }) => sourced).length,
    hours(timesOf(rows)),
  ]
  return {
    name: '3b-reports-under-the-rules',
    title: 'Readers’ reports under the house rules',
    columns: [
      'rule',
      'reports',
      'upheld',
      'refused',
      'withdrawn by its author first',
      'open',
      'that name a source',
      'median hours to the decision',
    ],
    rows: [...rules.map(id => [id, ...cells(some.get(id) ?? [])]), ['total', ...cells(reports)]],
    note: 'They are no notices in the sense of Article 16; measures that followed count as own initiative.',
  }
}

// ---- what was restricted

interface Measure {
  act: string
  ground: string | null
  source: 'own' | 'report' | 'notice' | 'order'
  automated: number
  detected: number
  back: number
}

/** What was done to comments and their authors, and whether it has been taken back since. */
async function measuresIn(db: Reading, site: string, { from, before }: Period): Promise<Measure[]> {
  const rows = await db
    .selectFrom('decisions as d')
    .select(['d.act', 'd.ground', 'd.source', 'd.automated', 'd.detected'])
    .select(
      sql<number>`case when exists (select 1 from decisions r where r.site = d.site and r.reverses = d.id) then 1 else 0 end`.as(
        'back',
      ),
    )
    .where('d.site', '=', site)
    .where('d.at', '>=', from)
    .where('d.at', '<', before)
    .execute()
  return rows.filter(({ act }) => ACT[act]?.restricts)
}

const OWN = Object.entries(RESTRICTIONS).filter((one): one is [string, Restriction] => one[1] !== null)

function ownSheet(measures: readonly Measure[], { illegal, own }: { illegal: boolean; own: Own }): Sheet {
  const some = measures.filter(
    ({ act, source, ground }) =>
      source !== 'notice' &&
      source !== 'order' &&
      (ground === 'illegal') === illegal &&
      (act === 'warn' || OWN.some(([is]) => is === act)),
  )
  const count = (rows: readonly Measure[], is: (row: Measure) => boolean) => rows.filter(is).length
  return {
    name: illegal ? '4-own-initiative-illegal' : '5-own-initiative-rules',
    title: illegal ? 'Own initiative: illegal content' : 'Own initiative: house rules',
    columns: [
      'category',
      'measures',
      'software had pointed at it',
      'readers had reported it',
      'found by staff alone',
      'decided by software alone',
      ...OWN.map(([, { name }]) => name),
      'warned',
      'taken back since',
    ],
    rows: byCategory(
      some,
      ({ ground }) => categoryOf(ground, own),
      rows => [
        rows.length,
        count(rows, ({ detected }) => detected === 1),
        count(rows, ({ detected, source }) => detected === 0 && source === 'report'),
        count(rows, ({ detected, source }) => detected === 0 && source === 'own'),
        count(rows, ({ automated }) => automated === 1),
        ...OWN.map(([act]) => count(rows, row => row.act === act)),
        count(rows, ({ act }) => act === 'warn'),
        count(rows, ({ back }) => back === 1),
      ],
    ),
    note: 'One statement of reasons for each. What followed a notice is counted with the notices. A warning restricts nothing.',
  }
}

// ---- objections and repeated misuse

async function complaintsSheet(
  db: Reading,
  site: string,
  { period: { from, before }, measures }: { period: Period; measures: readonly Measure[] },
): Promise<Sheet> {
  const found = await db
    .selectFrom('appeals')
    .select(['side', 'at', 'decided_at', 'outcome'])
    .where('site', '=', site)
    .where('at', '>=', from)
    .where('at', '<', before)
    .execute()
  const appeals = found.map(row =>
    row.decided_at !== null && row.decided_at < before ? row : { ...row, decided_at: null, outcome: null },
  )
  const day = isoDay(before)
  const disputed = (
    await db
      .selectFrom('disputes')
      .select(['opened', 'closed', 'outcome', 'followed'])
      .where('site', '=', site)
      .where('opened', '>=', isoDay(from))
      .where('opened', '<', day)
      .execute()
  ).map(row => (row.closed !== null && row.closed < day ? row : { ...row, closed: null, outcome: null }))
  const ended = (outcome: string) => disputed.filter(row => row.outcome === outcome).length
  const cells = (rows: typeof appeals): Cell[] => [
    rows.length,
    rows.filter(({ outcome }) => outcome === 'upheld').length,
    rows.filter(({ outcome }) => outcome === 'reversed').length,
    rows.filter(({ outcome }) => outcome === null).length,
    hours(timesOf(rows)),
  ]
  const suspended = (is: (row: Measure) => boolean): Cell[] => [measures.filter(is).length, null, null, null, null]
  return {
    name: '6-complaints-and-suspensions',
    title: 'Complaints, disputes and suspensions',
    columns: ['indicator', 'number', 'decision kept', 'decision reversed', 'open', 'median hours to the decision'],
    rows: [
      ['complaints of authors', ...cells(appeals.filter(({ side }) => side === 'author'))],
      ['complaints of reporters', ...cells(appeals.filter(({ side }) => side === 'reporter'))],
      ['complaints, all', ...cells(appeals)],
      [
        'disputes before certified bodies',
        disputed.length,
        ended('kept'),
        ended('reversed') + ended('partly'),
        disputed.length - disputed.filter(({ outcome }) => outcome !== null).length,
        hours(
          disputed.flatMap(({ opened, closed }) => (closed === null ? [] : [Date.parse(closed) - Date.parse(opened)])),
        ),
      ],
      ['disputes settled or ended without an outcome', ended('settled') + ended('none'), null, null, null, null],
      [
        'outcomes of disputes that were followed',
        disputed.filter(({ outcome, followed }) => outcome !== null && followed === 1).length,
        null,
        null,
        null,
        null,
      ],
      [
        'suspensions for manifestly illegal content',
        ...suspended(({ act, ground }) => (act === 'suspend' || act === 'ban') && ground === 'illegal'),
      ],
      ['suspensions for manifestly unfounded notices', ...suspended(({ act }) => act === 'pause-reports')],
      ['suspensions for manifestly unfounded complaints', ...suspended(() => false)],
    ],
    note: 'Disputes count by the day on which they were opened; their hours are whole days. Parley suspends nobody for complaining: each decision can be appealed against once.',
  }
}

// ---- machines

async function machineSheet(
  db: Reading,
  site: string,
  { period: { from, before }, measures }: { period: Period; measures: readonly Measure[] },
): Promise<Sheet> {
  // A text in which two heads were found counts once, and is upheld if one of them was.
  const texts = await db
    .selectFrom('examples')
    .select(['language', sql<number>`max(label)`.as('upheld')])
    .where('site', '=', site)
    .where('at', '>=', from)
    .where('at', '<', before)
    .where('source', '<>', 'suggestion')
    .where('head', 'is not', null)
    .where('asked', 'in', ['nudge', 'hold', 'refuse'])
    .groupBy(['language', 'comment', 'revision'])
    .execute()
  const accuracy = (name: string, rows: readonly { upheld: number }[]): Cell[] => {
    const upheld = rows.filter(row => Number(row.upheld) === 1).length
    const { low, high } = rows.length ? wilson(upheld, rows.length) : { low: 0, high: 0 }
    const shares = rows.length ? [upheld / rows.length, low, high].map(share) : [null, null, null]
    return [name, rows.length, upheld, ...shares]
  }
  const detected = measures.filter(row => row.detected === 1)
  const wrong = detected.filter(row => row.back === 1).length
  const languages = [...Map.groupBy(texts, ({ language }) => language ?? 'unknown')].sort(([a], [b]) =>
    a.localeCompare(b),
  )
  return {
    name: '7-automated-means',
    title: 'Automated means and how right they are',
    columns: ['indicator', 'number', 'of them right', 'share', 'at least (95 %)', 'at most (95 %)'],
    rows: [
      ...languages.map(([language, rows]) =>
        accuracy(`pointed at and looked at by a person, language ${language}`, rows),
      ),
      accuracy('pointed at and looked at by a person, all languages', texts),
      [
        'measures that software had pointed at, not taken back since',
        detected.length,
        detected.length - wrong,
        detected.length ? share((detected.length - wrong) / detected.length) : null,
        null,
        null,
      ],
      [
        'measures decided by software alone',
        measures.filter(row => row.automated === 1).length,
        null,
        null,
        null,
        null,
      ],
    ],
    note: 'Right is what moderators upheld. Only what people have looked at is here: held and reported comments far more than others.',
  }
}
