import Type, { type Static } from 'typebox'
import { Nullable, OneOf, strict, Time, Url } from './shapes.ts'

/**
 * The history behind a story: dated entries, and who is tied to whom. Of each it is said who says so and how sure that is; a later source may
 * raise or lower that, and the earlier ones stay to be read.
 */
const Id = Type.String({ maxLength: 40, pattern: '^t_[0-9a-z]+$' })
/** As exactly as it is known: a year, a month or a day. */
const Day = Type.String({ pattern: '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' })

/**
 * Who says so, the surest first: a body or company about itself; a person with knowledge of the matter, whom the newsroom knows; another
 * outlet, named; a reader; nobody who would know.
 */
export const STANDINGS = ['official', 'confirmed', 'reported', 'reader', 'speculation'] as const
export const Standing = OneOf(...STANDINGS)
export type Standing = Static<typeof Standing>

/** `role`: a person in a company or body. `speculation`: a tie that is only talked of. */
export const RELATIONS = ['alliance', 'talks', 'ownership', 'role', 'speculation'] as const
export const Relation = OneOf(...RELATIONS)
export type Relation = Static<typeof Relation>

const source = {
  who: Type.String({ minLength: 2, maxLength: 120, description: 'the outlet, body or kind of person' }),
  url: Nullable(Url),
  /** When it was said there. */
  on: Nullable(Day),
}
export const Source = Type.Object({ standing: Standing, ...source }, strict)
export type Source = Static<typeof Source>

const entry = {
  happened: Day,
  title: Type.String({ minLength: 3, maxLength: 140 }),
  detail: Type.String({ maxLength: 600 }),
}
const tie = {
  from: Type.String({ minLength: 1, maxLength: 60 }),
  to: Type.String({ minLength: 1, maxLength: 60 }),
  relation: Relation,
  since: Nullable(Day),
  until: Nullable(Day),
}

// ---- what everybody may read

const said = {
  /** Of the latest source. */
  standing: Standing,
  /** All of them, the latest last. */
  said: Type.Array(Source),
}
export const TimelineEntry = Type.Object(
  {
    id: Id,
    ...entry,
    /** Who brought it. */
    by: OneOf('newsroom', 'reader'),
    /** An eyewitness account under this story that tells of it. */
    account: Nullable(Type.String()),
    /** An earlier story of this newsroom. */
    story: Nullable(Type.Object({ url: Type.String(), title: Type.String() }, strict)),
    ...said,
  },
  strict,
)
export type TimelineEntry = Static<typeof TimelineEntry>

export const Tie = Type.Object({ id: Id, ...tie, ...said }, strict)
export type Tie = Static<typeof Tie>

/** Entries by date, the earliest first. */
export const Timeline = Type.Object({ entries: Type.Array(TimelineEntry), ties: Type.Array(Tie) }, strict)
export type Timeline = Static<typeof Timeline>

// ---- proposing

export const ProposeEntry = Type.Object({ story: Url, ...entry, source: Type.Object(source, strict) }, strict)
export type ProposeEntry = Static<typeof ProposeEntry>

/** A reader's proposal, as he sees it. */
export const OwnProposal = Type.Object(
  {
    id: Id,
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    ...entry,
    source: Type.Object(source, strict),
    at: Time,
    state: OneOf('waiting', 'shown', 'declined', 'retired'),
    /** Why it is not shown. */
    reason: Nullable(Type.String()),
  },
  strict,
)
export type OwnProposal = Static<typeof OwnProposal>
export const OwnProposals = Type.Object({ proposals: Type.Array(OwnProposal) }, strict)

// ---- the desk

const EntryWords = Type.Object(
  { ...entry, story: Nullable(Url), account: Nullable(Type.String({ maxLength: 40 })) },
  strict,
)
const TieWords = Type.Object(tie, strict)
/** One of the two. */
export const Words = Type.Union([Type.Object({ entry: EntryWords }, strict), Type.Object({ tie: TieWords }, strict)])
export type Words = Static<typeof Words>

export const AddToTimeline = Type.Object(
  {
    story: Url,
    entry: Type.Optional(EntryWords),
    tie: Type.Optional(TieWords),
    source: Source,
  },
  { ...strict, description: 'an entry or a tie, with who says so' },
)
export type AddToTimeline = Static<typeof AddToTimeline>

export const DecideOnTimeline = Type.Object(
  {
    act: OneOf('accept', 'decline', 'retire'),
    /** Whoever proposed it reads this; may be empty with `accept`. */
    reason: Type.String({ maxLength: 1000 }),
  },
  strict,
)
export type DecideOnTimeline = Static<typeof DecideOnTimeline>

/** A proposal that waits for an editor. */
export const Proposal = Type.Object(
  {
    id: Id,
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    ...entry,
    source: Type.Object(source, strict),
    at: Time,
    reader: Type.Object({ id: Type.String(), name: Type.String() }, strict),
  },
  strict,
)
export type Proposal = Static<typeof Proposal>

/** The longest waiting first. */
export const Proposals = Type.Object({ proposals: Type.Array(Proposal), next: Nullable(Type.String()) }, strict)
export type Proposals = Static<typeof Proposals>

/** An earlier story that may belong to the history of this one. */
export const Suggestion = Type.Object(
  {
    url: Type.String(),
    title: Type.String(),
    /** The names and words that both share. */
    shares: Type.Array(Type.String()),
    at: Time,
  },
  strict,
)
export type Suggestion = Static<typeof Suggestion>

export const TimelineAtDesk = Type.Object(
  {
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    ...Timeline.properties,
    proposals: Type.Array(Proposal),
    suggestions: Type.Array(Suggestion),
  },
  strict,
)
export type TimelineAtDesk = Static<typeof TimelineAtDesk>
