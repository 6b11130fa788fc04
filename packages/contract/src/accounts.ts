import Type, { type Static } from 'typebox'
import { Nullable, OneOf, strict, Time, Url } from './shapes.ts'

/**
 * Eyewitness accounts: what a reader saw, with place and time, photographs, and what he agrees to. An account is a comment of kind
 * `eyewitness` that waits at the desk until the newsroom publishes it; reports, decisions, statements and appeals are those of any comment.
 *
 * Readers
 *   POST   /v1/accounts                          reader   SendAccount                  201 OwnAccount    (may carry an `Idempotency-Key`)
 *   GET    /v1/accounts/mine?story=              reader                                200 OwnAccounts   (all stories without `story`)
 *   GET    /v1/accounts/:id                      reader   his own                      200 OwnAccount
 *   PATCH  /v1/accounts/:id/consent              reader   ChangeConsent                200 OwnAccount    (at any time, takes effect at once)
 *   PUT    /v1/accounts/:id/photos/:no?alt=      reader   the bytes, `image/jpeg|png|webp`   200 OwnAccount   (no: 1 to 4)
 *   GET    /v1/accounts/:id/photos/:no           reader   his own                      the picture as the public would get it
 *   DELETE /v1/accounts/:id/photos/:no           reader                                200 OwnAccount
 *   DELETE /v1/accounts/:id                      reader                                204           (withdraws; contact and pictures are gone)
 * Everybody
 *   comments carry `account: PublicAccount | null`; `story.call: PublicCall | null`
 *   GET    /media/:site/:photo                   anyone                                the picture, 404 as soon as it is not public
 * The desk
 *   GET    /v1/desk/accounts?stage=&story=&after=     staff                            200 Accounts
 *   GET    /v1/desk/accounts/:id                 staff                                 200 AccountAtDesk
 *   POST   /v1/desk/accounts/:id/contact         editor   (no body; written into the log)   200 OpenedContact
 *   POST   /v1/desk/accounts/:id/stage           editor   MoveAccount                  200 AccountAtDesk
 *   PUT    /v1/desk/accounts/:id/checklist/:item staff    Check                        200 AccountAtDesk
 *   POST   /v1/desk/accounts/:id/tasks           staff    AddTask                      200 AccountAtDesk
 *   PUT    /v1/desk/accounts/:id/tasks/:no       staff    DoTask                       200 AccountAtDesk
 *   GET    /v1/desk/accounts/:id/photos/:no      staff                                 the picture as the public would get it
 *   GET    /v1/desk/accounts/:id/photos/:no/original   editor   (written into the log)      the bytes as they were sent, as a download
 *   POST   /v1/desk/accounts/:id/timeline        editor   AccountToTimeline            201 TimelineAtDesk of timeline.ts
 *   PUT    /v1/desk/calls?story=                 editor   PutCall                      200 Story of schemas.ts
 *   DELETE /v1/desk/calls?story=                 editor                                200 Story of schemas.ts
 * Notes and whose it is: those of its case, by `caseId` (POST /v1/desk/cases/:id/notes, PUT /v1/desk/cases/:id/assignment), as are
 * decisions under a house rule. What such a decision says of an account that is not published does not publish it.
 */
const Id = Type.String({ maxLength: 40, pattern: '^c_[0-9a-z]+$' })
const Story = Type.Object({ url: Type.String(), title: Type.String() }, strict)

/** "I was there", "I know the background", "this affects me". */
export const STANCES = ['there', 'background', 'affected'] as const
export const Stance = OneOf(...STANCES)
export type Stance = Static<typeof Stance>

/** As the clock there showed it: a day, or a day and a time; of no time zone. */
const Moment = Type.String({ pattern: '^[12][0-9]{3}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9])?$' })
export const When = Type.Object(
  {
    from: Moment,
    to: Type.Optional(Nullable(Moment)),
    /** Or only about then. */
    exact: Type.Boolean(),
  },
  strict,
)
export type When = Static<typeof When>

/** How closely coordinates are given: to about a metre, 100 metres, a kilometre, 11 kilometres. What is finer is not kept. */
export const PRECISIONS = ['exact', 'street', 'district', 'town'] as const
export const Where = Type.Object(
  {
    place: Type.Optional(Nullable(Type.String({ maxLength: 120 }))),
    lat: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 90 }))),
    lon: Type.Optional(Nullable(Type.Number({ minimum: -180, maximum: 180 }))),
    precision: OneOf(...PRECISIONS),
  },
  strict,
)
export type Where = Static<typeof Where>

/** For the newsroom only; encrypted where it is kept. */
export const Contact = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    phone: Type.Optional(Type.String({ maxLength: 60 })),
    /** How and when he can be reached without danger, in his words. */
    safeWay: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
)
export type Contact = Static<typeof Contact>

