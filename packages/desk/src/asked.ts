import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Refused } from './api.ts'

/** What is asked once while something is on the screen, and why it could not be told. Asked again when `by` changes. */
export function useAsked<T>(ask: () => Promise<T>, by: string) {
  const found = useSignal<T | null>(null)
  const problem = useSignal<string | null>(null)
  useEffect(() => {
    let gone = false
    ask().then(
      now => {
        if (!gone) found.value = now
      },
      error => {
        if (!gone) problem.value = error instanceof Refused ? error.message : String(error)
      },
    )
    return () => {
      gone = true
    }
  }, [by])
  return { found: found.value, problem: problem.value }
}
