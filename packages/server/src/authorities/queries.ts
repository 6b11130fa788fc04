import type { ORDER_ANSWERS } from '@parley/contract/authorities.ts'
import type { ExpressionBuilder } from 'kysely'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'

/** Of orders `o`, those to which none of this has been answered. */
export const notAnswered =
  (...kinds: (typeof ORDER_ANSWERS)[number][]) =>
  ({ not, exists, selectFrom }: ExpressionBuilder<Tables & { o: Tables['orders'] }, 'o'>) =>
    not(
      exists(
        selectFrom('order_answers as a')
          .select('a.kind')
          .whereRef('a.site', '=', 'o.site')
          .whereRef('a.order_id', '=', 'o.id')
          .where('a.kind', 'in', kinds),
      ),
    )

/** The orders `o` about a comment that were not refused. */
export const ordersOn = (db: Reading, site: string, comment: string) =>
  db
    .selectFrom('orders as o')
    .where('o.site', '=', site)
    .where(({ eb, selectFrom }) =>
      eb(
        'o.id',
        'in',
        selectFrom('order_comments as x')
          .select('x.order_id')
          .where('x.site', '=', site)
          .where('x.comment', '=', comment),
      ),
    )
    .where(notAnswered('refused'))
