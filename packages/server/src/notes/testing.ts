import { type Client, STORY, type TestApp } from '../testing.ts'

const MINUTE = 60_000

/** A test newsroom's notes, spoken to over HTTP, and the clock that its runs go by. */
export interface NoteRoom {
  /** Publishes a note on a comment (or on STORY with null) and answers its id. */
  noteOn(who: Client, comment: string | null, more?: object): Promise<string>
  rate(who: Client, note: string, value: 'helpful' | 'somewhat' | 'not'): Promise<void>
  /** Ratings as a table: rows are notes, columns raters; `+` helpful, `o` somewhat, `-` not, a space none. */
  rateAll(notes: readonly string[], raters: readonly Client[], rows: readonly string[]): Promise<void>
  /** Two runs half an hour apart, so that a status changes. */
  weigh(): Promise<void>
  // biome-ignore lint/suspicious/noExplicitAny: as answers are
  shown(id: string): Promise<any>
}

export function noteRoom(t: TestApp, pass: (ms: number) => void): NoteRoom {
  const rate: NoteRoom['rate'] = async (who, note, value) => {
    const answer = await who.call('PUT', `/v1/notes/${note}/rating`, { value, reasons: [] })
    if (answer.status !== 200) throw new Error(`rating answers ${answer.status}: ${answer.text}`)
  }
  return {
    async noteOn(who, comment, more = {}) {
      const answer = await who.post('/v1/notes', {
        ...{ story: STORY, comment, claim: '', text: 'The yearly report gives 47 percent for the first quarter.' },
        ...{ sources: ['https://report.example/q1'], ...more },
      })
      if (answer.status !== 201) throw new Error(`a note answers ${answer.status}: ${answer.text}`)
      return answer.json.note.id
    },
    rate,
    async rateAll(notes, raters, rows) {
      for (const [n, row] of rows.entries())
        for (const [u, mark] of [...row].entries())
          if (mark !== ' ')
            await rate(raters[u]!, notes[n]!, mark === '+' ? 'helpful' : mark === 'o' ? 'somewhat' : 'not')
    },
    async weigh() {
      await t.app.notes.runNow()
      pass(30 * MINUTE)
      await t.app.notes.runNow()
    },
    shown: async id =>
      (await t.guest.get(`/v1/notes?story=${encodeURIComponent(STORY)}`)).json.notes.find(
        (note: { id: string }) => note.id === id,
      ),
  }
}
