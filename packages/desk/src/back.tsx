import type { ComponentChildren } from 'preact'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { NOTING, WITNESSING } from './place.ts'

/** On a phone: one column back, by the browser's history where the step was made there. */
export function Back({
  desk,
  to,
  children,
}: {
  desk: Desk
  to: 'queues' | 'cases' | 'notes' | 'accounts'
  children: ComponentChildren
}) {
  function back() {
    if (history.state?.deeper) return history.back()
    if (to === 'notes') desk.go(NOTING)
    else if (to === 'accounts') desk.go(WITNESSING)
    else desk.go({ queue: to === 'cases' ? desk.place.value.queue : null, caseId: null })
    focusCase()
  }
  return (
    <button type="button" class="plain back" onClick={back}>
      <span aria-hidden="true">‹</span> {children}
    </button>
  )
}
