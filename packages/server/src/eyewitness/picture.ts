import type { EventEmitter } from 'node:events'
import type { Sharp, SharpOptions } from 'sharp'
import { Refusal } from '../http/problems.ts'

/** A photograph as everybody may see it. */
export interface Picture {
  type: 'image/jpeg' | 'image/webp'
  data: Buffer
  width: number
  height: number
}

/** The longest side of what is shown, in pixels. */
const SIDE = 1600
/** As many pixels a phone's own camera takes; more are not decoded. */
const PIXELS = 52_000_000
/** Of one that is drawn ever sharper, all of which is in memory while it is read (6 bytes a pixel), half as many; no camera makes such. */
const PIXELS_PROGRESSIVE = PIXELS / 2
const QUALITY = 82
/** How long one may take, in seconds. */
const PATIENCE = 20
/** So many photographs may come in or wait at once, of all and of one reader; each is in memory, one is decoded at a time. */
const AT_ONCE = { all: 10, one: 2 } as const

let sharp: Promise<(input: Buffer, options: SharpOptions) => Sharp> | undefined

/** Loaded when the first photograph comes, so that a newsroom that gets none starts without it, and one where it cannot be loaded starts too. */
function library() {
  sharp ??= import('sharp').then(
    ({ default: load }) => {
      load.cache(false)
      load.concurrency(1)
      return load
    },
    cause => {
      sharp = undefined
      throw new Refusal('photo.unavailable', {}, { cause })
    },
  )
  return sharp
}

const coming: string[] = []

/** Counts a reader's request that brings photographs until its connection is through with it. Throws Refusal('server.busy') where too many come at once. */
export function admitUpload(reply: Pick<EventEmitter, 'once'>, reader: string): void {
  if (coming.length >= AT_ONCE.all || coming.filter(one => one === reader).length >= AT_ONCE.one)
    throw new Refusal('server.busy', { n: 5 })
  coming.push(reader)
  reply.once('close', () => void coming.splice(coming.indexOf(reader), 1))
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other: what one takes of memory is bounded, and many at once would add up. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  last = mine.catch(() => undefined)
  return mine
}

/**
 * The picture in a file, as everybody may see it: decoded and encoded anew, upright, at most 1600 pixels a side, in sRGB, with nothing of what was
 * written beside it (EXIF, XMP, IPTC, profiles, comments, thumbnails, trailers). Pixels are counted before they are decoded.
 * Throws Refusal: photo.kind, photo.pixels, photo.broken, photo.unavailable.
 */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  const kind = kindOf(bytes)
  const load = await library()
  return inTurn(async () => {
    try {
      const options = { limitInputPixels: PIXELS, failOn: 'error', animated: false } as const
      const found = await load(bytes, options).metadata()
      if (found.format !== kind) throw new Refusal('photo.kind')
      const most = found.isProgressive ? PIXELS_PROGRESSIVE : PIXELS
      if (found.width * found.height > most || (found.pages ?? 1) > 1) throw tooLarge(most)
      const upright = load(bytes, options)
        .timeout({ seconds: PATIENCE })
        .autoOrient()
        .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
      const drawn = found.hasAlpha ? upright.webp({ quality: QUALITY }) : upright.jpeg({ quality: QUALITY })
      const { data, info } = await drawn.toBuffer({ resolveWithObject: true })
      return { type: found.hasAlpha ? 'image/webp' : 'image/jpeg', data, width: info.width, height: info.height }
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (/pixel limit/i.test((error as Error).message)) throw tooLarge(PIXELS)
      throw new Refusal('photo.broken', {}, { cause: error })
    }
  })
}

const tooLarge = (most: number) => new Refusal('photo.pixels', { n: most / 1_000_000 })

/** What a page, a program or an archive begins with; no camera writes it. */
const FOREIGN = /<(?:!doctype|html|script|iframe|\?php)[\s>]/i
const DRAWING = /<svg[\s>]/i
/** So far into a file readers of PDF and drawings look for its beginning, and so far from its end those of archives, in bytes. */
const NEAR = { pdf: 1024, svg: 4096, zip: 65_557 } as const

/** Which kind of picture a file is by how it begins; one that is something else besides is none. Throws Refusal('photo.kind'). Pure. */
export function kindOf(bytes: Buffer): 'jpeg' | 'png' | 'webp' {
  const begins = (signs: string, at = 0) => bytes.subarray(at, at + signs.length).equals(Buffer.from(signs, 'latin1'))
  const kind = begins('\xff\xd8\xff')
    ? 'jpeg'
    : begins('\x89PNG\r\n\x1a\n')
      ? 'png'
      : begins('RIFF') && begins('WEBP', 8)
        ? 'webp'
        : null
  const isAlso =
    bytes.subarray(0, NEAR.pdf).includes('%PDF-') ||
    bytes.subarray(-NEAR.zip).includes('PK\x05\x06') ||
    DRAWING.test(bytes.toString('latin1', 0, NEAR.svg)) ||
    FOREIGN.test(bytes.toString('latin1'))
  if (!kind || isAlso) throw new Refusal('photo.kind')
  return kind
}
