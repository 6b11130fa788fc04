import { Worker } from 'node:worker_threads'
import type { NotesRun, RunAsked, StoredAsked, StoredRun } from './run.ts'

/**
 * A run in a thread of its own, so that no request waits for it. The same numbers come out as here.
 * @throws what the run throws, or if the thread ends without an answer
 */
export function runApart(asked: StoredAsked): Promise<StoredRun>
export function runApart(asked: RunAsked): Promise<NotesRun>
export function runApart(asked: RunAsked | StoredAsked): Promise<NotesRun> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: asked })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', code => failed(new Error(`the thread of the notes ended with ${code}`)))
  })
}
