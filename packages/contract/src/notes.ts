import Type, { type Static } from 'typebox'
import { Author, Body, OwnComment, Share, State, Text, Verdict } from './schemas.ts'
import { Id, Nullable, OneOf, strict, Time, Url } from './shapes.ts'

/**
 * Context notes: what is missing from a comment or a story, with a source. Which are shown is decided by readers who usually disagree (docs/notes.md).
 *
 * | call | who | does |
 * |---|---|---|
 * | `GET /v1/notes?story=URL[&comment=ID]` | anyone | `Notes`; kept bytes, the same for everybody. Ask only where `story.notes` is above 0 |
 * | `GET /v1/notes/ID` | anyone | `NoteInPlace`: one note, with the words it is about |
 * | `GET /v1/notes/mine?story=URL` | reader | `OwnNotes`: own notes, own ratings, invitations, whether one may rate; laid over the public answer |
 * | `POST /v1/notes` | reader | `WriteNote` → 201 `NotePosted`; `verdict.nudge` and `verdict.refused` as with comments. `Idempotency-Key` |
 * | `PATCH` `DELETE /v1/notes/ID` | reader | `EditNote` → `NotePosted`; withdraws one's own → 204 |
 * | `PUT` `DELETE /v1/notes/ID/rating` | reader | `RateNote` → `Rated`; takes it back → `Rated` with `rating` null |
 * | `GET /v1/desk/notes?list=waiting\|alarms\|shown\|all[&after=]` | staff | `DeskNotes` |
 * | `GET /v1/desk/notes/ID` | staff | `DeskNote` |
 * | `POST /v1/desk/notes` | editor | `PublishNote` → 201 `DeskNote`: in the newsroom's name, at once |
 * | `PATCH /v1/desk/notes/ID` | editor | `RewordNote` → `DeskNote`; the newsroom's own only, earlier versions stay |
 * | `POST /v1/desk/notes/ID/decisions` | editor | `DecideOnNote` → `DeskNote`; logged, the reason is public |
 * | `POST /v1/desk/note-alarms/ID/seen` | editor | 204: an alarm has been looked at |
 *
 * A note is a comment of the kind `note` as far as reports, cases, decisions, statements, appeals and its revisions go: its id works in `POST /v1/comments/ID/reports`
 * and `GET /v1/comments/ID/revisions`. It stands in no thread. The stream tells of a change by the event `notes`: then `GET /v1/notes` is to be read again.
 */

/** Who speaks in it. `correction`: the newsroom corrects what it has written itself. Neither of the newsroom's ever says that readers agree. */
export const NOTE_KINDS = ['reader', 'editors', 'correction'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]
/** Of a reader's note, from the ratings alone. The newsroom's own notes have none. */
export const NOTE_STATUSES = ['needs_more', 'shown', 'not_helpful'] as const
export const NoteStatus = OneOf(...NOTE_STATUSES)
export type NoteStatus = Static<typeof NoteStatus>

export const CLAIM_MAX = 500
export const SOURCES_MAX = 5

/**
 * What may be published of the ratings of a note (never of a rater). `score`: how the less convinced side rates it, 0 to 1; null where there are no two sides.
 * `sure…`: raters who are surely on a side; `net…`: helpful less not helpful among these. `lo` and `hi` are the two sides, in no order that means anything.
 */
export const NoteNumbers = Type.Object(
  {
    count: Type.Integer({ description: 'ratings that count' }),
    score: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    sureLo: Type.Integer(),
    sureHi: Type.Integer(),
    netLo: Type.Number(),
    netHi: Type.Number(),
  },
  strict,
)
export type NoteNumbers = Static<typeof NoteNumbers>

