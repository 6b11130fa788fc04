import type { App } from '../app.ts'
import type { Mail } from './pages.ts'

/** The mails of the outbox that no mail server has taken, newest first, 100 at most. */
export async function unsentMails(app: App): Promise<Mail[]> {
  const rows = await app.db.read
    .selectFrom('jobs')
    .select(['payload_json', 'run_at'])
    .where('kind', '=', 'mail')
    .where('done_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(row => ({ ...JSON.parse(row.payload_json), at: new Date(row.run_at) }))
}
