/**
 * Bugs that the harness must catch, or it is blind: the eight that reliability's last line names. Each is an exact piece of the product's source, and
 * what stands there instead while it is planted (planter.ts).
 */
export interface Plant {
  /** What somebody might have done. */
  said: string
  edits: { file: string; from: string; to: string }[]
  /** Caught by images of a power cut (images.ts); the others while processes are killed and disks fail (run.ts). */
  by: 'images' | 'run'
}

export const PLANTS: Record<string, Plant> = {
  'normal-sync': {
    said: 'synchronous=NORMAL, as the driver has it: a commit does not wait for the disk',
    by: 'images',
    edits: [
      {
        file: 'db/dialect/sqlite.ts',
        from: "handle.pragma('synchronous = FULL')",
        to: "handle.pragma('synchronous = NORMAL')",
      },
      { file: 'db/dialect/sqlite.ts', from: 'if (facts.synchronous !== 2)', to: 'if (facts.synchronous > 2)' },
    ],
  },
  'answer-before-commit': {
    said: 'writers are answered when their work is done, and the commit follows',
    by: 'run',
    edits: [
      {
        file: 'db/dialect/sqlite-open.ts',
        from: "      handle.exec('commit')\n",
        to: "      for (const answer of answers.splice(0)) answer()\n      await new Promise(next => setTimeout(next, 20))\n      handle.exec('commit')\n",
      },
    ],
  },
  'missing-unique-key': {
    said: 'the table of respects has no unique key',
    by: 'run',
    edits: [
      {
        file: 'db/migrations/0001-first.ts',
        from: 'reader text not null, at bigint not null,\n    primary key (site, story, comment, reader))',
        to: 'reader text not null, at bigint not null)',
      },
    ],
  },
  'lost-outbox-row': {
    said: 'now and then an event is not put into the outbox',
    by: 'run',
    edits: [
      {
        file: 'db/events.ts',
        from: 'toldAs(event.kind, event.data)) await putOut(tx, row)',
        to: 'toldAs(event.kind, event.data) && row.seq % 40 !== 39) await putOut(tx, row)',
      },
    ],
  },
  'replica-read-for-quota': {
    said: 'how many mails an address has had is read from a copy that lags behind',
    by: 'run',
    edits: [{ file: 'readers/codes.ts', from: 'const { n } = await tx\n', to: 'const { n } = await app.db.read\n' }],
  },
  'swallowed-fsync-error': {
    said: 'a failed commit is caught and forgotten',
    by: 'run',
    edits: [
      {
        file: 'db/dialect/sqlite-open.ts',
        from: "      handle.exec('commit')\n",
        to: "      try {\n        handle.exec('commit')\n      } catch {}\n",
      },
    ],
  },
  'non-atomic-token-use': {
    said: 'a token is looked for first, and noted as used after something else was waited for',
    by: 'run',
    edits: [
      {
        file: 'readers/sso.ts',
        from: '  return app.db.tx(async tx => {\n    const { site } = app.config\n    const now = app.clock()\n    try {',
        to: `  const used = await app.db.read.selectFrom('used_tokens').select('jti').where('jti', '=', claims.once).executeTakeFirst()
  if (used) throw new Refusal('session.refused')
  await new Promise(next => setTimeout(next, 20))
  return app.db.tx(async tx => {
    const { site } = app.config
    const now = app.clock()
    try {
      await tx.deleteFrom('used_tokens').where('jti', '=', claims.once).execute()`,
      },
    ],
  },
  'cache-without-user-key': {
    said: 'answers are kept by idempotency key, whoever’s it is',
    by: 'run',
    edits: [
      {
        file: 'comments/publish.ts',
        from: "    .where('reader', '=', reader)\n    .where('key', '=', key)",
        to: "    .where('key', '=', key)",
      },
    ],
  },
}
