/** How long ago, in the words of the catalogue; a date from a week on. `now` and `then` in milliseconds. */
export function timeWords(
  then: number,
  now: number,
  language: string,
  say: (key: string, values?: Record<string, number>) => string,
): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return say('time.now')
  if (minutes < 60) return say('time.minutes', { n: minutes })
  if (minutes < 24 * 60) return say('time.hours', { n: Math.floor(minutes / 60) })
  if (minutes < 7 * 24 * 60) return say('time.days', { n: Math.floor(minutes / (24 * 60)) })
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(then)
}

/** The full date and time, for the tooltip and for screen readers. */
export const fullTime = (then: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(then)
