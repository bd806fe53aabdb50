import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { Failure } from '../../checks/failure.ts'
import { childLookup, nodeHelper } from '../../checks/io/lookup.ts'
import { realProcesses } from '../../checks/io/processes.ts'
import type { Processes, ProcessOutcome } from '../../checks/io.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'

const ENOUGH_MS = 20_000
const forever = new AbortController().signal

/** A helper that ends in a given way, instead of a child. */
function lookupWith(outcome: ProcessOutcome) {
  const processes: Pick<Processes, 'execFile'> = { execFile: async () => outcome }
  return childLookup(processes, nodeHelper).lookup
}

describe('in a real child', () => {
  const { lookup } = childLookup(realProcesses(), nodeHelper)

  test('finds localhost', async () => {
    const { localhost } = await lookup(['localhost'], ENOUGH_MS, forever)
    if (localhost === undefined || 'failure' in localhost) throw new Error(JSON.stringify(localhost))
    expect(['127.0.0.1', '::1']).toEqual(expect.arrayContaining([...localhost.addresses]))
    expect(localhost.addresses.length).toBeGreaterThan(0)
    expect(localhost.elapsedMs).toBeGreaterThan(0)
  })

  test('an address is its own answer, and each name has one of its own', async () => {
    const answers = await lookup(['127.0.0.9', '::1'], ENOUGH_MS, forever)
    expect(answers).toMatchObject({ '127.0.0.9': { addresses: ['127.0.0.9'] }, '::1': { addresses: ['::1'] } })
  })

  // A label has 63 octets at most (RFC 1035 section 2.3.4): nobody has to be asked to know that this name is none.
  test('a name that cannot be is told with getaddrinfo’s own code', async () => {
    const name = `${'x'.repeat(64)}.invalid`
    const { [name]: answer } = await lookup([name], ENOUGH_MS, forever)
    expect(answer).toMatchObject({ failure: { syscall: 'getaddrinfo', code: expect.stringMatching(/^E/) } })
  })

  test('a name is never taken for an option of the helper', async () => {
    expect(Object.keys(await lookup(['--version', 'localhost'], ENOUGH_MS, forever))).toEqual(['--version', 'localhost'])
  })

  test('that is cancelled ends at once', async () => {
    expect(await lookup(['localhost'], ENOUGH_MS, AbortSignal.abort())).toMatchObject({ localhost: { failure: { word: 'cancelled' } } })
  })
})

describe('a helper that was prepared', () => {
  function counted() {
    const real = realProcesses()
    const threads: (string | undefined)[] = []
    const processes: Pick<Processes, 'execFile'> = {
      execFile: (file, args, options) => {
        threads.push(options.env?.UV_THREADPOOL_SIZE)
        return real.execFile(file, args, options)
      },
    }
    return { threads, ...childLookup(processes, nodeHelper) }
  }

  test('is the one that answers, once', async () => {
    const { threads, prepareLookup, lookup } = counted()
    prepareLookup?.()
    prepareLookup?.()
    expect(threads).toHaveLength(1)
    expect(await lookup(['127.0.0.9'], ENOUGH_MS, forever)).toMatchObject({ '127.0.0.9': { addresses: ['127.0.0.9'] } })
    expect(threads).toHaveLength(1)
    expect(await lookup(['127.0.0.8'], ENOUGH_MS, forever)).toMatchObject({ '127.0.0.8': { addresses: ['127.0.0.8'] } })
    expect(threads).toHaveLength(2)
  })

  test('has too few threads for many names: then another one is started', async () => {
    const { threads, prepareLookup, lookup } = counted()
    prepareLookup?.()
    const names = Array.from({ length: 10 }, (_, index) => `127.0.0.${index + 1}`)
    expect(Object.keys(await lookup(names, ENOUGH_MS, forever))).toEqual(names)
    expect(threads).toEqual(['16', '22'])
  })

  test('and could not start is told when names are asked for', async () => {
    const nowhere = childLookup(realProcesses(), () => ({ file: 'no-such-program-here', args: [] }))
    nowhere.prepareLookup?.()
    await new Promise((turn) => setTimeout(turn, 50))
    expect(await nowhere.lookup(['a.example'], ENOUGH_MS, forever)).toMatchObject({
      'a.example': { failure: { word: 'access-denied', code: 'ENOENT' } },
    })
  })

  test('and is asked nothing neither keeps the program nor outlives it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-lookup-'))
    const note = join(folder, 'pid')
    const [lookup, processes] = ['lookup', 'processes'].map((name) => join(import.meta.dirname, `../../checks/io/${name}.ts`))
    const script = `
      const { childLookup } = await import(${JSON.stringify(lookup)})
      const { realProcesses } = await import(${JSON.stringify(processes)})
      const noting = 'require("node:fs").writeFileSync(' + JSON.stringify(${JSON.stringify(note)}) + ', String(process.pid));'
      childLookup(realProcesses(), (helper) => ({ file: process.execPath, args: ['-e', noting + helper] })).prepareLookup()
      const { existsSync } = await import('node:fs')
      while (!existsSync(${JSON.stringify(note)})) await new Promise((turn) => setTimeout(turn, 10))`
    const ran = await realProcesses().execFile(process.execPath, ['--input-type=module', '-e', script], {
      limitMs: ENOUGH_MS,
      signal: forever,
    })
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
    const pid = Number(await readFile(note, 'utf8'))
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: ENOUGH_MS })
    await rm(folder, { recursive: true })
  })
})

