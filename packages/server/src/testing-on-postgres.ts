import { inject } from 'vitest'

/** Set-up of each file whose tests run on PostgreSQL: `testApp` finds there what to copy. */
process.env.PARLEY_TEST_DATABASE = inject('postgres')
