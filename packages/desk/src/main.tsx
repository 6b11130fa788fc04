import { render } from 'preact'
import { createApi } from './api.ts'
import { App } from './app.tsx'
import { keepOptions } from './options.ts'

try {
  keepOptions(localStorage)
} catch {
  // a browser that keeps nothing: the options last as long as the page
}
render(<App api={createApi()} />, document.getElementById('desk')!)
