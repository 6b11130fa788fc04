/** Up to two initials of a name, as its readers would write them; a dot where it has no letter or digit. */
export function initials(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? []
  const picked = words.length > 2 ? [words[0]!, words.at(-1)!] : words
  return picked.map(word => [...word][0]!.toUpperCase()).join('') || '·'
}

/** Number of avatar colours in the style sheet. */
const HUES = 6

/** A colour for a reader: 0…5, always the same for the same id (FNV-1a). */
export function hue(readerId: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < readerId.length; i++) hash = Math.imul(hash ^ readerId.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % HUES
}
