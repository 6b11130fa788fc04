/** A sentence: text with `{name}` places; or one per plural category of `{n}` (CLDR: zero, one, two, few, many, other). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)
export type Catalogue = Readonly<Record<string, Message>>
export type Values = Readonly<Record<string, string | number>>

const plurals = new Map<string, Intl.PluralRules>()
const numbers = new Map<string, Intl.NumberFormat>()
const kept = <T>(store: Map<string, T>, key: string, make: () => T): T => {
  const found = store.get(key) ?? make()
  store.set(key, found)
  return found
}

/**
 * Says a message of a catalogue in a language.
 * Numbers are written as that language writes them; `n` chooses the plural form. A key the catalogue lacks is said as the key itself.
 */
export function say(catalogue: Catalogue, language: string, key: string, values: Values = {}): string {
  const message = catalogue[key] ?? key
  const form =
    typeof message === 'string'
      ? message
      : (message[kept(plurals, language, () => new Intl.PluralRules(language)).select(Number(values.n))] ??
        message.other)
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number'
      ? kept(numbers, language, () => new Intl.NumberFormat(language)).format(value)
      : value
  })
}
