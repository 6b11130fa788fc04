import type { CaseView } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Desk } from './desk.ts'
import type { Escalating } from './escalating.ts'
import type { Command } from './keys.ts'
import { Life } from './life.tsx'

/** Always there, and plain to see where something in the case speaks of danger. */
export function EscalateButton({ view, run }: { view: CaseView; run(command: Command): unknown }) {
  const speaks =
    view.findings.some(({ rule, label }) => rule === 'threats' || label === 'self-harm') ||
    view.reportList.some(({ rule }) => rule === 'threats')
  return (
    <button type="button" class={speaks ? undefined : 'plain'} onClick={() => run({ do: 'escalate' })}>
      <kbd>e</kbd> Escalate…
    </button>
  )
}

/** Over the desk while somebody's life may be in danger: what will be sealed and who is paged, then the report for the police. */
export function Escalate({ desk }: { desk: Desk }) {
  const { now, close } = desk.escalating
  return (
    <Life open={now.value !== null} title="life-title" onClosed={close}>
      {leave =>
        now.value!.done ? (
          <Done now={now.value!} onClose={leave} />
        ) : (
          <Asked desk={desk} now={now.value!} onClose={leave} />
        )
      }
    </Life>
  )
}

interface PartProps {
  now: Escalating
  onClose(): void
}

function Asked({ desk, now, onClose }: PartProps & { desk: Desk }) {
  const { change, send } = desk.escalating
  const { view, duty } = now
  const versions = Math.max(view.revisions.length, 1)
  return (
    <form
      onSubmit={async event => {
        event.preventDefault()
        if (await send()) await desk.reread()
      }}
    >
      <h2 id="life-title" tabIndex={-1}>
        Is somebody’s life in danger?
      </h2>
      <fieldset class="bare kinds">
        <legend>What this is about</legend>
        <label class="option">
          <input type="radio" name="kind" checked={now.kind === 'threat'} onChange={() => change({ kind: 'threat' })} />
          A threat to the life or safety of somebody
        </label>
        <label class="option">
          <input
            type="radio"
            name="kind"
            checked={now.kind === 'self-harm'}
            onChange={() => change({ kind: 'self-harm' })}
          />
          The writer may harm himself or herself
        </label>
      </fieldset>
      <label class="field">
        What you know beside the comment (optional)
        <textarea
          rows={3}
          dir="auto"
          maxLength={5000}
          value={now.note}
          onInput={event => change({ note: event.currentTarget.value })}
        />
      </label>
      <div>
        <h3>What is sealed now, for good</h3>
        <p>
          The words of <bdi>{view.author.name}</bdi> in {versions === 1 ? 'one version' : `all ${versions} versions`}{' '}
          with their times, the comments that they answer, what was found, what was reported, and the author’s account
          and e-mail address. Who reported is left out.
        </p>
      </div>
      <div>
        <h3>Who is paged</h3>
        {duty === null ? (
          <p class="quiet">…</p>
        ) : duty.length === 0 ? (
          <p class="problem">
            Nobody: the newsroom has named no one (PARLEY_DUTY_EMAIL, PARLEY_DUTY_WEBHOOK). Call whoever is on duty
            yourself.
          </p>
        ) : (
          <ul>
            {duty.map(({ how, to }) => (
              <li key={how}>
                <bdi>{to}</bdi>, by {how === 'mail' ? 'e-mail' : 'an automatic call'}
              </li>
            ))}
          </ul>
        )}
        <p class="quiet">
          They are told where to look, and none of the words. Nothing is sent to the police: you get a report that you
          can send. The case goes on waiting for a decision.
        </p>
      </div>
      <p class="problem" role="alert">
        {now.problem}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={now.busy}>
          {now.busy ? 'Sealing …' : duty?.length ? 'Seal and page' : 'Seal'}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function Done({ now, onClose }: PartProps) {
  const { done } = now
  const field = useRef<HTMLTextAreaElement>(null)
  const copied = useSignal('')
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(0, 0)
    field.current?.scrollTo(0, 0)
  }, [])
  async function copy(text: string, what: string) {
    try {
      await navigator.clipboard.writeText(text)
      copied.value = `${what} copied.`
    } catch {
      field.current?.select()
      copied.value = 'Could not be copied. The report is selected; copy it with your keyboard.'
    }
  }
  return (
    <>
      <h2 id="life-title" tabIndex={-1}>
        Sealed
      </h2>
      <p>
        {done!.paged.length > 0 ? (
          <>
            Paged:{' '}
            {done!.paged.map(({ how, to }, i) => (
              <>
                {i > 0 && ', '}
                <bdi key={how}>{to}</bdi>
              </>
            ))}
            .
          </>
        ) : (
          'Nobody was paged.'
        )}{' '}
        Nothing has been sent to the police. If someone is in danger now, call them; then send this report.
      </p>
      {!done!.intact && (
        <p class="problem" role="alert">
          The sealed evidence is not as it was when it was sealed. Do not rely on it, and tell whoever runs the server.
        </p>
      )}
      <label class="field">
        Report for the police
        <textarea ref={field} class="report" rows={14} dir="auto" readOnly value={done!.report} />
      </label>
      <p class="meta version">SHA-256 of the evidence: {done!.sha256}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => copy(done!.report, 'Report')}>
          Copy the report
        </button>
        <button type="button" onClick={() => copy(done!.evidence, 'Evidence')}>
          Copy the evidence
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
        <span role="status">{copied.value}</span>
      </div>
    </>
  )
}
