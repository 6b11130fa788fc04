import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { type Context, type Engine, listEngine, modelEngine, type Reading } from '@parley/rules/engine.ts'
import type { Logger } from 'pino'
import { bare } from '../http/faults.ts'
import type { Metrics } from '../http/metrics.ts'

/** What `npm run train` has written for the server. */
const WEIGHTS = new URL('../../../rules/weights/parley.bin.zst', import.meta.url)
/** Room for all of them at once: piece by piece each would wait for its turn. */
const UNPACKED = { chunkSize: 2 ** 23 }
let shipped: Engine | undefined
let opening: Promise<Engine> | undefined

/** The engine as the rules package ships it, read once a process. Throws where its weights cannot be read. */
export function shippedEngine(): Engine {
  shipped ??= modelEngine(zstdDecompressSync(readFileSync(WEIGHTS), UNPACKED))
  return shipped
}

/** The same for a start, which has more to do than to wait until the weights are unpacked. Rejects where they cannot be read. */
export function openShipped(): Promise<Engine> {
  opening ??= (async () => {
    shipped ??= modelEngine(await promisify(zstdDecompress)(await readFile(WEIGHTS), UNPACKED))
    return shipped
  })()
  return opening
}

/** What came of asking the engine. */
export interface Asked {
  /** By the word lists alone where the engine failed; null where those failed too. */
  reading: Reading | null
  /** Of what has read. */
  version: string
  failed: boolean
}

/** The engine with the word lists behind it: whatever happens, there is an answer, and an alarm. */
export class GuardedEngine {
  readonly engine: Engine
  /** Why it does not answer at present; null where all is well. */
  failing: 'weights' | 'reading' | null = null
  private readonly lists = listEngine()
  private readonly log: Logger
  private readonly metrics: Metrics

  private constructor(engine: Engine | null, log: Logger, metrics: Metrics) {
    this.log = log
    this.metrics = metrics
    this.engine = engine ?? this.lists
  }

  /** Never rejects: where the engine cannot be opened, the word lists read. */
  static async opened(opening: Promise<Engine>, log: Logger, metrics: Metrics): Promise<GuardedEngine> {
    try {
      return new GuardedEngine(await opening, log, metrics)
    } catch (error) {
      const guarded = new GuardedEngine(null, log, metrics)
      guarded.alarm('weights', error)
      return guarded
    }
  }

  /** Reads a text; never throws. */
  read(text: string, context: Context): Asked {
    if (this.failing !== 'weights')
      try {
        const reading = this.engine.read(text, context)
        if (this.failing) this.log.info('the engine answers again')
        this.failing = null
        return { reading, version: this.engine.version, failed: false }
      } catch (error) {
        this.alarm('reading', error)
      }
    else this.metrics.engineFailures.inc()
    try {
      return { reading: { ...this.lists.read(text, context), scores: null }, version: this.lists.version, failed: true }
    } catch {
      return { reading: null, version: 'none', failed: true }
    }
  }

  private alarm(why: 'weights' | 'reading', error: unknown) {
    this.failing = why
    this.metrics.engineFailures.inc()
    this.log.error({ code: `engine.${why}`, err: bare(error) }, 'the engine of the house rules cannot answer')
  }
}
