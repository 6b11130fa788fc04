import { plainText } from '@parley/contract/body.ts'
import type { Notes } from '@parley/contract/notes.ts'
import type { CaseView } from '@parley/contract/schemas.ts'
import type { ComponentChildren } from 'preact'
import { useAsked } from './asked.ts'
import type { Desk } from './desk.ts'
import { Fact } from './fact.tsx'
import { focusCase } from './focus.ts'
import { Sources, Standing } from './note-parts.tsx'
import { newDraft } from './notes.ts'
import { hashOf, placeOfNote } from './place.ts'

/** In a case: the context notes that stand under the comment; of a note itself, what it is about and its sources. */
export const NotesOfCase = ({ desk, view }: { desk: Desk; view: CaseView }) =>
  view.kind === 'note' ? <OfNote desk={desk} view={view} /> : <Under desk={desk} view={view} />

/** What it is about stands over its words, as what it answers. */
function OfNote({ desk, view }: { desk: Desk; view: CaseView }) {
  const { claim, sources } = view.note ?? { claim: '', sources: [] }
  return (
    <Fact title="Context note">
      {view.parents.length === 0 && <p>About the story as a whole.</p>}
      {claim && (
        <p>
          Answers “
          <span class="said" dir="auto">
            {claim}
          </span>
          ”
        </p>
      )}
      <Sources urls={sources} />
      <p>
        <ToNote desk={desk} id={view.commentId}>
          Its ratings, and why it is shown or not
        </ToNote>
      </p>
    </Fact>
  )
}

function Under({ desk, view }: { desk: Desk; view: CaseView }) {
  const { found, problem } = useAsked<Notes>(() => desk.notes.under(view.storyUrl, view.commentId), view.commentId)
  const notes = found?.notes.filter(({ about }) => about === view.commentId) ?? []
  if (problem) return <Fact title="Context notes">{problem}</Fact>
  const mayWrite = desk.notes.mayEdit && view.state !== 'erased'
  if (!notes.length && !mayWrite) return null
  return (
    <Fact title="Context notes">
      {notes.length > 0 && (
        <ul>
          {notes.map(note => (
            <li key={note.id}>
              <ToNote desk={desk} id={note.id}>
                {note.hidden ? note.hidden.reason : plainText(note.body)}
              </ToNote>
              <span class="meta">
                <Standing note={note} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <button
          type="button"
          class="plain underlined"
          onClick={() => {
            desk.notes.write(
              newDraft({
                story: { url: view.storyUrl, title: view.storyTitle },
                about: { id: view.commentId, authorName: view.author.name, text: view.text },
              }),
            )
            focusCase()
          }}
        >
          Editors’ note or correction…
        </button>
      )}
    </Fact>
  )
}

function ToNote({ desk, id, children }: { desk: Desk; id: string; children: ComponentChildren }) {
  return (
    <a
      class="other"
      href={hashOf(placeOfNote(id))}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        desk.go(placeOfNote(id))
        focusCase()
      }}
    >
      <bdi>{children}</bdi>
    </a>
  )
}
