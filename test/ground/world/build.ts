/** From a scene to a ground that stands: networks, servers, rules; and what changes between two sessions. */

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Centre, inIpv6, type ResolverName, siteAddresses, sso, www } from '../places.ts'
import type { Scene } from '../scene.ts'
import { runIn, type Started, shell } from './commands.ts'
import { setRules } from './firewall.ts'
import { startInterception, startProxies } from './proxies.ts'
import { addressesOf, startResolver } from './resolvers.ts'
import { startSmartcards } from './smartcards.ts'
import { fakeTime } from './terminal.ts'
import { makeNetworks } from './topology.ts'
import { startCentre, startSiteWeb } from './web.ts'
import { type Records, recordsAt } from './zone.ts'

export interface Ground {
  /**
   * As the next session has it: DNS leads elsewhere, the web servers of both data centres and the rules are others; whatever keeps what
   * it was told goes on keeping it (the site's forwarder and its proxies, which stay as they were built).
   */
  change(scene: Scene): Promise<void>
}

const hkex = ['preferred', 'alternate'] as const satisfies readonly ResolverName[]

export async function build(scene: Scene, folder: string): Promise<Ground> {
  makeNetworks(scene)
  // The site's NAT stands before anybody is asked; what is forbidden comes last.
  setRules({})
  const settings = (name: string) => ({
    folder: join(folder, name),
    nowMs: serversNow(scene),
    env: scene.serversTime === undefined ? {} : fakeTime(scene.serversTime),
  })
  const startCentres = (next: Scene) =>
    Promise.all((['primary', 'secondary'] as const).map((centre) => startCentre(centre, next, settings(centre)))).then((each) =>
      each.flat(),
    )
  let [names, web] = await Promise.all([
    startHkexNames(scene, scene.cachedFrom ?? scene.live, folder),
    startCentres(scene),
    startResolverIfAsked(scene, folder),
    needsSiteWeb(scene) ? startSiteWeb(scene, settings('site')) : [],
    startProxies(scene, folder),
    scene.interception === undefined ? null : startInterception(join(folder, 'interception'), scene.interception),
    startSmartcards(scene, folder),
  ])
  const leadTo = async (centre: Scene['live'], next: Scene) => {
    for (const each of names) await each.stop()
    names = await startHkexNames(next, centre, folder)
  }
  wakeNeighbours(scene)
  if (scene.cachedFrom !== undefined) {
    warmForwarder(scene)
    await leadTo(scene.live, scene)
  }
  obey(scene)
  return {
    async change(next) {
      await leadTo(next.live, next)
      for (const each of web) await each.stop()
      web = await startCentres(next)
      obey(next)
    },
  }
}

/** Machines that have just been plugged in look for one another first, which takes a second where the first call is lost: a ground is older than that. */
function wakeNeighbours({ family = 'ipv4' }: Scene): void {
  const far = [
    ...hkex.flatMap((name) => addressesOf(name, family)),
    ...(['primary', 'secondary'] as const).flatMap((centre) =>
      Object.values(recordsAt(centre, family)).flatMap((record) => ('addresses' in record ? record.addresses : [])),
    ),
    ...siteAddresses.map((each) => (family === 'ipv6' ? inIpv6('lan', each) : each)),
  ]
  // The kernel tells of a new cable's state some time after it carries packets.
  shell("until ip -n pc -o link show eth0 | grep -q 'state UP'; do sleep 0.02; done")
  shell(`${far.map((each) => `ping -q -c 1 -W 3 ${each} >/dev/null &`).join('\n')}\nwait`, 'pc')
}

function obey(scene: Scene): void {
  runEverywhere('nft flush ruleset')
  setRules(scene)
  for (const { at, line } of scene.commands ?? []) shell(line, at)
}

function runEverywhere(line: string): void {
  for (const where of ['pc', 'router', 'line', 'primary', 'secondary', 'names', 'site'] as const) shell(line, where)
}

async function startHkexNames(scene: Scene, centre: Centre = 'primary', folder: string): Promise<Started[]> {
  const records: Records = { ...recordsAt(centre, scene.family), ...scene.records }
  const started = await Promise.all(hkex.map((name) => startResolver(name, scene, records, folder)))
  return started.filter((each) => each !== null)
}

async function startResolverIfAsked(scene: Scene, folder: string): Promise<Started | null> {
  return scene.resolvers?.forwarder === undefined
    ? null
    : startResolver('forwarder', scene, recordsAt(scene.live ?? 'primary', scene.family), folder)
}

/** Both names are asked for once, as somebody's PC did this morning. */
function warmForwarder({ family }: Scene): void {
  const [address = ''] = addressesOf('forwarder', family)
  for (const name of [www, sso]) for (const type of ['A', 'AAAA']) runIn('pc', 'dig', [`@${address}`, '+time=5', '+tries=1', name, type])
}

function needsSiteWeb({ pac, portal, strayWeb, web }: Scene): boolean {
  const fetched = Object.values(web ?? {}).some((sites) =>
    Object.values(sites).some(({ certificate }) => certificate === 'missing-intermediate-named'),
  )
  return pac !== undefined || portal === true || strayWeb !== undefined || fetched
}

/** What time it is for the servers. */
function serversNow({ serversTime }: Scene): number {
  if (serversTime === undefined) return Date.now()
  return Number(execFileSync('date', ['+%s'], { encoding: 'utf8', env: { ...process.env, ...fakeTime(serversTime) } })) * 1000
}
