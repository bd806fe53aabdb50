import { access, constants, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { maybe, oneOf } from '../../agent/cli/choices.ts'
import { isUserError, noInputError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { type ExitCode, exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable, quote } from '../../agent/cli/quote.ts'
import { type Given, printLines } from '../../agent/commands/command.ts'
import { jsonText } from '../../agent/output/write.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { readRequest } from '../../agent/request/read.ts'
import { failureOf } from '../../checks/failure.ts'
import { fill } from '../../checks/text.ts'
import { writeDurably } from '../data/durable.ts'
import { readSettings } from '../data/settings.ts'
import { openKeys } from '../keys/open-keys.ts'
import { requestFileName } from '../requests/file-name.ts'
import { type NewRequest, newRequest, type RequestWish } from '../requests/new-request.ts'
import { stateOf } from '../requests/row.ts'
import { DEFAULT_DAYS, LONGEST_CASE, LONGEST_MESSAGE, MOST_DAYS, profileIds, readAsked, type WishProblem } from '../requests/wish.ts'
import { requestWords } from '../requests/words.ts'
import { isThisPcAlone, readPublicUrl } from '../server/listen.ts'
import { longTime } from '../web/times.ts'
import { dataFlag, type HelpdeskCommand, type HelpdeskDoors, PROGRAM } from './doors.ts'
import { periodWithin } from './period.ts'
import { COMMAND_LINE, overData, type RequestDesk } from './request-desk.ts'
import { requestNewHelp } from './request-new-help.ts'
import { requestCommandWords } from './request-words.ts'

/** Makes a request: its file, and a link for the caller. */
export const requestNew: HelpdeskCommand = {
  flags: {
    ...dataFlag,
    case: { takes: 'value', repeatable: false, wants: 'the name or number of a case' },
    profile: { takes: 'value', repeatable: true, wants: 'ccass, dms or ccms', choices: profileIds },
    expires: { takes: 'value', repeatable: false, wants: 'a period such as 7d' },
    redaction: { takes: 'value', repeatable: false, wants: 'standard or strict', choices: ['standard', 'strict'] },
    message: { takes: 'value', repeatable: false, wants: 'one line for the person at the terminal' },
    'no-encrypt': { takes: 'nothing' },
    output: { takes: 'value', repeatable: false, wants: 'the name of the file to write' },
    force: { takes: 'nothing' },
    json: { takes: 'nothing' },
    'public-url': { takes: 'value', repeatable: false, wants: 'an address' },
  },
  takes: [],
  async run(given, doors) {
    const asked = readFlags(given)
    return isUserError(asked) ? asked : overData(given, doors, (desk) => make(asked, given, doors, desk))
  },
  help: requestNewHelp,
}

type Asked = Omit<RequestWish, 'expiresMs' | 'madeBy' | 'from'> & { readonly lifetimeMs: number }

function readFlags(given: Given): Asked | UserError {
  const lifetime = maybe(given.first('expires'), periodWithin('1h', `${MOST_DAYS}d`))
  if ('problem' in lifetime) return usageError(`--expires: ${lifetime.problem}`)
  for (const name of given.values('profile')) {
    const profile = oneOf(profileIds, 'profile')(name)
    if ('problem' in profile) return usageError(`--profile: ${profile.problem}`)
  }
  const redaction = maybe(given.first('redaction'), oneOf(['standard', 'strict'], 'redaction'))
  if ('problem' in redaction) return usageError(`--redaction: ${redaction.problem}`)
  const read = readAsked({
    case: given.first('case') ?? '',
    profiles: given.values('profile').length === 0 ? profileIds : given.values('profile'),
    redaction: redaction.value ?? 'standard',
    message: given.first('message') ?? '',
    encrypt: !given.isOn('no-encrypt'),
  })
  if ('asked' in read) return { ...read.asked, lifetimeMs: lifetime.value ?? DEFAULT_DAYS * 86_400_000 }
  const { problems } = read
  const field = problems.case === undefined ? 'message' : 'case'
  return usageError(`--${field} ${problemLine(problems[field], field)}`)
}

function problemLine(problem: WishProblem | undefined, field: 'case' | 'message'): string {
  if (problem === 'too-long') return `takes ${field === 'case' ? LONGEST_CASE : LONGEST_MESSAGE} characters at most`
  if (problem === 'unseen') return 'holds a line end, or a character that cannot be seen; leave it out'
  return 'is needed: a name or number of your own, such as INC123'
}

async function make(asked: Asked, given: Given, { terminal }: HelpdeskDoors, desk: RequestDesk): Promise<ExitCode | UserError> {
  const { folder, clock } = desk
  const publicUrl = await publicUrlOf(given.first('public-url'), folder.root)
  if (isUserError(publicUrl)) return publicUrl
  const keys = await openKeys(folder.keys, null, clock)
  const path = await pathFor(given.first('output'), asked.case)
  const before = given.isOn('force') ? await requestIn(path, clock.wallMs()) : null
  const place = await reserve(path, given.isOn('force'))
  if (isUserError(place)) return place
  const { lifetimeMs, ...rest } = asked
  const wish = { ...rest, expiresMs: clock.wallMs() + lifetimeMs, madeBy: COMMAND_LINE }
  try {
    const made = await newRequest(wish, { ...desk, keys, options: { publicUrl } })
    await place.write(made.file)
    tell(made, path, given, terminal)
    if (before !== null) await tellOpen(before, given, terminal, desk)
    return exitCodes.ready
  } catch (error) {
    await place.giveUp()
    // No terminal would take it: the line says why.
    if (error instanceof RangeError) return usageError(printable(error.message))
    throw error
  }
}

async function publicUrlOf(said: string | null, dataFolder: string): Promise<string | UserError> {
  if (said !== null) return readPublicUrl(said)
  const settings = await readSettings(dataFolder)
  if (settings !== null && settings !== 'damaged') return settings.publicUrl
  return usageError('--public-url is needed: settings.json, where serve keeps it, is gone or damaged')
}

/** A file, or a folder to put it into. */
async function pathFor(output: string | null, caseName: string): Promise<string> {
  const name = requestFileName(caseName)
  if (output === null) return resolve(name)
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return resolve(isFolder ? join(output, name) : output)
}

interface Place {
  write(content: Uint8Array): Promise<void>
  giveUp(): Promise<void>
}

/** Its id; null where there is no file, or no request in it that still holds. */
async function requestIn(path: string, nowMs: number): Promise<string | null> {
  const content = await readFile(path).catch(() => null)
  const read = content === null ? null : await readRequest(content, { nowMs, trusted: { certificates: [], fingerprints: [] } })
  return read === null || 'problem' in read ? null : read.request.id
}

/** Whoever has a copy of the file that was written over, or its link, can still answer. On the standard error, which no script reads. */
async function tellOpen(
  id: string,
  { language, first }: Given,
  { stderr }: HelpdeskDoors['terminal'],
  { index, clock }: RequestDesk,
): Promise<void> {
  const row = await index.request(id)
  const data = first('data')
  const args = { id, data: data === null ? '' : ` --data ${quote(data)}` }
  if (row !== null && stateOf(row, clock.wallMs()) === 'open')
    stderr.write(`${PROGRAM}: ${fill(requestCommandWords[language].stillOpen, args, language)}\n`)
}

/** The file is there, empty, before the request is made: one that can't be written leaves no request behind. It holds a token. */
async function reserve(path: string, force: boolean): Promise<Place | UserError> {
  try {
    if (force) {
      await access(dirname(path), constants.W_OK)
      return { write: (content) => writeDurably(path, content), giveUp: async () => {} }
    }
    const file = await open(path, 'wx', 0o600)
    return {
      write: async (content) => {
        await file.writeFile(content)
        await file.close()
      },
      giveUp: async () => {
        await file.close().catch(() => {})
        await rm(path, { force: true })
      },
    }
  } catch (error) {
    const { code } = failureOf(error)
    return code === 'EEXIST'
      ? usageError(`${quote(path)} is there already; name another file by --output, or write over it by --force`)
      : noInputError(`${quote(path)} can't be written (${code})`)
  }
}

/** The link stands alone on its line, and whole: it is copied. */
function tell({ record, link }: NewRequest, path: string, { language, isOn }: Given, terminal: HelpdeskDoors['terminal']): void {
  if (isOn('json')) {
    terminal.stdout.write(
      jsonText({ id: record.id, case: record.case, file: path, link, expires: new Date(record.expiresMs).toISOString() }),
    )
    return
  }
  const words = requestCommandWords[language]
  const time = longTime(record.expiresMs, language)
  printLines(terminal, [
    fill(words.file, { path: printable(path) }, language),
    fill(words.link, { time }, language),
    link,
    ...wrapped([words.what, ...(isThisPcAlone(link) ? [requestWords[language].made.thisPcAlone] : [])], terminal),
  ])
}
