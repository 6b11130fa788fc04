import type { Tried } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { gravity, labelled, score } from './found.tsx'
import { segments } from './marks.ts'
import { SAMPLES } from './samples.ts'
import { ANYWAY, BECOMES, marksOf, type Trial } from './trying.ts'

const LANGUAGES = [['auto', 'Find it out'], ...SAMPLES.map(({ language, name }) => [language, name])] as const

/** As long as a comment may be, and room for what is too long on purpose. */
const LONGEST = 20_000

/** “Try the rules”: a text, and what the house rules make of it while it is typed. Nothing of it is stored. */
export function Try({ desk }: { desk: Desk }) {
  const { trial, answer, problem, slow } = desk.trying
  return (
    <section class="try" aria-labelledby="try-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="try-title" tabIndex={-1}>
          Try the rules
        </h2>
      </div>
      <div class="trial">
        <form onSubmit={event => event.preventDefault()}>
          <p class="quiet">
            Type or paste a text, and see what would become of it as a reader’s first comment here. Nothing is stored.
          </p>
          <Words desk={desk} name="text" label="Text" rows={6} />
          <label class="field">
            Language
            <select
              value={trial.value.language}
              onChange={event => desk.trying.change({ language: event.currentTarget.value })}
            >
              {LANGUAGES.map(([language, name]) => (
                <option key={language} value={language}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Around desk={desk} />
        </form>
        <div class="came" aria-busy={slow}>
          {problem.value && (
            <div class="settled" data-gravity="stop">
              <p role="alert">{problem} Your text is kept.</p>
              <button type="button" onClick={() => desk.trying.ask()}>
                Try again
              </button>
            </div>
          )}
          <p class="quiet" role="status">
            {slow.value ? 'Reading … this takes longer than usual.' : ''}
          </p>
          {answer.value ? (
            <Came desk={desk} text={answer.value.text} tried={answer.value.tried} />
          ) : (
            !problem.value && !slow.value && <p class="quiet">What would happen appears here as you type.</p>
          )}
        </div>
        <Samples desk={desk} />
      </div>
    </section>
  )
}

interface WordsProps {
  desk: Desk
  name: Exclude<keyof Trial, 'language'>
  label: string
  rows: number
}

function Words({ desk, name, label, rows }: WordsProps) {
  return (
    <label class="field">
      {label}
      <textarea
        id={`try-${name}`}
        rows={rows}
        dir="auto"
        maxLength={LONGEST}
        spellcheck={false}
        value={desk.trying.trial.value[name]}
        onInput={event => desk.trying.change({ [name]: event.currentTarget.value })}
      />
    </label>
  )
}

/** What may be quoted, or spoken about, without being said. Open where something stands in it. */
function Around({ desk }: { desk: Desk }) {
  const { parent, article } = desk.trying.trial.value
  const open = useSignal(parent !== '' || article !== '')
  return (
    <details open={open} onToggle={event => (open.value = event.currentTarget.open)}>
      <summary>What it answers, and what the story is about</summary>
      <div class="fields">
        <Words desk={desk} name="parent" label="The comment that it answers (optional)" rows={2} />
        <Words desk={desk} name="article" label="The story’s title, or more of it (optional)" rows={2} />
      </div>
    </details>
  )
}

function Samples({ desk }: { desk: Desk }) {
  return (
    <div class="samples">
      <h3>Samples</h3>
      <dl>
        {SAMPLES.map(({ language, name, texts }) => (
          <div key={language}>
            <dt lang={language}>{name}</dt>
            <dd>
              {texts.map(([kind, text]) => (
                <button
                  key={kind}
                  type="button"
                  class="plain sample"
                  aria-label={`${name}: ${kind}`}
                  onClick={() => {
                    desk.trying.change({ text, language: 'auto' })
                    void desk.trying.ask()
                  }}
                >
                  {kind}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const languages = new Intl.DisplayNames('en', { type: 'language' })

function languageWords({ language, failed }: Tried): string {
  if (failed) return 'The engine cannot answer at present; the word lists did.'
  return language ? languages.of(language)! : 'Language not known: read by the word lists alone.'
}

/** What would happen and why, the words that carry it, and every head with its score. */
function Came({ desk, text, tried }: { desk: Desk; text: string; tried: Tried }) {
  const { findings, outcome } = tried.verdict
  const { head } = desk.trying
  return (
    <>
      <div class="becomes" data-outcome={outcome} role="status">
        <p>
          <strong>{BECOMES[outcome]}</strong> {outcome === 'nudge' && ANYWAY[tried.anyway]}
        </p>
        {findings.map(finding => (
          <p key={`${finding.rule} ${finding.label}`}>
            <b>{desk.ruleTitle(finding.rule)}.</b> {finding.message}
          </p>
        ))}
      </div>
      <div class="words" dir="auto">
        <span class="unseen">The text with its marked words: </span>
        {segments(text, marksOf(tried, head.value)).map(({ text, findings }) => {
          const gravest = findings.toSorted((a, b) => b.score - a.score)[0]
          if (!gravest) return text
          return (
            <mark data-gravity={gravity(gravest)} title={findings.map(found => labelled(found.label)).join(', ')}>
              {text}
            </mark>
          )
        })}
      </div>
      <Heads desk={desk} tried={tried} />
      <p class="meta">
        {languageWords(tried)} · engine <span class="version">{tried.engine}</span>
      </p>
    </>
  )
}

function Heads({ desk, tried }: { desk: Desk; tried: Tried }) {
  return (
    <table class="heads">
      <caption>
        Scores, with the steps of each.{' '}
        <span class="legend">
          <Step step="nudge" /> nudge <Step step="hold" /> hold <Step step="refuse" /> refuse
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Head, and its rule</th>
          <th scope="col">Where the score stands</th>
          <th scope="col">Score</th>
        </tr>
      </thead>
      <tbody>
        {tried.heads.map(one => (
          <tr key={one.head} data-reaches={one.reaches}>
            <th scope="row">
              <HeadName desk={desk} one={one} />
              <span class="under">{desk.ruleTitle(one.rule)}</span>
            </th>
            <td>
              <Scale one={one} />
              <span class="under">{stepsWords(one)}</span>
            </td>
            <td class="score">{one.score === null ? '–' : score(one.score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type HeadTried = Tried['heads'][number]

/** Its name; where it has words, what shows them alone. */
function HeadName({ desk, one }: { desk: Desk; one: HeadTried }) {
  const name = `${one.head[0]!.toUpperCase()}${one.head.slice(1)}`
  if (one.spans.length === 0) return <>{name}</>
  return (
    <button
      type="button"
      class="head"
      aria-pressed={desk.trying.head.value === one.head}
      title="Mark the words of this head alone"
      onClick={() => desk.trying.choose(one.head)}
    >
      {name}
    </button>
  )
}

const STEPS = ['nudge', 'hold', 'refuse'] as const
type StepName = (typeof STEPS)[number]

const Step = ({ step }: { step: StepName }) => <span class="step" data-step={step} aria-hidden="true" />

/** The score as a bar, the steps as marks across it. For the eye: the numbers stand beside it. */
function Scale({ one }: { one: HeadTried }): ComponentChildren {
  return (
    <span class="scale" aria-hidden="true">
      <span class="bar" data-reaches={one.reaches}>
        <span style={{ width: `${(one.score ?? 0) * 100}%` }} />
      </span>
      {STEPS.map(step => {
        const at = one.steps[step]
        return (
          at !== undefined && (
            <span key={step} class="step" data-step={step} style={{ insetInlineStart: `${at * 100}%` }} />
          )
        )
      })}
    </span>
  )
}

/** “nudge .50 reached · hold .90”; and what the model says where the word lists say more. */
function stepsWords({ steps, reaches, learned, score: counts }: HeadTried): string {
  const said = STEPS.flatMap(step =>
    steps[step] === undefined ? [] : `${step} ${score(steps[step])}${step === reaches ? ' reached' : ''}`,
  )
  if (said.length === 0) said.push('decides nothing by itself')
  const first = Math.min(...STEPS.map(step => steps[step] ?? Number.POSITIVE_INFINITY))
  if (!reaches && counts !== null && counts >= first) said.push('does not count beside the others')
  if (counts !== null && learned !== null && learned < counts) said.push(`the model alone ${score(learned)}`)
  return said.join(' · ')
}
