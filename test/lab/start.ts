/**
 * `npm start`: the whole agent, in this process, against the lab.
 *
 *     npm start                                        a healthy data centre
 *     npm start -- --fault dns/hosts-override          one with a fault
 *     npm start -- --faults                            which faults there are
 *     npm start -- --fault tls/expired --verbose       any flag of the agent
 */

import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { systemLanguage } from '../../agent/cli/language.ts'
import type { Evidence } from '../../agent/judge.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'
import { abilities, unmetNeed } from './faults.ts'
import { parseStart, type StartFlags } from './start-flags.ts'
import { browserLine, closingLines, listLines, needsLine, openingLine } from './start-text.ts'

/** Ignored by git; each run replaces the last one's. */
const OUTPUT_FOLDER = 'lab-output'
/** What the lab's PC keeps: its device key stays the same from run to run, as a terminal's does. */
const HOME = { programFolder: join(OUTPUT_FOLDER, 'pc'), dataFolder: join(OUTPUT_FOLDER, 'pc') }

process.exitCode = exitCodes.internal
process.exitCode = await start(parseStart(process.argv.slice(2), systemLanguage(process.env)))
// What a probe left open must not keep the person waiting; what was printed is out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit()))

async function start(flags: StartFlags): Promise<number> {
  if (flags.kind === 'list') return say(process.stdout, listLines(flags.language), exitCodes.ready)
  if (flags.kind === 'error') return say(process.stderr, [`lab: ${flags.line}`], flags.exitCode)
  const { fault, language } = flags
  const unmet = unmetNeed(fault, await abilities('real'))
  if (unmet !== null) return say(process.stderr, [needsLine(fault, unmet, language)], exitCodes.usage)
  return runAgent(flags)
}

async function runAgent({ fault, language, passedOn }: Extract<StartFlags, { kind: 'run' }>): Promise<number> {
  const [{ main }, { ownTerminal }, { startLab }] = await Promise.all([
    import('../../agent/main.ts'),
    import('../../agent/terminal.ts'),
    import('./lab.ts'),
  ])
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  await using lab = await startLab(fault, { browser: 'real' })
  const says = (name: string) => passedOn.some((token) => token === name || token.startsWith(`${name}=`))
  const ownOutput = !says('--output') && !says('--ephemeral')
  const output = ownOutput ? ['--output', OUTPUT_FOLDER] : []
  if (ownOutput && !says('--dry-run')) for (const name of await bundles()) await rm(join(OUTPUT_FOLDER, name))
  // On stderr, so that the JSON of --json stays alone on stdout.
  const withoutPage = browserLine(lab.browser, language)
  say(process.stderr, [openingLine(fault, language), ...(withoutPage === null ? [] : [withoutPage]), ''], 0)
  const io = withNamedFiles(lab.io, passedOn)
  const code = await main([...lab.flags, '--lang', language, ...output, ...passedOn], io, ownTerminal(interruption.signal), HOME)
  const wrote = ownOutput && (code <= exitCodes.undetermined || code === exitCodes.uploadKept) && !says('--dry-run')
  const report = wrote ? `${OUTPUT_FOLDER}/report.json` : null
  const [bundle] = wrote ? await bundles() : []
  const sealed = bundle === undefined ? null : { file: `${OUTPUT_FOLDER}/${bundle}`, certificate: `${HOME.dataFolder}/identity/device.pem` }
  return say(process.stderr, ['', ...closingLines({ report, pictures: wrote ? await pictures() : [], sealed }, language)], code)
}

/** The lab's PC has its own files alone; those that a flag names are this machine's. */
function withNamedFiles(io: Io, argv: readonly string[]): Io {
  const named = new Set(argv.flatMap((token) => [token, token.slice(token.indexOf('=') + 1)]))
  const real = realFiles()
  const read: Io['files']['read'] = (path, maxBytes) => (named.has(path) ? real : io.files).read(path, maxBytes)
  return { ...io, files: { ...io.files, read } }
}

/** Of this run, when it has ended: the last one's go before it begins. */
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
