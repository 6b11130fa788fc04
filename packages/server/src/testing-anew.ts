import { startAnew } from './db/ids.ts'

// Files of tests share a process: the clock of one would go on in the ids of the next.
startAnew()
