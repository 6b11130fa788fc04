import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// What is started again and again, workers and servers of Parley, is compiled once.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.parley-compiled', import.meta.url))

/** Every suite that opens an app or a database of its own: with PARLEY_LONG=1 they run on PostgreSQL as well. */
const ON_A_DATABASE = globSync('packages/server/src/**/*.test.ts').filter(file =>
  /testApp|newsroom\(|databaseIn|serveProcess/.test(readFileSync(file, 'utf8')),
)
/** Those that ask the database the most different things do so in every `npm test`. */
const ASKING_MOST = [
  'postgres',
  'comments/comments',
  'http/stream',
  'readers/sign-in',
  'reports/reports',
  'cases/cases',
  'decisions/decisions',
  'decisions/statements',
  'accounting/overview',
  'accounting/report',
].map(name => `packages/server/src/${name}.test.ts`)

const JOURNEYS = {
  name: 'journeys',
  include: ['e2e/**/*.test.ts'],
  testTimeout: 180_000,
  hookTimeout: 90_000,
  // A condition is waited for as long as a page waits for an element: a busy machine is slow, not wrong.
  expect: { poll: { timeout: 15_000 } },
}
/** With PARLEY_LONG=1 these go on, too, while two processes on PostgreSQL are restarted in turn; with PARLEY_LONG=all every journey does. */
const THE_MAIN_JOURNEYS = ['reader-to-reader', 'no-script', 'due-process'].map(name => `e2e/${name}.test.ts`)

/** Two cores: two workers. `npm test` runs all projects; CI adds the long runs, and every suite on PostgreSQL, by PARLEY_LONG=1. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Files of one project share their worker, and with it what is read once a process: modules, the engine's weights, a browser.
    isolate: false,
    projects: [
      {
        test: {
          name: 'units',
          include: ['packages/**/*.test.{ts,tsx}', 'bench/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/postgres*.test.ts'],
          setupFiles: 'packages/server/src/testing-anew.ts',
          // Some start processes: a busy machine is slow, not wrong.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'postgres',
          include: process.env.PARLEY_LONG ? ON_A_DATABASE : ASKING_MOST,
          globalSetup: 'packages/server/src/testing-postgres.ts',
          setupFiles: ['packages/server/src/testing-anew.ts', 'packages/server/src/testing-on-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      ...(process.env.PARLEY_LONG
        ? [
            {
              test: {
                name: 'long',
                include: ['e2e/**/*.long.ts', 'packages/**/*.long.ts'],
                // These measure memory and time, each by itself.
                isolate: true,
                testTimeout: 900_000,
                hookTimeout: 90_000,
              },
            },
            {
              test: {
                ...JOURNEYS,
                name: 'two',
                // A window whose process has stopped comes back within 30 seconds.
                expect: { poll: { timeout: 45_000 } },
                maxWorkers: 1,
                include: process.env.PARLEY_LONG === 'all' ? JOURNEYS.include : THE_MAIN_JOURNEYS,
                globalSetup: 'packages/server/src/testing-postgres.ts',
                setupFiles: 'packages/server/src/testing-on-postgres.ts',
              },
            },
          ]
        : []),
      { test: JOURNEYS },
    ],
  },
})
