import type { RuleHistory } from '@parley/contract/house-rules.ts'
import { useEffect } from 'preact/hooks'
import { AddRule } from './add-rule.tsx'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { Reasons } from './reasons-editor.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { Settings } from './settings.tsx'
import { TABS, type Tab } from './settling.ts'
import { Thresholds } from './thresholds.tsx'
import { OwnWords } from './words.tsx'

const TITLES: Record<Tab, string> = {
  rules: 'Rules',
  reasons: 'Reasons',
  thresholds: 'Thresholds',
  words: 'Own words',
  settings: 'Settings',
}

/** What holds in the newsroom: the house rules with their versions, thresholds, own words, settings. Each change can be tried on past comments first. */
export function Rules({ desk }: { desk: Desk }) {
  const { holds, problem, tab, read } = desk.settling
  useEffect(() => void read(), [])
  const now = holds.value
  return (
    <section class="settle" aria-labelledby="settle-title">
      <div class="top">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="settle-title" tabIndex={-1}>
          House rules
        </h2>
      </div>
      <nav class="tabs" aria-label="What holds here">
        {TABS.map(id => (
          <button key={id} type="button" aria-pressed={tab.value === id} onClick={() => (tab.value = id)}>
            {TITLES[id]}
          </button>
        ))}
      </nav>
      <div class="settled-things">
        {problem.value && (
          <p class="settled" data-gravity="stop" role="alert">
            {problem.value}
          </p>
        )}
        {now && !now.mayChange && (
          <p class="settled">You can read what holds here. An editor or an admin can change it.</p>
        )}
        {now ? (
          <fieldset class="bare" disabled={!now.mayChange}>
            <legend class="unseen">{TITLES[tab.value]}</legend>
            {tab.value === 'rules' && <Wordings desk={desk} />}
            {tab.value === 'reasons' && <Reasons desk={desk} />}
            {tab.value === 'thresholds' && <Thresholds desk={desk} />}
            {tab.value === 'words' && <OwnWords desk={desk} />}
            {tab.value === 'settings' && <Settings desk={desk} />}
            {tab.value !== 'rules' && tab.value !== 'reasons' && <Rehearsal desk={desk} />}
          </fieldset>
        ) : problem.value ? (
          <button type="button" onClick={read}>
            Try again
          </button>
        ) : (
          <p class="quiet" aria-busy="true">
            Loading …
          </p>
        )}
      </div>
    </section>
  )
}

function Wordings({ desk }: { desk: Desk }) {
  const { rules } = desk.settling.holds.value!
  const held = rules.filter(({ retiredAt }) => retiredAt === null)
  const retired = rules.filter(({ retiredAt }) => retiredAt !== null)
  return (
    <>
      <p class="quiet">
        Readers see these words when they write, report, or are told of a decision. Each change is a new version;
        statements of reasons keep the one that held. Everybody can read all of them on the{' '}
        <a href="/d/rules" target="_blank" rel="noopener">
          page of rules<span class="unseen"> (in a new tab)</span>
        </a>
        . They stand in this order beside the box.
      </p>
      {held.map((rule, i) => (
        <Wording key={rule.id} desk={desk} rule={rule} place={{ no: i + 1, of: held.length }} />
      ))}
      <AddRule desk={desk} />
      {retired.length > 0 && (
        <>
          <h3>Retired</h3>
          <p class="quiet">
            Nobody is held to these any more. What was decided under them stands, and readers find them on the page of
            rules.
          </p>
          {retired.map(rule => (
            <RetiredRule key={rule.id} desk={desk} rule={rule} />
          ))}
        </>
      )}
    </>
  )
}

/** What breaks it goes to the top of the queue: it always holds. */
const PROTECTS_LIFE = 'threats'

interface WordingProps {
  desk: Desk
  rule: RuleHistory
  /** Among those that hold, from 1. */
  place: { no: number; of: number }
}

