import { createHash } from 'node:crypto'

/** The sum of sealed evidence, hexadecimal. Pure. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
