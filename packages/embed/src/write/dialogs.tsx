import type { OwnComment, OwnComments, Reply, Revisions } from '@parley/contract/schemas.ts'
import { signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { BodyView } from '../body.tsx'
import { Time } from '../comment.tsx'
import type { Discussion } from '../discussion.ts'
import { OwnNotice } from './own.tsx'
import { Report } from './report.tsx'
import { send, signingIn } from './session.ts'
import { SignInDialog } from './sign-in.tsx'

type Open = { d: Discussion } & (
  | { kind: 'report'; comment: Reply }
  | { kind: 'withdraw'; own: OwnComment }
  | { kind: 'history'; id: string }
  | { kind: 'mine' }
)

/** The dialog that is open; signing in may stand above it. */
export const dialog = signal<Open | null>(null)

/** A modal dialog. Closing it, by whichever way, gives the focus back to where it was. */
export function Dialog({
  d,
  title,
  onClose,
  children,
}: {
  d: Discussion
  title: string
  onClose: () => void
  children: (close: () => void) => ComponentChildren
}) {
  const element = useRef<HTMLDialogElement>(null)
  const close = () => element.current?.close()
  useEffect(() => {
    const { body, documentElement } = document
    if (!element.current?.open) element.current?.showModal()
    return () => void [body, documentElement]
  }, [])
  return (
    <dialog ref={element} part="dialog" aria-label={title} onClose={onClose}>
      <div class="dialog-top">
        <h2>{title}</h2>
        <button type="button" class="plain close" aria-label={d.say('close')} onClick={close}>
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      {children(close)}
    </dialog>
  )
}

export function Dialogs({ d }: { d: Discussion }) {
  const open = dialog.value?.d === d ? dialog.value : null
  const asked = signingIn.value?.d === d ? signingIn.value : null
  const onClose = () => {
    dialog.value = null
  }
  return (
    <>
      {open?.kind === 'report' && <Report d={d} comment={open.comment} onClose={onClose} />}
      {open?.kind === 'withdraw' && <Withdraw d={d} own={open.own} onClose={onClose} />}
      {open?.kind === 'history' && <History d={d} id={open.id} onClose={onClose} />}
      {open?.kind === 'mine' && <Mine d={d} onClose={onClose} />}
      {asked && <SignInDialog d={d} settle={asked.settle} />}
    </>
  )
}

function Withdraw({ d, own, onClose }: { d: Discussion; own: OwnComment; onClose: () => void }) {
  const failure = useSignal('')
  const withdraw = async (close: () => void) => {
    try {
      await send(d, 'DELETE', `/v1/comments/${own.id}`)
      close()
      d.own({ ...own, state: 'withdrawn', body: [], text: '' })
      d.announce(d.say('own.withdrawn'))
      d.focus(own.id)
    } catch (error) {
      failure.value = (error as Problem).message || d.say('failed')
    }
  }
  return (
    <Dialog d={d} title={d.say('comment.withdraw')} onClose={onClose}>
      {close => (
        <>
          <p>{d.say('own.withdraw.sure')}</p>
          <Failure said={failure.value} />
          <div class="buttons">
            <button type="button" class="button quiet" part="button" onClick={close}>
              {d.say('compose.cancel')}
            </button>
            <button type="button" class="button stop" part="button" onClick={() => withdraw(close)}>
              {d.say('comment.withdraw')}
            </button>
          </div>
        </>
      )}
    </Dialog>
  )
}

export function Failure({ said }: { said: string }) {
  return said ? (
    <p class="findings stop" part="notice" role="alert">
      {said}
    </p>
  ) : null
}

function History({ d, id, onClose }: { d: Discussion; id: string; onClose: () => void }) {
  const revisions = useSignal<Revisions['revisions']>([])
  const failure = useSignal('')
  useEffect(() => {
    d.get<Revisions>(`/v1/comments/${id}/revisions`).then(
      answer => {
        revisions.value = answer.revisions.toReversed()
      },
      problem => {
        failure.value = problem.message || d.say('failed')
      },
    )
  }, [d, id, revisions, failure])
  return (
    <Dialog d={d} title={d.say('comment.history')} onClose={onClose}>
      {() => (
        <>
          <Failure said={failure.value} />
          <ol class="entries">
            {revisions.value.map(({ no, at, body }) => (
              <li key={no}>
                <p class="when">
                  <Time d={d} at={at} />
                </p>
                <div class="body" dir="auto">
                  <BodyView body={body} />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  )
}

function Mine({ d, onClose }: { d: Discussion; onClose: () => void }) {
  const comments = useSignal<OwnComment[]>([])
  const next = useSignal<string | null>(null)
  const status = useSignal<'loading' | 'ready' | 'failed'>('loading')
  const read = (after?: string) =>
    send<OwnComments>(d, 'GET', `/v1/me/comments${after ? `?${new URLSearchParams({ after })}` : ''}`).then(
      page => {
        comments.value = [...comments.value, ...page.comments]
        next.value = page.next
        status.value = 'ready'
      },
      () => {
        status.value = 'failed'
      },
    )
  useEffect(() => {
    read()
  }, [])
  return (
    <Dialog d={d} title={d.say('session.mine')} onClose={onClose}>
      {() => (
        <>
          {status.value === 'failed' && <Failure said={d.say('failed')} />}
          {status.value === 'ready' && comments.value.length === 0 && <p>{d.say('own.empty')}</p>}
          <ol class="entries">
            {comments.value.map(own => (
              <li key={own.id}>
                <p class="when">
                  <a href={`${own.storyUrl}#parley-${own.id}`}>{own.storyTitle || own.storyUrl}</a>
                  {' · '}
                  <Time d={d} at={own.postedAt} />
                  {' · '}
                  <strong class={own.state}>{d.say(`state.${own.state}`)}</strong>
                </p>
                <OwnNotice d={d} own={own} />
                <div class="body" dir="auto">
                  <BodyView body={own.body} />
                </div>
              </li>
            ))}
          </ol>
          {next.value && (
            <button type="button" class="button more" part="button" onClick={() => read(next.value ?? undefined)}>
              {d.say('thread.more')}
            </button>
          )}
        </>
      )}
    </Dialog>
  )
}
