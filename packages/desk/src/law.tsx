import { useEffect } from 'preact/hooks'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { Disputes } from './disputes.tsx'
import { Flaggers } from './flaggers.tsx'
import { LAW_TABS, type LawTab } from './law.ts'
import { Orders } from './orders.tsx'

const TITLES: Record<LawTab, string> = {
  orders: 'Orders',
  flaggers: 'Trusted flaggers',
  disputes: 'Certified bodies',
}

/** For the rare day: orders of authorities, trusted flaggers, cases before certified bodies. */
export function Law({ desk }: { desk: Desk }) {
  const { tab, problem, read, choose } = desk.law
  useEffect(() => void read(), [])
  return (
    <section class="settle law" aria-labelledby="law-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="law-title" tabIndex={-1}>
          Law
        </h2>
      </div>
      <nav class="tabs" aria-label="Parts of the law">
        {LAW_TABS.map(id => (
          <button key={id} type="button" aria-pressed={tab.value === id} onClick={() => choose(id)}>
            {TITLES[id]}
          </button>
        ))}
      </nav>
      <div class="settled-things">
        {problem.value && (
          <p class="settled" data-gravity="stop" role="alert">
            {problem.value}
          </p>
        )}
        {tab.value === 'orders' ? (
          <Orders desk={desk} />
        ) : tab.value === 'flaggers' ? (
          <Flaggers desk={desk} />
        ) : (
          <Disputes desk={desk} />
        )}
      </div>
    </section>
  )
}
