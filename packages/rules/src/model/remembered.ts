/** Words remembered at most, more than one text has; then all are forgotten, since few texts need many. */
export const MOST_KNOWN = 8192

/**
 * What was worked out for words, since what people write repeats itself: for each word a row of numbers, all rows side by side.
 * Row 0 is that of no word, and nought.
 */
export class Remembered {
  readonly numbers: Float32Array
  readonly stride: number
  readonly #rows = new Map<string, number>()
  readonly #work: (word: string, row: number) => void

  /**
   * @param stride length of a row
   * @param work writes the numbers of a word into its row, which holds anything
   */
  constructor(stride: number, work: (word: string, row: number) => void) {
    this.numbers = new Float32Array((MOST_KNOWN + 1) * stride)
    this.stride = stride
    this.#work = work
  }

  /** The rows of the words of a text, good until the next call. */
  rowsOf(words: readonly string[]): Int32Array {
    // Forgotten is only between texts, since the rows of one text must stand.
    if (this.#rows.size + words.length > MOST_KNOWN) this.#rows.clear()
    const rows = new Int32Array(words.length)
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      let row = this.#rows.get(word)
      if (row === undefined) {
        row = 1 + this.#rows.size
        this.#work(word, row)
        this.#rows.set(word, row)
      }
      rows[i] = row
    }
    return rows
  }
}
