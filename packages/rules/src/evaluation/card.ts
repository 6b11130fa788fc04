import type { Engine } from '../engine.ts'
import { HEADS, type Head, RULES_OF } from '../heads.ts'
import type { Before, Kept } from './before.ts'
import { crossed, type Measured, type Row, type reliabilityOf, type Section } from './measures.ts'
import { heldOut } from './split.ts'
import { figureNamed, past, TARGETS, type Target } from './targets.ts'

const ownSplit = (row: Row) => row.split === 'train'
const byId = (row: Row) => !heldOut(row.id)

/** Where each training source comes from and under which licence; the order of the card. */
export const SOURCES: readonly {
  file: string
  what: string
  licence: string
  teaches: string
  /** Whether a row may be learned from. */
  learned: (row: Row) => boolean
}[] = [
  {
    file: 'jigsaw_train',
    what: 'Wikipedia talk comments (Jigsaw 2018)',
    licence: 'labels CC0, text CC BY-SA 3.0',
    teaches: 'toxicity, severe, obscene, threat, insult, identity',
    learned: ownSplit,
  },
  {
    file: 'civil_spans',
    what: 'news comments (Civil Comments)',
    licence: 'CC0',
    teaches: 'toxicity, obscene, threat, insult, identity',
    learned: ownSplit,
  },
  {
    file: 'gab_hate',
    what: 'posts (Gab Hate Corpus)',
    licence: 'CC BY 4.0',
    teaches: 'identity, threat',
    learned: byId,
  },
  {
    file: 'implicit_hate',
    what: 'tweets (Implicit Hate Corpus)',
    licence: 'MIT',
    teaches: 'identity',
    learned: ownSplit,
  },
  {
    file: 'davidson',
    what: 'tweets (Davidson et al.)',
    licence: 'MIT',
    teaches: 'identity, at low weight',
    learned: ownSplit,
  },
  { file: 'stormfront', what: 'forum sentences', licence: 'CC BY-SA 3.0', teaches: 'identity', learned: byId },
  {
    file: 'toxigen_prompts',
    what: 'generated sentences (ToxiGen)',
    licence: 'MIT, CDLA-Permissive-2.0',
    teaches: 'identity',
    learned: ownSplit,
  },
  { file: 'ruddit', what: 'Reddit replies (Ruddit)', licence: 'MIT', teaches: 'toxicity', learned: ownSplit },
  {
    file: 'perspective_2k_scores',
    what: 'Wikipedia comments with stored scores of the retired service',
    licence: 'Apache-2.0',
    teaches: 'all heads, by its scores',
    learned: byId,
  },
  {
    file: 'spam_youtube_sms',
    what: 'video comments and text messages',
    licence: 'CC BY 4.0',
    teaches: 'spam',
    learned: byId,
  },
  {
    file: 'germeval2018_de',
    what: 'German tweets (GermEval 2018)',
    licence: 'CC BY 4.0',
    teaches: 'toxicity',
    learned: byId,
  },
  {
    file: 'germeval2021_de',
    what: 'German comments under a broadcaster’s posts (GermEval 2021)',
    licence: 'shared task, none stated',
    teaches: 'toxicity',
    learned: byId,
  },
  {
    file: 'jigsaw_multilingual_es_it_tr',
    what: 'Spanish and Italian Wikipedia comments',
    licence: 'CC0, text CC BY-SA',
    teaches: 'toxicity',
    learned: row => ownSplit(row) && row.lang !== 'tr',
  },
  {
    file: 'mlma_en_fr_ar',
    what: 'French tweets (MLMA)',
    licence: 'MIT',
    teaches: 'toxicity, noisy',
    learned: row => byId(row) && row.lang === 'fr',
  },
]

/** What the card is written from. */
export interface Card {
  engine: Engine
  sections: readonly Section[]
  /** Plain lists of words, by name, with the sections that hold the promised figures. */
  rivals: readonly { name: string; sections: readonly Section[] }[]
  /** The best before, on the same rows; null where nobody has measured it. */
  before: Before | null
  calibration: ReturnType<typeof reliabilityOf>
  /** How many rows of each source may be learned from. */
  sizes: ReadonlyMap<string, number>
}

