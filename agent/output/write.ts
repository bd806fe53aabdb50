/** What a run leaves behind: report.json, evidence.json, settings.json, pictures of the pages and agent.log, in a folder of its own. */

import { join } from 'node:path'
import type { Failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import type { Settings } from '../../checks/settings.ts'
import { plainCharacters } from '../cli/quote.ts'
import { type Told, tell } from '../cli/told.ts'
import type { Evidence } from '../judge.ts'
import { fileWords } from '../profile/mistake-words.ts'
import type { Report } from '../report/schema.ts'
import type { Log } from './log.ts'

export type Written = { readonly folder: string } | { readonly failure: Failure; readonly path: string }

export interface Outcome {
  readonly report: Report
  readonly evidence: Evidence
  readonly attachments: ReadonlyMap<string, Uint8Array>
}

export async function writeRun(io: Io, folder: string, outcome: Outcome, settings: Settings, log: Log): Promise<Written> {
  const { report, evidence, attachments } = outcome
  // The report comes last: where it stands, the others do too.
  const files = [
    ...attachments,
    ['evidence.json', jsonText(evidence)],
    ['settings.json', jsonText(settings)],
    ['report.json', jsonText(report)],
  ] as const
  for (const [name, content] of files) {
    const path = join(folder, name)
    const written = await io.files.write(path, content)
    if ('failure' in written) return { failure: written.failure, path }
  }
  await log.writeTo(folder)
  return { folder }
}

/** Behind the name of what could not be written; printed by `inLanguage`. */
export function writeProblem({ code }: Failure): string {
  const why = reasons[code]
  return why === undefined ? tell(fileWords.cannotBeWritten, { code }) : tell(fileWords.cannotBeWrittenSince, { why: tell(why), code })
}

const reasons: Readonly<Record<string, Told>> = {
  ENOSPC: fileWords.diskFull,
  EDQUOT: fileWords.quota,
  EROFS: fileWords.readOnly,
  EEXIST: fileWords.fileInPlace,
  ENOTDIR: fileWords.fileInPlace,
  EISDIR: fileWords.folderInPlace,
  EACCES: fileWords.mayNotBeWritten,
}

/** JSON as it is printed and kept. What JSON lets stand (C1 controls, marks that turn text around) is escaped too: people look at it in a terminal. */
export function jsonText(content: unknown): string {
  return `${withoutControls(JSON.stringify(content, null, 2))}\n`
}

/** The same in one line, for readers of all kinds: half a surrogate, which JavaScript forgives, makes jq refuse the whole. */
export function jsonLine(content: unknown): string {
  const line = JSON.stringify(content, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
  return `${withoutControls(line)}\n`
}

const notPlain = new RegExp(`[^\\n${plainCharacters}]`)

function withoutControls(json: string): string {
  return !notPlain.test(json) ? json : json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codeUnitEscapes)
}

/** RFC 8259 section 7 */
function codeUnitEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}
