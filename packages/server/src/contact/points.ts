import type { Contact, Place } from '@parley/contract/schemas.ts'
import type { Config } from '../config.ts'

/** Where to write to this newsroom, and in which languages; what it has not named is empty or null. Source: DSA Art. 11 to 13, DDG § 5. Pure. */
export const contactOf = ({ contact, url }: Config): Contact => ({
  page: `${url}/d/contact`,
  authorities: [...contact.authorities],
  languages: [...contact.languages],
  readers: [...contact.readers],
  legalRepresentative: contact.representative ?? null,
  imprint: contact.imprint ?? null,
})

/** What a program needs to find its way about here. `{comment}`, `{no}` and `{reference}` stand for what is asked about. Pure. */
export const placeOf = (config: Config): Place => {
  const { url, siteName, language, publicLog } = config
  return {
    site: siteName,
    language,
    rules: { page: `${url}/d/rules`, json: `${url}/v1/rules` },
    report: { page: `${url}/d/comments/{comment}/report`, status: `${url}/d/reports/{reference}` },
    statement: `${url}/d/statements/{no}`,
    contact: contactOf(config),
    log: publicLog ? { page: `${url}/d/log`, json: `${url}/v1/log` } : null,
  }
}
