import { accounts } from '@parley/contract/messages/en.ts'
import { type Catalogue, say } from '@parley/contract/say.ts'

const CATALOGUES: Record<string, Catalogue> = { en: accounts }

/** Words that are kept with an account, or stand in its place, in the newsroom's language. */
export const phrase = (language: string, key: keyof typeof accounts): string =>
  say(CATALOGUES[language] ?? CATALOGUES.en!, language, key)
