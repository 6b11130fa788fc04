import { SaxesParser, type SaxesTagNS } from 'saxes'
import { ImportRefused } from './records.ts'

/** What a format wants to know of an XML file. */
export interface Shape {
  /** An element begins; `depth` is 1 for the root. Answers whether its text is wanted. */
  open(tag: SaxesTagNS, depth: number, line: number): boolean
  /** An element has ended, with its text where that was wanted. */
  close(tag: SaxesTagNS, depth: number, text: string): void
  /** All is read and well-formed. Throws ImportRefused where what the format lives on was never there. */
  end(): void
}

/** The longest single piece (a text, a comment, a tag), in characters: an article with its pictures inside still fits. */
const PIECE_MAX = 16 * 1024 * 1024
/** What is kept of a text that is wanted, in characters; the rest is passed over. */
const TEXT_KEPT = 1024 * 1024
const DEPTH_MAX = 64

const MEND = 'Export the file again, or mend that place in a text editor.'

/**
 * Reads XML piece by piece and yields what the shape emits. Memory is bounded whatever the file holds:
 * document types (and with them every entity of the file's own) are refused, depth and the length of a single piece are limited.
 * Throws ImportRefused with line and column.
 */
export async function* readXml<R>(
  bytes: AsyncIterable<Uint8Array>,
  shapeOf: (emit: (record: R) => void) => Shape,
): AsyncGenerator<R> {
  let records: R[] = []
  const shape = shapeOf(record => records.push(record))
  const parser = new SaxesParser({ xmlns: true, position: true })
  const place = () => ({ line: parser.line, column: parser.column })
  const at = () => `line ${parser.line}, column ${parser.column}`
  let depth = 0
  let wanted = 0
  let text = ''
  let lastPiece = 0
  const piece = () => {
    lastPiece = parser.position
  }
  const keep = (more: string) => {
    piece()
    if (wanted && text.length < TEXT_KEPT) text += more.slice(0, TEXT_KEPT - text.length)
  }

  parser.on('error', error => {
    const said = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    throw new ImportRefused('import.broken', `the file is not well-formed XML: ${said} at ${at()}. ${MEND}`, place())
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^(?:utf-?8|us-ascii)$/i.test(encoding))
      throw new ImportRefused(
        'import.encoding',
        `the file says that it is in ${encoding}, and only UTF-8 is read. Convert it: iconv -f ${encoding} -t UTF-8, and name UTF-8 in its first line.`,
        place(),
      )
  })
  parser.on('doctype', () => {
    throw new ImportRefused(
      'import.broken',
      `the file has a document type (DOCTYPE) at ${at()}; exports have none, and it could hide anything. Remove it.`,
      place(),
    )
  })
  parser.on('text', keep)
  parser.on('cdata', keep)
  parser.on('comment', piece)
  parser.on('processinginstruction', piece)
  parser.on('opentag', tag => {
    piece()
    if (++depth > DEPTH_MAX)
      throw new ImportRefused(
        'import.broken',
        `elements are nested more than ${DEPTH_MAX} deep at ${at()}; no export is. ${MEND}`,
        place(),
      )
    if (shape.open(tag, depth, parser.line) && !wanted) {
      wanted = depth
      text = ''
    }
  })
  parser.on('closetag', tag => {
    piece()
    const its = wanted === depth
    shape.close(tag, depth, its ? text : '')
    if (its) wanted = 0
    depth--
  })

  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch (error) {
      // Read up to the first wrong byte, so that the line can be named.
      if (bytes) parser.write(/^\ufffd*([^\ufffd]*)/.exec(new TextDecoder().decode(bytes))![1]!)
      throw new ImportRefused(
        'import.encoding',
        `the file is not UTF-8 at ${at()}. Find out its encoding and convert it: iconv -f ENCODING -t UTF-8.`,
        {
          ...place(),
          cause: error,
        },
      )
    }
  }
  for await (const one of bytes) {
    parser.write(decoded(one))
    if (parser.position - lastPiece > PIECE_MAX)
      throw new ImportRefused(
        'import.too-large',
        `one piece of text is longer than ${PIECE_MAX / 1024 / 1024} million characters at ${at()}; no export has that. ${MEND}`,
        place(),
      )
    yield* records
    records = []
  }
  decoded()
  parser.close()
  shape.end()
  yield* records
}
