import { describe, expect, it } from 'vitest'
import { keepDraft, keyFor, readDraft } from './draft.ts'

const NAME = 'parley:draft:https://paper.example/story'
function shelf(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    clear: () => kept.clear(),
    key: () => null,
    get length() {
      return kept.size
    },
  }
}
const closed = (): Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

describe('a draft', () => {
  it('is kept, read again and dropped', () => {
    const store = shelf()
    expect(keepDraft(NAME, { text: 'I was there.' }, () => store)).toBe(true)
    expect(readDraft(NAME, () => store)).toEqual({ text: 'I was there.' })
    keepDraft(NAME, null, () => store)
    expect(readDraft(NAME, () => store)).toBeNull()
  })

  it('with no words is none', () => {
    const store = shelf()
    keepDraft(NAME, { text: 'one' }, () => store)
    keepDraft(NAME, { text: '' }, () => store)
    expect(store.length).toBe(0)
  })

  it.each(['', 'null', '[]', '{"text":1}', '{'])('is not read from %j', text => {
    const store = shelf()
    store.setItem(NAME, text)
    expect(readDraft(NAME, () => store)).toBeNull()
  })

  it('is neither kept nor asked for in a browser that keeps nothing', () => {
    expect(keepDraft(NAME, { text: 'one' }, closed)).toBe(false)
    expect(readDraft(NAME, closed)).toBeNull()
  })
})

describe('the idempotency key', () => {
  it('stays for the same request, across a reload, and changes with it', () => {
    const store = shelf()
    const key = keyFor(NAME, { text: 'one' }, '{"text":"one"}', () => store)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(keyFor(NAME, { text: 'one' }, '{"text":"one"}', () => store)).toBe(key)
    const other = keyFor(NAME, { text: 'two' }, '{"text":"two"}', () => store)
    expect(other).not.toBe(key)
    expect(readDraft(NAME, () => store)?.attempt?.key).toBe(other)
  })

  it('is the same within one visit where nothing can be kept', () => {
    const draft = { text: 'one' as const }
    const key = keyFor(NAME, draft, '{}', closed)
    expect(keyFor(NAME, draft, '{}', closed)).toBe(key)
  })
})
