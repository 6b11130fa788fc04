import { count as english } from '@parley/contract/messages/en.ts?count'
import type { Counts } from '@parley/contract/schemas.ts'
import { batches } from './batches.ts'
import { languageOf, speak } from './speech.ts'

/** Where this script came from, and so where the discussion is, unless an element says otherwise. */
export const SERVER = new URL(import.meta.url).origin

const counts = new Set<ParleyCount>()
let asked = false

/** All counts of the page in one go, once everything that is being added has been added. */
function ask() {
  if (asked) return
  asked = true
  queueMicrotask(async () => {
    asked = false
    const named = [...counts].filter(count => count.story)
    const byServer = Map.groupBy(named, count => count.server)
    await Promise.all(
      [...byServer].flatMap(([server, elements]) =>
        batches(elements.map(element => element.story)).map(async query => {
          const answer = await fetch(`${server}/v1/counts?${query}`, { credentials: 'omit' }).catch(() => null)
          if (!answer?.ok) return
          const { counts }: Counts = await answer.json()
          for (const element of elements) {
            const n = counts[element.story]
            if (n !== undefined) element.show(n)
          }
        }),
      ),
    )
  })
}

const askAgain = () => document.visibilityState === 'visible' && ask()

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
    if (counts.size === 0) document.addEventListener('visibilitychange', askAgain)
    counts.add(this)
    ask()
  }

  disconnectedCallback(): void {
    counts.delete(this)
    if (counts.size === 0) document.removeEventListener('visibilitychange', askAgain)
  }

  attributeChangedCallback(): void {
    if (this.isConnected) ask()
  }

  /** Writes a number of comments; leaves the page alone where nothing changed. */
  async show(n: number): Promise<void> {
    const speech = await speak(languageOf(this))
    speech.learn('count', english)
    const words =
      this.getAttribute('format') === 'number'
        ? new Intl.NumberFormat(speech.language).format(n)
        : speech.say('thread.count', { n })
    if (this.textContent !== words) this.textContent = words
  }
}
