import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'

/** Every knob, on one screen. `docs/configuration.md` says what each is for. */
export interface Config {
  host: string
  port: number
  /** Folder of the database, the secret, the key that signs case files, the reserve of the disk, the list of who was erased, and nothing else. */
  data: string
  /** A file of SQLite, or postgres://… */
  database: string
  /** Where readers reach this server; links in mails and the plain page begin with it. */
  url: string
  site: string
  siteName: string
  language: string
  /** Origins of the pages that may embed the discussion, the server's own among them. */
  origins: string[]
  /** Hosts of those pages, without www: mail addresses there are the newspaper’s own. */
  domains: string[]
  ssoSecret: string | undefined
  ssoJwks: string | undefined
  /** The newspaper's own sign-in page, offered at the desk and on the plain page. */
  signInUrl: string | undefined
  secret: string
  /** Earlier secrets: what was sealed under them still opens. Nothing is signed with them. */
  oldSecrets: string[]
  smtpUrl: string | undefined
  mailFrom: string
  /** Off for measurements only: no rate limits, no repeat phase. */
  limits: boolean
  /** Whose comments wait for a moderator: nobody's, a reader's first, or everybody's. */
  hold: 'none' | 'first' | 'all'
  /** A writer may post what he was asked to look at again; otherwise a person looks first. */
  postAnyway: boolean
  /** What becomes of a comment in a language that the engine does not know. */
  unknownLanguage: 'show' | 'hold'
  /** What becomes of a comment while the engine cannot answer: shown by the word lists alone, or held. */
  engineFails: 'open' | 'hold'
  /** What becomes of a comment that gives away personal data: a person looks first, or nothing is looked for. */
  privateData: 'hold' | 'off'
  /** Another judge, asked after the answer; null where there is none. */
  review: ReviewConfig | null
  /** Where statements of reasons are sent, as the EU's transparency database takes them; null where they are not. */
  sor: SorConfig | null
  /** Everybody may read what was decided: day, act, rule; never names or words. */
  publicLog: boolean
  /** The Commission's list of certified bodies for out-of-court settlement, which every statement of reasons links to. */
  bodiesUrl: string
  editMinutes: number
  /** Context notes: how often all ratings are weighed anew (0: never by itself) and how old an account must be to rate, both in milliseconds; how many notes one may rate in a day. */
  notes: { every: number; age: number; aDay: number }
  /** Who is paged when something may cost a life: an address of mail, and one that is called. */
  dutyEmail: string | undefined
  dutyWebhook: string | undefined
  /** Sign what is sent to that address: whsec_…; with none it is not signed. Several while one is being changed. */
  dutySecrets: string[]
  /** Other systems that are told what happens. */
  webhooks: ReceiverConfig[]
  /** How long an address that is called may take, in milliseconds. */
  webhookPatience: number
  /** What somebody is told who writes of harming himself: with the numbers of his own country, which the newsroom knows. */
  help: string
  /** Where authorities and readers reach people here. */
  contact: ContactConfig
  /** Addresses or CIDR ranges of the newsroom's own proxies; their X-Forwarded-For is believed, nobody else's. */
  proxies: string[]
  /** How long a process that is told to stop goes on serving while it says that it is not ready, so that proxies notice first; in milliseconds. */
  drain: number
  /** Other systems that may ask for scores, and how often: requests in a second. With none, any key is good from this machine. */
  scoringKeys: ScoringKey[]
  /** Sign what Coral sends to be judged; with none, nothing of Coral’s is judged. Several while one is being changed. */
  coralSecrets: string[]
  /** What backups are encrypted with; with none they are not. */
  backupKey: string | undefined
  /** List of the readers who were erased, by which a restore erases them again. No backup has it. */
  erased: string
  /** How much of public pages is kept in memory, in megabytes. */
  pages: number
  /** What is kept of the disk, to be let go when it is full, in megabytes. */
  reserve: number
  logLevel: string
  /** The demo newsroom is served too. */
  demo: boolean
}

