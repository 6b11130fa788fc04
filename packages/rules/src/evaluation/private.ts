import { PRIVATE_KINDS, privateData } from '../private-data.ts'
import type { Row } from './measures.ts'
import { hash } from './split.ts'

/** Texts as newsrooms get them, and others that people write in public; rows of test sets are left out. */
export const PRIVATE_SOURCES = [
  'civil_spans',
  'jigsaw_dev',
  'jigsaw_train',
  'germeval2018_de',
  'germeval2021_de',
  'mlma_en_fr_ar',
  'jigsaw_multilingual_es_it_tr',
  'ruddit',
  'gab_hate',
  'davidson',
  'implicit_hate',
  'stormfront',
] as const
const SHOWN = 100
const AROUND = 30

/** Lines that say how much of each file the screen for personal data would hold, and what it marks, each thing once, drawn by hash. */
export function privateShares(files: readonly (readonly [string, readonly Row[]])[]): string[] {
  const lines = [`${'texts'.padStart(8)}${'held'.padStart(6)}${PRIVATE_KINDS.map(kind => kind.padStart(9)).join('')}`]
  const marked = new Map<string, string>()
  for (const [file, rows] of files) {
    const texts = rows.filter(({ split }) => split !== 'test').map(({ text }) => text)
    const counts = Object.fromEntries(PRIVATE_KINDS.map(kind => [kind, 0]))
    let held = 0
    for (const text of texts) {
      const found = privateData(text)
      if (found.length > 0) held++
      for (const { kind, spans } of found) {
        counts[kind]!++
        for (const { start, end } of spans) {
          const words = text.slice(start, end)
          const before = text.slice(Math.max(0, start - AROUND), start)
          marked.set(
            `${kind} ${words.toLowerCase()}`,
            `${kind.padEnd(8)} ${before}⟦${words}⟧${text.slice(end, end + AROUND)}`.replace(/\s+/g, ' '),
          )
        }
      }
    }
    const figures = PRIVATE_KINDS.map(kind => String(counts[kind]).padStart(9)).join('')
    lines.push(`${String(texts.length).padStart(8)}${String(held).padStart(6)}${figures}  ${file}`)
  }
  const drawn = [...marked].sort(([a], [b]) => hash(a) - hash(b)).slice(0, SHOWN)
  return [
    ...lines,
    `${marked.size} different things are marked; ${drawn.length} of them:`,
    ...drawn.map(([, line]) => line),
  ]
}
