import { HEADS } from '@parley/rules/heads.ts'
import Type, { type Static } from 'typebox'
import { PublicAccount, PublicCall, Stage } from './accounts.ts'
import type { Body as BodyTree } from './body.ts'
import { Summary } from './light.ts'
import { Id, Nullable, OneOf, strict, Time, Url } from './shapes.ts'
import { SOURCE_MAX } from './source.ts'
import { QUEUES } from './stream.ts'
import { LABEL_MAX, STATES } from './values.ts'

/**
 * The wire: what server, embed and desk agree on. Requests refuse fields they do not know; answers carry only the fields named here.
 * Times are ISO 8601 UTC. Ids are text with a prefix (`c_` comment, `s_` story, `r_` reader, `k_` case, `d_` decision) and sort by time.
 */

/** Any text is read here; the server knows the newsroom's rules, and says which there are (`rule.not-held`). */
export const Rule = Type.String({ maxLength: 100, description: 'id of a house rule: GET /v1/rules' })
/** A ground for a decision or a report: a house rule, or `illegal` (against a law, named in the explanation). */
export const Ground = Type.String({
  maxLength: 100,
  description: 'id of a house rule, or `illegal` for what is against a law',
})
export type Ground = Static<typeof Ground>

export const KINDS = ['comment', 'eyewitness', 'note'] as const
/** `eyewitness`: the writer says "I was there". Never verified by its text. `note`: a context note (notes.ts), which stands in no thread. */
export const Kind = OneOf(...KINDS)
export type Kind = Static<typeof Kind>
/** What `POST /v1/comments` takes. */
const KindToPost = OneOf('comment', 'eyewitness')

export const State = OneOf(...STATES)
export type State = Static<typeof State>

export const ROLES = ['reader', 'moderator', 'editor', 'admin'] as const
export const Role = OneOf(...ROLES)
export type Role = Static<typeof Role>

/** See body.ts; described loosely here because JSON Schema tells nothing more about a recursive tree. */
export const Body = Type.Unsafe<BodyTree>(Type.Array(Type.Object({}, { additionalProperties: true })))

// ---- verdicts

export const Finding = Type.Object(
  {
    rule: Type.String({ description: 'id of a house rule, or `house` for the newsroom’s own conditions' }),
    label: Type.String(),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    spans: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() }, strict), {
      description: 'half-open ranges of UTF-16 units in the text as sent',
    }),
    message: Type.String({ description: 'a sentence for the writer, in his language' }),
  },
  strict,
)
export type Finding = Static<typeof Finding>

export const OUTCOMES = ['show', 'nudge', 'hold', 'refuse'] as const
export const Verdict = Type.Object({ outcome: OneOf(...OUTCOMES), findings: Type.Array(Finding) }, strict)
export type Verdict = Static<typeof Verdict>
export type Outcome = Verdict['outcome']

// ---- comments

export const Author = Type.Object(
  { id: Id, name: Type.String(), badge: Nullable(OneOf('moderator', 'editor', 'admin')) },
  strict,
)
export type Author = Static<typeof Author>

/** Most characters of a label that the newsroom puts on a comment. */
const Label = Type.String({ maxLength: LABEL_MAX, description: 'what readers see with the comment; with `label`' })

/** What everybody may know of the decision on a comment. */
export const PublicDecision = Type.Object(
  { act: OneOf('collapse', 'label', 'remove'), rule: Nullable(Ground), at: Time, label: Type.Optional(Label) },
  strict,
)
export type PublicDecision = Static<typeof PublicDecision>

const commentFields = {
  id: Id,
  kind: Kind,
  state: OneOf('shown', 'collapsed', 'removed', 'withdrawn', 'erased'),
  author: Nullable(Author),
  body: Body,
  postedAt: Time,
  editedAt: Nullable(Time),
  respects: Type.Integer(),
  /** Of a top comment: all public replies below it. Of a reply: its direct public replies. */
  replyCount: Type.Integer(),
  rootId: Nullable(Id),
  replyTo: Nullable(Id),
  replyToName: Nullable(Type.String()),
  /** 0 for a top comment. */
  depth: Type.Integer(),
  decision: Nullable(PublicDecision),
  /** Since when the newsroom has picked it; null where it has not. */
  featured: Nullable(Time),
  /** Of an eyewitness account that came by the form; null else, and where its words are not public. */
  account: Nullable(PublicAccount),
}
/** A reply: removed, withdrawn and erased ones have no author and an empty body, and are listed only while something public hangs below them. */
export const Reply = Type.Object(commentFields, strict)
export type Reply = Static<typeof Reply>

export const Comment = Type.Object(
  {
    ...commentFields,
    /** The first replies of the whole thread, oldest first, flat: `replyTo` says where each hangs. A parent always comes before its replies. */
    replies: Type.Array(Reply),
    /** Cursor for `GET /v1/comments/ID/replies?after=`; null where `replies` holds all. */
    nextReplies: Nullable(Type.String()),
  },
  strict,
)
export type Comment = Static<typeof Comment>

export const Story = Type.Object(
  {
    id: Nullable(Id),
    url: Type.String(),
    title: Type.String(),
    count: Type.Integer(),
    open: Type.Boolean(),
    seq: Type.Integer({ description: 'raised by every change; the stream’s event id' }),
    timeline: Type.Integer({ description: 'entries and ties of its history: GET /v1/timeline' }),
    notes: Type.Integer({ description: 'public context notes: GET /v1/notes' }),
    /** What the newsroom asks of eyewitnesses; null where it asks nothing now. */
    call: Nullable(PublicCall),
  },
  strict,
)
export type Story = Static<typeof Story>

