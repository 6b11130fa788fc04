import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { type Client, mails, PAPER, STORY, ssoToken, type TestApp, testApp } from '../testing.ts'
import { Browser, idOf, OWN, type Page, signedIn, THREAD, unescaped } from './testing.ts'

const RUDE = 'The board knew, and they are all bloody idiots.'

let test: TestApp
let alice: Browser
let bob: Browser
let moderator: Client
let guest: Browser

beforeAll(async () => {
  test = await testApp()
  guest = new Browser(test)
  alice = await signedIn(test, 'Alice')
  bob = await signedIn(test, 'Bob')
  moderator = await test.signIn('mod', { role: 'moderator' })
  await moderator.call('PUT', '/v1/desk/stories', { url: STORY, title: 'Two carmakers weigh an alliance' })
})
afterAll(() => test.close())

const remove = (id: string, act = 'remove') =>
  moderator.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
    act,
    rule: 'nice',
    explanation: 'It insults people instead of arguing.',
  })

describe('reading', () => {
  it('shows the discussion to everybody, ready for search engines', async () => {
    await alice.post('I worked at the Douai plant for *nine* years.\nTwo lines were saved.')
    const page = await guest.go(THREAD)
    expect(page.status).toBe(200)
    expect(page.html).toContain('<html lang="en">')
    expect(page.html).toContain('<title>Discussion: Two carmakers weigh an alliance – 127.0.0.1</title>')
    expect(page.html).toContain('I worked at the Douai plant for <em>nine</em> years.<br>Two lines were saved.')
    expect(page.html).toContain(`<link rel="canonical" href="${OWN}${THREAD}">`)
    expect(page.html).not.toContain('noindex')
    expect(page.linkedData.comment[0]).toMatchObject({
      '@type': 'Comment',
      text: 'I worked at the Douai plant for nine years.\nTwo lines were saved.',
      author: { '@type': 'Person', name: 'Alice' },
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/d\/comments\/c_/),
    })
    expect(page.headers).toMatchObject({
      'cache-control': expect.stringContaining('public, max-age=0, s-maxage=1'),
      vary: expect.stringMatching(/cookie/i),
      'content-security-policy': expect.stringContaining("default-src 'none'; style-src 'self'"),
    })
  })

  it('is the same bytes for all guests until something changes, and personal for nobody’s cache', async () => {
    const first = await guest.go(THREAD)
    const again = await new Browser(test).go(THREAD, { 'if-none-match': String(first.headers.etag) })
    expect([again.status, again.html]).toEqual([304, ''])
    await bob.post('The second line was the one for vans.')
    const changed = await guest.go(THREAD, { 'if-none-match': String(first.headers.etag) })
    expect(changed.status).toBe(200)
    const personal = await alice.go(THREAD)
    expect(personal.headers['cache-control']).toBe('no-store')
    expect(personal.text).toContain('You write as Alice')
    expect(changed.text).not.toContain('You write as')
  })

  it('L16 stands in an order that is the same for everybody, and that the rules explain', async () => {
    const liked = idOf(await alice.post('This one is liked.'), 'This one is liked.')
    await bob.post('This one is newer.')
    await bob.sendAndFollow(`/d/comments/${liked}/respect`, {
      ...(await bob.go(THREAD)).form('/d/sign-out'),
      respected: 'yes',
    })
    const order = async (reader: Browser, sort: string) =>
      [...(await reader.go(`${THREAD}&sort=${sort}`)).html.matchAll(/id="(c_[^"]+)"/g)].map(([, id]) => id)
    const newest = await order(guest, 'newest')
    expect(newest.indexOf(liked)).toBe(1)
    expect((await order(guest, 'respected'))[0]).toBe(liked)
    for (const sort of ['newest', 'oldest', 'respected'])
      for (const reader of [alice, bob]) expect(await order(reader, sort)).toEqual(await order(guest, sort))
    expect((await guest.go('/d/rules')).text).toMatch(/In what order comments stand[\s\S]*same for everybody/)
  })

  it('welcomes to a discussion without comments, and knows no story of others', async () => {
    const empty = await guest.go(`/d?story=${encodeURIComponent(`${PAPER}/ferry`)}`)
    expect([empty.status, empty.text]).toEqual([200, expect.stringContaining('Welcome to the discussion.')])
    expect(empty.text).toContain('0 comments')
    const foreign = await guest.go('/d?story=https://evil.example/x')
    expect([foreign.status, foreign.alert]).toEqual([422, 'This story’s address is not one of the newsroom’s.'])
    expect((await guest.go('/d')).status).toBe(404)
    expect((await guest.go('/d/comments/c_0000000000000000000000')).status).toBe(404)
  })

  it('leads to every comment and reply by paging links', async () => {
    const story = `${PAPER}/paged`
    const api = await test.signIn('carol')
    const tops = await Promise.all(
      Array.from({ length: 30 }, (_, i) => api.says(`Paged thought number ${i}.`, { story })),
    )
    const many = tops[0]!
    for (let i = 0; i < 32; i++) await api.says(`Paged reply number ${i}.`, { story, replyTo: many })
    const seen = async (path: string | undefined, what: RegExp) => {
      const found = new Set<string>()
      for (; path; ) {
        const page = await guest.go(path)
        for (const [words] of page.text.matchAll(what)) found.add(words)
        path = unescaped(/rel="next" href="([^"]*)"/.exec(page.html)?.[1] ?? '') || undefined
      }
      return found.size
    }
    for (const sort of ['newest', 'oldest', 'respected'])
      expect(await seen(`/d?story=${encodeURIComponent(story)}&sort=${sort}`, /Paged thought number \d+/g)).toBe(30)
    expect((await guest.go(`/d?story=${encodeURIComponent(story)}&sort=oldest`)).text).toContain('Show 27 more replies')
    expect(await seen(`/d/comments/${many}`, /Paged reply number \d+/g)).toBe(32)
    const wrong = await guest.go(`/d?story=${encodeURIComponent(story)}&after=here`)
    expect([wrong.status, wrong.alert]).toEqual([
      400,
      'This is not a place in the discussion. Start from its first page.',
    ])
  })
})