/** A judge outside Parley. */
export interface ReviewConfig {
  url: string
  /** By this name its findings are known at the desk. */
  name: string
  /** Signs what is sent (the first is the newest); the first is the bearer token of an OpenAI-shaped address. */
  secrets: string[]
  shape: 'coral' | 'openai'
  /** May it open a case, or hold a comment too? */
  acts: 'report' | 'hold'
  /** How long it may take, in milliseconds. */
  patience: number
}

/** The EU's transparency database, or what stands in for it. */
export interface SorConfig {
  /** Up to and without `/statement`. */
  url: string
  token: string
}

/** Another system that is told what happens. */
export interface ReceiverConfig {
  /** By this name it is known at the desk; its outbox belongs to the name, so that its address may change. */
  name: string
  url: string
  /** Sign what is sent, each by itself (the first is the newest): whsec_… */
  secrets: string[]
}

/** Contact points. An address is of mail, a telephone number that begins with +, or a page. Source: DSA Art. 11 to 13. */
export interface ContactConfig {
  authorities: string[]
  /** Codes of the languages in which authorities may write. */
  languages: string[]
  /** Where a person answers, not a program alone. */
  readers: string[]
  /** Of an operator outside the European Union: name, address, how to be reached. */
  representative: string | undefined
  /** Page with the imprint. Source: DDG § 5. */
  imprint: string | undefined
}

/** A client of the scoring address. */
export interface ScoringKey {
  name: string
  key: string
  /** Requests in a second. */
  rate: number
}

/** Names no number that may not exist where it is read. */
const HELP =
  'You are not alone with this. If you think of harming yourself, please talk to someone now: a person you trust, a doctor, or a crisis line in your country. If it is urgent, call the emergency number of the place where you are.'

/** Written from memory; PARLEY_BODIES_URL puts it right where the list has moved. Source: DSA Art. 21(8). */
const BODIES = 'https://digital-strategy.ec.europa.eu/en/policies/dsa-out-court-dispute-settlement'

type Env = Record<string, string | undefined>

/**
 * Reads the environment, and the file named by PARLEY_CONFIG (lines of KEY=VALUE; the environment wins).
 * Throws an Error that names the variable and says what it takes.
 */
