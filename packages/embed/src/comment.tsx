import type { Values } from '@parley/contract/say.ts'
import type { Comment, Reply } from '@parley/contract/schemas.ts'
import { type Node, tree } from '@parley/contract/tree.ts'
import type { ComponentChildren } from 'preact'
import { hue, initials } from './avatar.ts'
import { BodyView } from './body.tsx'
import { Composer, FormLink, notePath } from './composer.tsx'
import type { Discussion } from './discussion.ts'
import { signal } from './signals.ts'
import { fullTime, timeWords } from './time.ts'
import { view } from './view.ts'

/** A sentence of the catalogue in which one place is taken by an element. */
export function Said({
  d,
  say,
  place,
  by,
  values,
}: {
  d: Discussion
  say: string
  place: string
  by: ComponentChildren
  /** For the other places. */
  values?: Values | undefined
}) {
  const [before, after] = d.say(say, { ...values, [place]: '\0' }).split('\0')
  return (
    <>
      {before}
      {by}
      {after}
    </>
  )
}

/** “12 min”, with the full date on hover and for screen readers. */
export const Time = view(({ d, at }: { d: Discussion; at: string }) => {
  const { language } = d.page.speech
  const then = Date.parse(at)
  const full = fullTime(then, language)
  return (
    <time dateTime={at} title={full} part="time">
      <span aria-hidden="true">{timeWords(then, d.now.value, language, d.say)}</span>
      <span class="unseen">{full}</span>
    </time>
  )
})

/** A top comment with its replies. */
export function Thread({ d, top }: { d: Discussion; top: Comment }) {
  const nodes = tree(top.id, top.replies)
  const more = Math.max(1, top.replyCount - top.replies.filter(isPublic).length)
  return (
    <li part="thread">
      <CommentView d={d} comment={top} level={0} />
      <Replies d={d} nodes={nodes} level={1} />
      {top.nextReplies && (
        <button type="button" class="link" part="button" onClick={() => d.read(reading => reading.moreReplies(d, top))}>
          {d.say('comment.replies', { n: more })}
        </button>
      )}
    </li>
  )
}

const isPublic = (comment: Reply) => comment.state === 'shown' || comment.state === 'collapsed'

function Replies({ d, nodes, level }: { d: Discussion; nodes: Node[]; level: number }) {
  if (nodes.length === 0) return null
  return (
    <ol class="replies">
      {nodes.map(({ reply, named, children }) => (
        <li key={reply.id}>
          <CommentView d={d} comment={reply} level={level} named={named} />
          <Replies d={d} nodes={children} level={level + 1} />
        </li>
      ))}
    </ol>
  )
}

/** What one comment on the page is about to do. */
const doings = () => ({
  opened: signal(false),
  copied: signal(false),
  doing: signal<'reply' | 'edit' | null>(null),
})

interface CommentProps {
  d: Discussion
  comment: Reply
  level: number
  named?: boolean
}

