import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PLANTS } from './plants.ts'

/**
 * Loaded before Parley (`node --import`), it plants the bug named by PARLEY_PLANT (plants.ts) into the sources as they are read; nothing on disk
 * changes. What it looks for and does not find ends the process: a bug that is not planted would be taken for one that is not caught.
 */
const bug = PLANTS[process.env.PARLEY_PLANT ?? '']
if (!bug) throw new Error(`PARLEY_PLANT takes ${Object.keys(PLANTS).join(', ')}`)

const sources = new Map<string, string>()
for (const { file, from, to } of bug.edits) {
  const url = new URL(`../../packages/server/src/${file}`, import.meta.url).href
  const source = sources.get(url) ?? readFileSync(fileURLToPath(url), 'utf8')
  if (source.split(from).length !== 2)
    throw new Error(`the bug ${process.env.PARLEY_PLANT} is to be planted where ${file} says, once: ${from}`)
  sources.set(
    url,
    source.replace(from, () => to),
  )
}
registerHooks({
  load(url, context, next) {
    const source = sources.get(url)
    return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true }
  },
})