const fields = {
  id: Id,
  /** The comment it is about; null where it is about the story. */
  about: Nullable(Id),
  /** The version of that comment that it was written to. */
  aboutRevision: Nullable(Type.Integer()),
  /** That comment has been edited since. */
  editedSince: Type.Boolean(),
  kind: OneOf(...NOTE_KINDS),
  /** Null for the newsroom's own, which stand under `site.name`, and where it is hidden. */
  author: Nullable(Author),
  /** The words it answers, quoted; may be empty. */
  claim: Type.String(),
  /** Empty where it is hidden. */
  body: Body,
  sources: Type.Array(Type.String()),
  postedAt: Time,
  editedAt: Nullable(Time),
  /** Null for the newsroom's own. */
  status: Nullable(NoteStatus),
  /** Null as long as it has no status: ratings are told after the judgement, not before. */
  numbers: Nullable(NoteNumbers),
  /** An editor has taken it out of sight, and says why. */
  hidden: Nullable(Type.Object({ reason: Type.String(), at: Time }, strict)),
  /** An editor has stopped its status for now, and says why. */
  frozen: Nullable(Type.Object({ reason: Type.String(), at: Time }, strict)),
  /** Shown for so long that only an editor can change it any more. */
  settled: Type.Boolean(),
}

/** A note as everybody may read it. */
export const ContextNote = Type.Object(
  {
    ...fields,
    /** `collapsed`: a moderator has folded it; it is drawn folded, whatever its status. */
    state: OneOf('shown', 'collapsed'),
  },
  strict,
)
export type ContextNote = Static<typeof ContextNote>
/** The same for its author and the desk: also one that is held or was removed; with its words and author whatever became of it. */
export const AnyNote = Type.Object({ ...fields, state: State }, strict)
export type AnyNote = Static<typeof AnyNote>

export const NotesQuery = Type.Object({ story: Url, comment: Type.Optional(Id) }, strict)
/** The newsroom's own first, then those that are shown, then the rest, newest first; 200 at most. `left`: so many more there are (ask by comment). */
export const Notes = Type.Object({ notes: Type.Array(ContextNote), left: Type.Integer() }, strict)
export type Notes = Static<typeof Notes>

/** One note by itself. `about`: the comment as it reads now; null where it is about the story, or no longer public. */
export const NoteInPlace = Type.Object(
  {
    note: ContextNote,
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    about: Nullable(Type.Object({ id: Id, author: Nullable(Author), body: Body, revision: Type.Integer() }, strict)),
  },
  strict,
)
export type NoteInPlace = Static<typeof NoteInPlace>

// ---- rating

export const RATING_VALUES = ['helpful', 'somewhat', 'not'] as const
export const RatingValue = OneOf(...RATING_VALUES)
export type RatingValue = Static<typeof RatingValue>

const WHY_HELPFUL = ['clear', 'good-sources', 'to-the-point', 'adds-context', 'neutral'] as const
const WHY_NOT = ['incorrect', 'weak-sources', 'beside-the-point', 'opinion', 'unclear', 'unfair', 'not-needed'] as const
export const RATING_REASONS = [...WHY_HELPFUL, ...WHY_NOT] as const
export const RatingReason = OneOf(...RATING_REASONS)
export type RatingReason = Static<typeof RatingReason>
/** Which reasons may be given with which answer. Words for them: messages `note.why.REASON`. */
export const REASONS_FOR: Readonly<Record<RatingValue, readonly RatingReason[]>> = {
  helpful: WHY_HELPFUL,
  somewhat: RATING_REASONS,
  not: WHY_NOT,
}

export const RateNote = Type.Object(
  {
    value: RatingValue,
    reasons: Type.Array(RatingReason, { maxItems: RATING_REASONS.length, uniqueItems: true }),
  },
  strict,
)
export type RateNote = Static<typeof RateNote>

export const OwnRating = Type.Object({ note: Id, ...RateNote.properties, at: Time }, strict)
export type OwnRating = Static<typeof OwnRating>

/**
 * Whether somebody may rate. `young`: the account is too new, until `from`; `enough`: he has given all ratings of a day, until `from`; `staff`: who works at the
 * desk leaves it to the readers.
 */
