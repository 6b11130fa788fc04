import pg from 'pg'

/** A connection of PostgreSQL as everything here uses one. */

/** Statements that are planned once a connection. Lists in queries make a text for each length, so there is an end to it. */
const STATEMENTS = 500

const [INT8, NUMERIC] = [20, 1700]
/** Counts, sums and times are numbers; none is beyond 2⁵³. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const names = new Map<string, string>()

/** PostgreSQL’s text has no U+0000. What readers write is free of it (rules/text.ts); in the name of something it stands for nothing that is there. */
const storable = (value: unknown) =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value

export interface ClientSettings extends pg.PoolConfig {
  /** Holds every client from its making to its end. */
  known?: Set<Client>
}

/** Has each statement planned once a connection, and again where a newer version has changed the table meanwhile. */
export class Client extends pg.Client {
  /** Raised when what is planned holds no more. */
  private plans = 0

  constructor(settings?: string | ClientSettings) {
    super(settings)
    const known = typeof settings === 'object' ? settings.known : undefined
    known?.add(this)
    this.on('end', () => known?.delete(this))
    // Whoever asks hears that it is lost; said to nobody, it would end the process.
    this.on('error', () => {})
  }

  // biome-ignore lint/suspicious/noExplicitAny: one of many forms of one method
  override query(...given: any[]): any {
    const [text, values, ...rest] = given
    const ask = super.query as (...all: unknown[]) => unknown
    if (typeof text !== 'string' || !Array.isArray(values) || !values.length) return ask.apply(this, given)
    if (!names.has(text) && names.size < STATEMENTS) names.set(text, `p${names.size}`)
    const name = names.get(text)
    const { plans } = this
    const asked = ask.call(
      this,
      { ...(name && { name: plans ? `${name}_${plans}` : name }), text, values: values.map(storable) },
      ...rest,
    )
    if (!(asked instanceof Promise)) return asked
    return asked.catch(error => {
      if (!isStalePlan(error)) throw error
      if (this.plans === plans) this.plans++
      // Within a transaction what went before is gone too: whoever began it begins again.
      if (this.getTransactionStatus() !== 'I') throw error
      return this.query(...given)
    })
  }

  /** Whoever waits for an answer hears that there will be none. */
  cut(): void {
    ;(this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  }
}

/** A newer version has changed a table since a statement was planned; done again, it is planned anew. */
export const isStalePlan = (error: unknown): boolean =>
  (error as { routine?: unknown } | null)?.routine === 'RevalidateCachedQuery'
