import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsAfter } from '../http/events-after.ts'
import { publicFrame } from '../http/stream.ts'
import { type Client, mails, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

const LINKS = 'https://a.example https://b.example https://c.example'
const REASON = 'It degrades people for where they come from.'

let t: TestApp
let alice: Client
let bob: Client
let desk: Client
let colleague: Client
let stories = 0
let story = STORY
beforeAll(async () => {
  t = await testApp()
  alice = await t.signIn('alice', { name: 'Alice Moreau' })
  bob = await t.signIn('bob', { name: 'Bob Tanaka' })
  desk = await t.signIn('eve', { name: 'Eve', role: 'moderator' })
  colleague = await t.signIn('finn', { name: 'Finn', role: 'editor' })
})
afterAll(() => t.close())

const caseOf = (id: string) => `k_${id.slice(2)}`
const fresh = () => {
  story = `${PAPER}/decided-${++stories}`
}
const says = (who: Client, text: string, more = {}) => who.says(text, { story, ...more })
const decide = (who: Client, id: string, choice: object) => who.post(`/v1/desk/cases/${caseOf(id)}/decisions`, choice)
const remove = (id: string, more: object = {}) =>
  decide(desk, id, { act: 'remove', rule: 'nice', explanation: REASON, ...more })
const collapse = (id: string, more: object = {}) =>
  decide(desk, id, { act: 'collapse', rule: 'clean', explanation: 'The language.', ...more })
const view = async (id: string) => (await desk.get(`/v1/desk/cases/${caseOf(id)}`)).json
const page = async () => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}&limit=100`)).json
const own = async (who: Client, id: string) =>
  (await who.get('/v1/me/comments')).json.comments.find((comment: { id: string }) => comment.id === id)

it('tells the desk who was nudged and posted anyway, and of nobody else', async () => {
  fresh()
  const rude = await says(alice, 'They are all bloody idiots.', { postAnyway: true })
  const threat = await says(bob, 'Whoever signed it, they deserve a beating.', { postAnyway: true })
  const calm = await says(bob, 'Whoever signed it should explain it.', { postAnyway: true })
  const nudged = async (id: string) => (await desk.get(`/v1/desk/cases/${caseOf(id)}`)).json.author.nudgedAndPosted
  expect([await nudged(rude), await nudged(threat), await nudged(calm)]).toEqual([true, false, false])
})

describe('a decision', () => {
  it('shows what was held, and the author and everybody can read it', async () => {
    fresh()
    const id = await says(alice, `Three sources: ${LINKS}`)
    expect((await view(id)).queue).toBe('held')
    const { status, json } = await decide(desk, id, { act: 'show' })
    expect(status).toBe(200)
    expect(json.decision).toMatchObject({ act: 'show', rule: null, explanation: '', by: 'Eve', automated: false })
    expect(await page()).toMatchObject({ story: { count: 1 }, comments: [{ id, state: 'shown', decision: null }] })
    expect(await view(id)).toMatchObject({ queue: null, state: 'shown', decisions: [{ act: 'show', by: 'Eve' }] })
    expect(await own(alice, id)).toMatchObject({ state: 'shown', reason: { act: 'show' } })
    expect((await mails(t.app)).at(-1)).toMatchObject({
      to: 'alice@paper.example',
      subject: expect.stringContaining('About your comment'),
    })
  })

  it('collapses what is shown, says why to all by its rule, and can be undone', async () => {
    fresh()
    const id = await says(alice, 'Crude words about the plan.')
    await collapse(id)
    const [shown] = (await page()).comments
    expect(shown).toMatchObject({
      id,
      state: 'collapsed',
      body: [{ p: ['Crude words about the plan.'] }],
      decision: { act: 'collapse', rule: 'clean' },
    })
    expect((await page()).story.count).toBe(1)
    await decide(desk, id, { act: 'show' })
    expect((await page()).comments[0]).toMatchObject({ state: 'shown', decision: null })
  })

  it('removes, and tells author and readers what each may know', async () => {
    fresh()
    const id = await says(alice, 'Words that degrade.')
    const reply = await says(bob, 'I disagree.', { replyTo: id })
    const before = (await mails(t.app)).length
    expect((await remove(id)).status).toBe(200)
    // Readers: one line with the rule; no reason, no name, no words.
    const [stub] = (await page()).comments
    expect(stub).toMatchObject({
      id,
      state: 'removed',
      author: null,
      body: [],
      respects: 0,
      editedAt: null,
      decision: { act: 'remove', rule: 'nice' },
      replies: [{ id: reply, replyToName: null }],
    })
    expect(Object.keys(stub.decision).toSorted()).toEqual(['act', 'at', 'rule'])
    expect((await page()).story.count).toBe(1)
    // The author: his own words, the rule and the reason.
    for (const mine of [
      await own(alice, id),
      (await alice.get(`/v1/me?story=${encodeURIComponent(story)}`)).json.mine[0],
    ])
      expect(mine).toMatchObject({
        id,
        state: 'removed',
        text: 'Words that degrade.',
        editableUntil: null,
        reason: { act: 'remove', rule: 'nice', explanation: REASON },
      })
    const [mail] = (await mails(t.app)).slice(before)
    expect(mail).toMatchObject({ to: 'alice@paper.example' })
    expect(mail!.text).toContain('Be nice')
    expect(mail!.text).toContain(REASON)
    expect(mail!.text).not.toContain('Words that degrade.')
    // Others learn no reason.
    for (const answer of [
      await t.guest.get(`/v1/comments/${id}`),
      await bob.get('/v1/me/comments'),
      await bob.get(`/v1/me?story=${encodeURIComponent(story)}`),
    ])
      expect(answer.text).not.toContain(REASON)
    // It can be brought back.
    await decide(colleague, id, { act: 'show' })
    expect((await page()).comments[0]).toMatchObject({
      id,
      state: 'shown',
      author: { name: 'Alice Moreau' },
      replyCount: 1,
    })
    expect((await page()).story.count).toBe(2)
    expect((await view(id)).decisions.map((one: { act: string; by: string }) => [one.act, one.by])).toEqual([
      ['remove', 'Eve'],
      ['show', 'Finn'],
    ])
  })

  it('that restricts names a rule, or the law, and a reason', async () => {
    fresh()
    const id = await says(alice, 'Some words.')
    for (const act of ['remove', 'collapse']) {
      for (const [choice, code] of [
        [{ explanation: REASON }, 'decision.no-rule'],
        [{ explanation: REASON, rule: null }, 'decision.no-rule'],
        [{ rule: 'nice' }, 'decision.no-reason'],
        [{ rule: 'nice', explanation: '' }, 'decision.no-reason'],
        [{ rule: 'nice', explanation: ' \n\u200b\u0000 ' }, 'decision.no-reason'],
      ] as const) {
        const answer = await decide(desk, id, { act, ...choice })
        expect([answer.status, answer.json.code], JSON.stringify(choice)).toEqual([422, code])
      }
    }
    for (const choice of [
      { act: 'erase' },
      { act: 'withdraw' },
      { act: 'hold', rule: 'nice', explanation: REASON },
      {},
    ])
      expect((await decide(desk, id, choice)).status).toBe(400)
    expect((await remove(id, { rule: 'house' })).json.code).toBe('rule.not-held')
    expect((await page()).comments[0].state).toBe('shown')
    expect((await view(id)).decisions).toEqual([])
    const law = { rule: 'illegal', explanation: '§ 185: an insult.' }
    expect((await remove(id, law)).json.code).toBe('decision.no-law')
    expect((await remove(id, { ...law, law: '§ 185 StGB' })).status).toBe(200)
    expect(await own(alice, id)).toMatchObject({ reason: { rule: 'illegal', explanation: '§ 185: an insult.' } })
  })

  it('is never about one’s own comment', async () => {
    fresh()
    const id = await says(desk, 'The newsroom writes.')
    expect((await remove(id)).json.code).toBe('decision.own')
    expect((await decide(desk, id, { act: 'show' })).json.code).toBe('decision.own')
    expect((await decide(colleague, id, { act: 'remove', rule: 'truth', explanation: 'Wrong figure.' })).status).toBe(
      200,
    )
  })

  it('is not made over what somebody else has just done', async () => {
    fresh()
    const id = await says(alice, 'Two moderators look at this.')
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    const { version } = await view(id)
    expect((await collapse(id, { version })).status).toBe(200)
    const late = await decide(colleague, id, { act: 'remove', rule: 'nice', explanation: REASON, version })
    expect([late.status, late.json.code]).toEqual([409, 'case.changed'])
    expect((await page()).comments[0].state).toBe('collapsed')
    const next = await view(id)
    expect(next.version).toBeGreaterThan(version)
    expect((await decide(colleague, id, { act: 'show', version: next.version })).status).toBe(200)
    // A comment nobody has reported has no case yet, and can be decided on too, once for what was seen.
    const quiet = await says(alice, 'Nobody reported this.')
    const seen = (await view(quiet)).version
    expect((await remove(quiet, { version: seen + 1 })).json.code).toBe('case.changed')
    expect((await remove(quiet, { version: seen })).status).toBe(200)
    expect(
      (await decide(colleague, quiet, { act: 'collapse', rule: 'clean', explanation: 'The language.', version: seen }))
        .json.code,
    ).toBe('case.changed')
    // Nor on words that their author has changed meanwhile.
    const edited = await says(alice, 'Before the edit.')
    const before = (await view(edited)).version
    await alice.call('PATCH', `/v1/comments/${edited}`, { text: 'After the edit.' })
    expect((await remove(edited, { version: before })).json.code).toBe('case.changed')
  })

  it('is one when two press at the same moment with what they saw', async () => {
    fresh()
    const id = await says(alice, 'A race.')
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    const { version } = await view(id)
    const answers = await Promise.all([
      collapse(id, { version }),
      remove(id, { version }),
      decide(colleague, id, { act: 'show', version }),
    ])
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 409, 409])
    expect((await view(id)).decisions).toHaveLength(1)
  })

  it('that would change nothing is refused, but a reported comment may stay collapsed', async () => {
    fresh()
    const id = await says(alice, 'Collapsed already.')
    await collapse(id)
    expect((await collapse(id)).json.code).toBe('decision.no-change')
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    const before = (await mails(t.app)).length
    // Its author has a statement of this decision too, and the reporter his answer.
    expect((await collapse(id)).json.statement.no).toBeGreaterThan(0)
    expect(await view(id)).toMatchObject({ queue: null, state: 'collapsed' })
    expect((await mails(t.app)).slice(before).map(({ to }) => to)).toEqual(['bob@paper.example', 'alice@paper.example'])
    await remove(id)
    expect((await remove(id)).json.code).toBe('decision.no-change')
  })

  it('never brings back what its author has withdrawn', async () => {
    fresh()
    const id = await says(alice, 'Taken back.')
    await says(bob, 'A reply.', { replyTo: id })
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    await alice.call('DELETE', `/v1/comments/${id}`)
    expect((await view(id)).queue).toBeNull()
    await decide(desk, id, { act: 'show' })
    expect((await page()).comments[0]).toMatchObject({ id, state: 'withdrawn', body: [], author: null, decision: null })
    expect((await remove(id)).json.code).toBe('decision.no-change')
  })

  it('leaves New when somebody has looked, and edits bring it back there', async () => {
    fresh()
    const id = await says(alice, 'Fresh.')
    const waiting = async () =>
      ((await desk.get('/v1/desk/cases?queue=new&limit=100')).json.cases as { commentId: string }[]).some(
        one => one.commentId === id,
      )
    expect(await waiting()).toBe(true)
    await decide(desk, id, { act: 'show' })
    expect(await waiting()).toBe(false)
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'Fresh, and changed.' })
    expect(await waiting()).toBe(true)
  })

  it('is of a case that exists', async () => {
    for (const id of ['c_00000000000000000000', 'c_x']) {
      expect((await decide(desk, id, { act: 'show' })).json.code).toBe('case.unknown')
      expect((await desk.get(`/v1/desk/cases/${caseOf(id)}`)).json.code).toBe('case.unknown')
    }
  })

  it('shows the desk the comment in its context, with the author’s record', async () => {
    fresh()
    const top = await says(bob, 'The question.')
    const id = await says(alice, `An answer with ${LINKS}`, { replyTo: top })
    const found = await view(id)
    expect(found).toMatchObject({
      id: caseOf(id),
      commentId: id,
      queue: 'held',
      state: 'held',
      authorName: 'Alice Moreau',
      storyUrl: story,
      parents: [{ id: top, authorName: 'Bob Tanaka', text: 'The question.', state: 'shown' }],
      findings: [{ rule: 'house', label: 'links' }],
      finding: { rule: 'house', label: 'links', score: 1 },
      revisions: [{ no: 1 }],
    })
    for (const { start, end } of found.findings[0].spans)
      expect(found.text.slice(start, end)).toMatch(/^https:\/\/[abc]\.example$/)
    expect(found.author.comments).toBeGreaterThan(3)
    expect(found.author.removed).toBeGreaterThanOrEqual(1)
  })
})

describe('L06 a label', () => {
  const LABEL = {
    act: 'label',
    rule: 'truth',
    label: 'Disputed claim',
    explanation: 'The works council says otherwise.',
  }
  const label = (id: string, more: object = {}) => decide(desk, id, { ...LABEL, ...more })
  const seen = async (id: string) => (await page()).comments.find((comment: { id: string }) => comment.id === id)
  /** What a reader’s page is told of a story’s events: the last one. */
  const lastFrame = async () => {
    const { id } = await t.app.db.read
      .selectFrom('stories')
      .select('id')
      .where('url', '=', story)
      .executeTakeFirstOrThrow()
    const { events } = await eventsAfter(t.app.db.read, t.app.config.site, id, 0, 1_000_000)
    return publicFrame(events.at(-1)!)
  }

  it('L06 leaves a comment where it is, is seen by everybody, and reasoned to its author', async () => {
    fresh()
    const id = await says(alice, 'The plant closes in May.')
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'truth' })
    const before = (await mails(t.app)).length
    const { status, json } = await label(id, { label: ' Disputed\n  claim ' })
    expect([status, json.decision]).toEqual([200, expect.objectContaining({ act: 'label', label: 'Disputed claim' })])
    const decision = { act: 'label', rule: 'truth', label: 'Disputed claim', at: json.decision.at }
    expect(await seen(id)).toMatchObject({ state: 'shown', decision, body: [{ p: ['The plant closes in May.'] }] })
    expect((await page()).story.count).toBe(1)
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.decision).toEqual(decision)
    // Whoever has the page open is told to look again.
    expect(await lastFrame()).toMatch(/event: state[\s\S]*"state":"shown"/)
    expect(await view(id)).toMatchObject({ queue: null, state: 'shown', label: 'Disputed claim' })
    expect((await desk.get('/v1/desk/cases?queue=decided')).json.cases[0]).toMatchObject({ label: 'Disputed claim' })
    expect(await own(alice, id)).toMatchObject({
      state: 'shown',
      reason: { act: 'label', label: 'Disputed claim', explanation: LABEL.explanation, statement: json.statement.no },
    })
    expect((await alice.get(`/v1/statements/${json.statement.no}`)).json).toMatchObject({
      act: 'label',
      label: 'Disputed claim',
      rule: { id: 'truth' },
    })
    const [, mail] = (await mails(t.app)).slice(before)
    expect(mail).toMatchObject({ to: 'alice@paper.example' })
    expect(mail!.text).toMatch(/was given the label “Disputed claim”[\s\S]*It stays where it is/)
  })

  it('needs its words, a rule and a reason, and is no label twice', async () => {
    fresh()
    const id = await says(alice, 'Some words.')
    for (const [choice, code] of [
      [{ label: undefined }, 'decision.no-label'],
      [{ label: ' \u200b\n' }, 'decision.no-label'],
      [{ rule: null }, 'decision.no-rule'],
      [{ explanation: ' ' }, 'decision.no-reason'],
      [{ label: 'x'.repeat(61) }, 'request.invalid'],
    ] as const)
      expect([(await label(id, choice)).json.code, (await seen(id)).decision], code).toEqual([code, null])
    expect((await label(id, { label: 'é'.repeat(60) })).status).toBe(200)
    expect((await label(id, { label: 'é'.repeat(60) })).json.code).toBe('decision.no-change')
  })

  it('is replaced by a second one, overridden by what is harsher, taken away by show, and put back by undo', async () => {
    fresh()
    const id = await says(alice, 'Some words.')
    const labelled = async () => (await seen(id))?.decision?.label ?? null
    const state = async () => (await view(id)).state
    const undo = async (made: { json: { decision: { id: string } } }) =>
      expect((await desk.post(`/v1/desk/decisions/${made.json.decision.id}/undo`)).status).toBe(200)
    await label(id)
    const second = await label(id, { label: 'Off topic' })
    expect(await labelled()).toBe('Off topic')
    await undo(second)
    expect(await labelled()).toBe('Disputed claim')
    expect(await own(alice, id)).toMatchObject({ reason: { label: 'Disputed claim' } })
    const shown = await decide(desk, id, { act: 'show' })
    expect([await labelled(), (await own(alice, id)).reason]).toEqual([null, expect.objectContaining({ act: 'show' })])
    expect((await mails(t.app)).at(-1)!.text).toContain('The label on your comment under')
    await undo(shown)
    expect(await labelled()).toBe('Disputed claim')
    const collapsed = await collapse(id)
    expect([await state(), await labelled()]).toEqual(['collapsed', null])
    await undo(collapsed)
    expect([await state(), await labelled()]).toEqual(['shown', 'Disputed claim'])
    // What is milder takes back what was harsher.
    const { no } = (await remove(id)).json.statement
    await label(id)
    expect([await state(), await labelled()]).toEqual(['shown', 'Disputed claim'])
    expect((await alice.get(`/v1/statements/${no}`)).json.reversedAt).not.toBeNull()
  })

  it('stays with words that are edited, is not told of what waits, and can publish what is held', async () => {
    fresh()
    const id = await says(alice, 'The plant closes in May.')
    await label(id)
    await says(bob, 'Who says so?', { replyTo: id })
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'The plant closes in June.' })
    expect((await seen(id)).decision.label).toBe('Disputed claim')
    expect(await own(alice, id)).toMatchObject({ state: 'shown', reason: { label: 'Disputed claim' } })
    await alice.call('PATCH', `/v1/comments/${id}`, { text: `The plant closes. ${LINKS}` })
    expect(await seen(id)).toMatchObject({ state: 'removed', decision: null, body: [] })
    expect(await own(alice, id)).toMatchObject({ state: 'held', reason: null })
    expect(await view(id)).toMatchObject({ queue: 'held', label: null })
    await label(id, { label: 'Advertising?' })
    expect(await seen(id)).toMatchObject({ state: 'shown', decision: { label: 'Advertising?' } })
  })

  it('can be given to many at once', async () => {
    fresh()
    const ids = [await says(alice, 'One.'), await says(bob, 'Two.')]
    const choice = { ...LABEL, ids: ids.map(caseOf) }
    const foretold = (await desk.post('/v1/desk/decisions', { ...choice, dryRun: true })).json
    expect(foretold.results).toMatchObject([{ before: 'shown', after: 'shown', problem: null }, { problem: null }])
    expect((await seen(ids[0]!)).decision).toBeNull()
    const { results, batch } = (await desk.post('/v1/desk/decisions', choice)).json
    expect(results.map(({ decision }: { decision: { label: string } }) => decision.label)).toEqual(
      Array(2).fill('Disputed claim'),
    )
    await desk.post(`/v1/desk/decisions/${batch}/undo`)
    for (const id of ids) expect((await seen(id)).decision).toBeNull()
  })
})

describe('S34 words that are not public', () => {
  const CANARY = 'canary-words'
  /** Every way in which somebody who is neither author nor staff can ask for something. */
  async function everything(ids: readonly string[]): Promise<string> {
    const texts: string[] = []
    const query = encodeURIComponent(story)
    for (const who of [t.guest, bob]) {
      for (const sort of ['newest', 'oldest', 'respected'])
        texts.push((await who.get(`/v1/comments?story=${query}&sort=${sort}&limit=100`)).text)
      for (const id of ids)
        for (const path of [`/v1/comments/${id}`, `/v1/comments/${id}/replies`, `/v1/comments/${id}/revisions`])
          texts.push((await who.get(path)).text)
      for (const path of [
        `/v1/counts?story=${query}`,
        '/v1/site',
        '/v1/me',
        `/v1/me?story=${query}`,
        `/d?story=${query}`,
        '/openapi.json',
        '/metrics',
      ])
        texts.push((await who.get(path)).text)
    }
    texts.push((await bob.get('/v1/me/comments')).text)
    // Everything a stream could ever replay.
    const row = await t.app.db.read
      .selectFrom('stories')
      .select('id')
      .where('url', '=', story)
      .executeTakeFirstOrThrow()
    const { events } = await eventsAfter(t.app.db.read, t.app.config.site, row.id, 0, 1_000_000)
    texts.push(...events.map(event => publicFrame(event) ?? ''), ...events.map(event => JSON.stringify(event)))
    // Mails to anybody but the author.
    texts.push(
      ...(await mails(t.app)).filter(mail => mail.to !== 'alice@paper.example').map(mail => JSON.stringify(mail)),
    )
    return texts.join('\n')
  }

  it('S34 are in no answer, count, replay, version or mail for others, however they came to be so', async () => {
    fresh()
    const top = await says(bob, 'A public question.')
    const says5 = async (text: string, more = {}) => says(alice, `${CANARY} ${text}`, more)
    const removed = await says5('removed', { replyTo: top })
    const withdrawn = await says5('withdrawn', { replyTo: top })
    const held = await says5(`held ${LINKS}`, { replyTo: top })
    const edited = await says5('edited into a hold', { replyTo: top })
    const rewritten = await says5(`held, then rewritten ${LINKS}`, { replyTo: top })
    const alone = await says5('removed with nothing below')
    // Everybody may read these for a while; a page is kept, and replies name their parents.
    for (const id of [removed, withdrawn, edited]) await says(bob, 'I answer that.', { replyTo: id })
    expect(await everything([removed])).toContain(CANARY)
    await bob.post(`/v1/comments/${removed}/reports`, { rule: 'nice', explanation: 'Look.' })
    await t.guest.post(`/v1/comments/${alone}/reports`, {
      illegal: { law: 'x', explanation: 'y', goodFaith: true, email: 'witness@paper.example' },
    })
    await alice.call('PATCH', `/v1/comments/${removed}`, { text: `${CANARY} removed, after an edit` })
    await remove(removed)
    await remove(alone)
    await alice.call('DELETE', `/v1/comments/${withdrawn}`)
    await alice.call('PATCH', `/v1/comments/${edited}`, { text: `${CANARY} now held ${LINKS}` })
    await alice.call('PATCH', `/v1/comments/${rewritten}`, { text: 'Rewritten while it was held.' })
    await decide(desk, rewritten, { act: 'show' })
    const ids = [top, removed, withdrawn, held, edited, rewritten, alone]
    expect(await everything(ids)).not.toContain(CANARY)
    // The rewritten one is public now, and only as it was approved.
    expect((await t.guest.get(`/v1/comments/${rewritten}/revisions`)).json.revisions).toMatchObject([
      { no: 2, body: [{ p: ['Rewritten while it was held.'] }] },
    ])
    expect((await page()).story.count).toBe(5)
    // The author and the desk have them still.
    expect((await alice.get('/v1/me/comments')).text).toContain(CANARY)
    expect((await view(removed)).text).toContain(CANARY)
    // And none of it is for a cache to keep.
    for (const path of ['/v1/me', '/v1/me/comments', `/v1/comments/${removed}`])
      expect((await alice.get(path)).headers['cache-control']).toBe('no-store')
    expect((await desk.get('/v1/desk/cases?queue=held')).headers['cache-control']).toBe('no-store')
  })

  it('S34 a page kept from before is not given again, nor by its old ETag', async () => {
    fresh()
    const id = await says(alice, `${CANARY} on a kept page`)
    const url = `/v1/comments?story=${encodeURIComponent(story)}`
    const before = await t.guest.get(url)
    expect(before.text).toContain(CANARY)
    await remove(id)
    const after = await t.guest.call('GET', url, undefined, { 'if-none-match': String(before.headers.etag) })
    expect(after.status).toBe(200)
    expect(after.text).not.toContain(CANARY)
    // No shared cache may hold a page for longer than two seconds without asking.
    expect(String(after.headers['cache-control'])).toMatch(/max-age=0.*s-maxage=[012]\b|s-maxage=[012]\b.*max-age=0/)
  })
})

it('R17 everything that must hold, holds', async () => expect(await t.broken()).toEqual([]))
