import type { DecidedMany } from '@parley/contract/schemas.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Back } from './back.tsx'
import { ACT_WORDS, type Deciding, needs } from './deciding.ts'
import { Decision } from './decision.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { plural } from './found.tsx'
import type { Command } from './keys.ts'
import { isGraphic } from './marks.ts'
import { options } from './options.ts'

const OFFERED = [
  ['a', 'show', 'Publish…'],
  ['c', 'collapse', 'Collapse…'],
  ['q', 'label', 'Label…'],
  ['r', 'remove', 'Remove…'],
  ['w', 'warn', 'Warn…'],
  ['s', 'suspend', 'Suspend…'],
] as const

/** Under the list, while something is selected: how many, and what can be done with all of them. */
export function Selection({ desk, run }: { desk: Desk; run: (command: Command) => unknown }) {
  const n = desk.selected.value.size
  return (
    <div class="selection" role="status" data-empty={n === 0 ? '' : undefined}>
      {n > 0 && (
        <>
          <p>
            <strong>{n} selected</strong>{' '}
            <button type="button" class="plain" onClick={() => desk.selectAll()}>
              All or none
            </button>
          </p>
          <div class="buttons">
            {OFFERED.map(([key, act, words]) => (
              <button key={act} type="button" onClick={() => run({ do: act })}>
                <kbd>{key}</kbd> {words}
              </button>
            ))}
          </div>
        </>
      )}
    </div>
  )
}

/** In place of the case: one decision over all that are selected, first as a preview. */
export function Many({ desk, deciding }: { desk: Desk; deciding: Deciding }) {
  const n = desk.selected.value.size
  const preview = deciding.many!.preview
  const asks = needs(deciding.act, false).reason
  return (
    <section class="case many" aria-labelledby="many-title">
      <div class="top">
        <Back desk={desk} to="cases">
          Cases
        </Back>
        <h2 id="many-title" tabIndex={-1}>
          {ACT_WORDS[deciding.act].many(plural(n, 'comment'))}
        </h2>
      </div>
      <div class="words-and-facts">
        {asks && <Decision desk={desk} deciding={deciding} about={null} />}
        {preview ? (
          <Preview desk={desk} deciding={deciding} preview={preview} />
        ) : (
          !asks && <p class="quiet">{deciding.problem ?? 'Loading …'}</p>
        )}
      </div>
    </section>
  )
}

const STATES: Record<NonNullable<DecidedMany['results'][number]['before']>, string> = {
  held: 'held',
  shown: 'public',
  collapsed: 'collapsed',
  removed: 'removed',
  withdrawn: 'withdrawn',
  erased: 'erased',
}

/** What would happen to each, and the step that makes it so. */
function Preview({ desk, deciding, preview }: { desk: Desk; deciding: Deciding; preview: DecidedMany }) {
  const possible = preview.results.filter(({ problem }) => !problem).length
  const button = useRef<HTMLButtonElement>(null)
  const blurs = (id: string) => {
    const finding = desk.rows.value.find(row => row.id === id)?.finding
    return options.blur.value && finding != null && isGraphic(finding)
  }
  const labelled = deciding.act === 'label' ? `, with the label “${deciding.label.trim()}”` : ''
  useLayoutEffect(() => button.current?.focus(), [preview])
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h3 id="preview-title">What would happen</h3>
      <ol>
        {preview.results.map(({ id, authorName, excerpt, before, after, problem }) => (
          <li key={id} class="foretold" data-problem={problem ? '' : undefined}>
            <p class={blurs(id) ? 'words-of blurred' : 'words-of'} dir="auto">
              {excerpt || id}
            </p>
            <p class="meta">
              <bdi>{authorName}</bdi> ·{' '}
              {problem
                ? `Not possible: ${problem.detail}`
                : `${before && after && before !== after ? `${STATES[before]} → ${STATES[after]}` : 'stays as it is'}${labelled}`}
            </p>
          </li>
        ))}
      </ol>
      <p class="problem" role="alert">
        {deciding.problem}
      </p>
      <div class="buttons">
        <button
          ref={button}
          type="button"
          class="primary"
          onClick={async () => {
            await desk.send()
            if (!desk.deciding.value) focusCase()
          }}
        >
          {possible
            ? `${ACT_WORDS[deciding.act].many(plural(possible, 'comment'))}, with a statement each`
            : 'None of them is possible'}
        </button>
        <button
          type="button"
          onClick={() => {
            desk.cancel()
            focusCase()
          }}
        >
          <kbd>esc</kbd> Cancel
        </button>
      </div>
    </section>
  )
}