describe('L01 contact points', () => {
  let named: TestApp
  beforeAll(async () => {
    named = await testApp({
      env: {
        PARLEY_CONTACT_READERS: 'readers@paper.example, +49 30 1234567, https://paper.example/write-to-us',
        PARLEY_CONTACT_AUTHORITIES: 'law@paper.example',
        PARLEY_CONTACT_LANGUAGES: 'de, en',
        PARLEY_LEGAL_REPRESENTATIVE: 'Paper <EU> GmbH, Berlin',
        PARLEY_IMPRINT_URL: 'https://paper.example/imprint',
      },
    })
  })
  afterAll(() => named.close())

  it('L01 are published for readers and for authorities, with languages, representative and imprint (L28)', async () => {
    const page = await new Browser(named).go('/d/contact')
    for (const link of ['mailto:readers@paper.example', 'tel:+49301234567', 'https://paper.example/write-to-us'])
      expect(page.html).toContain(`<a href="${link}">`)
    expect(page.html).toContain('<a href="mailto:law@paper.example">law@paper.example</a>')
    expect(page.html).toContain('You can write in German and English.')
    expect(page.html).toContain('Paper &lt;EU&gt; GmbH, Berlin')
    expect(page.html).toContain('<a href="https://paper.example/imprint">Imprint of 127.0.0.1</a>')
    expect(page.html).not.toContain('<script')
  })

  it('L01 are read by programs, with the way to the rules, to a report and to the log', async () => {
    const { status, json } = await named.guest.get('/.well-known/parley.json')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      rules: { page: `${OWN}/d/rules`, json: `${OWN}/v1/rules` },
      report: { page: `${OWN}/d/comments/{comment}/report` },
      contact: {
        authorities: ['law@paper.example'],
        languages: ['de', 'en'],
        readers: ['readers@paper.example', '+49 30 1234567', 'https://paper.example/write-to-us'],
        legalRepresentative: 'Paper <EU> GmbH, Berlin',
        imprint: 'https://paper.example/imprint',
      },
      log: null,
    })
    expect((await named.guest.get(new URL(json.contact.page).pathname)).status).toBe(200)
    expect((await named.guest.get(new URL(json.rules.json).pathname)).status).toBe(200)
  })

  it('L01 that are not named are not made up', async () => {
    const page = await guest.go('/d/contact')
    expect(page.html).toContain('has not named a contact point for authorities')
    expect(page.html).not.toMatch(/mailto:|A person answers|Legal representative/)
    expect((await test.guest.get('/.well-known/parley.json')).json.contact).toMatchObject({
      authorities: [],
      readers: [],
      legalRepresentative: null,
      imprint: null,
    })
  })

  it('L01 are found from every page', async () => {
    for (const path of [THREAD, '/d/rules', '/d/sign-in'])
      expect((await guest.go(path)).html).toContain('<a href="/d/contact">Contact</a>')
    expect((await new Browser(named).go('/d/rules')).html).toContain('<a href="https://paper.example/imprint">')
  })

  it.each([
    ['PARLEY_CONTACT_READERS', 'write to us'],
    ['PARLEY_CONTACT_AUTHORITIES', 'javascript:alert(1)'],
    ['PARLEY_CONTACT_LANGUAGES', 'german'],
    ['PARLEY_IMPRINT_URL', 'paper.example/imprint'],
  ])('%s takes no “%s”', (name, text) => {
    expect(() => readConfig({ PARLEY_SECRET: 'x'.repeat(32), [name]: text })).toThrow(name)
  })
})

