/** A run of words that is in both texts, only in the later one, or only in the earlier one. */
export interface Change {
  kind: 'same' | 'added' | 'taken'
  text: string
}

/**
 * What changed from one text to a later one, word by word, by longest common subsequence.
 * Words are what white space parts; each carries the space before it, and a change of space alone is no change.
 * The `same` and `added` runs joined have the words of the later text, the `same` and `taken` runs those of the earlier one.
 */
export function difference(earlier: string, later: string): Change[] {
  const a = words(earlier)
  const b = words(later)
  const bareA = a.map(word => word.trim())
  const bareB = b.map(word => word.trim())
  // length[i * width + j]: the longest common subsequence of a from i on and b from j on
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j
      length[here] =
        bareA[i] === bareB[j] ? length[here + width + 1]! + 1 : Math.max(length[here + width]!, length[here + 1]!)
    }
  }
  const changes: Change[] = []
  const add = (kind: Change['kind'], word: string) => {
    const last = changes.at(-1)
    // the first word of one text may come to stand behind words of the other
    const text = last && /^\S/.test(word) ? ` ${word}` : word
    if (last?.kind === kind) last.text += text
    else changes.push({ kind, text })
  }
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bareA[i] === bareB[j]) {
      add('same', b[j++]!)
      i++
    } else if (j === b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) {
      add('taken', a[i++]!)
    } else {
      add('added', b[j++]!)
    }
  }
  return changes
}

const words = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? []
