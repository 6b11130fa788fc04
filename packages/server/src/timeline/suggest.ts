import type { Suggestion } from '@parley/contract/timeline.ts'
import type { App } from '../app.ts'
import type { StoryRow } from '../stories/queries.ts'

/** So many words of a title are looked for, and so many stories with each. */
const LOOK = { words: 8, stories: 30 }
const SHOWN = 5

/**
 * The words of a title worth looking for, names first: those with a capital that do not only begin the sentence, then the longest. Pure.
 */
export function tellingWords(title: string, most = LOOK.words): string[] {
  const words = [...new Set(title.match(/\p{L}[\p{L}\p{N}’'-]+/gu) ?? [])].filter(word => word.length > 3)
  const first = title.trimStart().split(/\s/)[0]
  const weight = (word: string) => (/^\p{Lu}/u.test(word) && word !== first ? 100 : 0) + word.length
  return words.sort((a, b) => weight(b) - weight(a)).slice(0, most)
}

/**
 * Earlier stories of this newsroom that share names and words with this one. A word that few stories have counts for more: 1 / log2(1 + n)
 * where n stories have it. Nothing leaves the database; what is linked already is left out.
 */
export async function suggestEarlier(app: App, story: StoryRow, linked: ReadonlySet<string>): Promise<Suggestion[]> {
  const { site } = app.config
  const found = new Map<string, { score: number; shares: string[] }>()
  for (const word of tellingWords(story.title)) {
    const named = await app.db.storiesNamed({ site, name: word, before: null, limit: LOOK.stories })
    for (const { id } of named) {
      if (id === story.id || linked.has(id)) continue
      const one = found.get(id) ?? { score: 0, shares: [] }
      one.score += 1 / Math.log2(1 + named.length)
      one.shares.push(word)
      found.set(id, one)
    }
  }
  const best = [...found].sort(([, a], [, b]) => b.score - a.score).slice(0, SHOWN * 2)
  if (!best.length) return []
  const rows = await app.db.read
    .selectFrom('stories')
    .select(['id', 'url', 'title', 'created_at'])
    .where('site', '=', site)
    .where(
      'id',
      'in',
      best.map(([id]) => id),
    )
    .where('created_at', '<=', story.created_at)
    .execute()
  const by = new Map(rows.map(row => [row.id, row]))
  return best
    .flatMap(([id, { shares }]) => {
      const row = by.get(id)
      return row ? [{ url: row.url, title: row.title, shares, at: new Date(row.created_at).toISOString() }] : []
    })
    .slice(0, SHOWN)
}
