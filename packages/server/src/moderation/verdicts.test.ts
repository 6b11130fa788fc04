import type { Context } from '@parley/rules/engine.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { STORY, ssoToken, type TestApp, testApp } from '../testing.ts'
import { STEPS, type Words, wordEngine } from './testing.ts'

const WORDS: Words = {
  blot: { insult: 0.62, toxicity: 0.7 },
  wretch: { insult: 0.85 },
  scum: { insult: 0.97 },
  harm: { threat: 0.9 },
  near: { insult: 0.4 },
}

const OWN = 'http://127.0.0.1:8080'

const open: TestApp[] = []
afterEach(async () => {
  for (const t of open.splice(0)) await t.close()
})
async function newsroom(more: Parameters<typeof testApp>[0] = {}) {
  const t = await testApp({ engine: () => wordEngine(WORDS), ...more })
  open.push(t)
  const alice = await t.signIn('alice')
  return { t, alice, desk: await t.signIn('eve', { role: 'moderator' }) }
}

const caseOf = (id: string) => `/v1/desk/cases/k_${id.slice(2)}`
const post = (who: Awaited<ReturnType<TestApp['signIn']>>, text: string, more = {}) =>
  who.post('/v1/comments', { story: STORY, text, ...more })
const kept = async (t: TestApp, id: string) =>
  JSON.parse(
    (await t.app.db.read.selectFrom('comments').select('verdict_json').where('id', '=', id).executeTakeFirstOrThrow())
      .verdict_json,
  )

describe('a verdict', () => {
  it('L34 is kept with engine, language, scores and thresholds; told without them', async () => {
    const { t, alice, desk } = await newsroom()
    const answer = await post(alice, 'This blot of a plan.', { postAnyway: true })
    expect(answer.status).toBe(201)
    const { comment, verdict } = answer.json
    expect(Object.keys(verdict).toSorted()).toEqual(['findings', 'outcome'])
    expect(Object.keys(comment.verdict).toSorted()).toEqual(['findings', 'outcome'])
    expect(await kept(t, comment.id)).toMatchObject({
      outcome: 'show',
      engine: 'test-1',
      language: 'en',
      scores: { insult: 0.62, toxicity: 0.7, spam: 0.01 },
      thresholds: STEPS,
    })
    expect((await desk.get(caseOf(comment.id))).json.judged).toEqual({
      engine: 'test-1',
      language: 'en',
      scores: expect.objectContaining({ insult: 0.62 }),
      thresholds: STEPS,
    })
    for (const who of [alice, t.guest])
      expect((await who.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).text).not.toContain('test-1')
  })

  it('nudges, and is honoured where it is posted anyway; holds what is graver even so; refuses the gravest', async () => {
    const { t, alice } = await newsroom()
    const nudge = await post(alice, 'a blot, a blot')
    expect([nudge.status, nudge.json.code]).toEqual([422, 'verdict.nudge'])
    expect(nudge.json.verdict.findings[0]).toMatchObject({
      rule: 'nice',
      label: 'insult',
      spans: [
        { start: 2, end: 6 },
        { start: 10, end: 14 },
      ],
    })
    expect((await post(alice, 'a blot', { postAnyway: true })).json.comment.state).toBe('shown')
    expect((await post(alice, 'a wretch')).json.code).toBe('verdict.nudge')
    expect((await post(alice, 'a wretch', { postAnyway: true })).json.comment.state).toBe('held')
    for (const postAnyway of [false, true])
      expect((await post(alice, 'scum', { postAnyway })).json.code).toBe('verdict.refused')
    // A threat is held at once: nobody is asked to word it better.
    expect((await post(alice, 'I will harm them')).json).toMatchObject({
      comment: { state: 'held' },
      verdict: { outcome: 'hold', findings: [{ rule: 'threats' }] },
    })
    expect(await t.broken()).toEqual([])
  })

  it('where posting anyway is off: a person looks first, and the writer is told', async () => {
    const { alice, desk } = await newsroom({ env: { PARLEY_POST_ANYWAY: 'off' } })
    expect((await post(alice, 'a blot')).json.code).toBe('verdict.nudge')
    const { comment, verdict } = (await post(alice, 'a blot', { postAnyway: true })).json
    expect([comment.state, verdict.outcome]).toEqual(['held', 'hold'])
    expect((await desk.get(caseOf(comment.id))).json).toMatchObject({
      queue: 'held',
      author: { nudgedAndPosted: true },
    })
    // Mended it needs nobody.
    expect((await post(alice, 'a plan')).json.comment.state).toBe('shown')
    // Editing is no way round.
    const calm = (await post(alice, 'another plan')).json.comment.id
    const edited = await alice.call('PATCH', `/v1/comments/${calm}`, { text: 'another blot', postAnyway: true })
    expect(edited.json.comment.state).toBe('held')
  })

  it('tells a writer of one fault once, as precisely as it was found; the desk of everything', async () => {
    const { alice, desk } = await newsroom({
      engine: () =>
        wordEngine(
          { ...WORDS, sour: { toxicity: 0.7, severe: 0.7 } },
          { thresholds: { ...STEPS, severe: { nudge: 0.6 } } },
        ),
    })
    const labels = ({ findings }: { findings: { label: string }[] }) => findings.map(one => one.label)
    expect(labels((await post(alice, 'a blot')).json.verdict)).toEqual(['insult'])
    expect(labels((await post(alice, 'a sour blot')).json.verdict)).toEqual(['insult'])
    expect(labels((await post(alice, 'sour')).json.verdict)).toEqual(['toxicity'])
    const id = await alice.says('a sour blot', { postAnyway: true })
    expect(labels((await desk.get(caseOf(id))).json).toSorted()).toEqual(['insult', 'severe', 'toxicity'])
  })

  it('says what it is about where no word is marked', async () => {
    const { alice } = await newsroom({
      engine: () => {
        const engine = wordEngine(WORDS)
        return {
          ...engine,
          read: (text, context) => {
            const reading = engine.read(text, context)
            return { ...reading, findings: reading.findings.map(finding => ({ ...finding, spans: [] })) }
          },
        }
      },
    })
    const { findings } = (await post(alice, 'a blot')).json.verdict
    expect(findings.map((one: { message: string }) => one.message)).toEqual([
      'This may hurt someone. Say what they did, not what they are?',
    ])
    expect(JSON.stringify(findings)).not.toContain('arked words')
  })
})

