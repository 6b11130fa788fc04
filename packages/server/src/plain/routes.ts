import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import { PHOTO_BYTES, PHOTOS_MAX } from '@parley/contract/accounts.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { assertCsrf, assertMayWrite, assertOrigin, visitorOf } from '../http/auth.ts'
import { refusalOf } from '../http/faults.ts'
import type { Budget } from '../http/limits.ts'
import { SHED_BY } from '../http/pressure.ts'
import { Refusal } from '../http/problems.ts'
import { canonicalUrl } from '../stories/url.ts'
import {
  accountForm,
  accountFormPage,
  accountPage,
  accountShown,
  addPhotos,
  dropPhoto,
  ownPhoto,
  saveConsent,
  sendForm,
  withdrawForm as withdrawAccountForm,
} from './accounts.ts'
import { contact } from './contact.ts'
import { inPlace } from './in-place.ts'
import { log } from './log.ts'
import { mine } from './mine.ts'
import {
  editNoteForm,
  editNotePage,
  editOnPage,
  noteForm,
  noteFormPage,
  notePage,
  noteShown,
  postNote,
  rateOnPage,
} from './notes.ts'
import { eraseCode, eraseForm, eraseNow, erasePage, erasureShown, ownData, ownDataFile } from './own-data.ts'
import { type Page, problemPage, STYLE, STYLE_PATH, sayIn, sendPage } from './page.ts'
import { report, reportForm, reportPage } from './report.ts'
import { askPage, askReference, object, reportShown, statusPage } from './report-status.ts'
import { rules } from './rules.ts'
import { enter, type Resumed, signIn, signInForm, signInPage, signOut } from './sign-in.ts'
import { appeal, statementPage, statementShown } from './statement.ts'
import { thread } from './thread.ts'
import { proposalPage, propose, timelineForm } from './timeline.ts'
import { UPLOAD_LIMITS } from './upload.ts'
import { fieldsOf, type Visit } from './visit.ts'
import { edit, editForm, editPage, post, postPage, respect, withdraw, withdrawForm } from './write.ts'

interface PlainRoute {
  method: 'GET' | 'POST'
  url: string
  who: 'anyone' | 'reader'
  budget: Budget
  handler: (visit: Visit) => Promise<FastifyReply>
  /** Its form brings photographs: the handler reads it, and proves where it comes from. */
  upload?: true
  /** What is given is taken back by it, so whoever may not write at present may do it all the same. */
  takesBack?: true
  /** The page that the form was on, where what it sent is refused. */
  again?: (visit: Visit, refusal: Refusal) => Page | Promise<Page>
  /** Asked to sign in, he comes back to this with what he typed. */
  resume?: Resumed
}

