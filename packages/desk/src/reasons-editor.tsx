import { ANSWERS, type Answer, placeholdersOf, REASON_ACTS, type ReasonAct } from '@parley/contract/reasons.ts'
import type { CaseView } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { faultSaid } from './phrasing.ts'
import { gapIn, gapsOf, reasonFor, type Said, shipped, type Template, templatesFor } from './reasons.ts'

const ACT_TITLES: Record<ReasonAct, string> = {
  remove: 'Remove',
  collapse: 'Collapse',
  label: 'Label',
  warn: 'Warn the author',
  review: 'Look at the author’s next comments first',
  suspend: 'Suspend the author',
  ban: 'Ban the author',
}
const ANSWER_TITLES: Record<Answer, string> = {
  back: 'Appeal: the decision is taken back',
  stands: 'Appeal of an author: the decision stands',
  stays: 'Appeal of whoever reported: the comment stays',
  'warn-reporter': 'Reports without ground: a warning',
  'pause-reports': 'Reports without ground: a pause',
  'lift-reporter': 'Reports without ground: taken back',
}

/** What an invented comment holds, so that a template can be seen as an author would read it. */
const EXAMPLE: Pick<CaseView, 'text' | 'reportList'> = {
  text: 'Only bloody idiots would build a bridge there.',
  reportList: [],
}
const MARKED = 'bloody idiots'
const EXAMPLE_LAW = '§ 185 StGB'

/** What was found in the invented comment, under any rule. */
function exampleUnder(rule: string) {
  const start = EXAMPLE.text.indexOf(MARKED)
  const spans = [{ start, end: start + MARKED.length }]
  return { ...EXAMPLE, findings: [{ rule, label: '', score: 1, message: '', spans }] }
}

/** The sentences that decisions begin from, by rule and act, as the newsroom words them; each as its author would read it. */
export function Reasons({ desk }: { desk: Desk }) {
  const { holds, draft, changed, busy, problem, read, save, discard } = desk.phrasing
  const rules = desk.settling.holds.value!.rules.filter(({ retiredAt }) => retiredAt === null)
  const about = useSignal<string>(rules[0]?.id ?? 'illegal')
  useEffect(() => void read(), [])
  const rule = about.value === ANSWERING ? null : about.value
  const acts: Said[] =
    rule === null ? ANSWERS.map(act => ({ rule: null, act })) : REASON_ACTS.map(act => ({ rule, act }))
  const wrong = draft.value.filter(one => faultSaid(one.text, one.rule))
  return (
    <>
      <p class="quiet">
        Each decision begins from one of these, and a moderator can change it before it is sent.{' '}
        <code>{'{words}'}</code> becomes the words that were marked, in quotes and brackets, or nothing;{' '}
        <code>{'{law}'}</code> the law that is named; and a <code>[gap]</code> must be filled in first.
        {holds.value.at && (
          <>
            {' '}
            Last changed by <bdi>{holds.value.by}</bdi>, <Age at={holds.value.at} />.
          </>
        )}
      </p>
      <div class="choices">
        <label class="field">
          Reasons for
          <select value={about.value} onChange={event => (about.value = event.currentTarget.value)}>
            {rules.map(({ id, title, retiredAt }) => (
              <option key={id} value={id}>
                {title}
                {retiredAt && ' (retired)'}
              </option>
            ))}
            <option value="illegal">Against the law</option>
            <option value={ANSWERING}>Answers to appeals, and to those who report</option>
          </select>
        </label>
      </div>
      {acts.map(said => (
        <Act key={`${said.rule} ${said.act}`} desk={desk} said={said} />
      ))}
      {changed.value && (
        <section class="rehearsal" aria-label="Before it holds">
          <div class="buttons">
            <button type="button" class="primary" aria-disabled={busy.value || wrong.length > 0} onClick={send}>
              Save the reasons
            </button>
            <button type="button" onClick={discard}>
              Discard
            </button>
          </div>
          <p class="problem" role="alert">
            {problem.value}
          </p>
        </section>
      )}
    </>
  )

  /** What is missing has the focus, under whichever rule it stands. */
  function send() {
    const [first] = wrong
    if (!first) return void save()
    about.value = first.rule ?? ANSWERING
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.reason [aria-invalid="true"]')?.focus())
  }
}

