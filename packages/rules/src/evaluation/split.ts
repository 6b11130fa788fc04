/**
 * Whether a row is kept from training, in the sources that publish no split of their own: about one in ten, by its id alone, so that
 * training and evaluation agree without a list. FNV-1a over the id's UTF-16 units
 * (Fowler, Noll, Vo: http://www.isthe.com/chongo/tech/comp/fnv/), its bits mixed once more because ids end alike.
 */
export function heldOut(id: string): boolean {
  return hash(id) % 10 === 0
}

/** A stable number, 0…2³²−1, from a name: seeds what must be drawn alike in every run. */
export function hash(name: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}

/** Numbers evenly spread over 0…1, the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
