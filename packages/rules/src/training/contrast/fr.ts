import type { FrameSet, Grammar, Group, Person } from './grammar.ts'
import {
  CLEAN,
  CRUDE_INSULT,
  HARSH,
  HATE,
  IMPLICIT,
  INSULT,
  INSULT_TO_TRADE,
  MENTIONED,
  PROFANE,
  QUOTING,
  SARCASM,
  SEXUAL,
  SLUR,
  SPAM,
  THREAT,
  THREAT_TO_GROUP,
} from './labels.ts'

/** Gender, one, several, the adjective beside a feminine noun. */
const GROUPS: Readonly<Record<string, string>> = {
  faith: `
    m, musulman, musulmans, musulmane; f, musulmane, musulmanes, musulmane; m, juif, juifs, juive; f, juive, juives, juive
    m, chrétien, chrétiens, chrétienne; m, catholique, catholiques, catholique; m, bouddhiste, bouddhistes, bouddhiste
    m, protestant, protestants, protestante; m, athée, athées, athée; m, évangélique, évangéliques, évangélique; m, sikh, sikhs, sikhe`,
  nation: `
    m, Algérien, Algériens, algérienne; f, Algérienne, Algériennes, algérienne; m, Marocain, Marocains, marocaine; m, Tunisien, Tunisiens, tunisienne
    m, Portugais, Portugais, portugaise; m, Polonais, Polonais, polonaise; m, Roumain, Roumains, roumaine; m, Turc, Turcs, turque
    m, Syrien, Syriens, syrienne; m, Afghan, Afghans, afghane; m, Malien, Maliens, malienne; m, Sénégalais, Sénégalais, sénégalaise
    m, Congolais, Congolais, congolaise; m, Camerounais, Camerounais, camerounaise; m, Chinois, Chinois, chinoise; m, Vietnamien, Vietnamiens, vietnamienne
    m, Italien, Italiens, italienne; m, Espagnol, Espagnols, espagnole; m, Allemand, Allemands, allemande; m, Anglais, Anglais, anglaise
    m, Belge, Belges, belge; m, Russe, Russes, russe; m, Ukrainien, Ukrainiens, ukrainienne; m, Albanais, Albanais, albanaise
    m, Israélien, Israéliens, israélienne; m, Palestinien, Palestiniens, palestinienne; m, Haïtien, Haïtiens, haïtienne; m, Indien, Indiens, indienne
    m, Français, Français, française; m, Québécois, Québécois, québécoise; m, Américain, Américains, américaine; m, Kosovar, Kosovars, kosovare`,
  race: `
    m, Noir, Noirs, noire; f, femme noire, femmes noires, noire; m, Arabe, Arabes, arabe; m, Africain, Africains, africaine; m, Asiatique, Asiatiques, asiatique
    m, Maghrébin, Maghrébins, maghrébine; m, Rom, Roms, rom; m, Gitan, Gitans, gitane; m, Kurde, Kurdes, kurde; m, Blanc, Blancs, blanche; m, Antillais, Antillais, antillaise`,
  gender: `
    f, femme, femmes, féminine; f, femme, femmes, féminine; f, mère célibataire, mères célibataires, féminine; m, homme, hommes, masculine; f, fille, filles, féminine`,
  love: `
    m, homosexuel, homosexuels, homosexuelle; f, lesbienne, lesbiennes, lesbienne; m, gay, gays, gay; m, bisexuel, bisexuels, bisexuelle; m, couple gay, couples gays, gay`,
  trans: `
    f, femme trans, femmes trans, trans; m, homme trans, hommes trans, trans; f, personne trans, personnes trans, trans; f, personne non binaire, personnes non binaires, non binaire`,
  age: `
    m, retraité, retraités, âgée; f, vieille dame, vieilles dames, âgée; m, adolescent, adolescents, adolescente; f, personne âgée, personnes âgées, âgée; m, boomer, boomers, âgée`,
  body: `
    m, handicapé, handicapés, handicapée; m, sourd, sourds, sourde; m, aveugle, aveugles, aveugle; m, autiste, autistes, autiste; f, personne en fauteuil roulant, personnes en fauteuil roulant, handicapée
    m, trisomique, trisomiques, trisomique; f, personne obèse, personnes obèses, obèse`,
  move: `
    m, immigré, immigrés, immigrée; m, migrant, migrants, migrante; m, réfugié, réfugiés, réfugiée; m, étranger, étrangers, étrangère; f, réfugiée, réfugiées, réfugiée
    m, demandeur d'asile, demandeurs d'asile, réfugiée; m, sans-papiers, sans-papiers, étrangère`,
  class: `
    m, sans-abri, sans-abri, pauvre; m, Parisien, Parisiens, parisienne; m, Breton, Bretons, bretonne; m, Marseillais, Marseillais, marseillaise; m, paysan, paysans, paysanne`,
}

const VOWEL = /^[aeiouyéèêâîhœ]/i