/** `common-ground`: respected by readers who usually differ. Where too little is known of that, the newest. */
export const SORTS = ['newest', 'oldest', 'respected', 'common-ground'] as const
export type Sort = (typeof SORTS)[number]
/** What alone is listed, the newest first and replies among it: picked by the newsroom; questions that nobody has answered; accounts. */
export const ONLY = ['picked', 'questions', 'accounts'] as const
export type Only = (typeof ONLY)[number]
export const ThreadQuery = Type.Object(
  {
    story: Url,
    sort: Type.Optional(OneOf(...SORTS)),
    only: Type.Optional(OneOf(...ONLY)),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  },
  strict,
)
export const ThreadPage = Type.Object(
  {
    story: Story,
    comments: Type.Array(Comment),
    next: Nullable(Type.String()),
    /** With the first page. */
    summary: Type.Optional(Summary),
    /** Of `common-ground`: the first so many are in its order, the rest are the newest. 0 on a first page: too little is known of this story. */
    known: Type.Optional(Type.Integer()),
  },
  strict,
)
export type ThreadPage = Static<typeof ThreadPage>

export const RepliesPage = Type.Object({ replies: Type.Array(Reply), next: Nullable(Type.String()) }, strict)
export type RepliesPage = Static<typeof RepliesPage>

/** One comment in its place: the thread's top comment, and the path of parents down to the one asked for. */
export const CommentInPlace = Type.Object(
  { story: Story, comment: Reply, top: Comment, path: Type.Array(Reply) },
  strict,
)
export type CommentInPlace = Static<typeof CommentInPlace>

export const Revisions = Type.Object(
  { revisions: Type.Array(Type.Object({ no: Type.Integer(), at: Time, body: Body }, strict)) },
  strict,
)
export type Revisions = Static<typeof Revisions>

export const TEXT_MAX = 5000
export const Text = Type.String({
  maxLength: 20_000,
  description: `what was typed; at most ${TEXT_MAX} characters as a reader counts them`,
})
export const PostComment = Type.Object(
  {
    story: Url,
    text: Text,
    replyTo: Type.Optional(Id),
    kind: Type.Optional(KindToPost),
    postAnyway: Type.Optional(Type.Boolean({ description: 'the writer has seen the nudge' })),
  },
  strict,
)
export type PostComment = Static<typeof PostComment>
export const EditComment = Type.Object({ text: Text, postAnyway: Type.Optional(Type.Boolean()) }, strict)
export type EditComment = Static<typeof EditComment>
export const CheckText = Type.Object({ text: Text, story: Type.Optional(Url), replyTo: Type.Optional(Id) }, strict)
export const Checked = Type.Object(
  {
    verdict: Verdict,
    claims: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() }, strict), {
      description:
        'sentences to ask of: where does this come from? Half-open ranges of UTF-16 units; no part of the verdict, and kept nowhere',
    }),
  },
  strict,
)

