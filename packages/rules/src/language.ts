export function languageOf(_t: string): string | null {
  return null
}