const missing = noNamespaces()
if (missing !== undefined) process.stderr.write(`skipped: look-ups that hang, since ${missing}\n`)

test.skipIf(missing !== undefined)('names that hang, many of them, make no other one wait', async () => {
  const [lookup, processes] = ['lookup', 'processes'].map((name) => join(import.meta.dirname, `../../checks/io/${name}.ts`))
  const script = `
    const { childLookup, nodeHelper } = await import(${JSON.stringify(lookup)})
    const { realProcesses } = await import(${JSON.stringify(processes)})
    const names = [...Array.from({ length: 8 }, (_, index) => \`silent\${index}.example\`), 'localhost']
    console.log(JSON.stringify(await childLookup(realProcesses(), nodeHelper).lookup(names, 2500, new AbortController().signal)))`
  const { stdout, stderr } = await runIn('silent', ['203.0.113.53'], process.execPath, ['--input-type=module', '-e', script])
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    'silent0.example': { failure: { word: 'no-reply' } },
    localhost: { addresses: expect.arrayContaining([expect.any(String)]) },
  })
})

describe('what the helper said', () => {
  const answered = JSON.stringify({ name: 'a.example', addresses: ['192.0.2.1'], elapsedMs: 3 })
  const denied = JSON.stringify({ name: 'b.example', code: 'ENOTFOUND', elapsedMs: 4 })

  test('one line a name; a code becomes its word', async () => {
    const lookup = lookupWith({ exitCode: 0, stdout: `${answered}\n${denied}\n`, stderr: '' })
    expect(await lookup(['a.example', 'b.example'], ENOUGH_MS, forever)).toEqual({
      'a.example': { addresses: ['192.0.2.1'], elapsedMs: 3 },
      'b.example': { failure: { word: 'name-unknown', code: 'ENOTFOUND', syscall: 'getaddrinfo' }, elapsedMs: 4 },
    })
  })

  test('a name that hangs does not hide the others, and half a line is none', async () => {
    const lookup = lookupWith({ failure: { word: 'no-reply', code: 'limit' }, partialStdout: `${answered}\n${denied.slice(0, 20)}` })
    expect(await lookup(['a.example', 'b.example'], ENOUGH_MS, forever)).toMatchObject({
      'a.example': { addresses: ['192.0.2.1'] },
      'b.example': { failure: { word: 'no-reply', code: 'limit' } },
    })
  })

  test('a code that nobody knows stays, as unknown', async () => {
    const lookup = lookupWith({
      exitCode: 0,
      stdout: `${JSON.stringify({ name: 'a.example', code: 'EAI_NEW', elapsedMs: 1 })}\n`,
      stderr: '',
    })
    expect(await lookup(['a.example'], ENOUGH_MS, forever)).toMatchObject({
      'a.example': { failure: { word: 'unknown', code: 'EAI_NEW' } },
    })
  })
})

/** None of these says anything of the name. */
test.each<[string, ProcessOutcome, Failure]>([
  [
    'may not start',
    { failure: { word: 'access-denied', code: 'EACCES', syscall: 'spawn node' }, partialStdout: '' },
    { word: 'access-denied', code: 'EACCES', syscall: 'spawn node' },
  ],
  [
    'is forbidden by Windows without a name',
    { failure: { word: 'unknown', code: 'UNKNOWN', syscall: 'spawn' }, partialStdout: '' },
    { word: 'access-denied', code: 'UNKNOWN', syscall: 'spawn' },
  ],
  ['is not there', { failure: { word: 'file-missing', code: 'ENOENT' }, partialStdout: '' }, { word: 'access-denied', code: 'ENOENT' }],
  [
    'was killed by a guard',
    { failure: { word: 'exited', code: 'SIGKILL' }, partialStdout: '' },
    { word: 'access-denied', code: 'SIGKILL' },
  ],
  ['ended without an answer', { exitCode: 5, stdout: '', stderr: '' }, { word: 'access-denied', code: 'exit 5' }],
])('a helper that %s leaves the name unasked', async (_name, outcome, failure) => {
  const { 'a.example': answer } = await lookupWith(outcome)(['a.example'], ENOUGH_MS, forever)
  expect(answer).toMatchObject({ failure })
})
