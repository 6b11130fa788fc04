import type { When, Where } from '@parley/contract/accounts.ts'
import { Refusal } from '../http/problems.ts'
import { dayOf, detailOf, lineOf } from '../timeline/clean.ts'

/** Decimals of a degree, by how closely its author gives a place: about 1 m, 110 m, 1.1 km, 11 km. */
const DECIMALS = { exact: 5, street: 3, district: 2, town: 1 } as const
/** How far that may be off, in metres. */
export const RADIUS = { exact: 1, street: 110, district: 1100, town: 11_000 } as const

/** The clock that shows the latest time of all is so far ahead of UTC, in milliseconds. */
const AHEAD = 14 * 3600_000

/** A time as it is kept: there is such a time, it has come, and it ends after it begins. Throws Refusal('account.when'). */
export function whenOf({ from, to = null, exact }: When, now: number): Required<When> {
  const latest = new Date(now + AHEAD).toISOString()
  for (const moment of to === null ? [from] : [from, to]) {
    const [day, time = '00:00'] = moment.split('T') as [string, string?]
    if (!isDay(day) || time >= '24:00' || moment > latest) throw new Refusal('account.when')
  }
  // A whole day ends with it.
  if (to !== null && (to.includes('T') ? to : `${to}T24`) < from) throw new Refusal('account.when')
  return { from, to, exact }
}

function isDay(day: string): boolean {
  try {
    return dayOf(day) === day
  } catch {
    return false
  }
}

/** A place as it is kept: no finer than its author gives it. Throws Refusal('account.where'). */
export function whereOf({ place, lat = null, lon = null, precision }: Where): Required<Where> {
  if ((lat === null) !== (lon === null)) throw new Refusal('account.where')
  const rounded = (degrees: number | null) => (degrees === null ? null : Number(degrees.toFixed(DECIMALS[precision])))
  return { place: place?.trim() ? lineOf(place) : null, lat: rounded(lat), lon: rounded(lon), precision }
}

/** How somebody knows. */
export const howOf = (how: string): string => detailOf(how)
