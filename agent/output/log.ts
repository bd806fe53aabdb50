/** The run's log: kept in memory while the run lasts, then written by winston to agent.log, never to stdout. */

import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { patiently } from '../../checks/io/files.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly at: string
  readonly [field: string]: unknown
}

export interface Log {
  add(level: LogLine['level'], message: string, fields?: Readonly<Record<string, unknown>>): void
  /** Writes what was kept, whole or not at all; resolves when it has its name. */
  writeTo(folder: string): Promise<void>
}

/** A run says some dozens of lines; a flood is cut rather than eat memory. */
const MAX_LINES = 5000

export function createLog(nowMs: () => number): Log {
  const lines: LogLine[] = []
  return {
    add(level, message, fields = {}) {
      if (lines.length < MAX_LINES) lines.push({ ...fields, level, message, at: new Date(nowMs()).toISOString() })
    },
    async writeTo(folder) {
      const { createLogger, format, transports } = await import('winston')
      // A name that nobody could put a link at, where others may write to that folder too.
      const half = `agent.log.${randomBytes(6).toString('hex')}.part`
      const file = new transports.File({ dirname: folder, filename: half, options: { flags: 'wx', mode: 0o600 } })
      const logger = createLogger({ level: 'info', format: format.json(), transports: [file] })
      const { promise, resolve } = Promise.withResolvers<boolean>()
      file.once('finish', () => resolve(true))
      // A full disk is told more than once, and an error that nobody listens to would end the program.
      for (const each of [file, logger]) each.on('error', () => resolve(false))
      // The logger ends its file without waiting for what the file has not taken yet: it is ended when the last line is in.
      let left = lines.length
      file.on('logged', () => {
        left -= 1
        if (left === 0) logger.end()
      })
      for (const line of lines) logger.log(line)
      if (left === 0) logger.end()
      const path = join(folder, half)
      // A disk that is full, a scanner that holds it: the report stands without a log.
      if (await promise)
        await patiently(() => rename(path, join(folder, 'agent.log'))).catch(() => rm(path, { force: true }).catch(() => {}))
      else await rm(path, { force: true }).catch(() => {})
    },
  }
}
