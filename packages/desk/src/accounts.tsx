import { type AccountRow, STAGES } from '@parley/contract/accounts.ts'
import { useEffect } from 'preact/hooks'
import {
  type AccountAct,
  contactKinds,
  placeWords,
  STAGE_TITLES,
  STANCE_WORDS,
  STEPS,
  whenWords,
} from './account-words.ts'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import type { Desk } from './desk.ts'
import { focusCase } from './focus.ts'
import { plural } from './found.tsx'
import type { Command } from './keys.ts'
import { hashOf, witness } from './place.ts'
import { Rows } from './rows.tsx'
import { openInStory } from './story.ts'

/** The second column: the stages with their numbers, and the accounts at one of them. */
export function Accounts({ desk }: { desk: Desk }) {
  const { stage, story, counts, choose, read, more, rows, reading, problem, next, index, stood } = desk.accounts
  useEffect(() => void read(), [])
  const entry = index.value >= 0 ? index.value : Math.min(stood.value, rows.value.length - 1)
  return (
    <section class="cases" aria-labelledby="accounts-title">
      <div class="top stages">
        <Back desk={desk} to="queues">
          Queues
        </Back>
        <h2 id="accounts-title" tabIndex={-1}>
          Eyewitness accounts
        </h2>
        <nav aria-label="Stages">
          {STAGES.map(id => (
            <button key={id} type="button" aria-pressed={stage.value === id} onClick={() => choose({ stage: id })}>
              {STAGE_TITLES[id]} <span class="count">{(counts.value[id] ?? 0).toLocaleString('en')}</span>
            </button>
          ))}
        </nav>
        {story.value && (
          <p class="meta">
            Only of <bdi>{story.value.title}</bdi>{' '}
            <button type="button" class="plain underlined" onClick={() => choose({ story: null })}>
              All stories
            </button>
          </p>
        )}
      </div>
      <Rows
        reading={reading.value}
        problem={problem.value}
        next={next.value}
        onMore={() => void more()}
        onAgain={() => void (rows.value.length ? more() : read())}
        empty={rows.value.length === 0 && 'No account is here. New ones appear by themselves.'}
      >
        {rows.value.length > 0 && (
          <ol onKeyDown={event => walk(desk, event)}>
            {rows.value.map((row, i) => (
              <Row key={row.id} desk={desk} row={row} entry={i === entry} />
            ))}
          </ol>
        )}
      </Rows>
    </section>
  )
}

/** Arrows, Home and End walk through the list, so that Tab can leave it in one step. */
function walk({ accounts, go }: Desk, event: KeyboardEvent) {
  const at = accounts.index.value
  const last = accounts.rows.value.length - 1
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key]
  const row = target === undefined ? undefined : accounts.rows.value[target]
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  event.preventDefault()
  go(witness(row.id))
  focusCase()
}

function Row({ desk, row, entry }: { desk: Desk; row: AccountRow; entry: boolean }) {
  const current = desk.place.value.account === row.id
  return (
    <li>
      <a
        class="row"
        href={hashOf(witness(row.id))}
        aria-current={current ? 'true' : undefined}
        tabIndex={entry ? 0 : -1}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          if (current) document.getElementById('account-title')?.focus()
          desk.go(witness(row.id))
        }}
      >
        <span class="chips">
          <span class="chip">{STANCE_WORDS[row.relation]}</span>
          {row.photos > 0 && <span class="chip">{plural(row.photos, 'photograph')}</span>}
          {contactKinds(row.contact) && <span class="chip">Contact</span>}
          {row.checked > 0 && <span class="chip">{row.checked} of 5 checked</span>}
          {row.tasks > 0 && <span class="chip">{plural(row.tasks, 'task')}</span>}
          {!row.consent.publish && (
            <span class="chip" data-gravity="look">
              not for publication
            </span>
          )}
          {row.stage === 'published' && <span class="chip">{row.verified ? 'verified' : 'not verified'}</span>}
          {row.state === 'removed' && <span class="chip">removed</span>}
          {row.assignedTo && (
            <span class="chip">
              {row.assignedTo.id === desk.reader.id ? 'Yours' : <bdi>{row.assignedTo.name}</bdi>}
            </span>
          )}
          {desk.colleagues.on(row.caseId).map(name => (
            <span key={name} class="chip" data-gravity="look">
              <bdi>{name}</bdi> is on it
            </span>
          ))}
        </span>
        <span class="excerpt" dir="auto">
          {row.text}
        </span>
        <span class="meta">
          {whenWords(row.when)} · <bdi>{placeWords(row.where)}</bdi>
        </span>
        <span class="meta">
          <bdi>{row.reader.name}</bdi> · <Age at={row.at} /> · <bdi>{row.story.title}</bdi>
        </span>
      </a>
    </li>
  )
}

/** What a command means here. Answers whether it means something. */
export function runOnAccounts({ accounts }: Desk, command: Command): boolean {
  switch (command.do) {
    case 'next':
    case 'previous':
      accounts.move(command.do === 'next' ? 1 : -1)
      focusCase()
      return true
    case 'take':
      void accounts.take()
      return true
    case 'note':
      document.getElementById('note')?.focus()
      return true
    case 'story': {
      const shown = accounts.view.value
      if (shown) openInStory({ storyUrl: shown.story.url, commentId: shown.id })
      return true
    }
    case 'entry':
      accounts.beginEntry()
      return true
    case 'cancel':
      accounts.cancel()
      focusCase()
      return true
    case 'ground':
      accounts.pick(command.no - 1)
      return true
  }
  if (!(command.do in STEPS)) return false
  accounts.begin(command.do as AccountAct)
  return true
}