export function readConfig(env: Env = process.env): Config {
  const all: Env = env.PARLEY_CONFIG ? { ...parseEnv(readFileSync(env.PARLEY_CONFIG, 'utf8')), ...env } : env
  const get = (name: string) => all[name]?.trim() || undefined
  const oneOf = <T extends string>(name: string, values: readonly T[], otherwise: T): T => {
    const value = get(name) ?? otherwise
    if (!values.includes(value as T)) throw new Error(`${name} is “${value}”; it takes ${values.join(', ')}`)
    return value as T
  }
  const number = (name: string, otherwise: number, max: number) => {
    const value = Number(get(name) ?? otherwise)
    if (!Number.isInteger(value) || value < 0 || value > max)
      throw new Error(`${name} takes a whole number from 0 to ${max}`)
    return value
  }

  const webAddress = (name: string, text = get(name)) => {
    if (!text) return undefined
    const url = URL.parse(text)
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
      throw new Error(`${name} is “${text}”; it takes an address such as https://other.paper.example/path`)
    return url.href
  }

  function reviewConfig(): ReviewConfig | null {
    const address = webAddress('PARLEY_REVIEW_URL')
    if (!address) return null
    const url = new URL(address)
    const shape = oneOf('PARLEY_REVIEW_SHAPE', ['coral', 'openai'], 'coral')
    const secrets = list(get('PARLEY_REVIEW_SECRET'))
    if (shape === 'coral' && (!secrets.length || secrets.some(secret => secret.length < 16)))
      throw new Error('PARLEY_REVIEW_SECRET needs at least 16 characters: what is sent to the judge is signed with it')
    return {
      url: address,
      name: get('PARLEY_REVIEW_NAME') ?? url.hostname,
      secrets,
      shape,
      acts: oneOf('PARLEY_REVIEW_ACTS', ['report', 'hold'], 'report'),
      patience: number('PARLEY_REVIEW_SECONDS', 10, 120) * 1000,
    }
  }

  function sorConfig(): SorConfig | null {
    const text = get('PARLEY_SOR_URL')
    if (!text) return null
    const url = URL.parse(text)
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      throw new Error(
        `PARLEY_SOR_URL is “${text}”; it takes an address such as https://transparency.dsa.ec.europa.eu/api/v1`,
      )
    const token = get('PARLEY_SOR_TOKEN')
    if (!token) throw new Error('PARLEY_SOR_TOKEN is needed with PARLEY_SOR_URL: the token of your account there')
    return { url: url.href.replace(/\/+$/, ''), token }
  }

  function receivers(): ReceiverConfig[] {
    const named = list(get('PARLEY_WEBHOOK_URL')).map(entry => {
      const [, name, address] = /^(?:([\w.-]+)=)?(.+)$/.exec(entry)!
      const url = webAddress('PARLEY_WEBHOOK_URL', address)!
      return { name: name ?? new URL(url).hostname, url }
    })
    const names = named.map(({ name }) => name)
    if (new Set(names).size < names.length)
      throw new Error('PARLEY_WEBHOOK_URL has a name twice; give each receiver its own, such as search=https://…')
    const secrets = list(get('PARLEY_WEBHOOK_SECRET')).map(entry => {
      const of = names.find(name => entry.startsWith(`${name}=`))
      return { of, secret: webhookSecret('PARLEY_WEBHOOK_SECRET', of ? entry.slice(of.length + 1) : entry) }
    })
    return named.map(one => {
      const own = secrets.filter(({ of }) => of === one.name)
      const all = (own.length ? own : secrets.filter(({ of }) => !of)).map(({ secret }) => secret)
      if (!all.length)
        throw new Error(`PARLEY_WEBHOOK_SECRET is needed for ${one.name}: what is sent there is signed with it`)
      return { ...one, secrets: all }
    })
  }

  const host = get('PARLEY_HOST') ?? '127.0.0.1'
  const port = number('PARLEY_PORT', 8080, 65535)
  const url = originOf('PARLEY_URL', get('PARLEY_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
  const data = resolve(get('PARLEY_DATA') ?? 'data')
  const database = databaseAt('PARLEY_DATABASE_URL', get('PARLEY_DATABASE_URL') ?? 'sqlite:', data)
  const backupKey = get('PARLEY_BACKUP_KEY')
  if (backupKey !== undefined && backupKey.length < 16)
    throw new Error('PARLEY_BACKUP_KEY needs at least 16 characters: openssl rand -base64 32 makes one')
  if (/^postgres/.test(database) && !get('PARLEY_SECRET'))
    throw new Error('PARLEY_SECRET is needed with PostgreSQL: 32 random characters or more, the same for every process')
  const ssoSecret = get('PARLEY_SSO_SECRET')
  if (ssoSecret !== undefined && ssoSecret.length < 32)
    throw new Error('PARLEY_SSO_SECRET needs at least 32 characters')

  const origins = [...new Set([url, ...list(get('PARLEY_ORIGINS')).map(origin => originOf('PARLEY_ORIGINS', origin))])]

  return {
    host,
    port,
    data,
    database,
    url,
    site: get('PARLEY_SITE') ?? 'default',
    siteName: get('PARLEY_SITE_NAME') ?? new URL(url).hostname,
    language: get('PARLEY_LANGUAGE') ?? 'en',
    origins,
    domains: origins.map(origin => new URL(origin).hostname.replace(/^www\./, '')),
    ssoSecret,
    ssoJwks: get('PARLEY_SSO_JWKS'),
    signInUrl: get('PARLEY_SIGN_IN_URL'),
    secret: get('PARLEY_SECRET') ?? keptSecret(data),
    oldSecrets: list(get('PARLEY_SECRET_OLD')),
    smtpUrl: get('PARLEY_SMTP_URL'),
    mailFrom: get('PARLEY_MAIL_FROM') ?? `discussion@${new URL(url).hostname}`,
    limits: oneOf('PARLEY_LIMITS', ['on', 'off'], 'on') === 'on',
    hold: oneOf('PARLEY_HOLD', ['none', 'first', 'all'], 'none'),
    postAnyway: oneOf('PARLEY_POST_ANYWAY', ['on', 'off'], 'on') === 'on',
    unknownLanguage: oneOf('PARLEY_UNKNOWN_LANGUAGE', ['show', 'hold'], 'show'),
    engineFails: oneOf('PARLEY_ENGINE_FAILS', ['open', 'hold'], 'hold'),
    privateData: oneOf('PARLEY_PRIVATE_DATA', ['hold', 'off'], 'hold'),
    review: reviewConfig(),
    sor: sorConfig(),
    publicLog: oneOf('PARLEY_PUBLIC_LOG', ['on', 'off'], 'off') === 'on',
    bodiesUrl: webAddress('PARLEY_BODIES_URL') ?? BODIES,
    editMinutes: number('PARLEY_EDIT_MINUTES', 15, 1440),
    notes: {
      every: number('PARLEY_NOTES_MINUTES', 10, 1440) * 60_000,
      age: number('PARLEY_NOTES_AGE_DAYS', 7, 365) * 86_400_000,
      aDay: number('PARLEY_NOTES_RATINGS_A_DAY', 60, 10_000),
    },
    dutyEmail: get('PARLEY_DUTY_EMAIL'),
    dutyWebhook: webAddress('PARLEY_DUTY_WEBHOOK'),
    dutySecrets: list(get('PARLEY_DUTY_SECRET')).map(secret => webhookSecret('PARLEY_DUTY_SECRET', secret)),
    webhooks: receivers(),
    webhookPatience: number('PARLEY_WEBHOOK_SECONDS', 10, 60) * 1000,
    help: get('PARLEY_HELP') ?? HELP,
    contact: {
      authorities: addresses('PARLEY_CONTACT_AUTHORITIES', get('PARLEY_CONTACT_AUTHORITIES')),
      languages: list(get('PARLEY_CONTACT_LANGUAGES')).map(languageOf),
      readers: addresses('PARLEY_CONTACT_READERS', get('PARLEY_CONTACT_READERS')),
      representative: get('PARLEY_LEGAL_REPRESENTATIVE'),
      imprint: webAddress('PARLEY_IMPRINT_URL'),
    },
    proxies: list(get('PARLEY_PROXIES')).map(trustedProxy),
    drain: number('PARLEY_DRAIN_SECONDS', get('PARLEY_PROXIES') ? 3 : 0, 8) * 1000,
    scoringKeys: scoringKeysOf(list(get('PARLEY_SCORING_KEYS'))),
    coralSecrets: list(get('PARLEY_CORAL_SECRET')),
    backupKey,
    erased: resolve(get('PARLEY_ERASED') ?? join(data, 'erased')),
    pages: number('PARLEY_PAGES_MB', 16, 4096),
    reserve: number('PARLEY_RESERVE_MB', 64, 100_000),
    logLevel: oneOf('PARLEY_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    demo: false,
  }
}

/** Which database an address means: a file's path (`sqlite:` alone is the one in the data folder), or the address itself. */
export function databaseAt(name: string, text: string, data: string): string {
  if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(text))
    throw new Error(`${name} takes sqlite:FILE or postgres://user:password@host/database`)
  if (!text.startsWith('sqlite:')) return text
  return text === 'sqlite:' ? join(data, 'parley.sqlite') : resolve(text.slice('sqlite:'.length))
}

/** As Standard Webhooks has them: base64 of 24 to 64 bytes behind a prefix. What is wrong with one is said without repeating it. */
function webhookSecret(name: string, secret: string): string {
  const bytes = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret) ? Buffer.from(secret.slice(6), 'base64').length : 0
  if (bytes < 24 || bytes > 64)
    throw new Error(`${name} takes whsec_ and 24 to 64 bytes in base64: echo "whsec_$(openssl rand -base64 32)"`)
  return secret
}

const list = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

/** Separated by commas, since a telephone number may have spaces. */
function addresses(name: string, text = ''): string[] {
  const all = text
    .split(',')
    .map(one => one.trim())
    .filter(Boolean)
  for (const one of all) {
    const page = /^https?:/.test(one) && URL.canParse(one)
    if (!page && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(one) && !/^\+[\d ()/.-]{5,30}$/.test(one))
      throw new Error(
        `${name} has “${one}”; it takes addresses of mail, telephone numbers such as +49 30 1234567, or pages such as https://paper.example/contact`,
      )
  }
  return all
}

function languageOf(code: string): string {
  try {
    if (/^[a-z]{2,3}(?:-|$)/i.test(code)) return Intl.getCanonicalLocales(code)[0]!
  } catch {
    // said below, as for what is no code at all
  }
  throw new Error(`PARLEY_CONTACT_LANGUAGES has “${code}”; it takes codes such as de, en, fr`)
}

function originOf(name: string, text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin === 'null')
    throw new Error(`${name} has “${text}”; it takes origins such as https://www.paper.example`)
  return url.origin
}

