import type { KeepDispute, KeepFlagger, Order, OrderInFull } from '@parley/contract/schemas.ts'
import { signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { fullDate } from './ages.ts'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { LAW_TABS, type LawTab, namedIn, type OrderDraft, wants } from './law.ts'
import { hashOf, RULING } from './place.ts'

const TITLES: Record<LawTab, string> = {
  orders: 'Orders',
  flaggers: 'Trusted flaggers',
  disputes: 'Certified bodies',
}
const KINDS: Record<Order['kind'], string> = {
  remove: 'To remove',
  information: 'To give information',
  'terrorist-content': 'Terrorist content: one hour',
}
const OUTCOMES = {
  kept: 'Our decision stands',
  reversed: 'Our decision was wrong',
  partly: 'Partly wrong',
  settled: 'Settled between the parties',
  none: 'Ended without an outcome',
} as const

const now = signal(Date.now())
const mayEnter = ({ reader }: Desk) => reader.role === 'editor' || reader.role === 'admin'
const today = () => new Date().toISOString().slice(0, 10)

/** At the top of the desk while an order of an authority wants something: how long is left, and the way to it. */
export function Pressing({ desk }: { desk: Desk }) {
  const { pressing, show } = desk.law
  const some = pressing.value.length > 0
  useEffect(() => {
    if (!some) return
    now.value = Date.now()
    const tick = setInterval(() => (now.value = Date.now()), 5000)
    return () => clearInterval(tick)
  }, [some])
  const [first] = pressing.value
  if (!first) return null
  const { words, gravity } = wants(first, now.value)
  const others = pressing.value.length - 1
  return (
    <aside class="pressing" data-gravity={gravity} aria-label="Orders of authorities">
      <a
        href={hashOf(RULING)}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          desk.go(RULING)
          desk.law.tab.value = 'orders'
          void show(first.id).then(focusCase)
        }}
      >
        <strong>{words}</strong> · {KINDS[first.kind]} · <bdi>{first.authority}</bdi>
        {others > 0 && ` · and ${others} more`}
      </a>
    </aside>
  )
}

/** For the rare day: orders of authorities, trusted flaggers, cases before certified bodies. */
export function Law({ desk }: { desk: Desk }) {
  const { tab, problem, read, choose } = desk.law
  useEffect(() => void read(), [])
  return (
    <section class="settle law" aria-labelledby="law-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="law-title" tabIndex={-1}>
          Law
        </h2>
      </div>
      <nav class="tabs" aria-label="Parts of the law">
        {LAW_TABS.map(id => (
          <button key={id} type="button" aria-pressed={tab.value === id} onClick={() => choose(id)}>
            {TITLES[id]}
          </button>
        ))}
      </nav>
      <div class="settled-things">
        {problem.value && (
          <p class="settled" data-gravity="stop" role="alert">
            {problem.value}
          </p>
        )}
        {tab.value === 'orders' ? (
          <OrdersPart desk={desk} />
        ) : tab.value === 'flaggers' ? (
          <Flaggers desk={desk} />
        ) : (
          <Disputes desk={desk} />
        )}
      </div>
    </section>
  )
}

// ---- orders

