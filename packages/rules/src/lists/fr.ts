import type { WordList } from '../patterns.ts'
export const fr: WordList = { intensifiers: '', entries: [], allow: '' }
