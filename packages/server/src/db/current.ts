/** What a start knows of a database, and of the machine. */
export interface Current {
  schema: readonly string[]
  knownSchema: readonly string[]
  now: number
  released: number
}

/** Refuses a database that a newer version has written, and a clock that cannot be right. Throws an Error whose message says what to do. */
export function assertCurrent({ schema, knownSchema, now, released }: Current): void {
  const newer = schema.filter(name => !knownSchema.includes(name))
  if (newer.length)
    throw new Error(
      `the database was written by a newer Parley (${newer.join(', ')}); install that version, or restore a backup`,
    )
  if (now < released)
    throw new Error(
      `the machine's clock says ${new Date(now).toISOString()}, which is before this version was made; set the clock`,
    )
}
