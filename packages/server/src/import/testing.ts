import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BARE, PAPER, type TestApp } from '../testing.ts'
import { addresses } from './address.ts'
import { disqus } from './disqus.ts'
import { openFile } from './file.ts'
import { load } from './load.ts'
import type { Report } from './report.ts'
import { survey } from './survey.ts'
import { wordpress } from './wordpress.ts'

/** Small exports for tests, made of what each test is about. Values are put in as they are: a test of escaping escapes for itself. */
export const cdata = (html: string) => `<![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
const element = (name: string, value: string | undefined) => (value === undefined ? '' : `<${name}>${value}</${name}>`)
const DAY = Date.UTC(2020, 0, 1)
/** Some second of the first of January 2020. */
export const second = (n: number) => new Date(DAY + n * 1000).toISOString().slice(0, 19)

interface Thread {
  id?: string
  link?: string
  title?: string
  at?: string
  closed?: boolean
  deleted?: boolean
}
/** Of /one if nothing else is said. */
export const thread = ({
  id = '1',
  link = `${PAPER}/one`,
  title = 'One',
  at = '2020-01-01T00:00:00Z',
  closed = false,
  deleted = false,
}: Thread = {}) =>
  `<thread dsq:id="${id}"><id/><forum>paper</forum><category dsq:id="9"/><link>${link}</link><title>${title}</title><message/>
  <createdAt>${at}</createdAt><author><name>Desk</name><isAnonymous>false</isAnonymous></author><isClosed>${closed}</isClosed><isDeleted>${deleted}</isDeleted></thread>\n`

interface Post {
  id?: string | null
  inner?: string
  text?: string
  at?: string
  deleted?: boolean
  spam?: boolean
  name?: string
  email?: string
  username?: string
  story?: string
  parent?: string
}
/** On thread 1, by Ann, if nothing else is said. */
export const post = ({
  id = '10',
  inner,
  text = '<p>Words.</p>',
  at = second(Number(id) || 0),
  deleted = false,
  spam = false,
  name = 'Ann',
  email,
  username,
  story = '1',
  parent,
}: Post = {}) =>
  `<post${id === null ? '' : ` dsq:id="${id}"`}>${element('id', inner)}<message>${cdata(text)}</message><createdAt>${at}</createdAt><isDeleted>${deleted}</isDeleted><isSpam>${spam}</isSpam>
  <author>${element('email', email)}<name>${name}</name><isAnonymous>${username === undefined}</isAnonymous>${element('username', username)}</author><ipAddress>192.0.2.7</ipAddress>
  <thread dsq:id="${story}"/>${parent === undefined ? '' : `<parent dsq:id="${parent}"/>`}</post>\n`

export const disqusFile = (...parts: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="9"><forum>paper</forum><title>General</title><isDefault>true</isDefault></category>\n${parts.join('')}</disqus>`

interface Note {
  id?: string
  author?: string
  email?: string
  at?: string
  gmt?: string
  text?: string
  approved?: string
  type?: string
  parent?: string
}
export const note = ({
  id = '1',
  author = 'Ann',
  email = '',
  gmt = second(Number(id)).replace('T', ' '),
  at = '',
  text = 'Words.',
  approved = '1',
  type = '',
  parent = '0',
}: Note = {}) =>
  `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(author)}</wp:comment_author><wp:comment_author_email>${email}</wp:comment_author_email>
  <wp:comment_author_url>https://ann.example</wp:comment_author_url><wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_date>${at}</wp:comment_date><wp:comment_date_gmt>${gmt}</wp:comment_date_gmt>
  <wp:comment_content>${cdata(text)}</wp:comment_content><wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type><wp:comment_parent>${parent}</wp:comment_parent>
  <wp:comment_user_id>0</wp:comment_user_id><wp:commentmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:commentmeta></wp:comment>\n`

interface Item {
  id?: string
  link?: string
  title?: string
  open?: boolean
  status?: string
  password?: string
  notes?: string[]
}
export const item = ({
  id = '5',
  link = `${PAPER}/one`,
  title = 'One',
  open = true,
  status = 'publish',
  password = '',
  notes = [],
}: Item = {}) =>
  `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${PAPER}/?p=${id}</guid><content:encoded>${cdata('<p>The article.</p>')}</content:encoded>
  <wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2020-01-01 00:00:00</wp:post_date_gmt><wp:comment_status>${open ? 'open' : 'closed'}</wp:comment_status><wp:status>${status}</wp:status>
  <wp:post_type>post</wp:post_type><wp:post_password>${password}</wp:post_password>${notes.join('')}</item>\n`

export const wxrFile = (items: string[], { version = '1.2', blog = PAPER } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/${version}/">
<channel><title>The Paper</title><link>${PAPER}</link><wp:wxr_version>${version}</wp:wxr_version>${element('wp:base_blog_url', blog || undefined)}\n${items.join('')}</channel></rss>`

/** Imports a file’s content as the command line does. Throws ImportRefused. */
export async function bringIn(
  t: TestApp,
  format: 'disqus' | 'wordpress',
  content: string | Uint8Array,
  origins: string[] = [],
): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-import-'))
  try {
    const path = join(folder, 'export')
    writeFileSync(path, content)
    return await load(
      t.app,
      await survey(format === 'disqus' ? disqus : wordpress, await openFile(path), addresses(t.app.config, origins)),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const TABLES = ['stories', 'readers', 'comments', 'revisions', 'cases', 'events', 'imports'] as const

/** Everything that an import can change, as text. */
export async function dump(t: TestApp): Promise<string> {
  const tables: Record<string, string[]> = {}
  for (const table of TABLES)
    tables[table] = (await t.app.db.read.selectFrom(table).selectAll().execute())
      .map(row => JSON.stringify(row))
      .toSorted()
  return JSON.stringify(tables, null, 1)
}

const BIN = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))

/** Runs `parley import` on a data folder as one would in a shell. */
export async function runImport(
  data: string,
  args: readonly string[],
  { node = [], env = {} }: { node?: string[]; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [...node, BIN, 'import', ...args], {
    env: { ...BARE, PARLEY_DATA: data, PARLEY_ORIGINS: PAPER, ...env },
  })
  let out = ''
  let said = ''
  child.stdout.on('data', more => (out += more))
  child.stderr.on('data', more => (said += more))
  const status = await new Promise<number | null>(done => child.on('close', done))
  return { status, out, said }
}
