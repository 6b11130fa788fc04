import type { WordList } from '../patterns.ts'

// Parts that several phrases share. To be named here is never a fault: only the phrases around it are.
const PEOPLES =
  '(muslim|jew|black|arab|african|asian|mexican|immigrant|migrant|refugee|foreigner|gay|lesbian|homosexual|christian|' +
  'catholic|hindu|indian|gypsie|gypsy|latino|hispanic|trans|disabled|white)(|s)'
const PEOPLE = `(all|most|every|these|those|you|the|a|) (${PEOPLES}|${PEOPLES} people|${PEOPLES} person|women|trans people|disabled people)`
const YOU = '(you|u|ya|he|she|they|you people|these people|those people|all of you|all of them)'
const YOU_ARE =
  "(you are|you're|u are|ur|u r|youre|he is|he's|she is|she's|they are|they're|you people are|these people are|" +
  'those people are|you lot are|you were|he was|she was|they were|you must be)'
const A = '(a|an|such a|such an|just a|nothing but a|a bunch of|a pack of|all|just|nothing but|)'
const LITTLE = '(little|old|poor|sad|)'
const I_WILL =
  "(i will|i'll|i'm going to|i am going to|i'm gonna|i am gonna|i gonna|i wanna|i want to|i'd love to|i would love to|" +
  'i swear i will|we will|we are going to|we are gonna|we gonna|ima)'
const THEM =
  '(you|u|ya|him|her|them|you all|all of you|them all|all of them|every one of you|every one of them|your kids|your family|' +
  'your children|your wife|your husband|your mother|your dog|his family|her family|their families)'
const YOUR = '(your|ur|his|her|their)'
const SHOT =
  '(shot|hanged|hung|lynched|strung up|beheaded|burned alive|burnt alive|burned at the stake|put down|executed|gassed|raped|' +
  'stabbed|murdered|killed|slaughtered|castrated|drowned|exterminated|stoned to death|guillotined|strangled|beaten up|' +
  'beaten to death|tortured|put against (a|the) wall|lined up against (a|the) wall)'
const BUILDING =
  '((your|ur|his|her|their) (house|home|houses|homes|car|cars|office|offices|school|shop|mosque|synagogue|church)|' +
  '(the|this|that) (newsroom|mosque|synagogue|church|embassy|parliament|town hall|refugee shelter|shelter|school))'
const ABOUT = '(up to|over|at least|about|almost|around|nearly|more than|an extra|)'
const A_DAY = '(a|an|per|each|every|in a|in one|in just one) (day|hour|hr|week|month)'

