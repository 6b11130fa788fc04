import type { CaseView } from '@parley/contract/schemas.ts'
import type { Desk } from './desk.ts'
import { TakeOut } from './disputes.tsx'
import { focusCase } from './focus.ts'
import { hashOf, RULING } from './place.ts'

/** Over a case: an authority has ordered something about it, and whether its author may hear of it. */
export function Ordered({ desk, view }: { desk: Desk; view: CaseView }) {
  return (
    <>
      {view.orders?.map(order => (
        <p key={order.id} class="settled ordered" data-gravity="stop">
          <a
            href={hashOf(RULING)}
            onClick={event => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              desk.go(RULING)
              void desk.law.show(order.id).then(focusCase)
            }}
          >
            An order of <bdi>{order.authority}</bdi> is about this comment.
          </a>{' '}
          {order.secret && 'It is secret: say nothing to its author, and carry it out from there.'}
        </p>
      ))}
    </>
  )
}

/** For editors, at the end of a case: what authorities and certified bodies may ask for. */
export function OfLaw({ desk, view }: { desk: Desk; view: CaseView }) {
  if (desk.reader.role === 'moderator') return null
  return (
    <section class="fact">
      <h3>Law</h3>
      <div class="buttons">
        <TakeOut desk={desk} caseId={view.id} />
        <button
          type="button"
          onClick={() => {
            desk.go(RULING)
            desk.law.begin(view.commentId)
            focusCase()
          }}
        >
          Enter an order about it…
        </button>
      </div>
    </section>
  )
}
