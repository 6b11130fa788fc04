import type { AccountAtDesk } from '@parley/contract/accounts.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type AccountAct, accountGapIn, badgeWords, bylineOf, STEPS, stepsFrom } from './account-words.ts'
import type { Acting } from './accounts.ts'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { ACCOUNT_KEYS } from './keys.ts'
import { Templates } from './templates.tsx'

interface Props {
  desk: Desk
  view: AccountAtDesk
}

/** What can be done with an account, each with its key; then the sentence that its author will read. */
export function AccountActs({ desk, view }: Props) {
  const { acting, entry, mayEdit, begin, beginEntry } = desk.accounts
  if (acting.value) return <Acts desk={desk} view={view} acting={acting.value} key={acting.value.act} />
  if (entry.value) return <Entry desk={desk} verified={view.verified} />
  const gone = view.state === 'removed'
  // what leads on stands out; what takes back does not
  const leadsOn = view.stage !== 'declined' && !(view.stage === 'published' && view.verified)
  const primary = leadsOn ? stepsFrom(view)[0] : undefined
  return (
    <div class="acts">
      <div class="buttons">
        {mayEdit &&
          !gone &&
          stepsFrom(view).map(act => (
            <button key={act} type="button" class={act === primary ? 'primary' : undefined} onClick={() => begin(act)}>
              <kbd>{keyOf(act)}</kbd> {STEPS[act].title}…
            </button>
          ))}
        {mayEdit && view.stage === 'published' && view.inTimeline === 0 && (
          <button type="button" onClick={beginEntry}>
            <kbd>{keyOf('entry')}</kbd> Make it a timeline entry…
          </button>
        )}
      </div>
      {!mayEdit && <p class="hint">An editor or an admin decides what becomes of it.</p>}
      {view.inTimeline > 0 && <p class="hint">It is in the history behind the story.</p>}
      <Failure desk={desk} at="act" />
    </div>
  )
}

const keyOf = (act: AccountAct | 'entry') => ACCOUNT_KEYS.find(([, command]) => command === act)![0]

/** What went wrong with what was pressed here. */
export function Failure({ desk, at }: { desk: Desk; at: string }) {
  return (
    <p class="problem" role="alert">
      {desk.accounts.failureAt(at)}
    </p>
  )
}

function Acts({ desk, view, acting }: Props & { acting: Acting }) {
  const { act, template, text, problem } = acting
  const { to, title, send, templates } = STEPS[act]
  const { type, pick, busy } = desk.accounts
  const field = useRef<HTMLTextAreaElement>(null)

  // In the same stroke as it is drawn, so that a quick Enter meets what has the focus: the sentence, at its gap if it has one.
  useLayoutEffect(() => {
    const gap = accountGapIn(text)
    field.current?.focus()
    field.current?.setSelectionRange(gap?.start ?? text.length, gap?.end ?? text.length)
  }, [act])

  async function post() {
    if (await desk.accounts.send()) focusCase()
    else field.current?.focus()
  }

  return (
    <form
      class="acts deciding"
      aria-labelledby="acting-title"
      onSubmit={event => {
        event.preventDefault()
        void post()
      }}
    >
      <h3 id="acting-title">{title}</h3>
      <Templates of={templates} picked={template} onPick={pick} />
      <label for="account-reason">The reader will read</label>
      <textarea
        id="account-reason"
        ref={field}
        rows={3}
        enterkeyhint="send"
        maxLength={1000}
        dir="auto"
        aria-describedby="account-problem"
        aria-invalid={problem !== null}
        value={text}
        onInput={event => type(event.currentTarget.value)}
        onKeyDown={event => {
          // one line, as the reader will read it
          if (event.key !== 'Enter' || event.isComposing) return
          event.preventDefault()
          void post()
        }}
      />
      <p class="problem" id="account-problem" role="alert">
        {problem}
      </p>
      {to === 'published' && (
        <p class="hint">
          Everybody will read it, by <bdi>{bylineOf(view)}</bdi>, under “{badgeWords(act === 'verified')}”.
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          <kbd>enter</kbd> {send}
        </button>
        <Cancel desk={desk} />
      </div>
    </form>
  )
}

function Cancel({ desk }: { desk: Desk }) {
  return (
    <button
      type="button"
      onClick={() => {
        desk.accounts.cancel()
        focusCase()
      }}
    >
      <kbd>esc</kbd> Cancel
    </button>
  )
}

/** The words of an entry in the history behind the story: its day, its link and who says so come from the account. */
function Entry({ desk, verified }: { desk: Desk; verified: boolean }) {
  const { entry, sendEntry, busy } = desk.accounts
  const { title, detail } = entry.value!
  const first = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => first.current?.select(), [])
  return (
    <form
      class="acts deciding"
      aria-labelledby="entry-title"
      onSubmit={event => {
        event.preventDefault()
        void sendEntry().then(done => done && focusCase())
      }}
    >
      <h3 id="entry-title">An entry in the history behind the story</h3>
      <label for="entry-words">What happened</label>
      <input
        id="entry-words"
        ref={first}
        required
        minLength={3}
        maxLength={140}
        dir="auto"
        value={title}
        onInput={event => (entry.value = { title: event.currentTarget.value, detail })}
      />
      <label for="entry-detail">What readers should know about it</label>
      <textarea
        id="entry-detail"
        rows={2}
        maxLength={600}
        dir="auto"
        value={detail}
        onInput={event => (entry.value = { title, detail: event.currentTarget.value })}
      />
      <Failure desk={desk} at="entry" />
      <p class="hint">
        It has the day of the account and leads to it. It says that{' '}
        {verified ? 'an eyewitness says so whose account we verified' : 'somebody who was there says so, as a reader'}.
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={busy}>
          <kbd>enter</kbd> Add it
        </button>
        <Cancel desk={desk} />
      </div>
    </form>
  )
}
