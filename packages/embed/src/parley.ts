/** The script a newspaper puts into its page: `<script type="module" async src="https://comments.paper.example/parley.js">`. */
import { ParleyComments } from './comments.ts'
import { ParleyCount } from './count.ts'

// A page may carry the script twice; the first one stays.
for (const [name, element] of [
  ['parley-comments', ParleyComments],
  ['parley-count', ParleyCount],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element)
}
