import { randomly } from '@parley/notes/testing.ts'
import type { App } from '../app.ts'
import { fill } from '../comments/filling.ts'
import { storyByUrl } from '../stories/queries.ts'
import type { StoryRead } from './matrix.ts'

export interface MadeUp {
  stories: StoryRead[]
  /** In the first story: the larger camp loves it and the smaller passes it over; both like it. */
  loved: string
  both: string
  /** How likely each comment is respected, by the camp that is less for it. */
  less: Map<string, number>
}

/**
 * A made-up newsroom: readers of two camps, the first with `share` of them, who open stories, read some 25 comments upwards from where the newest was
 * then, and respect what is good and what leans their way; `lean` 0: there are no camps, only good and poor comments. Half of the comments hardly lean.
 */
export function newsroom({
  readers = 300,
  share = 0.6,
  stories = 12,
  comments = 40,
  opened = 4,
  lean = 1,
  seed = 1,
}: {
  readers?: number
  share?: number
  stories?: number
  comments?: number
  opened?: number
  lean?: number
  seed?: number
}): MadeUp {
  const random = randomly(seed)
  const camps = Array.from({ length: readers }, () => (random() < share ? -1 : 1) * (0.4 + 0.6 * random()))
  const chance = (good: number, to: number, camp: number) =>
    Math.min(0.9, Math.max(0.01, 0.02 + 0.4 * good + 0.45 * lean * to * camp))
  const less = new Map<string, number>()
  const [loved, both] = [idOf(0, 12), idOf(0, 17)]
  const made = Array.from({ length: stories }, (_, story) =>
    Array.from({ length: comments }, (_, i) => {
      const id = idOf(story, i)
      const [good, to] =
        id === loved
          ? [0.8, -1]
          : id === both
            ? [0.8, 0]
            : [random() ** 1.5, 2 * (random() - 0.5) * (random() < 0.5 ? 1 : 0.2)]
      less.set(id, Math.min(chance(good, to, -0.7), chance(good, to, 0.7)))
      return { id, reader: `r_writer${story}x${i}`, at: i * MINUTE, good, to }
    }),
  )
  const respects = made.map(() => new Map<string, StoryRead['respects'][number]>())
  for (const [u, camp] of camps.entries())
    for (let n = 0; n < opened; n++) {
      const story = Math.floor(stories * random() ** 1.5)
      const now = Math.floor((comments + 10) * random())
      const reader = `r_${String(u).padStart(12, '0')}`
      for (const { id, good, to } of made[story]!.slice(Math.max(0, now - 25), now))
        if (random() < chance(good, to, camp))
          respects[story]!.set(`${id} ${reader}`, { comment: id, reader, at: now * MINUTE + 1 })
    }
  return {
    stories: made.map((comments, story) => ({ comments, respects: [...respects[story]!.values()] })),
    loved,
    both,
    less,
  }
}

const MINUTE = 60_000
const idOf = (story: number, i: number) => `c_${String(story * 1000 + i).padStart(16, '0')}`

/** How many respects each comment of a story has. */
export function counts({ respects }: StoryRead): Map<string, number> {
  const counted = new Map<string, number>()
  for (const { comment } of respects) counted.set(comment, (counted.get(comment) ?? 0) + 1)
  return counted
}

/**
 * Puts a made-up newsroom into a test's database, every comment by one reader; its stories are at `address`. Answers the ids that its comments have there.
 * The readers who gave respect are names only.
 */
export async function settle(
  app: App,
  { stories }: MadeUp,
  { writer, address }: { writer: string; address: (story: number) => string },
): Promise<Map<string, string>> {
  const { site } = app.config
  const real = new Map<string, string>()
  for (const [n, made] of stories.entries()) {
    const url = address(n)
    const ids = await fill(app, { story: url, reader: writer, comments: made.comments.length })
    for (const [i, { id }] of made.comments.entries()) real.set(id, ids[i]!)
    await app.db.tx(async tx => {
      const { id: story } = (await storyByUrl(tx, site, url))!
      const first = Math.min(
        ...(await tx.selectFrom('comments').select('posted_at').where('story', '=', story).execute()).map(
          one => one.posted_at,
        ),
      )
      const rows = made.respects.map(({ comment, reader, at }) => ({
        ...{ site, story, comment: real.get(comment)!, reader },
        // A minute there is a millisecond here.
        at: first + Math.floor(at / MINUTE),
      }))
      for (let from = 0; from < rows.length; from += 500)
        await tx
          .insertInto('respects')
          .values(rows.slice(from, from + 500))
          .execute()
      for (const [id, respects] of counts(made))
        await tx
          .updateTable('comments')
          .set({ respects })
          .where('story', '=', story)
          .where('id', '=', real.get(id)!)
          .execute()
    })
  }
  return real
}
