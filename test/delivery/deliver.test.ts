import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaTypes } from '../../agent/bundle/format.ts'
import { openBundle } from '../../agent/bundle/open.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { startCollector } from '../upload/servers.ts'
import { bundleIn, newPc, type Pc, run, runProgram, spooled } from './runs.ts'

let lab: Lab

beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.stop())

const TOKEN = 'a-token-that-nobody-should-see-0123456789'
const env = { TERMINAL_PREFLIGHT_UPLOAD_TOKEN: TOKEN }

/** Every file below a folder, as one text. */
async function allText(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const contents = names.filter((each) => each.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(contents)).join('\n')
}

test('--upload: what was saved is what the server keeps, once, and nothing stays in the spool', async () => {
  const [pc, server] = [await newPc(), await startCollector()]
  const output = join(pc.dataFolder, 'out')
  const ran = await run(lab, pc, ['--output', output, '--upload', server.url], { env })
  await server[Symbol.asyncDispose]()
  const { bytes } = await bundleIn(output)
  expect(ran).toMatchObject({ code: 0, stderr: '', questions: [] })
  expect(ran.stdout).toContain(`Sent to ${server.url}.`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect([...server.store]).toEqual([[sha256, bytes]])
  expect(server.requests).toMatchObject([
    { method: 'PUT', url: `/bundles/${sha256}`, headers: { authorization: `Bearer ${TOKEN}`, 'content-type': mediaTypes.plain } },
  ])
  expect(await spooled(pc)).toEqual([])
  expect(await allText(pc.dataFolder)).not.toContain(TOKEN)
  expect(ran.stdout + ran.stderr).not.toContain(TOKEN)
})

test('a server that is down: kept, said, 75 only where it was required, and the next run sends both', async () => {
  const pc = await newPc()
  const down = await startCollector()
  await down[Symbol.asyncDispose]()
  const first = await run(lab, pc, ['--silent', '--upload', down.url, '--require-upload'], { env })
  expect(first).toMatchObject({ code: 75, stdout: '' })
  expect(first.stderr).toMatch(/Not sent yet\. The upload server could not be reached \(ECONNREFUSED\)\. It is kept/)
  expect(await spooled(pc)).toHaveLength(1)
  expect((await run(lab, pc, ['--silent', '--upload', down.url], { env })).code).toBe(0)
  expect(await spooled(pc)).toHaveLength(2)
  const list = await runProgram(['upload', '--list'], lab.io, pc)
  expect(list.stdout.trim().split('\n')).toHaveLength(2)
  expect(list.stdout).not.toContain(TOKEN)
})

test('a final answer keeps the bundle, with the server’s reason; `upload` tries it again when told to', async () => {
  const pc = await newPc()
  const server = await startCollector([{ status: 403, body: '{"reason":"this token was used for another bundle"}' }, 'keep'])
  const ran = await run(lab, pc, ['--silent', '--upload', server.url], { env })
  expect(ran.code).toBe(0)
  expect(ran.stderr).toMatch(/Not sent\. The server refused the bundle \(HTTP 403: this token was used for another bundle\)\./)
  expect(await spooled(pc)).toHaveLength(1)
  const again = await runProgram(['upload'], lab.io, pc)
  await server[Symbol.asyncDispose]()
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(server.store.size).toBe(1)
  expect(await spooled(pc)).toEqual([])
  expect((await runProgram(['upload'], lab.io, pc)).stdout).toBe('Nothing is kept for sending.\n')
})

test('--ephemeral sends from memory and leaves nothing, not even a key', async () => {
  const [pc, server] = [await newPc(), await startCollector()]
  const ran = await run(lab, pc, ['--ephemeral', '--upload', server.url])
  await server[Symbol.asyncDispose]()
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(server.store.size).toBe(1)
  for (const bytes of server.store.values()) expect(await openBundle(bytes)).toHaveProperty('manifest')
  await expect(readdir(pc.dataFolder)).rejects.toThrow('ENOENT')
})

describe('an address in a site file', () => {
  /** Named by a flag, which is not the machine's own folder either. */
  async function runWithSite(pc: Pc, url: string, flags: readonly string[], answers: boolean | null) {
    await mkdir(pc.dataFolder, { recursive: true })
    const site = join(pc.dataFolder, 'own-site.yaml')
    await writeFile(site, `${lab.siteYaml}\nupload: { kind: collector, url: '${url}' }\n`)
    const others = lab.flags.filter((flag, index) => flag !== '--site' && lab.flags[index - 1] !== '--site')
    const io = { ...lab.io, files: realReads(lab.io, pc.dataFolder) }
    return runProgram([...others, '--site', site, ...flags, '--output', join(pc.dataFolder, 'out')], io, pc, answers)
  }

  test.each([false, true])('is asked about, with files, place and policy on the screen; the answer: %s', async (agrees) => {
    const [pc, server] = [await newPc(), await startCollector()]
    const ran = await runWithSite(pc, server.url, [], agrees)
    await server[Symbol.asyncDispose]()
    expect(ran.questions).toEqual(['Send it? [y/N] '])
    expect(ran.stdout).toContain(`To: ${server.url}`)
    expect(ran.stdout).toMatch(/Files: .*evidence\.json \(\d+\s+kB\).*manifest\.p7s/s)
    expect(ran.stdout).toContain('Not encrypted: whoever gets it can read it.')
    expect(server.store.size).toBe(agrees ? 1 : 0)
    expect(ran.stdout.includes('Not sent. The bundle stays where it is.')).toBe(!agrees)
  })

  test.each([
    { flags: ['--silent'], says: /under --silent nobody is asked/ },
    { flags: [], says: /nobody can be asked here/ },
  ])('that nobody can be asked about is not sent: $flags', async ({ flags, says }) => {
    const [pc, server] = [await newPc(), await startCollector()]
    const ran = await runWithSite(pc, server.url, flags, null)
    await server[Symbol.asyncDispose]()
    expect(ran.stderr).toMatch(says)
    expect([server.requests, await spooled(pc)]).toEqual([[], []])
  })
})

/** The lab's machine sees its own folder alone; here also one of the test's. */
function realReads(io: Lab['io'], folder: string): Lab['io']['files'] {
  return {
    ...io.files,
    read: async (path, maxBytes) =>
      path.startsWith(folder) ? { content: (await readFile(path)).subarray(0, maxBytes) } : io.files.read(path, maxBytes),
    list: async (path) => (path === folder ? { names: await readdir(path) } : io.files.list(path)),
  }
}

test('a spool that can’t be written: what was agreed to is tried at once, and said where it fails', async () => {
  for (const [behaviour, sent] of [
    ['keep', true],
    [{ status: 503 }, false],
  ] as const) {
    const [pc, server] = [await newPc(), await startCollector(behaviour)]
    await mkdir(pc.dataFolder, { recursive: true })
    await writeFile(join(pc.dataFolder, 'spool'), 'a file where the folder should be')
    const ran = await run(lab, pc, ['--silent', '--upload', server.url, '--require-upload'])
    await server[Symbol.asyncDispose]()
    expect([ran.code, server.store.size]).toEqual([sent ? 0 : 75, sent ? 1 : 0])
    expect(ran.stderr).toMatch(/can’t be kept for sending/)
    expect(/It is not kept for later/.test(ran.stderr)).toBe(!sent)
    expect((await runProgram(['upload'], lab.io, pc)).code).toBe(75)
  }
})

test('one server that says nothing holds up no other: what was just agreed to goes first', async () => {
  const pc = await newPc()
  await using busy = await startCollector({ status: 503 })
  await run(lab, pc, ['--silent', '--upload', busy.url])
  await using server = await startCollector()
  const ran = await run(lab, pc, ['--silent', '--upload', server.url])
  expect([ran.code, server.store.size, (await spooled(pc)).length]).toEqual([0, 1, 1])
  expect(server.requests.length).toBe(1)
})

test('--no-upload sends nothing, what waits included', async () => {
  const [pc, server] = [await newPc(), await startCollector([{ status: 503 }, { status: 503 }, { status: 503 }, 'keep'])]
  await run(lab, pc, ['--silent', '--upload', server.url])
  expect(await spooled(pc)).toHaveLength(1)
  const before = server.requests.length
  await run(lab, pc, ['--silent', '--no-upload'])
  expect(server.requests.length).toBe(before)
  await run(lab, pc, ['--silent'])
  await server[Symbol.asyncDispose]()
  expect([server.store.size, await spooled(pc)]).toEqual([1, []])
})

test('where the home can’t be written, the report stands, and the bundle is signed by a key for this run alone', async () => {
  const pc = await newPc()
  await mkdir(join(pc.dataFolder, '..'), { recursive: true })
  await writeFile(pc.dataFolder, 'a file where the folder should be')
  const output = join(pc.programFolder, 'out')
  const ran = await run(lab, pc, ['--output', output])
  expect(ran.code).toBe(0)
  expect(ran.stderr).toMatch(/a key for this run alone signs/)
  expect(await openBundle((await bundleIn(output)).bytes)).toHaveProperty('manifest')
})

test('under strict no picture, no name of the PC; the causes are the same', async () => {
  await using broken = await startLab('dns/hosts-override')
  const pc = await newPc()
  const output = join(pc.dataFolder, 'out')
  const ran = await run(broken, pc, ['--output', output, '--redaction', 'strict', '--json'])
  const opened = await openBundle((await bundleIn(output)).bytes)
  if ('problem' in opened) throw new Error(opened.problem.code)
  expect(opened.manifest.redaction.policy).toBe('strict')
  expect(opened.report.causes.map(({ code }) => code)).toEqual(JSON.parse(ran.stdout).causes.map(({ code }: { code: string }) => code))
  const { hostname } = await import('node:os')
  expect(opened.signed.signer.subject).not.toContain(hostname())
  expect(opened.report.agent.hostName).not.toBe(hostname())
})

test.skipIf(process.platform === 'win32')('key and bundles are for the user’s eyes alone', async () => {
  const pc = await newPc()
  await run(lab, pc, ['--silent', '--output', join(pc.dataFolder, 'out')])
  const entries = await readdir(pc.dataFolder, { recursive: true, withFileTypes: true })
  for (const entry of entries) expect([entry.name, (await stat(join(entry.parentPath, entry.name))).mode & 0o077]).toEqual([entry.name, 0])
  await chmod(pc.dataFolder, 0o700)
})
