import type { App } from '../app.ts'
import { editComment } from '../comments/edit.ts'
import { postComment } from '../comments/post.ts'
import { setRespect } from '../comments/respect.ts'
import { caseIdOf } from '../db/ids.ts'
import { decideCase } from '../decisions/decide.ts'
import { putCall } from '../eyewitness/call.ts'
import { checkItem, moveAccount } from '../eyewitness/move.ts'
import { addPhoto } from '../eyewitness/photos.ts'
import { sendAccount } from '../eyewitness/send.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { setFeatured } from '../light/pick.ts'
import { publishNote } from '../notes/publish.ts'
import { rateNote } from '../notes/rate.ts'
import { NotesWork } from '../notes/work.ts'
import { writeNote } from '../notes/write.ts'
import { endSession } from '../readers/sessions.ts'
import { signInByNewsroom } from '../readers/sso.ts'
import { fileReport } from '../reports/file.ts'
import { changeStory } from '../stories/change.ts'
import { storyByUrl } from '../stories/queries.ts'
import { addSaying, addToTimeline, decideOnEntry } from '../timeline/keep.ts'
import { proposeEntry } from '../timeline/propose.ts'
import { ACCOUNTS, CALL, gate } from './accounts.ts'
import { DISCUSSION, type Entry } from './discussion.ts'
import { HISTORY, PROPOSALS } from './history.ts'
import { NOTES } from './notes.ts'
import { PEOPLE, type Person } from './people.ts'
import { type NewsStory, STORIES, urlOf } from './stories.ts'
import { mintToken } from './token.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Something that happened at the Courier before it opened. */
interface Act {
  at: number
  do(app: App): Promise<unknown>
}

/**
 * Fills the demo newsroom with its stories and their discussion, unless the lead story is there already.
 * Everything goes through the verbs that readers and staff use, each at its own time in the past, so that events, counts and revisions are as they would be.
 */
export async function seedDemo(app: App): Promise<void> {
  const { url: origin, site } = app.config
  if (await storyByUrl(app.db.read, site, urlOf(origin, STORIES[0]))) return
  const opening = app.clock()
  // How a newsroom has set its limits is for what readers write from now on.
  const past = (at: number): App => ({
    ...app,
    config: {
      ...app.config,
      ...{ limits: false, hold: 'none', postAnyway: true, unknownLanguage: 'show', review: null },
      notes: { every: 0, age: 0, aDay: 1000 },
    },
    clock: () => at,
  })

  const visitors = new Map<string, ReaderVisitor>()
  for (const [i, person] of PEOPLE.entries())
    visitors.set(person.id, await signUp(past(opening - (40 + 31 * i) * DAY), person))

  const acts = STORIES.flatMap(story => [
    openStory(story, origin, opening),
    ...(DISCUSSION[story.slug] ?? []).flatMap(entry =>
      actsOf(entry, { story: urlOf(origin, story), visitors, opening }),
    ),
  ])
    .concat(historyActs({ story: urlOf(origin, STORIES[0]), visitors, opening }))
    .concat(noteActs({ visitors, opening }, origin))
    .concat(accountActs({ story: urlOf(origin, STORIES[0]), visitors, opening }))
    .sort((a, b) => a.at - b.at)
  for (const act of acts) await act.do(past(act.at))
}

/** A reader as the discussion knows him from the newspaper's token; the session itself is of no more use. */
async function signUp(app: App, person: Person): Promise<ReaderVisitor> {
  const { token, reader } = await signInByNewsroom(app, await mintToken(app, person))
  await endSession(app, token)
  return {
    kind: 'reader',
    ...reader,
    staff: reader.role !== 'reader',
    banned: false,
    suspendedUntil: null,
    reviewedPosts: 0,
    ip: '127.0.0.1',
    token,
    via: 'bearer',
  }
}

const openStory = (story: NewsStory, origin: string, opening: number): Act => ({
  at: opening - story.hoursOld * HOUR,
  do: app => changeStory(app, { url: urlOf(origin, story), title: story.headline }),
})

/** The history behind the lead story: entered when it was published, proposed to by readers since. */
function historyActs({ story, visitors, opening }: Scene): Act[] {
  const editor = visitors.get('otto')!
  return [
    ...HISTORY.map(({ words, said: [first, ...later] }) => ({
      at: opening - STORIES[0].hoursOld * HOUR + MINUTE,
      async do(app: App) {
        const id = await addToTimeline(app, editor, { story, ...words, source: first })
        for (const source of later) await addSaying(app, editor, { id, source })
      },
    })),
    ...PROPOSALS.map(({ by, accepted, ...draft }, i) => ({
      at: opening - (9 - i) * HOUR,
      async do(app: App) {
        const { id } = await proposeEntry(app, visitors.get(by)!, { ...draft, story })
        if (accepted) await decideOnEntry(app, editor, { id, act: 'accept', reason: 'Thank you: we looked it up.' })
      },
    })),
  ]
}

