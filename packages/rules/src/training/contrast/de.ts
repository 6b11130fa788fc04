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

/** Gender, one, one in another case, several, several after the article, the same in the dative, stem of the adjective. */
const GROUPS: Readonly<Record<string, string>> = {
  faith: `
    m, Muslim, Muslim, Muslime, Muslime, Muslimen, muslimisch; f, Muslimin, Muslimin, Musliminnen, Musliminnen, Musliminnen, muslimisch
    m, Jude, Juden, Juden, Juden, Juden, jüdisch; f, Jüdin, Jüdin, Jüdinnen, Jüdinnen, Jüdinnen, jüdisch
    m, Christ, Christen, Christen, Christen, Christen, christlich; m, Katholik, Katholiken, Katholiken, Katholiken, Katholiken, katholisch
    m, Buddhist, Buddhisten, Buddhisten, Buddhisten, Buddhisten, buddhistisch; m, Hindu, Hindu, Hindus, Hindus, Hindus, hinduistisch
    m, Atheist, Atheisten, Atheisten, Atheisten, Atheisten, atheistisch; m, Jeside, Jesiden, Jesiden, Jesiden, Jesiden, jesidisch
    m, Alevit, Aleviten, Aleviten, Aleviten, Aleviten, alevitisch`,
  nation: `
    m, Türke, Türken, Türken, Türken, Türken, türkisch; f, Türkin, Türkin, Türkinnen, Türkinnen, Türkinnen, türkisch
    m, Syrer, Syrer, Syrer, Syrer, Syrern, syrisch; m, Afghane, Afghanen, Afghanen, Afghanen, Afghanen, afghanisch
    m, Pole, Polen, Polen, Polen, Polen, polnisch; m, Rumäne, Rumänen, Rumänen, Rumänen, Rumänen, rumänisch
    m, Italiener, Italiener, Italiener, Italiener, Italienern, italienisch; m, Russe, Russen, Russen, Russen, Russen, russisch
    m, Ukrainer, Ukrainer, Ukrainer, Ukrainer, Ukrainern, ukrainisch; m, Serbe, Serben, Serben, Serben, Serben, serbisch
    m, Grieche, Griechen, Griechen, Griechen, Griechen, griechisch; m, Albaner, Albaner, Albaner, Albaner, Albanern, albanisch
    m, Marokkaner, Marokkaner, Marokkaner, Marokkaner, Marokkanern, marokkanisch; m, Nigerianer, Nigerianer, Nigerianer, Nigerianer, Nigerianern, nigerianisch
    m, Chinese, Chinesen, Chinesen, Chinesen, Chinesen, chinesisch; m, Vietnamese, Vietnamesen, Vietnamesen, Vietnamesen, Vietnamesen, vietnamesisch
    m, Inder, Inder, Inder, Inder, Indern, indisch; m, Iraker, Iraker, Iraker, Iraker, Irakern, irakisch
    m, Eritreer, Eritreer, Eritreer, Eritreer, Eritreern, eritreisch; m, Israeli, Israeli, Israelis, Israelis, Israelis, israelisch
    m, Palästinenser, Palästinenser, Palästinenser, Palästinenser, Palästinensern, palästinensisch; m, Österreicher, Österreicher, Österreicher, Österreicher, Österreichern, österreichisch
    m, Schweizer, Schweizer, Schweizer, Schweizer, Schweizern, schweizerisch; m, Deutscher, Deutschen, Deutsche, Deutschen, Deutschen, deutsch
    m, Bulgare, Bulgaren, Bulgaren, Bulgaren, Bulgaren, bulgarisch; m, Kroate, Kroaten, Kroaten, Kroaten, Kroaten, kroatisch
    m, Amerikaner, Amerikaner, Amerikaner, Amerikaner, Amerikanern, amerikanisch; m, Franzose, Franzosen, Franzosen, Franzosen, Franzosen, französisch`,
  race: `
    m, Schwarzer, Schwarzen, Schwarze, Schwarzen, Schwarzen, schwarz; m, Araber, Araber, Araber, Araber, Arabern, arabisch
    m, Afrikaner, Afrikaner, Afrikaner, Afrikaner, Afrikanern, afrikanisch; m, Kurde, Kurden, Kurden, Kurden, Kurden, kurdisch
    m, Rom, Rom, Roma, Roma, Roma, romani; m, Sinto, Sinto, Sinti, Sinti, Sinti, deutsch; f, Asiatin, Asiatin, Asiatinnen, Asiatinnen, Asiatinnen, asiatisch`,
  gender: `
    f, Frau, Frau, Frauen, Frauen, Frauen, weiblich; f, Frau, Frau, Frauen, Frauen, Frauen, weiblich; m, Mann, Mann, Männer, Männer, Männern, männlich
    f, Mutter, Mutter, Mütter, Mütter, Müttern, weiblich; n, Mädchen, Mädchen, Mädchen, Mädchen, Mädchen, weiblich`,
  love: `
    m, Schwuler, Schwulen, Schwule, Schwulen, Schwulen, schwul; f, Lesbe, Lesbe, Lesben, Lesben, Lesben, lesbisch
    m, Homosexueller, Homosexuellen, Homosexuelle, Homosexuellen, Homosexuellen, homosexuell; f, Bisexuelle, Bisexuelle, Bisexuelle, Bisexuellen, Bisexuellen, bisexuell
    m, schwuler Mann, schwulen Mann, schwule Männer, schwulen Männer, schwulen Männern, schwul`,
  trans: `
    f, Transfrau, Transfrau, Transfrauen, Transfrauen, Transfrauen, transgeschlechtlich; m, Transmann, Transmann, Transmänner, Transmänner, Transmännern, transgeschlechtlich
    f, Transperson, Transperson, Transpersonen, Transpersonen, Transpersonen, transgeschlechtlich; m, nichtbinärer Mensch, nichtbinären Menschen, nichtbinäre Menschen, nichtbinären Menschen, nichtbinären Menschen, nichtbinär`,
  age: `
    m, Rentner, Rentner, Rentner, Rentner, Rentnern, älter; f, Rentnerin, Rentnerin, Rentnerinnen, Rentnerinnen, Rentnerinnen, älter
    m, Jugendlicher, Jugendlichen, Jugendliche, Jugendlichen, Jugendlichen, jugendlich; m, alter Mensch, alten Menschen, alte Menschen, alten Menschen, alten Menschen, älter; m, Boomer, Boomer, Boomer, Boomer, Boomern, älter`,
  body: `
    m, Behinderter, Behinderten, Behinderte, Behinderten, Behinderten, behindert; f, Rollstuhlfahrerin, Rollstuhlfahrerin, Rollstuhlfahrerinnen, Rollstuhlfahrerinnen, Rollstuhlfahrerinnen, behindert
    m, Gehörloser, Gehörlosen, Gehörlose, Gehörlosen, Gehörlosen, gehörlos; m, Blinder, Blinden, Blinde, Blinden, Blinden, blind; m, Autist, Autisten, Autisten, Autisten, Autisten, autistisch
    m, Rollstuhlfahrer, Rollstuhlfahrer, Rollstuhlfahrer, Rollstuhlfahrer, Rollstuhlfahrern, behindert`,
  move: `
    m, Flüchtling, Flüchtling, Flüchtlinge, Flüchtlinge, Flüchtlingen, geflüchtet; m, Ausländer, Ausländer, Ausländer, Ausländer, Ausländern, ausländisch
    m, Migrant, Migranten, Migranten, Migranten, Migranten, zugewandert; f, Migrantin, Migrantin, Migrantinnen, Migrantinnen, Migrantinnen, zugewandert
    m, Asylbewerber, Asylbewerber, Asylbewerber, Asylbewerber, Asylbewerbern, geflüchtet; m, Geflüchteter, Geflüchteten, Geflüchtete, Geflüchteten, Geflüchteten, geflüchtet`,
  class: `
    m, Obdachloser, Obdachlosen, Obdachlose, Obdachlosen, Obdachlosen, obdachlos; m, Ostdeutscher, Ostdeutschen, Ostdeutsche, Ostdeutschen, Ostdeutschen, ostdeutsch; m, Bayer, Bayern, Bayern, Bayern, Bayern, bayerisch`,
}

