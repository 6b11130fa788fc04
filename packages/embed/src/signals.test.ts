import { describe, expect, it } from 'vitest'
import { batch, computed, effect, signal } from './signals.ts'

describe('a signal', () => {
  it('tells who has read it, as long as he does', () => {
    const name = signal('Ada')
    const seen: string[] = []
    const stop = effect(() => void seen.push(name.value))
    name.value = 'Bob'
    name.value = 'Bob'
    stop()
    name.value = 'Cora'
    expect(seen).toEqual(['Ada', 'Bob'])
  })

  it('is listened to only as far as it was read the last time', () => {
    const shown = signal(true)
    const words = signal('one')
    let runs = 0
    effect(() => {
      runs++
      if (shown.value) words.value
    })
    words.value = 'two'
    shown.value = false
    words.value = 'three'
    expect(runs).toBe(3)
  })

  it('may be set by one who listens to another', () => {
    const a = signal(1)
    const b = signal(0)
    const seen: number[] = []
    effect(() => {
      b.value = a.value * 10
    })
    effect(() => void seen.push(b.value))
    a.value = 2
    expect(seen).toEqual([10, 20])
  })
})

describe('a computed value', () => {
  it('is made when it is read, and anew only after a change', () => {
    const n = signal(1)
    let made = 0
    const twice = computed(() => {
      made++
      return n.value * 2
    })
    expect(made).toBe(0)
    expect([twice.value, twice.value, made]).toEqual([2, 2, 1])
    n.value = 3
    expect([twice.value, made]).toEqual([6, 2])
  })

  it('tells its readers of what it is made of, through others too, and each of them once', () => {
    const n = signal(1)
    const twice = computed(() => n.value * 2)
    const sum = computed(() => twice.value + n.value)
    const seen: number[] = []
    effect(() => void seen.push(sum.value))
    n.value = 2
    n.value = 3
    expect(seen).toEqual([3, 6, 9])
  })
})

it('tells of several changes at once, and of nothing in between', () => {
  const first = signal('a')
  const last = signal('b')
  const seen: string[] = []
  effect(() => void seen.push(first.value + last.value))
  batch(() => {
    first.value = 'c'
    batch(() => {
      last.value = 'd'
    })
  })
  expect(seen).toEqual(['ab', 'cd'])
})

it('goes on after something that throws', () => {
  const n = signal(0)
  const seen: number[] = []
  effect(() => {
    if (n.value === 1) throw new Error('no')
  })
  effect(() => void seen.push(n.value))
  expect(() => {
    n.value = 1
  }).toThrow('no')
  n.value = 2
  expect(seen.at(-1)).toBe(2)
})