const minus = (text: string) => text.replace('-', '−')
const show = (as: Measured['as'], value: number): string => {
  if (!Number.isFinite(value)) return '–'
  return minus(as === 'share' ? `${(value * 100).toFixed(1)} %` : value.toFixed(3))
}
/** A value with its interval. */
function told(as: Measured['as'], { value, low, high }: Kept): string {
  if (!Number.isFinite(value) || !Number.isFinite(low)) return show(as, value)
  return `${show(as, value)} (${show(as, low).replace(' %', '')}${low < 0 ? ' to ' : '–'}${show(as, high)})`
}
/** Of a column with figures only, the right edge is straight; of any other the left. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const figures = head.map((_, i) => rows.every(row => /^[\d−–≤≥., %()to]*$/.test(row[i] ?? '')))
  return [
    `| ${head.join(' | ')} |`,
    `| ${figures.map(only => (only ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ].join('\n')
}

const promised = (target: Target, as: Measured['as'], value: number): string =>
  `${target.less ? '≤' : '≥'} ${as === 'share' ? `${Math.round(value * 1000) / 10} %` : String(value)}`

const below = (target: Target, value: number): boolean =>
  target.before !== null && (target.less ? value > target.before : value < target.before)

function judgement(target: Target, { as, figure }: Measured): string {
  const distance = past(target, figure.value)
  if (!Number.isFinite(distance)) return '–'
  if (distance >= 0) return '**reached**'
  const short = `short by ${as === 'share' ? `${(-distance * 100).toFixed(1)} points` : (-distance).toFixed(3)}`
  return below(target, figure.value) ? `${short}, **below the best before**` : short
}

function targets(sections: readonly Section[]): string {
  return table(
    ['measure', 'to reach', 'best before', 'this model (95 % interval)', ''],
    TARGETS.flatMap(target => {
      const measured = figureNamed(sections, target.id)
      if (!measured) return []
      return [
        [
          target.what,
          promised(target, measured.as, target.reach),
          target.before === null ? '' : show(measured.as, target.before),
          told(measured.as, measured.figure),
          judgement(target, measured),
        ],
      ]
    }),
  )
}

/** Each promised figure of the best before, trained anew; a list of words stands in the table of lists. */
function before({ sections }: Card, { models }: Before): string {
  const learned = models.filter(({ figures }) => Object.keys(figures).length > 1)
  return table(
    ['measure', 'this model', ...learned.map(({ name }) => name)],
    TARGETS.flatMap(({ id, what }) => {
      const ours = figureNamed(sections, id)
      if (!ours || !learned.some(({ figures }) => figures[id])) return []
      const theirs = learned.map(({ figures }) => (figures[id] ? told(ours.as, figures[id]) : ''))
      return [[what, show(ours.as, ours.figure.value), ...theirs]]
    }),
  )
}

/** On these this model or its last draft lay below the best before. */
const DOUBTED: readonly string[] = ['wiki.mean', 'wiki.toxicity', 'news.insult', 'moderation.sexual']

/** What is or was below the best before, and whatever one of them does better, on the same drawings. */
function gaps({ sections }: Card, { models }: Before): string {
  return table(
    ['measure', 'held against', 'its figure', 'this model less that (95 % interval)', 'which shows'],
    TARGETS.flatMap(target => {
      const ours = figureNamed(sections, target.id)
      if (!ours) return []
      const asked = DOUBTED.includes(target.id) || below(target, ours.figure.value)
      return models.flatMap(({ name, figures, gaps }) => {
        const [figure, gap] = [figures[target.id], gaps[target.id]]
        if (!figure || !gap || !(asked || (target.less ? gap.value > 0 : gap.value < 0))) return []
        const [worst, best] = target.less ? [-gap.high, -gap.low] : [gap.low, gap.high]
        const shows = best < 0 ? '**this model is worse**' : worst > 0 ? 'this model is better' : 'no difference shown'
        return [[target.what, name, show(ours.as, figure.value), told(ours.as, gap), shows]]
      })
    }),
  )
}

