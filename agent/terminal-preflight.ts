/**
 * Where the program begins. It imports nothing statically, so that its first statement comes first: from then on the exit
 * code is 70 (EX_SOFTWARE), and only a report that is safely written replaces it. An event loop that drains early, or a
 * throw while loading, never reads as READY; Node's own code for an uncaught error, 1, would read as ATTENTION. A plug-in's is 3, UNKNOWN.
 */
const failed = process.argv.includes('--nagios') ? 3 : 70
process.exitCode = failed
process.on('uncaughtException', fail)
// Whoever connects says outright whether it verifies; Node would only warn of it. The others are read by libraries in this program: winston says
// what it does, yaml prints the files that it reads, readable-stream and yargs end the program.
for (const name of [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'DEBUG',
  'DIAGNOSTICS',
  'LOG_STREAM',
  'LOG_TOKENS',
  'READABLE_STREAM',
  'YARGS_MIN_NODE_VERSION',
])
  delete process.env[name]
// Under NODE_DEBUG undici would print the address of an upload, which may be a permission by itself. What Node says of its own holds none.
Object.assign(process.getBuiltinModule('node:util'), { debuglog: () => Object.assign(() => {}, { enabled: false }) })

const interruption = new AbortController()
// Ctrl-C; the console's window closed (Windows sends SIGHUP and waits some seconds); Ctrl-Break; a request to end. A second one ends it at once.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGBREAK', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())

void start()

async function start(): Promise<void> {
  // The single executable as its own child: see executableHelper, and removeWhenWeEnd.
  if (process.argv[2] === '--internal-lookup') {
    const { lookupInChild } = await import('../checks/io/lookup.ts')
    process.exitCode = 0
    return lookupInChild()
  }
  if (process.argv[2] === '--internal-remove') {
    const { removeFolderOfParent } = await import('../checks/io/remove-later.ts')
    process.exitCode = 0
    return removeFolderOfParent(process.argv[3])
  }
  const argv = process.argv.slice(2)
  const text = await answerByText(argv)
  if (text !== undefined) {
    process.exitCode = 0
    return print(text)
  }
  const [{ realIo }, { main }, { ownTerminal }] = await Promise.all([
    import('../checks/io/real.ts'),
    import('./main.ts'),
    import('./terminal.ts'),
  ])
  const terminal = ownTerminal(interruption.signal)
  const code = await main(argv, realIo(), terminal)
  // Whoever closes the window instead of pressing a key has the same answer.
  process.exitCode = code
  if (terminal.window !== undefined && !interruption.signal.aborted) await holdOwnWindow(terminal.window)
  end(code)
}

/** Before anything of the machine is loaded: a helpdesk's script asks hundreds of PCs for their version. */
async function answerByText(argv: readonly string[]): Promise<string | undefined> {
  const [{ textAsked }, { version }, { systemLanguage }] = await Promise.all([
    import('./cli/text-asked.ts'),
    import('./version.ts'),
    import('./cli/language.ts'),
  ])
  return textAsked(argv, { version, language: systemLanguage(process.env) })
}

/** Also after a mistake: the line that tells it would go with the window. */
async function holdOwnWindow(window: OwnWindow): Promise<void> {
  if (!(await window.isOwn())) return
  const [{ windowWords }, { systemLanguage }] = await Promise.all([import('./window/words.ts'), import('./cli/language.ts')])
  process.stdout.write(`\n  ${windowWords[systemLanguage(process.env)].anyKey}`)
  await window.hold()
}

/**
 * To standard output by its number: making the stream for it takes a tenth of a start. Only what every console shows alike, whatever its
 * code page; a stream takes over what could not be written.
 */
function print(text: string): void {
  let rest = Buffer.from(text)
  try {
    while (/^[\t\n -~]*$/.test(text) && rest.length > 0) rest = rest.subarray(process.getBuiltinModule('node:fs').writeSync(1, rest))
  } catch {
    // A pipe that is full, or that nobody reads any more.
  }
  if (rest.length > 0) process.stdout.write(rest)
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE' && 'syscall' in error && error.syscall === 'write'
}

let failing = false

function fail(error: unknown): void {
  // Whoever read what is printed has gone (`| head`): the run goes on, and its exit code tells.
  if (isBrokenPipe(error)) return
  if (failing) process.exit(failed)
  failing = true
  const message = error instanceof Error ? error.message : String(error)
  try {
    process.stderr.write(`terminal-preflight: this program failed (${message.replace(/[\p{Cc}\p{Cf}]/gu, ' ')})\n`)
    end(failed)
  } catch {
    // No standard output to be had: the code says it alone.
    process.exit(failed)
  }
}

/** Ends even where something still holds the event loop; what was printed is out first. */
function end(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => void leave(code)))
}

/** A native call that hangs (a driver's, a service's) would keep `process.exit` waiting. */
async function leave(code: number): Promise<void> {
  try {
    const { endNow } = await import('../checks/io/native.ts')
    await endNow(code)
  } catch {
    process.exit()
  }
}

import type { OwnWindow } from './window/own-window.ts'
