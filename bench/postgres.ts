import setup from '../packages/server/src/testing-postgres.ts'
import { signInAt } from '../packages/server/src/testing-process.ts'
import type { Part } from './figures.ts'
import { type Pace, serve, stop } from './load.ts'
import { builtPages, growth, type Site, whilePosting } from './reading.ts'
import { makeSite } from './rows.ts'
import { postgresLoop, statementsOf } from './sql.ts'

const SIZES = [100, 100_000]
/** What is promised of readers on SQLite may be so many times as much here. */
const TIMES = 3

/**
 * The same for readers on PostgreSQL: a server that npm brings, or that of PARLEY_TEST_POSTGRES_URL. The former does not wait for its disk, so what
 * posting takes there is not told.
 */
export async function* onPostgres(data: string, pace: Pace): AsyncGenerator<Part> {
  let database = ''
  const end = await setup({
    provide: (_name: string, url: string) => {
      database = url
    },
  } as Parameters<typeof setup>[0])
  try {
    await makeSite(database, { sizes: SIZES, singles: 0 })
    const server = await serve(data, { PARLEY_DATABASE_URL: database, PARLEY_SECRET: 'x'.repeat(43) })
    const site: Site = { ...server, sizes: SIZES, singles: 0 }
    const token = await signInAt(site.url, 'bench')
    const built = await builtPages(site, site, pace, async paths =>
      postgresLoop(database, await statementsOf(database, paths)),
    )
    const shares = built.rows.filter(({ ratio }) => ratio?.to === 'of bare SQL').map(({ ratio }) => 100 * ratio!.value)
    const share = 'a built page of 50, share of a bare pg loop, by processor time'
    yield threefold(built, [{ no: 11, what: share, atLeast: 50, unit: '%', value: Math.min(...shares) }])
    yield threefold(await whilePosting(site, pace, token))
    const grown = await growth(site, pace, token)
    yield threefold({ ...grown, rows: grown.rows.filter(({ what }) => !what.startsWith('a post')) })
    await stop(server)
  } finally {
    await end()
  }
}

/** A part with what was asked of it on SQLite made thrice as easy. */
const threefold = ({ title, rows, asked }: Part, more: Part['asked'] = []): Part => ({
  title: `PostgreSQL: ${title}`,
  rows,
  asked: [
    ...more,
    ...asked.map(({ no, what, atMost, atLeast, ...one }) => ({
      ...{ ...one, no: 11, what: `row ${no} on PostgreSQL: ${what}` },
      ...(atMost !== undefined && { atMost: atMost * TIMES }),
      ...(atLeast !== undefined && { atLeast: atLeast / TIMES }),
    })),
  ],
})
