import type { WordList } from '../patterns.ts'
export const de: WordList = { intensifiers: '', entries: [], allow: '' }
