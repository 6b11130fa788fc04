import type { Overview as Found } from '@parley/contract/schemas.ts'
import type { QueueId } from '@parley/contract/stream.ts'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { Hooks } from './hooks.tsx'
import { axisEnd, columnsOf, countsEnd, lasting, percent, SPANS } from './looking.ts'
import { QUEUE_TITLES } from './queues.tsx'

const numbers = new Intl.NumberFormat('en')
const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const said = (day: string) => dates.format(Date.parse(day))

/** What happened: pictures for the eye, and beside each its table, for everybody. */
export function Overview({ desk }: { desk: Desk }) {
  const { span, found, problem, read, choose } = desk.looking
  useEffect(() => void read(), [])
  const now = found.value
  return (
    <section class="overview" aria-labelledby="overview-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="overview-title" tabIndex={-1}>
          Overview
        </h2>
      </div>
      <nav class="tabs" aria-label="How far back">
        {SPANS.map(days => (
          <button key={days} type="button" aria-pressed={span.value === days} onClick={() => choose(days)}>
            {days === 365 ? 'Year' : `${days} days`}
          </button>
        ))}
      </nav>
      <div class="pictures">
        {problem.value && (
          <div class="settled" data-gravity="stop">
            <p role="alert">{problem.value}</p>
            <button type="button" onClick={read}>
              Try again
            </button>
          </div>
        )}
        {now ? (
          <>
            <Volume volume={now.volume} />
            <Waiting decisions={now.decisions} waited={now.waited} />
            <QueueAges queues={now.queues} />
            <Reports desk={desk} reports={now.reports} />
            <Overturned desk={desk} overturned={now.overturned} />
            <Reliability reliability={now.reliability} />
            <Hooks desk={desk} />
          </>
        ) : (
          !problem.value && <p class="quiet">Loading …</p>
        )}
      </div>
    </section>
  )
}

interface PictureProps {
  id: string
  title: string
  /** What it comes to, in a sentence. */
  sum: string
  picture: ComponentChildren
  /** Open from the beginning where it is short. */
  table: ComponentChildren
  long?: boolean
}

/** A picture with its table; a long table opens on demand. */
function Picture({ id, title, sum, picture, table, long = false }: PictureProps) {
  return (
    <figure class="picture" aria-labelledby={`p-${id}`}>
      <figcaption>
        <h3 id={`p-${id}`}>{title}</h3>
        <p class="meta">{sum}</p>
      </figcaption>
      <div class="beside">
        {picture}
        {long ? (
          <details>
            <summary>Table</summary>
            <div class="figures">{table}</div>
          </details>
        ) : (
          <div class="figures">{table}</div>
        )}
      </div>
    </figure>
  )
}

interface TableProps {
  heads: readonly string[]
  rows: readonly (readonly [string | ComponentChildren, ...ComponentChildren[]])[]
}