describe('what stands around a text', () => {
  it('goes with it: the comment that is answered, the newsroom’s title, its language as a hint', async () => {
    const questions: { text: string; context: Context }[] = []
    const { t, alice, desk } = await newsroom({
      env: { PARLEY_LANGUAGE: 'de' },
      engine: () => wordEngine(WORDS, { asked: (text, context) => questions.push({ text, context }) }),
    })
    const last = () => questions.at(-1)
    const top = (await post(alice, 'Words to be quoted.')).json.comment.id
    expect(last()).toEqual({ text: 'Words to be quoted.', context: { hint: 'de' } })
    // Into an address anybody may have typed crude words; only the newsroom’s own title excuses them.
    await post(alice, 'More words.')
    expect(last()).toEqual({ text: 'More words.', context: { hint: 'de' } })
    await desk.call('PUT', '/v1/desk/stories', { url: STORY, title: 'He called them a blot' })
    const reply = (await post(alice, 'I answer.', { replyTo: top })).json.comment.id
    const context = { hint: 'de', parent: 'Words to be quoted.', article: 'He called them a blot' }
    expect(last()).toEqual({ text: 'I answer.', context })
    await alice.call('PATCH', `/v1/comments/${reply}`, { text: 'I answer better.' })
    expect(last()).toEqual({ text: 'I answer better.', context })
    await alice.post('/v1/check', { text: 'I try.', story: STORY, replyTo: top })
    expect(last()).toEqual({ text: 'I try.', context })
    // What is public no more cannot be quoted.
    await desk.post(`${caseOf(top)}/decisions`, { act: 'remove', rule: 'nice', explanation: 'Not here.' })
    await alice.post('/v1/check', { text: 'I try again.', story: STORY, replyTo: top })
    expect(last()?.context).toEqual({ hint: 'de', article: 'He called them a blot' })
    expect(await t.broken()).toEqual([])
  })

  it('quoting what one answers is not saying it', async () => {
    const { alice } = await newsroom({ engine: () => readingQuotes() })
    const top = (await post(alice, 'They are a blot.', { postAnyway: true })).json.comment.id
    expect((await post(alice, '> They are a blot.\n\nNo, they are people.', { replyTo: top })).status).toBe(201)
    expect((await post(alice, '> They are a blot.\n\nNo, they are people.')).json.code).toBe('verdict.nudge')
    expect((await post(alice, '> They are a blot.\n\nYou are a blot.', { replyTo: top })).json.code).toBe(
      'verdict.nudge',
    )
  })
})

