/** The terminal: files and settings of a PC as the scene has them, and the agent that runs on it. */

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import type { Report } from '../../../agent/report/schema.ts'
import { authorities, issuingName } from '../../lab/certificates.ts'
import { trustRoots } from '../../support/nss-database.ts'
import { networks, type ResolverName, range6, resolverAddress } from '../places.ts'
import { programFile } from '../program-file.ts'
import type { PcScene, Scene } from '../scene.ts'
import { boxAuthority } from './boxes.ts'
import { profileYaml } from './profile.ts'
import { addressesOf } from './resolvers.ts'
import type { WindowsOrder } from './windows-terminal.ts'

/** The agent's own deadline is 20 s; what it takes beyond that is told, and not waited for without end. */
const RUN_LIMIT_MS = 60_000

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'

export interface Ran {
  readonly exitCode: number | null
  /** What stood on the screen. */
  readonly screen: string
  readonly stderr: string
  /** Null where none was written. */
  readonly report: Report | null
  /** Of the whole process, milliseconds. */
  readonly wallMs: number
}

/** @param folder this run's own: nothing of another run's lies in it */
export async function runAgent(scene: Scene, folder: string): Promise<Ran> {
  const pc = scene.pc ?? {}
  const home = join(folder, 'home')
  mkdirSync(join(home, 'certificates'), { recursive: true })
  const { root, unknown, ...made } = await authorities()
  const installed = (await Promise.all((pc.roots ?? []).map(boxAuthority))).map(({ cert }) => cert)
  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  await trustRoots(home, [root.cert, ...installed, ...(pc.browserRoots ?? []).map(() => unknown.cert)])
  file('company-root.pem', made.company.cert)
  const report = join(folder, 'report.json')
  const flags = [
    ...(scene.profile === undefined ? ['ccass', 'dms', 'ccms'] : [file('profile.yaml', profileYaml(scene.profile))]).flatMap((each) => [
      '--profile',
      each,
    ]),
    ...['--site', file('site.yaml', siteYaml(scene))],
    ...['--root', file('root.pem', root.cert)],
    ...['--output', join(folder, 'output'), `--json=${report}`, '--lang', 'en'],
    ...(pc.browser === 'off' ? ['--browser', 'off'] : []),
    ...(pc.flags ?? []),
  ]
  const program =
    pc.system === 'windows'
      ? [
          fileURLToPath(new URL('./windows-terminal.ts', import.meta.url)),
          file(
            'windows.json',
            JSON.stringify({
              change: pc.windows ?? {},
              hosts: pc.hosts ?? [],
              home,
              resolvers: serversOf(pc.asks, scene.family),
              siteProxy: scene.siteFile?.proxy ?? 'system',
            } satisfies WindowsOrder),
          ),
        ]
      : [programFile]
  const startedMs = performance.now()
  const child = spawn(
    'nsenter',
    [
      '--net=/run/netns/pc',
      'unshare',
      '--mount',
      'sh',
      '-e',
      '-c',
      `${mounts(scene, file)}\nexec "$@"`,
      'sh',
      process.execPath,
      ...program,
      ...flags,
    ],
    {
      cwd: folder,
      env: environment(scene, home, file('system-roots.pem', installed.join(''))),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: RUN_LIMIT_MS,
      killSignal: 'SIGKILL',
    },
  )
  const [screen, stderr, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code))),
  ])
  const wallMs = performance.now() - startedMs
  return { exitCode, screen, stderr, report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : null, wallMs }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const piece of stream) text += String(piece)
  return text
}

export function environment(scene: Scene, home: string, systemRoots: string): NodeJS.ProcessEnv {
  const { pc = {} } = scene
  return {
    PATH: process.env.PATH,
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: pc.zone ?? 'Asia/Hong_Kong',
    // OpenSSL's name for it: with none of its own the machine's would be taken.
    SSL_CERT_FILE: systemRoots,
    SSL_CERT_DIR: join(home, 'certificates'),
    ...(pc.clock === undefined ? {} : fakeTime(pc.clock)),
    ...pc.env,
  }
}

/** libfaketime's: what is not a clock of the wall stays as it is. */
export function fakeTime(relative: string): NodeJS.ProcessEnv {
  return { LD_PRELOAD: FAKETIME, FAKETIME: relative, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_RESET: '1' }
}

/** By default HKEX's two. */
function serversOf(asks: PcScene['asks'] = ['preferred', 'alternate'], family?: Scene['family']): string[] {
  return asks.flatMap((each) => (each in resolverAddress ? addressesOf(each as ResolverName, family) : [each]))
}

/** Settings that lie in /etc and /sys, over the machine's own, for the agent and what it starts alone (or for what is run in its place). */
export function mounts({ pc = {}, family }: Scene, file: (name: string, content: string) => string): string {
  const servers = serversOf(pc.lookupAsks ?? pc.asks, family)
  const files = {
    '/etc/resolv.conf': file('resolv.conf', servers.map((each) => `nameserver ${each}\n`).join('')),
    '/etc/hosts': file('hosts', ['127.0.0.1 localhost', ...(pc.hosts ?? []), ''].join('\n')),
  }
  return [
    ...Object.entries(files).map(([path, over]) => `mount --bind ${over} ${path}`),
    'mount -t sysfs sysfs /sys',
    // The kernel's virtual cable as a network card: what has no device counts as a switch or a tunnel of the PC's own.
    'mkdir -p card/device card-work',
    'if [ -d /sys/devices/virtual/net/eth0 ]; then mount -t overlay overlay -o lowerdir=/sys/devices/virtual/net/eth0,upperdir=card,workdir=card-work /sys/devices/virtual/net/eth0; fi',
    ...(pc.policies === undefined ? [] : policyMount(pc.policies, file)),
  ].join('\n')
}

function policyMount(policies: NonNullable<PcScene['policies']>, file: (name: string, content: string) => string): string[] {
  const written = file('policies.json', JSON.stringify(policies))
  return [
    'mount -t tmpfs none /etc/chromium',
    'mkdir -p /etc/chromium/policies/managed',
    `cp ${written} /etc/chromium/policies/managed/ground.json`,
  ]
}

/** As a participant fills one in. */
function siteYaml({ siteFile, family = 'ipv4' }: Scene): string {
  const ranges = (centre: 'primary' | 'secondary') => [
    ...(family === 'ipv6' ? [] : [networks[centre].range]),
    ...(family === 'ipv4' ? [] : [range6(centre)]),
  ]
  const site: Record<string, unknown> = {
    resolvers: { hkex: [...addressesOf('preferred', family).slice(0, 1), ...addressesOf('alternate', family).slice(0, 1)] },
    addresses: { primary: ranges('primary'), secondary: ranges('secondary') },
    certificate: { issuers: [issuingName] },
    proxy: 'system',
    smartcard: 'off',
    contacts: {
      'site-it': { name: 'Ground IT desk', phone: '0000 0001' },
      'site-network': { name: 'Ground network team', phone: '0000 0002' },
      'line-vendor': { name: 'Ground line vendor', phone: '0000 0003' },
    },
    ...siteFile,
  }
  return stringify(Object.fromEntries(Object.entries(site).filter(([, value]) => value !== null)))
}
