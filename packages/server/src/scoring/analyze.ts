import type { Scores } from '@parley/rules/heads.ts'
import type { App } from '../app.ts'
import { type Answerer, ATTRIBUTES, knows, plainName, scoreOf, UNANSWERED } from './attributes.ts'
import { invalid } from './errors.ts'
import { baseOf, find, readingOf } from './language.ts'
import type { AnalyzeCommentRequest, AttributeScores, ScoreType, TextEntry } from './messages.ts'

/** The longest text, in UTF-8 bytes. */
export const TEXT_BYTES = 20_480
/** The longest text around it. */
const CONTEXT_BYTES = 1024 * 1024
/** The old service had some forty attributes; more names, or more languages, in one request are nobody’s honest question. */
export const MOST_NAMES = 100
/** A text of more sentences is scored in groups of them, so that no text of single letters costs a second. */
const MOST_SPANS = 500

export interface AnalyzeCommentResponse {
  attributeScores?: Record<string, AttributeScores>
  languages: string[]
  detectedLanguages: string[]
  clientToken?: string
}

/** An attribute as it was asked for, with what answers it. */
interface Wanted {
  name: string
  by: Answerer
  least: number
  spans: boolean
}

/**
 * Scores a text. Pure but for the engine; nothing is kept, whatever `doNotStore` says. The whole text is read once;
 * each sentence once more only where spans are asked for.
 * Throws ScoringError: COMMENT_EMPTY, COMMENT_TOO_LONG, INVALID_REQUEST, NO_REQUESTED_ATTRIBUTES, LANGUAGE_DETECTION_FAILED, LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE.
 */
export function analyze(app: App, request: AnalyzeCommentRequest): AnalyzeCommentResponse {
  const text = textOf(request)
  const wanted = wantedIn(request)
  const { named, effective, detected } = languagesOf(app, text, request.languages)

  const kept = wanted.filter(({ name, by }) => {
    if (effective.every(language => knows(app, by, baseOf(language)))) return true
    if (request.dropUnsupportedAttributes) return false
    throw invalid(
      'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
      `Attribute ${name} does not support request languages: ${effective.join(', ')}`,
      {
        languageNotSupportedByAttributeError: {
          [named ? 'requestedLanguages' : 'detectedLanguages']: effective,
          attribute: name,
        },
      },
    )
  })
  const attributeScores = kept.length
    ? scored(app, text, kept, { language: languageToRead(effective, detected), all: request.spanAnnotations === true })
    : {}
  return {
    ...(Object.keys(attributeScores).length && { attributeScores }),
    languages: effective,
    detectedLanguages: detected,
    ...(request.clientToken && { clientToken: request.clientToken }),
  }
}

/** Scores by attribute, without those below their thresholds. */
function scored(
  app: App,
  text: string,
  wanted: readonly Wanted[],
  { language, all }: { language: string; all: boolean },
): Record<string, AttributeScores> {
  const read = (part: string) => readingOf(app, part, language).scores
  const whole = read(text)
  if (!whole) return {}
  let parts: { begin: number; end: number; scores: Scores }[] | undefined
  const sentences = () => {
    parts ??= sentencesOf(text, language).map(({ begin, end }) => ({
      begin,
      end,
      scores: (begin === 0 && end === text.length ? whole : read(text.slice(begin, end))) ?? whole,
    }))
    return parts
  }
  const answer: [string, AttributeScores][] = []
  for (const { name, by, least, spans } of wanted) {
    const score = (scores: Scores) => ({
      value: float32(scoreOf(app, by, scores)),
      type: 'PROBABILITY' as const,
    })
    const summaryScore = score(whole)
    if (summaryScore.value < least) continue
    const spanScores =
      all || spans
        ? sentences().map(({ begin, end, scores }) => ({ begin, end, score: score(scores) }))
        : [{ begin: 0, end: text.length, score: summaryScore }]
    answer.push([name, { spanScores, summaryScore }])
  }
  return Object.fromEntries(answer)
}

