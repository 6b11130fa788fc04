import type { App } from '../app.ts'
import { closeCase } from '../cases/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { idAt } from '../db/ids.ts'
import { Refusal } from '../http/problems.ts'
import { textToStore } from '../moderation/judge.ts'
import { insertStory, storyByUrl, titleFromUrl } from '../stories/queries.ts'
import { subjectOf, type Writer } from './authors.ts'
import { type Batch, makeComment, makeReaders, type Place, placesOf, type Run, within } from './batch.ts'
import { compare, findAbove, settle, wait } from './parents.ts'
import type { CommentRecord } from './records.ts'
import { note, type Reason, type Report, skip } from './report.ts'
import { type Survey, shownTitle, type Target } from './survey.ts'
import { TooLong } from './text.ts'

/** Comments a transaction: short enough that readers who post meanwhile hardly wait. */
const BATCH = 250
/** Longer than anything the systems themselves took. In UTF-16 units. */
const TEXT_MAX = 65_536

/** A comment that is to be made. */
interface Fresh {
  id: string
  found: CommentRecord
  target: Target
  at: number
  text: string
}

/** A comment that an import made before. */
interface Old {
  found: CommentRecord
  target: Target
  here: Place
}

/**
 * Brings a surveyed file's comments into the database, some hundreds a transaction, each of which leaves everything consistent.
 * Interrupted, it goes on where it was when it is run again; run twice, the second changes nothing.
 * What the desk or a reader has done here since is left alone; only what was deleted or thrown out there meanwhile is withdrawn here.
 */
export async function load(
  app: Pick<App, 'config' | 'db' | 'clock'>,
  survey: Survey,
  heard?: (done: number) => void,
): Promise<Report> {
  const run: Run = {
    app,
    source: survey.format.id,
    report: survey.report,
    gone: new Map(),
    waiting: new Map(),
    numbers: new Map(),
    moments: new Map(),
  }
  let some: CommentRecord[] = []
  for await (const found of survey.format.read(survey.file.bytes(heard))) {
    if (found.type !== 'comment' || some.push(found) < BATCH) continue
    await bring(run, survey, some)
    some = []
  }
  await bring(run, survey, some)
  // Oldest first, so that what is moved has as little below it as can be.
  for (const few of chunks([...run.waiting.keys()].toSorted()))
    await within(run, async batch => {
      for (const id of few) await settle(run, batch, id)
    })
  const quiet = survey.targets.filter(target => target.id === null)
  for (const target of quiet) if (!target.closed) skip(run.report.stories, 'story-quiet', target.example)
  for (const few of chunks(quiet.filter(target => target.closed)))
    await within(
      run,
      async batch => {
        for (const target of few) await makeStory(run, batch, target)
      },
      { targets: few },
    )
  return run.report
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH)
}

const exampleOf = (found: CommentRecord) => `${found.id ?? 'comment'} (line ${found.line})`

/** Brings in some comments, in the file's order. */
async function bring(run: Run, survey: Survey, records: CommentRecord[]): Promise<void> {
  const ids = records.flatMap(({ id, parent }) => [id, parent]).filter(id => id !== null)
  const { fresh, old, thrownOut, places } = sort(run, survey, records, await placesOf(run, run.app.db.read, ids))
  await within(
    run,
    async batch => {
      for (const comment of thrownOut) await withdraw(run, batch, comment)
      for (const { target } of [...fresh, ...old]) await makeStory(run, batch, target)
      const writers = fresh.map(
        ({ found: { author }, at }): Writer => ({ subject: subjectOf(run.app.config, run.source, author), author, at }),
      )
      const readers = await makeReaders(run, batch, writers)
      for (const [i, one] of fresh.entries()) await make(run, batch, one, readers.get(writers[i]!.subject)!)
      for (const { found, here } of old)
        if (found.parent !== null) await compare(run, batch, here, { parent: found.parent, example: exampleOf(found) })
    },
    { places, targets: [...fresh, ...old].map(({ target }) => target) },
  )
}

