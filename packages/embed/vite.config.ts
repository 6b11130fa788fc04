import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// `parley.js` keeps its name, because newspapers write it into their pages. Everything it loads carries a hash and is found
// relative to the script itself, never to the page that embeds it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome125', 'firefox129', 'safari18'],
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    modulePreload: false,
    manifest: 'manifest.json',
    lib: { entry: { parley: fileURLToPath(new URL('src/parley.ts', import.meta.url)) }, formats: ['es'] },
    rolldownOptions: {
      output: { entryFileNames: '[name].js', chunkFileNames: 'embed/[name]-[hash].js', minify: true },
    },
  },
})
