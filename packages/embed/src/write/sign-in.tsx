import type { CodeSent } from '@parley/contract/schemas.ts'
import type { Problem } from '../api.ts'
import type { Discussion } from '../discussion.ts'
import { signal } from '../signals.ts'
import { view } from '../view.ts'
import { Dialog, Failure, focusIt } from './dialog.tsx'
import { enter, signingIn } from './session.ts'

interface SignInProps {
  d: Discussion
  settle: (entered: boolean) => void
}

const beginning = () => ({
  email: signal(''),
  sent: signal<CodeSent | null>(null),
  nameNeeded: signal(false),
  failure: signal(''),
  busy: signal(false),
})

/** Sign-in at the newspaper, or by a code that comes by mail: address, then code, then, once, a name. */
export const SignInDialog = view(({ d, settle }: SignInProps, steps: ReturnType<typeof beginning>) => {
  const { say } = d
  const { email, sent, nameNeeded, failure, busy } = steps

  const submit = async (event: SubmitEvent, close: () => void) => {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    failure.value = ''
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const field = (name: string) => String(form.get(name) ?? '').trim()
    try {
      if (!sent.value) {
        email.value = field('email')
        sent.value = (await enter(d, { email: email.value })) ?? null
      } else {
        const { challenge } = sent.value
        const name = field('name')
        await enter(d, { email: email.value, code: field('code'), challenge, ...(name && { name }) })
        close()
      }
    } catch (error) {
      const { code, message } = error as Problem
      if (code === 'name.needed') nameNeeded.value = true
      else failure.value = message || say('failed')
    } finally {
      busy.value = false
    }
  }

  return (
    <Dialog
      d={d}
      title={say('session.title')}
      onClose={() => {
        signingIn.value = null
        settle(Boolean(d.me.value?.reader))
      }}
    >
      {close => (
        <>
          {d.page.signInUrl && !sent.value && (
            <p class="newsroom">
              <a class="button primary" part="button button-primary" href={d.page.signInUrl}>
                {say('session.newsroom')}
              </a>
            </p>
          )}
          <form class="fields" onSubmit={event => submit(event, close)}>
            {sent.value ? (
              <>
                <p>{say('session.sent', { n: sent.value.minutes })}</p>
                <label>
                  {say('session.code')}
                  <input
                    ref={focusIt}
                    key="code"
                    name="code"
                    class="code"
                    required
                    maxLength={40}
                    autocomplete="one-time-code"
                    autocapitalize="off"
                    spellcheck={false}
                  />
                </label>
                {nameNeeded.value && (
                  <label>
                    {say('session.name')}
                    <input ref={focusIt} name="name" required maxLength={200} autocomplete="nickname" />
                  </label>
                )}
              </>
            ) : (
              <label>
                {say('session.email')}
                <input
                  key="email"
                  ref={focusIt}
                  name="email"
                  type="email"
                  required
                  maxLength={254}
                  autocomplete="email"
                />
              </label>
            )}
            <Failure said={failure.value} />
            <div class="buttons">
              {sent.value && (
                <button
                  type="button"
                  class="button quiet"
                  part="button"
                  onClick={() => {
                    sent.value = null
                    nameNeeded.value = false
                    failure.value = ''
                  }}
                >
                  {say('session.other')}
                </button>
              )}
              <button
                type="submit"
                class={`button ${sent.value || !d.page.signInUrl ? 'primary' : ''}`}
                part="button"
                aria-disabled={busy.value}
              >
                {say(sent.value ? 'session.enter' : 'session.send')}
              </button>
            </div>
            {!sent.value && <p class="text">{say('session.no-password')}</p>}
          </form>
        </>
      )}
    </Dialog>
  )
}, beginning)
