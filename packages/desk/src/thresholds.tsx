import { HEADS, type Head, RULES_OF, type Step } from '@parley/rules/heads.ts'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { score } from './found.tsx'
import { stepWith, withStep } from './settling.ts'

const STEPS = ['nudge', 'hold', 'refuse'] as const satisfies readonly Step[]
const STEP_WORDS: Record<Step, string> = {
  nudge: 'Ask the writer to look again',
  hold: 'Hold for a person',
  refuse: 'Refuse',
}
/** Where a step begins that the engine has none of. */
const FIRST = 0.9

/** From which scores on something happens: three steps for each head of the engine, under the rule that it speaks to. */
export function Thresholds({ desk }: { desk: Desk }) {
  const { thresholds } = desk.settling.holds.value!
  return (
    <>
      <p class="quiet">
        The engine gives each comment a score from 0 to 1 for each of these. From here on something happens. A step that
        you have not changed is the engine’s own (version <span class="version">{thresholds.engine}</span>).
      </p>
      {HEADS.map(head => (
        <fieldset key={head} class="card">
          <legend>
            {head[0]!.toUpperCase()}
            {head.slice(1)} <span class="meta">{underWhich(desk, head)}</span>
          </legend>
          {STEPS.map(step => (
            <StepRow key={step} desk={desk} head={head} step={step} />
          ))}
        </fieldset>
      ))}
      {thresholds.log.length > 0 && (
        <details>
          <summary>What was changed before</summary>
          <ol class="versions">
            {thresholds.log.map(entry => (
              <li key={entry.no}>
                <span class="meta">
                  No. {entry.no} · <bdi>{entry.by}</bdi>, {entry.at && <Age at={entry.at} />}
                  {entry.engine !== thresholds.engine && ' · made for another version of the engine'}
                </span>
                <p>{changesInWords(entry.changes)}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** The rule that a head speaks to; where it is retired nothing happens, from whatever score on. */
function underWhich(desk: Desk, head: Head): string {
  const held = RULES_OF[head].find(rule => desk.grounds().includes(rule))
  return held ? desk.ruleTitle(held) : `${desk.ruleTitle(RULES_OF[head][0]!)}, which is retired: nothing happens`
}

function changesInWords(changes: Partial<Record<Head, Partial<Record<Step, number | null>>>>): string {
  const said = Object.entries(changes).map(
    ([head, steps]) =>
      `${head}: ${Object.entries(steps)
        .map(([step, from]) => `${step} ${from === null ? 'never' : score(from)}`)
        .join(', ')}`,
  )
  return said.join('; ') || 'the engine’s own steps again'
}

function StepRow({ desk, head, step }: { desk: Desk; head: Head; step: Step }) {
  const { holds, changes } = desk.settling
  const { own } = holds.value!.thresholds
  const from = stepWith(own, changes.value, head, step)
  const engines = own[head]?.[step]
  const changed = changes.value[head]?.[step] !== undefined
  const id = `${head}-${step}`
  const set = (to: number | null) => {
    changes.value = withStep(own, changes.value, { head, step, from: to })
  }
  const number = (text: string) => {
    const to = Number(text)
    if (text !== '' && to >= 0 && to <= 1) set(Math.round(to * 100) / 100)
  }
  return (
    <div class="step-row" data-changed={changed}>
      <label class="option">
        <input
          type="checkbox"
          checked={from !== null}
          onChange={event => set(event.currentTarget.checked ? (engines ?? FIRST) : null)}
        />
        <span id={id}>{STEP_WORDS[step]}</span>
      </label>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        aria-labelledby={id}
        disabled={from === null}
        value={from ?? 1}
        onInput={event => number(event.currentTarget.value)}
      />
      <input
        type="number"
        min={0}
        max={1}
        step={0.01}
        aria-labelledby={id}
        disabled={from === null}
        value={from === null ? '' : from.toFixed(2)}
        onChange={event => number(event.currentTarget.value)}
      />
      <span class="meta">
        {changed ? (
          <button type="button" class="plain" onClick={() => set(engines ?? null)}>
            Back to {engines === undefined ? 'never' : score(engines)}
          </button>
        ) : from === null ? (
          'never'
        ) : (
          'the engine’s'
        )}
      </span>
    </div>
  )
}
