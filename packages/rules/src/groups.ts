/** The languages whose names of groups are known. */
export type GroupLanguage = 'en' | 'de' | 'fr' | 'es' | 'it'

/** Words that name a group of people, lower case, one word each, one space between. */
export interface GroupWords {
  /** One person; an adjective too where both are the same word: muslim, woman, italian. */
  one: string
  /** Several: muslims, women, italians. */
  many: string
  /** Adjectives alone: jewish, deaf, chinese. */
  which: string
}

/** Each stem with each ending: `türk kurd` with `e in` is `türke türkin kurde kurdin`; `-` is no ending. */
function forms(stems: string, endings: string): string {
  const ends = endings.split(' ').map(ending => (ending === '-' ? '' : ending))
  return stems
    .trim()
    .split(/\s+/)
    .flatMap(stem => ends.map(ending => stem + ending))
    .join(' ')
}

/** Every word once only, in the kind that comes first. */
function words(one: string[], many: string[], which: string[]): GroupWords {
  const seen = new Set<string>()
  const kind = (parts: string[]) =>
    parts
      .join(' ')
      .trim()
      .split(/\s+/)
      .filter(word => word !== '' && !seen.has(word) && seen.add(word))
      .join(' ')
  return { one: kind(one), many: kind(many), which: kind(which) }
}

// ---- English ----

const EN_REGULAR = `
  afghan albanian algerian american angolan argentinian argentine armenian australian aussie austrian azerbaijani
  azeri bahamian bahraini bangladeshi barbadian belarusian belgian belizean bolivian bosnian brazilian briton
  brit bulgarian burundian cambodian cameroonian canadian chadian chilean colombian croat croatian cuban cypriot czech
  dane dominican ecuadorian ecuadorean egyptian emirati eritrean estonian ethiopian fijian filipino filipina finn
  gambian georgian german ghanaian greek grenadian guatemalan guinean haitian honduran hungarian icelander indian
  indonesian iranian iraqi israeli italian ivorian jamaican jordanian kazakh kenyan korean kosovar kosovan kurd kuwaiti
  laotian latvian liberian libyan lithuanian luxembourger macedonian malawian malaysian maldivian malian mauritanian
  mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian nepali nicaraguan nigerian nigerien
  norwegian omani pakistani palestinian panamanian papuan paraguayan persian peruvian qatari romanian russian rwandan
  salvadoran salvadorian samoan saudi scot serb serbian singaporean slovak slovakian slovene slovenian somali somalian
  spaniard swede syrian tajik tanzanian tibetan tongan trinidadian tunisian turk ugandan ukrainian uruguayan uzbek
  venezuelan yemeni zambian zimbabwean european african asian scandinavian arab bedouin berber slav latino latina
  hispanic caucasian aborigine aboriginal uyghur tamil punjabi bengali gujarati pashtun hazara tutsi hutu zulu yoruba
  catalan breton sicilian corsican bavarian kashmiri chechen tatar creole mestizo samaritan
  muslim jew christian catholic protestant hindu sikh buddhist atheist agnostic mormon evangelical baptist methodist
  anglican presbyterian quaker lutheran pentecostal adventist calvinist salafi sunni shia shiite alawite ahmadi yazidi
  jain zoroastrian pagan wiccan taoist rastafarian copt unbeliever
  girl boy female male gay lesbian bisexual homosexual heterosexual pansexual asexual transsexual
  teenager teen adolescent pensioner retiree boomer millennial zoomer octogenarian
  immigrant migrant refugee foreigner expat emigrant newcomer
  autistic paraplegic quadriplegic tetraplegic amputee epileptic dyslexic schizophrenic diabetic
  northerner southerner londoner texan californian islander redhead peasant`

const EN_WHICH = `
  british english french irish scottish welsh cornish spanish swedish danish finnish icelandic dutch flemish
  turkish kurdish chinese japanese taiwanese vietnamese burmese cantonese lebanese maltese nepalese
  senegalese congolese sudanese togolese beninese gabonese guyanese surinamese portuguese sinhalese javanese swiss thai
  luxembourgish kyrgyz turkmen malagasy rohingya hmong maori inuit cherokee navajo sioux igbo hausa sami caribbean
  balkan roma romani sinti amazigh slavic nordic arabic arabian indigenous latinx biracial multiracial interracial basque
  black white jewish islamic hebrew ashkenazi sephardic druze bahai hasidic
  transgender trans lgbt lgbtq lgbtqia queer nonbinary intersex cis cisgender genderqueer
  elderly teenage disabled deaf deafblind neurodivergent handicapped overweight obese homeless undocumented`

