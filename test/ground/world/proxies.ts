/** The site's proxies: squid and tinyproxy, squid that opens TLS, and our own for what they do not do. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { authorities } from '../../lab/certificates.ts'
import { hostOf } from '../../lab/places.ts'
import type { ProxyBehaviour } from '../../lab/proxy-server.ts'
import { HTTPS_PORT, PROXY_PORT, proxyAddress, resolverAddress, secondProxy, webAddresses } from '../places.ts'
import type { Interception, ProxyScene, Scene } from '../scene.ts'
import { boxAuthority } from './boxes.ts'
import { type Started, shell, startIn } from './commands.ts'
import { startNode } from './node-servers.ts'

const addressOf = { first: proxyAddress, second: secondProxy } as const
/** Where the router's own squid takes what is redirected to it. */
export const INTERCEPT_PORT = 3129

/** squid writes as its own user. */
function makeFolder(folder: string): void {
  shell(`mkdir -p ${folder} && chown proxy ${folder}`)
}

export async function startProxies(scene: Scene, folder: string): Promise<Started[]> {
  const wanted = Object.entries(scene.proxies ?? {}) as [keyof typeof addressOf, ProxyScene][]
  return Promise.all(wanted.map(([which, proxy]) => startProxy(proxy, addressOf[which], join(folder, which), scene)))
}

function startProxy(given: ProxyScene, address: string, folder: string, scene: Scene): Promise<Started> {
  makeFolder(folder)
  for (const [name, content] of Object.entries(given.files ?? {})) writeFileSync(join(folder, name), content)
  const proxy = { ...given, lines: (given.lines ?? []).map((line) => line.replaceAll('{folder}', folder)) }
  switch (proxy.software) {
    case 'squid':
      return startSquid([`http_port ${address}:${PROXY_PORT}`], proxy, folder)
    case 'bump':
      return startBump(`http_port ${address}:${PROXY_PORT}`, proxy, folder, 'site')
    case 'tinyproxy':
      return startTinyproxy(proxy, address, folder)
    case 'nginx':
      return startWebServer(proxy, address, folder)
    case 'node':
      return startOurOwn(proxy, address, folder, scene)
  }
}

/** What opens TLS to both names on its way through the site's router, where the scene's rules lead it there. */
export function startInterception(folder: string, interception: true | Interception): Promise<Started> {
  makeFolder(folder)
  const proxy: ProxyScene = { software: 'bump', opens: interception === true ? {} : interception }
  return startBump(`https_port ${INTERCEPT_PORT} intercept`, proxy, folder, 'router')
}

/** Ours but for those whose directive stands among the given ones. */
function unlessGiven(lines: readonly string[], given: readonly string[] = []): string[] {
  const [directive, theirs] = [(line: string) => line.split(' ', 1)[0], new Set(given.map((line) => line.split(' ', 1)[0]))]
  return lines.filter((line) => !theirs.has(directive(line)))
}

function squidLines(proxy: ProxyScene, folder: string): string[] {
  const own = [
    `dns_nameservers ${resolverAddress.preferred} ${resolverAddress.alternate}`,
    'visible_hostname proxy.site.example',
    // It refuses to run as root.
    'cache_effective_user proxy',
    'cache deny all',
    `cache_log ${folder}/cache.log`,
    'access_log none',
    'pid_filename none',
    `coredump_dir ${folder}`,
    'pinger_enable off',
    'netdb_filename none',
    'shutdown_lifetime 0 seconds',
    'connect_timeout 3 seconds',
    'forward_max_tries 2',
    'workers 1',
  ]
  // What no given rule has decided is allowed.
  return [...(proxy.lines ?? []), 'http_access allow all', ...unlessGiven(own, proxy.lines)]
}

function startSquid(
  ports: readonly string[],
  proxy: ProxyScene,
  folder: string,
  where: 'site' | 'router' = 'site',
  port = PROXY_PORT,
): Promise<Started> {
  const config = join(folder, 'squid.conf')
  writeFileSync(config, [...ports, ...squidLines(proxy, folder), ''].join('\n'))
  return startIn(where, 'squid', ['-N', '-f', config], join(folder, 'log'), { protocol: 'tcp', port })
}

