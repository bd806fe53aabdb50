import { isUserError, noInputError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { type ExitCode, exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { type Given, printLines } from '../../agent/commands/command.ts'
import { keepSettings } from '../data/settings.ts'
import { KeysError } from '../keys/problem.ts'
import { lockData } from '../operation/service-lock.ts'
import { dataFlag, type HelpdeskCommand, type HelpdeskDoors } from './doors.ts'
import { serveHelp } from './serve-help.ts'
import { readWish, type ServeWish } from './serve-wish.ts'

/** The service: collector, inbox, pages for callers. Runs until it is asked to end. */
export const serve: HelpdeskCommand = {
  flags: {
    ...dataFlag,
    listen: { takes: 'value', repeatable: false, wants: 'HOST:PORT' },
    'public-url': { takes: 'value', repeatable: false, wants: 'an address' },
    cert: { takes: 'value', repeatable: false, wants: 'the name of a PEM file' },
    key: { takes: 'value', repeatable: false, wants: 'the name of a PEM file' },
    'behind-proxy': { takes: 'nothing' },
    'open-door': { takes: 'nothing' },
    'agent-exe': { takes: 'value', repeatable: false, wants: 'the name of the executable' },
    keep: { takes: 'value', repeatable: false, wants: 'a period such as 90d' },
    name: { takes: 'value', repeatable: false, wants: 'what callers know the helpdesk by' },
    'key-type': { takes: 'value', repeatable: false, wants: 'rsa or ec' },
    oidc: { takes: 'value', repeatable: false, wants: 'the name of a YAML file' },
    log: { takes: 'value', repeatable: false, wants: 'the name of a file' },
    'metrics-token-file': { takes: 'value', repeatable: false, wants: 'the name of a file' },
  },
  takes: [],
  run,
  help: serveHelp,
}

async function run(given: Given, doors: HelpdeskDoors): Promise<ExitCode | UserError> {
  const wish = await readWish(given, doors)
  if (isUserError(wish)) return wish
  const { dataFolder } = wish.options
  const lock = await lockData(dataFolder)
  if (lock.kind === 'busy') return usageError(`a helpdesk runs already over ${quote(dataFolder)}; end it first, or name another --data`)
  if (lock.kind === 'none') return noInputError(`--data ${quote(dataFolder)} can't be locked (${lock.failure.code})`)
  try {
    await keepSettings(dataFolder, { publicUrl: wish.options.publicUrl })
    return await runOver(wish, given, doors)
  } catch (error) {
    const line = startProblem(error, wish)
    if (line === undefined) throw error
    return noInputError(line)
  } finally {
    lock.release()
  }
}

async function runOver(wish: ServeWish, given: Given, { io, terminal }: HelpdeskDoors): Promise<ExitCode> {
  const [{ createServiceLog }, { openDesk }, { createServer }, { serveUntil }, { firstSteps }] = await Promise.all([
    import('../server/log.ts'),
    import('../server/open-desk.ts'),
    import('../server/server.ts'),
    import('../server/run-service.ts'),
    import('./first-steps.ts'),
  ])
  const log = createServiceLog(wish.logFile)
  const desk = await openDesk(wish.options, { clock: io.clock, log, keys: wish.keys })
  const app = await createServer(desk, wish)
  await app.listen(wish.listen)
  log.info('the service listens', { ...wish.listen, publicUrl: wish.options.publicUrl })
  // Whoever started it by hand, or by a script, is told where it is; a script reads the first line alone.
  printLines(terminal, [wish.options.publicUrl, ...(await firstSteps(given, desk))])
  await serveUntil(terminal.interrupted, app, desk)
  return exitCodes.ready
}

/** What whoever starts it can mend; undefined: our own bug. */
function startProblem(error: unknown, { listen }: ServeWish): string | undefined {
  if (error instanceof KeysError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') return `--listen ${listen.host}:${listen.port} is taken by another program`
  if (code === 'EACCES') return `--listen ${listen.host}:${listen.port} is not allowed to this user`
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? `--listen ${quote(listen.host)} is no address of this PC (${code})` : undefined
}
