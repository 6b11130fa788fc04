import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { Desk } from './desk.ts'

export const mayEnter = ({ reader }: Desk) => reader.role === 'editor' || reader.role === 'admin'

interface TextProps {
  label: string
  value: string
  onType(text: string): void
  required?: boolean
}

export const Text = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input maxLength={200} required={required} value={value} onInput={event => onType(event.currentTarget.value)} />
  </label>
)

export const Time = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input
      type="datetime-local"
      required={required}
      value={value}
      onInput={event => onType(event.currentTarget.value)}
    />
  </label>
)

export const Day = ({ label, value, onType, required = false }: TextProps) => (
  <label class="field">
    {label}
    <input type="date" required={required} value={value} onInput={event => onType(event.currentTarget.value)} />
  </label>
)

export const Facts = ({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="law-facts">
    {facts.map(([name, value]) =>
      value ? (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ) : null,
    )}
  </dl>
)

export const Note = ({ value, onType }: Pick<TextProps, 'value' | 'onType'>) => (
  <label class="field">
    Note
    <textarea rows={2} dir="auto" maxLength={2000} value={value} onInput={event => onType(event.currentTarget.value)} />
  </label>
)

/** The form of one thing that is kept: its fields, then Keep and Cancel. */
export function KeepForm({
  desk,
  label,
  onKeep,
  onDone,
  children,
}: {
  desk: Desk
  label: string
  onKeep(): void
  onDone(): void
  children: ComponentChildren
}) {
  return (
    <form
      class="wording"
      aria-label={label}
      onSubmit={event => {
        event.preventDefault()
        onKeep()
      }}
    >
      {children}
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={desk.law.busy.value}>
          Keep
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}

export function useCopy() {
  const words = useSignal('')
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      words.value = 'Copied.'
    } catch {
      words.value = 'Could not be copied. Select the text and copy it with your keyboard.'
    }
  }
  return { words: words.value, copy }
}