function Wording({ desk, rule, place }: WordingProps) {
  const { id } = rule
  const { drafts, busy, reword } = desk.settling
  const draft = drafts.value[id] ?? rule
  const changed = draft.title !== rule.title || draft.text !== rule.text
  const type = (to: { title?: string; text?: string }) => {
    drafts.value = { ...drafts.value, [id]: { title: draft.title, text: draft.text, ...to } }
  }
  return (
    <form
      class="wording"
      aria-labelledby={`wording-${id}`}
      onSubmit={event => {
        event.preventDefault()
        void reword(id)
      }}
    >
      <div class="rule-head">
        <h3 id={`wording-${id}`}>
          {rule.title}{' '}
          <span class="meta">
            <code>{id}</code> · version {rule.version} ·{' '}
            {rule.judgedByMachine ? 'a machine may point at it' : 'only people judge it'}
            {id === PROTECTS_LIFE && ' · protects life, so it cannot be retired'}
          </span>
        </h3>
        <Places desk={desk} rule={rule} place={place} />
      </div>
      <label class="field">
        Title
        <input maxLength={80} value={draft.title} onInput={event => type({ title: event.currentTarget.value })} />
      </label>
      <label class="field">
        Text
        <textarea
          rows={2}
          dir="auto"
          maxLength={1000}
          value={draft.text}
          onInput={event => type({ text: event.currentTarget.value })}
        />
      </label>
      {changed && (
        <div class="buttons">
          <button type="submit" class="primary" aria-disabled={busy}>
            Save as version {rule.version + 1}
          </button>
          <button type="button" onClick={() => type({ title: rule.title, text: rule.text })}>
            Keep version {rule.version}
          </button>
        </div>
      )}
      <Earlier rule={rule} />
    </form>
  )
}

/** Where a rule stands, and whether it holds. */
function Places({ desk, rule: { id, title }, place: { no, of } }: WordingProps) {
  const { move, retire, busy } = desk.settling
  /** The button goes with its rule, and keeps the focus; at an end the other one has it. */
  async function moved(by: -1 | 1) {
    if (!(await move(id, by))) return
    const end = by === -1 ? no === 2 : no === of - 1
    focusOn(end === (by === -1) ? `down-${id}` : `up-${id}`)
  }
  return (
    <div class="buttons">
      {no > 1 && (
        <button type="button" id={`up-${id}`} class="plain" aria-disabled={busy} onClick={() => moved(-1)}>
          Up<span class="unseen"> “{title}”</span>
        </button>
      )}
      {no < of && (
        <button type="button" id={`down-${id}`} class="plain" aria-disabled={busy} onClick={() => moved(1)}>
          Down<span class="unseen"> “{title}”</span>
        </button>
      )}
      {id !== PROTECTS_LIFE && (
        <button
          type="button"
          id={`retire-${id}`}
          class="plain"
          aria-disabled={busy}
          onClick={async () => (await retire(id, true)) && focusOn(`back-${id}`)}
        >
          Retire<span class="unseen"> “{title}”</span>
        </button>
      )}
    </div>
  )
}

function RetiredRule({ desk, rule }: { desk: Desk; rule: RuleHistory }) {
  const { id, title, text, retiredAt } = rule
  const { retire, busy } = desk.settling
  return (
    <section class="wording" aria-labelledby={`retired-${id}`}>
      <div class="rule-head">
        <h4 id={`retired-${id}`}>
          {title}{' '}
          <span class="meta">
            <code>{id}</code> · version {rule.version} · retired <Age at={retiredAt!} />
          </span>
        </h4>
        <div class="buttons">
          <button
            type="button"
            id={`back-${id}`}
            class="plain"
            aria-disabled={busy}
            onClick={async () => (await retire(id, false)) && focusOn(`retire-${id}`)}
          >
            Bring back<span class="unseen"> “{title}”</span>
          </button>
        </div>
      </div>
      <p dir="auto">{text}</p>
      <Earlier rule={rule} />
    </section>
  )
}

/** Once it is drawn. */
const focusOn = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus())

function Earlier({ rule: { versions } }: { rule: RuleHistory }) {
  if (versions.length < 2) return null
  return (
    <details>
      <summary>
        {versions.length - 1} earlier {versions.length === 2 ? 'version' : 'versions'}
      </summary>
      <ol class="versions">
        {versions
          .slice(0, -1)
          .toReversed()
          .map(one => (
            <li key={one.version}>
              <span class="meta">
                Version {one.version} ·{' '}
                {one.at ? (
                  <>
                    <bdi>{one.by}</bdi>, <Age at={one.at} />
                  </>
                ) : (
                  'as it came'
                )}
              </span>
              <p dir="auto">
                <b>{one.title}.</b> {one.text}
              </p>
            </li>
          ))}
      </ol>
    </details>
  )
}
