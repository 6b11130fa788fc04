import type { Multipart } from '@fastify/multipart'
import { PHOTO_BYTES } from '@parley/contract/accounts.ts'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../http/problems.ts'
import { type Fields, fieldsOf } from './visit.ts'

/** A photograph of a form. */
export interface Upload {
  no: number
  /** Null where there were more than a photograph may have. */
  bytes: Buffer | null
  alt: string
}

/** What a form with photographs may hold: so many of each, and bytes. */
export const UPLOAD_LIMITS = {
  fileSize: PHOTO_BYTES,
  files: 8,
  fields: 60,
  fieldSize: 64 * 1024,
  parts: 80,
  headerPairs: 50,
} as const

/**
 * Reads a form with photographs. Its fields come before them, so that what they say is known when the first one comes; each photograph is in memory
 * by itself, with the description that comes behind it. A photograph field is named `photo1`, its description `alt1`. Whoever does not want the
 * photographs must still read them to the end: a browser listens only when it has sent everything.
 * Throws Refusal: request.type, request.too-large, request.invalid.
 */
export async function readUpload(
  request: FastifyRequest,
): Promise<{ form: Fields; photos: AsyncGenerator<Upload, void> }> {
  if (!request.isMultipart()) throw new Refusal('request.type')
  const parts = request.parts()[Symbol.asyncIterator]()
  const fields: Record<string, unknown> = Object.create(null)
  let file = await nextFile(parts, fields)
  async function* photos() {
    while (file) {
      const bytes = await file.toBuffer()
      const whole = !file.file.truncated
      const no = Number(/^photo(\d)$/.exec(file.fieldname)?.[1] ?? 0)
      const behind: Record<string, unknown> = Object.create(null)
      const next = await nextFile(parts, behind)
      const alt = fieldsOf(behind)[`alt${no}`] ?? fieldsOf(fields)[`alt${no}`] ?? ''
      if (bytes.length > 0) yield { no, bytes: whole ? bytes : null, alt }
      file = next
    }
  }
  return { form: fieldsOf(fields), photos: photos() }
}

/** Takes fields in until the next file; null at the end. */
async function nextFile(parts: AsyncIterator<Multipart>, fields: Record<string, unknown>) {
  for (;;) {
    let part: IteratorResult<Multipart>
    try {
      part = await parts.next()
    } catch (cause) {
      const { code = '', statusCode } = cause as { code?: string; statusCode?: number }
      if (statusCode === 413 || /LIMIT/.test(code)) throw new Refusal('request.too-large', { max: '60 MB' })
      throw new Refusal('request.invalid', { reason: 'the form could not be read' }, { cause })
    }
    if (part.done) return null
    if (part.value.type === 'file') return part.value
    fields[part.value.fieldname] = part.value.value
  }
}
