import type { EuCategory } from '@parley/contract/house-rules.ts'
import type { Desk } from './desk.ts'
import { idFrom } from './settling.ts'

/** The EU database's categories, in plain words. */
const CATEGORY_WORDS: Record<EuCategory, string> = {
  OTHER_VIOLATION_TC: 'Something else that our rules forbid',
  ILLEGAL_OR_HARMFUL_SPEECH: 'Harmful or illegal speech',
  CYBER_VIOLENCE: 'Violence online',
  CYBER_VIOLENCE_AGAINST_WOMEN: 'Violence online against women',
  NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS: 'Harm to public debate or elections',
  DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: 'Privacy',
  PROTECTION_OF_MINORS: 'Protection of children',
  SELF_HARM: 'Self-harm',
  VIOLENCE: 'Violence',
  RISK_FOR_PUBLIC_SECURITY: 'Risk for public security',
  SCAMS_AND_FRAUD: 'Scams and fraud',
  CONSUMER_INFORMATION: 'Consumer information',
  INTELLECTUAL_PROPERTY_INFRINGEMENTS: 'Copyright and trademarks',
  UNSAFE_AND_PROHIBITED_PRODUCTS: 'Unsafe or forbidden products',
  ANIMAL_WELFARE: 'Animal welfare',
}

/** A rule of the newsroom's own: its words, and what it is called where only machines look. */
export function AddRule({ desk }: { desk: Desk }) {
  const { adding, busy, add } = desk.settling
  const { id, title, text, category } = adding.value
  const type = (to: Partial<typeof adding.value>) => {
    adding.value = { ...adding.value, ...to }
  }
  return (
    <form
      class="wording new"
      aria-labelledby="add-rule"
      onSubmit={async event => {
        event.preventDefault()
        const field = event.currentTarget.querySelector('input')
        if (await add()) field?.focus()
      }}
    >
      <h3 id="add-rule">Add a rule</h3>
      <label class="field">
        Title
        <input required maxLength={80} value={title} onInput={event => type({ title: event.currentTarget.value })} />
      </label>
      <label class="field">
        Text
        <textarea
          required
          rows={2}
          dir="auto"
          maxLength={1000}
          value={text}
          onInput={event => type({ text: event.currentTarget.value })}
        />
      </label>
      {(title || text) && (
        <>
          <div class="choices">
            <label class="field">
              Id, which never changes
              <input
                maxLength={30}
                pattern="[a-z0-9][a-z0-9\-]{0,28}[a-z0-9]"
                title="2 to 30 lower-case letters, digits and dashes"
                spellcheck={false}
                autocapitalize="off"
                placeholder={idFrom(title)}
                required={idFrom(title).length < 2}
                value={id}
                onInput={event => type({ id: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              In the EU’s database it is
              <select value={category} onChange={event => type({ category: event.currentTarget.value as EuCategory })}>
                {(Object.keys(CATEGORY_WORDS) as EuCategory[]).map(one => (
                  <option key={one} value={one}>
                    {CATEGORY_WORDS[one]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p class="quiet">
            It holds at once, after the others. No engine judges it; you can put words of your own under it, and word
            the reasons that its decisions begin from.
          </p>
          <div class="buttons">
            <button type="submit" class="primary" aria-disabled={busy}>
              Add the rule
            </button>
            <button type="button" onClick={() => type({ id: '', title: '', text: '', category: 'OTHER_VIOLATION_TC' })}>
              Cancel
            </button>
          </div>
        </>
      )}
    </form>
  )
}
