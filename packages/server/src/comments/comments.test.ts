import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Comment } from '@parley/contract/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

const MINUTE = 60_000
const THREE_LINKS = 'See https://a.example https://b.example https://c.example'
const threadOf = (story: string, more = '') => `/v1/comments?story=${encodeURIComponent(story)}${more}`
const idsOf = (comments: readonly { id: string }[]) => comments.map(comment => comment.id)

describe('the path of a comment', () => {
  let t: TestApp
  let now = Date.now()
  let alice: Client
  let bob: Client
  let carol: Client
  let story = STORY
  let stories = 0
  beforeAll(async () => {
    t = await testApp({ clock: () => now })
    alice = await t.signIn('alice', { name: 'Alice Moreau' })
    bob = await t.signIn('bob', { name: 'Bob Tanaka' })
    carol = await t.signIn('carol', { name: 'Carol Diaz' })
  })
  afterAll(() => t.close())

  /** Each test has a story of its own. */
  const fresh = () => {
    story = `${PAPER}/story-${++stories}`
    return story
  }
  const says = (who: Client, text: string, more: Record<string, unknown> = {}) => who.says(text, { story, ...more })
  const page = async (more = '') => {
    const answer = await t.guest.get(threadOf(story, more))
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const walk = async (sort: string, limit: number): Promise<string[]> => {
    const ids: string[] = []
    for (let after = ''; ; ) {
      const { comments, next } = await page(`&sort=${sort}&limit=${limit}${after}`)
      expect(comments.length).toBeLessThanOrEqual(limit)
      ids.push(...idsOf(comments))
      if (!next) return ids
      after = `&after=${encodeURIComponent(next)}`
    }
  }

  it('goes from one reader to the other', async () => {
    fresh()
    const id = await says(alice, 'I worked at the Douai plant for **nine** years.', { kind: 'eyewitness' })
    const { story: told, comments } = await page()
    expect(told).toMatchObject({ url: story, title: 'Story 1', count: 1, open: true })
    expect(comments).toMatchObject([
      {
        id,
        kind: 'eyewitness',
        state: 'shown',
        author: { id: alice.id, name: 'Alice Moreau', badge: null },
        body: [{ p: ['I worked at the Douai plant for ', { strong: ['nine'] }, ' years.'] }],
        respects: 0,
        replyCount: 0,
        replies: [],
        nextReplies: null,
        rootId: null,
        replyTo: null,
        depth: 0,
        decision: null,
        editedAt: null,
      },
    ])
    expect(comments[0].postedAt).toBe(new Date(now).toISOString())
  })

  it('does not store a story that nobody has written under, and refuses one of another newspaper', async () => {
    fresh()
    const { story: told, comments, next } = await page()
    expect({ told, comments, next }).toEqual({
      told: { id: null, url: story, title: 'Story 2', count: 0, open: true, seq: 0, timeline: 0, notes: 0, call: null },
      comments: [],
      next: null,
    })
    const stored = await t.app.db.read.selectFrom('stories').select('id').where('url', '=', story).execute()
    expect(stored).toEqual([])
    for (const url of [
      'https://elsewhere.example/x',
      'https://paper.example.evil.example/x',
      'https://paper.example@evil.example/x',
      'javascript:alert(1)',
      'not a url at all',
    ])
      expect((await t.guest.get(threadOf(url))).json.code, url).toBe('story.not-allowed')
  })

  it('keeps one discussion for one story, however its address is decorated', async () => {
    fresh()
    const id = await says(alice, 'One place.', { story: `${story}?utm_source=mail#comments` })
    expect(idsOf((await page()).comments)).toEqual([id])
  })

  it('S04 S26 makes a story’s title from its address without control or direction signs', async () => {
    fresh()
    story = `${PAPER}/%E2%80%AEcod%0D%0ASubject:%20x%00%1B%5B31m`
    const { story: told } = await page()
    expect(told.title).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(told.title).toContain('Subject: x')
  })

  describe('pages', () => {
    let posted: string[] = []
    let respected: string[] = []
    beforeAll(async () => {
      fresh()
      posted = []
      for (let n = 0; n < 23; n++) posted.push(await says(alice, `Top comment number ${n}`))
      const loved = [posted[3]!, posted[17]!, posted[8]!]
      for (const [i, id] of loved.entries())
        for (const who of [bob, carol].slice(0, i === 0 ? 2 : 1)) await who.call('PUT', `/v1/comments/${id}/respect`)
      const rank = new Map([
        [posted[3]!, 2],
        [posted[17]!, 1],
        [posted[8]!, 1],
      ])
      respected = posted.toSorted((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0) || (a < b ? 1 : -1))
    })

    it.each([1, 2, 7, 23, 100])('hold every comment once, in order, %i at a time', async limit => {
      expect(await walk('oldest', limit)).toEqual(posted)
      expect(await walk('newest', limit)).toEqual(posted.toReversed())
      expect(await walk('respected', limit)).toEqual(respected)
    })

    it('go on without gap or repeat when something is posted between two of them', async () => {
      const first = await page('&sort=newest&limit=10')
      const late = await says(bob, 'Posted while somebody was reading')
      const second = await page(`&sort=newest&limit=100&after=${first.next}`)
      expect([...idsOf(first.comments), ...idsOf(second.comments)]).toEqual(posted.toReversed())
      expect(idsOf((await page('&sort=newest&limit=1')).comments)).toEqual([late])
      await bob.call('DELETE', `/v1/comments/${late}`)
    })

    it.each(['0', '101', '-1', '1.5', 'abc', ''])('refuse a limit of “%s”', async limit => {
      expect((await t.guest.get(threadOf(story, `&limit=${limit}`))).status).toBe(400)
    })

    it.each([
      'x',
      'c_',
      '5',
      '5~',
      '~c_0123456789',
      '../../etc/passwd',
      "c_0123456789' or 1=1",
      'k_01234567890123456789',
    ])('refuse the cursor “%s”', async cursor => {
      for (const sort of ['newest', 'oldest', 'respected']) {
        const answer = await t.guest.get(threadOf(story, `&sort=${sort}&after=${encodeURIComponent(cursor)}`))
        expect([answer.status, answer.json.code]).toEqual([400, 'cursor.invalid'])
      }
      expect(
        (await t.guest.get(`/v1/comments/${posted[0]}/replies?after=${encodeURIComponent(cursor)}`)).json.code,
      ).toBe('cursor.invalid')
      expect((await alice.get(`/v1/me/comments?after=${encodeURIComponent(cursor)}`)).json.code).toBe('cursor.invalid')
    })

    it('refuse the cursor of another order, unknown orders and unknown parameters', async () => {
      const { next } = await page('&sort=respected&limit=1')
      expect((await t.guest.get(threadOf(story, `&sort=newest&after=${encodeURIComponent(next)}`))).json.code).toBe(
        'cursor.invalid',
      )
      for (const more of ['&sort=random', '&sort=newest&sort=oldest', '&state=held', '&reader=1'])
        expect((await t.guest.get(threadOf(story, more))).status, more).toBe(400)
    })

    it('are the same bytes in every encoding, with one ETag, until the story changes', async () => {
      const url = threadOf(story, '&limit=100')
      const ask = (headers: Record<string, string>) => t.server.inject({ url, headers })
      const plain = await ask({})
      const br = await ask({ 'accept-encoding': 'gzip, deflate, br;q=0.9' })
      const gzip = await ask({ 'accept-encoding': 'gzip, br;q=0' })
      expect(plain.headers['content-encoding']).toBeUndefined()
      expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
      expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true)
      expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true)
      expect(String(plain.headers.vary).toLowerCase().split(/,\s*/).toSorted()).toEqual(['accept-encoding', 'origin'])
      const etag = String(plain.headers.etag)
      expect([br.headers.etag, gzip.headers.etag]).toEqual([etag, etag])
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await ask({ 'if-none-match': known })
        expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
      }
      await bob.call('PUT', `/v1/comments/${posted[20]}/respect`)
      const changed = await ask({ 'if-none-match': etag })
      expect(changed.statusCode).toBe(200)
      expect(changed.headers.etag).not.toBe(etag)
      await bob.call('DELETE', `/v1/comments/${posted[20]}/respect`)
      expect((await ask({ 'if-none-match': etag })).statusCode).toBe(200) // seq has risen
    })
  })

  describe('replies', () => {
    it('hang below their thread, oldest first, parents before children, and are paged', async () => {
      fresh()
      const top = await says(alice, 'What did you see at the plant?')
      const replies: string[] = []
      for (let n = 0; n < 33; n++)
        replies.push(await says(n % 2 ? alice : bob, `Reply ${n}`, { replyTo: n % 3 === 2 ? replies[n - 1] : top }))
      const { comments, story: told } = await page()
      const [thread] = comments as [Comment]
      expect(told.count).toBe(34)
      expect(thread.replyCount).toBe(33)
      expect(idsOf(thread.replies)).toEqual(replies.slice(0, 5))
      expect(thread.replies[2]).toMatchObject({
        replyTo: replies[1],
        replyToName: 'Alice Moreau',
        rootId: top,
        depth: 2,
      })
      const seen = idsOf(thread.replies)
      for (let after = thread.nextReplies; after; ) {
        const answer = await t.guest.get(`/v1/comments/${top}/replies?after=${after}`)
        seen.push(...idsOf(answer.json.replies))
        after = answer.json.next
      }
      expect(seen).toEqual(replies)
      // Asked for at a reply, the page is that of its thread.
      expect(idsOf((await t.guest.get(`/v1/comments/${replies[4]}/replies`)).json.replies)).toEqual(
        replies.slice(0, 25),
      )
    })

    it('belong to their own story, and need something public to answer', async () => {
      fresh()
      const here = await says(alice, 'Here.')
      const held = await says(bob, THREE_LINKS)
      fresh()
      const post = (replyTo: string) => alice.post('/v1/comments', { story, text: 'A reply', replyTo })
      expect((await post(here)).json.code).toBe('comment.unknown')
      expect((await post('c_00000000000000000000')).json.code).toBe('comment.unknown')
      story = `${PAPER}/story-${stories - 1}`
      expect((await post(held)).json.code).toBe('comment.unknown')
      await alice.call('DELETE', `/v1/comments/${here}`)
      expect((await post(here)).json.code).toBe('comment.gone')
    })

    it('are found in their place by a link', async () => {
      fresh()
      const top = await says(alice, 'Top')
      const one = await says(bob, 'One', { replyTo: top })
      const two = await says(carol, 'Two', { replyTo: one })
      const three = await says(alice, 'Three', { replyTo: two })
      const { json } = await t.guest.get(`/v1/comments/${three}`)
      expect(json.story.url).toBe(story)
      expect(json.comment).toMatchObject({ id: three, depth: 3, replyTo: two, replyToName: 'Carol Diaz' })
      expect(json.top.id).toBe(top)
      expect(idsOf(json.path)).toEqual([one, two])
      expect((await t.guest.get(`/v1/comments/${top}`)).json).toMatchObject({
        comment: { id: top },
        top: { id: top },
        path: [],
      })
      for (const id of ['c_00000000000000000000', 'x', '..', '%00', 'c_’'])
        expect((await t.guest.get(`/v1/comments/${encodeURIComponent(id)}`)).status, id).toBe(404)
    })
  })

  it('points at the words as they were sent, whatever is tidied before they are kept', async () => {
    const sent = '\r\n\r\n  Zoe\u0308 says\u202e they are bloody i\u200bdiots.  '
    const nudged = await alice.post('/v1/comments', { story, text: sent })
    const checked = await t.guest.post('/v1/check', { text: sent })
    const posted = await alice.post('/v1/comments', { story, text: sent, postAnyway: true })
    for (const answer of [nudged, checked, posted]) {
      const [{ start, end }] = answer.json.verdict.findings[0].spans
      expect(sent.slice(start, end)).toBe('bloody i\u200bdiots')
    }
    const { text, verdict } = posted.json.comment
    const [{ start, end }] = verdict.findings[0].spans
    expect(text.slice(start, end).replace('\u200b', '')).toBe('bloody idiots')
  })

  it('is counted for every headline at once', async () => {
    fresh()
    await says(alice, 'First')
    await says(bob, THREE_LINKS)
    const nobody = `${PAPER}/never-discussed`
    const ask = (urls: string[]) =>
      t.guest.get(`/v1/counts?${urls.map(url => `story=${encodeURIComponent(url)}`).join('&')}`)
    expect((await ask([story, nobody])).json.counts).toEqual({ [story]: 1, [nobody]: 0 })
    expect((await ask([story])).json.counts).toEqual({ [story]: 1 })
    expect((await ask([`${story}#x`, story])).json.counts).toEqual({ [`${story}#x`]: 1, [story]: 1 })
    expect((await ask(Array.from({ length: 100 }, (_, n) => `${PAPER}/${n}`))).status).toBe(200)
    expect((await ask(Array.from({ length: 101 }, (_, n) => `${PAPER}/${n}`))).status).toBe(400)
    expect((await ask([])).status).toBe(400)
    // One foreign link does not blank the counts of a page.
    expect((await ask([story, 'https://elsewhere.example/'])).json.counts).toEqual({ [story]: 1 })
    expect((await ask(['https://elsewhere.example/'])).json.code).toBe('story.not-allowed')
  })

  describe('editing', () => {
    it('changes the words within the window and keeps the versions', async () => {
      fresh()
      const id = await says(alice, 'It were nine years.')
      now += 14 * MINUTE
      const edited = await alice.call('PATCH', `/v1/comments/${id}`, { text: 'It was nine years.' })
      expect(edited.status).toBe(200)
      expect(edited.json.comment).toMatchObject({
        id,
        text: 'It was nine years.',
        editedAt: new Date(now).toISOString(),
      })
      // The same words again are no new version.
      await alice.call('PATCH', `/v1/comments/${id}`, { text: 'It was nine years.' })
      expect((await page()).comments[0]).toMatchObject({
        body: [{ p: ['It was nine years.'] }],
        editedAt: new Date(now).toISOString(),
      })
      const { revisions } = (await t.guest.get(`/v1/comments/${id}/revisions`)).json
      expect(revisions.map((one: { no: number; body: unknown }) => [one.no, one.body])).toEqual([
        [1, [{ p: ['It were nine years.'] }]],
        [2, [{ p: ['It was nine years.'] }]],
      ])
      now += MINUTE
      const late = await alice.call('PATCH', `/v1/comments/${id}`, { text: 'Too late.' })
      expect([late.status, late.json.code]).toEqual([403, 'edit.too-late'])
      expect(late.json.detail).toContain('15 minutes')
      expect((await page()).comments[0].body).toEqual([{ p: ['It was nine years.'] }])
    })

    it('goes through the same phases: refused words change nothing, held words hide the comment', async () => {
      fresh()
      const id = await says(alice, 'A fine comment.')
      const reply = await says(bob, 'A reply to it.', { replyTo: id })
      const long = await alice.call('PATCH', `/v1/comments/${id}`, { text: 'a'.repeat(5001) })
      expect([long.status, long.json.code]).toEqual([422, 'verdict.refused'])
      expect((await alice.call('PATCH', `/v1/comments/${id}`, { text: ' \u200b ' })).json.code).toBe('text.empty')
      expect((await page()).comments[0].body).toEqual([{ p: ['A fine comment.'] }])
      const held = await alice.call('PATCH', `/v1/comments/${id}`, { text: THREE_LINKS })
      expect(held.json.comment.state).toBe('held')
      const { comments, story: told } = await page()
      expect(told.count).toBe(1)
      expect(comments).toMatchObject([
        {
          id,
          state: 'removed',
          author: null,
          body: [],
          replyCount: 1,
          decision: null,
          replies: [{ id: reply, replyToName: null }],
        },
      ])
      expect((await t.guest.get(`/v1/comments/${id}/revisions`)).status).toBe(404)
    })

    it('belongs to the author', async () => {
      fresh()
      const id = await says(alice, 'Mine.')
      expect((await bob.call('PATCH', `/v1/comments/${id}`, { text: 'Yours?' })).json.code).toBe('edit.not-yours')
      expect((await t.guest.call('PATCH', `/v1/comments/${id}`, { text: 'Anybody’s?' })).json.code).toBe('session.none')
      expect((await page()).comments[0].body).toEqual([{ p: ['Mine.'] }])
    })
  })

  describe('withdrawing', () => {
    it('leaves one line while replies stay, and nothing where there are none', async () => {
      fresh()
      const top = await says(alice, 'Words that I take back.')
      const reply = await says(bob, 'I answer them.', { replyTo: top })
      const alone = await says(alice, 'Nobody answered this.')
      for (const id of [top, alone, alone]) expect((await alice.call('DELETE', `/v1/comments/${id}`)).status).toBe(204)
      const { comments, story: told } = await page()
      expect(told.count).toBe(1)
      expect(comments).toMatchObject([
        {
          id: top,
          state: 'withdrawn',
          author: null,
          body: [],
          kind: 'comment',
          respects: 0,
          decision: null,
          replyCount: 1,
        },
      ])
      expect(idsOf(comments[0].replies)).toEqual([reply])
      expect((await t.guest.get(`/v1/comments/${alone}`)).status).toBe(404)
      expect((await t.guest.get(`/v1/comments/${top}`)).json.comment).toMatchObject({
        state: 'withdrawn',
        author: null,
        body: [],
      })
      expect((await t.guest.get(`/v1/comments/${top}/revisions`)).status).toBe(404)
      expect((await alice.call('PATCH', `/v1/comments/${top}`, { text: 'Back again' })).json.code).toBe('comment.gone')
      expect((await bob.call('DELETE', `/v1/comments/${reply}`)).status).toBe(204)
      expect(await page()).toMatchObject({ comments: [], story: { count: 0 } })
    })

    it('keeps a line in the middle of a thread', async () => {
      fresh()
      const top = await says(alice, 'Top')
      const middle = await says(bob, 'Middle', { replyTo: top })
      const leaf = await says(carol, 'Leaf', { replyTo: middle })
      await bob.call('DELETE', `/v1/comments/${middle}`)
      const [thread] = (await page()).comments
      expect(thread.replyCount).toBe(1)
      expect(thread.replies).toMatchObject([
        { id: middle, state: 'withdrawn', author: null, body: [], replyCount: 1 },
        { id: leaf, replyTo: middle, replyToName: null },
      ])
    })
  })

  it('is respected once by each reader but its author', async () => {
    fresh()
    const id = await says(alice, 'Respectable.')
    const respect = (who: Client, method = 'PUT') => who.call(method, `/v1/comments/${id}/respect`)
    expect((await respect(bob)).json).toEqual({ respects: 1, respected: true })
    expect((await respect(bob)).json).toEqual({ respects: 1, respected: true })
    expect((await respect(carol)).json).toEqual({ respects: 2, respected: true })
    expect((await respect(alice)).json.code).toBe('respect.own')
    expect((await respect(t.guest)).json.code).toBe('session.none')
    expect((await page()).comments[0].respects).toBe(2)
    const me = (await bob.get(`/v1/me?story=${encodeURIComponent(story)}`)).json
    expect(me.respected).toEqual([id])
    expect((await respect(bob, 'DELETE')).json).toEqual({ respects: 1, respected: false })
    expect((await respect(bob, 'DELETE')).json).toEqual({ respects: 1, respected: false })
    const held = await says(carol, THREE_LINKS)
    expect((await bob.call('PUT', `/v1/comments/${held}/respect`)).json.code).toBe('comment.unknown')
    await alice.call('DELETE', `/v1/comments/${id}`)
    expect((await respect(carol, 'DELETE')).json.code).toBe('comment.gone')
  })

  describe('before it is published', () => {
    it('is measured as readers count: five thousand characters fit, however many units they take, and one more does not', async () => {
      fresh()
      const family = '👩‍👩‍👧‍👦 '
      const wide = await alice.post('/v1/comments', { story, text: family.repeat(2000) })
      expect([wide.status, wide.json.code]).toEqual([201, undefined])
      expect(wide.json.comment.text).toBe(family.repeat(2000).trim())
      const post = (text: string) => bob.post('/v1/comments', { story, text })
      expect((await post('é'.normalize('NFD').repeat(5000))).status).toBe(201)
      const over = await post('a'.repeat(5001))
      expect([over.status, over.json.code, over.json.verdict.outcome]).toEqual([422, 'verdict.refused', 'refuse'])
      expect(over.json.verdict.findings).toMatchObject([{ rule: 'house', label: 'too-long' }])
      expect(over.json.verdict.findings[0].message).toContain('5,001')
      expect((await post('a'.repeat(20_001))).json.code).toBe('request.invalid')
    })

    it('is held for more than two links and refused for more than ten, with the links marked', async () => {
      fresh()
      const text = (n: number) => Array.from({ length: n }, (_, i) => `https://source${i}.example/page`).join(' and ')
      const post = (n: number) => alice.post('/v1/comments', { story, text: text(n) })
      expect((await post(2)).json.comment.state).toBe('shown')
      const held = await post(3)
      expect([held.status, held.json.comment.state, held.json.verdict.outcome]).toEqual([201, 'held', 'hold'])
      const [finding] = held.json.verdict.findings
      expect(finding).toMatchObject({ rule: 'house', label: 'links', message: expect.stringContaining('3 links') })
      expect(finding.spans.map(({ start, end }: { start: number; end: number }) => text(3).slice(start, end))).toEqual(
        [0, 1, 2].map(i => `https://source${i}.example/page`),
      )
      expect((await post(11)).json.code).toBe('verdict.refused')
      expect((await page()).story.count).toBe(1)
    })

    it('is unseen by others while held, and seen by its author', async () => {
      fresh()
      const id = await says(alice, THREE_LINKS)
      expect(await page()).toMatchObject({ comments: [], story: { count: 0 } })
      for (const who of [t.guest, bob]) {
        for (const path of [`/v1/comments/${id}`, `/v1/comments/${id}/replies`, `/v1/comments/${id}/revisions`])
          expect((await who.get(path)).status, path).toBe(404)
        for (const [method, path] of [
          ['PATCH', ''],
          ['DELETE', ''],
          ['PUT', '/respect'],
        ] as const)
          expect([401, 404]).toContain(
            (await who.call(method, `/v1/comments/${id}${path}`, method === 'PATCH' ? { text: 'x' } : undefined))
              .status,
          )
      }
      const { mine } = (await alice.get(`/v1/me?story=${encodeURIComponent(story)}`)).json
      expect(mine).toMatchObject([{ id, state: 'held', text: THREE_LINKS }])
      expect((await alice.get('/v1/me/comments')).json.comments[0]).toMatchObject({
        id,
        state: 'held',
        storyUrl: story,
      })
      expect((await bob.get(`/v1/me?story=${encodeURIComponent(story)}`)).json.mine).toEqual([])
      // Taken back, it waits for nobody.
      expect((await alice.call('DELETE', `/v1/comments/${id}`)).status).toBe(204)
      const open = await t.app.db.read.selectFrom('cases').select('queue').where('comment', '=', id).execute()
      expect(open).toEqual([{ queue: null }])
    })

    it('is refused under a closed story, where reading goes on', async () => {
      fresh()
      const desk = await t.signIn('eve', { role: 'editor' })
      const id = await says(alice, 'While it was open.')
      const change = (settings: object) => desk.call('PUT', '/v1/desk/stories', { url: story, ...settings })
      expect((await change({ open: false, title: 'Talks in the open' })).json).toMatchObject({
        open: false,
        title: 'Talks in the open',
      })
      for (const replyTo of [undefined, id]) {
        const answer = await bob.post('/v1/comments', { story, text: 'Too late?', ...(replyTo && { replyTo }) })
        expect([answer.status, answer.json.code]).toEqual([422, 'story.closed'])
      }
      expect(await page()).toMatchObject({ story: { open: false, count: 1 }, comments: [{ id }] })
      await change({ open: true })
      expect((await bob.post('/v1/comments', { story, text: 'Open again.' })).status).toBe(201)
    })

    it('is checked as it is typed, and nothing is stored', async () => {
      fresh()
      const answer = await t.guest.post('/v1/check', { text: THREE_LINKS, story })
      expect(answer.json.verdict).toMatchObject({
        outcome: 'hold',
        findings: expect.arrayContaining([expect.objectContaining({ label: 'links' })]),
      })
      expect((await t.guest.post('/v1/check', { text: 'All well here.' })).json.verdict).toEqual({
        outcome: 'show',
        findings: [],
      })
      expect(await page()).toMatchObject({ story: { id: null } })
    })

    it('has a verdict that knows nothing of claims: what can be looked up is asked about, and kept nowhere', async () => {
      fresh()
      const claim = 'The plant has received $1.4 billion in subsidies since 2009.'
      const text = `What a week. ${claim}`
      const before = await t.guest.post('/v1/check', { text: 'What a week. The plant is large.', story })
      const { json } = await t.guest.post('/v1/check', { text, story })
      expect(json).toEqual({ verdict: before.json.verdict, claims: [{ start: 13, end: text.length }] })
      expect(before.json).toEqual({ verdict: { outcome: 'show', findings: [] }, claims: [] })
      const posted = await bob.post('/v1/comments', { story, text })
      expect(posted.json.verdict).toEqual(json.verdict)
      const rows = await t.app.db.read
        .selectFrom('comments')
        .selectAll()
        .where('id', '=', posted.json.comment.id)
        .execute()
      expect(rows[0]!.verdict_json).not.toMatch(/claim/i)
      expect(await t.app.db.read.selectFrom('cases').selectAll().where('comment', '=', rows[0]!.id).execute()).toEqual(
        [],
      )
      const sourced = await t.guest.post('/v1/check', { text: `${text}\n\nSource: the yearly report`, story })
      expect(sourced.json.claims).toEqual([])
    })

    it('may be posted anyway after a nudge', async () => {
      fresh()
      const text = 'You are a stupid fool. Thanks for the article, though.'
      const nudged = await alice.post('/v1/comments', { story, text })
      expect([nudged.status, nudged.json.code, nudged.json.verdict.outcome]).toEqual([422, 'verdict.nudge', 'nudge'])
      expect(nudged.json.verdict.findings[0]).toMatchObject({ rule: 'nice', label: 'insult' })
      expect((await page()).story.count).toBe(0)
      const posted = await alice.post('/v1/comments', { story, text, postAnyway: true })
      expect([posted.status, posted.json.comment.state]).toEqual([201, 'shown'])
    })
  })

  describe('R13 one key, one comment', () => {
    const key = () => crypto.randomUUID()
    const post = (who: Client, text: string, k: string, more = {}) =>
      who.post('/v1/comments', { story, text, ...more }, { 'idempotency-key': k })

    it('R13 answers the same key with the same words the same, with other words 422', async () => {
      fresh()
      const k = key()
      const first = await post(alice, 'Posted once.', k)
      now += 23 * 60 * MINUTE
      const again = await post(alice, 'Posted once.', k)
      expect([again.status, again.json]).toEqual([201, first.json])
      const other = await post(alice, 'Posted otherwise.', k)
      expect([other.status, other.json.code]).toEqual([422, 'idempotency.mismatch'])
      expect((await post(alice, 'Posted once.', k, { kind: 'eyewitness' })).json.code).toBe('idempotency.mismatch')
      const bobs = await post(bob, 'Posted once.', k)
      expect(bobs.status).toBe(201)
      expect(bobs.json.comment.id).not.toBe(first.json.comment.id)
      expect((await page()).story.count).toBe(2)
    })

    it('R13 fifty at once are one comment and fifty same answers', async () => {
      fresh()
      const k = key()
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(alice, 'All at once.', k)))
      expect(new Set(answers.map(answer => `${answer.status} ${answer.json.comment.id}`)).size).toBe(1)
      expect(answers[0]!.status).toBe(201)
      expect((await page()).story.count).toBe(1)
    })

    it('R13 a refused post uses its key up no more than a failed one', async () => {
      fresh()
      const k = key()
      expect((await post(alice, 'a'.repeat(5001), k)).status).toBe(422)
      expect((await post(alice, 'Shorter.', k)).status).toBe(201)
    })

    it.each(['short', 'with space in it', 'x'.repeat(101), 'semi;colon;key', 'ключ-ключ'])(
      'refuses the key “%s”',
      async k => {
        expect(
          (
            await post(
              alice,
              'Words',
              encodeURIComponent(k) === k || /^[\x20-\x7e]+$/.test(k) ? k : Buffer.from(k).toString('latin1'),
            )
          ).status,
        ).toBe(400)
      },
    )
  })

  it('R17 leaves everything that must hold, held', async () => {
    expect(await t.broken()).toEqual([])
  })
})

