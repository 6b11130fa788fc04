import { plainText } from '@parley/contract/body.ts'
import type { Reply, Story } from '@parley/contract/schemas.ts'
import { html, json, type Markup } from '../http/html.ts'
import { commentPath } from './places.ts'

/**
 * What search engines may know of a page of the discussion: schema.org `Comment`, of what is shown only, each with the one it answers.
 * `origin` is where the plain page lives, `url` the page's own address.
 */
export function linkedData(origin: string, url: string, story: Story, comments: readonly Reply[]): Markup {
  const urlOf = (id: string) => origin + commentPath(id)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    '@id': url,
    url,
    name: story.title,
    about: { '@type': 'Article', url: story.url, headline: story.title },
    commentCount: story.count,
    comment: comments
      .filter(({ state }) => state === 'shown')
      .map(comment => ({
        '@type': 'Comment',
        '@id': urlOf(comment.id),
        url: urlOf(comment.id),
        text: plainText(comment.body),
        author: { '@type': 'Person', name: comment.author!.name },
        dateCreated: comment.postedAt,
        ...(comment.editedAt && { dateModified: comment.editedAt }),
        upvoteCount: comment.respects,
        ...(comment.replyTo && { parentItem: { '@type': 'Comment', '@id': urlOf(comment.replyTo) } }),
      })),
  }
  return html`<script type="application/ld+json">${json(data)}</script>`
}
