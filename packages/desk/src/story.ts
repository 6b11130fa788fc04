import { isSafeLink } from '@parley/contract/body.ts'
import type { CaseRow } from '@parley/contract/schemas.ts'

/** The address of a comment in its place on the story; null where the story's address is none that can be followed. */
export function inStory({ storyUrl, commentId }: Pick<CaseRow, 'storyUrl' | 'commentId'>): string | null {
  if (!isSafeLink(storyUrl) || !URL.canParse(storyUrl)) return null
  const url = new URL(storyUrl)
  url.hash = `parley-${commentId}`
  return url.href
}

export function openInStory(row: Pick<CaseRow, 'storyUrl' | 'commentId'> | null) {
  const address = row && inStory(row)
  if (address) open(address, '_blank', 'noopener')
}
