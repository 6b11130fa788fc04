import type { Engine } from '@parley/rules/engine.ts'
import { languageOf } from '@parley/rules/language.ts'
import type { Facts, Phase, Seen } from './phase.ts'
import { closed } from './phases/closed.ts'
import { first } from './phases/first.ts'
import { length } from './phases/length.ts'
import { links } from './phases/links.ts'
import { repeats } from './phases/repeats.ts'

/** A text too short to tell its language is read in the newsroom's own. */
const houseRules =
  (engine: Engine): Phase =>
  (text, facts) =>
    engine.read(text, { language: languageOf(text) ?? facts.settings.language }).findings

/** All phases run, in this order, on every new text; decide.ts makes the verdict. */
export const PHASES: readonly Phase[] = [closed, length, links, repeats, first]

/** Everything the phases have to say of a text. Pure. */
export function findings(engine: Engine, text: string, facts: Facts): Seen[] {
  return [...PHASES, houseRules(engine)].flatMap(phase => phase(text, facts))
}
