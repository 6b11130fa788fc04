import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Comment } from '@parley/contract/schemas.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { corpus, PAPER, type TestApp, testApp } from '../testing.ts'
import { openFile } from './file.ts'
import { ImportRefused } from './records.ts'
import type { Report } from './report.ts'
import { bringIn, cdata, disqusFile, dump, item, note, post, second, thread, wxrFile } from './testing.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.close())

const numbers = ({ stories, comments }: Report) => ({
  stories: [stories.read, stories.created, stories.updated, stories.unchanged, stories.skipped, stories.merged],
  comments: [comments.read, comments.created, comments.updated, comments.unchanged, comments.skipped],
})
const why = (of: { why: Report['comments']['why'] }) =>
  Object.fromEntries(of.why.map(({ what, count }) => [what, count]))
const notes = (report: Report) => Object.fromEntries(report.notes.map(({ what, count }) => [what, count]))

/** Imports twice, and says what the first time did: the second must change nothing and leave the same things out. */
async function twice(
  format: 'disqus' | 'wordpress',
  content: string | Uint8Array,
  origins: string[] = [],
): Promise<Report> {
  const first = await bringIn(t, format, content, origins)
  expect(await t.broken()).toEqual([])
  const before = await dump(t)
  const { stories, comments, ...again } = await bringIn(t, format, content, origins)
  expect(await dump(t)).toBe(before)
  const settled = ({ created, updated, unchanged, ...rest }: Report['comments']) => ({
    ...rest,
    unchanged: created + updated + unchanged,
  })
  expect(comments).toEqual({ ...settled(first.comments), created: 0, updated: 0 })
  expect(stories).toEqual({ ...settled(first.stories), merged: first.stories.merged, created: 0, updated: 0 })
  expect(again.readers.created).toBe(0)
  expect(again.notes).toEqual(first.notes.filter(({ what }) => what !== 'name-not-taken'))
  return first
}

const page = async (path = '/one') => {
  const answer = await t.guest.get(
    `/v1/comments?sort=oldest&limit=100&story=${encodeURIComponent(path.startsWith('http') ? path : PAPER + path)}`,
  )
  expect(answer.status, answer.text).toBe(200)
  return answer.json as {
    story: { count: number; title: string; open: boolean; id: string | null }
    comments: Comment[]
  }
}
/** A thread as lines: what is said, how deep, by whom, in what state. */
const lines = ({ comments }: { comments: Comment[] }) =>
  comments
    .flatMap(comment => [comment, ...comment.replies])
    .map(
      ({ depth, author, body, state }) =>
        `${'>'.repeat(depth)}${
          state === 'shown'
            ? `${author?.name}: ${JSON.stringify(body)
                .replace(/[^\w .]/g, '')
                .replace(/^p/, '')}`
            : state
        }`,
    )
const storedTexts = async () =>
  (await t.app.db.read.selectFrom('comments').select(['imported_from', 'text']).execute()).map(row => [
    row.imported_from,
    row.text,
  ])

