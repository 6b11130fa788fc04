import { plainText } from '@parley/contract/body.ts'
import { along } from '@parley/contract/messages/en.ts?along'
import type { ComponentChildren } from 'preact'
import type { Box } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import { effect, signal } from '../signals.ts'
import { view } from '../view.ts'
import type { Writer } from '../write/tools.tsx'
import css from './along.css?inline'
import { type Heard as HeardRule, Nudge, SETTLED } from './nudge.ts'

const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

/** What reads along with one box, and says what it hears: loaded with the first key. */
export class Along {
  readonly #writer: Writer
  readonly #nudge: Nudge
  readonly #saying: () => void
  /** The sentence whose source is asked for. */
  readonly #asked = signal('')
  /** One answer to a draft is enough, and no is one. */
  readonly #answered = signal(false)
  #source = ''

  constructor(writer: Writer) {
    const { d, target } = writer
    d.page.speech.learn({ along })
    if (!d.root.adoptedStyleSheets.includes(sheet)) d.root.adoptedStyleSheets.push(sheet)
    this.#writer = writer
    this.#nudge = new Nudge(() => ({
      language: d.site.value?.language ?? d.page.speech.language,
      asksFrom: d.site.value?.asksFrom,
      parent: target.to && plainText(target.to.body),
      article: d.story.value?.title,
    }))
    this.#answered.value = Boolean(writer.answered)
    this.#saying = this.#sayWhatIsHeard()
    this.typed(writer.text.value)
  }

  typed(text: string): void {
    this.#nudge.typed(text)
    if (text) return
    this.#asked.value = this.#source = ''
    this.#answered.value = false
  }

  stop(): void {
    this.#saying()
    this.#nudge.stop()
  }

  /** What is heard under rules that the newsroom has. */
  get #heard(): readonly HeardRule[] {
    return this.#nudge.heard.value.filter(({ rule }) => this.#writer.d.rule(rule))
  }

  /** Says once, when the writer pauses, that a rule is touched, or is not any more. */
  #sayWhatIsHeard(): () => void {
    const { d, text, review } = this.#writer
    let timer: ReturnType<typeof setTimeout> | undefined
    let said = ''
    const stop = effect(() => {
      const heard = this.#heard
      const { value: words } = text
      const { value: claim } = this.#nudge.claim
      clearTimeout(timer)
      timer = setTimeout(() => {
        // Whoever is about to be asked is not asked again while he writes on.
        if (claim && !this.#asked.value && !this.#answered.value && !review.value) {
          this.#asked.value = claim
          d.announce(d.say('source.said'))
        }
        const rules = [...new Set(heard.map(({ rule }) => rule))].sort().join()
        if (rules === said) return
        said = rules
        if (words && !review.value) d.announce(sayHeard(d, words, heard))
      }, SETTLED)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }

  /** The sentence while it is asked about: it may have been changed meanwhile. */
  get #asking(): string {
    const { value: asked } = this.#asked
    return this.#answered.value || !this.#writer.text.value.includes(asked) ? '' : asked
  }

  /** No other source is asked for in this draft, also where it is gone on with another day. */
  #done(): void {
    this.#source = ''
    this.#answered.value = true
    this.#writer.answer()
  }

  /** Puts the source that was typed below the words, as their last line. */
  settle(): void {
    const { d, box } = this.#writer
    const source = this.#source.trim()
    if (!source || !this.#asking || !box.current) return
    box.current.value = d.writing.value!.withSource(box.current.value, d.say('source.line', { source }))
    this.#done()
    box.current.dispatchEvent(new Event('input'))
  }

  /** Asks where something comes from, once; below the buttons, so that nothing moves away from under a finger. */
  ask(): ComponentChildren {
    const { d, box } = this.#writer
    const asked = this.#asking
    if (!asked) return null
    const add = () => {
      if (!this.#source.trim()) return
      this.settle()
      box.current?.focus()
    }
    return (
      <div class="ask" part="source">
        <label>
          {d.say('source.ask')} <q>{asked}</q>
          <input
            maxLength={d.writing.value!.SOURCE_MAX}
            dir="auto"
            placeholder={d.say('source.place')}
            onInput={event => {
              this.#source = event.currentTarget.value
            }}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.isComposing) return
              event.preventDefault()
              add()
            }}
          />
        </label>
        <div class="buttons">
          <button
            type="button"
            class="button quiet"
            part="button"
            onClick={() => {
              this.#done()
              box.current?.focus()
            }}
          >
            {d.say('source.no')}
          </button>
          <button type="button" class="button" part="button" onClick={add}>
            {d.say('source.add')}
          </button>
        </div>
      </div>
    )
  }

  /** The marks behind the box, and the line below it. */
  draw(): ComponentChildren {
    const { d, box, hint } = this.#writer
    const { value: text } = this.#writer.text
    const heard = this.#heard
    return (
      <>
        {heard.length > 0 && <Shade d={d} box={box} text={text} heard={heard} />}
        <Heard d={d} id={hint} text={text} heard={heard} />
      </>
    )
  }
}

