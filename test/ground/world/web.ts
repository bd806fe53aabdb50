/** Web servers: nginx, and our own for what it cannot do. */

import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { authorities } from '../../lab/certificates.ts'
import { LOG_ON_PATH, landingPage, logOnPage, portalPage } from '../../lab/pages.ts'
import { hostOf, type SiteName } from '../../lab/places.ts'
import { goodSite } from '../../lab/site-behaviour.ts'
import { type Centre, HTTPS_PORT, inIpv6, pacAddress, portalAddress, stray, type Where, webAddresses } from '../places.ts'
import type { Scene, WebScene } from '../scene.ts'
import { groundCertificate } from './certificates.ts'
import { type Started, startIn } from './commands.ts'
import { type NodeServer, startNode } from './node-servers.ts'

export interface WebSettings {
  readonly folder: string
  /** The ground's time, milliseconds since 1970. */
  readonly nowMs: number
  /** Of libfaketime, where the ground's time is not this machine's. */
  readonly env: NodeJS.ProcessEnv
}

/** One name at some addresses, all alike. */
interface Server {
  readonly site: SiteName
  readonly addresses: readonly string[]
  readonly scene: WebScene
}

export async function startCentre(centre: Centre, scene: Scene, settings: WebSettings): Promise<Started[]> {
  const servers = (['www', 'sso'] as const).flatMap((site) =>
    serversOf(site, addressesOf(centre, site, scene.family), scene.web?.[centre]?.[site] ?? {}),
  )
  return startServers(centre, servers, [], settings)
}

function addressesOf(centre: Centre, site: SiteName, family: Scene['family'] = 'ipv4'): string[] {
  const ipv4 = webAddresses[centre][site]
  return [...(family === 'ipv6' ? [] : ipv4), ...(family === 'ipv4' ? [] : ipv4.map((each) => inIpv6(centre, each)))]
}

function serversOf(site: SiteName, addresses: readonly string[], { last, ...scene }: WebScene): Server[] {
  if (last === undefined) return [{ site, addresses, scene }]
  return [
    { site, addresses: addresses.slice(0, -1), scene },
    { site, addresses: addresses.slice(-1), scene: { ...scene, ...last } },
  ]
}

/** The site's own: its proxy script, where an authority publishes its certificate, a guest network's sign-in page, and strangers in place of the two names. */
export async function startSiteWeb(scene: Scene, settings: WebSettings): Promise<Started[]> {
  const strangers =
    scene.strayWeb === undefined
      ? []
      : (['www', 'sso'] as const).map((site): Server => ({ site, addresses: [stray], scene: scene.strayWeb ?? {} }))
  const pac =
    scene.pac === undefined
      ? []
      : 'lines' in scene.pac
        ? scene.pac.lines
        : [serve('/proxy.pac', 'application/x-ns-proxy-autoconfig', scene.pac.script)]
  const issuing = new X509Certificate((await authorities()).issuing.cert).raw
  mkdirSync(settings.folder, { recursive: true })
  writeFileSync(join(settings.folder, 'issuing.cer'), issuing)
  const plain = [
    'server {',
    `  listen ${pacAddress}:80;`,
    `  location = /issuing.cer { default_type application/pkix-cert; root ${settings.folder}; }`,
    ...pac,
    '}',
    'server {',
    `  listen ${portalAddress}:80;`,
    `  ${serve('/', 'text/html', portalPage)}`,
    '}',
  ]
  const portal = scene.portal === true ? [await portalBlock(settings)] : []
  return startServers('site', strangers, [...plain, ...portal.flat()], settings)
}

async function portalBlock({ folder, nowMs }: WebSettings): Promise<string[]> {
  const { key, cert } = await groundCertificate('wrong-name', 'portal', nowMs)
  writeFileSync(join(folder, 'portal.key'), key)
  writeFileSync(join(folder, 'portal.pem'), cert)
  return [
    'server {',
    `  listen ${portalAddress}:${HTTPS_PORT} ssl;`,
    `  ssl_certificate ${folder}/portal.pem;`,
    `  ssl_certificate_key ${folder}/portal.key;`,
    `  ${serve('/', 'text/html', portalPage)}`,
    '}',
  ]
}

/** A page out of the configuration itself. */
export function serve(path: string, type: string, content: string): string {
  // nginx takes $ for a variable everywhere, and knows no way to write one.
  return `location ${path} { default_type "${type}"; charset utf-8; return 200 '${content.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('$', '')}'; }`
}

async function startServers(where: Where, servers: readonly Server[], more: readonly string[], settings: WebSettings): Promise<Started[]> {
  const by = (software: WebScene['software']) =>
    servers.filter(({ scene, addresses }) => (scene.software ?? 'nginx') === software && addresses.length > 0)
  const [served, own] = [by('nginx'), by('node')]
  mkdirSync(settings.folder, { recursive: true })
  const started: Promise<Started>[] = []
  if (served.length > 0 || more.length > 0) started.push(startNginx(where, served, more, settings))
  if (own.length > 0) started.push(startOurOwn(where, own, settings))
  return Promise.all(started)
}

