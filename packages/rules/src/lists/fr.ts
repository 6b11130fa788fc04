import type { WordList } from '../patterns.ts'

const TU_ES = "(tu es|t'es|tes|vous êtes|il est|elle est|ils sont|elles sont|tu n'es qu'|tu n'es qu'un|tu n'es qu'une)"
const SI = "(vraiment|trop|si|tellement|complètement|qu'un|qu'une|un|une|des|juste|bien|)"
const ESPECE = "(espèce|espece|bande|tas) (de|d'|)"
const SALE = '(sale|sales|gros|grosse|pauvre|petit|petite|vieux|vieille)'
const LES = '(les|le|la|tous les|toutes les|tous|vous|ces|ce|cette)'
const GENS =
  '(arabe|juif|juive|noir|noire|musulman|musulmane|immigré|étranger|migrant|homo|gitan|chinois|africain|blanc)(|s|es)'
const TUER =
  '(tuer|pendre|fusiller|abattre|brûler|gazer|exterminer|égorger|lyncher|décapiter|éliminer|buter|crever|castrer|violer|guillotiner)'

/** French. */
export const fr: WordList = {
  intensifiers: `
    sale(|s), gros(|se|ses), pauvre(|s), putain, foutu(|e|s|es), sacré(|e|s|es), vrai(|e|s|es), parfait(|e|s|es)
    petit(|e|s|es), vieux, vieille(|s), pitoyable(|s), misérable(|s), énorme(|s)`,

  entries: [
    {
      label: 'obscene',
      severity: 3,
      patterns: `
        (nique|niquer|niquez) (ta|sa|leur|vos) (mère|mere|race|mères), nique ta, ntm, encul(é|ée|és|ées|er|eur|eurs)
        suce (ma|mes) (bite|queue|boules)`,
    },
    {
      label: 'obscene',
      severity: 2,
      patterns: `
        va te faire (foutre|enculer|mettre|voir chez), allez vous faire (foutre|enculer), trou du cul, trous du cul
        trouduc(|s), branleu(r|rs|se|ses), couille(|s), chatte de ta, (ma|ta|sa) (bite|chatte), niqu(é|ée|és|er|ez)
        baise ta, baiser ta, sac à merde, tas de merde, sous-merde(|s), lèche-cul(|s), lèche-bottes de merde
        (mange|bouffe) (ta|de la) merde, bouffe merde`,
    },
    {
      label: 'obscene',
      severity: 1,
      patterns: `
        merde(|s|ux|uses), merdi(er|que), emmerd(e|er|es|ent|eur|eurs), putain de, (fait|font|faire|fais|ferait) chier
        chiant(|e|s|es), chiotte(|s), bordel de merde, mon cul, ton cul, plein le cul, (rien à|s'en) (foutre|branler)
        je m'en (branle|bats les couilles), démerde`,
    },
    {
      label: 'sexual',
      severity: 2,
      patterns: `
        (suce|sucer|suceuse) (moi|ma|de bites), pipe gratuite, gros (nichons|seins|lolos), nichons, partouze(|s)
        (film|vidéo) (porno|x) gratuit, bite dans, (te|la|les) (baiser|sauter|niquer|enculer), éjac(|uler) (sur|dans)
        plan cul, salope (chaude|cochonne)`,
    },
    {
      label: 'slur',
      severity: 3,
      patterns: `
        bougnoul(|e|es), bicot(|s), youpin(|e|s|es), négro(|s), bamboula(|s), chinetoque(|s), niakou(é|és|e)
        crouille(|s), melon(|s) de merde, sale(|s) ${GENS}, tarlouze(|s), tantouze(|s), gouine(|s)
        pédale(|s) (de merde|va), sale(|s) (pd|pédé|pédés|race|races|nègre|nègres|youpin|feuj|rebeu|renoi)
        ${LES} ${GENS} sont ${SI} (vermine|parasites|cafards|animaux|singes|rats|porcs|chiens|de la merde|de la vermine|
          la peste|cancer|sous-hommes)
        mort aux ${GENS}, (brûler|gazer|tuer|exterminer) (tous|) les ${GENS}, sous-homme(|s)`,
    },
    {
      label: 'slur',
      severity: 2,
      patterns: `
        nègre(|s), négresse(|s), pd(|s), pédé(|s), tapette(|s), travelo(|s), boche(|s), rital(|s), métèque(|s)
        ${ESPECE} (mongol|mongole|trisomique|triso|gogol)(|s), gogol(|s), triso(|s)
        sale(|s) (boche|rital|polak|bridé|gaulois)
        (retourne|retournez|rentre|rentrez) (dans|chez) (ton|votre|toi|vous|vot) (pays|bled|), face de citron
        bridé(|s)`,
    },
    {
      label: 'insult',
      severity: 3,
      patterns: `
        fil(s|le|les) de (pute|chien|chienne|putes|chiens), fdp
        ${TU_ES} ${SI} (vermine|parasite|parasites|cafard|cafards|déchet|déchets|sous-merde)`,
    },
    {
      label: 'insult',
      severity: 2,
      patterns: `
        connard(|s|e|es), conard(|s|e|es), connasse(|s), conasse(|s), idiot(|e|s|es), crétin(|e|s|es), abruti(|e|s|es)
        imbécile(|s), débile(|s) (mental|mentale|mentaux|profond|profonde), salaud(|s), salopard(|s), salope(|s)
        enfoiré(|e|s|es), raclure(|s), bâtard(|e|s|es), pute(|s)
        putain(|s) de (journaliste|politique|fasciste|gauchiste)(|s), pouffiasse(|s), pétasse(|s), grognasse(|s)
        conne(|s)
        ${SALE} (con|cons|type|mec|merde|porc|porcs|truie|truies|pute|putes|chien|chienne|ordure|ordures|vache|vaches|
          grosse|gouape|fachos|facho|gauchiste|tache|taches|fille)
        ${ESPECE} (con|cons|ordure|ordures|porc|porcs|chien|chiens|lâche|lâches|merde|merdes|minable|minables|taré|
          tarés|clown|clowns|bouffon|bouffons|attardé|attardés|débile|débiles|malade|malades|raté|ratés|nazi|nazis|
          facho|fachos|idiots|sale|gros|grosse|vieux|vieille|dégénéré|dégénérés|charogne|pourriture|pourritures)
        tête(|s) de (con|cons|noeud|nœud|gland|mort), face de (pet|rat|cul), tocard(|s|e|es), pourriture(|s) (de|va)
        (ferme|fermez) (ta|ton|vos|votre) (gueule|bouche|clapet|claque merde), ta gueule, vos gueules
        (il|elle|tu) (est|es) (bonne|bon) à enfermer, ordure humaine, déchet humain`,
    },
    {
      label: 'insult',
      severity: 1,
      patterns: `
        ${TU_ES} ${SI} (con|cons|bête|bêtes|stupide|stupides|nul|nuls|nulle|nulles|débile|débiles|taré|tarés|tarée|
          minable|minables|ridicule|ridicules|pathétique|pathétiques|pitoyable|pitoyables|ignorant|ignorants|ignare|
          ignares|clown|clowns|guignol|guignols|bouffon|bouffons|menteur|menteurs|menteuse|lâche|lâches|raté|ratés|
          charlot|charlots|traître|traîtres|facho|fachos|nazi|nazis|mouton|moutons)
        quel(|le|s|les) (con|conne|cons|bande de|bouffon|guignol|clown|abruti), des cons, les cons, gros con, un con
        bouffon(|s|ne), guignol(|s), débile(|s), crétinerie, idiotie(|s), andouille(|s), casse toi
        dégage (de là|sale|pauvre|connard|d'ici), la ferme, ferme-la, fermez-la, gauchiasse(|s), merdia(|s)
        journalope(|s), mougeon(|s), neuneu(|s), gland(|s) va, boulet va`,
    },
    {
      label: 'threat',
      severity: 3,
      patterns: `
        (je vais|on va|j'vais|nous allons|je veux|j'aimerais) (te|vous|le|la|les) (retrouver et te|retrouver et vous|
          ) (${TUER}|tuer|défoncer|planter|poignarder|massacrer|éclater|démolir|descendre|flinguer|faire la peau|
          saigner|frapper|tabasser|étrangler)
        (je vais|on va) (te|vous|lui|leur) (casser|péter|exploser|défoncer|éclater|trancher|couper|faire sauter) (la|
          les|ta|le) (gueule|tête|dents|jambes|gorge|crâne|cou|bras|genoux)
        (je|on) (sait|sais) où (tu|vous|il|elle|ta famille|tes enfants) (habites|habitez|habite|habitent|vis|vit|
          travailles|travaillez|dors)
        (on|je) (va|vais) (te|vous) (retrouver|choper|attraper), on sait qui tu es et où
        (il faut|faut|il faudrait|faudrait|on devrait|on doit|il fallait) (tous|toutes|) (les|le|la|te|vous) (tous|
          toutes|) ${TUER}
        (il faut|faut|il faudrait|faudrait|on devrait) ${TUER} (tous|) (ces|les|ce|cette|tous)
        (mérite|mérites|méritez|méritent|mériterait|mériteraient) (la mort|de mourir|de crever|une balle|d'être (pendu|
          fusillé|abattu|tué|brûlé|lynché|égorgé)(|e|s|es)|la corde|le peloton|la guillotine)
        (devrait|devraient|devrais|devriez) être (pendu|fusillé|abattu|tué|exécuté|brûlé|lynché|égorgé|guillotiné|
          gazé)(|e|s|es)
        une balle (dans|entre) (la|sa|ta|les|leur|votre|deux) (tête|nuque|yeux|crâne)
        (suicide|suicides|pends|tue|flingue) toi, va (te pendre|te suicider|te tuer|crever|mourir)
        (brûler|brûlez|cramer|cramez|incendier|faire sauter) (sa|ta|leur|votre|la|cette|les) (maison|voiture|mosquée|
          synagogue|rédaction|église|permanence|maisons)
        tu vas (mourir|crever|le payer de ta vie|y passer|saigner), (t'es|tu es|vous êtes) (un homme mort|mort|morts)
        à mort (le|la|les|ce|cette|macron)`,
    },
    {
      label: 'threat',
      severity: 2,
      patterns: `
        (j'espère|espérons|vivement) (que|qu'|) (tu|vous|il|elle|ils|elles|on) (vas|va|vont|allez|vous|) (tous|toutes|
          bientôt|vite|) (crever|crèves|crève|crèvent|mourir|meures|meure|meurent|crèverez|mourrez|pourrir|souffrir|
          brûler)
        (crève|crevez) (sale|charogne|ordure|pourriture|salope|connard|tous|donc|en enfer|enfin)
        te souhaite (un cancer|le cancer|la mort|de crever|de mourir), (qu'il|qu'elle|qu'ils) (crève|crèvent)
        la corde pour (le|la|les|lui|eux), au (poteau|bûcher) (tous|ces|les)`,
    },
    {
      label: 'spam',
      severity: 3,
      patterns: `
        (gagnez|gagner|gagne|je gagne) (jusqu'à|plus de|environ|près de|) # (euros|euro|dollars|eur|) (par|
          chaque) (jour|mois|semaine|heure) (depuis|sans|de chez|en|grâce|avec)
        (acheter|achetez) (des|vos|) (followers|abonnés|likes|vues), casino en ligne (bonus|gratuit|sans|fiable)
        bonus casino, (crédit|prêt) (sans justificatif|entre particuliers|entre particulier|rapide sans)
        offre de prêt (entre|rapide|sérieux|à)
        (marabout|voyant|médium) (africain|sérieux|puissant|compétent|efficace|du|maître)
        retour (rapide|) de l'être aimé, retour affectif, acheter (du|) (viagra|cialis)
        (viagra|cialis) (sans ordonnance|en ligne|pas cher)
        (acheter|obtenir) (un|le) (permis de conduire|faux permis|vrai permis) (en ligne|sans|enregistré)`,
    },
    {
      label: 'spam',
      severity: 2,
      patterns: `
        (gagnez|gagner|gagne|je gagne) (jusqu'à|plus de|environ|près de|) # (euros|euro|dollars|eur|) (par|
          chaque) (jour|mois|semaine|heure)
        (gagner|gagnez) de l'argent (facilement|sur internet|en ligne|rapidement|depuis chez|de chez), argent facile
        travail à domicile (sérieux|rémunéré|et|pour|sans), revenu(|s) passif(|s), liberté financière (avec|dès|en)
        cliquez (ici|sur le lien|sur ce lien|sur mon), clique (ici|sur le lien|sur mon), code(|s) promo
        (visitez|visite) (mon|notre|ma|nos) (site|chaîne|page|boutique|blog|profil)
        (abonnez|abonne) (vous|toi) à (ma|notre) chaîne, lien (dans|en) (ma|la) bio
        (contactez|contacte|écrivez|ajoutez) (moi|nous) (sur|par|via) (whatsapp|telegram|instagram|snapchat|mail)
        (livraison|essai) gratuit(|e) (partout|aujourd'hui|maintenant), perdre du poids (rapidement|sans|en)
        (investissez|investir) (dans|en) (le bitcoin|la crypto|crypto|bitcoin|le forex) (avec|et gagnez|maintenant|
          grâce)
        gain(|s) garantis`,
    },
  ],

  allow: `
    retard(|s), en retard, retardé(|e|s|es), douche(|s), tard, tapette(|s) (à|aux) (mouche|mouches|souris)
    (clé|clef) à bite, con carne, con brio, bâtard(|s) (de pain|royal), (d'un|une) débilité, pipe(|s) à, pipeau
    pute-bourg, raton laveur, chiens de berger, mot(|s) nègre, nègre littéraire, nègre en chemise, art nègre
    code(|s) pd`,
}
