import type { CodeSent, Reader } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type Api, Refused } from './api.ts'

/** Sign-in by a code from the mail: the address, then the code, and a name where there is none yet. */
export function SignIn({ api, siteName, onDone }: { api: Api; siteName: string; onDone(reader: Reader): void }) {
  const email = useSignal('')
  const code = useSignal('')
  const name = useSignal<string | null>(null)
  const sent = useSignal<CodeSent | null>(null)
  const problem = useSignal<string | null>(null)
  const busy = useSignal(false)
  const field = useRef<HTMLInputElement>(null)

  // each step begins in its own field
  useLayoutEffect(() => field.current?.focus(), [sent.value, name.value === null])

  async function submit(event: Event) {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      if (!sent.value) sent.value = await api.askForCode(email.value.trim())
      else {
        const given = { email: email.value.trim(), code: code.value.trim(), challenge: sent.value.challenge }
        const session = await api.signIn(name.value === null ? given : { ...given, name: name.value })
        onDone(session.reader)
      }
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused
      if (refused.code === 'name.needed' && name.value === null) name.value = ''
      else {
        problem.value = refused.message
        field.current?.focus()
      }
    } finally {
      busy.value = false
    }
  }

  function startOver() {
    sent.value = null
    code.value = ''
    name.value = null
    problem.value = null
  }

  return (
    <main class="door">
      <h1>Parley desk</h1>
      <p>
        For the moderators of <bdi>{siteName}</bdi>.
      </p>
      <form onSubmit={submit}>
        {!sent.value && (
          <>
            <label for="email">E-mail address</label>
            <input
              ref={field}
              id="email"
              type="email"
              autocomplete="email"
              required
              aria-describedby="email-hint problem"
              aria-invalid={problem.value !== null}
              value={email}
              onInput={event => (email.value = event.currentTarget.value)}
            />
            <p class="hint" id="email-hint">
              We send a code to it. No password needed.
            </p>
          </>
        )}
        {sent.value && name.value === null && (
          <>
            <p id="sent">
              If <bdi>{email}</bdi> can receive mail, a code is on its way. It works for {sent.value.minutes} minutes,
              in this browser, once.
            </p>
            <label for="code">Code from the mail</label>
            <input
              ref={field}
              id="code"
              class="code"
              type="text"
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck={false}
              required
              aria-describedby="sent problem"
              aria-invalid={problem.value !== null}
              value={code}
              onInput={event => (code.value = event.currentTarget.value)}
            />
          </>
        )}
        {name.value !== null && (
          <>
            <label for="name">Your name</label>
            <input
              ref={field}
              id="name"
              type="text"
              autocomplete="name"
              required
              aria-describedby="name-hint problem"
              aria-invalid={problem.value !== null}
              value={name.value}
              onInput={event => (name.value = event.currentTarget.value)}
            />
            <p class="hint" id="name-hint">
              Readers see it at your own comments, colleagues at your decisions.
            </p>
          </>
        )}
        <p id="problem" class="problem" role="alert">
          {problem}
        </p>
        <div class="buttons">
          <button type="submit" class="primary" aria-disabled={busy.value}>
            {sent.value ? 'Sign in' : 'Send me a code'}
          </button>
          {sent.value && (
            <button type="button" onClick={startOver}>
              Use another address
            </button>
          )}
        </div>
      </form>
    </main>
  )
}

/** For someone who is signed in and is not staff. */
export function ReaderOnly({ reader, onSignOut }: { reader: Reader; onSignOut(): void }) {
  return (
    <main class="door">
      <h1>Parley desk</h1>
      <p>
        You are signed in as <bdi>{reader.name}</bdi>, a reader. The desk is for the newsroom’s moderators.
      </p>
      <p>If you are one of them, sign in with the address that the newsroom knows, or ask for yours to be added.</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </main>
  )
}