/** Context notes with their ratings; twice they were weighed, so that those which readers agree on are shown. */
function noteActs({ visitors, opening }: Omit<Scene, 'story'>, origin: string): Act[] {
  const raters = PEOPLE.filter(({ role }) => role === 'reader').map(({ id }) => visitors.get(id)!)
  const weighed = [opening - 40 * MINUTE, opening - 5 * MINUTE]
  return [
    ...NOTES.map(({ story: slug, on, by, ago, kind, claim, text, sources, ratings = '' }) => ({
      at: opening - ago * MINUTE,
      async do(app: App) {
        const story = urlOf(origin, STORIES.find(one => one.slug === slug)!)
        const comment = on === null ? null : await commentThatBegins(app, on)
        const draft = { story, comment, claim, text, sources }
        if (kind) return publishNote(app, visitors.get(by)!, { ...draft, kind })
        const { note } = await writeNote(app, visitors.get(by)!, { ...draft, postAnyway: true })
        for (const [i, mark] of [...ratings].entries()) {
          const value = ({ '+': 'helpful', o: 'somewhat', '-': 'not' } as const)[mark]
          const at = app.clock() + (5 + 3 * i) * MINUTE
          if (value) await rateNote({ ...app, clock: () => at }, raters[i]!, { id: note.id, value, reasons: [] })
        }
        return note
      },
    })),
    ...weighed.map(at => ({
      at,
      async do(app: App) {
        const work = new NotesWork(app)
        await work.runNow()
        await work.close()
      },
    })),
  ]
}

async function commentThatBegins(app: App, words: string): Promise<string> {
  const { id } = await app.db.read
    .selectFrom('comments')
    .select('id')
    .where('site', '=', app.config.site)
    .where('text', 'like', `${words}%`)
    .executeTakeFirstOrThrow()
  return id
}

/** Where pictures cannot be read the demonstration opens without this one. */
function unlessUnavailable(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'photo.unavailable')) throw error
}

/** What eyewitnesses sent about the lead story, and what the newsroom asks there. */
function accountActs({ story, visitors, opening }: Scene): Act[] {
  const editor = visitors.get('otto')!
  return [
    {
      at: opening,
      do: app =>
        putCall(app, editor, {
          ...{ story, question: CALL.question },
          until: new Date(opening + CALL.hours * HOUR).toISOString(),
        }),
    },
    ...ACCOUNTS.flatMap(({ by, ago, happened, draft, photo, checks = [], moves = [] }): Act[] => {
      const at = opening - ago * HOUR
      const author = visitors.get(by)!
      let id = ''
      return [
        {
          at,
          async do(app) {
            const from = new Date(at - happened * HOUR).toISOString().slice(0, 10)
            const when = { from: photo ? `${from}T05:40` : from, exact: photo !== undefined }
            id = (await sendAccount(app, author, { ...draft, story, when, postAnyway: true })).id
            if (photo)
              await addPhoto(app, author, { id, no: 1, alt: photo, bytes: await gate() }).catch(unlessUnavailable)
          },
        },
        ...checks.map(([item, note], i) => ({
          at: at + (i + 1) * 10 * MINUTE,
          do: (app: App) => checkItem(app, editor, { id, item, done: true, note }),
        })),
        ...moves.map((move, i) => ({
          at: at + (i + 1) * HOUR,
          do: (app: App) => moveAccount(app, editor, { id, ...move }),
        })),
      ]
    }),
  ]
}

interface Scene {
  story: string
  visitors: Map<string, ReaderVisitor>
  opening: number
}

function actsOf(entry: Entry, scene: Scene, parent?: () => string): Act[] {
  const { story, visitors, opening } = scene
  const postedAt = opening - entry.ago * MINUTE
  const who = (id: string) => visitors.get(id)!
  const after = (minutes: number) => postedAt + minutes * MINUTE
  const { edit, decision, pick, respects = [], reports = [], replies = [] } = entry
  let posted = ''
  const id = () => posted
  return [
    {
      at: postedAt,
      async do(app) {
        const draft = {
          story,
          text: entry.text,
          kind: entry.kind ?? ('comment' as const),
          postAnyway: true,
          ...(parent && { replyTo: parent() }),
        }
        posted = (await postComment(app, who(entry.by), draft)).comment.id
      },
    },
    ...(edit
      ? [
          {
            at: after(edit.after),
            do: (app: App) => editComment(app, who(entry.by), { id: id(), text: edit.text, postAnyway: true }),
          },
        ]
      : []),
    ...respects.map((by, i) => ({
      at: after(Math.round((entry.ago * (i + 1)) / (respects.length + 1))),
      do: (app: App) => setRespect(app, who(by), { id: id(), respected: true }),
    })),
    ...reports.map(({ by, after: minutes, ...report }) => ({
      at: after(minutes),
      do: (app: App) => fileReport(app, who(by), { commentId: id(), ...report }),
    })),
    ...(pick
      ? [
          {
            at: after(pick.after),
            do: (app: App) => setFeatured(app, who(pick.by), { id: id(), featured: true }),
          },
        ]
      : []),
    ...(decision
      ? [
          {
            at: after(decision.after),
            do: (app: App) =>
              decideCase(app, who(decision.by), {
                caseId: caseIdOf(id()),
                act: decision.act,
                rule: decision.rule,
                explanation: decision.explanation,
              }),
          },
        ]
      : []),
    ...replies.flatMap(reply => actsOf(reply, scene, id)),
  ]
}
