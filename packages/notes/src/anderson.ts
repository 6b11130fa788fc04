/** How many steps back are looked at. */
const DEPTH = 8

/**
 * Makes a slow iteration x → G(x) arrive in fewer steps: the next x is the mix of the last images G(x) whose changes G(x) - x would
 * cancel best, in the sense of least squares. Its fixed points are those of G, so the answer is the same. Only + - * / are used, in
 * a fixed order. Source: D. G. Anderson, Iterative procedures for nonlinear integral equations, J. ACM 12 (1965).
 * @param size how many numbers x has
 */
export function anderson(size: number) {
  // Differences from one step to the next, the last DEPTH of them in a ring.
  const images = Array.from({ length: DEPTH }, () => new Float64Array(size))
  const changes = Array.from({ length: DEPTH }, () => new Float64Array(size))
  const [lastImage, lastChange] = [new Float64Array(size), new Float64Array(size)]
  const products = new Float64Array(DEPTH * DEPTH)
  let steps = 0

  return {
    /** Forgets the steps before, so that the next one is a plain one. */
    forget: () => {
      steps = 0
    },
    /** Writes over `x` what to try next, given `image` = G(x). @returns whether it is anything but the image itself */
    next: (x: Float64Array, image: Float64Array): boolean => {
      // What the first step writes is from no step before it, and is written over before it is used.
      const slot = (steps + DEPTH - 1) % DEPTH
      const dImage = images[slot]!
      const dChange = changes[slot]!
      for (let i = 0; i < size; i++) {
        const change = image[i]! - x[i]!
        dImage[i] = image[i]! - lastImage[i]!
        dChange[i] = change - lastChange[i]!
        lastImage[i] = x[i] = image[i]!
        lastChange[i] = change
      }
      const depth = Math.min(steps++, DEPTH)
      if (depth === 0) return false
      for (let j = 0; j < depth; j++)
        products[slot * DEPTH + j] = products[j * DEPTH + slot] = dot(dChange, changes[j]!)
      const mix = solve(
        products,
        Float64Array.from({ length: depth }, (_, j) => dot(changes[j]!, lastChange)),
      )
      for (let j = 0; j < depth; j++) {
        const d = images[j]!
        const weight = mix[j]!
        for (let i = 0; i < size; i++) x[i]! -= weight * d[i]!
      }
      return true
    },
  }
}

function dot(one: Float64Array, two: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += one[i]! * two[i]!
  return sum
}

/** Solves the normal equations by Cholesky; a direction that the others already hold gets no weight. */
function solve(products: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const l = new Float64Array(size * size)
  const skipped: boolean[] = []
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = products[i * DEPTH + j]!
      for (let k = 0; k < j; k++) rest -= l[i * size + k]! * l[j * size + k]!
      if (i !== j) l[i * size + j] = skipped[j] ? 0 : rest / l[j * size + j]!
      else {
        skipped[i] = !(rest > 1e-12 * products[i * DEPTH + i]!)
        l[i * size + i] = skipped[i] ? 1 : Math.sqrt(rest)
      }
    }
  }
  const mix = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let rest = skipped[i] ? 0 : right[i]!
    for (let k = 0; k < i; k++) rest -= l[i * size + k]! * mix[k]!
    mix[i] = skipped[i] ? 0 : rest / l[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    let rest = mix[i]!
    for (let k = i + 1; k < size; k++) rest -= l[k * size + i]! * mix[k]!
    mix[i] = skipped[i] ? 0 : rest / l[i * size + i]!
  }
  return mix
}