// ---- German: nouns with their feminines, adjectives with their endings ----

/** Türke, Türken, Türkin, Türkinnen. */
const DE_E = `
  afghan brit bulgar chines chilen dän est finn griech guatemaltek ir kasach kroat kurd lett mongol portugies rumän russ
  weißruss belaruss schott serb slowak slowen sudanes tadschik tschech tschetschen türk uigur usbek vietnames senegales
  libanes katalan bask tamil paschtun kongoles asiat jesid drus sunnit schiit alawit laot nepales singhales slaw sorb
  bosniak burmes togoles bengal ostfries`

/** Italiener, Italienern, Italienerin, Italienerinnen. */
const DE_ER = `
  ägypter albaner algerier amerikaner angolaner argentinier armenier aserbaidschaner australier belgier bolivianer
  bosnier brasilianer ecuadorianer engländer eritreer äthiopier georgier ghanaer haitianer holländer inder indonesier
  iraker iraner isländer italiener ivorer jamaikaner japaner jordanier kambodschaner kameruner kanadier kenianer
  kolumbianer koreaner nordkoreaner südkoreaner kosovaner kubaner kuwaiter liberianer libyer litauer luxemburger
  malaysier malier malteser marokkaner mazedonier mexikaner moldauer montenegriner namibier neuseeländer nicaraguaner
  niederländer nigerianer nordafrikaner norweger österreicher pakistaner palästinenser paraguayer peruaner ruander
  sambier schweizer singapurer somalier spanier südafrikaner syrer tansanier thailänder tibeter tunesier ugander
  ukrainer uruguayer venezolaner waliser zyprer europäer osteuropäer afrikaner schwarzafrikaner südländer skandinavier
  araber berber lateinamerikaner indianer anglikaner lutheraner rheinländer einwanderer zuwanderer ausländer
  asylbewerber rentner rollstuhlfahrer epileptiker diabetiker legastheniker`

/** Migrant, Migrantin, Migranten, Migrantinnen. */
const DE_EN = 'migrant immigrant emigrant asylant christ protestant katholik buddhist atheist calvinist salafist autist'

const DE_ADJECTIVES = `
  afghanisch ägyptisch albanisch algerisch amerikanisch argentinisch armenisch australisch belgisch bosnisch
  brasilianisch britisch bulgarisch chilenisch chinesisch dänisch deutsch englisch eritreisch estnisch äthiopisch
  finnisch französisch georgisch ghanaisch griechisch indisch indonesisch irakisch iranisch irisch isländisch israelisch
  italienisch jamaikanisch japanisch jemenitisch jordanisch kanadisch kenianisch kolumbianisch koreanisch kosovarisch
  kroatisch kubanisch kurdisch lettisch libanesisch libysch litauisch luxemburgisch malaysisch maltesisch marokkanisch
  mazedonisch mexikanisch mongolisch montenegrinisch nepalesisch niederländisch nigerianisch norwegisch österreichisch
  pakistanisch palästinensisch peruanisch persisch philippinisch polnisch portugiesisch rumänisch russisch schottisch
  schwedisch schweizerisch senegalesisch serbisch slowakisch slowenisch somalisch spanisch syrisch tamilisch
  thailändisch tibetisch tschechisch tschetschenisch tunesisch türkisch ukrainisch ungarisch uigurisch usbekisch
  venezolanisch vietnamesisch walisisch europäisch afrikanisch asiatisch arabisch lateinamerikanisch skandinavisch
  slawisch katalanisch baskisch
  muslimisch islamisch jüdisch christlich katholisch evangelisch protestantisch buddhistisch hinduistisch jesidisch
  alevitisch sunnitisch schiitisch orthodox atheistisch
  schwul lesbisch bisexuell homosexuell heterosexuell transsexuell transgeschlechtlich nonbinär intergeschlechtlich
  behindert schwerbehindert gehörlos taub autistisch dunkelhäutig indigen geflüchtet ausländisch weiblich männlich
  obdachlos übergewichtig`

// ---- French ----

