/** A sentence: text with `{name}` places; or one per plural category of `{n}` (CLDR: zero, one, two, few, many, other). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)
export type Catalogue = Readonly<Record<string, Message>>
export type Values = Readonly<Record<string, string | number>>

/** Making one of these takes long: one for each language. */
function formats<T>(Format: new (language: string) => T): (language: string) => T {
  const made: Record<string, T> = {}
  return language => (made[language] ??= new Format(language))
}
const plurals = formats(Intl.PluralRules)
const numbers = formats(Intl.NumberFormat)

/**
 * Says a message of a catalogue in a language.
 * Numbers are written as that language writes them; `n` chooses the plural form. A key the catalogue lacks is said as the key itself.
 */
export function say(catalogue: Catalogue, language: string, key: string, values: Values = {}): string {
  const message = catalogue[key] ?? key
  const form =
    typeof message === 'string' ? message : (message[plurals(language).select(Number(values.n))] ?? message.other)
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers(language).format(value) : value
  })
}
