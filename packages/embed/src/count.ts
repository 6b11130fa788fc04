import { count } from '@parley/contract/messages/en.ts?count'
import type { Counts } from '@parley/contract/schemas.ts'
import { batches } from './batches.ts'
import { languageOf, speak } from './speech.ts'

/** Where this script came from, and so where the discussion is, unless an element says otherwise. */
export const SERVER = new URL(import.meta.url).origin

const counts = new Set<ParleyCount>()
let asking: ReturnType<typeof setTimeout> | undefined

/** All counts of the page in one go, once everything that is being added has been added. */
function ask() {
  clearTimeout(asking)
  asking = setTimeout(() => {
    const named = [...counts].filter(element => element.story)
    for (const [server, elements] of Map.groupBy(named, element => element.server))
      for (const query of batches(elements.map(element => element.story))) read(server, query, elements)
  })
}

async function read(server: string, query: string, elements: readonly ParleyCount[]): Promise<void> {
  const { counts }: Partial<Counts> = await fetch(`${server}/v1/counts?${query}`, { credentials: 'omit' })
    .then(answer => answer.json())
    .catch(() => ({}))
  for (const element of elements) {
    const n = counts?.[element.story]
    if (n !== undefined) element.show(n)
  }
}

document.addEventListener('visibilitychange', () => document.hidden || ask())

/**
 * `<parley-count story="URL">`: “12 comments”. `format="number"` writes the bare number.
 * What stands in it before stays where the server cannot be reached. Asked again whenever the page comes back into view.
 */
export class ParleyCount extends HTMLElement {
  static observedAttributes = ['story', 'server', 'format', 'lang']

  /** Absolute address of the story; empty where none is named. */
  get story(): string {
    const story = this.getAttribute('story')
    return story ? new URL(story, document.baseURI).href : ''
  }
  get server(): string {
    return this.getAttribute('server')?.replace(/\/$/, '') ?? SERVER
  }

  connectedCallback(): void {
    counts.add(this)
    ask()
  }

  disconnectedCallback(): void {
    counts.delete(this)
  }

  attributeChangedCallback(): void {
    ask()
  }

  /** Writes a number of comments; leaves the page alone where nothing changed. */
  async show(n: number): Promise<void> {
    const speech = await speak(languageOf(this))
    speech.learn({ count })
    const words = speech.say(this.getAttribute('format') === 'number' ? '{n}' : 'thread.count', { n })
    if (words !== this.textContent) this.textContent = words
  }
}