/** Marocain, marocaine, marocains, marocaines. */
const FR_E = `
  afghan africain allemand américain catalan centrafricain cubain dominicain espagnol flamand letton marocain
  maghrébin mexicain musulman persan portoricain roumain occitan normand protestant mormon sikh anglican hindou
  immigré réfugié migrant émigré expatrié retraité handicapé sourd malentendant malvoyant adolescent clandestin exilé
  paysan ouzbek kazakh intersexué racisé
  monténégrin philippin jamaïcain kényan nigérian gitan`

/** Chinois, chinoise, chinoises. */
const FR_S = `
  albanais anglais antillais bangladais camerounais chinois congolais danois finlandais français gabonais gallois
  hollandais hongrois irlandais islandais japonais libanais luxembourgeois maltais néerlandais népalais ougandais
  pakistanais polonais portugais québécois rwandais sénégalais soudanais suédois taïwanais thaïlandais togolais écossais`

/** Italien, italienne, italiens, italiennes. */
const FR_N = `
  algérien arménien australien autrichien bolivien bosnien brésilien cambodgien canadien chilien colombien coréen chrétien
  égyptien équatorien estonien éthiopien européen géorgien ghanéen guinéen guyanéen haïtien indien indonésien iranien
  irakien israélien italien ivoirien jordanien libérien libyen lituanien macédonien malaisien malien mauricien mauritanien
  namibien nigérien norvégien palestinien péruvien salvadorien saoudien sicilien somalien syrien tanzanien tunisien
  ukrainien vénézuélien vietnamien zambien letton breton wallon`

/** Belge, belges. */
const FR_BOTH = `
  arabe asiatique basque belge berbère bulgare croate kabyle kosovar kurde moldave russe scandinave serbe slave slovaque
  slovène tchèque tchétchène touareg tzigane rom manouche ouïghour yézidi tamoul peul
  catholique bouddhiste sunnite chiite athée agnostique évangélique adventiste alévite druze copte salafiste calviniste
  israélite gay lesbienne ado quinquagénaire
  autiste trisomique paraplégique tétraplégique épileptique schizophrène diabétique dyslexique obèse
  indigène autochtone métisse femme homme dame`

const FR_EL = 'homosexuel bisexuel hétérosexuel transsexuel'

// ---- Spanish ----

/** Mexicano, mexicana, mexicanos, mexicanas. */
const ES_O = `
  afgan african american argelin asiátic australian austriac azerbaiyan bolivian brasileñ búlgar
  camboyan chec chilen colombian corean cristian cuban dominican ecuatorian egipci eslovac esloven 
  europe filipin georgian ghanean gitan grieg guatemaltec haitian hispan hispanoamerican hondureñ húngar 
  italian jamaican jordan kazaj kenian kosovar kurd latin latinoamerican lituan mexican mejican
  mongol montenegrin nigerian norteamerican norueg palestin panameñ paraguay peruan polac puertorriqueñ ruman rus
  salvadoreñ sudafrican sudamerican suec tibetan tunecin turc ucranian uruguay uzbek vasc venezolan
  caribeñ galleg madrileñ
  judí católic evangélic ate luteran
  refugiad expatriad emigrad jubilad ancian sord discapacitad minusválid autístic diabétic epiléptic esquizofrénic
  indocumentad`

/** Sirio, sirios, sirias; the feminine singular is the country. */
const ES_COUNTRY = 'argentin armeni bosni chin eritre estoni indi indonesi libi macedoni malasi serbi siri suiz'

/** Francés, francesa, franceses, francesas. */
const ES_ES = `
  alban aragon camerun congol dan escoc finland franc gal holand ingl irland island japon liban luxemburgu malt neerland
  nepal portugu ruand senegal sudan tailand taiwan togol`

/** Belga, belgas. */
const ES_S = `
  árabe belga bereber canadiense costarricense croata estadounidense etíope eslavo israelita nicaragüense vietnamita
  escandinavo indígena aborigen mestizo mestiza mulato mulata zulú
  adolescente autista budista chiita evangelista hinduista metodista mormona protestante sunita
  inmigrante migrante emigrante lesbiana`

/** Iraní, iranís, iraníes. */
const ES_I = `
  bangladesí bengalí hindú iraní iraquí israelí kuwaití magrebí maorí marroquí nepalí pakistaní saudí sefardí somalí
  yemení qatarí`

