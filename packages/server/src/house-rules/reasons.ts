import type { ChangeReasons, ReasonTemplate } from '@parley/contract/house-rules.ts'
import { ANSWERS, type Answer, faultIn, placeholdersOf } from '@parley/contract/reasons.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { settle } from '../db/events.ts'
import type { Reading } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { type Entry, rulesWithVersions } from './versions.ts'

/** The newsroom's own templates of reasons; what has none is worded as Parley came. */
export async function reasonsThatHold(db: Reading, site: string): Promise<Entry<ReasonTemplate>> {
  const row = await db
    .selectFrom('reasons')
    .selectAll()
    .where('site', '=', site)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? { no: Number(row.no), value: JSON.parse(row.templates_json), by: row.by, at: Number(row.at) }
    : { no: 0, value: [], by: '', at: null }
}

/**
 * Puts the newsroom's own templates of reasons in place of those it had before. Source: DSA Art. 17, what an author is told.
 * Throws Refusal: rule.unknown, reason.no-sentence, reason.unknown-placeholder, reason.name, rules.changed.
 */
export async function changeReasons(app: App, who: ReaderVisitor, { templates, after }: ChangeReasons): Promise<void> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const value = checked(templates, await rulesWithVersions(tx, site))
    const { no } = await reasonsThatHold(tx, site)
    if (no !== after) throw new Refusal('rules.changed')
    const templates_json = JSON.stringify(value)
    await settle(tx, 'reasons', { site, no: no + 1, templates_json, by: who.name, at: app.clock() })
  })
}

/** Templates that can be used, each with a name of its own where there are several to choose from. */
function checked(
  templates: readonly ReasonTemplate[],
  rules: readonly { id: string; title: string }[],
): ReasonTemplate[] {
  const tidy = templates.map(one => ({ ...one, name: cleanText(one.name).trim(), text: cleanText(one.text).trim() }))
  for (const { rule, act, name, text } of tidy) {
    const title = rule === 'illegal' ? 'illegal' : rules.find(({ id }) => id === rule)?.title
    const answers = ANSWERS.includes(act as Answer)
    if ((rule === null) !== answers || (rule !== null && title === undefined)) throw new Refusal('rule.unknown')
    const where = [title, act, name].filter(Boolean).join(', ')
    const fault = faultIn(text, rule)
    if (fault?.is === 'no-sentence') throw new Refusal('reason.no-sentence', { where })
    if (fault)
      throw new Refusal('reason.unknown-placeholder', {
        where,
        placeholder: fault.placeholder,
        known: [...placeholdersOf(rule).map(known => `{${known}}`), '[…]'].join(', '),
      })
    const others = tidy.filter(one => one.rule === rule && one.act === act)
    if (others.length > 1 && (!name || others.filter(one => one.name === name).length > 1))
      throw new Refusal('reason.name', { where })
  }
  return tidy
}
