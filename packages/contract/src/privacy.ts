import Type, { type Static } from 'typebox'
import { Nullable, OneOf, strict, Time } from './shapes.ts'

/**
 * A reader's own data: all of it to take along, and its erasure.
 *
 * | call | who | does |
 * |---|---|---|
 * | `GET /v1/me/export` | the reader | `Export` as a file of JSON, streamed |
 * | `GET /v1/me/erasure` | the reader | `Rehearsal`: what would go, what would stay and why; nothing is changed |
 * | `POST /v1/me/erasure/code` | the reader | 202 `CodeSent`: mails a code to his own address, for who did not sign in just now |
 * | `DELETE /v1/me` | the reader | `Erase` → `Erasure`; needs a sign-in of the last ten minutes, or that code (403 `erasure.sign-in-again`) |
 * | `GET /v1/erasures/:id` | whoever has the id | `Erasure`: how far it has come; says nothing of who it was |
 * | `GET /v1/desk/readers/:id/erasure` | admin | `Rehearsal` |
 * | `POST /v1/desk/readers/:id/erasure` | admin | `EraseReader` → `Erasure` |
 *
 * With no script: `/d/mine/data` (download and what is held), `/d/mine/data.json`, `/d/mine/erase`, `/d/erasures/ID`.
 * Sources: GDPR Art. 12, 15, 17, 18, 19, 20.
 */
const Count = Type.Integer({ minimum: 0 })

/** What becomes of what somebody wrote: it goes, or it stays and nobody can tell any more whose it was. */
export const TEXTS = ['delete', 'anonymise'] as const
export const Text = OneOf(...TEXTS)
export type Text = Static<typeof Text>

/** What is held of a reader, by the names under which it is counted. */
export const HELD = [
  'comments',
  'notes',
  'ratings',
  'accounts',
  'proposals',
  'respects',
  'reports',
  'appeals',
  'sessions',
  'mails',
] as const
export type Held = (typeof HELD)[number]

/**
 * What stays, and why. `waiting`: what the desk must still decide (a notice of something illegal, a danger to life, an objection) is out of
 * everybody's sight at once, and goes when that is decided. `authorities`: evidence sealed for an order, or because a life was in danger.
 * `decisions`: what was decided and the numbered statements, without his name or words. `log`: that something was written, never by whom.
 * `quotes`: what other people have written, quotations of him included.
 * Source: GDPR Art. 17(3)(a), (b) and (e).
 */
export const STAYING = ['waiting', 'authorities', 'decisions', 'log', 'quotes'] as const
export type Staying = (typeof STAYING)[number]

/** How many, and until when, is null where only the desk may know it: an order may be secret, and whoever reported is not to be guessed at. */
const Stays = Type.Object({ what: OneOf(...STAYING), n: Nullable(Count), until: Nullable(Time) }, strict)
export type Stays = Static<typeof Stays>

export const Rehearsal = Type.Object(
  {
    name: Type.String(),
    email: Nullable(Type.String()),
    goes: Type.Array(Type.Object({ what: OneOf(...HELD), n: Count }, strict)),
    stays: Type.Array(Stays),
    /** Signed in so lately that no code is needed. */
    fresh: Type.Boolean(),
    /** There is an address that a code can be mailed to. */
    canMail: Type.Boolean(),
  },
  strict,
)
export type Rehearsal = Static<typeof Rehearsal>

const choice = {
  text: Text,
  /** That it cannot be taken back was read. */
  confirm: Type.Literal(true),
}
export const Erase = Type.Object(
  {
    ...choice,
    code: Type.Optional(Type.String({ maxLength: 40 })),
    challenge: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)
export type Erase = Static<typeof Erase>
export const EraseReader = Type.Object(choice, strict)
export type EraseReader = Static<typeof EraseReader>

/** Name, address and sessions are gone when this is answered; the rest goes on behind it. */
export const Erasure = Type.Object(
  {
    id: Type.String(),
    text: Text,
    at: Time,
    /** `done`: all is gone but what stays for the reasons that were said before. */
    state: OneOf('running', 'done'),
    /** Of everything that was to go, so much is gone. */
    done: Count,
    of: Count,
  },
  strict,
)
export type Erasure = Static<typeof Erasure>

/**
 * `parley.reader.1`: an object whose lists are written one after another, so that it may be as long as it must. `provided` is what the reader
 * gave (Art. 20); `about` is what came of it (Art. 15). Nobody else is named in it, and never who reported.
 */
export const EXPORT_FORMAT = 'parley.reader.1'
