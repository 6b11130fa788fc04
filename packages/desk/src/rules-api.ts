import type {
  AddRule,
  Changes,
  DeskRules,
  ListRules,
  OwnWord,
  PreviewRules,
  Reasons,
  ReasonTemplate,
  RuleHistory,
  RulesPreview,
  Section,
  StoryAtDesk,
  StorySettings,
  TriedWords,
} from '@parley/contract/house-rules.ts'
import type { Duty, Escalate, Escalation, Story } from '@parley/contract/schemas.ts'

/** What the desk asks about the newsroom's own rules. Every call may throw `Refused`; `after` is the number of what was seen. */
export interface RulesApi {
  all(): Promise<DeskRules>
  reword(id: string, title: string, text: string, after: number): Promise<RuleHistory>
  /** Retires rules, brings them back, and puts them in order: all of them are named. */
  list(rules: ListRules['rules'], after: number): Promise<DeskRules>
  add(rule: AddRule): Promise<RuleHistory>
  thresholds(changes: Changes, after: number): Promise<DeskRules>
  words(words: readonly OwnWord[], after: number): Promise<DeskRules>
  sections(sections: readonly Section[], after: number): Promise<DeskRules>
  reasons(): Promise<Reasons>
  rewordReasons(templates: readonly ReasonTemplate[], after: number): Promise<DeskRules>
  tryWords(words: readonly OwnWord[], text: string): Promise<TriedWords>
  preview(proposed: PreviewRules): Promise<RulesPreview>
  story(url: string): Promise<StoryAtDesk>
  settle(story: StorySettings): Promise<Story>
}

/** What the desk does where a life may be in danger. */
export interface LifeApi {
  duty(): Promise<Duty>
  escalate(caseId: string, escalation: Escalate): Promise<Escalation>
  escalation(id: string): Promise<Escalation>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const rulesApi = (ask: Ask, write: Ask): RulesApi => ({
  all: () => ask('GET', '/v1/desk/rules'),
  reword: (id, title, text, after) => write('PUT', `/v1/desk/rules/${id}`, { title, text, after }),
  list: (rules, after) => write('PUT', '/v1/desk/rules', { rules, after }),
  add: rule => write('POST', '/v1/desk/rules', rule),
  thresholds: (changes, after) => write('PUT', '/v1/desk/thresholds', { changes, after }),
  words: (words, after) => write('PUT', '/v1/desk/words', { words, after }),
  sections: (sections, after) => write('PUT', '/v1/desk/sections', { sections, after }),
  reasons: () => ask('GET', '/v1/desk/reasons'),
  rewordReasons: (templates, after) => write('PUT', '/v1/desk/reasons', { templates, after }),
  tryWords: (words, text) => write('POST', '/v1/desk/words/try', { words, text }),
  preview: proposed => write('POST', '/v1/desk/rules/preview', proposed),
  story: url => ask('GET', `/v1/desk/story?${new URLSearchParams({ story: url })}`),
  settle: story => write('PUT', '/v1/desk/stories', story),
})

export const lifeApi = (ask: Ask, write: Ask): LifeApi => ({
  duty: () => ask('GET', '/v1/desk/duty'),
  escalate: (caseId, escalation) => write('POST', `/v1/desk/cases/${caseId}/escalations`, escalation),
  escalation: id => ask('GET', `/v1/desk/escalations/${id}`),
})
