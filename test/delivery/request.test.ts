import { execFile } from 'node:child_process'
import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaTypes } from '../../agent/bundle/format.ts'
import { openBundle } from '../../agent/bundle/open.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import type { PreflightRequest } from '../../agent/request/document.ts'
import { makeRequest } from '../../agent/request/make.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'
import { makeCertificate } from '../cms/recipient-certificates.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { missingOpenssl, signerFrom } from '../request/signing.ts'
import { createSelfSigned, type Issued } from '../support/certificates.ts'
import { startCollector } from '../upload/servers.ts'
import { bundleIn, newPc, type Pc, run, runProgram, spooled } from './runs.ts'

let lab: Lab
let helpdesk: Issued
let encryption: { readonly key: KeyObject; readonly pem: string }

beforeAll(async () => {
  lab = await startLab()
  helpdesk = await createSelfSigned({ name: 'CN=Example Helpdesk' })
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  encryption = { key, pem: new X509Certificate(await makeCertificate(publicKey)).toString() }
})
afterAll(() => lab.stop())

const token = 'one-time-TOKEN-0123456789'

function document(url: string, changes: Partial<PreflightRequest> = {}): PreflightRequest {
  return {
    schema: 'terminal-preflight/request/1',
    id: '0b5cf6b4-6b53-4f0e-9d8e-2f1f7a1c9f10',
    case: 'INC123',
    profiles: ['ccms'],
    upload: { kind: 'collector', url },
    token,
    encryptTo: null,
    created: new Date(Date.now() - 60_000).toISOString(),
    expires: new Date(Date.now() + 3_600_000).toISOString(),
    redaction: 'standard',
    message: 'Please run this before 08:30.',
    ...changes,
  }
}

/** The lab's machine with one folder of the test's, and the helpdesk's key in the machine's policy or not. */
function machine(folder: string, trusts: boolean): Io {
  const TrustedSigners = `sha256:${fingerprint(new X509Certificate(helpdesk.cert))}`
  return {
    ...lab.io,
    files: {
      ...lab.io.files,
      read: (path, maxBytes) => (path.startsWith(folder) ? realFiles() : lab.io.files).read(path, maxBytes),
      write: (path, content) => (path.startsWith(folder) ? realFiles() : lab.io.files).write(path, content),
    },
    registry: {
      read: async (path, signal, depth) =>
        path === 'HKLM\\SOFTWARE\\Policies\\TerminalPreflight' && trusts
          ? { key: { values: { TrustedSigners }, subkeys: {} } }
          : lab.io.registry.read(path, signal, depth),
    },
  }
}

async function requestFile(pc: Pc, content: PreflightRequest): Promise<string> {
  await mkdir(pc.programFolder, { recursive: true })
  const file = join(pc.programFolder, 'inc123.preflight-request')
  await writeFile(file, await makeRequest(content, signerFrom(helpdesk), Date.parse(content.created)))
  return file
}

interface Case {
  readonly how: string
  readonly trusts: boolean
  readonly silent: boolean
  readonly answers: boolean | null
  readonly sent: boolean
  readonly asked: boolean
}

