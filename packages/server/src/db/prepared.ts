import type { Compilable, CompiledQuery } from 'kysely'
import type { Reading } from './open.ts'

/** Stands in a query for a value that is known only when it runs. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is built and compiled once for each database instead of each time it runs, which costs several times the running: for the
 * path of a comment. `build` may do nothing with its values but hand them to the query. Every call gives all of them; there is no `undefined`.
 */
export function prepared<V extends object, R>(build: (db: Reading, values: V) => Compilable<R>) {
  const compiled = new WeakMap<object, CompiledQuery<R>>()
  return async (db: Reading, values: V): Promise<R[]> => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (!query) {
      const places = Object.fromEntries(Object.keys(values).map(name => [name, new Place(name)]))
      query = build(db, places as V).compile()
      compiled.set(adapter, query)
    }
    const parameters = query.parameters.map(one => (one instanceof Place ? values[one.name as keyof V] : one))
    const { rows } = await db.executeQuery<R>({ ...query, parameters })
    return rows
  }
}
