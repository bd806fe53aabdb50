/**
 * Where the helpdesk begins. It imports nothing statically, so that its first statement comes first: from then on the exit code is 70
 * (EX_SOFTWARE), and only a command that has come to its end replaces it. A service manager starts a service again that ended so.
 */
process.exitCode = 70
process.on('uncaughtException', fail)
// Whoever connects (OpenID Connect) says outright whether it verifies; Node would only warn of it.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED

const interruption = new AbortController()
// Ctrl-C; the console's window closed (Windows sends SIGHUP and waits some seconds); Ctrl-Break; a request to end. A second one ends it at once.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGBREAK', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())

void start()

async function start(): Promise<void> {
  const [{ realIo }, { main }, { ownTerminal }] = await Promise.all([
    import('../checks/io/real.ts'),
    import('./main.ts'),
    import('../agent/terminal.ts'),
  ])
  end(await main(process.argv.slice(2), realIo(), ownTerminal(interruption.signal)))
}

let failing = false

function fail(error: unknown): void {
  // Whoever read what is printed has gone (`| head`): what is under way goes on, and the exit code tells.
  if (isBrokenPipe(error)) return
  if (failing) process.exit(70)
  failing = true
  const message = error instanceof Error ? error.message : String(error)
  try {
    process.stderr.write(`helpdesk: this program failed (${message.replace(/[\p{Cc}\p{Cf}]/gu, ' ')})\n`)
    end(70)
  } catch {
    // No standard error to be had: the code says it alone.
    process.exit(70)
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE' && 'syscall' in error && error.syscall === 'write'
}

/** Ends even where something still holds the event loop; what was printed is out first. */
function end(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}
