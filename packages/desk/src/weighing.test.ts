import type { ReasonTemplate } from '@parley/contract/house-rules.ts'
import type { DecideReporter, ReporterRecord } from '@parley/contract/schemas.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Api, Refused } from './api.ts'
import { gapIn, gapsOf, templatesFor } from './reasons.ts'
import { createWeighing } from './weighing.ts'

const record: ReporterRecord = {
  reader: { id: 'r_1', name: 'Rolf', since: '2026-01-01T00:00:00Z' },
  number: { reports: 6, upheld: 1, unfounded: 4, waiting: 1 },
  share: 0.8,
  gravity: { threats: 0, illegal: 1, other: 3 },
  intent: { sameAuthor: 3, unexplained: 2, sinceWarning: 0 },
  warnedAt: null,
  pausedUntil: null,
  unfounded: [],
  decisions: [],
}

let sent: { id: string; decision: DecideReporter }[]
let said: string[]
let answer: () => ReturnType<Api['decideReporter']>
let own: ReasonTemplate[]
let weighing: ReturnType<typeof createWeighing>

beforeEach(() => {
  sent = []
  said = []
  own = []
  answer = async () => ({ statement: { no: 7 } }) as Awaited<ReturnType<Api['decideReporter']>>
  const api = {
    reporter: async () => record,
    decideReporter(id: string, decision: DecideReporter) {
      sent.push({ id, decision })
      return answer()
    },
  } as unknown as Api
  weighing = createWeighing(api, {
    told: problem => (problem as Refused).message,
    done: words => void said.push(words),
    phrasing: { templates: of => templatesFor(own, of), gapIn: text => gapIn(text, gapsOf(own)) },
  })
})

describe('weighing a reporter', () => {
  it('shows the record first, and sends nothing without a reason that has no gap', async () => {
    await weighing.look('r_1')
    expect(weighing.now.value?.record).toEqual(record)
    expect(await weighing.send()).toBe(false)
    weighing.choose('warn-reporter')
    expect(await weighing.send()).toBe(false)
    expect(weighing.now.value?.problem).toMatch('[which]')
    weighing.change({ text: '  ' })
    expect(await weighing.send()).toBe(false)
    expect(sent).toEqual([])
  })

  it('begins from the newsroom’s own sentences, whichever is picked, and sends none with a gap of theirs', async () => {
    for (const name of ['Short', 'Long'])
      own.push({ rule: null, act: 'warn-reporter', name, text: `${name}: [what for].` })
    await weighing.look('r_1')
    weighing.choose('warn-reporter')
    expect(weighing.now.value).toMatchObject({ template: 0, text: 'Short: [what for].' })
    weighing.choose('warn-reporter', 1)
    expect(weighing.now.value?.text).toBe('Long: [what for].')
    expect(await weighing.send()).toBe(false)
    expect(weighing.now.value?.problem).toMatch('[what for]')
    weighing.change({ text: 'Long: nothing.' })
    expect(await weighing.send()).toBe(true)
  })

  it('pauses for days, and says the number of the statement', async () => {
    await weighing.look('r_1')
    weighing.choose('pause-reports')
    weighing.change({ text: 'You went on.', days: 14 })
    expect(await weighing.send()).toBe(true)
    expect(sent).toEqual([{ id: 'r_1', decision: { act: 'pause-reports', explanation: 'You went on.', days: 14 } }])
    expect(said).toEqual(['Done, with statement of reasons no. 7.'])
    expect(weighing.now.value).toBeNull()
  })

  it('keeps the words and says why where it is refused', async () => {
    answer = () => Promise.reject(new Refused('reporter.no-warning', 'Warn first.'))
    await weighing.look('r_1')
    weighing.choose('pause-reports')
    weighing.change({ text: 'You went on.' })
    expect(await weighing.send()).toBe(false)
    expect(weighing.now.value).toMatchObject({ text: 'You went on.', problem: 'Warn first.', busy: false })
  })
})
