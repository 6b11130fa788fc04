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
    m, musulmano, musulmani, musulmana; f, musulmana, musulmane, musulmana; m, ebreo, ebrei, ebrea; f, ebrea, ebree, ebrea
    m, cristiano, cristiani, cristiana; m, cattolico, cattolici, cattolica; m, buddista, buddisti, buddista; m, ateo, atei, atea
    m, protestante, protestanti, protestante; m, evangelico, evangelici, evangelica; m, sikh, sikh, sikh; m, induista, induisti, induista`,
  nation: `
    m, rumeno, rumeni, rumena; f, rumena, rumene, rumena; m, albanese, albanesi, albanese; m, marocchino, marocchini, marocchina
    m, tunisino, tunisini, tunisina; m, nigeriano, nigeriani, nigeriana; m, senegalese, senegalesi, senegalese; m, egiziano, egiziani, egiziana
    m, cinese, cinesi, cinese; m, filippino, filippini, filippina; m, bengalese, bengalesi, bengalese; m, pakistano, pakistani, pakistana
    m, ucraino, ucraini, ucraina; m, moldavo, moldavi, moldava; m, polacco, polacchi, polacca; m, peruviano, peruviani, peruviana
    m, siriano, siriani, siriana; m, afghano, afghani, afghana; m, eritreo, eritrei, eritrea; m, somalo, somali, somala
    m, tedesco, tedeschi, tedesca; m, francese, francesi, francese; m, inglese, inglesi, inglese; m, russo, russi, russa
    m, americano, americani, americana; m, israeliano, israeliani, israeliana; m, palestinese, palestinesi, palestinese; m, turco, turchi, turca
    m, italiano, italiani, italiana; m, serbo, serbi, serba; m, indiano, indiani, indiana; m, brasiliano, brasiliani, brasiliana`,
  race: `
    m, nero, neri, nera; f, donna nera, donne nere, nera; m, arabo, arabi, araba; m, africano, africani, africana; m, asiatico, asiatici, asiatica
    m, rom, rom, rom; m, sinto, sinti, sinta; m, curdo, curdi, curda; m, latinoamericano, latinoamericani, latinoamericana; m, bianco, bianchi, bianca`,
  gender: `
    f, donna, donne, femminile; f, donna, donne, femminile; f, ragazza, ragazze, femminile; f, madre single, madri single, femminile; m, uomo, uomini, maschile`,
  love: `
    m, omosessuale, omosessuali, omosessuale; f, lesbica, lesbiche, lesbica; m, gay, gay, gay; m, bisessuale, bisessuali, bisessuale; m, uomo gay, uomini gay, gay`,
  trans: `
    f, donna trans, donne trans, trans; m, uomo trans, uomini trans, trans; f, persona trans, persone trans, trans; f, persona non binaria, persone non binarie, non binaria`,
  age: `
    m, pensionato, pensionati, anziana; m, anziano, anziani, anziana; m, adolescente, adolescenti, adolescente; f, signora anziana, signore anziane, anziana`,
  body: `
    m, disabile, disabili, disabile; m, sordo, sordi, sorda; m, cieco, ciechi, cieca; m, autistico, autistici, autistica; f, persona in carrozzina, persone in carrozzina, disabile
    f, persona con sindrome di Down, persone con sindrome di Down, disabile; m, obeso, obesi, obesa`,
  move: `
    m, immigrato, immigrati, immigrata; m, migrante, migranti, migrante; m, profugo, profughi, profuga; m, straniero, stranieri, straniera
    f, immigrata, immigrate, immigrata; m, richiedente asilo, richiedenti asilo, rifugiata; m, rifugiato, rifugiati, rifugiata`,
  class: `
    m, senzatetto, senzatetto, povera; m, meridionale, meridionali, meridionale; m, napoletano, napoletani, napoletana; m, siciliano, siciliani, siciliana; m, contadino, contadini, contadina`,
}

const BEFORE_VOWEL = /^[aeiouàèé]/i
const BEFORE_Z = /^(z|s[bcdfglmnpqrtv]|gn|ps|y)/i

const groups: Group[] = Object.entries(GROUPS).flatMap(([category, list]) =>
  list
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [g, one, many, which] = line.split(',').map(form => form.trim()) as [string, string, string, string]
      const vowel = BEFORE_VOWEL.test(one)
      const a = g === 'f' ? (vowel ? "un'" : 'una ') : BEFORE_Z.test(one) ? 'uno ' : 'un '
      const the = g === 'f' ? 'le' : vowel || BEFORE_Z.test(many) ? 'gli' : 'i'
      return {
        category,
        feminine: g === 'f',
        slots: { one, un: `${a}${one}`, pl: many, gli: `${the} ${many}`, which },
      }
    }),
)

const people: Person[] = [
  ...'Gualtiero Mamadou Ettore Nicolò Ahmed Silvano Pasquale Drago Ulisse Corrado'
    .split(' ')
    .map(name => ({ feminine: false, slots: { name } })),
  ...'Ornella Fatima Ginevra Luana Samira Assunta Irina Palmira Mafalda Chiara'
    .split(' ')
    .map(name => ({ feminine: true, slots: { name } })),
]

/** Preposition and article in one word: di gli is degli. */
const JOINED: Readonly<Record<string, string>> = { di: 'de', a: 'a', da: 'da', in: 'ne', su: 'su' }

const ENDING: Readonly<Record<string, string>> = { i: 'i', gli: 'gli', le: 'lle', la: 'lla', lo: 'llo', il: 'l' }

export const it: Grammar = {
  language: 'it',
  groups,
  people,
  before:
    "Ho letto tutto l'articolo.|È solo il mio parere.|Buongiorno a tutti.|In poche parole.|Abito nel quartiere da vent'anni.|Ancora una cosa.|Tornando al tema.|Dibattito interessante.|Sinceramente.|Rispondo alla domanda qui sopra.",
  after:
    'Non ho altro da dire.|Buona domenica.|Sta scritto nel secondo paragrafo.|Saluti dalla costa.|Aspettiamo la sentenza.|Io la vedo così.|Era già così prima.|Punto.|La mia vicina la pensa come me.',
  words: {
    place: 'Cuneo|Taranto|Prato|Bergamo|Lecce|Lugano|Ferrara|Cosenza|Rovigo|Sassari|Pescara|Trento|Ragusa|Latina',
    town: 'questa città|questo quartiere|questo paese|questa via|questa valle|questa regione',
    job: 'panettiere|infermiere|giudice|autista|professore|falegname|dentista|pompiere|giardiniere|libraio|elettricista|arbitro',
    nice: 'gentili|generos<i/e>|coraggios<i/e>|onest<i/e>|simpatic<i/he>|intelligenti|pazienti|affettuos<i/e>|laborios<i/e>|brillanti|cordiali',
    niceone:
      'straordinari<<o/a>>|generos<<o/a>>|simpatic<<o/a>>|onest<<o/a>>|brillante|gentile|divertente|coraggios<<o/a>>|adorabile',
    vileone:
      'schifos<<o/a>>|ripugnante|lurid<<o/a>>|spregevole|miserabile|infame|puzzolente|viscid<<o/a>>|detestabile|marci<<o/a>>',
    dull: 'stupid<i/e>|pigr<i/e>|sporc<hi/he>|disonest<i/e>|violent<i/e>|arretrat<i/e>|primitiv<i/e>|avid<i/e>|vigliacc<hi/he>|inferiori|ingrat<i/e>|bugiard<i/e>|schifos<i/e>|pervertit<i/e>|malat<i/e> di mente|ignoranti|incivili',
    good: 'onest<i/e>|laborios<i/e>|intelligenti|affidabili|educat<i/e>|coraggios<i/e>|ragionevoli|civili|perbene|pacific<i/he>',
    pest: 'parassiti|topi di fogna|scarafaggi|una piaga|un cancro|spazzatura|feccia|sanguisughe|bestie|animali|una peste|barbari|selvaggi|zecche|vermi|una malattia|subumani|scimmie',
    crook:
      'ladr<i/e>|stuprator<i/i>|criminali|terrorist<i/e>|truffator<i/i>|bugiard<i/e>|mantenut<i/e>|pedofil<i/e>|traditor<i/i>|spacciator<i/i>',
    kill: 'fucilat<i/e>|impiccat<i/e>|gasat<i/e>|bruciat<i/e> viv<i/e>|sgozzat<i/e>|sterminat<i/e>|annegat<i/e>|linciat<i/e>|decapitat<i/e>|massacrat<i/e> di botte|eliminat<i/e>|lapidat<i/e>',
    hurt: 'spezzarti le gambe|piantarti una pallottola in testa|tagliarti la gola|bruciarti la casa|spaccarti la faccia|ammazzarti sotto casa|romperti i denti|seppellirti nel bosco|investirti|sbudellarti',
    food: 'un caffè|una birra fresca|una fetta di torta|una pizza come si deve|un pisolino|un biglietto per il concerto',
    topic:
      'le pensioni|gli affitti|la tangenziale|il bilancio|le pale eoliche|lo sciopero dei treni|la chiusura del pronto soccorso|il limite di velocità|gli asili|il prezzo del gas|la sanità|il ponte',
    thing: 'legge|riforma|app|decisione|tassa|consultazione|bolletta|norma|rotonda|sentenza',
    outfit:
      'la banca|il comune|la compagnia elettrica|il ministero|la compagnia di assicurazione|il partito|la rete|il sindacato|la federazione|la posta',
    leader:
      'il ministro|la sindaca|il presidente|la ministra|il deputato|la senatrice|il consigliere|la portavoce|il governatore',
    time: "ieri|la settimana scorsa|martedì|stamattina|a marzo|l'altro giorno|due anni fa|a Pasqua",
    amount: 'dodici|trecento|quaranta|diciassette|duemila|otto|novanta',
    event:
      'la festa di quartiere|la fiera del libro|il mercatino|la riunione pubblica|la corsa|la sagra|le prove del coro|il carnevale',
    relative: 'nonna|zia|cugina|figlia|sorella|capa|vicina|suocera|amica|dottoressa',
    film: 'serie|commedia|puntata|canzone|opera',
    crime: 'attentato|incendio|omicidio|accoltellamento|sequestro|agguato',
    insult:
      'idiota|imbecille|pagliaccio|ipocrita|bugiardo|vigliacco|buono a nulla|fallito|ignorante|scemo|cretino|deficiente|buffone|ciarlatano|babbeo|analfabeta|cialtrone|somaro|leccapiedi|viscido|parassita|zotico|citrullo',
    rude: 'stronzo|coglione|testa di cazzo|figlio di puttana|bastardo|troia|puttana|pezzo di merda|cazzone|faccia di merda|minchione|zoccola|rottinculo',
    slur: 'negro di merda|frocio|ricchione|terrone|zingaro di merda|muso giallo|mongoloide|ritardato|culattone|recchione|polentone|crucco|ebreo di merda|negraccio|femminazi|handicappato di merda|cerebroleso|checca',
    oath: 'cazzo|porca puttana|merda|che cazzo|porca troia|porco cane, cazzo|minchia|vaffanculo',
    trade:
      'giornalisti|banchieri|politici|impiegati comunali|ciclisti|cacciatori|padroni di casa|ecologisti|imprenditori|sindacalisti|tassisti|notai|comunisti|leghisti|tifosi|agenti immobiliari',
    sarcasm: 'Einstein|campione|genio|professore|fenomeno|maestà|sapientone|signor so-tutto-io|Sherlock',
    reject:
      'vergognoso|inaccettabile|semplicemente falso|puro razzismo|ripugnante|indegno|una menzogna|uno scandalo|una vergogna|odio e basta|imperdonabile',
    who: "un tizio al bancone|mio zio|un oratore in piazza|un ascoltatore alla radio|qualcuno qui sopra|il candidato|un collega|un passeggero dell'autobus|il vicino di fronte",
    lewd: 'scoparti|leccarti tutta|sbatterti|fartelo sentire|farti godere|scoparti tutta la notte',
    bodypart: 'le tue tette|il tuo culo|la tua figa|i tuoi capezzoli|il tuo cazzo|quel culone',
    money: '500 €|2.000 euro|10.000 euro|350 euro|90 €',
    site: 'soldi-facili24|cripto-pro|farmacia-express|incontri-hot|prestito-lampo|vinci-subito|piu-follower',
    url: 'www.{site}.com|http://bit.ly/{code}|https://{site}.xyz/{code}|{site}.info|https://{site}.shop',
    code: 'x7Gh2|win99|k3Qpz|BONUS50|vip24',
    goods:
      'viagra|cover per telefoni|pillole dimagranti|orologi replica|follower|scarpe da ginnastica|buoni regalo|corsi di cripto|borse firmate',
    number: '12|48|7|233|19|64|301|26',
    phone: '347 55{number}{number2}|800 {number} {number2}|+39 3{number} {number2}',
  },
  mend: text =>
    text
      .replace(/\b(il|lo|la) (?=[aeiou])/gi, "l'")
      .replace(/\bnel (?=[aeiou])/gi, "nell'")
      .replace(/\bun (?=z|s[bcdfglmnpqrtv]|gn|ps)/gi, 'uno ')
      .replace(/\b(i) (?=[aeiou]|s[bcdfglmnpqrtv]|z|gn|ps)/gi, (_, article: string) =>
        article === 'I' ? 'Gli ' : 'gli ',
      )
      .replace(
        /\b(di|a|da|in|su) (?:(i|gli|le|la|lo|il) |l'(?=\p{L}))/giu,
        (_, preposition: string, article?: string) => {
          const stem = JOINED[preposition.toLowerCase()]!
          const joined = article === undefined ? `${stem}ll'` : `${stem}${ENDING[article.toLowerCase()]} `
          return /^\p{Lu}/u.test(preposition) ? joined[0]!.toUpperCase() + joined.slice(1) : joined
        },
      ),
}

