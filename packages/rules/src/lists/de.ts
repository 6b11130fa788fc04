import type { WordList } from '../patterns.ts'

const DU_BIST =
  '(du bist|ihr seid|sie sind|er ist|sie ist|die sind|du warst|der ist|bist du|seid ihr|sind sie|ist der|ist die)'
const SO = '(so|echt|einfach|wirklich|doch|nur|zu|ja|alle|)'
const DU = '(du|ihr|sie|dieser|diese|dieses|so ein|so eine|was für ein|was für eine)'
const DICH =
  '(dich|euch|ihn|sie|die|alle|dich und deine familie|solche|solche leute|diese leute|die alle|sie alle|euch alle)'
/** Whoever brings somebody to school at eight, um acht, does not bring him “um”. */
const UHRZEIT =
  '(#|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|halb|viertel|mitternacht|die ecke|die mittagszeit)'
const ERSCHIESSEN =
  '(erschießen|vergasen|aufhängen|abknallen|hängen|verbrennen|köpfen|steinigen|töten|umbringen|ersäufen|erschlagen|' +
  'totschlagen|ausrotten|verprügeln|kastrieren|aufknüpfen|hinrichten|abstechen|vergewaltigen|an die wand stellen|abschlachten)'
const ERSCHOSSEN =
  '(erschossen|vergast|aufgehängt|gehängt|abgeknallt|verbrannt|gesteinigt|totgeschlagen|aufgeknüpft|verprügelt|kastriert|' +
  'hingerichtet|ersäuft|erschlagen|abgestochen|an die wand gestellt|an die wand|an den galgen|ins gas|ausgerottet)'
const FREMDE =
  '(ausländer|neger|juden|muslime|moslems|flüchtlinge|asylanten|türken|araber|schwule|schwuchteln|zigeuner)'

