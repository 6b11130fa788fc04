import type { Learning } from './fit.ts'

/** How the recogniser of claims is learned: chosen on the dev part by AUC, then for few words. */
export const LEARNING: Learning = { seed: 1, epochs: 15, rate: 0.15, l1: 10, l2: 5, least: 5 }

/** The share of the sentences of debates that are asked about and were judged worth checking, on the dev part, at least. */
export const PRECISION = 0.92