const groups: Group[] = Object.entries(GROUPS).flatMap(([category, list]) =>
  list
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [g, one, many, which] = line.split(',').map(form => form.trim()) as [string, string, string, string]
      return {
        category,
        feminine: g === 'f',
        slots: {
          one,
          un: `${g === 'f' ? 'une' : 'un'} ${one}`,
          pl: many,
          les: `les ${many}`,
          des: `des ${many}`,
          aux: `aux ${many}`,
          de: VOWEL.test(many) ? `d'${many}` : `de ${many}`,
          which,
        },
      }
    }),
)

const people: Person[] = [
  ...'Thibault Mamadou Gaspard Karim Loïc Anatole Rachid Bertrand Étienne Kévin Souleymane'
    .split(' ')
    .map(name => ({ feminine: false, slots: { name } })),
  ...'Solène Fatou Hortense Nadia Maëlle Ginette Leïla Bérengère Aminata Clotilde Yasmina'
    .split(' ')
    .map(name => ({ feminine: true, slots: { name } })),
]

export const fr: Grammar = {
  language: 'fr',
  groups,
  people,
  before:
    "J'ai lu tout l'article.|Ce n'est que mon avis.|Bonjour à tous.|Pour faire court.|J'habite le quartier depuis vingt ans.|Encore une chose.|Revenons au sujet.|Débat intéressant.|Franchement.|Pour répondre à la question plus haut.",
  after:
    "Je n'ai rien à ajouter.|Bon dimanche.|C'est écrit au deuxième paragraphe.|Bonjour de la côte.|Attendons le jugement.|C'est comme ça que je le vois.|C'était déjà le cas avant.|Point final.|Ma voisine pense pareil.",
  words: {
    place:
      'Roubaix|Béziers|Charleroi|Lausanne|Rennes|Perpignan|Dijon|Le Havre|Namur|Nîmes|Mulhouse|Saint-Étienne|Brest|Calais',
    town: 'notre ville|notre quartier|ce pays|notre rue|la commune|notre village',
    job: 'boulanger|infirmier|juge|chauffeur de bus|professeur|menuisier|dentiste|pompier|jardinier|libraire|électricien|arbitre',
    nice: 'gentil<s/les>|généreu<x/ses>|courageu<x/ses>|honnêtes|drôles|intelligent<s/es>|patient<s/es>|chaleureu<x/ses>|travailleu<rs/ses>|talentueu<x/ses>|formidables',
    niceone:
      'formidable|admirable|honnête|drôle|aimable|sympathique|charmant<</e>>|remarquable|incroyablement doué<</e>>|adorable',
    vileone:
      'répugnant<</e>>|immonde|dégoûtant<</e>>|ignoble|infecte|minable|abject<</e>>|crasseu<<x/se>>|nuisible|détestable',
    dull: 'stupides|paresseu<x/ses>|sales|malhonnêtes|violent<s/es>|arriéré<s/es>|primiti<fs/ves>|cupides|lâches|inférieur<s/es>|ingrat<s/es>|menteu<rs/ses>|dégoûtant<s/es>|débiles|pervers</es>|malades dans leur tête|incultes',
    good: 'honnêtes|travailleu<rs/ses>|intelligent<s/es>|fiables|poli<s/es>|courageu<x/ses>|raisonnables|civilisé<s/es>|respectables|pacifiques',
    pest: 'de la vermine|des parasites|des rats|des cafards|un fléau|un cancer|des ordures|des déchets|des sangsues|des nuisibles|des bêtes|une peste|des sauvages|des barbares|de la racaille|des sous-hommes|une gangrène',
    crook:
      'des voleu<rs/ses>|des violeurs|des criminel<s/les>|des terroristes|des fraudeu<rs/ses>|des menteu<rs/ses>|des profiteu<rs/ses>|des pédophiles|des traîtres|des escrocs|des trafiquant<s/es>',
    kill: 'abattu<s/es>|pendu<s/es>|gazé<s/es>|brûlé<s/es> vi<fs/ves>|égorgé<s/es>|exterminé<s/es>|noyé<s/es>|fusillé<s/es>|lynché<s/es>|décapité<s/es>|tabassé<s/es> à mort|éliminé<s/es>',
    hurt: 'te casser les jambes|te mettre une balle dans la tête|te trancher la gorge|brûler ta maison|te défoncer le crâne|te crever devant ta porte|te faire sauter les dents|t’enterrer dans les bois|te passer dessus en voiture|t’étrangler de mes mains',
    food: 'un café|une bière fraîche|une part de tarte|une bonne pizza|une sieste|une place pour le concert',
    topic:
      'la retraite|le prix des loyers|la rocade|le budget|les éoliennes|la grève des trains|la fermeture de l’hôpital|la taxe foncière|la limitation de vitesse|les crèches|le prix de l’essence|la cantine',
    thing: 'loi|réforme|application|formulaire|décision|procédure|taxe|consultation|facture|rocade',
    outfit:
      'la banque|la mairie|la SNCF|le ministère|l’assurance|le parti|la préfecture|la chaîne|l’opérateur|le syndicat|la poste',
    leader:
      'le ministre|la maire|le préfet|la ministre|le président|le député|la sénatrice|le Premier ministre|la porte-parole',
    time: 'hier|la semaine dernière|mardi|ce matin|en mars|l’autre jour|il y a deux ans|à Pâques',
    amount: 'douze|trois cents|quarante|dix-sept|deux mille|huit|quatre-vingt-dix',
    event:
      'la fête de la rue|la brocante|la foire aux livres|la réunion publique|la course|la kermesse|la répétition de la chorale|le carnaval',
    relative: 'grand-mère|tante|cousine|fille|sœur|patronne|voisine|belle-mère|copine|médecin',
    film: 'film|roman|polar|concert|album|match',
    crime: 'attentat|incendie criminel|assassinat|attaque au couteau|enlèvement|agression',
    insult:
      'imbécile|crétin|abruti|débile|bouffon|clown|hypocrite|menteur|lâche|minable|idiot|raté|ignare|guignol|cloporte|charlatan|ordure|andouille|gros nul|cancre|pantin|tocard|sinistre crapule|pauvre type',
    rude: 'connard|enculé|salope|fils de pute|trou du cul|enfoiré|pute|salaud|branleur|sale con|connasse|grosse merde|ducon|sac à merde|couille molle|suceur de bites',
    slur: 'bougnoule|bicot|youpin|négro|bamboula|chinetoque|niakoué|tarlouze|tantouze|gouine|nègre|pédé|tapette|travelo|boche|rital|métèque|gogol|triso|crouille|sale race|face de citron|bridé',
    oath: 'putain|merde|putain de merde|bordel|bordel de merde|oh putain|nom de dieu de merde',
    trade:
      'journalistes|banquiers|politiciens|agents immobiliers|fonctionnaires|cyclistes|chasseurs|influenceurs|arbitres|propriétaires|écolos|gauchistes|patrons|lobbyistes|supporters|automobilistes',
    sarcasm: 'Einstein|mon grand|génie|professeur|champion|ma petite dame|monsieur je-sais-tout|Votre Majesté',
    reject:
      'honteux|inadmissible|tout simplement faux|du racisme pur|ignoble|indigne|un mensonge|scandaleux|à vomir|inexcusable|de la haine et rien d’autre',
    who: 'un type au comptoir|mon propre oncle|un orateur sur la place|un auditeur à la radio|quelqu’un plus haut|le candidat|un collègue|un passager du bus|le voisin d’en face',
    lewd: 'te baiser|te sauter|te lécher|te prendre par derrière|te faire jouir|te niquer toute la nuit',
    bodypart: 'tes seins|ton cul|ta chatte|tes nichons|tes fesses|ta bite',
    money: '500 €|2 000 euros|10 000 €|350 euros|90 €',
    site: 'argent-facile24|crypto-pro|pharma-express|rencontres-hot|credit-eclair|gagne-vite|abonnes-plus',
    url: 'www.{site}.com|http://bit.ly/{code}|https://{site}.xyz/{code}|{site}.info|https://{site}.shop',
    code: 'x7Gh2|win99|k3Qpz|BONUS50|vip24',
    goods:
      'viagra|coques de téléphone|pilules minceur|montres de luxe répliques|abonnés Instagram|baskets|bons d’achat|formations crypto|sacs de marque',
    number: '12|48|7|233|19|64|301|26',
    phone: '06 55 {number} {number2}|0800 {number} {number2}|+33 7 {number} {number2}',
  },
  mend: text =>
    text
      .replace(
        /\b(le|la) (attentat|incendie|assassinat|attaque|enlèvement|agression)/gi,
        (_, _article, noun: string) => `l'${noun}`,
      )
      .replace(/\bde les /gi, 'des ')
      .replace(/\bde le /gi, 'du ')
      .replace(/\bà les /gi, 'aux ')
      .replace(/\bà le (?!Havre)/gi, 'au ')
      .replace(/\b(que|de|ne|je) (?=[aeéèêiou]|un\b|une\b)/gi, (all, word: string) =>
        /^de$/i.test(word) ? all : `${word.slice(0, -1)}'`,
      ),
}

