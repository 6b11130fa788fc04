import type { Compilable, CompiledQuery } from 'kysely'
import type { Reading } from './open.ts'

/** Stands in a query for a value that is known only when it runs. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Runs the text of a query at once. */
type Run = (text: string, parameters: readonly unknown[]) => unknown[]
/** How the databases do that which are in this process, by their adapters: they need no connection from a pool, and nobody waits for the answer. */
export const atOnce = new WeakMap<object, Run>()

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
    const run = atOnce.get(adapter)
    return run ? (run(query.sql, parameters) as R[]) : (await db.executeQuery<R>({ ...query, parameters })).rows
  }
}
