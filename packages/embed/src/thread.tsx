import type { Only } from '@parley/contract/schemas.ts'
import { render } from 'preact'
import { Thread } from './comment.tsx'
import type { Page } from './comments.ts'
import { Composer, FormLink, notePath, Rules } from './composer.tsx'
import { Discussion, ORDERS, PAGE } from './discussion.ts'
import css from './thread.css?inline'
import { view } from './view.ts'

const sheet = new CSSStyleSheet()
sheet.replaceSync(css)

const Orders = view(({ d }: { d: Discussion }) => {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <div class="orders" part="sort" role="group" aria-label={d.say('thread.sort')}>
      {ORDERS.map(sort => (
        <button
          key={sort}
          type="button"
          class="order"
          part="action"
          aria-pressed={d.sort.value === sort}
          onClick={() => d.order(sort)}
        >
          {d.say(`thread.${sort}`)}
        </button>
      ))}
      <a class="order" href={`${d.page.server}/d/rules#order`} target="_blank" rel="noopener">
        {d.say('thread.sorting')}
      </a>
    </div>
  )
})

/** The thread in numbers; what can be listed by itself is, on wish. What there is none of is not said. */
const Strip = view(({ d }: { d: Discussion }) => (
  <p class="orders small" part="numbers">
    {Object.entries(d.first.value?.summary ?? {}).map(([what, n]) => {
      const said = n > 0 && d.say(`thread.${what}`, { n })
      return said && what !== 'people' && what !== 'notes' ? (
        <button
          key={what}
          type="button"
          class="words order"
          part="action"
          aria-pressed={d.sort.value === what}
          onClick={() => d.order(what as Only)}
        >
          {said}
        </button>
      ) : (
        said && <span key={what}>{said}</span>
      )
    })}
  </p>
))

const Comments = view(({ d }: { d: Discussion }) => {
  const { say } = d
  const waiting = d.waiting.value.size
  if (d.status.value === 'loading') {
    return (
      <div class="skeleton" aria-busy="true">
        <p class="unseen">{say('thread.loading')}</p>
      </div>
    )
  }
  if (d.status.value === 'failed') {
    return (
      <div class="empty" part="notice" role="alert">
        <p>{say('thread.failed')}</p>
        <button type="button" class="button" part="button" onClick={() => d.retry()}>
          {say('thread.retry')}
        </button>
        <p>
          <a class="button" href={`${d.page.server}/d?${new URLSearchParams({ story: d.page.story })}`}>
            {say('thread.plain')}
          </a>
        </p>
      </div>
    )
  }
  const known = d.sort.value === 'common-ground' ? d.first.value?.known : PAGE
  return (
    <>
      <div class="waiting">
        {waiting > 0 && (
          <button type="button" class="pill" part="pill" onClick={() => d.read(reading => reading.showWaiting(d))}>
            {say('thread.new', { n: waiting })}
          </button>
        )}
      </div>
      {!d.linked.value && <Strip d={d} />}
      {d.linked.value && (
        <p class="small">
          {say('thread.linked')} ·{' '}
          <button type="button" class="link" part="button" onClick={() => d.read(reading => reading.whole(d))}>
            {say('thread.whole')}
          </button>
        </p>
      )}
      {d.shown.value.length === 0 ? (
        <div class="empty" part="empty">
          <p class="welcome">{say('thread.welcome')}</p>
          <p>{say('thread.empty')}</p>
        </div>
      ) : (
        <ol class="threads" part="list">
          {d.shown.value.flatMap((top, i) => [
            i === known && i < PAGE && (
              <li key="unknown" class="small">
                {say('thread.unknown')}
              </li>
            ),
            <Thread key={top.id} d={d} top={top} />,
          ])}
        </ol>
      )}
      {d.next.value && (
        <button type="button" class="button" part="button" onClick={() => d.read(reading => reading.more(d))}>
          {say('thread.more')}
        </button>
      )}
      {!d.connected.value && <p class="small">{say('thread.offline')}</p>}
    </>
  )
})

const DiscussionView = view(({ d }: { d: Discussion }, kept: { stands?: boolean }) => {
  const { say } = d
  // Until it is known what stands above the box there is none, so that it does not move; from then on it stays, with the words in it.
  kept.stands ||= d.status.value !== 'loading'
  const writing = d.writing.value
  const Notes = d.notes.value?.Under
  const Accounts = d.accounts.value
  const n = d.story.value?.count ?? 0
  return (
    <section part="discussion" aria-labelledby="title">
      <div class="top" part="header">
        <h2 id="title" part="title" tabindex={-1}>
          {say('thread.title')}{' '}
          <span class="count" part="count" aria-hidden="true">
            {d.story.value && new Intl.NumberFormat(d.page.speech.language).format(n)}
          </span>
          <span class="unseen">{d.story.value && say('thread.count', { n })}</span>
        </h2>
        {!d.linked.value && n > 1 && <Orders d={d} />}
      </div>
      {!!d.story.value?.timeline && (
        <details
          onToggle={({ currentTarget }) => d.read(reading => reading.history(d, currentTarget.lastElementChild!))}
        >
          <summary>{say('thread.history')}</summary>
          <div />
        </details>
      )}
      <div class="account">
        {writing && d.me.value?.reader ? (
          <writing.Account d={d} />
        ) : (
          <button type="button" class="words" onClick={() => d.act(writing => writing.signIn(d))}>
            {say('session.sign-in')}
          </button>
        )}
      </div>
      {Accounts && <Accounts.Call d={d} />}
      {d.story.value?.open === false ? (
        <p class="small" part="notice">
          {say('thread.closed')}
        </p>
      ) : (
        kept.stands && (
          <>
            <Composer d={d} />
            <Rules d={d} />
          </>
        )
      )}
      {Notes && <Notes d={d} about={null} />}
      <Comments d={d} />
      <p class="small" part="footer">
        <a href={`${d.page.server}/d/contact`} target="_blank" rel="noopener">
          {say('thread.contact')}
        </a>
        {d.story.value?.open && (
          <>
            {' · '}
            <FormLink d={d} to={notePath(d)}>
              {say('thread.context')}
            </FormLink>
          </>
        )}
      </p>
      <p class="unseen" role="status">
        {d.said.value}
      </p>
      {writing && <writing.Dialogs d={d} />}
    </section>
  )
})

/** Shows the discussion of a page in a shadow root. Answers how to take it away again. */
export function show(root: ShadowRoot, page: Page): () => void {
  const d = new Discussion(page, root)
  const linked = () => {
    const id = page.linked()
    if (id) d.read(reading => reading.goTo(d, id))
  }
  root.adoptedStyleSheets = [sheet]
  root.replaceChildren()
  render(<DiscussionView d={d} />, root)
  d.open(page.linked())
  addEventListener('hashchange', linked)
  return () => {
    removeEventListener('hashchange', linked)
    d.close()
    render(null, root)
  }
}
