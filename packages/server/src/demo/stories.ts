/** A passage of a story: a paragraph, a subhead, or a sentence set large. */
export type Passage = string | { subhead: string } | { pull: string }

export interface NewsStory {
  slug: string
  /** Path on the newspaper's own site; the story's address in Parley is this on the configured origin. */
  path: string
  section: Section
  headline: string
  standfirst: string
  byline: string
  /** Hours since publication when the demonstration is first opened. */
  hoursOld: number
  picture?: { file: string; alt: string; caption: string; width: number; height: number }
  passages: Passage[]
  facts?: { title: string; rows: { term: string; text: string }[] }
  /** Said at the end of the story. */
  note?: string
}

export const SECTIONS = ['Business', 'The Valley'] as const
export type Section = (typeof SECTIONS)[number]

/** The edition: the lead story first. Firms, makers and people of the lead are real, places and people of the others invented. */
export const STORIES: readonly [NewsStory, ...NewsStory[]] = [
  {
    slug: 'alliance-talks',
    path: '/business/alliance-talks',
    section: 'Business',
    headline: 'Renault and Fiat Chrysler in talks about an alliance',
    standfirst:
      'Two carmakers look for strength in company, as new technology and stricter rules weigh on the whole industry. The talks are said to be advanced.',
    byline: 'Business desk',
    hoursOld: 51,
    picture: {
      file: 'cars.svg',
      alt: 'Drawing: two small cars face each other on a road below the hills of a valley.',
      caption: 'Two makers on one road: the cars of tomorrow cost more than most can spend alone.',
      width: 960,
      height: 370,
    },
    passages: [
      'Carmaker Fiat Chrysler and the French automaker Renault are in talks about a possible alliance. Both are looking for ways to meet the challenges that technology and regulation set their industry.',
      'The talks are advanced, a person with knowledge of the matter confirmed. The Financial Times had been the first to report them.',
      'For Fiat Chrysler they follow months of speculation about a merger. PSA Peugeot, too, has reportedly been interested in the company.',
      { subhead: 'Pooling strength' },
      'Across the industry, makers are pooling their strength for what comes next: electric vehicles, connectivity and artificial intelligence. They do so under pressure from regulators, above all in Europe and in China.',
      'Others have gone the same way this year. In January, Volkswagen and Ford formed an alliance. The two will develop commercial vans and pickups, and they are exploring what they might do together on batteries and autonomous vehicles.',
      { subhead: 'A partner with partners' },
      'Renault would bring company of its own. It is already in a three-way alliance with Nissan and Mitsubishi, and together the three are the biggest maker of passenger cars.',
      'That alliance has frayed, however, since Carlos Ghosn, the former chairman of Nissan, was arrested in Japan. How a further partner would fit in is one of the open questions of these talks.',
      { subhead: 'Strong on one side of the Atlantic' },
      'Fiat Chrysler’s chief executive, Mike Manley, has told analysts that he expects consolidation in the industry in the near term. The company, he said, can nevertheless go on as an independent player. He also said that it is acting on its weaknesses in Europe.',
      { pull: 'Sales in North America made virtually all of the first quarter’s profits.' },
      'The latest results show how far the balance has tilted. Sales in North America made virtually all of the first quarter’s profits. And those profits fell by 47 percent, largely because of changes in production.',
      'A stronger partner in Europe might steady that balance, and a wider range of models might carry the cost of electric cars more easily. Whether it comes to that is open: a possible alliance is not yet an agreement, and what form one would take is not known.',
      { subhead: 'What it may mean here' },
      'The valley makes no cars, but it makes parts of them. At the foundry in Marlbeck and in the gear works at Hollin, people will follow these talks with more than curiosity. If you work in the trade, or have lived through a merger yourself, tell other readers what you know. The discussion is open below.',
    ],
    facts: {
      title: 'The talks at a glance',
      rows: [
        { term: 'Who', text: 'Fiat Chrysler and Renault, which is allied with Nissan and Mitsubishi' },
        { term: 'What', text: 'A possible alliance; talks said to be advanced' },
        { term: 'Source', text: 'A person with knowledge of the matter; first reported by the Financial Times' },
        {
          term: 'Why',
          text: 'Electric vehicles, connectivity, artificial intelligence; regulation in Europe and China',
        },
        {
          term: 'In numbers',
          text: 'Fiat Chrysler’s first-quarter profits fell 47 percent, largely on production changes',
        },
        { term: 'Earlier', text: 'Volkswagen and Ford allied in January, for vans and pickups' },
      ],
    },
    note: 'What this story says of the carmakers is as it was reported in the spring of 2019. The valley, its foundry and its gear works are invented.',
  },
  {
    slug: 'bypass-vote',
    path: '/valley/bypass-vote',
    section: 'The Valley',
    headline: 'Nine votes to eight: Marlbeck will build its bypass',
    standfirst:
      'After five hours of debate the council decides for the northern route. Work could begin in two years, if the orchard at Upper Ashel does not end up in court.',
    byline: 'Ruth Halloran',
    hoursOld: 20,
    passages: [
      'Marlbeck will get its bypass. Shortly before midnight the council voted by nine to eight for the northern route, 4.2 kilometres from the sawmill to the Hollin bridge. More than two hundred people had come to the assembly rooms. Some stood on the stairs.',
      'The road is to take lorries out of Weavers’ Row, where the council’s own count found 6,800 vehicles on a working day, one in nine of them a lorry. “I have had the same window repaired three times this year,” said Agnes Poll, who keeps the bakery at the corner. “I know what I hope for.”',
      { subhead: 'The orchard' },
      'The northern route crosses the old orchard at Upper Ashel: 140 trees, eleven of them of a kind of pear that is said to grow nowhere else. Its owner, Willem Aske, has said that he will not sell. The council put compulsory purchase off until a survey is done.',
      'A southern route would have spared the orchard. It would also have cost 31 million instead of 19, because it needs a second bridge over the Ashel.',
      { subhead: 'One vote' },
      'It was decided by Councillor Bettina Crane, who had been thought to be against. She asked for two conditions and got both: the speed on Weavers’ Row goes down to 30 at once, whatever becomes of the bypass, and the pears are grafted and replanted before the first tree is felled.',
      'Construction is planned to take three years. The council will lay the survey of the orchard before the public first.',
    ],
  },
  {
    slug: 'ferry-heron',
    path: '/valley/ferry-heron',
    section: 'The Valley',
    headline: 'The heron on the 7.40',
    standfirst:
      'Every morning for six weeks a grey heron has taken the chain ferry at Ashel Lock, nearly always the same crossing. The ferryman has stopped asking for a ticket.',
    byline: 'Pim Okafor',
    hoursOld: 3,
    picture: {
      file: 'heron.svg',
      alt: 'Drawing: a grey heron stands at the rail of a small flat ferry on a calm river.',
      caption: 'A passenger of few words, between the locks.',
      width: 960,
      height: 370,
    },
    passages: [
      'It steps aboard after the school children and before the postman’s bicycle. It stands at the upstream rail, looks at the water for four minutes, and steps off on the other side. It has done so, says ferryman Joost Lamb, on every working day for six weeks now.',
      '“At first I thought it was lost,” he says. In the second week he began to write down the times. Of the 24 mornings in his notebook, the heron took the 7.40 on 22. Twice it waited for the 8.05. Both were Mondays.',
      'Why it should want to cross a river that it could fly over in ten seconds, nobody here can say. The children of Hollin school, who share the boat with it, have a theory: the chain stirs up the small fish, and the rail is the best seat in the valley.',
      'The ferry does not run on Sundays. The heron, as far as is known, does not either.',
      'Have you seen it, or do you know what it is after? Tell us below.',
    ],
  },
]

/** The story's address: what the embed, the counts and the plain page know it by. `origin` has no slash at its end. */
export const urlOf = (origin: string, story: NewsStory): string => origin + story.path
