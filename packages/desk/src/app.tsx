import type { Reader, Site } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type Api, Refused } from './api.ts'
import { createDesk, type Desk } from './desk.ts'
import { narrow } from './focus.ts'
import { Newsroom } from './newsroom.tsx'
import { depthOf, hashOf, type Place, placeOf } from './place.ts'
import { ReaderOnly, SignIn } from './sign-in.tsx'

type Screen = { is: 'loading' } | { is: 'failed'; why: string } | { is: 'sign-in' | 'reader' | 'desk' }

/** Who is here decides what is shown: the sign-in, a word to a mere reader, or the desk. */
export function App({ api }: { api: Api }) {
  const screen = useSignal<Screen>({ is: 'loading' })
  const reader = useSignal<Reader | null>(null)
  const site = useRef<Site>(null)
  const desk = useRef<Desk>(null)

  function enter(who: Reader | null) {
    reader.value = who
    if (!who) screen.value = { is: 'sign-in' }
    else if (who.role === 'reader') screen.value = { is: 'reader' }
    else {
      // whoever signs in again finds what was typed
      if (desk.current?.reader.id !== who.id) {
        const around = { wide: () => !narrow.matches, remember, signedOut: () => enter(null) }
        desk.current = createDesk(api, around, who, site.current!)
      }
      screen.value = { is: 'desk' }
    }
  }

  async function begin() {
    screen.value = { is: 'loading' }
    try {
      const [me, found] = await Promise.all([api.me(), api.site()])
      site.current = found
      enter(me.reader)
    } catch (problem) {
      screen.value = { is: 'failed', why: problem instanceof Refused ? problem.message : String(problem) }
    }
  }

  async function signOut() {
    try {
      await api.signOut()
    } catch (problem) {
      // whoever leaves a shared computer must know that the session is still open
      if (!(problem instanceof Refused)) throw problem
      if (problem.code !== 'session.none') {
        screen.value = { is: 'failed', why: `You are still signed in. ${problem.message}` }
        return
      }
    }
    desk.current = null
    enter(null)
  }

  useEffect(() => void begin(), [])

  switch (screen.value.is) {
    case 'loading':
      return <main class="door" aria-busy="true" />
    case 'failed':
      return (
        <main class="door">
          <h1>Parley desk</h1>
          <p role="alert">{screen.value.why}</p>
          <button type="button" class="primary" onClick={begin}>
            Try again
          </button>
        </main>
      )
    case 'sign-in':
      return <SignIn api={api} siteName={site.current!.name} onDone={enter} />
    case 'reader':
      return <ReaderOnly reader={reader.value!} onSignOut={signOut} />
    case 'desk':
      return <Newsroom desk={desk.current!} onSignOut={signOut} />
  }
}

/** Writes the place into the address. On a phone going deeper is a step that the browser's back button takes back. */
function remember(to: Place) {
  const hash = hashOf(to)
  if (hash === location.hash) return
  const deeper = depthOf(to) > depthOf(placeOf(location.hash))
  if (narrow.matches && deeper) history.pushState({ deeper: true }, '', hash)
  else history.replaceState(history.state, '', hash)
}