describe('with the engine that is shipped', () => {
  const RUDE = 'You are a stupid fool. Thanks for the article, though.'
  const shipped = async (env: Record<string, string> = {}) => {
    const t = await testApp({ env })
    open.push(t)
    return {
      t,
      alice: await t.signIn('alice'),
      bob: await t.signIn('bob'),
      eve: await t.signIn('eve', { role: 'editor' }),
    }
  }

  it('what is quoted from the comment that is answered is not said by who answers', async () => {
    const { alice, bob } = await shipped()
    const top = (await post(alice, RUDE, { postAnyway: true })).json.comment.id
    const quoting = `> ${RUDE}\n\nI cannot agree with that: they have families to feed.`
    expect((await post(bob, quoting, { replyTo: top })).json).toMatchObject({
      verdict: { outcome: 'show', findings: [] },
    })
    expect((await post(bob, `${quoting} ${RUDE}`, { replyTo: top })).json.code).toBe('verdict.nudge')
  })

  it('a word of the newsroom’s own headline is at most a question', async () => {
    const { alice, eve } = await shipped()
    await eve.call('PUT', '/v1/desk/stories', { url: STORY, title: 'Minister calls farmers “bloody idiots”' })
    const { outcome } = (
      await alice.post('/v1/check', { story: STORY, text: 'He should not say bloody idiots of them.' })
    ).json.verdict
    expect(['show', 'nudge']).toContain(outcome)
  })

  it('a text clearly in another language is not read as the newsroom’s; a short one is', async () => {
    const { t, alice } = await shipped({ PARLEY_LANGUAGE: 'de' })
    const language = async (text: string) => (await kept(t, await alice.says(text))).language
    expect(await language('The plant should stay where it is, and so should the people who work there.')).toBe('en')
    expect(await language('Das Werk soll bleiben, wo es ist, und die Leute auch.')).toBe('de')
    expect(await language('Quatsch.')).toBe('de')
    expect(await language('Завод должен остаться там, где он есть, и люди тоже.')).toBe(null)
  })
})

/** An engine that does not count what stands in the parent. */
function readingQuotes() {
  const engine = wordEngine(WORDS)
  const { read } = engine
  return {
    ...engine,
    read: (text: string, context: Context = {}) =>
      read(context.parent ? text.replace(context.parent, '') : text, context),
  }
}

describe('a language that the engine does not know', () => {
  const engine = () => wordEngine(WORDS, { language: text => (text.includes('Привет') ? null : 'en') })

  it('goes by lists alone and is shown, if the newsroom says nothing', async () => {
    const { t, alice } = await newsroom({ engine })
    const { comment } = (await post(alice, 'Привет blot')).json
    expect(comment.state).toBe('shown')
    expect(await kept(t, comment.id)).toMatchObject({ language: null, scores: null })
  })

  it('waits for a person where the newsroom wants that', async () => {
    const { alice, desk } = await newsroom({ engine, env: { PARLEY_UNKNOWN_LANGUAGE: 'hold' } })
    const { comment, verdict } = (await post(alice, 'Привет, соседи')).json
    expect(comment.state).toBe('held')
    expect(verdict.findings).toMatchObject([{ rule: 'house', label: 'language', spans: [] }])
    expect((await desk.get(caseOf(comment.id))).json.findings[0].message).toContain('language')
    expect((await post(alice, 'Hello, neighbours')).json.comment.state).toBe('shown')
    expect((await post(desk, 'Привет')).json.comment.state).toBe('shown')
  })
})

