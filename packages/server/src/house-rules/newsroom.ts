import type { Section } from '@parley/contract/schemas.ts'
import { HOUSE_RULES, type HouseRule } from '@parley/rules/house-rules.ts'
import { type FindWords, findWords } from '@parley/rules/own-words.ts'
import type { Config } from '../config.ts'
import type { Reading } from '../db/open.ts'
import { closesAt, isOpen, type Place, type Settings, settingsAt, siteSettings } from '../stories/settings.ts'
import { rulesWithVersions, sectionsThatHold, wordsThatHold } from './versions.ts'

/** The house rules, words and settings that hold in a running server, in memory. */
export class NewsroomRules {
  current: readonly HouseRule[] = HOUSE_RULES
  words: FindWords = () => []
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
    this.current = await rulesWithVersions(db, site)
    this.sections = (await sectionsThatHold(db, site)).value
    if (words.no !== this.wordsNo) this.words = findWords(words.value)
    this.wordsNo = words.no
  }

  /** The wording that holds; undefined for what is no house rule. */
  find(ground: string | null | undefined): HouseRule | undefined {
    return this.current.find(({ id }) => id === ground)
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
}
