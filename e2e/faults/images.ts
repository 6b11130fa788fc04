import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { invariants } from '../../packages/server/src/db/invariants.ts'
import { openDatabase } from '../../packages/server/src/db/open.ts'
import { DUE_PROCESS } from '../../packages/server/src/decisions/invariants.ts'
import { Clients } from './clients.ts'
import { History } from './history.ts'
import { Random } from './random.ts'
import { openServers } from './servers.ts'

/**
 * What a power cut would have left, at any moment of a run: built from the log of all that was written and synced (shim.c), opened with the product,
 * and held against what had been answered 2xx by then.
 */

/** What becomes of what was written and not synced: nothing of it is on the disk, or all until some moment, or any of it, sectors of writes torn. */
export const POLICIES = ['drop', 'prefix', 'subset'] as const
export type Policy = (typeof POLICIES)[number]

export interface ImagesReport {
  seed: number
  plant: string | null
  seconds: number
  posts: number
  /** Entries of the log, and syncs among them. */
  entries: number
  syncs: number
  /** By policy: images, those that lacked something acknowledged, what they lacked in all, those that do not open or are not sound. */
  policies: Record<Policy, { images: number; lossy: number; lost: number; corrupt: number }>
  /** The first of what was found. */
  found: string[]
}

/** As shim.c writes them; the last is ours. */
const [CREATE, OPEN, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, UNLINK, RENAME, ANSWERED] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const HEAD = 32
const SECTOR = 512

interface Logged {
  kind: number
  inode: bigint
  offset: number
  data: Buffer
}

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(HEAD)
  bytes.writeBigUInt64LE(BigInt(kind))
  bytes.writeBigUInt64LE(BigInt(length), 24)
  return bytes
}

export function* entriesIn(log: Buffer): Generator<Logged> {
  for (let at = 0; at + HEAD <= log.length; ) {
    const length = Number(log.readBigUInt64LE(at + 24))
    yield {
      kind: Number(log.readBigUInt64LE(at)),
      inode: log.readBigUInt64LE(at + 8),
      offset: Number(log.readBigUInt64LE(at + 16)),
      data: log.subarray(at + HEAD, at + HEAD + length),
    }
    at += HEAD + length
  }
}

/** A change to a file's bytes: something written at an offset, or another size. */
type Change = { at: number; data: Buffer } | { size: number }

class Bytes {
  private bytes = Buffer.alloc(1 << 16)
  private size = 0

  apply(change: Change): void {
    const end = 'size' in change ? change.size : change.at + change.data.length
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(2 * end - this.bytes.length)])
    if ('data' in change) change.data.copy(this.bytes, change.at)
    // What lies beyond the end is nought when it becomes part of the file.
    else this.bytes.fill(0, change.size)
    this.size = 'size' in change ? end : Math.max(this.size, end)
  }
  copy(): Bytes {
    const one = new Bytes()
    one.bytes = Buffer.from(this.bytes)
    one.size = this.size
    return one
  }
  toBuffer = () => this.bytes.subarray(0, this.size)
}

/** A file: what is on the disk, whatever happens. */
interface File {
  synced: Bytes
}
type Names = Map<string, File>
/** What may or may not be on the disk: a change to a file, or to names in the folder. */
type Pending = { no: number } & ({ file: File; change: Change } | { rename(names: Names): void })

/** The disk as the log tells it, up to where it was read. A name is sure only once its folder is synced, as POSIX has it. */
export class Disk {
  private readonly inodes = new Map<bigint, File>()
  private readonly names: Names = new Map()
  private pending: Pending[] = []
  private no = 0

  read({ kind, inode, offset, data }: Logged): void {
    const no = this.no++
    const file = this.inodes.get(inode)
    const [path = '', to = ''] = kind === WRITE ? [] : data.toString().split('\0')
    const rename = (change: (names: Names) => void) => void this.pending.push({ no, rename: change })
    if (kind === CREATE || (kind === OPEN && !file)) {
      const made: File = { synced: new Bytes() }
      this.inodes.set(inode, made)
      rename(names => void names.set(path, made))
    } else if (kind === WRITE && file) this.pending.push({ no, file, change: { at: offset, data } })
    else if (kind === TRUNCATE && file) this.pending.push({ no, file, change: { size: offset } })
    else if (kind === SYNC && file) this.sure(one => 'file' in one && one.file === file)
    else if (kind === SYNC_FOLDER) this.sure(one => 'rename' in one)
    else if (kind === UNLINK) rename(names => void names.delete(path))
    else if (kind === RENAME)
      rename(names => {
        const moved = names.get(path)
        names.delete(path)
        if (moved) names.set(to, moved)
      })
  }

  private sure(which: (one: Pending) => boolean): void {
    for (const one of this.pending.filter(which)) {
      if ('file' in one) one.file.synced.apply(one.change)
      else one.rename(this.names)
    }
    this.pending = this.pending.filter(one => !which(one))
  }

  /** What a cut at this moment leaves, by path. */
  after(policy: Policy, random: Random): Map<string, Buffer> {
    const until = random.below(this.pending.length + 1)
    const left = this.pending.filter((_, i) =>
      policy === 'drop' ? false : policy === 'prefix' ? i < until : random.chance(0.5),
    )
    const names: Names = new Map(this.names)
    const contents = new Map<File, Bytes>()
    const bytesOf = (file: File) => {
      const bytes = contents.get(file) ?? file.synced.copy()
      contents.set(file, bytes)
      return bytes
    }
    for (const one of left)
      if ('rename' in one) one.rename(names)
      else
        for (const change of policy === 'subset' ? torn(one.change, random) : [one.change])
          bytesOf(one.file).apply(change)
    return new Map([...names].map(([path, file]) => [path, (contents.get(file) ?? file.synced).toBuffer()]))
  }
}

