import type { OwnComment, Reply } from '@parley/contract/schemas.ts'
import { useEffect, useRef } from 'preact/hooks'
import type { Discussion } from './discussion.ts'

/** What is written: an answer to a comment, a change of one's own, or, with neither, a new top comment. */
export interface Target {
  to?: Reply
  edit?: OwnComment
}

/** The name of a draft: one for each story, each reply, each edit. */
export const draftName = (d: Discussion, { to, edit }: Target): string =>
  `parley:draft:${d.page.story}${to || edit ? `:${(to ?? edit)?.id}` : ''}`

/**
 * The box to write in. It stands at once; what keeps drafts, checks and posts comes when someone begins to write, around
 * the same box, so that neither focus nor words are lost.
 */
export function Composer({ d, target = {}, done }: { d: Discussion; target?: Target; done?: (id?: string) => void }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const { to, edit } = target
  const Tools = d.writing.value?.Tools
  const label = to?.author ? d.say('comment.reply.to', { name: to.author.name }) : d.say('compose.label')

  useEffect(() => {
    if (to || edit) box.current?.focus()
    else if (d.kept(draftName(d, {}))) d.act(() => {})
  }, [])

  return (
    <form class="composer" part="composer" aria-label={label}>
      <textarea
        ref={box}
        id={to || edit ? undefined : 'box'}
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
}

/** The house rules in one line, each opening its text. */
export function Rules({ d }: { d: Discussion }) {
  const { say } = d
  const rules = d.site.value?.rules ?? []
  const all = [...rules, { id: 'report', title: say('compose.rules'), text: say('compose.rules.text') }]
  return (
    <ul class="rules" part="rules">
      {all.map(({ id, title, text }) => (
        <li key={id}>
          <button type="button" class="plain" popovertarget={`rule-${id}`}>
            {title}
          </button>
          <div id={`rule-${id}`} class="rule" popover="auto">
            <strong>{title}</strong> {text}
          </div>
        </li>
      ))}
      <li>
        <button type="button" class="plain underlined" onClick={() => d.act(writing => writing.witness(d))}>
          {say('compose.share')}
        </button>
      </li>
    </ul>
  )
}
