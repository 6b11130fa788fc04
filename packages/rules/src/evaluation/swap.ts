import { hash, seeded } from './split.ts'

/**
 * Names of groups that can stand in each other's place, for the test whether a score hangs on the name. Kept apart from what training
 * knows of groups, so that the test does not ask what was taught.
 */
const INTERCHANGEABLE: readonly (readonly string[])[] = [
  ['muslim', 'jew', 'christian', 'hindu', 'buddhist', 'catholic', 'protestant', 'atheist', 'mormon', 'sikh'],
  ['muslims', 'jews', 'christians', 'hindus', 'buddhists', 'catholics', 'protestants', 'atheists', 'mormons', 'sikhs'],
  ['islamic', 'jewish', 'christian', 'hindu', 'buddhist', 'catholic', 'protestant'],
  ['islam', 'judaism', 'christianity', 'hinduism', 'buddhism', 'catholicism'],
  ['gay', 'lesbian', 'bisexual', 'transgender', 'homosexual', 'heterosexual'],
  ['gays', 'lesbians', 'bisexuals', 'homosexuals', 'heterosexuals'],
  ['african', 'european', 'asian', 'arab', 'american', 'mexican', 'latino'],
  ['africans', 'europeans', 'asians', 'arabs', 'americans', 'mexicans', 'latinos'],
  [
    'german',
    'french',
    'british',
    'irish',
    'italian',
    'spanish',
    'russian',
    'turkish',
    'chinese',
    'japanese',
    'indian',
    'iranian',
    'israeli',
    'palestinian',
    'nigerian',
    'greek',
    'jewish',
  ],
  [
    'germans',
    'italians',
    'russians',
    'turks',
    'indians',
    'iranians',
    'israelis',
    'palestinians',
    'nigerians',
    'poles',
    'greeks',
    'albanians',
    'serbs',
    'croats',
    'jews',
  ],
  ['woman', 'man'],
  ['women', 'men'],
  ['girl', 'boy'],
  ['girls', 'boys'],
  ['female', 'male'],
  ['blind', 'deaf', 'disabled', 'elderly', 'homeless'],
  ['immigrants', 'refugees', 'natives', 'foreigners', 'tourists'],
  ['immigrant', 'refugee', 'native', 'foreigner', 'tourist'],
]

const OTHERS = new Map<string, string[]>()
for (const group of INTERCHANGEABLE)
  for (const name of group) OTHERS.set(name, [...(OTHERS.get(name) ?? []), ...group.filter(other => other !== name)])

const NAMES = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...OTHERS.keys()].join('|')})(?![\\p{L}\\p{N}])`, 'giu')

/** Gives a word the capitals of another. */
function as(pattern: string, word: string): string {
  if (pattern.length > 1 && pattern === pattern.toUpperCase()) return word.toUpperCase()
  return /^\p{Lu}/u.test(pattern) ? word[0]!.toUpperCase() + word.slice(1) : word
}

/**
 * A text in which each group is another one, drawn by the text and the round; the same name becomes the same other name throughout.
 * @returns null where no group is named
 */
export function swapped(text: string, round: number): string | null {
  const draw = seeded(hash(`${round} ${text}`))
  const instead = new Map<string, string>()
  const result = text.replace(NAMES, name => {
    const key = name.toLowerCase()
    if (!instead.has(key)) {
      const others = OTHERS.get(key)!
      instead.set(key, others[Math.floor(draw() * others.length)]!)
    }
    return as(name, instead.get(key)!)
  })
  return result === text ? null : result
}
