import type { Grammar, Group, Person } from './grammar.ts'

/** Category: one, several, adjective; several pairs of a category apart by `;`. */
const GROUPS: Readonly<Record<string, string>> = {
  faith: `
    Muslim, Muslims, Muslim; Jew, Jews, Jewish; Christian, Christians, Christian; Catholic, Catholics, Catholic
    Hindu, Hindus, Hindu; Sikh, Sikhs, Sikh; Buddhist, Buddhists, Buddhist; Mormon, Mormons, Mormon
    evangelical, evangelicals, evangelical; atheist, atheists, atheist; Yazidi, Yazidis, Yazidi; Sunni, Sunnis, Sunni
    Copt, Copts, Coptic; Protestant, Protestants, Protestant; Orthodox Jew, Orthodox Jews, Orthodox Jewish
    Ahmadi, Ahmadis, Ahmadi; Quaker, Quakers, Quaker; Baptist, Baptists, Baptist`,
  nation: `
    Mexican, Mexicans, Mexican; Turk, Turks, Turkish; Pole, Poles, Polish; Romanian, Romanians, Romanian
    Chinese person, Chinese people, Chinese; Indian, Indians, Indian; Pakistani, Pakistanis, Pakistani
    Nigerian, Nigerians, Nigerian; Somali, Somalis, Somali; Syrian, Syrians, Syrian; Afghan, Afghans, Afghan
    Iranian, Iranians, Iranian; Russian, Russians, Russian; Ukrainian, Ukrainians, Ukrainian; German, Germans, German
    Italian, Italians, Italian; Greek, Greeks, Greek; Albanian, Albanians, Albanian; Moroccan, Moroccans, Moroccan
    Algerian, Algerians, Algerian; Egyptian, Egyptians, Egyptian; Iraqi, Iraqis, Iraqi; Israeli, Israelis, Israeli
    Palestinian, Palestinians, Palestinian; Filipino, Filipinos, Filipino; Korean, Koreans, Korean
    Japanese person, Japanese people, Japanese; Vietnamese person, Vietnamese people, Vietnamese
    Colombian, Colombians, Colombian; Brazilian, Brazilians, Brazilian; Haitian, Haitians, Haitian
    Cuban, Cubans, Cuban; Jamaican, Jamaicans, Jamaican; Kenyan, Kenyans, Kenyan; Eritrean, Eritreans, Eritrean
    Ethiopian, Ethiopians, Ethiopian; Bulgarian, Bulgarians, Bulgarian; Serb, Serbs, Serbian
    Hungarian, Hungarians, Hungarian; American, Americans, American; Canadian, Canadians, Canadian
    Irishman, Irish people, Irish; Englishman, English people, English; Frenchman, French people, French
    Spaniard, Spaniards, Spanish; Dane, Danes, Danish; Swede, Swedes, Swedish; Lebanese man, Lebanese people, Lebanese
    Bangladeshi, Bangladeshis, Bangladeshi; Venezuelan, Venezuelans, Venezuelan; Tunisian, Tunisians, Tunisian`,
  race: `
    black man, black people, black; black woman, black women, black; white man, white people, white
    Asian, Asians, Asian; African, Africans, African; Arab, Arabs, Arab; Latino, Latinos, Latino
    Hispanic man, Hispanics, Hispanic; Kurd, Kurds, Kurdish; Roma woman, Roma, Roma; Roma man, Roma people, Roma
    indigenous woman, indigenous people, indigenous; Native American, Native Americans, Native American
    Aboriginal man, Aboriginal people, Aboriginal; mixed-race man, mixed-race people, mixed-race
    Māori woman, Māori people, Māori; Uyghur, Uyghurs, Uyghur; Tamil, Tamils, Tamil; African American, African Americans, African American
    brown man, brown people, brown; Middle Eastern man, Middle Eastern people, Middle Eastern`,
  gender: `
    woman, women, female; woman, women, female; woman, women, female; man, men, male; girl, girls, female
    mother, mothers, female; lady, ladies, female; single mother, single mothers, female`,
  love: `
    gay man, gay people, gay; gay man, gay men, gay; lesbian, lesbians, lesbian; bisexual, bisexuals, bisexual
    homosexual, homosexuals, homosexual; queer person, queer people, queer; gay couple, gay couples, gay
    straight man, straight men, straight; asexual person, asexual people, asexual`,
  trans: `
    trans woman, trans women, trans; trans man, trans men, trans; trans person, trans people, trans
    transgender person, transgender people, transgender; non-binary person, non-binary people, non-binary
    intersex person, intersex people, intersex; trans teenager, trans teenagers, trans`,
  age: `
    pensioner, pensioners, elderly; old man, old people, old; elderly woman, elderly people, elderly
    teenager, teenagers, teenage; boomer, boomers, boomer; millennial, millennials, millennial
    senior citizen, senior citizens, elderly; young person, young people, young; retiree, retirees, retired`,
  body: `
    disabled person, disabled people, disabled; wheelchair user, wheelchair users, disabled; deaf man, deaf people, deaf
    blind woman, blind people, blind; autistic man, autistic people, autistic; person with Down syndrome, people with Down syndrome, disabled
    fat person, fat people, fat; amputee, amputees, disabled; deaf woman, deaf people, deaf
    person with epilepsy, people with epilepsy, epileptic; autistic woman, autistic people, autistic
    person with schizophrenia, people with schizophrenia, schizophrenic; short man, short men, short`,
  move: `
    immigrant, immigrants, immigrant; migrant, migrants, migrant; refugee, refugees, refugee; foreigner, foreigners, foreign
    asylum seeker, asylum seekers, refugee; illegal immigrant, illegal immigrants, immigrant; newcomer, newcomers, foreign
    undocumented worker, undocumented workers, migrant; guest worker, guest workers, migrant`,
  class: `
    homeless man, homeless people, homeless; traveller, travellers, traveller; northerner, northerners, northern
    southerner, southerners, southern; farmer, farmers, rural; poor person, poor people, poor`,
}

