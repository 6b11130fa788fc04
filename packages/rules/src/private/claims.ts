import type { Opened } from '../open.ts'
import type { Stretch } from './numbers.ts'

/** What nobody is to say of a private person: illness, addiction, pregnancy, whom somebody loves or sleeps with. Folded. */
const MATTERS = `
  hiv, aids, sida, cancer, cancro, krebs, brustkrebs, lungenkrebs, leukemia, leukaemia, leukamie, leucemie, leucemia, tumor, tumour, tumore, depression,
  depressionen, depressed, depressif, depressive, depressiv, depresso, depressa, deprimido, deprimida, bipolar, bipolaire, bipolare, schizophrenia,
  schizophrenic, schizophren, schizophrenie, schizophrene, esquizofrenia, esquizofrenico, esquizofrenica, schizofrenico, schizofrenica, alzheimer,
  alzheimer's, parkinson, parkinson's, dementia, demenz, dement, demence, demencia, demenza, herpes, syphilis, gonorrhea, gonorrhoea, chlamydia, hepatitis,
  hepatite, anorexia, anorexic, anorexie, anorexique, magersuchtig, bulimia, bulimisch, epilepsy, epilepsie, epilepsia
  antidepressants, antidepressiva, antidepresseurs, antidepresivos, antidepressivi, vih, depresion, depressione, avorte, abortito
  abortion, abtreibung, avortement, aborto, miscarriage, fehlgeburt, pregnant, schwanger, enceinte, embarazada, incinta, infertile, impotent, unfruchtbar
  alcoholic, alkoholiker, alkoholikerin, alkoholkrank, alcoolique, alcoholico, alcoholica, alcolista, alcolizzato, alcolizzata, junkie, drug addict,
  heroin addict, drogensuchtig, drogenabhangig, toxicomane, drogadicto, drogadicta, tossicodipendente, rehab, detox, psychiatric hospital, psychiatrie,
  mentally ill, mental institution, psychisch krank, malade mental, malade mentale
  gay, lesbian, bisexual, homosexual, transgender, transsexual, schwul, lesbisch, homosexuell, bisexuell, transsexuell, homosexuel, homosexuelle,
  lesbienne, bisexuel, bisexuelle, lesbiana, omosessuale, bisessuale, lesbica, prostitute, prostituierte, prostituee, prostituta
  affair, affare mit, affaire mit, liaison avec, aventure avec, slept with, sleeps with, sleeping with, schlaft mit, schlief mit, couche avec,
  acuesta con, letto con`
/** Their words, by the first. */
const PHRASES = new Map<string, string[]>()
for (const phrase of MATTERS.split(/[,\n]/).map(one => one.trim()))
  if (phrase) PHRASES.set(phrase.split(' ')[0]!, [...(PHRASES.get(phrase.split(' ')[0]!) ?? []), phrase])

/** What ties a name to it: “has had an”, “leidet an”, “est atteint d’un”. Between the two there is nothing else. */
const FILLER =
  `a an the of from with for in on to been got being treated diagnosed suffering dying openly secretly clearly really actually probably obviously
  again now still already also just totally recovering former heavy known stage four terminal severe chronic serious breast lung colon prostate brain skin
  am auch jetzt gerade schon wieder wegen eine einen ein mit war heimlich offenbar seit jahren unter schwere schweren trockener
  un une le la il lo du de des d en atteint atteinte soigne soignee malade suivi suivie sous ancien ancienne eu
  una el los con enfermo enferma por tenido di da del al malato malata affetto affetta avuto`
    .split(/\s+/)
    .join('|')
const VERB =
  'has|had|is|was|suffers|suffered|died|takes|spent time|went|goes|lives|caught|got|hat|hatte|ist|war|leidet|litt|starb|nimmt|' +
  'a|avait|est|etait|souffre|souffrait|prend|tiene|tuvo|es|esta|era|estaba|padece|sufre|toma|se|ha|aveva|e|soffre|prende|va'
/** Stands between a name and its verb: an age, a town. */
const BESIDE = '(?: ?\\(\\d{1,3}\\)|, \\d{1,3},?)?(?: (?:from|of|aus|von|de|di|da) \\p{L}{2,20})?,?'
const TIE = new RegExp(
  `^${BESIDE} (?:(?:who|der|die|qui|que|che),? )?(?:(?:still|also|really|secretly|probably|once) )?(?:${VERB})(?: (?:${FILLER})){0,5} $`,
  'u',
)
/** Of matters that are verbs themselves: slept with. */
const OWN_VERB = new RegExp(`^${BESIDE} (?:(?:${VERB}|${FILLER}) ){0,3}$`, 'u')
const WITH = / (?:with|mit|avec|con)$/