export const MayRate = Type.Object(
  {
    may: Type.Boolean(),
    why: Nullable(OneOf('young', 'enough', 'staff')),
    from: Nullable(Time),
  },
  strict,
)
export type MayRate = Static<typeof MayRate>

export const Rated = Type.Object({ rating: Nullable(OwnRating), mayRate: MayRate }, strict)
export type Rated = Static<typeof Rated>

/** A note as its author sees it: `comment` has its state, text, verdict, reason and until when it can be edited. */
export const OwnNote = Type.Object({ note: AnyNote, comment: OwnComment }, strict)
export type OwnNote = Static<typeof OwnNote>

export const OwnNotes = Type.Object(
  {
    /** Also those that are held or were removed; the newest first, 100 at most. */
    own: Type.Array(OwnNote),
    ratings: Type.Array(OwnRating),
    /** Ids of notes that this reader is asked to rate, drawn by lot. */
    invited: Type.Array(Id),
    /** Ids of public notes about this reader's own comments. */
    aboutMine: Type.Array(Id),
    mayRate: MayRate,
  },
  strict,
)
export type OwnNotes = Static<typeof OwnNotes>

// ---- writing

/** What is no web address is refused as `note.source`. */
const Source = Type.String({ maxLength: 2000 })
const words = {
  claim: Type.String({ maxLength: CLAIM_MAX, description: 'the words it answers, quoted; may be empty' }),
  text: Text,
  sources: Type.Array(Source, {
    maxItems: SOURCES_MAX,
    description: 'web addresses, one at least; nobody here fetches them',
  }),
}
export const WriteNote = Type.Object(
  {
    story: Url,
    comment: Type.Optional(Nullable(Id)),
    ...words,
    postAnyway: Type.Optional(Type.Boolean({ description: 'the writer has seen the nudge' })),
  },
  strict,
)
export type WriteNote = Static<typeof WriteNote>
export const EditNote = Type.Object({ ...words, postAnyway: Type.Optional(Type.Boolean()) }, strict)
export type EditNote = Static<typeof EditNote>
export const NotePosted = Type.Object({ ...OwnNote.properties, verdict: Verdict }, strict)
export type NotePosted = Static<typeof NotePosted>

// ---- the desk

export const NOTE_LISTS = ['waiting', 'alarms', 'shown', 'all'] as const
export const DeskNotesQuery = Type.Object(
  { list: OneOf(...NOTE_LISTS), after: Type.Optional(Type.String({ maxLength: 100 })) },
  strict,
)

/**
 * `burst`: more than 3 sure raters of one side turned against a note within an hour; it is frozen, and `note` says which.
 * `age`, `activity`: the two sides differ in how old or how busy their accounts are more than in what they think; `spread`: the scores of all notes have come together from one
 * run to the next. These are about the whole site: `note` is null.
 */
export const ALARM_KINDS = ['burst', 'age', 'activity', 'spread'] as const
export const NoteAlarm = Type.Object(
  {
    id: Id,
    kind: OneOf(...ALARM_KINDS),
    note: Nullable(Id),
    /** What was seen, in words. */
    text: Type.String(),
    at: Time,
    seenAt: Nullable(Time),
  },
  strict,
)
export type NoteAlarm = Static<typeof NoteAlarm>

/** `hide` takes it out of sight, `unhide` back; `freeze` stops its status, `unlock` lets a frozen or settled one move again. */
export const NOTE_ACTS = ['hide', 'unhide', 'freeze', 'unlock'] as const
export const NoteAct = OneOf(...NOTE_ACTS)
export type NoteAct = Static<typeof NoteAct>

/**
 * What the middle of each side would rate a note (0 not helpful, 1 helpful; `lo` and `hi` as in `NoteNumbers`), and between which bounds that lies over both sides,
 * one standard error off: `lower` has to reach `NoteNeeds.lower`. Numbers of the note, never of a rater.
 */
