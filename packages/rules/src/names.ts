// provisional, by the lead; the owner of this package replaces it
export const cleanName = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ')
export const nameSkeleton = (name: string) => cleanName(name).normalize('NFKC').toLowerCase()
export type NameProblem = 'name.blank' | 'name.too-long' | 'name.reserved' | 'name.characters'
export const nameProblem = (name: string, _reserved: readonly string[]): NameProblem | null =>
  cleanName(name) ? null : 'name.blank'
