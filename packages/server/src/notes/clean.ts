import { SOURCES_MAX } from '@parley/contract/notes.ts'
import { cleanText } from '@parley/rules/text.ts'
import { Refusal } from '../http/problems.ts'

/** Web addresses, each once. Nobody here ever fetches them. Throws Refusal('note.source'). */
export function sourcesOf(urls: readonly string[], least: 0 | 1): string[] {
  const good = urls
    .filter(url => url.trim() !== '')
    .map(url => {
      const address = URL.parse(url.trim())
      if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password)
        throw new Refusal('note.source')
      return address.href
    })
  const sources = [...new Set(good)].slice(0, SOURCES_MAX)
  if (sources.length < least) throw new Refusal('note.source')
  return sources
}

/** One line, as it is quoted. */
export const claimOf = (claim: string): string => cleanText(claim).replace(/\s+/g, ' ').trim()

/** Letters and digits alone: marks of emphasis and quotation are no difference. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Does a comment say this? Nobody is quoted with what he has not written. Pure. */
export const quotes = (claim: string, text: string): boolean => bare(text).includes(bare(claim))
