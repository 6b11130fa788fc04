import type { CaseView } from '@parley/contract/schemas.ts'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { Fact } from './fact.tsx'

/** In the case of a comment that everybody can read: whether it is featured as worth reading, and the way to that and back. */
export function WorthOfCase({ desk, view }: { desk: Desk; view: CaseView }) {
  const { busy, turnInCase } = desk.worth
  if (view.state !== 'shown' || view.kind === 'note') return null
  return (
    <Fact title="Worth reading">
      <div class="buttons">
        <button type="button" aria-disabled={busy.value} onClick={() => void turnInCase(view)}>
          {view.featured ? 'Feature it no more' : 'Feature as worth reading'}
        </button>
        {view.featured && (
          <span class="meta">
            Featured <Age at={view.featured} />
          </span>
        )}
      </div>
    </Fact>
  )
}
