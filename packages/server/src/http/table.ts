import * as A from '@parley/contract/accounts.ts'
import * as O from '@parley/contract/authorities.ts'
import * as H from '@parley/contract/house-rules.ts'
import * as L from '@parley/contract/light.ts'
import * as N from '@parley/contract/notes.ts'
import * as P from '@parley/contract/privacy.ts'
import * as C from '@parley/contract/schemas.ts'
import * as T from '@parley/contract/timeline.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type TSchema } from 'typebox'
import * as accounting from '../accounting/routes.ts'
import type { App } from '../app.ts'
import * as appeals from '../appeals/routes.ts'
import * as authorities from '../authorities/routes.ts'
import * as cases from '../cases/routes.ts'
import * as comments from '../comments/routes.ts'
import * as contact from '../contact/routes.ts'
import * as decisions from '../decisions/routes.ts'
import * as escalation from '../escalation/routes.ts'
import * as eyewitness from '../eyewitness/routes.ts'
import * as houseRules from '../house-rules/routes.ts'
import * as light from '../light/routes.ts'
import * as moderation from '../moderation/routes.ts'
import * as notes from '../notes/routes.ts'
import * as readers from '../readers/routes.ts'
import * as reports from '../reports/routes.ts'
import type { Rendered } from '../scoring/google.ts'
import { jsonSchemaOf } from '../scoring/messages.ts'
import { MODERATION, MODERATIONS } from '../scoring/moderations.ts'
import * as scoring from '../scoring/routes.ts'
import * as stories from '../stories/routes.ts'
import * as timeline from '../timeline/routes.ts'
import * as webhooks from '../webhooks/routes.ts'
import type { Visitor } from './auth.ts'
import type { Budget } from './limits.ts'

/** One request, checked: shape, who, limits. */
export interface Call {
  who: Visitor
  // biome-ignore lint/suspicious/noExplicitAny: the schema beside the route has checked it; each handler names its own shape
  query: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  body: any
  params: Record<string, string>
  request: FastifyRequest
  reply: FastifyReply
}

/** Who may call: `reader` is signed in and not banned, `staff` works at the desk, `editor` settles there what holds (an admin does too), `admin` says who is who. */
export type Caller = 'anyone' | 'reader' | 'staff' | 'editor' | 'admin'

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  url: string
  who: Caller
  /** Read by anyone, but the answer depends on who asks. */
  personal?: true
  budget: Budget
  query?: TSchema
  body?: TSchema
  /** What is given is taken back by it, so whoever may not write at present may do it all the same. */
  takesBack?: true
  /** It takes a picture instead, of so many bytes at most. */
  bytes?: number
  answers?: Record<number, TSchema>
  /** For a stream or kept bytes the handler answers by itself. */
  handler: (app: App, call: Call) => unknown
}

const page = Type.Object({ after: Type.Optional(Type.String({ maxLength: 100 })) }, { additionalProperties: false })
const ofStory = Type.Object({ story: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false })
const oneStory = Type.Object({ story: Type.String({ maxLength: 2000 }) }, { additionalProperties: false })
const nothing = Type.Object({}, { additionalProperties: false })
const withKey = Type.Object(
  {
    key: Type.Optional(
      Type.String({ maxLength: 100, description: 'of the link in the mail; opens it without a sign-in' }),
    ),
  },
  { additionalProperties: false },
)

