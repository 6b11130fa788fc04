/** The one version number of all packages, and the day it was made: a clock that says less is wrong. */
export const VERSION = '0.1.0'
export const RELEASED = Date.parse('2026-11-22T00:00:00Z')
