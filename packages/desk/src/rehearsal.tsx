import type { RulesPreview } from '@parley/contract/house-rules.ts'
import type { Outcome } from '@parley/contract/schemas.ts'
import type { Desk } from './desk.ts'
import { labelled, score } from './found.tsx'
import { sentences } from './settling.ts'

const OUTCOME_WORDS: Record<Outcome, string> = {
  show: 'Shown',
  nudge: 'Writer asked again',
  hold: 'Held',
  refuse: 'Refused',
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' })

/** Before something holds: what it would have made of last week’s comments. Only what was tried can be applied. */
export function Rehearsal({ desk }: { desk: Desk }) {
  const { proposal, rehearsed, mayApply, busy, preview, apply, discard } = desk.settling
  if (!proposal.value) return null
  return (
    <section class="rehearsal" aria-label="Before it holds">
      <div class="buttons">
        <button type="button" class={mayApply.value ? undefined : 'primary'} aria-disabled={busy} onClick={preview}>
          {busy.value ? 'Reading …' : 'Try on last week’s comments'}
        </button>
        {mayApply.value && (
          <button type="button" class="primary" aria-disabled={busy} onClick={apply}>
            Apply
          </button>
        )}
        <button type="button" onClick={discard}>
          Discard the change
        </button>
      </div>
      <div role="status">
        {mayApply.value && rehearsed.value ? (
          <Result desk={desk} preview={rehearsed.value.preview} />
        ) : (
          <p class="quiet">Not applied yet. Try it on past comments first.</p>
        )}
      </div>
    </section>
  )
}

function Result({ desk, preview }: { desk: Desk; preview: RulesPreview }) {
  return (
    <>
      {sentences(preview).map(sentence => (
        <p key={sentence}>
          <strong>{sentence}</strong>
        </p>
      ))}
      <p class="meta">
        Comments since {day.format(Date.parse(preview.since))} that are still stored
        {preview.bounded && `, the newest ${preview.read.toLocaleString('en')} of them alone`}
        {preview.unscored > 0 &&
          `; ${preview.unscored.toLocaleString('en')} of them have no scores, so only words and settings were tried on those`}
        . What was refused was never stored, so it is not among them. Words that can be mended are held only where their
        writer posts them as they are.
      </p>
      <table>
        <caption class="unseen">How many comments, by what would become of them</caption>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Now</th>
            <th scope="col">With the change</th>
          </tr>
        </thead>
        <tbody>
          {(['show', 'nudge', 'hold', 'refuse'] as const).map(outcome => (
            <tr key={outcome}>
              <th scope="row">{OUTCOME_WORDS[outcome]}</th>
              <td>{preview.before[outcome].toLocaleString('en')}</td>
              <td>{preview.after[outcome].toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.examples.length > 0 && (
        <details>
          <summary>
            {preview.examples.length < preview.changed
              ? `${preview.examples.length} of ${preview.changed.toLocaleString('en')} examples`
              : `${preview.examples.length} examples`}
          </summary>
          <ul class="examples">
            {preview.examples.map(one => (
              <li key={one.id}>
                <p class="said" dir="auto">
                  {one.excerpt}
                </p>
                <span class="meta">
                  {OUTCOME_WORDS[one.before]} → <strong>{OUTCOME_WORDS[one.after]}</strong>
                  {one.why.map(({ rule, label, score: found }) => (
                    <>
                      {' '}
                      · {desk.ruleTitle(rule)}: {labelled(label)}
                      {rule !== 'house' && ` ${score(found)}`}
                    </>
                  ))}{' '}
                  · <bdi>{one.authorName}</bdi> · <bdi>{one.storyTitle}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
