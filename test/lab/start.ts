/**
 * `npm start`: the whole agent, in this process, against the lab.
 *
 *     npm start                                        a healthy data centre
 *     npm start -- --fault dns/hosts-override          one with a fault
 *     npm start -- --faults                            which faults there are
 *     npm start -- --fault tls/expired --verbose       any flag of the agent
 *     npm start -- --no-helpdesk                       without the other end, which asks for the bundle and shows it
 *     npm start -- --help                              these flags, and the agent's
 */

import { once } from 'node:events'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { parseFlags } from '../../agent/cli/flags.ts'
import { systemLanguage } from '../../agent/cli/language.ts'
import type { Evidence } from '../../agent/judge.ts'
import { version } from '../../agent/version.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import { abilities, unmetNeed } from './faults.ts'
import type { LabHelpdesk } from './helpdesk.ts'
import { parseStart, type StartFlags } from './start-flags.ts'
import { agreedWord, browserLine, closingLines, helpLines, type Inbox, listLines, needsLine, openingLine } from './start-text.ts'

/** Ignored by git; each run that ends with a report replaces the last one's. */
const OUTPUT_FOLDER = 'lab-output'
const REPORT = `${OUTPUT_FOLDER}/report.json`
const PAGE = `${OUTPUT_FOLDER}/report.html`
/** What the lab's PC keeps: its device key stays the same from run to run, as a terminal's does. */
const HOME = { programFolder: join(OUTPUT_FOLDER, 'pc'), dataFolder: join(OUTPUT_FOLDER, 'pc') }

process.exitCode = exitCodes.internal
process.exitCode = await start(parseStart(process.argv.slice(2), systemLanguage(process.env)))
// What a probe left open must not keep the person waiting; what was printed is out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit()))

async function start(flags: StartFlags): Promise<number> {
  if (flags.kind === 'list') return say(process.stdout, listLines(flags.language), exitCodes.ready)
  if (flags.kind === 'error') return say(process.stderr, [`lab: ${flags.line}`], flags.exitCode)
  if (flags.kind === 'help') {
    say(process.stdout, [...helpLines(flags.language), ''], exitCodes.ready)
    return answerAlone(['--help', '--lang', flags.language])
  }
  const { fault, language } = flags
  const own = ['--lang', language, ...flags.passedOn]
  // A wrong flag, or a text that is asked for: nothing is played for it, and nothing of the last run goes.
  if ((await parseFlags(own, { version, language })).kind !== 'run') return answerAlone(own)
  const unmet = unmetNeed(fault, await abilities('real'))
  if (unmet !== null) return say(process.stderr, [needsLine(fault, unmet, language)], exitCodes.usage)
  return runAgent(flags)
}

/** What the agent answers without looking at any machine. */
async function answerAlone(argv: readonly string[]): Promise<number> {
  const [{ main }, { ownTerminal }, { realIo }] = await Promise.all([
    import('../../agent/main.ts'),
    import('../../agent/terminal.ts'),
    import('../../checks/io/real.ts'),
  ])
  return main(argv, realIo(), ownTerminal(new AbortController().signal), HOME)
}

async function runAgent({ fault, language, passedOn, helpdesk: wanted }: Extract<StartFlags, { kind: 'run' }>): Promise<number> {
  const [{ main }, { ownTerminal }, { startLab }, { startLabHelpdesk }] = await Promise.all([
    import('../../agent/main.ts'),
    import('../../agent/terminal.ts'),
    import('./lab.ts'),
    import('./helpdesk.ts'),
  ])
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  await using stack = new AsyncDisposableStack()
  const starting = wanted ? startLabHelpdesk(join(OUTPUT_FOLDER, 'helpdesk')) : null
  const lab = stack.use(await startLab(fault, { browser: 'real' }))
  const helpdesk = stack.use(await starting)
  const says = (name: string) => passedOn.some((token) => token === name || token.startsWith(`${name}=`))
  const ownOutput = !says('--output') && !says('--ephemeral')
  const page = ownOutput && !says('--html') ? [PAGE] : []
  const output = ownOutput ? ['--output', OUTPUT_FOLDER, ...page.flatMap((file) => ['--html', file])] : []
  const [before, older] = [await writtenMs(REPORT), await bundles()]
  // On stderr, so that the JSON of --json stays alone on stdout.
  const withoutPage = browserLine(lab.browser, language)
  say(process.stderr, [openingLine(fault, language), ...(withoutPage === null ? [] : [withoutPage]), ''], 0)
  const argv = [...lab.flags, '--lang', language, ...output, ...(helpdesk === null ? [] : ['--request', helpdesk.request]), ...passedOn]
  const terminal = ownTerminal(interruption.signal)
  const agreeing = helpdesk === null ? terminal : { ...terminal, ask: agree(language) }
  const code = await main(argv, withNamedFiles(lab.io, argv), agreeing, HOME)
  // A run that got as far as its report; else the last one's files are still the last one's.
  const wrote = ownOutput && (await writtenMs(REPORT)) !== before
  if (wrote) for (const name of older) await rm(join(OUTPUT_FOLDER, name), { force: true })
  const reports = wrote ? [...page, REPORT] : []
  const [bundle] = wrote ? await bundles() : []
  const sealed = bundle === undefined ? null : { file: `${OUTPUT_FOLDER}/${bundle}`, certificate: `${HOME.dataFolder}/identity/device.pem` }
  // Where somebody is there to look at it.
  const stays = process.stdout.isTTY && !interruption.signal.aborted
  const inbox = helpdesk === null || sealed === null ? null : await inboxOf(helpdesk, sealed.file, stays)
  say(process.stderr, ['', ...closingLines({ reports, pictures: wrote ? await pictures() : [], sealed, inbox }, language)], code)
  if (stays && inbox !== null && inbox.address !== null) await endOf(interruption.signal)
  return code
}

/** At a terminal a person would be asked; who starts the lab came to see it go on. */
function agree(language: Language): (question: string) => Promise<boolean> {
  return async (question) => {
    process.stderr.write(`${question}${agreedWord(language)}\n`)
    return true
  }
}

async function inboxOf(helpdesk: LabHelpdesk, bundle: string, stays: boolean): Promise<Inbox> {
  return { case: helpdesk.case, address: await helpdesk.shown(bundle), ...helpdesk.logOn, stays }
}

async function endOf(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

/** The lab's PC has its own files alone; those that a flag names are this machine's. */
function withNamedFiles(io: Io, argv: readonly string[]): Io {
  const named = new Set(argv.flatMap((token) => [token, token.slice(token.indexOf('=') + 1)]))
  const real = realFiles()
  const read: Io['files']['read'] = (path, maxBytes) => (named.has(path) ? real : io.files).read(path, maxBytes)
  return { ...io, files: { ...io.files, read } }
}

/** When a file was written; null where it is not there. */
async function writtenMs(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )
}

async function bundles(): Promise<string[]> {
  return (await readdir(OUTPUT_FOLDER).catch(() => [])).filter((name) => name.includes('.preflight.'))
}

/** Those of this run: older ones may lie beside them. */
async function pictures(): Promise<string[]> {
  const evidence = JSON.parse(await readFile(`${OUTPUT_FOLDER}/evidence.json`, 'utf8')) as Evidence
  return (evidence.browser?.visits ?? []).flatMap(({ screenshot }) => (screenshot === null ? [] : [`${OUTPUT_FOLDER}/${screenshot.file}`]))
}

function say(stream: NodeJS.WriteStream, lines: readonly string[], code: number): number {
  stream.write(`${lines.join('\n')}\n`)
  return code
}
