import { defineConfig } from 'vite'

/** The desk is served under a policy without inline script or style, so everything becomes a file of its own. */
export default defineConfig({
  base: '/desk/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { assetsInlineLimit: 0, modulePreload: false },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
})
