import { Component, type ComponentChildren, type ComponentType, type RenderableProps } from 'preact'
import { effect } from './signals.ts'

/**
 * A component that is drawn anew whenever a signal it has read changes. `keep` makes, once for each place where it stands,
 * what that place keeps to itself; its `stop`, if it has one, is called when the place goes.
 *
 * These lines are what this package needs of @preact/signals and preact/hooks; both together would take a sixth of all that
 * may be loaded to show a thread.
 */
export function view<P, K extends object = object>(
  draw: (props: RenderableProps<P>, kept: K) => ComponentChildren,
  keep: (props: P) => K = () => ({}) as K,
): ComponentType<P> {
  return class extends Component<P> {
    #kept: K | undefined
    #stop: (() => void) | undefined

    override render(props: RenderableProps<P>): ComponentChildren {
      this.#kept ??= keep(props)
      const kept = this.#kept
      let drawn: ComponentChildren
      let first = true
      this.#stop?.()
      this.#stop = effect(() => {
        if (first) drawn = draw(props, kept)
        else this.setState({})
        first = false
      })
      return drawn
    }

    override componentWillUnmount(): void {
      this.#stop?.()
      const kept = this.#kept as { stop?: () => void } | undefined
      kept?.stop?.()
    }
  }
}
