import { useEffect } from 'preact/hooks'
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
  return (
    <>
      <p class="quiet">
        Readers see these words when they write, report, or are told of a decision. Each change is a new version;
        statements of reasons keep the one that held. Everybody can read all of them on the{' '}
        <a href="/d/rules" target="_blank" rel="noopener">
          page of rules<span class="unseen"> (in a new tab)</span>
        </a>
        .
      </p>
      {desk.settling.holds.value!.rules.map(rule => (
        <Wording key={rule.id} desk={desk} id={rule.id} />
      ))}
    </>
  )
}

function Wording({ desk, id }: { desk: Desk; id: string }) {
  const { holds, drafts, busy, reword } = desk.settling
  const rule = holds.value!.rules.find(one => one.id === id)!
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
      <h3 id={`wording-${id}`}>
        {rule.title}{' '}
        <span class="meta">
          version {rule.version} · {rule.judgedByMachine ? 'a machine may point at it' : 'only people judge it'}
        </span>
      </h3>
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
      {rule.versions.length > 1 && (
        <details>
          <summary>
            {rule.versions.length - 1} earlier {rule.versions.length === 2 ? 'version' : 'versions'}
          </summary>
          <ol class="versions">
            {rule.versions
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
      )}
    </form>
  )
}