describe('consent', () => {
  test.each<Case>([
    { how: 'a trusted one that was named, under --silent', trusts: true, silent: true, answers: null, sent: true, asked: false },
    { how: 'a stranger’s that was named, under --silent', trusts: false, silent: true, answers: null, sent: false, asked: false },
    { how: 'a stranger’s, and the person agrees', trusts: false, silent: false, answers: true, sent: true, asked: true },
    { how: 'a stranger’s, and the person does not', trusts: false, silent: false, answers: false, sent: false, asked: true },
    { how: 'a trusted one is asked about too', trusts: true, silent: false, answers: false, sent: false, asked: true },
    { how: 'nobody to ask', trusts: true, silent: false, answers: null, sent: false, asked: false },
  ])('$how', async ({ trusts, silent, answers, sent, asked }) => {
    const [pc, server] = [await newPc(), await startCollector()]
    const file = await requestFile(pc, document(server.url))
    const output = join(pc.dataFolder, 'out')
    const flags = [...(silent ? ['--silent'] : []), '--output', output, '--request', file]
    const ran = await run(lab, pc, flags, { io: machine(pc.programFolder, trusts), answers })
    await server[Symbol.asyncDispose]()
    expect(ran.code).toBe(0)
    expect(ran.questions.length).toBe(asked ? 1 : 0)
    expect(server.store.size).toBe(sent ? 1 : 0)
    expect(await spooled(pc)).toEqual([])
    const { bytes } = await bundleIn(output)
    const opened = await openBundle(bytes)
    if ('problem' in opened) throw new Error(opened.problem.code)
    const record = { id: document('').id, case: 'INC123', signer: 'Example Helpdesk' }
    // What nobody may answer is answered by nothing.
    if (answers === null && !sent) expect(opened.manifest.request).toBe(null)
    else expect(opened.manifest.request).toMatchObject(record)
    // The one-time token is nowhere but on the wire.
    expect(bytes.includes(token)).toBe(false)
    const log = await readFile(join(output, 'agent.log'), 'utf8')
    expect([ran.stdout, ran.stderr, log].some((text) => text.includes(token))).toBe(false)
    if (sent) expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`)
    if (silent) expect(ran.stdout).toBe('')
    else if (answers !== null)
      expect(ran.stdout).toMatch(/A request from a helpdesk.*Example Helpdesk.*INC123.*Please run this before 08:30/s)
  })
})

test('what lies beside the program always asks; under --silent nothing of it is followed', async () => {
  const [pc, server] = [await newPc(), await startCollector()]
  await requestFile(pc, document(server.url))
  const seen = machine(pc.programFolder, true)
  const posix: Io = {
    ...seen,
    platform: 'linux',
    files: { ...seen.files, list: async (path) => ({ names: await readdir(path).catch(() => []) }) },
  }
  const silent = await run(lab, pc, ['--silent', '--output', join(pc.dataFolder, 'a')], { io: posix })
  expect(silent.stderr).toMatch(/this request is not answered\. Under --silent nobody is asked/)
  expect(server.store.size).toBe(0)
  const asked = await run(lab, pc, ['--output', join(pc.dataFolder, 'b')], { io: posix, answers: true })
  expect(asked.questions).toHaveLength(1)
  expect(server.store.size).toBe(1)
  await server[Symbol.asyncDispose]()
})

test('a stranger’s beside the program: a silent run is as if it were not there, and the own upload goes as it would', async () => {
  const [pc, server] = [await newPc(), await startCollector()]
  await requestFile(pc, document('https://stranger.example/bundles', { encryptTo: encryption.pem, redaction: 'strict', profiles: ['dms'] }))
  const seen = machine(pc.programFolder, false)
  const posix: Io = {
    ...seen,
    platform: 'linux',
    files: { ...seen.files, list: async (path) => ({ names: await readdir(path).catch(() => []) }) },
  }
  const output = join(pc.dataFolder, 'out')
  const ran = await run(lab, pc, ['--silent', '--output', output, '--upload', server.url], { io: posix })
  await server[Symbol.asyncDispose]()
  const { name, bytes } = await bundleIn(output)
  const opened = await openBundle(bytes)
  expect([ran.code, ran.stderr, name.endsWith('.zip'), server.store.size]).toEqual([0, '', true, 1])
  expect(opened).toMatchObject({ manifest: { request: null, redaction: { policy: 'standard' } } })
})

test('dropped onto the program', async () => {
  const [pc, server] = [await newPc(), await startCollector()]
  const file = await requestFile(pc, document(server.url))
  const ran = await runProgram([file, ...lab.flags, '--output', join(pc.dataFolder, 'out')], machine(pc.programFolder, true), pc, true)
  await server[Symbol.asyncDispose]()
  expect([ran.code, ran.questions.length, server.store.size]).toEqual([0, 1, 1])
})

describe('which services are checked in answer to a request for one', () => {
  interface Started {
    readonly trusts: boolean
    /** What a double-click is answered; none: it is no double-click. */
    readonly lines?: readonly string[]
    readonly flags?: readonly string[]
    readonly answers?: boolean | null
    readonly pc?: Pc
  }
  /** A run in which the profiles are the built-in ones. */
  async function start({ trusts, lines, flags = [], answers = false, pc }: Started) {
    const own = pc ?? (await newPc())
    const file = await requestFile(own, document('https://helpdesk.example/bundles', { profiles: ['dms'] }))
    const output = join(own.dataFolder, '..', 'out')
    // The lab's, which is for the lab's own profile alone.
    const site = join(own.programFolder, 'lab-site.yaml')
    await writeFile(site, lab.siteYaml.replace(/^profiles:\n +- lab\n/, ''))
    const argv = ['--site', site, '--browser', 'off', '--deadline', '5s', ...flags, '--output', output, '--request', file]
    const ran = await runProgram(argv, machine(join(own.programFolder, '..'), trusts), own, answers, lines)
    const report = JSON.parse(await readFile(join(output, 'report.json'), 'utf8')) as { readonly profiles: readonly { id: string }[] }
    return { pc: own, checked: report.profiles.map(({ id }) => id), ...ran }
  }
  const all = ['ccass', 'dms', 'ccms']

  test.each<{ readonly how: string; readonly started: Started; readonly checked: readonly string[] }>([
    { how: 'a stranger narrows nothing, also where somebody is there to be asked', started: { trusts: false }, checked: all },
    { how: 'nobody has said any: whom the machine trusts says it', started: { trusts: true }, checked: ['dms'] },
    { how: 'a stranger’s is not followed under --silent', started: { trusts: false, flags: ['--silent'], answers: null }, checked: all },
    { how: 'the command line says it alone', started: { trusts: true, flags: ['--profile', 'ccms'] }, checked: ['ccms'] },
  ])('$how', async ({ started, checked }) => {
    const ran = await start(started)
    expect([ran.checked, ran.stderr.includes('not answered')]).toEqual([checked, started.flags?.[0] === '--silent'])
  })

  test('a double-click asks what the PC is for, below the request, and remembers it; the request adds to it', async () => {
    const first = await start({ trusts: false, lines: ['3'] })
    expect([first.checked, first.questions.length]).toEqual([['ccms', 'dms'], 2])
    expect(first.stdout).toMatch(/A request from a helpdesk.*Example Helpdesk.*Which service is this PC for/s)
    const again = await start({ trusts: true, lines: [], pc: first.pc })
    expect([again.checked, again.questions.length]).toEqual([['ccms', 'dms'], 1])
  })

  test('a double-click that is answered with all services has all of them checked, whoever asks', async () => {
    const first = await start({ trusts: false, lines: [''] })
    expect([first.checked, first.questions.length]).toEqual([all, 2])
    expect((await start({ trusts: true, lines: [], pc: first.pc })).checked).toEqual(all)
  })

  test('a double-click asks nothing about the PC where the machine trusts who asks', async () => {
    const { checked, questions } = await start({ trusts: true, lines: ['1'] })
    expect([checked, questions.length]).toEqual([['dms'], 1])
  })
})

describe('refused before any check runs, in one line', () => {
  const refused = async (change: (file: string) => Promise<void>, content = document('https://helpdesk.example/bundles')) => {
    const pc = await newPc()
    const file = await requestFile(pc, content)
    await change(file)
    return run(lab, pc, ['--request', file, '--output', join(pc.dataFolder, 'out')], { io: machine(pc.programFolder, true) })
  }
  const nothing = async () => {}

  test('expired', async () => {
    const ran = await refused(
      nothing,
      document('https://helpdesk.example/bundles', {
        created: new Date(Date.now() - 7_200_000).toISOString(),
        expires: new Date(Date.now() - 3_600_000).toISOString(),
      }),
    )
    expect(ran).toMatchObject({ code: 78, stdout: '' })
    expect(ran.stderr).toMatch(/^terminal-preflight: .*expired at .* by this PC’s clock.*\n$/)
  })

  test('altered', async () => {
    const ran = await refused(async (file) => {
      const content = await readFile(file)
      const at = content.indexOf('INC123')
      content.write('INC999', at)
      await writeFile(file, content)
    })
    expect(ran.code).toBe(78)
    expect(ran.stderr).toMatch(/was altered after it was signed/)
  })

  test('not there', async () => {
    const pc = await newPc()
    const ran = await run(lab, pc, ['--request', 'nowhere.preflight-request'])
    expect(ran.code).toBe(66)
  })

  test('an encryption certificate that is not for that', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = new X509Certificate(await makeCertificate(publicKey)).toString()
    const pc = await newPc()
    await mkdir(pc.programFolder, { recursive: true })
    const file = join(pc.programFolder, 'weak.pem')
    await writeFile(file, pem)
    const ran = await run(lab, pc, ['--encrypt-to', file], { io: machine(pc.programFolder, false) })
    expect(ran).toMatchObject({ code: 78, stdout: '' })
    expect(ran.stderr).toMatch(/--encrypt-to .*3072/)
  })
})

test('encrypted: nothing readable is written, the server gets the same file, and openssl and we open it', async ({ skip }) => {
  if (missingOpenssl !== undefined) skip(missingOpenssl)
  const [pc, server] = [await newPc(), await startCollector()]
  const file = await requestFile(pc, document(server.url, { encryptTo: encryption.pem, redaction: 'strict' }))
  const output = join(pc.dataFolder, 'out')
  const ran = await run(lab, pc, ['--output', output, '--request', file], { io: machine(pc.programFolder, true), answers: true })
  await server[Symbol.asyncDispose]()
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('Can be opened by: ')
  // Until it was agreed to nobody else could open it: the person's own copy lies beside what was sent.
  expect((await readdir(output)).filter((each) => each.endsWith('.preflight.zip'))).toHaveLength(1)
  const name = (await readdir(output)).find((each) => each.endsWith('.preflight.p7m')) ?? ''
  const bytes = await readFile(join(output, name))
  expect(server.requests[0]?.headers['content-type']).toBe(mediaTypes.encrypted)
  expect([...server.store.values()]).toEqual([bytes])
  expect(bytes.includes('manifest.json')).toBe(false)

  const key = join(pc.programFolder, 'key.pem')
  await writeFile(key, encryption.key.export({ type: 'pkcs8', format: 'pem' }))
  const opened = join(pc.programFolder, 'opened.zip')
  await promisify(execFile)('openssl', ['cms', '-decrypt', '-inform', 'DER', '-in', join(output, name), '-inkey', key, '-out', opened])
  expect(await openBundle(await readFile(opened))).toMatchObject({ manifest: { redaction: { policy: 'strict' } } })

  const io = machine(pc.programFolder, false)
  const open = await runProgram(
    ['bundle', 'open', join(output, name), '--key', key, '--output', join(pc.programFolder, 'ours.zip')],
    withRealReads(io),
    pc,
  )
  expect(open).toMatchObject({ code: 0, stderr: '' })
  expect(await readFile(join(pc.programFolder, 'ours.zip'))).toEqual(await readFile(opened))
  const closed = await runProgram(['bundle', 'verify', join(output, name)], withRealReads(io), pc)
  expect(closed).toMatchObject({ code: 3, stdout: expect.stringMatching(/it is encrypted/) })
  const verified = await runProgram(['bundle', 'verify', join(output, name), '--key', key], withRealReads(io), pc)
  expect(verified).toMatchObject({ code: 1, stdout: expect.stringMatching(/^INTACT/) })
  // Looking twice proves no more than once.
  expect((await runProgram(['bundle', 'verify', join(output, name), '--key', key], withRealReads(io), pc)).code).toBe(1)
})

function withRealReads(io: Io): Io {
  return { ...io, files: { ...io.files, read: async (path) => ({ content: await readFile(path) }) } }
}
