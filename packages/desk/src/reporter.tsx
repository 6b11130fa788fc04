import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { plural } from './found.tsx'
import { Templates } from './templates.tsx'
import type { Weighing } from './weighing.ts'

/** Over the desk: whoever reports, by the four criteria, with what can be done where reports have no ground. */
export function Reporter({ desk }: { desk: Desk }) {
  const { now, close } = desk.weighing
  const dialog = useRef<HTMLDialogElement>(null)
  const open = now.value !== null
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  function left() {
    close()
    focusCase()
  }
  return (
    <dialog ref={dialog} aria-labelledby="reporter-title" onClose={event => event.currentTarget.open || left()}>
      {now.value && <Weighed desk={desk} now={now.value} onClose={() => dialog.current?.close()} />}
    </dialog>
  )
}

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' })

function Weighed({ desk, now, onClose }: { desk: Desk; now: Weighing; onClose(): void }) {
  const { record, act } = now
  return (
    <div class="help">
      <h2 id="reporter-title" tabIndex={-1}>
        {record ? (
          <>
            Reports of <bdi>{record.reader.name}</bdi>
          </>
        ) : (
          'Reports'
        )}
      </h2>
      {record && (
        <>
          <p class="meta">
            Here since {month.format(Date.parse(record.reader.since))}
            {record.warnedAt && (
              <>
                {' · warned '}
                <Age at={record.warnedAt} />
              </>
            )}
            {record.pausedUntil && ` · may not report until ${day.format(Date.parse(record.pausedUntil))}`}
          </p>
          <table class="criteria">
            <caption class="unseen">The last twelve months, by the four criteria</caption>
            <tbody>
              <tr>
                <th scope="row">Number</th>
                <td>
                  {record.number.unfounded} unfounded, {record.number.upheld} right, {record.number.waiting} waiting
                </td>
              </tr>
              <tr>
                <th scope="row">Share</th>
                <td>
                  {record.share === null
                    ? 'none decided yet'
                    : `${Math.round(record.share * 100)} % of those decided were unfounded`}
                </td>
              </tr>
              <tr>
                <th scope="row">Gravity</th>
                <td>
                  accused of threats {record.gravity.threats}, of breaking the law {record.gravity.illegal}, of the rest{' '}
                  {record.gravity.other}
                </td>
              </tr>
              <tr>
                <th scope="row">Intent</th>
                <td>
                  {record.intent.sameAuthor} about the same author, {record.intent.unexplained} without a word,{' '}
                  {record.intent.sinceWarning} since the last warning
                </td>
              </tr>
            </tbody>
          </table>
          {record.unfounded.length > 0 && (
            <details>
              <summary>{plural(record.unfounded.length, 'unfounded report')}</summary>
              <ul>
                {record.unfounded.map(report => (
                  <li key={report.reference}>
                    <strong>{desk.ruleTitle(report.rule)}</strong>{' '}
                    <span class="said" dir="auto">
                      {report.explanation}
                    </span>
                    <span class="meta">
                      <bdi>{report.storyTitle}</bdi> · <Age at={report.at} />
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      {record && act ? (
        <Said desk={desk} now={now} />
      ) : (
        <p class="problem" role="alert">
          {now.problem}
        </p>
      )}
      <div class="buttons">
        {record && !act && (
          <>
            <button type="button" onClick={() => desk.weighing.choose('warn-reporter')}>
              Warn…
            </button>
            <button type="button" onClick={() => desk.weighing.choose('pause-reports')}>
              Pause reports…
            </button>
            {(record.warnedAt || record.pausedUntil) && (
              <button type="button" onClick={() => desk.weighing.choose('lift')}>
                Take the last back…
              </button>
            )}
          </>
        )}
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </div>
  )
}

const SENDS = {
  'warn-reporter': 'Warn and send',
  'pause-reports': 'Pause and send',
  lift: 'Take back and send',
} as const

function Said({ desk, now }: { desk: Desk; now: Weighing }) {
  const { act, days, template, text, problem, busy } = now
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const gap = desk.phrasing.gapIn(text)
    field.current?.focus()
    field.current?.setSelectionRange(gap?.start ?? text.length, gap?.end ?? text.length)
  }, [act])
  // whoever goes through the templates stays at their list
  useLayoutEffect(() => {
    const gap = desk.phrasing.gapIn(text)
    if (gap && field.current !== document.activeElement) field.current?.setSelectionRange(gap.start, gap.end)
  }, [template])
  return (
    <form
      class="saying"
      onSubmit={event => {
        event.preventDefault()
        void desk.weighing.send()
      }}
    >
      {act === 'pause-reports' && (
        <label class="measure">
          Days
          <input
            type="number"
            min={1}
            max={365}
            required
            value={days}
            onInput={event => desk.weighing.change({ days: event.currentTarget.valueAsNumber })}
          />
        </label>
      )}
      <Templates
        of={desk.weighing.templates(act!)}
        picked={template}
        onPick={picked => desk.weighing.choose(act!, picked)}
      />
      <label for="reporter-reason">The reader will read</label>
      <textarea
        ref={field}
        id="reporter-reason"
        rows={4}
        maxLength={5000}
        dir="auto"
        aria-invalid={problem !== null}
        aria-describedby="reporter-problem"
        value={text}
        onInput={event => desk.weighing.change({ text: event.currentTarget.value, problem: null })}
      />
      <p class="problem" id="reporter-problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          {SENDS[act!]}
        </button>
      </div>
    </form>
  )
}