/** No rule has this id. */
const ANSWERING = ' answers'

function Act({ desk, said }: { desk: Desk; said: Said }) {
  const { draft, change } = desk.phrasing
  const templates = templatesFor(draft.value, said)
  const own = draft.value.some(one => one.rule === said.rule && one.act === said.act)
  const set = (i: number, to: Partial<Template>) => change(said, templates.with(i, { ...templates[i]!, ...to }))
  return (
    <fieldset class="card reason">
      <legend>
        {said.rule === null ? ANSWER_TITLES[said.act] : ACT_TITLES[said.act]}{' '}
        <span class="meta">{own ? 'the newsroom’s own' : 'as Parley came'}</span>
      </legend>
      {templates.map((template, i) => (
        <Wording
          key={i}
          said={said}
          template={template}
          no={templates.length > 1 ? i + 1 : 0}
          onChange={to => set(i, to)}
          onRemove={() => change(said, templates.toSpliced(i, 1))}
        />
      ))}
      <div class="buttons">
        <button
          type="button"
          class="plain"
          onClick={() => change(said, [...named(templates), { name: '', text: shipped(said) }])}
        >
          Add another<span class="unseen"> to choose from: {said.act}</span>
        </button>
        {own && (
          <button type="button" class="plain" onClick={() => change(said, [{ name: '', text: shipped(said) }])}>
            Back to how it came<span class="unseen">: {said.act}</span>
          </button>
        )}
      </div>
    </fieldset>
  )
}

/** Where there are several each has a name, by which it is picked. */
const named = (templates: readonly Template[]) => templates.map(one => (one.name ? one : { ...one, name: 'Standard' }))

interface WordingProps {
  said: Said
  template: Template
  /** Its place among several; 0 where it is the only one. */
  no: number
  onChange(to: Partial<Template>): void
  onRemove(): void
}

function Wording({ said, template, no, onChange, onRemove }: WordingProps) {
  const { text, name } = template
  const problem = faultSaid(text, said.rule)
  const id = `reason-${said.act}-${no}`
  return (
    <div class="phrase">
      {no > 0 && (
        <label class="field">
          Name{no === 1 && ' (moderators begin from this one)'}
          <input
            maxLength={60}
            value={name}
            aria-invalid={!name.trim()}
            onInput={event => onChange({ name: event.currentTarget.value })}
          />
        </label>
      )}
      <p class="problem" id={`${id}-problem`} role="status">
        {problem}
      </p>
      <label class="field">
        {no > 0 ? `Text ${no}` : 'Text'}
        <textarea
          rows={3}
          dir="auto"
          maxLength={2000}
          value={text}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-problem ${id}-read`}
          onInput={event => onChange({ text: event.currentTarget.value })}
        />
      </label>
      {!problem && <Read id={`${id}-read`} said={said} text={text} />}
      {no > 1 && (
        <button type="button" class="plain" onClick={onRemove}>
          Remove<span class="unseen"> text {no}</span>
        </button>
      )}
    </div>
  )
}

/** As an author would read it, of an invented comment; the gaps that a moderator still has to fill are marked. */
function Read({ id, said, text }: { id: string; said: Said; text: string }) {
  const filled = said.rule === null ? text : reasonFor(text, said.rule, exampleUnder(said.rule), EXAMPLE_LAW)
  const gaps = gapsOf([{ ...said, name: '', text }])
  const parts: { text: string; gap: boolean }[] = []
  for (let rest = filled; rest; ) {
    const gap = gapIn(rest, gaps)
    parts.push({ text: rest.slice(0, gap?.start), gap: false })
    if (gap) parts.push({ text: rest.slice(gap.start, gap.end), gap: true })
    rest = gap ? rest.slice(gap.end) : ''
  }
  return (
    <div class="read" id={id}>
      <p class="meta">
        {placeholdersOf(said.rule).length ? 'Of an invented comment, the author would read' : 'It would be read as'}
      </p>
      <p dir="auto">{parts.map(({ text, gap }) => (gap ? <mark>{text}</mark> : text))}</p>
    </div>
  )
}
