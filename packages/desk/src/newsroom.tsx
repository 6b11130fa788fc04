import { useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Account } from './account.tsx'
import { Accounts, runOnAccounts } from './accounts.tsx'
import { Case } from './case.tsx'
import { Cases, openNarrowing } from './cases.tsx'
import { ACT_WORDS, type Made } from './deciding.ts'
import type { Desk } from './desk.ts'
import { Erase } from './erasing.tsx'
import { Escalate } from './escalate.tsx'
import { focusCase, narrow } from './focus.ts'
import { Help } from './help.tsx'
import { History } from './history.tsx'
import { type Command, commandFor, takesTyping } from './keys.ts'
import { Law } from './law.tsx'
import { Many } from './many.tsx'
import { onKey as onNoteKey } from './note.tsx'
import { Notes } from './notes.tsx'
import { options } from './options.ts'
import { Pressing } from './orders.tsx'
import { Overview } from './overview.tsx'
import {
  depthOf,
  GLEANING,
  isPage,
  LISTING,
  LOOKING,
  NOTING,
  placeOf,
  RULING,
  SETTLING,
  TELLING,
  TRYING,
  WITNESSING,
} from './place.ts'
import { QUEUE_TITLES, Queues } from './queues.tsx'
import { Reporter } from './reporter.tsx'
import { Rules } from './rules.tsx'
import { moveStory, Stories } from './stories.tsx'
import { openInStory } from './story.ts'
import { Try } from './try.tsx'
import { Views } from './views.tsx'
import { onKey as onWorthKey, Worth } from './worth.tsx'

const COLUMNS = ['queues', 'cases', 'case']

/** What is asked of cases means nothing where there are none. */
const OF_CASES: ReadonlySet<Command['do']> = new Set([
  ...(Object.keys(ACT_WORDS) as Made[]),
  'next',
  'previous',
  'again',
  'undo',
  'select',
  'note',
  'take',
  'watch',
  'story',
  'search',
  'narrow',
  'escalate',
])

