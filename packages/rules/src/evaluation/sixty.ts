import type { Engine } from '../engine.ts'
import type { Step } from '../heads.ts'
import type { NewsroomComment, Verdict } from '../training/newsroom60.ts'
import { asked, STEPS } from './judges.ts'

const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  nl: 'Dutch',
  pl: 'Polish',
  tr: 'Turkish',
}
const OURS = new Set(['en', 'de', 'fr', 'es', 'it'])

/** What becomes of one comment in a newsroom of its language; an English one where the language is none of ours. */
export function verdictOn(
  engine: Engine,
  { text, language, parent, article }: NewsroomComment,
): { verdict: Verdict; why: string; language: string | null } {
  const reading = engine.read(text, {
    hint: OURS.has(language) ? language : 'en',
    ...(parent !== undefined && { parent }),
    ...(article !== undefined && { article }),
  })
  const { step, named } = asked(engine.thresholds, reading.findings)
  const why = reading.findings
    .filter(finding => named.some(head => head === finding.label))
    .map(({ label, score }) => `${label} ${score.toFixed(2)}`)
    .join(', ')
  return { verdict: step ?? 'show', why, language: reading.scores ? reading.language : null }
}

const gravity = (verdict: Verdict) => STEPS.indexOf(verdict === 'show' ? null : (verdict as Step))
/** Markdown that shows a text as it is, on one line. */
const plain = (text: string) => text.replace(/[\\`*_|<>[\]#~]/g, '\\$&').replace(/\s*\n\s*/g, ' ⏎ ')

/** The page of hand-written comments, each with what an editor would want and what the engine asks for. */
export function sixty(engine: Engine, comments: readonly NewsroomComment[]): string {
  const seen = comments.map(comment => {
    const { verdict, why, language } = verdictOn(engine, comment)
    const far = gravity(verdict) - gravity(comment.expected)
    return { comment, verdict, why, language, far }
  })
  const count = (holds: (one: (typeof seen)[number]) => boolean) => seen.filter(holds).length
  const lines = seen.map(({ comment, verdict, why, language, far }, i) => {
    const around = comment.parent ? ` (answers: “${plain(comment.parent)}”)` : ''
    const under = comment.article ? ` (under: “${plain(comment.article)}”)` : ''
    const read =
      language === comment.language
        ? comment.language
        : `${comment.language}, ${language === null ? 'not scored' : `read as ${language}`}`
    const mark = far === 0 ? 'as wanted' : far > 0 ? '**stricter**' : '**laxer**'
    return `| ${i + 1} | ${plain(comment.shown ?? comment.text)}${around}${under} | ${read} | ${comment.about} | ${comment.expected} | ${verdict} | ${mark} | ${why} |`
  })
  const languages = [...new Set(comments.map(comment => comment.language))]
  const byLanguage = languages.map(language => {
    const mine = seen.filter(one => one.comment.language === language)
    const right = mine.filter(one => one.far === 0).length
    return `| ${LANGUAGES[language] ?? language} | ${mine.length} | ${right} | ${mine.filter(one => one.far > 0).length} | ${mine.filter(one => one.far < 0).length} |`
  })
  const passed = count(one => one.comment.expected === 'show' && one.verdict === 'show')
  const harmless = count(one => one.comment.expected === 'show')
  const caught = count(one => one.comment.expected !== 'show' && one.verdict !== 'show')
  return `# Sixty comments

Written by \`npm run evaluate\` for the engine \`${engine.version}\`. Do not edit it by hand. The comments are our own, none was learned
from, and the worst words are starred here only. “Wanted” is what a careful editor would have done before seeing any verdict: show it,
ask the writer to look again (nudge), let a person read it first (hold), or turn it away (refuse).

Of ${harmless} comments that should be shown, ${passed} are. Of ${seen.length - harmless} that should not simply be shown, ${caught} are
noticed. In ${count(one => one.far === 0)} of ${seen.length} the verdict is the wanted one to the step; ${count(one => one.far > 0)} are
judged more strictly, ${count(one => one.far < 0)} more laxly. The verdict is the gravest step that any finding asks for; a writer is
asked before his words are held, so a “hold” for words that he could mend is a nudge first.

| language | comments | as wanted | stricter | laxer |
| --- | ---: | ---: | ---: | ---: |
${byLanguage.join('\n')}

| | comment | language | about | wanted | verdict | | because |
| ---: | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}