describe('a Disqus export', () => {
  it('becomes stories, readers and threads with their own times', async () => {
    const report = await twice(
      'disqus',
      disqusFile(
        thread({ title: 'Talks &amp; more', at: '2019-12-31T10:00:00Z' }),
        thread({ id: '2', link: `${PAPER}/two`, title: '', closed: true }),
        post({ id: '10', text: '<p>First <b>bold</b>.</p>', username: 'ann', at: '2020-01-01T10:00:00' }),
        post({ id: '11', text: 'Reply', name: 'Bo', parent: '10', at: '2020-01-01T10:00:05Z' }),
        post({ id: '12', text: 'Deeper', username: 'ann', parent: '11', at: '2020-01-01T10:00:05.123Z' }),
        post({ id: '13', text: 'Elsewhere', name: 'Bo', story: '2', at: '2020-01-02T00:00:00Z' }),
      ),
    )
    expect(numbers(report)).toEqual({ stories: [2, 2, 0, 0, 0, 0], comments: [4, 4, 0, 0, 0] })
    expect(report.readers.created).toBe(2)
    const one = await page()
    expect(one.story).toMatchObject({ title: 'Talks & more', count: 3, open: true })
    expect(lines(one)).toEqual(['Ann: First strongbold.', '>Bo: Reply', '>>Ann: Deeper'])
    expect(one.comments[0]).toMatchObject({
      postedAt: '2020-01-01T10:00:00.000Z',
      replyCount: 2,
      editedAt: null,
      respects: 0,
    })
    expect((await page('/two')).story).toMatchObject({ title: 'Two', count: 1, open: false })
    const mod = await t.signIn('mod', { role: 'moderator' })
    expect((await mod.get('/v1/desk/cases?queue=new')).json.cases).toEqual([])
  })

  it('knows again whom it knows: by account, else by name and address, which is nowhere kept', async () => {
    await twice(
      'disqus',
      disqusFile(
        thread(),
        post({ id: '10', name: 'Guest', email: 'one@secret.example' }),
        post({ id: '11', name: 'Guest', email: 'two@secret.example' }),
        post({ id: '12', name: 'Guest', email: 'ONE@secret.example' }),
        post({ id: '13', name: 'Guest', username: 'guest-account' }),
        post({ id: '14', name: 'Other name', username: 'guest-account' }),
        post({ id: '15', name: 'me@secret.example' }),
      ),
    )
    expect((await page()).comments.map(comment => comment.author!.name).slice(0, 5)).toEqual([
      'Guest',
      'Guest 2',
      'Guest',
      'Guest 3',
      'Guest 3',
    ])
    expect((await page()).comments[5]!.author!.name).toMatch(/^Reader \d{5}$/)
    const everything = await dump(t)
    expect(everything).not.toContain('secret.example')
    expect(everything).not.toContain('192.0.2.7')
  })

  it('leaves out what is not a reader’s to read, and says so', async () => {
    const report = await twice(
      'disqus',
      disqusFile(
        thread(),
        thread({ id: '3', link: '' }),
        thread({ id: '4', link: 'https://elsewhere.example/x' }),
        thread({ id: '5', link: `${PAPER}/five`, deleted: true }),
        thread({ id: '6', link: `${PAPER}/six` }),
        post({ id: '10', text: 'Stays.' }),
        post({ id: '11', spam: true }),
        post({ id: '12', deleted: true }),
        post({ id: '13', story: '77' }),
        post({ id: '14', story: '4' }),
        post({ id: '15', story: '5' }),
        post({ id: '16', at: '2011-x09-30T22:48:43Z' }),
        post({ id: '17', at: '2999-01-01T00:00:00Z' }),
        post({ id: '18', at: '2019-02-30T00:00:00Z' }),
        post({ id: '19', text: '<p> &#8203; </p>' }),
        post({ id: null }),
        post({ id: '20', text: 'x'.repeat(70_000) }),
      ),
    )
    expect(why(report.stories)).toEqual({
      'story-no-address': 1,
      'story-host': 1,
      'story-deleted': 1,
      'story-quiet': 1,
    })
    expect(why(report.comments)).toEqual({
      spam: 1,
      deleted: 1,
      'no-story': 1,
      'story-left-out': 2,
      'bad-date': 3,
      'no-words': 1,
      'no-id': 1,
      'too-long': 1,
    })
    expect(report.comments.why.find(({ what }) => what === 'no-story')!.examples[0]).toMatch(/^13 \(line \d+\)$/)
    expect(lines(await page())).toEqual(['Ann: Stays.'])
    expect((await t.app.db.read.selectFrom('stories').select('url').execute()).map(row => row.url)).toEqual([
      `${PAPER}/one`,
    ])
  })

  it('takes the inner id where the outer is missing', async () => {
    const report = await twice('disqus', disqusFile(thread(), post({ id: null, inner: '12345678890', at: second(1) })))
    expect(report.comments.created).toBe(1)
  })

  it('keeps the place of what was deleted while replies hang below, and passes over spam', async () => {
    const report = await twice(
      'disqus',
      disqusFile(
        thread(),
        post({ id: '10', text: 'Private words', name: 'Gone Person', deleted: true }),
        post({ id: '11', text: 'below deleted', parent: '10' }),
        post({ id: '12', text: 'deleted too', deleted: true, parent: '11' }),
        post({ id: '13', text: 'below both', parent: '12' }),
        post({ id: '20', text: 'buy', spam: true }),
        post({ id: '21', text: 'below spam', parent: '20' }),
        post({ id: '22', text: 'buy more', spam: true, parent: '21' }),
        post({ id: '23', text: 'below spam below', parent: '22' }),
        post({ id: '30', text: 'nobody below', deleted: true }),
      ),
    )
    expect(lines(await page())).toEqual([
      'withdrawn',
      '>Ann: below deleted',
      '>>withdrawn',
      '>>>Ann: below both',
      'Ann: below spam',
      '>Ann: below spam below',
    ])
    expect(notes(report)).toEqual({ 'parent-left-out': 2 })
    expect(report.readers.created).toBe(2)
    expect(await dump(t)).not.toMatch(/Private words|Gone Person/)
  })

  it('hangs replies below parents that come later, whatever the order', async () => {
    const chain = Array.from({ length: 40 }, (_, i) =>
      post({ id: String(100 + i), text: `n${i}`, ...(i && { parent: String(99 + i) }) }),
    )
    const report = await twice(
      'disqus',
      disqusFile(post({ id: '50', text: 'older than its parent', parent: '105' }), ...chain.toReversed(), thread()),
    )
    expect(numbers(report).comments).toEqual([41, 41, 0, 0, 0])
    const rows = await t.app.db.read.selectFrom('comments').select(['text', 'depth', 'parent', 'root']).execute()
    for (let i = 0; i < 40; i++) expect(rows.find(row => row.text === `n${i}`)!.depth).toBe(i)
    expect((await page()).comments.map(comment => comment.replyCount)).toEqual([0, 39])
    // Replies are listed by time: what claims to be older than what it answers hangs no deeper than it can.
    expect(notes(report)).toEqual({ 'parent-left-out': 1 })
  })

  it('lists a parent before its replies even where their clocks disagree', async () => {
    await twice(
      'disqus',
      disqusFile(
        thread(),
        post({ id: '10', text: 'top' }),
        post({ id: '500', text: 'parent', parent: '10' }),
        post({ id: '20', text: 'older child', parent: '500' }),
        post({ id: '30', text: 'same', parent: '20', at: second(20) }),
      ),
    )
    expect(lines(await page())).toEqual(['Ann: top', '>Ann: parent', '>>Ann: older child', '>>>Ann: same'])
  })

  it('survives circles, parents of other stories and parents that never come', async () => {
    const report = await twice(
      'disqus',
      disqusFile(
        thread(),
        thread({ id: '2', link: `${PAPER}/two` }),
        post({ id: '10', text: 'a', parent: '11' }),
        post({ id: '11', text: 'b', parent: '10' }),
        post({ id: '12', text: 'self', parent: '12' }),
        post({ id: '13', text: 'orphan', parent: '999' }),
        post({ id: '14', text: 'elsewhere', story: '2', parent: '13' }),
        post({ id: '15', deleted: true, parent: '16' }),
        post({ id: '16', deleted: true, parent: '15' }),
        post({ id: '17', text: 'below a circle', parent: '15' }),
        post({ id: '18', spam: true, parent: '19' }),
        post({ id: '19', spam: true, parent: '18' }),
        post({ id: '21', text: 'below spam', parent: '18' }),
      ),
    )
    expect(report.comments.created).toBe(7)
    expect(notes(report)).toEqual({ 'parent-missing': 4, 'parent-left-out': 1 })
    expect((await page()).story.count).toBe(6)
    expect((await page('/two')).story.count).toBe(1)
  })

  it('makes one story of all threads with one address', async () => {
    const report = await twice(
      'disqus',
      disqusFile(
        thread({ title: '', closed: true }),
        thread({ id: '2', link: `${PAPER.replace('https', 'http')}/one?utm_source=x#comments`, title: 'Second' }),
        thread({ id: '3', link: `${PAPER}/one/feed/`, title: 'Third' }),
        thread({ id: '4', link: `${PAPER}/one/?feed=rss2&amp;replytocom=7` }),
        post({ id: '10', text: 'a' }),
        post({ id: '11', text: 'b', story: '2', parent: '10' }),
        post({ id: '12', text: 'c', story: '3' }),
        post({ id: '13', text: 'd', story: '4' }),
      ),
    )
    expect(numbers(report).stories).toEqual([4, 2, 0, 0, 0, 2])
    const one = await page()
    expect(one.story).toMatchObject({ title: 'Second', open: true, count: 2 })
    expect(lines(one)).toEqual(['Ann: a', '>Ann: b'])
    expect(lines(await page('/one/'))).toEqual(['Ann: c', 'Ann: d'])
  })

  it('closes stories that were closed, also those nobody has written under', async () => {
    await twice('disqus', disqusFile(thread({ closed: true, title: 'Silent' })))
    expect((await page()).story).toMatchObject({ open: false, title: 'Silent', count: 0 })
  })

  it('leads links past the counter in between', async () => {
    await twice(
      'disqus',
      disqusFile(
        thread(),
        post({
          text: '<p><a href="http://disq.us/url?url=https%3A%2F%2Fa.example%2Fx%3AabcdefghijklmnopqrstuvwxYZ&amp;cuid=1" rel="nofollow">https://a.example/x</a> see</p>',
        }),
      ),
    )
    expect(await storedTexts()).toEqual([['disqus:10', 'https://a.example/x see']])
  })

  it('brings in what a newer file has more, and withdraws what was deleted there since', async () => {
    await twice(
      'disqus',
      disqusFile(
        thread({ title: 'Old' }),
        post({ id: '10', text: 'a' }),
        post({ id: '11', text: 'b', parent: '10' }),
        post({ id: '12', text: 'c' }),
      ),
    )
    const report = await bringIn(
      t,
      'disqus',
      disqusFile(
        thread({ title: 'New' }),
        post({ id: '10', text: 'a', deleted: true }),
        post({ id: '11', text: 'other words', parent: '10' }),
        post({ id: '12', spam: true }),
        post({ id: '13', text: 'd', parent: '10' }),
      ),
    )
    expect(numbers(report).comments).toEqual([4, 1, 2, 1, 0])
    expect(lines(await page())).toEqual(['withdrawn', '>Ann: b', '>Ann: d'])
    expect((await page()).story).toMatchObject({ title: 'Old', count: 2 })
    expect(await t.broken()).toEqual([])
  })

  it('leaves alone what the desk and readers have done since', async () => {
    const file = disqusFile(thread(), post({ id: '10', text: 'a' }), post({ id: '11', text: 'b' }))
    await bringIn(t, 'disqus', file)
    const [first] = (await page()).comments
    const mod = await t.signIn('mod', { role: 'moderator' })
    const decided = await mod.post(`/v1/desk/cases/k_${first!.id.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'It degrades.',
    })
    expect(decided.status, decided.text).toBeLessThan(300)
    const before = await dump(t)
    await bringIn(
      t,
      'disqus',
      file.replace('<isDeleted>false</isDeleted><isSpam>', '<isDeleted>true</isDeleted><isSpam>'),
    )
    expect(await dump(t)).toBe(before)
    expect(await t.broken()).toEqual([])
  })

  it('joins a discussion that has begun here, and gives it a title where it had none', async () => {
    const alice = await t.signIn('alice')
    await alice.says('Here first.', { story: `${PAPER}/one` })
    const report = await bringIn(
      t,
      'disqus',
      disqusFile(thread({ title: 'A title', closed: true }), post({ text: 'long ago' })),
    )
    expect(report.stories.updated).toBe(1)
    expect(lines(await page())).toEqual(['Ann: long ago', 'alice: Here first.'])
    expect((await page()).story).toMatchObject({ title: 'A title', open: true, count: 2 })
    expect(await t.broken()).toEqual([])
  })

  it('goes on where it was cut off', async () => {
    const posts = Array.from({ length: 600 }, (_, i) =>
      post({
        id: String(1000 + i),
        text: `n${i}`,
        ...(i % 3 && { parent: String(1000 + i - (i % 3)) }),
        ...(i === 2 && { parent: '1599' }),
      }),
    )
    const whole = disqusFile(thread(), ...posts)
    const tx = t.app.db.tx
    let left = 2
    t.app.db.tx = work => (left-- > 0 ? tx(work) : Promise.reject(new Error('cut off')))
    await expect(bringIn(t, 'disqus', whole)).rejects.toThrow('cut off')
    t.app.db.tx = tx
    expect(await t.broken()).toEqual([])
    const report = await bringIn(t, 'disqus', whole)
    expect(report.comments).toMatchObject({ created: 100, unchanged: 500 })
    expect(await t.broken()).toEqual([])
    expect((await page()).story.count).toBe(600)
  })
})

describe('a WordPress export', () => {
  it('becomes stories and threads; newlines count, entities are decoded once', async () => {
    for (const version of ['1.0', '1.2']) {
      const report = await twice(
        'wordpress',
        wxrFile(
          [
            item({
              title: 'Bread &amp; <![CDATA[butter &#8212; now]]>',
              notes: [
                note({
                  id: '1',
                  author: 'O&#039;Brien &amp; Söhne',
                  text: 'One\ntwo\n\n<strong>three</strong> &amp;amp; 3 &lt; 4 *stars*',
                  gmt: '2022-06-06 02:13:14',
                  at: '2022-06-06 12:13:14',
                }),
                note({ id: '2', text: 'Reply', parent: '1', type: 'comment', gmt: '2022-06-06 02:13:15' }),
              ],
            }),
            item({ id: '6', link: `${PAPER}/?p=6`, notes: [note({ id: '1', text: 'the same number elsewhere' })] }),
          ],
          { version },
        ),
      )
      if (version === '1.0') expect(numbers(report)).toEqual({ stories: [2, 2, 0, 0, 0, 0], comments: [3, 3, 0, 0, 0] })
      else expect(numbers(report)).toEqual({ stories: [2, 0, 0, 2, 0, 0], comments: [3, 0, 0, 3, 0] })
    }
    const one = await page()
    expect(one.story).toMatchObject({ title: 'Bread & butter — now', count: 2 })
    expect(one.comments[0]).toMatchObject({
      author: { name: 'O’Brien & Söhne'.replace('’', "'") },
      postedAt: '2022-06-06T02:13:14.000Z',
    })
    expect(one.comments[0]!.body).toEqual([{ p: ['One\ntwo'] }, { p: [{ strong: ['three'] }, ' &amp; 3 < 4 *stars*'] }])
    expect((await page('/?p=6')).story.count).toBe(1)
  })

  it('tells blogs apart that count alike', async () => {
    const file = (blog: string, path: string) => wxrFile([item({ link: PAPER + path, notes: [note()] })], { blog })
    await twice('wordpress', file('https://a.example/blog', '/one'))
    expect((await twice('wordpress', file('https://b.example', '/two'))).comments.created).toBe(1)
    expect((await bringIn(t, 'wordpress', file('http://a.example/blog/', '/one'))).comments.unchanged).toBe(1)
  })

  it('holds what was not approved, and leaves spam, trash, pingbacks and plugins’ notes', async () => {
    const report = await twice(
      'wordpress',
      wxrFile([
        item({
          notes: [
            note({ id: '1', text: 'shown' }),
            note({ id: '2', text: 'waiting', approved: '0' }),
            note({ id: '3', text: 'unknown state', approved: 'later' }),
            note({ id: '4', approved: 'spam' }),
            note({ id: '5', approved: 'trash' }),
            note({ id: '6', approved: 'post-trashed' }),
            note({ id: '7', type: 'pingback' }),
            note({ id: '8', type: 'trackback' }),
            note({ id: '9', type: 'order_note' }),
            note({ id: '10', text: 'under trash', parent: '5' }),
            note({ id: '11', text: 'under waiting', parent: '2' }),
            note({ id: '12', text: 'no time in UTC', gmt: '0000-00-00 00:00:00', at: second(12).replace('T', ' ') }),
            note({ id: '13', text: 'no time', gmt: '', at: '' }),
          ],
        }),
      ]),
    )
    expect(why(report.comments)).toEqual({ spam: 1, trash: 2, pingback: 2, 'other-kind': 1, 'bad-date': 1 })
    expect(notes(report)).toEqual({ held: 2, 'parent-left-out': 1 })
    expect(lines(await page())).toEqual([
      'Ann: shown',
      'removed',
      '>Ann: under waiting',
      'Ann: under trash',
      'Ann: no time in UTC',
    ])
    const mod = await t.signIn('mod', { role: 'moderator' })
    const held = (await mod.get('/v1/desk/cases?queue=held')).json.cases
    expect(held.map((one: { excerpt: string }) => one.excerpt)).toEqual(['waiting', 'unknown state'])
    const shown = await mod.post(`/v1/desk/cases/${held[0].id}/decisions`, { act: 'show', rule: null, explanation: '' })
    expect(shown.status, shown.text).toBeLessThan(300)
    expect(lines(await page())).toContain('Ann: waiting')
    expect(await t.broken()).toEqual([])
  })

  it('leaves out items that the public could not read', async () => {
    const notes = [note()]
    const states = ['draft', 'private', 'trash', 'future', 'pending', 'auto-draft']
    const report = await twice(
      'wordpress',
      wxrFile([
        ...states.map((status, i) => item({ id: String(20 + i), link: `${PAPER}/${status}`, status, notes })),
        item({ id: '30', link: `${PAPER}/locked`, password: 'x', notes }),
        item({ id: '31', link: `${PAPER}/picture`, status: 'inherit', notes }),
      ]),
    )
    expect(why(report.stories)).toEqual({ 'story-not-public': 7 })
    expect(why(report.comments)).toEqual({ 'story-left-out': 7 })
    expect((await page('/picture')).story.count).toBe(1)
  })
})

describe('addresses', () => {
  const file = disqusFile(
    thread({ link: 'http://old.example/one?utm_campaign=x' }),
    thread({ id: '2', link: 'http://localhost:4000/two' }),
    post({ text: 'a' }),
    post({ id: '11', text: 'b', story: '2' }),
  )

  it('refuses a file none of whose stories is ours, and names their hosts', async () => {
    const before = await dump(t)
    await expect(bringIn(t, 'disqus', file)).rejects.toThrow(
      /http:\/\/old\.example \(1\), http:\/\/localhost:4000 \(1\).*PARLEY_ORIGINS.*--origin/,
    )
    expect(await dump(t)).toBe(before)
  })

  it('takes hosts that --origin names, and files one host’s stories under another', async () => {
    const report = await twice('disqus', file, [`http://old.example=${PAPER}`, 'http://localhost:4000'])
    expect(numbers(report).stories).toEqual([2, 2, 0, 0, 0, 0])
    expect((await page()).story.count).toBe(1)
    expect(
      (await t.app.db.read.selectFrom('stories').select('url').orderBy('url').execute()).map(row => row.url),
    ).toEqual(['http://localhost:4000/two', `${PAPER}/one`])
  })

  it('is not led away by a path that looks like a host', async () => {
    await bringIn(t, 'disqus', file.replace('http://old.example/one', 'http://old.example//evil.example/one'), [
      `http://old.example=${PAPER}`,
    ])
    expect((await t.app.db.read.selectFrom('stories').select('url').execute()).map(row => row.url)).toEqual([
      `${PAPER}//evil.example/one`,
    ])
  })

  it('says what an origin looks like', async () => {
    for (const origin of [
      'paper.example',
      'https://a.example/path',
      'ftp://a.example',
      '=https://a.example',
      'https://a.example=https://b.example=https://c.example',
    ])
      await expect(bringIn(t, 'disqus', file, [origin]), origin).rejects.toThrow('--origin')
  })
})

describe('a file that cannot be taken', () => {
  const good = disqusFile(thread(), post())
  const bad: [string, string | Uint8Array, ImportRefused['code'], RegExp][] = [
    ['an empty file', '', 'import.empty', /empty/],
    ['a sign before the XML', `\`${good}`, 'import.broken', /line 1,/],
    [
      'an attribute without quotes',
      good.replace('<thread dsq:id="1"/>', '<thread dsq:id=1/>'),
      'import.broken',
      /unquoted attribute.*line \d+, column \d+/,
    ],
    ['a file cut off', good.slice(0, -40), 'import.broken', /line \d+/],
    ['a file cut off at the end', good.slice(0, -4), 'import.broken', /line \d+/],
    ['a packed file cut off', gzipSync(good).subarray(0, -20), 'import.broken', /packed file/],
    [
      'bytes that are not UTF-8',
      Buffer.from(good.replace('Words.', '\u00ff\u00ffW'), 'latin1'),
      'import.encoding',
      /UTF-8 at line 6,.*iconv/,
    ],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'import.other-format', /UTF-16/],
    ['another encoding', good.replace('utf-8', 'ISO-8859-1'), 'import.encoding', /ISO-8859-1/],
    ['a zero byte', good.replace('Words.', 'Wo\u0000rds'), 'import.broken', /disallowed character.*line \d+/],
    ['an entity of its own', good.replace('<category', '&x;<category'), 'import.broken', /undefined entity/],
    ['JSON', '[{"comments": [], "id": "/"}]', 'import.other-format', /JSON/],
    ['packed JSON', gzipSync('{"version":1,"users":[]}'), 'import.other-format', /Remark42/],
    ['a Commento export', '{"version":1,"comments":[{"commentHex":"a"}]}', 'import.other-format', /Commento/],
    ['a database', Buffer.from('SQLite format 3\u0000…'), 'import.other-format', /SQLite/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004…'), 'import.other-format', /ZIP/],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'import.other-format', /web page/],
    ['a table', 'id,name\n1,Ann\n', 'import.other-format', /XML/],
    ['a WordPress export', wxrFile([item({ notes: [note()] })]), 'import.other-format', /parley import wordpress/],
    ['other XML', '<opml version="2.0"><body/></opml>', 'import.other-format', /<opml>/],
    [
      'another namespace',
      good.replace('xmlns="http://disqus.com"', 'xmlns="http://disqus.example"'),
      'import.other-format',
      /namespace/,
    ],
    ['nothing in it', disqusFile().replace(/<category.*<\/category>/s, ''), 'import.empty', /no threads/],
    ['two documents', `${good}${good}`, 'import.broken', /line \d+/],
  ]
  it.each(bad)('%s is refused with a reason, and changes nothing', async (_, content, code, said) => {
    await bringIn(t, 'disqus', disqusFile(thread(), post({ id: '1' })))
    const before = await dump(t)
    const refused = await bringIn(t, 'disqus', content).catch(error => error)
    expect(refused).toBeInstanceOf(ImportRefused)
    expect(refused).toMatchObject({ code, message: expect.stringMatching(said) })
    expect(await dump(t)).toBe(before)
  })

  it('that is not there, or is a folder', async () => {
    await expect(openFile('/nowhere/export.xml')).rejects.toThrow(/cannot be read \(ENOENT\)/)
    await expect(openFile(t.app.config.data)).rejects.toThrow(/not a file/)
  })

  it('as a WordPress export: Disqus, a feed, an empty one', async () => {
    await expect(bringIn(t, 'wordpress', good)).rejects.toThrow(/parley import disqus/)
    await expect(
      bringIn(t, 'wordpress', '<rss version="2.0"><channel><item><title>x</title></item></channel></rss>'),
    ).rejects.toThrow(/RSS feed/)
    await expect(bringIn(t, 'wordpress', wxrFile([]))).rejects.toThrow(/no items/)
  })

  it('takes a packed one and one with a byte order mark', async () => {
    expect((await bringIn(t, 'disqus', gzipSync(good))).comments.created).toBe(1)
    expect((await bringIn(t, 'disqus', Buffer.from(`\ufeff${good}`))).comments.unchanged).toBe(1)
  })
})

describe('hostile XML', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">${[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>`
  const hostile: [string, string, RegExp][] = [
    ['a billion laughs', laughs + disqusFile(thread({ title: '&j;' })).replace(/^<\?xml.*\n/, ''), /DOCTYPE/],
    [
      'an external entity',
      `<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>${disqusFile(thread({ title: '&x;' })).replace(/^<\?xml.*\n/, '')}`,
      /DOCTYPE/,
    ],
    ['100,000 levels', disqusFile('<a>'.repeat(100_000)), /nested more than 64 deep/],
    ['an endless text', disqusFile(thread({ title: 'x'.repeat(17 * 1024 * 1024) })), /longer than 16 million/],
    ['an endless comment', disqusFile(`<!--${'x'.repeat(17 * 1024 * 1024)}-->`), /longer than 16 million/],
    ['an endless tag', disqusFile(`<a b="${'x'.repeat(17 * 1024 * 1024)}"/>`), /longer than 16 million/],
  ]
  it.each(hostile)('%s is refused', async (_, file, said) => {
    await expect(bringIn(t, 'disqus', gzipSync(file, { level: 1 }))).rejects.toThrow(said)
  })

  it('keeps what looks like script as words, in every field', async () => {
    const payloads = [
      ...(corpus('xss/payloads.txt')?.split('\n').slice(0, 100) ?? []),
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)',
    ]
    const xml = (text: string) => text.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    await twice(
      'disqus',
      disqusFile(
        ...payloads.map((payload, i) => thread({ id: String(i), link: `${PAPER}/x${i}`, title: cdata(xml(payload)) })),
        ...payloads.map((payload, i) =>
          post({
            id: String(10 + i),
            story: String(i),
            name: cdata(xml(payload)),
            text: `x <a href="${xml(payload).replaceAll('"', '&quot;')}">${xml(payload)}</a>`,
            username: `u${i}`,
          }),
        ),
      ),
    )
    for (let i = 0; i < payloads.length; i++) {
      const { comments } = await page(`/x${i}`)
      // Whatever is shown is a tree of words and safe links; names and titles are one line of text.
      expect(JSON.stringify(comments[0]!.body)).not.toMatch(/"link":"(?!https?:|mailto:)/)
      expect(comments[0]!.author!.name).not.toMatch(/\n/)
    }
  })
})