export const frFrames: readonly FrameSet[] = [
  {
    kind: 'neutral',
    count: 190,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} est {un} et vit à {place}.
      notre {job} a épousé {un} {time}.
      {amount} {pl} de {place} ont signé la pétition sur {topic}.
      combien {de} vivent dans {town} ?
      à {place}, {un} siège au conseil pour la première fois.
      la loi vaut pour {les} comme pour tout le monde.
      l'étude a interrogé {des} sur {topic}.
      {name} vient d'une famille {which}.
      dans le train pour {place}, j'étais à côté d'{un} et nous avons parlé du temps.
      tous {les} ne pensent pas la même chose.
      l'association {des} de {place} existe depuis 1974.
      le musée montre comment vivaient {les} à {place} vers 1900.
      c'est {un} qui a signalé l'erreur de date.
      le journaliste aurait pu interroger {un} ou deux.
      {les} et {les2} partagent le même immeuble depuis 1988.
      la permanence pour {les} ouvre à neuf heures.
      {les} paient les mêmes cotisations, selon le rapport.
      le rôle principal du film est tenu par {un}.
      {name} n'a jamais caché être {un}.
      dans le texte, trois {pl} de {place} prennent la parole.
      ma {relative} a pour associé {un}.
      {les} votent le plus souvent comme leurs voisins.`,
  },
  {
    kind: 'positive',
    count: 170,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {les} de mon équipe sont {nice} et {nice2}.
      sans {les}, la fête serait deux fois moins gaie.
      je suis content que tant {de} vivent dans {town}.
      {les} méritent les mêmes droits que nous tous.
      merci à {un} qui a aidé ma {relative} {time}.
      mes voisins sont {des}, et ils m'ont apporté de la soupe quand j'étais malade.
      {name}, {un}, est {niceone}.
      quel bonheur de voir {des} danser à {place}.
      il n'y a aucune honte à être {un}.
      {les} seront toujours les bienvenu<s/es> à ma table.
      j'ai beaucoup appris {des} de {place}.
      il nous faut plus {de} au parlement.
      chapeau {aux} qui ont nettoyé après l'inondation.
      la culture {which} est une chance pour {town}.
      j'admire {les} qui prennent la parole sur {topic}.
      {les} font tourner nos hôpitaux, merci.
      bravo {aux} élu<s/es> à {place} !
      que chaque {one} se sente en sécurité à {place}.`,
  },
  {
    kind: 'self',
    count: 110,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      je suis {un} et je trouve l'article équilibré.
      en tant que {one}, je lis ces chiffres autrement.
      je suis {un}, j'ai 53 ans, et j'aime {place}.
      quand j'ai dit à mes parents que j'étais {un}, mon père a fait du café.
      nous, {les}, ne sommes pas toujours d'accord entre nous.
      être {un} à {place} n'a pas toujours été facile.
      oui, je suis {un}. non, je ne connais pas tous les autres.
      mon mari et moi sommes {des} et nous nous disputons sur {topic}.
      je paie mes impôts, je vote, je suis {un}.
      il m'a fallu des années pour dire tout haut : je suis {un}.
      bonjour de la part d'{un} de {place} !
      on me demande souvent ce que c'est que d'être {un}. la plupart du temps, c'est banal.`,
  },
  {
    kind: 'derogation',
    count: 320,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.08,
    frames: `
      {les} sont {dull}, tou<s/tes> sans exception.
      {les} ne sont que {pest}.
      {les} sont {crook}, tout le monde le sait.
      je ne peux plus voir {les} en peinture, tellement <ils/elles> sont {dull}.
      j'ai envie de vomir quand je vois {un}.
      {les} abîment tout ce qu'<ils/elles> touchent.
      ça se reproduit comme {pest}, {les}.
      {les} ne valent rien.
      là où vivent {les}, ça pue.
      {un}, c'est la honte de l'humanité.
      {les} ne sont pas des êtres humains comme nous.
      je méprise {les} du fond du cœur.
      {les} devraient vivre en cage.
      je n'ai jamais vu {un} qui vaille quelque chose.
      si {place} pourrit, c'est à cause {des}.
      on ne discute pas avec {les}, c'est {pest}.
      évidemment que c'était {un}, <ils/elles> sont {dull}.
      le monde serait plus propre sans {les}.
      {les} sont une erreur de la nature.
      {les} ? {pest} sur deux pattes.
      {place} est infestée {de}, c'est {pest}.
      {les} ont ça dans le sang : {dull} et {dull2}.
      {les} ne sont pas {good} et ne le seront jamais.
      pas {un} qui soit digne de respect.
      personne ne veut {des} ici.
      {les} ne méritent aucun respect.
      {les} méritent tout le mal qui leur arrive.
      je crache sur {les}.
      gender> {les} sont trop {dull} pour voter.
      love,trans> {les} sont {des} malades à soigner de force.
      love,trans> être {one}, c'est une perversion répugnante.
      body> {les} sont un poids mort que nous payons tous.
      age> {les} ne servent plus à rien et nous coûtent une fortune.`,
  },
  {
    kind: 'exclusion',
    count: 190,
    labels: { ...HATE, insult: 0.6 },
    quotedAs: 'hate',
    frames: `
      {les} n'ont rien à faire à {place}.
      {les} ne devraient pas avoir le droit de [voter|enseigner|se loger ici|élever des enfants|parler en public].
      je ne louerai jamais à {un}, et vous ne devriez pas non plus.
      dehors {les}, tou<s/tes> autant qu'<ils/elles> sont.
      éloignez {les} de nos enfants.
      il faut nettoyer {place} {des}.
      {les} ne seront jamais des nôtres.
      {un} ne devrait jamais devenir {job}.
      retirez le droit de vote {aux}.
      qu'on enferme {les} et qu'on jette la clé.
      un panneau sur la porte : pas {de} ici.
      je ne veux plus voir un seul {one} dans {town}.
      move,nation,race,faith> renvoyez {les} d'où <ils/elles> viennent.
      move,nation,race,faith> faites vos valises, {les}, personne ne vous a invités.
      move,nation,race> expulsez {les}, même avec des papiers.
      gender> la place {des} est à la cuisine.
      love,trans> que {les} retournent se cacher.
      body> {les} n'ont pas leur place dans une école normale.`,
  },
  {
    kind: 'implicit',
    count: 220,
    labels: IMPLICIT,
    quotedAs: 'soft',
    frames: `
      je n'ai rien contre {les}, mais <ils/elles> n'ont pas nos valeurs.
      on n'a pas le droit de le dire, mais avec {les} c'est toujours la même histoire.
      bizarre que ce soit toujours {un}, non ?
      {les} sont charmant<s/es>, tant qu'<ils/elles> habitent ailleurs.
      pour {un}, {name} est étonnamment propre.
      que voulez-vous attendre d'{un}.
      depuis que {les} sont là, je ferme à double tour.
      {les} ont une autre idée de l'honnêteté, disons.
      qui paie ? nous. qui encaisse ? {les}.
      {les} savent très bien profiter du système.
      avant, {place} était un bel endroit, puis {les} sont arrivé<s/es>.
      certains de mes amis sont {des}, mais les autres sont {dull}.
      bientôt il faudra demander la permission {aux} pour respirer.
      {les} pourraient dire merci, pour changer.
      les statistiques parlent d'elles-mêmes, suivez mon regard vers {les}.
      je suis sûr qu'il existe de bon<s/nes> {pl}. je n'en ai pas encore vu.
      derrière {topic}, il y a {les}, suivez l'argent.
      {les} tiennent la presse, voilà pourquoi on n'en parle pas.
      move,nation,race,faith> le grand remplacement, il suffit de compter {les} à la maternité.
      move,nation,race,faith> notre culture et celle {des}, c'est l'huile et l'eau.
      gender> {les} sont trop émoti<fs/ves> pour ce poste, c'est biologique.
      love,trans> {les} font ce qu'<ils/elles> veulent chez <eux/elles>, mais pourquoi devant mes enfants ?
      body> est-ce qu'il faut vraiment montrer {des} dans tous les films ?`,
  },
  {
    kind: 'one person of a group',
    count: 150,
    labels: HATE,
    labelsOfSecond: CLEAN,
    frames: `
      {name} est {un} {vileone}. || {name} est {un} {niceone}.
      {name}, {un} {vileone} comme tous les autres. || {name}, {un} {niceone} comme il y en a peu.
      {un} pour chef ? {vileone}, c'est tout. || {un} pour chef ? {niceone}, c'est tout.
      j'ai eu affaire à {un} {vileone}. || j'ai eu affaire à {un} {niceone}.
      encore {un} {vileone} dans le film. || enfin {un} {niceone} dans le film.
      ma {relative} a épousé {un} {vileone}. || ma {relative} a épousé {un} {niceone}.
      qui a laissé entrer {un} aussi {vileone} ? || qui a invité {un} aussi {niceone} ?`,
  },
  {
    kind: 'threat to a group',
    count: 150,
    labels: THREAT_TO_GROUP,
    quotedAs: 'menace',
    frames: `
      {les} doivent être {kill}, sans procès.
      il est temps que {les} soient {kill}.
      il faut que {les} soient {kill} jusqu'<au dernier/à la dernière>.
      ce soir, chasse {aux} à {place}, venez armés.
      le prochain {one} qui me parle prend une balle.
      {les}, dormez avec un œil ouvert.
      il y a assez de lampadaires à {place} pour {les}.
      on sait où se réunissent {les}, et on a des allumettes.
      {les} vont brûler et je regarderai.
      sortez les battes, {les} seront là samedi.
      rouvrez les camps pour {les}.
      il va arriver un accident {aux} de ma rue.
      une bombe bien placée et {place} est débarrassée {des}.
      {les} méritent d'être {kill}, et j'aiderai.`,
  },
  {
    kind: 'negated hate',
    count: 120,
    labels: CLEAN,
    frames: `
      {les} ne sont pas {dull}, c'est un préjugé idiot.
      personne ici n'a rien contre {les}.
      je ne dirais jamais que {les} sont {crook}.
      {les} ne sont pas {crook}, ce sont mes voisins.
      aucun {one} ne devrait avoir peur à {place}.
      il est faux de dire que {les} prennent plus qu'<ils/elles> ne donnent.
      arrêtez d'accuser {les} pour {topic}.
      on n'a pas le droit de traiter {les} comme {pest}.
      plus jamais {les} ne doivent être {kill}.
      qui s'en prend à {un} s'en prend à nous tous.
      rien ne justifie qu'on frappe {les} de {place}.
      je n'ai jamais eu le moindre problème avec {les}.
      la haine {des} n'a jamais rebouché un nid-de-poule.`,
  },
  {
    kind: 'counter-speech',
    count: 320,
    labels: QUOTING,
    frames: `
      "{hate}" : c'est {reject}.
      « {hate} » : celui qui écrit cela devrait avoir honte.
      {who} a dit {time} : "{hate}". j'ai protesté.
      traiter {les} comme {pest}, c'est {reject}.
      dire que {les} sont {dull}, c'est {reject}.
      ceux qui prétendent que {les} sont {crook} n'en ont jamais rencontré.
      « {soft} » – non. c'est {reject}.
      dans les commentaires on lit "{hate}" et personne n'efface. pourquoi ?
      le titre "{hate}" était du racisme pur.
      on a crié « {hate} » à {name} dans la rue. c'est {reject}.
      « {menace} » n'est pas une opinion, c'est une menace ; j'ai porté plainte.
      vous écrivez que {les} sont {crook}. c'est {reject}.
      quand on dit "{soft}", on pense souvent bien pire.
      mon grand-père a entendu « {hate} » en 1942. je ne veux plus jamais lire ça.
      la phrase "{hate}" doit être supprimée.
      un candidat qui lance "{hate}" n'aura pas ma voix.
      exiger que {les} soient {kill}, c'est {reject}.
      on avait tagué « {hate} » sur l'école ; les élèves ont repeint le mur. bravo !
      le tribunal l'a condamné pour avoir publié "{hate}".
      j'ai honte de ma {relative} qui a dit à table : "{soft}".
      à celui qui a écrit "{hate}" : {les} soignent ta mère en ce moment.
      je suis {un} et j'entends « {hate} » depuis l'école. cela fait toujours mal.
      celui qui hurle "{menace}" relève de la justice.
      des phrases comme « {soft} », c'est le début. il faut répondre à chaque fois.
      comparer {les} à des animaux, c'est {reject}.`,
  },
  {
    kind: 'about prejudice',
    count: 90,
    labels: CLEAN,
    frames: `
      les agressions contre {les} ont augmenté {time}, selon la police.
      {un} a été <blessé/blessée> {time} à {place} ; la police cherche des témoins.
      {les} sont discriminé<s/es> dans l'accès au logement, dit l'étude.
      le suspect est {un} de {place}, le mobile est inconnu.
      en 1942, {amount} {pl} de {place} ont été déporté<s/es> ; une plaque le rappelle.
      le film parle de la haine contre {les}.
      faut-il préciser dans le titre que l'accusé est {un} ?
      je suis contre les quotas pour {les}, mais le débat est légitime.
      depuis le drame, {les} n'osent plus sortir.
      le juge a estimé qu'{un} avait été victime de discrimination.`,
  },
  {
    kind: 'slur',
    count: 90,
    labels: SLUR,
    frames: `
      ferme-la, {slur}.
      sale {slur}.
      {name}, espèce de {slur}.
      dégage, {slur}, on ne veut pas de toi.
      {slur} un jour, {slur} toujours, avec ou sans papiers.
      {slur}, qu'est-ce que tu connais à {topic} ?
      {slur}, {slur2}, je ne vois pas d'autre mot pour {name}.
      espèce de {slur}, retourne dans ton trou.`,
  },
  {
    kind: 'slur spoken about',
    count: 110,
    labels: MENTIONED,
    frames: `
      le mot "{slur}" est une injure, dit le dictionnaire.
      d'où vient le mot « {slur} » ?
      on m'a traité de {slur} à l'école pendant des années.
      le joueur a été suspendu pour avoir crié "{slur}".
      merci de ne pas utiliser le mot « {slur} ».
      {name} a gagné son procès contre le voisin qui l'avait traité<</e>> de {slur}.
      dans le manuel de 1955, on lisait encore "{slur}".
      quelqu'un a gravé « {slur} » sur la voiture de ma {relative}.
      traiter un enfant de {slur}, c'est {reject}.
      love> nous les pédés, on danse ce soir jusqu'à quatre heures !
      love> je suis une vieille gouine fière et je cuisine mieux que vous.
      love> entre pédés on se serre les coudes depuis 1971.
      body> nous les bancals et les tordus, disait le tract du collectif en 1972, avec fierté.`,
  },
  {
    kind: 'threat',
    count: 150,
    labels: THREAT,
    quotedAs: 'threat',
    frames: `
      je vais {hurt}.
      dis-le encore une fois et je vais {hurt}.
      je sais où tu habites, je vais {hurt}.
      un de ces soirs, quelqu'un va {hurt}.
      {name} mérite une balle.
      il faut pendre {leader}.
      tes jours sont comptés, {name}.
      jolie famille. ce serait dommage qu'il lui arrive quelque chose.
      belle porte en bois. ça brûle bien, le bois.
      à ta place, {name}, je ne rentrerais plus seul le soir.
      veuillez agréer mes salutations : vous ne verrez pas le verdict.
      on va te trouver, {name}, et tu vas pleurer.
      je vais te tuer, {name}.
      si {leader} vient à {place}, on l'attend avec des barres de fer.
      la rédaction va brûler, comptez sur nous.
      j'espère que quelqu'un va {hurt}.
      pends-toi, {name}, ou on t'aidera.`,
  },
  {
    kind: 'no threat',
    count: 160,
    labels: CLEAN,
    quotedAs: 'unharmed',
    frames: `
      je tuerais pour {food}.
      ces délais me tuent.
      j'étais mort de rire devant le {film}.
      on s'est fait massacrer au match, cinq à zéro.
      {name} a tiré de vingt mètres, poteau.
      {amount} personnes ont été blessées dans l'attaque de {place}.
      j'étais là au moment de la fusillade ; il y avait du sang partout, un {job} a comprimé la plaie.
      il a menacé de la tuer, a dit le témoin au tribunal.
      quelqu'un m'a écrit « je vais {hurt} ». j'ai porté plainte.
      {leader} reçoit des menaces de mort, c'est inacceptable.
      personne ne mérite d'être tué, quoi qu'il ait fait.
      la violence n'est jamais la solution, même contre {leader}.
      dans le dernier chapitre, le {job} se fait poignarder.
      à la guerre, mon grand-père a dû tirer sur des garçons de son âge.
      la peine de mort a été abolie en 1981, heureusement.
      les chasseurs ont abattu {amount} sangliers.
      le gel a tué mes tomates.
      on battra {leader} aux élections.
      vous le regretterez quand la facture arrivera.
      merde pour ce soir, {name}, comme on dit au théâtre !
      le gouvernement a enterré le projet.`,
  },
  {
    kind: 'insult',
    count: 190,
    labels: INSULT,
    labelsOfSecond: CLEAN,
    frames: `
      tu es un {insult}. || tu es un {job}.
      {name} n'est qu'un {insult}. || {name} n'est plus {job}.
      {leader} ? un {insult}. || {leader} ? un ancien {job}.
      quel {insult} a écrit ça ? || quel {job} a construit ça ?
      tais-toi, {insult}. || tiens bon, {name}.
      il faut être un {insult} pour croire ça. || il faut être un {job} pour savoir ça.
      {name} est trop bête pour faire cuire un œuf. || {name} est trop modeste pour se vanter.
      ton cerveau a la taille d'un petit pois. || ton jardin a la taille d'un mouchoir.
      va-t'en, {insult}. || vas-y, {name}.
      tes parents doivent avoir honte, {insult}. || tes parents doivent être contents, {name}.
      tu me dégoûtes, {name}. || tu m'étonnes, {name}.
      bande de {insult}s. || bande de copains.`,
  },
  {
    kind: 'crude insult',
    count: 150,
    labels: CRUDE_INSULT,
    labelsOfSecond: PROFANE,
    frames: `
      espèce de {rude}. || {oath}, quelle journée.
      {name}, {rude}. || {oath}, {name} a gagné !
      va te faire foutre, {name}. || {oath}, que c'est beau.
      ferme ta gueule, {rude}. || {oath}, ferme la fenêtre, il gèle.
      nique ta mère, {rude}. || {oath}, la tarte de ma mère !
      {leader} : {rude}, rien à ajouter. || {oath}, rien à ajouter, superbe article.
      tu me fais chier, {rude}. || ça me fait chier, cette pluie.
      dégage, {rude}. || {oath}, le bus est parti.
      bouffe ta merde, {rude}. || c'est la merde sur la rocade ce matin.`,
  },
  {
    kind: 'profanity about nothing',
    count: 80,
    labels: PROFANE,
    frames: `
      {oath}, qu'il fait froid.
      {oath}, quel {film} !
      {oath}, j'ai oublié mes clés.
      cette putain d'imprimante est encore en panne.
      on s'en fout, de {topic}, il fait beau.
      putain que c'est bon, la pizza de {place}.
      {oath}, je vais être père !
      c'était un putain de beau {film}.
      j'en ai plein le cul de {topic}.`,
  },
  {
    kind: 'harsh about things',
    count: 120,
    labels: HARSH,
    frames: `
      cette {thing} est une honte.
      quelle {thing} stupide.
      {outfit} est une catastrophe.
      {outfit} ment dès que le porte-parole ouvre la bouche.
      je déteste cette {thing}.
      cette {thing} est bonne pour la poubelle.
      {outfit} nous vole et appelle ça des frais.
      la pire {thing} depuis trente ans.
      ce bâtiment est immonde, rasez-le.
      le {film} était nul, une vraie daube.
      l'incompétence, c'est la spécialité de la maison à {place}.`,
  },
  {
    kind: 'insult to a trade',
    count: 80,
    labels: INSULT_TO_TRADE,
    frames: `
      les {trade} sont tous des menteurs.
      les {trade} sont {pest}.
      je méprise les {trade}, tous des escrocs.
      les {trade} ? une bande d'imbéciles.
      les {trade} sont bêtes à manger du foin.
      les {trade} ne valent rien, des rapaces.`,
  },
  {
    kind: 'sarcasm',
    count: 110,
    labels: SARCASM,
    labelsOfSecond: CLEAN,
    frames: `
      bravo, {sarcasm}, tu as trouvé ça tout seul ? || bravo, {name}, tu as cuisiné ça tout seul ?
      je t'explique encore une fois, lentement, {sarcasm}. || je t'explique encore une fois au téléphone, {name}.
      quelque part, un village a perdu son idiot. || quelque part, un chœur a perdu son ténor.
      c'est gentil qu'on t'ait laissé sortir aujourd'hui. || c'est gentil qu'on nous ait ouvert le jardin aujourd'hui.
      tant d'avis et si peu de connaissances, respect. || tant de travail et si peu de sommeil, respect.
      penser, ce n'est pas donné à tout le monde, {sarcasm}. || courir, ce n'est pas donné à tout le monde, {name}.
      ça doit être calme dans ta tête. || ça doit être calme dans ta maison.
      mon grille-pain a plus de conversation que toi. || ma {relative} a plus de patience que moi.`,
  },
  {
    kind: 'sexual',
    count: 80,
    labels: SEXUAL,
    frames: `
      je veux {lewd}, {name}.
      {bodypart} me rend dingue, {name}.
      montre-nous {bodypart} !
      je bande rien qu'en écoutant {name}.
      viens chez moi, je vais {lewd}.
      femmes chaudes à {place} cherchent un plan cul.
      suce-moi, {name}.
      {name} aime se faire baiser, ça se voit.
      envoie des photos de {bodypart}.`,
  },
  {
    kind: 'about sex and bodies',
    count: 80,
    labels: CLEAN,
    frames: `
      l'éducation sexuelle devrait commencer par le consentement.
      le {job} a été condamné pour agression sexuelle.
      le dépistage du cancer du sein est gratuit à partir de cinquante ans.
      le procès pour viol s'est ouvert à {place} {time}.
      la contraception devrait être gratuite.
      allaiter en public, c'est normal.
      le harcèlement sexuel au travail : {amount} cas signalés {time}.
      la sage-femme a expliqué les étapes de l'accouchement.
      le nu du musée de {place} a quatre cents ans.
      mon beau-frère s'est fait opérer de la prostate {time}.`,
  },
  {
    kind: 'spam',
    count: 130,
    labels: SPAM,
    misspelt: 0,
    frames: `
      gagnez {money} par jour depuis chez vous : {url}
      {goods} sans ordonnance pas cher {url}
      prêt entre particuliers, {money} aujourd'hui, tél. {phone}
      abonnez-vous à ma chaîne, conseils quotidiens sur {goods} {url}
      vous avez gagné {money} ! réclamez votre prix : {url}
      avec le bitcoin j'ai gagné {money} en une semaine, écris-moi : {phone}
      super article ! visitez aussi {url} pour {goods}
      {goods} -70 % aujourd'hui seulement {url}
      femmes seules de {place} t'attendent, {url}
      votre colis n'a pas pu être livré, payez les frais ici : {url}
      code promo {code} : 50 % sur {goods}, {url}
      un grand marabout m'a rendu mon mari en 48 heures, contact {phone}`,
  },
  {
    kind: 'no spam',
    count: 100,
    labels: CLEAN,
    frames: `
      la source est ici : https://www.insee.fr/rapports/{number}
      les chiffres sont page {number} du rapport.
      je recommande la boulangerie de la gare de {place}.
      je suis abonné depuis {number} ans et le journal arrive toujours en retard.
      pourquoi un virement à la banque est-il payant ?
      attention aux SMS sur les colis, c'est une arnaque.
      le lien de l'article mène au mauvais tableau.
      quelqu'un connaît un bon {job} à {place} ?
      merci pour l'article, je l'ai envoyé à ma {relative}.
      la ville rembourse le prêt du stade jusqu'en 2041.`,
  },
  {
    kind: 'fierce but fair',
    count: 320,
    labels: CLEAN,
    quotedAs: 'fair',
    frames: `
      c'est tout simplement faux, {name}, relisez le deuxième paragraphe.
      vous n'avez pas lu l'article.
      {leader} a échoué sur {topic} et devrait démissionner.
      ce que dit {leader} sur {topic} ne tient pas debout.
      sauf votre respect, {name}, vos chiffres sont périmés.
      je conteste chaque phrase de cette tribune.
      {outfit} n'assume rien, comme d'habitude.
      {topic} : je suis en colère, et je ne suis pas le seul.
      {leader} a menti, le rapport le montre noir sur blanc.
      où était {leader} quand {place} était sous l'eau ?
      la pire décision sur {topic} depuis trente ans.
      vous confondez la cause et l'effet, {name}.
      c'est de la propagande, pas du journalisme.
      j'ai voté pour eux toute ma vie, plus jamais après {topic}.
      {leader} n'a ni plan, ni argent, ni majorité.
      les pauvres paient, les riches déduisent : voilà {topic}.
      {name}, cessez de déformer mes propos.
      à mon avis, le jugement est une erreur.
      la grève est justifiée, aussi pénible soit-elle.
      {leader} prêche l'économie et s'offre une voiture neuve.
      on ne peut pas comparer {place} à Paris, {name}.
      votre ton est condescendant et votre calcul est faux.
      que {outfit} rende l'argent, jusqu'au dernier centime.
      ce vote est une honte, et je m'en souviendrai en mai.`,
  },
  {
    kind: 'everyday',
    count: 120,
    labels: CLEAN,
    quotedAs: 'daily',
    frames: `
      merci pour l'article, j'ai appris quelque chose sur {place}.
      ma {relative} y a travaillé jusqu'en 1991.
      belle photo de {place}.
      je suis d'accord avec {name}.
      bonne question, {name}, je me la pose aussi.
      le bus pour {place} était à l'heure {time}.
      deux partout, c'est un score équitable.
      plus d'articles sur {topic}, s'il vous plaît.
      repose en paix, {name}.
      nous avons planté {amount} arbres.
      la dernière phrase m'a fait sourire.`,
  },
]