/** A comment as its own author sees it. */
export const OwnComment = Type.Object(
  {
    ...commentFields,
    state: State,
    text: Type.String({ description: 'the source, for editing' }),
    storyUrl: Type.String(),
    storyTitle: Type.String(),
    editableUntil: Nullable(Time),
    /** Public context notes about it. Whoever gets one may edit once more for 48 hours. */
    notes: Type.Integer(),
    verdict: Verdict,
    /** Of an account that came by the form: where it stands at the desk. */
    stage: Nullable(Stage),
    /** The decision that holds, with its reason in the words of whoever made it; null where nobody decided. */
    reason: Nullable(
      Type.Object(
        {
          act: OneOf('show', 'collapse', 'label', 'remove', 'hold'),
          rule: Nullable(Ground),
          label: Nullable(Label),
          explanation: Type.String(),
          at: Time,
          /** Of the statement of reasons. */
          statement: Nullable(Type.Integer()),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type OwnComment = Static<typeof OwnComment>
export const Posted = Type.Object({ comment: OwnComment, verdict: Verdict }, strict)
export type Posted = Static<typeof Posted>
export const OwnComments = Type.Object({ comments: Type.Array(OwnComment), next: Nullable(Type.String()) }, strict)
export type OwnComments = Static<typeof OwnComments>
export const Respects = Type.Object({ respects: Type.Integer(), respected: Type.Boolean() }, strict)
export type Respects = Static<typeof Respects>

export const CountsQuery = Type.Object(
  { story: Type.Union([Url, Type.Array(Url, { minItems: 1, maxItems: 100 })]) },
  strict,
)
export const Counts = Type.Object({ counts: Type.Record(Type.String(), Type.Integer()) }, strict)
export type Counts = Static<typeof Counts>

// ---- reports

export const FileReport = Type.Union([
  Type.Object(
    {
      rule: Rule,
      explanation: Type.Optional(Type.String({ maxLength: 2000 })),
      source: Type.Optional(
        Type.String({
          maxLength: SOURCE_MAX,
          description: 'where it can be read how it is, an address or in words; never fetched',
        }),
      ),
    },
    strict,
  ),
  Type.Object(
    {
      illegal: Type.Object(
        {
          law: Type.String({ minLength: 1, maxLength: 500 }),
          explanation: Type.String({ minLength: 1, maxLength: 2000 }),
          name: Type.Optional(Type.String({ maxLength: 200 })),
          email: Type.Optional(Type.String({ maxLength: 254 })),
          goodFaith: Type.Boolean(),
        },
        strict,
      ),
    },
    strict,
  ),
])
export type FileReport = Static<typeof FileReport>
export const Receipt = Type.Object({ reference: Type.String() }, strict)

// ---- readers

/** Sign-in: the newsroom's token; or an address; or that address with the code that was mailed to it. */
export const SignIn = Type.Union([
  Type.Object({ sso: Type.String({ maxLength: 8000 }) }, strict),
  Type.Object(
    {
      email: Type.String({ maxLength: 254 }),
      code: Type.Optional(Type.String({ maxLength: 40 })),
      challenge: Type.Optional(
        Type.String({ maxLength: 100, description: 'from the first answer; browsers carry it as a cookie' }),
      ),
      name: Type.Optional(Type.String({ maxLength: 200, description: 'the name others will see; asked for once' })),
    },
    strict,
  ),
])
export type SignIn = Static<typeof SignIn>
export const CodeSent = Type.Object({ challenge: Type.String(), minutes: Type.Integer() }, strict)
export type CodeSent = Static<typeof CodeSent>
export const Reader = Type.Object({ id: Id, name: Type.String(), role: Role }, strict)
export type Reader = Static<typeof Reader>
export const Session = Type.Object({ token: Type.String(), csrf: Type.String(), reader: Reader }, strict)
export type Session = Static<typeof Session>

/** Asks for a link to a form of the plain page on which the reader is signed in as he is here. */
export const ToPage = Type.Object(
  { to: Type.String({ minLength: 2, maxLength: 4000, description: 'its path: `/d/…`' }) },
  strict,
)
export type ToPage = Static<typeof ToPage>
export const PageLink = Type.Object(
  { url: Type.String({ description: 'good once, for a minute, from a page of the newsroom' }) },
  strict,
)
export type PageLink = Static<typeof PageLink>

/** What is personal about a story, laid over the public page in the browser. Never cached. */
export const Me = Type.Object(
  {
    reader: Nullable(Reader),
    csrf: Nullable(Type.String({ description: 'send it as `x-parley-csrf` with writes that rely on the cookie' })),
    respected: Type.Array(Id),
    /** Own comments under the story asked for, newest first, 100 at most, whatever their state. */
    mine: Type.Array(OwnComment),
    /** Why nothing can be written here at present; null where it can. */
    barred: Nullable(
      Type.Object(
        {
          until: Nullable(Time),
          reason: Type.String(),
          statement: Nullable(Type.Integer({ description: 'number of the statement of reasons' })),
          link: Nullable(Type.String({ description: 'opens the statement without a sign-in' })),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type Me = Static<typeof Me>

/** What the page says before anyone writes; the same for everybody. */
export const Site = Type.Object(
  {
    name: Type.String(),
    language: Type.String(),
    rules: Type.Array(
      Type.Object({ id: Rule, version: Type.Integer(), title: Type.String(), text: Type.String() }, strict),
      { description: 'those that hold, in the newsroom’s order' },
    ),
    retired: Type.Array(
      Type.Object({ id: Rule, version: Type.Integer(), title: Type.String(), text: Type.String() }, strict),
      { description: 'those that hold no more, for what was decided under them' },
    ),
    textMax: Type.Integer(),
    editMinutes: Type.Integer(),
    postAnyway: Type.Boolean({
      description: 'what was nudged and is posted anyway is shown; else a person looks first',
    }),
    asksFrom: Type.Record(Type.String(), Nullable(Type.Number({ minimum: 0, maximum: 1 })), {
      description: 'heads whose first step the newsroom has changed: the score from which a writer is told; null never',
    }),
  },
  strict,
)
export type Site = Static<typeof Site>

// ---- the desk

/**
 * On the comment: show, collapse, label (it stays readable, and readers see a label with it), remove; `hold`: a program took it out of
 * sight until a person has looked. On its author: warn; review (the next comments wait for a person); suspend (for days);
 * ban; lift (all of these). `uphold` leaves an appealed decision as it is. `escalate`: it may cost a life; decides nothing about the comment.
 * `undo` puts back what was before a decision. On whoever reports without ground: warn-reporter; pause-reports (for days).
 */
export const ACTS = [
  'show',
  'collapse',
  'label',
  'remove',
  'hold',
  'warn',
  'review',
  'suspend',
  'ban',
  'lift',
  'uphold',
  'escalate',
  'undo',
  'warn-reporter',
  'pause-reports',
] as const
export const Act = OneOf(...ACTS)
export type Act = Static<typeof Act>
/** What is done about whoever reports, and not about a comment or its author. */
export const ON_REPORTER = ['warn-reporter', 'pause-reports'] as const satisfies readonly Act[]
/** What nobody asks for of a case: `undo` takes a decision back and is asked for by its id, `hold` is a program's. */
const NOT_CHOSEN = ['undo', 'hold', ...ON_REPORTER] as const satisfies readonly Act[]
export type Choice = Exclude<Act, (typeof NOT_CHOSEN)[number]>
const ActToChoose = Type.Unsafe<Choice>(Type.Enum(ACTS.filter(act => !(NOT_CHOSEN as readonly Act[]).includes(act))))

/** What an escalation is for: somebody else’s life, or the writer’s own. */
export const ESCALATIONS = ['threat', 'self-harm'] as const
export const Queue = OneOf(...QUEUES)
export const CasesQuery = Type.Object(
  {
    queue: Queue,
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    search: Type.Optional(Type.String({ maxLength: 100, description: 'words of the comment, its author or story' })),
    author: Type.Optional(Type.String({ maxLength: 100, description: 'words of the author’s name' })),
    story: Type.Optional(Type.String({ maxLength: 100, description: 'words of the story’s title' })),
    rule: Type.Optional(Ground),
    state: Type.Optional(State),
    from: Type.Optional(
      Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'posted on this day or later, UTC' }),
    ),
    to: Type.Optional(
      Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'posted on this day or earlier, UTC' }),
    ),
  },
  strict,
)
/** What of the discussion somebody at the desk watches: a comment with all that is below it, what a reader writes, what is written under a story. */
export const WATCHABLE = ['thread', 'reader', 'story'] as const
const Watchable = OneOf(...WATCHABLE)
export type Watchable = Static<typeof Watchable>
export const CaseRow = Type.Object(
  {
    id: Id,
    commentId: Id,
    /** Where it waits; null where it does not. */
    queue: Nullable(Queue),
    excerpt: Type.String(),
    state: State,
    kind: Kind,
    authorName: Type.String(),
    storyTitle: Type.String(),
    storyUrl: Type.String(),
    postedAt: Time,
    reports: Type.Integer(),
    /** It waits before others because a trusted flagger has reported it. */
    flagged: Type.Optional(Type.Boolean()),
    /** The strongest finding, if any. */
    finding: Nullable(Type.Object({ rule: Type.String(), label: Type.String(), score: Type.Number() }, strict)),
    /** Whose case it is. */
    assignedTo: Nullable(Type.Object({ id: Id, name: Type.String() }, strict)),
    /** What readers see with it, where the newsroom has labelled it. */
    label: Nullable(Label),
    /** The last decision on it, if there was one. */
    decided: Nullable(Type.Object({ act: Act, rule: Nullable(Ground), by: Type.String(), at: Time }, strict)),
    /** In the queue of what one watches: why it is there. */
    watched: Type.Optional(Type.Array(Watchable)),
    /** Send it back with a decision: a case that changed meanwhile is not decided unawares. */
    version: Type.Integer(),
  },
  strict,
)
export type CaseRow = Static<typeof CaseRow>
export const Cases = Type.Object({ cases: Type.Array(CaseRow), next: Nullable(Type.String()) }, strict)
export type Cases = Static<typeof Cases>
export const Queues = Type.Object(
  {
    queues: Type.Array(Type.Object({ id: Queue, count: Type.Integer() }, strict)),
    noteAlarms: Type.Integer({ description: 'alarms about context notes that nobody has looked at yet, up to 1,000' }),
  },
  strict,
)
export type Queues = Static<typeof Queues>

export const Decision = Type.Object(
  {
    id: Id,
    act: Act,
    rule: Nullable(Ground),
    label: Nullable(Label),
    explanation: Type.String(),
    by: Type.String({ description: 'empty where no person decided' }),
    at: Time,
    automated: Type.Boolean(),
    law: Nullable(Type.String()),
    days: Nullable(Type.Integer()),
    posts: Nullable(Type.Integer()),
    statement: Nullable(Type.Integer({ description: 'number of the statement of reasons' })),
    /** Whether an appeal or an undo has taken it back. */
    reversed: Type.Boolean(),
  },
  strict,
)
export type Decision = Static<typeof Decision>

export const Note = Type.Object({ id: Id, by: Type.String(), text: Type.String(), at: Time }, strict)
export type Note = Static<typeof Note>

export const CaseView = Type.Object(
  {
    ...CaseRow.properties,
    text: Type.String({ description: 'what was typed; the spans of the findings point into it' }),
    body: Body,
    findings: Type.Array(Finding),
    /** By what the verdict was come to; absent where no engine judged (imports). */
    judged: Type.Optional(
      Type.Object(
        {
          engine: Type.String({ description: 'version' }),
          language: Nullable(Type.String()),
          scores: Nullable(Type.Record(Type.String(), Type.Number())),
          thresholds: Type.Record(
            Type.String(),
            Type.Object(
              {
                nudge: Type.Optional(Type.Number()),
                hold: Type.Optional(Type.Number()),
                refuse: Type.Optional(Type.Number()),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    parents: Type.Array(Type.Object({ id: Id, authorName: Type.String(), text: Type.String(), state: State }, strict)),
    reportList: Type.Array(
      Type.Object(
        {
          reference: Type.String(),
          rule: Ground,
          explanation: Type.String(),
          law: Nullable(Type.String()),
          at: Time,
          reporter: Nullable(Type.String({ description: 'name of a signed-in reader; for staff only' })),
          reporterId: Nullable(Id),
          revision: Nullable(Type.Integer({ description: 'the version of the words that was reported' })),
          /** Name of the trusted flagger whose report it is. */
          flagger: Type.Optional(Type.String()),
          source: Type.Optional(
            Type.String({ description: 'by which source it is not so, as the reporter says; nobody fetches it' }),
          ),
        },
        strict,
      ),
    ),
    author: Type.Object(
      {
        id: Id,
        name: Type.String(),
        since: Time,
        comments: Type.Integer(),
        removed: Type.Integer(),
        nudgedAndPosted: Type.Boolean(),
        suspendedUntil: Nullable(Time),
        banned: Type.Boolean(),
        reviewedPosts: Type.Integer({ description: 'so many of the next comments wait for a person' }),
      },
      strict,
    ),
    /** What of it can be watched, and until when whoever asks does; nobody else is told. */
    watching: Type.Array(Type.Object({ what: Watchable, id: Id, until: Nullable(Time) }, strict)),
    /** Other open cases of the same author, newest first, 5 at most. */
    others: Type.Array(CaseRow),
    /** Since when it is featured as worth reading; null where it is not. */
    featured: Nullable(Time),
    /** Of a context note: what it quotes and names. What it is about is in `parents`. */
    note: Type.Optional(
      Type.Object(
        { kind: OneOf('reader', 'editors', 'correction'), claim: Type.String(), sources: Type.Array(Type.String()) },
        strict,
      ),
    ),
    /** What the desk wrote to itself, oldest first; nobody else ever reads it. */
    notes: Type.Array(Note),
    revisions: Type.Array(Type.Object({ no: Type.Integer(), at: Time, text: Type.String() }, strict)),
    decisions: Type.Array(Decision),
    /** What was sealed because it may cost a life, the first one first. */
    escalations: Type.Optional(
      Type.Array(Type.Object({ id: Id, kind: OneOf(...ESCALATIONS), by: Type.String(), at: Time }, strict)),
    ),
    /** Orders of authorities that are about it and still want something. */
    orders: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            kind: OneOf('remove', 'information', 'terrorist-content'),
            authority: Type.String(),
            secret: Type.Boolean(),
          },
          strict,
        ),
      ),
    ),
    /** Open objections; whoever made the decision cannot decide on it. */
    appeals: Type.Array(
      Type.Object(
        {
          id: Id,
          decision: Id,
          side: OneOf('author', 'reporter'),
          text: Type.String(),
          at: Time,
          decidedBy: Type.String({ description: 'empty where no person decided' }),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type CaseView = Static<typeof CaseView>

export const Colleague = Type.Object({ id: Id, name: Type.String() }, strict)
export type Colleague = Static<typeof Colleague>
export const Colleagues = Type.Object({ colleagues: Type.Array(Colleague) }, strict)
export const WriteNote = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5000 }) }, strict)
export const Noted = Type.Object({ note: Note }, strict)
export type Noted = Static<typeof Noted>
export const Assign = Type.Object({ to: Nullable(Id) }, strict)
export const Assigned = Type.Object({ assignedTo: Nullable(Colleague) }, strict)
export type Assigned = Static<typeof Assigned>
/** Who decides on a case right now: the caller, or whoever was there before. */
export const Claimed = Type.Object({ by: Colleague, until: Time }, strict)
export type Claimed = Static<typeof Claimed>

/** ISO 3166-1 codes of countries. */
const Territory = Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { maxItems: 40 })
export const Decide = Type.Object(
  {
    act: ActToChoose,
    law: Type.Optional(Type.String({ maxLength: 500, description: 'with `illegal`: which' })),
    label: Type.Optional(Label),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: 'with `suspend`' })),
    posts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'with `review`' })),
    territory: Type.Optional(Territory),
    rule: Type.Optional(Nullable(Ground)),
    explanation: Type.Optional(Type.String({ maxLength: 5000, description: 'the sentence the author will read' })),
    version: Type.Optional(Type.Integer()),
  },
  strict,
)
export type Decide = Static<typeof Decide>
export const Decided = Type.Object(
  {
    decision: Decision,
    statement: Type.Optional(Type.Object({ no: Type.Integer() }, strict)),
    escalation: Type.Optional(Type.Object({ id: Id }, strict)),
  },
  strict,
)
export type Decided = Static<typeof Decided>

/** One decision over many cases: one statement each, one batch. With `dryRun` nothing is done; the answer says what would happen. */
export const DecideMany = Type.Object(
  {
    ...Type.Omit(Decide, ['version', 'act'], strict).properties,
    act: Type.Exclude(ActToChoose, Type.Literal('escalate')),
    ids: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
    versions: Type.Optional(
      Type.Record(Type.String(), Type.Integer(), { description: 'by case: what the caller has seen' }),
    ),
    dryRun: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type DecideMany = Static<typeof DecideMany>
export const DecidedMany = Type.Object(
  {
    batch: Nullable(Type.String({ description: 'id to undo all of them by; null after a dry run' })),
    results: Type.Array(
      Type.Object(
        {
          id: Id,
          authorName: Type.String(),
          excerpt: Type.String(),
          /** The comment’s state, before and after. */
          before: Nullable(State),
          after: Nullable(State),
          /** Null in a dry run, and where it is refused. */
          decision: Nullable(Decision),
          /** Why it is not possible here. */
          problem: Nullable(Type.Object({ code: Type.String(), detail: Type.String() }, strict)),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type DecidedMany = Static<typeof DecidedMany>
/** What was taken back, and what could not be. */
export const Undone = Type.Object(
  {
    undone: Type.Array(Type.Object({ decision: Id, caseId: Id }, strict)),
    problems: Type.Array(Type.Object({ decision: Id, code: Type.String(), detail: Type.String() }, strict)),
  },
  strict,
)
export type Undone = Static<typeof Undone>

/** A statement of reasons (DSA Art. 17). Everything but `appeal` is as it was written, for good. */
export const Statement = Type.Object(
  {
    no: Type.Integer(),
    at: Time,
    act: Act,
    label: Nullable(Label),
    /** What is restricted, where and for how long. */
    territory: Type.Array(Type.String(), { description: 'countries; empty everywhere' }),
    until: Nullable(Time),
    posts: Nullable(Type.Integer()),
    rule: Nullable(
      Type.Object({ id: Rule, version: Type.Integer(), title: Type.String(), text: Type.String() }, strict),
    ),
    law: Nullable(Type.String()),
    facts: Type.String({ description: 'what is wrong with it, in the words of who decided' }),
    /** `own`: the newsroom’s own look; `report`: a reader’s against a house rule; `notice`: of something illegal; `order`: of an authority. */
    source: OneOf('own', 'report', 'notice', 'order'),
    automated: Type.Object(
      {
        detection: Type.Boolean(),
        decision: Type.Boolean({ description: 'a program decided, without a person' }),
        engine: Nullable(Type.String({ description: 'version of the engine, or name of another judge' })),
      },
      strict,
    ),
    story: Type.Object({ title: Type.String(), url: Type.String() }, strict),
    /** `text` is empty where it is not the reader’s own comment, or its words were erased. */
    comment: Type.Object({ id: Id, postedAt: Time, text: Type.String() }, strict),
    appealUntil: Time,
    appeal: Nullable(
      Type.Object(
        {
          at: Time,
          outcome: Nullable(OneOf('upheld', 'reversed')),
          decidedAt: Nullable(Time),
          reasons: Nullable(Type.String()),
        },
        strict,
      ),
    ),
    /** Taken back by a later decision, with or without an appeal. */
    reversedAt: Nullable(Time),
  },
  strict,
)
export type Statement = Static<typeof Statement>
/** A statement as the one whom it is about gets it: with the link that opens it without a sign-in. */
export const OwnStatement = Type.Object({ ...Statement.properties, link: Type.String() }, strict)
export type OwnStatement = Static<typeof OwnStatement>
export const OwnStatements = Type.Object(
  { statements: Type.Array(OwnStatement), next: Nullable(Type.String()) },
  strict,
)
export type OwnStatements = Static<typeof OwnStatements>
export const Appeal = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5000 }) }, strict)
export type Appeal = Static<typeof Appeal>
export const Appealed = Type.Object({ appeal: Type.Object({ id: Id, at: Time }, strict) }, strict)
export type Appealed = Static<typeof Appealed>

/** Whoever reports, by the four criteria of DSA Art. 23(3): how often unfounded, in what share, how grave, with what intent. */
export const ReporterRecord = Type.Object(
  {
    reader: Type.Object({ id: Id, name: Type.String(), since: Time }, strict),
    /** In the last twelve months. */
    number: Type.Object(
      { reports: Type.Integer(), upheld: Type.Integer(), unfounded: Type.Integer(), waiting: Type.Integer() },
      strict,
    ),
    /** Of the reports that were decided, how many were unfounded; null where none was. */
    share: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    /** What the unfounded ones accused others of. */
    gravity: Type.Object({ threats: Type.Integer(), illegal: Type.Integer(), other: Type.Integer() }, strict),
    /** What may tell whether it was meant so. */
    intent: Type.Object(
      {
        sameAuthor: Type.Integer({ description: 'the most unfounded reports about one author' }),
        unexplained: Type.Integer({ description: 'unfounded reports without a word of explanation' }),
        sinceWarning: Type.Integer({ description: 'unfounded reports made after the last warning' }),
      },
      strict,
    ),
    warnedAt: Nullable(Time),
    pausedUntil: Nullable(Time),
    /** The latest unfounded reports, newest first, 20 at most. */
    unfounded: Type.Array(
      Type.Object(
        {
          reference: Type.String(),
          caseId: Id,
          at: Time,
          rule: Ground,
          law: Nullable(Type.String()),
          explanation: Type.String(),
          storyTitle: Type.String(),
        },
        strict,
      ),
    ),
    decisions: Type.Array(Decision),
  },
  strict,
)
export type ReporterRecord = Static<typeof ReporterRecord>
/** `lift` takes back the last of them. */
export const DecideReporter = Type.Object(
  {
    act: OneOf(...ON_REPORTER, 'lift'),
    explanation: Type.String({ maxLength: 5000, description: 'the sentence that the reader will read' }),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: 'with `pause-reports`' })),
  },
  strict,
)
export type DecideReporter = Static<typeof DecideReporter>

/** What has become of a report, for whoever knows its reference. */
export const ReportStatus = Type.Object(
  {
    reference: Type.String(),
    at: Time,
    rule: Ground,
    law: Nullable(Type.String()),
    storyTitle: Type.String(),
    /** `upheld`: something was done; `refused`: it was not; `withdrawn`: the author had taken the comment back. Null while nobody has decided. */
    outcome: Nullable(OneOf('upheld', 'refused', 'withdrawn')),
    decidedAt: Nullable(Time),
    reasons: Nullable(Type.String()),
    /** Whether a machine took part in the decision. */
    automated: Type.Boolean(),
    /** When what was done was taken back, where it was. */
    reversedAt: Nullable(Time),
    appealUntil: Nullable(Time),
    appeal: Nullable(
      Type.Object(
        {
          at: Time,
          outcome: Nullable(OneOf('upheld', 'reversed')),
          decidedAt: Nullable(Time),
          reasons: Nullable(Type.String()),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type ReportStatus = Static<typeof ReportStatus>

/** A text to hold against the rules, as if a reader new here had sent it; nothing of it is stored. */
export const TryText = Type.Object(
  {
    text: Text,
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$', description: 'found out where it is left out' })),
    parent: Type.Optional(Type.String({ maxLength: 20_000, description: 'the comment that it answers' })),
    article: Type.Optional(Type.String({ maxLength: 20_000, description: 'the story’s title, or more of it' })),
  },
  strict,
)
export type TryText = Static<typeof TryText>
export const Share = Type.Number({ minimum: 0, maximum: 1 })
export const Tried = Type.Object(
  {
    verdict: Verdict,
    /** What becomes of it if the writer is asked to look again and posts it as it is. */
    anyway: OneOf(...OUTCOMES),
    language: Nullable(Type.String({ description: 'ISO 639-1; null where it is not known' })),
    engine: Type.String({ description: 'its version' }),
    failed: Type.Boolean({ description: 'the engine could not answer; the word lists did' }),
    heads: Type.Array(
      Type.Object(
        {
          head: OneOf(...HEADS),
          rule: Rule,
          /** What counts: the model’s, or that of the word lists where it is higher. */
          score: Nullable(Share),
          /** The model’s alone; null where it knows no such head in this language. */
          learned: Nullable(Share),
          /** From which score on; what is absent never happens. */
          steps: Type.Object(
            { nudge: Type.Optional(Share), hold: Type.Optional(Share), refuse: Type.Optional(Share) },
            strict,
          ),
          /** Null too where its finding was left to another head that says it more plainly, or to what is quoted. */
          reaches: Nullable(OneOf('nudge', 'hold', 'refuse')),
          spans: Finding.properties.spans,
        },
        strict,
      ),
    ),
  },
  strict,
)
export type Tried = Static<typeof Tried>

// ---- the stories at the desk

export const StoriesQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 100, description: 'words of the title' })),
    open: Type.Optional(Type.Boolean({ description: 'whether something can be written there now' })),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  },
  strict,
)
export type StoriesQuery = Static<typeof StoriesQuery>
export const StoryRow = Type.Object(
  {
    id: Id,
    url: Type.String(),
    title: Type.String(),
    count: Type.Integer({ description: 'comments that everybody may read' }),
    latestAt: Nullable(Type.String({ description: 'of its latest comment, whatever its state; ISO 8601, UTC' })),
    /** Open cases, by where they wait. */
    waiting: Type.Object({ held: Type.Integer(), reported: Type.Integer(), appeals: Type.Integer() }, strict),
    /** What keeps its discussion closed; null where it is open. Only what the desk has closed can be opened at the desk. */
    closed: Nullable(OneOf('desk', 'age', 'section')),
    /** The beginning of its address that it shares with the section it lies in; null where it lies in none. */
    section: Nullable(Type.String()),
    /** What the newsroom asks of eyewitnesses there; null where it asks nothing now. */
    call: Nullable(PublicCall),
  },
  strict,
)
export type StoryRow = Static<typeof StoryRow>
/** By their latest comments; with words, the story that came last first. A page may be shorter than asked for though there is a next one. */
export const Stories = Type.Object({ stories: Type.Array(StoryRow), next: Nullable(Type.String()) }, strict)
export type Stories = Static<typeof Stories>

// ---- where what is found

/** Where people of the newsroom are reached (DSA Art. 11 to 13). An address is of mail, a telephone number, or a page. */
export const Contact = Type.Object(
  {
    page: Type.String({ description: 'the same in plain language' }),
    authorities: Type.Array(Type.String()),
    languages: Type.Array(Type.String(), { description: 'in which authorities may write' }),
    readers: Type.Array(Type.String()),
    legalRepresentative: Nullable(Type.String({ description: 'of an operator outside the European Union' })),
    imprint: Nullable(Type.String()),
  },
  strict,
)
export type Contact = Static<typeof Contact>
const twice = { page: Type.String(), json: Type.String() }
/** What a program needs to find its way about in a discussion. */
export const Place = Type.Object(
  {
    site: Type.String(),
    language: Type.String(),
    rules: Type.Object(twice, strict),
    report: Type.Object(
      {
        page: Type.String({ description: '`{comment}` stands for its id' }),
        status: Type.String({ description: '`{reference}` stands for that of the receipt' }),
      },
      strict,
    ),
    statement: Type.String({ description: '`{no}` stands for its number' }),
    contact: Contact,
    log: Nullable(Type.Object(twice, strict)),
  },
  strict,
)
export type Place = Static<typeof Place>

// ---- what one watches, and saved views

export const Watch = Type.Object(
  {
    id: Id,
    what: Watchable,
    name: Type.String(),
    until: Type.String({ description: 'ends by itself; ISO 8601, UTC' }),
  },
  strict,
)
export type Watch = Static<typeof Watch>
export const Watches = Type.Object({ watches: Type.Array(Watch) }, strict)
export type Watches = Static<typeof Watches>

const viewed = {
  name: Type.String({ maxLength: 60 }),
  /** Whether everybody at the desk has it. */
  shared: Type.Boolean(),
  queue: Queue,
  search: CasesQuery.properties.search,
  rule: CasesQuery.properties.rule,
  state: CasesQuery.properties.state,
  from: CasesQuery.properties.from,
  to: CasesQuery.properties.to,
}
/** A search of the desk under a name. */
export const SaveView = Type.Object(viewed, strict)
export type SaveView = Static<typeof SaveView>
export const View = Type.Object(
  { id: Id, ...viewed, mayChange: Type.Boolean({ description: 'one’s own, or shared and one is an editor' }) },
  strict,
)
export type View = Static<typeof View>
export const Views = Type.Object({ views: Type.Array(View) }, strict)
export type Views = Static<typeof Views>

// ---- protecting life (DSA Art. 18)

export const Escalate = Type.Object(
  {
    kind: OneOf(...ESCALATIONS),
    note: Type.Optional(Type.String({ maxLength: 5000, description: 'what is known beside the comment' })),
  },
  strict,
)
export type Escalate = Static<typeof Escalate>
const Paged = Type.Object({ how: OneOf('mail', 'webhook'), to: Type.String() }, strict)
export const Escalation = Type.Object(
  {
    id: Id,
    caseId: Id,
    commentId: Id,
    kind: OneOf(...ESCALATIONS),
    note: Type.String(),
    by: Type.String(),
    at: Time,
    paged: Type.Array(Paged, { description: 'empty where the newsroom has named nobody' }),
    sha256: Type.String({ description: 'of the sealed evidence, hexadecimal' }),
    intact: Type.Boolean({ description: 'the evidence still has that sum' }),
    evidence: Type.String({ description: 'JSON, exactly as it was sealed' }),
    report: Type.String({ description: 'for the police, in words; a person sends it' }),
  },
  strict,
)
export type Escalation = Static<typeof Escalation>
/** Who would be paged, for whoever is about to escalate. */
export const Duty = Type.Object({ paged: Type.Array(Paged) }, strict)
export type Duty = Static<typeof Duty>

// ---- what happens, and what is said of it in public

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD, UTC' })
/** Both days are included. */
export const OverviewQuery = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }, strict)
const Overturned = {
  decisions: Type.Integer({ description: 'that restricted' }),
  appealed: Type.Integer(),
  /** By somebody else, after an objection. */
  overturned: Type.Integer(),
}
const Millis = Nullable(Type.Integer({ description: 'milliseconds' }))
/** What happened at the desk in a range of days. */
export const Overview = Type.Object(
  {
    from: Day,
    to: Day,
    volume: Type.Array(
      Type.Object({ day: Day, posted: Type.Integer(), held: Type.Integer({ description: 'of those posted' }) }, strict),
    ),
    decisions: Type.Array(
      Type.Object(
        { day: Day, n: Type.Integer({ description: 'cases that had waited' }), median: Millis, p95: Millis },
        strict,
      ),
    ),
    waited: Type.Object({ n: Type.Integer(), median: Millis, p95: Millis }, strict),
    reports: Type.Array(
      Type.Object({ rule: Ground, n: Type.Integer(), upheld: Type.Integer(), refused: Type.Integer() }, strict),
    ),
    overturned: Type.Object(
      {
        rules: Type.Array(Type.Object({ rule: Nullable(Ground), ...Overturned }, strict)),
        /** Everybody’s for editors; a moderator sees his own. */
        moderators: Type.Array(Type.Object({ name: Type.String(), ...Overturned }, strict)),
        engines: Type.Array(
          Type.Object(
            { engine: Nullable(Type.String({ description: 'null: nothing had pointed at it' })), ...Overturned },
            strict,
          ),
        ),
      },
      strict,
    ),
    /** As it is now. */
    queues: Type.Array(
      Type.Object({ queue: Type.String(), n: Type.Integer(), oldest: Nullable(Time), median: Nullable(Time) }, strict),
    ),
    /** What the engine gave against what moderators said, in tenths of the score. */
    reliability: Type.Array(
      Type.Object(
        {
          head: OneOf(...HEADS),
          bins: Type.Array(
            Type.Object(
              { from: Type.Number(), n: Type.Integer(), given: Type.Number(), upheld: Type.Number() },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type Overview = Static<typeof Overview>

/** What everybody may read of what was decided, where the newsroom publishes it: no names, no words, no stories. */
export const PublicLogEntry = Type.Object(
  {
    day: Day,
    act: Act,
    rule: Nullable(Ground),
    automated: Type.Boolean({ description: 'software had pointed at it, or decided' }),
    alone: Type.Boolean({ description: 'software decided, without a person' }),
    /** Taken back since. */
    overturned: Type.Boolean(),
  },
  strict,
)
export type PublicLogEntry = Static<typeof PublicLogEntry>
export const PublicLog = Type.Object({ entries: Type.Array(PublicLogEntry), next: Nullable(Type.String()) }, strict)
export type PublicLog = Static<typeof PublicLog>

/** Other systems that are told what happens, and what each has not taken. */
export const Webhooks = Type.Object(
  {
    receivers: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: 'its name in the configuration' }),
          named: Type.Boolean({ description: 'it is in the configuration still' }),
          since: Time,
          offAt: Nullable(Time),
          deliveredAt: Nullable(Time),
          waiting: Type.Integer(),
          dead: Type.Integer({ description: 'given up' }),
          error: Nullable(Type.String({ description: 'what came of the last try of what is sent next' })),
          /** Of those that were given up, the first. */
          letters: Type.Array(
            Type.Object(
              {
                id: Type.String(),
                type: Type.String(),
                commentId: Id,
                at: Time,
                attempts: Type.Integer(),
                error: Type.String({ description: '`timeout`, `unreachable`, or the last status' }),
                deadAt: Time,
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
)
export type Webhooks = Static<typeof Webhooks>

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    id: Type.Optional(Type.String({ description: 'of the request, to be found in the log' })),
    verdict: Type.Optional(Verdict),
    reference: Type.Optional(Type.String({ description: 'of an earlier report' })),
    field: Type.Optional(Type.String()),
  },
  strict,
)
export type Problem = Static<typeof Problem>
