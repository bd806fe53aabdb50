/** The end of a run, again and again, until it is done or killed: sealed, saved, kept, sent. What the spool says that it keeps, this says. */

import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { RunFiles } from '../../agent/bundle/contents.ts'
import { makeReport } from '../../agent/bundle/make-report.ts'
import { noDelivery } from '../../agent/cli/delivery-flags.ts'
import { isUserError } from '../../agent/cli/errors.ts'
import { deliverBundle } from '../../agent/delivery/deliver-bundle.ts'
import { planDelivery } from '../../agent/delivery/plan.ts'
import { deviceSigner } from '../../agent/identity/device-key.ts'
import { protectionFor } from '../../agent/identity/protection-for.ts'
import { makeRunFolder } from '../../agent/output/folder.ts'
import { createLog, type Log } from '../../agent/output/log.ts'
import type { Configuration } from '../../agent/profile/load.ts'
import { emptySite } from '../../agent/profile/types.ts'
import type { Terminal } from '../../agent/terminal.ts'
import { version } from '../../agent/version.ts'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { realIo } from '../../checks/io/real.ts'

export interface Ending {
  /** What was recorded, as JSON: RunFiles. */
  readonly run: string
  readonly policy: 'standard' | 'strict'
  /** Names of files; null: not encrypted, no picture, no roots of its own. */
  readonly encryptTo: string | null
  readonly picture: string | null
  readonly url: string
  readonly ca: string | null
}

/** The token is none of it: it comes as a user gives it, in the environment. */
export interface Task {
  readonly dataFolder: string
  readonly endings: readonly Ending[]
}

const STDOUT = 1
/** At once, and whole: what was said before a kill was said. */
const tell = (word: string, rest = '') => void writeSync(STDOUT, `${word} ${rest.replaceAll('\n', ' ')}\n`)

const io = realIo()
const terminal: Terminal = {
  stdout: { write: (text) => tell('stdout', text) },
  stderr: { write: (text) => tell('stderr', text) },
  colours: false,
  columns: 80,
  interrupted: new AbortController().signal,
}

/** The log of a run, which tells us what the spool has just answered. */
function tellingLog(folder: string): Log {
  const log = createLog(io.clock.wallMs)
  return {
    ...log,
    add(level, message, fields = {}) {
      log.add(level, message, fields)
      if (message === 'spool') tell(fields.kind === 'added' || fields.kind === 'there' ? 'kept' : 'not-kept', folder)
    },
  }
}

async function endOfRun(task: Task, { run, policy, encryptTo, picture, url, ca }: Ending): Promise<void> {
  const recorded = JSON.parse(await readFile(run, 'utf8')) as RunFiles
  const files: RunFiles = { ...recorded, run: { ...recorded.run, agent: { ...recorded.run.agent, version } } }
  const configuration: Configuration = {
    settings: { ...files.settings, proxy: { kind: 'direct' } },
    profiles: [],
    site: emptySite,
    siteFile: null,
    uploadFiles: { encryptTo: null, ca: null },
  }
  const options = { ...noDelivery, upload: url, uploadCa: ca, redaction: policy, encryptTo: encryptTo === null ? [] : [encryptTo] }
  const plan = await planDelivery(options, configuration, null, { io, terminal, language: 'en', silent: false, interactive: false })
  if (isUserError(plan)) throw new Error(plan.line)
  const { hostName } = files.run.agent
  // As `readySigner` has it, but for the pause in which the checks' first packets leave.
  const key = await deviceSigner({
    folder: task.dataFolder,
    hostName,
    policy,
    ephemeral: false,
    protection: protectionFor(process.platform),
  })
  if ('failure' in key) throw new Error(key.failure.code)
  const { report, findings } = makeReport(files)
  const folder = await makeRunFolder(task.dataFolder, hongKongTime(Date.now()))
  const log = tellingLog(folder)
  const attachments = new Map(picture === null ? [] : [['page.png', await readFile(picture)] as const])
  const { evidence, run: record } = files
  tell('sealing', folder)
  await deliverBundle(
    {
      report,
      evidence,
      findings,
      attachments,
      missing: record.missing,
      runs: record.checks,
      startedAtMs: record.startedAtMs,
      elapsedMs: record.elapsedMs,
    },
    {
      ...{ plan, configuration, language: 'en', io, terminal, log, folder, ephemeral: false, dataFolder: task.dataFolder },
      signer: Promise.resolve(key),
      say: (line) => tell(line.startsWith('Bundle for the helpdesk') ? 'saved' : line.startsWith('Sent to') ? 'sent' : 'said', line),
      warn: (line) => tell('warned', line),
    },
  )
  await log.writeTo(folder)
}

async function endAllRuns(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as Task
  tell('started')
  for (const ending of task.endings) await endOfRun(task, ending)
  tell('done')
}

void endAllRuns()