describe('taking part', () => {
  it('lets a guest write first, sign in by a mailed code, and post what he wrote', async () => {
    const dora = new Browser(test)
    const words = 'My father built gearboxes there.\n\n"Both" lines were saved & <kept>.'
    const asked = await dora.send('/d/comments', { ...(await dora.go(THREAD)).form('/d/comments'), text: words })
    expect([asked.status, asked.alert]).toEqual([401, 'Please sign in first. Your draft was kept.'])

    const coded = await dora.send('/d/sign-in', { ...asked.form('/d/sign-in'), email: 'Dora@Mail.Example' })
    expect(coded.statusLine).toContain('a code is on its way')
    const mail = (await mails(test.app)).at(-1)!
    expect(mail.to).toBe('dora@mail.example')
    const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(mail.text)![0]

    const wrong = await dora.send('/d/sign-in', { ...coded.form('/d/sign-in'), code: 'WRNG-CODE' })
    expect([wrong.status, wrong.alert]).toEqual([401, expect.stringContaining('The code is not right')])
    const named = await dora.send('/d/sign-in', { ...wrong.form('/d/sign-in'), code })
    expect([named.status, named.alert]).toEqual([422, 'Please choose the name that others will see.'])
    const back = await dora.send('/d/sign-in', { ...named.form('/d/sign-in'), code, name: 'Dora Lind' })
    expect([back.status, back.statusLine]).toEqual([200, 'You are signed in. Your words are in the box.'])
    expect(back.form('/d/comments').text).toBe(words)

    const done = await dora.sendAndFollow('/d/comments', back.form('/d/comments'))
    expect(done.statusLine).toBe('Your comment is published.')
    expect((await guest.go(THREAD)).text).toContain('My father built gearboxes there.')
    const out = await dora.send('/d/sign-out', done.form('/d/sign-out'))
    expect([out.status, out.headers.location]).toEqual([303, THREAD])
    expect((await dora.go(THREAD)).text).not.toContain('You write as')
  })

  it('keeps a guest’s words while he signs in by the newspaper in another tab', async () => {
    const gina = new Browser(test)
    const asked = await gina.send('/d/comments', { story: STORY, text: 'Kept while I was away.', kind: 'eyewitness' })
    const soon = await gina.send('/d/sign-in', { ...asked.form('/d/sign-in'), goOn: 'yes' })
    expect([soon.status, soon.form('/d/sign-in').text]).toEqual([401, 'Kept while I was away.'])
    await gina.send('/d/sign-in', { sso: ssoToken('Gina') }, { origin: PAPER })
    const back = await gina.send('/d/sign-in', { ...soon.form('/d/sign-in'), goOn: 'yes' })
    expect(back.form('/d/comments').text).toBe('Kept while I was away.')
    expect(back.html).toContain('value="eyewitness" checked')
  })

  it('asks once about words that met a rule, with the words marked and kept, and takes them as they are', async () => {
    const form = { ...(await alice.go(THREAD)).form('/d/comments'), text: RUDE }
    const asked = await alice.send('/d/comments', form)
    expect(asked.status).toBe(422)
    expect(asked.html).toContain('<mark>bloody idiots</mark>')
    expect(asked.text).toContain('Be nice. The marked words may hurt someone.')
    expect(asked.form('/d/comments').text).toBe(RUDE)
    expect((await guest.go(THREAD)).text).not.toContain(RUDE)

    const changed = await alice.send('/d/comments', { ...asked.form('/d/comments'), text: `${RUDE} Bloody idiots!` })
    expect([changed.status, changed.html.match(/<mark>/g)?.length]).toEqual([422, 2])
    const done = await alice.sendAndFollow('/d/comments', { ...asked.form('/d/comments'), postAnyway: 'yes' })
    expect([done.statusLine, done.text.includes(RUDE)]).toEqual(['Your comment is published.', true])
  })

  it('takes a source as the last line of a comment, keeps it through a nudge, and asks nobody twice', async () => {
    const source = 'https://statistics.example/2009'
    const form = { ...(await alice.go(THREAD)).form('/d/comments'), source: `  ${source} ` }
    expect((await alice.go(THREAD)).html).toMatch(/<details class="source"><summary>Where does this come from\?/)
    const asked = await alice.send('/d/comments', { ...form, text: `${RUDE} They got $1.4 billion in 2009.` })
    expect([asked.status, asked.html.includes(`value="  ${source} "`)]).toEqual([422, true])
    const done = await alice.sendAndFollow('/d/comments', { ...form, text: 'They got $1.4 billion in 2009.' })
    expect(done.statusLine).toBe('Your comment is published.')
    const id = idOf(done, 'They got $1.4 billion in 2009.')
    const path = `/d/comments/${id}/edit`
    const own = (await alice.go(path)).form(path)
    expect(own.text).toBe(`They got $1.4 billion in 2009.\n\nSource: ${source}`)
    const edited = await alice.sendAndFollow(path, { ...own, source })
    expect(edited.text.match(/Source: /g)).toHaveLength(1)
  })

  it('posts a form that is sent twice once, and another text from the same form too', async () => {
    const form = (await bob.go(THREAD)).form('/d/comments')
    const [one, two] = await Promise.all(
      [1, 2].map(() => bob.send('/d/comments', { ...form, text: 'Sent twice by a nervous hand.' })),
    )
    expect(one!.headers.location).toBe(two!.headers.location)
    expect((await bob.go(THREAD)).text.match(/Sent twice by a nervous hand/g)).toHaveLength(1)
    const other = await bob.send('/d/comments', { ...form, text: 'Written after going back in the browser.' })
    expect(other.status).toBe(303)
  })

  it('replies, respects, edits with earlier versions, and withdraws after asking', async () => {
    const top = idOf(await alice.post('Which plants will they close?'), 'Which plants will they close?')
    const page = await bob.post('None, they say.', { replyTo: top })
    expect(page.statusLine).toBe('Your comment is published.')
    const reply = idOf(page, 'None, they say.')
    expect(
      page.linkedData.comment.find((one: { text: string }) => one.text === 'None, they say.').parentItem['@id'],
    ).toBe(`${OWN}/d/comments/${top}`)

    const acts = page.form('/d/sign-out')
    const given = await bob.sendAndFollow(`/d/comments/${top}/respect`, { ...acts, respected: 'yes' })
    expect(given.text).toContain('Respect · 1')
    expect(given.html).toMatch(/value="no" aria-pressed="true">Respect · 1/)
    const taken = await bob.sendAndFollow(`/d/comments/${top}/respect`, { ...acts, respected: 'no' })
    expect(taken.text).not.toContain('Respect · 1')
    const self = await bob.send(`/d/comments/${reply}/respect`, { ...acts, respected: 'yes' })
    expect([self.status, self.alert]).toEqual([403, 'Respect is for the comments of others.'])

    const editing = await bob.go(`/d/comments/${reply}/edit`)
    expect(editing.form(`/d/comments/${reply}/edit`).text).toBe('None, they say.')
    const rude = await bob.send(`/d/comments/${reply}/edit`, {
      ...editing.form(`/d/comments/${reply}/edit`),
      text: RUDE,
    })
    expect([rude.status, rude.form(`/d/comments/${reply}/edit`).text]).toEqual([422, RUDE])
    const edited = await bob.sendAndFollow(`/d/comments/${reply}/edit`, {
      ...editing.form(`/d/comments/${reply}/edit`),
      text: 'None in this valley, they say.',
    })
    expect(edited.statusLine).toBe('Your changes are published.')
    expect(edited.text).toContain('Earlier versions')
    expect((await alice.go(`/d/comments/${reply}/edit`)).status).toBe(404)

    const sure = await alice.go(`/d/comments/${top}/withdraw`)
    expect(sure.text).toContain('Withdraw this comment?')
    expect((await guest.go(THREAD)).text).toContain('Which plants')
    const gone = await alice.sendAndFollow(`/d/comments/${top}/withdraw`, sure.form(`/d/comments/${top}/withdraw`))
    expect(gone.statusLine).toBe('Your comment was withdrawn.')
    const after = await guest.go(THREAD)
    expect(after.text).not.toContain('Which plants')
    expect(after.text).toMatch(/Withdrawn by its author\.[\s\S]*None in this valley/)
  })

  it('signs in by the newsroom’s own form, and refuses a token that is not good', async () => {
    const page = await (await signedIn(test, 'Erik')).go(THREAD)
    expect(page.text).toContain('You write as Erik')
    const bad = await guest.send(
      '/d/sign-in',
      { sso: ssoToken('Erik', {}, { secret: 'x'.repeat(40) }), return: THREAD },
      { origin: PAPER },
    )
    expect([bad.status, bad.alert]).toEqual([401, 'The sign-in was not accepted. Please sign in again.'])
  })
})

