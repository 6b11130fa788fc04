import type { OwnComment, OwnComments, OwnStatement, OwnStatements, Revisions } from '@parley/contract/schemas.ts'
import type { Problem } from '../api.ts'
import { BodyView } from '../body.tsx'
import { Time } from '../comment.tsx'
import type { Discussion } from '../discussion.ts'
import { batch, type Signal, signal } from '../signals.ts'
import { view } from '../view.ts'
import { Dialog, dialog, Failure } from './dialog.tsx'
import { keepOwn, OwnNotice } from './own.tsx'
import { Report } from './report.tsx'
import { send, signingIn } from './session.ts'
import { SignInDialog } from './sign-in.tsx'
import { AboutReader, isOnComment, Stated, statementOn } from './statement.tsx'

const onClose = () => {
  dialog.value = null
}

export const Dialogs = view(({ d }: { d: Discussion }) => {
  const open = dialog.value?.d === d ? dialog.value : null
  const asked = signingIn.value?.d === d ? signingIn.value : null
  return (
    <>
      {open?.kind === 'report' && <Report d={d} comment={open.comment} onClose={onClose} />}
      {open?.kind === 'withdraw' && <Withdraw d={d} own={open.own} />}
      {open?.kind === 'history' && <History d={d} id={open.id} />}
      {open?.kind === 'mine' && <Mine d={d} />}
      {asked && <SignInDialog d={d} settle={asked.settle} />}
    </>
  )
})

const Withdraw = view(
  ({ d, own }: { d: Discussion; own: OwnComment }, { failure }: { failure: { value: string } }) => {
    const withdraw = async (close: () => void) => {
      try {
        await send(d, 'DELETE', `/v1/comments/${own.id}`)
        close()
        keepOwn(d, { ...own, state: 'withdrawn', body: [], text: '' })
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
  },
  () => ({ failure: signal('') }),
)

const History = view(
  (
    { d }: { d: Discussion; id: string },
    { revisions, failure }: { revisions: Revised; failure: { value: string } },
  ) => (
    <Dialog d={d} title={d.say('comment.history')} onClose={onClose}>
      {() => (
        <>
          <Failure said={failure.value} />
          <ol class="entries">
            {revisions.value.map(({ no, at, body }) => (
              <li key={no}>
                <p class="small">
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
  ),
  ({ d, id }) => {
    const revisions: Revised = signal([])
    const failure = signal('')
    d.get<Revisions>(`/v1/comments/${id}/revisions`).then(
      answer => {
        revisions.value = answer.revisions.toReversed()
      },
      problem => {
        failure.value = problem.message || d.say('failed')
      },
    )
    return { revisions, failure }
  },
)

type Revised = Signal<Revisions['revisions']>

/** Own comments under all stories with the statements about them and about the reader, newest first, read page by page. */
class Own {
  readonly #d: Discussion
  readonly comments = signal<readonly OwnComment[]>([])
  readonly statements = signal<readonly OwnStatement[]>([])
  readonly next = signal<string | null>(null)
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading')
  #nextStatements: string | null = ''

  constructor(d: Discussion) {
    this.#d = d
    this.read()
  }

  async read(): Promise<void> {
    const get = <T,>(path: string, after: string | null) =>
      send<T>(this.#d, 'GET', `/v1/me/${path}${after ? `?${new URLSearchParams({ after })}` : ''}`)
    try {
      const [page, stated] = await Promise.all([
        get<OwnComments>('comments', this.next.value),
        this.#nextStatements !== null && get<OwnStatements>('statements', this.#nextStatements),
      ])
      batch(() => {
        this.comments.value = [...this.comments.value, ...page.comments]
        this.next.value = page.next
        if (stated) {
          this.statements.value = [...this.statements.value, ...stated.statements]
          this.#nextStatements = stated.next
        }
        this.status.value = 'ready'
      })
    } catch {
      this.status.value = 'failed'
    }
  }

  readonly change = (changed: OwnStatement): void => {
    this.statements.value = this.statements.value.map(one => (one.no === changed.no ? changed : one))
  }
}

const Mine = view(
  ({ d }: { d: Discussion }, own: Own) => {
    const { value: statements } = own.statements
    const about = statements.filter(({ act }) => !isOnComment(act))
    return (
      <Dialog d={d} title={d.say('session.mine')} onClose={onClose}>
        {() => (
          <>
            {own.status.value === 'failed' && <Failure said={d.say('failed')} />}
            {about.length > 0 && (
              <>
                <h3>{d.say('own.account')}</h3>
                <ol class="entries">
                  {about.map(statement => (
                    <AboutReader key={statement.no} d={d} statement={statement} onChange={own.change} />
                  ))}
                </ol>
              </>
            )}
            {own.status.value === 'ready' && own.comments.value.length === 0 && <p>{d.say('own.empty')}</p>}
            <ol class="entries">
              {own.comments.value.map(comment => (
                <Entry key={comment.id} d={d} comment={comment} own={own} />
              ))}
            </ol>
            {own.next.value && (
              <button type="button" class="button" part="button" onClick={() => own.read()}>
                {d.say('thread.more')}
              </button>
            )}
          </>
        )}
      </Dialog>
    )
  },
  ({ d }) => new Own(d),
)

const Entry = view(({ d, comment, own }: { d: Discussion; comment: OwnComment; own: Own }) => {
  const statement = statementOn(comment, own.statements.value)
  const stated = statement && <Stated d={d} statement={statement} onChange={own.change} />
  return (
    <li>
      <p class="small">
        <a href={`${comment.storyUrl}#parley-${comment.id}`}>{comment.storyTitle || comment.storyUrl}</a>
        {' · '}
        <Time d={d} at={comment.postedAt} />
        {' · '}
        <strong>{d.say(`state.${comment.state}`)}</strong>
      </p>
      <OwnNotice d={d} own={comment} stated={stated} />
      {comment.state === 'shown' && !comment.reason?.label && stated}
      <div class="body" dir="auto">
        <BodyView body={comment.body} />
      </div>
    </li>
  )
})
