import { existsSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { Reading } from '../db/open.ts'
import { lastBackup } from './backup.ts'
import { folderOf, freeOf, LOW, reserveOf } from './disk.ts'

/** One thing that the doctor looked at. `hint`: all runs well, and there is something to know. */
export interface Looked {
  what: string
  ok: boolean
  hint?: true
  said: string
}

const HOUR = 3600_000
const DAY = 24 * HOUR
/** A backup a day, and some time for it to be late. */
const BACKUP = 26 * HOUR

/** The disk under the database. */
export async function diskHealth(config: Config, free = freeOf): Promise<Looked[]> {
  const { share, bytes } = await free(folderOf(config))
  const said = `${Math.round(share * 100)} % free (${Math.round(bytes / 1e6)} MB)`
  const reserve = reserveOf(config)
  const kept = reserve !== null && existsSync(reserve)
  const room = kept ? ` Deleting ${reserve} gives ${config.reserve} MB at once.` : ''
  const disk = {
    what: 'disk',
    ok: share >= LOW,
    said: share >= LOW ? said : `${said}: make room before it is full, when nobody can write any more.${room}`,
  }
  if (reserve === null) return [disk]
  if (kept)
    return [disk, { what: 'reserve', ok: true, said: `${config.reserve} MB, to be deleted when the disk is full` }]
  const none = 'there is none; a running server makes it where the disk has room to spare (PARLEY_RESERVE_MB)'
  return [disk, { what: 'reserve', ok: true, hint: true, said: none }]
}

/** When the site was last saved. */
export async function backupHealth(db: Reading, site: string, now: number): Promise<Looked> {
  const at = await lastBackup(db, site)
  if (at === null)
    return {
      what: 'backup',
      ok: true,
      hint: true,
      said: 'none was made by “parley backup”; if nothing else saves the database, a broken disk takes everything (docs/keeping.md)',
    }
  const hours = Math.round((now - at) / HOUR)
  return {
    what: 'backup',
    ok: now - at <= BACKUP,
    said: `${new Date(at).toISOString()}, ${hours} h ago${now - at <= BACKUP ? '' : ': what was written since would be lost; does the job still run?'}`,
  }
}

/** What is on its way to somebody: mails and other jobs, and statements for the EU's database. */
export async function waitingHealth(db: Reading, { config, now }: { config: Config; now: number }): Promise<Looked[]> {
  const { site } = config
  const of = db.selectFrom('jobs').where('site', '=', site)
  const count = ({ n }: { n: string | number | bigint }) => Number(n)
  const waiting = await of
    .select(eb => eb.fn.countAll().as('n'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
    .then(count)
  const stuck = await of
    .select(['kind', 'error'])
    .select(eb => eb.fn.countAll().as('n'))
    .where('done_at', 'is', null)
    .where('attempts', '>', 1)
    .where('error', 'is not', null)
    .groupBy(['kind', 'error'])
    .execute()
  const lost = await of
    .select(eb => eb.fn.countAll().as('n'))
    .where('done_at', '>', now - 7 * DAY)
    .where('error', 'is not', null)
    .executeTakeFirstOrThrow()
    .then(count)
  const faults = [
    ...stuck.map(({ kind, error, n }) => `${n} of ${kind} tried again and again (${error})`),
    ...(lost ? [`${lost} given up in the last week`] : []),
  ]
  const looked: Looked[] = [
    {
      what: 'mail and jobs',
      ok: faults.length === 0,
      said: [
        `${waiting} waiting${waiting && !config.smtpUrl ? ' (mails wait for PARLEY_SMTP_URL)' : ''}`,
        ...faults,
      ].join('; '),
    },
  ]
  const late = await db
    .selectFrom('erasures')
    .select(eb => eb.fn.countAll().as('n'))
    .where('site', '=', site)
    .where('done_at', 'is', null)
    .where('at', '<', now - DAY)
    .executeTakeFirstOrThrow()
    .then(count)
  if (late)
    looked.push({
      what: 'erasures',
      ok: false,
      said: `${late} begun more than a day ago and not done; a running server goes on with them, and its log says what stops it`,
    })
  if (!config.sor) return looked
  const refused = await db
    .selectFrom('eu_outbox')
    .select(eb => eb.fn.countAll().as('n'))
    .where('site', '=', site)
    .where('result', 'in', ['blocked', 'refused'])
    .executeTakeFirstOrThrow()
    .then(count)
  looked.push({
    what: 'statements',
    ok: refused === 0,
    said: `${refused} kept back or refused by the EU’s database${refused ? '; “parley statements outbox” says why' : ''}`,
  })
  return looked
}
