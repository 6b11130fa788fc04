import type { Stance } from '@parley/contract/accounts.ts'
import type { OwnComment, Reply } from '@parley/contract/schemas.ts'
import type { ComponentChildren } from 'preact'
import type { Discussion } from './discussion.ts'
import { view } from './view.ts'

const STANCES: readonly Stance[] = ['there', 'background', 'affected']

/** What is written: an answer to a comment, a change of one's own, or, with neither, a new top comment. */
export interface Target {
  to?: Reply
  edit?: OwnComment
}

/** The name of a draft: one for each story, each reply, each edit. */
export const draftName = (d: Discussion, { to, edit }: Target): string =>
  `parley:draft:${d.page.story}${to || edit ? `:${(to ?? edit)?.id}` : ''}`

/** Where the box is. */
export interface Box {
  current: HTMLTextAreaElement | null
}

interface ComposerProps {
  d: Discussion
  target?: Target
  /** It is over: with the id of the comment that was written, or without. */
  done?: (id?: string) => void
}

/**
 * The box to write in. It stands at once; what keeps drafts, checks and posts comes when someone begins to write, around
 * the same box, so that neither focus nor words are lost.
 */
export const Composer = view(
  (
    { d, target = {}, done }: ComposerProps,
    { box, came }: { box: Box; came: (area: HTMLTextAreaElement | null) => void },
  ) => {
    const { to, edit } = target
    const Tools = d.writing.value?.Tools
    const label = to?.author ? d.say('comment.reply.to', { name: to.author.name }) : d.say('compose.label')
    return (
      <form class="composer" part="composer" aria-label={label}>
        <textarea
          ref={came}
          part="input"
          dir="auto"
          rows={3}
          aria-label={label}
          placeholder={to || edit ? label : d.say('compose.hint')}
          onFocus={() => d.act(() => {})}
        />
        {Tools && <Tools d={d} target={target} box={box} done={done} />}
      </form>
    )
  },
  ({ d, target = {} }) => {
    const box: Box = { current: null }
    const came = (area: HTMLTextAreaElement | null) => {
      box.current = area
      if (target.to || target.edit) setTimeout(() => area?.focus())
      else if (area && d.kept(draftName(d, target))) d.act(() => {})
    }
    return { box, came }
  },
)

/** A link to a form of the plain page. */
export function FormLink({ d, to, class: look, label, children }: FormLinkProps) {
  return (
    <a
      class={look}
      aria-label={label}
      href={d.page.server + to}
      target="_blank"
      rel="noopener"
      onClick={event => {
        event.preventDefault()
        d.toPage(to)
      }}
    >
      {children}
    </a>
  )
}

interface FormLinkProps {
  d: Discussion
  /** Its path. */
  to: string
  class?: string
  /** Its name, where that is more than what is seen. */
  label?: string
  children?: ComponentChildren
}

/** Where an account of an eyewitness is written. */
export const accountPath = (d: Discussion, relation: string): string =>
  `/d/accounts?${new URLSearchParams({ story: d.page.story, relation })}`

/** Where a context note is written: about a comment, or about the story. */
export const notePath = (d: Discussion, about?: { comment: string }): string =>
  `/d/notes?${new URLSearchParams({ story: d.page.story, ...about })}`

/** The house rules in one line, each opening its text; and what readers alone have to tell. */
export const Rules = view(({ d }: { d: Discussion }) => {
  const { say } = d
  const rules = d.site.value?.rules ?? []
  const all = [
    ...rules,
    { id: 'report', title: say('compose.rules'), text: say('compose.rules.text') },
    { id: 'share', title: say('compose.share'), text: say('compose.share.text') },
  ]
  return (
    <ul class="rules" part="rules">
      {all.map(({ id, title, text }) => (
        <li key={id}>
          <button type="button" popovertarget={`rule-${id}`}>
            {title}
          </button>
          <div id={`rule-${id}`} popover="auto">
            <strong>{title}</strong> {text}{' '}
            {id === 'share' ? (
              STANCES.map(stance => (
                <FormLink key={stance} d={d} to={accountPath(d, stance)} class="button">
                  {say(`compose.${stance}`)}
                </FormLink>
              ))
            ) : (
              <a href={`${d.page.server}/d/rules`} target="_blank" rel="noopener">
                {say('compose.rules.all')}
              </a>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
})