/** Words with capitals that are nobody’s name. */
const NO_NAMES = `
  The This That These Those A An And But If When While So My Our His Her Your Their Its Who What Why How No Not Yes Every Each All Some Any
  Many Most New North South East West Northern Southern Black White Muslim Muslims Islam Christian Christians Jew Jewish Jews Catholic
  Catholics American Americans America Africa African Europe European Canada Alaska Hawaii Britain British German Germany French France China
  Chinese Russia Russian Mexico Mexican Israel India Indian Arab Party Government Court States State Kingdom Church Street City County
  University College School Council Post Times News Community House Congress Senate Police Army Navy Union League Team Club Nation Nations
  World Media Force Act Bill Law Republican Republicans Democrat Democrats Democratic Liberal Liberals Conservative Conservatives President
  Minister Pope King Queen Prince Bishop God Jesus Christ Bible Holy Wikipedia Talk User Page Article January February March April May June
  July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Just Maybe Perhaps Even Here There
  Then Now Because Since As In On At For From With By To It He She We You They I Is Are Was Were Does Do Did Guess Like Being Everyone
  Everybody Nobody Someone Die Der Das Den Dem Ein Eine Einer Mein Meine Sein Seine Ihr Ihre Unser Unsere Dein Deine Euer Diese Dieser Dieses
  Jede Jeder Viele Alle Und Aber Wenn Wer Was Wie Weil Als Auch Mutter Vater Frau Mann Kind Kinder Tochter Sohn Bruder Schwester Oma Opa Tante
  Onkel Freund Freundin Menschen Leute Regierung Partei Land Staat Welt Politik Le La Les Un Une Des Ce Cette Mon Ma Son Sa Notre Votre Leur
  El Los Las Una Mi Su Este Esta Il Lo Gli Uno Mio Mia Suo Sua`
  .trim()
  .split(/\s+/)
  .join('|')
const TITLES = 'Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Hr|Mme|Mlle|Monsieur|Madame|Sr|Sra|Señora?|Sig|Signora?|Don|Doña'
const NEIGHBOURS =
  'neighbou?r|colleague|boss|teacher|landlord|landlady|classmate|coworker|Nachbar(?:in)?|Kolleg(?:e|in)|Chefin?|Lehrer(?:in)?|voisine?|coll[eè]gue|vecin[oa]|vicin[oa]|collega|compañer[oa]'
const CAPITAL = "\\p{Lu}[\\p{L}'’-]+"
const LAST = `(?:(?:van|von|de|del|della|di|da|der|den|le|la|bin|al) ){0,2}${CAPITAL}`
/** A form of address and a name; somebody’s neighbour or colleague with a name; two words with capitals. */
const NAME = new RegExp(
  `(?<![\\p{L}'’-])(?:(?:${TITLES})\\.? ${CAPITAL}(?: ${LAST})?|(?:${NEIGHBOURS}),? \\p{Lu}\\p{Ll}+(?: ${LAST})?|` +
    `(?!(?:${NO_NAMES}|${TITLES})(?!\\p{L}))\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)? (?:\\p{Lu}\\. ?)?${LAST})(?![\\p{L}-])`,
  'gu',
)
const TITLE = new RegExp(`^(?:${TITLES})\\.? `)
const HAS_NO_NAME = new RegExp(`(?:^|[ -])(?:${NO_NAMES})(?:$|[ '’-])`)
const LONGEST = 110

/** Somebody is said to be one: a cancer on this country. */
const METAPHOR = / (?:(?:is|was) (?:an?|the)|(?:ist|war) (?:ein|der)|est (?:une?|le)|es (?:una?|el)|e (?:una?|il)) $/
const ILLNESS = /^(?:cancer|cancro|krebs|aids|sida|tumou?r|tumore)$/
/** “a gay band” is no claim about whom somebody loves. */
const EPITHET = /^(?:is|was) an? gay \p{L}/u

/**
 * What a text says of somebody’s health or sex life, where the person is named: from the name to the matter. It sees plain statements
 * (“Anna Berg has cancer”), nothing that is said around corners.
 */
export function claimsIn(text: string, { folded, tokens }: Opened): Stretch[] {
  const { text: units, at, end } = folded
  const found: Stretch[] = []
  for (const { from: index, written } of tokens) {
    const matter = PHRASES.get(written)?.find(phrase => units.startsWith(phrase, index))
    if (matter === undefined) continue
    const to = index + matter.length
    const begin = Math.max(0, index - LONGEST)
    let name: RegExpExecArray | undefined
    for (const hit of text.slice(at[begin]!, at[index]!).matchAll(NAME)) name = hit
    if (!name || HAS_NO_NAME.test(name[0].replace(TITLE, ''))) continue
    const nameStart = at[begin]! + name.index
    const nameEnd = nameStart + name[0].length
    let after = begin
    while (after < index && at[after]! < nameEnd) after++
    const tie = WITH.test(matter) ? OWN_VERB : TIE
    const between = units.slice(after, index)
    if (!tie.test(between) || (ILLNESS.test(matter) && METAPHOR.test(between))) continue
    if (EPITHET.test(units.slice(after, to + 2).trimStart())) continue
    let from = begin
    while (end[from]! <= nameStart) from++
    found.push({ from, to })
  }
  return found
}
