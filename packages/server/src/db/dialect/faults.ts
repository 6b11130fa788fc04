/** What an error of either database means. SQLite names its errors; PostgreSQL has SQLSTATEs, and a lost connection what the socket says. */

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? '')

/** Is this the error of a disk that did not take what it was given? Then nobody can say what is stored, and the connection is dropped. */
export function isStorageFault(error: unknown): boolean {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|FULL|READONLY|PROTOCOL)|^(58...|XX00[12]|53...)$/.test(codeOf(error))
}

export function isDiskFull(error: unknown): boolean {
  return /^(SQLITE_FULL|53100)$/.test(codeOf(error))
}

/** Does another process hold the file, or the row, longer than anybody should wait? Or has the database been moved, so that nothing may be written (whole.ts)? */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|CONSTRAINT_TRIGGER)|^55P03$/.test(codeOf(error))
}

export function isUniqueViolation(error: unknown): boolean {
  return /^(SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)|23505)$/.test(codeOf(error))
}

/** Did two transactions get in each other's way, so that this one has left no trace and may simply be done again? */
export function isConflict(error: unknown): boolean {
  return /^40(001|P01)$/.test(codeOf(error))
}

const GONE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/

/** Is the database not there: the connection was refused, cut or never answered, or the server is starting or stopping? */
export function isAway(error: unknown): boolean {
  return (
    /^(08...|57P0[1-5]|53300|E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN))$/.test(codeOf(error)) ||
    GONE.test(String((error as { message?: unknown } | null)?.message))
  )
}