const groups: Group[] = Object.entries(GROUPS).flatMap(([category, list]) =>
  list
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [one, many, which] = line.split(',').map(form => form.trim()) as [string, string, string]
      return {
        category,
        feminine: /\b(woman|girl|lady|mother|lesbian)$/.test(one) ? true : /(man|couple)$/.test(one) ? false : null,
        slots: { one, many, which },
      }
    }),
)

const people: Person[] = [
  ...'Tobias Marcus Ibrahim Dmitri Hugo Ravi Kofi Andrzej Benedict Omar Stellan Joaquin Nigel Yusuf Leonard Takeshi Colm Graham Ezekiel Sanjay Rufus Anton Percy Delroy'
    .split(' ')
    .map(name => ({ feminine: false, slots: { name, he: 'he', him: 'him', his: 'his' } })),
  ...'Marguerite Amara Ingrid Farida Beatriz Noor Philippa Xiulan Orla Keziah Svetlana Imogen Lakshmi Odette Roisin Ayesha Greta Wanjiru Tamsin Hanneke Delphine Ruthie Mireille Zainab'
    .split(' ')
    .map(name => ({ feminine: true, slots: { name, he: 'she', him: 'her', his: 'her' } })),
]

const AN_BEFORE = /\b(a) (?=(?:[aeio]|u(?!ni|se|gand|krai|rug|til|k\b))(?!ne\b|uro|uni))/gi

