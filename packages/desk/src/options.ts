import { effect, signal } from '@preact/signals'

const NAME = 'parley-desk'

/** What a moderator has set for this browser. Both are on unless switched off. */
export const options = {
  /** Graphic words are blurred. */
  blur: signal(true),
  /** Single keys do things. */
  single: signal(true),
}

/** Takes the options kept in this browser, and keeps them from now on. */
export function keepOptions(store: Pick<Storage, 'getItem' | 'setItem'>) {
  for (const [name, option] of Object.entries(options)) option.value = store.getItem(`${NAME}.${name}`) !== 'off'
  effect(() => {
    for (const [name, option] of Object.entries(options)) store.setItem(`${NAME}.${name}`, option.value ? 'on' : 'off')
  })
}
