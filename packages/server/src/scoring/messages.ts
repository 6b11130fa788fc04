import { Refusal } from '../http/problems.ts'
import { badRequest, type ScoringError } from './errors.ts'

/** One field or message, as a discovery document describes it (JSON Schema of draft 3, in part). */
export interface Described {
  description?: string
  type?: 'string' | 'boolean' | 'number' | 'integer' | 'array' | 'object'
  format?: 'float' | 'int32'
  enum?: readonly string[]
  enumDescriptions?: readonly string[]
  items?: Described
  additionalProperties?: Described
  $ref?: string
}
export interface Message {
  id: string
  type: 'object'
  description: string
  properties: Readonly<Record<string, Described>>
}

const text = (description: string): Described => ({ type: 'string', description })
const ref = ($ref: string, description?: string): Described => ({ $ref, ...(description && { description }) })
const list = (items: Described, description: string): Described => ({ type: 'array', items, description })
const map = (of: string, description: string): Described => ({
  type: 'object',
  additionalProperties: { $ref: of },
  description,
})
const message = (id: string, description: string, properties: Record<string, Described>): Message => ({
  id,
  type: 'object',
  description,
  properties,
})

const SCORE_TYPE: Described = {
  type: 'string',
  enum: ['SCORE_TYPE_UNSPECIFIED', 'PROBABILITY', 'STD_DEV_SCORE', 'PERCENTILE', 'RAW'],
  enumDescriptions: [
    'The same as PROBABILITY.',
    'How likely a careful reader would say so, from 0 to 1.',
    'Not supported.',
    'Not supported.',
    'Not supported.',
  ],
  description: 'Kind of score. PROBABILITY where nothing is said, and the only one there is.',
}
const LANGUAGES = list(
  { type: 'string' },
  'Languages of the text, ISO 639-1 or BCP 47. Found out where none is named. All of them must be supported.',
)
const CONTEXT = ref('Context', 'What the comment answers. Taken, and not used.')
const TOKEN = text('Any text; it comes back in the answer.')
const SESSION = text('Joins calls of one session. Taken, and not used.')
const COMMUNITY = text('The community that the comment is from. Taken, and not used.')

/**
 * The messages of the scoring address. The discovery document, the OpenAPI description and the reader of requests (`readMessage`)
 * are all made of this one description.
 */
export const MESSAGES: Readonly<Record<string, Message>> = Object.fromEntries(
  [
    message('TextEntry', 'A text.', {
      text: text('The words, UTF-8.'),
      type: {
        type: 'string',
        enum: ['TEXT_TYPE_UNSPECIFIED', 'PLAIN_TEXT', 'HTML'],
        enumDescriptions: ['The same as PLAIN_TEXT.', 'Plain text.', 'Not supported.'],
        description: 'Plain text where nothing is said.',
      },
    }),
    message('ArticleAndParentComment', 'The article and the comment that is answered.', {
      article: ref('TextEntry', 'The article.'),
      parentComment: ref('TextEntry', 'The comment that is answered.'),
    }),
    message('Context', 'What a comment is about; one of the two fields, not both.', {
      entries: list(ref('TextEntry'), 'Texts before this one.'),
      articleAndParentComment: ref('ArticleAndParentComment', 'The article and the comment that is answered.'),
    }),
    message('AttributeParameters', 'How an attribute is asked for.', {
      scoreType: SCORE_TYPE,
      scoreThreshold: {
        type: 'number',
        format: 'float',
        description: 'An attribute that scores lower is left out of the answer. With none, nothing is left out.',
      },
    }),
    message('Score', 'A score.', {
      value: { type: 'number', format: 'float', description: 'The score.' },
      type: SCORE_TYPE,
    }),
    message('SpanScore', 'The score of a part of the text.', {
      begin: { type: 'integer', format: 'int32', description: 'Where the part begins, in UTF-16 units.' },
      end: { type: 'integer', format: 'int32', description: 'Where it ends; the unit there is not part of it.' },
      score: ref('Score', 'The score of the part.'),
    }),
    message('AttributeScores', 'All scores of one attribute.', {
      summaryScore: ref('Score', 'The score of the whole text.'),
      spanScores: list(ref('SpanScore'), 'Scores of its parts.'),
    }),
    message('AnalyzeCommentRequest', 'Asks for scores of a text.', {
      comment: ref('TextEntry', 'The text; at most 20480 bytes.'),
      context: CONTEXT,
      requestedAttributes: map('AttributeParameters', 'Attributes by name; at least one.'),
      spanAnnotations: { type: 'boolean', description: 'Also give a score for each sentence.' },
      languages: LANGUAGES,
      dropUnsupportedAttributes: {
        type: 'boolean',
        description: 'Leave out attributes that do not know the language, instead of answering with an error.',
      },
      doNotStore: { type: 'boolean', description: 'Nothing that is analysed is stored, whatever this says.' },
      clientToken: TOKEN,
      sessionId: SESSION,
      communityId: COMMUNITY,
    }),
    message('AnalyzeCommentResponse', 'The scores of a text.', {
      attributeScores: map('AttributeScores', 'Scores by attribute; absent where every one is below its threshold.'),
      languages: list({ type: 'string' }, 'Languages that were used.'),
      detectedLanguages: list({ type: 'string' }, 'Languages that the text seems to be in, the likeliest first.'),
      clientToken: text('As it was sent.'),
    }),
    message('SuggestCommentScoreRequest', 'Says what a text should score. It is stored as an example.', {
      comment: ref('TextEntry', 'The text; at most 20480 bytes.'),
      context: CONTEXT,
      attributeScores: map('AttributeScores', 'The right scores by attribute; at least one, none of them empty.'),
      languages: LANGUAGES,
      communityId: COMMUNITY,
      clientToken: TOKEN,
      sessionId: SESSION,
    }),
    message('SuggestCommentScoreResponse', 'Says that a suggestion is stored.', {
      clientToken: text('As it was sent.'),
      detectedLanguages: list({ type: 'string' }, 'Languages that the text seems to be in, the likeliest first.'),
      requestedLanguages: list({ type: 'string' }, 'Languages as they were named.'),
    }),
  ].map(one => [one.id, one]),
)