/** Under which name it is published: his name, another that only the newsroom can resolve, or none. */
export const BYLINES = ['name', 'pseudonym', 'newsroom-only'] as const
const consent = {
  /** May the newsroom publish it? Without, it is for the newsroom alone. */
  publish: Type.Boolean(),
  name: OneOf(...BYLINES),
  /** With `name: 'pseudonym'`. */
  pseudonym: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
  /** May the newsroom keep photographs as they were sent, with what the camera wrote into them? Else only the cleaned picture is kept. */
  keepOriginals: Type.Boolean(),
  /** Told by mail when something becomes of it. The mail says no more than that there is news. */
  tell: Type.Optional(Type.Boolean()),
}
export const Consent = Type.Object(consent, strict)
export type Consent = Static<typeof Consent>
export const ChangeConsent = Type.Partial(Consent, strict)
export type ChangeConsent = Static<typeof ChangeConsent>

export const HOW_MAX = 500
export const PHOTOS_MAX = 4
/** Bytes of one photograph as it is sent. */
export const PHOTO_BYTES = 15 * 1024 * 1024
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export const ALT_MAX = 300

export const SendAccount = Type.Object(
  {
    story: Url,
    relation: Stance,
    text: Type.String({ maxLength: 20_000 }),
    when: When,
    where: Where,
    /** How they know. */
    how: Type.String({ maxLength: HOW_MAX }),
    contact: Type.Optional(Contact),
    consent: Consent,
    postAnyway: Type.Optional(Type.Boolean({ description: 'the writer has seen the nudge' })),
  },
  strict,
)
export type SendAccount = Static<typeof SendAccount>
export const PhotoQuery = Type.Object(
  {
    alt: Type.Optional(
      Type.String({ maxLength: ALT_MAX, description: 'what is to be seen, for those who do not see it' }),
    ),
  },
  strict,
)

// ---- what everybody may read

/** A photograph without anything that the camera wrote into it. `url` is a path on Parley's own server. */
export const Photo = Type.Object(
  { no: Type.Integer(), url: Type.String(), width: Type.Integer(), height: Type.Integer(), alt: Type.String() },
  strict,
)
export type Photo = Static<typeof Photo>

const told = { relation: Stance, when: When, where: Where, how: Type.String() }

/** With a comment of kind `eyewitness` that came by the form. The badge is drawn from `verified`, never from words. */
export const PublicAccount = Type.Object(
  {
    ...told,
    photos: Type.Array(Photo),
    verified: Type.Boolean(),
    /** Of what kind the author's name on the comment is. */
    byline: OneOf(...BYLINES),
  },
  strict,
)
export type PublicAccount = Static<typeof PublicAccount>

/** The newsroom asks: "Were you at the plant this morning?" It closes by itself. */
export const PublicCall = Type.Object({ question: Type.String(), until: Time }, strict)
export type PublicCall = Static<typeof PublicCall>

// ---- the reader's own

export const STAGES = ['received', 'contacted', 'corroborated', 'published', 'declined'] as const
export const Stage = OneOf(...STAGES)
export type Stage = Static<typeof Stage>

/** Where it stands, and what the reader was told. */
const Step = Type.Object({ stage: Stage, verified: Type.Boolean(), reason: Type.String(), at: Time }, strict)
const consented = { ...consent, pseudonym: Nullable(Type.String()), tell: Type.Boolean() }

export const OwnAccount = Type.Object(
  {
    id: Id,
    story: Story,
    ...told,
    text: Type.String(),
    at: Time,
    /** Of its comment: `held` while it waits. */
    state: OneOf('held', 'shown', 'collapsed', 'removed', 'withdrawn', 'erased'),
    stage: Stage,
    verified: Type.Boolean(),
    consent: Type.Object(consented, strict),
    /** Which of them the newsroom has; what they say is not read out again. */
    contact: Type.Object(
      { name: Type.Boolean(), email: Type.Boolean(), phone: Type.Boolean(), safeWay: Type.Boolean() },
      strict,
    ),
    /** `url` is that of the reader's own look at it. */
    photos: Type.Array(Type.Object({ ...Photo.properties, original: Type.Boolean() }, strict)),
    /** The latest last. */
    steps: Type.Array(Step),
  },
  strict,
)
export type OwnAccount = Static<typeof OwnAccount>
export const OwnAccounts = Type.Object({ accounts: Type.Array(OwnAccount) }, strict)
export type OwnAccounts = Static<typeof OwnAccounts>
export const MineQuery = Type.Object({ story: Type.Optional(Url) }, strict)

// ---- the desk

