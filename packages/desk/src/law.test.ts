import { expect, it } from 'vitest'
import { localTime, namedIn, orderOf, wants } from './law.ts'

const MINUTE = 60_000
const NOW = Date.parse('2027-05-05T08:00:00Z')
const order = (more: object) =>
  ({ kind: 'remove', dueAt: null, effectAt: null, settled: false, ...more }) as Parameters<typeof wants>[0]
const after = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString()

it.each([
  [{ dueAt: after(43) }, '43 min left', 'stop'],
  [{ dueAt: after(0.5) }, 'less than a minute left', 'stop'],
  [{ dueAt: after(300) }, '5 h left', 'look'],
  [{ dueAt: after(-3) }, 'Late by 3 min', 'stop'],
  [{ dueAt: after(-3 * 24 * 60) }, 'Late by 3 days', 'stop'],
  [{}, 'Without undue delay', 'look'],
  [{ dueAt: after(-3), effectAt: after(-5) }, 'Carried out: answer the authority', 'look'],
  [{ dueAt: after(-3), settled: true }, 'Settled', 'slight'],
])('L18 what an order wants: %j', (more, words, gravity) => {
  expect(wants(order(more), NOW)).toEqual({ words, gravity })
})

it('L07 reads comments and readers from whatever was pasted', () => {
  expect(
    namedIn('https://talk.paper.example/d/comments/c_01mnf83pm6tv and\n#/reported/k_01mnf83pm6tv, c_02mnf83pm6tv.'),
  ).toEqual({ comments: ['c_01mnf83pm6tv', 'c_02mnf83pm6tv'], reader: null })
  expect(namedIn('r_01mnf83pm6tv')).toEqual({ comments: [], reader: 'r_01mnf83pm6tv' })
  expect(namedIn('nothing of the kind')).toEqual({ comments: [], reader: null })
})

it('L18 sends times in UTC, and no limit of its own for terrorist content', () => {
  const typed = {
    kind: 'remove' as const,
    authority: ' Court ',
    country: 'de',
    reference: '1',
    law: '§ 1',
    receivedAt: localTime(NOW),
    dueAt: localTime(NOW + 60 * MINUTE),
    secretUntil: '',
    about: 'c_01mnf83pm6tv',
  }
  expect(orderOf(typed)).toMatchObject({ authority: 'Court', country: 'DE', receivedAt: after(0), dueAt: after(60) })
  expect(orderOf({ ...typed, kind: 'terrorist-content' })).not.toHaveProperty('dueAt')
})
