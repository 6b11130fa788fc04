import { claimWords } from './words.ts'

/**
 * What a sentence shows by its words alone, in one language: for the languages that no labelled sentences are at hand for, and in
 * English for what people do not say in debates.
 */
interface Signs {
  /** An opinion, a wish, advice, or what the writer has lived through himself: nobody is asked for the source of these. */
  own: RegExp
  /** A study, statistics, a proof, without saying which. */
  study: RegExp
  /** One thing is the cause of another. */
  cause: RegExp
  /** More, less, most, first: of what can be counted. */
  compared: RegExp
  /** Rose, fell, cost, died, was elected: what is written down somewhere. */
  happened: RegExp
  /** Half, a third, twice as many. */
  share: RegExp
  /** He has said. */
  said: RegExp
}

/** Whole words, in any case; what is between them is a space or two. */
const anyOf = (words: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words
      .trim()
      .replace(/\s*\n\s*/g, '|')
      .replaceAll(' ', '\\s{1,2}')})(?![\\p{L}\\p{N}])`,
    'iu',
  )

/** Made when a language is first needed. */
const SIGNS: Readonly<Record<string, () => Signs>> = {
  en: () => ({
    own: anyOf(`(?:i|my|mine|me|myself|i['’](?:m|ve|d|ll)|imo|imho)
      we should|should|shouldn['’]t|ought|let['’]s|let us|please|hopefully|i hope|wish|in our opinion|needs? to|have to|has to|must
      maybe|perhaps|probably|(?:it|this|that) seems|seems like|would|wouldn['’]t|might|imagine|if only|suppose
      (?:you|your|you['’]re|idiots?|idiotic|stupid|pathetic|ridiculous|disgusting|shameful|disgrace|outrageous|fools?|moron|morons|clown|clowns|crap|garbage|trash|damn|hell|wonderful|awful|terrible|horrible|beautiful|sad|sadly|funny|lol|unfortunately|apparently|obviously|liars?|lying|lies|hypocrites?|hypocrisy|racists?|sleazy|evil|hateful|ignorant|dumb|losers?|petty|junk|crazy|insane|pedophiles?|traitors?|puppets?|bigots?|so-called|basically|actually|just like|says it all)
      our (?:son|daughter|children|kids|family|house|street|neighbou?r|neighbou?rs|village|doctor)`),
    study:
      anyOf(`(?:a|one|many|several|some|recent|the|new|all) (?:stud(?:y|ies)|surveys?|polls?|statistics|figures|research) (?:show|shows|showed|found|finds|prove|proves|proved|says?|suggests?|confirms?)
      (?:studies|statistics|scientists|experts|researchers|polls|surveys|research) (?:have |has )?(?:show|shows|shown|found|prove|proven|say|said|agree|confirm|confirmed|warn)
      (?:it is|it['’]s|it has been|has been|was) (?:proven|scientifically proven|a (?:proven|well known|known) fact)`),
    cause: anyOf(
      `(?:causes?|caused|leads? to|led to|results? in|resulted in|is responsible for|are responsible for|due to|is why|are to blame for|as a result of|because of)`,
    ),
    compared: anyOf(
      `(?:more than|less than|fewer than|as many as|as much as|up to|higher than|lower than|larger than|twice as|three times|the (?:most|least|highest|lowest|largest|biggest|smallest|first|only|worst|oldest|fastest|richest|poorest))`,
    ),
    happened: anyOf(
      `(?:rose|risen|fell|fallen|doubled|tripled|halved|increased|decreased|declined|dropped|grew|costs?|paid|died|killed|born|elected|convicted|sentenced|signed|voted|founded|invented|passed|banned|closed|opened|bought|sold|lost|won|spent|earned)`,
    ),
    share: anyOf(
      `(?:half of|a third of|two thirds of|a quarter of|the majority of|most of the|nine out of ten|one in|doubled|tripled)`,
    ),
    said: anyOf(`(?:said|says|told|wrote|writes|tweeted|claimed|claims|admitted|announced|declared|stated)`),
  }),
  de: () => ({
    own: anyOf(`(?:ich|mir|mich|mein|meine|meiner|meinem|meinen|meines|imho)
      (?:sollte|sollten|solltest|solltet|müsste|müssten|müssen|muss|bitte|hoffentlich|vielleicht|vermutlich|wahrscheinlich|wohl|würde|würden|könnte|könnten|wäre|wären|hätte|hätten|scheint|finde|finden wir|gefälligst|lasst uns|wünsche|wünschen)
      (?:du|dir|dich|dein|deine|sie sich|idioten?|dumm|lächerlich|peinlich|schande|unverschämt|frech|traurig|schön|schrecklich|furchtbar|leider|anscheinend|offenbar|offensichtlich|lüge)
      unser(?:e|er|em|en)? (?:sohn|tochter|kinder|familie|haus|straße|nachbar|nachbarn|dorf|arzt)`),
    study:
      anyOf(`(?:studien?|statistiken?|umfragen?|zahlen|forscher|wissenschaftler|experten|untersuchungen) (?:zeigen|zeigt|belegen|belegt|beweisen|beweist|sagen|sagt|haben|bestätigen|bestätigt|warnen)
      (?:erwiesen|nachgewiesen|bewiesen|nachweislich|erwiesenermaßen|statistisch gesehen|laut statistik|belegt)`),
    cause: anyOf(
      `(?:verursacht|verursachen|verursachte|führt zu|führte zu|führen zu|führten zu|verantwortlich für|wegen|aufgrund|deshalb|dadurch|infolge|bewirkt|auslöser|ursache)`,
    ),
    compared: anyOf(
      `(?:mehr als|weniger als|höher als|niedriger als|größer als|kleiner als|mindestens|bis zu|doppelt so|dreimal so|halb so|höchste[nrs]?|niedrigste[nrs]?|größte[nrs]?|kleinste[nrs]?|meisten|wenigsten|erste[nrs]?|einzige[nrs]?|älteste[nrs]?|reichste[nrs]?|ärmste[nrs]?|rund|etwa|circa|ca)`,
    ),
    happened: anyOf(
      `(?:stieg|stiegen|gestiegen|sank|sanken|gesunken|verdoppelt|verdreifacht|halbiert|kostet|kosten|kostete|gekostet|starb|starben|gestorben|getötet|geboren|gewählt|verurteilt|unterzeichnet|gegründet|erfunden|beschlossen|verboten|geschlossen|eröffnet|gekauft|verkauft|verloren|gewonnen|ausgegeben|verdient|verdienen|beträgt|betrug|betragen|liegt bei|lag bei|liegen bei|zahlt|zahlen|zahlte|erhielt|erhielten|produziert|verbraucht|wurde|wurden)`,
    ),
    share: anyOf(
      `(?:die hälfte|ein drittel|zwei drittel|ein viertel|drei viertel|die mehrheit|jede[rs]? (?:zweite|dritte|vierte|fünfte|zehnte)|verdoppelt|verdreifacht)`,
    ),
    said: anyOf(
      `(?:sagte|sagt|schrieb|schreibt|behauptet|behauptete|erklärte|kündigte|twitterte|zitat|gesagt|behauptet)`,
    ),
  }),
  fr: () => ({
    own: anyOf(`(?:je|moi|mon|ma|mes|me|j['’][\\p{L}]+|m['’][\\p{L}]+)
      (?:devrait|devraient|devrions|devons|doit|doivent|faut|faudrait|il faut|svp|espérons|peut-être|sans doute|probablement|serait|seraient|pourrait|pourraient|semble|à mon avis|selon moi)
      (?:tu|ton|tes|vous|votre|vos|idiots?|stupides?|ridicules?|honte|hélas|malheureusement|apparemment|mdr|putain)
      (?:notre|nos) (?:fils|fille|enfants|famille|maison|rue|voisin|voisins|village|médecin)`),
    study:
      anyOf(`(?:études?|statistiques?|sondages?|chiffres|chercheurs|scientifiques|experts) (?:le )?(?:montrent?|prouvent?|démontrent?|disent|dit|confirment?|révèlent?|ont montré|a montré|ont prouvé)
      (?:il est|c['’]est|a été|est) (?:scientifiquement )?(?:prouvé|démontré|avéré)`),
    cause: anyOf(
      `(?:cause|causent|causé|causée|provoque|provoquent|provoqué|entraîne|entraînent|entraîné|à cause de|en raison de|responsables? de|mène à|conduit à|dû à|due à|grâce à)`,
    ),
    compared: anyOf(
      `(?:plus de|moins de|plus élevée?s? que|au moins|jusqu['’]à|deux fois plus|trois fois plus|le plus|la plus|les plus|le moins|la première|le premier|le seul|la seule|environ|près de)`,
    ),
    happened: anyOf(
      `(?:augmenté|augmentent|diminué|baissé|doublé|triplé|coûte|coûtent|coûté|mort|morts|mortes|décédée?s?|tuée?s?|née?s?|élue?s?|condamnée?s?|signée?|fondée?|inventée?|votée?|interdite?|fermée?|vendue?s?|achetée?s?|perdue?s?|gagné|dépensé|payé|paient|touche|touchent|représente|représentent|atteint)`,
    ),
    share: anyOf(
      `(?:la moitié|un tiers|deux tiers|un quart|trois quarts|la majorité|un français sur|une personne sur|doublé|triplé)`,
    ),
    said: anyOf(`(?:a dit|dit|a déclaré|déclare|a affirmé|affirme|a écrit|a annoncé|a tweeté)`),
  }),
  es: () => ({
    own: anyOf(`(?:yo|mí|mi|mis|me|mío|conmigo|creo|pienso|opino|espero|ojalá)
      (?:debería|deberían|deberíamos|debemos|debe|deben|hay que|tenemos que|tienen que|por favor|quizás?|tal vez|probablemente|sería|serían|podría|podrían|parece|a mi juicio)
      (?:tú|tu|tus|te|usted|ustedes|vosotros|idiotas?|estúpid[oa]s?|ridícul[oa]s?|vergüenza|lamentablemente|por desgracia|saludos|saludo|gracias por)
      (?:nuestr[oa]s?) (?:hij[oa]s?|familia|casa|calle|vecin[oa]s?|pueblo|médico)`),
    study:
      anyOf(`(?:estudios?|estadísticas?|encuestas?|cifras|datos|investigadores|científicos|expertos) (?:lo )?(?:muestran?|demuestran?|prueban?|dicen?|confirman?|revelan?|han demostrado|ha demostrado)
      (?:está|ha sido|es) (?:científicamente )?(?:demostrado|probado|comprobado)`),
    cause: anyOf(
      `(?:causa|causan|causó|causado|provoca|provocan|provocó|provocado|debido a|a causa de|responsables? de|conduce a|lleva a|gracias a|por culpa de)`,
    ),
    compared: anyOf(
      `(?:más de|menos de|más (?:alt[oa]|baj[oa]|grande) que|al menos|hasta|el doble|el triple|l[oa]s? más|el más|el mayor|la mayor|el menor|la menor|el primero?|la primera|el único|la única|unos|cerca de|alrededor de)`,
    ),
    happened: anyOf(
      `(?:aumentó|aumentado|subió|subido|bajó|bajado|cayó|caído|duplicó|duplicado|cuesta|cuestan|costó|murió|murieron|muerto|muertos|nació|elegid[oa]|condenad[oa]|firmó|firmado|fundó|inventó|aprobó|prohibió|cerró|vendió|compró|perdió|ganó|gana|ganan|gastó|gastado|pagó|pagan|cobra|cobran|representa|representan|asciende)`,
    ),
    share: anyOf(`(?:la mitad|un tercio|dos tercios|un cuarto|la mayoría|un[oa] de cada|duplicó|triplicó)`),
    said: anyOf(`(?:dijo|dice|afirmó|afirma|declaró|escribió|anunció|tuiteó)`),
  }),
  it: () => ({
    own: anyOf(`(?:io|mio|mia|miei|mie|mi|me|credo|penso|ritengo|spero|secondo me)
      (?:dovrebbe|dovrebbero|dovremmo|dobbiamo|deve|devono|bisogna|per favore|speriamo|forse|magari|probabilmente|sarebbe|sarebbero|potrebbe|potrebbero|sembra|a mio avviso)
      (?:tu|tuo|tua|ti|voi|vostr[oaie]|idiot[aie]|stupid[oaie]|ridicol[oaie]|vergogna|purtroppo|ciao|grazie)
      (?:nostr[oaie]) (?:figli[oae]?|famiglia|casa|strada|vicin[oie]|paese|medico)`),
    study:
      anyOf(`(?:studi|studio|statistiche|sondaggi|dati|numeri|ricercatori|scienziati|esperti) (?:lo )?(?:mostrano|mostra|dimostrano|dimostra|provano|dicono|dice|confermano|conferma|rivelano|hanno dimostrato|ha dimostrato)
      (?:è|è stato) (?:scientificamente )?(?:provato|dimostrato|accertato)`),
    cause: anyOf(
      `(?:causa|causano|causato|provoca|provocano|provocato|a causa di|a causa del|dovuto a|dovuta a|responsabil[ei] (?:di|del|della)|porta a|grazie a|per colpa di)`,
    ),
    compared: anyOf(
      `(?:più di|meno di|più (?:alt[oa]|bass[oa]|grande) (?:di|del|della)|almeno|fino a|il doppio|il triplo|il più|la più|i più|le più|il maggiore|il minore|il primo|la prima|l['’]unic[oa]|circa|quasi)`,
    ),
    happened: anyOf(
      `(?:aumentat[oaie]|salit[oaie]|sces[oaie]|diminuit[oaie]|raddoppiat[oaie]|costa|costano|costato|mort[oaie]|uccis[oaie]|nat[oaie]|elett[oaie]|condannat[oaie]|firmat[oaie]|fondat[oaie]|inventat[oaie]|approvat[oaie]|vietat[oaie]|chius[oaie]|vendut[oaie]|comprat[oaie]|pers[oaie]|vint[oaie]|spes[oaie]|pagan?o?|guadagnan?o?|percepisc[eo](?:no)?|rappresenta|ammonta)`,
    ),
    share: anyOf(
      `(?:la metà|un terzo|due terzi|un quarto|la maggioranza|un[oa]? (?:italian[oa] )?su|raddoppiat[oaie])`,
    ),
    said: anyOf(`(?:ha detto|disse|dice|ha dichiarato|ha affermato|afferma|ha scritto|ha annunciato)`),
  }),
}

/** “How he lost 40 million!”, “Cut it by half”, in English: neither asks nor states. */
const NO_STATEMENT =
  /^\W{0,3}(?:how|what|where|why|who|whose|add|ask|cut|end|get|give|go|imagine|just|let|look|make|put|read|reform|remember|see|send|show|stop|take|tell|think|too|to bad|try|wait)(?!\p{L})/iu

const made = new Map<string, Signs>()
function signsOf(language: string): Signs | undefined {
  if (!made.has(language) && Object.hasOwn(SIGNS, language)) made.set(language, SIGNS[language]!())
  return made.get(language)
}

/** Some words in quotation marks: three at least, so that it is no single word that is only called so. */
const QUOTED = /["“„«”](?:[^"“”„«»\s]{1,40}\s{1,2}){2,40}[^"“”„«»]{1,60}["”“»]/u

/** What the signs of a sentence have to add up to, by themselves and beside what was learned. */
export const ENOUGH = 3
export const HINTED = 2

/** In how many words something can be said that can be looked up, and in how many it is no one thing any more. */
const FEWEST = 5
const MOST = 40

/**
 * How much a sentence shows by its words of what can be looked up. Null where nobody is asked: a question, an exclamation, a word to somebody (“@”), an
 * opinion, a wish, advice, what its writer has lived through; a few words, or a page of them; a language that has no signs here.
 */
export function pointsOf(sentence: string, language: string): number | null {
  const signs = signsOf(language)
  if (!signs || /[?¿!@]/.test(sentence) || signs.own.test(sentence)) return null
  if (language === 'en' && NO_STATEMENT.test(sentence)) return null
  const length = sentence.match(/\p{L}+/gu)?.length ?? 0
  if (length < FEWEST || length > MOST) return null
  const words = claimWords(sentence)
  const has = (kind: string) => words.includes(kind)
  // A day with a time of the clock is when something was written.
  if (has('#time') && (has('#year') || has('#number'))) return null
  const numbers = words.filter(word => /^#(?!name|time)/.test(word)).length
  return (
    (has('#percent') || has('#money') || has('#many') ? 2 : 0) +
    (has('#year') ? 1 : 0) +
    (has('#number') ? 1 : 0) +
    (numbers > 1 ? 1 : 0) +
    (signs.study.test(sentence) ? 3 : 0) +
    (QUOTED.test(sentence) && signs.said.test(sentence) ? 3 : 0) +
    (signs.share.test(sentence) ? 2 : 0) +
    (signs.cause.test(sentence) ? 1 : 0) +
    (signs.compared.test(sentence) ? 1 : 0) +
    (signs.happened.test(sentence) ? 1 : 0)
  )
}

/** Says already where it comes from: a link, a name of a source, in any of the languages. */
export const SOURCED = new RegExp(
  [
    'https?://\\S',
    '(?<![\\p{L}\\d])www\\.\\S',
    '(?<![\\p{L}\\d@])[a-z0-9-]{2,63}\\.(?:com|org|net|gov|edu|eu|de|at|ch|fr|es|it|uk|info|int)(?:/|(?![\\p{L}\\d]))',
    '(?<!\\p{L})(?:sources?|quellen?|fuentes?|fonti|fonte)\\s?:',
    '(?<!\\p{L})(?:according to|as reported (?:by|in)|as per|cited (?:by|in)|per the|i read (?:it )?in|as (?:the )?[\\p{L} ]{2,40} (?:reported|reports)|reported (?:by|in) the|see (?:the )?(?:report|study|wikipedia))(?!\\p{L})',
    '(?<!\\p{L})(?:laut|zufolge|nach angaben|gemäß|siehe|berichtete?|nachzulesen)(?!\\p{L})',
    "(?<!\\p{L})(?:selon (?!moi)|d[’']après|d’après|voir (?:le|la) rapport|rapporté par|comme le rapporte)",
    '(?<!\\p{L})(?:según|de acuerdo con|como informa|informó|véase)(?!\\p{L})',
    '(?<!\\p{L})(?:secondo(?!\\s(?:me|te)(?!\\p{L}))|stando a|come riporta|riportato da|vedi)(?!\\p{L})',
  ].join('|'),
  'iu',
)
