import type { FileReport } from '@parley/contract/schemas.ts'
import { SOURCE_MAX } from '@parley/contract/source.ts'
import type { Problem } from '../api.ts'
import { BodyView } from '../body.tsx'
import { FormLink } from '../composer.tsx'
import type { Discussion } from '../discussion.ts'
import { type Signal, signal } from '../signals.ts'
import { view } from '../view.ts'
import { Dialog, Failure, focusIt, type Reported } from './dialog.tsx'
import { asReader, send } from './session.ts'

/** Chosen by somebody who is written about and need not know the law; no house rule can have this id. */
const PRIVATE = 'illegal:private'

/** The fields of the form as a report. */
export function reportOf(form: FormData): FileReport {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const given = <K extends string>(name: K) => (field(name) ? ({ [name]: field(name) } as Record<K, string>) : {})
  if (field('rule') !== 'illegal' && field('rule') !== PRIVATE) {
    return { rule: field('rule'), ...given('explanation'), ...given('source') } as FileReport
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

interface ReportProps {
  d: Discussion
  comment: Reported
  onClose: () => void
}

interface Reporting {
  rule: Signal<string>
  failure: Signal<string>
  reference: Signal<string>
}

const reporting = (): Reporting => ({ rule: signal(''), failure: signal(''), reference: signal('') })

/** Tells the newsroom of a comment: against a house rule, or against the law. */
export const Report = view(({ d, comment, onClose }: ReportProps, { rule, failure, reference }: Reporting) => {
  const { say } = d
  const untrue = rule.value === 'truth'
  const lawful = rule.value === 'illegal' || rule.value === PRIVATE
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
            <p ref={focusIt} tabindex={-1}>
              {say('report.sent', { reference: reference.value })}
            </p>
            <p>
              <a href={`${d.page.server}/d/reports/${reference.value}`}>{say('report.follow')}</a>
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
              {[
                ...(d.site.value?.rules ?? []),
                { id: PRIVATE, title: say('report.private'), text: say('report.private.text') },
                { id: 'illegal', title: say('report.illegal'), text: '' },
              ].map(({ id, title, text }) => (
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
              ))}
            </fieldset>
            {lawful ? (
              <>
                {rule.value === PRIVATE ? (
                  <input type="hidden" name="law" value={say('report.private.law')} />
                ) : (
                  <label>
                    {say('report.law')}
                    <input name="law" required maxLength={500} />
                  </label>
                )}
                <label>
                  {say(rule.value === PRIVATE ? 'report.private.why' : 'report.why')}
                  <textarea rows={4} name="explanation" required maxLength={2000} />
                </label>
                <p id="who" class="text">
                  {say('report.who')}
                </p>
                <label>
                  {say('report.name')}
                  <input name="name" maxLength={200} autocomplete="name" aria-describedby="who" />
                </label>
                <label>
                  {say('report.email')}
                  <input name="email" type="email" maxLength={254} autocomplete="email" aria-describedby="who" />
                </label>
                <label class="choice">
                  <input type="checkbox" name="goodFaith" required />
                  <span>{say('report.good-faith')}</span>
                </label>
              </>
            ) : (
              rule.value && (
                <>
                  <label>
                    {say(untrue ? 'report.wrong' : 'report.explanation')} <small>({say('report.optional')})</small>
                    <textarea rows={4} name="explanation" maxLength={2000} />
                  </label>
                  {untrue && (
                    <>
                      <label>
                        {say('report.source')} <small>({say('report.optional')})</small>
                        <input name="source" maxLength={SOURCE_MAX} dir="auto" aria-describedby="source-hint" />
                      </label>
                      <p id="source-hint" class="text">
                        {say('report.source.hint')}
                      </p>
                      {/* A note has no notes: only what stands in the thread. */}
                      {'respects' in comment && (
                        <p class="text">
                          {say('report.note.text')}{' '}
                          <FormLink
                            d={d}
                            to={`/d/notes?${new URLSearchParams({ story: d.page.story, comment: comment.id })}`}
                          >
                            {say('report.note')}
                          </FormLink>
                        </p>
                      )}
                    </>
                  )}
                </>
              )
            )}
            {!d.me.value?.reader && !lawful && <p class="text">{say('report.sign-in')}</p>}
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
}, reporting)