const SCORING_RATE = 100

/** Each `name:key:rate`, `name:key` or a key alone. */
function scoringKeysOf(entries: readonly string[]): ScoringKey[] {
  const keys = entries.map((entry, i) => {
    const parts = entry.split(':')
    const [name, key, rate = String(SCORING_RATE)] = parts.length === 1 ? [`client-${i + 1}`, ...parts] : parts
    if (!name || !key || !/^[1-9]\d{0,5}$/.test(rate) || parts.length > 3)
      throw new Error(
        'PARLEY_SCORING_KEYS takes name:key:rate, separated by commas: a name, a key without “:”, and how many requests in a second it is good for',
      )
    return { name, key, rate: Number(rate) }
  })
  const twice = (what: 'name' | 'key') => new Set(keys.map(one => one[what])).size < keys.length
  if (twice('name') || twice('key')) throw new Error('PARLEY_SCORING_KEYS has a name or a key twice')
  return keys
}

/** A range that would trust everybody would let everybody choose his own address. */
function trustedProxy(range: string): string {
  const [address = '', bits, ...rest] = range.split('/')
  const family = isIP(address)
  const length = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits)
  const widest = family === 6 ? (reachesIPv4(address, length) ? 104 : 16) : 8
  if (!family || !/^\d{1,3}$/.test(bits ?? '0') || rest.length || length < widest || length > (family === 6 ? 128 : 32))
    throw new Error(
      `PARLEY_PROXIES has “${range}”; it takes addresses or ranges of your own proxies such as 10.0.0.0/8, not wider than /8 (IPv6: /16)`,
    )
  return range
}

