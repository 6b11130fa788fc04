import type { ComponentChildren } from 'preact'

/** Something to know of a case or a note, under its name. */
export function Fact({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="fact">
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  )
}