const CommentView = view(
  ({ d, comment, level, named }: CommentProps, { opened, copied, doing }: ReturnType<typeof doings>) => {
    const { id } = comment
    const own = d.mine.value.get(id)
    const author = own?.author ?? comment.author
    const state = own?.state ?? comment.state
    const writing = d.writing.value
    const Notes = d.notes.value?.Under
    const Accounts = d.accounts.value
    const { account } = comment
    const { say } = d

    if (!author || state === 'withdrawn' || state === 'erased' || (state === 'removed' && !own)) {
      return (
        <p class={`small ${state}`} id={id} tabindex={-1} part="notice">
          <Gone d={d} state={state} rule={comment.decision?.rule} />
        </p>
      )
    }

    const folded = state === 'collapsed' && !own && !opened.value
    const respected = d.me.value?.respected.includes(id) ?? false
    const isOwn = own !== undefined || d.me.value?.reader?.id === author.id
    const kind = own?.kind ?? comment.kind
    const edited = own ? own.editedAt : comment.editedAt
    const Heading = level ? 'h4' : 'h3'
    const close = (what: string) => (focus?: string) => {
      doing.value = null
      d.focus(focus ?? `${what}-${id}`)
    }
    const share = () =>
      d.read(async reading => {
        copied.value = await reading.share(d, id)
        setTimeout(() => (copied.value = false), 4000)
      })

    return (
      <article
        id={id}
        class={d.fresh.value.has(id) ? 'fresh' : ''}
        tabindex={-1}
        part={level ? 'comment reply' : 'comment'}
        aria-labelledby={`by-${id}`}
      >
        <header>
          <span class="avatar" part="avatar" data-hue={hue(author.id)} aria-hidden="true">
            {initials(author.name)}
          </span>
          <Heading id={`by-${id}`} part="author">
            <bdi>{author.name}</bdi>
          </Heading>
          {author.badge && (
            <span class="badge staff" part="badge">
              {say(`badge.${author.badge}`)}
            </span>
          )}
          {comment.featured && (
            <span class="badge staff" part="badge">
              {say('comment.featured')}
            </span>
          )}
          <span class="when">
            {named && comment.replyToName && (
              <>
                <Said d={d} say="comment.to" place="name" by={<bdi>{comment.replyToName}</bdi>} />
                {' · '}
              </>
            )}
            <Time d={d} at={comment.postedAt} />
            {edited && (
              <>
                {' · '}
                <button
                  type="button"
                  class="words"
                  title={say('comment.history')}
                  onClick={() => d.act(writing => writing.history(d, id))}
                >
                  {say('comment.edited')}
                </button>
              </>
            )}
          </span>
          {kind === 'eyewitness' && (!account || Accounts) && (
            <span class={`badge witness ${account?.verified ? 'verified' : ''}`} part="badge">
              {say(account ? `account.${account.verified ? '' : 'not-'}verified` : 'comment.eyewitness')}
            </span>
          )}
        </header>
        {own && writing && <writing.OwnNotice d={d} own={own} />}
        {!own && comment.decision?.label && (
          <p class="small label" part="label">
            <strong>
              <bdi>{comment.decision.label}</bdi>
            </strong>
            {' · '}
            <Under d={d} say="comment.labelled" rule={comment.decision.rule} />
          </p>
        )}
        {folded ? (
          <p class="small" part="notice">
            <Under d={d} say="comment.collapsed" rule={comment.decision?.rule} />{' '}
            <button
              type="button"
              class="link"
              onClick={() => {
                opened.value = true
                d.focus(id)
              }}
            >
              {say('comment.collapsed.show')}
            </button>
          </p>
        ) : doing.value === 'edit' && own ? (
          <Composer d={d} target={{ edit: own }} done={close('edit')} />
        ) : (
          <>
            {Accounts && account && <Accounts.Told d={d} account={account} />}
            <div class="body" part="body" dir="auto">
              <BodyView body={own?.body ?? comment.body} />
            </div>
            {Accounts && account?.photos[0] && <Accounts.Photos d={d} photos={account.photos} />}
          </>
        )}
        {!folded && doing.value !== 'edit' && (
          <footer part="actions">
            {state !== 'held' &&
              state !== 'removed' &&
              (isOwn ? (
                comment.respects > 0 && (
                  <span class="action">
                    {say('comment.respect')} · {comment.respects}
                  </span>
                )
              ) : (
                <button
                  type="button"
                  class="action"
                  part="action"
                  aria-pressed={respected}
                  aria-label={say('comment.respect.count', { n: comment.respects })}
                  onClick={() => d.act(writing => writing.respect(d, comment))}
                >
                  {say('comment.respect')}
                  {comment.respects > 0 && ` · ${comment.respects}`}
                </button>
              ))}
            {d.story.value?.open && state === 'shown' && (
              <button
                type="button"
                id={`reply-${id}`}
                class="action"
                part="action"
                aria-label={say('comment.reply.to', { name: author.name })}
                aria-expanded={doing.value === 'reply'}
                onClick={() => d.act(() => (doing.value = doing.value === 'reply' ? null : 'reply'))}
              >
                {say('comment.reply')}
              </button>
            )}
            {state === 'shown' && (
              <button type="button" class="action" part="action" onClick={share}>
                {say(copied.value ? 'comment.copied' : 'comment.share')}
              </button>
            )}
            {d.story.value?.open && state === 'shown' && (
              <FormLink
                d={d}
                to={notePath(d, { comment: id })}
                class="action"
                label={say('comment.context.add', { name: author.name })}
              >
                {say('comment.context')}
              </FormLink>
            )}
            {own && writing ? (
              <writing.OwnActions d={d} own={own} onEdit={() => (doing.value = 'edit')} />
            ) : (
              !isOwn && (
                <button
                  type="button"
                  class="action report"
                  part="action"
                  aria-label={say('comment.report.of', { name: author.name })}
                  onClick={() => d.act(writing => writing.report(d, comment))}
                >
                  {say('comment.report')}
                </button>
              )
            )}
          </footer>
        )}
        {Notes && <Notes d={d} about={id} />}
        {doing.value === 'reply' && <Composer d={d} target={{ to: comment }} done={close('reply')} />}
      </article>
    )
  },
  doings,
)

/** The one line that stays of a comment. */
function Gone({ d, state, rule }: { d: Discussion; state: string; rule: string | null | undefined }) {
  if (state !== 'removed') return d.say(`comment.${state}`)
  if (rule === 'illegal') return d.say('comment.removed.law')
  return rule ? <Under d={d} say="comment.removed" rule={rule} /> : d.say('comment.hidden')
}

/** A sentence that names a house rule. */
export const Under = view(({ d, say, rule, values }: UnderProps) => {
  const title = rule === 'illegal' ? d.say('rule.illegal') : d.rule(rule ?? '') || d.say('rule.house')
  return <Said d={d} say={say} place="rule" by={<strong>{title}</strong>} values={values} />
})

interface UnderProps {
  d: Discussion
  say: string
  rule: string | null | undefined
  values?: Values
}