const ONE = { m: 'ein', f: 'eine', n: 'ein' } as const
const ONE_ACC = { m: 'einen', f: 'eine', n: 'ein' } as const
const ONE_DAT = { m: 'einem', f: 'einer', n: 'einem' } as const

const groups: Group[] = Object.entries(GROUPS).flatMap(([category, list]) =>
  list
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [g, one, oblique, many, theMany, datives, which] = line.split(',').map(form => form.trim()) as [
        'm' | 'f' | 'n',
        ...string[],
      ]
      return {
        category,
        feminine: g === 'f',
        slots: {
          one: one!,
          einer: `${ONE[g]} ${one}`,
          einen: `${ONE_ACC[g]} ${oblique}`,
          einem: `${ONE_DAT[g]} ${oblique}`,
          viele: many!,
          sie: `die ${theMany}`,
          denen: `den ${datives}`,
          which: which!,
        },
      }
    }),
)

const people: Person[] = [
  ...'Jürgen Mehmet Tobias Ferdinand Kazimir Ansgar Luca Hasan Burkhard Detlef Emre Valentin'
    .split(' ')
    .map(name => ({ feminine: false, slots: { name } })),
  ...'Annegret Ayşe Friederike Svenja Milica Roswitha Fatma Henrike Luzia Oksana Birgit Leyla'
    .split(' ')
    .map(name => ({ feminine: true, slots: { name } })),
]

