import type { Thresholds } from '../heads.ts'
import type { NetworkShape } from './network.ts'

/** Numbers of a model as they are kept: bytes with one scale for each column, or plain floats. */
export interface Tensor {
  values: Int8Array | Float32Array
  /** Value of one step, for each column of a row; absent for floats. */
  scales?: Float32Array
}

/** From a raw score to a probability: 1 / (1 + exp(−(slope · raw + shift))) (Platt 1999). */
export interface Curve {
  slope: number
  shift: number
}

/** What a model of one language consists of. */
export interface Part {
  language: string
  /** Heads with learned scores, in the order of the columns. */
  heads: string[]
  words: number
  pieces: number
  network: NetworkShape | null
  /**
   * For each head, the log odds of the linear model below which it suspects nothing; where that holds for all heads, what the
   * network would have added is guessed from them. Absent: the network reads every text.
   */
  closed?: { below: number[]; expected: Curve[] }
  curves: Curve[]
}

export interface Header {
  format: 2
  version: string
  thresholds: Thresholds
  /** Words that are read through disguise though no list has them. */
  known: string[]
  parts: Part[]
}

const MAGIC = 0x594c5250

/** One file: magic, length of the header, header as JSON, then the tensors, each at a multiple of four. */
export function pack(header: Header, tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  const places: Record<string, { type: string; at: number; length: number }> = {}
  const blocks: Uint8Array[] = []
  let at = 0
  const put = (name: string, values: Int8Array | Float32Array) => {
    places[name] = { type: values instanceof Int8Array ? 'i8' : 'f32', at, length: values.length }
    const bytes = new Uint8Array(Math.ceil(values.byteLength / 4) * 4)
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    blocks.push(bytes)
    at += bytes.length
  }
  for (const [name, { values, scales }] of Object.entries(tensors)) {
    put(name, values)
    if (scales) put(`${name}.scales`, scales)
  }
  const text = new TextEncoder().encode(JSON.stringify({ ...header, places }))
  const start = Math.ceil((8 + text.length) / 4) * 4
  const file = new Uint8Array(start + at)
  new DataView(file.buffer).setUint32(0, MAGIC, true)
  new DataView(file.buffer).setUint32(4, text.length, true)
  file.set(text, 8)
  let to = start
  for (const block of blocks) {
    file.set(block, to)
    to += block.length
  }
  return file
}

/** Reads what `pack` wrote. Throws an Error where the bytes are no model of this version. */
export function unpack(bytes: Uint8Array): { header: Header; tensor: (name: string) => Tensor } {
  const file = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 8 || view.getUint32(0, true) !== MAGIC)
    throw new Error('These bytes are no model of Parley’s; write one with npm run train.')
  const length = view.getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))
  if (header.format !== 2)
    throw new Error(`This model has format ${header.format}; this version of Parley reads format 2.`)
  const start = Math.ceil((8 + length) / 4) * 4
  const values = (name: string) => {
    const place = header.places[name]
    if (!place) throw new Error(`The model lacks ${name}.`)
    const from = file.byteOffset + start + place.at
    return place.type === 'i8'
      ? new Int8Array(file.buffer, from, place.length)
      : new Float32Array(file.buffer, from, place.length)
  }
  return {
    header,
    tensor: name => {
      const scales = header.places[`${name}.scales`] ? (values(`${name}.scales`) as Float32Array) : undefined
      return scales ? { values: values(name), scales } : { values: values(name) }
    },
  }
}

/**
 * Rounds rows of floats to bytes, one scale a column: the greatest value that counts becomes `most`, of those beyond one in
 * 20,000 is cut. Fewer steps take less room once compressed.
 * @param most 1 … 127
 */
export function toBytes(values: Float32Array, columns: number, most = 127): Tensor {
  const scales = new Float32Array(columns)
  const bytes = new Int8Array(values.length)
  const rows = values.length / columns
  for (let c = 0; c < columns; c++) {
    const sizes = new Float32Array(rows)
    for (let r = 0; r < rows; r++) sizes[r] = Math.abs(values[r * columns + c]!)
    sizes.sort()
    const greatest = sizes[Math.max(0, Math.floor(rows * 0.99995) - 1)]!
    scales[c] = greatest === 0 ? 1 : greatest / most
    for (let r = 0; r < rows; r++)
      bytes[r * columns + c] = Math.max(-most, Math.min(most, Math.round(values[r * columns + c]! / scales[c]!)))
  }
  return { values: bytes, scales }
}