/** Every plain page and every form on them. */
const ROUTES: readonly PlainRoute[] = [
  { method: 'GET', url: '/d', who: 'anyone', budget: 'read', handler: thread },
  { method: 'GET', url: '/d/comments/:id', who: 'anyone', budget: 'read', handler: inPlace },
  {
    method: 'POST',
    url: '/d/comments',
    who: 'reader',
    budget: 'write',
    handler: post,
    again: postPage,
    resume: 'post',
  },
  { method: 'GET', url: '/d/comments/:id/edit', who: 'reader', budget: 'read', handler: editForm },
  {
    method: 'POST',
    url: '/d/comments/:id/edit',
    who: 'reader',
    budget: 'write',
    handler: edit,
    again: editPage,
    resume: 'edit',
  },
  { method: 'GET', url: '/d/comments/:id/withdraw', who: 'reader', budget: 'read', handler: withdrawForm },
  { method: 'POST', url: '/d/comments/:id/withdraw', who: 'reader', budget: 'write', handler: withdraw },
  { method: 'POST', url: '/d/comments/:id/respect', who: 'reader', budget: 'respect', handler: respect },
  { method: 'GET', url: '/d/comments/:id/report', who: 'anyone', budget: 'read', handler: reportForm },
  {
    method: 'POST',
    url: '/d/comments/:id/report',
    who: 'anyone',
    budget: 'report',
    handler: report,
    again: reportPage,
    resume: 'report',
  },
  { method: 'GET', url: '/d/statements/:id', who: 'anyone', budget: 'read', handler: statementShown },
  {
    method: 'POST',
    url: '/d/statements/:id',
    who: 'anyone',
    budget: 'report',
    handler: appeal,
    again: statementPage,
    resume: 'appeal',
  },
  { method: 'GET', url: '/d/report-status', who: 'anyone', budget: 'read', handler: askReference },
  { method: 'GET', url: '/d/reports/:id', who: 'anyone', budget: 'read', handler: reportShown, again: askPage },
  {
    method: 'POST',
    url: '/d/reports/:id',
    who: 'anyone',
    budget: 'report',
    handler: object,
    again: statusPage,
    resume: 'objection',
  },
  { method: 'GET', url: '/d/timeline', who: 'reader', budget: 'read', handler: timelineForm },
  {
    method: 'POST',
    url: '/d/timeline',
    who: 'reader',
    budget: 'write',
    handler: propose,
    again: proposalPage,
    resume: 'proposal',
  },
  { method: 'GET', url: '/d/notes', who: 'reader', budget: 'read', handler: noteForm },
  {
    method: 'POST',
    url: '/d/notes',
    who: 'reader',
    budget: 'write',
    handler: postNote,
    again: noteFormPage,
    resume: 'note',
  },
  { method: 'GET', url: '/d/notes/:id', who: 'anyone', budget: 'read', handler: noteShown },
  {
    method: 'POST',
    url: '/d/notes/:id/rating',
    who: 'reader',
    budget: 'respect',
    handler: rateOnPage,
    again: notePage,
  },
  { method: 'GET', url: '/d/notes/:id/edit', who: 'reader', budget: 'read', handler: editNoteForm },
  {
    method: 'POST',
    url: '/d/notes/:id/edit',
    who: 'reader',
    budget: 'write',
    handler: editOnPage,
    again: editNotePage,
  },
  { method: 'GET', url: '/d/accounts', who: 'reader', budget: 'read', handler: accountForm },
  {
    method: 'POST',
    url: '/d/accounts',
    who: 'reader',
    budget: 'write',
    handler: sendForm,
    upload: true,
    again: accountFormPage,
  },
  { method: 'GET', url: '/d/accounts/:id', who: 'reader', budget: 'read', handler: accountShown },
  { method: 'GET', url: '/d/accounts/:id/photos/:no', who: 'reader', budget: 'read', handler: ownPhoto },
  {
    method: 'POST',
    url: '/d/accounts/:id/photos',
    who: 'reader',
    budget: 'write',
    handler: addPhotos,
    upload: true,
    again: accountPage,
  },
  {
    method: 'POST',
    url: '/d/accounts/:id/photo',
    who: 'reader',
    budget: 'write',
    handler: dropPhoto,
    takesBack: true,
    again: accountPage,
  },
  {
    method: 'POST',
    url: '/d/accounts/:id/consent',
    who: 'reader',
    budget: 'write',
    handler: saveConsent,
    takesBack: true,
    again: accountPage,
  },
  {
    method: 'POST',
    url: '/d/accounts/:id/withdraw',
    who: 'reader',
    budget: 'write',
    handler: withdrawAccountForm,
    takesBack: true,
  },
  { method: 'GET', url: '/d/log', who: 'anyone', budget: 'read', handler: log },
  { method: 'GET', url: '/d/*', who: 'anyone', budget: 'read', handler: nothingHere },
  { method: 'GET', url: '/d/contact', who: 'anyone', budget: 'read', handler: contact },
  { method: 'GET', url: '/d/rules', who: 'anyone', budget: 'read', handler: rules },
  { method: 'GET', url: '/d/mine', who: 'reader', budget: 'read', handler: mine },
  { method: 'GET', url: '/d/mine/data', who: 'reader', budget: 'read', handler: ownData },
  { method: 'GET', url: '/d/mine/data.json', who: 'reader', budget: 'session', handler: ownDataFile },
  { method: 'GET', url: '/d/mine/erase', who: 'reader', budget: 'read', handler: eraseForm },
  // Whoever may not write any more may still go: they refuse guests themselves.
  { method: 'POST', url: '/d/mine/erase', who: 'anyone', budget: 'session', handler: eraseNow, again: erasePage },
  { method: 'POST', url: '/d/mine/erase/code', who: 'anyone', budget: 'session', handler: eraseCode, again: erasePage },
  { method: 'GET', url: '/d/erasures/:id', who: 'anyone', budget: 'read', handler: erasureShown },
  { method: 'GET', url: '/d/sign-in', who: 'anyone', budget: 'read', handler: signInForm },
  { method: 'GET', url: '/d/in', who: 'anyone', budget: 'read', handler: enter },
  { method: 'POST', url: '/d/sign-in', who: 'anyone', budget: 'session', handler: signIn, again: signInPage },
  { method: 'POST', url: '/d/sign-out', who: 'anyone', budget: 'session', handler: signOut },
]

async function nothingHere(): Promise<never> {
  throw new Refusal('request.not-found')
}

/** The largest form that is read, in bytes: the longest text that scripts may send, as forms encode it. */
const BODY_LIMIT = 192 * 1024

/** The same with photographs. */
const UPLOAD_LIMIT = PHOTOS_MAX * PHOTO_BYTES + BODY_LIMIT

