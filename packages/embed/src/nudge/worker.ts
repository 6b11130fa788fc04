/** The judge in a thread of its own, so that no key ever waits for it. */
import { serve } from './judge.ts'
import type { Begin } from './nudge.ts'

addEventListener('message', ({ ports, data }: MessageEvent<Begin>) => serve(ports[0]!, data), { once: true })
postMessage(true)
