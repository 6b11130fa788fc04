import type { CaseView, Decision, Finding } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { Acts } from './acts.tsx'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import { Changes } from './changes.tsx'
import type { Desk } from './desk.ts'
import { Fact } from './fact.tsx'
import { focusCase } from './focus.ts'
import { gravity, labelled, plural, score } from './found.tsx'
import type { Command } from './keys.ts'
import { OfLaw, Ordered } from './law-of-case.tsx'
import { isGraphic, markedWords, segments } from './marks.ts'
import { NotesOfCase } from './notes-of-case.tsx'
import { options } from './options.ts'
import { hashOf } from './place.ts'
import { QUEUE_TITLES } from './queues.tsx'
import { inStory } from './story.ts'
import { Watch } from './watching.tsx'
import { WorthOfCase } from './worth-of-case.tsx'

type Run = (command: Command) => unknown

/** The third column: one case, its words first, then what was found, then what can be done. */
export function Case({ desk, run }: { desk: Desk; run: Run }) {
  const view = desk.view.value
  const name = view?.author.name ?? desk.rows.value[desk.index.value]?.authorName
  return (
    <section class="case" aria-labelledby="case-title" aria-busy={!view && desk.place.value.caseId !== null}>
      <div class="top">
        <Back desk={desk} to="cases">
          Cases
        </Back>
        <h2 id="case-title" tabIndex={-1}>
          {name ? <bdi>{name}</bdi> : 'Case'}
        </h2>
        <Position desk={desk} run={run} />
      </div>
      {view ? <Open desk={desk} view={view} run={run} key={view.id} /> : <Absent desk={desk} />}
    </section>
  )
}

/** Where the case stands in its queue, and the way to its neighbours. */
function Position({ desk, run }: { desk: Desk; run: Run }) {
  const { queue } = desk.place.value
  const at = desk.index.value
  // a search has no count of its own: what is loaded is what is known
  const known = desk.rows.value.length
  const all = desk.search.value
    ? `${known}${desk.next.value ? '+' : ''}`
    : Math.max(known, (queue && desk.counts.value[queue]) || 0).toLocaleString('en')
  return (
    <div class="position">
      {at >= 0 && (
        <span>
          {(at + 1).toLocaleString('en')} of {all}
        </span>
      )}
      <button type="button" class="plain" onClick={() => run({ do: 'previous' })}>
        <kbd>k</kbd> back
      </button>
      <button type="button" class="plain" onClick={() => run({ do: 'next' })}>
        <kbd>j</kbd> next
      </button>
    </div>
  )
}

function Absent({ desk }: { desk: Desk }) {
  const { caseId } = desk.place.value
  const problem = desk.viewProblem.value
  return (
    <div class="absent">
      {problem ? (
        <>
          <p role="alert">{problem}</p>
          <button type="button" onClick={() => desk.openCase(caseId)}>
            Try again
          </button>
        </>
      ) : (
        <p>{caseId ? 'Loading …' : desk.rows.value.length ? 'Choose a case from the list.' : 'No case is open.'}</p>
      )}
    </div>
  )
}

function Open({ desk, view, run }: { desk: Desk; view: CaseView; run: Run }) {
  const address = inStory(view)
  return (
    <>
      <article class="words-and-facts">
        <p class="meta">
          {view.kind === 'note' && (
            <>
              <span class="chip">Context note</span>{' '}
            </>
          )}
          {view.kind === 'eyewitness' && (
            <>
              <span class="chip">Eyewitness account</span>{' '}
            </>
          )}
          <Age at={view.postedAt} />
          {view.queue && ` · ${STATE_WORDS[view.state]}`} ·{' '}
          {address ? (
            <a href={address} target="_blank" rel="noopener">
              <bdi>{view.storyTitle}</bdi> <kbd>o</kbd>
              <span class="unseen">(the comment in its place, in a new tab)</span>
            </a>
          ) : (
            <bdi>{view.storyTitle}</bdi>
          )}
        </p>
        <Company desk={desk} view={view} />
        <Ordered desk={desk} view={view} />
        {desk.settled.value && <Settled desk={desk} view={view} />}
        <Appeals desk={desk} view={view} />
        <Parents parents={view.parents} answers={view.kind === 'note' ? 'about the comment by ' : 'in reply to '} />
        <Words view={view} desk={desk} run={run} />
        <div class="facts">
          <Found view={view} desk={desk} />
          <Reports view={view} desk={desk} />
          <NotesOfCase desk={desk} view={view} />
          <WorthOfCase desk={desk} view={view} />
          <Author desk={desk} author={view.author} erased={view.state === 'erased'} />
          <Others desk={desk} view={view} />
          <Fact title="Watch">
            <Watch desk={desk} view={view} run={run} />
          </Fact>
          <Versions view={view} />
          <Escalated view={view} desk={desk} />
          <Decisions view={view} desk={desk} />
          <Notes notes={view.notes} onKeep={desk.note} />
          <OfLaw view={view} desk={desk} />
        </div>
      </article>
      <Acts desk={desk} view={view} run={run} />
    </>
  )
}

