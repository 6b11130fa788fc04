import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import { PAPER, STORY } from '../testing.ts'
import type { Route } from './table.ts'

/** What tests of every route need to know of each: a new route that is missing here fails them. */
export const keyOf = (route: { method: string; url: string }) => `${route.method} ${route.url}`
export const atDesk = (route: Route) => route.who === 'staff' || route.who === 'editor' || route.who === 'admin'

const FLAGGER = {
  name: 'Hotline',
  awardedBy: 'Coordinator',
  email: 'notices@hotline.example',
  since: '2026-01-01',
  until: null,
  suspended: false,
  note: '',
}
const DISPUTE = {
  body: 'A certified body',
  reference: '',
  opened: '2026-01-05',
  outcome: null,
  closed: null,
  costs: '',
  followed: null,
  note: '',
}

const SAID = { standing: 'reported', who: 'Another paper', url: null, on: null }
const NOTE = { claim: '', text: 'The report gives another number.' }
const ENTRY = { happened: '2019-05', title: 'It began', detail: '', story: null, account: null }

export const ACCOUNT = {
  story: STORY,
  ...{ relation: 'there', text: 'The gate was closed when the early shift came.', how: 'I stood before it.' },
  when: { from: '2026-01-05T05:40', exact: true },
  where: { place: 'Gate 3, Marlbeck', precision: 'street' },
  consent: { publish: true, name: 'name', keepOriginals: false },
}

/** A body that each route takes. */
const GOOD: Record<string, object> = {
  'POST /v1/check': { text: 'Words' },
  'POST /v1/comments': { story: STORY, text: 'Words' },
  'POST /v1/timeline': {
    story: STORY,
    ...{ happened: '2019-05', title: 'It began', detail: '' },
    source: { who: 'Another paper', url: null, on: null },
  },
  'POST /v1/notes': { story: STORY, ...NOTE, sources: ['https://report.example/q1'] },
  'PATCH /v1/notes/:id': { ...NOTE, sources: ['https://report.example/q2'] },
  'PUT /v1/notes/:id/rating': { value: 'helpful', reasons: ['clear'] },
  'POST /v1/desk/notes': { story: STORY, kind: 'editors', ...NOTE, sources: [] },
  'PATCH /v1/desk/notes/:id': { ...NOTE, sources: [] },
  'POST /v1/desk/notes/:id/decisions': { act: 'hide', reason: 'Its source is gone.' },
  'POST /v1/desk/timeline': { story: STORY, entry: ENTRY, source: SAID },
  'PUT /v1/desk/timeline/:id': { entry: ENTRY },
  'POST /v1/desk/timeline/:id/sources': SAID,
  'POST /v1/desk/timeline/:id/decisions': { act: 'retire', reason: 'It was another firm.' },
  'POST /v1/accounts': ACCOUNT,
  'PATCH /v1/accounts/:id/consent': { tell: false },
  'POST /v1/desk/accounts/:id/stage': { to: 'contacted', reason: 'We have written to you.' },
  'PUT /v1/desk/accounts/:id/checklist/:item': { done: true, note: 'Called back.' },
  'POST /v1/desk/accounts/:id/tasks': { text: 'Ask the fire brigade.' },
  'PUT /v1/desk/accounts/:id/tasks/:no': { done: true },
  'POST /v1/desk/accounts/:id/timeline': { title: 'The gate was closed', detail: '' },
  'PUT /v1/desk/calls': {
    question: 'Were you at the plant this morning?',
    until: new Date(Date.now() + 3600_000).toISOString(),
  },
  'DELETE /v1/me': { text: 'delete', confirm: true },
  'POST /v1/desk/readers/:id/erasure': { text: 'anonymise', confirm: true },
  'PATCH /v1/comments/:id': { text: 'Other words' },
  'POST /v1/comments/:id/reports': { rule: 'nice' },
  'POST /v1/reports/:reference/appeals': { text: 'Please look again.' },
  'POST /v1/statements/:no/appeals': { text: 'Please look again.' },
  'POST /v1/session': { email: 'somebody@paper.example' },
  'POST /v1/session/page': { to: '/d/mine' },
  'POST /v1/desk/cases/:id/decisions': { act: 'remove', rule: 'nice', explanation: 'It degrades a person.' },
  'POST /v1/desk/cases/:id/notes': { text: 'Looks like last week’s.' },
  'PUT /v1/desk/cases/:id/assignment': { to: null },
  'POST /v1/desk/cases/:id/escalations': { kind: 'threat' },
  'POST /v1/desk/orders': {
    kind: 'remove',
    authority: 'Regional court',
    country: 'DE',
    reference: '1 A 2/26',
    law: '§ 185',
    receivedAt: '2026-01-05T10:00Z',
    comments: [],
  },
  'POST /v1/desk/orders/:id/effect': { explanation: 'A court has ordered it.' },
  'POST /v1/desk/orders/:id/answers': { kind: 'receipt', text: 'Your order has come.' },
  'PUT /v1/desk/orders/:id/secrecy': { until: null },
  'POST /v1/desk/flaggers': FLAGGER,
  'PUT /v1/desk/flaggers/:id': { ...FLAGGER, email: 'reports@hotline.example' },
  'POST /v1/desk/cases/:id/disputes': DISPUTE,
  'PUT /v1/desk/disputes/:id': DISPUTE,
  'POST /v1/desk/cases/:id/file': { withReporters: false },
  'POST /v1/desk/decisions': { ids: ['k_00000000000000000000'], act: 'show', dryRun: true },
  'POST /v1/desk/reporters/:id/decisions': { act: 'warn-reporter', explanation: 'None of your reports had a ground.' },
  'POST /v1/desk/views': { name: 'Held for links', shared: false, queue: 'held', search: 'links' },
  'PUT /v1/desk/views/:id': { name: 'Held for links', shared: false, queue: 'held', search: 'links' },
  'POST /v1/desk/try': { text: 'A sentence.' },
  'PUT /v1/desk/stories': { url: `${PAPER}/story`, title: 'A story' },
  'PUT /v1/desk/rules': { rules: HOUSE_RULES.map(({ id }) => ({ id, retired: false })), after: 0 },
  'POST /v1/desk/rules': { id: 'on-topic', title: 'Keep to the story', text: 'Write about the story.' },
  'PUT /v1/desk/rules/:id': { title: 'Be nice', text: 'Argue with what people say.', after: 1 },
  'POST /v1/desk/rules/preview': { changes: {} },
  'PUT /v1/desk/thresholds': { changes: {}, after: 0 },
  'PUT /v1/desk/words': { words: [], after: 0 },
  'POST /v1/desk/words/try': { words: [], text: 'A sentence.' },
  'PUT /v1/desk/sections': { sections: [], after: 0 },
  'PUT /v1/desk/reasons': { templates: [], after: 0 },
}

export function goodBody(route: Route): object | undefined {
  const body = GOOD[keyOf(route)]
  if (route.body && !body) throw new Error(`a good body for ${keyOf(route)} is missing in http/testing.ts`)
  return route.body && body
}
