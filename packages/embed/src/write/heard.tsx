import { segments } from '@parley/contract/segments.ts'
import type { Box } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import type { Span } from '../nudge/carried.ts'
import type { Heard as HeardRule } from '../nudge/nudge.ts'
import { view } from '../view.ts'

/** What was heard under one rule, with the words, each once. */
interface ByRule {
  title: string
  words: string[]
}

/** As many words of one rule are named; all of them are marked. */
const NAMED = 3

/** The words of some spans, each once. */
export function wordsOf(text: string, spans: readonly Span[]): string[] {
  const words = segments(text, spans).flatMap(({ text, marked }) => (marked ? text.trim() : []))
  return [...new Set(words)].filter(Boolean).slice(0, NAMED)
}

/** Several findings of one rule are one thing to say. */
export function byRule(d: Discussion, text: string, heard: readonly HeardRule[]): ByRule[] {
  return [...Map.groupBy(heard, ({ rule }) => rule)].map(([rule, found]) => {
    const words = wordsOf(
      text,
      found.flatMap(({ spans }) => spans),
    )
    return { title: d.rule(rule), words }
  })
}

/** The same for those who do not see it; says so too when there is nothing any more. */
export function sayHeard(d: Discussion, text: string, heard: readonly HeardRule[]): string {
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
export const Heard = view(({ d, id, text, heard }: HeardProps) => {
  const rules = byRule(d, text, heard)
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

/** Words as they were written, marked, one after the other. */
export const Quoted = ({ words }: { words: string[] }) => (
  <>
    {words.map((word, i) => (
      <>
        {i > 0 && ', '}
        <bdi>
          <mark>{word}</mark>
        </bdi>
      </>
    ))}
  </>
)

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
export const Shade = view(
  ({ box, text, heard }: { box: Box; text: string; heard: readonly HeardRule[] }, kept: Following) => (
    <div ref={kept.lay(box)} class="shade" aria-hidden="true">
      {segments(
        text,
        heard.flatMap(({ spans }) => spans),
      ).map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}
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
