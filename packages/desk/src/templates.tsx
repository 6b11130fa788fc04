import type { Template } from './reasons.ts'

interface Props {
  of: readonly Template[]
  picked: number
  onPick(template: number): void
}

/** Where the newsroom has worded a reason in several ways: which one is begun from. */
export function Templates({ of, picked, onPick }: Props) {
  if (of.length < 2) return null
  return (
    <label class="measure">
      Begin from
      <select value={picked} onChange={event => onPick(Number(event.currentTarget.value))}>
        {of.map(({ name }, i) => (
          <option key={name} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
