import type { OwnComment, Reply } from '@parley/contract/schemas.ts'
import type { ComponentChildren } from 'preact'
import type { Discussion } from '../discussion.ts'
import { signal } from '../signals.ts'
import { view } from '../view.ts'

/** A comment, or a context note: to what is reported they are the same. */
export type Reported = Pick<Reply, 'id' | 'body'>

/** What is open, and for whom. */
type Open = { d: Discussion } & (
  | { kind: 'report'; comment: Reported }
  | { kind: 'withdraw'; own: OwnComment }
  | { kind: 'history'; id: string }
  | { kind: 'mine' }
)

/** The dialog that is open; signing in may stand above it. */
export const dialog = signal<Open | null>(null)

/** Opens a dialog, as soon as its words are there. */
export const open = (what: Open): Promise<void> =>
  what.d.attempt(async () => {
    await what.d.words()
    dialog.value = what
  })

/** A modal dialog. Closing it, by whichever way, gives the focus back to where it was. */
export const Dialog = view(
  (
    { d, title, onClose, children }: DialogProps,
    kept: { came: (element: HTMLDialogElement | null) => void; close: () => void },
  ) => (
    <dialog ref={kept.came} part="dialog" aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      {(children as DialogProps['children'])(kept.close)}
      {/* Last, so that what the dialog is for has the focus first. */}
      <button type="button" class="close" aria-label={d.say('close')} onClick={kept.close}>
        <span aria-hidden="true">✕</span>
      </button>
    </dialog>
  ),
  () => {
    let dialog: HTMLDialogElement | null = null
    return {
      came(element) {
        dialog = element
        if (!element?.open) element?.showModal()
      },
      close: () => dialog?.close(),
    }
  },
)

interface DialogProps {
  d: Discussion
  title: string
  onClose: () => void
  /** Draws what is in it; given what closes it. */
  children: (close: () => void) => ComponentChildren
}

export function Failure({ said }: { said: string }) {
  return said ? (
    <p class="findings stop" part="notice" role="alert">
      {said}
    </p>
  ) : null
}

/** For what appears in answer to the reader and is to be read next. */
export const focusIt = (element: HTMLElement | null): void => element?.focus()
