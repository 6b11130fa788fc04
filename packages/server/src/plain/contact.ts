import { contactOf } from '../contact/points.ts'
import { html, type Markup } from '../http/html.ts'
import { type Page, sendPage } from './page.ts'
import { CONTACT_PATH, RULES_PATH } from './places.ts'
import type { Visit } from './visit.ts'

/** `GET /d/contact`: where authorities and readers reach people here, who represents the newsroom in the Union, and its imprint. Source: DSA Art. 11 to 13, DDG § 5. */
export const contact = async (visit: Visit) => sendPage(visit, contactPage(visit))

function contactPage(visit: Visit): Page {
  const { app, say } = visit
  const { siteName: site, language, url } = app.config
  const { authorities, languages, readers, legalRepresentative, imprint } = contactOf(app.config)
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const spoken = new Intl.ListFormat(language).format(languages.map(code => names.of(code) ?? code))
  const title = say('contact.title', { site })
  const section = (heading: string, ...said: (Markup | string | false)[]) =>
    html`<section><h2>${say(heading)}</h2>${said.map(one => one && html`<p>${one}</p>`)}</section>`
  return {
    title,
    canonical: url + CONTACT_PATH,
    here: CONTACT_PATH,
    main: html`<h1>${title}</h1>
${section(
  'contact.readers',
  readers.length ? say('contact.readers.text') : say('contact.readers.none', { site }),
  readers.length > 0 && addresses(readers),
  say('contact.report'),
  html`<a href="${RULES_PATH}">${say('contact.house-rules')}</a>`,
)}
${section(
  'contact.authorities',
  authorities.length ? say('contact.authorities.text') : say('contact.authorities.none', { site }),
  authorities.length > 0 && addresses(authorities),
  authorities.length > 0 && languages.length > 0 && say('contact.languages', { languages: spoken }),
)}
${legalRepresentative && section('contact.representative', legalRepresentative)}
${imprint && section('contact.imprint', html`<a href="${imprint}">${say('contact.imprint.link', { site })}</a>`)}`,
  }
}

const addresses = (all: readonly string[]): Markup =>
  html`${all.map((one, i) => html`${i > 0 && html`<br>`}<a href="${linkTo(one)}">${one}</a>`)}`

/** An address of mail, a telephone number, or a page: the settings take nothing else. */
export const linkTo = (address: string): string =>
  /^https?:/.test(address)
    ? address
    : address.startsWith('+')
      ? `tel:${address.replace(/[^+\d]/g, '')}`
      : `mailto:${address}`
