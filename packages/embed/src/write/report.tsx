import type { FileReport, Reply } from '@parley/contract/schemas.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { BodyView } from '../body.tsx'
import type { Discussion } from '../discussion.ts'
import { Dialog, Failure } from './dialogs.tsx'
import { asReader, send } from './session.ts'

/** The fields of the form as a report. */
export function reportOf(form: FormData): FileReport {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const given = <K extends string>(name: K) => (field(name) ? ({ [name]: field(name) } as Record<K, string>) : {})
  if (field('rule') !== 'illegal') {
    return { rule: field('rule'), ...given('explanation') } as FileReport
  }
  return {
    illegal: {
      law: field('law'),
      explanation: field('explanation'),
      ...given('name'),
      ...given('email'),
      goodFaith: form.get('goodFaith') !== null,
    },
  }
}

/** Tells the newsroom of a comment: against a house rule, or against the law. */
export function Report({ d, comment, onClose }: { d: Discussion; comment: Reply; onClose: () => void }) {
  const { say } = d
  const rule = useSignal('')
  const failure = useSignal('')
  const reference = useSignal('')
  const thanks = useRef<HTMLParagraphElement>(null)
  useEffect(() => thanks.current?.focus(), [reference.value])

  const file = async (event: SubmitEvent) => {
    event.preventDefault()
    const report = reportOf(new FormData(event.currentTarget as HTMLFormElement))
    const sent = () => send<{ reference: string }>(d, 'POST', `/v1/comments/${comment.id}/reports`, report)
    failure.value = ''
    try {
      const receipt = await ('illegal' in report ? sent() : asReader(d, sent))
      if (receipt) reference.value = receipt.reference
    } catch (error) {
      failure.value = (error as Problem).message || say('failed')
    }
  }

  return (
    <Dialog d={d} title={say('report.title')} onClose={onClose}>
      {close =>
        reference.value ? (
          <>
            <p ref={thanks} tabindex={-1}>
              {say('report.sent', { reference: reference.value })}
            </p>
            <div class="buttons">
              <button type="button" class="button" part="button" onClick={close}>
                {say('close')}
              </button>
            </div>
          </>
        ) : (
          <form class="fields" onSubmit={file}>
            <blockquote class="body excerpt" dir="auto">
              <BodyView body={comment.body} />
            </blockquote>
            <fieldset>
              <legend>{say('report.which')}</legend>
              {[...(d.site.value?.rules ?? []), { id: 'illegal', title: say('report.illegal'), text: '' }].map(
                ({ id, title, text }) => (
                  <label class="choice" key={id}>
                    <input
                      type="radio"
                      name="rule"
                      value={id}
                      required
                      checked={rule.value === id}
                      onChange={() => {
                        rule.value = id
                      }}
                    />
                    <span>
                      <strong>{title}</strong>
                      {text && <span class="text">{text}</span>}
                    </span>
                  </label>
                ),
              )}
            </fieldset>
            {rule.value === 'illegal' ? (
              <>
                <label>
                  {say('report.law')}
                  <input name="law" required maxLength={500} />
                </label>
                <label>
                  {say('report.why')}
                  <textarea name="explanation" required maxLength={2000} />
                </label>
                <label>
                  {say('report.name')} <small>({say('report.optional')})</small>
                  <input name="name" maxLength={200} autocomplete="name" />
                </label>
                <label>
                  {say('report.email')} <small>({say('report.optional')})</small>
                  <input name="email" type="email" maxLength={254} autocomplete="email" />
                </label>
                <label class="choice">
                  <input type="checkbox" name="goodFaith" required />
                  <span>{say('report.good-faith')}</span>
                </label>
              </>
            ) : (
              rule.value && (
                <label>
                  {say('report.explanation')} <small>({say('report.optional')})</small>
                  <textarea name="explanation" maxLength={2000} />
                </label>
              )
            )}
            {!d.me.value?.reader && rule.value !== 'illegal' && <p class="text">{say('report.sign-in')}</p>}
            <Failure said={failure.value} />
            <div class="buttons">
              <button type="submit" class="button primary" part="button button-primary">
                {say('report.send')}
              </button>
            </div>
          </form>
        )
      }
    </Dialog>
  )
}
