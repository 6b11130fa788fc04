import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { focusCase } from './focus.ts'

/** A dialog over the desk for what is done rarely and for good; open as long as there is something in it. */
export function Life({
  open,
  title,
  onClosed,
  children,
}: {
  open: boolean
  /** Id of its heading. */
  title: string
  onClosed(): void
  children(leave: () => void): ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
  }, [open])
  return (
    <dialog
      ref={dialog}
      class="life"
      aria-labelledby={title}
      onClose={event => {
        // of its closing we are told later, when it may be open again
        if (event.currentTarget.open) return
        onClosed()
        focusCase()
      }}
    >
      {open && <div class="help">{children(() => dialog.current?.close())}</div>}
    </dialog>
  )
}