/** The desk's three columns; on a phone, the one that the place is in. */
export function Newsroom({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const depth = depthOf(desk.place.value)
  const {
    trying = false,
    settling = false,
    looking = false,
    listing = false,
    ruling = false,
    telling = false,
    witnessing = false,
    noting = false,
    gleaning = false,
  } = desk.place.value
  const help = useRef<HTMLDialogElement>(null)

  function run(command: Command) {
    if (desk.place.value.listing) {
      if (command.do === 'search') return document.getElementById('stories-search')?.focus()
      if (command.do === 'next' || command.do === 'previous') {
        const moved = moveStory(command.do === 'next' ? 1 : -1)
        return moved ? undefined : void desk.stories.more()
      }
    }
    if (desk.place.value.witnessing && runOnAccounts(desk, command)) return
    if (desk.place.value.noting && onNoteKey(desk, command.do)) return
    if (desk.place.value.gleaning && onWorthKey(desk, command.do)) return
    if (command.do === 'undo' && desk.offersBack()) return void desk.undo()
    if (isPage(desk.place.value) && OF_CASES.has(command.do)) return
    switch (command.do) {
      case 'next':
        desk.move(1)
        return focusCase()
      case 'previous':
        desk.move(-1)
        return focusCase()
      case 'show':
      case 'lift':
        if (command.do === 'show') desk.show()
        else desk.begin('lift')
        return desk.deciding.value ? undefined : focusCase()
      case 'collapse':
      case 'label':
      case 'remove':
      case 'uphold':
      case 'warn':
      case 'review':
      case 'suspend':
      case 'ban':
        return desk.begin(command.do)
      case 'again':
        return desk.decideAgain()
      case 'undo':
        return void desk.undo()
      case 'select':
        return desk.select()
      case 'note':
        return document.getElementById('note')?.focus()
      case 'take':
        return void desk.take()
      case 'watch':
        return void desk.watching.toggle()
      case 'views':
        return desk.views.open()
      case 'narrow':
        return openNarrowing()
      case 'ground': {
        const ground = desk.grounds()[command.no - 1]
        return ground && desk.choose(ground)
      }
      case 'cancel':
        desk.cancel()
        return focusCase()
      case 'story':
        return openInStory(desk.view.value)
      case 'blur':
        options.blur.value = !options.blur.value
        return desk.say(options.blur.value ? 'Graphic words are blurred.' : 'Graphic words are shown.')
      case 'search':
        return document.getElementById('search')?.focus()
      case 'try':
        desk.go(TRYING)
        return requestAnimationFrame(() => document.getElementById('try-text')?.focus())
      case 'rules':
        desk.go(SETTLING)
        return focusCase()
      case 'overview':
        desk.go(LOOKING)
        return focusCase()
      case 'stories':
        desk.go(LISTING)
        return focusCase()
      case 'escalate':
        return desk.view.value ? void desk.escalating.begin(desk.view.value) : undefined
      case 'help':
        return help.current?.showModal()
    }
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandFor(event, {
        typing: takesTyping(document.activeElement),
        // asked of the page: of its closing we are told later, when the next key may be down already
        dialog: document.querySelector('dialog[open]') !== null,
        deciding: desk.deciding.value !== null || desk.accounts.acts(),
        accounts: desk.place.value.witnessing === true,
        single: options.single.value,
      })
      if (!command || event.defaultPrevented) return
      event.preventDefault()
      run(command)
    }
    const onAddress = () => {
      desk.arrive(placeOf(location.hash))
      focusCase()
    }
    addEventListener('keydown', onKey)
    addEventListener('popstate', onAddress)
    const stop = desk.start(placeOf(location.hash))
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('popstate', onAddress)
      stop()
    }
  }, [desk])

  // on a phone the column that had the focus is gone when the next one comes
  useEffect(() => {
    if (narrow.matches) focusCase()
  }, [depth])

  useSignalEffect(() => {
    const { queue, trying, settling, looking, listing, ruling, telling, noting, witnessing } = desk.place.value
    if (isPage(desk.place.value)) {
      document.title = `${trying ? 'Try the rules' : settling ? 'House rules' : looking ? 'Overview' : listing ? 'Stories' : ruling ? 'Law' : telling ? 'History' : noting ? 'Context notes' : witnessing ? 'Eyewitness accounts' : 'Worth reading'} · Parley desk`
      return
    }
    const waiting = queue ? desk.counts.value[queue] : undefined
    document.title = queue ? `${QUEUE_TITLES[queue]} (${waiting ?? '…'}) · Parley desk` : 'Parley desk'
  })

  const notice = desk.notice.value
  const deciding = desk.deciding.value
  const column = trying
    ? 'try'
    : settling
      ? 'settle'
      : looking
        ? 'look'
        : listing
          ? 'list'
          : ruling
            ? 'law'
            : telling
              ? 'history'
              : noting || witnessing
                ? COLUMNS[depth]
                : gleaning
                  ? 'worth'
                  : deciding?.many
                    ? 'case'
                    : COLUMNS[depth]
  return (
    <div class="desk" data-column={column} data-single={options.single.value}>
      <Pressing desk={desk} />
      <Queues
        desk={desk}
        onTry={() => run({ do: 'try' })}
        onRules={() => run({ do: 'rules' })}
        onOverview={() => run({ do: 'overview' })}
        onStories={() => run({ do: 'stories' })}
        onLaw={() => {
          desk.go(RULING)
          focusCase()
        }}
        onHistory={() => {
          desk.go(TELLING)
          focusCase()
        }}
        onAccounts={() => {
          desk.go(WITNESSING)
          focusCase()
        }}
        onNotes={() => {
          desk.go(NOTING)
          focusCase()
        }}
        onWorth={() => {
          desk.go(GLEANING)
          focusCase()
        }}
        onViews={() => run({ do: 'views' })}
        onHelp={() => run({ do: 'help' })}
        onSignOut={onSignOut}
      />
      <main>
        {trying ? (
          <Try desk={desk} />
        ) : settling ? (
          <Rules desk={desk} />
        ) : looking ? (
          <Overview desk={desk} />
        ) : listing ? (
          <Stories desk={desk} />
        ) : ruling ? (
          <Law desk={desk} />
        ) : telling ? (
          <History desk={desk} />
        ) : witnessing ? (
          <>
            <Accounts desk={desk} />
            <Account desk={desk} />
          </>
        ) : noting ? (
          <Notes desk={desk} />
        ) : gleaning ? (
          <Worth desk={desk} />
        ) : (
          <>
            <Cases desk={desk} run={run} />
            {deciding?.many ? <Many desk={desk} deciding={deciding} /> : <Case desk={desk} run={run} />}
          </>
        )}
      </main>
      <section class="notice" data-failed={notice?.failed} aria-label="What was just done">
        <p role="status">{notice && !notice.failed ? notice.text : ''}</p>
        <p role="alert">{notice?.failed ? notice.text : ''}</p>
        <div class="after">
          {notice?.statement && (
            <a href={`/d/statements/${notice.statement}`} target="_blank" rel="noopener">
              Statement of reasons no. {notice.statement}
              <span class="unseen"> (in a new tab)</span>
            </a>
          )}
          {notice?.undo && (
            <button type="button" class="plain" onClick={() => desk.undo(notice.undo!)}>
              <kbd>u</kbd> Undo
            </button>
          )}
          {notice?.caseId && !isPage(desk.place.value) && notice.caseId !== desk.place.value.caseId && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                desk.go({ queue: desk.place.value.queue, caseId: notice.caseId })
                focusCase()
              }}
            >
              Look at it again
            </button>
          )}
        </div>
        {!desk.connected.value && <p>Not connected. Counts and lists go on when the connection is back.</p>}
      </section>
      <Escalate desk={desk} />
      <Reporter desk={desk} />
      <Erase desk={desk} />
      <Views desk={desk} />
      <Help dialog={help} />
    </div>
  )
}
