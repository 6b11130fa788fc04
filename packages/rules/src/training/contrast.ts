import { de, deFrames } from './contrast/de.ts'
import { en } from './contrast/en.ts'
import { enPeople } from './contrast/en-people.ts'
import { enTone } from './contrast/en-tone.ts'
import { es, esFrames } from './contrast/es.ts'
import { fr, frFrames } from './contrast/fr.ts'
import { type Contrast, textsOf } from './contrast/grammar.ts'
import { it, itFrames } from './contrast/it.ts'
import { longer } from './contrast/longer.ts'

export type { Contrast } from './contrast/grammar.ts'

/**
 * Texts of our own making, to teach what labelled comments seldom show: that to name a group is no attack, that to
 * quote contempt in order to reject it is none, that contempt may be polite and a threat too. Made from frames and
 * words of our own, apart from every test suite. The same seed gives the same texts in the same order.
 */
export function contrast(seed: number): Contrast[] {
  return [
    textsOf(en, [...enPeople, ...enTone, ...longer(500)], seed),
    textsOf(de, [...deFrames, ...longer(120)], seed),
    textsOf(fr, [...frFrames, ...longer(120)], seed),
    textsOf(es, [...esFrames, ...longer(120)], seed),
    textsOf(it, [...itFrames, ...longer(120)], seed),
  ].flat()
}