function besideLists({ sections, rivals }: Card): string {
  return table(
    ['measure', 'this model', ...rivals.map(rival => rival.name)],
    TARGETS.flatMap(({ id, what }) => {
      const ours = figureNamed(sections, id)
      if (!ours) return []
      return [
        [
          what,
          show(ours.as, ours.figure.value),
          ...rivals.map(rival => {
            const theirs = figureNamed(rival.sections, id)
            return theirs ? told(theirs.as, theirs.figure) : ''
          }),
        ],
      ]
    }),
  )
}

const section = ({ title, about, measured }: Section): string =>
  `### ${title}\n\n${about}\n\n${table(
    ['', 'figure (95 % interval)', 'rows'],
    measured.map(({ what, as, figure }) => [what, told(as, figure), figure.n.toLocaleString('en')]),
  )}`

function crossedTable(sections: readonly Section[], title: string, prefix: 'function' | 'group' | 'contrast'): string {
  const found = sections.find(one => one.title === title)
  if (!found) return ''
  const { columns, lines } = crossed(found, prefix)
  return table(
    ['', 'rows', ...columns],
    lines.map(({ what, rows, cells }) => [
      what,
      rows.toLocaleString('en'),
      ...cells.map(cell => (cell ? told(cell.as, cell.figure) : '')),
    ]),
  )
}

/** What goes wrong most often, by the kinds of HateCheck and of our own contrast sets. */
function weakest(sections: readonly Section[]): string {
  const verdicts = sections
    .flatMap(one => one.measured)
    .filter(one => one.id.startsWith('function.verdict.'))
    .sort((a, b) => a.figure.value - b.figure.value || (a.id < b.id ? -1 : 1))
    .slice(0, 8)
  return verdicts
    .map(({ id, what, figure }) => {
      const name = id.slice('function.verdict.'.length)
      const example = EXAMPLES[name]
      const wrong = name.endsWith('_h') ? 'is missed' : 'is flagged though it should pass'
      return `- **${what}** ${wrong} in ${show('share', 1 - figure.value)} of ${figure.n}${example ? `, such as “${example}”` : '.'}`
    })
    .join('\n')
}

/** Our own sentences, one for each function, without a slur. */
const EXAMPLES: Readonly<Record<string, string>> = {
  derog_neg_emote_h: 'I cannot bear immigrants.',
  derog_neg_attrib_h: 'Women are all liars.',
  derog_dehum_h: 'Immigrants are parasites.',
  derog_impl_h: 'Strange how it is always them whenever something is missing.',
  threat_dir_h: 'We will come for you and your kind.',
  threat_norm_h: 'Somebody ought to beat them out of town.',
  ref_subs_clause_h: 'I met some migrants today, and they are scum.',
  ref_subs_sent_h: 'There are migrants next door. They are scum.',
  negate_pos_h: 'Nobody should have to respect women.',
  phrase_question_h: 'Why are Muslims all so violent?',
  phrase_opinion_h: 'If you ask me, disabled people are a burden.',
  spell_char_swap_h: 'I haet immigrants.',
  spell_char_del_h: 'I hte immigrants.',
  spell_space_del_h: 'I hateimmigrants.',
  spell_space_add_h: 'I h a t e immigrants.',
  spell_leet_h: 'I h4te 1mmigr4nts.',
  profanity_nh: 'What a damn good match.',
  negate_neg_nh: 'No Muslim is a danger for being one.',
  ident_neutral_nh: 'My neighbour is a Muslim woman.',
  ident_pos_nh: 'I am proud to be a trans woman.',
  counter_quote_nh: '“Send them all home” is what racists say, and it is wrong.',
  counter_ref_nh: 'Whoever says that immigrants are criminals is a bigot.',
  target_obj_nh: 'I hate this stupid bridge.',
  target_indiv_nh: 'You are a liar and an idiot.',
  target_group_nh: 'Bankers are all thieves.',
}

const heads = (engine: Engine): string => {
  const at = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(2))
  return table(
    ['head', 'house rules', 'nudge from', 'hold from', 'refuse from'],
    HEADS.map((head: Head) => {
      const steps = engine.thresholds[head] ?? {}
      return [`\`${head}\``, RULES_OF[head].join(', '), at(steps.nudge), at(steps.hold), at(steps.refuse)]
    }),
  )
}

