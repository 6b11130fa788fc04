import type { Finding } from '@parley/contract/schemas.ts'
import { isGraphic } from './marks.ts'

/** How grave a finding is, for its colour: `stop` for threats and graphic words, `look` for what deserves a second look, `slight` below that and for the newsroom’s own conditions, which speak of no fault. */
export function gravity(finding: Pick<Finding, 'rule' | 'label' | 'score'>): 'stop' | 'look' | 'slight' {
  if (finding.label === 'self-harm') return 'stop'
  if (finding.rule === 'house' || finding.score < 0.5) return 'slight'
  return finding.rule === 'threats' || isGraphic(finding) ? 'stop' : 'look'
}

/** A score as people at the desk read it: “.82”. */
export const score = (value: number): string => value.toFixed(2).replace(/^0/, '')

/** What the newsroom's own conditions are called; they have no score. */
const CONDITIONS: Record<string, string> = {
  'too-long': 'too long',
  links: 'links',
  'many-links': 'many links',
  repeat: 'repeated words',
  first: 'first comment',
  'all-held': 'all are held',
  closed: 'closed',
  language: 'language not known',
  engine: 'not checked',
  review: 'second check',
  reviewed: 'looked at first',
  own: 'own words',
  'own-threat': 'own words',
  'self-harm': 'speaks of self-harm',
  'private-phone': 'phone number',
  'private-address': 'home address',
  'private-email': 'e-mail address',
  'private-account': 'bank account',
  'private-plate': 'licence plate',
  'private-health': 'someone’s health',
}

/** A finding's label in words. */
export const labelled = (label: string): string => CONDITIONS[label] ?? label.replaceAll('-', ' ')

/** `3 reports`. */
export const plural = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

export function FindingChip({ finding, title }: { finding: Pick<Finding, 'rule' | 'label' | 'score'>; title: string }) {
  const words = labelled(finding.label)
  return (
    <span class="chip" data-gravity={gravity(finding)}>
      {finding.rule === 'house'
        ? `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
        : `${title} ${score(finding.score)}`}
    </span>
  )
}
