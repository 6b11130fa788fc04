import { describe, expect, it } from 'vitest'
import { ACCOUNT_KEYS, commandFor, KEYS, type KeyPress, NOTE_KEYS, type Situation } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
})
const reading: Situation = { typing: false, dialog: false, deciding: false, single: true }

describe('single keys', () => {
  it.each([...KEYS, ...NOTE_KEYS])('%s asks for %s', (key, command, _title) => {
    expect(commandFor(press(key), reading)).toEqual({ do: command })
  })

  it.each(ACCOUNT_KEYS)(
    '%s asks for %s over an eyewitness account, and for nothing of it over a case',
    (key, command, _title) => {
      expect(commandFor(press(key), { ...reading, accounts: true })).toEqual({ do: command })
      expect(commandFor(press(key), reading)).not.toEqual({ do: command })
    },
  )

  it('that mean nothing else over an account stay what they are there', () => {
    const others = KEYS.filter(([key]) => !ACCOUNT_KEYS.some(([taken]) => taken === key))
    for (const [key, command] of others)
      expect(commandFor(press(key), { ...reading, accounts: true })).toEqual({ do: command })
    expect(others.map(([key]) => key)).toEqual(expect.arrayContaining(['j', 'k', 'i', 'm', 'u', 'o', '?']))
  })

  it('work with caps lock on, and leave Shift with a letter alone', () => {
    expect(commandFor(press('A'), reading)).toEqual({ do: 'show' })
    expect(commandFor(press('A', { shiftKey: true }), reading)).toBeNull()
  })

  it('take signs that a keyboard needs Shift for', () => {
    expect(commandFor(press('?', { shiftKey: true }), reading)).toEqual({ do: 'help' })
    expect(commandFor(press('/', { shiftKey: true }), reading)).toEqual({ do: 'search' })
  })

  it.each(['altKey', 'ctrlKey', 'metaKey', 'isComposing'] as const)('do nothing with %s', modifier => {
    for (const [key] of KEYS) expect(commandFor(press(key, { [modifier]: true }), reading)).toBeNull()
  })

  it.each([
    ['while typing', { typing: true }],
    ['under a dialog', { dialog: true }],
    ['when they are switched off', { single: false }],
  ])('do nothing %s', (_, situation) => {
    for (const [key] of KEYS) expect(commandFor(press(key), { ...reading, ...situation })).toBeNull()
    expect(commandFor(press('4'), { ...reading, deciding: true, ...situation })).toBeNull()
  })

  it('held down walk through the list and decide nothing', () => {
    const held = (key: string) => commandFor(press(key, { repeat: true }), reading)
    expect(held('j')).toEqual({ do: 'next' })
    expect(held('k')).toEqual({ do: 'previous' })
    for (const key of ['a', 'c', 'r', 'o', 'u', 'x', 'y']) expect(held(key)).toBeNull()
  })
})

describe('digits', () => {
  const deciding = { ...reading, deciding: true }

  it('choose a ground once a decision has begun, and not before', () => {
    expect(commandFor(press('4', { code: 'Digit4' }), deciding)).toEqual({ do: 'ground', no: 4 })
    expect(commandFor(press('4', { code: 'Digit4' }), reading)).toBeNull()
    expect(commandFor(press('9', { code: 'Digit9' }), deciding)).toEqual({ do: 'ground', no: 9 })
    expect(commandFor(press('0', { code: 'Digit0' }), deciding)).toBeNull()
  })

  it('count by their place on keyboards that have other signs there', () => {
    expect(commandFor(press("'", { code: 'Digit4' }), deciding)).toEqual({ do: 'ground', no: 4 })
    expect(commandFor(press('$', { code: 'Digit4', shiftKey: true }), deciding)).toBeNull()
  })
})

describe('Escape', () => {
  it('takes a decision back even while typing, and with single keys off', () => {
    expect(commandFor(press('Escape'), { ...reading, deciding: true, typing: true, single: false })).toEqual({
      do: 'cancel',
    })
  })

  it('belongs to the browser otherwise', () => {
    expect(commandFor(press('Escape'), reading)).toBeNull()
    expect(commandFor(press('Escape'), { ...reading, deciding: true, dialog: true })).toBeNull()
  })
})
