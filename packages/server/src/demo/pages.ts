import { html, type Markup } from '../http/html.ts'
import { PEOPLE, type Person } from './people.ts'
import { type NewsStory, SECTIONS, STORIES, urlOf } from './stories.ts'

/** What every page of the newspaper needs to know. */
export interface Edition {
  /** Origin of the newspaper, without a slash at its end. */
  origin: string
  today: Date
  /** Who is signed in at the newspaper. */
  person: Person | undefined
  /** Path and query of the page, to come back to after signing in. */
  here: string
}

export interface Mail {
  to: string
  subject: string
  text: string
  at: Date
}

const WEEKDAY_DATE = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit' })

const idOf = (section: string) => section.toLowerCase().replaceAll(' ', '-')

function layout(edition: Edition, title: string, kind: 'front' | 'inside', main: Markup): string {
  const { person, here } = edition
  const name =
    kind === 'front'
      ? html`<h1 class="title">The Valley Courier</h1>`
      : html`<p class="title"><a href="/">The Valley Courier</a></p>`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/demo/courier.css">
<link rel="icon" href="/demo/courier.svg" type="image/svg+xml">
<script type="module" async src="/${kind === 'front' ? 'parley-count' : 'parley'}.js"></script>
</head>
<body class="${kind}">
<a class="skip" href="#main">Skip to the news</a>
<header class="page">
<div class="bar small">
<span>${WEEKDAY_DATE.format(edition.today)}</span>
${
  person
    ? html`<span class="me">Signed in as ${person.name}
<form method="post" action="/demo/sign-out"><input type="hidden" name="return" value="${here}"><button>Sign out</button></form></span>`
    : html`<a href="/demo/sign-in?return=${encodeURIComponent(here)}">Sign in</a>`
}
</div>
${name}
<nav class="sections" aria-label="Sections">${SECTIONS.map(section => html`<a href="/#${idOf(section)}">${section}</a>`)}</nav>
</header>
<main class="page" id="main">
${main}
</main>
<footer class="page">
<div class="foot small">
<p>The Valley Courier, its readers and all their comments are invented, to show how a newspaper looks with Parley. Any likeness to real readers is chance.</p>
<ul>
<li><a href="/desk">The moderators’ desk</a></li>
<li><a href="/demo/mailbox">Mailbox of this demonstration</a></li>
<li><a href="/demo/imprint">Imprint</a></li>
<li><a href="/demo/sign-in?return=${encodeURIComponent(here)}">Sign in as someone else</a></li>
</ul>
</div>
</footer>
</body>
</html>
`.toString()
}

const talkLink = (edition: Edition, story: NewsStory) =>
  html`<a class="talk" href="${story.path}#discussion"><parley-count story="${urlOf(edition.origin, story)}">Discussion</parley-count></a>`

const picture = (story: NewsStory) =>
  story.picture &&
  html`<img src="/demo/${story.picture.file}" alt="${story.picture.alt}" width="${story.picture.width}" height="${story.picture.height}">`

const opening = (story: NewsStory) => story.passages.filter(passage => typeof passage === 'string').slice(0, 3)

const teaser = (edition: Edition, story: NewsStory, kind: string, first: boolean) => html`
<article class="teaser ${kind}"${first ? html` id="${idOf(story.section)}"` : ''}>
${picture(story)}
<p class="kicker">${story.section}</p>
<h2><a class="whole" href="${story.path}">${story.headline}</a></h2>
<p class="standfirst">${story.standfirst}</p>
${talkLink(edition, story)}
${kind === 'lead' && html`<div class="opening">${opening(story).map(text => html`<p>${text}</p>`)}</div>`}
</article>`

/** The front page: the lead, the other stories, and how to try what the demonstration is for. */
export function frontPage(edition: Edition): string {
  const [lead, ...rest] = STORIES
  const first = (story: NewsStory) => STORIES.find(other => other.section === story.section) === story
  return layout(
    edition,
    'The Valley Courier',
    'front',
    html`<div class="news">
${teaser(edition, lead, 'lead', true)}
<div class="rest">${rest.map(story => teaser(edition, story, '', first(story)))}</div>
<section class="try" aria-labelledby="try">
<h2 id="try">Try the discussion</h2>
<ol>
<li><strong>Read and write</strong> <a href="/demo/sign-in?return=${encodeURIComponent(lead.path)}">Sign in as a reader</a> and answer someone below <a href="${lead.path}">the lead story</a>.</li>
<li><strong>See it arrive</strong> Open the story in a second window. What you post appears there by itself.</li>
<li><strong>Moderate</strong> <a href="/demo/sign-in?return=/desk">Sign in as the moderator</a>. The desk holds two reports and a threat that nobody has seen yet.</li>
<li><strong>Read the mail</strong> Codes and notices go to <a href="/demo/mailbox">this mailbox</a>, not to any real address.</li>
</ol>
</section>
</div>`,
  )
}

/** A story with its discussion below, embedded as on any newspaper's page. */
export function storyPage(edition: Edition, story: NewsStory, published: Date): string {
  const url = urlOf(edition.origin, story)
  return layout(
    edition,
    `${story.headline} · The Valley Courier`,
    'inside',
    html`<div class="story">
<div class="head">
<p class="kicker">${story.section}</p>
<h1>${story.headline}</h1>
<p class="standfirst">${story.standfirst}</p>
<p class="by small"><span>${story.byline} · <time datetime="${published.toISOString()}">${WEEKDAY_DATE.format(published)}, ${TIME.format(published)}</time></span> ${talkLink(edition, story)}</p>
</div>
<article class="text">
${story.picture && html`<figure>${picture(story)}<figcaption class="small">${story.picture.caption}</figcaption></figure>`}
${story.passages.map(passage =>
  typeof passage === 'string'
    ? html`<p>${passage}</p>\n`
    : 'subhead' in passage
      ? html`<h2>${passage.subhead}</h2>\n`
      : html`<p class="pull" aria-hidden="true">${passage.pull}</p>\n`,
)}
${story.note && html`<p class="note small">${story.note}</p>`}
</article>
${
  story.facts &&
  html`<aside class="facts" aria-labelledby="facts"><h2 id="facts">${story.facts.title}</h2>
<dl>${story.facts.rows.map(row => html`<dt>${row.term}</dt><dd>${row.text}</dd>`)}</dl></aside>`
}
<section class="discussion" id="discussion" aria-label="Discussion">
<parley-comments story="${url}" sso-url="/demo/token" sign-in-url="/demo/sign-in?return=${encodeURIComponent(`${story.path}#discussion`)}"><a href="/d?story=${encodeURIComponent(url)}">Read the discussion</a></parley-comments>
</section>
<aside class="more" aria-labelledby="more"><h2 id="more">More in the Courier</h2>
<ul>${STORIES.filter(other => other !== story).map(other => html`<li><a href="${other.path}">${other.headline}</a> ${talkLink(edition, other)}</li>`)}</ul></aside>
</div>`,
  )
}

/** The place of the newspaper's own accounts; it leads back to `edition.here`, which must be a path of this site. */
export function signInPage(edition: Edition): string {
  return layout(
    edition,
    'Sign in · The Valley Courier',
    'inside',
    html`<div class="narrow">
<h1>Who would you like to be?</h1>
<p>On a newspaper’s real site this page is its own sign-in, with the accounts its readers already have. Parley learns who is there from a short-lived token that the newspaper signs.</p>
<p>In this demonstration one press is enough. To see both sides at once, sign in as someone else in a private window.</p>
<form method="post" action="/demo/sign-in">
<input type="hidden" name="return" value="${edition.here}">
<ul class="cards">${PEOPLE.filter(person => person.about).map(
      person =>
        html`<li><button name="person" value="${person.id}"><b>${person.name}, ${person.role}</b><span>${person.about}</span></button></li>`,
    )}</ul>
</form>
</div>`,
  )
}

/** Who answers for the newspaper, if there were one. */
export function imprintPage(edition: Edition): string {
  return layout(
    edition,
    'Imprint · The Valley Courier',
    'inside',
    html`<div class="narrow">
<h1>Imprint</h1>
<p>The Valley Courier is invented, and so is its publisher: Courier Press, 12 Mill Lane, Valleyford. A real newspaper says here who it is, who answers for it, and how to reach it.</p>
<p><a href="/d/contact">Whom to write to about the discussion</a></p>
</div>`,
  )
}

/** What Parley would have sent by mail, as plain text, in the order given. */
export function mailboxPage(edition: Edition, mails: readonly Mail[]): string {
  return layout(
    edition,
    'Mailbox · The Valley Courier',
    'inside',
    html`<div class="narrow">
<h1>Mailbox</h1>
<p>No mail leaves this machine while no mail server is set. What would have been sent is here, whoever it is for. <a href="/demo/mailbox">Look again</a></p>
<div class="mails">
${
  mails.length
    ? mails.map(
        mail => html`<article class="mail">
<p class="small">To ${mail.to} · <time datetime="${mail.at.toISOString()}">${WEEKDAY_DATE.format(mail.at)}, ${TIME.format(mail.at)}</time></p>
<h2>${mail.subject}</h2>
<pre>${mail.text}</pre>
</article>`,
      )
    : html`<p>There is no mail yet. Sign in by e-mail at a discussion, and the code will arrive here.</p>`
}
</div>
</div>`,
  )
}