describe('an engine that cannot answer', () => {
  const SECRET = 'words of a reader'
  const broken = () => {
    let works = true
    const engine = wordEngine(WORDS)
    const whole = engine.read
    return {
      break: () => {
        works = false
      },
      mend: () => {
        works = true
      },
      engine: () => ({
        ...engine,
        read: (text: string, context?: Context) => {
          if (!works) throw new Error(`cannot read ${text}`)
          return whole(text, context)
        },
      }),
    }
  }
  const alarms = async (t: TestApp) =>
    Number(/^parley_engine_failures_total (\d+)/m.exec((await t.guest.get('/metrics')).text)?.[1])
  const ready = async (t: TestApp) => (await t.guest.get('/readyz')).json

  it('holds what cannot be judged, says so to author and desk, and rings the alarm', async () => {
    const lines: string[] = []
    const rules = broken()
    const { t, alice, desk } = await newsroom({ engine: rules.engine, lines })
    expect(await ready(t)).toEqual({ ready: true, engine: 'ok' })
    expect(await alarms(t)).toBe(0)
    rules.break()
    const { comment, verdict } = (await post(alice, SECRET)).json
    expect(comment.state).toBe('held')
    expect(verdict).toMatchObject({ outcome: 'hold', findings: [{ rule: 'house', label: 'engine' }] })
    expect((await desk.get(caseOf(comment.id))).json.findings[0].message).toContain('does not work at the moment')
    expect(await kept(t, comment.id)).toMatchObject({ engine: 'lists', scores: null })
    expect(await ready(t)).toEqual({ ready: true, engine: 'failing' })
    expect(await alarms(t)).toBe(1)
    const alarm = lines.filter(line => line.includes('engine.reading'))
    expect(alarm).toHaveLength(1)
    expect(JSON.parse(alarm[0]!).level).toBe(50)
    expect(lines.join('')).not.toContain(SECRET)
    // The lists go on: a writer is still asked before anything is held.
    expect(
      (await post(alice, 'You are all bloody idiots.')).json.verdict.findings.map(
        (one: { label: string }) => one.label,
      ),
    ).toContain('insult')
    // Staff need no moderator.
    expect((await post(desk, 'From the newsroom.')).json.comment.state).toBe('shown')
    rules.mend()
    expect((await post(alice, 'All is well again.')).json.comment.state).toBe('shown')
    expect(await ready(t)).toEqual({ ready: true, engine: 'ok' })
  })

  it('lets through by the lists where the newsroom wants that, and the desk can see it', async () => {
    const rules = broken()
    const { t, alice, desk } = await newsroom({ engine: rules.engine, env: { PARLEY_ENGINE_FAILS: 'open' } })
    rules.break()
    const { comment } = (await post(alice, SECRET)).json
    expect(comment.state).toBe('shown')
    expect((await desk.get(caseOf(comment.id))).json.findings).toMatchObject([{ label: 'engine', score: 0 }])
    expect((await post(alice, 'You are all bloody idiots.')).json.code).toBe('verdict.nudge')
    expect(await alarms(t)).toBeGreaterThan(1)
  })

  it('from the start, without its weights: the discussion opens all the same', async () => {
    const lines: string[] = []
    const { t, alice } = await newsroom({
      lines,
      engine: () => {
        throw new Error('no weights')
      },
    })
    expect(lines.filter(line => line.includes('engine.weights'))).toHaveLength(1)
    expect(await ready(t)).toMatchObject({ engine: 'failing' })
    expect((await post(alice, 'A plain sentence.')).json.comment.state).toBe('held')
    expect(await ready(t)).toMatchObject({ engine: 'failing' })
  })
})

