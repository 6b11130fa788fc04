/** Words after it was looked over, and why somebody may still be named in them. */
export interface Redacted {
  text: string
  doubts: string[]
}

const PATTERNS: readonly { what: string; by: string; pattern: RegExp }[] = [
  { what: 'a link', by: '[link]', pattern: /(?:https?:\/\/|\bwww\.)\S+/giu },
  {
    what: 'an e-mail address',
    by: '[e-mail]',
    pattern: /[^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;:]{1,255}\.\p{L}{2,24}/giu,
  },
  {
    what: 'an e-mail address',
    by: '[e-mail]',
    pattern: /[^\s@]{1,64}\s?[([{]\s?(?:at|ät|@)\s?[)\]}]\s?[^\s@]{1,255}/giu,
  },
  {
    what: 'a handle',
    by: '[handle]',
    pattern: /[\p{L}\p{N}_.-]{0,64}@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/gu,
  },
  { what: 'a handle', by: '[handle]', pattern: /(?<![\p{L}\p{N}])u\/[\w-]{3,}/gu },
  { what: 'an IP address', by: '[number]', pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/gu },
  { what: 'an IP address', by: '[number]', pattern: /(?<![\p{L}\p{N}])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}/giu },
  {
    what: 'a telephone number',
    by: '[number]',
    pattern: /(?<![\p{L}\p{N}])(?:\+|\(\+?)?\p{Nd}(?:[\s()./–-]{0,2}\p{Nd}){6,24}/gu,
  },
]

/** What is quoted, in the marks of the languages that newspapers write in. */
const QUOTED = [
  /“[^“”]*”/gu,
  /„[^„“”]*[“”]/gu,
  /"[^"]*"/gu,
  /«[^«»]*»/gu,
  /»[^«»]*«/gu,
  /‹[^‹›]*›/gu,
  /(?<![\p{L}\p{N}])‘[^‘’]*’(?!\p{L})/gu,
  /(?<![\p{L}\p{N}])'[^'\n]+'(?!\p{L})/gu,
  /^[ \t]*>.*$/gmu,
]

/** Where a person may be meant whom no list knows. */
const DOUBTS: readonly { pattern: RegExp; why: string }[] = [
  { pattern: /["“”„«»‹›]/u, why: 'a quotation is not closed' },
  { pattern: /@/u, why: 'there is an @ in it' },
  { pattern: /\p{Nd}{5,}/u, why: 'there is a long number in it' },
  {
    pattern:
      /(?<!\p{L})(?:Mr|Mrs|Ms|Miss|Sir|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?|Signor[aei]?|Sig)\.?\s+\p{Lu}/u,
    why: 'it may name a person',
  },
  {
    pattern:
      /\p{Lu}[\p{L}-]*(?:straße|strasse|gasse|platz|allee|str\.)\s*\d|\d+\s+\p{Lu}\p{L}+\s(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane)|\b(?:rue|via|calle)\s.{2,40}\d/u,
    why: 'it may hold a postal address',
  },
]

/** So many words in a row, as they stand in the comment, are a quotation even without marks. */
const RUN = 4
const GONE = '[…]'

/** What can be said for certain to be personal in a text: addresses, numbers, handles, links. Pure. */
export function personalIn(text: string): string[] {
  const plain = text.normalize('NFKC')
  return [...new Set(PATTERNS.filter(({ pattern }) => plain.search(pattern) >= 0).map(({ what }) => what))]
}

/**
 * Takes out of a moderator's words what could tell readers apart: addresses, numbers, handles, links, the names that are known, and what
 * is quoted from the comment, with marks or without. What is left in doubt is said, for a person to look at. Pure.
 */
export function redact(words: string, { comment, names }: { comment: string; names: readonly string[] }): Redacted {
  let text = words.normalize('NFKC')
  for (const pattern of QUOTED) text = text.replace(pattern, GONE)
  for (const { pattern, by } of PATTERNS) text = text.replace(pattern, by)
  text = withoutNames(text, names)
  text = withoutRuns(text, comment.normalize('NFKC'))
  text = text.replace(/\[…\](?:[\s,;]*\[…\])+/gu, GONE)
  return { text, doubts: DOUBTS.filter(({ pattern }) => pattern.test(text)).map(({ why }) => why) }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** A whole name however it is written; a part of one as it is written, since many are words too. */
function withoutNames(text: string, names: readonly string[]): string {
  for (const name of names.map(one => one.normalize('NFKC').trim())) {
    if (name.length < 2) continue
    text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu'), '[name]')
    for (const part of name.split(/\s+/))
      if (part.length > 2)
        text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'gu'), '[name]')
  }
  return text
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}’'-]*/gu

/** Without runs of words that stand in the comment too, and without what is written large in both: most names are. */
function withoutRuns(text: string, comment: string): string {
  const theirs = [...comment.matchAll(WORD)].map(([word]) => word)
  const large = new Set(theirs.filter(word => /^\p{Lu}/u.test(word) && word.length > 2))
  const runs = new Set(
    theirs.map((_, i) =>
      theirs
        .slice(i, i + RUN)
        .join(' ')
        .toLowerCase(),
    ),
  )
  const words = [...text.matchAll(WORD)]
  const gone = words.map(
    ({ 0: word, index }) => large.has(word) && !/(?:^|[.!?:]\s+)$/u.test(text.slice(Math.max(0, index - 4), index)),
  )
  for (let i = 0; i + RUN <= words.length; i++) {
    const run = words.slice(i, i + RUN)
    if (
      runs.has(
        run
          .map(([word]) => word)
          .join(' ')
          .toLowerCase(),
      )
    )
      gone.fill(true, i, i + RUN)
  }
  let rest = ''
  let end = 0
  for (const [i, { 0: word, index }] of words.entries()) {
    rest += text.slice(end, index) + (gone[i] ? GONE : word)
    end = index + word.length
  }
  return rest + text.slice(end)
}
