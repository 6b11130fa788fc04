import type { Head } from '@parley/rules/heads.ts'
import { RULES_OF } from '@parley/rules/heads.ts'
import { UNKNOWN } from '@parley/rules/language.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { insertExample } from '../learning/queries.ts'
import { outcomeOf } from '../moderation/decide.ts'
import { assertProbability, MOST_NAMES, textOf } from './analyze.ts'
import { ATTRIBUTES, plainName } from './attributes.ts'
import { invalid } from './errors.ts'
import { baseOf, find, readingOf } from './language.ts'
import type { Score, SuggestCommentScoreRequest } from './messages.ts'

export interface SuggestCommentScoreResponse {
  clientToken?: string
  detectedLanguages: string[]
  requestedLanguages?: string[]
}

/** Someone’s word that a text, or a part of it, is what a head looks for, or is not. */
interface Suggestion {
  head: Head
  text: string
  label: 0 | 1
}

/**
 * Stores what a client says of a text as labelled examples, one for each score: 0.5 and more says yes, less says no. A score of
 * a part is an example of that part by itself. Context, session and community are not stored. Throws ScoringError.
 */
export async function suggest(
  app: App,
  client: string,
  request: SuggestCommentScoreRequest,
): Promise<SuggestCommentScoreResponse> {
  const text = textOf(request)
  const suggestions = suggestionsIn(request, text)
  if (suggestions.length > MOST_NAMES) throw invalid('INVALID_REQUEST', `At most ${MOST_NAMES} scores can be suggested`)
  const found = find(app, text).language
  const language = request.languages?.[0] === undefined ? found : baseOf(request.languages[0])
  const at = app.clock()
  const examples = suggestions.map(({ head, text, label }) => {
    const { scores, findings } = readingOf(app, text, language)
    const finding = findings.find(one => one.label === head)
    return {
      about: { text },
      language: language === UNKNOWN ? null : language,
      rule: RULES_OF[head][0]!,
      head,
      label,
      score: scores?.[head] ?? finding?.score ?? null,
      asked: finding ? outcomeOf(finding, app.thresholds.current) : null,
      source: 'suggestion' as const,
      engine: app.engine.version,
      by: client,
      at,
    }
  })
  await app.db.tx(async tx => {
    for (const example of examples) await insertExample(tx, app.config.site, example)
  })
  return {
    ...(request.clientToken && { clientToken: request.clientToken }),
    detectedLanguages: [found],
    ...(request.languages?.length && { requestedLanguages: request.languages }),
  }
}

function suggestionsIn({ attributeScores = {} }: SuggestCommentScoreRequest, text: string): Suggestion[] {
  const names = Object.entries(attributeScores)
  if (!names.length) throw invalid('INVALID_REQUEST', 'Missing attribute_scores')
  return names.flatMap(([name, { summaryScore, spanScores = [] }]) => {
    const by = ATTRIBUTES.get(plainName(name))?.by
    if (by === undefined) throw invalid('INVALID_REQUEST', `Unknown attribute: ${name.slice(0, 100)}`)
    if (by === 'any-that-holds')
      throw invalid('INVALID_REQUEST', `Attribute ${name} is made of several others and takes no suggestions`)
    if (!summaryScore && !spanScores.length)
      throw invalid('INVALID_REQUEST', `Attribute ${name} has neither summary_score nor span_scores`)
    const suggestion = (part: string, score: Score | undefined): Suggestion => ({
      head: by,
      text: stored(part),
      label: labelOf(score, name),
    })
    return [
      ...(summaryScore ? [suggestion(text, summaryScore)] : []),
      ...spanScores.map(({ begin, end, score }) => {
        if (begin === undefined || end === undefined)
          throw invalid('INVALID_REQUEST', `A span of attribute ${name} lacks begin or end`)
        if (begin < 0 || begin >= end || end > text.length)
          throw invalid('INVALID_REQUEST', `A span of attribute ${name} is not within the text`)
        return suggestion(text.slice(begin, end), score)
      }),
    ]
  })
}

function labelOf(score: Score | undefined, name: string): 0 | 1 {
  if (score?.value === undefined) throw invalid('INVALID_REQUEST', `A score of attribute ${name} has no value`)
  assertProbability(score.type, name)
  if (score.value < 0 || score.value > 1)
    throw invalid('INVALID_REQUEST', `A score of attribute ${name} is not between 0 and 1`)
  return score.value >= 0.5 ? 1 : 0
}

/** What is stored of anybody’s words; blank ones are none. */
function stored(text: string): string {
  const clean = cleanText(text)
  if (!clean) throw invalid('COMMENT_EMPTY', 'Comment must be non-empty.')
  return clean
}
