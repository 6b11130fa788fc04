/** For a page that only counts, as a section front does: `<script type="module" async src="https://comments.paper.example/parley-count.js">`. */
import { ParleyCount } from './count.ts'

// Whichever of the two scripts comes first stays.
if (!customElements.get('parley-count')) customElements.define('parley-count', ParleyCount)
