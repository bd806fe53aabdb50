/** The service's log: one JSON document a line, for people with grep and for log shippers. */

import { createLogger, format, type Logger, transports } from 'winston'
import { jsonLine } from '../../agent/output/write.ts'

/** Five files of this size at most, the newest without a number. */
const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 5

/** Whoever writes a line gives facts, never these; where one does after all, it goes no further. */
const secret = /token|secret|cookie|authorization|password|csrf/i

/** @param file its name; null for the standard error, which a service manager keeps */
export function createServiceLog(file: string | null): Logger {
  const transport =
    file === null
      ? new transports.Stream({ stream: process.stderr, eol: '\n' })
      : new transports.File({
          filename: file,
          maxsize: MOST_BYTES,
          maxFiles: MOST_FILES,
          tailable: true,
          options: { flags: 'a', mode: 0o600 },
          eol: '\n',
        })
  const logger = createLogger({ level: 'info', format: lines, transports: [transport] })
  // A disk that is full, a pipe that nobody reads: the service goes on without its log.
  for (const each of [transport, logger]) each.on('error', () => {})
  return logger
}

const lines = format.printf(({ level, message, ...fields }) => {
  const told = Object.entries(fields).map(([name, value]) => [name, secret.test(name) ? '(left out)' : plain(value)])
  return jsonLine({ at: new Date().toISOString(), level, message: String(message), ...Object.fromEntries(told) }).trimEnd()
})

/** An error has no fields of its own that JSON would write. */
function plain(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value
}
