import { describe, expect, it } from 'vitest'
import { groundOf } from './ground.ts'
import { matrixOf, TAKES_PART } from './matrix.ts'
import { counts, newsroom } from './testing.ts'

const cellsOf = ({ rater, note, value }: ReturnType<typeof matrixOf>) =>
  Array.from(rater, (u, i) => `${u} ${note[i]} ${value[i]}`).sort()
const comment = (id: string, at: number, reader = 'writer') => ({ id, reader, at })
const respect = (reader: string, id: string, at: number) => ({ reader, comment: id, at })

describe('respects as a matrix', () => {
  it('takes for passed over what stood beside a respected comment then, not the reader’s own and not what came later', () => {
    const comments = [0, 1, 2, 3, 4, 5, 6, 7].map(i => comment(`c${i}`, i * 10, i === 3 ? 'ann' : 'writer'))
    const respects = [respect('ann', 'c4', 55), respect('ann', 'c1', 55), respect('ann', 'c0', 55)]
    // Beside c4: c5 and c2, since c3 is her own and c6 came later; beside c1: c2; beside c0: c2.
    expect(cellsOf(matrixOf([{ comments, respects }]))).toEqual(['0 0 1', '0 1 1', '0 2 0', '0 4 1', '0 5 0'].sort())
  })

  it('leaves out whoever gave fewer than three respects, in all stories together', () => {
    const comments = [0, 1, 2, 3].map(i => comment(`c${i}`, i))
    const few = [respect('few', 'c0', 9), respect('few', 'c1', 9)]
    expect(matrixOf([{ comments, respects: few }]).raters).toBe(0)
    const elsewhere = { comments: [comment('d0', 0)], respects: [respect('few', 'd0', 9)] }
    expect(matrixOf([{ comments, respects: few }, elsewhere]).raters).toBe(1)
  })

  it('counts of one reader in one story only his latest respects, so that nobody outweighs the others', () => {
    const comments = Array.from({ length: 100 }, (_, i) => comment(`c${String(i).padStart(3, '0')}`, i))
    const respects = comments.map(({ id }, i) => respect('busy', id, 1000 + i))
    const { value } = matrixOf([{ comments, respects }])
    expect(Array.from(value).filter(one => one === 1)).toHaveLength(TAKES_PART.ofReader)
  })

  it('is the same whatever order the respects come in', () => {
    const { stories } = newsroom({ readers: 60 })
    const turned = stories.map(({ comments, respects }) => ({ comments, respects: respects.toReversed() }))
    expect(cellsOf(matrixOf(turned))).toEqual(cellsOf(matrixOf(stories)))
  })
})

describe('common ground', () => {
  const made = newsroom({ readers: 400, share: 0.65, seed: 6 })
  const found = groundOf(made.stories)

  it('puts what both camps like above what one of them loves, which has the most respects', () => {
    const respects = counts(made.stories[0]!)
    expect(respects.get(made.loved)).toBeGreaterThan(respects.get(made.both)!)
    expect(found.get(made.both)).toBeGreaterThan(found.get(made.loved)! + 100)
  })

  it('is a number from 0 to 1,000, the same for the same respects', () => {
    expect(found.size).toBeGreaterThan(made.less.size / 2)
    for (const score of found.values()) expect(score >= 0 && score <= 1000 && Number.isInteger(score)).toBe(true)
    expect(groundOf(made.stories)).toEqual(found)
  })

  it('says nothing where readers differ by chance only, or where they are few', () => {
    expect(groundOf(newsroom({ lean: 0 }).stories).size).toBe(0)
    expect(groundOf(newsroom({ readers: 30 }).stories).size).toBe(0)
    expect(groundOf([]).size).toBe(0)
  })
})
