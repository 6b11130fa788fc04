import { takesTyping } from './keys.ts'

/** One column at a time; the same width as in looks.css. */
export const narrow = matchMedia('(max-width: 979px)')

/** Where the focus may go, the nearest to the open case first; on a phone most of these are not on the screen. */
const TARGETS = [
  '.row[aria-current="true"]',
  '#case-title',
  '#account-title',
  '#note-title',
  '.row[tabindex="0"]',
  '#cases-title',
  '#accounts-title',
  '#notes-title',
  '#try-title',
  '#settle-title',
  '#overview-title',
  '#stories-title',
  '#law-title',
  '#history-title',
  '#worth-title',
  'h1',
]

/** Puts the focus on the open case, once it is drawn: on its row in the list, or else on what is nearest to it. */
export function focusCase() {
  const from = document.activeElement
  // at once, so that the next key is no letter of what was typed
  if (from instanceof HTMLElement && takesTyping(from)) from.blur()
  requestAnimationFrame(() => {
    // a form that was opened meanwhile keeps it
    if (takesTyping(document.activeElement)) return
    const targets = TARGETS.map(target => document.querySelector<HTMLElement>(target))
    targets.find(target => target && target.getClientRects().length > 0)?.focus()
  })
}
