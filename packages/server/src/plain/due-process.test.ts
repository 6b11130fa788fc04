import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, mails, STORY, type TestApp, testApp } from '../testing.ts'
import { Browser, idOf, signedIn, THREAD } from './testing.ts'

const WORDS = 'The board has lied about the plant for years.'
const REASON = 'The comment states as fact what no source supports.'
const DAY = 86_400_000

let test: TestApp
let now = Date.parse('2027-03-02T10:00:00Z')
let alice: Browser
let bob: Browser
let guest: Browser
let desk: Client
let colleague: Client
let aliceByApi: Client
let n = 0

beforeAll(async () => {
  test = await testApp({ clock: () => now })
  guest = new Browser(test)
  desk = await test.signIn('mona', { role: 'moderator' })
  colleague = await test.signIn('nils', { role: 'moderator' })
  await desk.call('PUT', '/v1/desk/stories', { url: STORY, title: 'Two carmakers weigh an alliance' })
})
beforeEach(async () => {
  // Sessions end while months pass.
  alice = await signedIn(test, 'Alice')
  bob = await signedIn(test, 'Bob')
  aliceByApi = await test.signIn('Alice')
  desk = await test.signIn('mona', { role: 'moderator' })
  colleague = await test.signIn('nils', { role: 'moderator' })
})
afterAll(() => test.close())

const decide = async (who: Client, id: string, choice: object) => {
  const answer = await who.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, choice)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return answer.json
}
const posted = async (who = alice) => {
  const words = `${WORDS} (${++n})`
  return { words, id: idOf(await who.post(words), words) }
}
/** A comment of Alice’s that was removed, and the address of its statement as the mail has it. */
async function removed(more: object = {}) {
  const { words, id } = await posted()
  const { statement } = await decide(desk, id, { act: 'remove', rule: 'truth', explanation: REASON, ...more })
  const mail = (await mails(test.app)).findLast(one => one.text.includes(`no. ${statement.no}`))!
  const link = new URL(/http\S+\/d\/statements\/\S+/.exec(mail.text)![0])
  return {
    words,
    id,
    no: statement.no as number,
    path: `/d/statements/${statement.no}`,
    link: link.pathname + link.search,
  }
}
const fresh = async (path: string) => (await guest.go(path)).form(path)

