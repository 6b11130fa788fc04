import { describe, expect, it } from 'vitest'
import { listEngine } from './engine.ts'
import { fold } from './fold.ts'
import { AMBIGUOUS_GROUP_WORDS, GROUP_WORDS, type GroupLanguage, type GroupWords } from './groups.ts'

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it'] as const
const KINDS = ['one', 'many', 'which'] as const
const wordsOf = (groups: GroupWords) => KINDS.flatMap(kind => groups[kind].split(' '))

describe.each(LANGUAGES)('names of groups: %s', (language: GroupLanguage) => {
  const known = wordsOf(GROUP_WORDS[language])
  const ambiguous = wordsOf(AMBIGUOUS_GROUP_WORDS[language])

  it('are lower case words, each named once', () => {
    for (const word of [...known, ...ambiguous]) expect(word).toMatch(/^\p{Ll}+$/u)
    const all = [...known, ...ambiguous]
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([])
  })

  it('are many', () => {
    for (const kind of ['one', 'many'] as const)
      expect(GROUP_WORDS[language][kind].split(' ').length).toBeGreaterThan(200)
  })

  it('are one word each after folding too', () => {
    for (const word of known) expect(fold(word).text).toMatch(/^[a-z]+$/)
  })

  it('are no slurs', () => {
    const engine = listEngine()
    for (const word of [...known, ...ambiguous])
      expect([word, engine.read(word, { language }).findings.map(finding => finding.label)]).toEqual([word, []])
  })
})

describe('names of groups', () => {
  it.each([
    ['en', 'one', 'muslim woman jew italian immigrant transwoman'],
    ['en', 'many', 'muslims women men jews italians frenchmen'],
    ['en', 'which', 'jewish deaf chinese black queer'],
    ['de', 'one', 'türke türkin jude jüdin muslimin italienerin ausländer'],
    ['de', 'many', 'türken juden frauen ausländern ausländerinnen muslime'],
    ['de', 'which', 'jüdische schwulen behinderter türkischen'],
    ['fr', 'one', 'musulmane juif femme chinoise coréenne'],
    ['fr', 'many', 'musulmans juives femmes chinoises homosexuelles'],
    ['es', 'one', 'judía gitano francesa marroquí mujer'],
    ['es', 'many', 'judíos gitanas franceses marroquíes mujeres'],
    ['it', 'one', 'ebrea turco cinese donna omosessuale'],
    ['it', 'many', 'ebrei turchi cinesi donne omosessuali'],
  ] as const)('%s %s: %s', (language, kind, examples) => {
    const known = GROUP_WORDS[language][kind].split(' ')
    expect(examples.split(' ').filter(word => !known.includes(word))).toEqual([])
  })
})
