import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// What is started again and again, workers and servers of Parley, is compiled once.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.parley-compiled', import.meta.url))

/** Two cores: two workers. `npm test` runs both projects; CI adds the long runs by PARLEY_LONG=1. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Files of one project share their worker, and with it what is read once a process: modules, the engine's weights, a browser.
    isolate: false,
    projects: [
      {
        test: {
          name: 'units',
          include: ['packages/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
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
