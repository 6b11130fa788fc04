import type { AccountAtDesk } from '@parley/contract/accounts.ts'
import { isSafeLink } from '@parley/contract/body.ts'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { AccountActs, Failure } from './account-acts.tsx'
import {
  badgeWords,
  CHECK_WORDS,
  consentWords,
  contactKinds,
  contactLines,
  happened,
  likeness,
  STAGE_TITLES,
  STANCE_WORDS,
  sizeWords,
  whenWords,
  whereWords,
} from './account-words.ts'
import { Age } from './age.tsx'
import { Back } from './back.tsx'
import { Company, Notes } from './case.tsx'
import type { Desk } from './desk.ts'
import { Fact } from './fact.tsx'
import { focusCase } from './focus.ts'
import { hashOf, witness } from './place.ts'
import { inStory } from './story.ts'

interface Props {
  desk: Desk
  view: AccountAtDesk
}

/** The third column: one account, its words first, then what is known of it, then what can be done. */
export function Account({ desk }: { desk: Desk }) {
  const { view, rows, index } = desk.accounts
  const name = view.value?.reader.name ?? rows.value[index.value]?.reader.name
  return (
    <section
      class="case account"
      aria-labelledby="account-title"
      aria-busy={!view.value && Boolean(desk.place.value.account)}
    >
      <div class="top">
        <Back desk={desk} to="accounts">
          Accounts
        </Back>
        <h2 id="account-title" tabIndex={-1}>
          {name ? <bdi>{name}</bdi> : 'Account'}
        </h2>
        <Position desk={desk} />
      </div>
      {view.value ? <Open desk={desk} view={view.value} key={view.value.id} /> : <Absent desk={desk} />}
    </section>
  )
}

/** Where it stands in the list, and the way to its neighbours. */
function Position({ desk }: { desk: Desk }) {
  const { index, counts, stage, story, rows, next, move } = desk.accounts
  const known = rows.value.length
  const all = story.value ? `${known}${next.value ? '+' : ''}` : Math.max(known, counts.value[stage.value] ?? 0)
  const go = (by: 1 | -1) => {
    move(by)
    focusCase()
  }
  return (
    <div class="position">
      {index.value >= 0 && (
        <span>
          {(index.value + 1).toLocaleString('en')} of {all.toLocaleString('en')}
        </span>
      )}
      <button type="button" class="plain" onClick={() => go(-1)}>
        <kbd>k</kbd> back
      </button>
      <button type="button" class="plain" onClick={() => go(1)}>
        <kbd>j</kbd> next
      </button>
    </div>
  )
}

function Absent({ desk }: { desk: Desk }) {
  const { viewProblem, open, rows } = desk.accounts
  const { account } = desk.place.value
  return (
    <div class="absent">
      {viewProblem.value ? (
        <>
          <p role="alert">{viewProblem}</p>
          <button type="button" onClick={() => void open(account ?? null)}>
            Try again
          </button>
        </>
      ) : (
        <p>{account ? 'Loading …' : rows.value.length ? 'Choose an account from the list.' : 'No account is open.'}</p>
      )}
    </div>
  )
}

