import { expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import type { NewsroomComment } from '../training/newsroom60.ts'
import { sixty, verdictOn } from './sixty.ts'

const engine: Engine = {
  version: 'told',
  thresholds: { insult: { nudge: 0.5, hold: 0.9 }, threat: { hold: 0.5 } },
  headsOf: () => [],
  read(text, { hint, parent } = {}) {
    const finding = (label: string, score: number) => ({ rule: 'nice' as const, label, score, spans: [], message: '' })
    const findings = parent ? [] : text.includes('fool') ? [finding('insult', 0.6), finding('threat', 0.2)] : []
    return { language: hint ?? null, scores: null, findings }
  },
}
const comments: NewsroomComment[] = [
  { text: 'You fool', shown: 'You f**l', language: 'en', about: 'an insult', expected: 'nudge' },
  { text: 'Fine | so far', language: 'en', about: 'nothing', expected: 'hold' },
  { text: 'What a fool\nI was', language: 'de', about: 'oneself', expected: 'show' },
  { text: 'fool, you said', language: 'nl', about: 'a quotation', expected: 'show', parent: 'fool' },
]

test('the verdict is the gravest step asked for, with what is around the comment', () => {
  expect(comments.map(comment => verdictOn(engine, comment).verdict)).toEqual(['nudge', 'show', 'nudge', 'show'])
  expect(verdictOn(engine, comments[0]!).why).toBe('insult 0.60')
})

test('the page marks failures both ways, stars words and breaks no table', () => {
  const page = sixty(engine, comments)
  expect(page).toContain('| 1 | You f\\*\\*l | en, not scored | an insult | nudge | nudge | as wanted | insult 0.60 |')
  expect(page).toContain('| 2 | Fine \\| so far | en, not scored | nothing | hold | show | **laxer** |  |')
  expect(page).toContain(
    '| 3 | What a fool ⏎ I was | de, not scored | oneself | show | nudge | **stricter** | insult 0.60 |',
  )
  expect(page).toContain('| 4 | fool, you said (answers: “fool”) |')
  expect(page).toContain('Of 2 comments that should be shown, 1 are. Of 2 that should not simply be shown, 1 are')
})