describe('a statement of reasons', () => {
  it('L06 says what was decided, by which rule, on which facts, how it came to that, and how to object', async () => {
    const { words, link } = await removed({ territory: ['DE', 'FR'] })
    const { text, status } = await guest.go(link)
    expect(status).toBe(200)
    for (const part of [
      'Your comment was removed.',
      'Germany and France',
      'Be truthful',
      'Version 1',
      REASON,
      'The newsroom looked at it by itself',
      'No program had pointed at it.',
      'A person read it and decided.',
      words,
      'Two carmakers weigh an alliance',
      'until September 2, 2027',
      'out-of-court dispute settlement, or to a court',
    ])
      expect(text).toContain(part)
  })

  it('L06 says of a label what readers see; they see it with the words, its author with the reason', async () => {
    const { words, id } = await posted()
    const label = 'Disputed <by> the board'
    const { statement } = await decide(desk, id, { act: 'label', rule: 'truth', label, explanation: REASON })
    const page = await guest.go(THREAD)
    expect(page.html).toContain('<bdi>Disputed &lt;by&gt; the board</bdi>')
    expect(page.text).toMatch(/Disputed <by> the board · Label of the newsroom, under Be truthful/)
    expect(page.text).toContain(words)
    for (const path of ['/d/mine', THREAD]) {
      const { text } = await alice.go(path)
      expect(text).toContain(`Readers see the label “${label}” with your comment.`)
      expect(text).toContain(`The newsroom’s reason: ${REASON}`)
      expect(text).toContain(`Statement no. ${statement.no}, and how to appeal`)
    }
    const told = (await alice.go(`/d/statements/${statement.no}`)).text
    expect(told).toContain(`Your comment was given the label “${label}”`)
  })

  it('opens by the key of the mail, or for its author, and for nobody else', async () => {
    const { path, link, words } = await removed()
    expect((await alice.go(path)).text).toContain(words)
    expect((await bob.go(link)).text).toContain(words)
    for (const [who, address, status] of [
      [bob, path, 404],
      [guest, path, 401],
      [guest, `${path}?key=${'A'.repeat(43)}`, 401],
      [guest, '/d/statements/999999', 401],
      [alice, '/d/statements/x', 404],
    ] as const) {
      const page = await who.go(address)
      expect([address, page.status]).toEqual([address, status])
      expect(page.html).not.toContain(words)
    }
  })

  it('L09 takes the author’s appeal from a form, tells that it waits, and what has come of it', async () => {
    const { id, link, path, words } = await removed()
    const appealed = await guest.sendAndFollow(link, { ...(await fresh(link)), text: 'The minutes of March say so.' })
    expect(appealed.statusLine).toContain('Your appeal has arrived.')
    expect(appealed.text).toContain('Your appeal is waiting')
    expect(() => appealed.form(link)).toThrow('no form')
    const mine = (await alice.go('/d/mine')).text
    expect(mine).toContain('Your appeal is waiting')
    await decide(colleague, id, { act: 'show', explanation: 'A source exists.' })
    const after = (await alice.go(path)).text
    expect(after).toContain('This decision was taken back on')
    expect(after).toContain('Your appeal was right: the decision is taken back.')
    expect(after).toContain('Reason: A source exists.')
    expect((await guest.go(THREAD)).text).toContain(words)
    expect((await alice.go('/d/mine')).text).toContain('Your appeal was right')
  })

  it('says that a decision stands, why, and where else to turn', async () => {
    const { id, path } = await removed()
    await alice.sendAndFollow(path, { ...(await alice.go(path)).form(path), text: 'I disagree.' })
    await decide(colleague, id, { act: 'uphold', explanation: 'I find no source either.' })
    const { text } = await alice.go(path)
    expect(text).toContain('the decision stands')
    expect(text).toContain('I find no source either.')
    expect(text).toContain('a certified body for out-of-court dispute settlement')
    expect(text).not.toContain('taken back on')
  })

  it('keeps the words of an appeal that cannot be taken', async () => {
    const { path, link } = await removed()
    const form = await fresh(link)
    const empty = await guest.send(link, { ...form, text: ' \u200b ' })
    expect([empty.status, empty.alert]).toEqual([422, 'Please say why the decision should be changed.'])
    const stale = await alice.send(path, { text: 'Typed at length.', csrf: 'stale' })
    expect([stale.status, stale.form(path).text]).toEqual([403, 'Typed at length.'])
    // The session ended while he wrote.
    const late = await guest.send(path, { text: 'Typed at length.' })
    expect([late.status, late.form('/d/sign-in')]).toEqual([
      401,
      expect.objectContaining({ resume: 'appeal', id: path.split('/').at(-1), text: 'Typed at length.' }),
    ])
    await guest.sendAndFollow(link, { ...form, text: 'Typed at length.' })
    const twice = await guest.send(link, { ...form, text: 'And once more.' })
    expect([twice.status, twice.text]).toEqual([409, expect.stringContaining('Your appeal is waiting')])
    expect(twice.alert).toContain('There is an appeal against this decision already.')
  })

  it('L09 is open to appeals for six months', async () => {
    const { path, link } = await removed()
    const form = await fresh(link)
    now += 183 * DAY
    expect((await guest.go(link)).form(link)).toEqual({ text: '' })
    now += 2 * DAY
    const over = await guest.go(link)
    expect(over.text).toContain('The six months for an appeal ended on')
    expect(() => over.form(link)).toThrow('no form')
    const late = await guest.send(link, { ...form, text: 'Sorry, I was away.' })
    expect([late.status, late.alert]).toEqual([409, expect.stringContaining('six months')])
    expect(late.form(link).text).toBe('Sorry, I was away.')
    expect(path).toBeTruthy()
  })

  it('is shown to the desk without a form', async () => {
    const { path } = await removed()
    const mona = await signedIn(test, 'mona', { role: 'moderator' })
    const page = await mona.go(path)
    expect(page.text).toContain('Only the author can appeal.')
    expect(() => page.form(path)).toThrow('no form')
  })
})

