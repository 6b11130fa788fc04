/**
 * The EU transparency database's statement of reasons: every field and value it takes, schema 2 of 1 July 2025.
 * A frozen copy, so that what is exported is checked here first; sor.test.ts holds it against the published schema where that is at hand.
 */
const named = <P extends string, const T extends readonly string[]>(prefix: P, values: T) =>
  Object.freeze(values.map(value => `${prefix}${value}`)) as readonly `${P}${T[number]}`[]

export const VISIBILITY = named('DECISION_VISIBILITY_', [
  'CONTENT_REMOVED',
  'CONTENT_DISABLED',
  'CONTENT_DEMOTED',
  'CONTENT_AGE_RESTRICTED',
  'CONTENT_INTERACTION_RESTRICTED',
  'CONTENT_LABELLED',
  'OTHER',
])
export const MONETARY = named('DECISION_MONETARY_', ['SUSPENSION', 'TERMINATION', 'OTHER'])
export const PROVISION = named('DECISION_PROVISION_', [
  'PARTIAL_SUSPENSION',
  'TOTAL_SUSPENSION',
  'PARTIAL_TERMINATION',
  'TOTAL_TERMINATION',
])
export const ACCOUNT = named('DECISION_ACCOUNT_', ['SUSPENDED', 'TERMINATED'])
export const ACCOUNT_TYPE = named('ACCOUNT_TYPE_', ['BUSINESS', 'PRIVATE'])
export const GROUND = named('DECISION_GROUND_', ['ILLEGAL_CONTENT', 'INCOMPATIBLE_CONTENT'])
export const CONTENT = named('CONTENT_TYPE_', [
  'APP',
  'AUDIO',
  'IMAGE',
  'PRODUCT',
  'SYNTHETIC_MEDIA',
  'TEXT',
  'VIDEO',
  'OTHER',
])
export const CATEGORY = named('STATEMENT_CATEGORY_', [
  'ANIMAL_WELFARE',
  'CONSUMER_INFORMATION',
  'CYBER_VIOLENCE',
  'CYBER_VIOLENCE_AGAINST_WOMEN',
  'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  'ILLEGAL_OR_HARMFUL_SPEECH',
  'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
  'NOT_SPECIFIED_NOTICE',
  'OTHER_VIOLATION_TC',
  'PROTECTION_OF_MINORS',
  'RISK_FOR_PUBLIC_SECURITY',
  'SCAMS_AND_FRAUD',
  'SELF_HARM',
  'UNSAFE_AND_PROHIBITED_PRODUCTS',
  'VIOLENCE',
])
export type Category = (typeof CATEGORY)[number]
export const KEYWORD = named('KEYWORD_', [
  'ADULT_SEXUAL_MATERIAL',
  'AGE_SPECIFIC_RESTRICTIONS',
  'AGE_SPECIFIC_RESTRICTIONS_MINORS',
  'ANIMAL_HARM',
  'BIOMETRIC_DATA_BREACH',
  'BULLYING_AGAINST_GIRLS',
  'CHILD_SEXUAL_ABUSE_MATERIAL',
  'CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE',
  'CONTENT_PROMOTING_EATING_DISORDERS',
  'COORDINATED_HARM',
  'COPYRIGHT_INFRINGEMENT',
  'CYBER_BULLYING_INTIMIDATION',
  'CYBER_HARASSMENT',
  'CYBER_HARASSMENT_AGAINST_WOMEN',
  'CYBER_INCITEMENT',
  'CYBER_STALKING',
  'CYBER_STALKING_AGAINST_WOMEN',
  'DATA_FALSIFICATION',
  'DEFAMATION',
  'DESIGN_INFRINGEMENT',
  'DISCRIMINATION',
  'FEMALE_GENDERED_DISINFORMATION',
  'GEOGRAPHIC_INDICATIONS_INFRINGEMENT',
  'GEOGRAPHICAL_REQUIREMENTS',
  'GOODS_SERVICES_NOT_PERMITTED',
  'GROOMING_SEXUAL_ENTICEMENT_MINORS',
  'HATE_SPEECH',
  'HIDDEN_ADVERTISEMENT',
  'HUMAN_EXPLOITATION',
  'HUMAN_TRAFFICKING',
  'ILLEGAL_ORGANIZATIONS',
  'IMPERSONATION_ACCOUNT_HIJACKING',
  'INAUTHENTIC_ACCOUNTS',
  'INAUTHENTIC_LISTINGS',
  'INAUTHENTIC_USER_REVIEWS',
  'INCITEMENT_AGAINST_WOMEN',
  'INCITEMENT_VIOLENCE_HATRED',
  'INSUFFICIENT_INFORMATION_ON_TRADERS',
  'LANGUAGE_REQUIREMENTS',
  'MISINFORMATION_DISINFORMATION',
  'MISLEADING_INFO_CONSUMER_RIGHTS',
  'MISLEADING_INFO_GOODS_SERVICES',
  'MISSING_PROCESSING_GROUND',
  'NON_CONSENSUAL_IMAGE_SHARING',
  'NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN',
  'NON_CONSENSUAL_MATERIAL_DEEPFAKE',
  'NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN',
  'NONCOMPLIANCE_PRICING',
  'NUDITY',
  'PATENT_INFRINGEMENT',
  'PHISHING',
  'PROHIBITED_PRODUCTS',
  'PYRAMID_SCHEMES',
  'RIGHT_TO_BE_FORGOTTEN',
  'RISK_ENVIRONMENTAL_DAMAGE',
  'RISK_PUBLIC_HEALTH',
  'SELF_MUTILATION',
  'STALKING',
  'SUICIDE',
  'TERRORIST_CONTENT',
  'TRADE_SECRET_INFRINGEMENT',
  'TRADEMARK_INFRINGEMENT',
  'TRAFFICKING_WOMEN_GIRLS',
  'UNLAWFUL_SALE_ANIMALS',
  'UNSAFE_CHALLENGES',
  'UNSAFE_PRODUCTS',
  'VIOLATION_EU_LAW',
  'VIOLATION_NATIONAL_LAW',
  'OTHER',
])
export const SOURCE = named('SOURCE_', ['ARTICLE_16', 'TRUSTED_FLAGGER', 'TYPE_OTHER_NOTIFICATION', 'VOLUNTARY'])
export const AUTOMATED = named('AUTOMATED_DECISION_', ['FULLY', 'PARTIALLY', 'NOT_AUTOMATED'])
export const YES_NO = Object.freeze(['Yes', 'No'] as const)
/** The countries of the EU, and Iceland, Liechtenstein and Norway. */
export const TERRITORY = Object.freeze(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

/** What a field takes. */
export interface Field {
  kind: 'one' | 'list' | 'text' | 'date' | 'object'
  values?: readonly string[]
  /** Most characters. */
  max?: number
  pattern?: RegExp
  /** ISO dates, both included. */
  between?: readonly [string, string]
  required?: true
  /** Required where another field has this value, and not allowed elsewhere. */
  iff?: readonly [field: string, value: string]
  /** Allowed only where another field has this value. */
  onlyIf?: readonly [field: string, value: string]
  notIf?: readonly [field: string, value: string]
  /** Words of a person, in which nobody may be named. */
  free?: true
}

const ILLEGAL = ['decision_ground', 'DECISION_GROUND_ILLEGAL_CONTENT'] as const
const INCOMPATIBLE = ['decision_ground', 'DECISION_GROUND_INCOMPATIBLE_CONTENT'] as const
const endDate: Field = { kind: 'date', between: ['2020-01-01', '2038-01-01'] }
const other = (field: string, value: string): Field => ({ kind: 'text', max: 500, free: true, iff: [field, value] })

/** Every field; what is not here is refused. */
export const FIELDS: Readonly<Record<string, Readonly<Field>>> = Object.freeze({
  puid: { kind: 'text', max: 500, pattern: /^[a-zA-Z0-9_-]+$/, required: true },
  decision_visibility: { kind: 'list', values: VISIBILITY },
  decision_visibility_other: other('decision_visibility', 'DECISION_VISIBILITY_OTHER'),
  decision_monetary: { kind: 'one', values: MONETARY },
  decision_monetary_other: other('decision_monetary', 'DECISION_MONETARY_OTHER'),
  decision_provision: { kind: 'one', values: PROVISION },
  decision_account: { kind: 'one', values: ACCOUNT },
  account_type: { kind: 'one', values: ACCOUNT_TYPE },
  decision_ground: { kind: 'one', values: GROUND, required: true },
  decision_ground_reference_url: { kind: 'text', max: 500, pattern: /^https?:\/\/\S+$/ },
  illegal_content_legal_ground: { kind: 'text', max: 500, free: true, iff: ILLEGAL },
  illegal_content_explanation: { kind: 'text', max: 2000, free: true, iff: ILLEGAL },
  incompatible_content_ground: { kind: 'text', max: 500, free: true, iff: INCOMPATIBLE },
  incompatible_content_explanation: { kind: 'text', max: 2000, free: true, iff: INCOMPATIBLE },
  incompatible_content_illegal: { kind: 'one', values: YES_NO, onlyIf: INCOMPATIBLE },
  content_type: { kind: 'list', values: CONTENT, required: true },
  content_type_other: other('content_type', 'CONTENT_TYPE_OTHER'),
  category: { kind: 'one', values: CATEGORY, required: true },
  category_addition: { kind: 'list', values: CATEGORY },
  category_specification: { kind: 'list', values: KEYWORD },
  category_specification_other: other('category_specification', 'KEYWORD_OTHER'),
  territorial_scope: { kind: 'list', values: TERRITORY },
  content_language: { kind: 'text', max: 2, pattern: /^[A-Z]{2}$/ },
  content_date: { kind: 'date', between: ['2000-01-01', '2038-01-01'], required: true },
  application_date: { kind: 'date', between: ['2020-01-01', '2038-01-01'], required: true },
  end_date_visibility_restriction: endDate,
  end_date_monetary_restriction: endDate,
  end_date_service_restriction: endDate,
  end_date_account_restriction: endDate,
  decision_facts: { kind: 'text', max: 5000, free: true, required: true },
  source_type: { kind: 'one', values: SOURCE, required: true },
  source_identity: { kind: 'text', max: 500, free: true, notIf: ['source_type', 'SOURCE_VOLUNTARY'] },
  automated_detection: { kind: 'one', values: YES_NO, required: true },
  automated_decision: { kind: 'one', values: AUTOMATED, required: true },
  content_id: { kind: 'object' },
})

for (const field of Object.values(FIELDS)) Object.freeze(field)

/** At least one of these says what was restricted. */
export const DECISIONS = Object.freeze([
  'decision_visibility',
  'decision_monetary',
  'decision_provision',
  'decision_account',
] as const)
