import type { PostComment, Posted } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { facesOf } from '../eyewitness/face.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge } from '../moderation/judge.ts'
import { ownComment } from './own.ts'
import { insertNew, publish } from './publish.ts'
import { countReply } from './state.ts'

export type Draft = PostComment & { key?: string | undefined }

/**
 * Publishes a reader's comment, or holds it for a moderator.
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, comment.unknown, comment.gone, idempotency.mismatch.
 */
export async function postComment(app: App, who: ReaderVisitor, draft: Draft): Promise<Posted> {
  return publish(app, who, {
    ...{ story: draft.story, key: draft.key, said: [draft.text, draft.replyTo ?? null, draft.kind ?? null] },
    judged: story =>
      judge(app, who, { sent: draft.text, story, replyTo: draft.replyTo, postAnyway: draft.postAnyway ?? false }),
    async store(tx, begun, { site, id: story, url, title }) {
      const parent = draft.replyTo ? await commentToReplyTo(tx, { site, story, id: draft.replyTo }) : null
      const comment = await insertNew(tx, {
        ...begun,
        root: parent ? (parent.root ?? parent.id) : null,
        parent: parent?.id ?? null,
        depth: parent ? parent.depth + 1 : 0,
        kind: draft.kind ?? 'comment',
      })
      const { id, root, state } = comment
      const shown = state === 'shown'
      if (shown) await countReply(tx, comment, 1)
      return {
        event: shown
          ? { kind: 'comment.posted', data: { id, rootId: root, state }, count: 1 }
          : { kind: 'comment.held' },
        told: () => ({
          comment: ownComment(app, {
            ...comment,
            author_name: who.name,
            author_role: who.role,
            parent_name: parent?.name ?? null,
            parent_kind: parent?.kind ?? null,
            story_url: url,
            story_title: title,
          }),
        }),
      }
    },
  })
}

const withName = prepared((tx, { site, story, id }: { site: string; story: string; id: string }) =>
  tx
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .select(['c.id', 'c.kind', 'c.root', 'c.depth', 'c.state', 'r.name'])
    .where('c.site', '=', site)
    .where('c.story', '=', story)
    .where('c.id', '=', id),
)

async function commentToReplyTo(tx: Tx, key: { site: string; story: string; id: string }) {
  const [row] = await withName(tx, key)
  if (!row || row.kind === 'note' || row.state === 'held') throw new Refusal('comment.unknown')
  if (row.state !== 'shown' && row.state !== 'collapsed') throw new Refusal('comment.gone')
  const faces = await facesOf(tx, key, row.kind === 'eyewitness' ? [row.id] : [])
  return { ...row, name: faces.get(row.id)?.author?.name ?? row.name }
}
