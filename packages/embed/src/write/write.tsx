import { write } from '@parley/contract/messages/en.ts?write'
import type { Discussion } from '../discussion.ts'
import { view } from '../view.ts'
import { open, type Reported } from './dialog.tsx'
import { leave, needReader, recognise } from './session.ts'
import css from './write.css?inline'

/** What is loaded when someone begins to write, report or sign in. */
export { SOURCE_MAX, withSource } from '@parley/contract/source.ts'
export { Dialogs } from './dialogs.tsx'
export { OwnActions, OwnNotice, respect, withOwn } from './own.tsx'
export { asReader, pageFor, personal, send } from './session.ts'
export { Tools } from './tools.tsx'
export { marks, Quoted, wordsOf } from './words.tsx'

const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

/** Brings its words and its looks, and begins to find out who is here. */
export function start(d: Discussion): void {
  d.page.speech.learn({ write })
  d.root.adoptedStyleSheets.push(sheet)
  recognise(d)
}

export const signIn = (d: Discussion): Promise<boolean> => needReader(d)

export const report = (d: Discussion, comment: Reported): unknown => open({ d, kind: 'report', comment })

export const history = (d: Discussion, id: string): unknown => open({ d, kind: 'history', id })

/** Who writes, his comments, and the way out. */
export const Account = view(({ d }: { d: Discussion }) => {
  const { say } = d
  const [before, after] = say('session.as', { name: '\0' }).split('\0')
  return (
    <>
      <span>
        <em>{before}</em>
        <bdi>
          <strong>{d.me.value?.reader?.name}</strong>
        </bdi>
        <em>{after}</em>
      </span>
      <button type="button" class="words" onClick={() => open({ d, kind: 'mine' })}>
        {say('session.mine')}
      </button>
      <button type="button" class="words" onClick={() => d.attempt(() => leave(d))}>
        {say('session.sign-out')}
      </button>
    </>
  )
})