/** Of a write any of its sectors may be on the disk; half of the writes are whole. */
function torn(change: Change, random: Random): Change[] {
  if ('size' in change || random.chance(0.5)) return [change]
  const { at, data } = change
  const parts: Change[] = []
  for (let from = 0; from < data.length; ) {
    // Sectors begin where the file's do, wherever the write does.
    const to = Math.min(data.length, from + SECTOR - ((at + from) % SECTOR))
    if (random.chance(0.5)) parts.push({ at: at + from, data: data.subarray(from, to) })
    from = to
  }
  return parts
}

/** Readers post under a server whose disk is logged, which is killed and restarted meanwhile; then power is cut at so many moments. Null where there is no shim. */
export async function cutPower({
  seed,
  moments,
  posts = 250,
  plant,
}: {
  seed: number
  moments: number
  posts?: number
  plant?: string
}): Promise<ImagesReport | null> {
  const [begun, random, history] = [performance.now(), new Random(seed), new History()]
  const servers = await openServers({ database: 'sqlite', plant, logged: true })
  const folder = mkdtempSync(join(tmpdir(), 'parley-image-'))
  try {
    const log = servers.shims[0]?.log
    if (!log) return null
    const clients = new Clients(history, {
      urls: servers.urls,
      random,
      acknowledged({ id }) {
        const said = Buffer.from(id!)
        appendFileSync(log, Buffer.concat([head(ANSWERED, said.length), said]))
      },
    })
    await clients.enter()
    for (const [part, end] of [servers.kill, servers.stop, servers.kill].entries()) {
      const load = clients.load([2, 8, 16][part]!)
      await load.reached(Math.ceil(posts / 3))
      await end(0)
      await servers.start(0)
      await load.stop()
    }
    await servers.stop(0)

    const entries = [...entriesIn(readFileSync(log))]
    const cuts = new Set<number>()
    while (cuts.size < Math.min(moments, entries.length)) cuts.add(random.below(entries.length))
    const secret = readFileSync(join(servers.data, 'secret'), 'utf8')
    const report: ImagesReport = {
      seed,
      plant: plant ?? null,
      seconds: 0,
      posts: entries.filter(({ kind }) => kind === ANSWERED).length,
      entries: entries.length,
      syncs: entries.filter(({ kind }) => kind === SYNC).length,
      policies: { drop: none(), prefix: none(), subset: none() },
      found: [],
    }
    const sent = new Set(history.of('post').map(({ text }) => text))
    const disk = new Disk()
    const answered = new Set<string>()
    for (const [i, entry] of entries.entries()) {
      if (cuts.has(i))
        for (const policy of POLICIES) {
          const { lost, wrong } = await lookAt(disk.after(policy, random), {
            from: servers.data,
            folder,
            answered,
            sent,
            secret,
          })
          const counted = report.policies[policy]
          counted.images++
          counted.lost += lost.length
          if (lost.length) counted.lossy++
          if (wrong) counted.corrupt++
          if (lost.length || wrong)
            report.found.push(
              `cut before entry ${i}, ${policy}: ${lost.length} of ${answered.size} acknowledged are lost; ${wrong ?? 'sound'}`,
            )
        }
      if (entry.kind === ANSWERED) answered.add(entry.data.toString())
      else disk.read(entry)
    }
    report.seconds = Math.round((performance.now() - begun) / 1000)
    return report
  } finally {
    await servers.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const none = () => ({ images: 0, lossy: 0, lost: 0, corrupt: 0 })

/** Opens an image as a start would, and answers what it lacks and whether it is sound. */
async function lookAt(
  image: ReadonlyMap<string, Buffer>,
  {
    from,
    folder,
    answered,
    sent,
    secret,
  }: { from: string; folder: string; answered: ReadonlySet<string>; sent: ReadonlySet<string>; secret: string },
): Promise<{ lost: string[]; wrong: string | null }> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  // The index of the write-ahead log is memory that is shared, made anew by whoever opens first after a cut.
  for (const [path, bytes] of image)
    if (!path.endsWith('-shm')) writeFileSync(join(folder, relative(from, path)), bytes)
  if (answered.size && image.get(join(from, 'secret'))?.toString() !== secret)
    return { lost: [], wrong: 'the secret is not what it was' }
  try {
    const db = await openDatabase(join(folder, 'parley.sqlite'))
    try {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.read)
      const comments = await db.read.selectFrom('comments').select(['id', 'text']).execute()
      const broken = await invariants(db.read, DUE_PROCESS)
      const there = new Set(comments.map(({ id }) => id))
      const said = rows[0]?.integrity_check
      const unsent = comments.find(({ text }) => !sent.has(text))
      return {
        lost: [...answered].filter(id => !there.has(id)),
        wrong:
          said !== 'ok'
            ? String(said)
            : broken[0]
              ? `${broken[0].rule}: ${broken[0].said}`
              : unsent
                ? `${unsent.id} was never sent`
                : null,
      }
    } finally {
      await db.close()
    }
  } catch (error) {
    return { lost: [...answered], wrong: (error as Error).message }
  }
}