describe('the author', () => {
  it('finds every decision about a comment or about himself among his own, with what has come of it', async () => {
    const { no, path } = await removed()
    const { id } = await posted()
    const warned = await decide(desk, id, { act: 'warn', rule: 'nice', explanation: 'Third time this week.' })
    const page = await alice.go('/d/mine')
    expect(page.has(path)).toBe(true)
    expect(page.has(`/d/statements/${warned.statement.no}`)).toBe(true)
    expect(page.text).toContain('Warning')
    expect(page.text).toContain('Third time this week.')

    const { status, json } = await aliceByApi.get('/v1/me/statements')
    expect(status).toBe(200)
    expect(json.statements.map((one: { no: number }) => one.no).slice(0, 2)).toEqual([warned.statement.no, no])
    const { link } = json.statements[0]
    expect((await guest.go(link.replace('http://127.0.0.1:8080', ''))).text).toContain('Third time this week.')
    expect((await aliceByApi.get(`/v1/me/statements?after=${no}`)).json.statements[0]?.no ?? 0).toBeLessThan(no)
    expect((await test.guest.get('/v1/me/statements')).status).toBe(401)
    expect((await (await test.signIn('Bob')).get('/v1/me/statements')).json.statements).toEqual([])
  })

  it('is told in the place of the box until when he cannot write, why, and how to appeal; and may appeal', async () => {
    const carol = await signedIn(test, 'Carol')
    const { id } = await posted(carol)
    const form = (await carol.go(THREAD)).form('/d/comments')
    const { statement } = await decide(desk, id, {
      act: 'suspend',
      rule: 'nice',
      explanation: 'After two warnings.',
      days: 3,
    })
    const path = `/d/statements/${statement.no}`
    for (const address of [THREAD, `/d/comments/${id}`]) {
      const page = await carol.go(address)
      expect(page.text).toMatch(/You cannot write here until \w+ \d+, 2027/)
      expect(page.text).toContain('After two warnings.')
      expect(page.has(path)).toBe(true)
      expect(() => page.form('/d/comments')).toThrow('no form')
    }
    // What was typed before is not lost.
    const refused = await carol.send('/d/comments', { ...form, text: 'Typed before.' })
    expect([refused.status, refused.form('/d/comments').text]).toEqual([403, 'Typed before.'])
    const me = (await (await test.signIn('Carol')).get('/v1/me')).json
    expect(me.barred).toMatchObject({
      reason: 'After two warnings.',
      statement: statement.no,
      until: expect.any(String),
    })

    expect((await carol.go(path)).text).toContain('You cannot write comments here for a time.')
    await carol.sendAndFollow(path, { ...(await carol.go(path)).form(path), text: 'There was one warning.' })
    await decide(colleague, id, { act: 'lift', explanation: 'There was one warning.' })
    expect((await carol.go(THREAD)).form('/d/comments')).toHaveProperty('key')
    expect((await (await test.signIn('Carol')).get('/v1/me')).json.barred).toBeNull()
  })
})

