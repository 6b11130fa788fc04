import type { Section } from './measures.ts'
import { type Figure, more } from './metrics.ts'
import { figureNamed, TARGETS } from './targets.ts'

/** A figure as it is kept. */
export type Kept = Pick<Figure, 'value' | 'low' | 'high'>

/**
 * The best models before this one, trained anew and held against an engine on the same rows. Kept in before.json, because to train
 * them takes several times as long as all the measuring.
 */
export interface Before {
  /** The engine that they were held against. */
  engine: string
  models: readonly {
    name: string
    /** By the name of the measure; what a model cannot answer is missing. */
    figures: Readonly<Record<string, Kept>>
    /** The engine’s figure less the model’s, on the same drawings. */
    gaps: Readonly<Record<string, Kept>>
  }[]
}

/** Holds models against an engine, by all that was promised. */
export function heldAgainst(
  engine: string,
  sections: readonly Section[],
  models: readonly { name: string; sections: readonly Section[] }[],
): Before {
  return {
    engine,
    models: models.map(({ name, sections: theirs }) => {
      const both = TARGETS.flatMap(({ id }) => {
        const [ours, other] = [figureNamed(sections, id), figureNamed(theirs, id)]
        return ours && other && Number.isFinite(other.figure.value) ? [{ id, ours, other }] : []
      })
      return {
        name,
        figures: Object.fromEntries(both.map(({ id, other }) => [id, kept(other.figure)])),
        gaps: Object.fromEntries(both.map(({ id, ours, other }) => [id, kept(more(ours.figure, other.figure))])),
      }
    }),
  }
}

const rounded = (value: number) => Number(value.toFixed(6))
const kept = ({ value, low, high }: Figure): Kept => ({ value: rounded(value), low: rounded(low), high: rounded(high) })
