/** A context note of the demonstration, and how it was rated. All of it is invented, sources too. */
export interface DemoNote {
  /** The story's slug. */
  story: string
  /** How the comment begins that it is about; null for the story. */
  on: string | null
  by: string
  /** Minutes before the demonstration is first opened. Ratings follow within the hour. */
  ago: number
  /** In the newsroom's name. */
  kind?: 'editors' | 'correction'
  claim: string
  text: string
  sources: string[]
  /** By each reader of people.ts in turn: `+` helpful, `o` somewhat, `-` not, a space none. Which notes are shown follows from these alone. */
  ratings?: string
}

const hours = (n: number) => n * 60

/** Eight readers for the bypass and six against it find some notes helpful together, and others not. */
export const NOTES: readonly DemoNote[] = [
  {
    story: 'alliance-talks',
    on: 'The foundry in Marlbeck has already been told',
    by: 'alice',
    ago: hours(3) + 30,
    claim: 'has already been told to halve its shifts',
    text: 'The shift plan for June hangs at the gate, with all three shifts, and was not changed. The works council writes the same.',
    sources: ['https://foundry.example/shift-plan-june', 'https://works-council.example/letter-of-may'],
    ratings: ' +++++++++++++',
  },
  {
    story: 'bypass-vote',
    on: '6,800 vehicles, one in nine a lorry',
    by: 'bob',
    ago: hours(9),
    claim: '6,800 vehicles, one in nine a lorry',
    text: 'That was counted in the week of the harvest market. The yearly mean in the same paper is 5,100.',
    sources: ['https://council.example/papers/bypass-annex'],
    ratings: '+ ++++++------',
  },
  {
    story: 'bypass-vote',
    on: 'Thirty on Weavers’ Row',
    by: 'kemi',
    ago: hours(2) + 10,
    claim: 'works from next week',
    text: 'Signs need an order of the county first. The last one took eleven weeks.',
    sources: ['https://county.example/orders/mill-lane'],
    ratings: '--------+ ++++',
  },
  {
    story: 'bypass-vote',
    on: null,
    by: 'luca',
    ago: hours(8),
    claim: 'Nine votes to eight',
    text: 'The vote is on the line of the road. The money is voted on in October, with the budget.',
    sources: ['https://council.example/agenda/october'],
    ratings: '++++++++++ +++',
  },
  {
    story: 'alliance-talks',
    on: 'Twenty years in purchasing',
    by: 'farah',
    ago: hours(12),
    claim: 'five to seven years',
    text: 'At Renault and Nissan the first shared platform was on the road after three years.',
    sources: ['https://archive.example/shared-platforms'],
    ratings: '++++  --  -',
  },
  {
    story: 'alliance-talks',
    on: 'The story says that the alliance with Nissan',
    by: 'otto',
    ago: hours(8),
    kind: 'editors',
    claim: 'has frayed',
    text: 'Our story says so of the time since the arrest of Carlos Ghosn in November 2018. The three companies themselves call their alliance intact.',
    sources: [],
  },
]
