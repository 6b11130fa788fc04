import type { BYLINES, CheckItem, PRECISIONS, Stage, Stance } from '@parley/contract/accounts.ts'
import type { ALARM_KINDS, NoteAct, NoteKind, NoteStatus } from '@parley/contract/notes.ts'
import type { Text } from '@parley/contract/privacy.ts'
import type { Act, Ground, Kind, Outcome, Role, State } from '@parley/contract/schemas.ts'
import type { Waiting } from '@parley/contract/stream.ts'
import type { Standing } from '@parley/contract/timeline.ts'
import type { Head } from '@parley/rules/heads.ts'
import type { RuleId } from '@parley/rules/house-rules.ts'
import type { Generated } from 'kysely'

/**
 * Every table. Keys begin with site and story, so that the same schema can be spread over machines by story.
 * Times are milliseconds since 1970 UTC; a time column that may be null says since when something holds. `…_json` columns hold JSON.
 */
export interface Tables {
  stories: {
    site: string
    id: string
    url: string
    title: string
    /** Number of the last event; raised in every transaction that changes the story. */
    seq: number
    /** Comments that everybody may read. */
    count: number
    created_at: number
    closed_at: number | null
    /** What holds here and not in the whole section: stories/settings.ts. */
    settings_json: Generated<string | null>
    /** Id of its latest comment, whatever became of it; '' where there is none. This and the next three are kept by the database: STORY_SUMS in dialect.ts. */
    latest: Generated<string>
    /** Open cases under it, by where they wait. */
    held: Generated<number>
    reported: Generated<number>
    appeals: Generated<number>
    /** Entries and ties of its timeline that everybody may read. */
    timeline: Generated<number>
    /** Who has commented here, where everybody may read it; kept by the database: PEOPLE in dialect/. */
    people: Generated<number>
    /** What the newsroom asks of eyewitnesses: `Asked` in eyewitness/call.ts. */
    call_json: Generated<string | null>
    /** Context notes that everybody may read. */
    notes: Generated<number>
  }
  readers: {
    site: string
    id: string
    /** Who this is: "sso:" and the token's `sub`, "mail:" and the proved address, or an import's source and name there. Never merged. */
    subject: string
    /** Where to write to; says nothing about who it is. */
    email: string | null
    name: string
    /** What the name looks like; unique, so that nobody can pass for another. */
    skeleton: string
    role: Role
    created_at: number
    banned_at: number | null
    suspended_until: Generated<number | null>
    /** So many of the next comments wait for a person. */
    reviewed_posts: Generated<number>
    /** Until when he may not report, after unfounded reports. */
    reports_paused_until: Generated<number | null>
  }
  staff: { site: string; email: string; role: Role; added_at: number }
  sessions: { token_hash: string; site: string; reader: string; created_at: number; expires_at: number }
  sign_in_codes: {
    challenge_hash: string
    site: string
    email: string
    code_hash: string
    attempts: number
    expires_at: number
    used_at: number | null
  }
  used_tokens: { site: string; jti: string; expires_at: number }
  comments: {
    site: string
    story: string
    id: string
    root: string | null
    parent: string | null
    depth: number
    reader: string
    kind: Kind
    text: string
    state: State
    posted_at: number
    edited_at: number | null
    revision: number
    respects: number
    /** Top comment: public replies anywhere below. Reply: public direct replies. */
    reply_count: number
    verdict_json: string
    /** The writer saw a nudge and posted anyway. */
    nudged_at: number | null
    /** Someone at the desk has looked at it. */
    reviewed_at: number | null
    /** What everybody may know of the decision that holds: `toldOf` in decisions/acts.ts. */
    decision_json: string | null
    /** Where an imported comment came from: "disqus:1234". */
    imported_from: string | null
    /**
     * How likely the side that is less for it gives it respect, in thousandths, doubt taken off; -1 where too little is known. Of a top comment, as
     * light/ground.ts last found it. It says nothing of any reader.
     */
    common_ground: Generated<number>
    /** Since when somebody at the desk has picked it, and who. */
    featured_at: Generated<number | null>
    featured_by: Generated<string | null>
  }
  revisions: {
    site: string
    story: string
    comment: string
    no: number
    text: string
    verdict_json: string
    at: number
  }
  respects: { site: string; story: string; comment: string; reader: string; at: number }
  cases: {
    site: string
    story: string
    id: string
    comment: string
    /** Where it waits; null when closed. */
    queue: Waiting | null
    /** Higher is sooner: threats, then many reports. */
    priority: number
    reports: number
    opened_at: number
    closed_at: number | null
    version: number
    /** Reader id of the staff member whose case it is. */
    assigned_to: Generated<string | null>
    /** Who is deciding right now, and until when others are asked to wait. */
    claimed_by: Generated<string | null>
    claimed_until: Generated<number | null>
  }
  /** What the desk writes to itself; never to anyone else. */
  case_notes: { site: string; story: string; id: string; case_id: string; by: string; text: string; at: number }
  /** What somebody at the desk watches; nobody else is told, and it ends by itself. */
  watches: {
    site: string
    /** Reader id of the staff member. */
    by: string
    /** A top comment, a reader or a story. */
    target: string
    /** Of the top comment; null for the others. */
    story: string | null
    /** The latest comment of the site when it began ('' where there was none): what is counted came later. */
    after: string
    until: number
  }
  /** Searches of the desk under a name. */
  views: {
    site: string
    id: string
    by: string
    name: string
    /** Since when all of the desk has it; null where it is for whoever made it. */
    shared_at: number | null
    query_json: string
    at: number
  }
  reports: {
    site: string
    story: string
    id: string
    comment: string
    case_id: string
    reference: string
    ground: Ground
    explanation: string
    law: string | null
    reader: string | null
    name: string | null
    email: string | null
    at: number
    /** The decision that answered it. */
    decision: Generated<string | null>
    /** Whether it was right; `withdrawn`: its author took the comment back before anybody had decided. Null while it waits. */
    outcome: Generated<'upheld' | 'refused' | 'withdrawn' | null>
    decided_at: Generated<number | null>
    /** The version of the words that was reported. Null in rows from before. */
    revision: Generated<number | null>
    /** What its reporter's standing gave it in the order of the queue, in hundredths: cases/priority.ts. */
    weight: Generated<number>
    /** The trusted flagger whose report it is. */
    flagger: Generated<string | null>
    /** By which source it is not so, as its reporter says: one line. Null where none was named. */
    source: Generated<string | null>
  }
  decisions: {
    site: string
    story: string
    id: string
    case_id: string
    comment: string
    act: Act
    ground: Ground | null
    /** Version of the house rule that was applied. */
    rule_version: number | null
    explanation: string
    /** Reader id of the staff member; `POLICY` (decisions/acts.ts) where a program decided. */
    by: string
    automated: number
    at: number
    /** Whom it is about: the comment's author, or whoever reported it. Null in rows from before statements. */
    reader: Generated<string | null>
    /** Named where the ground is `illegal`. */
    law: Generated<string | null>
    /** ISO 3166 codes in which it applies; null everywhere. */
    territory_json: Generated<string | null>
    /** How long a suspension lasts. */
    days: Generated<number | null>
    /** How many of the next comments wait for a person. */
    posts: Generated<number | null>
    /** Whether a machine pointed at it. */
    detected: Generated<number>
    /** What it was made upon. */
    source: Generated<DecisionSource>
    /** What an undo puts back: `Before` in decisions/decide.ts. */
    before_json: Generated<string | null>
    /** The decision that this one takes back. */
    reverses: Generated<string | null>
    /** Decisions that were made together. */
    batch: Generated<string | null>
    /** How long its case had waited, in milliseconds; null where none did. */
    waited: Generated<number | null>
    /** Version of the engine that had pointed at it, or name of the other judge; null where none did. */
    engine: Generated<string | null>
    /** What readers see with the comment; of `label` alone. */
    label: Generated<string | null>
  }
  /** Numbers that only rise; raising one locks its row, so that no number is given twice. */
  counters: { site: string; name: string; value: number }
  /** Statements of reasons: written once, never changed. */
  statements: {
    site: string
    no: number
    story: string
    comment: string
    decision: string
    /** To whom it is addressed. */
    reader: string
    body_json: string
    at: number
  }
  appeals: {
    site: string
    id: string
    story: string
    comment: string
    case_id: string
    /** The decision that is objected to. */
    decision: string
    side: 'author' | 'reporter'
    statement: number | null
    /** Id of the report whose refusal is objected to. */
    report: string | null
    reader: string | null
    text: string
    at: number
    decided_at: number | null
    outcome: 'upheld' | 'reversed' | null
    /** The decision that settled it. */
    deciding: string | null
  }
  events: {
    site: string
    story: string
    seq: number
    kind: EventKind
    comment: string | null
    data_json: string
    at: number
    /** Follows from the event before it in its story: db/chain.ts. */
    hash: Generated<string>
  }
  /** Each story's place among the stories of its site, in the order of their first events; a chain of its own. */
  anchors: { site: string; no: number; story: string; at: number; hash: string }
  /** What the newsroom has settled, one event for each row of those logs; a chain of its own for each site. */
  site_events: { site: string; no: number; kind: string; data_json: string; at: number; hash: string }
  /** Statements of reasons on their way to the EU's database, where the newsroom sends them. */
  eu_outbox: {
    site: string
    /** Of the statement. */
    no: number
    at: number
    attempts: number
    /** When it is tried again; null once nothing more is to be done. */
    next_at: number | null
    sent_at: number | null
    result: 'accepted' | 'existing' | 'not-due' | 'blocked' | 'refused' | null
    /** Why it has not gone: a code, or fields and reasons. */
    error: string | null
  }
  /** Other systems that the newsroom has named, each since when it is told what happens. */
  webhook_receivers: {
    site: string
    /** Its name in PARLEY_WEBHOOK_URL. */
    id: string
    since: number
    /** It has answered that it is gone; nothing is sent until an admin switches it on again. */
    off_at: number | null
    /** When it last took something. */
    delivered_at: number | null
  }
  /** Events that a receiver has not taken yet; what it takes is deleted. The event itself is in `events`. */
  webhook_outbox: {
    site: string
    receiver: string
    story: string
    seq: number
    comment: string
    /** Of the comment, right after the event. */
    state: State | null
    attempts: number
    /** When it is tried (again); null once it is given up. */
    next_at: number | null
    /** Given up: a dead letter, until somebody has it sent again. */
    dead_at: number | null
    /** What came of the last try: `timeout`, `unreachable`, or the status. */
    error: string | null
  }
  idempotency: {
    site: string
    reader: string
    key: string
    hash: string
    comment: string
    answer_json: string
    at: number
  }
  jobs: {
    id: string
    site: string
    kind: string
    payload_json: string
    run_at: number
    attempts: number
    done_at: number | null
    error: string | null
  }
  imports: { site: string; source: string; foreign_id: string; id: string }
  /** What people have said of texts, one row a head: what the engine is measured against, and its thresholds tuned to. */
  examples: {
    site: string
    id: string
    /** The comment whose revision is the text; null for a text from elsewhere. */
    story: string | null
    comment: string | null
    revision: number | null
    /** Words from elsewhere; a comment’s own words stay where they are, so that what erases them erases the example. */
    text: string | null
    language: string | null
    rule: RuleId
    /** Null where a person saw a break of the rule and the engine saw nothing. */
    head: Head | null
    label: 0 | 1
    /** What the engine gave the head then. */
    score: number | null
    /** What its finding asked for then; null where there was none. */
    asked: Outcome | null
    source: ExampleSource
    /** Version of the engine that judged. */
    engine: string | null
    /** Who said so: reader id of the staff member, or the name of a client of the scoring address. */
    by: string
    at: number
  }
  /** The newsroom’s own thresholds over those of the engine. Rows are only ever added: each is its own entry in the log, and the last one holds. */
  thresholds: { site: string; no: number; changes_json: string; engine: string; by: string; at: number }
  /** Every version of a house rule that the newsroom has worded itself; rows are only ever added, and the last one holds. */
  house_rules: {
    site: string
    id: string
    version: number
    title: string
    text: string
    by: string
    at: number
    /** Of the EU's database, where the newsroom has named one; the same in every version. */
    category: string | null
  }
  /** Which house rules there are, in the order in which readers see them, and which are retired; all of them in each entry, the last one holds. */
  rule_lists: { site: string; no: number; list_json: string; by: string; at: number }
  /** The newsroom’s own words to look for, all of them in each entry; the last one holds. */
  own_words: { site: string; no: number; words_json: string; by: string; at: number }
  /** What holds in parts of the site, all of them in each entry; the last one holds. */
  sections: { site: string; no: number; sections_json: string; by: string; at: number }
  /** The newsroom’s own templates of reasons, all of them in each entry; the last one holds. */
  reasons: { site: string; no: number; templates_json: string; by: string; at: number }
  /** What a statement says of its facts in the EU's database alone, where its own words may name someone; the last version holds. */
  eu_wordings: { site: string; no: number; version: number; text: string; by: string; at: number }
  /** Threats to life, with the evidence as it was sealed: written once, never changed. Source: DSA Art. 18. */
  escalations: {
    site: string
    story: string
    id: string
    case_id: string
    comment: string
    /** The version of the words that is escalated. */
    revision: number
    kind: 'threat' | 'self-harm'
    note: string
    /** Reader id of the staff member. */
    by: string
    at: number
    /** Who was paged: [{how, to}]. */
    paged_json: string
    evidence_json: string
    /** Of `evidence_json`, hexadecimal. */
    sha256: string
  }
  /** Orders of authorities. Source: DSA Art. 9 and 10; Regulation (EU) 2021/784. */
  orders: {
    site: string
    id: string
    kind: 'remove' | 'information' | 'terrorist-content'
    authority: string
    /** Its Member State, ISO 3166. */
    country: string
    reference: string
    law: string
    territory_json: string | null
    /** Whom it is about, where it names somebody and no comments. */
    reader: string | null
    received_at: number
    /** By when it has to be carried out; null where it names no time. */
    due_at: number | null
    /** The reader may not be told before; null where no secrecy was ordered. */
    secret_until: number | null
    told_at: number | null
    effect_at: number | null
    /** Until then nothing may erase the evidence in `order_comments`: six months after the effect. Source: Regulation (EU) 2021/784, Art. 6. */
    kept_until: number
    by: string
    entered_at: number
  }
  /**
   * What an order is about, with the evidence as it was sealed when the order was entered. What withdraws or erases a comment leaves these
   * rows alone until the order's `kept_until`.
   */
  order_comments: {
    site: string
    order_id: string
    story: string
    comment: string
    /** That carried it out; null where nothing was left to remove. */
    decision: string | null
    evidence_json: string
    sha256: string
  }
  /** What a person has sent to the authority: one of each kind. */
  order_answers: {
    site: string
    order_id: string
    kind: 'receipt' | 'done' | 'refused'
    text: string
    by: string
    at: number
  }
  /** Trusted flaggers, every version; rows are only ever added, and the last one holds. Source: DSA Art. 22. */
  flaggers: {
    site: string
    id: string
    version: number
    name: string
    awarded_by: string
    /** Whoever has proved this address by a code, reports as this flagger. */
    email: string
    /** Days, as `2026-01-31`. */
    since: string
    until: string | null
    suspended: number
    note: string
    by: string
    at: number
  }
  /** Cases before certified bodies. Source: DSA Art. 21. */
  disputes: {
    site: string
    story: string
    id: string
    comment: string
    body: string
    reference: string
    /** Days, as `2026-01-31`. */
    opened: string
    closed: string | null
    outcome: 'kept' | 'reversed' | 'partly' | 'settled' | 'none' | null
    costs: string
    followed: number | null
    note: string
    by: string
    at: number
  }
  /** The history behind a story: dated entries and ties, shown or proposed. */
  /** What a comment of the kind `note` has beside its words. */
  notes: {
    site: string
    story: string
    /** That of its comment. */
    id: string
    kind: NoteKind
    /** The comment it is about, and that comment's version then; null where it is about the story. */
    about: string | null
    about_revision: number | null
    claim: string
    sources_json: string
    /** Of the newsroom's own always `needs_more`, which is told to nobody. */
    status: NoteStatus
    /** Where the status is on its way to: `pending` of NoteState in packages/notes. */
    pending_json: string | null
    shown_at: number | null
    settled: number
    /** What everybody is told: `NoteNumbers` of the contract, as they were when the status or the count of ratings last changed. */
    numbers_json: string | null
    /** What the last run found: `NoteNumbers` of packages/notes. About the note, never about a rater. */
    measured_json: string | null
    /** `{reason, at}` of the editor who hid it, or stopped its status. */
    hidden_json: string | null
    frozen_json: string | null
    /** When everybody could first read it. */
    public_at: number | null
  }
  /** Who found which note helpful. What follows from it about a reader is never stored: notes/runs.ts. */
  note_ratings: {
    site: string
    story: string
    note: string
    reader: string
    /** Twice the rating: 0 not helpful, 1 somewhat, 2 helpful. */
    value: number
    reasons_json: string
    /** Whether he was asked by lot. */
    invited: number
    at: number
  }
  /** What editors did with a note. */
  note_acts: {
    site: string
    story: string
    note: string
    id: string
    act: NoteAct
    reason: string
    by: string
    at: number
  }
  note_alarms: {
    site: string
    /** '' where it is about the whole site. */
    story: string
    id: string
    kind: (typeof ALARM_KINDS)[number]
    note: string | null
    /** Values of its sentence. */
    values_json: string
    at: number
    seen_at: number | null
    seen_by: string | null
  }
  /** The last run over all ratings of a site. Nothing about a note or a rater. */
  note_runs: {
    site: string
    at: number
    /** The last run from nothing. */
    whole_at: number
    /** By these it is seen whether anything was rated since. */
    ratings: number
    latest: number
    /** Raters who took part. */
    taking: number
    /** Since when the newsroom has enough raters for the full rules; null while it starts up. */
    grown_at: number | null
    /** Standard deviation of the scores of the notes that have one. */
    spread: number | null
    /** Whether two sides were found anywhere. */
    sides: number
  }
  timeline: {
    site: string
    story: string
    id: string
    /** A year, month or day; of a tie since when, '' where that is not known. */
    happened: string
    /** What it says: `Words` in contract/timeline.ts. */
    words_json: string
    /** Id of an earlier story of this site. */
    link: string | null
    /** An eyewitness account under this story. */
    account: string | null
    by: string
    /** 1 where the newsroom wrote it, 0 where a reader proposed it. */
    newsroom: number
    at: number
    shown_at: number | null
    /** Declined, or taken out again. */
    closed_at: number | null
    decided_by: string | null
    reason: string
  }
  /** Who says so, and how sure that is; rows are only ever added, and the last one holds. */
  timeline_sources: {
    site: string
    story: string
    entry: string
    no: number
    standing: Standing
    who: string
    url: string | null
    said_on: string | null
    by: string
    at: number
  }
  /** What belongs to an eyewitness account beside its comment, of the same id. Gone when it is withdrawn. */
  accounts: {
    site: string
    story: string
    id: string
    reader: string
    relation: Stance
    /** As the clock there showed it: `2026-01-05` or `2026-01-05T08:15`. */
    when_from: string
    when_to: string | null
    when_exact: number
    place: string | null
    /** Rounded to what its author gives of them: eyewitness/place.ts. */
    lat: number | null
    lon: number | null
    place_precision: (typeof PRECISIONS)[number]
    how: string
    /** Sealed: eyewitness/seal.ts. */
    contact: string | null
    /** Which of the contact's fields there are, with commas between. */
    contact_fields: string
    publish: number
    byline: (typeof BYLINES)[number]
    /** What stands in the place of the name; null where that is the name. */
    byline_name: string | null
    /** Of a pseudonym, what it looks like. */
    byline_skeleton: string | null
    keep_originals: number
    tell: number
    stage: Stage
    /** Since when it is there. */
    stage_at: number
    verified: number
    /** Since when everybody may read it, as far as nothing was decided about its comment; null while the newsroom has not published it. */
    published_at: number | null
  }
  /** What became of accounts, with what their authors were told. */
  account_steps: {
    site: string
    story: string
    account: string
    no: number
    stage: Stage
    verified: number
    reason: string
    by: string
    at: number
  }
  account_checks: {
    site: string
    story: string
    account: string
    item: CheckItem
    done: number
    note: string
    by: string
    at: number
  }
  account_tasks: {
    site: string
    story: string
    account: string
    no: number
    text: string
    by: string
    at: number
    done_by: string | null
    done_at: number | null
  }
  /** Who opened what is sealed. */
  account_looks: {
    site: string
    story: string
    account: string
    no: number
    what: 'contact' | 'original'
    photo: number | null
    by: string
    at: number
  }
  account_photos: {
    site: string
    story: string
    account: string
    no: number
    /** Names the picture everybody may see. */
    photo: string
    type: string
    width: number
    height: number
    alt: string
    /** Null where it was not kept as it was sent. */
    original_type: string | null
    original_bytes: number | null
    at: number
  }
  /** The bytes of photographs, base64, each in pieces of `PIECE` (eyewitness/pieces.ts). */
  account_pieces: {
    site: string
    story: string
    photo: string
    part: 'public' | 'original'
    no: number
    data: string
  }
  /** Readers who are being erased, or were: readers/erase.ts. Nothing here says who it was, once all is done. */
  erasures: {
    site: string
    id: string
    /** Whose traces go; '' once none can be left. */
    reader: string
    /** The nameless reader who stands in his place. */
    former: string
    text: Text
    /** `reader`, the id of an admin, or the account of the command line. */
    by: string
    at: number
    /** So many things were to go, and so many are gone. */
    total: number
    gone: number
    /** Since when all is gone but what must be kept for a time. */
    done_at: number | null
    /** Since when nothing is kept any more. */
    over_at: number | null
  }
}

