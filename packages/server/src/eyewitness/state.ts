import type { State } from '@parley/contract/schemas.ts'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import type { Reading } from '../db/open.ts'
import { accountOf } from './queries.ts'

type Known = Pick<CommentRow, 'site' | 'story' | 'id' | 'kind'>

/** Does a comment wait at the desk's table of accounts, where it is nobody's fault that it is held? */
export async function waitsAsAccount(db: Reading, comment: Known): Promise<boolean> {
  if (comment.kind !== 'eyewitness') return false
  const account = await accountOf(db, comment)
  return account !== undefined && account.published_at === null
}

/** The state that a decision leads to: an account that the newsroom has not published stays out of sight, whatever is decided about its words. */
export const stateOfAccount = async (db: Reading, comment: Known, state: State): Promise<State> =>
  isPublic(state) && (await waitsAsAccount(db, comment)) ? 'held' : state
