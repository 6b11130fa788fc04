import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { brokenEvent, type CaseFile, caseFile } from '../authorities/case-file.ts'
import { checked, fingerprint, publicKeyOf, publicPem, signingKey } from '../authorities/signing.ts'
import { readConfig } from '../config.ts'
import { problemOf, Refusal } from '../http/problems.ts'
import { withNewsroom } from './newsroom.ts'

export const caseOf = new Command('case')
  .description('the whole file of a case in one signed zip: for a certified body, a court, or its author')
  .argument('<case>', 'id of the case (k_…) or of its comment (c_…)')
  // Not required for `key` and `verify`, which are below it.
  .option('--out <file>', 'the zip to write (needed)')
  .option('--with-reporters', 'with whoever reported it: for a court or authority that may ask for that')
  .addHelpText(
    'after',
    `
Notes that the desk wrote to itself are not in it, and nothing that says who reported, unless you ask for that. Taking a
file out stands in the log.
More: docs/authorities.md`,
  )
  .action(async (id: string, { out, withReporters = false }: { out?: string; withReporters?: boolean }) => {
    if (!out) throw new Error('say where to write it: --out FILE.zip')
    const { zip } = await withNewsroom((db, config) =>
      caseFile({ db, config, clock: Date.now }, id.replace(/^c_/, 'k_'), { by: 'command line', withReporters }).catch(
        error => {
          throw error instanceof Refusal ? new Error(problemOf(error, config.language, '').detail) : error
        },
      ),
    )
    writeFileSync(out, zip, { flag: 'wx' })
    console.log(`${out} is written; key ${fingerprint(publicKeyOf(readConfig().data)!)}`)
  })

caseOf
  .command('key')
  .description('the public key by which the case files of this newsroom are signed, to be published')
  .action(() => {
    const pem = publicPem(signingKey(readConfig().data))
    console.log(`${pem.trimEnd()}\n\nSHA-256 ${fingerprint(pem)}`)
  })

caseOf
  .command('verify')
  .description('whether a case file is as it was signed; exit status 1 and what is wrong where it is not')
  .argument('<zip>', 'the case file')
  .option('--key <file>', 'the newsroom’s public key in PEM (default: the one of this newsroom, where there is one)')
  .action((zip: string, { key }: { key?: string }) => {
    const known = key === undefined ? ownKey() : readFileSync(key, 'utf8')
    const found = checked(readFileSync(zip), known)
    if (!found.ok) throw new Error(`${zip} is not as it was signed: ${found.said}`)
    const broken = brokenEvent(JSON.parse(found.files['case.json']!) as CaseFile)
    if (broken !== null) throw new Error(`${zip} is as it was signed, but its log is not whole: event ${broken}`)
    const { manifest } = found
    console.log(`whole: case ${manifest.case} of ${manifest.site}, made ${manifest.madeAt}`)
    console.log(
      known === null
        ? `signed by the key in the file, SHA-256 ${fingerprint(found.key)}: ask the newsroom whether it is theirs`
        : `signed by SHA-256 ${fingerprint(found.key)}, as expected`,
    )
  })

/** Of the newsroom on this machine, where there is one: whoever only verifies needs none, and gets no folder for it. */
function ownKey(): string | null {
  const { PARLEY_DATA = 'data', PARLEY_CONFIG } = process.env
  return PARLEY_CONFIG || existsSync(PARLEY_DATA) ? publicKeyOf(readConfig().data) : null
}
