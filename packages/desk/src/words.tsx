import type { OwnWord } from '@parley/contract/house-rules.ts'
import type { Finding } from '@parley/contract/schemas.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import type { Desk } from './desk.ts'
import { gravity } from './found.tsx'
import { segments } from './marks.ts'
import { BECOMES } from './trying.ts'

const LABEL_WORDS: Record<OwnWord['label'], string> = {
  obscene: 'crude',
  sexual: 'sexual',
  slur: 'degrading',
  insult: 'insult',
  threat: 'threat',
  spam: 'advertising',
}

const SEVERITY_WORDS: Record<OwnWord['severity'], string> = {
  1: 'asks the writer to look again',
  2: 'is held for a person',
  3: 'is refused',
}

/** Words that this newsroom looks for itself, with a field to try them in. */
export function OwnWords({ desk }: { desk: Desk }) {
  const { words, trySample } = desk.settling
  const change = (to: readonly OwnWord[]) => {
    words.value = to
    trySample()
  }
  return (
    <>
      <p class="quiet">
        Found through capitals, accents, look-alike letters, numbers for letters and stars. Several words are separated
        by commas; <code>toad(|s)</code> is toad and toads, <code>*toad*</code> goes on before and after,{' '}
        <code>(old|green) toad</code> is either, <code>#</code> is any number. A threat is always held for a person.
      </p>
      {words.value.map((word, i) => (
        <Word
          key={i}
          desk={desk}
          word={word}
          no={i + 1}
          onChange={to => change(words.value.with(i, { ...word, ...to } as OwnWord))}
          onRemove={() => change(words.value.toSpliced(i, 1))}
        />
      ))}
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            change([...words.value, { patterns: '', label: 'insult', severity: 1 }])
            requestAnimationFrame(() => document.getElementById(`words-${words.value.length}`)?.focus())
          }}
        >
          Add words
        </button>
      </div>
      <Sample desk={desk} />
    </>
  )
}

interface WordProps {
  desk: Desk
  word: OwnWord
  no: number
  onChange(to: { [field in keyof OwnWord]?: OwnWord[field] | undefined }): void
  onRemove(): void
}

function Word({ desk, word, no, onChange, onRemove }: WordProps) {
  const added = desk.grounds().filter(id => id !== 'illegal' && !HOUSE_RULES.some(shipped => shipped.id === id))
  const under = word.rule && !added.includes(word.rule) ? [...added, word.rule] : added
  return (
    <fieldset class="card word">
      <legend class="unseen">Words no. {no}</legend>
      <label class="field">
        Words
        <textarea
          id={`words-${no}`}
          rows={2}
          dir="auto"
          maxLength={500}
          spellcheck={false}
          value={word.patterns}
          onInput={event => onChange({ patterns: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        What they are
        <select
          value={word.label}
          onChange={event => {
            const label = event.currentTarget.value as OwnWord['label']
            onChange(label === 'threat' ? { label, rule: undefined } : { label })
          }}
        >
          {(Object.keys(LABEL_WORDS) as OwnWord['label'][]).map(label => (
            <option key={label} value={label}>
              {LABEL_WORDS[label]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        A comment with them
        <select
          disabled={word.label === 'threat'}
          value={word.label === 'threat' ? 2 : word.severity}
          onChange={event => onChange({ severity: Number(event.currentTarget.value) as OwnWord['severity'] })}
        >
          {([1, 2, 3] as const).map(severity => (
            <option key={severity} value={severity}>
              {SEVERITY_WORDS[severity]}
            </option>
          ))}
        </select>
      </label>
      {under.length > 0 && word.label !== 'threat' && (
        <label class="field">
          Under the rule
          <select
            value={word.rule ?? ''}
            onChange={event => onChange({ rule: event.currentTarget.value || undefined })}
          >
            <option value="">by what they are</option>
            {under.map(id => (
              <option key={id} value={id}>
                {desk.ruleTitle(id)}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" class="plain" onClick={onRemove}>
        Remove<span class="unseen"> words no. {no}</span>
      </button>
    </fieldset>
  )
}

function Sample({ desk }: { desk: Desk }) {
  const { sample, found, trySample } = desk.settling
  const answer = found.value
  return (
    <div class="card">
      <label class="field">
        Try the words on a text
        <textarea
          rows={3}
          dir="auto"
          spellcheck={false}
          value={sample.value}
          onInput={event => trySample(event.currentTarget.value)}
        />
      </label>
      <div role="status">
        {answer && 'problem' in answer && <p class="problem">{answer.problem}</p>}
        {answer && 'tried' in answer && (
          <>
            <p>
              <strong>
                {answer.tried.findings.length ? BECOMES[answer.tried.outcome] : 'None of the words is in it.'}
              </strong>
            </p>
            <div class="words" dir="auto">
              {segments(answer.text, answer.tried.findings as Finding[]).map(({ text, findings }) =>
                findings[0] ? <mark data-gravity={gravity(findings[0])}>{text}</mark> : text,
              )}
            </div>
          </>
        )}
      </div>
    </div>
  )
}
