import { useEffect } from 'preact/hooks'
import { Age } from './age.tsx'
import type { Desk } from './desk.ts'
import { type Receiver, reasonOf } from './hooks.ts'

const KINDS: Record<string, string> = {
  'comment.posted': 'Comment posted',
  'comment.held': 'Comment held',
  'comment.edited': 'Comment edited',
  'comment.withdrawn': 'Comment withdrawn',
  'report.filed': 'Report filed',
  'decision.made': 'Decision made',
  'appeal.lodged': 'Appeal lodged',
  'case.escalated': 'Case escalated',
}

/** Other systems that are told what happens: how they do, and what a person can do about it. Nothing where there are none, or for others than admins. */
export function Hooks({ desk }: { desk: Desk }) {
  const { receivers, read } = desk.hooks
  useEffect(() => void read(), [])
  return (
    <>
      {receivers.value.map(receiver => (
        <OneReceiver key={receiver.id} desk={desk} receiver={receiver} />
      ))}
    </>
  )
}

function OneReceiver({ desk, receiver }: { desk: Desk; receiver: Receiver }) {
  const { id, named, offAt, deliveredAt, waiting, dead, error, letters } = receiver
  const title = `hook-${id}`
  /** The button goes with what it was for. */
  const then = (done: Promise<unknown>) => void done.then(() => document.getElementById(title)?.focus())
  return (
    <section class="picture hook" aria-labelledby={title}>
      <div>
        <h3 id={title} tabIndex={-1}>
          Webhooks to <bdi>{id}</bdi>
        </h3>
        <p class="meta">
          {deliveredAt ? (
            <>
              Last taken <Age at={deliveredAt} />
            </>
          ) : (
            'Nothing taken yet'
          )}{' '}
          · {waiting} waiting{error !== null && !offAt && ` (last try: ${reasonOf(error)})`} · {dead} given up
        </p>
      </div>
      {offAt && (
        <div class="settled" data-gravity="stop">
          <p>It answered that it is gone (410), so nothing is sent there. What happens meanwhile waits.</p>
          <button type="button" onClick={() => then(desk.hooks.on(receiver))}>
            Switch on again<span class="unseen">: {id}</span>
          </button>
        </div>
      )}
      {!named && (
        <p class="explains">It is no longer in PARLEY_WEBHOOK_URL. “parley webhooks forget” drops what waits for it.</p>
      )}
      {dead > 0 && (
        <>
          <div class="figures">
            <table>
              <thead>
                <tr>
                  <th scope="col">Given up</th>
                  <th scope="col">Why</th>
                  <th scope="col">Since</th>
                </tr>
              </thead>
              <tbody>
                {letters.map(letter => (
                  <tr key={letter.id}>
                    <th scope="row">
                      <a href={`#/all/k_${letter.commentId.slice(2)}`}>{KINDS[letter.type] ?? letter.type}</a>
                    </th>
                    <td>{reasonOf(letter.error)}</td>
                    <td>
                      <Age at={letter.deadAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {dead > letters.length && <p class="explains">The first {letters.length} of them.</p>}
          </div>
          <p class="explains">What came later about the same comments waits behind them.</p>
          <div class="buttons">
            <button type="button" onClick={() => then(desk.hooks.replay(receiver))}>
              Send again<span class="unseen">: what was given up for {id}</span>
            </button>
          </div>
        </>
      )}
    </section>
  )
}
