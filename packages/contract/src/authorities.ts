import Type, { type Static } from 'typebox'
import { State } from './schemas.ts'
import { Id, Nullable, OneOf, strict, Time } from './shapes.ts'

/** Orders of authorities (DSA Art. 9 and 10), trusted flaggers (Art. 22), out-of-court bodies (Art. 21), and a case as they get it. */

/** `terrorist-content`: to be carried out within one hour (Regulation (EU) 2021/784, Art. 3). */
export const ORDER_KINDS = ['remove', 'information', 'terrorist-content'] as const
/** What an authority is answered: that its order has come, that it is carried out, why it is not. */
export const ORDER_ANSWERS = ['receipt', 'done', 'refused'] as const
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166: DE' })
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const Moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?Z$',
  description: 'ISO 8601, UTC',
})

export const EnterOrder = Type.Object(
  {
    kind: OneOf(...ORDER_KINDS),
    authority: Name,
    country: Country,
    reference: Name,
    law: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    territory: Type.Optional(Type.Array(Country, { maxItems: 60 })),
    receivedAt: Moment,
    dueAt: Type.Optional(Type.Unsafe<string>({ ...Moment, description: 'by when, where the order says so' })),
    secretUntil: Type.Optional(Type.Unsafe<string>({ ...Moment, description: 'the reader may not be told before' })),
    comments: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    reader: Type.Optional(Id),
  },
  strict,
)
export type EnterOrder = Static<typeof EnterOrder>
export const CarryOut = Type.Object(
  { explanation: Type.String({ minLength: 1, maxLength: 5000, description: 'the sentence the author will read' }) },
  strict,
)
export type CarryOut = Static<typeof CarryOut>
export const AnswerOrder = Type.Object(
  {
    kind: OneOf(...ORDER_ANSWERS),
    text: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S', description: 'as it was sent, by a person' }),
  },
  strict,
)
export type AnswerOrder = Static<typeof AnswerOrder>
/** Null ends it now. */
export const ChangeSecrecy = Type.Object({ until: Nullable(Moment) }, strict)

const orderFields = {
  id: Id,
  kind: OneOf(...ORDER_KINDS),
  authority: Type.String(),
  country: Type.String(),
  reference: Type.String(),
  law: Type.String(),
  territory: Type.Array(Type.String()),
  receivedAt: Time,
  dueAt: Nullable(Time),
  enteredAt: Time,
  by: Type.String(),
  /** Whom it is about, where it names somebody and no comments. */
  reader: Nullable(Type.Object({ id: Id, name: Type.String() }, strict)),
  comments: Type.Array(
    Type.Object(
      {
        id: Id,
        caseId: Id,
        authorName: Type.String(),
        storyTitle: Type.String(),
        excerpt: Type.String(),
        state: State,
        /** That carried it out; null where none was needed. */
        decision: Nullable(Id),
        sha256: Type.String({ description: 'of the sealed evidence' }),
        intact: Type.Boolean({ description: 'the evidence is as it was sealed' }),
      },
      strict,
    ),
  ),
  secretUntil: Nullable(Time),
  /** When the reader was told. */
  toldAt: Nullable(Time),
  effectAt: Nullable(Time),
  /** Nothing of the evidence may go before. */
  keptUntil: Time,
  answers: Type.Array(
    Type.Object({ kind: OneOf(...ORDER_ANSWERS), text: Type.String(), by: Type.String(), at: Time }, strict),
  ),
  /** Carried out or refused, and the authority has its answer. */
  settled: Type.Boolean(),
}
export const Order = Type.Object(orderFields, strict)
export type Order = Static<typeof Order>
export const Orders = Type.Object({ orders: Type.Array(Order) }, strict)
export type Orders = Static<typeof Orders>
/** With the texts to begin with and what was sealed. */
export const OrderInFull = Type.Object(
  {
    ...orderFields,
    drafts: Type.Object(
      { reason: Type.String(), receipt: Type.String(), done: Type.String(), refused: Type.String() },
      strict,
    ),
    evidence: Type.Array(Type.String({ description: 'JSON, as it was sealed' })),
  },
  strict,
)
export type OrderInFull = Static<typeof OrderInFull>

const DayOnly = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const KeepFlagger = Type.Object(
  {
    name: Name,
    awardedBy: Name,
    email: Type.String({ minLength: 3, maxLength: 254 }),
    since: DayOnly,
    until: Nullable(DayOnly),
    suspended: Type.Boolean(),
    note: Type.String({ maxLength: 2000 }),
  },
  strict,
)
export type KeepFlagger = Static<typeof KeepFlagger>
/** A trusted flagger (DSA Art. 22) and how its reports have turned out. */
export const Flagger = Type.Object(
  {
    ...KeepFlagger.properties,
    id: Id,
    /** The status holds today. */
    active: Type.Boolean(),
    reports: Type.Integer(),
    upheld: Type.Integer(),
    refused: Type.Integer(),
    open: Type.Integer(),
    medianHours: Nullable(Type.Number()),
    /** To the coordinator of digital services, with these numbers; a person sends it. */
    misuse: Type.String(),
  },
  strict,
)
export type Flagger = Static<typeof Flagger>
export const Flaggers = Type.Object({ flaggers: Type.Array(Flagger) }, strict)
export type Flaggers = Static<typeof Flaggers>

/** `kept`, `reversed`, `partly`: what the body found of our decision; `settled`: agreed; `none`: it ended without an outcome. */
export const DISPUTE_OUTCOMES = ['kept', 'reversed', 'partly', 'settled', 'none'] as const
export const KeepDispute = Type.Object(
  {
    body: Name,
    reference: Type.String({ maxLength: 200 }),
    opened: DayOnly,
    outcome: Nullable(OneOf(...DISPUTE_OUTCOMES)),
    closed: Nullable(DayOnly),
    costs: Type.String({ maxLength: 200 }),
    followed: Nullable(Type.Boolean()),
    note: Type.String({ maxLength: 2000 }),
  },
  strict,
)
export type KeepDispute = Static<typeof KeepDispute>
/** A case before a certified body (DSA Art. 21). */
export const Dispute = Type.Object(
  { ...KeepDispute.properties, id: Id, caseId: Id, days: Nullable(Type.Integer()), by: Type.String() },
  strict,
)
export type Dispute = Static<typeof Dispute>
export const Disputes = Type.Object({ disputes: Type.Array(Dispute) }, strict)
export type Disputes = Static<typeof Disputes>
export const ExportCase = Type.Object({ withReporters: Type.Optional(Type.Boolean()) }, strict)
export type ExportCase = Static<typeof ExportCase>
