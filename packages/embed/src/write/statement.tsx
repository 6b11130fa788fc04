import type { Appealed, Me, OwnComment, OwnStatement } from '@parley/contract/schemas.ts'
import type { Problem } from '../api.ts'
import { Time } from '../comment.tsx'
import { FormLink } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import { type Signal, signal } from '../signals.ts'
import { fullTime } from '../time.ts'
import { view } from '../view.ts'
import { Failure, focusIt } from './dialog.tsx'
import { send } from './session.ts'

/** Appeals that were begun and not sent, by the statement's number. They outlive the dialog that they are written in. */
const begun = new Map<number, string>()

/** The way to a statement of reasons. Without its key the server asks there who one is. */
export const StatementLink = view(({ d, no, link, say }: StatementLinkProps) => {
  const name = d.say(say, { no: String(no) })
  return link ? (
    <a href={link}>{name}</a>
  ) : (
    <FormLink d={d} to={`/d/statements/${no}`}>
      {name}
    </FormLink>
  )
})

interface StatementLinkProps {
  d: Discussion
  no: number
  link?: string
  say: 'own.statement' | 'own.statement.appeal'
}

interface StatedProps {
  d: Discussion
  statement: OwnStatement
  /** Takes in the statement as it is now. */
  onChange: (statement: OwnStatement) => void
}

/** A statement of reasons in a line: its number, and the appeal against it, to be written here, or what has come of it. */
export const Stated = view(
  ({ d, statement, onChange }: StatedProps, { open, failure }: { open: Signal<boolean>; failure: Signal<string> }) => {
    const { say } = d
    const { no, link, appeal, appealUntil, reversedAt } = statement
    const may = !appeal && !reversedAt && Date.parse(appealUntil) > d.now.value
    const lodge = async (event: SubmitEvent) => {
      event.preventDefault()
      failure.value = ''
      try {
        const sent = await send<Appealed>(d, 'POST', `/v1/statements/${no}/appeals`, { text: begun.get(no) ?? '' })
        begun.delete(no)
        onChange({ ...statement, appeal: { at: sent.appeal.at, outcome: null, decidedAt: null, reasons: null } })
        d.announce(say('appeal.waiting'))
        d.focus(`statement-${no}`)
      } catch (error) {
        failure.value = (error as Problem).message || say('failed')
      }
    }
    return (
      <>
        <p id={`statement-${no}`} class="small" tabindex={-1}>
          <StatementLink d={d} no={no} link={link} say="own.statement" />
          {may && (
            <>
              {' · '}
              <button
                type="button"
                class="link"
                aria-expanded={open.value}
                onClick={() => {
                  open.value = !open.value
                }}
              >
                {say('appeal.open')}
              </button>
            </>
          )}
          {appeal && (
            <>
              {' · '}
              <strong>{say(`appeal.${appeal.outcome ?? 'waiting'}`)}</strong>
            </>
          )}
        </p>
        {appeal?.reasons && <p>{say('appeal.reason', { reason: appeal.reasons })}</p>}
        {may && open.value && (
          <form class="fields" onSubmit={lodge}>
            <label>
              {say('appeal.label')}
              <textarea
                ref={focusIt}
                rows={4}
                required
                maxLength={5000}
                dir="auto"
                defaultValue={begun.get(no) ?? ''}
                onInput={event => begun.set(no, event.currentTarget.value)}
              />
              <small>{say('appeal.hint', { time: fullTime(Date.parse(appealUntil), d.page.speech.language) })}</small>
            </label>
            <Failure said={failure.value} />
            <div class="buttons">
              <button type="submit" class="button primary" part="button button-primary">
                {say('appeal.send')}
              </button>
            </div>
          </form>
        )}
      </>
    )
  },
  ({ statement }) => ({ open: signal(begun.has(statement.no)), failure: signal('') }),
)

/** What was decided about the reader himself: warnings, suspensions. */
export const AboutReader = view((props: StatedProps) => {
  const { d, statement } = props
  const { act, until, posts, rule, facts, at } = statement
  const time = until ? fullTime(Date.parse(until), d.page.speech.language) : ''
  return (
    <li>
      <p class="small">
        <strong>{d.say(`own.${act}`, { n: posts ?? 0, time })}</strong>
        {rule && ` · ${rule.title}`}
        {' · '}
        <Time d={d} at={at} />
      </p>
      <p>{d.say('own.reason', { reason: facts })}</p>
      <Stated {...props} />
    </li>
  )
})

/** Until when nothing can be written, why, and where to appeal. */
export const Barred = view(({ d, id, barred }: { d: Discussion; id: string; barred: NonNullable<Me['barred']> }) => {
  const { until, reason, statement, link } = barred
  const time = until && fullTime(Date.parse(until), d.page.speech.language)
  return (
    <div id={id} class="findings stop barred" part="notice" role="alert" tabindex={-1}>
      <p>
        <strong>{time ? d.say('own.barred.until', { time }) : d.say('own.barred')}</strong>
      </p>
      {reason && <p>{d.say('own.reason', { reason })}</p>}
      {statement !== null && (
        <p>
          <StatementLink d={d} no={statement} link={link!} say="own.statement.appeal" />
        </p>
      )}
    </div>
  )
})

/** The statement that holds about a comment of one's own, else the last one, of those that are known. They come newest first. */
export const statementOn = (
  { id, reason }: OwnComment,
  statements: readonly OwnStatement[],
): OwnStatement | undefined =>
  statements.find(({ no }) => no === reason?.statement) ??
  statements.find(({ act, comment }) => comment.id === id && isOnComment(act))

/** Is a statement about a comment, and not about whoever wrote it? */
export const isOnComment = (act: OwnStatement['act']): boolean => /^(remove|collapse|label|hold)$/.test(act)
