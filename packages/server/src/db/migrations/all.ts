import type { Step } from '../migrate.ts'
import * as first from './0001-first.ts'
import * as learning from './0002-learning.ts'
import * as dueProcess from './0003-due-process.ts'
import * as reporters from './0004-reporters.ts'
import * as search from './0005-search.ts'
import * as accounting from './0006-accounting.ts'
import * as houseRules from './0007-house-rules.ts'
import * as escalations from './0008-escalations.ts'
import * as plans from './0009-plans.ts'
import * as labels from './0010-labels.ts'
import * as rulesOfOnesOwn from './0011-rules-of-ones-own.ts'
import * as reasons from './0012-reasons.ts'
import * as watching from './0013-watching.ts'
import * as authorities from './0014-authorities.ts'
import * as webhooks from './0015-webhooks.ts'
import * as manyProcesses from './0016-many-processes.ts'
import * as timeline from './0017-timeline.ts'
import * as notes from './0018-notes.ts'
import * as accounts from './0019-accounts.ts'
import * as light from './0020-light.ts'
import * as erasures from './0021-erasures.ts'
import * as reportSources from './0022-report-sources.ts'
import * as waitingJobs from './0023-waiting-jobs.ts'

/** In order; forward only. A name, once released, is never changed or removed. */
export const MIGRATIONS: Record<string, Step> = {
  '0001-first': first,
  '0002-learning': learning,
  '0003-due-process': dueProcess,
  '0004-reporters': reporters,
  '0005-search': search,
  '0006-accounting': accounting,
  '0007-house-rules': houseRules,
  '0008-escalations': escalations,
  '0009-plans': plans,
  '0010-labels': labels,
  '0011-rules-of-ones-own': rulesOfOnesOwn,
  '0012-reasons': reasons,
  '0013-watching': watching,
  '0014-authorities': authorities,
  '0015-webhooks': webhooks,
  '0016-many-processes': manyProcesses,
  '0017-timeline': timeline,
  '0018-notes': notes,
  '0019-accounts': accounts,
  '0020-light': light,
  '0021-erasures': erasures,
  '0022-report-sources': reportSources,
  '0023-waiting-jobs': waitingJobs,
}