function OrdersPart({ desk }: { desk: Desk }) {
  const { orders, open, entering, show, begin } = desk.law
  if (entering.value) return <Enter desk={desk} draft={entering.value} />
  if (open.value) return <OneOrder key={open.value.id} desk={desk} order={open.value} />
  return (
    <>
      <p class="quiet">
        What courts and authorities order: to remove, or to give information. Entering an order starts its clock, pages
        whoever is on duty, and seals what it is about. Nothing is done by itself.
      </p>
      {mayEnter(desk) ? (
        <div class="buttons">
          <button type="button" class="primary" onClick={() => begin()}>
            Enter an order…
          </button>
        </div>
      ) : (
        <p class="settled">You can read and carry out orders. An editor or an admin enters and answers them.</p>
      )}
      {orders.value === null ? (
        <p class="quiet" aria-busy="true">
          Loading …
        </p>
      ) : orders.value.length === 0 ? (
        <p class="quiet">There has been none.</p>
      ) : (
        <ul class="orders">
          {orders.value.map(order => {
            const { words, gravity } = wants(order, now.value)
            return (
              <li key={order.id}>
                <button type="button" class="plain" onClick={() => void show(order.id).then(focusCase)}>
                  <span>
                    <bdi>{order.authority}</bdi> ({order.country}), <bdi>{order.reference}</bdi>
                  </span>
                </button>
                <span class="meta">
                  <span class="chip" data-gravity={gravity}>
                    {words}
                  </span>{' '}
                  {KINDS[order.kind]} · received <Age at={order.receivedAt} />
                  {isSecret(order) && ' · secret'}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

const isSecret = ({ secretUntil, toldAt }: Order) =>
  secretUntil !== null && toldAt === null && Date.parse(secretUntil) > Date.now()

function Enter({ desk, draft }: { desk: Desk; draft: OrderDraft }) {
  const { type, enter, leave, busy } = desk.law
  const { comments, reader } = namedIn(draft.about)
  return (
    <form
      class="wording"
      aria-labelledby="enter-title"
      onSubmit={event => {
        event.preventDefault()
        void enter(draft).then(done => done && focusCase())
      }}
    >
      <h3 id="enter-title">Enter an order</h3>
      <fieldset class="bare kinds">
        <legend>What it orders</legend>
        {(Object.keys(KINDS) as Order['kind'][]).map(kind => (
          <label key={kind} class="option">
            <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => type({ kind })} />
            {KINDS[kind]}
          </label>
        ))}
      </fieldset>
      <div class="choices">
        <Text label="Authority" value={draft.authority} onType={authority => type({ authority })} required />
        <label class="field">
          Member State
          <input
            size={3}
            maxLength={2}
            pattern="[A-Za-z]{2}"
            placeholder="DE"
            title="two letters"
            required
            value={draft.country}
            onInput={event => type({ country: event.currentTarget.value })}
          />
        </label>
        <Text label="Its reference" value={draft.reference} onType={reference => type({ reference })} required />
        <Text label="Legal ground" value={draft.law} onType={law => type({ law })} required />
      </div>
      <label class="field">
        What it is about: addresses of comments, one a line; or the id of a reader (r_…)
        <textarea rows={3} required value={draft.about} onInput={event => type({ about: event.currentTarget.value })} />
        <span class="meta" role="status">
          {comments.length
            ? `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'}`
            : reader
              ? 'a reader'
              : draft.about && 'No comment or reader in this yet.'}
        </span>
      </label>
      <div class="choices">
        <Time
          label="Received (your time)"
          value={draft.receivedAt}
          onType={receivedAt => type({ receivedAt })}
          required
        />
        {draft.kind !== 'terrorist-content' && (
          <Time label="To be done by, if it says" value={draft.dueAt} onType={dueAt => type({ dueAt })} />
        )}
        <Time
          label="Secret until, if it orders that"
          value={draft.secretUntil}
          onType={secretUntil => type({ secretUntil })}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy.value}>
          Enter, and page whoever is on duty
        </button>
        <button type="button" onClick={leave}>
          Cancel
        </button>
      </div>
    </form>
  )
}

interface TextProps {
  label: string
  value: string
  onType(text: string): void
  required?: boolean
}

const Text = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input maxLength={200} required={required} value={value} onInput={event => onType(event.currentTarget.value)} />
  </label>
)

const Time = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input
      type="datetime-local"
      required={required}
      value={value}
      onInput={event => onType(event.currentTarget.value)}
    />
  </label>
)

const Day = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input type="date" required={required} value={value} onInput={event => onType(event.currentTarget.value)} />
  </label>
)

const Facts = ({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="law-facts">
    {facts.map(([name, value]) =>
      value ? (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ) : null,
    )}
  </dl>
)

const said = (time: string) => fullDate(Date.parse(time))

function OneOrder({ desk, order }: { desk: Desk; order: OrderInFull }) {
  const { leave } = desk.law
  const { words, gravity } = wants(order, now.value)
  const removes = order.kind !== 'information'
  const answered = (kind: string) => order.answers.some(answer => answer.kind === kind)
  return (
    <>
      <div class="buttons">
        <button type="button" onClick={leave}>
          All orders
        </button>
      </div>
      <h3>
        <bdi>{order.authority}</bdi>, <bdi>{order.reference}</bdi>
      </h3>
      <p class="settled" data-gravity={gravity}>
        <strong>{words}</strong>
        {isSecret(order) && ` · The reader may not be told before ${said(order.secretUntil!)}: say nothing to anybody.`}
      </p>
      {order.comments.length > 0 && (
        <ul class="orders" aria-label="Comments that it is about">
          {order.comments.map(comment => (
            <li key={comment.id}>
              <a href={hashOf({ queue: 'all', caseId: comment.caseId })}>
                <bdi>{comment.excerpt || 'A comment without words'}</bdi>
              </a>
              <span class="meta">
                <bdi>{comment.authorName}</bdi> · {comment.state} · <bdi>{comment.storyTitle}</bdi>
              </span>
              {!comment.intact && (
                <span class="problem">The sealed evidence is not as it was sealed. Tell whoever runs the server.</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {removes && !order.settled && <CarryOut desk={desk} order={order} />}
      <Facts
        facts={[
          ['What', KINDS[order.kind]],
          ['Legal ground', <bdi key="law">{order.law}</bdi>],
          ['Member State', order.country],
          ['Received', said(order.receivedAt)],
          ['To be done by', order.dueAt && said(order.dueAt)],
          ['Carried out', order.effectAt && said(order.effectAt)],
          ['Reader told', order.toldAt && said(order.toldAt)],
          ['About', order.reader && <bdi key="reader">{order.reader.name}</bdi>],
          ['Evidence kept until', said(order.keptUntil)],
          ['Entered by', <bdi key="by">{order.by}</bdi>],
        ]}
      />
      <Evidence order={order} />
      {!answered('receipt') && !order.settled && (
        <Answer desk={desk} order={order} kind="receipt" title="Confirm to the authority that it has come" />
      )}
      {!order.settled && (removes ? order.effectAt !== null : true) && (
        <Answer
          key={`${order.effectAt} ${order.secretUntil} ${order.toldAt}`}
          desk={desk}
          order={order}
          kind="done"
          title={removes ? 'Tell the authority what was done' : 'Answer with what it asks for, and no more'}
        />
      )}
      {!order.settled && order.effectAt === null && (
        <Answer desk={desk} order={order} kind="refused" title="Or say why it is not followed" />
      )}
      {order.secretUntil && order.toldAt === null && mayEnter(desk) && <Secrecy desk={desk} order={order} />}
      {order.answers.map(answer => (
        <details key={answer.kind}>
          <summary>
            {SENT[answer.kind]}, sent by <bdi>{answer.by}</bdi>, <Age at={answer.at} />
          </summary>
          <p class="said" dir="auto">
            {answer.text}
          </p>
        </details>
      ))}
    </>
  )
}

const SENT = { receipt: 'Confirmation of receipt', done: 'Answer', refused: 'Reasons for not following it' } as const

function Evidence({ order }: { order: OrderInFull }) {
  const { words, copy } = useCopy()
  if (!order.evidence.length) return null
  return (
    <div class="buttons">
      <button type="button" onClick={() => copy(`[${order.evidence.join(',\n')}]`)}>
        Copy the sealed evidence
      </button>
      <span role="status">{words}</span>
    </div>
  )
}

function useCopy() {
  const words = useSignal('')
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      words.value = 'Copied.'
    } catch {
      words.value = 'Could not be copied. Select the text and copy it with your keyboard.'
    }
  }
  return { words: words.value, copy }
}

function CarryOut({ desk, order }: { desk: Desk; order: OrderInFull }) {
  const text = useSignal(order.drafts.reason)
  const public_ = order.comments.filter(({ state }) => state === 'shown' || state === 'collapsed' || state === 'held')
  if (order.effectAt !== null && !public_.length) return null
  const secret = isSecret(order)
  return (
    <form
      class="wording"
      aria-labelledby="carry-title"
      onSubmit={event => {
        event.preventDefault()
        void desk.law.carryOut(order.id, text.value)
      }}
    >
      <h3 id="carry-title">Carry it out</h3>
      <p class="quiet">
        {public_.length === 0
          ? 'Nothing of it can be read any more: only the time is kept.'
          : `${public_.length === 1 ? 'The comment is' : `${public_.length} comments are`} removed, everywhere, as against the law.`}{' '}
        {secret
          ? 'The author is told nothing now; the statement of reasons is made and sent when secrecy ends.'
          : 'The author gets a statement of reasons with these words, and can appeal.'}
      </p>
      <label class="field">
        Reason, as the author reads it
        <textarea
          rows={3}
          dir="auto"
          required
          maxLength={5000}
          value={text.value}
          onInput={event => (text.value = event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={desk.law.busy.value}>
          Carry it out
        </button>
      </div>
    </form>
  )
}

/** A letter to the authority: begun here, sent by a person from elsewhere, kept here as it was sent. */
function Answer({
  desk,
  order,
  kind,
  title,
}: {
  desk: Desk
  order: OrderInFull
  kind: 'receipt' | 'done' | 'refused'
  title: string
}) {
  const text = useSignal(order.drafts[kind])
  const { words, copy } = useCopy()
  return (
    <details class="card" open={kind === 'done'}>
      <summary>{title}</summary>
      <form
        class="bare"
        onSubmit={event => {
          event.preventDefault()
          void desk.law.answer(order.id, { kind, text: text.value })
        }}
      >
        <label class="field">
          Letter
          <textarea
            class="report"
            rows={9}
            dir="auto"
            required
            readOnly={!mayEnter(desk)}
            value={text.value}
            onInput={event => (text.value = event.currentTarget.value)}
          />
        </label>
        <p class="quiet">Nothing is sent from here. Send it as the authority asks, then keep it as it was sent.</p>
        <div class="buttons">
          <button type="button" onClick={() => copy(text.value)}>
            Copy
          </button>
          {mayEnter(desk) && (
            <button type="submit" class="primary" aria-disabled={desk.law.busy.value}>
              I have sent this
            </button>
          )}
          <span role="status">{words}</span>
        </div>
      </form>
    </details>
  )
}

function Secrecy({ desk, order }: { desk: Desk; order: OrderInFull }) {
  const until = useSignal('')
  return (
    <form
      class="wording"
      aria-labelledby="secrecy-title"
      onSubmit={event => {
        event.preventDefault()
        void desk.law.secrecy(order.id, until.value)
      }}
    >
      <h3 id="secrecy-title">Secrecy</h3>
      <div class="choices">
        <Time label="The authority prolongs it until" value={until.value} onType={to => (until.value = to)} required />
      </div>
      <div class="buttons">
        <button type="submit" aria-disabled={desk.law.busy.value}>
          Prolong
        </button>
        <button type="button" onClick={() => void desk.law.secrecy(order.id, null)}>
          End it now, and tell the reader
        </button>
      </div>
    </form>
  )
}

// ---- trusted flaggers

const NEW_FLAGGER: KeepFlagger = {
  name: '',
  awardedBy: '',
  email: '',
  since: '',
  until: null,
  suspended: false,
  note: '',
}

function Flaggers({ desk }: { desk: Desk }) {
  const { flaggers } = desk.law
  const editing = useSignal<string | null>(null)
  const { words, copy } = useCopy()
  const keeps = desk.reader.role === 'admin'
  return (
    <>
      <p class="quiet">
        Bodies with the status of trusted flagger. Signed in with the address here, by the code that it gets by mail,
        their reports of something illegal come before all others but those of danger to life.
      </p>
      {!keeps && <p class="settled">An admin keeps this list.</p>}
      {flaggers.value === null ? (
        <p class="quiet" aria-busy="true">
          Loading …
        </p>
      ) : (
        flaggers.value.map(one =>
          editing.value === one.id ? (
            <FlaggerForm key={one.id} desk={desk} id={one.id} from={one} onDone={() => (editing.value = null)} />
          ) : (
            <section key={one.id} class="wording" aria-label={one.name}>
              <h3>
                <bdi>{one.name}</bdi>{' '}
                {!one.active && <span class="chip">{one.suspended ? 'suspended' : 'not at present'}</span>}
              </h3>
              <Facts
                facts={[
                  ['Status from', <bdi key="by">{one.awardedBy}</bdi>],
                  ['Address', <bdi key="email">{one.email}</bdi>],
                  ['Since', one.until ? `${one.since}, until ${one.until}` : one.since],
                  ['Notices', `${one.reports}: ${one.upheld} right, ${one.refused} refused, ${one.open} open`],
                  ['Median time', one.medianHours === null ? null : `${one.medianHours} h`],
                  ['Note', one.note],
                ]}
              />
              <div class="buttons">
                <button type="button" onClick={() => copy(one.misuse)}>
                  Copy a letter about misuse to the coordinator
                </button>
                {keeps && (
                  <button type="button" onClick={() => (editing.value = one.id)}>
                    Change…
                  </button>
                )}
              </div>
              <details>
                <summary>The letter</summary>
                <p class="said" dir="auto">
                  {one.misuse}
                </p>
              </details>
            </section>
          ),
        )
      )}
      <p role="status">{words}</p>
      {keeps &&
        (editing.value === '' ? (
          <FlaggerForm desk={desk} id={null} from={NEW_FLAGGER} onDone={() => (editing.value = null)} />
        ) : (
          <div class="buttons">
            <button type="button" onClick={() => (editing.value = '')}>
              Add a trusted flagger…
            </button>
          </div>
        ))}
    </>
  )
}

function FlaggerForm({ desk, id, from, onDone }: { desk: Desk; id: string | null; from: KeepFlagger; onDone(): void }) {
  const { name, awardedBy, email, since, until, suspended, note } = from
  const draft = useSignal<KeepFlagger>({ name, awardedBy, email, since, until, suspended, note })
  const type = (to: Partial<KeepFlagger>) => (draft.value = { ...draft.value, ...to })
  return (
    <form
      class="wording"
      aria-label={id === null ? 'A new trusted flagger' : name}
      onSubmit={event => {
        event.preventDefault()
        void desk.law.keepFlagger(id, draft.value).then(done => done && onDone())
      }}
    >
      <div class="choices">
        <Text label="Name" value={draft.value.name} onType={to => type({ name: to })} required />
        <Text label="Status awarded by" value={draft.value.awardedBy} onType={to => type({ awardedBy: to })} required />
        <Text label="E-mail address" value={draft.value.email} onType={to => type({ email: to })} required />
        <Day label="Since" value={draft.value.since} onType={to => type({ since: to })} required />
        <Day label="Until, if it ends" value={draft.value.until ?? ''} onType={to => type({ until: to || null })} />
      </div>
      <label class="option">
        <input
          type="checkbox"
          checked={draft.value.suspended}
          onChange={event => type({ suspended: event.currentTarget.checked })}
        />
        The coordinator has suspended the status
      </label>
      <label class="field">
        Note
        <textarea
          rows={2}
          dir="auto"
          maxLength={2000}
          value={draft.value.note}
          onInput={event => type({ note: event.currentTarget.value })}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={desk.law.busy.value}>
          Keep
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}

// ---- certified bodies

const newDispute = (): KeepDispute => ({
  body: '',
  reference: '',
  opened: today(),
  outcome: null,
  closed: null,
  costs: '',
  followed: null,
  note: '',
})

function Disputes({ desk }: { desk: Desk }) {
  const { disputes } = desk.law
  const editing = useSignal<string | null>(null)
  return (
    <>
      <p class="quiet">
        Cases that an author or a reporter has brought before a certified body. The case file holds everything that such
        a body needs, signed; who reported is left out.
      </p>
      {disputes.value === null ? (
        <p class="quiet" aria-busy="true">
          Loading …
        </p>
      ) : (
        disputes.value.map(one =>
          editing.value === one.id ? (
            <DisputeForm key={one.id} desk={desk} at={one} from={one} onDone={() => (editing.value = null)} />
          ) : (
            <section key={one.id} class="wording" aria-label={`${one.body}, ${one.opened}`}>
              <h3>
                <bdi>{one.body}</bdi> {one.reference && <bdi>{one.reference}</bdi>}{' '}
                <span class="meta">since {one.opened}</span>
              </h3>
              <Facts
                facts={[
                  ['Case', <a key="case" href={hashOf({ queue: 'all', caseId: one.caseId })}>{`${one.caseId}`}</a>],
                  [
                    'Outcome',
                    one.outcome ? `${OUTCOMES[one.outcome]}, ${one.closed} (after ${one.days} days)` : 'open',
                  ],
                  ['Followed', one.followed === null ? null : one.followed ? 'yes' : 'no'],
                  ['Costs', one.costs],
                  ['Note', one.note],
                ]}
              />
              {mayEnter(desk) && (
                <div class="buttons">
                  <TakeOut desk={desk} caseId={one.caseId} />
                  <button type="button" onClick={() => (editing.value = one.id)}>
                    Change…
                  </button>
                </div>
              )}
            </section>
          ),
        )
      )}
      {mayEnter(desk) &&
        (editing.value === '' ? (
          <DisputeForm desk={desk} at={null} from={newDispute()} onDone={() => (editing.value = null)} />
        ) : (
          <div class="buttons">
            <button type="button" onClick={() => (editing.value = '')}>
              Write down a referral…
            </button>
          </div>
        ))}
    </>
  )
}

function DisputeForm({
  desk,
  at,
  from,
  onDone,
}: {
  desk: Desk
  at: { id: string } | null
  from: KeepDispute
  onDone(): void
}) {
  const { body, reference, opened, outcome, closed, costs, followed, note } = from
  const about = useSignal('')
  const draft = useSignal<KeepDispute>({ body, reference, opened, outcome, closed, costs, followed, note })
  const type = (to: Partial<KeepDispute>) => (draft.value = { ...draft.value, ...to })
  const [comment] = namedIn(about.value).comments
  return (
    <form
      class="wording"
      aria-label={at === null ? 'A new referral' : `${body}, ${opened}`}
      onSubmit={event => {
        event.preventDefault()
        const where = at ? { id: at.id } : comment ? { caseId: `k_${comment.slice(2)}` } : null
        if (where) void desk.law.keepDispute(where, draft.value).then(done => done && onDone())
        else desk.law.problem.value = 'Name the comment or case that it is about.'
      }}
    >
      <div class="choices">
        {!at && (
          <Text label="Comment or case: its address" value={about.value} onType={to => (about.value = to)} required />
        )}
        <Text label="Certified body" value={draft.value.body} onType={to => type({ body: to })} required />
        <Text label="Its reference" value={draft.value.reference} onType={to => type({ reference: to })} />
        <Day label="Since" value={draft.value.opened} onType={to => type({ opened: to })} required />
      </div>
      <div class="choices">
        <label class="field">
          Outcome
          <select
            value={draft.value.outcome ?? ''}
            onChange={event => {
              const to = (event.currentTarget.value || null) as KeepDispute['outcome']
              type({ outcome: to, closed: to === null ? null : (draft.value.closed ?? today()) })
            }}
          >
            <option value="">open</option>
            {Object.entries(OUTCOMES).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {draft.value.outcome && (
          <>
            <Day label="On" value={draft.value.closed ?? ''} onType={to => type({ closed: to || null })} required />
            <label class="field">
              Followed
              <select
                value={draft.value.followed === null ? '' : String(draft.value.followed)}
                onChange={event => {
                  const { value } = event.currentTarget
                  type({ followed: value === '' ? null : value === 'true' })
                }}
              >
                <option value="">not decided</option>
                <option value="true">yes</option>
                <option value="false">no</option>
              </select>
            </label>
          </>
        )}
        <Text label="Costs" value={draft.value.costs} onType={to => type({ costs: to })} />
      </div>
      <label class="field">
        Note
        <textarea
          rows={2}
          dir="auto"
          maxLength={2000}
          value={draft.value.note}
          onInput={event => type({ note: event.currentTarget.value })}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={desk.law.busy.value}>
          Keep
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}

/** The case file: for editors; with whoever reported for an admin who asks for it. */
export function TakeOut({ desk, caseId }: { desk: Desk; caseId: string }) {
  const named = useSignal(false)
  return (
    <>
      <button type="button" onClick={() => void desk.law.takeOut(caseId, named.value)}>
        Take out the case file
      </button>
      {desk.reader.role === 'admin' && (
        <label class="option">
          <input
            type="checkbox"
            checked={named.value}
            onChange={event => (named.value = event.currentTarget.checked)}
          />
          with whoever reported it
        </label>
      )}
    </>
  )
}