export const AccountsQuery = Type.Object(
  {
    stage: Type.Optional(Stage),
    story: Type.Optional(Url),
    after: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)

const rowAtDesk = {
  id: Id,
  caseId: Type.String(),
  story: Story,
  ...told,
  text: Type.String(),
  at: Time,
  state: OwnAccount.properties.state,
  stage: Stage,
  /** Since when it is at this stage. */
  since: Time,
  verified: Type.Boolean(),
  reader: Type.Object({ id: Type.String(), name: Type.String() }, strict),
  /** What its author agrees to, under which name. */
  consent: Type.Object(consented, strict),
  photos: Type.Integer(),
  /** Which of them there are. */
  contact: OwnAccount.properties.contact,
  /** Items of the checklist that are done, of five. */
  checked: Type.Integer(),
  /** Tasks that are not done. */
  tasks: Type.Integer(),
  assignedTo: Nullable(Type.Object({ id: Type.String(), name: Type.String() }, strict)),
  /** What the phases found in its words; a message for each. */
  findings: Type.Array(Type.Object({ rule: Type.String(), message: Type.String() }, strict)),
}
export const AccountRow = Type.Object(rowAtDesk, strict)
export type AccountRow = Static<typeof AccountRow>

/** The longest waiting first; those that are settled (published, declined) the latest first. */
export const Accounts = Type.Object(
  {
    accounts: Type.Array(AccountRow),
    next: Nullable(Type.String()),
    /** How many are at each stage, over all stories. */
    counts: Type.Record(Type.String(), Type.Integer()),
  },
  strict,
)
export type Accounts = Static<typeof Accounts>

export const CHECKS = ['who', 'where', 'when', 'original', 'second'] as const
export type CheckItem = (typeof CHECKS)[number]
export const Check = Type.Object({ done: Type.Boolean(), note: Type.String({ maxLength: 1000 }) }, strict)
export type Check = Static<typeof Check>

/** To `published` says whether the newsroom has verified it; for that who, where and when are done, and the original or a second source. */
export const MoveAccount = Type.Object(
  {
    to: Stage,
    /** The stage that whoever moves it has seen: had a colleague moved it meanwhile, nothing happens. */
    from: Type.Optional(Stage),
    verified: Type.Optional(Type.Boolean()),
    /** Its author reads it on his page. */
    reason: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  strict,
)
export type MoveAccount = Static<typeof MoveAccount>

export const AddTask = Type.Object({ text: Type.String({ minLength: 1, maxLength: 500 }) }, strict)
export const DoTask = Type.Object({ done: Type.Boolean() }, strict)

/** Another account that may be of the same place and time, and why. */
const Likeness = Type.Object(
  {
    id: Id,
    story: Story,
    stage: Stage,
    reader: Type.Object({ id: Type.String(), name: Type.String() }, strict),
    text: Type.String(),
    /** Metres between them; null where one has no coordinates. */
    metres: Nullable(Type.Integer()),
    /** They name the same place. */
    samePlace: Type.Boolean(),
    /** Minutes between them, 0 where they overlap; null where one names only a day, and it is the same. */
    minutes: Nullable(Type.Integer()),
    sameReader: Type.Boolean(),
  },
  strict,
)

export const AccountAtDesk = Type.Object(
  {
    ...rowAtDesk,
    photos: Type.Array(
      Type.Object(
        {
          ...Photo.properties,
          /** Kept as it was sent, for editors. */
          original: Type.Boolean(),
          /** Of the original, as its type says; null where it is not kept. */
          bytes: Nullable(Type.Integer()),
        },
        strict,
      ),
    ),
    checklist: Type.Array(
      Type.Object(
        {
          item: OneOf(...CHECKS),
          done: Type.Boolean(),
          note: Type.String(),
          by: Nullable(Type.String()),
          at: Nullable(Time),
        },
        strict,
      ),
    ),
    tasks: Type.Array(
      Type.Object(
        {
          no: Type.Integer(),
          text: Type.String(),
          by: Type.String(),
          at: Time,
          /** Who has done it, and when. */
          done: Nullable(Type.Object({ by: Type.String(), at: Time }, strict)),
        },
        strict,
      ),
    ),
    notes: Type.Array(Type.Object({ id: Type.String(), by: Type.String(), text: Type.String(), at: Time }, strict)),
    steps: Type.Array(Type.Object({ ...Step.properties, by: Type.String() }, strict)),
    /** Who looked at the contact or an original, the latest last. */
    looks: Type.Array(
      Type.Object(
        { by: Type.String(), at: Time, what: OneOf('contact', 'original'), photo: Nullable(Type.Integer()) },
        strict,
      ),
    ),
    duplicates: Type.Array(Likeness),
    /** Entries of the story's timeline that tell of it. */
    inTimeline: Type.Integer(),
  },
  strict,
)
export type AccountAtDesk = Static<typeof AccountAtDesk>

/** `null`: there is none. */
export const OpenedContact = Type.Object({ contact: Nullable(Contact) }, strict)
export type OpenedContact = Static<typeof OpenedContact>

/** The day is that of the account, the link is to it, the source says that a reader says so. */
export const AccountToTimeline = Type.Object(
  { title: Type.String({ minLength: 3, maxLength: 140 }), detail: Type.String({ maxLength: 600 }) },
  strict,
)
export type AccountToTimeline = Static<typeof AccountToTimeline>

export const PutCall = Type.Object(
  {
    question: Type.String({ minLength: 5, maxLength: 200 }),
    /** At most 31 days from now. */
    until: Type.String({ maxLength: 40, description: 'ISO 8601, UTC' }),
  },
  strict,
)
export type PutCall = Static<typeof PutCall>
