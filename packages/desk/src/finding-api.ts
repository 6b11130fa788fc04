import type { PutCall } from '@parley/contract/accounts.ts'
import type { StorySettings } from '@parley/contract/house-rules.ts'
import type { SaveView, Stories, Story, View, Views, Watches } from '@parley/contract/schemas.ts'

export interface StoriesAsked {
  search: string
  /** Whether something can be written there now; null for either. */
  open: boolean | null
  after: string | null
}

/** What the desk finds its way by: what one watches, saved views, the stories. Every call may throw `Refused`. */
export interface FindingApi {
  watches(): Promise<Watches>
  /** By the id of a comment (its whole thread), a reader or a story; answers all that one watches then. */
  watch(id: string): Promise<Watches>
  unwatch(id: string): Promise<Watches>
  views(): Promise<Views>
  saveView(view: SaveView): Promise<View>
  changeView(id: string, to: SaveView): Promise<View>
  deleteView(id: string): Promise<void>
  stories(asked: StoriesAsked): Promise<Stories>
  settle(story: StorySettings): Promise<Story>
  /** Asks for eyewitness accounts on a story, by its address. */
  call(story: string, call: PutCall): Promise<Story>
  endCall(story: string): Promise<Story>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const findingApi = (ask: Ask, write: Ask): FindingApi => ({
  watches: () => ask('GET', '/v1/desk/watches'),
  watch: id => write('PUT', `/v1/desk/watches/${id}`),
  unwatch: id => write('DELETE', `/v1/desk/watches/${id}`),
  views: () => ask('GET', '/v1/desk/views'),
  saveView: view => write('POST', '/v1/desk/views', view),
  changeView: (id, to) => write('PUT', `/v1/desk/views/${id}`, to),
  deleteView: id => write('DELETE', `/v1/desk/views/${id}`),
  stories({ search, open, after }) {
    const query = new URLSearchParams()
    if (search) query.set('search', search)
    if (open !== null) query.set('open', String(open))
    if (after) query.set('after', after)
    return ask('GET', `/v1/desk/stories?${query}`)
  },
  settle: story => write('PUT', '/v1/desk/stories', story),
  call: (story, call) => write('PUT', `/v1/desk/calls?${new URLSearchParams({ story })}`, call),
  endCall: story => write('DELETE', `/v1/desk/calls?${new URLSearchParams({ story })}`),
})
