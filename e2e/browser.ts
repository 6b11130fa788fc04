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

let open: Promise<Browser> | undefined

/** The browser of this process, for one user after the other; each closes the windows that he has opened. It ends with the process. */
export async function sharedBrowser(): Promise<Browser> {
  if (!(await open)?.isConnected()) open = openBrowser()
  return open!
}

/**
 * Starts a headless Chromium: the machine's own, else the one that npm brings (PARLEY_BROWSER=npm asks for it anyway).
 * It talks to nobody but the pages it is sent to. None of the flags weakens what is tested: no single process, web security on.
 */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.PARLEY_BROWSER === 'npm' ? undefined : INSTALLED.find(path => path && existsSync(path))
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch(
    own
      ? { executablePath: own, args }
      : {
          executablePath: await sparticuz.executablePath(),
          args: [...args, '--no-zygote', '--font-render-hinting=none'],
        },
  )
}
