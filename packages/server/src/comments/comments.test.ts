import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

const thread = (more = '') => `/v1/comments?story=${encodeURIComponent(STORY)}${more}`

describe('the path of a comment', () => {
  let t: TestApp
  let alice: Client
  let bob: Client
  beforeAll(async () => {
    t = await testApp()
    alice = await t.signIn('alice', { name: 'Alice Moreau' })
    bob = await t.signIn('bob', { name: 'Bob Tanaka' })
  })
  afterAll(() => t.close())

  it('goes from one reader to the other', async () => {
    const id = await alice.says('I worked at the Douai plant for nine years.')
    const page = await t.guest.get(thread())
    expect(page.json.comments.map((c: { id: string }) => c.id)).toContain(id)
  })
})
