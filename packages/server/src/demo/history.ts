import type { ProposeEntry, Source, Words } from '@parley/contract/timeline.ts'

/** What the newsroom entered into the history behind the lead story, with who said so, the latest last. As it was reported in the spring of 2019. */
export const HISTORY: readonly { words: Words; said: readonly [Source, ...Source[]] }[] = [
  entry(
    '2016',
    'Mitsubishi joins: three makers in one alliance',
    'Renault and Nissan had been allied before. The three together become the biggest maker of passenger cars.',
    by('official', 'the three companies'),
  ),
  entry(
    '2018-11-19',
    'Carlos Ghosn is arrested in Japan',
    'He is chairman of Nissan at the time. The alliance that he had held together begins to fray.',
    by('official', 'the prosecutors in Tokyo', '2018-11-19'),
  ),
  entry(
    '2019-01',
    'Volkswagen and Ford form an alliance',
    'The two will develop commercial vans and pickups, and explore batteries and autonomous vehicles.',
    by('official', 'both companies', '2019-01'),
  ),
  entry(
    '2019-03',
    'PSA Peugeot is said to be interested in Fiat Chrysler',
    'Neither company confirmed it.',
    by('speculation', 'several reports without a named source', '2019-03'),
  ),
  entry(
    '2019-05',
    'Fiat Chrysler’s first-quarter profits fall by 47 percent',
    'Largely because of changes in production. Sales in North America made virtually all of the profits.',
    by('official', 'Fiat Chrysler', '2019-05'),
  ),
  entry(
    '2019-05-25',
    'The talks become known',
    'Fiat Chrysler and Renault are in advanced talks about an alliance.',
    by('reported', 'the Financial Times', '2019-05-25'),
    by('confirmed', 'a person with knowledge of the matter', '2019-05-25'),
  ),
  tie('Renault', 'Nissan', 'alliance', null, by('official', 'both companies')),
  tie('Nissan', 'Mitsubishi', 'alliance', '2016', by('official', 'both companies')),
  tie(
    'Renault',
    'Fiat Chrysler',
    'talks',
    '2019-05',
    by('reported', 'the Financial Times', '2019-05-25'),
    by('confirmed', 'a person with knowledge of the matter', '2019-05-25'),
  ),
  tie(
    'PSA Peugeot',
    'Fiat Chrysler',
    'speculation',
    '2019-03',
    by('speculation', 'several reports without a named source', '2019-03'),
  ),
  tie('Volkswagen', 'Ford', 'alliance', '2019-01', by('official', 'both companies', '2019-01')),
]

/** What readers proposed for it, the first accepted. */
export const PROPOSALS: readonly (Omit<ProposeEntry, 'story'> & { by: string; accepted: boolean })[] = [
  {
    by: 'henrik',
    accepted: true,
    happened: '1998',
    title: 'The foundry in Marlbeck casts its first parts for a French maker',
    detail: 'The order ran for eleven years. My father poured the first of them.',
    source: { who: 'the foundry’s own chronicle, in the town library', url: null, on: null },
  },
  {
    by: 'kemi',
    accepted: false,
    happened: '2009-06',
    title: 'The gear works at Hollin goes on short time',
    detail: 'It had one customer too few then, too.',
    source: { who: 'the works council’s notice of that month', url: null, on: null },
  },
]

function by(standing: Source['standing'], who: string, on: string | null = null): Source {
  return { standing, who, url: null, on }
}

function entry(happened: string, title: string, detail: string, ...said: [Source, ...Source[]]) {
  return { words: { entry: { happened, title, detail, story: null, account: null } }, said }
}

function tie(
  from: string,
  to: string,
  relation: 'alliance' | 'talks' | 'speculation',
  since: string | null,
  ...said: [Source, ...Source[]]
) {
  return { words: { tie: { from, to, relation, since, until: null } }, said }
}
