import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  process.env.PARLEY_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Starts a headless Chromium: the machine's own, else the one that npm brings. It talks to nobody but the pages it is sent to. */
export async function openBrowser(): Promise<Browser> {
  const own = INSTALLED.find(path => path && existsSync(path))
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return own
    ? chromium.launch({ executablePath: own, args: quiet })
    : chromium.launch({ executablePath: await sparticuz.executablePath(), args: [...sparticuz.args, ...quiet] })
}
