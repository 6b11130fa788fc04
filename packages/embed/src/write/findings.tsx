import type { Verdict } from '@parley/contract/schemas.ts'
import type { Discussion } from '../discussion.ts'
import { view } from '../view.ts'

/** Each finding: the rule in bold, and what is said of the words. */
export const Findings = view(({ d, verdict }: { d: Discussion; verdict: Verdict }) =>
  verdict.findings.map(({ rule, message }) => (
    <p key={rule + message}>
      {d.rule(rule) && <strong>{d.rule(rule)}. </strong>}
      {message}
    </p>
  )),
)
