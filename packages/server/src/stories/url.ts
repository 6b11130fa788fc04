import type { Config } from '../config.ts'
import { Refusal } from '../http/problems.ts'

const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)$/i

/**
 * The one address of a story: host among the newsroom's origins (with that origin's scheme), no fragment, no tracking parameters.
 * Throws Refusal('story.not-allowed') for any other host or scheme.
 */
export function canonicalUrl(config: Config, text: string): string {
  const canonical = canonicalUrlOf(config, text)
  if (canonical === null) throw new Refusal('story.not-allowed')
  return canonical
}

/** The same, with null for what is not a story of the newsroom. */
export function canonicalUrlOf(config: Config, text: string): string | null {
  const url = URL.parse(text)
  const origin =
    url &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    config.origins.find(one => one.endsWith(`//${url.host}`))
  if (!origin) return null
  if (!url.search) return origin + url.pathname
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  return origin + url.pathname + url.search
}
