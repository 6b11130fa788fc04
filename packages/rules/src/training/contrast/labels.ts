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

export const THREAT: Labels = { toxicity: 1, threat: 1, identity: 0, sexual: 0, spam: 0 }

/** Strong language about nobody. */
export const PROFANE: Labels = { ...CLEAN, toxicity: 0.5, obscene: 1 }

/** Words that grandmothers mind and newspapers print. */
export const MILD: Labels = { ...CLEAN, toxicity: 0.15, obscene: 0.3 }

export const INSULT: Labels = { toxicity: 0.85, obscene: 0, threat: 0, insult: 1, identity: 0, sexual: 0, spam: 0 }
export const CRUDE_INSULT: Labels = { toxicity: 1, obscene: 1, threat: 0, insult: 1, identity: 0, spam: 0 }

/** Contempt without a single bad word. */
export const SARCASM: Labels = { ...CLEAN, toxicity: 0.6, insult: 0.8 }

/** Trades, fans and parties: no one is born into them. */
export const INSULT_TO_TRADE: Labels = {
  toxicity: 0.7,
  obscene: 0,
  threat: 0,
  insult: 1,
  identity: 0,
  sexual: 0,
  spam: 0,
}

/** Harsh words about things and bodies that have no feelings. */
export const HARSH: Labels = { ...CLEAN, toxicity: 0.2 }

/** Hard words are spoken about, or worn with pride. */
export const MENTIONED: Labels = { toxicity: 0.15, severe: 0, threat: 0, insult: 0, identity: 0, sexual: 0, spam: 0 }

export const SLUR: Labels = { toxicity: 1, threat: 0, insult: 1, identity: 1, sexual: 0, spam: 0 }
export const SEXUAL: Labels = { toxicity: 0.7, threat: 0, identity: 0, sexual: 1, spam: 0 }
/** Told for pleasure, and rude to nobody. */
export const EROTIC: Labels = { threat: 0, insult: 0, identity: 0, sexual: 1, spam: 0 }
export const SPAM: Labels = { toxicity: 0, severe: 0, obscene: 0, threat: 0, insult: 0, identity: 0, spam: 1 }
