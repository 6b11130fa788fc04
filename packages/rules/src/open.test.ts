import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { open } from './open.ts'
import { tokensOf } from './tokens.ts'

describe('a text that several read', () => {
  const text = 'He said “you toad”, and I said no.'
  const words = (sources?: readonly string[]) => open(text, sources).tokens.map(({ written }) => written)

  it('is folded and taken apart once', () => {
    const first = open(text)
    expect(open(text)).toBe(first)
    expect(open(text, ['you toad']).folded).toBe(first.folded)
    expect(first).toEqual({ folded: fold(text), tokens: tokensOf(text, fold(text)) })
  })

  it('is read as it would be alone, whatever was read before', () => {
    const all = ['he', 'said', 'you', 'toad', 'and', 'i', 'said', 'no']
    const own = ['he', 'said', 'and', 'i', 'said', 'no']
    expect(words()).toEqual(all)
    expect(words(['A reply: you toad!'])).toEqual(own)
    expect(words(['Nothing of the kind.'])).toEqual(all)
    open('Another text.')
    expect(words(['Nothing of the kind.', 'you toad'])).toEqual(own)
    expect(words([])).toEqual(all)
  })
})