describe('reporting', () => {
  it('takes a report against a rule, once, and one against the law from anybody', async () => {
    const id = idOf(await alice.post('Something worth a report, perhaps.'), 'Something worth a report')
    const path = `/d/comments/${id}/report`
    const form = (await bob.go(path)).form(path)
    expect((await bob.go(path)).has(`/d/notes?${new URLSearchParams({ story: STORY, comment: id })}`)).toBe(true)
    const truth = { csrf: form.csrf!, rule: 'truth', explanation: 'Look at line two.', source: 'The yearly report' }
    const receipt = await bob.sendAndFollow(path, truth)
    expect(receipt.statusLine).toMatch(/reference R-[0-9A-F]{10}\./)
    const twice = await bob.send(path, { csrf: form.csrf!, rule: 'nice', explanation: 'And this as well.' })
    expect([twice.status, twice.alert]).toEqual([409, expect.stringContaining(/R-[0-9A-F]{10}/.exec(receipt.text)![0])])
    expect(twice.text).toContain('And this as well.')

    const law = {
      ...(await guest.go(path)).form(path),
      law: 'Data protection',
      explanation: 'It names my street.',
      email: 'g@mail.example',
    }
    const faith = await guest.send(path, law)
    expect([faith.status, faith.alert]).toEqual([422, 'Please confirm that you make this report in good faith.'])
    expect(faith.form(path).explanation).toBe('It names my street.')
    expect(faith.html).toContain('value="Data protection"')
    expect((await guest.sendAndFollow(path, { ...law, goodFaith: 'yes' })).statusLine).toContain('Thank you.')

    const mustSignIn = await guest.send(path, { rule: 'nice', explanation: 'My reasons, typed at length.' })
    expect(mustSignIn.status).toBe(401)
    expect(mustSignIn.form('/d/sign-in')).toMatchObject({
      resume: 'report',
      id,
      rule: 'nice',
      explanation: 'My reasons, typed at length.',
    })
    const queue = await moderator.get('/v1/desk/cases?queue=reported')
    expect(queue.json.cases.find((one: { commentId: string }) => one.commentId === id).reports).toBe(2)
    expect((await moderator.get(`/v1/desk/cases/k_${id.slice(2)}`)).json.reportList[0].source).toBe('The yearly report')
  })
})

