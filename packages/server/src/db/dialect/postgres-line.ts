import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Client, type ClientSettings } from './postgres-client.ts'

/** The line to a PostgreSQL server: whether anybody answers there, what other processes have committed, and the connections of this one. */

export const CHANNEL = 'parley'
/**
 * How often the ear is asked whether it still hears, in milliseconds, and how many beats it, or a new one, may leave unanswered: so that
 * whoever waits is told within two seconds. Beats are counted, not time: one that comes late says that this process was held up.
 */
const BEAT = 450
const MISSED = 3

/** Of a connection that cannot be made; SQLSTATE 08006. */
const nobodyThere = () => Object.assign(new Error('the database does not answer'), { code: '08006' })
const TOO_MANY = '53300'

/**
 * Hears what other processes commit (LISTEN), and by the same connection notices when the server is gone. While it is, nobody but this one
 * connection tries whether it is back, and whoever wants another is turned away at once; so a server that comes back is not met by everybody
 * who has waited for it.
 */
export class Line {
  /** By which this process knows its own notifications. */
  readonly name = randomBytes(9).toString('base64url')
  /** How often something may have been missed. */
  gaps = 0
  hears = false
  away = false
  private ear: Client | null = null
  /** What is to take the ear's place, while it is not yet known whether it hears. */
  private next: Client | null = null
  private waited = 0
  private asked = false
  private unanswered = 0
  private last = performance.now()
  private closed = false
  private readonly clients = new Set<Client>()
  private readonly waiting = new Set<(error: Error) => void>()
  private readonly timer: NodeJS.Timeout
  private readonly settings: pg.ClientConfig
  private readonly heard: (story: string, seq: number) => void

  /** Throws the error of the connection that could not be made. */
  static async open(settings: pg.ClientConfig, heard: (story: string, seq: number) => void): Promise<Line> {
    const line = new Line(settings, heard)
    try {
      line.hold(await line.listening())
    } catch (error) {
      line.close()
      throw error
    }
    return line
  }

  private constructor(settings: pg.ClientConfig, heard: (story: string, seq: number) => void) {
    this.settings = settings
    this.heard = heard
    this.timer = setInterval(() => this.beat(), BEAT).unref()
  }

  /** Connections to be shared. While the server is away, and for whoever waits when it goes, `connect` fails at once. */
  pool(config: pg.PoolConfig): pg.Pool {
    const settings: ClientSettings = { ...config, known: this.clients, Client }
    const pool = new pg.Pool(settings)
    // A connection that breaks while nobody uses it is replaced by the pool.
    pool.on('error', () => {})
    const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
    const next = () =>
      new Promise<pg.PoolClient>((done, failed) => {
        if (this.away) return failed(nobodyThere())
        this.waiting.add(failed)
        connect().then(
          client => (this.waiting.delete(failed) ? done(client) : client.release()),
          error => {
            this.waiting.delete(failed)
            failed(error)
          },
        )
      })
    type Then = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void
    pool.connect = ((then?: Then) => {
      if (!then) return next()
      next().then(
        client => then(undefined, client, client.release),
        error => then(error),
      )
    }) as typeof pool.connect
    return pool
  }

  private beat(): void {
    const late = performance.now() - this.last > 1.5 * BEAT
    this.last = performance.now()
    if (late) return
    if (this.next && ++this.waited > MISSED) this.next.cut()
    if (!this.ear) return void this.again()
    if (!this.asked) return void this.ask(this.ear)
    this.unanswered++
    // Perhaps it is this connection alone.
    if (this.unanswered === 1) void this.again()
    if (this.unanswered < MISSED) return
    this.lose(this.ear)
    this.leave()
  }

  /** A connection that is silently cut says nothing. */
  private async ask(ear: Client): Promise<void> {
    this.asked = true
    this.unanswered = 0
    await ear.query('select 1').then(
      () => {
        if (this.ear === ear) this.asked = false
      },
      () => this.lose(ear),
    )
  }

  /** Tries once whether somebody is there to listen to. */
  private async again(): Promise<void> {
    if (this.next || this.closed) return
    try {
      this.hold(await this.listening())
    } catch (error) {
      // A server that has no connection left to give is there.
      if (!this.ear && (error as { code?: string }).code !== TOO_MANY) this.leave()
    }
  }

  private async listening(): Promise<Client> {
    const client = new Client(this.settings)
    const lost = () => this.lose(client)
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ payload = '' }) => {
      const [from, ...lines] = payload.split('\n')
      if (from === this.name) return
      for (const line of lines) {
        const [story = '', seq] = line.split(' ')
        this.heard(story, Number(seq))
      }
    })
    this.next = client
    this.waited = 0
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      return client
    } catch (error) {
      client.cut()
      throw error
    } finally {
      this.next = null
    }
  }

  /** Listens to another connection from now on. */
  private hold(ear: Client): void {
    if (this.closed) {
      ear.cut()
      return
    }
    const before = this.ear
    this.ear = ear
    this.asked = false
    this.hears = true
    this.away = false
    if (!before) return
    this.gaps++
    before.cut()
  }

  private lose(ear: Client): void {
    if (this.ear !== ear) return
    this.ear = null
    this.hears = false
    this.gaps++
    ear.cut()
    void this.again()
  }

  /** Nobody is there: whoever waits for an answer, or for a connection, is told so. */
  private leave(): void {
    this.away = true
    for (const client of this.clients) client.cut()
    for (const failed of this.waiting) failed(nobodyThere())
    this.waiting.clear()
  }

  close(): void {
    this.closed = true
    clearInterval(this.timer)
    this.next?.cut()
    const { ear } = this
    this.ear = null
    ear?.cut()
  }
}

/** What one notification may hold, in bytes. PostgreSQL takes 8,000. */
const NOTE = 7000

/** Changes as notifications: who tells, then story and number of each. */
export function notesOf(from: string, changes: readonly { story: string; seq: number }[]): string[] {
  const notes: string[] = []
  for (const { story, seq } of changes) {
    const last = notes.at(-1)
    const line = `\n${story} ${seq}`
    if (last === undefined || last.length + line.length > NOTE) notes.push(from + line)
    else notes[notes.length - 1] = last + line
  }
  return notes
}
