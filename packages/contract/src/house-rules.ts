import { HEADS } from '@parley/rules/heads.ts'
import Type, { type Static } from 'typebox'
import { ANSWERS, REASON_ACTS } from './reasons.ts'
import { Finding, OUTCOMES, Rule, Share, Story, Text } from './schemas.ts'
import { Id, Nullable, OneOf, strict, Time, Url } from './shapes.ts'

/** The house rules as the newsroom's own, and all that holds beside them: words, thresholds, reasons, and the settings of site, sections and stories. */

/** What the id of a house rule looks like. It is given once, and never to another rule. */
export const RULE_ID = /^[a-z0-9][a-z0-9-]{0,28}[a-z0-9]$/
/** Words that stand where the id of a rule does and mean something else, or that no table of this language can be keyed by. */
export const NO_RULE_IDS: readonly string[] = ['illegal', 'house', 'report', 'total', 'constructor']
export const HOLDS = ['none', 'first', 'all'] as const
/** What a part of the site settles for itself; what is absent is as around it. */
const placeSettings = {
  hold: Type.Optional(OneOf(...HOLDS)),
  links: Type.Optional(Type.Integer({ minimum: 0, maximum: 10, description: 'with more of them a comment is held' })),
  closesAfterDays: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: 3650, description: 'after the discussion began; null never' })),
  ),
  closed: Type.Optional(Type.Boolean()),
}
export const OwnSettings = Type.Object(placeSettings, strict)
export type OwnSettings = Static<typeof OwnSettings>
/** All stories whose address begins so. */
export const Section = Type.Object({ prefix: Url, ...placeSettings }, strict)
export type Section = Static<typeof Section>
const SettingsThatHold = Type.Object(
  {
    hold: OneOf(...HOLDS),
    links: Type.Integer(),
    closesAfterDays: Nullable(Type.Integer()),
    closed: Type.Boolean(),
  },
  strict,
)

const ruleWords = { title: Type.String(), text: Type.String() }
const ruleTimes = {
  retiredAt: Nullable(Time),
  retirements: Type.Array(Type.Object({ since: Time, until: Nullable(Time) }, strict), {
    description: 'when it did not hold, the first time first',
  }),
}
/** The house rules with all their versions, for machines (DSA Art. 14). */
export const Rules = Type.Object(
  {
    site: Type.String(),
    language: Type.String(),
    page: Type.String({ description: 'the same in plain language' }),
    rules: Type.Array(
      Type.Object(
        {
          id: Rule,
          version: Type.Integer(),
          ...ruleWords,
          judgedByMachine: Type.Boolean({ description: 'a machine may point at breaks of it; people decide' }),
          ...ruleTimes,
          versions: Type.Array(
            Type.Object(
              { version: Type.Integer(), ...ruleWords, since: Nullable(Time), until: Nullable(Time) },
              strict,
            ),
            { description: 'the first one first' },
          ),
        },
        strict,
      ),
    ),
    machine: Type.Object(
      {
        engine: Type.String({ description: 'version of what scores every comment' }),
        refuses: Type.Boolean({ description: 'the gravest is not taken at all; everything else a person decides' }),
        other: Nullable(Type.String({ description: 'another judge that is asked, by name' })),
        otherHolds: Type.Boolean({ description: 'what he finds is out of sight until a person has looked' }),
      },
      strict,
    ),
    appealDays: Type.Integer(),
  },
  strict,
)
export type Rules = Static<typeof Rules>

export const LABELS = ['obscene', 'sexual', 'slur', 'insult', 'threat', 'spam'] as const
/** Words that the newsroom looks for itself. Severity 1 asks the writer to look again, 2 holds, 3 refuses; a threat is always held. */
export const OwnWord = Type.Object(
  {
    patterns: Type.String({ minLength: 1, maxLength: 500 }),
    label: OneOf(...LABELS),
    severity: Type.Unsafe<1 | 2 | 3>(Type.Integer({ minimum: 1, maximum: 3 })),
    rule: Type.Optional(
      Type.String({ maxLength: 100, description: 'a rule of the newsroom’s own; else that of their label' }),
    ),
  },
  strict,
)
export type OwnWord = Static<typeof OwnWord>
const OwnWords = Type.Array(OwnWord, { maxItems: 500 })

