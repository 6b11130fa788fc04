import { Command } from 'commander'
import { openShipped } from '../moderation/engine.ts'
import { VERSION } from '../version.ts'
import { audit } from './audit.ts'
import { backUp } from './backup.ts'
import { caseOf } from './case.ts'
import { check } from './check.ts'
import { copyTo } from './copy.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { erase } from './erase.ts'
import { exportAll } from './export.ts'
import { importFile } from './import.ts'
import { model } from './model.ts'
import { notes } from './notes.ts'
import { report } from './report.ts'
import { restoreFile } from './restore.ts'
import { staff } from './staff.ts'
import { statements } from './statements.ts'
import { webhooks } from './webhooks.ts'

const parley = new Command('parley')
  .description('The reader discussion under a newspaper’s article, run by the newsroom itself.')
  .version(VERSION)
  .showHelpAfterError()

parley
  .command('serve')
  .description('run the server (settings: docs/configuration.md)')
  .action(async () => {
    // Unpacked beside what is loaded meanwhile; whether that failed is asked by whoever opens it.
    openShipped().catch(() => {})
    const { serve } = await import('../main.ts')
    await serve()
  })
for (const command of [
  demo,
  check,
  importFile,
  staff,
  model,
  notes,
  report,
  statements,
  webhooks,
  audit,
  caseOf,
  backUp,
  restoreFile,
  copyTo,
  exportAll,
  erase,
  doctor,
])
  parley.addCommand(command)

try {
  await parley.parseAsync()
} catch (error) {
  console.error(`parley: ${(error as Error).message}`)
  process.exitCode = 1
}
