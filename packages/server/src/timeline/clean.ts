import type { Source } from '@parley/contract/timeline.ts'
import { cleanText } from '@parley/rules/text.ts'
import { Refusal } from '../http/problems.ts'
import { textToStore } from '../moderation/judge.ts'

/** One line of words, in which something can be seen. Throws Refusal('text.empty'). */
export const lineOf = (text: string): string => textToStore(text).replace(/\s+/g, ' ').trim()

/** Words that may be left out. */
export const detailOf = (text: string): string => cleanText(text).trim()

/** Is this a day, month or year that there is? Throws Refusal('timeline.day'). */
export function dayOf(day: string): string {
  const [year, month = 1, date = 1] = day.split('-').map(Number)
  if (new Date(Date.UTC(year!, month - 1, date)).getUTCDate() !== date) throw new Refusal('timeline.day', { day })
  return day
}

/**
 * A source as it is kept: only web addresses, which nobody fetches. Throws Refusal: timeline.source, timeline.day, text.empty.
 */
export function sourceOf<T extends Omit<Source, 'standing'>>({ who, url, on, ...rest }: T): T {
  const address = url === null ? null : URL.parse(url.trim())
  const good = url === null || (address && /^https?:$/.test(address.protocol) && !address.username && !address.password)
  if (!good) throw new Refusal('timeline.source')
  return { ...rest, who: lineOf(who), url: address?.href ?? null, on: on === null ? null : dayOf(on) } as T
}
