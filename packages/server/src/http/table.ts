import * as C from '@parley/contract/schemas.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type TSchema } from 'typebox'
import type { App } from '../app.ts'
import * as cases from '../cases/routes.ts'
import * as comments from '../comments/routes.ts'
import * as readers from '../readers/routes.ts'
import * as reports from '../reports/routes.ts'
import * as stories from '../stories/routes.ts'
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

/** Who may call: `reader` is signed in and not banned, `staff` works at the desk. */
export type Caller = 'anyone' | 'reader' | 'staff'

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  url: string
  who: Caller
  budget: Budget
  query?: TSchema
  body?: TSchema
  answers?: Record<number, TSchema>
  /** For a stream or kept bytes the handler answers by itself. */
  handler: (app: App, call: Call) => unknown
}

const page = Type.Object({ after: Type.Optional(Type.String({ maxLength: 100 })) }, { additionalProperties: false })
const ofStory = Type.Object({ story: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false })
const oneStory = Type.Object({ story: Type.String({ maxLength: 2000 }) }, { additionalProperties: false })
const nothing = Type.Object({}, { additionalProperties: false })

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
  { method: 'GET', url: '/v1/stream', who: 'anyone', budget: 'read', query: oneStory, handler: stories.stream },

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
    method: 'GET',
    url: '/v1/me',
    who: 'anyone',
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
    method: 'PUT',
    url: '/v1/desk/stories',
    who: 'staff',
    budget: 'desk',
    body: C.StorySettings,
    answers: { 200: C.Story },
    handler: stories.change,
  },
  { method: 'GET', url: '/v1/desk/stream', who: 'staff', budget: 'desk', query: nothing, handler: cases.stream },
]