// ---- Italian ----

/** Messicano, messicana, messicani, messicane. */
const IT_O = `
  afgan african american armen australian bolivian bosniac brasilian bulgar cambogian cilen colombian corean
  croat cuban dominican ecuadorian egizian filippin georgian giordan haitian indian indonesian irachen
  iranian israelian italian ivorian kazak kenian kosovar latin latinoamerican liberian lituan marocchin messican mongol
  montenegrin nigerian nordafrican pakistan paraguaian peruvian portorican romen rumen russ serb sirian sloven
  somal spagnol sudafrican sudamerican tibetan tunisin ucrain uruguaian uzbek venezuelan zingar sicilian napoletan
  cristian musulman ebre luteran anglican ate
  immigrat rifugiat emigrat espatriat pensionat anzian sord`

/** Francese, francesi. */
const IT_E = `
  albanes bengales calabres camerunes canades cines congoles danes eston etiop finlandes frances galles ghanes
  giappones ingles irlandes islandes libanes lussemburghes macedon maltes milanes nepales norveges
  olandes palestines portoghes ruandes scozzes senegales sudanes svedes tailandes taiwanes togoles ugandes ungheres
  vietnames`

/** Turco, turca, turchi, turche. */
const IT_CH = 'turc tedesc polacc'

/** Austriaco, austriaca, austriaci, austriache. */
const IT_C = 'austriac asiatic arabic cattolic evangelic autistic diabetic epilettic schizofrenic'

/**
 * Names of groups of people, by which people name themselves and others: so that a model may read one for the other.
 * No slurs, no parties, no trades. What means mostly something else in comments is in `AMBIGUOUS_GROUP_WORDS`.
 */
export const GROUP_WORDS: Readonly<Record<GroupLanguage, GroupWords>> = {
  en: words(
    [
      EN_REGULAR,
      forms('english french irish scots welsh dutch cornish', 'man woman'),
      'woman lady transwoman transman',
    ],
    [
      forms(EN_REGULAR, 's'),
      forms('english french irish scots welsh dutch cornish', 'men women'),
      'women men ladies transwomen transmen',
    ],
    [EN_WHICH],
  ),
  de: words(
    [
      forms(DE_E, 'e in'),
      forms(DE_ER, '- in'),
      forms(DE_EN, '- in'),
      'jude jüdin franzose französin pole polin schwede schwedin ungar ungarin israeli pakistani saudi muslim muslimin',
      'muslima moslem hindu romni sinto sintiza flüchtling lesbe transfrau transmann mann mädchen seniorin',
      'deutschtürke deutschtürkin jugendlicher jugendliche geflüchteter asylsuchender',
    ],
    [
      forms(DE_E, 'en innen'),
      forms(DE_ER, 'n innen'),
      forms(DE_EN, 'en innen'),
      'juden jüdinnen franzosen französinnen polinnen schwedinnen ungarinnen israelis pakistanis saudis muslime muslimen',
      'muslimas musliminnen moslems hindus roma sinti flüchtlinge flüchtlingen lesben transfrauen transmänner frauen',
      'männer männern mädels senioren seniorinnen jugendlichen asylsuchende asylsuchenden deutschtürken boomer teenager',
      'geflüchteten ostdeutsche ostdeutschen westdeutsche westdeutschen',
    ],
    [forms(DE_ADJECTIVES, '- e en er es em'), 'queer queere queeren trans lgbtq'],
  ),
  fr: words(
    [
      forms(FR_E, '- e'),
      forms(FR_S, '- e'),
      forms(FR_N, '- ne'),
      forms(FR_BOTH, '-'),
      forms(FR_EL, '- le'),
      'argentin turc turque grec grecque juif juive métis étrangère gay',
    ],
    [
      forms(FR_E, 's es'),
      forms(FR_S, 'es'),
      forms(FR_N, 's nes'),
      forms(FR_BOTH, 's'),
      forms(FR_EL, 's les'),
      'argentins argentines turcs turques grecs grecques juifs juives étrangers étrangères femmes hommes roms',
    ],
    ['transgenre transgenres trans queer queers lgbt islamique islamiques hébraïque sémite nonbinaire'],
  ),
  es: words(
    [
      forms(ES_O, 'o a'),
      forms(ES_COUNTRY, 'o'),
      forms(ES_ES, 'és esa'),
      forms(ES_S, '-'),
      forms(ES_I, '-'),
      'español española alemán alemana catalán catalana musulmán musulmana bretón bretona mormón mormona andaluz andaluza',
      'extranjera mujer gay homosexual heterosexual bisexual transexual saharaui',
    ],
    [
      forms(ES_O, 'os as'),
      forms(ES_COUNTRY, 'os as'),
      forms(ES_ES, 'eses esas'),
      forms(ES_S, 's'),
      forms(ES_I, 's es'),
      'españoles españolas alemanes alemanas catalanes catalanas musulmanes musulmanas bretones mormones andaluces',
      'andaluzas extranjeros extranjeras mujeres hombres gais homosexuales heterosexuales bisexuales transexuales',
      'saharauis',
    ],
    ['trans transgénero queer lgtb lgtbi lgbt islámico islámica islámicos islámicas'],
  ),
  it: words(
    [
      forms(IT_O, 'o a'),
      forms(IT_E, 'e'),
      forms(IT_CH, 'o a'),
      forms(IT_C, 'o a'),
      forms('buddist sunnit sciit induist israelit belg', 'a'),
      'argentino eritreo lettone estone greco greca ceco ceca protestante migrante adolescente disabile omosessuale eterosessuale bisessuale',
      'transessuale lesbica straniera profugo profuga extracomunitario extracomunitaria arabo araba libico libica curdo',
      'curda donna uomo meridionale indù rom sinto bretone statunitense saudita',
    ],
    [
      forms(IT_O, 'i e'),
      forms(IT_E, 'i'),
      forms(IT_CH, 'hi he'),
      forms(IT_C, 'i he'),
      'argentini argentine eritrei eritree buddisti buddiste sunniti sciiti induisti israeliti belgi belghe lettoni estoni greci greche cechi ceche protestanti',
      'migranti adolescenti disabili omosessuali eterosessuali bisessuali transessuali lesbiche stranieri straniere profughi',
      'profughe extracomunitari extracomunitarie arabi arabe libici libiche curdi curde donne uomini meridionali bretoni',
      'statunitensi sauditi',
    ],
    ['gay trans transgender queer lgbt islamico islamica islamici islamiche ebraico ebraica ebraici ebraiche'],
  ),
}

