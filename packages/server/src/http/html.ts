/** Markup that may be sent as it is. Only `html` and `json` make it, so a plain string is always escaped. */
class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export type { Markup }

type Part = Markup | string | number | boolean | null | undefined | readonly Part[]

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
const escaped = (text: string) => text.replace(/[&<>"'`]/g, sign => ENTITIES[sign]!)

function render(part: Part): string {
  if (part === null || part === undefined || part === false || part === true) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(render).join('')
  return escaped(String(part))
}

/**
 * Template tag for pages: every value is escaped for text and for quoted attributes, lists are joined, null, undefined and booleans vanish.
 * Attribute values must be quoted in the template; link targets must have passed `isSafeLink`.
 */
export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(strings.reduce((page, text, i) => page + render(values[i - 1]) + text))
}

/** A value as JSON for a `<script type="application/ld+json">`: no character in it can end the element. */
export function json(value: unknown): Markup {
  return new Markup(
    JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}