describe('what is not public', () => {
  it('L16 chooses nothing for whoever reports or withdraws, and makes neither way harder', async () => {
    const text = 'Shall this one stay?'
    const id = idOf(await alice.post(text), text)
    const report = await bob.go(`/d/comments/${id}/report`)
    expect(report.html).toContain('type="radio"')
    expect(report.html).not.toMatch(/<(input|option)[^>]*\s(checked|selected)/)
    const sure = await alice.go(`/d/comments/${id}/withdraw`)
    // one question, no reason asked for, and the way back beside it
    expect(sure.html).not.toMatch(/<(textarea|select|input type="(radio|checkbox|text)")/)
    expect(sure.html).toMatch(/<button[^>]*>Withdraw<\/button>\s*<a class="button"[^>]*>Keep it<\/a>/)
    expect(
      (await alice.sendAndFollow(`/d/comments/${id}/withdraw`, sure.form(`/d/comments/${id}/withdraw`))).statusLine,
    ).toBe('Your comment was withdrawn.')
  })

  it('shows a held comment to its author alone, with the rule and the reason', async () => {
    const words = 'I will kill you tomorrow, all of you.'
    const page = await alice.post(words)
    expect(page.statusLine).toContain('Your comment is held')
    expect(page.text).toMatch(/Only you see this\. It is held under Don’t threaten/)
    expect(page.text).toContain('The marked words read as a threat.')
    expect(page.text).toContain(words)
    for (const other of [guest, bob]) expect((await other.go(THREAD)).html).not.toContain('kill you')
    const id = idOf(page, words)
    expect((await guest.go(`/d/comments/${id}`)).status).toBe(404)
    expect((await bob.go(`/d/comments/${id}/report`)).status).toBe(404)
  })

  it('says of a removed comment that it was removed, and why to its author; its words are nowhere else', async () => {
    const secret = 'Sardine-canary words that nobody should read.'
    const id = idOf(await alice.post(secret), 'Sardine-canary')
    await bob.post('I answer the canary.', { replyTo: id })
    expect((await remove(id)).status).toBe(200)
    for (const path of [THREAD, `/d/comments/${id}`])
      for (const other of [guest, bob]) {
        const page = await other.go(path)
        expect(page.html).not.toContain('Sardine')
        expect(page.text).toContain('Removed under Be nice. The author was told why.')
        expect(page.text).toContain('I answer the canary.')
      }
    expect((await bob.go(`/d/comments/${id}/report`)).status).toBe(410)
    for (const path of [THREAD, '/d/mine']) {
      const own = (await alice.go(path)).text
      expect(own).toContain(secret)
      expect(own).toContain('The newsroom’s reason: It insults people instead of arguing.')
    }
  })

  it('folds a collapsed comment and leaves it out of what search engines are told', async () => {
    const id = idOf(await alice.post('Folded herring words.'), 'Folded herring')
    await remove(id, 'collapse')
    const page = await guest.go(THREAD)
    expect(page.html).toMatch(
      /<details class="folded"><summary>Collapsed under <strong>Be nice<\/strong>\.[\s\S]*?Folded herring/,
    )
    expect(JSON.stringify(page.linkedData)).not.toContain('herring')
  })
})

