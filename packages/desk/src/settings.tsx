import type { OwnSettings, Section } from '@parley/contract/house-rules.ts'
import { useSignal } from '@preact/signals'
import type { Desk } from './desk.ts'

const HOLD_WORDS = {
  none: 'nobody’s: comments are published at once',
  first: 'a reader’s first comment',
  all: 'everybody’s comments',
} as const

/** What holds where nothing else does: PARLEY_HOLD. */
const SITE_WORDS = {
  none: 'a comment waits for a person where something is found in it',
  first: 'a reader’s first comment waits for a person',
  all: 'every comment waits for a person',
} as const

type Own = Omit<OwnSettings, 'closed'>

/** What holds in sections, and under one story. */
export function Settings({ desk }: { desk: Desk }) {
  const { holds, sections } = desk.settling
  const { site } = holds.value!.sections
  const change = (to: readonly Section[]) => {
    sections.value = to
  }
  return (
    <>
      <p class="quiet">
        Everywhere {SITE_WORDS[site.hold]}, and so does one with more than {site.links} links; discussions stay open. A
        section is all stories whose address begins so; what it leaves open is as around it.
      </p>
      {sections.value.map(({ prefix, ...own }, i) => (
        <fieldset class="card" key={i}>
          <legend class="unseen">Section no. {i + 1}</legend>
          <label class="field">
            Addresses that begin with
            <input
              id={`section-${i + 1}`}
              type="url"
              inputMode="url"
              maxLength={2000}
              placeholder="https://www.paper.example/opinion/"
              value={prefix}
              onInput={event => change(sections.value.with(i, { ...own, prefix: event.currentTarget.value }))}
            />
          </label>
          <Choices own={own} onChange={to => change(sections.value.with(i, { ...to, prefix }))} />
          <label class="option">
            <input
              type="checkbox"
              checked={own.closed ?? false}
              onChange={event => {
                const { closed: _, ...rest } = own
                change(
                  sections.value.with(i, { ...rest, prefix, ...(event.currentTarget.checked && { closed: true }) }),
                )
              }}
            />
            No discussions here
          </label>
          <button type="button" class="plain" onClick={() => change(sections.value.toSpliced(i, 1))}>
            Remove<span class="unseen"> section no. {i + 1}</span>
          </button>
        </fieldset>
      ))}
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            change([...sections.value, { prefix: '' }])
            requestAnimationFrame(() => document.getElementById(`section-${sections.value.length}`)?.focus())
          }}
        >
          Add a section
        </button>
      </div>
      <OneStory desk={desk} />
    </>
  )
}

/** Who waits, how many links, until when: each as around it, unless chosen. */
function Choices({ own, onChange }: { own: OwnSettings; onChange(to: OwnSettings): void }) {
  const set = <K extends keyof OwnSettings>(name: K, value: OwnSettings[K] | undefined) => {
    const { [name]: _, ...rest } = own
    onChange(value === undefined ? rest : { ...rest, [name]: value })
  }
  const age = own.closesAfterDays === undefined ? 'as' : own.closesAfterDays === null ? 'never' : 'after'
  return (
    <div class="choices">
      <label class="field">
        Held until a person has looked
        <select
          value={own.hold ?? ''}
          onChange={event => set('hold', (event.currentTarget.value || undefined) as OwnSettings['hold'])}
        >
          <option value="">as around it</option>
          {Object.entries(HOLD_WORDS).map(([hold, words]) => (
            <option key={hold} value={hold}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        Links without a look
        <select
          value={own.links ?? ''}
          onChange={event =>
            set('links', event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))
          }
        >
          <option value="">as around it</option>
          {Array.from({ length: 11 }, (_, n) => (
            <option key={n} value={n}>
              {n === 0 ? 'none' : n}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        Discussions close
        <select
          value={age}
          onChange={event => {
            const chosen = event.currentTarget.value
            set('closesAfterDays', chosen === 'as' ? undefined : chosen === 'never' ? null : 14)
          }}
        >
          <option value="as">as around it</option>
          <option value="never">never by their age</option>
          <option value="after">after so many days</option>
        </select>
      </label>
      {age === 'after' && (
        <label class="field">
          Days
          <input
            type="number"
            min={1}
            max={3650}
            value={own.closesAfterDays ?? ''}
            onChange={event => {
              const days = Number(event.currentTarget.value)
              if (Number.isInteger(days) && days >= 1 && days <= 3650) set('closesAfterDays', days)
            }}
          />
        </label>
      )}
    </div>
  )
}

function OneStory({ desk }: { desk: Desk }) {
  const { story, storySettings, busy, openStory, openOrClose } = desk.settling
  const address = useSignal(story.value?.story.url ?? '')
  const shown = story.value
  return (
    <form
      class="card"
      aria-labelledby="one-story"
      onSubmit={event => {
        event.preventDefault()
        void openStory(address.value)
      }}
    >
      <h3 id="one-story">One story</h3>
      <label class="field">
        Its address
        <input
          type="url"
          inputMode="url"
          required
          maxLength={2000}
          value={address.value}
          onInput={event => (address.value = event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" aria-disabled={busy}>
          Look it up
        </button>
      </div>
      {shown && (
        <>
          <p>
            <strong>
              <bdi>{shown.story.title}</bdi>
            </strong>{' '}
            · {shown.story.count.toLocaleString('en')} comments · {shown.story.open ? 'open' : 'closed'}
          </p>
          <Choices
            own={storySettings.value ?? {}}
            onChange={({ closed: _, ...to }) => (storySettings.value = Object.keys(to).length ? (to as Own) : null)}
          />
          <div class="buttons">
            <button type="button" aria-disabled={busy} onClick={() => openOrClose(!shown.story.open)}>
              {shown.story.open ? 'Close the discussion now' : 'Open the discussion'}
            </button>
          </div>
        </>
      )}
    </form>
  )
}
