import type { WordList } from '../patterns.ts'

const SEI = '(sei|siete|lui è|lei è|loro sono|ma sei|ma siete|voi siete|tu sei)'
const UN =
  "(un|una|uno|un'|dei|degli|delle|così|davvero|solo|proprio|tutti|solo un|solo una|troppo|veramente|soltanto|)"
const GENTE =
  '(negr|ebre|zingar|immigrat|arab|musulman|extracomunitar|islamic|cines|african|gay|terron|ricchion)(o|a|i|e|he|hi|io|ii|)'
const UCCIDERE =
  '(uccidere|ammazzare|impiccare|fucilare|bruciare|gasare|sterminare|sgozzare|linciare|castrare|giustiziare|violentare|stuprare|decapitare|picchiare a sangue)'

/** Italian. */
export const it: WordList = {
  intensifiers: `
    fottut(o|a|i|e), maledett(o|a|i|e), dannat(o|a|i|e), emerit(o|a|i|e), perfett(o|a|i|e), total(e|i)
    complet(o|a|i|e), gran, grandissim(o|a|i|e), brutt(o|a|i|e), sporc(o|a|hi|he), lurid(o|a|i|e), pover(o|a|i|e)
    schifos(o|a|i|e), vecchi(o|a|)`,

  entries: [
    {
      label: 'obscene',
      severity: 3,
      patterns: `
        (porco|porca) (dio|madonna), dio (cane|porco|bestia|merda), porcodio, diocane, madonna puttana
        (succhiami|ciucciami|succhia|ciuccia) (il|la|sto) (cazzo|minchia|uccello)`,
    },
    {
      label: 'obscene',
      severity: 2,
      patterns: `
        vaffanculo, fanculo, affanculo, va a fare in culo
        (vai|andate|vada|andatevene|vattene) (a fare in culo|affanculo|a cagare|a fanculo|in culo|a farti fottere)
        fottiti, fottetevi, fottere, cazzo, cazzi, testa di (cazzo|minchia), teste di (cazzo|minchia)
        faccia di (cazzo|culo|merda), pezzo di merda, pezzi di merda, mangiamerda, leccaculo, leccaculi, rompicoglioni
        (coglione|coglioni|cogliona), (rompere|rotto|rompi) (il cazzo|i coglioni|le palle), rottinculo, inculare
        inculat(o|a|i|e), minchia, sticazzi, che cazzo, del cazzo, sborra(|re|ta), pompinar(o|a|e|i)`,
    },
    {
      label: 'obscene',
      severity: 1,
      patterns: `
        merda, merde, merdos(o|a|i|e), di merda, (che|una) cagata, cagate, cagare, stronzata, stronzate, cazzata
        cazzate, (tuo|vostro) culo, (rotto in|preso per il|per il) culo, puttanata, puttanate, incazzat(o|a|i|e)
        incazzare, palle piene, minchiata, minchiate, porca (puttana|troia|miseria puttana), figata`,
    },
    {
      label: 'sexual',
      severity: 2,
      patterns: `
        pompino, pompini, (belle|grosse|grandi|tue|sue) tette, tette, (scopare|scoparti|scoparmi|scopata|scopate)
        (tua|sua|bella) (figa|fica), sborrare in, chiavare, chiavata, (mandami|inviami) (foto nuda|nudes|le nudes)
        video porno gratis`,
    },
    {
      label: 'slur',
      severity: 3,
      patterns: `
        negr(o|i|a|e) di merda, (sporc|lurid|maledett|schifos|fottut|brutt)(o|a|i|e|hi|he) ${GENTE}
        (ebre|zingar|arab|cines|terron|african|immigrat)(o|a|i|e) di merda, froci(o|) di merda, frocio, froci
        frocione, ricchion(e|i), finocchi(o|) di merda, culatton(e|i), recchion(e|i), checca isterica
        zingaracci(o|a|), negracci(o|a|), giude(o|i|a|e) di merda, muso giallo, musi gialli
        (gli|i|le|tutti gli|questi|quei|tutti i) ${GENTE} sono ${UN} (feccia|merda|animali|parassiti|scimmie|topi|
          bestie|cani|maiali|ratti|cancro|spazzatura|subumani)
        (morte|a morte) (agli|ai|a tutti gli|a tutti i) ${GENTE}, subuman(o|i|a|e)`,
    },
    {
      label: 'slur',
      severity: 2,
      patterns: `
        mongoloid(e|i), ritardat(o|a|i|e) (mentale|mentali|del cazzo|di merda)
        (sei|siete) ${UN} (ritardat|handicappat|mongoloid)(o|a|i|e), handicappat(o|i|a|e) (di merda|mentale|del cazzo)
        cerebroles(o|i|a|e), terron(e|i|a), polenton(e|i), crucc(o|hi) (di merda|maledetti), spastic(o|i|a) di
        (torna|tornate|tornatene|tornatevene) (al|a casa|nel|in) (tuo|vostro|tua|loro|vostra) (paese|capanna|giungla|
          africa)
        a casa loro (con il barcone|a nuoto), femminazi, nazifemminist(a|e), vu cumpr(a|à), beduin(o|i) di merda`,
    },
    {
      label: 'insult',
      severity: 3,
      patterns: `
        (figlio|figlia|figli) di (puttana|troia|mignotta|cagna|puttane)
        ${SEI} ${UN} (feccia|scarafaggi|scarafaggio|parassita|parassiti|rifiuto umano|rifiuti umani|schifezza umana)
        tua madre doveva abortire`,
    },
    {
      label: 'insult',
      severity: 2,
      patterns: `
        idiot(a|i|e), imbecill(e|i), cretin(o|a|i|e), deficient(e|i), stronz(o|a|i|e), bastard(o|a|i|e), puttan(a|e)
        troi(a|e), mignott(a|e), zoccol(a|e), baldracc(a|he), sgualdrin(a|e), vacca schifosa
        brutta (vacca|cagna|strega|cozza), cogliona(|zzo), coglionazz(o|i), minchion(e|i), rincoglionit(o|a|i|e)
        rimbambit(o|a|i|e), decerebrat(o|a|i|e), demente, dementi, mentecatt(o|a|i|e), microcefal(o|i), subnormal(e|i)
        ebete, ebeti, babbe(o|i), bifolc(o|hi), cafon(e|i|a) ignorante, infam(e|i) (di merda|schifoso), verme schifoso
        vermi schifosi, feccia umana, (brutto|brutta|brutti) (porco|maiale|animale|maiali|ciccione|stronzo|schifoso)
        (chiudi|chiudete|tappati) (quella|la|il|quel) (bocca|becco|fogna|cesso)
        (stai|state|sta) zitto (idiota|cretino|imbecille|coglione|stronzo|merda), sacco di merda
        (uomo|donna|politico|giornalista|giornalisti|gente|governo|politici) di merda, pagliacci(o|) di merda
        sfigat(o|a|i|e) di merda, fascista di merda, comunista di merda, leccapiedi schifoso
        cornut(o|i) (di merda|bastardo), pidocchi(o|) schifos(o|i), testa vuota, teste vuote`,
    },
    {
      label: 'insult',
      severity: 1,
      patterns: `
        ${SEI} ${UN} (stupid|ridicol|patetic|ignorant|malat|pazz|schifos|bugiard|buffon|pagliacci|fascist|nazist|
          vigliacc|codard|ipocrit|asin|somar|capr|ladr|inutil|fallit|incapac|traditor|poverett|poveracci|pover|
          disgustos|vergognos|scem|tont|fess|mostr|verm|maial|porc|trol|sfigat|analfabet|gretin)(o|a|i|e|io|he|hi|one|
          oni|ol|l|)
        stupid(o|a|i|e) (ignorante|ignoranti|animale|idiota)
        (branco|massa|banda|manica) di (pecore|pecoroni|ignoranti|ladri|buffoni|incapaci|idioti|pagliacci|caproni|asini|
          bugiardi)
        pecoron(e|i), stai zitt(o|a), state zitti, fate schifo, fai schifo, mi fai schifo, fanno schifo
        vergognati buffone, buffon(e|i) (di|da|vergognati|schifoso), capr(a|e) ignorant(e|i), capra capra
        scem(o|a|i|e) (del villaggio|di guerra|che sei), ma quanto sei (stupido|scemo|ignorante|idiota|stupida|scema)
        sfigat(o|a|i|e), pidiot(a|i), pdiot(a|i), grullin(o|i), piddin(o|i) (ignorante|di), webet(e|i)
        analfabet(a|i) funzional(e|i), zecca comunista, zecche (rosse|comuniste), giornalai, pennivendol(o|i)
        leccapiedi, lecchin(o|i), cialtron(e|i)`,
    },
    {
      label: 'threat',
      severity: 3,
      patterns: `
        (ti|vi|lo|la|li|le) (ammazzo|uccido|ammazziamo|uccidiamo|sgozzo|sparo|spacco la faccia|spacco la testa|
          spacco le gambe|spezzo le gambe|spezzo le ossa|taglio la gola|brucio vivo|massacro|faccio fuori|strangolo|
          stupro|vengo a prendere|veniamo a prendere|faccio a pezzi|gonfio di botte|trovo e ti ammazzo|pesto a sangue)
        (ti|vi|lo|la|li) (verrò|verremo|vengo|veniamo) a (prendere|cercare|trovare sotto casa|ammazzare)
        (verremo|verrò|vengo|veniamo) a (prenderti|prendervi|ammazzarti|cercarti|prenderlo)
        (so|sappiamo) (dove|bene dove|benissimo dove) (abiti|abita|abitate|abitano|vivi|vive|lavori|
          vanno a scuola i tuoi figli|dormi)
        (bisogna|bisognerebbe|dovrebbero|dobbiamo|andrebbero|si deve|dovremmo|bisognava) ${UCCIDERE} (tutti|tutte|
          questi|questo|quei|i|gli|le|il|la|ogni)
        (bisogna|bisognerebbe|dovrebbero|dobbiamo|dovremmo|vanno|va|andrebbero|andrebbe) (ucciderli|ammazzarli|
          impiccarli|fucilarli|bruciarli|gasarli|sterminarli|ucciderlo|ammazzarlo|impiccarlo|fucilarlo|impiccati|
          impiccato|fucilati|fucilato|ammazzati|ammazzato|gasati|sterminati|bruciati vivi|bruciato vivo|linciati|
          linciato) (tutti|)
        (merita|meriti|meritano|meritate|meriterebbe|meriterebbero) (di (morire|essere (ucciso|uccisi|fucilato|
          impiccato|stuprata|ammazzato))|la morte|una pallottola|la forca|il plotone|la pena di morte)
        (una pallottola|un proiettile|un colpo) (in|alla|nella) (testa|nuca|fronte|sua testa|tua testa)
        (ammazzati|suicidati|impiccati|sparati|buttati (dal|da un|sotto un)) (subito|tu|idiota|e basta|merda|balcone|
          ponte|treno|stronzo|coglione|per favore)
        (bruciare|bruciamo|date fuoco a|dare fuoco a|incendiare) (la|le|sua|tua|loro|la sua|la tua|casa) (casa|case|
          macchina|moschea|sinagoga|redazione|sede|tua|sua|loro)
        (sei|siete|è) (un uomo morto|morto che cammina|già morto|un morto che cammina)
        (morirai|pagherai con la vita|farai una brutta fine|morirete), a piazzale loreto, al muro tutti
        mettiamoli al muro, alla forca`,
    },
    {
      label: 'threat',
      severity: 2,
      patterns: `
        (spero|auguro|mi auguro|speriamo) (che|) (tu|ti|voi|lui|lei|vi|gli|le|loro|si|di|) (muoia|muori|crepi|crepa|
          crepiate|moriate|muoiano|crepino|morire|crepare|venga un cancro|venga un tumore|venga un infarto|ammazzino|
          stuprino|il cancro|un cancro|la morte|un tumore|ammazzi|ammazzate|sparino)
        (crepa|crepate|muori|morite) (male|bastardo|merda|stronzo|stronza|maledetto|schifoso|tutti|subito|presto|infame|
          cane|malissimo)
        devi (morire|crepare), dovete (morire|crepare), (deve|devono) (crepare|morire male)`,
    },
    {
      label: 'spam',
      severity: 3,
      patterns: `
        (guadagna|guadagnare|guadagno|guadagnate) (fino a|più di|oltre|circa|) # (euro|dollari|) (al|ogni|a|alla|
          all') (giorno|mese|settimana|ora) (da|senza|con|lavorando|online)
        (compra|comprare|acquista) (followers|follower|like|iscritti|visualizzazioni)
        casino online (bonus|senza|gratis|aams), bonus casino
        (prestito|prestiti) (tra privati|tra privato|veloce senza|senza busta paga|urgente)
        (comprare|acquistare|compra) (viagra|cialis|patente|la patente) (online|senza|originale)
        (viagra|cialis) (senza ricetta|online|generico)
        (mago|cartomante|veggente|sensitivo) (potente|professionista|serio), legamento(|i) d'amore, legamenti d'amore
        ritorno d'amore`,
    },
    {
      label: 'spam',
      severity: 2,
      patterns: `
        (guadagna|guadagnare|guadagno|guadagnate) (fino a|più di|oltre|circa|) # (euro|dollari|) (al|ogni|a|alla|
          all') (giorno|mese|settimana|ora)
        (guadagna|guadagnare|guadagni) (online|da casa|facilmente|soldi facili|extra da casa)
        soldi facili (da casa|online|con), lavor(o|a|are) da casa (e guadagna|guadagnando|senza|con), reddito passivo
        rendita passiva, libertà finanziaria (con|grazie|in)
        (clicca|cliccate|clicchi) (qui|sul link|su questo link|sul mio)
        (visita|visitate|visitare) (il mio|la mia|il nostro|la nostra) (canale|pagina|sito|profilo|blog|negozio)
        iscriv(iti|etevi) al mio canale, link in bio
        (contattami|contattatemi|scrivimi|scrivetemi|aggiungimi) (su|via|al) (whatsapp|telegram|instagram|numero)
        codice (sconto|promo|promozionale), (spedizione|prova) gratuita (in|oggi|per)
        (investi|investire) in (bitcoin|cripto|criptovalute|forex) (con|e guadagna|oggi), guadagni garantiti
        perdere peso (velocemente|senza|in #)`,
    },
  ],

  allow: `
    (bel|gran) culo di, culo di (bottiglia|bicchiere), figa di legno, fica d'india, città di troia
    (cavallo|guerra|elena|assedio|mura|rovine) di troia, troia (antica|omerica), ritardo, cazzola, zoccol(o|i) duro
    zoccole di legno, coglioni di toro, cretinetti, demente senile, cinesi in italia, ebrei italiani`,
}
