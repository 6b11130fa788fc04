import { describe, expect, it } from 'vitest'
import { sameText } from './contrast/grammar.ts'
import { contrast } from './contrast.ts'
import { NEWSROOM_60 } from './newsroom60.ts'

describe('sixty comments', () => {
  it('are sixty, each another text about something else', () => {
    expect(NEWSROOM_60.length).toBe(60)
    expect(new Set(NEWSROOM_60.map(one => one.text)).size).toBe(60)
    expect(new Set(NEWSROOM_60.map(one => one.about)).size).toBe(60)
  })

  it('ask for every verdict, in the five languages and beyond', () => {
    expect(new Set(NEWSROOM_60.map(one => one.expected))).toEqual(new Set(['show', 'nudge', 'hold', 'refuse']))
    for (const language of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'tr'])
      expect(NEWSROOM_60.filter(one => one.language === language).length).toBeGreaterThan(0)
  })

  it('are shown with stars in the worst words, and otherwise as they are', () => {
    const worst =
      /n[i1]gg|f ?a ?g ?g ?o|paki\b|dykes|fucking|\btits|arschloch|fresse|gueule|connard|bougnoule|gilipollas|coglione|klootzak/i
    for (const { text, shown } of NEWSROOM_60) {
      expect(shown ?? text).not.toMatch(worst)
      if (shown === undefined) continue
      expect(shown.length).toBe(text.length)
      expect([...shown].filter((char, index) => char !== '*' && char !== [...text][index])).toEqual([])
    }
  })

  it('are in no training text', () => {
    const trained = new Set(contrast(1).map(one => sameText(one.text)))
    expect(NEWSROOM_60.filter(one => trained.has(sameText(one.text)))).toEqual([])
  })
})