/** Which comments are new, which are here, and which were thrown out there since they came. All others are left out, each counted with its reason. */
function sort(
  run: Run,
  survey: Survey,
  records: CommentRecord[],
  { known, places }: { known: Set<string>; places: Map<string, Place | null> },
) {
  const { comments } = run.report
  const fresh: Fresh[] = []
  const old: Old[] = []
  const thrownOut: Place[] = []
  for (const found of records) {
    comments.read++
    const { id } = found
    const here = (id !== null && places.get(id)) || null
    const leaveOut = (reason: Reason) => {
      if (id !== null) run.gone.set(id, { parent: found.parent, at: found.at, deleted: reason === 'deleted' })
      skip(comments, reason, exampleOf(found))
    }
    const target = survey.stories.get(found.story)
    if (id === null) leaveOut('no-id')
    else if (target === undefined) leaveOut('no-story')
    else if (typeof target === 'string') leaveOut('story-left-out')
    else if (found.fate !== 'shown' && found.fate !== 'held') {
      if (here && !here.decision_json && (isPublic(here.state) || here.state === 'held')) {
        comments.updated++
        thrownOut.push(here)
      } else leaveOut(found.fate)
    } else if (known.has(id)) {
      comments.unchanged++
      if (found.fate === 'held') note(run.report, 'held', exampleOf(found))
      if (here) old.push({ found, target, here })
    } else if (found.at === null || found.at > run.app.clock()) leaveOut('bad-date')
    else {
      const words = wordsOf(found)
      if ('not' in words) leaveOut(words.not)
      else {
        comments.created++
        if (found.fate === 'held') note(run.report, 'held', exampleOf(found))
        // A file may hold a comment twice.
        known.add(id)
        fresh.push({ id, found, target, at: found.at, text: words.text })
      }
    }
  }
  return { fresh, old, thrownOut, places }
}

function wordsOf(found: CommentRecord): { text: string } | { not: Reason } {
  try {
    const text = textToStore(found.text())
    return text.length > TEXT_MAX ? { not: 'too-long' } : { text }
  } catch (error) {
    if (error instanceof TooLong) return { not: 'too-long' }
    if (error instanceof Refusal && error.code === 'text.empty') return { not: 'no-words' }
    throw error
  }
}

async function makeStory(run: Run, batch: Batch, target: Target): Promise<void> {
  if (target.id !== null) return
  const { tx, now } = batch
  const { stories } = run.report
  const { site } = run.app.config
  const before = await storyByUrl(tx, site, target.url)
  if (before) {
    target.id = before.id
    // A title that the address gave is no title.
    if (!target.title || target.title === before.title || before.title !== titleFromUrl(before.url)) stories.unchanged++
    else {
      stories.updated++
      await tx
        .updateTable('stories')
        .set({ title: target.title })
        .where('site', '=', site)
        .where('id', '=', before.id)
        .execute()
      await record(tx, { kind: 'story.changed', site, story: before.id, at: now })
    }
    return
  }
  stories.created++
  const began = target.at !== null && target.at <= now ? target.at : now
  target.id = idAt('s', began)
  await insertStory(tx, {
    site,
    id: target.id,
    url: target.url,
    title: shownTitle(target),
    seq: 0,
    count: 0,
    created_at: began,
    closed_at: target.closed ? now : null,
  })
}

async function make(run: Run, batch: Batch, { id, found, target, at, text }: Fresh, reader: string): Promise<void> {
  const story = target.id!
  const { parent, fate } = found
  const above =
    parent === null ? { place: null, exact: true } : await findAbove(run, batch, { parent, story, stubs: true })
  const row = makeComment(run, batch, {
    foreign: id,
    story,
    place: above?.place ?? null,
    at,
    reader,
    text,
    state: fate === 'held' ? 'held' : 'shown',
  })
  if (!above) wait(run, row, { parent: parent!, example: exampleOf(found), alone: true })
  else if (!above.exact) note(run.report, 'parent-left-out', exampleOf(found))
}

/** A comment that was shown here and has been deleted or thrown out there since. */
async function withdraw(run: Run, { tx, now }: Batch, place: Place): Promise<void> {
  const { site } = run.app.config
  const comment = await tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', place.story)
    .where('id', '=', place.id)
    .executeTakeFirstOrThrow()
  const count = await moveTo(tx, comment, 'withdrawn')
  await closeCase(tx, comment, now)
  const data = count ? { changed: true, id: comment.id, rootId: comment.root, state: 'withdrawn' } : {}
  await record(tx, { kind: 'comment.withdrawn', site, story: comment.story, comment: comment.id, data, at: now, count })
}
