import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import type { ForeignCall } from '../http/table.ts'
import { analyze as scoresOf } from './analyze.ts'
import { assertSigned, opinionOf } from './coral.ts'
import { discoveryDocument } from './discovery.ts'
import { type Rendered, rendered, wishesOf } from './google.ts'
import { readMessage } from './messages.ts'
import { moderate } from './moderations.ts'
import { suggest } from './suggest.ts'

export const discovery = (app: App, { query }: ForeignCall): Rendered => {
  const wishes = wishesOf(query, ['version'])
  if (!['v1alpha1', null].includes(query.get('version'))) throw new Refusal('request.not-found')
  return rendered(discoveryDocument(app), wishes)
}

export function analyze(app: App, { query, bytes }: ForeignCall): Rendered {
  const wishes = wishesOf(query)
  return rendered(scoresOf(app, readMessage('AnalyzeCommentRequest', bytes)), wishes)
}

export async function suggestscore(app: App, { client, query, bytes }: ForeignCall): Promise<Rendered> {
  const wishes = wishesOf(query)
  return rendered(await suggest(app, client, readMessage('SuggestCommentScoreRequest', bytes)), wishes)
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Refusal('request.not-json')
  }
}

const answer = (json: object): Rendered => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(json),
})

export const moderations = (app: App, { bytes }: ForeignCall): Rendered => answer(moderate(app, jsonOf(bytes)))

export async function coral(app: App, { bytes, request }: ForeignCall): Promise<Rendered> {
  try {
    assertSigned(app.config.coralSecrets, bytes, request.headers['x-coral-signature'])
  } catch (error) {
    await app.limits.take('check', { site: app.config.site, reader: null, ip: request.ip })
    throw error
  }
  const opinion = opinionOf(app, jsonOf(bytes))
  return opinion ? answer(opinion) : { status: 204, type: '', body: '' }
}