describe('a report', () => {
  const notice = { law: 'Defamation', explanation: 'It accuses named persons.', name: 'A. Citizen', goodFaith: 'yes' }
  /** Something reported as illegal by somebody without an account. */
  async function reported(email = `citizen${n}@mail.example`) {
    const { id } = await posted()
    const path = `/d/comments/${id}/report`
    const receipt = await guest.sendAndFollow(path, { ...(await fresh(path)), ...notice, email })
    const reference = /R-[0-9A-F]{10}/.exec(receipt.text)![0]
    expect(receipt.has(`/d/reports/${reference}`)).toBe(true)
    return { id, email, reference, status: `/d/reports/${reference}` }
  }

  it('L03 asks for name and e-mail where something is illegal, and says when they may be left out', async () => {
    const { id } = await posted()
    const page = await guest.go(`/d/comments/${id}/report`)
    expect(page.text).toContain('You may leave both out if it is about the sexual abuse of children.')
    expect(page.html).toMatch(/name="name"[^>]*aria-describedby="who"/)
    expect(page.has('/d/report-status')).toBe(true)
  })

  it('L22 of what gives away something private is two clicks from the comment, without an account and without a law', async () => {
    const { id } = await posted()
    const comment = await guest.go(`/d/comments/${id}`)
    const path = `/d/comments/${id}/report`
    expect(comment.has(`href="${path}"`)).toBe(true)
    const choices = await guest.go(path)
    expect(choices.html).toContain(`href="${path}?about=private"`)
    const page = await guest.go(`${path}?about=private`)
    expect(page.text).toContain('It is about me, or gives away something private')
    expect(page.text).not.toContain('Which law')
    const filled = { ...page.form(path), explanation: 'That is my address.', email: 'me@mail.example' }
    const faith = await guest.send(path, filled)
    expect([faith.status, faith.form(path)]).toEqual([422, { illegal: 'private', explanation: 'That is my address.' }])
    expect(faith.text).not.toContain('Which law')
    const receipt = await guest.sendAndFollow(path, { ...filled, goodFaith: 'yes' })
    const status = (await guest.go(`/d/reports/${/R-[0-9A-F]{10}/.exec(receipt.text)![0]}`)).text
    expect(status).toContain('Against the law: Personal data (GDPR Art. 17)')
    const { reportList } = (await desk.get(`/v1/desk/cases/k_${id.slice(2)}`)).json
    expect(reportList).toMatchObject([
      { rule: 'illegal', law: 'Personal data (GDPR Art. 17)', explanation: 'That is my address.' },
    ])
  })

  it('L04 is found again by its reference, on the page and in the mail', async () => {
    const { email, reference, status } = await reported()
    const mail = (await mails(test.app)).findLast(one => one.to === email)!
    expect(mail.text).toContain(`http://127.0.0.1:8080${status}`)
    expect((await guest.go('/d/report-status')).text).toContain('Reference of the report')
    const found = await guest.go(`/d/report-status?reference=${reference.toLowerCase()}`)
    expect([found.status, found.headers.location]).toEqual([303, `/d/reports/${reference.toLowerCase()}`])
    const page = await guest.go(String(found.headers.location))
    expect(page.text).toContain('Two carmakers weigh an alliance')
    expect(page.text).toContain('Against the law: Defamation')
    expect(page.text).toContain('It is waiting.')
    const unknown = await guest.go('/d/reports/R-0000000000')
    expect([unknown.status, unknown.alert]).toEqual([404, expect.stringContaining('no report with this reference')])
  })

  it('L05 is answered with the reasons, and a refusal can be appealed, also with no account', async () => {
    const { id, status } = await reported()
    await decide(desk, id, { act: 'show', explanation: 'It is an opinion.' })
    const refused = await guest.go(status)
    expect(refused.text).toContain('The comment stays.')
    expect(refused.text).toContain('Reason: It is an opinion.')
    expect(refused.text).toContain('A person decided. No program took part.')
    const waiting = await guest.sendAndFollow(status, { ...refused.form(status), text: 'It names three people.' })
    expect(waiting.text).toContain('Your appeal is waiting')
    await decide(colleague, id, { act: 'remove', rule: 'illegal', law: 'Defamation', explanation: 'It does.' })
    expect((await guest.go(status)).text).toContain('You were right, and we have acted on it.')
  })

  it('that was right tells when what was done is taken back', async () => {
    const { id, status } = await reported()
    const { statement } = await decide(desk, id, { act: 'remove', rule: 'illegal', explanation: 'It accuses.' })
    const upheld = (await guest.go(status)).text
    expect(upheld).toContain('we have acted on it. Thank you.')
    expect(upheld).not.toContain('It accuses.')
    const path = `/d/statements/${statement.no}`
    await alice.sendAndFollow(path, { ...(await alice.go(path)).form(path), text: 'It was in the paper.' })
    await decide(colleague, id, { act: 'show', explanation: 'It was.' })
    expect((await guest.go(status)).text).toMatch(/We had acted on it, and took that back on/)
  })

  it('of somebody signed in is shown to nobody else', async () => {
    const { id } = await posted()
    const path = `/d/comments/${id}/report`
    const { csrf } = (await bob.go(path)).form(path)
    const receipt = await bob.sendAndFollow(path, { csrf: csrf!, rule: 'truth' })
    const status = `/d/reports/${/R-[0-9A-F]{10}/.exec(receipt.text)![0]}`
    expect((await bob.go(status)).text).toContain('Be truthful')
    for (const other of [guest, alice]) {
      const page = await other.go(status)
      expect(page.status).toBe(404)
      expect(page.text).not.toContain('Be truthful')
    }
    expect((await guest.go(status)).has('/d/sign-in?return=')).toBe(true)
    await decide(desk, id, { act: 'show', explanation: 'There is a source.' })
    const lost = await guest.send(status, { text: 'Written at length.' })
    expect(lost.form('/d/sign-in')).toMatchObject({ resume: 'objection', text: 'Written at length.' })
  })
})
