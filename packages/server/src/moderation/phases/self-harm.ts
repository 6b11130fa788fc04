import { findShipped } from '@parley/rules/own-words.ts'
import type { Phase } from '../phase.ts'

const I_COULD =
  "((i|i'd) (just|really|only|) (want to|wanna|will|might|could|should|tried to|like to|need to)|i'll|i'm (just|) (going to|gonna)|i am (just|) going to|" +
  '(thinking|thought|thoughts) (of|about)|too much of a coward to) (just|)'
const KILL = '(kill|hang|shoot|drown|cut|hurt|harm|killing|hanging|cutting|hurting|harming) myself'

/** Of what somebody says of himself, in the languages that the engine knows. */
const PATTERNS = `
  ${I_COULD} ${KILL}
  ${I_COULD} (end|ending) (my (own|) life|it all), ${I_COULD} commit suicide
  i (just|really|only|) (want|would like|wish) to (die|be dead), i wish i (was|were) dead
  i (don't|do not|can't|cannot) want to (live|be alive) (any more|anymore|any longer)
  i (don't|do not) want to live, (i'm|i am|been) (thinking about suicide|suicidal|self harming)
  (everyone|everybody|they|you all) would be better off without me, i have no reason to live
  i (keep|started|started to|have been|still) (cutting|cut|hurting|hurt|harming) myself, i started self harming

  ich (will|möchte|werde) mich (jetzt|bald|heute|selbst|) (umbringen|töten|erhängen|verletzen|aufhängen)
  ich (bringe|bring) mich (jetzt|bald|heute|) um, ich (will|möchte|kann) nicht mehr leben
  ich (will|möchte) (nur noch|einfach|) sterben, ich (will|möchte|werde) mir das leben nehmen, ich nehme mir das leben
  ich habe suizidgedanken, ich wäre lieber tot, ohne mich wären alle besser dran

  je (veux|vais|voudrais) me (suicider|tuer|pendre|mutiler), je (veux|voudrais) (juste|) mourir
  je (ne|) veux plus vivre, je (veux|vais) (en finir|mettre fin à mes jours), j'ai envie de (mourir|me tuer|me suicider)

  (quiero|voy a|quisiera) (suicidarme|matarme|ahorcarme|cortarme|morirme), me quiero (morir|matar|suicidar)
  quiero morir, (ya|) no quiero (seguir viviendo|vivir (más|)), (voy a|quiero) (quitarme la vida|acabar con mi vida)

  (voglio|vorrei|sto per) (suicidarmi|uccidermi|ammazzarmi|impiccarmi|tagliarmi), mi voglio (ammazzare|uccidere|suicidare)
  (voglio|vorrei) (solo|) morire, non voglio più vivere, (voglio|vorrei) (farla finita|togliermi la vita)`

/** Ways of speaking that mean nothing of the kind. */
const ALLOWED = `
  ${I_COULD} ${KILL} (laughing|for|if|off|some|on (that|this|the))
  i (just|really|only|) (want|would like|wish) to die (laughing|of (laughter|embarrassment|boredom|shame))
  ich (will|möchte) (nur noch|einfach|) sterben vor (lachen|scham), je (veux|voudrais) (juste|) mourir de (rire|honte|faim)
  j'ai envie de mourir de (rire|honte|faim), quiero morir de (risa|vergüenza|hambre)
  (voglio|vorrei) (solo|) morire (dal ridere|di (fame|vergogna))`

const find = findShipped([{ patterns: PATTERNS, label: 'threat', severity: 3 }], ALLOWED)

/**
 * Whoever writes of harming himself is told where help is, and somebody at the desk reads it before everything else.
 * It never refuses and holds nothing by itself: to be silenced helps nobody.
 */
export const selfHarm: Phase = (text, { settings, around }) => {
  const spans = find(text, Object.values(around)).flatMap(found => found.spans)
  if (spans.length === 0) return []
  return [
    {
      rule: 'house',
      label: 'self-harm',
      score: 1,
      spans,
      message: 'finding.self-harm',
      values: { help: settings.help },
    },
  ]
}
