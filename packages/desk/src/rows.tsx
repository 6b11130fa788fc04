import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface RowsProps {
  /** The list, as far as it is loaded. */
  children: ComponentChildren
  reading: boolean
  problem: string | null
  /** Where the list goes on; null where it is loaded to its end. */
  next: string | null
  onMore(): void
  /** Tries again what went wrong. */
  onAgain(): void
  /** What stands in the place of no rows at all; null where there are some. */
  empty: ComponentChildren
}

/** A list with what stands below it: what went wrong, the way on, or that there is nothing. */
export function Rows({ children, reading, problem, next, onMore, onAgain, empty }: RowsProps) {
  return (
    <div class="rows" aria-busy={reading}>
      {children}
      {problem ? (
        <div class="quiet">
          <p role="alert">{problem}</p>
          <button type="button" onClick={onAgain}>
            Try again
          </button>
        </div>
      ) : next ? (
        <More from={next} reading={reading} onMore={onMore} />
      ) : (
        empty && <p class="quiet">{reading ? 'Loading …' : empty}</p>
      )}
    </div>
  )
}

/** Tells the list to go on when it comes near the screen; also a button, for those who come by keyboard. */
function More({ from, reading, onMore }: { from: string; reading: boolean; onMore(): void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const near = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) onMore()
      },
      { root: button.current!.closest('.rows'), rootMargin: '600px' },
    )
    near.observe(button.current!)
    return () => near.disconnect()
  }, [from, reading])
  return (
    <button ref={button} type="button" class="more" onClick={onMore}>
      {reading ? 'Loading …' : 'More'}
    </button>
  )
}
