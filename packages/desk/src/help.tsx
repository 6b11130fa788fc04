import type { RefObject } from 'preact'
import { ACCOUNT_KEYS, GROUND_KEYS, KEYS, NOTE_KEYS } from './keys.ts'
import { options } from './options.ts'

/** Every key, and the two options of this browser. */
export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} aria-labelledby="help-title" closedby="any">
      <div class="help">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog takes the focus in any case, and would be opened at its end, where the first thing is that can be clicked */}
        <h2 id="help-title" tabIndex={-1} autoFocus>
          Keys and options
        </h2>
        <dl>
          <Keys of={KEYS} />
          <div>
            <dt>
              <kbd>1</kbd>–<kbd>{GROUND_KEYS}</kbd>
            </dt>
            <dd>The rule, where a decision asks for it</dd>
          </div>
          <div>
            <dt>
              <kbd>enter</kbd>
            </dt>
            <dd>Send what the author will read</dd>
          </div>
          <div>
            <dt>
              <kbd>esc</kbd>
            </dt>
            <dd>Cancel; what you wrote is kept until you leave the desk</dd>
          </div>
        </dl>
        <h3>Where an eyewitness account is open, instead</h3>
        <dl>
          <Keys of={ACCOUNT_KEYS} />
        </dl>
        <h3>Where a context note is open, instead</h3>
        <dl>
          <Keys of={NOTE_KEYS} />
        </dl>
        <label class="option">
          <input
            type="checkbox"
            checked={options.single}
            onChange={event => (options.single.value = event.currentTarget.checked)}
          />
          Single keys do things. Switch this off if you speak to your computer, or if keys are pressed by mistake.
        </label>
        <label class="option">
          <input
            type="checkbox"
            checked={options.blur}
            onChange={event => (options.blur.value = event.currentTarget.checked)}
          />
          Blur graphic words.
        </label>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </div>
    </dialog>
  )
}

const Keys = ({ of }: { of: readonly (readonly [string, unknown, string])[] }) => (
  <>
    {of.map(([key, , what]) => (
      <div key={key}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{what}</dd>
      </div>
    ))}
  </>
)