async function startNginx(where: Where, servers: readonly Server[], more: readonly string[], settings: WebSettings): Promise<Started> {
  const { folder, env } = settings
  const blocks = await Promise.all(servers.map((server, at) => serverBlock(server, join(folder, `${server.site}-${at}`), settings)))
  // Old protocols and weak keys are shown and judged; only a library that lets everything pass can show them.
  writeFileSync(
    join(folder, 'openssl.cnf'),
    'openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = any\n[any]\nMinProtocol = TLSv1\nCipherString = DEFAULT:@SECLEVEL=0\n',
  )
  const config = join(folder, 'nginx.conf')
  writeFileSync(
    config,
    [
      'daemon off;',
      'master_process off;',
      `pid ${folder}/nginx.pid;`,
      'error_log stderr warn;',
      'user root;',
      'events {}',
      'http {',
      '  access_log off;',
      ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `  ${each}_temp_path ${folder}/${each};`),
      ...blocks.flat(),
      ...more,
      '}',
      '',
    ].join('\n'),
  )
  const port = servers.length > 0 ? HTTPS_PORT : 80
  return startIn(
    where,
    'nginx',
    ['-p', folder, '-c', config, '-e', 'stderr'],
    join(folder, 'nginx.log'),
    { protocol: 'tcp', port },
    { ...env, OPENSSL_CONF: join(folder, 'openssl.cnf') },
  )
}

async function serverBlock({ site, addresses, scene }: Server, files: string, { nowMs }: WebSettings): Promise<string[]> {
  const { key, cert, staple } = await groundCertificate(scene.certificate ?? 'good', hostOf[site], nowMs)
  writeFileSync(`${files}.key`, key)
  writeFileSync(`${files}.pem`, cert)
  if (staple !== undefined) writeFileSync(`${files}.ocsp`, staple)
  if (scene.ciphers !== undefined) writeFileSync(`${files}.dh`, diffieHellman())
  if (scene.clientCertificate !== undefined) writeFileSync(`${files}.clients.pem`, (await authorities()).company.cert)
  const http2 = scene.http2 === true ? ' http2' : ''
  const ssl = scene.tls === false ? '' : ' ssl'
  return [
    'server {',
    ...addresses.map((each) => `  listen ${each.includes(':') ? `[${each}]` : each}:${HTTPS_PORT}${ssl}${http2};`),
    `  server_name ${hostOf[site]};`,
    `  ssl_certificate ${files}.pem;`,
    `  ssl_certificate_key ${files}.key;`,
    `  ssl_protocols ${scene.protocols ?? 'TLSv1.2 TLSv1.3'};`,
    ...(scene.ciphers === undefined ? [] : [`  ssl_ciphers ${scene.ciphers};`, `  ssl_dhparam ${files}.dh;`]),
    ...(staple === undefined ? [] : ['  ssl_stapling on;', `  ssl_stapling_file ${files}.ocsp;`]),
    ...(scene.clientCertificate === undefined
      ? []
      : [
          `  ssl_client_certificate ${files}.clients.pem;`,
          `  ssl_verify_client ${scene.clientCertificate === 'demanded' ? 'on' : 'optional'};`,
        ]),
    '  location = /favicon.ico { return 204; }',
    ...(scene.pages ?? printedPages(site)),
    ...(scene.lines ?? []),
    '}',
  ]
}

/** A group that everybody knows (RFC 7919): without one nginx offers no ciphers that need it. */
function diffieHellman(): string {
  return execFileSync('openssl', ['genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048'], { encoding: 'utf8' })
}

/** As HKEX printed them, marked so that nobody takes them for HKEX's. */
function printedPages(site: SiteName): string[] {
  const ssoUrl = `https://${hostOf.sso}/sso`
  return site === 'www'
    ? [serve('= /', 'text/html', landingPage('/', ssoUrl)), serve('= /dms', 'text/html', landingPage('/dms', ssoUrl))]
    : [`location = /sso { return 302 ${LOG_ON_PATH}; }`, serve(`= ${LOG_ON_PATH}`, 'text/html', logOnPage())]
}

async function startOurOwn(where: Where, servers: readonly Server[], { folder, nowMs }: WebSettings): Promise<Started> {
  const wanted = servers.flatMap(({ site, addresses, scene }) =>
    addresses.map(
      (address): NodeServer => ({
        kind: 'site',
        site,
        place: { address, port: HTTPS_PORT },
        behaviour: { ...goodSite, ...scene.behaviour },
        context: { ssoUrl: `https://${hostOf.sso}/sso`, timeShiftMs: nowMs - Date.now() },
      }),
    ),
  )
  const refusing = wanted.every((each) => each.kind === 'site' && each.behaviour.tcp === 'refuse')
  if (refusing) return { pid: 0, stop: async () => {} }
  return startNode(where, { servers: wanted, authorities: await authorities() }, join(folder, 'node.log'), {
    protocol: 'tcp',
    port: HTTPS_PORT,
  })
}
