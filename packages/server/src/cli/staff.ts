import { ROLES, type Role } from '@parley/contract/schemas.ts'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { cleanEmail } from '../readers/email.ts'

const address = (text: string) => {
  try {
    return cleanEmail(text)
  } catch {
    throw new Error(`“${text}” does not look like an e-mail address`)
  }
}

export const staff = new Command('staff').description('who works at the desk: known by an address proved with a code')

staff
  .command('add <email> [role]')
  .description('give an address a role: moderator (default), editor or admin')
  .action(async (email: string, role = 'moderator') => {
    if (role === 'reader' || !ROLES.includes(role as Role))
      throw new Error(`the roles are moderator, editor and admin, not “${role}”`)
    await change(async (db, site) => {
      const row = { site, email: address(email), role: role as Role, added_at: Date.now() }
      await db.tx(async tx => {
        await tx
          .insertInto('staff')
          .values(row)
          .onConflict(conflict => conflict.columns(['site', 'email']).doUpdateSet({ role: row.role }))
          .execute()
        const reader = await tx
          .updateTable('readers')
          .set({ role: row.role })
          .where('site', '=', site)
          .where('subject', '=', `mail:${row.email}`)
          .returning('id')
          .executeTakeFirst()
        // The long session of a reader must not become one of staff.
        if (reader) await tx.deleteFrom('sessions').where('site', '=', site).where('reader', '=', reader.id).execute()
      })
      console.log(`${row.email} is ${row.role}; signs in at /desk with a code by mail`)
    })
  })

staff
  .command('remove <email>')
  .description('take the role back and end the sessions')
  .action(async (email: string) => {
    await change(async (db, site) => {
      const subject = `mail:${address(email)}`
      await db.tx(async tx => {
        await tx.deleteFrom('staff').where('site', '=', site).where('email', '=', address(email)).execute()
        const reader = await tx
          .updateTable('readers')
          .set({ role: 'reader' })
          .where('site', '=', site)
          .where('subject', '=', subject)
          .returning('id')
          .executeTakeFirst()
        if (reader) await tx.deleteFrom('sessions').where('site', '=', site).where('reader', '=', reader.id).execute()
      })
      console.log(`${address(email)} works at the desk no more`)
    })
  })

staff
  .command('list')
  .description('list addresses and roles')
  .option('--json', 'print them as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    await change(async (db, site) => {
      const rows = await db.read
        .selectFrom('staff')
        .select(['email', 'role'])
        .where('site', '=', site)
        .orderBy('email')
        .execute()
      if (json) console.log(JSON.stringify(rows, null, 2))
      else for (const row of rows) console.log(`${row.role.padEnd(10)} ${row.email}`)
    })
  })

async function change(work: (db: Awaited<ReturnType<typeof openDatabase>>, site: string) => Promise<void>) {
  const config = readConfig()
  const db = await openDatabase(config.database)
  try {
    await work(db, config.site)
  } finally {
    await db.close()
  }
}
