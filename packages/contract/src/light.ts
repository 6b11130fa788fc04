import Type, { type Static } from 'typebox'
import { Nullable, OneOf, strict, Time } from './shapes.ts'

/**
 * Reading a discussion for light, not heat: what an editor might pick, and what he has picked. The rest of it is in schemas.ts: the sort
 * `common-ground`, `only`, `summary`, and `featured` of a comment.
 *
 * | route | who | takes | answers |
 * |---|---|---|---|
 * | `GET /v1/comments?story=&sort=common-ground` | anyone | | ThreadPage; `known`: how many of these it could put in order |
 * | `GET /v1/comments?story=&only=picked` (`questions`, `accounts`) | anyone | no sort but `newest` | ThreadPage of those alone, replies among them |
 * | `GET /v1/desk/worth?story=&after=` | staff | without `story` over all stories | 200 Worth |
 * | `PUT /v1/desk/comments/:id/featured` | staff | nothing | 200 Featured; twice is once. 404 comment.unknown, 410 comment.gone, 409 featured.full |
 * | `DELETE /v1/desk/comments/:id/featured` | staff | | 200 Featured; twice is once. 404 comment.unknown |
 *
 * A pick is made by a person, in the newsroom's name. Streams tell of it as `state`, with the state that the comment has.
 */

/**
 * What speaks for a comment, each found by plain features of its words. `experience`: the writer tells of himself; `sourced`: it names where
 * something can be read; `reasoned`: it gives reasons or weighs; `suggests`: it says what could be done; `asks`: it asks the others something.
 */
export const MERITS = ['experience', 'sourced', 'reasoned', 'suggests', 'asks'] as const
export const Merit = OneOf(...MERITS)
export type Merit = Static<typeof Merit>

export const Reason = Type.Object(
  {
    merit: Merit,
    message: Type.String({ description: 'a sentence for the editor, in the newsroom’s language' }),
    spans: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() }, strict), {
      description: 'half-open ranges of UTF-16 units in `text`: the words that it is read from',
    }),
  },
  strict,
)
export type Reason = Static<typeof Reason>

export const Featured = Type.Object(
  { id: Type.String(), featured: Nullable(Time), by: Nullable(Type.String({ description: 'name of who picked it' })) },
  strict,
)
export type Featured = Static<typeof Featured>

export const WorthReading = Type.Object(
  {
    id: Type.String(),
    story: Type.Object({ url: Type.String(), title: Type.String() }, strict),
    author: Type.Object({ id: Type.String(), name: Type.String() }, strict),
    kind: Type.String(),
    text: Type.String(),
    postedAt: Time,
    respects: Type.Integer(),
    replyCount: Type.Integer(),
    /** Null where it is not picked. */
    featured: Nullable(Time),
    by: Nullable(Type.String({ description: 'name of who picked it' })),
    /** The strongest first; empty where a person has picked what nothing was found to speak for. */
    reasons: Type.Array(Reason),
  },
  strict,
)
export type WorthReading = Static<typeof WorthReading>

export const WorthQuery = Type.Object(
  {
    story: Type.Optional(Type.String({ minLength: 8, maxLength: 2000, description: 'without it: all stories' })),
    after: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)

/**
 * `looked` comments were looked at, the latest first; of these the most promising come first. `next` goes on with earlier ones. No reader is
 * told that he was suggested, and nothing is picked by itself.
 */
export const Worth = Type.Object(
  {
    /** What is picked now, the newest comment first, 50 at most; only with the first page. */
    picked: Type.Array(WorthReading),
    suggestions: Type.Array(WorthReading),
    looked: Type.Integer(),
    next: Nullable(Type.String()),
  },
  strict,
)
export type Worth = Static<typeof Worth>

/** Numbers of a thread, each counted up to 1,000 except `people`. */
export const Summary = Type.Object(
  {
    /** Who has commented here; not who has given an account alone. */
    people: Type.Integer(),
    /** Eyewitness accounts. */
    accounts: Type.Integer(),
    /** Context notes that are shown. */
    notes: Type.Integer(),
    /** Top comments that end by asking something and that nobody has answered. */
    questions: Type.Integer(),
    /** What the newsroom has picked. */
    picked: Type.Integer(),
  },
  strict,
)
export type Summary = Static<typeof Summary>