/** Does an IPv6 range hold IPv4 addresses in their mapped form (::ffff:0:0/96), however it is written? */
function reachesIPv4(address: string, length: number): boolean {
  if (!(length >= 0 && length <= 128)) return true
  const range = new BlockList()
  range.addSubnet(address, length, 'ipv6')
  const mapped = new BlockList()
  mapped.addSubnet('::ffff:0:0', 96, 'ipv6')
  return range.check('::ffff:0:0', 'ipv6') || mapped.check(address, 'ipv6')
}

/** Made on the first start and kept beside the database, readable by its owner only. What was signed with it must hold after a power cut, so it is on the disk first. */
function keptSecret(data: string): string {
  const file = join(data, 'secret')
  mkdirSync(data, { recursive: true })
  const made = randomBytes(32).toString('base64url')
  const write = (flag: 'wx' | 'w') => writeFileSync(file, made, { flag, mode: 0o600, flush: true })
  try {
    write('wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const kept = readFileSync(file, 'utf8').trim()
    if (kept.length >= made.length) return kept
    // The power was cut during the first start: nothing has been signed with it.
    write('w')
  }
  syncFolder(data)
  return made
}

/** Keeps the names in a folder through a power cut; where folders cannot be synced (Windows) the system sees to it. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch (error) {
    if (process.platform !== 'win32') throw error
  }
}
