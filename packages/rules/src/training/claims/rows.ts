/** A labelled sentence or text of `checkworthy`. */
export interface ClaimRow {
  id: string
  text: string
  source: string
  /** 1: worth checking. */
  check_worthy: number
  /** 1: states something that can be checked; of tweets only. */
  claim?: number
}

/**
 * Whose sentences are learned from, chosen by, or looked at once. The debates’ sentences are numbered one debate after the other, so
 * stretches of numbers keep a debate together but for the two that a border cuts. Tweets are never learned from: they show what
 * becomes of it elsewhere.
 */
export function claimPart({ id, source }: Pick<ClaimRow, 'id' | 'source'>): 'train' | 'dev' | 'test' | 'elsewhere' {
  if (source !== 'claimbuster') return 'elsewhere'
  const no = Number(id.split('-').at(-1))
  return no < 22_000 ? 'train' : no < 27_000 ? 'dev' : 'test'
}
