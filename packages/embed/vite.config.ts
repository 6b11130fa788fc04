import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// `parley.js` keeps its name, because newspapers write it into their pages. Everything it loads carries a hash and is found
// relative to the script itself, never to the page that embeds it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Smaller than the automatic runtime, whose functions preact does not share with its own.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: `import { Fragment, h } from 'preact'`,
  },
  build: {
    target: ['chrome125', 'firefox129', 'safari18'],
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    modulePreload: false,
    lib: { entry: { parley: fileURLToPath(new URL('src/parley.ts', import.meta.url)) }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'embed/[name]-[hash].js',
        minify: true,
        codeSplitting: {
          groups: [{ name: 'thread', test: /preact|src.thread\.tsx/, includeDependenciesRecursively: true }],
        },
      },
    },
  },
})
