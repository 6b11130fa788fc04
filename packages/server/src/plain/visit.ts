import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import type { App } from '../app.ts'
import type { Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import type { Say } from './page.ts'

/** What was typed or chosen: text by name, an empty field is none. */
export type Fields = Readonly<Record<string, string | undefined>>

/** One request for a plain page. */
export interface Visit {
  app: App
  who: Visitor
  query: Fields
  form: Fields
  /** Of what the address names: a comment’s id, a statement’s number, a report’s reference. */
  id: string
  request: FastifyRequest
  reply: FastifyReply
  say: Say
}

/** The fields of a query or form. Line ends are one sign, as in what scripts send. What is there twice is not there. */
export function fieldsOf(sent: unknown): Fields {
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(sent ?? {}))
    if (typeof value === 'string' && value !== '') fields[name] = value.replace(/\r\n?/g, '\n')
  return fields
}

/** A form's content in the shape that the API promises for the same request. Throws Refusal('request.invalid'). */
export function shaped<T extends TSchema>(schema: T, value: unknown): Static<T> {
  if (Check(schema, value)) return value as Static<T>
  const error = Errors(schema, value)[0]
  throw new Refusal('request.invalid', {
    reason: `${error?.instancePath.slice(1) ?? ''} ${error?.message ?? ''}`.trim(),
  })
}
