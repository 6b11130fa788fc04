import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { accounts, contextNotes, dialogs, timeline } from '../contract/src/messages/en.ts'

// What reads along while someone writes: the browser's model, beside the script and under a name that changes with it.
const weights = fileURLToPath(new URL('../rules/weights/browser.bin', import.meta.url))
const model = existsSync(weights) ? readFileSync(weights) : null
const modelName = model && `nudge-${createHash('sha256').update(model).digest('base64url').slice(0, 8)}.bin`
const browserModel: Plugin = {
  name: 'browser-model',
  generateBundle() {
    if (model) this.emitFile({ type: 'asset', fileName: `embed/${modelName}`, source: model })
  },
}

// What is said in English only in dialogs and in what few stories have, and how that looks, is data beside the scripts: fetched when the
// first of it is drawn.
const seldom = JSON.stringify({
  dialogs,
  timeline,
  contextNotes,
  // The form is on the plain page.
  accounts: Object.fromEntries(
    Object.entries(accounts).filter(([key]) =>
      /^account\.(there|background|affected|(not-)?verified|about|from-to|how|pseudonym|photo|call(\..*)?)$/.test(key),
    ),
  ),
  looks: readFileSync(new URL('src/seldom.css', import.meta.url), 'utf8').replace(
    /\/\*.*?\*\/|(?<=[{};:,]\s*)\s+|\s+(?={)/gs,
    '',
  ),
})
const seldomName = `words-${createHash('sha256').update(seldom).digest('base64url').slice(0, 8)}.json`
const seldomWords: Plugin = {
  name: 'seldom-words',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: `embed/${seldomName}`, source: seldom })
  },
}

// Vite's own `jsxInject` would put preact into the worker too, which draws nothing.
const pragma: Plugin = {
  name: 'pragma',
  enforce: 'pre',
  transform: {
    filter: { id: /\.tsx$/ },
    handler: code => `import { Fragment, h } from 'preact'; ${code}`,
  },
}

// `parley.js` and `parley-count.js` keep their names, because newspapers write them into their pages. Everything they load carries a
// hash and is found relative to the script itself, never to the page that embeds it. The second is built by itself (`--mode count`):
// of two scripts that share a piece, each would have to load it as a third.
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  define: {
    'process.env.NODE_ENV': '"production"',
    BROWSER_MODEL: JSON.stringify(modelName),
    SELDOM: JSON.stringify(seldomName),
  },
  plugins: mode === 'count' ? [] : [browserModel, seldomWords, pragma],
  // Smaller than the automatic runtime, whose functions preact does not share with its own.
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'embed/nudge-[hash].js', minify: true } } },
  build: {
    target: ['chrome125', 'firefox129', 'safari18'],
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    modulePreload: false,
    emptyOutDir: mode !== 'count',
    lib: {
      entry: fileURLToPath(new URL(`src/${mode === 'count' ? 'parley-count' : 'parley'}.ts`, import.meta.url)),
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'embed/[name]-[hash].js',
        minify: true,
        comments: false,
        codeSplitting: {
          groups: [{ name: 'thread', test: /preact|src.thread\.tsx/, includeDependenciesRecursively: true }],
        },
      },
    },
  },
}))