function calibrated({ calibration }: Card): string {
  return calibration
    .map(
      ({ head, bins }) =>
        `| \`${head}\` | ${bins.map(bin => `${bin.foretold.toFixed(2)} → ${bin.true.toFixed(2)}`).join(' · ')} |`,
    )
    .join('\n')
}

/** How many of the promised figures are reached, in words. */
export function summary(sections: readonly Section[]): string {
  const known = TARGETS.flatMap(target => {
    const measured = figureNamed(sections, target.id)
    return measured ? [{ target, measured }] : []
  })
  const met = known.filter(({ target, measured }) => past(target, measured.figure.value) >= 0)
  const worse = known.filter(({ target, measured }) => below(target, measured.figure.value)).length
  return `${met.length} of ${known.length} figures measured here are reached; ${
    worse === 0
      ? 'none lies below the best that there was before.'
      : `${worse} ${worse === 1 ? 'lies' : 'lie'} below the best that there was before, and the table says which.`
  }`
}

/** In how many of a hundred pairs the toxic comment scores higher. */
const pairs = (sections: readonly Section[]): string =>
  String(Math.round(100 * (figureNamed(sections, 'wiki.toxicity')?.figure.value ?? Number.NaN)))

/** The model card. The same text for the same model and data. */
export function card(card: Card): string {
  const { engine, sections, sizes } = card
  const of = (title: string) => {
    const found = sections.find(one => one.title === title)
    return found ? section(found) : ''
  }
  const value = (id: string) => {
    const measured = figureNamed(sections, id)
    return measured ? show(measured.as, measured.figure.value) : '–'
  }
  const parts = [
    `# The model and how good it is`,
    `Written by \`npm run evaluate\` for the engine \`${engine.version}\`. Do not edit it by hand.`,
    `The model reads a comment on the newsroom’s own machine and says for eight heads how likely a careful reader would object. It
is small, it is quick, and it is wrong at times. Of a toxic and a harmless Wikipedia comment it scores the toxic one higher in
${pairs(sections)} of 100 pairs. It nudges or holds ${value('wiki.clean')} of clean comments and ${value('wiki.found')} of those
with a label. Of statements that merely name or praise a group its toxicity head flags ${value('hate.naming')}; any verdict but
“show” falls on ${value('hate.naming.verdict')}. ${summary(sections)}`,
    `![What was reached beside what was promised](pictures/model-card.svg)`,
    `## What it is for`,
    `It nudges a writer, it holds a comment for a person, and it refuses what is plainly advertising or plain hatred of a group. A
threat always goes to a person. Nobody should be banned, reported or
judged by a score. It never judges whether something is true. It reads English, German, French, Spanish and Italian; a text in
another language goes by word lists and by the newsroom’s setting. It reads one comment at a time and knows the comment before it
only to tell what was quoted.`,
    heads(engine),
    `## Promised and reached`,
    `Figures are of the open halves of the test sets; the other halves are kept by others. Nothing was
learned from them and all settings were chosen on development rows, but they were also measured for fourteen earlier drafts, whose
weaknesses there told us where to look. So they may flatter a little.
The interval in brackets holds 95 % of 200 bootstrap drawings; where sentences come from templates, whole templates are drawn. The
picture shows the same. Where nothing or all of it is flagged, the drawings have no width; with n rows the true share may then
still be 3/n away. Areas (AUC) are the chance that a bad comment scores above a good one: 0.5 is guessing, 1 is perfect.`,
    targets(sections),
    `Not in the table: costs, which \`npm run bench\` measures ([performance](performance.md)), and the 10,000 Wikipedia comments on
which the retired service scores 0.836, which are not open; the section on the retired service holds it against ours on other rows.
HateCheck’s odd templates are not open either: the threshold is chosen on every other open template and tried on the rest, both ways.`,
    ...(card.before === null
      ? []
      : [
          `### The best before, on the same rows`,
          `The figures called best before cannot be held against this model directly. Each is the best of several models and a word list,
measured once on a whole test set of which half is open here; which news comments they read is not known. The mean of six labels
was best for a linear model of Wikipedia alone; toxicity and insult for a linear model and a network together, which had also learned
from sources whose licence is closed to us (CONAN, TweetEval, Impermium); sexual for the word list LDNOOBW.`,
          `So they were trained anew by their recipe, its settings as they stand and once each, from the sources below that it names, and
measured by this command on the same rows. Where the recipe is silent, as on the network’s shape, they are like ours; our lists, our
contrast sets but those that name, praise, defend or negate, and the retired service’s scores are not in them. What they have no
labels for is left empty. Held against \`${card.before.engine}\`${card.before.engine === engine.version ? '' : ', an earlier engine than this one,'} by \`npm run evaluate -- --baselines\`.`,
          before(card, card.before),
          `The difference on the same drawings of the same rows, on the four measures where this model or its last draft lay below the best
before, and wherever one of them does better:`,
          gaps(card, card.before),
        ]),
    `## Beside the small model and plain lists`,
    `The same figures for the small model that reads along in the reader’s browser, and for lists of words: ours alone, the list LDNOOBW
(CC BY 4.0, here for comparison only), and the npm packages \`obscenity\` and \`bad-words\` as they come. A list flags from its first
hit and scores higher the more of a text is listed; but for ours, a list cannot tell an insult from a threat.`,
    besideLists(card),
    `## What it is bad at`,
    `By what the verdict would be, the kinds of HateCheck that go wrong most often, with sentences of our own:`,
    weakest(sections),
    `[Sixty comments](sixty-comments.md) shows the verdict on sixty hand-written ones, failures included.`,
    `### Each kind of HateCheck`,
    `Share judged rightly, hateful ones flagged and the others passed: by the identity head at its shipped threshold, by the toxicity
head at 0.5, and by the verdict. Abuse of things, of one person and of other groups is not hate against an identity, so the identity
head should pass it, while a toxicity head or a verdict may well flag it.`,
    crossedTable(sections, 'HateCheck by function', 'function'),
    `### Each group of HateCheck`,
    `By the identity head, the two shares at its shipped threshold.`,
    crossedTable(sections, 'HateCheck by group', 'group'),
    `### Our own contrast sets`,
    `Generated sentences whose frames were kept from training: share judged rightly, identity and threat at their shipped thresholds,
toxicity at 0.5. They resemble what the model learned from, so they flatter it; the two above do not.`,
    crossedTable(sections, 'Contrast sets', 'contrast'),
    `## Every figure`,
    ...[
      'Wikipedia, official test rows',
      'Wikipedia, development rows',
      'HateCheck',
      'Bias templates',
      'Identities swapped',
      'The retired service',
      'News comments',
      'News comments with their articles’ hate labels',
      'A moderation service’s own test',
      'Spam',
      'Disguised words',
      'Other development rows',
    ].map(of),
    `## Languages`,
    `Thresholds are the same in every language. French has only noisy labels; Spanish and Italian learned from small sets of
Wikipedia comments.`,
    of('German, French, Spanish, Italian'),
    of('Which language'),
    `## Calibration`,
    of('Calibration').replace(/^### .*\n\n/, ''),
    `What the scores foretold and what was true, at one positive in ten, by tenths of the score:`,
    `| head | foretold → true |\n| --- | --- |\n${calibrated(card)}`,
    `## What it learned from`,
    table(
      ['source', 'licence', 'rows to learn from', 'teaches'],
      SOURCES.map(({ file, what, licence, teaches }) => [
        what,
        licence,
        (sizes.get(file) ?? 0).toLocaleString('en'),
        teaches,
      ]),
    ),
    `And contrast sets that we generate ourselves. None of the texts is in the package, only the weights. Test sets (HateCheck, bias
templates, Fox News, OpenAI’s moderation test, Jigsaw’s official test) were never learned from. Where a source publishes no split,
one row in ten is kept from training by its id. The labels say what crowd workers and students, mostly in the United States, found
objectionable between 2012 and 2021; a newsroom’s readers may differ, which is why its desk can tune thresholds.`,
    `## To do it again`,
    `\`\`\`
npm run train -- --data ../shared/data       # the shipped weights, bit for bit
npm run evaluate -- --data ../shared/data    # this page, its picture and the sixty comments
npm run evaluate -- --baselines              # the best before trained anew, too: a quarter of an hour
npm run evaluate -- --dev --quick            # a first look in half a minute; opens no test set
\`\`\``,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