export interface TextEntry {
  text?: string
  type?: 'TEXT_TYPE_UNSPECIFIED' | 'PLAIN_TEXT' | 'HTML'
}
export type ScoreType = 'SCORE_TYPE_UNSPECIFIED' | 'PROBABILITY' | 'STD_DEV_SCORE' | 'PERCENTILE' | 'RAW'
export interface Score {
  value?: number
  type?: ScoreType
}
export interface SpanScore {
  begin?: number
  end?: number
  score?: Score
}
export interface AttributeScores {
  summaryScore?: Score
  spanScores?: SpanScore[]
}
interface Asked {
  comment?: TextEntry
  context?: { entries?: TextEntry[]; articleAndParentComment?: { article?: TextEntry; parentComment?: TextEntry } }
  languages?: string[]
  clientToken?: string
  sessionId?: string
  communityId?: string
}
export interface AnalyzeCommentRequest extends Asked {
  requestedAttributes?: Record<string, { scoreType?: ScoreType; scoreThreshold?: number }>
  spanAnnotations?: boolean
  dropUnsupportedAttributes?: boolean
  doNotStore?: boolean
}
export interface SuggestCommentScoreRequest extends Asked {
  attributeScores?: Record<string, AttributeScores>
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/**
 * Reads bytes as JSON of a message, as protocol buffers do: fields by their JSON or their original name (`clientToken`,
 * `client_token`), null is unset, numbers may be quoted, unknown fields and wrong types are refused.
 * Throws Refusal('request.not-json') or ScoringError with the path of the field.
 */
export function readMessage<T>(id: string, bytes: Buffer): T {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Refusal('request.not-json')
  }
  return object(json, MESSAGES[id]!, '') as T
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function object(value: unknown, { id, properties }: Message, path: string): Record<string, unknown> {
  if (!isObject(value)) throw wrong(value, path, `type.googleapis.com/google.commentanalyzer.v1alpha1.${id}`)
  const read: Record<string, unknown> = {}
  for (const [key, given] of Object.entries(value)) {
    const name = Object.hasOwn(properties, key) ? key : Object.keys(properties).find(one => snake(one) === key)
    if (name === undefined) throw unknownName(key, path)
    if (given === null) continue
    read[name] = field(given, properties[name]!, path ? `${path}.${snake(name)}` : snake(name))
  }
  return read
}

function field(value: unknown, described: Described, path: string): unknown {
  if (described.$ref) return object(value, MESSAGES[described.$ref]!, path)
  if (described.enum) {
    const name = typeof value === 'number' ? described.enum[value] : value
    if (typeof name === 'string' && described.enum.includes(name)) return name
    throw wrong(value, path, 'TYPE_ENUM')
  }
  if (described.items) {
    if (!Array.isArray(value)) throw wrong(value, path, 'TYPE_LIST')
    return value.map((one, i) => field(one, described.items!, `${path}[${i}]`))
  }
  if (described.additionalProperties) {
    if (!isObject(value)) throw wrong(value, path, 'TYPE_MAP')
    // Object.fromEntries, so that no key of a caller’s reaches a prototype.
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, field(one, described.additionalProperties!, `${path}.${key}`)]),
    )
  }
  if (described.type === 'boolean' && typeof value === 'boolean') return value
  if (described.type === 'string' && typeof value === 'string') return value
  if (described.type === 'number' || described.type === 'integer') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    const fits = described.type === 'integer' ? Number.isInteger(number) : Number.isFinite(number)
    if (typeof number === 'number' && fits) return number
  }
  throw wrong(value, path, `TYPE_${(described.format ?? described.type ?? '').toUpperCase()}`)
}

/** What was sent, short enough to be said back. */
const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 100) ?? String(value)

function wrong(value: unknown, path: string, type: string): ScoringError {
  const at = path ? ` at '${path}'` : ''
  return badRequest(`Invalid value${at} (${type}), ${shown(value)}`, path)
}

function unknownName(name: string, path: string): ScoringError {
  const at = path ? ` at '${path}'` : ''
  return badRequest(
    `Invalid JSON payload received. Unknown name ${shown(name.slice(0, 80))}${at}: Cannot find field.`,
    path,
  )
}

/** A message as JSON Schema, for the OpenAPI description. */
export function jsonSchemaOf(id: string): object {
  const { description, properties } = MESSAGES[id]!
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fieldSchema(one)])),
    additionalProperties: false,
  }
}

function fieldSchema({ $ref, items, additionalProperties, enumDescriptions: _, ...plain }: Described): object {
  if ($ref) return { ...jsonSchemaOf($ref), ...plain }
  return {
    ...plain,
    ...(items && { items: fieldSchema(items) }),
    ...(additionalProperties && { additionalProperties: fieldSchema(additionalProperties) }),
  }
}
