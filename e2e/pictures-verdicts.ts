import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openNewsroom, openStory } from './newsroom.ts'

/** Takes 20 pictures of verdicts in five languages, to be looked at: `node e2e/pictures-verdicts.ts [FOLDER]`. None is kept. */
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'parley-verdicts-'))
const newsroom = await openNewsroom()
let n = 0

const wide = { viewport: { width: 760, height: 620 } } as const
const dark = { ...wide, colorScheme: 'dark' } as const
const phone = { viewport: { width: 390, height: 760 }, hasTouch: true, deviceScaleFactor: 2 } as const
const phoneAtNight = { ...phone, colorScheme: 'dark' } as const
const desk = { viewport: { width: 1320, height: 900 } } as const
const deskAtNight = { ...desk, colorScheme: 'dark' } as const
const contrast = { ...wide, forcedColors: 'active' } as const

const INSULT = {
  en: 'The board knew. They are all bloody idiots and everyone at the plant has said so since March.',
  de: 'Der Vorstand wusste es. Das sind doch alles Vollidioten, und im Werk sagt das jeder seit März.',
  fr: 'La direction le savait. Ce sont tous des connards, et tout le monde le dit à l’usine depuis mars.',
  es: 'La dirección lo sabía. Son todos unos gilipollas, y en la fábrica lo dicen todos desde marzo.',
  it: 'La direzione lo sapeva. Sono tutti degli stronzi, e in fabbrica lo dicono tutti da marzo.',
}
const THREAT = {
  en: 'If that man comes down our street again I will kill him, and I am not the only one.',
  de: 'Wenn dieser Mann noch einmal in unsere Straße kommt, bringe ich ihn um, das schwöre ich.',
  fr: 'Si cet homme revient dans notre rue, je vais le tuer, et je ne suis pas le seul à le dire.',
  es: 'Si ese hombre vuelve a nuestra calle, lo voy a matar, y no soy el único que lo dice.',
  it: 'Se quell’uomo torna nella nostra strada, lo ammazzo, e non sono il solo a dirlo.',
}
const TWO_RULES = 'What a load of shit. The board are idiots, and so is whoever believes this crap.'
const LINKS = `See ${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(i => `https://shop${i}.example/offer`).join(' ')} for the best price.`

type Language = keyof typeof INSULT

const box = (page: Page) => page.locator('parley-comments').getByRole('textbox', { name: 'Your comment' })
const post = (page: Page) => page.locator('parley-comments').getByRole('button', { name: 'Post', exact: true })

async function take(page: Page, name: string): Promise<void> {
  const file = join(folder, `${String(++n).padStart(2, '0')}-${name}.png`)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: file, animations: 'disabled' })
  console.log(file)
  await page.context().close()
}

async function write(words: string, options: BrowserContextOptions): Promise<Page> {
  const page = await newsroom.windowOf('alice', options)
  await openStory(page, newsroom.quiet)
  await box(page).focus()
  await page.locator('parley-comments').getByRole('button', { name: 'My comments' }).waitFor()
  await box(page).pressSequentially(words)
  return page
}

const toDiscussion = (page: Page) =>
  page.evaluate(() =>
    scrollTo(0, document.querySelector('parley-comments')!.getBoundingClientRect().top + scrollY - 24),
  )

/** Before anything is sent. */
async function early(name: string, words: string, options: BrowserContextOptions): Promise<void> {
  const page = await write(words, options)
  await page
    .locator('parley-comments form [part=hint] strong')
    .first()
    .waitFor()
    .catch(() => console.log(`nothing is heard in “${words}”`))
  await toDiscussion(page)
  await take(page, `early-${name}`)
}

/** As the server answers: a notice in the place of the box, or the comment that only its author sees. */
async function answered(name: string, words: string, options: BrowserContextOptions): Promise<void> {
  const page = await write(words, options)
  await post(page).click()
  const said = page.locator('parley-comments').getByRole('alert')
  const own = page.locator('parley-comments article').filter({ hasText: words.slice(0, 30) })
  await said.or(own).first().waitFor()
  if (await own.count()) await own.first().scrollIntoViewIfNeeded()
  await toDiscussion(page)
  await take(page, name)
}

async function tried(
  [code, language]: [Language, string],
  kind: string,
  options: BrowserContextOptions,
): Promise<void> {
  const page = await newsroom.windowOf('mona', options)
  await page.goto(`${newsroom.url}/desk#/try`)
  await page.getByRole('button', { name: `${language}: ${kind}` }).click()
  await page.locator('.heads').waitFor()
  await take(page, `try-${code}-${kind}`)
}

for (const [language, options] of [
  ['en', wide],
  ['de', dark],
  ['fr', phone],
  ['es', phoneAtNight],
  ['it', contrast],
] as [Language, BrowserContextOptions][])
  await early(language, INSULT[language], options)
await early('two-rules', TWO_RULES, phone)
for (const [language, options] of [
  ['en', wide],
  ['de', phone],
  ['fr', dark],
  ['es', wide],
  ['it', phoneAtNight],
] as [Language, BrowserContextOptions][])
  await answered(`nudge-${language}`, INSULT[language], options)
for (const [language, options] of [
  ['en', wide],
  ['de', dark],
  ['es', phone],
] as [Language, BrowserContextOptions][])
  await answered(`hold-${language}`, THREAT[language], options)
await answered('refuse-en', LINKS, phoneAtNight)
await tried(['en', 'English'], 'insult', desk)
await tried(['de', 'Deutsch'], 'threat', deskAtNight)
await tried(['fr', 'Français'], 'quoted', desk)
await tried(['es', 'Español'], 'insult', { ...phoneAtNight, deviceScaleFactor: 1 })
await tried(['it', 'Italiano'], 'insult', { ...desk, forcedColors: 'active' })
await newsroom.close()
await newsroom.browser.close()
