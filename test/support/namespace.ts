/** Runs a program in a network of its own (Linux namespaces): ports below 1024 and a network that swallows everything, without touching the machine's. */

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Network =
  /** Loopback alone. */
  | 'loopback'
  /** Loopback, and a link to a router that forwards nothing: every outside address stays silent. */
  | 'silent'
  /** Not even loopback. */
  | 'none'

const setUp: Readonly<Record<Network, string>> = {
  none: '',
  loopback: 'ip link set lo up',
  silent: [
    'ip link set lo up',
    'ip link add veth0 type veth peer name veth1',
    'ip addr add 198.51.100.2/24 dev veth0',
    'ip link set veth0 up',
    'ip link set veth1 up',
    'ip neigh add 198.51.100.1 lladdr 02:00:00:00:00:01 dev veth0',
    'ip route add default via 198.51.100.1',
  ].join(' && '),
}

/** Why namespaces cannot be had here; undefined where they can. */
export function noNamespaces(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  const tried = spawnSync('unshare', ['-Urnm', 'sh', '-c', `${setUp.silent} && mount -t tmpfs none /mnt`], { encoding: 'utf8' })
  return tried.status === 0 ? undefined : `unshare cannot make them here (${tried.stderr?.trim() || String(tried.error)})`
}

export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `file` in such a network, with these name servers in its resolv.conf. */
export async function runIn(network: Network, nameservers: readonly string[], file: string, args: readonly string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-namespace-'))
  const resolvConf = join(folder, 'resolv.conf')
  writeFileSync(resolvConf, nameservers.map((each) => `nameserver ${each}\n`).join(''))
  const script = [setUp[network], `mount --bind "$RESOLV_CONF" /etc/resolv.conf`, 'exec "$@"'].filter((line) => line !== '').join(' && ')
  const child = spawn('unshare', ['-Urnm', 'sh', '-c', script, 'sh', file, ...args], {
    env: { ...process.env, RESOLV_CONF: resolvConf },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, exitCode] = await Promise.all([collect(child.stdout), collect(child.stderr), ended(child)])
  rmSync(folder, { recursive: true, force: true })
  return { exitCode, stdout, stderr }
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
}
