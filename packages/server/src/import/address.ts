import type { Config } from '../config.ts'
import { Refusal } from '../http/problems.ts'
import { canonicalUrl } from '../stories/url.ts'

const FEED_PATH = /\/feed(?:\/(?:rss2?|atom|rdf))?\/?$/i
const FEED_PARAMETERS = ['feed', 'replytocom']

/** Answers the address that a story has here, or null where its host is not taken. */
export type Addresses = (url: string) => string | null

/**
 * Addresses as stories/url.ts makes them: the newsroom's origin, no tracking parameters; a feed's or reply form's address is that of its story.
 * `origins` are the values of --origin: `https://www.paper.example` takes that host too;
 * `http://old.example=https://www.paper.example` files the old host's stories under the new one.
 * Throws an Error that says what an origin looks like.
 */
export function addresses(config: Config, origins: readonly string[]): Addresses {
  const moved = new Map<string, URL>()
  const taken = [...config.origins]
  for (const given of origins) {
    const at = given.indexOf('=')
    const from = originOf(at < 0 ? given : given.slice(0, at))
    const to = originOf(given.slice(at + 1))
    moved.set(from.host, to)
    if (!taken.some(origin => new URL(origin).host === to.host)) taken.push(to.origin)
  }
  const settings = { ...config, origins: taken }
  return text => {
    const url = URL.parse(text)
    if (!url || !/^https?:$/.test(url.protocol)) return null
    const to = moved.get(url.host)
    if (to) {
      url.protocol = to.protocol
      url.host = to.host
      url.port = to.port
    }
    url.pathname = url.pathname.replace(FEED_PATH, '/')
    for (const name of FEED_PARAMETERS) if (url.searchParams.has(name)) url.searchParams.delete(name)
    try {
      return canonicalUrl(settings, url.href)
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }
}

function originOf(text: string): URL {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new Error(
      `--origin has “${text}”; it takes an origin such as https://www.paper.example, or two of them as OLD=NEW`,
    )
  return url
}
