import { isSafeLink } from '@parley/contract/body.ts'
import type { Proposal, Relation, Source, Standing, Suggestion, Tie, TimelineEntry } from '@parley/contract/timeline.ts'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'

const STANDINGS: Record<Standing, string> = {
  official: 'Official: who it is about says so',
  confirmed: 'Confirmed by a person with knowledge of it',
  reported: 'Reported by another outlet',
  reader: 'Said by a reader',
  speculation: 'Speculation',
}
const RELATIONS: Record<Relation, string> = {
  alliance: 'in alliance with',
  talks: 'in talks with',
  ownership: 'owns',
  role: 'works for',
  speculation: 'is only talked of with',
}
const DAY = '[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?'

const mayEdit = ({ reader }: Desk) => reader.role === 'editor' || reader.role === 'admin'

/** The history behind a story, as editors write it; without a story, what readers have proposed for all of them. */
export function History({ desk }: { desk: Desk }) {
  const { open, problem, read } = desk.history
  useEffect(() => void read(), [])
  return (
    <section class="settle law" aria-labelledby="history-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="history-title" tabIndex={-1}>
          History
        </h2>
      </div>
      <div class="settled-things">
        {problem.value && (
          <p class="settled" data-gravity="stop" role="alert">
            {problem.value}
          </p>
        )}
        {open.value ? <OfStory key={open.value.story.url} desk={desk} /> : <Waiting desk={desk} />}
      </div>
    </section>
  )
}

function Waiting({ desk }: { desk: Desk }) {
  const { waiting, next, more, openStory } = desk.history
  return (
    <>
      <p class="quiet">
        What readers propose for the history behind a story. To write one yourself, choose a story under Stories.
      </p>
      {waiting.value === null ? (
        <p class="quiet" aria-busy="true">
          Loading …
        </p>
      ) : waiting.value.length === 0 ? (
        <p class="quiet">Nothing waits.</p>
      ) : (
        waiting.value.map(one => (
          <Proposed key={one.id} desk={desk} proposal={one}>
            <button type="button" onClick={() => void openStory(one.story.url).then(focusCase)}>
              The story’s history
            </button>
          </Proposed>
        ))
      )}
      {next.value && (
        <button type="button" class="more" onClick={() => void more()}>
          More
        </button>
      )}
    </>
  )
}

/** A proposal with the two answers to it; whoever made it reads the reason. */
function Proposed({ desk, proposal, children }: { desk: Desk; proposal: Proposal; children?: ComponentChildren }) {
  const { id, story, title, detail, happened, source, reader, at } = proposal
  const reason = useSignal('')
  const { decide, busy } = desk.history
  return (
    <section class="wording" aria-label={title}>
      <h3>
        <bdi>{title}</bdi> <span class="meta">{happened}</span>
      </h3>
      {detail && (
        <p class="said" dir="auto">
          {detail}
        </p>
      )}
      <p>
        From <Named source={source} />
      </p>
      <p class="meta">
        <bdi>{reader.name}</bdi>, <Age at={at} />, for <bdi>{story.title}</bdi>
      </p>
      {mayEdit(desk) ? (
        <>
          <label class="field">
            Why, as the reader will read it
            <textarea
              rows={2}
              dir="auto"
              maxLength={1000}
              value={reason.value}
              onInput={event => (reason.value = event.currentTarget.value)}
            />
          </label>
          <div class="buttons">
            <button
              type="button"
              class="primary"
              aria-disabled={busy.value}
              onClick={() => void decide(id, { act: 'accept', reason: reason.value })}
            >
              Accept
            </button>
            <button
              type="button"
              aria-disabled={busy.value}
              onClick={() => void decide(id, { act: 'decline', reason: reason.value })}
            >
              Decline
            </button>
            {children}
          </div>
        </>
      ) : (
        <p class="quiet">An editor or an admin decides.</p>
      )}
    </section>
  )
}