const Table = ({ heads, rows }: TableProps) => (
  <table>
    <thead>
      <tr>
        {heads.map(head => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...cells], i) => (
        <tr key={i}>
          <th scope="row">{first}</th>
          {cells.map((cell, k) => (
            <td key={k}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

// ---- columns by day

const WIDE = 480
const HIGH = 160
const LEFT = 44
const BOTTOM = 22
const TOP = 8

const yOf = (value: number, end: number) => TOP + (1 - value / end) * (HIGH - TOP - BOTTOM)

interface AxesProps {
  end: number
  /** What a value is called. */
  tell(value: number): string
  first: string
  last: string
  children: ComponentChildren
}

/** Lines at nothing, half and whole; the first and last day below. For the eye: the table says it all. */
function Axes({ end, tell, first, last, children }: AxesProps) {
  return (
    <svg class="chart" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      {[0, end / 2, end].map(value => (
        <g key={value}>
          <line class="grid" x1={LEFT} x2={WIDE} y1={yOf(value, end)} y2={yOf(value, end)} />
          <text x={LEFT - 6} y={yOf(value, end) + 4} text-anchor="end">
            {tell(value)}
          </text>
        </g>
      ))}
      {children}
      <text x={LEFT} y={HIGH - 4}>
        {first}
      </text>
      <text x={WIDE} y={HIGH - 4} text-anchor="end">
        {last}
      </text>
    </svg>
  )
}

const sumOf = <R,>(rows: readonly R[], of: (row: R) => number) => rows.reduce((total, row) => total + of(row), 0)

function Volume({ volume }: { volume: Found['volume'] }) {
  const columns = columnsOf(volume).map(days => ({
    from: days[0]!.day,
    posted: sumOf(days, ({ posted }) => posted),
    held: sumOf(days, ({ held }) => held),
  }))
  const posted = sumOf(volume, day => day.posted)
  const held = sumOf(volume, day => day.held)
  const end = countsEnd(Math.max(...columns.map(column => column.posted)))
  const step = (WIDE - LEFT) / columns.length
  const bar = (i: number, from: number, to: number, name: string) => (
    <rect
      class={name}
      x={LEFT + i * step + step * 0.1}
      width={step * 0.8}
      y={yOf(to, end)}
      height={Math.max(0, yOf(from, end) - yOf(to, end))}
    />
  )
  return (
    <Picture
      id="volume"
      title="Comments"
      sum={`${numbers.format(posted)} posted, ${numbers.format(held)} of them held (${percent(held, posted)}).`}
      picture={
        <div>
          <Axes
            end={end}
            tell={value => numbers.format(value)}
            first={said(volume[0]!.day)}
            last={said(volume.at(-1)!.day)}
          >
            {columns.map(({ from, posted, held }, i) => (
              <g key={from}>
                {bar(i, 0, held, 'held')}
                {bar(i, held, posted, 'shown')}
              </g>
            ))}
          </Axes>
          <p class="explains">
            <span class="key" data-of="shown" /> shown at once <span class="key" data-of="held" /> held first
          </p>
        </div>
      }
      long
      table={
        <Table
          heads={['Day', 'Posted', 'Held', 'Share held']}
          rows={volume
            .toReversed()
            .map(({ day, posted, held }) => [
              said(day),
              numbers.format(posted),
              numbers.format(held),
              percent(held, posted),
            ])}
        />
      }
    />
  )
}

const HOUR = 3600_000

function Waiting({ decisions, waited }: Pick<Found, 'decisions' | 'waited'>) {
  const some = decisions.filter(({ n }) => n > 0)
  const end = axisEnd(Math.max(...some.map(({ p95 }) => p95! / HOUR), 0.1))
  const step = (WIDE - LEFT) / decisions.length
  const x = (i: number) => LEFT + (i + 0.5) * step
  return (
    <Picture
      id="waiting"
      title="Time to decision"
      sum={
        waited.n
          ? `${numbers.format(waited.n)} cases decided. Half within ${lasting(waited.median)}, 95 of 100 within ${lasting(waited.p95)}.`
          : 'No case that had waited was decided.'
      }
      picture={
        <div>
          <Axes
            end={end}
            tell={value => `${value} h`}
            first={said(decisions[0]!.day)}
            last={said(decisions.at(-1)!.day)}
          >
            {decisions.map(
              ({ day, n, median, p95 }, i) =>
                n > 0 && (
                  <g key={day}>
                    <line class="span" x1={x(i)} x2={x(i)} y1={yOf(median! / HOUR, end)} y2={yOf(p95! / HOUR, end)} />
                    <circle class="p95" cx={x(i)} cy={yOf(p95! / HOUR, end)} r={Math.min(3.5, step / 2)} />
                    <circle class="median" cx={x(i)} cy={yOf(median! / HOUR, end)} r={Math.min(3.5, step / 2)} />
                  </g>
                ),
            )}
          </Axes>
          <p class="explains">
            <span class="key" data-of="median" /> half were faster <span class="key" data-of="p95" /> 95 of 100 were
            faster
          </p>
        </div>
      }
      long
      table={
        <Table
          heads={['Day', 'Decided', 'Median', '95th percentile']}
          rows={some
            .toReversed()
            .map(({ day, n, median, p95 }) => [said(day), numbers.format(n), lasting(median), lasting(p95)])}
        />
      }
    />
  )
}

// ---- bars beside words

interface BarsProps {
  rows: readonly { name: string; parts: readonly { of: string; n: number }[] }[]
}

/** A bar for each row, as long as its parts together; the longest fills the width. For the eye. */
function Bars({ rows }: BarsProps) {
  const end = Math.max(...rows.map(({ parts }) => sumOf(parts, ({ n }) => n)), 1)
  return (
    <div class="bars" aria-hidden="true">
      {rows.map(({ name, parts }) => (
        <div key={name} class="bar-row">
          <span class="bar-name">{name}</span>
          <svg class="bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {parts.map(({ of, n }, i) => (
              <rect
                key={of}
                class={of}
                x={(sumOf(parts.slice(0, i), part => part.n) / end) * 100}
                width={(n / end) * 100}
                y="0"
                height="10"
              />
            ))}
          </svg>
        </div>
      ))}
    </div>
  )
}

function QueueAges({ queues }: { queues: Found['queues'] }) {
  const title = (queue: string) => QUEUE_TITLES[queue as QueueId] ?? queue
  return (
    <Picture
      id="queues"
      title="Waiting now"
      sum={queues.length ? `${numbers.format(sumOf(queues, ({ n }) => n))} cases wait.` : 'Nothing waits.'}
      picture={<Bars rows={queues.map(({ queue, n }) => ({ name: title(queue), parts: [{ of: 'shown', n }] }))} />}
      table={
        queues.length > 0 && (
          <Table
            heads={['Queue', 'Waiting', 'Half since', 'Oldest']}
            rows={queues.map(({ queue, n, median, oldest }) => [
              title(queue),
              numbers.format(n),
              median && <Age at={median} />,
              oldest && <Age at={oldest} />,
            ])}
          />
        )
      }
    />
  )
}

function Reports({ desk, reports }: { desk: Desk; reports: Found['reports'] }) {
  const all = sumOf(reports, ({ n }) => n)
  const upheld = sumOf(reports, row => row.upheld)
  const decided = upheld + sumOf(reports, row => row.refused)
  return (
    <Picture
      id="reports"
      title="Reports"
      sum={
        all
          ? `${numbers.format(all)} reports; ${numbers.format(decided)} decided, ${percent(upheld, decided)} of those upheld.`
          : 'Nothing was reported.'
      }
      picture={
        <div>
          <Bars
            rows={reports.map(({ rule, n, upheld, refused }) => ({
              name: desk.ruleTitle(rule),
              parts: [
                { of: 'held', n: upheld },
                { of: 'shown', n: refused },
                { of: 'open', n: n - upheld - refused },
              ],
            }))}
          />
          <p class="explains">
            <span class="key" data-of="held" /> upheld <span class="key" data-of="shown" /> refused{' '}
            <span class="key" data-of="open" /> open or withdrawn
          </p>
        </div>
      }
      table={
        all > 0 && (
          <Table
            heads={['Rule', 'Reports', 'Upheld', 'Refused']}
            rows={reports.map(
              ({ rule, n, upheld, refused }) => [desk.ruleTitle(rule), n, upheld, refused].map(shown) as never,
            )}
          />
        )
      }
    />
  )
}

const shown = (cell: string | number) => (typeof cell === 'number' ? numbers.format(cell) : cell)

type Counted = Found['overturned']['rules'][number]

function Overturned({ desk, overturned }: { desk: Desk; overturned: Found['overturned'] }) {
  const { rules, moderators, engines } = overturned
  const all = sumOf(rules, ({ decisions }) => decisions)
  const back = sumOf(rules, row => row.overturned)
  const appealed = sumOf(rules, row => row.appealed)
  const table = (head: string, rows: readonly (Omit<Counted, 'rule'> & { name: string })[]) => (
    <Table
      heads={[head, 'Decisions', 'Appealed', 'Reversed']}
      rows={rows.map(row => [
        <bdi key="name">{row.name}</bdi>,
        numbers.format(row.decisions),
        numbers.format(row.appealed),
        `${numbers.format(row.overturned)} (${percent(row.overturned, row.decisions)})`,
      ])}
    />
  )
  const named = rules.map(({ rule, ...row }) => ({ name: rule ? desk.ruleTitle(rule) : 'No rule', ...row }))
  return (
    <Picture
      id="overturned"
      title="Decisions overturned"
      sum={
        all
          ? `${numbers.format(all)} decisions that took something away; ${numbers.format(appealed)} appealed, ${numbers.format(back)} overturned by somebody else (${percent(back, all)}).`
          : 'Nothing was taken away.'
      }
      picture={
        <div>
          <Bars
            rows={named.map(({ name, decisions, appealed, overturned }) => ({
              name,
              parts: [
                { of: 'held', n: overturned },
                { of: 'shown', n: appealed - overturned },
                { of: 'open', n: decisions - appealed },
              ],
            }))}
          />
          <p class="explains">
            <span class="key" data-of="held" /> overturned <span class="key" data-of="shown" /> appealed{' '}
            <span class="key" data-of="open" /> not appealed
          </p>
        </div>
      }
      table={
        all > 0 && (
          <>
            {table('Rule', named)}
            {moderators.length > 0 && table('Moderator', moderators)}
            {table(
              'Pointed at by',
              engines.map(({ engine, ...row }) => ({
                name: engine === null ? 'People alone' : `Engine ${engine}`,
                ...row,
              })),
            )}
          </>
        )
      }
    />
  )
}

// ---- the reliability curve

const SIDE = 240
const EDGE = 46
const at = (share: number) => EDGE + share * (SIDE - EDGE - 8)

type Head = Found['reliability'][number]['head']

/** Of what was given such a score, so much was upheld: on the line is right, below it the engine says too much. */
function Reliability({ reliability }: { reliability: Found['reliability'] }) {
  const chosen = useSignal<Head | null>(null)
  const fullest = reliability.toSorted((a, b) => upheldIn(b) - upheldIn(a))[0]
  const curve = reliability.find(({ head }) => head === chosen.value) ?? fullest
  const most = Math.max(...(curve?.bins ?? []).map(({ n }) => n), 1)
  return (
    <Picture
      id="reliability"
      title="How right the engine is"
      sum="Of what it gave such a score, so much was upheld by moderators. On the line it says what is; below it, too much. Only what people have looked at is here."
      picture={
        curve ? (
          <div>
            <label class="field">
              Head
              <select value={curve.head} onChange={event => (chosen.value = event.currentTarget.value as Head)}>
                {reliability.map(({ head }) => (
                  <option key={head} value={head}>
                    {head}
                  </option>
                ))}
              </select>
            </label>
            <svg class="chart square" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
              {[0, 0.5, 1].map(share => (
                <g key={share}>
                  <line class="grid" x1={at(0)} x2={at(1)} y1={SIDE - at(share)} y2={SIDE - at(share)} />
                  <text x={EDGE - 6} y={SIDE - at(share) + 4} text-anchor="end">
                    {share * 100} %
                  </text>
                  <text x={at(share)} y={SIDE - EDGE + 18} text-anchor="middle">
                    {share}
                  </text>
                </g>
              ))}
              <line class="right" x1={at(0)} y1={SIDE - at(0)} x2={at(1)} y2={SIDE - at(1)} />
              <polyline
                class="curve"
                points={curve.bins.map(({ given, upheld }) => `${at(given)},${SIDE - at(upheld)}`).join(' ')}
              />
              {curve.bins.map(({ from, n, given, upheld }) => (
                <circle
                  key={from}
                  class="median"
                  cx={at(given)}
                  cy={SIDE - at(upheld)}
                  r={3 + 5 * Math.sqrt(n / most)}
                />
              ))}
            </svg>
            <p class="explains">Across: the score given. Up: the share upheld. A larger dot stands for more texts.</p>
          </div>
        ) : (
          <p class="quiet">Nothing that was scored has been decided.</p>
        )
      }
      table={
        curve && (
          <Table
            heads={['Score', 'Texts', 'Given', 'Upheld']}
            rows={curve.bins.map(({ from, n, given, upheld }) => [
              `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
              numbers.format(n),
              given.toFixed(2),
              percent(upheld, 1),
            ])}
          />
        )
      }
    />
  )
}

const upheldIn = ({ bins }: Found['reliability'][number]) => sumOf(bins, ({ n, upheld }) => n * upheld)