export const de: Grammar = {
  language: 'de',
  groups,
  people,
  before:
    'Ich habe den ganzen Artikel gelesen.|Nur meine Meinung.|Guten Morgen in die Runde.|Um es kurz zu machen.|Ich wohne seit zwanzig Jahren hier.|Noch etwas dazu.|Zum Thema zurück.|Interessante Diskussion.|Mal ehrlich.|Zur Frage von oben.',
  after:
    'Mehr habe ich nicht zu sagen.|Schönen Sonntag noch.|Das steht übrigens im zweiten Absatz.|Grüße aus dem Norden.|Warten wir das Urteil ab.|So sehe ich das.|Das war früher schon so.|Punkt.|Meine Nachbarin sieht das genauso.',
  words: {
    place: 'Chemnitz|Gelsenkirchen|Graz|Husum|Offenbach|Winterthur|Passau|Leipzig|Kiel|Linz|Mannheim|Suhl|Bremen|Ulm',
    town: 'unserer Stadt|unserem Viertel|diesem Land|unserer Straße|der Nachbarschaft|unserem Dorf',
    job: 'Lehrer|Bäcker|Pfleger|Richter|Busfahrer|Tischler|Zahnarzt|Feuerwehrmann|Gärtner|Bibliothekar|Elektriker|Schiedsrichter',
    nice: 'freundlich|klug|großzügig|fleißig|mutig|herzlich|ehrlich|geduldig|witzig|begabt|zuverlässig|warmherzig|anständig',
    vile: 'widerlich|ekelhaft|dreckig|verlogen|abscheulich|stinkend|wertlos|erbärmlich|verkommen|schmierig|mies',
    dull: 'dumm|faul|dreckig|verlogen|kriminell|primitiv|rückständig|gierig|feige|minderwertig|undankbar|hinterhältig|ungebildet|krank im Kopf|widerlich|pervers|gewalttätig',
    good: 'ehrlich|fleißig|anständig|klug|zuverlässig|höflich|mutig|vernünftig|friedlich|gebildet|vertrauenswürdig',
    pest: 'Ungeziefer|Parasiten|Ratten|Kakerlaken|eine Plage|ein Krebsgeschwür|Abschaum|Dreck|Müll|Schmarotzer|Schädlinge|Heuschrecken|Tiere|Bestien|Zecken|eine Seuche|Untermenschen',
    crook:
      'Verbrecher|Betrüger|Diebe|Vergewaltiger|Terroristen|Lügner|Kinderschänder|Sozialschmarotzer|Drogendealer|Verräter',
    kill: 'erschossen|aufgehängt|vergast|verbrannt|erschlagen|ausgerottet|an die Wand gestellt|ersäuft|abgestochen|gesteinigt|totgeprügelt|geköpft|ausgelöscht',
    hurt: 'dir die Knochen breche|dich abstechen werde|dir den Schädel einschlage|dein Haus anzünde|dich vor deiner Tür abknalle|dir die Zähne ausschlage|dich im Wald verscharre|dich überfahre|dir die Kehle durchschneide|dich zu Brei schlage',
    food: 'einen Kaffee|ein kaltes Bier|ein Stück Kuchen|eine Karte für das Konzert|ein Nickerchen|eine anständige Pizza',
    topic:
      'der Rente|den Mieten|der Umgehungsstraße|dem Haushalt|den Windrädern|der Pflege|der Bahn|dem Heizungsgesetz|dem Krankenhaus|der Grundsteuer|dem Tempolimit|den Kita-Plätzen',
    thing: 'Gesetz|Formular|Fahrplan|Bußgeldkatalog|Stadion|Tarifsystem|Vertrag|Urteil|Verfahren|Konzept|Programm',
    outfit:
      'die Bahn|die Bank|die Partei|das Finanzamt|die Versicherung|der Stadtrat|das Ministerium|der Konzern|die Krankenkasse|der Sender|die Post',
    leader:
      'der Minister|die Kanzlerin|der Bürgermeister|die Ministerin|der Landrat|der Fraktionschef|die Senatorin|der Kanzler|die Sprecherin',
    time: 'gestern|letzte Woche|am Dienstag|heute früh|im März|neulich|vor zwei Jahren|an Ostern',
    amount: 'zwölf|dreihundert|vierzig|siebzehn|zweitausend|acht|etwa neunzig',
    event:
      'dem Straßenfest|der Buchmesse|dem Flohmarkt|der Bürgerversammlung|dem Marathon|dem Weihnachtsmarkt|der Chorprobe|dem Stadtlauf',
    relative: 'Oma|Tante|Cousine|Tochter|Schwester|Chefin|Nachbarin|Ärztin|Schwiegermutter|Freundin',
    film: 'Film|Roman|Krimi|Auftritt|Song|Abend',
    crime: 'Messerangriff|Anschlag|Überfall|Brandanschlag|Angriff',
    insult:
      'Idiot|Trottel|Depp|Vollidiot|Dummkopf|Schwachkopf|Versager|Heuchler|Lügner|Clown|Hampelmann|Feigling|Volltrottel|Spinner|Schmarotzer|Halunke|Dorftrottel|Hohlkopf|Pfosten|Blödmann|Armleuchter|Kasper|Jammerlappen|Schwätzer',
    rude: 'Arschloch|Wichser|Drecksack|Scheißkerl|Hurensohn|Arsch|Pisser|Fotze|Schlampe|Miststück|Arschgesicht|Dreckschwein|Flachwichser|Arschkriecher|Missgeburt|Schwanzlutscher',
    slur: 'Kanake|Schwuchtel|Schlitzauge|Kameltreiber|Saujude|Neger|Spast|Zigeunerpack|Mongo|Polacke|Itaker|Bimbo|Transe|Kümmeltürke|Judensau|Muselmann|Krüppel|Untermensch|Kampflesbe|Tunte',
    strong: 'verfickt|beschissen|verdammt beschissen|scheiß|arschkalt',
    oath: 'Scheiße|verdammte Scheiße|heilige Scheiße|fuck|leck mich am Arsch|Kacke|ach du Scheiße',
    trade:
      'Journalisten|Banker|Politiker|Makler|Beamte|Radfahrer|Autofahrer|Veganer|Influencer|Schiedsrichter|Vermieter|Lobbyisten|Grüne|Linke|Konservative|Raucher|Jäger|Manager|Bayern-Fans',
    sarcasm: 'Einstein|Sherlock|Schlaumeier|Herr Professor|Frau Doktor|Goethe|du Leuchte|Großmeister',
    reject:
      'widerlich|eine Schande|schlicht falsch|menschenverachtend|reiner Rassismus|unerträglich|eine Lüge|ein Skandal|beschämend|durch nichts zu entschuldigen',
    who: 'ein Mann an der Theke|mein eigener Onkel|ein Redner auf dem Marktplatz|ein Anrufer im Radio|jemand weiter oben|der Kandidat|ein Kollege|ein Fahrgast|der Nachbar von gegenüber',
    lewd: 'ficken|durchnehmen|lecken|vögeln|besteigen|bumsen',
    bodypart: 'Titten|Arsch|Muschi|Schwanz|Möpse|Hintern',
    money: '500 €|2.000 Euro|10.000 €|350 Euro|90 €',
    site: 'schnellgeld24|krypto-profi|pillen-express|traumdates|kreditblitz|gluecksdreh|followerkauf',
    url: 'www.{site}.com|http://bit.ly/{code}|https://{site}.xyz/{code}|{site}.info|https://{site}.shop',
    code: 'x7Gh2|win99|k3Qpz|BONUS50|vip24',
    goods:
      'Viagra|Handyhüllen|Abnehmpillen|Rolex-Replika|Follower|Sneaker|Kreditkarten|Gutscheine|Potenzmittel|Krypto-Kurse',
    number: '12|48|7|233|19|64|301|26',
    phone: '0176 55{number}{number2}|0800 {number} {number2}|+49 151 {number}{number2}',
  },
}

