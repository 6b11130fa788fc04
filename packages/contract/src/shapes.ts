import Type, { type TSchema } from 'typebox'

/** What every schema of the wire is made of. */
export const strict = { additionalProperties: false }
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const OneOf = <const T extends readonly string[]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
export const Id = Type.String({ minLength: 3, maxLength: 40, pattern: '^[a-z]_[0-9a-z]+$' })
export const Time = Type.String({ description: 'ISO 8601, UTC' })
export const Url = Type.String({ minLength: 8, maxLength: 2000 })