const StepChange = Type.Optional(Nullable(Share))
/** Over the engine's own steps: a number is a new step, null takes one away, what is absent stays. */
export const Changes = Type.Object(
  Object.fromEntries(
    HEADS.map(head => [
      head,
      Type.Optional(Type.Object({ nudge: StepChange, hold: StepChange, refuse: StepChange }, strict)),
    ]),
  ),
  strict,
)
export type Changes = Partial<
  Record<(typeof HEADS)[number], { nudge?: number | null; hold?: number | null; refuse?: number | null }>
>
const Sections = Type.Array(Section, { maxItems: 200 })
/** Of the entry that whoever changes something has seen, so that nobody undoes unawares what another has just done. */
const After = Type.Integer({ minimum: 0 })
const logged = { no: Type.Integer(), by: Type.String(), at: Nullable(Time) }
const Steps3 = Type.Record(
  Type.String(),
  Type.Object({ nudge: Type.Optional(Share), hold: Type.Optional(Share), refuse: Type.Optional(Share) }, strict),
)

/** What a rule is for the EU's transparency database: its categories, without their prefix. */
export const EU_CATEGORIES = [
  'ANIMAL_WELFARE',
  'CONSUMER_INFORMATION',
  'CYBER_VIOLENCE',
  'CYBER_VIOLENCE_AGAINST_WOMEN',
  'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  'ILLEGAL_OR_HARMFUL_SPEECH',
  'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
  'OTHER_VIOLATION_TC',
  'PROTECTION_OF_MINORS',
  'RISK_FOR_PUBLIC_SECURITY',
  'SCAMS_AND_FRAUD',
  'SELF_HARM',
  'UNSAFE_AND_PROHIBITED_PRODUCTS',
  'VIOLENCE',
] as const
export type EuCategory = (typeof EU_CATEGORIES)[number]

export const RuleHistory = Type.Object(
  {
    id: Rule,
    version: Type.Integer(),
    ...ruleWords,
    judgedByMachine: Type.Boolean(),
    ...ruleTimes,
    category: Nullable(Type.Unsafe<EuCategory>(Type.Enum([...EU_CATEGORIES]))),
    versions: Type.Array(
      Type.Object({ version: Type.Integer(), ...ruleWords, by: Type.String(), at: Nullable(Time) }, strict),
    ),
  },
  strict,
)
export type RuleHistory = Static<typeof RuleHistory>
export const RewordRule = Type.Object(
  { title: Type.String({ maxLength: 1000 }), text: Type.String({ maxLength: 5000 }), after: After },
  strict,
)
export type RewordRule = Static<typeof RewordRule>
export const AddRule = Type.Object(
  {
    id: Type.String({ maxLength: 100, description: 'lower-case letters, digits and dashes, 2 to 30; never changes' }),
    title: Type.String({ maxLength: 1000 }),
    text: Type.String({ maxLength: 5000 }),
    category: Type.Optional(
      Type.Unsafe<EuCategory>(
        Type.Enum([...EU_CATEGORIES], {
          description: 'in the EU’s database; `OTHER_VIOLATION_TC` where none is named',
        }),
      ),
    ),
  },
  strict,
)
export type AddRule = Static<typeof AddRule>
/** Every house rule once, in the order in which readers are to see them. */
export const ListRules = Type.Object(
  {
    rules: Type.Array(Type.Object({ id: Rule, retired: Type.Boolean() }, strict), { maxItems: 200 }),
    after: After,
  },
  strict,
)
export type ListRules = Static<typeof ListRules>

/** What an author, or whoever appealed or reported, reads of a reason, as the newsroom words it: reasons.ts. */
export const ReasonTemplate = Type.Object(
  {
    rule: Nullable(Type.String({ maxLength: 40, description: 'a house rule, or `illegal`; null for an answer' })),
    act: OneOf(...REASON_ACTS, ...ANSWERS),
    name: Type.String({ maxLength: 60, description: 'by which a moderator picks it where there are several' }),
    text: Type.String({ maxLength: 2000 }),
  },
  strict,
)
export type ReasonTemplate = Static<typeof ReasonTemplate>
const ReasonTemplates = Type.Array(ReasonTemplate, { maxItems: 500 })
/** The newsroom's own; what has none is worded as Parley came. */
export const Reasons = Type.Object({ ...logged, templates: ReasonTemplates }, strict)
export type Reasons = Static<typeof Reasons>
export const ChangeReasons = Type.Object({ templates: ReasonTemplates, after: After }, strict)
export type ChangeReasons = Static<typeof ChangeReasons>