/** Who else is on this case, and whose it is. */
export function Company({ desk, view }: { desk: Desk; view: Pick<CaseView, 'id' | 'assignedTo'> }) {
  const others = desk.colleagues.on(view.id)
  return (
    <div class="company" role="status">
      {others.length > 0 && (
        <p class="settled" data-gravity="look">
          {others.map((name, i) => (
            <>
              {i > 0 && ', '}
              <bdi>{name}</bdi>
            </>
          ))}{' '}
          {others.length === 1 ? 'is' : 'are'} on this case right now.
        </p>
      )}
      {view.assignedTo && (
        <p class="meta">
          {view.assignedTo.id === desk.reader.id ? (
            'Your case.'
          ) : (
            <>
              The case of <bdi>{view.assignedTo.name}</bdi>.
            </>
          )}
        </p>
      )}
    </div>
  )
}

/** What is objected to, in whose words, and the decision that it is against. */
function Appeals({ desk, view }: { desk: Desk; view: CaseView }) {
  return (
    <>
      {view.appeals.map(appeal => {
        const against = view.decisions.find(({ id }) => id === appeal.decision)
        return (
          <section key={appeal.id} class="appeal" aria-label={`Appeal of ${BY[appeal.side]}`}>
            <h3>
              Appeal of {BY[appeal.side]} · <Age at={appeal.at} />
            </h3>
            <p class="said" dir="auto">
              {appeal.text}
            </p>
            <p class="meta">
              Against: {against ? desk.decisionTitle(against) : 'a decision'} by{' '}
              {appeal.decidedBy ? <bdi>{appeal.decidedBy}</bdi> : 'policy'}
              {against && (
                <>
                  {' '}
                  · <Age at={against.at} />
                </>
              )}
            </p>
            {against?.explanation && <blockquote dir="auto">{against.explanation}</blockquote>}
            {appeal.decidedBy === desk.reader.name && (
              <p class="problem">You made this decision. Someone else must answer the appeal.</p>
            )}
          </section>
        )
      })}
    </>
  )
}

const BY = { author: 'the author', reporter: 'someone who reported it' } as const

const STATE_WORDS: Record<CaseView['state'], string> = {
  held: 'held, not yet public',
  shown: 'public',
  collapsed: 'collapsed',
  removed: 'removed',
  withdrawn: 'withdrawn by its author',
  erased: 'erased',
}

/** A case that no longer waits: what was decided, and by whom. */
function Settled({ desk, view }: { desk: Desk; view: CaseView }) {
  const last = view.decisions.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
  return (
    <p class="settled">
      {last ? (
        <>
          {desk.decisionTitle(last)} by <Decider decision={last} />, <Age at={last.at} />.
        </>
      ) : (
        'This case no longer waits for a decision.'
      )}
    </p>
  )
}

const NEAREST = 1

/** What the comment answers: the nearest parents in full sight, those before them on demand. */
function Parents({ parents, answers }: { parents: CaseView['parents']; answers: string }) {
  const far = parents.slice(0, -NEAREST)
  return (
    <>
      {far.length > 0 && (
        <details class="before">
          <summary>{plural(far.length, 'earlier comment')}</summary>
          {far.map(parent => (
            <Parent key={parent.id} parent={parent} />
          ))}
        </details>
      )}
      {parents.slice(-NEAREST).map((parent, i, near) => (
        <Parent key={parent.id} parent={parent} answers={i === near.length - 1 ? answers : ''} />
      ))}
    </>
  )
}

function Parent({ parent, answers = '' }: { parent: CaseView['parents'][number]; answers?: string }) {
  return (
    <figure class="parent">
      <figcaption>
        {answers}
        <bdi>{parent.authorName}</bdi>
        {parent.state !== 'shown' && ` (${STATE_WORDS[parent.state]})`}
      </figcaption>
      <blockquote dir="auto">{parent.text}</blockquote>
    </figure>
  )
}

/** The words as they were typed, with what the findings mark. */
function Words({ desk, view, run }: { desk: Desk; view: CaseView; run: Run }) {
  return (
    <div>
      <div class="words" dir="auto">
        {segments(view.text, view.findings).map(({ text, findings }) => {
          const gravest = findings.toSorted((a, b) => b.score - a.score)[0]
          if (!gravest) return text
          return (
            <mark
              data-gravity={gravity(gravest)}
              class={blurs(findings) ? 'blurred' : undefined}
              title={findings.map(found => `${desk.ruleTitle(found.rule)}: ${labelled(found.label)}`).join(', ')}
            >
              {text}
            </mark>
          )
        })}
      </div>
      {view.label && (
        <p class="meta">
          Readers see the label{' '}
          <span class="chip" data-gravity="look">
            <bdi>{view.label}</bdi>
          </span>
        </p>
      )}
      {view.findings.some(isGraphic) && (
        <button type="button" class="plain" onClick={() => run({ do: 'blur' })}>
          <kbd>b</kbd> {options.blur.value ? 'Show graphic words' : 'Blur graphic words'}
        </button>
      )}
    </div>
  )
}

