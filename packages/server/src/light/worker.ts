import { parentPort, workerData } from 'node:worker_threads'
import { groundOf } from './ground.ts'

parentPort!.postMessage(groundOf(workerData.stories, workerData.before))