describe('every file of the corpus for these two formats', () => {
  const folder = fileURLToPath(new URL('../../../../../shared/corpora/import/', import.meta.url))
  const there = existsSync(folder)
  if (!there) console.log('not tried: the corpus of imports is not on this machine')
  const takes: Record<string, { format: 'disqus' | 'wordpress'; comments: number[]; counts: Record<string, number> }> =
    {
      'disqus-isso.xml': {
        format: 'disqus',
        comments: [6, 4, 0, 0, 2],
        counts: { 'http://example.org/': 3, 'http://localhost:4000/blog/2013/02/12/redacted/index.html': 1 },
      },
      'wxr-isso.xml': {
        format: 'wordpress',
        comments: [8, 8, 0, 0, 0],
        counts: { 'http://example.tld/2014/test/': 7, 'http://example.tld/?p=4': 1 },
      },
    }

  it('imports or is refused as it should be, twice over', async () => {
    await t.close()
    t = await testApp({
      env: {
        PARLEY_ORIGINS:
          'http://example.org http://localhost:4000 http://example.tld http://radio-t.umputun.com https://radio-t.com',
      },
    })
    for (const name of there ? readdirSync(folder) : []) {
      const content = readFileSync(folder + name)
      for (const format of ['disqus', 'wordpress'] as const) {
        if (takes[name]?.format === format) {
          expect(numbers(await twice(format, content)).comments, name).toEqual(takes[name].comments)
          for (const [url, count] of Object.entries(takes[name].counts))
            expect((await page(url)).story.count, url).toBe(count)
        } else {
          const before = await dump(t)
          for (const _ of [1, 2])
            await expect(bringIn(t, format, content), `${format} ${name}`).rejects.toBeInstanceOf(ImportRefused)
          expect(await dump(t)).toBe(before)
        }
      }
    }
    if (there)
      expect(lines(await page('http://example.org/'))).toEqual([
        'peter: ...',
        '>user: Hello World.',
        'withdrawn',
        '>user: Hello World.',
      ])
  })
})