describe('failing', () => {
  const words = 'Carefully chosen words, line one.\nLine two.'

  it('keeps what was typed, whatever is wrong', async () => {
    const page = await bob.go(THREAD)
    const form = { ...page.form('/d/comments'), text: words }
    const stale = await bob.send('/d/comments', { ...form, csrf: 'stale' })
    expect([stale.status, stale.form('/d/comments').text]).toEqual([403, words])
    const empty = await bob.send('/d/comments', { ...form, text: ' \u200b ' })
    expect([empty.status, empty.alert]).toEqual([422, 'Please write something first.'])
    const long = await bob.send('/d/comments', { ...form, text: 'long words '.repeat(600) })
    expect([long.status, long.form('/d/comments').text]).toEqual([422, 'long words '.repeat(600)])
    expect(long.text).toContain('The comment is too long')
    const huge = await bob.send('/d/comments', { ...form, text: 'x'.repeat(300_000) })
    expect([huge.status, huge.alert]).toEqual([413, expect.stringContaining('192 kB')])

    const top = idOf(await alice.post('A comment that goes away.'), 'A comment that goes away.')
    const reply = { ...(await bob.go(`/d/comments/${top}`)).form('/d/comments'), text: words }
    await remove(top)
    const late = await bob.send('/d/comments', reply)
    expect([late.status, late.alert, late.form('/d/comments').text]).toEqual([
      410,
      'This comment is no longer public.',
      words,
    ])

    await moderator.call('PUT', '/v1/desk/stories', { url: STORY, open: false })
    const closed = await bob.send('/d/comments', form)
    await moderator.call('PUT', '/v1/desk/stories', { url: STORY, open: true })
    expect([closed.status, closed.form('/d/comments').text]).toEqual([422, words])
    expect(closed.text).toContain('This discussion is closed.')
  })

  it('refuses forms from pages that may not send them, and forms without the session’s own field', async () => {
    const form = (await bob.go(THREAD)).form('/d/comments')
    const id = idOf(await alice.post('Others try to act on this.'), 'Others try to act')
    const own = idOf(await bob.post('Others try to make me act on this.'), 'Others try to make me')
    const posts: [string, Record<string, string>][] = [
      ['/d/comments', { ...form, text: 'Posted from elsewhere.' }],
      [`/d/comments/${own}/edit`, { csrf: form.csrf!, text: 'Edited from elsewhere.' }],
      [`/d/comments/${own}/withdraw`, { csrf: form.csrf! }],
      [`/d/comments/${id}/respect`, { csrf: form.csrf!, respected: 'yes' }],
      [`/d/comments/${id}/report`, { csrf: form.csrf!, rule: 'nice' }],
      ['/d/sign-out', { csrf: form.csrf! }],
    ]
    for (const [path, fields] of posts) {
      for (const origin of [
        'https://evil.example',
        'null',
        'https://paper.example.evil.example',
        'http://paper.example',
      ]) {
        const foreign = await bob.send(path, fields, { origin })
        expect([path, origin, foreign.status]).toEqual([path, origin, 403])
        expect(foreign.html).not.toContain('from elsewhere')
      }
      const bare = await bob.send(path, { ...fields, csrf: '' })
      expect([path, bare.status]).toEqual([path, 403])
    }
    for (const body of [{ email: 'x@mail.example' }, { sso: ssoToken('Mallory') }])
      expect((await guest.send('/d/sign-in', body, { origin: 'https://evil.example' })).status).toBe(403)
    const thread = await bob.go(THREAD)
    expect(thread.text).toContain('You write as Bob')
    expect(thread.text).toContain('Others try to make me act on this.')
    expect(thread.text).not.toContain('from elsewhere')
    const script = await bob.ask('POST', '/d/comments', {}, { 'content-type': 'application/json' })
    expect(script.status).toBe(415)
  })

  it('limits what one reader may do, says when to go on, and keeps the words', async () => {
    const before = test
    test = await testApp({ env: { PARLEY_LIMITS: 'on' } })
    try {
      const quick = await signedIn(test, 'Quick')
      const form = (await quick.go(THREAD)).form('/d/comments')
      let answer = await quick.send('/d/comments', { ...form, text: 'Thought number 0.' })
      for (let i = 1; answer.status === 303 && i < 50; i++)
        answer = await quick.send('/d/comments', { ...form, text: `Thought number ${i}.` })
      expect([answer.status, Number(answer.headers['retry-after']) > 0]).toEqual([429, true])
      expect(answer.form('/d/comments').text).toMatch(/^Thought number/)
    } finally {
      await test.close()
      test = before
    }
  })

  it('leads to nobody else’s address after a form', async () => {
    const allowed = [THREAD, '/d/mine', `${STORY}?page=2`, '/d/comments/c_0123456789abcdef']
    const hostile = [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/d/..//evil.example',
      '/d/%2e%2e//evil.example',
      '/d/../../\\evil.example',
      '/d\\@evil.example',
      'https://evil.example',
      'https:evil.example',
      'https:/\\evil.example',
      'https://paper.example@evil.example',
      'https://paper.example:pw@evil.example',
      'https://paper.example.evil.example/',
      'https://evil.example\\@paper.example/',
      'https://evil.example#https://paper.example',
      'https://user@paper.example/',
      'http:///evil.example',
      'javascript:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,x',
      'd.evil.example',
      '/dx',
      '/desk',
      '/v1/me',
      '/d?x\r\nset-cookie: a=b',
      '/d\r\nlocation: https://evil.example',
      '/d/\u0000',
      '/\t/evil.example',
      ' //evil.example',
      '/d/%0d%0a/../..//evil.example',
      'https://paper.example%2f@evil.example',
      '.evil.example',
    ]
    for (const back of [...allowed, ...hostile]) {
      const browser = new Browser(test)
      const answer = await browser.send('/d/sign-in', { sso: ssoToken('Rita'), return: back, story: STORY })
      expect([back, answer.status, answer.headers.location]).toEqual([
        back,
        303,
        allowed.includes(back) ? back : THREAD,
      ])
      expect(answer.headers['set-cookie']).toMatch(/^parley_session=/)
      const again = await browser.go(`/d/sign-in?${new URLSearchParams({ return: back, story: STORY })}`)
      expect([back, again.headers.location]).toEqual([back, allowed.includes(back) ? back : THREAD])
      const out = await browser.send('/d/sign-out', {
        ...(await browser.go('/d/mine')).form('/d/sign-out'),
        return: back,
      })
      expect([back, out.headers.location]).toEqual([back, allowed.includes(back) ? back : '/d/mine'])
    }
  })
})

