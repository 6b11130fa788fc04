import type { WordList } from '../patterns.ts'
export const it: WordList = { intensifiers: '', entries: [], allow: '' }
