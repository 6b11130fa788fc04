import type { Section } from '@parley/contract/house-rules.ts'
import { HOUSE_RULES, type HouseRule } from '@parley/rules/house-rules.ts'
import type { Config } from '../config.ts'
import type { Reading } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'
import {
  closedBy,
  closesAt,
  isOpen,
  type Place,
  type Settings,
  sectionOf,
  settingsAt,
  siteSettings,
} from '../stories/settings.ts'
import { type FindOwn, findOwn } from './own-words.ts'
import { rulesWithVersions, sectionsThatHold, wordsThatHold } from './versions.ts'

/** The house rules, words and settings that hold in a running server, in memory. */
export class NewsroomRules {
  /** Those that hold, in the newsroom's order. */
  current: readonly HouseRule[] = HOUSE_RULES
  /** Those that hold no more: what was decided under them stands. */
  retired: readonly HouseRule[] = []
  /** Ids of the retired ones. */
  notHeld: ReadonlySet<string> = new Set()
  words: FindOwn = () => []
  /** The rules that the newsroom's own words are put under. */
  wordsUnder: ReadonlySet<string> = new Set()
  sections: readonly Section[] = []
  readonly site: Settings
  private wordsNo = 0
  private readonly config: Config

  constructor(config: Config) {
    this.config = config
    this.site = siteSettings(config)
  }

  /** Reads what holds now. */
  async refresh(db: Reading): Promise<void> {
    const { site } = this.config
    const words = await wordsThatHold(db, site)
    const rules = await rulesWithVersions(db, site)
    this.current = rules.filter(({ retiredAt }) => retiredAt === null)
    this.retired = rules.filter(({ retiredAt }) => retiredAt !== null)
    this.notHeld = new Set(this.retired.map(({ id }) => id))
    this.sections = (await sectionsThatHold(db, site)).value
    if (words.no !== this.wordsNo) {
      this.words = findOwn(words.value)
      this.wordsUnder = new Set(words.value.flatMap(({ rule }) => rule ?? []))
    }
    this.wordsNo = words.no
  }

  /** The last wording, of a retired rule too; undefined for what is no house rule. */
  find(ground: string | null | undefined): HouseRule | undefined {
    return [...this.current, ...this.retired].find(({ id }) => id === ground)
  }

  /** Throws Refusal('rule.not-held') for what is neither a house rule that holds nor `illegal`. */
  assertHolds(ground: string): void {
    if (ground === 'illegal' || this.current.some(({ id }) => id === ground)) return
    throw new Refusal('rule.not-held', {
      rule: ground.slice(0, 40),
      rules: this.current.map(({ id }) => id).join(', '),
    })
  }

  /** The same for what there is or was. */
  assertKnown(ground: string): void {
    if (!this.find(ground)) this.assertHolds(ground)
  }

  /** What holds under a story, or would under one that is not known yet. */
  settingsAt(story: Place): Settings {
    return settingsAt(this.site, this.sections, story)
  }

  /** Whether something can be written under a story at a time, and until when, if its age will close it. */
  openness(story: Place, now: number): { open: boolean; until: number | null } {
    const settings = this.settingsAt(story)
    const open = isOpen(settings, story, now)
    return { open, until: open ? closesAt(settings, story) : null }
  }

  /** What keeps a story's discussion closed at a time; null where it is open. */
  closedBy(story: Place, now: number) {
    return closedBy(this.settingsAt(story), story, now)
  }

  /** The innermost section that a story lies in. */
  sectionOf(story: Place): string | null {
    return sectionOf(this.sections, story)
  }

  /** Whether there are sections in which discussions are closed, or will be by their age. */
  get sectionsClose(): boolean {
    return this.sections.some(({ closed, closesAfterDays }) => closed || (closesAfterDays ?? null) !== null)
  }
}