/** German. */
export const de: WordList = {
  intensifiers: `
    verdammt(|e|er|es|en), verfickt(|e|er|es|en), verflucht(|e|er|es|en), blöd(|e|er|es|en), dumm(|e|er|es|en)
    dreckig(|e|er|es|en), elend(|e|er|es|en), mies(|e|er|es|en), absolut(|e|er|es|en), total(|e|er|es|en)
    hirnlos(|e|er|es|en), arrogant(|e|er|es|en), scheiß`,

  entries: [
    {
      label: 'obscene',
      severity: 3,
      patterns: `
        fotze(|n), schwanzlutscher(|n|in), mutterficker(|n), arschficker(|n)`,
    },
    {
      label: 'obscene',
      severity: 2,
      patterns: `
        fick(|en|t|st|e|er|erei), gefickt, verfickt(|e|er|es|en), fick dich, *arschloch*, arschlöcher(|n)
        arschgeige(|n), arschkriecher(|n), arschgesicht(|er), leck mich am arsch, wichser(|n|s), wixxer(|n)
        wichse(|n), gewichst, piss dich, verpiss dich, verpisst euch, (deine|deiner|seine|ihr|eure) (möse|votze)`,
    },
    {
      label: 'obscene',
      severity: 1,
      patterns: `
        scheiss*, scheiß, sch(ei|ai)(ss|ß)e, beschissen(|e|er|es|en), verschissen, kacke, verkackt, arsch
        (am|im|den) arsch, ärsche, pisse, drecksscheiße, leck mich`,
    },
    {
      label: 'sexual',
      severity: 2,
      patterns: `
        titten, (geile|dicke|große) (titten|möpse), möse, muschi, (lutsch|blas) (meinen|mir), schwanz lutschen
        (mein|dein|sein) schwanz, abspritzen, arschfick, ins gesicht spritzen, durchficken, durchgefickt
        besorg(en|s) es (dir|ihr)`,
    },
    {
      label: 'slur',
      severity: 3,
      patterns: `
        kanake(|n), kanacke(|n), schwuchtel(|n), schlitzauge(|n), kümmeltürke(|n), kameltreiber(|n), ziegenficker(|n)
        kameltreiber, judensau, judenschwein(|e), saujud(|e|en), judenpack, zigeunerpack, negersau, untermensch(|en)
        drecks(kanake|jude|neger|türke|ausländer|pole|araber|moslem)(|n|s), bimbo(|s), kaffer(|n), missgeburt(|en)
        schwule sau
        ${FREMDE} (sind|gehören) (alle|nur|) (abschaum|ungeziefer|parasiten|tiere|dreck|schweine|ratten|müll|
          ${ERSCHOSSEN})
        ${FREMDE} (raus|vergasen|abknallen), tod den ${FREMDE}`,
    },
    {
      label: 'slur',
      severity: 2,
      patterns: `
        neger(|n|s), spast(|en|i|is), mongo(|s), muselmann, muselmänner, musel(|s|n), transe(|n), kampflesbe(|n)
        tunte(|n), (du|ihr) (krüppel|schwuler), (bist du|seid ihr|du bist|ihr seid) ${SO} behindert
        scheiß (ausländer|türken|juden|araber|muslime|moslems|flüchtlinge|schwule|polen|asylanten), asylantenpack
        kopftuchmädchen, itaker, polacke(|n)
        (geh|geht|gehen sie) (zurück|) in (dein|euer|ihr) (land|heimatland) zurück`,
    },
    {
      label: 'insult',
      severity: 3,
      patterns: `
        hurensohn, hurensöhne, (dich|euch) hätte man abtreiben sollen
        ${DU_BIST} ${SO} (ungeziefer|parasiten|untermenschen|menschlicher müll)`,
    },
    {
      label: 'insult',
      severity: 2,
      patterns: `
        idiot(|en|in|innen), (voll|schwach|fach|berufs)(idiot|idioten|trottel|depp|deppen), vollpfosten, vollhonk(|s)
        trottel(|n|s), depp(|en), dummkopf, dummköpfe
        (dumme|blöde|alte|fette|hässliche) (sau|kuh|gans|nuss|schlampe|hexe|ziege), dumpfbacke(|n), blödmann
        blödmänner, schwachkopf, schwachköpfe, schwachmat(|en), hohlkopf, hohlköpfe, hohlbirne(|n), hirni(|s)
        dreckskerl(|e), drecksack, drecksäcke, dreckschwein(|e), drecksau, drecksäue, mistkerl(|e), miststück(|e)
        mistsau, lumpenpack, gesindel, abschaum, dreckspack, (dieses|elendes|linkes|rechtes|verlogenes) pack
        bastard(|e|en), hure(|n), nutte(|n), schlampe(|n), flittchen, wichser
        ${DU} (arschloch|schwein|sau|ratte|hund|dreckschwein)
        (nazi|bullen|faschisten|kommunisten|politiker)(schwein|schweine|sau), kotzbrocken, fettsack, fettsäcke
        (halt|haltet) (einfach|mal|) (die|deine|eure) (fresse|schnauze|maul), halt's maul, halts maul, maul halten
        fresse halten, hackfresse(|n), pissnelke(|n), (linke|grüne|rote) zecken, zeckenpack, linksfaschist(|en)
        kinderschänder wie (du|sie)
        ${DU_BIST} ${SO} (geisteskrank|gestört|krank im kopf|hirntot|hirnamputiert|gehirnamputiert|zurückgeblieben|
          abartig)
        gehirnamputiert(|e|er|en), hirnamputiert(|e|er|en), geistesgestört(|e|er|en), bekloppte sau
        volksverräter(|n|in)`,
    },
    {
      label: 'insult',
      severity: 1,
      patterns: `
        idiotisch(|e|er|es|en)
        ${DU_BIST} ${SO} (dumm|blöd|dämlich|bescheuert|bekloppt|doof|strohdumm|lächerlich|ekelhaft|widerlich|erbärmlich|
          peinlich|verlogen|ein witz)
        (du|sie|ihr) (spinner|penner|opfer|lappen|honk|clown|clowns|versager|lügner|lügnerin|heuchler|feigling|
          feiglinge|nazi|nazis|faschist|troll|wurst|würstchen)
        dümmer als die polizei erlaubt, wie (dumm|blöd) (kann|muss) man (sein|eigentlich), schlafschaf(|e)
        flachzange(|n), armleuchter(|n), schnarchnase(|n), schwachsinnige(|r|n), halt (die klappe|den mund|den rand)
        (halt|haltet) einfach (die klappe|den mund), geistig(|e|er) (umnachtet|tiefflieger), gutmenschenpack
        schmarotzer(|n), lügenpack, lumpen`,
    },
    {
      label: 'threat',
      severity: 3,
      patterns: `
        (ich|wir) (werde|werden|will|wollen) ${DICH} (noch|schon|alle|) (finden und|) (${ERSCHIESSEN}|fertigmachen|
          kaltmachen|aufschlitzen|zusammenschlagen|kriegen|holen)
        (ich|wir) (bringe|bring|bringen) ${DICH} um, (ich|wir) (mach|mache|machen) ${DICH} (kalt|fertig|platt)
        (ich|wir) (stech|steche|stechen|knall|knalle|knallen) ${DICH} ab
        (bringe|bring|bringen) (ich|wir) ${DICH} (alle|noch|eigenhändig|) um
        (mach|mache|machen) (ich|wir) ${DICH} (alle|noch|) (kalt|fertig|platt)
        (stech|steche|stechen|knall|knalle|knallen) (ich|wir) ${DICH} (alle|noch|eigenhändig|) ab
        (schlag|schlage|schlagen|prügel|prügle|prügeln) (ich|wir) ${DICH} (alle|noch|) (tot|krankenhausreif|zusammen)
        (ich|wir) (schlag|schlage|hau|haue|trete|tret) (dir|euch|ihm|ihr) (die|den|auf die|eine|in die) (fresse|schädel|
          zähne|kopf|rein|schnauze|eier)
        (ich|wir) (weiß|weiss|wissen) (genau|) wo (du|ihr|er|sie|deine familie|deine kinder|dein haus) (wohnst|wohnt|
          wohnen|arbeitest|arbeitet|steht|zur schule gehen|lebst)
        (man|jemand) (sollte|müsste|muss|soll) ${DICH} (alle|einfach|mal|) ${ERSCHIESSEN}
        (sollte|müsste|muss) man (alle|einfach|) ${DICH} (alle|einfach|) ${ERSCHIESSEN}
        (dich|euch|ihn|sie|die|so einen|solche leute|solche) (sollte|müsste) man (alle|einfach|) ${ERSCHIESSEN}
        (gehört|gehören|gehörst) (alle|einfach|doch|) ${ERSCHOSSEN}, stellt (sie|ihn|die) (alle|) an die wand
        (hängt|erschießt|vergast|tötet|verbrennt|schlachtet) (sie|ihn|die|euch) alle, an den galgen mit, ab ins gas
        (bring|häng|erschieß|erhäng|schieß) dich (um|auf|selbst|selber|doch)
        (du|ihr) (bist|seid|wirst|werdet) (tot|bald tot|ein toter mann|sterben|dafür bluten|dafür bezahlen)
        wir (kriegen|finden|holen) (dich|euch|sie)
        (zünde|zünden|zündet|fackelt) (ihr|sein|dein|euer|das|die) (haus|auto|redaktion|moschee|synagoge|heim|
          unterkunft) (an|ab)
        (haus|auto|redaktion|moschee|synagoge|asylheim|unterkunft) (anzünden|abfackeln|niederbrennen)
        kugel in (den|deinen|seinen|ihren) kopf
        (ich|wir) (breche|brech|brechen) (dir|euch|ihm|ihr) (alle|die|das|jeden)`,
    },
    {
      label: 'threat',
      severity: 2,
      patterns: `
        (ich hoffe|hoffentlich) (dass|) (du|ihr|er|sie) (bald|alle|elendig|qualvoll|) (verreckst|stirbst|krepierst|
          verreckt|sterbt|krepiert|stirbt|verrecken|sterben|krepieren)
        hoffentlich (verreckst|stirbst|krepierst|verreckt|krepiert|stirbt|verrecken|sterben) (du|ihr|er|sie)
        (verreck|verrecke|krepier|stirb) (du|doch|endlich|elendig), geh sterben, geht sterben
        (wünsche|wünsch) (dir|euch|ihm|ihr) (krebs|den tod|einen qualvollen tod)
        (hat|haben|hast) (den tod|die todesstrafe|eine kugel|prügel) verdient`,
    },
    {
      label: 'spam',
      severity: 3,
      patterns: `
        (verdiene|verdienen|verdient) (sie|bis zu|über|jetzt|sie bis zu|) # (euro|eur|) (pro|am|im|in der|in einer|
          jeden) (tag|monat|woche|stunde) (von|online|mit|im|ohne)
        (follower|abonnenten|likes|führerschein|reisepass|personalausweis|falschgeld|viagra|potenzmittel) (online|
          günstig|legal|echt|) kaufen
        online casino (bonus|ohne|mit|spiele), casino bonus, (kredit|darlehen) ohne (schufa|bonität)
        kreditangebot zwischen privatpersonen, (viagra|cialis) (rezeptfrei|online|bestellen)`,
    },
    {
      label: 'spam',
      severity: 2,
      patterns: `
        (verdiene|verdienen|verdient) (sie|bis zu|über|jetzt|sie bis zu|) # (euro|eur|) (pro|am|im|in der|in einer|
          jeden) (tag|monat|woche|stunde)
        (geld verdienen|verdienen) (im internet|online|von zuhause|von zu hause), heimarbeit (mit|von|ohne|jetzt)
        passives einkommen, finanzielle freiheit (jetzt|mit|erreichen)
        (schnelles|schnell|leichtes|einfach) geld (verdienen|online)
        (klick|klicke|klickt|klicken sie) (hier|auf den link|auf meinen)
        (besuch|besuche|besucht|besuchen sie) (mein|meine|meinen|unsere|unseren|unser) (seite|website|kanal|webseite|
          profil|shop|blog)
        (abonniert|abonniere) meinen kanal, link in (der|meiner) bio, (gutschein|rabatt)-code(|s)
        (jetzt|gleich) (bestellen|anmelden|registrieren) und (sparen|gewinnen|sichern|bonus)
        kostenlos (testen|anmelden) (unter|auf|hier)
        (kontaktiert|kontaktiere|schreib|schreibt) mich (auf|per|über) (whatsapp|telegram|instagram)
        garantierte(|r|n) (gewinn|gewinne|rendite)`,
    },
  ],

  allow: `
    kraut, shitstorm(|s), shit storm(|s), wog, sauer-kraut, (schweine|hunde|katzen|enten)-kacke, arschbombe(|n)
    (der|die|das|ein|eine|zum|im) git, (der|die|das|ein|eine|nicht|so|zu) dick
    (ich|wir) (bringe|bring|bringen) ${DICH} um ${UHRZEIT}, (bringe|bring|bringen) (ich|wir) ${DICH} um ${UHRZEIT}`,
}
