/**
 * Where the program begins. It imports nothing statically, so that its first statement comes first: from then on the exit
 * code is 70 (EX_SOFTWARE), and only a report that is safely written replaces it. An event loop that drains early, or a
 * throw while loading, never reads as READY; Node's own code for an uncaught error, 1, would read as ATTENTION.
 */
process.exitCode = 70
process.on('uncaughtException', fail)

const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())

void start()

async function start(): Promise<void> {
  const [{ realIo }, { main }, { ownTerminal }] = await Promise.all([import('../checks/io/real.ts'), import('./main.ts'), import('./terminal.ts')])
  end(await main(process.argv.slice(2), realIo(), ownTerminal(interruption.signal)))
}

function fail(error: unknown): void {
  process.stderr.write(`terminal-preflight: this program failed (${error instanceof Error ? error.message : String(error)})\n`)
  end(70)
}

/** Ends even where something still holds the event loop; what was printed is out first. */
function end(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

export {}
