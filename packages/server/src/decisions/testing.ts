import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'

/** A newsroom with readers and a desk, for tests of what is decided, objected to and told. The clock is the test's. */
export interface Newsroom {
  t: TestApp
  alice: Client
  bob: Client
  carol: Client
  /** Moderators. */
  eve: Client
  finn: Client
  /** The editor. */
  gina: Client
  now(): number
  /** Lets time pass, in days; all of these sign in again, as sessions may have ended. */
  passes(days: number): Promise<void>
  /** A story of its own for the next comments. */
  fresh(): void
  story(): string
  says(who: Client, text?: string, more?: object): Promise<string>
  report(who: Client, id: string, body?: object): ReturnType<Client['post']>
  decide(who: Client, id: string, choice: object): ReturnType<Client['post']>
  /** The same, answering the number of its statement. */
  restrict(who: Client, id: string, choice?: object): Promise<number>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  view(id: string): Promise<any>
  /** What everybody reads of a comment; null where it is not there. */
  seen(id: string): Promise<{ state: string; count: number; text: string } | null>
  mailsTo(name: string): Promise<{ subject: string; text: string }[]>
  /** How many mails have been written so far; the mails since. */
  outbox(): Promise<{ to: string; subject: string; text: string }[]>
}

export const REASON = 'It degrades a person for where he comes from.'
export const REMOVAL = { act: 'remove', rule: 'nice', explanation: REASON }
export const caseOf = (id: string) => `k_${id.slice(2)}`

export async function newsroom(): Promise<Newsroom> {
  let now = Date.parse('2027-03-01T09:00:00Z')
  let stories = 0
  const t = await testApp({ clock: () => now })
  const everybody = async () => ({
    alice: await t.signIn('alice', { name: 'Alice Moreau' }),
    bob: await t.signIn('bob', { name: 'Bob Tanaka' }),
    carol: await t.signIn('carol', { name: 'Carol Diaz' }),
    eve: await t.signIn('eve', { name: 'Eve', role: 'moderator' }),
    finn: await t.signIn('finn', { name: 'Finn', role: 'moderator' }),
    gina: await t.signIn('gina', { name: 'Gina', role: 'editor' }),
  })
  const story = () => `${PAPER}/due-process-${stories}`
  const decide: Newsroom['decide'] = (who, id, choice) => who.post(`/v1/desk/cases/${caseOf(id)}/decisions`, choice)
  const here: Newsroom = {
    t,
    ...(await everybody()),
    now: () => now,
    async passes(days) {
      now += days * 86_400_000
      Object.assign(here, await everybody())
    },
    fresh() {
      stories++
    },
    story,
    says: (who, text = 'Some words about the plan.', more = {}) => who.says(text, { story: story(), ...more }),
    report: (who, id, body = { rule: 'nice', explanation: 'canary-of-the-reporter' }) =>
      who.post(`/v1/comments/${id}/reports`, body),
    decide,
    async restrict(who, id, choice = REMOVAL) {
      const { status, json, text } = await decide(who, id, choice)
      if (status !== 200 || !json.statement) throw new Error(`${JSON.stringify(choice)} answers ${status}: ${text}`)
      return json.statement.no
    },
    async view(id) {
      return (await here.gina.get(`/v1/desk/cases/${caseOf(id)}`)).json
    },
    async seen(id) {
      const { status, json } = await t.guest.get(`/v1/comments/${id}`)
      if (status !== 200) return null
      return { state: json.comment.state, count: json.story.count, text: JSON.stringify(json.comment.body) }
    },
    async mailsTo(name) {
      return (await mails(t.app)).filter(({ to }) => to === `${name}@paper.example`)
    },
    outbox: () => mails(t.app),
  }
  return here
}
