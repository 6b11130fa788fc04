import type { Source, Timeline } from '@parley/contract/timeline.ts'
import { render } from 'preact'
import { FormLink } from './composer.tsx'
import type { Discussion } from './discussion.ts'

/** The history behind the story: dated entries, then who is tied to whom; of each, who says so. It is drawn with its map on the plain page. */
export async function draw(d: Discussion, place: Element): Promise<void> {
  if (place.firstChild) return
  const { page, say } = d
  const at = new URLSearchParams({ story: page.story })
  const [{ entries, ties }] = await Promise.all([d.get<Timeline>(`/v1/timeline?${at}`), d.words()])
  const day = (text: string) =>
    new Intl.DateTimeFormat(page.speech.language, {
      ...([{}, {}, { month: 'long' }, { month: 'long', day: 'numeric' }][text.split('-').length] as object),
      year: 'numeric',
      timeZone: 'UTC',
    }).format(Date.parse(text))
  const saying = ({ standing, who, url, on }: Source) => (
    <p class="small">
      {say(`timeline.${standing}`, { who })}
      {on && `, ${day(on)}`}
      {url && (
        <>
          {' '}
          <a href={url} target="_blank" rel="noopener nofollow ugc">
            {new URL(url).host}
          </a>
        </>
      )}
    </p>
  )
  const sayings = (said: readonly Source[]) => (
    <>
      {said.slice(-1).map(saying)}
      {said.length > 1 && (
        <details>
          <summary>{say('timeline.before', { n: said.length - 1 })}</summary>
          {said.slice(0, -1).map(saying)}
        </details>
      )}
    </>
  )
  render(
    <>
      <ol class="history">
        {entries.map(({ happened, title, detail, standing, said, story, account }) => (
          <li data-standing={standing}>
            <time datetime={happened}>{day(happened)}</time>
            <h3 dir="auto">{title}</h3>
            {detail && <p dir="auto">{detail}</p>}
            {story && (
              <p>
                <a href={story.url}>{story.title}</a>
              </p>
            )}
            {account && (
              <p>
                <a href={`#parley-${account}`}>{say('timeline.account')}</a>
              </p>
            )}
            {sayings(said)}
          </li>
        ))}
      </ol>
      {ties.length > 0 && <h3>{say('timeline.ties')}</h3>}
      <ul>
        {ties.map(({ from, to, relation, since, said }) => (
          <li>
            {say(`tie.${relation}.sentence`, { from, to })}
            {since && `, ${say('tie.since', { since: day(since) })}`}
            {sayings(said)}
          </li>
        ))}
      </ul>
      <p>
        <FormLink d={d} to={`/d/timeline?${at}`}>
          {say('timeline.propose')}
        </FormLink>
      </p>
    </>,
    place,
  )
}
