import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Whatever opens an app and speaks to it over HTTP: these run on PostgreSQL as well. */
const SPOKEN_TO = globSync('packages/server/src/**/*.test.ts').filter(file =>
  /testApp|newsroom\(|databaseIn|serveProcess/.test(readFileSync(file, 'utf8')),
)

/** Two cores: two workers. `npm test` runs both projects; CI adds the long runs by PARLEY_LONG=1. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'units',
          include: ['packages/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/postgres*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['packages/server/src/**/*.test.ts'],
          exclude: [
            '**/node_modules/**',
            'packages/server/src/db/dialect/sqlite*.test.ts',
            'packages/server/src/cli/**',
          ],
          globalSetup: 'packages/server/src/testing-postgres.ts',
          setupFiles: 'packages/server/src/testing-on-postgres.ts',
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
                testTimeout: 900_000,
                hookTimeout: 90_000,
              },
            },
          ]
        : []),
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 90_000,
          // A condition is waited for as long as a page waits for an element: a busy machine is slow, not wrong.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