const blurs = (findings: Finding[]) => options.blur.value && findings.some(isGraphic)

function Found({ desk, view }: { desk: Desk; view: CaseView }) {
  const strength = ({ rule, score }: Finding) => (rule === 'house' ? 0 : score)
  const findings = view.findings.toSorted((a, b) => strength(b) - strength(a))
  if (!findings.length) return <Fact title="What was found">Nothing in the words themselves.</Fact>
  return (
    <Fact title="What was found">
      <table>
        <thead class="unseen">
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Score</th>
            <th scope="col">What, and in which words</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(finding => (
            <tr key={`${finding.rule} ${finding.label}`}>
              <th scope="row">{desk.ruleTitle(finding.rule)}</th>
              <td class="score">
                {finding.rule !== 'house' && (
                  <>
                    <span class="bar" data-gravity={gravity(finding)} aria-hidden="true">
                      <span style={{ width: `${finding.score * 100}%` }} />
                    </span>
                    {score(finding.score)}
                  </>
                )}
              </td>
              <td>
                {labelled(finding.label)}
                {markedWords(view.text, finding).map(words => (
                  <span key={words}>
                    {' '}
                    · “<bdi class={blurs([finding]) ? 'blurred' : undefined}>{words}</bdi>”
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fact>
  )
}

const lastNo = ({ revisions }: CaseView) => Math.max(1, ...revisions.map(({ no }) => no))

/** By which source it is not so: a link where it is an address, which nobody here follows by itself. */
const Source = ({ said }: { said: string }) => (
  <>
    {' '}
    Source:{' '}
    {/^https?:\/\/\S+$/.test(said) && URL.canParse(said) ? (
      <a href={said} target="_blank" rel="noreferrer noopener nofollow" dir="ltr">
        {said}
      </a>
    ) : (
      <bdi>{said}</bdi>
    )}
  </>
)

function Reports({ desk, view }: { desk: Desk; view: CaseView }) {
  if (!view.reportList.length) return null
  return (
    <Fact title="Reports">
      <ul>
        {view.reportList.map(report => (
          <li key={report.reference}>
            <strong>{desk.ruleTitle(report.rule)}</strong>
            {report.law && (
              <>
                {' '}
                (<bdi>{report.law}</bdi>)
              </>
            )}
            {report.explanation && (
              <>
                : “
                <span class="said" dir="auto">
                  {report.explanation}
                </span>
                ”
              </>
            )}
            {report.source && <Source said={report.source} />}
            <span class="meta">
              {report.flagger && (
                <>
                  <span class="chip">trusted flagger</span>{' '}
                </>
              )}
              {report.reporterId ? (
                <button type="button" class="plain" onClick={() => desk.weighing.look(report.reporterId!)}>
                  <span class="unseen">The reports of </span>
                  <bdi>{report.reporter}</bdi>
                </button>
              ) : (
                'not signed in'
              )}{' '}
              · <Age at={report.at} /> · {report.reference}
              {report.revision !== null && report.revision < lastNo(view) && ' · about an earlier version'}
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  )
}

/** Other open cases of the same author. */
function Others({ desk, view }: { desk: Desk; view: CaseView }) {
  if (!view.others.length) return null
  return (
    <Fact title="Also open, same author">
      <ul>
        {view.others.map(row => (
          <li key={row.id}>
            <a
              class="other"
              href={hashOf({ queue: desk.place.value.queue, caseId: row.id })}
              onClick={event => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                desk.go({ ...desk.place.value, caseId: row.id })
                document.getElementById('case-title')?.focus()
              }}
            >
              <span class={options.blur.value && row.finding && isGraphic(row.finding) ? 'blurred' : undefined}>
                <bdi>{row.excerpt}</bdi>
              </span>
            </a>
            <span class="meta">
              {row.queue ? QUEUE_TITLES[row.queue] : STATE_WORDS[row.state]} · <Age at={row.postedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  )
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' })
const since = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' })

function Author({ desk, author, erased }: { desk: Desk; author: CaseView['author']; erased: boolean }) {
  return (
    <Fact title="Author">
      <bdi>{author.name}</bdi> · {plural(author.comments, 'comment')} since {since.format(Date.parse(author.since))} ·{' '}
      {author.removed ? `${author.removed.toLocaleString('en')} removed` : 'none removed'}
      {author.nudgedAndPosted && ' · nudged, posted anyway'}
      {author.banned && ' · banned'}
      {author.suspendedUntil && (
        <>
          {' · suspended until '}
          {day.format(Date.parse(author.suspendedUntil))}
        </>
      )}
      {author.reviewedPosts > 0 && ` · the next ${plural(author.reviewedPosts, 'comment')} looked at first`}
      {desk.reader.role === 'admin' && !erased && (
        <>
          {' · '}
          <button type="button" class="plain underlined" onClick={() => void desk.erasing.begin(author)}>
            Erase…<span class="unseen"> {author.name}</span>
          </button>
        </>
      )}
    </Fact>
  )
}

function Versions({ view }: { view: CaseView }) {
  const texts = view.revisions.toSorted((a, b) => a.no - b.no)
  const steps = texts
    .map((revision, i) => ({ ...revision, later: texts[i + 1]?.text ?? view.text }))
    .filter(step => step.text !== step.later)
  const open = useSignal(false)
  if (!steps.length) return null
  return (
    <Fact title="Earlier versions">
      <details onToggle={event => (open.value = event.currentTarget.open)}>
        <summary>{plural(steps.length, 'earlier version')}</summary>
        {open.value && <Steps steps={steps} />}
      </details>
    </Fact>
  )
}

function Steps({ steps }: { steps: { no: number; at: string; text: string; later: string }[] }) {
  return (
    <ol class="versions">
      {steps.map(step => (
        <li key={step.no}>
          <span class="meta">
            Version of <Age at={step.at} />, and what was changed then
          </span>
          <p class="said" dir="auto">
            <Changes earlier={step.text} later={step.later} />
          </p>
        </li>
      ))}
    </ol>
  )
}

function Decider({ decision }: { decision: Decision }) {
  return decision.automated || !decision.by ? <>policy</> : <bdi>{decision.by}</bdi>
}

function Escalated({ desk, view }: { desk: Desk; view: CaseView }) {
  if (!view.escalations?.length) return null
  return (
    <Fact title="Escalated">
      <ul>
        {view.escalations.map(({ id, kind, by, at }) => (
          <li key={id}>
            {kind === 'threat' ? 'A threat to life or safety' : 'The writer’s own life'}{' '}
            <button type="button" class="plain" onClick={() => desk.escalating.look(view, id)}>
              Show the report
            </button>
            <span class="meta">
              <bdi>{by}</bdi> · <Age at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  )
}

function Decisions({ desk, view }: { desk: Desk; view: CaseView }) {
  if (!view.decisions.length) return null
  return (
    <Fact title="Decisions so far">
      <ul>
        {view.decisions
          .toSorted((a, b) => b.at.localeCompare(a.at))
          .map(decision => (
            <li key={decision.id}>
              <strong>{desk.decisionTitle(decision)}</strong>
              {decision.explanation && (
                <>
                  : “
                  <span class="said" dir="auto">
                    {decision.explanation}
                  </span>
                  ”
                </>
              )}
              <span class="meta">
                <Decider decision={decision} /> · <Age at={decision.at} />
                {decision.law && (
                  <>
                    {' '}
                    · <bdi>{decision.law}</bdi>
                  </>
                )}
                {decision.reversed && ' · taken back since'}
                {decision.statement !== null && (
                  <>
                    {' '}
                    ·{' '}
                    <a href={`/d/statements/${decision.statement}`} target="_blank" rel="noopener">
                      Statement no. {decision.statement}
                      <span class="unseen"> (in a new tab)</span>
                    </a>
                  </>
                )}
              </span>
            </li>
          ))}
      </ul>
    </Fact>
  )
}

/** What colleagues have written to each other; nobody else reads it. */
export function Notes({ notes, onKeep }: { notes: CaseView['notes']; onKeep(text: string): Promise<boolean> }) {
  const draft = useSignal('')
  async function keep() {
    if (draft.value.trim() && (await onKeep(draft.value))) draft.value = ''
  }
  return (
    <Fact title="Notes">
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map(note => (
            <li key={note.id}>
              <span class="said" dir="auto">
                {note.text}
              </span>
              <span class="meta">
                <bdi>{note.by}</bdi> · <Age at={note.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <form
        class="noting"
        onSubmit={event => {
          event.preventDefault()
          void keep()
        }}
      >
        <textarea
          id="note"
          rows={1}
          maxLength={5000}
          dir="auto"
          aria-label="A note that only colleagues read"
          placeholder="A note that only colleagues read"
          value={draft}
          onInput={event => (draft.value = event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') {
              event.preventDefault()
              return focusCase()
            }
            if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return
            event.preventDefault()
            void keep()
          }}
        />
        {draft.value.trim() && <button type="submit">Keep</button>}
      </form>
    </Fact>
  )
}
