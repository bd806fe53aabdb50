/** What a run leaves behind: report.json, evidence.json, settings.json and agent.log, in a folder of its own. */

import { join } from 'node:path'
import type { Settings } from '../../checks/settings.ts'
import type { Failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import type { Evidence } from '../judge.ts'
import type { Report } from '../report/schema.ts'
import type { Log } from './log.ts'

export type Written = { readonly folder: string } | { readonly failure: Failure; readonly path: string }

export async function writeRun(io: Io, folder: string, report: Report, evidence: Evidence, settings: Settings, log: Log): Promise<Written> {
  // The report comes last: where it stands, the others do too.
  const files = [
    ['evidence.json', evidence],
    ['settings.json', settings],
    ['report.json', report],
  ] as const
  for (const [name, content] of files) {
    const path = join(folder, name)
    const outcome = await io.files.write(path, jsonText(content))
    if ('failure' in outcome) return { failure: outcome.failure, path }
  }
  await log.writeTo(folder)
  return { folder }
}

export function jsonText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
