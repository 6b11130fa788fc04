import { privateData } from '@parley/rules/private-data.ts'
import { house, type Phase } from '../phase.ts'

/**
 * Whoever is written about did not ask for it: where a text gives away a phone number, an address or an illness, a person looks before
 * others can (GDPR Art. 9; CJEU C-492/23). None of the house rules speaks of that, so it is a condition of the newsroom's own.
 */
export const personal: Phase = (text, { reader, settings, around }) => {
  if (settings.privateData === 'off' || reader.staff) return []
  return privateData(text, { sources: Object.values(around), domains: settings.domains }).map(({ kind, spans }) =>
    house(`private-${kind}`, `finding.private-${kind}`, undefined, spans),
  )
}
