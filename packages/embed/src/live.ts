import { STREAM_EVENTS, type StreamEvents } from '@parley/contract/stream.ts'

/** Seconds to wait before attempt number `tries` (from 0): doubling to a minute, each reader at another moment of it. */
export const pause = (tries: number, random = Math.random()): number => Math.min(60, 2 ** tries) * (0.5 + random)

/** Closed this long after the page went out of sight, so that forgotten tabs hold no connection. Milliseconds. */
const FORGOTTEN = 60_000

/** Where streams do not come through, as behind some proxies, the page is asked instead: so often, in milliseconds, each reader at another moment. */
const asking = () => 45_000 + Math.random() * 30_000

type Listener = {
  [name in keyof StreamEvents]: (data: StreamEvents[name]) => void
} & {
  /** A stream begins, at this number of the story: what is older must be read, not waited for. */
  begins: (seq: number) => void
  connected: (yes: boolean) => void
  /** Nothing comes: see for yourself what is new. */
  silent: () => void
}

/**
 * Follows a stream until the returned function is called.
 * A broken connection is resumed by the browser where it broke, after the pause that the server asks for, each reader at
 * another moment; one that was refused is opened anew after `pause`.
 */
export function follow(url: string, listener: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  /** Whether anything has come since it was last opened or broken. */
  let heard = false
  let asked: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
    heard = false
  }
  const open = () => {
    close()
    const stream = new EventSource(url)
    source = stream
    let begun = false
    stream.onopen = () => {
      tries = 0
      listener.connected(true)
    }
    stream.onerror = () => {
      heard = false
      listener.connected(false)
      if (stream.readyState !== EventSource.CLOSED) return
      close()
      timer = setTimeout(open, pause(tries++) * 1000)
    }
    for (const name of STREAM_EVENTS) {
      stream.addEventListener(name, event => {
        const { data, lastEventId } = event as MessageEvent<string>
        if (!begun) listener.begins(Number(lastEventId))
        begun = heard = true
        listener[name](JSON.parse(data))
      })
    }
  }
  const seen = () => {
    if (document.visibilityState === 'visible') {
      clearTimeout(timer)
      if (!source) open()
    } else if (source) timer = setTimeout(close, FORGOTTEN)
  }
  const ask = () => {
    if (!heard && document.visibilityState === 'visible') listener.silent()
    asked = setTimeout(ask, asking())
  }
  document.addEventListener('visibilitychange', seen)
  open()
  asked = setTimeout(ask, asking())
  return () => {
    clearTimeout(asked)
    document.removeEventListener('visibilitychange', seen)
    close()
  }
}
