import type { Order, OrderInFull } from '@parley/contract/authorities.ts'
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { fullDate } from './ages.ts'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { namedIn, type OrderDraft, wants } from './law.ts'
import { Facts, mayEnter, Text, Time, useCopy } from './law-fields.tsx'
import { hashOf, RULING } from './place.ts'

const KINDS: Record<Order['kind'], string> = {
  remove: 'To remove',
  information: 'To give information',
  'terrorist-content': 'Terrorist content: one hour',
}

const now = signal(Date.now())

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

/** Orders of authorities: entered, carried out, answered. */
export function Orders({ desk }: { desk: Desk }) {
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