/** Every route of the API, on one screen. */
export const ROUTES: readonly Route[] = [
  // reading: the same for everybody
  {
    method: 'GET',
    url: '/v1/comments',
    who: 'anyone',
    budget: 'read',
    query: C.ThreadQuery,
    answers: { 200: C.ThreadPage },
    handler: comments.thread,
  },
  {
    method: 'GET',
    url: '/v1/comments/:id',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: C.CommentInPlace },
    handler: comments.inPlace,
  },
  {
    method: 'GET',
    url: '/v1/comments/:id/replies',
    who: 'anyone',
    budget: 'read',
    query: page,
    answers: { 200: C.RepliesPage },
    handler: comments.replies,
  },
  {
    method: 'GET',
    url: '/v1/comments/:id/revisions',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: C.Revisions },
    handler: comments.revisions,
  },
  {
    method: 'GET',
    url: '/v1/counts',
    who: 'anyone',
    budget: 'read',
    query: C.CountsQuery,
    answers: { 200: C.Counts },
    handler: stories.counts,
  },
  {
    method: 'GET',
    url: '/v1/site',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: C.Site },
    handler: stories.site,
  },
  {
    method: 'GET',
    url: '/v1/rules',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: H.Rules },
    handler: houseRules.everybody,
  },
  {
    method: 'GET',
    url: '/.well-known/parley.json',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: C.Place },
    handler: contact.place,
  },
  { method: 'GET', url: '/v1/stream', who: 'anyone', budget: 'read', query: oneStory, handler: stories.stream },
  {
    method: 'GET',
    url: '/v1/log',
    who: 'anyone',
    budget: 'read',
    query: page,
    answers: { 200: C.PublicLog },
    handler: accounting.log,
  },
  {
    method: 'GET',
    url: '/v1/timeline',
    who: 'anyone',
    budget: 'read',
    query: oneStory,
    answers: { 200: T.Timeline },
    handler: timeline.timeline,
  },
  {
    method: 'GET',
    url: '/media/:site/:photo',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    handler: eyewitness.media,
  },
  {
    method: 'GET',
    url: '/v1/notes',
    who: 'anyone',
    budget: 'read',
    query: N.NotesQuery,
    answers: { 200: N.Notes },
    handler: notes.list,
  },
  {
    method: 'GET',
    url: '/v1/notes/mine',
    who: 'reader',
    budget: 'read',
    query: oneStory,
    answers: { 200: N.OwnNotes },
    handler: notes.mine,
  },
  {
    method: 'GET',
    url: '/v1/notes/:id',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: N.NoteInPlace },
    handler: notes.one,
  },

  // writing
  {
    method: 'POST',
    url: '/v1/check',
    who: 'anyone',
    budget: 'check',
    body: C.CheckText,
    answers: { 200: C.Checked },
    handler: comments.check,
  },
  {
    method: 'POST',
    url: '/v1/comments',
    who: 'reader',
    budget: 'write',
    body: C.PostComment,
    answers: { 201: C.Posted },
    handler: comments.post,
  },
  {
    method: 'PATCH',
    url: '/v1/comments/:id',
    who: 'reader',
    budget: 'write',
    body: C.EditComment,
    answers: { 200: C.Posted },
    handler: comments.edit,
  },
  { method: 'DELETE', url: '/v1/comments/:id', who: 'reader', budget: 'write', handler: comments.withdraw },
  {
    method: 'PUT',
    url: '/v1/comments/:id/respect',
    who: 'reader',
    budget: 'respect',
    answers: { 200: C.Respects },
    handler: comments.respect,
  },
  {
    method: 'DELETE',
    url: '/v1/comments/:id/respect',
    who: 'reader',
    budget: 'respect',
    answers: { 200: C.Respects },
    handler: comments.unrespect,
  },
  {
    method: 'POST',
    url: '/v1/comments/:id/reports',
    who: 'anyone',
    budget: 'report',
    body: C.FileReport,
    answers: { 201: C.Receipt },
    handler: reports.file,
  },
  {
    method: 'POST',
    url: '/v1/timeline',
    who: 'reader',
    budget: 'write',
    body: T.ProposeEntry,
    answers: { 201: T.OwnProposal },
    handler: timeline.propose,
  },
  {
    method: 'GET',
    url: '/v1/me/timeline',
    who: 'reader',
    budget: 'read',
    query: nothing,
    answers: { 200: T.OwnProposals },
    handler: timeline.mine,
  },
  {
    method: 'POST',
    url: '/v1/notes',
    who: 'reader',
    budget: 'write',
    body: N.WriteNote,
    answers: { 201: N.NotePosted },
    handler: notes.write,
  },
  {
    method: 'PATCH',
    url: '/v1/notes/:id',
    who: 'reader',
    budget: 'write',
    body: N.EditNote,
    answers: { 200: N.NotePosted },
    handler: notes.edit,
  },
  {
    method: 'DELETE',
    url: '/v1/notes/:id',
    who: 'reader',
    budget: 'write',
    handler: notes.withdraw,
  },
  {
    method: 'PUT',
    url: '/v1/notes/:id/rating',
    who: 'reader',
    budget: 'respect',
    body: N.RateNote,
    answers: { 200: N.Rated },
    handler: notes.rate,
  },
  {
    method: 'DELETE',
    url: '/v1/notes/:id/rating',
    who: 'reader',
    budget: 'respect',
    answers: { 200: N.Rated },
    handler: notes.unrate,
  },

  // the reader's eyewitness accounts
  {
    method: 'POST',
    url: '/v1/accounts',
    who: 'reader',
    budget: 'write',
    body: A.SendAccount,
    answers: { 201: A.OwnAccount },
    handler: eyewitness.send,
  },
  {
    method: 'GET',
    url: '/v1/accounts/mine',
    who: 'reader',
    budget: 'read',
    query: A.MineQuery,
    answers: { 200: A.OwnAccounts },
    handler: eyewitness.mine,
  },
  {
    method: 'GET',
    url: '/v1/accounts/:id',
    who: 'reader',
    budget: 'read',
    query: nothing,
    answers: { 200: A.OwnAccount },
    handler: eyewitness.one,
  },
  {
    method: 'PATCH',
    url: '/v1/accounts/:id/consent',
    who: 'reader',
    takesBack: true,
    budget: 'write',
    body: A.ChangeConsent,
    answers: { 200: A.OwnAccount },
    handler: eyewitness.consent,
  },
  {
    method: 'PUT',
    url: '/v1/accounts/:id/photos/:no',
    who: 'reader',
    budget: 'write',
    query: A.PhotoQuery,
    bytes: A.PHOTO_BYTES,
    answers: { 200: A.OwnAccount },
    handler: eyewitness.putPhoto,
  },
  {
    method: 'GET',
    url: '/v1/accounts/:id/photos/:no',
    who: 'reader',
    budget: 'read',
    query: nothing,
    handler: eyewitness.ownPhoto,
  },
  {
    method: 'DELETE',
    url: '/v1/accounts/:id/photos/:no',
    who: 'reader',
    takesBack: true,
    budget: 'write',
    answers: { 200: A.OwnAccount },
    handler: eyewitness.dropPhoto,
  },
  {
    method: 'DELETE',
    url: '/v1/accounts/:id',
    who: 'reader',
    takesBack: true,
    budget: 'write',
    handler: eyewitness.withdraw,
  },

  {
    method: 'GET',
    url: '/v1/reports/:reference',
    who: 'anyone',
    personal: true,
    budget: 'read',
    query: nothing,
    answers: { 200: C.ReportStatus },
    handler: reports.status,
  },
  {
    method: 'POST',
    url: '/v1/reports/:reference/appeals',
    who: 'anyone',
    budget: 'report',
    body: C.Appeal,
    answers: { 201: C.Appealed },
    handler: appeals.ofReport,
  },
  {
    method: 'GET',
    url: '/v1/statements/:no',
    who: 'anyone',
    personal: true,
    budget: 'read',
    query: withKey,
    answers: { 200: C.Statement },
    handler: decisions.one,
  },
  {
    method: 'POST',
    url: '/v1/statements/:no/appeals',
    who: 'anyone',
    budget: 'report',
    query: withKey,
    body: C.Appeal,
    answers: { 201: C.Appealed },
    handler: appeals.ofStatement,
  },

  // the reader's own
  {
    method: 'POST',
    url: '/v1/session',
    who: 'anyone',
    budget: 'session',
    body: C.SignIn,
    answers: { 200: C.Session, 202: C.CodeSent },
    handler: readers.signIn,
  },
  { method: 'DELETE', url: '/v1/session', who: 'anyone', budget: 'session', handler: readers.signOut },
  {
    method: 'POST',
    url: '/v1/session/page',
    who: 'reader',
    budget: 'session',
    body: C.ToPage,
    answers: { 200: C.PageLink },
    handler: readers.toPage,
  },
  {
    method: 'GET',
    url: '/v1/me',
    who: 'anyone',
    personal: true,
    budget: 'read',
    query: ofStory,
    answers: { 200: C.Me },
    handler: readers.me,
  },
  {
    method: 'GET',
    url: '/v1/me/comments',
    who: 'reader',
    budget: 'read',
    query: page,
    answers: { 200: C.OwnComments },
    handler: readers.mine,
  },
  {
    method: 'GET',
    url: '/v1/me/statements',
    who: 'reader',
    budget: 'read',
    query: page,
    answers: { 200: C.OwnStatements },
    handler: decisions.mine,
  },
  { method: 'GET', url: '/v1/me/export', who: 'reader', budget: 'session', query: nothing, handler: readers.takeAlong },
  {
    method: 'GET',
    url: '/v1/me/erasure',
    who: 'reader',
    budget: 'read',
    query: nothing,
    answers: { 200: P.Rehearsal },
    handler: readers.rehearseOwn,
  },
  // Whoever may not write may still go: they refuse guests themselves.
  {
    method: 'POST',
    url: '/v1/me/erasure/code',
    who: 'anyone',
    budget: 'session',
    answers: { 202: C.CodeSent },
    handler: readers.codeToLeave,
  },
  {
    method: 'DELETE',
    url: '/v1/me',
    who: 'anyone',
    budget: 'session',
    body: P.Erase,
    answers: { 200: P.Erasure },
    handler: readers.eraseOwn,
  },
  {
    method: 'GET',
    url: '/v1/erasures/:id',
    who: 'anyone',
    budget: 'read',
    query: nothing,
    answers: { 200: P.Erasure },
    handler: readers.howFar,
  },

  // the desk
  {
    method: 'GET',
    url: '/v1/desk/queues',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Queues },
    handler: cases.queues,
  },
  {
    method: 'GET',
    url: '/v1/desk/cases',
    who: 'staff',
    budget: 'desk',
    query: C.CasesQuery,
    answers: { 200: C.Cases },
    handler: cases.list,
  },
  {
    method: 'GET',
    url: '/v1/desk/cases/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.CaseView },
    handler: cases.one,
  },
  {
    method: 'POST',
    url: '/v1/desk/cases/:id/decisions',
    who: 'staff',
    budget: 'desk',
    body: C.Decide,
    answers: { 200: C.Decided },
    handler: cases.decide,
  },
  {
    method: 'POST',
    url: '/v1/desk/cases/:id/notes',
    who: 'staff',
    budget: 'desk',
    body: C.WriteNote,
    answers: { 201: C.Noted },
    handler: cases.note,
  },
  {
    method: 'PUT',
    url: '/v1/desk/cases/:id/assignment',
    who: 'staff',
    budget: 'desk',
    body: C.Assign,
    answers: { 200: C.Assigned },
    handler: cases.assign,
  },
  {
    method: 'PUT',
    url: '/v1/desk/cases/:id/claim',
    who: 'staff',
    budget: 'desk',
    answers: { 200: C.Claimed },
    handler: cases.claim,
  },
  { method: 'DELETE', url: '/v1/desk/claim', who: 'staff', budget: 'desk', handler: cases.release },
  {
    method: 'GET',
    url: '/v1/desk/notes',
    who: 'staff',
    budget: 'desk',
    query: N.DeskNotesQuery,
    answers: { 200: N.DeskNotes },
    handler: notes.atDesk,
  },
  {
    method: 'GET',
    url: '/v1/desk/notes/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: N.DeskNote },
    handler: notes.oneAtDesk,
  },
  {
    method: 'POST',
    url: '/v1/desk/notes',
    who: 'editor',
    budget: 'desk',
    body: N.PublishNote,
    answers: { 201: N.DeskNote },
    handler: notes.publish,
  },
  {
    method: 'PATCH',
    url: '/v1/desk/notes/:id',
    who: 'editor',
    budget: 'desk',
    body: N.RewordNote,
    answers: { 200: N.DeskNote },
    handler: notes.reword,
  },
  {
    method: 'POST',
    url: '/v1/desk/notes/:id/decisions',
    who: 'editor',
    budget: 'desk',
    body: N.DecideOnNote,
    answers: { 200: N.DeskNote },
    handler: notes.decide,
  },
  {
    method: 'POST',
    url: '/v1/desk/note-alarms/:id/seen',
    who: 'editor',
    budget: 'desk',
    handler: notes.seen,
  },
  {
    method: 'GET',
    url: '/v1/desk/colleagues',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Colleagues },
    handler: cases.colleagues,
  },
  {
    method: 'GET',
    url: '/v1/desk/watches',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Watches },
    handler: cases.watches,
  },
  {
    method: 'PUT',
    url: '/v1/desk/watches/:id',
    who: 'staff',
    budget: 'desk',
    answers: { 200: C.Watches },
    handler: cases.beginToWatch,
  },
  {
    method: 'DELETE',
    url: '/v1/desk/watches/:id',
    who: 'staff',
    budget: 'desk',
    answers: { 200: C.Watches },
    handler: cases.endWatching,
  },
  {
    method: 'GET',
    url: '/v1/desk/views',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Views },
    handler: cases.views,
  },
  {
    method: 'POST',
    url: '/v1/desk/views',
    who: 'staff',
    budget: 'desk',
    body: C.SaveView,
    answers: { 201: C.View },
    handler: cases.keepView,
  },
  {
    method: 'PUT',
    url: '/v1/desk/views/:id',
    who: 'staff',
    budget: 'desk',
    body: C.SaveView,
    answers: { 200: C.View },
    handler: cases.alterView,
  },
  { method: 'DELETE', url: '/v1/desk/views/:id', who: 'staff', budget: 'desk', handler: cases.dropView },
  {
    method: 'POST',
    url: '/v1/desk/decisions',
    who: 'staff',
    budget: 'desk',
    body: C.DecideMany,
    answers: { 200: C.DecidedMany },
    handler: cases.many,
  },
  {
    method: 'POST',
    url: '/v1/desk/decisions/:id/undo',
    who: 'staff',
    budget: 'desk',
    answers: { 200: C.Undone },
    handler: cases.takeBack,
  },
  {
    method: 'GET',
    url: '/v1/desk/reporters/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.ReporterRecord },
    handler: reports.reporter,
  },
  {
    method: 'POST',
    url: '/v1/desk/reporters/:id/decisions',
    who: 'staff',
    budget: 'desk',
    body: C.DecideReporter,
    answers: { 200: C.Decided },
    handler: reports.decideOn,
  },
  {
    method: 'POST',
    url: '/v1/desk/try',
    who: 'staff',
    budget: 'desk',
    body: C.TryText,
    answers: { 200: C.Tried },
    handler: moderation.trying,
  },
  {
    method: 'GET',
    url: '/v1/desk/worth',
    who: 'staff',
    budget: 'desk',
    query: L.WorthQuery,
    answers: { 200: L.Worth },
    handler: light.worth,
  },
  {
    method: 'PUT',
    url: '/v1/desk/comments/:id/featured',
    who: 'staff',
    budget: 'desk',
    answers: { 200: L.Featured },
    handler: light.feature,
  },
  {
    method: 'DELETE',
    url: '/v1/desk/comments/:id/featured',
    who: 'staff',
    budget: 'desk',
    answers: { 200: L.Featured },
    handler: light.unfeature,
  },
  {
    method: 'GET',
    url: '/v1/desk/proposals',
    who: 'staff',
    budget: 'desk',
    query: page,
    answers: { 200: T.Proposals },
    handler: timeline.proposals,
  },
  {
    method: 'GET',
    url: '/v1/desk/timeline',
    who: 'staff',
    budget: 'desk',
    query: oneStory,
    answers: { 200: T.TimelineAtDesk },
    handler: timeline.atDesk,
  },
  {
    method: 'POST',
    url: '/v1/desk/timeline',
    who: 'editor',
    budget: 'desk',
    body: T.AddToTimeline,
    answers: { 201: T.TimelineAtDesk },
    handler: timeline.add,
  },
  {
    method: 'PUT',
    url: '/v1/desk/timeline/:id',
    who: 'editor',
    budget: 'desk',
    body: T.Words,
    handler: timeline.reword,
  },
  {
    method: 'POST',
    url: '/v1/desk/timeline/:id/sources',
    who: 'editor',
    budget: 'desk',
    body: T.Source,
    handler: timeline.say,
  },
  {
    method: 'POST',
    url: '/v1/desk/timeline/:id/decisions',
    who: 'editor',
    budget: 'desk',
    body: T.DecideOnTimeline,
    handler: timeline.decide,
  },
  {
    method: 'GET',
    url: '/v1/desk/stories',
    who: 'staff',
    budget: 'desk',
    query: C.StoriesQuery,
    answers: { 200: C.Stories },
    handler: stories.list,
  },
  {
    method: 'PUT',
    url: '/v1/desk/stories',
    who: 'staff',
    budget: 'desk',
    body: H.StorySettings,
    answers: { 200: C.Story },
    handler: stories.change,
  },
  {
    method: 'GET',
    url: '/v1/desk/story',
    who: 'staff',
    budget: 'desk',
    query: oneStory,
    answers: { 200: H.StoryAtDesk },
    handler: stories.atDesk,
  },

  // the desk: eyewitness accounts
  {
    method: 'GET',
    url: '/v1/desk/accounts',
    who: 'staff',
    budget: 'desk',
    query: A.AccountsQuery,
    answers: { 200: A.Accounts },
    handler: eyewitness.list,
  },
  {
    method: 'GET',
    url: '/v1/desk/accounts/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: A.AccountAtDesk },
    handler: eyewitness.atDesk,
  },
  {
    method: 'POST',
    url: '/v1/desk/accounts/:id/contact',
    who: 'editor',
    budget: 'desk',
    answers: { 200: A.OpenedContact },
    handler: eyewitness.contact,
  },
  {
    method: 'POST',
    url: '/v1/desk/accounts/:id/stage',
    who: 'editor',
    budget: 'desk',
    body: A.MoveAccount,
    answers: { 200: A.AccountAtDesk },
    handler: eyewitness.move,
  },
  {
    method: 'PUT',
    url: '/v1/desk/accounts/:id/checklist/:item',
    who: 'staff',
    budget: 'desk',
    body: A.Check,
    answers: { 200: A.AccountAtDesk },
    handler: eyewitness.check,
  },
  {
    method: 'POST',
    url: '/v1/desk/accounts/:id/tasks',
    who: 'staff',
    budget: 'desk',
    body: A.AddTask,
    answers: { 201: A.AccountAtDesk },
    handler: eyewitness.task,
  },
  {
    method: 'PUT',
    url: '/v1/desk/accounts/:id/tasks/:no',
    who: 'staff',
    budget: 'desk',
    body: A.DoTask,
    answers: { 200: A.AccountAtDesk },
    handler: eyewitness.taskDone,
  },
  {
    method: 'GET',
    url: '/v1/desk/accounts/:id/photos/:no',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    handler: eyewitness.photo,
  },
  {
    method: 'GET',
    url: '/v1/desk/accounts/:id/photos/:no/original',
    who: 'editor',
    budget: 'desk',
    query: nothing,
    handler: eyewitness.original,
  },
  {
    method: 'POST',
    url: '/v1/desk/accounts/:id/timeline',
    who: 'editor',
    budget: 'desk',
    body: A.AccountToTimeline,
    answers: { 201: T.TimelineAtDesk },
    handler: eyewitness.toTimeline,
  },
  {
    method: 'PUT',
    url: '/v1/desk/calls',
    who: 'editor',
    budget: 'desk',
    query: oneStory,
    body: A.PutCall,
    answers: { 200: C.Story },
    handler: eyewitness.ask,
  },
  {
    method: 'DELETE',
    url: '/v1/desk/calls',
    who: 'editor',
    budget: 'desk',
    query: oneStory,
    answers: { 200: C.Story },
    handler: eyewitness.askNoMore,
  },

  // the desk: what holds in this newsroom
  {
    method: 'GET',
    url: '/v1/desk/rules',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: H.DeskRules },
    handler: houseRules.all,
  },
  {
    method: 'PUT',
    url: '/v1/desk/rules',
    who: 'editor',
    budget: 'desk',
    body: H.ListRules,
    answers: { 200: H.DeskRules },
    handler: houseRules.order,
  },
  {
    method: 'POST',
    url: '/v1/desk/rules',
    who: 'editor',
    budget: 'desk',
    body: H.AddRule,
    answers: { 201: H.RuleHistory },
    handler: houseRules.add,
  },
  {
    method: 'GET',
    url: '/v1/desk/rules/:id',
    who: 'editor',
    budget: 'desk',
    query: nothing,
    answers: { 200: H.RuleHistory },
    handler: houseRules.one,
  },
  {
    method: 'PUT',
    url: '/v1/desk/rules/:id',
    who: 'editor',
    budget: 'desk',
    body: H.RewordRule,
    answers: { 200: H.RuleHistory },
    handler: houseRules.reword,
  },
  {
    method: 'POST',
    url: '/v1/desk/rules/preview',
    who: 'editor',
    budget: 'desk',
    body: H.PreviewRules,
    answers: { 200: H.RulesPreview },
    handler: houseRules.preview,
  },
  {
    method: 'PUT',
    url: '/v1/desk/thresholds',
    who: 'editor',
    budget: 'desk',
    body: H.ChangeThresholds,
    answers: { 200: H.DeskRules },
    handler: houseRules.thresholds,
  },
  {
    method: 'PUT',
    url: '/v1/desk/words',
    who: 'editor',
    budget: 'desk',
    body: H.ChangeWords,
    answers: { 200: H.DeskRules },
    handler: houseRules.words,
  },
  {
    method: 'POST',
    url: '/v1/desk/words/try',
    who: 'editor',
    budget: 'desk',
    body: H.TryWords,
    answers: { 200: H.TriedWords },
    handler: houseRules.tryOut,
  },
  {
    method: 'PUT',
    url: '/v1/desk/sections',
    who: 'editor',
    budget: 'desk',
    body: H.ChangeSections,
    answers: { 200: H.DeskRules },
    handler: houseRules.sections,
  },
  {
    method: 'GET',
    url: '/v1/desk/reasons',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: H.Reasons },
    handler: houseRules.reasons,
  },
  {
    method: 'PUT',
    url: '/v1/desk/reasons',
    who: 'editor',
    budget: 'desk',
    body: H.ChangeReasons,
    answers: { 200: H.DeskRules },
    handler: houseRules.rewordReasons,
  },

  // the desk: what may cost a life
  {
    method: 'GET',
    url: '/v1/desk/duty',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Duty },
    handler: escalation.duty,
  },
  {
    method: 'POST',
    url: '/v1/desk/cases/:id/escalations',
    who: 'staff',
    budget: 'desk',
    body: C.Escalate,
    answers: { 200: C.Escalation, 201: C.Escalation },
    handler: escalation.escalate,
  },
  {
    method: 'GET',
    url: '/v1/desk/escalations/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Escalation },
    handler: escalation.one,
  },
  {
    method: 'GET',
    url: '/v1/desk/overview',
    who: 'staff',
    budget: 'desk',
    query: C.OverviewQuery,
    answers: { 200: C.Overview },
    handler: accounting.overview,
  },

  // the desk: authorities, trusted flaggers, certified bodies
  {
    method: 'GET',
    url: '/v1/desk/orders',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: O.Orders },
    handler: authorities.orders,
  },
  {
    method: 'POST',
    url: '/v1/desk/orders',
    who: 'editor',
    budget: 'desk',
    body: O.EnterOrder,
    answers: { 201: O.OrderInFull },
    handler: authorities.enter,
  },
  {
    method: 'GET',
    url: '/v1/desk/orders/:id',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: O.OrderInFull },
    handler: authorities.order,
  },
  {
    method: 'POST',
    url: '/v1/desk/orders/:id/effect',
    who: 'staff',
    budget: 'desk',
    body: O.CarryOut,
    answers: { 200: O.OrderInFull },
    handler: authorities.effect,
  },
  {
    method: 'POST',
    url: '/v1/desk/orders/:id/answers',
    who: 'editor',
    budget: 'desk',
    body: O.AnswerOrder,
    answers: { 200: O.OrderInFull },
    handler: authorities.answer,
  },
  {
    method: 'PUT',
    url: '/v1/desk/orders/:id/secrecy',
    who: 'editor',
    budget: 'desk',
    body: O.ChangeSecrecy,
    answers: { 200: O.OrderInFull },
    handler: authorities.secrecy,
  },
  {
    method: 'GET',
    url: '/v1/desk/flaggers',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: O.Flaggers },
    handler: authorities.flaggers,
  },
  {
    method: 'POST',
    url: '/v1/desk/flaggers',
    who: 'admin',
    budget: 'desk',
    body: O.KeepFlagger,
    answers: { 201: O.Flagger },
    handler: authorities.addFlagger,
  },
  {
    method: 'PUT',
    url: '/v1/desk/flaggers/:id',
    who: 'admin',
    budget: 'desk',
    body: O.KeepFlagger,
    answers: { 200: O.Flagger },
    handler: authorities.changeFlagger,
  },
  {
    method: 'GET',
    url: '/v1/desk/disputes',
    who: 'staff',
    budget: 'desk',
    query: nothing,
    answers: { 200: O.Disputes },
    handler: authorities.allDisputes,
  },
  {
    method: 'POST',
    url: '/v1/desk/cases/:id/disputes',
    who: 'editor',
    budget: 'desk',
    body: O.KeepDispute,
    answers: { 201: O.Dispute },
    handler: authorities.refer,
  },
  {
    method: 'PUT',
    url: '/v1/desk/disputes/:id',
    who: 'editor',
    budget: 'desk',
    body: O.KeepDispute,
    answers: { 200: O.Dispute },
    handler: authorities.dispute,
  },
  {
    method: 'POST',
    url: '/v1/desk/cases/:id/file',
    who: 'editor',
    budget: 'desk',
    body: O.ExportCase,
    handler: authorities.file,
  },

  {
    method: 'GET',
    url: '/v1/desk/readers/:id/erasure',
    who: 'admin',
    budget: 'desk',
    query: nothing,
    answers: { 200: P.Rehearsal },
    handler: readers.rehearse,
  },
  {
    method: 'POST',
    url: '/v1/desk/readers/:id/erasure',
    who: 'admin',
    budget: 'desk',
    body: P.EraseReader,
    answers: { 200: P.Erasure },
    handler: readers.erase,
  },
  {
    method: 'GET',
    url: '/v1/desk/webhooks',
    who: 'admin',
    budget: 'desk',
    query: nothing,
    answers: { 200: C.Webhooks },
    handler: webhooks.all,
  },
  {
    method: 'POST',
    url: '/v1/desk/webhooks/:id/replay',
    who: 'admin',
    budget: 'desk',
    answers: { 200: C.Webhooks },
    handler: webhooks.again,
  },
  {
    method: 'POST',
    url: '/v1/desk/webhooks/:id/on',
    who: 'admin',
    budget: 'desk',
    answers: { 200: C.Webhooks },
    handler: webhooks.on,
  },

  { method: 'GET', url: '/v1/desk/stream', who: 'staff', budget: 'desk', query: nothing, handler: cases.stream },
]

