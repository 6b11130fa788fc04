import type { KeepDispute } from '@parley/contract/authorities.ts'
import { useSignal } from '@preact/signals'
import type { Desk } from './desk.ts'
import { namedIn } from './law.ts'
import { Day, Facts, KeepForm, mayEnter, Note, Text } from './law-fields.tsx'
import { hashOf } from './place.ts'

const OUTCOMES = {
  kept: 'Our decision stands',
  reversed: 'Our decision was wrong',
  partly: 'Partly wrong',
  settled: 'Settled between the parties',
  none: 'Ended without an outcome',
} as const

const today = () => new Date().toISOString().slice(0, 10)

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

/** Cases before certified bodies: written down, followed, closed. */
export function Disputes({ desk }: { desk: Desk }) {
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
  const keep = () => {
    const where = at ? { id: at.id } : comment ? { caseId: `k_${comment.slice(2)}` } : null
    if (where) void desk.law.keepDispute(where, draft.value).then(done => done && onDone())
    else desk.law.problem.value = 'Name the comment or case that it is about.'
  }
  return (
    <KeepForm desk={desk} label={at === null ? 'A new referral' : `${body}, ${opened}`} onKeep={keep} onDone={onDone}>
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
      <Note value={draft.value.note} onType={to => type({ note: to })} />
    </KeepForm>
  )
}

/** The case file: for editors; with whoever reported for an admin who asks for it. */

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
