import type { RuleId } from '@parley/rules/house-rules.ts'

/** One comment of the demonstration and what happened to it. Times are whole minutes; people are ids of people.ts. */
export interface Entry {
  by: string
  /** Minutes before the demonstration is first opened. Replies are younger than what they answer. */
  ago: number
  text: string
  kind?: 'comment' | 'eyewitness'
  respects?: string[]
  /** `after`: minutes after posting, within the time for editing. */
  edit?: { after: number; text: string }
  /** Who picks it for the newsroom, so many minutes after posting. */
  pick?: { by: string; after: number }
  /** `after`: minutes after posting. */
  reports?: { by: string; after: number; rule: RuleId; explanation: string; source?: string }[]
  decision?: { by: string; after: number; act: 'collapse' | 'remove'; rule: RuleId; explanation: string }
  replies?: Entry[]
}

const hours = (n: number) => n * 60

const ALLIANCE: Entry[] = [
  {
    by: 'henrik',
    ago: hours(49),
    text: 'Twenty years in purchasing for a parts maker have taught me where such an alliance saves money. It is not on the assembly line. It is in the catalogue: one brake caliper instead of three, one contract instead of three, one test report instead of three.\n\nBut that takes a model generation to arrive, so five to seven years. Nobody should expect it to mend a single bad quarter.',
    respects: ['alice', 'bob', 'dora', 'farah', 'ines', 'kemi', 'nora', 'priya', 'luca'],
    pick: { by: 'otto', after: 15 * 60 },
    replies: [
      {
        by: 'farah',
        ago: hours(47),
        text: 'The same in household appliances, where I worked. It cuts both ways, though: when the one caliper is faulty, *everybody* recalls.',
        respects: ['bob', 'gwen', 'henrik', 'oskar'],
        replies: [
          {
            by: 'henrik',
            ago: hours(46) + 20,
            text: 'True. So you keep two suppliers for the one drawing. It costs a little, and it is the first thing that gets saved when times are hard.',
            respects: ['farah', 'bob'],
            replies: [
              {
                by: 'farah',
                ago: hours(45),
                text: 'Then we agree more than I thought when I began to type.',
                respects: ['henrik', 'alice', 'dora'],
                replies: [
                  {
                    by: 'bob',
                    ago: hours(30),
                    text: 'A question from somebody who works at such a second supplier: how is it chosen? On price alone, or does it count that we can deliver within a day?',
                    respects: ['henrik'],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
  {
    by: 'gwen',
    ago: hours(44),
    text: '> And those profits fell by 47 percent, largely because of changes in production.\n\nThe second half of this sentence matters. Profit also falls when a plant is rebuilt for a new model, and that is not the same as losing customers. One quarter tells you about one quarter.',
    respects: ['alice', 'henrik', 'ines', 'luca', 'priya'],
    replies: [
      {
        by: 'oskar',
        ago: hours(43),
        text: 'I read the sentence before it as the more important one: *virtually all* of those profits came from North America. Who stands on one leg feels every bad quarter.',
        respects: ['gwen', 'kemi', 'nora', 'bob'],
      },
      {
        by: 'luca',
        ago: hours(41),
        text: 'For everyone who stumbled like me: it is the profits that fell by 47 percent, not the sales. A little less than half the profit is gone, not half the cars.',
        respects: ['gwen', 'dora'],
      },
    ],
  },
  {
    by: 'emil',
    ago: hours(26),
    kind: 'eyewitness',
    text: 'I work at the gear works in Hollin and was there when two of our customers moved their models to one shared platform. On a Friday we ran four gearbox housings. On the Monday three weeks later we ran one, with twice the numbers.\n\nNobody on the line was let go. The tool shop is another matter: fourteen people before, six after. You do not see that in the figures of the carmaker, because they were ours.',
    respects: ['alice', 'bob', 'dora', 'farah', 'gwen', 'henrik', 'ines', 'kemi', 'luca', 'nora', 'priya'],
    replies: [
      {
        by: 'bob',
        ago: hours(25),
        text: 'Thank you, that is worth knowing. How long did the line stand still for the change?',
        respects: ['emil', 'alice'],
        replies: [
          {
            by: 'emil',
            ago: hours(24),
            text: 'Fifteen working days. The permanent staff took them from their hours account. The temporary workers were without a shift, and four of them did not come back.',
            respects: ['bob', 'ines', 'kemi', 'nora', 'gwen'],
          },
        ],
      },
    ],
  },
  {
    by: 'jonas',
    ago: hours(23),
    text: 'What a bunch of idiots. Everyone in that tool shop was too lazy to learn anything new, and I am not sorry for a single one of them.',
    reports: [
      { by: 'ines', after: 14, rule: 'nice', explanation: 'These are neighbours of ours, and they read this.' },
    ],
    decision: {
      by: 'mona',
      after: 31,
      act: 'remove',
      rule: 'nice',
      explanation:
        'You may well think that people did too little to learn new work. Calling them idiots and lazy degrades them, and says nothing about the matter. You are welcome to make the point again without that.',
    },
    replies: [
      {
        by: 'dora',
        ago: hours(22) + 45,
        text: 'I know two of the eight who had to go. Both were at evening school within the year. Please ask before you judge.',
        respects: ['emil', 'alice', 'ines', 'bob', 'farah'],
      },
    ],
  },
  {
    by: 'ines',
    ago: hours(20),
    text: 'Three things I would want to know before I call this good or bad:\n\n- where the engineers will sit, because the work tends to follow them\n- what Nissan and Mitsubishi think of it\n- whether a small town’s foundry is a *partner* in this or a *line in a spreadsheet*',
    respects: ['alice', 'emil', 'kemi', 'nora'],
    replies: [
      {
        by: 'priya',
        ago: hours(19),
        text: 'I write software for control units, and can say something to the first: it moves less than you fear. What moves is who signs off. That alone can add weeks to a change that takes an afternoon.\n\nOn the rules in Europe, the manufacturers’ association publishes figures that anyone can look up: https://www.acea.auto/',
        respects: ['ines', 'henrik', 'luca'],
      },
    ],
  },
  {
    by: 'oskar',
    ago: hours(17),
    text: 'Oh what a load of crap. Every ten years the same damn wedding, and every time some poor bastard at the bottom pays for the cake.',
    decision: {
      by: 'mona',
      after: 22,
      act: 'collapse',
      rule: 'clean',
      explanation:
        'There is a point in this about who pays for mergers. The crude words bury it, so readers now see it after one more click.',
    },
  },
  {
    by: 'kemi',
    ago: hours(9),
    text: 'The story says that the alliance with Nissan and Mitsubishi has frayed. I would mend that first, and then ask a fourth to sit down at the table.',
    respects: ['alice', 'gwen', 'nora'],
    replies: [
      {
        by: 'henrik',
        ago: hours(8),
        text: 'I see it the other way round. Among three there is always a two against one. With a fourth, majorities can change, and that may be just what mends it.',
        respects: ['luca', 'farah'],
      },
    ],
  },
  {
    by: 'luca',
    ago: hours(6),
    text: 'Volkswagen and Ford agreed on vans and pickups first.',
    edit: {
      after: 3,
      text: 'Volkswagen and Ford agreed on vans and pickups first, and only *explore* batteries and autonomous vehicles. That looks wise to me: begin with what both can already do.',
    },
    respects: ['henrik', 'priya', 'oskar'],
  },
  {
    by: 'nora',
    ago: hours(4),
    text: 'The foundry in Marlbeck has already been told to halve its shifts because of these talks. My neighbour heard it at the garage.',
    reports: [
      {
        by: 'alice',
        after: 48,
        rule: 'truth',
        explanation: 'I work in the shift office of the foundry. There is no such notice.',
        source: 'The shift plan at the gate, week 22',
      },
      { by: 'dora', after: 95, rule: 'truth', explanation: 'Hearsay about people’s jobs. Please ask the foundry.' },
    ],
    replies: [
      {
        by: 'oskar',
        ago: hours(3),
        text: 'Is there any other source for this? My brother pours there on the late shift and knows nothing of it.',
        respects: ['alice', 'emil', 'dora'],
      },
    ],
  },
  {
    by: 'jonas',
    ago: 95,
    text: 'If this costs us another shop, I will wait at the gate for whoever signed it. They deserve a beating.',
  },
  {
    by: 'alice',
    ago: 52,
    text: 'Two words in this story carry a lot: *possible* and *alliance*. Neither means merger. An alliance can be shared engines with two boards, two factories and two badges, as the story shows with Renault and Nissan.',
    respects: ['gwen', 'henrik', 'kemi'],
  },
  {
    by: 'bob',
    ago: 17,
    text: 'Three salesmen have told me that my next car will be electric, connected and intelligent. I would be content if it started in February.',
    respects: ['alice', 'dora', 'farah', 'ines', 'priya', 'gwen'],
    replies: [
      {
        by: 'gwen',
        ago: 6,
        text: 'Mine does, and it is electric. It is only that the heating and the distance have to settle between them who goes first.',
        respects: ['bob'],
      },
    ],
  },
]

const BYPASS: Entry[] = [
  {
    by: 'nora',
    ago: hours(19),
    kind: 'eyewitness',
    text: 'I was on the stairs of the assembly rooms until the end. What the story cannot show: when Councillor Crane stood up, it became so quiet that one could hear the lorries outside. I think that helped the nine more than any speech.',
    respects: ['alice', 'bob', 'emil', 'ines', 'luca', 'oskar'],
    replies: [
      {
        by: 'luca',
        ago: hours(18),
        text: 'I was inside, third row, and it was like that.',
        respects: ['nora'],
      },
    ],
  },
  {
    by: 'ines',
    ago: hours(15),
    text: '6,800 vehicles, one in nine a lorry: that makes about 750 lorries a day, or one every two minutes or so around the clock. We do not need a study to know what that does to a street of timber houses.',
    respects: ['nora', 'emil', 'gwen'],
    replies: [
      {
        by: 'henrik',
        ago: hours(14),
        text: 'The figure is right, the conclusion I doubt. A bypass takes the lorries that pass through. The ones that *deliver* in Marlbeck stay. Was it counted which is which?',
        respects: ['kemi', 'farah'],
        replies: [
          {
            by: 'ines',
            ago: hours(13),
            text: 'It was, in the annex to the council’s paper: about two thirds pass through. So 500 fewer, if all of them use the new road. That is still worth a lot to Weavers’ Row.',
            respects: ['henrik', 'nora'],
          },
        ],
      },
    ],
  },
  {
    by: 'kemi',
    ago: hours(10),
    text: 'Grafting a pear is quickly done, and it is a fine condition. But what makes that orchard is its age. A tree of eighty years is eighty years away, however well one grafts.',
    respects: ['dora', 'farah', 'alice', 'priya'],
    replies: [
      {
        by: 'farah',
        ago: hours(7),
        text: 'I would gladly take two of the grafts for our school garden. Does anyone know whom to ask?',
        respects: ['kemi', 'dora', 'nora'],
      },
    ],
  },
  {
    by: 'gwen',
    ago: 140,
    text: 'Thirty on Weavers’ Row *at once* is the real result of this night. It costs a few signs and works from next week.',
    respects: ['ines', 'bob', 'kemi', 'luca'],
  },
]

/** What readers wrote, by story. A story that is not named here has no comments yet. */
export const DISCUSSION: Readonly<Record<string, Entry[]>> = { 'alliance-talks': ALLIANCE, 'bypass-vote': BYPASS }
