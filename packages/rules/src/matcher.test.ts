import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { de } from './lists/de.ts'
import { en } from './lists/en.ts'
import { es } from './lists/es.ts'
import { fr } from './lists/fr.ts'
import { it as italian } from './lists/it.ts'
import { compile } from './matcher.ts'
import { grammarOf, type WordList } from './patterns.ts'
import { tokensOf } from './tokens.ts'

const foldWord = (word: string) => fold(word).text
const listOf = (patterns: string, more: Partial<WordList> = {}): WordList => ({
  entries: [{ label: 'insult', severity: 1, patterns }],
  intensifiers: '',
  allow: '',
  ...more,
})

function found(list: WordList, text: string): string[] {
  const folded = fold(text)
  const hits = compile([list], foldWord)(folded, tokensOf(text, folded)).sort((a, b) => a.from - b.from)
  return [...new Set(hits.map(hit => folded.text.slice(hit.from, hit.to)))]
}

describe('patterns', () => {
  it('are whole words', () => {
    expect(found(listOf('toad'), 'toad toads atoad TOAD')).toEqual(['toad'])
    expect(found(listOf('toad*'), 'toadstool atoad')).toEqual(['toadstool'])
    expect(found(listOf('*toad*'), 'atoads toa')).toEqual(['atoads'])
    expect(found(listOf('*toad'), 'atoad toads')).toEqual(['atoad'])
  })

  it('have alternatives, in a word and of words', () => {
    const list = listOf('(great|small (and|or) fat|) toad(|s)')
    expect(found(list, 'great toads')).toEqual(['great toads', 'toads'])
    expect(found(list, 'small or fat toad')).toEqual(['small or fat toad', 'toad'])
    expect(found(list, 'small toadlet')).toEqual([])
  })

  it('may be one word or two', () => {
    expect(found(listOf('toad-face(|s)'), 'toadface, toad face, toad-faces, toad')).toEqual([
      'toadface',
      'toad face',
      'toad-faces',
    ])
  })

  it('may be written with or without accents, and an umlaut as two letters', () => {
    expect(found(listOf('kröte, tête'), 'Kröte, krote, KROETE; tete')).toEqual(['krote', 'kroete', 'tete'])
  })

  it('may hold a number', () => {
    const list = listOf('# toads')
    expect(found(list, '5 toads, $5,000 toads, 20k toads, many toads')).toEqual([
      '5 toads',
      '$5,000 toads',
      '20k toads',
    ])
  })

  it('may go on across a line inside parentheses only', () => {
    expect(found(listOf('toad (\n  one|\n  two\n)\nnewt'), 'toad two newt')).toEqual(['toad two', 'newt'])
  })

  it('take apart what an apostrophe ties together, as the text does', () => {
    expect(found(listOf("t'es (un|l') toad"), 'T’es un toad, t’es l’toad')).toEqual(["t'es un toad", "t'es l'toad"])
    expect(found(listOf("don't"), 'don’t dont')).toEqual(["don't", 'dont'])
  })

  it.each(['(toad', 'toad)', 'to(ad', '', '  ', '(|)', '(toad|)', 'toa7', '*'])(
    '%j is refused or means nothing',
    pattern => {
      if (pattern.trim() === '') expect(found(listOf(pattern), 'toad')).toEqual([])
      else expect(() => grammarOf([listOf(pattern)], foldWord)).toThrow(SyntaxError)
    },
  )

  it('let what is innocent be, and what is around it not', () => {
    const list = listOf('toad', { allow: 'toad in the hole' })
    expect(found(list, 'toad in the hole')).toEqual([])
    expect(found(list, 'toad in the hole, you toad')).toEqual(['toad'])
  })

  it('let intensifiers stand in a phrase and before an insult', () => {
    const list = listOf('toad, ugly frog', { intensifiers: 'very, big' })
    expect(found(list, 'a very big toad')).toEqual(['very big toad'])
    expect(found(list, 'ugly big frog')).toEqual(['ugly big frog'])
    expect(found(list, 'very, toad')).toEqual(['toad'])
  })
})

describe('the lists', () => {
  it.each(Object.entries({ en, de, fr, es, it: italian }))('%s is written without fault, and small', (_, list) => {
    const grammar = grammarOf([list], foldWord)
    expect(grammar.tree.depth.length).toBeLessThan(12_000)
    expect(grammar.steps.length).toBeLessThan(12_000)
    for (const label of ['obscene', 'sexual', 'slur', 'insult', 'threat', 'spam']) {
      expect(list.entries.some(entry => entry.label === label)).toBe(true)
    }
  })
})