/** Nothing but the page's own style and forms. The JSON-LD is data, which no policy runs. A sign-in may end at a story, so its form may lead to the newsroom's pages. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

/** The discussion with no script: pages and plain forms. */
export async function plain(server: FastifyInstance, { app }: { app: App }) {
  // Forms only: what scripts send goes to the API.
  server.removeAllContentTypeParsers()
  await server.register(formbody, { bodyLimit: BODY_LIMIT })
  server.addHook('onRequest', async (request, reply) => {
    reply.header(
      'content-security-policy',
      request.routeOptions.url === '/d/sign-in' ? `${POLICY} ${app.config.origins.join(' ')}` : POLICY,
    )
    reply.header('cache-control', 'no-store')
  })
  server.get(STYLE_PATH, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(STYLE),
  )
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const tooLarge = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
    const refusal = tooLarge
      ? new Refusal('request.too-large', { max: `${BODY_LIMIT / 1024} kB` })
      : refusalOf(app, error, request)
    return sendProblem(newVisit(app, request, reply), refusal)
  })
  const add = (to: FastifyInstance, route: PlainRoute) =>
    to.route({
      method: route.method,
      url: route.url,
      handler: (request, reply) => answer(app, route, request, reply),
      ...(route.upload && { config: { bytes: true }, bodyLimit: UPLOAD_LIMIT }),
    })
  for (const route of ROUTES) if (!route.upload) add(server, route)
  await server.register(async uploads => {
    uploads.removeAllContentTypeParsers()
    await uploads.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false })
    for (const route of ROUTES) if (route.upload) add(uploads, route)
  })
}

function newVisit(app: App, request: FastifyRequest, reply: FastifyReply): Visit {
  return {
    app,
    who: { kind: 'guest', id: null, staff: false, ip: request.ip },
    query: fieldsOf(request.query),
    form: fieldsOf(request.body),
    id: (request.params as { id?: string }).id ?? '',
    request,
    reply,
    say: sayIn(app.config.language),
  }
}

async function answer(app: App, route: PlainRoute, request: FastifyRequest, reply: FastifyReply) {
  const visit = newVisit(app, request, reply)
  try {
    // Which of its pages may be built the thread itself knows.
    const shed = route.url === '/d' ? null : SHED_BY[route.budget]
    app.pressure.admit(shed)
    await admit(visit, route)
    return await app.pressure.during(shed, () => route.handler(visit))
  } catch (error) {
    return comeBack(visit, route, refusalOf(app, error as FastifyError, request))
  }
}

/** Who sends this, whether it comes from a page that may, and whether it is not too much. */
async function admit(visit: Visit, { method, url, who, budget, upload, takesBack }: PlainRoute): Promise<void> {
  const { app, request, form } = visit
  const writes = method === 'POST'
  if (writes) assertOrigin(app, request)
  visit.who = await visitorOf(app, request)
  const { id, ip } = visit.who
  await app.limits.take(budget, { site: app.config.site, reader: id, ip })
  if (who === 'reader' && visit.who.kind === 'guest') throw new Refusal('session.none')
  if (writes && url !== '/d/sign-in' && !upload) assertCsrf(app, visit.who, form.csrf)
  if (writes && who === 'reader' && !takesBack) assertMayWrite(app, visit.who)
}

/** The page that a refusal leads to, with everything typed: where it was typed, or where to sign in. */
async function comeBack(visit: Visit, route: PlainRoute, refusal: Refusal) {
  const { app, form, query, request, id } = visit
  // A page that may not send forms here gets none back, filled in by it.
  if (refusal.code === 'request.origin') return sendProblem({ ...visit, form: {} }, refusal)
  retryAfter(visit, refusal)
  if (refusal.code === 'session.none' || refusal.code === 'session.ticket') {
    const asked = refusal.code === 'session.ticket' ? query.to : request.url
    const back = form.return ?? (route.method === 'GET' ? asked : undefined)
    const carried = { ...form, return: back, resume: route.resume ?? form.resume, id: id || form.id }
    return sendPage(visit, signInPage({ ...visit, form: carried }, refusal), refusal.status)
  }
  try {
    if (route.again) return sendPage(visit, await route.again(visit, refusal), refusal.status)
  } catch (error) {
    app.log.debug(
      { id: request.id, code: refusalOf(app, error as FastifyError, request).code },
      'a form could not be shown again',
    )
  }
  return sendProblem(visit, refusal)
}

function sendProblem(visit: Visit, refusal: Refusal) {
  retryAfter(visit, refusal)
  return sendPage(visit, problemPage(visit, refusal, storyOf(visit)), refusal.status)
}

function retryAfter({ reply }: Visit, refusal: Refusal) {
  if (refusal.wait) reply.header('retry-after', refusal.wait)
}

function storyOf({ app, query, form }: Visit): string | null {
  try {
    return canonicalUrl(app.config, form.story ?? query.story ?? '')
  } catch {
    return null
  }
}
