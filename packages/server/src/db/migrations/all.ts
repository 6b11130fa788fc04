import type { Migration } from 'kysely/migration'
import * as first from './0001-first.ts'
import * as learning from './0002-learning.ts'
import * as dueProcess from './0003-due-process.ts'

/** In order; forward only. A name, once released, is never changed or removed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-learning': learning,
  '0003-due-process': dueProcess,
}