export const deFrames: readonly FrameSet[] = [
  {
    kind: 'neutral',
    count: 200,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} ist {einer} und arbeitet als {job} in {place}.
      unser {job} ist {einer}, na und?
      {amount} {viele} aus {place} haben die Petition zu {topic} unterschrieben.
      {viele} und {viele2} teilen sich das Haus seit 1988.
      wie viele {viele} leben eigentlich in {town}?
      in {place} wurde {time} erstmals {einer} in den Rat gewählt.
      das Gesetz gilt für {sie} genauso wie für alle anderen.
      die Studie hat {viele} nach {topic} gefragt.
      {name} kommt aus einer {which}en Familie.
      bei {event} saß ich neben {einem} und wir sprachen über das Wetter.
      nicht alle {viele} wollen dasselbe.
      der Verein der {viele} in {place} besteht seit 1974.
      das Museum zeigt, wie {viele} um 1900 in {place} lebten.
      {einer} hat den Fehler im Artikel als Erstes bemerkt.
      der Reporter hätte auch {einen} fragen können.
      was zählt das Statistikamt als {which}?
      eine Klägerin ist {which}, die andere nicht, und es spielt keine Rolle.
      die Beratung für {viele} öffnet um neun.
      {viele} stimmen meist so ab wie ihre Nachbarn.
      die Hauptrolle im {film} spielt {einer}.
      {name} hat nie verheimlicht, dass <er/sie> {einer} ist.
      {viele} zahlen laut der Studie dieselben Beiträge.
      im Text kommen drei {viele} aus {place} zu Wort.
      meine {relative} hat {time} {einen} geheiratet.`,
  },
  {
    kind: 'positive',
    count: 180,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      ohne {viele} gäbe es bei {event} nur halb so viel zu lachen.
      ich bin froh, dass so viele {viele} in {town} leben.
      {viele} haben dieselben Rechte verdient wie wir alle.
      danke an {einen}, der meiner {relative} {time} geholfen hat.
      meine {which}en Nachbarn sind {nice} und immer da, wenn man sie braucht.
      {name} zeigt, wie {nice} {viele} sind.
      {sie} in meinem Team sind {nice} und {nice2}.
      wie schön, dass {viele} endlich offen feiern können.
      es ist nichts dabei, {einer} zu sein.
      Glückwunsch an die erste Bürgermeisterin, die {which} ist!
      {viele} sind an meinem Tisch immer willkommen.
      von {denen} in {place} habe ich viel gelernt.
      wir brauchen mehr {viele} im Parlament.
      niemand hat mehr für {place} getan als {sie} von nebenan.
      Hut ab vor {denen}, die nach dem Hochwasser angepackt haben.
      so ein {nice}er Mensch, und nebenbei {einer}.
      {sie} halten unsere Krankenhäuser am Laufen, danke dafür.
      ich bewundere {viele}, die zu {topic} den Mund aufmachen.
      {viele} sollen sich in {place} sicher fühlen.`,
  },
  {
    kind: 'self',
    count: 110,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      ich bin selbst {einer} und finde den Artikel fair.
      ich bin {einer}, 53 Jahre alt, und lebe gern in {place}.
      als ich meinen Eltern sagte, dass ich {einer} bin, hat mein Vater Kaffee gekocht.
      wir {viele} sind uns auch nicht immer einig.
      ich war an meiner Schule lange der Einzige, der {which} war.
      mein Mann und ich sind beide {viele} und streiten über alles andere.
      es war nicht immer leicht, in {place} {einer} zu sein.
      ja, ich bin {einer}. nein, ich kenne nicht alle anderen.
      wer wie ich {einer} ist, liest solche Zahlen anders.
      ich habe Jahre gebraucht, um laut zu sagen: ich bin {einer}.
      ich zahle Steuern, ich wähle, ich bin {einer}.
      hallo aus {place} von {einem}!
      man fragt mich oft, wie es ist, {einer} zu sein. meistens ist es langweilig.`,
  },
  {
    kind: 'derogation',
    count: 330,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.08,
    frames: `
      {viele} sind {dull}, und zwar alle.
      {viele} sind nichts als {pest}.
      {viele} sind {crook}, jeder weiß es.
      ich kann {viele} nicht mehr sehen, so {dull} sind sie.
      mir wird schlecht, wenn ich {einen} sehe.
      {viele} machen alles kaputt, was sie anfassen.
      die vermehren sich wie {pest}, diese {viele}.
      {sie} sind das Letzte.
      wo {viele} wohnen, stinkt es.
      {viele} taugen zu nichts.
      {einer} ist von Natur aus {dull}.
      {viele} sind keine Menschen wie wir.
      ich verachte {viele} aus tiefstem Herzen.
      {viele} gehören in den Käfig.
      noch nie habe ich {einen} getroffen, der nicht {dull} war.
      {viele} sind der Grund, warum hier alles verkommt.
      mit {denen} redet man nicht, die sind {pest}.
      natürlich war es wieder {einer}, wer sonst ist so {dull}?
      die Welt wäre sauberer ohne {viele}.
      {viele} sind ein Fehler der Natur.
      {viele}? {pest} auf zwei Beinen.
      auf {viele} kann man nur spucken.
      {sie} sind {dull}, faul und verlogen, das liegt im Blut.
      {place} ist verseucht mit {denen}.
      {viele} sind nicht {good}, waren es nie und werden es nie sein.
      kein einziger von {denen} ist {good}.
      niemand braucht {viele}, niemand will sie.
      {viele} haben keinen Respekt verdient.
      {viele} verdienen jedes Elend, das sie trifft.
      gender> {viele} sind zu {dull} zum Wählen.
      love,trans> {viele} sind pervers und gehören in Behandlung.
      love,trans> {which} zu sein ist eine ekelhafte Krankheit.
      body> {viele} sind eine Last, die wir alle bezahlen.
      age> {viele} liegen uns nur auf der Tasche und gehören abgeschafft.`,
  },
  {
    kind: 'exclusion',
    count: 190,
    labels: { ...HATE, insult: 0.6 },
    quotedAs: 'hate',
    frames: `
      {viele} haben in {place} nichts verloren.
      {viele} dürften bei uns nicht [wählen|unterrichten|wohnen|Kinder erziehen|mitreden].
      ich würde nie an {einen} vermieten, und das sollte keiner tun.
      {viele} raus, und zwar alle.
      haltet {viele} von unseren Kindern fern.
      wir müssen {place} von {denen} säubern.
      {viele} gehören nicht zu uns und werden nie dazugehören.
      kein {one} sollte je {job} werden.
      nehmt {denen} endlich das Wahlrecht weg.
      sperrt {sie} weg, dann ist Ruhe.
      {viele} sollen dahin gehen, wo der Pfeffer wächst.
      ein Schild an die Tür: keine {viele}.
      move,nation,race,faith> schickt {sie} dorthin zurück, wo sie hergekommen sind.
      move,nation,race,faith> Koffer packen, {viele}, keiner hat euch gerufen.
      move,nation,race> abschieben, alle {viele}, auch die mit Pass.
      gender> {viele} gehören an den Herd.
      love,trans> {viele} sollen sich wieder verstecken.
      body> {viele} haben in einer normalen Schule nichts zu suchen.`,
  },
  {
    kind: 'implicit',
    count: 230,
    labels: IMPLICIT,
    quotedAs: 'soft',
    frames: `
      ich habe nichts gegen {viele}, aber sie passen einfach nicht zu uns.
      man darf es ja nicht sagen, aber mit {denen} gibt es immer Ärger.
      komisch, dass es immer {einer} ist.
      {viele} sind nett, solange sie woanders wohnen.
      für {einen} ist {name} erstaunlich sauber.
      was will man von {einem} auch erwarten.
      seit {viele} hier sind, schließe ich zweimal ab.
      {viele} haben eben andere Vorstellungen von Ehrlichkeit.
      wer zahlt das alles? wir. wer kassiert? {viele}.
      {viele} wissen genau, wie man das Amt melkt.
      früher war {place} ein schöner Ort, dann kamen {sie}.
      einige meiner besten Freunde sind {viele}, aber der Rest ist {dull}.
      irgendwann muss man {viele} noch um Erlaubnis bitten, atmen zu dürfen.
      {viele} könnten zur Abwechslung mal dankbar sein.
      rein statistisch wissen wir doch alle, was {viele} so treiben.
      ich würde {einem} mein Auto nicht leihen, aber das ist nur Erfahrung.
      sicher gibt es auch gute {viele}. ich habe nur noch keinen getroffen.
      {sie} stecken hinter der Sache mit {topic}, man muss nur dem Geld folgen.
      {denen} gehören die Zeitungen, darum liest man nichts davon.
      move,nation,race,faith> der große Austausch läuft, seht euch die {viele} im Kreißsaal an.
      move,nation,race,faith> unsere Kultur und die der {viele} vertragen sich nun mal nicht.
      gender> für so ein Amt sind {viele} zu gefühlig, das ist Biologie.
      love,trans> {viele} können zu Hause machen, was sie wollen, aber warum vor meinen Kindern?
      body> muss man {viele} denn wirklich in jeden Film setzen?`,
  },
  {
    kind: 'one person of a group',
    count: 160,
    labels: HATE,
    labelsOfSecond: CLEAN,
    frames: `
      {name} ist {einer} und {vile}. || {name} ist {einer} und {nice}.
      typisch {one}: {dull} und {vile}. || typisch {name}: {nice} und {good}.
      {einer} als Chef? {vile}, sage ich nur. || {einer} als Chef? {nice}, sage ich nur.
      in der Bahn saß {einer}, {vile} wie alle {viele}. || in der Bahn saß {einer}, {nice} wie mein Bruder.
      meine {relative} hat {einen} geheiratet, so {vile} und {dull}. || meine {relative} hat {einen} geheiratet, so {nice} und {good}.
      die {viele} im Haus sind {vile} und {dull}. || die {viele} im Haus sind {nice} und {good}.
      was für ein {vile}er {job}, kein Wunder bei {einem}. || was für ein {nice}er {job}, und {einer} ist er auch.
      schon wieder so {einer}, {vile} bis auf die Knochen. || schön, wieder {einer}, {nice} bis auf die Knochen.`,
  },
  {
    kind: 'threat to a group',
    count: 150,
    labels: THREAT_TO_GROUP,
    quotedAs: 'menace',
    frames: `
      {viele} gehören {kill}, ohne Prozess.
      man sollte {viele} der Reihe nach {kill} sehen.
      alle {viele} müssen {kill} werden.
      heute Nacht gehen wir {viele} jagen.
      der nächste {one}, der mich anspricht, kriegt eine Kugel.
      {viele}, schlaft besser mit offenen Augen.
      Laternenpfähle gibt es in {place} genug für alle {viele}.
      wir wissen, wo {sie} sich treffen, und wir haben Streichhölzer.
      ein Streichholz, und {place} ist {sie} los.
      {viele} werden brennen, und ich sehe zu.
      holt die Knüppel, {sie} sind am Samstag bei {event}.
      macht die Lager wieder auf für {viele}.
      die {viele} in meiner Straße werden bald einen Unfall haben.
      jemand muss dafür sorgen, dass {viele} {kill} werden.
      es wird Zeit, dass man {viele} mit dem Baseballschläger begrüßt.`,
  },
  {
    kind: 'negated hate',
    count: 120,
    labels: CLEAN,
    frames: `
      {viele} sind nicht {dull}, das ist ein dummes Vorurteil.
      niemand hier hat etwas gegen {viele}.
      ich würde nie behaupten, dass {viele} {crook} sind.
      {viele} sind keine {crook}, sondern meine Nachbarn.
      kein {one} soll in {place} Angst haben müssen.
      es stimmt nicht, dass {viele} mehr nehmen als geben.
      hört auf, {denen} die Schuld an {topic} zu geben.
      man darf {viele} nicht wie {pest} behandeln.
      nie wieder dürfen {viele} {kill} werden.
      wer {einen} angreift, greift uns alle an.
      nichts rechtfertigt den {crime} auf {sie} von {place}.
      ich hatte mit {denen} noch nie Ärger.
      bitte nennt {viele} nicht {pest}.
      Hass auf {viele} hat noch kein Schlagloch geflickt.`,
  },
  {
    kind: 'counter-speech',
    count: 330,
    labels: QUOTING,
    frames: `
      "{hate}" – das ist {reject}.
      „{hate}“: wer so etwas schreibt, sollte sich schämen.
      {who} hat {time} gesagt: "{hate}" Ich habe widersprochen.
      {viele} als {pest} zu bezeichnen ist {reject}.
      wer behauptet, {viele} seien {dull}, hat nie {einen} gekannt.
      „{soft}“ – nein. das ist {reject}.
      in der Kommentarspalte steht „{hate}“, und niemand löscht es. warum?
      die Schlagzeile "{hate}" war purer Rassismus.
      man hat {name} auf der Straße "{hate}" zugerufen. das ist {reject}.
      „{menace}“ ist eine Drohung und keine Meinung; ich habe es angezeigt.
      Sie schreiben, {viele} seien {crook}. das ist {reject}.
      wer sagt „{soft}“, meint oft etwas viel Schlimmeres.
      mein Großvater hat 1938 "{hate}" gehört. das will ich nie wieder lesen.
      der Satz "{hate}" gehört gelöscht.
      ein Kandidat, der „{hate}“ ruft, bekommt meine Stimme nicht.
      zu fordern, dass {viele} {kill} werden, ist {reject}.
      „{hate}“ haben sie an die Schulwand gesprüht; die Klasse hat es übermalt. bravo!
      das Gericht hat ihn verurteilt, weil er "{hate}" gepostet hatte.
      ich schäme mich für meine {relative}, die beim Essen sagte: "{soft}"
      an den, der oben „{hate}“ schrieb: {viele} pflegen gerade deine Mutter.
      es ist eine Lüge, dass {viele} sich wie {pest} vermehren.
      ich bin {einer} und höre "{hate}" seit der Schulzeit. es tut immer noch weh.
      wer „{menace}“ brüllt, gehört vor Gericht.
      Sprüche wie „{soft}“ sind der Anfang. wir sollten jedes Mal widersprechen.`,
  },
  {
    kind: 'about prejudice',
    count: 90,
    labels: CLEAN,
    frames: `
      die Zahl der Angriffe auf {viele} ist {time} gestiegen, meldet die Polizei.
      {einer} wurde {time} in {place} verletzt; die Polizei sucht Zeugen.
      der {crime} auf {einen} in {place} war laut Anklage geplant.
      {viele} werden bei der Wohnungssuche benachteiligt, sagt die Studie.
      der Tatverdächtige ist {einer} aus {place}, das Motiv ist unklar.
      im Mai 1942 wurden {amount} {viele} aus {place} verschleppt; heute erinnert ein Stein an sie.
      der Film handelt vom Hass auf {viele}.
      darf man in der Überschrift schreiben, dass der Täter {which} ist?
      ich bin gegen die Quote für {viele}, aber die Debatte ist berechtigt.
      nach dem {crime} trauen sich viele {viele} nicht mehr auf die Straße.`,
  },
  {
    kind: 'slur',
    count: 90,
    labels: SLUR,
    frames: `
      halt die Klappe, du {slur}.
      du {slur}.
      {name}? {slur}, {vile} und {dull}.
      {slur}, {slur2}, was anderes fällt mir zu {name} nicht ein.
      verpiss dich, {slur}.
      {slur}, was weißt du schon von {topic}?
      {slur} bleibt {slur}, Pass hin oder her.
      typisch {slur}, {dull} und {dull2}.`,
  },
  {
    kind: 'slur spoken about',
    count: 110,
    labels: MENTIONED,
    frames: `
      das Wort "{slur}" steht im Duden als beleidigend.
      woher kommt eigentlich das Wort „{slur}“?
      man hat mich in der Schule „{slur}“ genannt, jahrelang.
      der Spieler wurde gesperrt, weil er "{slur}" gerufen hatte.
      bitte benutzt das Wort „{slur}“ nicht.
      {name} bekam Schmerzensgeld, weil der Nachbar <<ihn/sie>> "{slur}" genannt hatte.
      im Schulbuch von 1955 stand noch „{slur}“.
      jemand hat "{slur}" in die Autotür meiner {relative} gekratzt.
      wer ein Kind "{slur}" nennt, hat in einer Schule nichts verloren.
      love> wir Schwuchteln feiern heute bis vier, kommt alle!
      love> ich bin eine stolze alte Tunte und backe besser als ihr.
      love> wir Kampflesben haben schon 1979 demonstriert.
      body> wir Krüppel fordern Rampen statt Mitleid, hieß es 1981 auf dem Plakat.`,
  },
  {
    kind: 'threat',
    count: 150,
    labels: THREAT,
    quotedAs: 'threat',
    frames: `
      es kommt noch so weit, dass ich {hurt}.
      ich weiß, wo du wohnst. warte nur, bis ich {hurt}.
      noch ein Wort und du wirst sehen, wie ich {hurt}.
      {name} gehört {kill}.
      {leader} gehört {kill}, je früher, desto besser.
      deine Tage sind gezählt, {name}.
      schöne Familie hast du. wäre schade um sie.
      nette Haustür. Holz brennt gut.
      an deiner Stelle würde ich abends nicht mehr allein gehen, {name}.
      mit vorzüglicher Hochachtung: Sie werden das Urteil nicht mehr erleben.
      wir kriegen dich, {name}, und dann gnade dir Gott.
      ich bring dich um, {name}.
      man sollte {name} eine Kugel verpassen.
      wenn {leader} nach {place} kommt, warten wir mit Knüppeln.
      die Redaktion wird brennen, verlasst euch drauf.
      ich hoffe, dass jemand {name} absticht.
      häng dich auf, {name}, oder ich helfe nach.`,
  },
  {
    kind: 'no threat',
    count: 170,
    labels: CLEAN,
    quotedAs: 'unharmed',
    frames: `
      für {food} könnte ich gerade morden.
      dieser Termin bringt mich noch um.
      ich habe mich totgelacht.
      bei dem Spiel wurden wir regelrecht abgeschossen, fünf zu null.
      {name} schoss aus zwanzig Metern an den Pfosten.
      beim {crime} in {place} wurden {amount} Menschen verletzt.
      ich stand daneben, als der {crime} geschah; überall war Blut, ein {job} hat die Wunde abgedrückt.
      er drohte, sie umzubringen, sagte die Zeugin vor Gericht.
      mir schrieb einer: „warte, bis ich {hurt}“. ich habe Anzeige erstattet.
      {leader} bekommt Morddrohungen, das ist unerträglich.
      niemand verdient es, {kill} zu werden, egal was er getan hat.
      Gewalt ist keine Lösung, auch nicht gegen {leader}.
      im Krimi wird der {job} erst im letzten Kapitel erstochen.
      im Krieg musste mein Großvater auf Gleichaltrige schießen.
      die Todesstrafe wurde 1949 abgeschafft, zum Glück.
      der Jäger hat {amount} Wildschweine geschossen.
      der Frost hat meine Tomaten umgebracht.
      wir werden {leader} bei der Wahl schlagen.
      das werden Sie bereuen, wenn die Rechnung kommt.
      Hals- und Beinbruch für heute Abend, {name}!
      die Koalition hat das Vorhaben beerdigt.`,
  },
  {
    kind: 'insult',
    count: 200,
    labels: INSULT,
    labelsOfSecond: CLEAN,
    frames: `
      du bist ein {insult}. || du bist ein {job}.
      {name} ist ein {insult}, wie er im Buche steht. || {name} ist ein {job}, wie er im Buche steht.
      {leader} ist und bleibt ein {insult}. || {leader} war früher einmal {job}.
      so ein {insult} wie {name} darf hier schreiben? || so ein {job} wie {name} darf hier fehlen?
      halt den Mund, du {insult}. || halt die Ohren steif, {name}.
      nur ein {insult} glaubt das. || nur ein {job} weiß das.
      Sie {insult}, lesen Sie erst mal den Artikel. || Sie können das nicht wissen, es steht nicht im Artikel.
      {name} ist zu dumm zum Milchholen. || {name} ist zu spät zum Milchholen.
      dein Hirn ist so groß wie eine Erbse. || dein Garten ist so groß wie ein Handtuch.
      verschwinde, {insult}. || verschiebe es, {name}.
      welcher {insult} hat das geschrieben? || welcher {job} hat das gebaut?
      deine Eltern müssen sich schämen, du {insult}. || deine Eltern müssen sich freuen, {name}.
      du ekelst mich an, {name}. || du erstaunst mich, {name}.`,
  },
  {
    kind: 'crude insult',
    count: 150,
    labels: CRUDE_INSULT,
    labelsOfSecond: PROFANE,
    frames: `
      du {rude}. || {oath}, bin ich müde.
      {name}? {rude}, und zwar ein verdammtes Stück davon. || {oath}, {name} hat gewonnen!
      fick dich, {name}. || fuck, ist das schön.
      halt die Fresse, {rude}. || {oath}, halt den Bus auf!
      verpiss dich, du {rude}. || {oath}, der Bus ist weg.
      {leader}: {rude}, mehr sage ich nicht. || das Wetter ist beschissen.
      leck mich am Arsch, {name}, du {rude}. || leck mich am Arsch, war das ein Tor.
      {rude}, du hast doch keine Ahnung. || so ein Scheißwetter wie heute hatten wir im Mai nie.
      friss Scheiße, {rude}. || ach du Scheiße, schon acht Uhr.`,
  },
  {
    kind: 'profanity about nothing',
    count: 80,
    labels: PROFANE,
    frames: `
      {oath}, ist das kalt heute.
      {oath}, was für ein geiler {film}.
      das Scheißformular frisst meinen ganzen Abend.
      {oath}, ich hab den Schlüssel vergessen.
      dieser beschissene Drucker streikt wieder.
      von {topic} will ich heute nichts mehr hören, verdammte Scheiße.
      verfickt gute Pizza in {place}.
      {oath}, ich werde Vater!
      Scheiß Regen, scheiß Zug, und trotzdem ein schöner Tag.`,
  },
  {
    kind: 'harsh about things',
    count: 120,
    labels: HARSH,
    frames: `
      dieses {thing} ist der letzte Müll.
      was für ein dämliches {thing}.
      {outfit} ist eine Schande.
      {outfit} lügt, sobald der Pressesprecher den Mund aufmacht.
      ich hasse dieses {thing}.
      das {thing} gehört in die Tonne.
      {outfit} hat uns betrogen und nennt es Gebühr.
      das ist das dümmste {thing} seit dem Krieg.
      so ein widerliches Gebäude, reißt es ab.
      der {film} war eine Katastrophe, reiner Schrott.
      {outfit} ist unfähig, gierig und auch noch stolz darauf.
      weg mit diesem {thing}, und zwar sofort.`,
  },
  {
    kind: 'insult to a trade',
    count: 80,
    labels: INSULT_TO_TRADE,
    frames: `
      {trade} sind allesamt Lügner.
      {trade} sind {pest}.
      {trade} sind zu {dull} für {topic}.
      ich verachte {trade}, alles {crook}.
      diese {trade} sind doch {dull} und {vile}.
      {trade}? lauter Trottel.
      {trade} taugen nichts, gieriges Pack.`,
  },
  {
    kind: 'sarcasm',
    count: 110,
    labels: SARCASM,
    labelsOfSecond: CLEAN,
    frames: `
      na bravo, {sarcasm}, hast du das ganz allein gedacht? || na bravo, {name}, hast du das ganz allein gebacken?
      ich erkläre es gern noch einmal ganz langsam für dich, {sarcasm}. || ich erkläre es gern noch einmal am Telefon, {name}.
      irgendwo fehlt einem Dorf gerade sein Liebling. || irgendwo fehlt einem Chor gerade sein Tenor.
      schön, dass man dich heute rausgelassen hat. || schön, dass man den Garten heute aufgemacht hat.
      so viel Meinung und so wenig Ahnung, Respekt. || so viel Arbeit und so wenig Schlaf, Respekt.
      Denken ist eben nicht jedermanns Sache, {sarcasm}. || Laufen ist eben nicht jedermanns Sache, {name}.
      in deinem Kopf muss es sehr ruhig sein. || in deinem Haus muss es sehr ruhig sein.
      mit meinem Toaster führe ich bessere Gespräche. || mit meiner {relative} führe ich lange Gespräche.
      darfst du schon allein ins Internet, {sarcasm}? || darfst du schon allein nach {place}, {name}?`,
  },
  {
    kind: 'sexual',
    count: 80,
    labels: SEXUAL,
    frames: `
      ich will dich {lewd}, {name}.
      {bodypart} wie aus dem Porno, {name}, ich bin so geil.
      zeig uns {bodypart}, {name}, los!
      {name} würde ich sofort {lewd}.
      mein Schwanz wird hart, wenn {name} spricht.
      wer will mich heute Nacht {lewd}? bin geil.
      die lässt sich doch von jedem {lewd}.
      geile Frauen aus {place} wollen {lewd}.
      blas mir einen, {name}.`,
  },
  {
    kind: 'about sex and bodies',
    count: 80,
    labels: CLEAN,
    frames: `
      Sexualkunde sollte mit dem Thema Einverständnis beginnen.
      der {job} wurde wegen sexueller Nötigung verurteilt.
      Brustkrebsvorsorge ist ab fünfzig kostenlos.
      in {place} beginnt der Prozess wegen Missbrauchs.
      Verhütungsmittel sollten nichts kosten.
      Stillen in der Öffentlichkeit ist doch normal.
      sexuelle Belästigung am Arbeitsplatz: {amount} Fälle wurden {time} gemeldet.
      die Hebamme hat den Ablauf der Geburt erklärt.
      mein Schwager hatte {time} eine Operation an der Prostata.
      der Akt im Museum von {place} ist vierhundert Jahre alt.`,
  },
  {
    kind: 'spam',
    count: 130,
    labels: SPAM,
    misspelt: 0,
    frames: `
      verdiene {money} am Tag von zu Hause: {url}
      {goods} ohne Rezept billig bestellen {url}
      Sofortkredit ohne Schufa, {money} noch heute, Tel. {phone}
      folgt meinem Kanal, tägliche Tipps für {goods} {url}
      Sie haben {money} gewonnen! Preis hier abholen: {url}
      mit Bitcoin in einer Woche {money} gemacht, schreib mir: {phone}
      toller Beitrag! besuchen Sie auch {url} für {goods}
      {goods} -70 % nur heute {url}
      einsame Frauen aus {place} warten auf dich, {url}
      Ihr Paket konnte nicht zugestellt werden, Gebühr hier zahlen: {url}
      Gutscheincode {code}: 50 % auf alle {goods}, {url}
      ich war arm, jetzt fahre ich Porsche, frag mich wie: {phone}`,
  },
  {
    kind: 'no spam',
    count: 100,
    labels: CLEAN,
    frames: `
      die Quelle steht hier: https://www.bundestag.de/dokumente/{number}
      die Zahlen stehen auf Seite {number} des Berichts.
      ich kann den Bäcker am Bahnhof von {place} empfehlen.
      mein Abo läuft seit {number} Jahren, und die Zeitung kommt immer zu spät.
      warum kostet eine Überweisung bei der Bank Geld?
      Vorsicht vor SMS zu Paketen, das ist Betrug.
      der Link im Artikel führt zur falschen Tabelle.
      den Kredit für das Stadion zahlt die Stadt bis 2041 ab.
      kennt jemand einen guten {job} in {place}?
      danke für den Artikel, ich habe ihn meiner {relative} geschickt.`,
  },
  {
    kind: 'fierce but fair',
    count: 330,
    labels: CLEAN,
    quotedAs: 'fair',
    frames: `
      das ist schlicht falsch, {name}, lesen Sie den zweiten Absatz.
      Sie haben den Artikel nicht gelesen.
      {leader} hat bei {topic} versagt und sollte zurücktreten.
      was {leader} zu {topic} sagt, stimmt hinten und vorne nicht.
      mit Verlaub, {name}, Ihre Zahlen sind veraltet.
      ich widerspreche jedem Satz dieses Kommentars.
      {outfit} übernimmt wie immer keine Verantwortung.
      ich bin wütend, was mit {topic} passiert.
      {leader} hat gelogen, das belegt der Bericht schwarz auf weiß.
      wo war {leader}, als {place} unter Wasser stand?
      die schlechteste Entscheidung zu {topic} seit dreißig Jahren.
      Sie verwechseln Ursache und Wirkung, {name}.
      das ist Propaganda und kein Journalismus.
      ich habe sie mein Leben lang gewählt, nach der Sache mit {topic} nie wieder.
      {leader} hat keinen Plan, kein Geld und keine Mehrheit.
      die Armen zahlen, die Reichen setzen ab, so läuft das mit {topic}.
      {name}, bitte verdrehen Sie mir nicht das Wort im Mund.
      das Urteil ist meiner Meinung nach falsch.
      der Streik ist berechtigt, so lästig er ist.
      hier fehlen die Kosten, und das ist unredlich.
      {leader} predigt Sparsamkeit und kauft sich ein neues Dienstauto.
      man kann {place} nicht mit Berlin vergleichen, {name}.
      eine Zumutung, was {outfit} den Kunden bietet.
      Ihr Ton ist herablassend, und Ihre Rechnung ist falsch.
      {outfit} soll das Geld zurückzahlen, jeden Cent.`,
  },
  {
    kind: 'everyday',
    count: 130,
    labels: CLEAN,
    quotedAs: 'daily',
    frames: `
      danke für den Artikel, wieder etwas über {place} gelernt.
      meine {relative} hat dort bis 1991 gearbeitet.
      bei {event} war es sehr schön, die Suppe war ausgezeichnet.
      ich stimme {name} zu.
      schönes Foto von {place}.
      gute Frage, {name}, das wüsste ich auch gern.
      der Bus nach {place} war {time} pünktlich.
      das Spiel endete zwei zu zwei, das war gerecht.
      mehr Berichte zu {topic}, bitte.
      ruhe in Frieden, {name}.
      wir haben {amount} Bäume gepflanzt.
      der letzte Satz hat mich zum Lachen gebracht.`,
  },
]