it('the plain page marks several words, and reads well where none is marked', async () => {
  const { t } = await newsroom({
    env: { PARLEY_POST_ANYWAY: 'off' },
    engine: () => {
      const engine = wordEngine({ ...WORDS, sour: { toxicity: 0.7 } })
      return {
        ...engine,
        read: (text: string, context?: Context) => {
          const reading = engine.read(text, context)
          return {
            ...reading,
            findings: reading.findings.map(one => (one.label === 'toxicity' ? { ...one, spans: [] } : one)),
          }
        },
      }
    },
  })
  const signedIn = await t.server.inject({
    method: 'POST',
    url: '/v1/session',
    headers: { origin: OWN },
    payload: { sso: ssoToken('bob') },
  })
  const { csrf } = signedIn.json()
  const sent = async (text: string) =>
    (
      await t.server.inject({
        method: 'POST',
        url: '/d/comments',
        headers: { origin: OWN, 'content-type': 'application/x-www-form-urlencoded' },
        cookies: Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value])),
        payload: new URLSearchParams({ story: STORY, text, csrf }).toString(),
      })
    ).body
  const marked = await sent('a blot and a blot')
  expect(marked.match(/<mark>blot<\/mark>/g)).toHaveLength(2)
  expect(marked).toContain('The marked words may hurt someone.')
  expect(marked).not.toContain('drive others away')
  expect(marked).toContain('name="postAnyway"')
  expect(marked).toContain('a moderator will look at it before it is published')
  const whole = await sent('a sour text')
  expect(whole).not.toContain('<mark>')
  expect(whole).not.toContain('arked words')
  expect(whole).toContain('<strong>Be nice.</strong> This may drive others away.')
})

describe('personal data (L22)', () => {
  const PHONE = 'Ring her on 0170 1234567, she lives at 14 Elm Street.'
  const labels = (verdict: { findings: { label: string }[] }) => verdict.findings.map(({ label }) => label)

  it('waits for a person, who sees what was found; the writer is told what was seen, others see nothing', async () => {
    const { t, alice, desk } = await newsroom()
    const { comment, verdict } = (await post(alice, PHONE)).json
    expect([comment.state, verdict.outcome]).toEqual(['held', 'hold'])
    expect(verdict.findings).toEqual([
      {
        rule: 'house',
        label: 'private-phone',
        score: 1,
        spans: [{ start: PHONE.indexOf('0170'), end: PHONE.indexOf(', she') }],
        message: 'The marked words look like a phone number. A person looks first.',
      },
      expect.objectContaining({ label: 'private-address', spans: [{ start: 39, end: 52 }] }),
    ])
    const read = async () => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).text
    expect(await read()).not.toContain('0170')
    expect((await desk.get(caseOf(comment.id))).json).toMatchObject({ queue: 'held', state: 'held' })
    // Never refused, however often, and nobody is asked to post it anyway.
    expect((await post(alice, `${PHONE} a blot`)).json.comment.state).toBe('held')
    await desk.post(`${caseOf(comment.id)}/decisions`, { act: 'show' })
    expect(await read()).toContain('0170')
  })

  it('is no way round by an edit; what is public already may be quoted; staff and the newspaper’s own mail pass', async () => {
    const { alice, desk } = await newsroom()
    const calm = (await post(alice, 'A plan of the town.')).json.comment.id
    const edited = await alice.call('PATCH', `/v1/comments/${calm}`, { text: 'Her mail is anna@berg.org.' })
    expect(edited.json.comment.state).toBe('held')
    const said = (await post(desk, 'Our reader Anna Berg, anna@berg.org, has cancer and wants us to say so.')).json
    expect([said.comment.state, said.verdict.findings]).toEqual(['shown', []])
    const reply = await post(alice, 'I wrote to anna@berg.org at once.', { replyTo: said.comment.id })
    expect(reply.json.comment.state).toBe('shown')
    const domain = new URL(STORY).hostname
    expect((await post(alice, `Tell tips@${domain} what you saw.`)).json.comment.state).toBe('shown')
  })

  it('is let through where the newsroom does not want that', async () => {
    const { alice } = await newsroom({ env: { PARLEY_PRIVATE_DATA: 'off' } })
    const { comment, verdict } = (await post(alice, PHONE)).json
    expect([comment.state, labels(verdict)]).toEqual(['shown', []])
  })
})
