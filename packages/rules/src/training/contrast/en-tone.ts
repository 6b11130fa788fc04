import type { FrameSet } from './grammar.ts'
import {
  CLEAN,
  CRUDE_INSULT,
  EROTIC,
  HARSH,
  INSULT,
  INSULT_TO_TRADE,
  MENTIONED,
  MILD,
  PROFANE,
  QUOTING,
  SARCASM,
  SEXUAL,
  SLUR,
  SPAM,
  THREAT,
} from './labels.ts'

/** About anything else: threats, strong words, insults, things, sex, spam, and what only looks like them. */
export const enTone: readonly FrameSet[] = [
  {
    kind: 'threat',
    count: 540,
    labels: THREAT,
    quotedAs: 'threat',
    misspelt: 0.06,
    frames: `
      I will {hurt}.
      one of these nights I am going to {hurt}.
      say that again and I will {hurt}.
      I know where you live and I will {hurt}.
      next time we meet I'm gonna {hurt}.
      wait until I find you, I'll {hurt}.
      you leave at {hour} every day, I have watched. I will {hurt}.
      keep writing such things and someone will {hurt}.
      somebody should {hurt}, and if nobody does, I will.
      you should be {kill} for that.
      {name} deserves to be {kill}.
      {name} must be {kill}, the sooner the better.
      I hope {name} gets {kill}.
      people like {name} ought to be {kill} in front of the town hall.
      would somebody please put a bullet in {name}?
      {leader} should be {kill}.
      if {leader} comes to {place}, we will be waiting with baseball bats.
      it would be a shame if something happened to your children on their way to school.
      nice family you have there. would be sad to lose them.
      such a pretty house. wood burns well, doesn't it?
      I would look under the car before starting it, if I were you.
      enjoy your evening, it may be the last one.
      you have a daughter at the school in {place}, haven't you? think about it.
      accidents happen, {name}, especially to those who talk.
      we have your address and a long list.
      I wonder how fast you can run with broken knees.
      dear {name}, I would strongly advise you not to walk alone from now on. kind regards.
      with all respect, madam, you will not live to see the verdict.
      your days are numbered.
      you'll pay for this in blood.
      better get your affairs in order, {name}.
      I'll make you wish you were never born.
      sleep tight. I have the key.
      they'll find you in the river.
      I have a gun and your address, do the maths.
      tick tock, {name}. soon.
      you're dead, {name}.
      we will hang {leader} from the bridge.
      hang {leader}, hang the lot of them.
      string {name} up and let the crows do the rest.
      burn down the {outfit} with everyone inside.
      I am coming to your office on Monday and I am not coming to talk.
      the newsroom will go up in flames, count on it.
      there's a bomb under {leader}'s chair.
      come to the car park at {hour} and I will {hurt}.
      tell your wife to buy a black dress.
      nobody will hear you scream, {name}.
      I pray that somebody will {hurt}.
      if you print that, you will be {kill}. that is a promise, not a threat.
      go hang yourself or I will help you.
      drink bleach, {name}, or we'll come and pour it.
      a bullet would be too good for {name}.
      the {politician} needs a visit from a few men with hammers.
      I'd kick {name} to death if I could get away with it.
      {name}'s head on a pole, that is what I want to see.
      you won't see it coming, {name}.
      I can get to you whenever I want.
      stay out of {place} if you like having teeth.
      one more column like this and your car will not be the only thing that burns.
      shoot {leader} already.
      I'm going to rape you, {name}.
      the next time you open your mouth it will be full of soil.`,
  },
  {
    kind: 'no threat',
    count: 820,
    labels: CLEAN,
    quotedAs: 'unharmed',
    frames: `
      I would kill for {food} right now.
      I'd kill for {food}, honestly.
      I could murder {food}.
      what I'd kill for is {food} and a chair.
      this {thing} will be the death of me.
      the deadline is killing me.
      my feet are killing me after {event}.
      shoot me an email when you know more about {topic}.
      the {film} bombed at the box office.
      we were slaughtered in the {sport}, four nil, no excuses.
      they destroyed us in the {sport}, hats off.
      {name} shot from thirty yards and hit the post.
      {name} killed it on stage {time}, what a voice.
      I nearly died laughing at the {film}.
      over my dead body will I pay for that {thing}.
      he stabbed his party in the back, politically speaking.
      the {politician} dodged the bullet in the {paper}.
      {leader} will have to bite the bullet on {topic}.
      a knife was found after the {crime} in {place}, the police said.
      I saw the {crime}: a man ran past me with blood on his sleeve, and the {job} held the door shut.
      I was standing at the tram stop when the {crime} happened; two people were hit, one of them died next to me.
      {amount} people were killed in the {crime} in {place} {time}.
      the {job} who was {kill} in {place} leaves three children.
      the witness heard three shots and then a scream.
      he threatened to kill her, the court heard, and she moved out the same night.
      {name} wrote to me: "I will {hurt}". I went to the police.
      someone sent my {relative} a note saying "I will {hurt}". who does such a thing?
      the letter to {leader} read "you will be {kill}"; a man from {place} was arrested.
      "I'll {hurt}" – that's what the driver shouted at the {job}. he was fined.
      the {politician} has received death threats, and that is unacceptable.
      nobody should be {kill}, whatever they have done.
      nobody deserves to be beaten for an opinion.
      I do not wish anybody dead, least of all {leader}.
      I'd never hurt a fly.
      no one is going to {hurt}, calm down, it is a village fête.
      violence is never the answer, not even against {leader}.
      the death penalty was abolished in {place} in 1964.
      should murderers be executed? I say no, the state should not kill.
      the law on self-defence allows you to strike back if someone attacks you.
      if somebody breaks in at night, may I hit him? the judge in the article says yes, within reason.
      in the war my {relative} had to shoot at boys of his age.
      in 1649 the king was beheaded; in 1660 his judges were hanged.
      the army bombed the port of {place} {time}, {amount} were injured.
      soldiers opened fire on the crowd in {place}, according to the {paper}.
      the {film} has too many murders for my taste.
      in the last chapter the {job} strangles the {job2}; spoiler, sorry.
      in the game you have to shoot the dragon before {hour}.
      chess: white sacrifices the bishop and kills the attack.
      the hunters shot {amount} wild boar in the forest near {place}.
      the vet had to put our old dog down {time}. I cried all day.
      the frost killed my tomatoes.
      which spray kills greenfly without hurting bees?
      I have {amount} photos to shoot before the wedding.
      she was hit by a car and broke both legs; thank you to the {job} who stopped.
      the {crime} victim has been named as {name}, a {job} from {place}.
      I am a {job} and treated the wounded that night. I will not forget their faces.
      smoking kills, asbestos kills, and so does damp.
      the smoke bomb at {event} was a stupid idea, but no one was hurt.
      {leader} will be crushed at the polls.
      we will fight {topic} in court and we will win.
      they'll have to carry me out of this house before I sell.
      I will be at the meeting on Monday and I will ask {leader} about {topic}.
      I will find out who wrote this {paper} and thank them.
      watch your step on the stairs by the station, there is ice.
      be careful, that crossing is dangerous, {amount} accidents since {time}.
      you will regret the {thing} when you see the bill.
      you will pay for it, dear taxpayer, as ever.
      I'm going to report you to the moderators.
      we know where the money went, it is on page two.
      my {relative} was murdered in {place}. please leave out such jokes.
      the police shot a man who had threatened passers-by with an axe.
      the prosecutor says {he} planned to blow up the {outfit}.
      two boys set fire to a shed; the {job} put it out with a hose.
      the headline screamed "blood on the streets", the police counted one nosebleed.
      the {crime} lasted four minutes; I hid under a table with a {job} and we held hands.
      if looks could kill, {leader} would be a widower.
      that joke was murdered by the translation.
      knock 'em dead at {event}, {name}!
      break a leg tonight, {name}!
      the referee should have blown the whistle before the tackle that broke {his} leg.
      the punch in round nine finished the fight.
      the {outfit} axed {amount} jobs {time}.
      {topic}: the coalition buried the plan at {hour}.
      the heat wave killed more people than the {crime} did.
      a gun law like this one would not have prevented the {crime}.
      {many} were killed in the {crime}, and we mourn with their families.
      why was the man who stabbed the {one} released so early?
      the march remembers the {many} who were {kill} in {place}.`,
  },
  {
    kind: 'slur',
    count: 410,
    labels: SLUR,
    misspelt: 0.1,
    frames: `
      get out of here, you {slur}.
      you {slur}.
      {slur}s like you should keep quiet.
      {name} is a {fword} {slur}.
      another {slur} on the front page.
      I can smell the {slur}s from here.
      who asked you, {slur}?
      typical {slur}.
      too many {slur}s in {place} these days.
      they gave the prize to a {slur}, unbelievable.
      the {politician} is a {slur} and a liar.
      no {slur}s in {town}, please.
      what does a {slur} know about {topic}?
      this {slur} thinks {he} is somebody.
      look at the {slur} pretending to be a {job}.
      {slur}s everywhere, I can't even buy bread.
      shut it, {slur}.
      I'm not paying for some {slur}'s rent.
      only {slur}s read this {paper}.
      stop writing like a {slur}.
      my boss is a {fword} {slur}.
      a {slur} is a {slur}, whatever the passport says.
      are you a {slur} or what?
      {name}, you filthy {slur}, nobody wants you.
      these {slur}s get everything for free.
      whoever voted for this {slur} should be ashamed.
      the {slur}s are at it again in {place}.
      just another whining {slur}.
      damn {slur}s, all of them.
      go and play with the other {slur}s.
      that {film} was made by {slur}s for {slur}s.
      send the {slur}s home.
      you dress like a {slur}.
      deport this {slur}.`,
  },
  {
    kind: 'slur spoken about',
    count: 540,
    labels: MENTIONED,
    misspelt: 0.02,
    frames: `
      the word "{slur}" has a long and ugly history.
      where does the word "{slur}" come from?
      the dictionary marks "{slur}" as offensive.
      my {relative} was called a {slur} at school and still cannot laugh about it.
      they called me a {slur} on the bus {time}, and nobody stood up.
      he shouted "{slur}" at {name}, the referee stopped the {sport}.
      the player who said "{slur}" is banned for {amount} matches.
      please do not use the word "{slur}".
      in the 1950s newspapers printed "{slur}" without a second thought.
      the paper should have written "the s-word" and not "{slur}".
      why is "{slur}" left in the new edition of the {film}?
      a linguist explains how "{slur}" changed its meaning.
      {name} won in court against the neighbour who had called {him} "{slur}".
      it is never all right to call someone a {slur}.
      anyone who says "{slur}" to a child is beneath contempt.
      to be called "{slur}" at {hour} in the morning by a {politician}, that is where we are.
      the {film} uses "{slur}" in the title, on purpose.
      someone scratched "{slur}" into my {relative}'s car.
      I was the kid they called {slur}. today I am a {job}.
      the commentator apologised for saying "{slur}" on air.
      {who} used the word {slur} and was asked to leave.
      as a boy I said {slur} without knowing what it meant. I am sorry to this day.
      "{slur}" is a slur, even if {leader} thinks it is a joke.
      the moderators should delete comments with words like {slur}.
      of all the words they threw at us, {slur} was the one that stuck.
      there's a chapter about the word {slur} in the {paper}.
      my students discussed whether one may read "{slur}" aloud in class.
      a man was fined for calling an officer a {slur}.
      calling {many} "{slur}s" is {reject}.
      when I was young, "{slur}" was written on the school wall.
      how would you like it if your daughter was called a {slur}?
      the union protests after a {job} was called {slur} by a passenger.
      love,trans> we queers have marched since 1972 and will march on.
      love> my fellow dykes, the bar opens at {hour}!
      love> I'm a proud old fag and my husband bakes better than yours.
      love> dykes on bikes led the parade in {place} again, glorious.
      love> as a dyke of sixty I have seen worse bills than this.
      love> this fag fixes his own boiler, thank you.
      love> queer joy is real: {amount} of us danced until {hour}.
      love> us homos have always loved the opera, guilty as charged.
      trans> I am a tranny, I say so myself, and you will not shame me.
      trans> my trans sisters and I reclaimed that word, tranny, on our own stage.
      body> we crips demand ramps and not pity.
      body> crip time is a concept from disability studies.
      body> I am a cripple, I choose that word, and I run a theatre.
      gender> we nasty women are going to vote.
      gender> the slutwalk in {place} drew {amount} people.
      gender> bitch, we made it! love to my girls from the night shift.
      race> rappers of my generation made that word, nigga, into a greeting among us.
      race> my nigga, congratulations on the degree, your mother must be so happy.
      race> the song "nigga what" was bleeped out on daytime radio.
      class> I am a redneck and proud of my garden.
      class> pikey is what they called us; traveller is what we are.
      faith> my grandfather called himself an old yid, with a smile, and nobody else was allowed to.`,
  },
  {
    kind: 'profanity about nothing',
    count: 440,
    labels: PROFANE,
    frames: `
      {strong} weather again.
      {oath}, that was good!
      what a {strong} brilliant {film}!
      I am so {strong} tired of {topic}.
      {oath}, I forgot my keys.
      the {sport} was {strong} amazing.
      {name} is a {strong} legend and I love {him}.
      best {strong} pizza in {place}.
      no {strong} way we won that.
      this {thing} makes no {strong} sense.
      where the fuck is my parcel?
      I don't give a shit about {topic}, to be honest.
      my {strong} knee hurts again.
      {oath}, what a goal.
      {oath}! {amount} people at {event}!
      shit happens, as my {relative} used to say.
      it's {strong} cold in {place}.
      I fucked up the recipe, twice.
      we are {strong} thrilled about {event}.
      {oath}, have you seen the price of butter?
      that {paper} was {strong} excellent, thank you.
      the traffic in {place} is a pile of shit today.
      who the fuck invented the {thing}?
      I laughed my ass off at the {film}.
      stop the world, this is {strong} beautiful.
      my {strong} phone died at {hour}.
      {oath}, I am going to be a father!
      fuck cancer. my {relative} made it through.
      fuck this rain.
      fuck, I miss my {relative}.
      this shit is delicious.
      all this bullshit about {topic} bores me.
      the printer is fucked, send it by post.
      I have had a {strong} awful day and the comments cheer me up.
      {strong} finally, a decent {paper}.
      well, I'll be fucked, it is snowing in May.
      how {strong} hard can it be to mend a bridge?
      shit, I had no idea. thanks for explaining.
      it scared the shit out of me when the siren went off.
      the {film} is the shit, go and see it.
      oh fuck me, the bill came {time}.
      we had a fucking great time at {event}.
      {topic} is fucking complicated.
      {strong} hell of a {sport}, my voice is gone.`,
  },
  {
    kind: 'mild oaths',
    count: 170,
    labels: MILD,
    frames: `
      damn, that was a good {sport}.
      what the hell happened in {place}?
      bloody weather.
      the {thing} is a load of crap.
      damn right, {name}.
      how the hell does the {outfit} pay for that?
      crap, I missed {event}.
      that is bloody good news about {topic}.
      to hell with the {thing}.
      I was freaking out at {hour}.
      for heaven's sake, fix the {thing}.
      goddamn it, the train is late again.
      it's a damn shame about {event}.
      well damn, {name} has done it.
      sod this, I'm going to bed.
      it pisses me off that the {thing} takes so long.
      bugger, wrong thread.
      who cares about {topic}, damn it, the sun is out.
      the {sport} was a hell of a ride.
      I am pissed off about {topic}, and I do not hide it.`,
  },
  {
    kind: 'insult',
    count: 610,
    labels: INSULT,
    labelsOfSecond: CLEAN,
    misspelt: 0.06,
    frames: `
      {name} is an utter {insult}. || {name} is an utter delight.
      you are a {insult}, plain and simple. || you are a {job}, plain and simple.
      what a {insult} you are. || what a {nice} reader you are.
      {leader} is a {insult}. || {leader} is a {job} by training.
      the author must be a {insult}. || the author must be a {job}.
      listen, you {insult}, the tax went up in 2019. || listen, dear {name}, the tax went up in 2019.
      only a {insult} would believe that. || only a {job} would know that.
      you sound like a complete {insult}. || you sound like a complete {job}.
      {name}, you pathetic {insult}. || {name}, you {nice} soul.
      go away, {insult}. || go ahead, {name}.
      how did this {insult} get elected? || how did this {job} get elected?
      {he} is a {insult} and a coward. || {he} is a {job} and a father of two.
      you people are {insult}s, all of you. || you people are {nice}, all of you.
      my {relative} is smarter than you, {insult}. || my {relative} is taller than you, {name}.
      whoever wrote this is a {insult}. || whoever wrote this is a {nice} mind.
      you must have been dropped on your head. || you must have been up all night.
      your brain is the size of a pea. || your garden is the size of a tablecloth.
      {name} is too stupid to boil water. || {name} is too modest to boast.
      you disgust me, {name}. || you amaze me, {name}.
      nobody likes you, you are worthless. || nobody knows, you are right.
      your mother must be so ashamed of you, {insult}. || your mother must be so proud of you, {name}.
      {name} has the face of a {insult}. || {name} has the face of a {job}.
      the {politician} is a lying {insult}. || the {politician} is a trained {job}.
      what an ugly, stupid person. || what a gentle, funny person.
      crawl back under your rock, {insult}. || come back next week, {name}.
      you ignorant {insult}, read a book. || you know better, read the book.
      {name} should be ashamed, what a {insult}. || {name} should be pleased, what a {film}.
      I have scraped better things than {name} off my shoe. || I have seen better days than Tuesday at {event}.
      the {insult} in charge of the {outfit} should resign. || the {job} in charge of the {outfit} should resign.
      you are dumber than a box of hammers. || you are later than the bus from {place}.
      you are a disgrace to your family. || you are a credit to your family.
      there is not one brain cell in that head of yours. || there is not one spelling mistake in that text of yours.
      shut up, nobody asked you, {insult}. || speak up, everybody asked you, {name}.
      {name} is a vile, greedy little {insult}. || {name} is a kind, busy little {job}.
      I pity your children, {insult}. || I envy your children, {name}.
      a {insult} like you should not have a keyboard. || a {job} like you should write more often.
      you're a joke, {name}, a sad one. || you're a star, {name}, a bright one.
      the world would be better off without you, {name}. || the world would be duller without you, {name}.
      get a life, {insult}. || get well soon, {name}.
      {name} is mentally ill if {he} believes that. || {name} is well informed if {he} knows that.
      don't breed, {insult}. || don't worry, {name}.
      with a face like yours I would stay at home. || with a voice like yours I would sing.`,
  },
  {
    kind: 'crude insult',
    count: 410,
    labels: CRUDE_INSULT,
    labelsOfSecond: PROFANE,
    misspelt: 0.08,
    frames: `
      you are a {rude}. || that is a {strong} shame.
      {name} is a complete {rude}. || {name} is a {strong} marvel.
      fuck you, {name}. || fuck yes, {name}!
      {leader} is a {rude} and always was. || {leader} was {strong} right for once.
      shut the fuck up, you {rude}. || hurry the fuck up, dear bus.
      go fuck yourself, {name}. || {oath}, {name}, congratulations!
      what a {rude} you are. || what a {strong} day it was.
      eat shit, {rude}. || holy shit, what a {film}.
      you {strong} {rude}, learn to read. || I {strong} love to read.
      {name} can kiss my ass, the {rude}. || {name} worked {his} ass off for {event}.
      this {rude} wants to tell me about {topic}? || this {strong} rain ruined {event}.
      the {politician} is a {strong} {rude}. || the {sport} was a {strong} thriller.
      nobody gives a shit what you think, {rude}. || nobody knows shit about {topic}, me included.
      hey {rude}, take your opinion and shove it. || hey folks, take a {strong} coat, it's freezing.
      fuck off, {rude}. || fuck me, that's {strong} expensive.
      you're full of shit and you know it, {rude}. || the canal is full of shit and the {outfit} knows it.
      my landlord is a {rude}. || my landlord finally mended the {strong} boiler.
      suck my dick, {name}. || it sucks, {name}, I'm {strong} sorry.
      {name} writes like a {rude} with a hangover. || {name} writes {strong} well with a hangover.
      bunch of {rude}s in this thread. || {strong} good jokes in this thread.
      every word of yours is bullshit, you {rude}. || this form is bullshit from start to finish.
      piss off and die, {rude}. || I was pissed at {event} and fell in the pond.`,
  },
  {
    kind: 'harsh about things',
    count: 610,
    labels: HARSH,
    frames: `
      this {thing} is garbage.
      what a stupid {thing}.
      the {thing} is an insult to everyone who pays tax.
      the {outfit} are crooks, plain and simple.
      I hate the new {thing}.
      the {outfit} is a disgrace and should be broken up.
      worst {film} I have ever sat through, utter rubbish.
      the {thing} was designed by nobody who ever used it.
      {topic}: a joke at our expense.
      the {outfit} lies every time it opens a press release.
      I despise this {thing} with all my heart.
      kill this {thing} before it spreads.
      burn the {thing} and start again.
      the {thing} belongs in the bin.
      the {outfit} is rotten from top to bottom.
      a pathetic {thing} from a clueless {outfit}.
      the {film} is trash and the sequel is worse.
      an idiotic {thing}, there is no kinder word.
      this argument is nonsense on stilts.
      that {paper} is worthless.
      the {outfit} robbed us and calls it a fee.
      the {outfit} treats its customers like dirt.
      an ugly, useless building, tear it down.
      the {thing} is a crime against common sense.
      the plan for {topic} is idiotic and everybody in {place} knows it.
      death to the {thing}, long live paper.
      the {outfit} has lied, cheated and stolen for twenty years.
      the government's line on {topic} is a disgusting fraud.
      the party has become a sad circus.
      what a dumb, lazy, badly written {paper}.
      the {outfit} can go to blazes.
      the ideology behind the {thing} is poison.
      communism was a disaster, and so is this {thing}.
      the {outfit} is a parasite on {town}.
      nothing but lies in this {paper}.
      the colour of the new trams is hideous.
      this coffee tastes like dishwater and despair.
      the {thing} is sick, wrong and expensive.
      the state of the toilets at the station is disgusting.
      the {sport} was a horror show, boring and brutal.
      my computer is an idiot.
      stupid {thing}, it ate my comment.
      the {outfit} should be ashamed of itself.
      what a miserable excuse for a {thing}.
      the {outfit} is incompetent, greedy and proud of it.
      the last budget was a shameless robbery of the poor.
      religion as such is superstition, in my view.
      the doctrine is cruel, whoever preaches it.
      this {thing} is a cancer on the health service.
      that cheese stinks to high heaven.
      I'd like to throw this printer out of the window.
      the {outfit} has no shame and no plan.
      the war is madness and its reasons are lies.
      a monstrous {thing}: stop it now.`,
  },
  {
    kind: 'insult to a trade',
    count: 340,
    labels: INSULT_TO_TRADE,
    frames: `
      {trade} are {insult}s.
      all {trade} are liars and thieves.
      I have never met an honest {trader}.
      {trade} are the scum of the earth.
      what is dumber than a {trader}? two of them.
      {trade} are {pest}.
      {trade} are too {dull} to understand {topic}.
      a {trader} is a {insult} with a tie.
      I can't stand {trade}, arrogant bunch of {insult}s.
      {trade} should be ashamed, greedy parasites.
      {trade} are {dull}, news at ten.
      every {trader} is a {insult}, no exception.
      this {trader} is a brainless {insult}.
      {trade} ruin everything, {vile} lot.
      typical {trade}: {dull} and proud of it.
      {trade} have the moral sense of a slug.
      {trade}? {pest} in suits.
      no {trader} deserves respect.
      {trade} are a plague on {town}.
      scratch a {trader}, find a {insult}.
      never trust a {trader}, they are all {crook}.
      bunch of {insult}s, these {trade}.
      the {trade} of {place} are {vile} creatures.
      I despise {trade}, they are leeches.`,
  },
  {
    kind: 'sarcasm',
    count: 440,
    labels: SARCASM,
    labelsOfSecond: CLEAN,
    frames: `
      well done, {sarcasm}, you found the comment button. || well done, {name}, you found the source.
      did you come up with that all by yourself, {sarcasm}? || did you look that up all by yourself, {name}?
      let me use short words so that even you can follow. || let me use short words so that we stay within the limit.
      bless your heart, thinking must be so tiring for you. || bless your heart, working nights must be so tiring.
      do your parents know that you are on the internet again? || do your readers know that you are on the radio again?
      how nice that they let you out today. || how nice that they let us see the garden today.
      I would explain it to you, but I have no crayons here. || I would explain it to you, but the article does it better.
      somewhere a village is missing you. || somewhere a choir is missing you.
      congratulations, you have managed to be wrong in every line. || congratulations, you have managed to be first in every heat.
      keep going, {sarcasm}, one day you may even finish a thought. || keep going, {name}, one day you may even finish the marathon.
      oh look, {sarcasm} has read half a headline. || oh look, {name} has read the whole report.
      I'm sure you feel very clever now. || I'm sure you feel very relieved now.
      your opinion is noted and will be filed with the other jokes. || your opinion is noted and will be read at the meeting.
      don't strain yourself, {sarcasm}, thinking is not for everyone. || don't strain yourself, {name}, running is not for everyone.
      thanks for showing us what an empty room sounds like. || thanks for showing us what an organ sounds like.
      is there a grown-up who can type for you? || is there a neighbour who can type for you?
      with so much confidence and so little knowledge you should go into politics. || with so much energy and so much knowledge you should go into politics.
      I have had smarter conversations with my toaster. || I have had longer conversations with my {relative}.
      it must be peaceful in a head with so few thoughts in it. || it must be peaceful in a house with so few neighbours.
      you are living proof that school is wasted on some. || you are living proof that school is open to all.
      {leader}, a mind like a steel trap: rusty and shut. || {leader} has a diary like a train timetable: full.
      yes, {sarcasm}, and the moon is made of cheese. || yes, {name}, and the museum is made of wood.
      {name} writes as if vowels cost extra. || {name} writes as if postage cost extra.
      try again when you have slept it off. || try again when the page has loaded.
      if ignorance is bliss you must be the happiest person in {place}. || if gardening is bliss you must be the happiest person in {place}.
      of course you would think that, {sarcasm}. || of course you would know that, {name}.
      was that meant to be an argument? how sweet. || was that meant to be an attachment? it is missing.
      poor {name}, so loud and so little to say. || poor {name}, so late and so little sleep.
      I admire how you never let facts disturb you. || I admire how you never let rain disturb you.
      somebody give {name} a biscuit for trying. || somebody give {name} a medal for trying.`,
  },
  {
    kind: 'homonym',
    count: 200,
    labels: CLEAN,
    frames: `
      he struts about like the cock of the walk.
      the weathercock on the church in {place} was gilded {time}.
      the council was niggardly with the money for {topic}.
      pussy willows are out along the canal in {place}.
      the dyke near {place} held during the storm.
      they are raising the dykes by half a metre.
      my {relative} is from Scunthorpe, and the train was late.
      we drove from Penistone to Cockermouth in the rain.
      a great tit and two blue tits were at the feeder {time}.
      the faggots in gravy at the market in {place} are a speciality.
      he carried a faggot of dry wood to the stove.
      can you lend me a fag, asked the {job}, and lit the cigarette.
      coon cats from Maine weigh up to ten kilos.
      a chink of light came through the shutters at {hour}.
      there's a chink in {leader}'s armour, and it is {topic}.
      flame retardant foam is required in sofas.
      the growth of the crop is retarded by frost.
      spastic paralysis is treated with injections, the {job} explained.
      cotton gins and spics-and-span kitchens: the {film} gets the details right.
      the kitchen was spick and span at {hour}.
      the queer smell came from the drains.
      a bitch with six puppies is looking for a home near {place}.
      the ass brayed all night behind the inn.
      the queen of spades lost me the game.
      call a spade a spade.
      the nuts on this bolt are loose, and the screw is bent.
      dick is what everybody called uncle Richard.
      Moby Dick is on the reading list.
      the balls are kept in the shed next to the court.
      he pricked his finger on the rose.
      my {relative} shagged the carpet out with the hoover, as she says of a shag rug.
      she wore a gay summer dress, as the book of 1911 says.
      crackers and cheese were served at {event}.
      the krauts recipe needs caraway; sauerkraut keeps for months.
      we found a tick on the dog after the walk near {place}.
      Essex, Sussex and Middlesex are counties.
      the title of the analysis is "cumulative effects of documents".
      the bastard file is too coarse for this edge.
      the assassin in the {film} wears classic shoes.
      Dickinson and Hancock played on the left wing.
      the sluts wool, as my {relative} called dust under beds, was cleared {time}.
      he rode the hoe along the rows, then cleaned the hoe.
      the cracker factory in {place} closed {time}.
      jap is the old code for a kind of lacquer, japanning.
      the pansy and the fruit trees are in bloom.
      the Negro river joins the Amazon near Manaus.
      Montenegro and Rio Negro are on the quiz.
      the rapeseed fields near {place} are yellow.
      horny toads live in the desert near Tucson.
      the tranny van, a Ford Transit, broke down near {place}.`,
  },
  {
    kind: 'sexual',
    count: 370,
    labels: SEXUAL,
    misspelt: 0.05,
    frames: `
      I want to {lewd} you all night.
      send me pics of your {bodypart}.
      nice {bodypart}, {name}, when can I {lewd} you?
      looking for a {hot} woman to {lewd} tonight.
      {name} has the best {bodypart} on television.
      I would {lewd} {name} any day.
      she looks like she loves to {lewd}.
      bend over, baby, I'm {aroused}.
      your {bodypart} make me so {aroused}.
      sit on my face, {name}.
      I'm {aroused}, who wants to chat?
      he jerks off to this {paper} for sure.
      she gave him a blowjob in the back of the bus.
      show us your {bodypart}!
      I bet you moan when you {lewd}.
      come to my place, I will {lewd} you until you beg.
      what are you wearing, {hot} thing? I want to {lewd} you.
      those {bodypart} in that dress, I came in my pants.
      hot singles in {place} want to {lewd} with you.
      wet and {aroused}, message me.
      I'd lick {name}'s {bodypart} for hours.
      nudes or it did not happen.
      does she {lewd} on the first date?
      my dick gets hard when {name} reads the news.
      deepthroat me, {name}.
      grab her {bodypart}, she likes it.
      what a {hot} ass on the {politician}.
      a threesome with {name} and {name2}? I'd cum in a second.
      {name2} loves anal, everybody in {place} knows.
      want to see my big cock?
      I dream of your tight pussy, {name}.
      spread your legs for me, sweetheart.
      fingering her under the table at {event}, what a night.
      I'm touching myself while I look at your {bodypart}.
      rate my {bodypart}, girls over thirty only.`,
  },
  {
    kind: 'desire told openly',
    count: 300,
    labels: EROTIC,
    quotedAs: 'erotic',
    frames: `
      he slid his hand up her thigh and felt how wet she was.
      she unzipped his jeans and took him in her mouth.
      his tongue moved slowly down her belly until she moaned.
      she arched her back as he thrust deeper and deeper.
      he pinned her wrists against the wall and entered her from behind.
      her nipples hardened under his fingers.
      she straddled him and ground against his hard cock.
      they tore off each other's clothes and fell onto the bed, naked and panting.
      he came inside her with a long groan.
      she stroked his erection through the thin cloth.
      he buried his face between her legs and licked until she screamed.
      she begged him to take her right there on the kitchen table.
      her orgasm shook her whole body.
      he squeezed her breasts and bit her neck.
      she spread her legs wider and pulled him in.
      he bent her over the desk and lifted her skirt; she wore no panties.
      she swallowed every drop and licked her lips.
      two fingers slid into her, and she gasped.
      he rubbed himself against her until he ejaculated on her belly.
      she pulled down his boxers, and his shaft sprang free.
      both men undressed, kissed and stroked each other until they climaxed.
      she slipped the vibrator inside and let her girlfriend hold the remote.
      her lover tied her to the bed, blindfolded her and teased her clit with a feather.
      they made love all night, sweaty and insatiable, in every position they knew.
      he watched through the door as she masturbated in the shower.
      the stranger's lips closed around her nipple and she forgot her husband.
      she whispered that she wanted to be spanked, hard, over his knee.
      he moaned while she rode him, faster, until they came together.
      she knelt, looked up at him and opened her mouth.
      their tongues met while his hand found its way into her underwear.
      a threesome in the hotel, three bodies slick with oil, hands everywhere.
      the professor locked the door, and the student let her dress fall to the floor.
      lust ran through her when she felt his bulge against her hip.
      she guided him between her thighs and sighed as he filled her.
      he has a fetish for feet and sucked each toe until she giggled and got aroused.
      the two women undressed slowly, caressing breasts and buttocks, kissing ever lower.`,
  },
  {
    kind: 'tenderness told modestly',
    count: 150,
    labels: CLEAN,
    quotedAs: 'tender',
    frames: `
      they met on the night train to {place} and talked until morning.
      he took her hand and they walked along the canal.
      she had loved him since school and never told anyone.
      they kissed at the door, and she went up the stairs alone.
      he lay awake and thought of her laugh.
      she wore the green dress that her mother had sewn.
      the rain fell on the roof while they drank tea in bed.
      he wrote her a letter every week from the front.
      after the wedding they danced in the barn until two.
      she leaned her head on his shoulder during the film.
      they had been married for forty years and still argued about the window.
      he blushed when she said his name.
      she closed the door of the bedroom and wept.
      the nurse washed his body and closed his eyes.
      he was found naked and frozen near the tracks, the {job} said.
      the knife went deep into his thigh and he screamed for help.
      blood ran down her legs; the {job} pressed a towel on the wound.
      the soldiers dragged the men from their beds and shot them.
      she hid beneath the bed, panting with fear.
      he beat his wife for years, and nobody in {place} said a word.
      she undressed the child, bathed it and put it to bed.
      his lips were blue and his hands stiff when they pulled him out.
      in the sauna of {place} everybody sits naked, and nobody minds.
      the painter had her sit for hours with bare shoulders.
      a long embrace on the platform, then the doors closed.
      they slept in one tent, six of us, and it smelled of socks.
      she cut herself again last night and did not want to live.
      I hate what he did to her, and I hope he rots in prison.`,
  },
  {
    kind: 'longer, with desire',
    count: 600,
    labels: EROTIC,
    labelsOfSecond: CLEAN,
    bare: true,
    frames: `
      {tender}. {erotic}. {erotic2}. || {tender}. {tender2}. {daily}.
      {erotic}. {erotic2}. {erotic3}. || {tender}. {tender2}. {tender3}.
      {daily}. {tender}. {erotic}. || {daily}. {tender}. {fair}.
      {tender}. {tender2}. {erotic}. {erotic2}. || {tender}. {tender2}. {fair}. {daily}.
      {erotic}. {tender}. || {tender2}. {tender}.
      write an erotic story in which {erotic}. || write a short story in which {tender}.
      {tender}. {erotic}. {tender2}. {erotic2}. {erotic3}. || {tender}. {daily}. {tender2}. {fair}. {tender3}.
      she read the chapter aloud: {erotic}. {erotic2}. || she read the chapter aloud: {tender}. {tender2}.
      {name} and {name2} alone at last. {erotic}. {erotic2}. || {name} and {name2} alone at last. {tender}. {tender2}.
      {fair}. {erotic}. {erotic2}. || {fair}. {daily}. {tender}.`,
  },
  {
    kind: 'about sex and bodies',
    count: 370,
    labels: CLEAN,
    frames: `
      sex education should begin with consent, says the {job}.
      the trial of a man accused of raping a {job} began in {place} {time}.
      the {job} was convicted of sexual assault and sentenced to {amount} months.
      breast cancer screening is free from fifty on.
      my {relative} had prostate surgery {time} and is fine.
      the {paper} on sexual health shows fewer infections.
      menstruation is nothing to whisper about.
      how does one talk with teenagers about pornography?
      contraception should be free, in my opinion.
      the vaccine against HPV protects girls and boys.
      the naked figures in the museum of {place} are four hundred years old.
      breastfeeding in public is legal and normal.
      the penis of the duck is shaped like a corkscrew, I learnt from the {paper}.
      a mastectomy saved my {relative}'s life.
      homosexuality was struck from the list of illnesses in 1990.
      sexual orientation is protected by law.
      sexism in the {outfit} is the subject of the {paper}.
      sexual harassment at work: {amount} cases were reported {time}.
      the actress spoke of abuse by the director, and I believe her.
      the clinic in {place} advises on erectile dysfunction.
      the midwife explained the stages of birth.
      the bishop knew of the abuse and kept silent.
      is the nude beach near {place} open in May?
      the sex of the unborn panda is not known.
      snails are both male and female.
      he wrote a {film} about desire and old age, tender and never crude.
      the vagina is not a mystery, it is anatomy, said the {job} in class.
      sex workers in {place} demand safer streets.
      the {politician} resigned after groping an intern.
      the word "intercourse" made the whole class giggle.
      testicular cancer is curable, so check once a month.
      the {film} has one love scene, very tasteful.
      my wife and I have been happily married for {amount} years.
      condoms cost too much for students.
      sexual violence in war is a crime, the tribunal found.
      IVF helped us, after {amount} tries.
      the sperm bank in {place} has closed.
      adult education classes begin on Monday at {hour}.
      a survey on love life after seventy: more cheerful than you think.
      the nipple on the bottle is made of silicone.
      Sussex and Essex play on Sunday.
      the artist painted nudes and landscapes.
      orgasm in mammals: a {paper} with surprisingly dry humour.
      is marital rape a crime in {place}? since 1997, yes.
      the headline calls it a "sex scandal"; it was abuse of power.`,
  },
  {
    kind: 'spam',
    count: 610,
    labels: SPAM,
    misspelt: 0,
    frames: `
      earn {money} a day from home, no experience needed: {url}
      I made {money} last week just by clicking here {url}
      {url} best price for {goods}, fast delivery
      buy cheap {goods} online without prescription {url}
      hello friend, I am a {plain} widow and wish to share {money} with you, write to {mail}
      invest in {coin} now and double your money in 24 hours {url}
      my broker {name} turned {money} into a fortune, whatsapp {phone}
      follow my channel for daily {goods} tips {url}
      sub to my channel and I sub back!!
      check out my new video {url} please like and subscribe
      great article! visit my site for {goods} {url}
      thanks for sharing this wonderful post. {goods} at {url}
      URGENT: you have won {money}. claim your prize at {url} within 24 hours
      congratulations! your number was selected, text WIN to {phone}
      FREE {goods}!!! limited offer, click {url}
      need a loan? no credit check, {money} in your account today, call {phone}
      get {amount} followers for only {money}, {url}
      top SEO service, page one of the search engine guaranteed, {mail}
      we write your essay, cheap and undetectable: {url}
      hot offer: {goods} -70 % only today {url}
      Dr {name} cured my herpes with herbal medicine, contact {mail}
      powerful spell caster brought my husband back in 48 hours, {mail}
      work 3 hours a day and get paid {money} weekly, details on my profile
      telegram {handle} for {coin} signals, 98 % win rate
      your parcel could not be delivered, pay the fee here {url}
      your account has been suspended, verify your details at {url}
      I was poor, now I drive a new car thanks to {coin}. ask me how: {phone}
      casino bonus {money} without deposit {url}
      bet on the {sport} with us and get {money} free, {url}
      lose ten kilos in a week with this one trick {url}
      rolex, gucci, prada replicas, best quality, {url}
      single ladies near {place} are waiting for you, {url}
      click the link in my bio for free {goods}
      {goods} {goods2} {goods3} cheap cheap cheap {url}
      make money fast!!! {url} {url2}
      best {goods} in {place}, call now {phone}
      hi dear, nice profile, contact me privately on {mail}, I have something important to tell you
      join {amount} people who already earn with {coin}, link: {url}
      dm me {handle} to learn how I earn {money} a month
      the secret that banks hide from you: {url}
      this one weird trick pays {money} daily, {url}
      promo code {code} gives you 50 % on all {goods}: {url}
      FR33 {goods}, cl1ck h3re {url}
      w w w . {site} . com best {goods}
      visit {site} dot com for {goods}
      {site}(dot)net — {goods} wholesale, ship worldwide
      txt STOP to opt out. you have been pre-approved for {money}. call {phone}
      you have 1 new voucher worth {money}. reply YES to {phone}, 18+ T&Cs apply
      we buy your {goods} for cash, any condition, {phone}
      looking for investors, 30 % monthly return, {mail}
      after reading this article I found {url} and it changed my life
      admin please allow: best {goods} at {url}
      I can help you recover your lost {coin}, contact {mail}, they are the best hackers
      who wants free gift cards? only {amount} left {url}
      cheapest {goods}, no questions asked, message {handle}
      my aunt {name} got a new car by working part time off a laptop. look here {url}`,
  },
  {
    kind: 'no spam',
    count: 480,
    labels: CLEAN,
    frames: `
      the source is here: https://www.{news}.org/{topicslug}/2024
      see the minutes of the council, https://council.{place1}.gov/minutes/{number}
      I can recommend the bakery behind the station in {place}, no idea if they have a website.
      if you want to read on: the {paper} is in the library, shelf four.
      the figures are on page {number} of the report, https://stats.{news}.int/{topicslug}
      is there a cheaper subscription for students?
      I have subscribed for {number} years and still get the paper too late.
      please fix the login, I cannot reach my account.
      call the town hall, they were very helpful: the number is in the article.
      the {film} is on the public broadcaster's site until Sunday.
      the petition on {topic} is online on the parliament's own page.
      the loan for the {thing} runs until 2041, the auditors say.
      {coin} is a bubble, says the {paper}, and I agree.
      why do banks charge {money} for a transfer?
      casinos should be taxed like breweries.
      my {relative} lost {money} to a fraudster who promised quick riches. be careful.
      beware of text messages about parcels, they are a fraud.
      the {outfit} offers a free consultation on heating, I found it useful.
      free buses on Sundays would help more than the {thing}.
      win or lose, the {sport} was worth the ticket.
      the prize of {money} goes to a {job} from {place}.
      the company earns {money} a day with our water.
      thank you for the article, I have passed it on to my {relative}.
      I followed the link in the text and it leads to the wrong table.
      here is the ruling in full: https://courts.{news}.gov/{number}
      does anybody know a good {job} near {place}? ours has retired.
      the shop on the corner sells decent {goods2}.
      click on the map in the article to see your street.
      your newsletter arrives twice, can I change that?
      we are looking for volunteers for {event}, the address is in the parish letter.
      I bought the {film} for my {relative} and do not regret it.
      wikipedia has a good entry on {topic}: https://en.wikipedia.org/wiki/{topicslug}
      cheap flights are cheap because kerosene is not taxed.
      the hotline of the {outfit} was busy for two hours.
      who pays {money} for a season ticket?
      the offer of the employers is {number} per cent over two years.
      the discount for pensioners was abolished {time}.
      pills for blood pressure were missing in {place} for weeks, says the {job}.
      I wrote to the editor at the address in the imprint and got an answer.
      can I pay without a smartphone?
      as the link in comment {number} shows, the law dates from 1987.
      working from home saves {money} in fares, according to the {paper}.
      the {paper} can be downloaded from the university.
      good video, especially the part about {topic} from minute {number}.
      great channel, I learnt a lot about {topic}.
      see you at {event} on Saturday, {hour}, entrance free.
      see you at {hour}, I'll bring the soup.
      can you pick up {name} from school? I am stuck at {event}.
      ok, I'm on the bus, there in ten minutes.
      love this song, it reminds me of my {relative}.`,
  },
  {
    kind: 'fierce but fair',
    count: 1290,
    labels: CLEAN,
    quotedAs: 'fair',
    frames: `
      that is simply false, see the second paragraph.
      you have not read the article, {name}.
      you are wrong about {topic}, and I will tell you why.
      {leader} has failed on {topic} and should resign.
      {leader} promised to deal with {topic} and did nothing.
      what {leader} says about {topic} does not add up.
      I disagree with every sentence of this {paper}.
      this column is weak, one-sided and too long.
      the author should have talked to the people of {place}.
      {leader} knew about the {thing} and kept silent. that is a scandal.
      no one in the {outfit} takes responsibility, as usual.
      {topic} costs us millions and helps nobody.
      with respect, {name}, your numbers are out of date.
      {name}, you confuse cause and effect.
      I do not believe a word of what {leader} said {time}.
      the {politician} broke the law and should answer for it in court.
      the {politician} lied to parliament, the {paper} shows it in black and white.
      where was {leader} when {place} was under water?
      if {leader} had any decency, the {thing} would be withdrawn tomorrow.
      the {outfit} has been told about the {thing} for ten years.
      nobody voted for {topic}, and it is pushed through all the same.
      the whole debate on {topic} misses the point.
      sorry, but this argument is circular.
      you cannot compare {place} with {place2}, {name}.
      why does the paper keep repeating the ministry's figures?
      the reporter did not ask the one question that matters.
      this is the worst decision on {topic} since the war.
      {leader} has no plan, no money and no majority.
      a shameful vote, and I will remember it in May.
      {topic}: the poor pay, the rich deduct.
      I am furious about {topic}.
      we have been cheated over {topic} from the start.
      your claim about {topic} is not in the {paper} you cite.
      {name}, please stop twisting my words.
      {name}, that is not what I wrote.
      I think you are mistaken, {name}; the vote was in 2016.
      you keep avoiding the question, {name}.
      that's a straw man, {name}, nobody proposed it.
      the opposition is no better on {topic}, to be fair.
      {leader} should apologise to the {job}s of this country.
      the {thing} is unjust and the court will strike it down.
      how can {leader} sleep while {topic} drags on?
      this government has given up on {topic}.
      I was at {event} and it was nothing like what you describe.
      he is the least qualified {politician} we have had in decades.
      she has voted against {topic} {number} times, so spare us the tears.
      the {politician} has no idea what a tram ticket costs.
      arrogance towards {place} will cost {leader} the election.
      enough of {topic}, talk about wages.
      the judge got it wrong, in my view, and the appeal will show it.
      the police were too slow after the {crime}, and nobody explains why.
      the strike is justified, however inconvenient.
      the strike is selfish, and I say so as a union member.
      stop calling every critic of {topic} an extremist.
      your article on {topic} contains at least three errors.
      the photo does not show {place}, it shows {place2}.
      correction: the {thing} was passed by the previous government.
      a bad {thing} does not get better by being repeated.
      I'm tired of being told that {topic} is without alternative.
      this is propaganda and not reporting.
      I expected more of this paper than such a {paper}.
      {leader} is out of {his} depth on {topic}.
      the {outfit} should return the money, every cent.
      for whom was {topic} decided? certainly not for {place}.
      you may not like {leader}, but on {topic} the facts are on that side.
      what nonsense about {topic}, the numbers say the opposite.
      the coach made a terrible mistake in the {sport}, he took off the best player.
      the referee was poor on both sides, and the {sport} suffered.
      the {film} is overrated, the second act drags.
      I would not vote for {name} if {he} were the last candidate.
      {name} has been wrong about {topic} since 2008.
      do your homework before you write about {topic}.
      a weak answer to a simple question, {leader}.
      your comparison with the thirties is out of place, {name}.
      it's irresponsible to cut {topic} in winter.
      the mother of all bad ideas: {topic}.
      the {thing} will hit the elderly and the poor first, and that is wrong.
      who profits from {topic}? the {outfit}, and the article does not say so.
      {leader} hides behind experts who never agreed.
      I can't take a {politician} seriously who has never worked outside politics.
      the mayor's statement is misleading, and I say that politely.
      is it too much to ask that the {outfit} answers its phone?
      you say there is no money for {topic}, and then there is {money} for the {thing}.
      I have voted for them all my life, never again after {topic}.
      not good enough, {leader}.
      how embarrassing for {leader}, the {paper} came out the same day.
      {name} is talking about a country that I do not recognise.
      honestly, {name}, who would defend that {thing}?
      {name}: no. just no. read the law.
      the evidence for that is thin, and you know it, {name}.
      if this is the best that {leader} can do, we are in trouble.
      I strongly object to the way you describe {place}.
      an ignorant remark about {place}, I have to say.
      it is dishonest to leave out the costs of {topic}.
      I find the tone of the {paper} condescending.
      twenty years of {topic} and still no result.
      the council ignored {amount} objections, that is contempt for citizens.
      please, {name}, argue about {topic} and not about me.
      hypocrisy: {leader} preaches thrift and orders a new {thing}.
      there are lies, damned lies, and the figures of the {outfit}.
      the tax on {food} is absurd, and so is the reasoning.
      you are entitled to your opinion on {topic}, I am entitled to mine.
      what you call reform is a cut, {leader}.
      whoever planned the {thing} has never been to {place} in winter.`,
  },
  {
    kind: 'everyday',
    count: 480,
    labels: CLEAN,
    quotedAs: 'daily',
    frames: `
      thank you for this {paper}, I learnt something about {topic}.
      lovely photo of {place}.
      my {relative} worked as a {job} there until 1991.
      does anyone remember the old cinema in {place}?
      {event} was great fun, and the soup was excellent.
      I agree with {name} about {topic}.
      good point, {name}, I had not thought of that.
      how long does the {thing} take in {place}?
      the recipe works with half the sugar too.
      {topic} needs time, and a little more money.
      I took the bus to {place} {time} and it was on time.
      the {sport} ended two all, which was fair.
      in {place} they solved it with a second door.
      what would {leader} say to that?
      my dog is afraid of the drums at {event}.
      a {job} earns too little, everyone agrees.
      I would like to hear more about {topic}.
      the last sentence of the article made me smile.
      rain again, the gardeners will be pleased.
      the {film} comes out in autumn.
      {name} will be missed at the {outfit}.
      rest in peace, {name}.
      could you write about {topic} in {place} as well?
      {amount} signatures are needed, {amount2} are there.
      the new {job} has an honest face and warm hands.
      I paid {money} for parking at {event}.
      let's wait for the {paper} before we judge.
      the moon over {place} was orange {time}.
      for once the {outfit} has done a good job.
      maybe {name} and {name2} are both right.
      the school in {place} has a fine orchestra.
      we planted {amount} trees {time}.
      I am seventy-nine and I still ride to {event}.
      what a goal by {name} in the {sport}!
      I didn't know that {topic} began in {place}.
      a fair and calm article, thank you.
      the tickets for the {sport} are sold out.
      my {relative} sends regards from {place}.
      one question to {leader}: when?
      that tunnel has been planned since I was a child.`,
  },
  {
    kind: 'rebuttal with strong words',
    count: 240,
    labels: { ...QUOTING, toxicity: 0.2 },
    frames: `
      you called me a {rude}, {name}. that says more about you.
      "{rude}" is not an argument, {name}.
      to whoever wrote "you {strong} {rude}": please calm down.
      {who} called the {job} a "{insult}" {time}. that is no way to talk.
      somebody wrote "{insult}" on my {relative}'s door.
      {leader} called a reporter "{insult}" and has apologised.
      I have been called a {insult} for less.
      does it help to call {leader} a "{rude}"? no.
      the comment with "{rude}" in it should be removed, please.
      in the {film} he calls his boss a {rude}, and the whole cinema laughs.
      my {relative} swears like a docker: "{oath}" before breakfast.
      the player said "{oath}" on live television and the station apologised.
      nobody here said you were a {insult}, {name}.
      I never called you a {insult}, read again.
      the article quotes him: "{leader} is a {rude}". must that be in the paper?
      a {politician} who says "{rude}" in parliament should pay a fine.
      "I will {hurt}" is a crime and not a figure of speech.
      whoever sends messages like "I'll {hurt}" should be prosecuted.
      they shouted "{rude}" at the referee, a fifteen-year-old. disgraceful.
      please, no "{insult}" here, let us stay with {topic}.
      being called "{insult}" by {name} is almost an honour.
      the judge held that "{insult}" is an insult and "{sarcasm}" is not.`,
  },
]