describe('hostile text', () => {
  const KNOWN =
    /^(?:html|head|meta|title|link|script|body|a|header|p|nav|main|h[1-4]|span|form|input|label|textarea|button|details|summary|dl|dt|dd|ol|ul|li|article|bdi|time|div|footer|br|em|strong|code|pre|blockquote|section|mark|fieldset|legend)$/
  const file = new URL('../../../../../shared/corpora/xss/payloads.txt', import.meta.url)
  const own = [
    '</script><svg onload=alert(1)>',
    '<img src=x onerror=alert(1)>',
    '"><b onclick=alert(1)>',
    '[x](javascript:alert(1))',
    '</textarea><script>alert(1)</script>',
    '&lt;script&gt;',
    'a\u2028b<!--',
  ]
  const payloads = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .filter((_, i) => i % 40 === 0)
    : []
  if (!payloads.length) console.log('plain page: the corpus of payloads is not here; own ones only')

  it('is text in every place that shows it', async () => {
    const story = `${PAPER}/hostile`
    const path = `/d?story=${encodeURIComponent(story)}`
    const eve = await test.signIn('eve')
    await moderator.call('PUT', '/v1/desk/stories', { url: story, title: '</title><script>alert("title")</script>' })
    for (const [i, text] of [...own, ...payloads].entries())
      await eve.post('/v1/comments', { story, text: `${text} n${i}`, postAnyway: true })
    const mallory = await signedIn(test, 'Malvina')
    const typed = await mallory.send('/d/comments', {
      ...(await mallory.go(path)).form('/d/comments'),
      text: `${own.join('\n')}\nbloody idiots`,
    })
    expect(typed.html).toContain('<mark>bloody idiots</mark>')
    expect(typed.form('/d/comments').text).toBe(`${own.join('\n')}\nbloody idiots`)
    const pages = [typed]
    for (let next: string | undefined = path; next; ) {
      const page: Page = await guest.go(next)
      pages.push(page)
      next = unescaped(/rel="next" href="([^"]*)"/.exec(page.html)?.[1] ?? '') || undefined
    }
    expect(pages.length).toBeGreaterThan(1)
    const told = pages.flatMap(page => page.linkedData.comment.map((one: { text: string }) => one.text))
    expect(told).toContain(`${own[0]} n0`)
    for (const page of pages) {
      expect(page.html.match(/<script/g)).toHaveLength(1)
      for (const [, tag, attributes] of page.html.replace(/^<!doctype html>/, '').matchAll(/<\/?([^\s>]+)([^>]*)>/g)) {
        expect(tag).toMatch(KNOWN)
        for (const [, name] of attributes!.matchAll(/([^\s=]+)="[^"]*"/g))
          expect(name).not.toMatch(/^(?:on|style|src)/i)
      }
      expect(page.html).not.toMatch(/href="(?!\/d|#main|https?:\/\/|mailto:)/)
    }
  })
})