/** Names of groups that in comments mean something else at least as often: Polish and to polish, Schweden the country. */
export const AMBIGUOUS_GROUP_WORDS: Readonly<Record<GroupLanguage, GroupWords>> = {
  en: words(
    ['man guy pole kiwi native alien elder senior traveller traveler gypsy dwarf orphan believer child kid'],
    [
      'guys poles kiwis natives aliens elders seniors travellers travelers gypsies believers children kids dwarfs youths',
    ],
    ['polish straight old young brown blind bi mixed oriental orthodox bald fat mute poor bipolar rural'],
  ),
  de: words(
    ['frau herr junge kind'],
    ['polen schweden ungarn bayern sachsen hessen schwaben franken jungen kinder alte alten'],
    ['weiß weiße weißen weißer schwarz schwarze schwarzen schwarzer blind blinde blinden alt jung dick arm'],
  ),
  fr: words(
    ['étranger suisse corse garçon fille vieux vieille jeune aveugle noir noire blanc blanche argentine'],
    ['suisses corses garçons filles jeunes vieilles aveugles noirs noires blancs blanches pauvres'],
    ['gros grosse pauvre orthodoxe'],
  ),
  es: words(
    [
      'hombre extranjero chico chica viejo vieja joven ciego ciega negro negra blanco blanca niño niña',
      forms(ES_COUNTRY, 'a'),
    ],
    ['chicos chicas viejos viejas jóvenes ciegos ciegas negros negras blancos blancas niños niñas pobres mayores'],
    ['gordo gorda pobre mayor ortodoxo ortodoxa'],
  ),
  it: words(
    [
      'straniero svizzero svizzera ragazzo ragazza vecchio vecchia giovane cieco cieca nero nera bianco bianca argentina eritrea',
    ],
    ['svizzeri svizzere ragazzi ragazze vecchi vecchie giovani ciechi neri nere bianchi bianche poveri bambini'],
    ['grasso grassa povero ortodosso'],
  ),
}
