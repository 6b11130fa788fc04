import type { Act } from './schemas.ts'

/** What the desk's browser needs of the wire when it runs. Beside the schemas and not among them: they bring their library with them. */

export const STATES = ['held', 'shown', 'collapsed', 'removed', 'withdrawn', 'erased'] as const

/** Acts that change what readers see of the comment. */
export const ON_COMMENT = ['show', 'collapse', 'label', 'remove', 'hold'] as const satisfies readonly Act[]

/** Characters of a label, at most. */
export const LABEL_MAX = 60
