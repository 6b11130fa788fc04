import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './open.ts'

/** Keys begin with site and story, so that the tables can be spread over machines by story: docs/scale.md says how, and this that it is so. */

/** Why a key does not begin with its site. */
const NOT_BY_SITE: Record<string, string> = {
  sessions: 'found by what its reader alone knows',
  sign_in_codes: 'found by what its reader alone knows',
  jobs: 'taken by kind and time; the site is a condition',
  findable: 'the search’s own row number',
}
/** Why a table that names a story does not have it in its key. */
const NOT_BY_STORY: Record<string, string> = {
  anchors: 'the order of a site’s stories',
  appeals: 'numbered for the site',
  statements: 'numbered for the site without a gap',
  examples: 'many are of no story',
  order_comments: 'an order is about comments of many stories',
  watches: 'of who watches',
}

interface Table {
  name: string
  columns: string[]
  primary: string[]
  unique: string[][]
}

const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
let tables: Table[]
beforeAll(async () => {
  const { read, close } = await openDatabase(join(folder, 'parley.sqlite'))
  const all = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(read)).rows
  const names = await all(sql<{ name: string }>`select name from sqlite_master where type = 'table'
    and name not like 'sqlite%' and name not like 'kysely%' and name not like '%finder%' order by name`)
  tables = await Promise.all(
    names.map(async ({ name }) => {
      const columns = await all(sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${name})`)
      const keys = await all(sql<{ columns: string }>`select group_concat(c.name) as columns
        from pragma_index_list(${name}) i join pragma_index_info(i.name) c where i."unique" and i.origin <> 'pk' group by i.name`)
      return {
        name,
        columns: columns.map(column => column.name),
        primary: columns
          .filter(({ pk }) => pk)
          .toSorted((a, b) => a.pk - b.pk)
          .map(column => column.name),
        unique: keys.map(key => key.columns.split(',')),
      }
    }),
  )
  await close()
})
afterAll(() => rmSync(folder, { recursive: true }))

const named = (list: readonly Table[]) => list.map(({ name }) => name)

describe('keys', () => {
  it('begin with the site, but for those that are named here', () => {
    expect(named(tables.filter(({ primary }) => primary[0] !== 'site'))).toEqual(Object.keys(NOT_BY_SITE).toSorted())
  })

  it('have the story in them wherever a table names one, right behind the site where it is what a row is of', () => {
    const ofStories = tables.filter(({ columns }) => columns.includes('story'))
    const without = ofStories.filter(({ primary }) => !primary.includes('story'))
    expect(named(without)).toEqual(Object.keys(NOT_BY_STORY).toSorted())
    const second = ofStories.filter(({ primary }) => primary[1] === 'story')
    // Of its receiver first: what one has not taken is asked for by that.
    expect(named(ofStories.filter(one => !without.includes(one) && !second.includes(one)))).toEqual(['webhook_outbox'])
  })

  describe('and docs/scale.md', () => {
    const text = readFileSync(fileURLToPath(new URL('../../../../docs/scale.md', import.meta.url)), 'utf8')
    const told = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!)
    const spread = told(/create_distributed_table\('(\w+)'/g)

    it('spreads every table that has the story in its key, and the stories themselves', () => {
      const byStory = tables.filter(({ name, primary }) => name === 'stories' || primary.includes('story'))
      expect(spread.toSorted()).toEqual(named(byStory))
    })
    it('says of each other table where it is', () => {
      const [, section] = /## Spread over machines\n([\s\S]*?)\n## /.exec(text)!
      for (const { name } of tables) expect(section).toMatch(new RegExp(`[\`']${name}[\`']`))
    })
    it('names each unique key that would have to go first', () => {
      const without = tables
        .filter(({ name }) => spread.includes(name))
        .flatMap(({ name, unique }) =>
          unique
            .filter(key => !key.includes(name === 'stories' ? 'id' : 'story'))
            .map(key => `${name} (${key.join(', ')})`),
        )
      expect(without.length).toBeGreaterThan(0)
      for (const key of without) expect(text).toContain(`\`${key}\``)
    })
  })
})
