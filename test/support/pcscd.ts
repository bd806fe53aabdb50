/** The real smart card service of Linux, with virtual readers, in a namespace of its own: the PC's own service is not touched. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { CardReaders, Smartcards } from '../../checks/io.ts'

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'

/** pcscd keeps its socket at one place: that place is another folder for it alone. */
const inOwnFolder = [
  'mkdir -p /run/pcscd 2>/dev/null || { mount -t tmpfs none /run && mkdir /run/pcscd; }',
  'mount --bind "$1" /run/pcscd',
  'exec pcscd --foreground --config "$2"',
].join(' && ')

/** What is missing for it; undefined where nothing is. */
export function noPcscd(): string | undefined {
  if (process.platform !== 'linux') return 'pcscd is Linux’s'
  if (spawnSync('pcscd', ['--version']).error !== undefined) return 'pcscd is not installed'
  if (!existsSync(DRIVER)) return 'vsmartcard-vpcd is not installed'
  const tried = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/run'], { encoding: 'utf8' })
  return tried.status === 0 ? undefined : `unshare cannot make namespaces here (${tried.stderr?.trim() || String(tried.error)})`
}

export interface Pcscd {
  /** Where clients find it (PCSCLITE_CSOCK_NAME). */
  readonly socket: string
  /** The first of its two virtual readers waits for a card here, the second at the next port. */
  readonly port: number
  stop(): Promise<void>
}

export async function startPcscd({ readers }: { readonly readers: boolean }): Promise<Pcscd> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-pcscd-'))
  const [run, config] = [join(folder, 'run'), join(folder, 'config')]
  await Promise.all([mkdir(run), mkdir(config)])
  const port = await twoFreePorts()
  const reader = [`FRIENDLYNAME "Virtual PCD"`, `DEVICENAME /dev/null:${port}`, `LIBPATH ${DRIVER}`, `CHANNELID ${port}`, ''].join('\n')
  if (readers) await writeFile(join(config, 'vpcd'), reader)
  const child = spawn('unshare', ['-Urm', 'sh', '-c', inOwnFolder, 'sh', run, config], { stdio: 'ignore' })
  const socket = join(run, 'pcscd.comm')
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error(`pcscd ended at once (${child.exitCode})`)
    await wait(20)
  }
  return {
    socket,
    port,
    async stop() {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await rm(folder, { recursive: true })
    },
  }
}

/** vpcd takes a port for each of its two readers. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = createServer().listen(0)
    await once(first, 'listening')
    const { port } = first.address() as AddressInfo
    const second = createServer().listen(port + 1)
    const isFree = await once(second, 'listening').then(
      () => true,
      () => false,
    )
    await Promise.all([first, second].map((server) => new Promise((resolve) => server.close(resolve))))
    if (isFree) return port
  }
}

/** The real door, in a child whose PC/SC is the service behind this socket. */
export interface Client extends Smartcards {
  read(limitMs?: number): Promise<CardReaders>
  /** Asks until the answer is as it should be: the service looks at its readers some times a second. */
  readUntil(isSo: (answer: CardReaders) => boolean): Promise<CardReaders>
  /** Ends it: its exit code, and what it said at its end. */
  end(): Promise<{ readonly exitCode: number | null; readonly said: unknown }>
}

export function startClient(socket: string): Client {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'pcsc-client.ts')], {
    env: { ...process.env, PCSCLITE_CSOCK_NAME: socket },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]()
  const read = async (limitMs = 10_000): Promise<CardReaders> => {
    child.stdin?.write(`${limitMs}\n`)
    const { value } = await answers.next()
    return JSON.parse(String(value)) as CardReaders
  }
  return {
    read,
    readers: (limitMs) => read(limitMs),
    async readUntil(isSo) {
      for (;;) {
        const answer = await read()
        if (isSo(answer)) return answer
        await wait(20)
      }
    },
    async end() {
      child.stdin?.end()
      const { value: said } = await answers.next()
      if (child.exitCode === null) await once(child, 'exit')
      return { exitCode: child.exitCode, said }
    },
  }
}
