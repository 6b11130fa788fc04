import type { Span } from './fold.ts'
import { quotationsIn } from './quotes.ts'

/**
 * What may make a comment worth an editor's look. `experience`: it tells of what the writer has seen or done; `sourced`: it names where something
 * can be read; `reasoned`: it gives reasons or weighs; `suggests`: it says what could be done; `asks`: it ends by asking the others something.
 */
export type Merit = 'experience' | 'sourced' | 'reasoned' | 'suggests' | 'asks'

export interface MeritFound {
  merit: Merit
  /** The words that it is read from, three places at most. */
  spans: Span[]
}

/**
 * How much each speaks for a comment. Set by judgement, not trained. A question by itself speaks for nothing: of the development rows (evaluation/worth.ts)
 * fewer were engaging among those that ask than among all.
 */
const WEIGHT: Readonly<Record<Merit, number>> = { experience: 3, sourced: 3, reasoned: 2, suggests: 2, asks: 0 }
/** So many places of one merit are shown, and count. */
const PLACES = 3
/** Longer texts than a comment can be are not read to the end. */
const LONGEST = 20_000

/** English and German; the words of one are none of the other. Each takes time in proportion to the text: no part can match what the next one begins with. */
const PATTERNS: Readonly<Record<Exclude<Merit, 'asks'>, RegExp>> = {
  experience: new RegExp(
    [
      /\bI(?:['’]ve| have| had)? (?:was|were|worked|work|lived|live|saw|seen|grew up|taught|teach|drove|drive|bought|own|owned|rented|rent|ran|served|studied|spent|remember|been there|heard|met|watched|used to|moved|retired|commute|commuted)\b/u
        .source,
      /\bI(?:['’]m| am) (?:an?|the) \p{L}+/u.source,
      /\b(?:in|from) my (?:own )?(?:experience|years|time|job|work|town|village|city|street|family|case|practice|school|neighbou?rhood)\b/u
        .source,
      /\b[Mm]y (?:late )?(?:father|mother|dad|mum|mom|husband|wife|partner|son|daughter|brother|sister|neighbou?r|boss|employer|company|firm|colleagues?|grand(?:father|mother)|parents|landlord|doctor)\b/u
        .source,
      /\bas an? (?:former |retired )?(?:nurse|teacher|doctor|engineer|driver|farmer|parent|mother|father|lawyer|worker|student|resident|owner|manager|tenant|landlord|cyclist|commuter|pensioner|immigrant|veteran|scientist|economist)\b/u
        .source,
      /\bfor (?:the (?:last|past) )?(?:\d{1,2}|two|three|four|five|six|ten|twenty|thirty) years I\b/u.source,
      /\b[Ii]ch (?:habe|hatte|war|bin|arbeite|arbeitete|wohne|lebe|kenne|erinnere|komme|fahre|fuhr|sah|erlebe|erlebte) (?:\p{L}+ ){0,6}?(?:gearbeitet|gesehen|erlebt|gewohnt|gelebt|Jahre|Jahren|mich|selbst|selber|als|bei|im|in|aus|dort|dabei|von|mit)\b/u
        .source,
      /\b(?:hab|habe) ich (?:\p{L}+ ){0,5}?(?:gearbeitet|gesehen|erlebt|gewohnt|gelebt|selbst|selber)\b/u.source,
      /\b(?:[Mm]eine?[rmn]?|[Uu]nsere?[rmn]?) (?:Frau|Mann|Vater|Mutter|Tochter|Sohn|Kinder|Eltern|Oma|Opa|Bruder|Schwester|Nachbar(?:in|n)?|Chef(?:in)?|Firma|Erfahrung|Schule|Stadt|Dorf|Betrieb|Kollegen)\b/u
        .source,
      /\b(?:aus eigener Erfahrung|in meinem (?:Beruf|Leben|Umfeld)|bei uns (?:im|in der|auf dem|in) \p{L}+|seit (?:\d{1,2}|zwei|drei|vier|fünf|zehn|zwanzig) Jahren)\b/u
        .source,
    ].join('|'),
    'gu',
  ),
  sourced: new RegExp(
    [
      /\bhttps?:\/\/[^\s<>"]{4,}/u.source,
      /\b(?:[Aa]ccording to|[Aa]s reported (?:by|in)|[Ss]ources?:|[Qq]uoted (?:by|in)|[Pp]ublished (?:by|in))/u.source,
      /\b(?:a|the|this|that) (?:\d{4} )?(?:study|survey|report|paper|audit|inquiry|statistics|figures) (?:by|from|of|in|published|found|shows?|says?)\b/u
        .source,
      /\b(?:[Ll]aut|[Gg]emäß) (?:der |dem |den |einer |einem )?\p{Lu}/u.source,
      /\b(?:[Qq]uelle[n]?|[Ss]iehe|[Nn]achzulesen|[Ll]eseempfehlung|[Ii]ch verweise auf)\b/u.source,
      /\b(?:[Ee]ine?|[Dd]ie|[Dd]er|[Dd]iese) (?:Studie|Umfrage|Untersuchung|Statistik|Bericht) (?:von|der|des|vom|aus|zeigt|belegt)\b/u
        .source,
    ].join('|'),
    'gu',
  ),
  reasoned: new RegExp(
    [
      /\b(?:because|therefore|which means|that means|for example|for instance|on the other hand|that said|to be fair|the reason (?:is|for|why)|depends on|as a result|consequently|although|whereas|nevertheless|in contrast|the trade-off|admittedly|on balance)\b/u
        .source,
      /\b(?:weil|deshalb|daher|deswegen|zum Beispiel|z\. ?B\.|beispielsweise|allerdings|einerseits|andererseits|obwohl|dadurch|das heißt|d\. ?h\.|trotzdem|dennoch|hingegen|nämlich|insofern|somit|sofern|wegen|es sei denn|sodass|nicht weil|hängt (?:davon|von))/u
        .source,
    ].join('|'),
    'giu',
  ),
  suggests: new RegExp(
    [
      /\b(?:(?:we|they|you|one|the (?:government|council|company|city|state)) (?:could|should|ought to|might)|would be (?:better|wiser|fairer)|a better (?:way|idea|approach)|one (?:option|solution|way)|I (?:suggest|propose|recommend)|why not|what if|the solution|instead of)\b/u
        .source,
      /\b(?:(?:man|wir|die Politik|der Staat) (?:könnte|könnten|sollte|sollten|müsste|müssten)|(?:könnte|sollte|müsste) (?:man|der Staat|die Politik)|(?:könnten|sollten|müssten) wir|mein Vorschlag|besser wäre|wie wäre es|wäre (?:es )?(?:besser|sinnvoll|sinnvoller)|Lösung|stattdessen|Vorschlag|ich würde)\b/u
        .source,
    ].join('|'),
    'giu',
  ),
}
/** Its last sentence, if that asks something of the others. */
const QUESTION =
  /(?:^|[.!?…:\n] *)((?:[Ww]h(?:at|o|y|en|ere|ich)|[Hh]ow|[Dd]oes|[Dd]o|[Ii]s|[Aa]re|[Cc]an|[Cc]ould|[Hh]as|[Hh]ave|[Ww]ould|[Ww]er|[Ww]as|[Ww]ie|[Ww]o|[Ww]ann|[Ww]arum|[Ww]ieso|[Ww]eshalb|[Ww]elche[rsn]?|[Gg]ibt|[Ww]eiß|[Hh]at|[Kk]ann|[Ii]st|[Ss]ind)\b[^.!?…\n]{8,300}\?)[\s"”’»)]*$/u

/** Half of what is written in capitals, or a heap of signs: whoever shouts is not what an editor looks for. */
const SHOUTS = /[!?]{3,}|(?:\b\p{Lu}{4,}\b[^\p{Ll}]+){3}/u

/**
 * What speaks for a comment, the strongest first, each with the words that it is read from. Words in quotation marks and quoted lines are not the
 * writer's. Plain patterns of English and German; of another language it sees links only. Pure.
 */
export function meritsOf(text: string): MeritFound[] {
  const read = text.slice(0, LONGEST)
  const foreign = [...quotationsIn(read), ...Array.from(read.matchAll(/^>.*$/gm), lineOf)]
  const own = ({ start }: Span) => !foreign.some(({ from, to }) => start >= from && start < to)
  const found: MeritFound[] = []
  for (const [merit, pattern] of Object.entries(PATTERNS) as [Exclude<Merit, 'asks'>, RegExp][]) {
    const spans = Array.from(read.matchAll(pattern), spanOf).filter(own).slice(0, PLACES)
    if (spans.length) found.push({ merit, spans })
  }
  const question = QUESTION.exec(read.slice(-LAST))
  if (question) {
    const start = Math.max(0, read.length - LAST) + question.index + question[0].indexOf(question[1]!)
    const span = { start, end: start + question[1]!.length }
    if (own(span)) found.push({ merit: 'asks', spans: [span] })
  }
  return found.toSorted((a, b) => WEIGHT[b.merit] - WEIGHT[a.merit] || b.spans.length - a.spans.length)
}
const LAST = 400

const lineOf = (match: RegExpExecArray) => ({ from: match.index, to: match.index + match[0].length })
const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length })

/**
 * How promising a comment is, from 0: the weights of what speaks for it, each further place of the same a third as much, less for whoever shouts. How
 * long it is counts for nothing by itself. `insult`: how likely its words insult, 0 to 1, where that is known. Pure.
 */
export function worthOf(text: string, merits: readonly MeritFound[], insult = 0): number {
  const sum = merits.reduce((all, { merit, spans }) => all + WEIGHT[merit] * (1 + (spans.length - 1) / 3), 0)
  return sum * (1 - insult) * (SHOUTS.test(text.slice(0, LONGEST)) ? 0.5 : 1)
}