/** One request to a route that speaks as another service does. */
export interface ForeignCall {
  /** Name of the client whose key was sent; '' where none is asked for. */
  client: string
  query: URLSearchParams
  bytes: Buffer
  request: FastifyRequest
}

/** A route in another service's shape, down to its errors: for clients that know that service and not us. */
export interface ForeignRoute {
  method: 'GET' | 'POST'
  /** `::` is a colon. */
  url: string
  summary: string
  /** `client` sends a key of PARLEY_SCORING_KEYS, `signed` signs its body. */
  who: 'anyone' | 'client' | 'signed'
  errors: 'google' | 'openai' | 'problem'
  /** The largest body, in bytes. */
  limit: number
  /** For the description alone: the readers in scoring/ refuse in the service's own words. */
  query?: TSchema
  body?: object
  answers?: Record<number, object>
  handler: (app: App, call: ForeignCall) => Rendered | Promise<Rendered>
}

const scoringQuery = Type.Object({
  key: Type.Optional(Type.String({ description: 'of PARLEY_SCORING_KEYS; or send it as `x-goog-api-key`' })),
  prettyPrint: Type.Optional(Type.Boolean({ default: true })),
  fields: Type.Optional(Type.String({ description: 'which fields of the answer are wanted' })),
  callback: Type.Optional(Type.String()),
  quotaUser: Type.Optional(Type.String({ maxLength: 40 })),
})

