import type { CaseView } from '@parley/contract/schemas.ts'
import { reversalOf } from './deciding.ts'
import { Decision } from './decision.tsx'
import { type Desk, standing } from './desk.ts'
import { EscalateButton } from './escalate.tsx'
import type { Command } from './keys.ts'

type Run = (command: Command) => unknown

/** What can be done with a case, each with its key; then what a decision needs. */
export function Acts({ desk, view, run }: { desk: Desk; view: CaseView; run: Run }) {
  const deciding = desk.deciding.value
  const gone = view.state === 'withdrawn' || view.state === 'erased'
  if (deciding && !deciding.many) return <Decision desk={desk} deciding={deciding} about={view} />
  if (desk.settled.value || (gone && !view.appeals.length)) {
    return (
      <div class="acts">
        <button type="button" class="primary" onClick={() => run({ do: 'next' })}>
          <kbd>j</kbd> Next case
        </button>
        {standing(view) && (
          <button type="button" onClick={() => run({ do: 'undo' })}>
            <kbd>u</kbd> Undo
          </button>
        )}
        {!gone && (
          <button type="button" onClick={() => run({ do: 'again' })}>
            <kbd>d</kbd> Decide again
          </button>
        )}
        <EscalateButton view={view} run={run} />
      </div>
    )
  }
  return (
    <div class="acts">
      {view.appeals.length > 0 ? <Answers view={view} run={run} /> : <OnComment view={view} run={run} />}
      <OnAuthor view={view} run={run} />
      <EscalateButton view={view} run={run} />
    </div>
  )
}

const SHOW_WORDS: Partial<Record<CaseView['state'], string>> = { shown: 'Leave up', collapsed: 'Show in full' }

function OnComment({ view, run }: { view: CaseView; run: Run }) {
  return (
    <div class="buttons">
      {(view.state !== 'shown' || view.queue || view.label) && (
        <button type="button" class="primary" onClick={() => run({ do: 'show' })}>
          <kbd>a</kbd> {view.label ? 'Take the label away' : (SHOW_WORDS[view.state] ?? 'Publish')}
        </button>
      )}
      <Restrictions view={view} run={run} />
    </div>
  )
}

function Restrictions({ view, run }: { view: CaseView; run: Run }) {
  return (
    <>
      {view.state !== 'collapsed' && (
        <button type="button" onClick={() => run({ do: 'collapse' })}>
          <kbd>c</kbd> Collapse…
        </button>
      )}
      <button type="button" onClick={() => run({ do: 'label' })}>
        <kbd>q</kbd> {view.label ? 'Keep or change the label…' : 'Label…'}
      </button>
      {view.state !== 'removed' && (
        <button type="button" onClick={() => run({ do: 'remove' })}>
          <kbd>r</kbd> Remove…
        </button>
      )}
    </>
  )
}

/** On an appeal: the decision stands, or is taken back. */
function Answers({ view, run }: { view: CaseView; run: Run }) {
  const reversal = reversalOf(view)
  return (
    <div class="buttons">
      <button type="button" onClick={() => run({ do: 'uphold' })}>
        <kbd>y</kbd> {reversal ? 'The decision stands…' : 'It stays…'}
      </button>
      {reversal ? (
        <button type="button" onClick={() => run({ do: 'show' })}>
          <kbd>a</kbd> Take it back…
        </button>
      ) : (
        <Restrictions view={view} run={run} />
      )}
    </div>
  )
}

const ON_AUTHOR = [
  ['w', 'warn', 'Warn…'],
  ['v', 'review', 'Look first…'],
  ['s', 'suspend', 'Suspend…'],
  ['n', 'ban', 'Ban…'],
] as const

function OnAuthor({ view, run }: { view: CaseView; run: Run }) {
  const { banned, suspendedUntil, reviewedPosts } = view.author
  return (
    <fieldset class="buttons on-author">
      <legend class="unseen">The author</legend>
      <span class="meta" aria-hidden="true">
        The author
      </span>
      {ON_AUTHOR.map(([key, act, words]) => (
        <button key={act} type="button" class="plain" onClick={() => run({ do: act })}>
          <kbd>{key}</kbd> {words}
        </button>
      ))}
      {(banned || suspendedUntil !== null || reviewedPosts > 0) && (
        <button type="button" class="plain" onClick={() => run({ do: 'lift' })}>
          <kbd>l</kbd> Lift
        </button>
      )}
    </fieldset>
  )
}
