import { house, type Phase } from '../phase.ts'

export const closed: Phase = (_text, facts) => (facts.story.open ? [] : [house('closed', 'finding.closed')])