async function startBump(port: string, proxy: ProxyScene, folder: string, where: 'site' | 'router'): Promise<Started> {
  const { root } = await authorities()
  const { authority = 'inspection', spares = [] } = proxy.opens ?? {}
  const signs = await boxAuthority(authority)
  writeFileSync(join(folder, 'ca.pem'), signs.cert + signs.key)
  writeFileSync(join(folder, 'root.pem'), root.cert)
  shell(`/usr/lib/squid/security_file_certgen -c -s ${folder}/certificates -M 4MB >/dev/null && chown -R proxy ${folder}`)
  const opens = [
    `sslcrtd_program /usr/lib/squid/security_file_certgen -s ${folder}/certificates -M 4MB`,
    'sslcrtd_children 1 startup=1 idle=1',
    `tls_outgoing_options cafile=${folder}/root.pem`,
    'acl step1 at_step SslBump1',
    'ssl_bump peek step1',
    // What is left alone comes before the rest.
    ...(spares.length === 0 ? [] : [`acl spared ssl::server_name ${spares.join(' ')}`, 'ssl_bump splice spared']),
    ...(proxy.lines ?? []),
    'ssl_bump bump all',
  ]
  const ports = [
    `${port} ssl-bump cert=${folder}/ca.pem generate-host-certificates=on dynamic_cert_mem_cache_size=4MB`,
    // squid wants a plain port as well.
    ...(where === 'router' ? ['http_port 3130'] : []),
  ]
  return startSquid(ports, { ...proxy, lines: opens }, folder, where, where === 'router' ? INTERCEPT_PORT : PROXY_PORT)
}

function startTinyproxy(proxy: ProxyScene, address: string, folder: string): Promise<Started> {
  const config = join(folder, 'tinyproxy.conf')
  writeFileSync(
    config,
    [
      `Port ${PROXY_PORT}`,
      `Listen ${address}`,
      'Timeout 5',
      ...unlessGiven(['MaxClients 50', `LogFile "${folder}/tinyproxy.log"`, 'ConnectPort 443'], proxy.lines),
      ...(proxy.lines ?? []),
      '',
    ].join('\n'),
  )
  return startIn('site', 'tinyproxy', ['-d', '-c', config], join(folder, 'log'), { protocol: 'tcp', port: PROXY_PORT })
}

/** Its lines are of the server block. */
function startWebServer({ lines = [] }: ProxyScene, address: string, folder: string): Promise<Started> {
  const config = join(folder, 'nginx.conf')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `  ${each}_temp_path ${folder}/${each};`)
  const server = [`  server { listen ${address}:${PROXY_PORT};`, ...lines, '  }']
  const http = ['http {', '  access_log off;', ...paths, ...server, '}']
  const main = ['daemon off;', 'master_process off;', `pid ${folder}/nginx.pid;`, 'error_log stderr warn;', 'user root;', 'events {}']
  writeFileSync(config, [...main, ...http, ''].join('\n'))
  const listening = { protocol: 'tcp', port: PROXY_PORT } as const
  return startIn('site', 'nginx', ['-p', folder, '-c', config, '-e', 'stderr'], join(folder, 'log'), listening)
}

function startOurOwn(proxy: ProxyScene, address: string, folder: string, scene: Scene): Promise<Started> {
  const behaviour = { answers: 'tunnel', leadsTo: 'primary', ...proxy.behaviour } as ProxyBehaviour
  const targets = Object.fromEntries(
    (['www', 'sso'] as const).map((site) => [
      `${hostOf[site]}:${HTTPS_PORT}`,
      { address: webAddresses[scene.live ?? 'primary'][site][0] ?? '', port: HTTPS_PORT },
    ]),
  )
  const server = { kind: 'proxy', place: { address, port: PROXY_PORT }, behaviour, targets } as const
  return startNode('site', { servers: [server] }, join(folder, 'log'), { protocol: 'tcp', port: PROXY_PORT })
}
