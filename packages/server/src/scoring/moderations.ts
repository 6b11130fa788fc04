import { randomBytes } from 'node:crypto'
import { HEADS, type Head, type Steps } from '@parley/rules/heads.ts'
import Type, { type Static } from 'typebox'
import type { App } from '../app.ts'
import { find, readingOf } from './language.ts'

/** OpenAI’s way of saying what is wrong. */
export class ModerationError extends Error {
  readonly http: number
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  constructor(
    http: number,
    message: string,
    {
      type = 'invalid_request_error',
      param = null,
      code = null,
    }: { type?: string; param?: string | null; code?: string | null } = {},
  ) {
    super(message)
    this.http = http
    this.type = type
    this.param = param
    this.code = code
  }
}

/**
 * Which heads answer a category; all of them must, where there are two. The categories with none are part of the shape and are
 * always false and 0: `category_applied_input_types` says that no input was judged for them.
 */
const CATEGORIES: Readonly<Record<string, readonly Head[]>> = {
  harassment: ['insult'],
  'harassment/threatening': ['threat'],
  hate: ['identity'],
  'hate/threatening': ['identity', 'threat'],
  sexual: ['sexual'],
  'sexual/minors': [],
  violence: [],
  'violence/graphic': [],
  'self-harm': [],
  'self-harm/intent': [],
  'self-harm/instructions': [],
  illicit: [],
  'illicit/violent': [],
}

/** Texts in one request, and characters in each. */
const MOST_TEXTS = 100
const LONGEST = 100_000

const byCategory = <T extends Parameters<typeof Type.Record>[1]>(of: T) => Type.Record(Type.String(), of)

export const MODERATIONS = Type.Object(
  {
    model: Type.Optional(Type.String({ description: 'any; Parley answers with its own' })),
    input: Type.Union([
      Type.String({ maxLength: LONGEST }),
      Type.Array(Type.String({ maxLength: LONGEST }), { minItems: 1, maxItems: MOST_TEXTS }),
      Type.Array(Type.Object({ type: Type.Enum(['text']), text: Type.String() }), { description: 'parts of one text' }),
    ]),
  },
  { additionalProperties: false },
)

export const MODERATION = Type.Object({
  id: Type.String(),
  model: Type.String({ description: 'version of the engine' }),
  results: Type.Array(
    Type.Object({
      flagged: Type.Boolean(),
      categories: byCategory(Type.Boolean()),
      category_scores: byCategory(Type.Number({ minimum: 0, maximum: 1 })),
      category_applied_input_types: byCategory(
        Type.Array(Type.String(), { description: 'empty where nothing was judged' }),
      ),
    }),
  ),
})
export type Moderation = Static<typeof MODERATION>
type Result = Moderation['results'][number]

/** Judges each text for the categories that a head covers. A category is true from the score on that would hold a comment. Throws ModerationError. */
export function moderate(app: App, body: unknown): Moderation {
  return {
    id: `modr-${randomBytes(16).toString('hex')}`,
    model: `parley-${app.engine.version}`,
    results: textsIn(body).map(text => judged(app, text)),
  }
}

function judged(app: App, text: string): Result {
  const { scores, findings } = readingOf(app, text, find(app, text).language)
  // In a language that no model knows, the lists alone speak, and only where they found something.
  const scoreOf = (head: Head) => scores?.[head] ?? findings.find(one => one.label === head)?.score ?? null
  const seen = Object.fromEntries(HEADS.map(head => [head, scoreOf(head)])) as Record<Head, number | null>
  const isOver = (head: Head) => (seen[head] ?? 0) >= leastOf(app.thresholds.current[head])
  const rows = Object.entries(CATEGORIES).map(([name, heads]) => ({
    name,
    over: heads.length > 0 && heads.every(isOver),
    // At most the rarer of the two can be true of a text at once.
    score: heads.length ? Math.min(...heads.map(head => seen[head] ?? 0)) : 0,
    judged: heads.length > 0 && heads.every(head => seen[head] !== null),
  }))
  return {
    flagged: rows.some(row => row.over),
    categories: Object.fromEntries(rows.map(({ name, over }) => [name, over])),
    category_scores: Object.fromEntries(rows.map(({ name, score }) => [name, score])),
    category_applied_input_types: Object.fromEntries(rows.map(({ name, judged }) => [name, judged ? ['text'] : []])),
  }
}

const leastOf = (steps: Steps | undefined): number =>
  steps?.hold ?? steps?.refuse ?? steps?.nudge ?? Number.POSITIVE_INFINITY

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The texts to be judged: one, several, or the parts of one. */
function textsIn(body: unknown): string[] {
  if (!isObject(body)) throw new ModerationError(400, 'The body must be a JSON object.')
  const extra = Object.keys(body).find(name => name !== 'input' && name !== 'model')
  if (extra !== undefined)
    throw new ModerationError(400, `Unknown parameter: '${extra.slice(0, 80)}'.`, {
      param: extra.slice(0, 80),
      code: 'unknown_parameter',
    })
  const { input, model } = body
  if (model !== undefined && model !== null && typeof model !== 'string')
    throw new ModerationError(400, "Invalid type for 'model': expected a string.", {
      param: 'model',
      code: 'invalid_type',
    })
  if (input === undefined)
    throw new ModerationError(400, "Missing required parameter: 'input'.", {
      param: 'input',
      code: 'missing_required_parameter',
    })
  const wrong = (message: string, code = 'invalid_type') => new ModerationError(400, message, { param: 'input', code })
  const texts = typeof input === 'string' ? [input] : input
  if (!Array.isArray(texts) || !texts.length)
    throw wrong("Invalid type for 'input': expected a string, a list of strings, or a list of parts.")
  if (texts.length > MOST_TEXTS)
    throw wrong(`Invalid 'input': at most ${MOST_TEXTS} texts can be judged at once.`, 'array_above_max_length')
  const read = texts.every(one => typeof one === 'string') ? texts : [texts.map(part => partOf(part, wrong)).join('\n')]
  if (read.some(text => text.length > LONGEST))
    throw wrong(`Invalid 'input': at most ${LONGEST} characters can be judged at once.`, 'string_above_max_length')
  return read
}

function partOf(part: unknown, wrong: (message: string, code?: string) => ModerationError): string {
  if (isObject(part) && part.type === 'image_url')
    throw wrong("Invalid 'input': images are not judged.", 'unsupported_value')
  if (!isObject(part) || part.type !== 'text' || typeof part.text !== 'string')
    throw wrong("Invalid 'input': a part is {type: 'text', text: string}.")
  return part.text
}