/** `own`: the newsroom's own look; `report`: against a house rule; `notice`: of something illegal; `order`: of an authority. */
export type DecisionSource = 'own' | 'report' | 'notice' | 'order'

/** `reversal`: a decision that took back an earlier one, as after an appeal. `suggestion`: a client of the scoring address. */
export const EXAMPLE_SOURCES = ['decision', 'reversal', 'suggestion'] as const
export type ExampleSource = (typeof EXAMPLE_SOURCES)[number]

export const EVENT_KINDS = [
  'story.opened',
  'story.changed',
  'comment.posted',
  'comment.held',
  'comment.edited',
  'comment.withdrawn',
  'comment.erased',
  'comment.anonymised',
  'comment.imported',
  'respect.given',
  'respect.taken',
  'report.filed',
  'decision.made',
  'review.made',
  'appeal.lodged',
  'case.noted',
  'case.assigned',
  'case.escalated',
  'case.exported',
  'order.entered',
  'order.carried-out',
  'order.answered',
  'order.changed',
  'statement.given',
  'dispute.kept',
  'comment.featured',
  'common-ground.found',
  'timeline.proposed',
  'timeline.changed',
  'account.received',
  'account.moved',
  'account.changed',
  'account.checked',
  'account.opened',
  'call.changed',
  'note.posted',
  'note.held',
  'note.rated',
  'note.changed',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]