function Open({ desk, view }: Props) {
  const { take, busy } = desk.accounts
  const shown = view.state === 'shown' || view.state === 'collapsed'
  const address = shown ? inStory({ storyUrl: view.story.url, commentId: view.id }) : safe(view.story.url)
  return (
    <>
      <article class="words-and-facts">
        <p class="meta">
          <span class="chip" data-gravity={view.stage === 'declined' ? 'stop' : undefined}>
            {view.stage === 'published' ? badgeWords(view.verified) : STAGE_TITLES[view.stage]}
          </span>{' '}
          <Age at={view.at} /> ·{' '}
          {address ? (
            <a href={address} target="_blank" rel="noopener">
              <bdi>{view.story.title}</bdi> <kbd>o</kbd>
              <span class="unseen">({shown ? 'the account in its place' : 'the story'}, in a new tab)</span>
            </a>
          ) : (
            <bdi>{view.story.title}</bdi>
          )}
        </p>
        <Company desk={desk} view={{ id: view.caseId, assignedTo: view.assignedTo }} />
        <div>
          <button type="button" class="plain" aria-disabled={busy} onClick={() => void take()}>
            <kbd>i</kbd> {view.assignedTo?.id === desk.reader.id ? 'Give it back to all' : 'Make it yours'}
          </button>
          <Failure desk={desk} at="take" />
        </div>
        {view.state === 'removed' && <p class="settled">Removed under a house rule: its case says why.</p>}
        <div class="words" dir="auto">
          {view.text}
        </div>
        <div class="facts">
          <Fact title="What it says">
            <table class="told">
              <tbody>
                <Told title="The reader">{STANCE_WORDS[view.relation]}</Told>
                <Told title="When">{whenWords(view.when)}</Told>
                <Told title="Where">
                  <bdi>{whereWords(view.where)}</bdi>
                </Told>
                <Told title="How they know">
                  <span class="said" dir="auto">
                    {view.how || 'not said'}
                  </span>
                </Told>
              </tbody>
            </table>
          </Fact>
          <Photographs desk={desk} view={view} />
          <Fact title="Contact">
            <ContactOf desk={desk} view={view} />
          </Fact>
          <Fact title="Consent">
            <ul>
              {consentWords(view.consent).map(words => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </Fact>
          {view.findings.length > 0 && (
            <Fact title="What was found">
              <ul>
                {view.findings.map(({ rule, message }) => (
                  <li key={`${rule} ${message}`}>
                    <strong>{desk.ruleTitle(rule)}</strong> {message}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          <Fact title="Told by others">
            <Duplicates desk={desk} view={view} />
          </Fact>
          <Fact title="Checklist">
            <ul class="checks checklist">
              {view.checklist.map(one => (
                <CheckOf key={one.item} desk={desk} one={one} />
              ))}
            </ul>
          </Fact>
          <Fact title="Tasks">
            <Tasks desk={desk} view={view} />
          </Fact>
          <Notes notes={view.notes} onKeep={desk.accounts.note} />
          <Failure desk={desk} at="note" />
          <Fact title="What happened">
            <ol>
              {happened(view).map((one, i) => (
                <li key={i}>
                  {one.what}
                  {one.said && (
                    <>
                      : “
                      <span class="said" dir="auto">
                        {one.said}
                      </span>
                      ”
                    </>
                  )}
                  <span class="meta">
                    <bdi>{one.by}</bdi> · <Age at={one.at} />
                  </span>
                </li>
              ))}
            </ol>
          </Fact>
          <Fact title="As a comment">
            <a href={hashOf({ queue: 'all', caseId: view.caseId })}>Its case</a>, for the house rules: reports,
            decisions and appeals.
          </Fact>
        </div>
      </article>
      <AccountActs desk={desk} view={view} />
    </>
  )
}

const safe = (url: string) => (isSafeLink(url) ? url : null)

function Told({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{children}</td>
    </tr>
  )
}

function Photographs({ desk, view }: Props) {
  const { takeOut, mayEdit, busy } = desk.accounts
  if (!view.photos.length) return null
  const originals = view.photos.some(({ original }) => original)
  return (
    <Fact title="Photographs">
      <ul class="photographs">
        {view.photos.map(({ no, url, width, height, alt, original, bytes }) => (
          <li key={no}>
            <a href={url} target="_blank" rel="noopener">
              <img
                src={url}
                width={width}
                height={height}
                alt={alt || `Photograph ${no}, without a description`}
                loading="lazy"
              />
              <span class="unseen"> (in a new tab)</span>
            </a>
            <span class="meta" dir="auto">
              {alt || 'Without a description'}
            </span>
            {original && mayEdit && (
              <button type="button" aria-disabled={busy} onClick={() => void takeOut(no)}>
                <span>
                  Take out the original<span class="unseen"> of photograph {no}</span>
                  {bytes !== null && ` (${sizeWords(bytes)})`}
                </span>
              </button>
            )}
            <Failure desk={desk} at={`photo ${no}`} />
          </li>
        ))}
      </ul>
      <p class="hint">
        {originals
          ? mayEdit
            ? 'These are as the public may see them. An original may show where and with what it was taken; whoever takes one out stands in the log.'
            : 'These are as the public may see them. An editor can take out the originals.'
          : 'These are as the public may see them. No originals are kept.'}
      </p>
    </Fact>
  )
}

function ContactOf({ desk, view }: Props) {
  const { contact, openContact, closeContact, mayEdit, busy } = desk.accounts
  const kinds = contactKinds(view.contact)
  if (!kinds) return <>The reader has left none.</>
  if (!mayEdit) return <>{kinds}: for editors.</>
  const lines = contact.value && contactLines(contact.value)
  return (
    <div role="status">
      {lines ? (
        <>
          <table class="told">
            <tbody>
              {lines.map(([title, words]) => (
                <Told key={title} title={title}>
                  <bdi>{words}</bdi>
                </Told>
              ))}
            </tbody>
          </table>
          <button type="button" class="plain underlined" onClick={closeContact}>
            Hide it again
          </button>
        </>
      ) : (
        <>
          <p>{kinds}.</p>
          <button type="button" aria-disabled={busy} onClick={() => void openContact()}>
            Open the contact
          </button>
          <p class="hint">That you looked stands in the log.</p>
        </>
      )}
      <Failure desk={desk} at="contact" />
    </div>
  )
}

/** Accounts of the same place and time, beside this one. */
function Duplicates({ desk, view }: Props) {
  if (!view.duplicates.length) return <>No other account is of about this place and time.</>
  return (
    <ul class="beside">
      <li>
        <strong>This account</strong>
        <span class="meta">
          {whenWords(view.when)} · <bdi>{whereWords(view.where)}</bdi>
        </span>
        <p class="said" dir="auto">
          {view.text}
        </p>
      </li>
      {view.duplicates.map(one => (
        <li key={one.id}>
          <strong>
            <a
              href={hashOf(witness(one.id))}
              onClick={event => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                desk.go(witness(one.id))
                document.getElementById('account-title')?.focus()
              }}
            >
              <bdi>{one.reader.name}</bdi>
            </a>
          </strong>
          <span class="meta">
            {likeness(one).join(' · ')} · {STAGE_TITLES[one.stage].toLowerCase()} · <bdi>{one.story.title}</bdi>
          </span>
          <p class="said" dir="auto">
            {one.text}
          </p>
        </li>
      ))}
    </ul>
  )
}

function CheckOf({ desk, one }: { desk: Desk; one: AccountAtDesk['checklist'][number] }) {
  const { item, done, note: kept, by, at } = one
  const note = useSignal(kept)
  const { check, busy } = desk.accounts
  const typed = note.value.trim() !== kept
  return (
    <li>
      <label class="option">
        <input
          type="checkbox"
          checked={done}
          aria-disabled={busy}
          onChange={event => {
            const box = event.currentTarget
            void check(item, { done: box.checked, note: note.value.trim() }).then(kept => {
              if (!kept) box.checked = done
            })
          }}
        />
        {CHECK_WORDS[item]}
      </label>
      <form
        class="noting"
        onSubmit={event => {
          event.preventDefault()
          void check(item, { done, note: note.value.trim() })
        }}
      >
        <input
          maxLength={1000}
          dir="auto"
          aria-label={`How we know: ${item}`}
          placeholder="How we know"
          value={note}
          onInput={event => (note.value = event.currentTarget.value)}
        />
        {typed && (
          <button type="submit">
            Keep<span class="unseen"> what is written to {item}</span>
          </button>
        )}
      </form>
      {by && at && (
        <span class="meta">
          <bdi>{by}</bdi> · <Age at={at} />
        </span>
      )}
      <Failure desk={desk} at={`check ${item}`} />
    </li>
  )
}

/** What still has to be found out; colleagues tick what they have done. */
function Tasks({ desk, view }: Props) {
  const draft = useSignal('')
  const { addTask, doTask, busy } = desk.accounts
  return (
    <>
      {view.tasks.length > 0 && (
        <ul class="checks">
          {view.tasks.map(({ no, text, by, at, done }) => (
            <li key={no}>
              <label class="option">
                <input
                  type="checkbox"
                  checked={done !== null}
                  aria-disabled={busy}
                  onChange={event => {
                    const box = event.currentTarget
                    void doTask(no, box.checked).then(kept => {
                      if (!kept) box.checked = done !== null
                    })
                  }}
                />
                <span dir="auto">{text}</span>
              </label>
              <span class="meta">
                <bdi>{by}</bdi> · <Age at={at} />
                {done && (
                  <>
                    {' '}
                    · done by <bdi>{done.by}</bdi>, <Age at={done.at} />
                  </>
                )}
              </span>
              <Failure desk={desk} at={`task ${no}`} />
            </li>
          ))}
        </ul>
      )}
      <form
        class="noting"
        onSubmit={event => {
          event.preventDefault()
          if (draft.value.trim())
            void addTask(draft.value.trim()).then(kept => {
              if (kept) draft.value = ''
            })
        }}
      >
        <input
          maxLength={500}
          dir="auto"
          aria-label="A task for colleagues"
          placeholder="A task for colleagues: ring the works council"
          value={draft}
          onInput={event => (draft.value = event.currentTarget.value)}
        />
        {draft.value.trim() && <button type="submit">Add</button>}
      </form>
      <Failure desk={desk} at="task" />
    </>
  )
}
