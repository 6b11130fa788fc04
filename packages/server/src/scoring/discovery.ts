import type { App } from '../app.ts'
import { MESSAGES } from './messages.ts'

const parameter = (description: string, more: object = {}) => ({
  location: 'query',
  type: 'string',
  description,
  ...more,
})

const method = (verb: string, request: string, response: string, description: string) => ({
  id: `commentanalyzer.comments.${verb}`,
  path: `v1alpha1/comments:${verb}`,
  flatPath: `v1alpha1/comments:${verb}`,
  httpMethod: 'POST',
  description,
  parameters: {},
  parameterOrder: [],
  request: { $ref: request },
  response: { $ref: response },
  scopes: ['https://www.googleapis.com/auth/userinfo.email'],
})

/** The API as client libraries read it (Google API Discovery, version 1), with this server as its root. */
export function discoveryDocument(app: App): object {
  const rootUrl = `${app.config.url}/`
  return {
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    id: 'commentanalyzer:v1alpha1',
    name: 'commentanalyzer',
    canonicalName: 'Comment Analyzer',
    version: 'v1alpha1',
    revision: '20261101',
    title: 'Parley: scores of comments',
    description:
      'Says how likely a comment breaks the rules of a discussion, in the shape of the service that ended in 2026.',
    ownerDomain: new URL(app.config.url).hostname,
    ownerName: app.config.siteName,
    documentationLink: `${rootUrl}openapi.json`,
    icons: {},
    protocol: 'rest',
    rootUrl,
    servicePath: '',
    baseUrl: rootUrl,
    basePath: '',
    batchPath: 'batch',
    version_module: true,
    parameters: {
      key: parameter('Key of the client.'),
      alt: parameter('Format of the answer.', {
        default: 'json',
        enum: ['json'],
        enumDescriptions: ['Answers are application/json.'],
      }),
      prettyPrint: parameter('Answers have line breaks and indentation.', { type: 'boolean', default: 'true' }),
      fields: parameter('Which fields of the answer are wanted.'),
      quotaUser: parameter('Any text of at most 40 characters. Taken, and not used.'),
      callback: parameter('Name of a function that the answer is passed to (JSONP).'),
      access_token: parameter('Key of the client.'),
      oauth_token: parameter('Key of the client.'),
      uploadType: parameter('Taken, and not used.'),
      upload_protocol: parameter('Taken, and not used.'),
      '$.xgafv': parameter('Format of errors.', {
        enum: ['1', '2'],
        enumDescriptions: ['With a list of errors.', 'With details only.'],
      }),
    },
    auth: {
      oauth2: {
        scopes: {
          'https://www.googleapis.com/auth/userinfo.email': {
            description: 'Not asked for: a bearer token is taken for the key of the client.',
          },
        },
      },
    },
    schemas: MESSAGES,
    resources: {
      comments: {
        methods: {
          analyze: method(
            'analyze',
            'AnalyzeCommentRequest',
            'AnalyzeCommentResponse',
            'Scores a text for the attributes asked for.',
          ),
          suggestscore: method(
            'suggestscore',
            'SuggestCommentScoreRequest',
            'SuggestCommentScoreResponse',
            'Says what a text should have scored.',
          ),
        },
      },
    },
  }
}