export const itFrames: readonly FrameSet[] = [
  {
    kind: 'neutral',
    count: 180,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} è {un} e vive a {place}.
      il nostro {job} ha sposato {un} {time}.
      {amount} {pl} di {place} hanno firmato la petizione su {topic}.
      quant<i/e> {pl} vivono in {town}?
      a {place} per la prima volta siede in consiglio {un}.
      la legge vale per {gli} come per tutti.
      lo studio ha chiesto a {gli} che cosa pensano.
      {name} viene da una famiglia {which}.
      sul treno per {place} ero seduto accanto a {un} e abbiamo parlato del tempo.
      non tutt<i/e> {gli} vogliono la stessa cosa.
      l'associazione di {gli} di {place} esiste dal 1974.
      il museo mostra come vivevano {gli} a {place} intorno al 1900.
      è stat<o/a> {un} a segnalare l'errore nella data.
      il giornalista avrebbe potuto sentire {un} o due.
      {gli} e {gli2} abitano lo stesso palazzo dal 1988.
      lo sportello per {gli} apre alle nove.
      {gli} pagano gli stessi contributi, secondo il rapporto.
      la parte principale è di {un}.
      {name} non ha mai nascosto di essere {un}.
      nel testo parlano tre {pl} di {place}.
      {gli} votano quasi sempre come i loro vicini.`,
  },
  {
    kind: 'positive',
    count: 160,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {gli} della mia squadra sono {nice} e {nice2}.
      senza {gli} la festa sarebbe allegra la metà.
      sono contento che tant<i/e> {pl} vivano in {town}.
      {gli} meritano gli stessi diritti di tutti.
      grazie a {un} che ha aiutato mia {relative} {time}.
      i miei vicini sono {pl} e mi hanno portato la minestra quando ero malato.
      {name}, {un}, è {niceone}.
      che gioia vedere {gli} ballare a {place}.
      non c'è niente di cui vergognarsi a essere {un}.
      {gli} saranno sempre benvenut<i/e> alla mia tavola.
      ho imparato molto da {gli} di {place}.
      ci servono più {pl} in parlamento.
      tanto di cappello a {gli} che hanno pulito dopo l'alluvione.
      la cultura {which} è una fortuna per {town}.
      ammiro {gli} che alzano la voce su {topic}.
      {gli} tengono in piedi i nostri ospedali, grazie.
      che ogni {one} si senta al sicuro a {place}.`,
  },
  {
    kind: 'self',
    count: 100,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      sono {un} e trovo l'articolo equilibrato.
      da {one} leggo questi numeri in un altro modo.
      sono {un}, ho 53 anni e sto bene a {place}.
      quando ho detto ai miei che ero {un}, mio padre ha messo su il caffè.
      noi {pl} non siamo sempre d'accordo tra di noi.
      essere {un} a {place} non è sempre stato facile.
      sì, sono {un}. no, non conosco tutt<i/e> {gli} del mondo.
      pago le tasse, voto e sono {un}.
      ci ho messo anni a dire ad alta voce: sono {un}.
      un saluto da {un} di {place}!
      mi chiedono spesso com'è essere {un}. di solito è noioso.`,
  },
  {
    kind: 'derogation',
    count: 310,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.08,
    frames: `
      {gli} sono {dull}, tutt<i/e> senza eccezione.
      {gli} non sono altro che {pest}.
      {gli} sono {crook}, lo sanno tutti.
      non posso più vedere {gli}, sono {dull}.
      mi viene da vomitare quando vedo {un}.
      {gli} rovinano tutto quello che toccano.
      si moltiplicano come {pest}, {gli}.
      {gli} non valgono niente.
      dove vivono {gli} c'è puzza.
      {un} è la vergogna dell'umanità.
      {gli} non sono esseri umani come noi.
      disprezzo {gli} dal profondo del cuore.
      {gli} dovrebbero vivere in gabbia.
      non ho mai conosciuto {un} che valesse qualcosa.
      se {place} marcisce è colpa di {gli}.
      con {gli} non si parla, sono {pest}.
      e chi poteva essere se non {un}, sono {dull}.
      il mondo sarebbe più pulito senza {gli}.
      {gli} sono un errore della natura.
      {gli}? {pest} su due gambe.
      {place} è infestata da {gli}.
      {gli} ce l'hanno nel sangue: {dull} e {dull2}.
      {gli} non sono {good} e non lo saranno mai.
      non c'è {un} che meriti rispetto.
      nessuno vuole {gli} qui.
      {gli} non meritano nessun rispetto.
      {gli} si meritano tutto il male che gli capita.
      sputo su {gli}.
      gender> {gli} sono troppo {dull} per votare.
      love,trans> {gli} sono malat<i/e> da curare con la forza.
      love,trans> essere {one} è una perversione schifosa.
      body> {gli} sono un peso morto che paghiamo tutti.
      age> {gli} non servono più e ci costano una fortuna.`,
  },
  {
    kind: 'exclusion',
    count: 180,
    labels: { ...HATE, insult: 0.6 },
    quotedAs: 'hate',
    frames: `
      {gli} non hanno niente da fare a {place}.
      {gli} non dovrebbero avere il diritto di [votare|insegnare|vivere qui|crescere figli|parlare in pubblico].
      io non affitto a {un}, e nessuno dovrebbe farlo.
      fuori {gli}, tutt<i/e> quant<i/e>.
      tenete {gli} lontan<i/e> dai nostri figli.
      bisogna ripulire {place} da {gli}.
      {gli} non saranno mai dei nostri.
      {un} non dovrebbe mai fare il {job}.
      togliete il voto a {gli}.
      chiudete dentro {gli} e buttate la chiave.
      un cartello sulla porta: vietato a {gli}.
      move,nation,race,faith> rimandate {gli} nel buco da cui sono uscit<i/e>.
      move,nation,race,faith> fate le valigie, {pl}, nessuno vi ha chiamat<i/e>.
      move,nation,race> espellete {gli}, con o senza documenti.
      gender> il posto di {gli} è in cucina.
      love,trans> {gli} tornino a nascondersi.
      body> {gli} non c'entrano niente con una scuola normale.`,
  },
  {
    kind: 'implicit',
    count: 210,
    labels: IMPLICIT,
    quotedAs: 'soft',
    frames: `
      non ho niente contro {gli}, ma non hanno i nostri valori.
      non si può dire, ma con {gli} finisce sempre allo stesso modo.
      strano che sia sempre {un}.
      {gli} sono tanto car<i/e>, finché abitano altrove.
      per essere {un}, {name} è sorprendentemente pulit<o/a>.
      che cosa ci si può aspettare da {un}.
      da quando ci sono {gli} chiudo a doppia mandata.
      {gli} hanno un'altra idea dell'onestà, diciamo.
      chi paga? noi. chi incassa? {gli}.
      {gli} sanno benissimo come mungere lo stato.
      una volta {place} era un bel posto, poi sono arrivat<i/e> {gli}.
      alcuni dei miei amici sono {pl}, ma gli altri sono {dull}.
      presto dovremo chiedere il permesso a {gli} per respirare.
      {gli} potrebbero dire grazie, tanto per cambiare.
      le statistiche parlano da sole, e sappiamo tutti che parlano di {gli}.
      di sicuro ci sono {pl} buon<i/e>. io non ne ho ancora vist<i/e>.
      dietro {topic} ci sono {gli}, seguite i soldi.
      {gli} controllano i giornali, per questo non se ne legge.
      move,nation,race,faith> la sostituzione è in corso: contate {gli} in maternità.
      move,nation,race,faith> la nostra cultura e quella di {gli} sono acqua e olio.
      gender> {gli} sono troppo emotiv<i/e> per quel posto, è biologia.
      love,trans> {gli} a casa loro facciano quello che vogliono, ma perché davanti ai miei figli?
      body> bisogna proprio mettere {gli} in ogni film?`,
  },
  {
    kind: 'one person of a group',
    count: 140,
    labels: HATE,
    labelsOfSecond: CLEAN,
    frames: `
      {name} è {un} {vileone}. || {name} è {un} {niceone}.
      {name}, {un} {vileone} come gli altri. || {name}, {un} {niceone} come pochi.
      {un} per capo? {vileone}, punto. || {un} per capo? {niceone}, punto.
      mi ha servito {un} {vileone}. || mi ha servito {un} {niceone}.
      di nuovo {un} {vileone} nel film. || finalmente {un} {niceone} nel film.
      mia {relative} ha sposato {un} {vileone}. || mia {relative} ha sposato {un} {niceone}.
      chi ha fatto entrare {un} così {vileone}? || chi ha invitato {un} così {niceone}?`,
  },
  {
    kind: 'threat to a group',
    count: 140,
    labels: THREAT_TO_GROUP,
    quotedAs: 'menace',
    frames: `
      {gli} devono essere {kill}, senza processo.
      è ora che {gli} siano {kill}.
      tutt<i/e> {gli} vanno {kill}.
      stanotte si va a caccia di {pl}, portate le mazze.
      al prossimo {one} che mi parla pianto una pallottola.
      {pl}, dormite con un occhio aperto.
      a {place} i lampioni bastano per tutt<i/e> {gli}.
      sappiamo dove si trovano {gli} e abbiamo i fiammiferi.
      {gli} bruceranno e io starò a guardare.
      riaprite i campi per {gli}.
      {gli} della mia via avranno presto un incidente.
      una bomba ben messa e {place} è libera da {gli}.
      {gli} meritano di essere {kill}, e io darei una mano.`,
  },
  {
    kind: 'negated hate',
    count: 110,
    labels: CLEAN,
    frames: `
      {gli} non sono {dull}, è un pregiudizio assurdo.
      qui nessuno ha niente contro {gli}.
      non direi mai che {gli} sono {crook}.
      {gli} non sono {crook}, sono i miei vicini.
      chi è {one} non dovrebbe avere paura a {place}.
      non è vero che {gli} prendono più di quanto danno.
      smettetela di dare la colpa a {gli} per {topic}.
      non si possono trattare {gli} come {pest}.
      mai più {gli} devono essere {kill}.
      chi attacca {un} attacca tutti noi.
      niente giustifica l'odio contro {gli} di {place}.
      non ho mai avuto problemi con {gli}.
      l'odio per {gli} non ha mai riparato una buca.`,
  },
  {
    kind: 'counter-speech',
    count: 310,
    labels: QUOTING,
    frames: `
      "{hate}": è {reject}.
      «{hate}»: chi scrive così dovrebbe vergognarsi.
      {who} ha detto {time}: "{hate}". io ho protestato.
      chiamare {gli} {pest} è {reject}.
      dire che {gli} sono {dull} è {reject}.
      chi crede che {gli} siano {crook} non ne ha mai conosciuti.
      «{soft}» – no. è {reject}.
      nei commenti si legge "{hate}" e nessuno cancella. perché?
      il titolo "{hate}" era puro razzismo.
      a {name} hanno gridato «{hate}» per strada. è {reject}.
      «{menace}» non è un'opinione, è una minaccia; ho sporto denuncia.
      lei scrive che {gli} sono {crook}. è {reject}.
      quando uno dice "{soft}", di solito pensa di peggio.
      mio nonno ha sentito «{hate}» nel 1938. non voglio leggerlo mai più.
      la frase "{hate}" va cancellata.
      un candidato che dice "{hate}" non avrà il mio voto.
      chiedere che {gli} siano {kill} è {reject}.
      sul muro della scuola avevano scritto «{hate}»; i ragazzi hanno ridipinto. bravi!
      il tribunale lo ha condannato per aver pubblicato "{hate}".
      mi vergogno di mia {relative}, che a tavola ha detto: "{soft}".
      a chi ha scritto "{hate}": {gli} in questo momento curano tua madre.
      sono {un} e sento «{hate}» dai tempi della scuola. fa ancora male.
      chi urla "{menace}" deve finire davanti al giudice.
      frasi come «{soft}» sono l'inizio. bisogna rispondere ogni volta.`,
  },
  {
    kind: 'about prejudice',
    count: 90,
    labels: CLEAN,
    frames: `
      le aggressioni contro {gli} sono aumentate {time}, dice la polizia.
      {un} è rimast<o/a> ferit<o/a> {time} a {place}; la polizia cerca testimoni.
      {gli} sono discriminat<i/e> quando cercano casa, dice lo studio.
      il sospettato è {un} di {place}; il movente non si conosce.
      nel 1943 deportarono {amount} {pl} da {place}; una lapide li ricorda.
      il film parla dell'odio contro {gli}.
      bisogna proprio scrivere nel titolo che l'accusato è {un}?
      sono contrario alle quote per {gli}, ma il dibattito è legittimo.
      dopo il {crime} {gli} non osano uscire.`,
  },
  {
    kind: 'slur',
    count: 80,
    labels: SLUR,
    frames: `
      zitto, {slur}.
      brutto {slur}.
      {name}, {slur}, ecco cosa sei.
      sparisci, {slur}, qui non ti vuole nessuno.
      {slur} una volta, {slur} per sempre.
      {slur}, cosa ne sai tu di {topic}?
      {slur}, {slur2}, non trovo altre parole per {name}.`,
  },
  {
    kind: 'slur spoken about',
    count: 100,
    labels: MENTIONED,
    frames: `
      la parola "{slur}" è un insulto, dice il dizionario.
      da dove viene la parola «{slur}»?
      a scuola mi chiamavano {slur}, per anni.
      hanno squalificato il giocatore per aver gridato "{slur}".
      per favore, non usate la parola «{slur}».
      {name} ha vinto la causa contro il vicino che <<lo/la>> chiamava {slur}.
      nel libro del 1955 c'era ancora scritto "{slur}".
      qualcuno ha graffiato «{slur}» sulla macchina di mia {relative}.
      dare del {slur} a un bambino è {reject}.
      love> noi froci stasera balliamo fino alle quattro, venite!
      love> sono un vecchio frocio orgoglioso e cucino meglio di voi.
      love> noi checche ci vogliamo bene dal 1971.
      class> noi terroni sappiamo fare festa, venite a trovarci.`,
  },
  {
    kind: 'threat',
    count: 140,
    labels: THREAT,
    quotedAs: 'threat',
    frames: `
      ho deciso di {hurt}.
      dillo ancora una volta e vengo a {hurt}.
      so dove abiti e verrò a {hurt}.
      una di queste sere qualcuno verrà a {hurt}.
      {name} merita una pallottola.
      bisogna appendere {leader} a un lampione.
      hai i giorni contati, {name}.
      bella famiglia. sarebbe un peccato se le succedesse qualcosa.
      bella porta di legno. il legno brucia bene.
      al posto tuo non tornerei a casa da sol<<o/a>>, {name}.
      distinti saluti: lei non vivrà abbastanza per sentire la sentenza.
      ti troveremo, {name}, e piangerai.
      ti ammazzo, {name}.
      se {leader} viene a {place}, lo aspettiamo con le spranghe.
      la redazione brucerà, contateci.
      spero che qualcuno venga a {hurt}.
      impiccati, {name}, o ti aiutiamo noi.`,
  },
  {
    kind: 'no threat',
    count: 150,
    labels: CLEAN,
    quotedAs: 'unharmed',
    frames: `
      ucciderei per {food}.
      queste scadenze mi uccidono.
      sono morto dal ridere con la {film}.
      ci hanno massacrati nella partita, cinque a zero.
      {name} ha tirato da venti metri e ha preso il palo.
      {amount} persone sono rimaste ferite nel {crime} di {place}.
      ero lì quando è successo; c'era sangue ovunque e un {job} ha premuto sulla ferita.
      ha minacciato di ucciderla, ha detto la testimone in aula.
      uno mi ha scritto «verrò a {hurt}». ho sporto denuncia.
      {leader} riceve minacce di morte, è inaccettabile.
      nessuno merita di essere ucciso, qualunque cosa abbia fatto.
      la violenza non è mai la soluzione, nemmeno contro {leader}.
      nell'ultimo capitolo accoltellano il {job}.
      in guerra mio nonno dovette sparare a ragazzi della sua età.
      la pena di morte è stata abolita da decenni, per fortuna.
      i cacciatori hanno abbattuto {amount} cinghiali.
      il gelo ha ucciso i miei pomodori.
      batteremo {leader} alle urne.
      se ne pentirà quando arriverà la bolletta.
      in bocca al lupo per stasera, {name}!`,
  },
  {
    kind: 'insult',
    count: 180,
    labels: INSULT,
    labelsOfSecond: CLEAN,
    frames: `
      tu sei un {insult}. || tu sei un {job}.
      {name} è un povero {insult}. || {name} è un bravo {job}.
      {leader} è solo un {insult}. || {leader} prima faceva il {job}.
      che {insult} ha scritto questo articolo? || che {job} ha costruito questa casa?
      stai zitto, {insult}. || tieni duro, {name}.
      solo un {insult} può crederci. || solo un {job} può saperlo.
      {name} è troppo stupid<<o/a>> per far bollire l'acqua. || {name} è troppo modest<<o/a>> per vantarsi.
      hai il cervello grande come un pisello. || hai il giardino grande come un fazzoletto.
      vattene, {insult}. || vieni domenica, {name}.
      che vergogna per i tuoi genitori, {insult}. || che gioia per i tuoi genitori, {name}.
      mi fai schifo, {name}. || mi fai ridere, {name}, bella battuta.`,
  },
  {
    kind: 'crude insult',
    count: 140,
    labels: CRUDE_INSULT,
    labelsOfSecond: PROFANE,
    frames: `
      sei proprio un {rude}. || {oath}, che giornata.
      {name}, {rude}. || {oath}, ha vinto {name}!
      vaffanculo, {name}. || {oath}, che bello.
      fottiti, {rude}. || che cazzo di freddo.
      chiudi quella cazzo di bocca, {rude}. || chiudi quella cazzo di finestra, si gela.
      {leader}: {rude}, nient'altro. || {oath}, nient'altro, ottimo articolo.
      succhiamelo, {rude}. || {oath}, è partito l'autobus.
      mangia merda, {rude}. || è un casino di merda sulla tangenziale.`,
  },
  {
    kind: 'profanity about nothing',
    count: 80,
    labels: PROFANE,
    frames: `
      {oath}, che freddo.
      {oath}, che {film}.
      {oath}, ho dimenticato le chiavi.
      questa cazzo di stampante non va.
      non me ne frega un cazzo di {topic}, a dire il vero.
      che pizza della madonna a {place}, cazzo.
      {oath}, divento padre!
      è stata una {film} fottutamente bella.`,
  },
  {
    kind: 'harsh about things',
    count: 110,
    labels: HARSH,
    frames: `
      questa {thing} è spazzatura.
      che {thing} stupida.
      {outfit} è uno schifo.
      {outfit} mente ogni volta che parla.
      odio questa {thing}.
      questa {thing} è da buttare nel cestino.
      {outfit} ci deruba e la chiama commissione.
      la peggiore {thing} degli ultimi trent'anni.
      che edificio orrendo, abbattetelo.
      la {film} era una porcheria.
      da cima a fondo è tutto marcio, in {outfit}.`,
  },
  {
    kind: 'insult to a trade',
    count: 80,
    labels: INSULT_TO_TRADE,
    frames: `
      i {trade} sono tutti bugiardi.
      i {trade} sono {pest}.
      disprezzo i {trade}, banda di ladri.
      i {trade}? un branco di somari.
      i {trade} non servono a niente, avvoltoi.
      non c'è gente più scema: i {trade}.`,
  },
  {
    kind: 'sarcasm',
    count: 110,
    labels: SARCASM,
    labelsOfSecond: CLEAN,
    frames: `
      bravo, {sarcasm}, ci sei arrivato da solo? || bravo, {name}, l'hai cucinato in casa?
      te lo spiego di nuovo, piano piano, {sarcasm}. || te lo spiego di nuovo al telefono, {name}.
      da qualche parte un villaggio ha perso il suo scemo. || da qualche parte un coro ha perso il suo tenore.
      che bello che oggi ti abbiano fatto uscire. || che bello che oggi abbiano aperto il giardino.
      tante opinioni e così poche idee, complimenti. || tanto lavoro e così poco sonno, complimenti.
      pensare non è da tutti, {sarcasm}. || correre non è da tutti, {name}.
      nella tua testa deve esserci un gran silenzio. || nella tua casa deve esserci un gran silenzio.
      il mio tostapane ha più conversazione di te. || mia {relative} ha più pazienza di me.`,
  },
  {
    kind: 'sexual',
    count: 80,
    labels: SEXUAL,
    frames: `
      voglio {lewd}, {name}.
      {bodypart}, {name}, che voglia.
      facci vedere {bodypart}!
      mi viene duro quando parla {name}.
      vieni da me, voglio {lewd}.
      donne calde a {place} cercano sesso.
      fammi un pompino, {name}.
      si vede che a {name} piace scopare.
      manda foto: {bodypart}.`,
  },
  {
    kind: 'about sex and bodies',
    count: 80,
    labels: CLEAN,
    frames: `
      l'educazione sessuale dovrebbe cominciare dal consenso.
      il {job} è stato condannato per violenza sessuale.
      la mammografia è gratuita dai cinquant'anni.
      {time} a {place} è cominciato il processo per stupro.
      i contraccettivi dovrebbero essere gratuiti.
      allattare in pubblico è normale.
      molestie sessuali sul lavoro: {amount} casi segnalati {time}.
      l'ostetrica ha spiegato le fasi del parto.
      il nudo del museo di {place} ha quattrocento anni.
      mio cognato è stato operato alla prostata {time}.`,
  },
  {
    kind: 'spam',
    count: 120,
    labels: SPAM,
    misspelt: 0,
    frames: `
      guadagna {money} al giorno da casa: {url}
      {goods} senza ricetta a poco prezzo {url}
      prestito veloce senza busta paga, {money} oggi stesso, tel. {phone}
      iscriviti al mio canale, consigli ogni giorno su {goods} {url}
      hai vinto {money}! ritira il premio: {url}
      con bitcoin ho fatto {money} in una settimana, scrivimi: {phone}
      bellissimo articolo! visita {url} per {goods}
      {goods} -70 % solo oggi {url}
      donne sole di {place} ti aspettano, {url}
      il tuo pacco non è stato consegnato, paga qui le spese: {url}
      codice {code}: 50 % su {goods}, {url}
      cartomante potentissima, ritorno del partner in 48 ore, {phone}`,
  },
  {
    kind: 'no spam',
    count: 100,
    labels: CLEAN,
    frames: `
      la fonte è qui: https://www.istat.it/rapporti/{number}
      i numeri stanno a pagina {number} del rapporto.
      consiglio il forno della stazione di {place}.
      sono abbonato da {number} anni e il giornale arriva sempre tardi.
      perché la banca fa pagare un bonifico?
      attenti agli SMS sui pacchi, è una truffa.
      il link nell'articolo porta alla tabella sbagliata.
      qualcuno conosce un buon {job} a {place}?
      grazie per l'articolo, l'ho mandato a mia {relative}.
      il comune paga il mutuo dello stadio fino al 2041.`,
  },
  {
    kind: 'fierce but fair',
    count: 310,
    labels: CLEAN,
    quotedAs: 'fair',
    frames: `
      è semplicemente falso, {name}, legga il secondo paragrafo.
      lei non ha letto l'articolo.
      {leader} ha fallito su {topic} e dovrebbe dimettersi.
      quello che {leader} dice su {topic} non sta in piedi.
      con tutto il rispetto, {name}, i suoi numeri sono vecchi.
      non condivido una frase di questo commento.
      {outfit} non si prende nessuna responsabilità, come sempre.
      sono furioso per quello che succede con {topic}.
      {leader} ha mentito, il rapporto lo dimostra nero su bianco.
      dov'era {leader} quando {place} era sott'acqua?
      la peggiore decisione su {topic} degli ultimi trent'anni.
      lei confonde causa ed effetto, {name}.
      questa è propaganda e non giornalismo.
      li ho votati tutta la vita; dopo {topic}, mai più.
      {leader} non ha un piano, né soldi, né una maggioranza.
      i poveri pagano, i ricchi detraggono: così va con {topic}.
      {name}, smetta di travisare le mie parole.
      la sentenza, secondo me, è sbagliata.
      lo sciopero è giusto, per quanto fastidioso.
      {leader} predica risparmio e si compra l'auto blu nuova.
      non si può paragonare {place} a Roma, {name}.
      il suo tono è arrogante e il suo conto è sbagliato.
      {outfit} restituisca i soldi, fino all'ultimo centesimo.
      un voto vergognoso, me ne ricorderò a maggio.`,
  },
  {
    kind: 'everyday',
    count: 120,
    labels: CLEAN,
    quotedAs: 'daily',
    frames: `
      grazie per l'articolo, ho imparato qualcosa su {place}.
      mia {relative} ci ha lavorato fino al 1991.
      bella foto di {place}.
      sono d'accordo con {name}.
      buona domanda, {name}, me la faccio anch'io.
      l'autobus per {place} era puntuale {time}.
      due a due, un risultato giusto.
      più articoli su {topic}, per favore.
      riposa in pace, {name}.
      abbiamo piantato {amount} alberi.
      l'ultima frase mi ha fatto sorridere.`,
  },
]
