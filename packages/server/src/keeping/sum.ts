import { hash } from 'node:crypto'
import type { Row } from '../db/shapes.ts'

/** How many rows a table has, and what is in them. */
export interface Summed {
  rows: number
  sum: string
}

/**
 * Counts rows and adds up their SHA-256s, in eight lanes of 32 bits: the same rows have the same sum in whatever order they come.
 * U+0000, which PostgreSQL's text does not have, counts as what it is stored as there.
 */
export class Sum {
  private rows = 0
  private readonly lanes = new Uint32Array(8)

  add(row: Row): void {
    this.rows++
    const text = JSON.stringify(row)
    const digest = hash('sha256', text.includes('\\u0000') ? text.replaceAll('\\u0000', '\ufffd') : text, 'buffer')
    for (let i = 0; i < 8; i++) this.lanes[i]! += digest.readUInt32LE(i * 4)
  }

  get summed(): Summed {
    return { rows: this.rows, sum: Buffer.from(this.lanes.buffer).toString('hex') }
  }
}