/** What was heard under one rule, with the words, each once. */
interface ByRule {
  title: string
  words: string[]
}

/** Several findings of one rule are one thing to say. */
function byRule(d: Discussion, text: string, heard: readonly HeardRule[]): ByRule[] {
  const { wordsOf } = d.writing.value!
  return [...Map.groupBy(heard, ({ rule }) => rule)].map(([rule, found]) => {
    const words = wordsOf(
      text,
      found.flatMap(({ spans }) => spans),
    )
    return { title: d.rule(rule), words }
  })
}

/** The same for those who do not see it; says so too when there is nothing any more. */
function sayHeard(d: Discussion, text: string, heard: readonly HeardRule[]): string {
  const rules = byRule(d, text, heard)
  if (rules.length === 0) return d.say('nudge.gone')
  const all = rules.map(({ title, words }) =>
    words.length > 0
      ? d.say('nudge.words', { rule: title, words: words.join(', ') })
      : d.say('nudge.rule', { rule: title }),
  )
  return [...all, d.say('nudge.early')].join(' ')
}

interface HeardProps {
  d: Discussion
  id: string
  text: string
  heard: readonly HeardRule[]
}

/**
 * The line below the box: how to format, and in its place, while one writes, which rule the marked words touch. Its room is
 * kept, so that nothing moves when it speaks.
 */
const Heard = view(({ d, id, text, heard }: HeardProps) => {
  const rules = byRule(d, text, heard)
  const { Quoted } = d.writing.value!
  return (
    <p id={id} class={rules.length > 0 ? 'heard look' : 'heard'} part="hint">
      {rules.map(({ title, words }) => (
        <>
          {d
            .say(words.length > 0 ? 'nudge.words' : 'nudge.rule', { rule: '\0', words: '\u0001' })
            .split(/([\0\u0001])/)
            .map(part =>
              part === '\0' ? <strong>{title}</strong> : part === '\u0001' ? <Quoted words={words} /> : part,
            )}{' '}
        </>
      ))}
      {d.say(rules.length > 0 ? 'nudge.early' : 'compose.formatting')}
    </p>
  )
})

/** What decides where a letter stands in a box. */
const SETTING = [
  'direction',
  'font',
  'font-feature-settings',
  'font-kerning',
  'font-variation-settings',
  'hyphens',
  'letter-spacing',
  'line-height',
  'padding',
  'tab-size',
  'text-align',
  'text-indent',
  'text-transform',
  'unicode-bidi',
  'word-break',
  'word-spacing',
]

/** The words of the box once more, unseen, behind it: only their marks show through. */
const Shade = view(
  (
    { d, box, text, heard }: { d: Discussion; box: Box; text: string; heard: readonly HeardRule[] },
    kept: Following,
  ) => (
    <div ref={kept.lay(box)} class="shade" aria-hidden="true">
      {d.writing.value!.marks(
        text,
        heard.flatMap(({ spans }) => spans),
      )}
      {/* A line that has only begun has its height already. */}
      {'\u200b'}
    </div>
  ),
  () => following(),
)

interface Following {
  lay(box: Box): (shade: HTMLElement | null) => void
  stop(): void
}

/** Keeps the shade where the box is, as large, set and scrolled in the same way. */
function following(): Following {
  let shade: HTMLElement | null = null
  let area: HTMLTextAreaElement | null = null
  const follow = () => {
    if (!shade || !area) return
    const set = getComputedStyle(area)
    for (const name of SETTING) shade.style.setProperty(name, set.getPropertyValue(name))
    shade.style.left = `${area.offsetLeft + area.clientLeft}px`
    shade.style.top = `${area.offsetTop + area.clientTop}px`
    shade.style.width = `${area.clientWidth}px`
    shade.style.height = `${area.clientHeight}px`
    shade.scrollTop = area.scrollTop
  }
  const sized = new ResizeObserver(follow)
  return {
    lay: box => element => {
      shade = element
      if (area !== box.current) {
        area?.removeEventListener('scroll', follow)
        area = box.current
        area?.addEventListener('scroll', follow)
        sized.disconnect()
        if (area) sized.observe(area)
      }
      follow()
    },
    stop() {
      area?.removeEventListener('scroll', follow)
      sized.disconnect()
    },
  }
}
