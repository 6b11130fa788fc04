import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from './difference.ts'

describe('difference', () => {
  it('says what was taken and what was added, word by word', () => {
    expect(difference('They are all idiots and know it.', 'They are all mistaken and know it well.')).toEqual([
      { kind: 'same', text: 'They are all' },
      { kind: 'taken', text: ' idiots' },
      { kind: 'added', text: ' mistaken' },
      { kind: 'same', text: ' and know' },
      { kind: 'taken', text: ' it.' },
      { kind: 'added', text: ' it well.' },
    ])
  })

  it('keeps equal texts whole and treats new line breaks as no change', () => {
    expect(difference('one two', 'one two')).toEqual([{ kind: 'same', text: 'one two' }])
    expect(difference('one two', 'one\n\ntwo')).toEqual([{ kind: 'same', text: 'one\n\ntwo' }])
    expect(difference('', '')).toEqual([])
  })

  it('loses no word of either text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 40 }).map(parts => parts.join(''))
    const words = (whole: string) => whole.split(/\s+/).filter(Boolean)
    fc.assert(
      fc.property(text, text, (earlier, later) => {
        const changes = difference(earlier, later)
        const without = (kind: string) =>
          changes
            .filter(change => change.kind !== kind)
            .map(change => change.text)
            .join('')
        expect(words(without('added'))).toEqual(words(earlier))
        expect(words(without('taken'))).toEqual(words(later))
      }),
    )
  })

  it('is quick with the longest comments', () => {
    const earlier = 'a b '.repeat(1250)
    const later = 'b c '.repeat(1250)
    const before = process.threadCpuUsage()
    difference(earlier, later)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
  })
})