/** Every route for other systems that ask for scores. */
export const FOREIGN: readonly ForeignRoute[] = [
  {
    method: 'POST',
    url: '/v1alpha1/comments::analyze',
    summary: 'Scores of a text, in the shape of Perspective',
    who: 'client',
    errors: 'google',
    // The text around a comment may be long, though it is not used.
    limit: 4 * 1024 * 1024,
    query: scoringQuery,
    body: jsonSchemaOf('AnalyzeCommentRequest'),
    answers: { 200: jsonSchemaOf('AnalyzeCommentResponse') },
    handler: scoring.analyze,
  },
  {
    method: 'POST',
    url: '/v1alpha1/comments::suggestscore',
    summary: 'What a text should have scored, in the shape of Perspective',
    who: 'client',
    errors: 'google',
    limit: 4 * 1024 * 1024,
    query: scoringQuery,
    body: jsonSchemaOf('SuggestCommentScoreRequest'),
    answers: { 200: jsonSchemaOf('SuggestCommentScoreResponse') },
    handler: scoring.suggestscore,
  },
  {
    method: 'GET',
    url: '/$discovery/rest',
    summary: 'The scoring address as Google’s client libraries read it',
    who: 'anyone',
    errors: 'google',
    limit: 1024,
    query: Type.Object({ version: Type.Optional(Type.String({ default: 'v1alpha1' })) }),
    handler: scoring.discovery,
  },
  {
    method: 'POST',
    url: '/v1/moderations',
    summary: 'Categories of texts, in the shape of OpenAI',
    who: 'client',
    errors: 'openai',
    limit: 1024 * 1024,
    body: MODERATIONS,
    answers: { 200: MODERATION },
    handler: scoring.moderations,
  },
  {
    method: 'POST',
    url: '/v1/coral/moderation',
    summary: 'What Parley would do with a comment of Coral’s: an external moderation phase',
    who: 'signed',
    errors: 'problem',
    limit: 512 * 1024,
    body: Type.Object({ comment: Type.Object({ body: Type.String() }) }, { additionalProperties: true }),
    answers: { 200: Type.Object({}, { additionalProperties: true }), 204: Type.Null() },
    handler: scoring.coral,
  },
]
