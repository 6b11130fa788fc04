import type { KeepFlagger } from '@parley/contract/authorities.ts'
import { useSignal } from '@preact/signals'
import type { Desk } from './desk.ts'
import { Day, Facts, KeepForm, Note, Text, useCopy } from './law-fields.tsx'

const NEW_FLAGGER: KeepFlagger = {
  name: '',
  awardedBy: '',
  email: '',
  since: '',
  until: null,
  suspended: false,
  note: '',
}

/** Trusted flaggers: who they are, and how often they were right. */
export function Flaggers({ desk }: { desk: Desk }) {
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
    <KeepForm
      desk={desk}
      label={id === null ? 'A new trusted flagger' : name}
      onKeep={() => void desk.law.keepFlagger(id, draft.value).then(done => done && onDone())}
      onDone={onDone}
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
      <Note value={draft.value.note} onType={to => type({ note: to })} />
    </KeepForm>
  )
}
