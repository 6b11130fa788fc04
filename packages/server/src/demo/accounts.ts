import { readFile } from 'node:fs/promises'
import type { CheckItem, MoveAccount, SendAccount } from '@parley/contract/accounts.ts'

/** What the newsroom asks under the lead story, and for how many hours from the opening on. */
export const CALL = { question: 'Do you work at a supplier? What has changed since the talks became known?', hours: 48 }

/** The one photograph: drawn for the demonstration. */
export const gate = () => readFile(new URL('gate.jpg', import.meta.url))

/** An account of the demonstration and what the desk did with it. People are ids of people.ts. */
export interface Sent {
  by: string
  /** Hours before the demonstration is first opened: when it was sent, and so many hours before that it happened. */
  ago: number
  happened: number
  draft: Omit<SendAccount, 'story' | 'when'>
  photo?: string
  checks?: readonly (readonly [CheckItem, string])[]
  moves?: readonly MoveAccount[]
}

export const ACCOUNTS: readonly Sent[] = [
  {
    by: 'oskar',
    ago: 20,
    happened: 6,
    draft: {
      relation: 'there',
      text: 'At twenty to six the gate of the foundry in Marlbeck was locked, for the first time in the nine years that I have worked there. A sheet of paper behind the bars said that the early shift would start at noon. Around forty of us stood there. At seven somebody from personnel came out and said that a large order had been put off, and nothing else.',
      where: { place: 'Gate 3 of the foundry, Marlbeck', precision: 'street' },
      how: 'I work on the second line and was there from twenty to six until half past seven.',
      contact: { phone: '+44 1632 960123', safeWay: 'After six in the evening, never at work.' },
      consent: { publish: true, name: 'name', keepOriginals: true, tell: true },
    },
    photo: 'A barred gate with a padlock, a notice behind it, and three people who stand before it',
    checks: [
      ['who', 'Showed us his works pass.'],
      ['where', 'The chimney and the gate are those of the foundry.'],
      ['when', 'The town’s clock on a second picture says 6.02.'],
      ['original', 'The file says the same morning, and a telephone that is his.'],
      ['second', 'A colleague of his says the same, independently.'],
    ],
    moves: [
      { to: 'contacted', reason: 'Thank you. We have called you.' },
      { to: 'corroborated', reason: 'Two of your colleagues told us the same.' },
      { to: 'published', verified: true, reason: 'We could confirm it with the personnel office, too.' },
    ],
  },
  {
    by: 'ines',
    ago: 12,
    happened: 30,
    draft: {
      relation: 'affected',
      text: 'We deliver seals to two of the makers in this story. Since the end of last week the portal in which we see what is called off for the next six weeks shows nothing beyond the second. It may be a fault. Nobody answers our question.',
      where: { place: 'Hollin', precision: 'town' },
      how: 'I look at that portal every morning; it is my work.',
      contact: { email: 'ines@reader.example' },
      consent: { publish: true, name: 'pseudonym', pseudonym: 'Seals and Gaskets', keepOriginals: false, tell: true },
    },
    moves: [{ to: 'published', verified: false, reason: 'We publish it, and say that we could not check it yet.' }],
  },
  {
    by: 'gwen',
    ago: 3,
    happened: 200,
    draft: {
      relation: 'background',
      text: 'I was in the room when the three companies agreed how to share a gearbox, some years ago. What took longest was not the price. It was who may change the drawing afterwards, and whom he has to ask. I can explain how that was settled then, and why it did not hold.',
      where: { place: null, precision: 'town' },
      how: 'I kept the minutes.',
      contact: { email: 'gwen@reader.example', safeWay: 'By mail first, please.' },
      consent: { publish: true, name: 'newsroom-only', keepOriginals: false, tell: true },
    },
  },
]