/** Everything that the desk's page of rules shows. */
export const DeskRules = Type.Object(
  {
    mayChange: Type.Boolean(),
    rules: Type.Array(RuleHistory),
    list: Type.Object(logged, strict),
    thresholds: Type.Object(
      {
        ...logged,
        engine: Type.String({ description: 'version that judges now' }),
        own: Steps3,
        changes: Type.Unsafe<Changes>(Changes),
        log: Type.Array(
          Type.Object(
            {
              ...logged,
              engine: Type.String({ description: 'version that it was meant for' }),
              changes: Type.Unsafe<Changes>(Changes),
            },
            strict,
          ),
        ),
      },
      strict,
    ),
    words: Type.Object({ ...logged, words: OwnWords }, strict),
    sections: Type.Object({ ...logged, sections: Sections, site: SettingsThatHold }, strict),
    reasons: Reasons,
  },
  strict,
)
export type DeskRules = Static<typeof DeskRules>

export const ChangeThresholds = Type.Object({ changes: Type.Unsafe<Changes>(Changes), after: After }, strict)
export type ChangeThresholds = Static<typeof ChangeThresholds>
export const ChangeWords = Type.Object({ words: OwnWords, after: After }, strict)
export type ChangeWords = Static<typeof ChangeWords>
export const ChangeSections = Type.Object({ sections: Sections, after: After }, strict)
export type ChangeSections = Static<typeof ChangeSections>
export const TryWords = Type.Object({ words: OwnWords, text: Text }, strict)
export type TryWords = Static<typeof TryWords>
export const TriedWords = Type.Object({ outcome: OneOf(...OUTCOMES), findings: Type.Array(Finding) }, strict)
export type TriedWords = Static<typeof TriedWords>

/** A dry run: what is named is proposed, what is not stays as it is. */
export const PreviewRules = Type.Object(
  {
    changes: Type.Optional(Type.Unsafe<Changes>(Changes)),
    words: Type.Optional(OwnWords),
    sections: Type.Optional(Sections),
    story: Type.Optional(
      Type.Object({ url: Url, settings: Nullable(Type.Omit(OwnSettings, ['closed'], strict)) }, strict),
    ),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 7 })),
  },
  strict,
)
export type PreviewRules = Static<typeof PreviewRules>
const Outcomes = Type.Object(
  { show: Type.Integer(), nudge: Type.Integer(), hold: Type.Integer(), refuse: Type.Integer() },
  strict,
)
export const RulesPreview = Type.Object(
  {
    since: Time,
    read: Type.Integer({ description: 'comments that were read again' }),
    /** There were more; only the newest were read. */
    bounded: Type.Boolean(),
    /** Judged by no engine then (imports), so that only words and settings could be tried on them. */
    unscored: Type.Integer(),
    /** Under what holds, and under what is proposed. */
    before: Outcomes,
    after: Outcomes,
    changed: Type.Integer(),
    examples: Type.Array(
      Type.Object(
        {
          id: Id,
          excerpt: Type.String(),
          authorName: Type.String(),
          storyTitle: Type.String(),
          postedAt: Time,
          before: OneOf(...OUTCOMES),
          after: OneOf(...OUTCOMES),
          why: Type.Array(Type.Object({ rule: Type.String(), label: Type.String(), score: Share }, strict)),
        },
        strict,
      ),
      { maxItems: 20 },
    ),
  },
  strict,
)
export type RulesPreview = Static<typeof RulesPreview>

export const StorySettings = Type.Object(
  {
    url: Url,
    title: Type.Optional(Type.String({ maxLength: 300 })),
    open: Type.Optional(Type.Boolean()),
    settings: Type.Optional(Nullable(Type.Omit(OwnSettings, ['closed'], strict))),
  },
  strict,
)
export type StorySettings = Static<typeof StorySettings>

export const StoryAtDesk = Type.Object(
  {
    story: Story,
    settings: Nullable(Type.Omit(OwnSettings, ['closed'], strict)),
    /** Section and site with it. */
    holds: SettingsThatHold,
  },
  strict,
)
export type StoryAtDesk = Static<typeof StoryAtDesk>
