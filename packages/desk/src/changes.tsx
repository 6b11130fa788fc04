import { difference } from './difference.ts'

/** What was changed from one text to a later one. */
export const Changes = ({ earlier, later }: { earlier: string; later: string }) => (
  <>
    {difference(earlier, later).map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>,
    )}
  </>
)