export const en: Grammar = {
  language: 'en',
  groups,
  people,
  before:
    'I have read the whole piece.|Just my view from the bus.|Long-time reader, first comment.|Reading this over breakfast.|Coming back to the article for a second.|Not sure why nobody has said it yet.|Let me put it plainly.|I live two streets from there.|After thirty years in this town I can say this.|Interesting thread.|One more thing on this.|To answer the question above.|Since the author asks.|Well, here goes.|Having slept on it.|Thanks for reporting on this.|The headline says it all.|Speaking only for myself.|From the comments so far I gather most people missed it.|Okay, I will bite.',
  after:
    'That is all I have to say.|Have a good Sunday.|Read the second paragraph again.|Anyway, back to work.|I said the same last year.|The article hardly touches on it.|Just my two cents.|Somebody had to say it.|My neighbour thinks so too.|That is what the council debate was about.|We will see after the election.|The numbers are on page four.|I will leave it at that.|Nothing new there.|It was the same in the nineties.|Greetings from the coast.|You can quote me.|Let us see what the court says.',
  words: {
    place:
      'Bradford|Leeds|Ohio|Marseille|Glasgow|Toledo|Hamburg|Tampa|Adelaide|Limerick|Malmö|Fresno|Antwerp|Norwich|Tulsa|Galway|Winnipeg|Naples|Durban|Swansea',
    town: 'our town|this city|our village|the neighbourhood|the estate|our street|the valley|this county|the suburb',
    job: 'nurse|plumber|judge|bus driver|teacher|baker|surgeon|firefighter|librarian|architect|postman|midwife|electrician|referee|pharmacist|carpenter|translator|vet|gardener|cellist',
    job2: 'mechanic|dentist|chef|tailor|roofer|accountant|lifeguard|welder|beekeeper|barber|geologist|paramedic',
    nice: 'brilliant|kind|generous|thoughtful|talented|patient|honest|brave|warm-hearted|hard-working|witty|wise|gentle|decent|gracious|cheerful|reliable|charming|respected|inspiring|lovely|clever|loyal|courageous|wonderful',
    plain:
      'retired|local|well-known|left-handed|tall|married|former|newly elected|self-employed|middle-aged|bilingual|part-time|quiet|ordinary|practising|third-generation|busy|Dutch-speaking',
    vile: 'disgusting|filthy|repulsive|vile|loathsome|worthless|revolting|rotten|wretched|nasty|contemptible|grubby|stinking|degenerate|foul|slimy|hideous|despicable|useless|moronic|lying|thieving|sickening|mangy|depraved',
    pest: 'vermin|parasites|rats|cockroaches|lice|a plague|a cancer|leeches|locusts|a disease|maggots|bedbugs|an infestation|weeds|a virus|swine|hyenas|dogs|apes|mould|a rash|sewage|filth|ticks|jackals|trash|an infection|garbage|scum|beasts|savages|barbarians',
    crook:
      'thieves|criminals|rapists|crooks|perverts|terrorists|drug dealers|fraudsters|scroungers|child abusers|liars|freeloaders|spies|traitors|murderers|con artists|predators|pickpockets',
    dull: 'stupid|lazy|dirty|dishonest|violent|backward|primitive|greedy|cowardly|dim-witted|ungrateful|immoral|treacherous|inferior|uncivilised|disgusting|sick in the head|untrustworthy|hysterical|worthless|repulsive|perverted|ignorant|subhuman|evil',
    good: 'kind|honest|clever|decent|hard-working|generous|trustworthy|polite|brave|capable|reasonable|civilised|grateful|gentle|intelligent|respectable|peaceful',
    kill: 'shot|hanged|burned alive|gassed|beaten to a pulp|put down|drowned|lined up and shot|strung up|wiped out|exterminated|butchered|stoned|stabbed|run over|crushed|slaughtered|thrown off a bridge|lynched|beheaded|put against a wall|put in the ground',
    hurt: 'break your legs|smash your face in|put a bullet in your head|cut your throat|burn your house down|beat you senseless|slit your tyres and then you|knock your teeth out|crack your skull|bury you in the woods|shoot you on your doorstep|run you over|stab you in your sleep|throw acid in your face|strangle you|set fire to your car with you in it|gut you like a fish|snap your neck|hunt you down|drown you in the canal',
    food: 'coffee|a cold beer|dumplings|a decent sandwich|chocolate|that lasagne|an ice cream|a proper curry|a nap|tickets to that gig|a window seat|five minutes of peace',
    thing:
      'law|budget|bus timetable|app|website update|tax form|bridge design|reform|ticket machine|bypass|pension plan|stadium deal|parking scheme|phone contract|referendum question|printer|housing bill|recycling system|curriculum|algorithm',
    outfit:
      'bank|council|rail company|water company|ministry|airline|insurer|broadcaster|phone company|party|hospital trust|housing association|tax office|energy firm|federation|parcel service|city hall|planning office|landlord association|football league',
    topic:
      'rents|school dinners|the bypass|the rail strike|pensions|wind farms|the hospital closure|bin collection|the harbour tunnel|the interest rate|house prices|the new tram|fishing quotas|the budget|heat pumps|fuel duty|the flood defences|class sizes|nuclear power|the swimming pool|cycle lanes|the sugar tax|care homes|broadband|the speed limit|data protection|rural buses|water bills|the ring road|the opera house',
    leader:
      'the minister|the mayor|the chancellor|the prime minister|the governor|the senator|the opposition leader|the party chair|our MP|the commissioner|the head of the council|the president|the finance secretary|the spokesman',
    politician:
      'minister|mayor|senator|councillor|governor|MP|party chairman|commissioner|candidate|president|spokeswoman',
    time: 'yesterday|last week|on Tuesday|this morning|last summer|in March|the other day|two years ago|over Easter|at half past six|last night',
    amount: 'twelve|three hundred|forty|about sixty|nearly a thousand|seventeen|dozens of|two thousand|eight|ninety',
    event:
      'the street festival|the book fair|the choir rehearsal|the town meeting|the marathon|the science fair|the chess tournament|the flower market|the food bank|the carnival|the parents evening|the memorial service|the film club|the boat race|the open day',
    paper: 'study|report|survey|thesis|census|documentary|podcast|exhibition|novel|column|interview|series|petition',
    fword: 'fucking|bloody|goddamn|shitty|freaking|damn|fucked-up|sodding|effing|god-awful',
    swear:
      'fuck|shit|holy shit|bloody hell|for fuck’s sake|damn it|fucking hell|goddammit|bollocks|Jesus fucking Christ|crap|what the fuck|bugger|holy crap|oh shit',
    insult:
      'idiot|moron|imbecile|halfwit|cretin|clown|dimwit|scumbag|lowlife|creep|numbskull|loser|nitwit|pillock|twit|fool|dunce|weasel|worm|muppet|lunatic|crook|coward|parasite|hypocrite|simpleton|buffoon|waste of space|toad|snake|charlatan|ignoramus|knucklehead|blockhead|bonehead|airhead|tosser|maggot|pig|rat|windbag|birdbrain|slimeball|nutcase|wretch',
    rude: 'asshole|arsehole|dickhead|prick|wanker|shithead|fuckwit|piece of shit|bastard|bitch|son of a bitch|dipshit|cunt|twat|douchebag|motherfucker|fucker|jackass|fuckface|shitbag|knobhead|bellend|dumbass|cocksucker|scumbag|shitstain|fucking moron|fucking idiot|stupid fuck|ass-kisser',
    slur: 'nigger|kike|spic|wetback|beaner|gook|chink|raghead|towelhead|camel jockey|muzzie|faggot|fag|tranny|dyke|poofter|paki|wog|darkie|coon|porch monkey|pikey|gyppo|wop|dago|retard|spastic|mongoloid|cripple|kraut|jap|chinaman|squaw|half-breed|injun|sodomite|lesbo|shemale|ladyboy|homo|yid|shylock|feminazi|sand nigger|slant-eye|heeb|jungle bunny|nig-nog|golliwog|untermensch|race traitor|anchor baby|zipperhead|fudge packer|carpet muncher|white trash|honky|cracker|gringo|redskin|gypo|towelie',
    trade:
      'journalists|bankers|cyclists|politicians|estate agents|lawyers|referees|landlords|influencers|traffic wardens|bureaucrats|consultants|vegans|football fans|lorry drivers|hedge fund managers|tabloid hacks|climate activists|hunters|anti-vaxxers|gamers|celebrities|developers|economists|lobbyists|dog owners|SUV drivers|billionaires|hooligans|managers|tories|lefties|liberals|conservatives|socialists|columnists',
    trader:
      'journalist|banker|cyclist|politician|estate agent|lawyer|referee|landlord|influencer|traffic warden|bureaucrat|consultant|football fan|hedge fund manager|hack|economist|lobbyist|dog owner|SUV driver|billionaire|columnist|developer',
    sport: 'match|derby|cup final|third set|second half|penalty shoot-out|season opener|semi-final|fourth round|relay',
    film: 'film|series|novel|play|game|thriller|episode|opera|album|book',
    crime: 'stabbing|shooting|arson attack|assault|robbery|bombing|hit-and-run|kidnapping|murder|poisoning|riot',
    strong: 'fucking|motherfucking|goddamn fucking|fucking|fuckin|f*cking|fckin',
    oath: 'holy shit|for fuck’s sake|fucking hell|what the fuck|oh shit|fuck|fuck me|holy fuck|Jesus fucking Christ|shit',
    money: '$500|£2,000|$10,000|€90|$4,500|£350|€1,200|$97|£15,000|€600',
    url: 'http://bit.ly/{code}|www.{site}.com|https://{site}.xyz/?ref={number}|http://{site}.top/{code}|{site}.info|https://www.{site}.shop/win|http://{site}-{number}.biz|tinyurl.com/{code}',
    site: 'cash-4-u|super-meds24|crypto-kingz|easyprofit|topgoods365|luckyspin77|quickloanz|followerboost|pharma-direct|dream-dates|seo-rockets|bestreplicas|moneytree|goldsignals',
    code: 'x7Gh2|win99|k3Qpz|SAVE50|m0neyy|yT44q|BONUS|zz81a|vip2025|3kdL9',
    number: '12|48|7|233|19|5|64|301|88|26|14',
    mail: 'drhope.healer@{site}.com|profits.{code}@gmail.com|loan.office@{site}.net|agent_{number}@outlook.com|{site}@mail.com',
    phone:
      '+1 202 555 01{number}|0800 {number} {number2}|+44 7700 9001{number}|555-01{number}|80085|+234 {number} 555 {number2}',
    handle: '@{site}_{number}|@fx_{code}|@trader{number}|@{code}_official',
    goods:
      'viagra|phone cases|weight loss pills|replica watches|cialis|followers|sneakers|handbags|crypto courses|xanax|essay writing|web hosting|backlinks|gift cards|solar panels|life insurance|air jordans|CBD oil|gaming laptops|hair extensions|sunglasses|tramadol|game cheats|ringtones|iphones',
    coin: 'bitcoin|ethereum|forex|crypto|binary options|dogecoin|NFTs|our trading bot|USDT',
    news: 'statistics|courier|tribune|observer|institute|archive|parliament',
    topicslug: 'rents|energy|schools|Tunnel|transport|Housing_policy|budget|fisheries|water',
    place1: 'bradford|leeds|toledo|galway|norwich|durban',
    lewd: 'fuck|bang|ride|screw|suck off|do you-know-what with|eat out|pound|spank|nail|bone|lick',
    bodypart: 'tits|boobs|ass|pussy|cock|nipples|legs and ass|butt|dick|booty|feet and tits|hot body',
    hot: 'horny|sexy|slutty|naughty|kinky|busty|hot',
    aroused: 'horny|so wet|hard as a rock|turned on|dripping',
    hour: 'seven|eight|midnight|noon|half past nine|quarter to ten',
    relative:
      'grandmother|uncle|cousin|brother-in-law|daughter|nephew|sister|father|stepmother|son|wife|husband|best friend|godmother|boss|landlady|neighbour|doctor|coach|teacher',
    sarcasm:
      'Einstein|genius|professor|champ|sunshine|sweetheart|Sherlock|big thinker|your Majesty|darling|buddy|Shakespeare|oracle',
    reject:
      'disgraceful|shameful|plain wrong|racist nonsense|cruel|indefensible|despicable|bigotry, nothing else|beneath contempt|a lie|ugly and false|hate speech|unacceptable|vile and untrue|prejudice of the oldest kind|a slander|dangerous talk',
    who: 'a man at the bar|my own uncle|some columnist|the speaker at the rally|a caller on the radio|the leaflet in my letterbox|a fellow passenger|someone in this thread|the party poster|a former colleague|the man next door|his brother|the placard|a user called BlueTractor|an old schoolmate|the graffiti on the bridge',
  },
  mend: text => text.replace(AN_BEFORE, '$1n ').replace(/\ban (one|uni|euro|use)/gi, (_, rest: string) => `a ${rest}`),
}
