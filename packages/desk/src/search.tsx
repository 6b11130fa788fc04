import type { ReadonlySignal } from '@preact/signals'
import { useSignal, useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'

const AFTER_MS = 250

/** Searches as one types; what was asked for stays in the field. `onDone` puts the focus where one goes on. */
export function Search({
  id,
  label,
  placeholder,
  asked,
  find,
  onDone,
}: {
  id: string
  label: string
  placeholder: string
  asked: ReadonlySignal<string>
  find(words: string): void
  onDone(by: 'Enter' | 'Escape'): unknown
}) {
  const words = useSignal(asked.value)
  const later = useRef<ReturnType<typeof setTimeout>>(undefined)
  // a saved view brings its own words
  useSignalEffect(() => {
    const now = asked.value
    if (words.peek().trim() !== now) words.value = now
  })

  function ask(text: string, wait: number) {
    words.value = text
    clearTimeout(later.current)
    later.current = setTimeout(() => find(text.trim()), wait)
  }

  return (
    <search>
      <form
        onSubmit={event => {
          event.preventDefault()
          ask(words.value, 0)
          onDone('Enter')
        }}
      >
        <input
          id={id}
          type="search"
          maxLength={100}
          aria-label={label}
          placeholder={placeholder}
          value={words}
          onInput={event => ask(event.currentTarget.value, AFTER_MS)}
          onKeyDown={event => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            ask('', 0)
            onDone('Escape')
          }}
        />
        <kbd>/</kbd>
      </form>
    </search>
  )
}
