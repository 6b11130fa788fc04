import type { Labels } from './grammar.ts'

/** Nothing to object to. */
export const CLEAN: Labels = {
  toxicity: 0,
  severe: 0,
  obscene: 0,
  threat: 0,
  insult: 0,
  identity: 0,
  sexual: 0,
  spam: 0,
}

/** Open contempt for people for what they are. */
export const HATE: Labels = { toxicity: 1, threat: 0, insult: 0.8, identity: 1, sexual: 0, spam: 0 }

/** Contempt that minds its manners. Whether it insults is a matter of taste. */
export const IMPLICIT: Labels = { toxicity: 0.8, obscene: 0, severe: 0, threat: 0, identity: 1, sexual: 0, spam: 0 }

export const THREAT_TO_GROUP: Labels = { toxicity: 1, threat: 1, identity: 1, sexual: 0, spam: 0 }

/** What others said, reported in order to reject it. What they said may be crude: that is not judged here. */
export const QUOTING: Labels = { toxicity: 0.1, severe: 0, threat: 0, insult: 0, identity: 0, sexual: 0, spam: 0 }
