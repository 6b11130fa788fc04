import type { WordList } from '../patterns.ts'
export const es: WordList = { intensifiers: '', entries: [], allow: '' }