/** English, British and American. */
export const en: WordList = {
  intensifiers: `
    bloody, fucking, effing, frigging, freaking, goddamn(|ed), damn(|ed), utter(|ly), complete(|ly), total(|ly)
    absolute(|ly), stupid, dumb, pathetic, ignorant, filthy, dirty, worthless, useless, lying, brainless, miserable
    raving, blithering, spineless, disgusting, ugly, lazy, silly`,

  entries: [
    {
      label: 'obscene',
      severity: 3,
      patterns: `
        motherfuck*, muthafuck*, cunt(|s|y), cock-sucker(|s), cocksucking`,
    },
    {
      label: 'obscene',
      severity: 2,
      patterns: `
        *fuck*, *phuck*, *fvck*, fu(k|kk)(|s|er|ers|ed|in|ing), fck(|s|er|ers|ed|in|ing|n), fuq, fuc(|in|ing)
        phuk(|s|er|ed|ing), mofo(|s), stfu, gtfo, (ass|arse|azz)-hole(|s), (ass|arse)-wipe(|s), dick-head(|s)
        dick(wad|face|bag|weed)(|s), knob-head(|s), bell-end(|s), butthole(|s), twat(|s), fannies
        (kiss|lick|suck|bite|eat) my (big|fat|hairy|) (ass|arse|cock|dick|balls|nuts), (eat|suck) a (|bag of) dick(|s)
        (piece|pieces|sack|full) of (shit|shite), eat shit, go (screw|shag) (yourself|urself|yourselves)`,
    },
    {
      label: 'obscene',
      severity: 1,
      patterns: `
        shit(|s|e|es|y|ty|tier|tiest|ting|ted|ter|ters), shyt(|e)
        shit-(head|hole|bag|face|show|storm|load|post|poster|stain|stirrer|list|house|lord)(|s)
        shit(faced|less|posting), (bull|horse|chicken|bat|dip|dog|ape)-shit(|s|ter|ters|ting), bollocks, arse(|s)
        (my|your|ur|his|her|their|fat|lazy|dumb|sorry|big) (ass|asses), pain(|s) in the ass
        ass-(clown|hat|licker|kisser)(|s), dumb-ass(|es), jack-ass(|es), piss off, pissing off, bugger off
        wank(|s|ing|ed|y), (jerk|jack)(|s|ing|ed) off, (a|you|that|this|little|arrogant|pompous|stupid|what a) prick
        (you|these|those|bunch of|arrogant) pricks, (such|being|be|is|are|you're|he's|she's|what) a dick, you dick
        dicks, turd(|s)`,
    },

    {
      label: 'sexual',
      severity: 3,
      patterns: `
        cum-(dumpster|slut|bucket)(|s), bukkake, gang-bang(|s|ed|ing)`,
    },
    {
      label: 'sexual',
      severity: 2,
      patterns: `
        (blow|hand|rim)-job(|s), deepthroat(|s|ed|ing), creampie(|s), cum-shot(|s), cumming, jizz(|ed|ing), clit(|s)
        milf(|s), (my|his|your|swallow|swallowing|drink|lick|hot|warm) cum
        (suck|sucks|sucking|sucked) (cock|cocks|dick|dicks)
        (suck|sucks|sucking|sucked) (on|) (my|his|your|a|big|some) (big|fat|) (cock|cocks|dick|dicks|penis|balls)
        (big|small|tiny|little|limp|hard|huge|fat|hairy|my|your|his|ur) (cock|cocks|dick|dicks|penis|schlong)
        (my|your|her|ur|wet|tight|eat|lick|hairy|shaved) (pussy|vagina), by the pussy
        (nice|big|huge|fake|her|your|ur|my|saggy) (tits|boobs|jugs|knockers), titties, butt-plug(|s), dildo(|s|es)
        anal (sex|porn|plug|beads), golden shower(|s), wet dream(|s) about (you|her|him), nympho(|s), dick pic(|s)
        send (me|us|) (nudes|nude (pics|photos|pictures)), sit on my face
        (sexy|horny) (bitch|slut|babe|girls|teens|milf)(|s)
        (want to|wanna|like to|love to|going to|gonna) (bang|shag|screw|hump|nail) (you|her|him|ya|u)
        (spread|open) (your|her|ur) legs`,
    },
    {
      label: 'sexual',
      severity: 1,
      patterns: `
        horny, boner(|s), boobs, boobies, tits, camel-toe, upskirt(|s), hentai, slutty, blow me
        (nice|hot|sexy|tight|sweet) (ass|arse|butt|booty|piece of ass)`,
    },

    {
      label: 'slur',
      severity: 3,
      patterns: `
        nigg(er|ers|ery|a|as|az|ah|uh|ar|ars|let|lets|ress), nig-nog(|s), (sand|prairie|timber|house)-nigger(|s)
        kike(|s), spic(|s), wetback(|s), beaner(|s), gook(|s), chink(|s|y), ching chong, zipperhead(|s)
        slant-eye(|s|d), (rag|towel|diaper)-head(|s), camel-jockey(|s), goat-(fucker|shagger)(|s), mudslime(|s)
        muzzie(|s), muzrat(|s), fag(|s|gy), fagg(ot|ots|oty|otry), faggit(|s), fudge-packer(|s), carpet muncher(|s)
        pillow biter(|s), (you|stupid|ugly|fat|fucking|filthy|bull|damn) dyke(|s), trann(y|ies)
        (you|filthy|bloody|fucking) poof(|s), poofter(|s), paki(|s), wog(|s), darkie(|s), coon(|s), jigg(|a)boo(|s)
        (porch|jungle) monkey(|s), jungle bunn(y|ies), spear-chucker(|s), pickaninn(y|ies), kaffir(|s), boong(|s)
        pikey(|s), gyppo(|s), wop(|s), dago(|s), jew-boy(|s), heeb(|s), hymie(|s), christ killer(|s), untermensch(|en)
        sub-human(|s), race traitor(|s)`,
    },
    {
      label: 'slur',
      severity: 3,
      patterns: `
        ${PEOPLE} are ${A} (vermin|cockroach|cockroaches|roaches|parasites|animals|apes|monkeys|filth|scum|trash|
          garbage|a disease)
        ${PEOPLE} are ${A} (a cancer|a plague|rats|pigs|dogs|savages|barbarians|leeches|maggots|disgusting|inferior|
          evil|subhuman)
        ${PEOPLE} are ${A} (worthless|rapists|degenerates|stupid|dirty|filthy|lazy|dumb|less than human|not human|
          criminals)`,
    },
    {
      label: 'slur',
      severity: 2,
      patterns: `
        retard(|s|ed), (fuck|lib|republi|conserva|trump|left)-tard(|s), (you|a) (spastic|spaz|mong), mongoloid(|s)
        (you|fucking|stupid|bloody) cripple(|s), white trash, trailer trash
        (filthy|fucking|bloody|goddamn|stinking) ${PEOPLES}
        i (really|just|fucking|) (hate|despise|detest|loathe|can't stand) ${PEOPLE}
        go back to (your|their|his|her) (own|) (country|countries|jungle|desert|cave|ghetto|homeland)
        go back (to|) where (you|they|he|she) came from, get back (in|to) the kitchen
        (women|woman) belong(|s) in the kitchen, kraut(|s), jap(|s), chinam(a|e)n, squaw(|s), half-breed(|s)
        injun(|s), sodomite(|s), lesbo(|s), lezz(ie|ies|er|ers), she-male(|s), lady-boy(|s)
        (you|fucking|stupid|filthy|bunch of) homo(|s), golliwog(|s), yid(|s), shylock(|s), feminazi(|s), femoid(|s)
        jew(ish|) (scum|rat|rats|vermin|pig|pigs), muslim (scum|vermin|pig|pigs), zionazi(|s), anchor bab(y|ies)`,
    },

    {
      label: 'insult',
      severity: 3,
      patterns: `
        (waste|complete waste) of (oxygen|air|skin|a life), the world would be better (off|) without (you|him|her)
        (nobody|no-one) would (miss you|care if you died)
        your (mother|mum|mom|parents) should have (aborted|swallowed) you
        ${YOU_ARE} ${A} (vermin|parasite|parasites|cockroach|cockroaches|human garbage|human filth|subhuman|maggot|
          maggots)`,
    },
    {
      label: 'insult',
      severity: 2,
      patterns: `
        idiot(|s), imbecile(|s), moron(|s), cretin(|s|ous), half-wit(|s|ted), nit-wit(|s), dim-wit(|s|ted)
        dumb(o|os|fuck|shit), dumbhead(|s), num(|b)skull(|s), nincompoop(|s), simpleton(|s), blockhead(|s)
        bone-head(|s|ed), knuckle-head(|s), air-head(|s|ed), meat-head(|s), bird-brain(|s|ed), pea-brain(|s|ed)
        brain-dead, (shit|shite) for brains, fuckwit(|s), scum(|s), scum-bag(|s), dirt-bag(|s), sleaze-bag(|s)
        slime-ball(|s), low-life(|s), douche(|s|y), douche-bag(|s), wanker(|s), tosser(|s), pillock(|s), plonker(|s)
        numpt(y|ies), (you|stupid|miserable|horrible) git(|s), cuck(|s)
        (you|an|such an|what an|these|those|complete|total) (asshole|arsehole)(|s), bastard(|s)
        son(|s) of (a|) bitch(|es), bitch(|es), biatch(|es), whore(|s), slut(|s), skank(|s|y), hoebag
        (you|dirty|filthy|old) slag(|s), inbred(|s)
        (stupid|silly|fat|old|ugly|dumb|crazy|lying) (cow|hag|bat|bint|tart|witch)
        (fat|filthy|fascist|disgusting|sexist|racist|capitalist|ignorant|greedy|lying|chauvinist) (pig|pigs|swine)
        ${YOU_ARE} ${A} ${LITTLE} (piece|pieces) of (shit|crap|garbage|trash|filth)
        (poor|sorry|pathetic|sad) excuse for a (human|human being|man|woman|person|journalist|mother|father)
        ${YOU_ARE} ${A} (trash|garbage|filth|rats|pigs|swine|savages|leeches|leech|degenerate|degenerates|mentally ill|
          insane|deranged)
        ${YOU_ARE} ${A} (demented|psychopath|psychopaths|sociopath|sociopaths|brain damaged|sick in the head|mental|
          animals|animal)
        sheeple, nut-job(|s), nut-case(|s), wacko(|s), psycho(|s), fat-ass(|es), lard-ass(|es), fatso(|s)
        perv(|s|ert|erts), ped(o|os), paed(o|os), (you|sick|disgusting) (pedophile|paedophile), drop dead, rot in hell
        burn in hell, shut the (fuck|hell) up, shut your (mouth|face|trap|pie-hole|gob|filthy mouth|ugly mouth)
        (you|u|ya) ${LITTLE} (fat|ugly|worthless|filthy|sick|vile|nasty|evil|slimy|deluded|brainless|lying|fucking|
          racist|sexist|stupid|dumb|ignorant|pathetic|disgusting|miserable|useless|arrogant|creepy|sad|
          silly) ${LITTLE} (person|man|woman|fuck|shit|thing|creature|child|boy|girl|kid|troll|bigot|fool|hypocrite|ape|
          animal|maggot|worm)(|s)
        dunce(|s), dullard(|s), ignoramus(|es), mouth-breather(|s), basement-dweller(|s), neck-beard(|s), incel(|s)
        (room temperature|single digit|double digit) iq, low iq
        iq of a (potato|rock|brick|turnip|goldfish|carrot|shoe), pathetic (loser|human|creature|excuse)(|s), ass-face
        butt-head(|s), pussies, toerag(|s)`,
    },
    {
      label: 'insult',
      severity: 1,
      patterns: `
        idiotic, moronic, imbecilic
        stupid (people|person|man|woman|women|men|fool|fools|kid|kids|boy|girl|lot|troll|trolls|sheep)
        stupid (voters|liberal|liberals|conservative|conservatives|leftist|leftists|republicans|democrats|boomers|
          politicians)
        ${YOU_ARE} (all|just|so|really|very|too|pretty|quite|as|clearly|obviously|either|both|) (stupid|dumb|pathetic|
          ignorant)
        ${YOU_ARE} (all|just|so|really|very|too|) (disgusting|ugly|worthless|useless|clueless|delusional|deluded|
          brainwashed|crazy)
        ${YOU_ARE} (all|just|so|really|very|too|) (nuts|a joke|thick|dense|lame|vile|despicable|repulsive|senile|
          a disgrace)
        how (stupid|dumb|thick|dense|ignorant) (are|can|must) ${YOU}
        are (you|u|they) (really|that|) (stupid|dumb|thick|insane|blind), your stupidity
        (you|ya) (fool|fools|clown|clowns|loser|losers|creep|creeps|freak|freaks|hypocrite|hypocrites|liar|liars)
        (you|ya) (jerk|jerks|traitor|traitors|coward|cowards|snowflake|snowflakes|muppet|muppets|twit|twits|prat|prats|
          sheep|swine)
        (such|what|like|acting like) a (fool|clown|loser|creep|freak|jerk|buffoon|muppet|twit|prat|weirdo|oaf|bozo|
          crybaby|coward)
        (bunch|pack) of (fools|clowns|losers|creeps|freaks|jerks|liars|cowards|crybabies|hypocrites|thugs|buffoons|
          traitors|nazis)
        ${YOU_ARE} ${A} (fool|fools|clown|clowns|loser|losers|creep|creeps|freak|freaks|hypocrite|hypocrites|jerk|jerks|
          buffoon)
        ${YOU_ARE} ${A} (liar|liars|coward|cowards|traitor|traitors|bigot|bigots|shill|shills|troll|trolls|nazi|nazis|
          fascist|racist)
        (pathological|compulsive|filthy|damn|bald faced|serial) (liar|liars), buffoon(|s)
        (little|poor|precious|liberal|special) snowflake(|s), shut up, shaddup, get a life, grow a (pair|brain|spine)
        go to hell, cry me a river, cry (more|harder), (nobody|no-one) (likes|asked|cares about) you
        you (suck|stink|disgust me|make me sick|make me (want to|wanna) (puke|vomit)), screw (you|u)
        (stupid|poor|old|bloody|silly) (fool|fools), boot-licker(|s), brown-noser(|s), twerp(|s), dipstick(|s), doofus
        dum-dum(|s), dimbulb(|s), butthurt, crybab(y|ies), ninny, ninnies, nutter(|s), loon(y|ies), moonbat(|s)
        wingnut(|s), crackpot(|s), dingbat(|s), demo(c|k)rap(|s), repuke(|s), dumbocrat(|s), lamestream
        troglodyte(|s), brainwashed (fool|fools|sheep), (learn|go) (how|) to (read|think) (you|moron)
        (what's|what is) wrong with you people`,
    },

    {
      label: 'threat',
      severity: 3,
      patterns: `
        ${I_WILL} (just|personally|come and|find you and|come over and|) (kill|murder|shoot|stab|strangle|choke|behead|
          hang|lynch|rape|slaughter|butcher|gut|hurt|punch|slap|assault|torture|execute) (${THEM}|${PEOPLE})
        death to ${PEOPLE}
        ${PEOPLE} (should|must|ought to|need to|deserve to) (all|) (die|be (${SHOT}|wiped out|eradicated|sterilised|
          sterilized))
        ${I_WILL} (burn|bomb|attack|destroy|beat) (you alive|your house|your family|your kids|you up|him up|
          you to death|you senseless)
        ${I_WILL} (find|hunt|track) ${THEM} (down|and (kill|hurt|beat|shoot|stab|rape))
        ${I_WILL} (smash|break|bash|cut) ${YOUR} (head|skull|face|teeth|legs|neck|bones|jaw|throat|fingers|kneecaps)
        ${I_WILL} (make you (pay|suffer|bleed|regret)|fuck you up|mess you up|beat your ass|kick your (ass|head in)|
          end you)
        (i'm|i am|we are) (coming|gonna come|going to come) (for|after) (you|your family|your kids)
        (i|we) know (exactly|) where (you|he|she|they|your kids|your family|your children) (live|lives|work|works|sleep|
          park)
        (i|we) know where your (kids|children) go to school, (i|we) know your (home|) address
        ${YOU} (should|ought to|must|need to|needs to|has to|deserve to|deserves to) (just|all|both|really|) (be|
          get) (taken out and|taken outside and|) ${SHOT}
        ${PEOPLE} deserve(|s) (death|a bullet|the rope|a beating)
        ${YOU} deserve(|s|d) (to die|death|a bullet|the rope|a beating|to rot in hell)
        (string|hang|shoot|gas|lynch|kill|behead|slaughter|exterminate) (them|em|you|the lot of them|every one of them|
          these people) all
        (string|hang|shoot|lynch|kill) (em|the lot of them|every last one of them|all of them|all of you)
        string (them|him|her) up
        (someone|somebody|anyone) (should|ought to|needs to|has to|must|please) (just|) (kill|shoot|stab|hang|murder|
          rape|assassinate|lynch|execute|strangle|put a bullet in) (${THEM}|this (man|woman|guy|bitch)|that (man|woman|
          guy|bitch))
        (burn|bomb|torch|blow up|firebomb|burn down|set fire to) ${BUILDING}
        (burn|burning|blow|tear) ${BUILDING} (down|up|to the ground), set ${BUILDING} (on fire|alight)
        put a (bullet|knife) (in|into|through|between) (you|him|her|them|${YOUR})
        slit ${YOUR} (throat|throats|wrists), (cut|slash) ${YOUR} (throat|throats)
        (bash|smash|kick|cave|stomp|punch|beat) ${YOUR} (head|skull|face|teeth|faces|heads|brains) (in|off|out)
        (break|snap) ${YOUR} (legs|neck|necks|arms|kneecaps|fingers|bones|jaw)
        rip ${YOUR} (head|heart|throat|tongue) (off|out)
        (kick|beat) the (shit|crap|living daylights) out of (you|him|her|them)
        (kill|hang|shoot|drown|neck|stab) (yourself|urself|yourselves|ur self), kys
        end your (own|miserable|pathetic|worthless|) life
        (you|u) should (just|really|) (die|commit suicide|jump off a (bridge|cliff|building))
        go (jump off a (bridge|cliff)|commit suicide)
        do (the world|us all|everyone) a favo(|u)r and (die|jump|end it)
        (you're|you are|ur|he's|he is|she's) ${A} dead (man|meat|woman)
        (you're|you are|ur) (so dead|as good as dead|gonna die|going to die|next on (my|our) list)
        (you|u) (will|shall|gonna) (pay with your life|bleed for this|hang for this)
        (you|they) (won't|will not) (live|survive) to see`,
    },
    {
      label: 'threat',
      severity: 2,
      patterns: `
        (gas|exterminate|kill|hang|lynch|castrate|sterilise|sterilize) (all|every|) ${PEOPLE}
        (hope|wish|pray) (that|) (${YOU}|someone|somebody|your (family|kids|mother|house)) (all|both|just|will|would|
          ) (die|dies|died|burn|burns|rot|rots|choke|chokes|drown|drowns|suffer|suffers|bleed|starve|kills you|
          shoots you|rapes you)
        hope (that|) (${YOU}|your (family|kids|mother)) (all|both|) (get|gets) (shot|killed|raped|stabbed|murdered|
          beaten|cancer|aids)
        hope (that|) ${YOU} (get|gets) (hit|run over) by, die (in a fire|in a hole|slowly and painfully|bitch|scum)
        go die, (get|got|have) what's coming to (you|him|her|them), (want|wish) (you|him|her|them) dead
        (need|needs|deserve|deserves) (a good|a|) (bullet|shooting|hanging|lynching|beating|smack in the (face|mouth)|
          punch in the (face|mouth|head))
        ${YOU} (should|ought to|deserve to|deserves to) (die|burn|hang|swing|rot|suffer), hanging is too good for
        you (will|shall) die, watch your back, sleep with one eye open`,
    },

    {
      label: 'spam',
      severity: 3,
      patterns: `
        (earn|earning|earned|make|making|made) ${ABOUT} # (dollars|usd|euros|pounds|bucks|) ${A_DAY} (online|from home|
          working|by working|just|with|doing|at home)
        (buy|get|order|gain) (real|cheap|more|free|active|instagram|youtube|facebook|twitter|tiktok|) (followers|
          subscribers|backlinks)
        double your (bitcoin|bitcoins|btc|crypto|money|investment|ethereum)
        send # (btc|eth|bitcoin|usdt) (and|to) (get|receive)
        (buy|order|cheap|generic|discount) (viagra|cialis|levitra|xanax|tramadol|valium|adderall|oxycontin|steroids|
          fake (passport|id)(|s))
        (viagra|cialis|levitra|xanax) (online|for sale|without prescription|cheap), counterfeit (money|notes) for sale
        (online|free|live|crypto|bitcoin) casino(|s) (bonus|bonuses|games|site|sites|slots|here)
        (casino|no deposit) bonus(|es), (best|top) online casino(|s), free spins, slot gacor, judi online
        situs (judi|slot), spell-caster(|s)
        (recover|recovered|recovering) (my|your|all|) (lost|stolen|my|your) (crypto|bitcoin|bitcoins|btc|funds|usdt)
        (hacker|hackers) for hire, bring back (my|your) ex, next of kin of the late`,
    },
    {
      label: 'spam',
      severity: 2,
      patterns: `
        (earn|earning|make|making|made) ${ABOUT} # (dollars|usd|euros|pounds|bucks|) ${A_DAY}
        (earn|make|making|earning) (easy|quick|fast|real|extra|good|) (money|cash) (online|from home|from your phone)
        (work|working|job|jobs|income) from home (and|jobs|job|opportunity|opportunities|earn|make|for #|#)
        get rich (quick|fast), (start|started) (earning|making money) (online|today|now), passive income
        financial freedom (is|today|now|awaits), be your own boss
        (crypto|bitcoin|btc|forex|ethereum) (doubling|doubler|giveaway|investment (platform|plan|company|expert)|
          trading (signals|bot|expert|mentor))
        (guaranteed|risk free|daily) (profit|profits|returns), binary options, money back guarantee
        click (here (to|for|and|now)|this link|my link|the link below|on my (link|profile|name|picture))
        link in (my|the|) bio, visit my (channel|profile|bio|page|shop|store)
        check (out|) (my|our) (new|) (channel|profile|bio|page|shop|store|website|site|blog|video|videos|onlyfans|
          instagram|youtube)
        subscribe to my (channel|page|newsletter), (subscribe|sub) (to|) me, sub for sub, follow for follow
        (message|contact|text|dm|inbox|add|reach) me (on|via|at|through) (whatsapp|telegram|instagram|kik|snapchat|
          facebook|onlyfans)
        (whatsapp|telegram) (me|us|number|or call), limited time offer
        (act|order|call|apply|sign up|register) now (and|to (get|win|claim|receive)), while (supplies|stocks) last
        claim your (free|prize|reward|bonus|gift)
        (you have|you've|you) (won|been selected) (a|an|to|for) (free|prize|receive|#|iphone|cash)
        (win a|get a|a) free (iphone|gift card|ipad|macbook)
        (lose|burn) (weight|belly fat) (fast|quickly|in (just|) # (days|weeks)|without), miracle (pill|cure|diet)
        (penis|male|breast) enlargement, enlarge your penis, promo code(|s), coupon code(|s), discount code(|s)
        (hot|sexy|single|lonely|horny) (girls|singles|women|ladies|milfs) (in your area|near you|looking|waiting|online)
        (escort|webcam|sex chat) (site|service)(|s)
        (payday|instant|quick) loan(|s) (online|approval|bad credit|offer|available), no credit check
        (seo|web design|link building) (services|agency|packages)
        (replica|fake|cheap|discount) (rolex|watches|handbags|louis vuitton|gucci|ray ban|oakley)
        essay writing service(|s), (buy|write my) essay(|s)
        watch (free|) (full|live|hd) (movies|streams|stream) (free|online|here), free robux`,
    },
    {
      label: 'spam',
      severity: 1,
      patterns: `
        (contact|call|email|whatsapp) us (today|now|on|at) (for|to|#), (best|lowest) prices (online|here|guaranteed)
        free trial (now|today|here), buy one get one, (free|worldwide) (shipping|delivery) (on|worldwide|today)
        we (sell|offer) (cheap|original|high quality|genuine|affordable)`,
    },
  ],

  allow: `
    kill (em|them) with kindness, shiite(|s), bonner, booner, inbreed(|s|ing), woop(|s), jaap, scunthorpe
    shiitake(|s), chink(|s) (in|of) (the|his|her|their|its|our|your|my|light), (a|the|one|any) chink in
    maine coon(|s), coon-hound(|s), (blue|great|coal|marsh|willow|bearded|garden) tits, kaffir lime(|s), spic and span
    fag (end|ends|break|breaks|packet), (pack|packet|box|carton) of fags, low-life expectancy
    ${I_WILL} shoot (you|him|her|them) (a|an|some|over|the)
    dick (cheney|van|tracy|turpin|advocaat|francis|clark|durbin|armey|grayson), (moby|philip k) dick, slag heap(|s)
    swine (flu|fever|influenza), half-breed horse(|s), useful idiot(|s), idiot-proof, village idiot(|s)
    american idiot, homo sapiens, yid army, screw (you|u) (up|over|down), shut up (shop|and take my money)
    slut-sham(e|ed|ing), anal retentive, retarded (growth|development|ignition), (fire|flame) retard(|s|ed)
    will hang (you|them) out, bastard (sword|file)`,
}
