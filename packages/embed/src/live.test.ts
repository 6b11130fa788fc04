import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { follow, pause } from './live.ts'

it('waits longer after each failure, up to a minute and a half, each reader differently', () => {
  expect([0, 1, 2, 3].map(tries => pause(tries, 0.5))).toEqual([1, 2, 4, 8])
  expect(pause(30, 0.999)).toBeLessThan(90)
  expect([pause(2, 0), pause(2, 1)]).toEqual([2, 6])
})

/** What a browser gives a page for its stream. */
class Source extends EventTarget {
  static readonly CLOSED = 2
  static readonly all: Source[] = []
  readyState = 1
  onopen = () => {}
  onerror = () => {}
  constructor() {
    super()
    Source.all.push(this)
  }
  close() {
    this.readyState = 2
  }
  says(count: number) {
    this.dispatchEvent(new MessageEvent('count', { data: JSON.stringify({ count }), lastEventId: '1' }))
  }
}
const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const heard = {
  begins: vi.fn(),
  connected: vi.fn(),
  silent: vi.fn(),
  comment: vi.fn(),
  state: vi.fn(),
  notes: vi.fn(),
  count: vi.fn(),
  reset: vi.fn(),
}
const MINUTE_AND_A_QUARTER = 75_000
let stop = () => {}
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('document', page)
  page.visibilityState = 'visible'
  Source.all.length = 0
  vi.clearAllMocks()
  stop = follow('/stream', heard)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('R10 asks for what is new where nothing comes through an open stream, until something does', () => {
  Source.all[0]!.onopen()
  vi.advanceTimersByTime(2 * MINUTE_AND_A_QUARTER)
  expect(heard.silent.mock.calls.length).toBeGreaterThanOrEqual(2)
  Source.all[0]!.says(3)
  heard.silent.mockClear()
  vi.advanceTimersByTime(10 * MINUTE_AND_A_QUARTER)
  expect(heard.silent).not.toHaveBeenCalled()
  expect(heard.count).toHaveBeenCalledWith({ count: 3 })
})

it('R10 asks while streams are refused, and tries to open one again and again', () => {
  for (let minute = 0; minute < 5; minute++) {
    const source = Source.all.at(-1)!
    source.close()
    source.onerror()
    vi.advanceTimersByTime(2 * MINUTE_AND_A_QUARTER)
  }
  expect(Source.all).toHaveLength(6)
  expect(heard.silent.mock.calls.length).toBeGreaterThanOrEqual(5)
})

it('R10 asks nothing for a page that nobody sees, and nothing once it is over', () => {
  page.visibilityState = 'hidden'
  vi.advanceTimersByTime(4 * MINUTE_AND_A_QUARTER)
  page.visibilityState = 'visible'
  stop()
  vi.advanceTimersByTime(4 * MINUTE_AND_A_QUARTER)
  expect(heard.silent).not.toHaveBeenCalled()
})