function OfStory({ desk }: { desk: Desk }) {
  const { leave } = desk.history
  const { story, entries, ties, proposals, suggestions } = desk.history.open.value!
  /** What is being added; an entry may begin from an earlier story. */
  const adding = useSignal<{ entry: EntryDraft } | 'tie' | null>(null)
  return (
    <>
      <div class="buttons">
        <button type="button" onClick={() => void leave().then(focusCase)}>
          All proposals
        </button>
      </div>
      <h3>
        <bdi>{story.title}</bdi>
      </h3>
      {proposals.map(one => (
        <Proposed key={one.id} desk={desk} proposal={one} />
      ))}
      {entries.length + ties.length === 0 && <p class="quiet">Nothing stands in its history yet.</p>}
      {entries.map(one => (
        <Kept key={one.id} desk={desk} of={one}>
          <bdi>{one.title}</bdi> <span class="meta">{one.happened}</span>
        </Kept>
      ))}
      {ties.map(one => (
        <Kept key={one.id} desk={desk} of={one}>
          <bdi>{one.from}</bdi> {RELATIONS[one.relation]} <bdi>{one.to}</bdi>{' '}
          <span class="meta">
            {[one.since && `since ${one.since}`, one.until && `until ${one.until}`].filter(Boolean).join(', ')}
          </span>
        </Kept>
      ))}
      {mayEdit(desk) &&
        (adding.value === 'tie' ? (
          <TieForm desk={desk} onDone={() => (adding.value = null)} />
        ) : adding.value ? (
          <EntryForm desk={desk} from={adding.value.entry} onDone={() => (adding.value = null)} />
        ) : (
          <div class="buttons">
            <button type="button" class="primary" onClick={() => (adding.value = { entry: NEW_ENTRY })}>
              Add an entry…
            </button>
            <button type="button" onClick={() => (adding.value = 'tie')}>
              Add a tie…
            </button>
          </div>
        ))}
      {suggestions.length > 0 && (
        <Earlier
          suggestions={suggestions}
          onAdd={mayEdit(desk) && (one => (adding.value = { entry: fromStory(one) }))}
        />
      )}
    </>
  )
}

/** An entry or a tie that is shown: what is said of it, and what can be done. */
function Kept({ desk, of, children }: { desk: Desk; of: TimelineEntry | Tie; children: ComponentChildren }) {
  const { say, reword, decide, busy } = desk.history
  const doing = useSignal<'source' | 'words' | 'out' | null>(null)
  const source = useSignal<Source>(NEW_SOURCE)
  const reason = useSignal('')
  const close = (done: boolean) => {
    if (done) doing.value = null
  }
  return (
    <section class="wording">
      <h4>{children}</h4>
      {'detail' in of && of.detail && (
        <p class="said" dir="auto">
          {of.detail}
        </p>
      )}
      <ul class="orders" aria-label="Who says so, the latest last">
        {of.said.map((one, i) => (
          <li key={i}>
            <span>
              <span class="chip">{one.standing}</span> <Named source={one} />{' '}
              {one.on && <span class="meta">{one.on}</span>}
            </span>
          </li>
        ))}
      </ul>
      {mayEdit(desk) && doing.value === null && (
        <div class="buttons">
          <button type="button" onClick={() => (doing.value = 'source')}>
            Another source…
          </button>
          {'happened' in of && (
            <button type="button" onClick={() => (doing.value = 'words')}>
              Reword…
            </button>
          )}
          <button type="button" onClick={() => (doing.value = 'out')}>
            Take out…
          </button>
        </div>
      )}
      {doing.value === 'source' && (
        <Form
          busy={busy.value}
          send="Say so"
          onDone={() => (doing.value = null)}
          onSend={() => void say(of.id, source.value).then(close)}
        >
          <SourceFields source={source.value} onType={to => (source.value = { ...source.value, ...to })} />
        </Form>
      )}
      {doing.value === 'words' && 'happened' in of && (
        <EntryForm
          desk={desk}
          from={{
            ...{ happened: of.happened, title: of.title, detail: of.detail },
            ...{ story: of.story?.url ?? '', account: of.account ?? '' },
          }}
          reword={words => reword(of.id, words)}
          onDone={() => (doing.value = null)}
        />
      )}
      {doing.value === 'out' && (
        <Form
          busy={busy.value}
          send="Take it out"
          onDone={() => (doing.value = null)}
          onSend={() => void decide(of.id, { act: 'retire', reason: reason.value }).then(close)}
        >
          <Field label="Why" value={reason.value} onType={to => (reason.value = to)} required />
        </Form>
      )}
    </section>
  )
}

function Named({ source: { who, url } }: { source: Omit<Source, 'standing'> }) {
  return url && isSafeLink(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <bdi>{who}</bdi>
      <span class="unseen"> (in a new tab)</span>
    </a>
  ) : (
    <bdi>{who}</bdi>
  )
}

