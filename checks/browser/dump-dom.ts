/** Where debugging is forbidden: the program loads one address, prints its document, leaves a picture and ends by itself. */

import { join } from 'node:path'
import { type Failure, failure } from '../failure.ts'
import { inParallel } from '../in-parallel.ts'
import type { Io, TemporaryFolder } from '../io.ts'
import { MAX_BODY_BYTES } from '../page/body.ts'
import type { ProxySetting } from '../settings.ts'
import type { Errand } from './drive.ts'
import { commonArguments, launchEnvironment } from './launch.ts'
import { DUMP_LIMIT_MS, LOAD_LIMIT_MS, MAX_DUMPS_AT_ONCE, MAX_SCREENSHOT_BYTES } from './limits.ts'
import { writeProfile } from './profile.ts'
import { nothingSeen, type Seen } from './visit.ts'
import { pageOf, type Reader } from './visit-page.ts'

export interface DumpContext {
  readonly io: Io
  readonly path: string
  readonly proxy: ProxySetting
  readonly folder: TemporaryFolder
  /** Content of the file Local State of each fresh profile. */
  readonly localState: string
  readonly reader: Promise<Reader>
  readonly signal: AbortSignal
}

/** No status, no way, no TLS: only whether a document came, which, and the browser's word where none did. A few at once. */
export function dumpPages(errands: readonly Errand[], context: DumpContext): Promise<Seen[]> {
  return inParallel(errands, MAX_DUMPS_AT_ONCE, ({ url }, index) => dumpPage(url, `profile-${index}`, context))
}

async function dumpPage(url: string, profile: string, context: DumpContext): Promise<Seen> {
  const { io, folder, signal } = context
  if (signal.aborted) return nothingSeen(url, failure('cancelled'))
  // Two programs can't have one profile.
  const profileFolder = join(folder.path, profile)
  const picture = `${profile}.png`
  const startedMs = io.clock.monotonicMs()
  const args = [
    ...commonArguments(profileFolder, context.proxy),
    // Windows' build writes to a file otherwise.
    '--enable-logging=stderr',
    // What has loaded by then is printed.
    `--timeout=${LOAD_LIMIT_MS}`,
    `--screenshot=${join(folder.path, picture)}`,
    '--dump-dom',
    url,
  ]
  await writeProfile(io.files, profileFolder, context.localState)
  const options = { limitMs: DUMP_LIMIT_MS, maxBytes: 4 * MAX_BODY_BYTES, signal, env: { ...launchEnvironment(folder.path) } }
  const outcome = await io.processes.execFile(context.path, args, options)
  const elapsedMs = io.clock.monotonicMs() - startedMs
  const html = ('failure' in outcome ? outcome.partialStdout : outcome.stdout).trim()
  const error = 'failure' in outcome ? null : errorIn(outcome.stderr)
  const why = 'failure' in outcome ? outcome.failure : nothingCame(html, error)
  const read = await folder.read(picture, MAX_SCREENSHOT_BYTES)
  return {
    visit: { ...nothingSeen(url, why, elapsedMs).visit, error, page: html === '' ? null : pageOf(html, await context.reader) },
    png: 'content' in read && read.content.length > 0 ? read.content : null,
  }
}

/** A document that was not printed to its end, or none and no word why. */
function nothingCame(html: string, error: string | null): Failure | null {
  return html === '' && error === null ? failure('unknown', 'no-document') : null
}

/**
 * The program names the error in a line of its log (Chromium, components/headless/command_handler/headless_command_handler.cc). The
 * code in it is the same in every language.
 */
function errorIn(stderr: string): string | null {
  return /headless_command_handler[^\n]*\b(net::ERR_[A-Z0-9_]+)/.exec(stderr)?.[1] ?? null
}
