import { SERVER } from './count.ts'
import { languageOf, type Speech, speak } from './speech.ts'

/** What the discussion needs to know of the page it stands in. */
export interface Page {
  /** The element itself. */
  host: HTMLElement
  /** Origin of the server, no slash at the end. */
  server: string
  /** Address of the story, no hash. */
  story: string
  /** The newspaper's address that answers `{sso}`, or 204 for a reader who is not signed in there. */
  ssoUrl: string | null
  /** The newspaper's sign-in page. */
  signInUrl: string | null
  /** The comment that the page's address names: `#parley-c_…`. */
  linked(): string | undefined
  speech: Speech
}

const linked = (): string | undefined => /^#parley-(c_[0-9a-z]+)$/.exec(location.hash)?.[1]

// Until the discussion stands, its place is kept and the link inside the element shows.
const sheet = new CSSStyleSheet()
sheet.replaceSync(':host{display:block;min-height:40rem}:host([hidden]){display:none}')

/**
 * `<parley-comments>`: the discussion of a story. Attributes: `story`, `server`, `lang`, `theme`, `sso-url`, `sign-in-url`.
 * What shows it is loaded when the reader comes near.
 */
export class ParleyComments extends HTMLElement {
  static observedAttributes = ['story', 'server', 'lang', 'sso-url', 'sign-in-url']

  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #near = new IntersectionObserver(seen => seen.some(entry => entry.isIntersecting) && this.#open(), {
    rootMargin: '800px',
  })
  #opening: object | undefined
  #close: (() => void) | undefined

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sheet]
    this.#root.replaceChildren(document.createElement('slot'))
    if (linked()) this.#open()
    else this.#near.observe(this)
  }

  disconnectedCallback(): void {
    this.#near.disconnect()
    this.#opening = undefined
    this.#close?.()
    this.#close = undefined
  }

  attributeChangedCallback(): void {
    if (!this.isConnected || !this.#opening) return
    this.disconnectedCallback()
    this.connectedCallback()
  }

  #page(speech: Speech): Page {
    const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical" i]')?.href
    const absolute = (name: string) => {
      const value = this.getAttribute(name)
      return value ? new URL(value, document.baseURI).href : null
    }
    return {
      host: this,
      server: absolute('server')?.replace(/\/$/, '') ?? SERVER,
      story: (absolute('story') ?? canonical ?? location.href).replace(/#.*$/s, ''),
      ssoUrl: absolute('sso-url'),
      signInUrl: absolute('sign-in-url'),
      linked,
      speech,
    }
  }

  async #open(): Promise<void> {
    this.#near.disconnect()
    const opening = {}
    this.#opening = opening
    try {
      const [{ show }, speech] = await Promise.all([import('./thread.tsx'), speak(languageOf(this))])
      if (this.#opening === opening) this.#close = show(this.#root, this.#page(speech))
    } catch (error) {
      // The link to the plain page, which stands in the element, is still there; so is room for nothing else.
      this.#root.adoptedStyleSheets = []
      console.error('Parley: the discussion could not be loaded.', error)
    }
  }
}
