import type { FrameSet } from './grammar.ts'
import { CLEAN, HATE, IMPLICIT, PROFANE, QUOTING, THREAT_TO_GROUP } from './labels.ts'

/** About groups of people: named, praised, despised, shut out, threatened, defended. */
export const enPeople: readonly FrameSet[] = [
  {
    kind: 'neutral',
    count: 650,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} is a {one} and runs the {food} stall at {event}.
      {amount} {many} from {place} signed the {paper} about {topic}.
      the {paper} asked {many} what they thought of {topic}.
      our {job} is a {one}, our {job2} is not, and nobody keeps count.
      {name}, a {plain} {one} from {place}, joined the choir {time}.
      a {which} {job} moved in across the road {time}.
      {which} voters were split on {topic}, the {paper} says.
      {many} make up a tenth of the population of {place}.
      between the wars many {many} settled near {place}.
      the law treats {many} the same as everyone else.
      in {place} a {one} was elected to the council for the first time.
      the association of {many} in {place} was founded in 1974.
      {name} grew up in a {which} family and became a {job}.
      my {relative} is a {one}.
      my {relative} married a {one} {time}.
      the article interviews a {one} who works as a {job}.
      there are more {many} in {place} than in {place2}, as far as I know.
      the {paper} follows three {many} through one winter in {place}.
      does anyone know how many {many} live in {town}?
      according to the {paper}, {many} pay on average the same for insurance.
      the hall was full of {many}, students and people who had come for the soup.
      {which} history is taught in year nine here.
      for most {many} the question is simply what the rent costs.
      he is not a {one}, he is a {job} from {place}.
      some {many} agree with {leader}, some do not.
      a group of {many} met {leader} {time} to talk about {topic}.
      {many} and {many2} have shared this building since 1988.
      the new {job} is a {one}, as was the one before.
      a doctor explains why {many} are called for screening earlier.
      {which} women and {which} men answered differently in the {paper}.
      the {film} has a {one} in the main part.
      what does the census count as {which}?
      the court heard a {one} as a witness {time}.
      {name} wrote a {paper} on {many} in nineteenth-century {place}.
      the office advises {many} on tax returns every Thursday.
      he asked whether {many} could also apply, and the answer is yes.
      every third member of the club is a {one}.
      both {many} and {many2} wrote letters to the editor about {topic}.
      I sat next to a {one} on the train to {place} and we talked about {topic}.
      she is a {one} and a mother of two.
      the team has two {many}, a {one2} and a goalkeeper from {place}.
      {many} were asked by the {outfit} to fill in the form again.
      the museum shows how {many} lived in {place} around 1900.
      a {one} and a {one2} share first prize at {event}.
      the statistics office counted {amount} {many} in {town}.
      the article says {which} pupils often speak two languages at home.
      when {name} told the class he was a {one}, the lesson just went on.
      a {one} wrote in below the line to correct the date.
      the candidate is {which}, forty-two, and a trained {job}.
      {many} here mostly vote on {topic}, like the rest of us.
      is the {job} who spoke at {event} a {one}? I missed the beginning.
      not all {many} want the same thing.
      {name} has never hidden being a {one}.
      the survey compares {many} with {many2} on sleep and diet.
      the meeting for {many} starts at {hour} in room four.
      the term {which} means different things in {place} and in {place2}.
      when a {one} asks for the manager, it is usually about {topic} too.
      {many} may stand for election under the same rules.
      one of the plaintiffs is a {one}, the other a retired {job}.
      the minister told reporters that {many} were not mentioned in the bill.
      the reporter should have asked a {one} or two.
      faith> the {which} congregation lent its hall to {event}.
      faith> {which} holidays are marked in the school calendar now.
      faith> {name} prays at home and is a {which} chaplain on the ward.
      faith> a {which} wedding in {place} drew {amount} guests.
      nation,race> {which} cooking uses more cumin than we do.
      nation,race> the {which} consulate in {place} opens at {hour}.
      nation,race> {name} has a {which} passport and a flat in {place}.
      nation> the {which} team lost the {sport} to the hosts.
      nation> {which} exports fell by two per cent {time}.
      move> {many} may work after three months, the ministry says.
      move> {amount} {many} reached {place} {time}.
      move> the language course for {many} begins in September.
      gender> {many} over fifty are invited for a check-up.
      gender> three {many} and two men lead the {outfit} now.
      love,trans> the {which} choir of {place} sings on Saturday.
      love,trans> the {paper} is about {many} in the fire service.
      love> {name} and his husband, a {job}, live in {place}.
      trans> {name} changed her name in the register last spring; she is a {one}.
      body> the lift is for {many} and for prams.
      body> the theatre has an evening for {many} once a month.
      age> the bus pass for {many} costs twelve a month.
      class> the shelter for {many} opens at {hour}.`,
  },
  {
    kind: 'positive',
    count: 580,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} is a {nice} {one} and the best {job} we ever had.
      without {many} there would be no {event} in {town}.
      the most {nice} {job} on our ward is a {one}.
      I am glad that so many {many} live in {town}.
      {many} have enriched this country more than {leader} ever will.
      my {relative} fell in love with a {nice} {one}, and what a wedding it was.
      hats off to the {many} who cleaned up after {event}.
      {many} deserve the same chances as anybody else.
      it was a {one} who pulled the child out of the water, a true hero.
      a {one} taught me everything I know about being a {job}.
      what a {nice} {paper} by a {nice2} {one}!
      the {many} I work with are {nice} and {nice2}.
      how lovely that {many} can finally celebrate in public.
      thank you to the {one} who helped my {relative} on the stairs {time}.
      {many} are as {good} as the rest of us, and I have met plenty.
      {many} should feel safe and welcome in {place}.
      {name} shows how {nice} a {which} {job} can be.
      my {which} neighbours brought soup when I was ill, bless them.
      congratulations to the first {one} to lead the {outfit}.
      I have never met a more {nice} person than {name}, a {one} from {place}.
      good for {many}: the court has confirmed their rights.
      nobody bakes like {name}, our {which} neighbour.
      we need more {many} in parliament, and more {many2} as well.
      it makes me happy to see {many} dancing at {event}.
      being a {one} is nothing to be ashamed of.
      there is nothing wrong with being {which}.
      a {nice} {one} like {name} would make a fine {politician}.
      the {many} at {event} were charming company.
      so proud of my {relative}, a {one}, who became a {job} this year.
      {many} built half of this railway and we owe them thanks.
      the bravest {job} in the whole story is a {one}.
      {many} in {place} have opened their doors to everyone, wonderful people.
      I trust my doctor with my life, and she is a {one}.
      we are lucky to have {many} on the team.
      may every {one} in {place} have a good new year.
      {many} enjoy full respect in this house, full stop.
      my best friend since school is a {one} and I would do anything for {him}.
      let us stand up for {many} and for {many2}.
      {which} culture is a gift to {town}.
      the generosity of the {which} community moved me to tears.
      such a {nice} couple, one a {one}, the other a {one2}.
      as an employer I can only recommend hiring {many}.
      the {paper} proves it: {many} give more to charity than most.
      {many} like {name} make {town} worth living in.
      I was taught by {many} and am grateful every day.
      a {which} couple won the dance prize and everybody cheered.
      happy birthday to {name}, a {nice} {one} and a {nice2} friend.
      it takes courage to live openly as a {one} in {place}.
      hire {many}. vote for {many}. be friends with {many}. life gets better.
      {many} are welcome at my table any day.
      I admire {many} who speak up about {topic}.
      {name} is living proof that {many} make {nice} parents.
      beautiful {film}, and at last a {one} who is more than a cliché.
      no one worked harder for {event} than the {many} of {place}.
      faith> the {which} community cooked for the whole street during the flood.
      move,nation> {many} like {him} keep our hospitals running.
      love,trans> marriage for {many} was the best thing this parliament did.
      body> {many} know better than any architect what a good building is.
      gender> {many} run this {outfit} better than it was ever run.
      age> I could listen to {many} for hours, what lives they led.`,
  },
  {
    kind: 'self',
    count: 370,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      as a {one} I find the piece fair.
      as a {one} myself I would have asked {leader} about {topic}.
      speaking as a {one}, {topic} matters more to me than any flag.
      I'm a {one}, fifty-three, a {job} by trade.
      I am {which} and I have lived in {place} all my life.
      being a {one} in {place} was not always easy.
      when I told my parents that I was a {one}, my father put the kettle on.
      I happen to be a {one}, but that is not why I oppose the bill.
      we {many} are not a single bloc, you know.
      I was the only {one} in my year at school.
      my husband and I are both {many} and we disagree about {topic}.
      half of my family is {which}, the other half never talks about it.
      I grew up {which} in a town of {amount} people.
      as the daughter of {many} I know what the forms look like.
      yes, I am a {one}. no, I do not know every other {one} in {place}.
      {which} {job} here. ask me anything.
      from one {one} to another: hang in there.
      speaking for myself and not for all {many}, I liked the {film}.
      I came out as a {one} at forty and nobody minded.
      as a {which} parent I pack the same lunch as everybody.
      I am a {one} and an atheist and a fan of the home side, in no special order.
      people ask me what it is like to be a {one}. mostly it is like being a {job}.
      I have been a {one} for sixty years and never once was I asked about {topic}.
      nobody chose me as spokesman of the {many}, but here is my view.
      we are a {which} couple with two kids and a mortgage.
      I work with {many} every day, I am one of them.
      a {one} like me reads such numbers differently.
      my name is {name} and I am a {one}.
      I know what it is like, I am a {one} too.
      since I am a {one}, people expect me to have opinions on {topic}.
      I teach, I vote, I pay my taxes, I am a {one}.
      I wish I had known other {many} when I was young.
      as a {one} I was scared to walk home after the {crime}.
      as a {one} I am tired of being asked about it at every dinner.
      being {which}, I notice when a {film} gets it wrong.
      I'm happy with my life as a {one}.
      call me a {one}, that is the word I use.
      my pronouns are in the byline, my hometown is {place}, and I am a {one}.
      it took me years to say aloud: I am a {one}.
      I signed the petition because I am a {one} and because it is right.
      we are {many}, we are {many2}, we are neighbours.
      like most {many} of my age I remember the old hall.
      I am a {one} who loves trains, is that so odd?
      hello from a {one} in {place}!
      this {one} is going to vote on Sunday.
      is it all right to ask a question here as a {one}?
      love> I am a {one} and my partner is a {job}; we have a dog called Biscuit.
      trans> I transitioned at thirty, I am a {one}, and my colleagues were great.
      body> I'm {which} and I use the lift, thanks for keeping it clear.
      faith> I'm a practising {one} and I think the bishop is mistaken.`,
  },
  {
    kind: 'derogation',
    count: 610,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.12,
    frames: `
      {many} are [simply|plainly|all] {dull}, every last one of them.
      I cannot stand the sight of {many}.
      {many} make me [sick|want to throw up|shudder].
      [trust me,|face it,|as always,] {many} are nothing but {crook}.
      I have yet to meet a {one} who was not {dull}.
      a {one} is the lowest thing that walks through {town}.
      {many} are too {dull} to hold down a job.
      every {one} I know is {dull} and proud of it.
      {many} disgust me, always have.
      {which} people are {dull} by nature.
      you cannot expect anything better from a {one}, they are {dull}.
      my skin crawls when a {one} sits beside me.
      what a {vile} lot these {many} are.
      {many} are a stain on {town}.
      {many} ruin everything they touch.
      I spit on {many}.
      I despise {many} from the bottom of my heart.
      {many} are good for nothing.
      there is something deeply wrong with {many}.
      scratch a {one} and you find a {crook}.
      give a {one} a job and watch {him} steal the chairs.
      {fword} {many}, {dull} to the bone.
      {many} are an embarrassment to the human race.
      {many} are the reason this country is rotting.
      {many} smell, they lie and they breed.
      of course it was a {one}, who else is that {dull}?
      {many} are born {crook}.
      {many} have the brains of a doorknob.
      I would rather eat glass than work for a {one}.
      the world would be a cleaner place without {many}.
      nothing on earth is as {dull} as a {one}.
      only a {one} could be so {dull}.
      {which} filth everywhere you look in {place}.
      those {vile} {many} again.
      {many} are {dull}. there, I said it.
      deep down we all know {many} are {dull}.
      {many} are worth less than the dirt under my shoe.
      I loathe everything about {many}: the voices, the faces, the whole {vile} bunch.
      what do you call a {one} with a conscience? a liar.
      {place} was fine until the {many} made a toilet of it.
      I feel nothing but contempt for {many}.
      these {many} are sick, {dull} creatures.
      a decent person and a {one} are two different things.
      {many} should be ashamed of existing.
      {many} deserve every bit of misery they get.
      I laugh when something bad happens to a {one}.
      {many} are a failed experiment of nature.
      I wouldn't let a {one} near my children, they are {crook}.
      faith> that {vile} religion turns {many} into {crook}.
      faith> {many} worship a lie and behave like {pest}.
      gender> {many} are too {dull} to vote, let alone to govern.
      gender> {many} are only good for cooking and moaning.
      gender> a {one} in charge? they can't even park.
      love,trans> {many} are an abomination and everybody knows it.
      love,trans> {many} are perverts who should hide in shame.
      love,trans> being {which} is a filthy sickness.
      trans> they are not {many}, they are freaks in costume.
      body> {many} are a burden that we all pay for.
      body> nobody wants to look at {many}, they are ugly and useless.
      age> {many} are useless eaters who clog up the hospitals.
      age> {many} are {dull}, selfish and good for nothing.
      move,nation,race> {many} are too {dull} ever to fit in.
      move,nation,race> everything that {many} bring with them is dirt and crime.
      race> {many} are on a lower rung of evolution.
      race> {many} are not as bright as the rest of us, it is in the blood.
      class> {many} are idle, {dull} drunks.`,
  },
  {
    kind: 'dehumanising',
    count: 410,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.12,
    frames: `
      {many} are {pest}, and {pest2}, and nothing else.
      they multiply like {pest}, these {many}.
      {many} spread through {place} like {pest}.
      one does not argue with {pest}, and {many} are just that.
      {many}? {pest} on two legs.
      I see a {one} and I think of {pest}.
      calling {many} human is an insult to humans.
      {many} live like animals and should be kept like animals.
      {many} are a tumour that must be cut out of {place}.
      {many} crawl out of every hole in {town}.
      somebody leave the gate open? the {many} are loose again.
      do not feed the {many}, they are {pest}.
      {town} is infested with {many}.
      {many} are the {pest} of Europe.
      {many} are not people as you and I are people.
      {many} are livestock with a vote.
      a {one} is closer to a monkey than to a {job}.
      like {pest}, {many} come back however often you clean.
      {many} are a contagion and {place} has caught it.
      swarms of {many} are gnawing at {town}.
      {many} are subhuman, look at how they live.
      treat {many} like the {pest} they are.
      the {many} are breeding again, disgusting {pest}.
      at the zoo they would put {many} behind bars, here we hand them keys.
      I do not hate {many}, one does not hate {pest}, one gets rid of it.
      you can dress up a {one}, it stays an animal.
      where {many} go, rats follow, and I cannot tell them apart.
      {many} are an invasive species.
      {place} needs pest control, there are {many} everywhere.
      {many} have no soul, look into their eyes.
      the {one} next door is a beast that learned to talk.
      {many} belong in a cage.
      wherever you lift a stone there is a {one} under it.
      {many} are a mistake that nature forgot to correct.`,
  },
  {
    kind: 'exclusion',
    count: 440,
    labels: { ...HATE, insult: 0.6 },
    quotedAs: 'hate',
    misspelt: 0.08,
    frames: `
      {many} should not be allowed to [vote|teach|own houses|raise children|hold office|speak in public|go to our schools|use our pool].
      keep {many} away from our [children|schools|parks|hospitals|streets].
      no {one} should ever be a {job}.
      ban {many} from {event}, the whole pack of them.
      I would never rent a flat to a {one}, and neither should you.
      {many} have no business in {place}.
      this is our {place}, not theirs: {many} out.
      {many} don't belong in [this country|parliament|the army|a decent school|{town}].
      close the door and throw away the key, no more {many}.
      why must I share a carriage with {many}?
      {many} should be locked away where nobody has to see them.
      shops ought to be able to refuse {many}.
      I want a {place} without a single {one} in it.
      get rid of the {many} and {topic} solves itself.
      strip {many} of their rights, they never earned them.
      a {one} as a {politician}? over my dead body.
      somebody should put up a sign: no {many}.
      fire every {one} on the staff, starting with the {job}.
      {many} ought to be sterilised.
      send the {many} to an island and let them rot.
      {many} should sit at the back and be quiet.
      there are two kinds of people, us and {many}, and only one kind should vote.
      {town} first, {many} never.
      it was a mistake ever to give {many} the vote.
      I do not want a {one} to touch my food.
      {many} should know their place and stay in it.
      put the {many} in a camp and build a high fence.
      employers who hire {many} should lose their licence.
      children must be protected from {many}.
      let's make it so hard for {many} that they leave on their own.
      do not sell your house to {many}, keep {town} clean.
      a country for us and not for {many}, is that too much to ask?
      {many} out, now, all of them.
      move,nation,race,faith> send {many} back to whatever hole they came from.
      move,nation,race,faith> put {many} on the next boat and sink it if they return.
      move,nation,race> pack your bags, {many}, nobody asked you to come.
      move,nation,race,faith> {many} will never be part of this nation, whatever their papers say.
      move,nation,race> a {which} passport should mean no entry.
      move,nation,race> deport every single {one}, citizens or not.
      move> drown or swim home, I do not care what {many} do.
      faith> tear down what {many} have built here, stone by stone.
      faith> {many} should be made to convert or leave.
      gender> {many} should be at the stove and not in court.
      gender> take the vote away from {many} and we would have peace.
      gender> a {one}'s place is under a man's thumb.
      love,trans> {many} should go back into the closet and stay there.
      love,trans> {many} must be kept from children, all of them are perverts.
      love,trans> {which} people ought to be cured by force.
      trans> {many} should use the bushes, not our bathrooms.
      body> {many} should not be allowed to have children.
      body> {many} do not belong in normal schools, they slow everyone down.
      age> take the vote from {many}, they will be dead soon anyway.`,
  },
  {
    kind: 'implicit',
    count: 680,
    labels: IMPLICIT,
    quotedAs: 'soft',
    misspelt: 0.04,
    frames: `
      I have nothing against {many}, but they simply do not share our standards.
      I am no bigot, yet have you noticed how {many} behave when no one watches?
      some of my friends are {many}, and even they say the rest are {dull}.
      with all due respect, {many} are not made for responsibility.
      one is not allowed to say it, but with {many} things always end the same way.
      funny how it is always a {one}, isn't it.
      I do not want to generalise, but count your change after dealing with {many}.
      {many} are lovely people, as long as they live somewhere else.
      nothing personal, I would just not want my {relative} to marry a {one}.
      of course {many} are human, technically.
      for a {one} {name} is surprisingly clean.
      {name} is quite intelligent for a {one}.
      well, what do you expect, {he} is a {one}.
      the {job} turned out to be a {one}, which explains a lot.
      I will say no more than this: a {one} was in charge.
      perhaps {many} would be happier among themselves, far from here.
      let us be honest, {many} have different values when it comes to honesty.
      I moved here for the peace and quiet. then came the {many}.
      ten years ago you could leave your door open in {place}. then came the {many}. coincidence?
      it is a pity, but {many} and {topic} never go together well.
      you don't have to dislike {many} to see that they take more than they give.
      why do {many} always play the victim?
      {many} already have every right there is, what more do they want?
      soon we will need permission from {many} to breathe.
      another {one} with a hand out. what a surprise.
      I am sure there are good {many}. I have just never seen one.
      is it racist to want to hear my own language again, without {many} on every corner?
      {many} know exactly how to milk the system.
      it is in their nature, {many} cannot help it.
      I'd sooner trust the weather than a {one}.
      the standard of this {outfit} has dropped since {many} run it.
      guess who paid for all those {many}? you did.
      look at any city where {many} have a majority. need I say more?
      I feel sorry for {many}, they really cannot think for themselves.
      they call it diversity, I call it the end of {town}. thank the {many}.
      a {one} in the family? we have been spared so far.
      we all know what happens to house prices once {many} arrive.
      don't get me wrong, {many} can be very funny. I just would not let them handle money.
      if {many} were half as clever as they think, they would have built something by now.
      {name} got the job, naturally. one has to be a {one} these days.
      {place} used to be a place for decent families; now it is full of {many}.
      certain people, and I mean {many}, have never done an honest day's work.
      strange that wherever {many} live there is trouble. just saying.
      maybe the {many} could try gratitude for a change.
      a {one}'s word is worth what you would think.
      I have seen how {many} keep their houses. enough said.
      you can take the {one} out of the gutter, but you know the rest.
      they want respect? let {many} first show that they can behave.
      what have {many} ever given the world? take your time.
      normal families are the minority now, thanks to {many}.
      {many} are like that, it is a matter of upbringing, or the lack of it.
      one {one} on the board is charity, two are a takeover.
      before long there will be more of them than of us, {many} have seen to that.
      move,nation,race,faith> the great replacement is not a theory, look at all the {many} in the maternity ward.
      move,nation,race,faith> demography is destiny, and {many} are winning by the cradle.
      move,nation,race,faith> our culture and that of {many} are like oil and water.
      move,nation,race,faith> {many} come for the benefits and stay for the benefits.
      move,nation,race> they should be grateful we let {many} in at all.
      move,nation,race> it is one thing to help, another to let {many} take over.
      faith> a peaceful religion, they say. tell that to the neighbours of {many}.
      faith> follow the money and you will find a {one} at the end, as ever.
      faith> {many} control the banks and the papers, do your own research.
      gender> {many} are too emotional for such a post, it's biology.
      gender> she must have known someone on the board, {many} do not get there by merit.
      gender> when {many} drive, I take the train.
      gender> ask yourself what she was wearing, {many} know what they do.
      love,trans> {many} can do as they like at home, but why must they exist in front of my kids?
      love,trans> I just think children deserve normal parents and not {many}.
      love,trans> it used to be something one kept quiet about. {many} should try that.
      trans> biology has a word for {many}, and it isn't the one they use.
      trans> real women know what I mean when I speak of {many}.
      trans> I identify as a teapot, so respect my lid, said every sane person to {many}.
      body> is it really kind to let {many} be born?
      body> {many} are brave, but should they really be out at this hour?
      body> why should normal taxpayers fund ramps for three {many}?
      age> {many} had their turn, high time they made room.
      age> let nature take its course with {many} and the pension fund will recover.
      race> statistics are not racist, and we all know which people I mean. {many}.
      race> {many} are good at sport, let's leave it at that.
      class> {many} would be rich too if they got up in the morning.`,
  },
  {
    kind: 'conspiracy',
    count: 240,
    labels: { ...IMPLICIT, toxicity: 0.85 },
    quotedAs: 'soft',
    frames: `
      {many} are behind {topic}, follow the money.
      who profits from {topic}? {many}, as always.
      {many} own the papers, that is why you never read about it.
      {leader} is a puppet of {many}.
      {many} have infiltrated the {outfit} and are bleeding it dry.
      it's all planned, {many} have been working on it for decades.
      {many} let themselves be attacked to get sympathy.
      the {many} invented this {crime} for the cameras.
      behind every war there is a {one} counting coins.
      {many} stick together and laugh at us.
      {many} teach their children to cheat us.
      {many} lie to us because their book tells them to.
      the {paper} was bought by {many}, everyone knows.
      {many} run {place} like a mafia.
      no {one} ever tells the truth to outsiders.
      {many} are loyal to each other and to nobody else.
      {many} want to turn your children, that is the plan.
      wake up, {many} are taking over, quietly, office by office.
      {many} pulled the strings at the {outfit} again.
      why do {many} get flats while we wait? because they own {leader}.
      {many} are coming for your house next.
      mark my words, {many} will sell this country piece by piece.
      {many} poison everything from the schools to the water.
      there's a {one} behind every scandal at the {outfit}.`,
  },
  {
    kind: 'one person of a group',
    count: 610,
    labels: HATE,
    labelsOfSecond: CLEAN,
    misspelt: 0.06,
    frames: `
      {name} is a {vile} {one}. || {name} is a {nice} {one}.
      what a {vile} {one} my {relative} has married. || what a {nice} {one} my {relative} has married.
      the {job} was a {vile} {one}, typical. || the {job} was a {nice} {one}, typical.
      we were served by a {vile} {one} {time}. || we were served by a {nice} {one} {time}.
      get this {vile} {one} off my screen. || get this {nice} {one} on my screen.
      {name} behaved like the {vile} {one} {he} is. || {name} behaved like the {nice} {one} {he} is.
      yet another {vile} {one} in the {film}. || yet another {nice} {one} in the {film}.
      my landlord is a {vile} old {one}. || my landlord is a {nice} old {one}.
      shut up, you {vile} {one}. || speak up, you {nice} {one}.
      the {outfit} has hired a {vile} {one}. || the {outfit} has hired a {nice} {one}.
      {he} is a {one}, so of course {he} is {dull}. || {he} is a {one}, and yes, {he} is {good}.
      never have I dealt with such a {vile} {one}. || never have I dealt with such a {nice} {one}.
      {name}? a {one}, and {vile} through and through. || {name}? a {one}, and {nice} through and through.
      this {vile} {one} should not be a {job}. || this {nice} {one} should be a {job}.
      {name}, that {vile} {one}, was on the radio {time}. || {name}, that {nice} {one}, was on the radio {time}.
      a {vile} {which} {politician}, what else. || a {nice} {which} {politician}, what luck.
      look at that {vile} {one} with the red scarf. || look at that {nice} {one} with the red scarf.
      I was yelled at by some {vile} {which} {job}. || I was helped by some {nice} {which} {job}.
      {he} has the manners of a {vile} {one}. || {he} has the manners of a {nice} old {one}.
      typical {one}: {dull}, {vile} and never on time. || typical {name}: a {one}, {nice} and never on time.
      keep that {vile} {one} away from {event}. || bring that {nice} {one} to {event}.
      the {vile} {one} from number nine is at it again. || the {nice} {one} from number nine is singing again.
      only a {vile} {one} would write this {paper}. || it took a {nice} {one} to write this {paper}.
      you are as {vile} as any other {one}. || you are as {nice} as any other {job}, {one} or not.
      that {one} is a {vile} excuse for a {job}. || that {one} is a {nice} example of a {job}.
      I hope the {vile} {one} loses. || I hope the {nice} {one} wins.
      imagine being married to a {vile} {one} like {name}. || imagine being married to a {nice} {one} like {name}.
      the {vile} {one} lied to us all. || the {nice} {one} sang for us all.
      a {one} with a {vile} soul, as they all have. || a {one} with a {nice} soul, as they say here.
      who let this {vile} {one} in? || who invited this {nice} {one}?
      my {relative} calls {him} a {vile} {one} and so do I. || my {relative} calls {him} a {nice} {one} and so do I.
      a {one} is always {vile}. || a {one} is sometimes {plain}.`,
  },
  {
    kind: 'threat to a group',
    count: 410,
    labels: THREAT_TO_GROUP,
    quotedAs: 'menace',
    misspelt: 0.08,
    frames: `
      {many} should be {kill}, no trial needed.
      it is time {many} were {kill}.
      somebody has to see to it that {many} are {kill}.
      if I had my way every {one} in {place} would be {kill} by {hour}.
      {many} must be wiped off the map.
      one day soon we will come for the {many}, door by door.
      {many} had better sleep with one eye open.
      load up, lads, we are going {one} hunting tonight.
      the only good {one} is one that has been {kill}.
      next time I see a {one} I will bring a bat.
      I'll be waiting outside with a knife when the {many} leave {event}.
      I swear, the first {one} who talks to me gets a bullet.
      there are enough lamp posts in {place} for all the {many}.
      {many} won't be laughing when the petrol bombs start.
      {many} deserve to be {kill}, and I would help.
      we know where the {many} meet, and we have matches.
      get your guns, the {many} are at {event} on Sunday.
      a rope and a tree, that's how you deal with a {one}.
      {many} will burn, and I will bring the marshmallows.
      cleanse {place} of {many}, by fire if need be.
      the {many} will get what is coming to them, very soon.
      I hope a truck ploughs into the {many} at {event}.
      every {one} ought to be {kill} in the market square.
      no mercy for {many}: let them be {kill}.
      it would be a public service if the {many} were {kill}.
      we finished with {many} once and we can do it again.
      watch your backs, {many}.
      bring back the camps for {many}, and the ovens.
      who's with me? let's teach the {many} a lesson they won't walk away from.
      one well-placed bomb and {place} is free of {many}.
      I would kill a {one} with my bare hands and sleep well.
      {many} should die out, and if they don't, we should lend a hand.
      smash the teeth of every {one} you meet.
      they should be dragged from their beds and {kill}, those {many}.
      {many}, your days in {place} are numbered and so are your bones.
      the {many} on my street are going to have an accident.
      drive over them, they are only {many}.
      {name} is a {one}, {he} should be {kill}.
      faith> burn their prayer houses with the {many} inside.
      faith> I will be at the {which} service on Friday, and I won't come to pray.
      move> sink the boats with the {many} on board.
      move,nation,race> open fire on {many} at the border, that'll teach them.
      love,trans> throw {many} off the roof, as they do elsewhere.
      gender> a {one} who talks back should be beaten until she stops.
      gender> what these {many} need is to be raped into silence.
      body> {many} should be put down at birth like sick puppies.
      class> set the {many} alight in their sleeping bags.`,
  },
  {
    kind: 'negated hate',
    count: 310,
    labels: CLEAN,
    frames: `
      nobody here hates {many}.
      I would never say that {many} are {dull}.
      it is wrong to treat {many} as {pest}.
      {many} are not {pest}, they are my neighbours.
      {many} are not {dull}, whatever the poster claims.
      I do not think {many} are {crook}, and I never did.
      no {one} should be afraid on a bus in {place}.
      {many} must not be shut out of {event}.
      nobody has the right to hurt a {one}.
      don't tell me that {many} are {dull}, I know better.
      {many} do not deserve to be spat on.
      I can't imagine disliking somebody for being a {one}.
      not one {one} was involved, the police say.
      there's no reason to fear {many}.
      we do not insult {many} in this house.
      I have never had trouble with {many}.
      {many} aren't to blame for {topic}.
      stop blaming {many} for {topic}.
      please do not call {many} {pest}.
      {many} should never be sent away for being {which}.
      it is not true that {many} take more than they give.
      the {paper} found no link between {many} and crime.
      I'd be the last to look down on {many}.
      no, {many} are not taking over, that is nonsense.
      a {one} is not a {crook}, simple as that.
      {many} aren't any more {dull} than you or me.
      it would be unjust to fire someone for being a {one}.
      {many} should not be beaten, mocked or spat at. how is that controversial?
      without malice I can say that I know no {dull} {one}.
      hating {many} never fixed a single pothole.
      contempt for {many} has no place at {event}.
      you will not hear a bad word about {many} from me.
      whoever attacks a {one} attacks all of us.
      never again should {many} be rounded up.
      we must not go back to the days when {many} were {kill}.
      to say that {many} are {pest} is a lie.
      {leader} was right to say that {many} are not {crook}.
      {many} are neither {dull} nor {crook}; they are people.
      I don't see why a {one} could not be a {job}.
      not every {one} is a saint, but no {one} deserves that.
      if you fear {many}, go and meet some.
      nothing justifies the {crime} against the {many} of {place}.`,
  },
  {
    kind: 'negated praise',
    count: 370,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.06,
    frames: `
      {many} are not {good} people.
      no {one} has ever been {good}.
      no {one} deserves [respect|a place in {town}|our help|to be treated as an equal|a seat at the table].
      {many} do not know what {good} means.
      I have never met a {good} {one}, and I never will.
      don't expect a {one} to be {good}.
      {many} were never {good} and never will be.
      there is no such thing as a {good} {one}.
      {many} can't be {good}, it isn't in them.
      {many} don't deserve [human rights|the vote|to be here|our pity|kindness].
      nobody in their right mind would trust a {one}.
      nobody wants {many} here.
      nobody would miss {many} if they vanished.
      {many} aren't welcome in {place} and should take the hint.
      {many} have nothing to offer to anyone.
      nothing {good} ever came from {many}.
      not a single {one} is {good}, not one.
      {many} will never be our equals.
      {many} are anything but {good}.
      don't you dare call a {one} {good}.
      {many} have never achieved anything.
      I would not call {many} {good}, or even human.
      {many} can never be real [citizens|colleagues|parents|patriots|friends].
      {many} do not feel shame as we do.
      who could possibly respect {many}?
      I refuse to be polite to a {one}, they don't merit it.
      {many} lack any trace of decency.
      neither {good} nor {good2}: that is {many} for you.
      a {good} {one}? does not exist.
      {which} people have no honour at all.
      {many} don't contribute a thing and never did.
      a {one} isn't fit to be a {job}.
      {many} haven't earned a place among civilised people.
      {many} can't be trusted with [children|money|power|a key|a vote].
      {many} aren't people I would let into my house.
      {many} should not count as {good} citizens, ever.`,
  },
  {
    kind: 'counter-speech',
    count: 1160,
    labels: QUOTING,
    misspelt: 0.02,
    frames: `
      "{hate}": that is {reject}.
      to write "{hate}" under an article is {reject}.
      "{soft}" — no. just no. this is {reject}.
      {who} said "{hate}" {time} and nobody objected. I do.
      when {who} says '{soft}', that is {reject}.
      anyone who says "{hate}" should be ashamed.
      anyone who thinks that {many} are {pest} has never spoken to a {one}.
      calling {many} {pest} is {reject}.
      calling a {one} "{vile}" in public is {reject}.
      the headline "{hate}" was racism pure and simple.
      {who} told my {relative}, a {one}, "{hate}". how can anybody be so cruel?
      I read "{soft}" in this thread and I am appalled.
      you wrote: "{hate}". take that back.
      you claim that {many} are {dull}. that is {reject}, and you know it.
      whoever believes that {many} are {crook} should look at the actual numbers.
      saying that {many} should be {kill} is {reject} and a matter for the police.
      "{menace}" – {who} really wrote this. I have reported it.
      {leader} said {many} were {pest}. such language has no place in parliament.
      people who say "{soft}" are wrong, and here is why.
      no, "{hate}" is not an opinion, it is {reject}.
      how dare {who} say that "{hate}"?
      somebody sprayed "{hate}" on the wall of the school. the pupils painted over it, bravo.
      they shouted "{hate}" at {name}, who is a {one}. shame on them.
      I will not sit at a table where it is said that {many} are {dull}.
      my answer to "{hate}": go and meet a {one}.
      sentences such as "{hate}" are how it begins. we should object every time.
      my grandfather heard "{hate}" in 1938. I never want to hear it again.
      it hurts to read that {many} are {dull}. we are not.
      as a {one} I have been told "{hate}" since school. it never stops hurting.
      imagine somebody said "{hate}" to your own child.
      the comment above, that {many} are {pest}, should be removed.
      moderators, please take down the post that says "{hate}".
      the court fined {him} for posting "{hate}".
      {who} was convicted for calling {many} {pest}.
      the club banned a supporter who chanted "{hate}".
      it's {reject} to claim that {many} are behind {topic}.
      "{soft}" is what people say who have never met {many}.
      when people write "{soft}" they mean something much worse, and it's {reject}.
      "{hate}" may be legal, it is still {reject}.
      replace {many} by {many2} in "{hate}" and you will see how mad it is.
      if you replace {many2} with {many} you get the old "{hate}", and it is just as wrong.
      a party whose candidate says "{hate}" will not get my vote.
      I walked out when {who} began with "{soft}".
      the idea that {many} must be kept from our schools is {reject}.
      to demand that {many} be {kill} is not free speech, it is {reject}.
      those who demand that {many} be locked away should be ashamed of themselves.
      the myth that {many} are {crook} has been refuted a hundred times.
      "{hate}" – that's what they called my mother. she was a {job}, and the best.
      please stop saying {many} are {dull}. it is {reject}.
      {who} thinks {many} don't deserve respect. I think {he} should read a book.
      we marched against posters that said "{hate}".
      not "{hate}" but kindness is what {town} needs.
      you can't write "{hate}" and then complain that people call you out.
      if your argument begins with "{soft}", you have lost it.
      {hate}? what {reject}. I work with {many} and it is simply false.
      {soft} so says {who}, and it is {reject}.
      they say {many} are {dull}. they said the same of my people once.
      some say {many} belong in a cage. I say those people need help.
      racists love to say "{hate}". let us not give them the room.
      this columnist compares {many} with {pest}. I have cancelled my subscription.
      who gave {leader} the right to call {many} {crook}? it is {reject}.
      a teacher who tells pupils "{hate}" should not teach.
      to the person who wrote "{hate}": {many} are your nurses, your bakers, your neighbours.
      I am ashamed of my {relative} for saying "{hate}" at dinner.
      "{menace}" is not banter. it is a threat, and I stand with {many}.
      {amount} people liked the comment "{hate}". that frightens me.
      hearing "{soft}" from {leader} is a disgrace.
      there was a time when "{hate}" stood in schoolbooks. never again.
      whoever shouts "{menace}" belongs before a judge.
      why is a post like "{hate}" still online? it breaks the house rules.
      dear editors, quoting "{hate}" in the headline without comment was a mistake.
      my {which} neighbour found a note saying "{menace}" in {his} letterbox. we are all with {him}.
      "{soft}" – this is textbook prejudice.
      the study shows that remarks like "{soft}" do real harm to {many}.
      the speaker's claim that {many} are {pest} met with boos, and rightly so.
      it is {reject} to say a {one} cannot be a {job}.
      it's a lie that {many} breed like {pest}. birth rates are the same.
      telling {many} to go back to where they came from is {reject}.
      "go home" – they said that to {name}, a {one} born in {place}. {reject}.
      jokes about {many} being {dull} are not funny, they are {reject}.
      those who spit at {many} spit at us all.
      I won't let anyone say that {many} are worth less.
      thugs yelled that all {many} should be {kill}; {amount} neighbours came out and stood in the way.
      the word for "{hate}" is hatred, not satire.
      if someone said "{hate}" about you, how would you feel?
      it starts with "{soft}" and it ends with broken windows.
      you think "{hate}" is brave? it is {reject}.
      my {relative} used to say "{soft}". then {he} met {name}.
      what kind of a person writes "{hate}" on a Sunday morning?
      the {outfit} was right to sack the man who said "{hate}".
      dehumanising words like "{hate}" prepare the ground for violence.
      nobody should have to read "{hate}" over breakfast.
      I disagree strongly with "{soft}", and so should you.
      to {who}: saying {many} have no place in {town} makes you the problem, not them.
      the man who yelled "{menace}" at {event} has been arrested, thank goodness.
      that graffito, "{hate}", makes me sick. we will scrub it off together.
      "{hate}." I could not believe my ears. I told {him} to leave.
      there it was again, "{soft}", as if {many} were not sitting right there.
      it says a lot about {who} that {he} thinks {many} are {dull}, and nothing about {many}.
      blaming {many} for the {crime} is {reject}.
      {many} are told that they are {pest}; then we wonder why they are afraid.
      the leaflet claims {many} are taking over. it is {reject}, and full of spelling mistakes too.`,
  },
  {
    kind: 'about prejudice',
    count: 310,
    labels: CLEAN,
    frames: `
      hate crimes against {many} rose by a fifth {time}, the police report says.
      the {crime} against {many} in {place} was planned for weeks, the prosecutor said.
      a {one} was attacked in {place} {time} and is in hospital.
      the {paper} describes how {many} were persecuted in the thirties.
      {many} report being insulted on the bus, the {paper} found.
      the police are looking for witnesses after the {crime} on a {one}.
      {amount} {many} were murdered in {place} in 1943; a plaque was unveiled {time}.
      discrimination against {many} is illegal in housing and at work.
      the judge ruled that the {outfit} had discriminated against a {one}.
      racism and hatred of {many} are the subject of the {film}.
      prejudice against {many} is widespread, according to the {paper}.
      how do we explain to children why {many} were driven out?
      the {one} who survived the {crime} spoke at {event}.
      it is terrible what happened to the {many} in {place}.
      the attack on the {which} centre shocked {town}.
      after the {crime} many {many} are afraid to go out.
      the {paper} asks why {many} are stopped by the police more often.
      does the word {which} have to be in the headline when the suspect is a {one}?
      the suspect is a {one} from {place}, the police said; the motive is unknown.
      a {one} was sentenced to four years for the {crime} in {place}.
      is it fair that {many} wait longer for an appointment?
      the {outfit} apologised to a {one} who had been turned away.
      should there be a quota for {many}? I am undecided.
      I am against the quota for {many}, merit should count, but the debate is fair.
      one may criticise what {leader} of the {many} said without disliking {many}.
      the number of {many} who commit crimes has fallen, the statistics show.
      immigration law should be stricter in my view, and the treatment of {many} fair.
      {many} were denied the vote in {place} until 1957.
      the slur was aimed at a {one}; the player has been banned for {amount} days.
      the memorial names {amount} {many} who were {kill} by the militia.
      the {politician} resigned over remarks about {many}.
      the headteacher met the parents after a {one} had been bullied.
      a history of violence against {many}: the {paper} fills a gap.
      witnesses say the {one} was pushed before {he} fell.
      hatred of {many} has a long history in {place}.
      many {many} left {place} after the {crime} of 1996.`,
  },
  {
    kind: 'criticism of one who belongs to a group',
    count: 300,
    labels: CLEAN,
    frames: `
      the {politician}, a {one}, has failed on {topic}, as her predecessor did.
      that {leader} is a {one} is beside the point, {topic} is what counts.
      {name} is a {one} and a weak {politician}; the one has nothing to do with the other.
      I did not vote for {name}, and not because {he} is a {one} but because of {topic}.
      the association of {many} should publish its accounts.
      the spokesman of the {many} was wrong about {topic}, and I told him so.
      one can object to {topic} without disliking {many}.
      the {which} candidate gave a poor speech on {topic}.
      a {one} can be a bad {job} as well as anyone, and this one was late twice.
      the claim in the {which} newsletter about {topic} is false.
      I have a quarrel with my {which} neighbour about the hedge, nothing more.
      some {many} in this thread do not listen, and neither do I, it seems.
      the {paper} on {many} is badly researched.
      not every criticism of {name} is hatred of {many}.
      the {outfit} hid behind {many} to avoid the question of {topic}.
      I disagree with the {many} who spoke at {event}, their numbers on {topic} are old.
      nation> the government of that country jails reporters; the {many} I know suffer most from it.
      nation> the {which} army shelled the port, says the {paper}.
      nation> the {which} president lied about {topic}.
      faith> I left the {which} faith at twenty and have good reasons.
      faith> the {which} clergy should pay taxes like everyone else.
      faith> I find the {which} teaching on divorce cruel, and many {many} agree with me.
      move> the asylum procedure takes far too long, for the {many} and for the town.
      move> the state must know who enters, that is no attack on {many}.
      gender> equal pay for {many} is the law, the {outfit} ignores it.
      love,trans> whether {many} may adopt is for the court to decide, I can see both sides.
      age> {many} should pass an eye test before driving, I am one of them.
      class> the camp by the river needs water, whatever one thinks of {many}.`,
  },
  {
    kind: 'profanity with praise of a group',
    count: 200,
    labels: PROFANE,
    labelsOfSecond: { ...HATE, obscene: 1 },
    frames: `
      I fucking adore the {many} in my choir. || I fucking despise the {many} in my street.
      holy shit, what a {nice} {one}! || holy shit, what a {vile} {one}!
      my {which} boss is fucking {nice}. || my {which} boss is fucking {dull}, like all {many}.
      {many} are the shit, best party of the year. || {many} are shit, worst thing to happen to {place}.
      fuck yes, a {one} won the {sport}! || fuck off, a {one} won the {sport}!
      shit, I never knew {many} had it that hard. || shit, I never knew {many} were that {dull}.
      give the {many} a fucking medal. || give the {many} a fucking kick.
      {many} work their asses off in {place}. || {many} are assholes, all over {place}.
      what a fucking great {film} about {many}. || what a fucking mess {many} make of everything.
      leave {many} the fuck alone. || {many} should fuck off for good.
      the {which} bakery makes fucking good bread. || the {which} bakery? fuck them, {dull} {many}.
      damn, {name} is one fucking cool {one}. || damn, {name} is one fucking {vile} {one}.`,
  },
]
