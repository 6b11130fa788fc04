import { nameSkeleton } from '@parley/rules/names.ts'
import { RADIUS } from './place.ts'
import type { AccountRow } from './queries.ts'

export type Placed = Pick<
  AccountRow,
  'when_from' | 'when_to' | 'when_exact' | 'place' | 'lat' | 'lon' | 'place_precision'
>

/** How far apart two accounts may be and still be of one thing: minutes, and metres beside what their own coordinates leave open. */
const NEAR = { minutes: 180, metres: 1000 } as const
/** Mean radius of the earth in metres. Source: IUGG. */
const EARTH = 6_371_009

/**
 * What two accounts have in common of place and time; null where they are not of one place, or not of one time. `minutes` is null where one of them
 * names only a day and it is the same. Pure.
 */
export function likenessOf(
  a: Placed,
  b: Placed,
): { metres: number | null; samePlace: boolean; minutes: number | null } | null {
  const minutes = minutesBetween(a, b)
  if (minutes !== null && minutes > NEAR.minutes) return null
  const metres = metresBetween(a, b)
  const samePlace = isSamePlace(a.place, b.place)
  const open = NEAR.metres + RADIUS[a.place_precision] + RADIUS[b.place_precision]
  if (!samePlace && (metres === null || metres > open)) return null
  return { metres, samePlace, minutes }
}

const MINUTE = 60_000
const whole = ({ when_from, when_to }: Placed) =>
  !when_from.includes('T') || (when_to !== null && !when_to.includes('T'))
const begins = ({ when_from }: Placed) => Date.parse(when_from.includes('T') ? `${when_from}Z` : `${when_from}T00:00Z`)
function ends({ when_from, when_to }: Placed): number {
  const last = when_to ?? when_from
  return Date.parse(last.includes('T') ? `${last}Z` : `${last}T23:59Z`)
}

/** 0 where they overlap; null where they do and one of them is no more precise than a day. */
function minutesBetween(a: Placed, b: Placed): number | null {
  const apart = Math.max(begins(a), begins(b)) - Math.min(ends(a), ends(b))
  if (apart > 0) return Math.round(apart / MINUTE)
  return whole(a) || whole(b) ? null : 0
}

/** On a sphere, by the haversine formula. */
function metresBetween(a: Placed, b: Placed): number | null {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return Math.round(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h))))
}

const wordsOf = (place: string) =>
  (place.match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => word.length > 2).map(word => nameSkeleton(word))

/** Do two names of places say the same, or one of them more of it? */
function isSamePlace(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false
  const [few, many] = [wordsOf(a), wordsOf(b)].toSorted((x, y) => x.length - y.length) as [string[], string[]]
  const all = new Set(many)
  return few.length > 0 && few.every(word => all.has(word))
}
