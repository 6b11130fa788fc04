import type { App } from '../app.ts'
import { TO_ANSWER } from '../comments/own.ts'
import type { Tx } from '../db/open.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { emailOf } from '../reports/answer.ts'

const DAY = 86_400_000

/**
 * A note can be read by everybody, for the first time or again. The first time whoever wrote the comment is told by mail, once a day at most for one comment,
 * so that many notes are not many mails.
 */
export async function announceNote(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { site, story, id }: { site: string; story: string; id: string },
): Promise<void> {
  const at = app.clock()
  const note = await tx
    .selectFrom('notes as n')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'n.site').onRef('c.story', '=', 'n.story').onRef('c.id', '=', 'n.id'),
    )
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'n.site').onRef('s.id', '=', 'n.story'))
    .leftJoin('comments as a', join =>
      join.onRef('a.site', '=', 'n.site').onRef('a.story', '=', 'n.story').onRef('a.id', '=', 'n.about'),
    )
    .select(['n.public_at', 'n.about', 'n.kind', 'a.reader as whose', 'c.reader as by', 's.title'])
    .where('n.site', '=', site)
    .where('n.story', '=', story)
    .where('n.id', '=', id)
    .executeTakeFirstOrThrow()
  if (note.public_at !== null) return
  const { about, whose } = note
  const lately =
    about !== null &&
    (await tx
      .selectFrom('notes')
      .select('id')
      .where('site', '=', site)
      .where('story', '=', story)
      .where('about', '=', about)
      .where('public_at', '>', at - DAY)
      .executeTakeFirst())
  await tx
    .updateTable('notes')
    .set({ public_at: at })
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', id)
    .execute()
  if (about === null || whose === null || lately || whose === note.by) return
  const to = await emailOf(tx, site, whose)
  if (!to) return
  const { url, editMinutes } = app.config
  await enqueueMail(
    tx,
    app,
    to,
    mailText(app, note.kind === 'reader' ? 'note-written' : 'note-published', {
      story: note.title,
      link: `${url}/d/notes/${id}`,
      comment: `${url}/d/comments/${about}`,
      hours: Math.max(TO_ANSWER / 3_600_000, editMinutes / 60),
    }),
  )
}

/** Tells the editors of the newsroom by mail that something about the notes wants a look. */
export async function tellEditors(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { what, link }: { what: string; link: string },
): Promise<void> {
  const editors = await tx
    .selectFrom('readers')
    .select('email')
    .where('site', '=', app.config.site)
    .where('role', 'in', ['editor', 'admin'])
    .where('email', 'is not', null)
    .where('banned_at', 'is', null)
    .orderBy('id')
    .limit(20)
    .execute()
  for (const { email } of editors) await enqueueMail(tx, app, email!, mailText(app, 'note-alarm', { what, link }))
}
