const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const days = new Intl.PluralRules('en')
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** How long ago, for the eye: “just now”, “12 min”, “3 h”, “2 days”; past 30 days the date. Times are ms since 1970. */
export function age(then: number, now: number): string {
  const past = now - then
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min`
  if (past < DAY) return `${Math.floor(past / HOUR)} h`
  const n = Math.floor(past / DAY)
  return n > 30 ? short.format(then) : `${n} ${days.select(n) === 'one' ? 'day' : 'days'}`
}

/** The full date and time, in the moderator's time zone. */
export const fullDate = (then: number): string => full.format(then)
