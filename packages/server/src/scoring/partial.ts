import { badRequest } from './errors.ts'

/** What a mask keeps: by name, each with a mask of its own; an empty one keeps all below. `*` is every name. */
interface Mask {
  [name: string]: Mask
}

/** A mask is read to this depth and length, so that nobody can make it expensive. */
const DEEPEST = 10
const LONGEST = 2000
const TOKEN = /[^/(),]+|[/(),]/g

/**
 * The partial answer that `fields` asks for: `a,b` · `a/b` · `a(b,c)` · `*`; lists are looked through.
 * A name that is not in this answer is no error, since absent fields are left out of answers. Throws ScoringError where the mask is not well formed.
 */
export function narrowed(json: object, fields: string): object {
  return pick(json, maskOf(fields)) as object
}

function maskOf(fields: string): Mask {
  const refuse = () => badRequest(`Invalid field selection ${fields.slice(0, 80)}`, 'fields')
  if (fields.length > LONGEST) throw refuse()
  const tokens = fields.match(TOKEN) ?? []
  let at = 0
  const name = () => {
    const token = tokens[at++]?.trim()
    if (!token || /^[/(),]$/.test(token)) throw refuse()
    return token
  }
  const selection = (depth: number): Mask => {
    if (depth > DEEPEST) throw refuse()
    const mask: Mask = Object.create(null)
    do {
      let here = mask
      let steps = depth
      for (;;) {
        const next = name()
        here[next] ??= Object.create(null) as Mask
        here = here[next]
        if (++steps > DEEPEST) throw refuse()
        if (tokens[at] !== '/') break
        at++
      }
      if (tokens[at] === '(') {
        at++
        Object.assign(here, selection(steps))
        if (tokens[at++] !== ')') throw refuse()
      }
    } while (tokens[at] === ',' && ++at)
    return mask
  }
  const mask = selection(0)
  if (at !== tokens.length) throw refuse()
  return mask
}

function pick(value: unknown, mask: Mask): unknown {
  if (Object.keys(mask).length === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(one => pick(one, mask))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const below = mask[name] ?? mask['*']
      return below ? [[name, pick(one, below)]] : []
    }),
  )
}
