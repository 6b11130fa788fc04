import type { Tried, TryText } from '@parley/contract/schemas.ts'
import { HEADS, type Head, RULES_OF } from '@parley/rules/heads.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from './api.ts'
import { createTrying, marksOf } from './trying.ts'

/** An answer in which these heads have words, and these of them reach a step. */
function answer(words: Partial<Record<Head, [number, number]>>, reached: readonly Head[] = []): Tried {
  return {
    verdict: { outcome: reached.length ? 'nudge' : 'show', findings: [] },
    anyway: 'show',
    language: 'en',
    engine: 'test',
    failed: false,
    heads: HEADS.map(head => ({
      head,
      rule: RULES_OF[head][0]!,
      score: words[head] ? 0.6 : 0.1,
      learned: 0.1,
      steps: { nudge: 0.5 },
      reaches: reached.includes(head) ? 'nudge' : null,
      spans: words[head] ? [{ start: words[head][0], end: words[head][1] }] : [],
    })),
  }
}

describe('trying the rules', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A server that answers when it is told to. */
  function server() {
    const asked: { body: TryText; settle(tried: Tried): void; fail(problem: Error): void }[] = []
    const tryText = (body: TryText) =>
      new Promise<Tried>((settle, fail) => {
        asked.push({ body, settle, fail })
      })
    return { asked, trying: createTrying({ tryText }, problem => (problem as Error).message) }
  }

  it('asks once the keys rest, with nothing that was left empty', async () => {
    const { asked, trying } = server()
    for (const text of ['Y', 'Yo', 'You fool']) trying.change({ text })
    trying.change({ parent: ' ', article: 'The board' })
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.map(({ body }) => body)).toEqual([{ text: 'You fool', article: 'The board' }])
    trying.change({ language: 'de' })
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.at(-1)?.body).toEqual({ text: 'You fool', article: 'The board', language: 'de' })
  })

  it('shows the answer to the last text, whichever comes last', async () => {
    const { asked, trying } = server()
    trying.change({ text: 'first' })
    await vi.advanceTimersByTimeAsync(300)
    trying.change({ text: 'second' })
    await vi.advanceTimersByTimeAsync(300)
    asked[1]!.settle(answer({}))
    await vi.advanceTimersByTimeAsync(0)
    asked[0]!.settle(answer({ insult: [0, 5] }, ['insult']))
    await vi.advanceTimersByTimeAsync(0)
    expect(trying.answer.value).toEqual({ text: 'second', tried: answer({}) })
  })

  it('says when it takes long, and what went wrong, and keeps the text', async () => {
    const { asked, trying } = server()
    trying.change({ text: 'You fool' })
    await vi.advanceTimersByTimeAsync(300)
    expect(trying.slow.value).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(trying.slow.value).toBe(true)
    asked[0]!.fail(new Refused('network', 'Not reached.'))
    await vi.advanceTimersByTimeAsync(0)
    expect([trying.slow.value, trying.problem.value, trying.trial.value.text]).toEqual([
      false,
      'Not reached.',
      'You fool',
    ])
    void trying.ask()
    asked[1]!.settle(answer({}))
    await vi.advanceTimersByTimeAsync(0)
    expect(trying.problem.value).toBeNull()
  })

  it('has nothing to say of nothing', async () => {
    const { asked, trying } = server()
    trying.change({ text: 'You fool' })
    await vi.advanceTimersByTimeAsync(300)
    trying.change({ text: '  ' })
    await vi.advanceTimersByTimeAsync(300)
    asked[0]!.settle(answer({ insult: [4, 8] }))
    await vi.advanceTimersByTimeAsync(0)
    expect(trying.answer.value).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('lets go of a head that has no words any more', async () => {
    const { asked, trying } = server()
    trying.change({ text: 'You fool' })
    await vi.advanceTimersByTimeAsync(300)
    asked[0]!.settle(answer({ insult: [4, 8] }))
    await vi.advanceTimersByTimeAsync(0)
    trying.choose('insult')
    expect(trying.head.value).toBe('insult')
    trying.change({ text: 'You friend' })
    await vi.advanceTimersByTimeAsync(300)
    asked[1]!.settle(answer({}))
    await vi.advanceTimersByTimeAsync(0)
    expect(trying.head.value).toBeNull()
  })

  it('marks what decides; where nothing does, what comes nearest; or what was chosen', () => {
    const labels = (tried: Tried, head: Head | null) =>
      marksOf(tried, head)
        .filter(({ spans }) => spans.length > 0)
        .map(({ label }) => label)
    const both: Parameters<typeof answer>[0] = { insult: [4, 8], obscene: [9, 12] }
    expect(labels(answer(both, ['insult']), null)).toEqual(['insult'])
    expect(labels(answer(both), null)).toEqual(['obscene', 'insult'])
    expect(labels(answer(both, ['insult']), 'obscene')).toEqual(['obscene'])
  })
})