/** The text to be judged. Throws ScoringError. */
export function textOf({ comment, context }: Pick<AnalyzeCommentRequest, 'comment' | 'context'>): string {
  if (comment?.type === 'HTML') throw invalid('INVALID_REQUEST', "Currently, only 'PLAIN_TEXT' comments are supported")
  if (!comment?.text) throw invalid('COMMENT_EMPTY', 'Comment must be non-empty.')
  if (Buffer.byteLength(comment.text) > TEXT_BYTES) throw invalid('COMMENT_TOO_LONG', 'Comment text too long.')
  const pair = context?.articleAndParentComment
  if (context?.entries && pair)
    throw invalid(
      'INVALID_REQUEST',
      'Context can have either entries or article_and_parent_comment, but both fields were populated.',
    )
  const around: (TextEntry | undefined)[] = context?.entries ?? [pair?.article, pair?.parentComment]
  if (around.some(entry => Buffer.byteLength(entry?.text ?? '') > CONTEXT_BYTES))
    throw invalid('INVALID_REQUEST', 'Context text too long.')
  return comment.text
}

function wantedIn({ requestedAttributes = {}, dropUnsupportedAttributes }: AnalyzeCommentRequest): Wanted[] {
  const names = Object.entries(requestedAttributes)
  if (!names.length) throw invalid('NO_REQUESTED_ATTRIBUTES', 'Missing requested_attributes')
  if (names.length > MOST_NAMES) throw invalid('INVALID_REQUEST', `At most ${MOST_NAMES} attributes can be requested`)
  return names.flatMap(([name, { scoreType, scoreThreshold }]) => {
    const plain = plainName(name)
    const attribute = ATTRIBUTES.get(plain)
    if (!attribute && dropUnsupportedAttributes && UNANSWERED.has(plain)) return []
    if (!attribute) throw invalid('INVALID_REQUEST', `Unknown requested attribute: ${name.slice(0, 100)}`)
    assertProbability(scoreType, name)
    // Held against values of the same width, or a threshold copied from an answer would drop that very answer.
    const least = scoreThreshold === undefined ? Number.NEGATIVE_INFINITY : float32(scoreThreshold)
    return [{ name, by: attribute.by, least, spans: attribute.spansAlways === true }]
  })
}

/** Throws ScoringError for a kind of score that is not given. */
export function assertProbability(type: ScoreType | undefined, name: string): void {
  if (type !== undefined && type !== 'SCORE_TYPE_UNSPECIFIED' && type !== 'PROBABILITY')
    throw invalid('INVALID_REQUEST', `Requested score type ${type} is not supported by attribute ${name}`)
}

interface Languages {
  /** They were named by the caller. */
  named: boolean
  effective: string[]
  detected: string[]
}

function languagesOf(app: App, text: string, asked: readonly string[] = []): Languages {
  if (asked.length > MOST_NAMES) throw invalid('INVALID_REQUEST', `At most ${MOST_NAMES} languages can be named`)
  const { language, wordless } = find(app, text)
  const detected = [language]
  if (asked.length) return { named: true, effective: [...asked], detected }
  if (wordless) throw invalid('LANGUAGE_DETECTION_FAILED', 'Unable to detect language')
  return { named: false, effective: detected, detected }
}

/** A text in several languages is read in the one that it seems to be in, if it was named. */
function languageToRead(effective: readonly string[], detected: readonly string[]): string {
  const bases = effective.map(baseOf)
  return bases.find(language => detected.includes(language)) ?? bases[0]!
}

/** The sentences of a text without the space around them, in UTF-16 units, at most 500; the whole text where there are none. */
function sentencesOf(text: string, language: string): { begin: number; end: number }[] {
  const spans = [...segmenterOf(language).segment(text)].flatMap(({ segment, index }) => {
    const begin = index + segment.length - segment.trimStart().length
    const end = index + segment.trimEnd().length
    return begin < end ? [{ begin, end }] : []
  })
  if (!spans.length) return [{ begin: 0, end: text.length }]
  const each = Math.ceil(spans.length / MOST_SPANS)
  return Array.from({ length: Math.ceil(spans.length / each) }, (_, i) => {
    const group = spans.slice(i * each, (i + 1) * each)
    return { begin: group[0]!.begin, end: group.at(-1)!.end }
  })
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
    segmenters.set(language, segmenter)
  }
  return segmenter
}

/** The shortest decimal that is the same number in 32 bits, as the old service wrote its scores. */
export function float32(value: number): number {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return value
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return short
  }
  return single
}