describe('with limits on', () => {
  let t: TestApp
  let now = Date.now()
  beforeAll(async () => {
    t = await testApp({ env: { PARLEY_LIMITS: 'on' }, clock: () => now })
  })
  afterAll(() => t.close())

  it('the same words again within a day are refused, however disguised', async () => {
    const alice = await t.signIn('alice')
    const bob = await t.signIn('bob')
    await alice.says('Buy less, mend more. That is all.')
    for (const text of [
      'Buy less, mend more. That is all.',
      'BUY LESS,  MEND MORE — THAT IS ALL!',
      'Buy l\u200bess, mend more. That is all.',
    ]) {
      const answer = await alice.post('/v1/comments', { story: STORY, text })
      expect([answer.json.code, answer.json.verdict?.findings[0]?.label], text).toEqual(['verdict.refused', 'repeat'])
    }
    expect((await bob.post('/v1/comments', { story: STORY, text: 'Buy less, mend more. That is all.' })).status).toBe(
      201,
    )
    now += 24 * 60 * MINUTE + 1000
    expect((await alice.post('/v1/comments', { story: STORY, text: 'Buy less, mend more. That is all.' })).status).toBe(
      201,
    )
  })

  it('R13 a retry is never taken for a repeat, in parallel or later', async () => {
    const carol = await t.signIn('carol')
    const post = () =>
      carol.post(
        '/v1/comments',
        { story: STORY, text: 'Sent again when the line broke.' },
        { 'idempotency-key': 'the-same-key' },
      )
    const answers = [...(await Promise.all(Array.from({ length: 8 }, post))), await post()]
    expect(new Set(answers.map(answer => `${answer.status} ${answer.json.comment?.id}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
  })

  it('an edit is not a repeat of itself', async () => {
    const dan = await t.signIn('dan')
    const id = await dan.says('I have seen this plant.')
    expect((await dan.call('PATCH', `/v1/comments/${id}`, { text: 'I have seen this plant!' })).status).toBe(200)
  })

  it('R17 holds', async () => expect(await t.broken()).toEqual([]))
})

describe.each([
  ['first', ['held', 'shown']],
  ['all', ['held', 'held']],
] as const)('with PARLEY_HOLD=%s', (hold, states) => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp({ env: { PARLEY_HOLD: hold } })
  })
  afterAll(() => t.close())

  it('a reader’s comments wait as the newsroom wishes; staff never wait', async () => {
    const alice = await t.signIn('alice')
    const eve = await t.signIn('eve', { role: 'moderator' })
    const post = async (who: Client, text: string) => (await who.post('/v1/comments', { story: STORY, text })).json
    const first = await post(alice, 'My first words here.')
    expect(first.comment.state).toBe(states[0])
    expect(first.verdict.findings).toMatchObject([{ rule: 'house', label: hold === 'first' ? 'first' : 'all-held' }])
    await eve.post(`/v1/desk/cases/k_${first.comment.id.slice(2)}/decisions`, { act: 'show' })
    expect((await post(alice, 'My second words here.')).comment.state).toBe(states[1])
    expect((await post(eve, 'The newsroom answers.')).comment.state).toBe('shown')
    expect(await t.broken()).toEqual([])
  })
})
