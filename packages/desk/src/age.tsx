import { signal } from '@preact/signals'
import { age, fullDate } from './ages.ts'

const now = signal(Date.now())
setInterval(() => {
  now.value = Date.now()
}, 30_000)

/** How long ago for the eye; the full date on hover and for screen readers. */
export function Age({ at }: { at: string }) {
  const then = Date.parse(at)
  const full = fullDate(then)
  return (
    <time dateTime={at} title={full}>
      <span aria-hidden="true">{age(then, now.value)}</span>
      <span class="unseen">{full}</span>
    </time>
  )
}