function Earlier({
  suggestions,
  onAdd,
}: {
  suggestions: readonly Suggestion[]
  onAdd: false | ((one: Suggestion) => void)
}) {
  return (
    <section class="card" aria-labelledby="earlier-title">
      <h4 id="earlier-title">Earlier stories that may belong to it</h4>
      <ul class="orders">
        {suggestions.map(one => (
          <li key={one.url}>
            <a {...(isSafeLink(one.url) && { href: one.url })} target="_blank" rel="noopener" dir="auto">
              {one.title}
            </a>
            <span class="meta">shares {one.shares.join(', ')}</span>
            {onAdd && (
              <button type="button" class="plain" onClick={() => onAdd(one)}>
                Add as an entry…<span class="unseen"> of {one.title}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

// ---- forms

interface EntryDraft {
  happened: string
  title: string
  detail: string
  story: string
  account: string
}
const NEW_ENTRY: EntryDraft = { happened: '', title: '', detail: '', story: '', account: '' }
const NEW_SOURCE: Source = { standing: 'reported', who: '', url: null, on: null }

const fromStory = ({ url, title, at }: Suggestion): EntryDraft => ({
  ...NEW_ENTRY,
  ...{ happened: at.slice(0, 10), title: title.slice(0, 140), story: url },
})

type EntryWords = Extract<Parameters<Desk['history']['reword']>[1], { entry: unknown }>

function EntryForm({
  desk,
  from,
  reword,
  onDone,
}: {
  desk: Desk
  from: EntryDraft
  /** Without it, it is a new one, and says who says so. */
  reword?: (words: EntryWords) => Promise<boolean>
  onDone(): void
}) {
  const draft = useSignal(from)
  const source = useSignal(NEW_SOURCE)
  const type = (to: Partial<EntryDraft>) => (draft.value = { ...draft.value, ...to })
  const send = () => {
    const { story, account, ...words } = draft.value
    const entry = { ...words, story: story.trim() || null, account: /c_[0-9a-z]+/.exec(account)?.[0] ?? null }
    return reword ? reword({ entry }) : desk.history.add({ entry }, source.value)
  }
  return (
    <Form
      busy={desk.history.busy.value}
      send={reword ? 'Keep' : 'Add'}
      onDone={onDone}
      onSend={() => void send().then(done => done && onDone())}
    >
      <div class="choices">
        <Field label="What happened" value={draft.value.title} onType={title => type({ title })} required />
        <Field
          label="When: 2019, 2019-05 or 2019-05-25"
          value={draft.value.happened}
          onType={happened => type({ happened })}
          pattern={DAY}
          required
        />
      </div>
      <label class="field">
        What readers should know about it
        <textarea
          rows={2}
          dir="auto"
          maxLength={600}
          value={draft.value.detail}
          onInput={event => type({ detail: event.currentTarget.value })}
        />
      </label>
      <div class="choices">
        <Field label="Earlier story of ours: its address" value={draft.value.story} onType={story => type({ story })} />
        <Field
          label="Eyewitness account: its address"
          value={draft.value.account}
          onType={account => type({ account })}
        />
      </div>
      {!reword && <SourceFields source={source.value} onType={to => (source.value = { ...source.value, ...to })} />}
    </Form>
  )
}

function TieForm({ desk, onDone }: { desk: Desk; onDone(): void }) {
  const tie = useSignal({ from: '', to: '', relation: 'alliance' as Relation, since: '', until: '' })
  const source = useSignal(NEW_SOURCE)
  const type = (to: Partial<typeof tie.value>) => (tie.value = { ...tie.value, ...to })
  const words = () => ({ tie: { ...tie.value, since: tie.value.since || null, until: tie.value.until || null } })
  return (
    <Form
      busy={desk.history.busy.value}
      send="Add"
      onDone={onDone}
      onSend={() => void desk.history.add(words(), source.value).then(done => done && onDone())}
    >
      <div class="choices">
        <Field label="Company, person or body" value={tie.value.from} onType={from => type({ from })} required />
        <Choice label="How" value={tie.value.relation} options={RELATIONS} onChoose={relation => type({ relation })} />
        <Field label="The other" value={tie.value.to} onType={to => type({ to })} required />
        <Field label="Since" value={tie.value.since} onType={since => type({ since })} pattern={DAY} />
        <Field label="Until, if it ended" value={tie.value.until} onType={until => type({ until })} pattern={DAY} />
      </div>
      <SourceFields source={source.value} onType={to => (source.value = { ...source.value, ...to })} />
    </Form>
  )
}

function SourceFields({ source, onType }: { source: Source; onType(to: Partial<Source>): void }) {
  return (
    <div class="choices">
      <Choice
        label="How sure"
        value={source.standing}
        options={STANDINGS}
        onChoose={standing => onType({ standing })}
      />
      <Field label="Who says so" value={source.who} onType={who => onType({ who })} required />
      <Field label="Where it can be read" value={source.url ?? ''} onType={url => onType({ url: url || null })} />
      <Field label="Said on" value={source.on ?? ''} onType={on => onType({ on: on || null })} pattern={DAY} />
    </div>
  )
}

function Choice<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: T
  options: Record<T, string>
  onChoose(to: T): void
}) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={event => onChoose(event.currentTarget.value as T)}>
        {Object.entries<string>(options).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

function Field({
  label,
  value,
  onType,
  required = false,
  pattern,
}: {
  label: string
  value: string
  onType(text: string): void
  required?: boolean
  pattern?: string
}) {
  return (
    <label class="field">
      {label}
      <input
        maxLength={2000}
        required={required}
        value={value}
        {...(pattern && { pattern, title: '2019, 2019-05 or 2019-05-25' })}
        onInput={event => onType(event.currentTarget.value)}
      />
    </label>
  )
}

function Form({
  busy,
  send,
  onSend,
  onDone,
  children,
}: {
  busy: boolean
  send: string
  onSend(): void
  onDone(): void
  children: ComponentChildren
}) {
  return (
    <form
      class="wording"
      onSubmit={event => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          {send}
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}
