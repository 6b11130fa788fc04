import type { Engine } from '@parley/rules/engine.ts'
import type { Asked } from './engine.ts'
import type { Facts, Phase, Seen } from './phase.ts'
import { closed } from './phases/closed.ts'
import { first } from './phases/first.ts'
import { houseRules } from './phases/house-rules.ts'
import { length } from './phases/length.ts'
import { links } from './phases/links.ts'
import { ownWords } from './phases/own-words.ts'
import { personal } from './phases/personal.ts'
import { repeats } from './phases/repeats.ts'
import { selfHarm } from './phases/self-harm.ts'

/** All phases run, in this order, on every new text; decide.ts makes the verdict. */
export const PHASES: readonly Phase[] = [closed, length, links, repeats, first, ownWords, selfHarm, personal]

/** Whoever reads texts against the house rules, and answers whatever happens. */
export interface Reader {
  engine: Pick<Engine, 'thresholds'>
  read(text: string, context: { hint: string; parent?: string; article?: string }): Asked
}

/** Everything the phases have to say of a text, and what the engine made of it. A text too short to tell its language is read in the newsroom's own. */
export function examine(reader: Reader, text: string, facts: Facts): { findings: Seen[]; asked: Asked } {
  const asked = reader.read(text, { hint: facts.settings.language, ...facts.around })
  const findings = PHASES.flatMap(phase => phase(text, facts))
  return { findings: [...findings, ...houseRules(text, asked, facts, reader.engine.thresholds)], asked }
}