export const NoteSides = Type.Object({ lo: Share, hi: Share, lower: Share, upper: Share }, strict)
export type NoteSides = Static<typeof NoteSides>
/** `count`: ratings that count; `sure`, `net`: of each side, as in `NoteNumbers`; `lower`: the lower bound of `NoteSides`. */
export const NoteNeeds = Type.Object(
  { count: Type.Integer(), sure: Type.Integer(), net: Type.Number(), lower: Share },
  strict,
)
export type NoteNeeds = Static<typeof NoteNeeds>

export const DeskNote = Type.Object(
  {
    note: AnyNote,
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    /** The comment it is about, as it reads now. */
    about: Nullable(
      Type.Object(
        { id: Id, authorName: Type.String(), text: Type.String(), state: State, revision: Type.Integer() },
        strict,
      ),
    ),
    /** The source of the words, for rewording. */
    text: Type.String(),
    revisions: Type.Array(Type.Object({ no: Type.Integer(), at: Time, text: Type.String() }, strict)),
    /** The numbers of the last run, also before it has a status; null where no run has seen it yet. */
    numbers: Nullable(NoteNumbers),
    /** Of the last run, for the desk alone; null where there are no two sides. */
    sides: Nullable(NoteSides),
    /** What a note needs to be shown. */
    needs: NoteNeeds,
    /** Why it is shown or not, and what is missing, in words. */
    why: Type.Array(Type.String()),
    /** Where its status is on its way to, since when. */
    pending: Nullable(Type.Object({ to: NoteStatus, since: Time }, strict)),
    /** When runs changed its status, the earliest first; of many the latest 50. */
    history: Type.Array(Type.Object({ status: NoteStatus, at: Time }, strict)),
    /** All that were given, by whether the rater was invited by lot or came by himself. */
    ratings: Type.Object({ invited: Type.Integer(), volunteered: Type.Integer() }, strict),
    reasons: Type.Array(Type.Object({ reason: RatingReason, n: Type.Integer() }, strict)),
    alarms: Type.Array(NoteAlarm),
    /** What editors did, the latest last. */
    acts: Type.Array(Type.Object({ act: NoteAct, reason: Type.String(), by: Type.String(), at: Time }, strict)),
  },
  strict,
)
export type DeskNote = Static<typeof DeskNote>

/** `waiting`: the longest without a status first; the others the newest first. */
export const DeskNotes = Type.Object(
  {
    notes: Type.Array(DeskNote),
    next: Nullable(Type.String()),
    /** Alarms about the whole site that nobody has looked at yet. */
    alarms: Type.Array(NoteAlarm),
    /** Up to a thousand each. `alarms`: those that nobody has looked at yet, as `noteAlarms` of `GET /v1/desk/queues`. */
    counts: Type.Object({ waiting: Type.Integer(), alarms: Type.Integer(), shown: Type.Integer() }, strict),
    /** How it stands with the raters, for a newsroom that starts up. */
    raters: Type.Object(
      { taking: Type.Integer(), startingUp: Type.Boolean(), lastRun: Nullable(Time), sides: Type.Boolean() },
      strict,
    ),
  },
  strict,
)
export type DeskNotes = Static<typeof DeskNotes>

export const PublishNote = Type.Object(
  {
    story: Url,
    comment: Type.Optional(Nullable(Id)),
    kind: OneOf('editors', 'correction'),
    claim: words.claim,
    text: Text,
    sources: Type.Array(Source, { maxItems: SOURCES_MAX }),
  },
  strict,
)
export type PublishNote = Static<typeof PublishNote>
export const RewordNote = Type.Object(
  { claim: words.claim, text: Text, sources: Type.Array(Source, { maxItems: SOURCES_MAX }) },
  strict,
)
export type RewordNote = Static<typeof RewordNote>
export const DecideOnNote = Type.Object(
  { act: NoteAct, reason: Type.String({ minLength: 3, maxLength: 1000, description: 'published' }) },
  strict,
)
export type DecideOnNote = Static<typeof DecideOnNote>
