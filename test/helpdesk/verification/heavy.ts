/** Evidence that keeps to every bound and takes a judge long: what a stranger would send to keep the helpdesk busy. */

import type { Signer } from '../../../agent/cms/signer.ts'
import type { Evidence } from '../../../agent/judge.ts'
import type { Settings } from '../../../checks/settings.ts'
import { sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, withJson } from '../../bundle/tampering.ts'

/**
 * Every address refuses for every host: each refusal is a finding, with causes for each host to be weighed against each other's.
 *
 * @param addresses up to 2,000
 * @param hosts up to 256
 */
export async function heavyBundle(signer: Signer, addresses: number, hosts: number): Promise<Buffer> {
  const files = filesOf(await sealed('dns-hosts-override', signer))
  const settings = jsonOf<Settings>(files, 'settings.json')
  const evidence = jsonOf<Evidence>(files, 'evidence.json')
  const { path } = evidence
  const refused = path?.connections.find(({ connect }) => connect !== null && connect.failure !== null)
  const [target] = settings.targets
  if (path === undefined || refused === undefined || target === undefined) throw new Error('the scenario has no refusal')
  const list = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
  const names = list(hosts, (index) => `h${index}`)
  const connections = list(addresses, (index) => ({ ...refused, address: `10.0.${index >> 8}.${index & 255}`, hosts: names }))
  const targets = names.map((host) => ({ ...target, id: host, host, url: `https://${host}/` }))
  const heavier = withJson(files, 'evidence.json', { ...evidence, path: { ...path, connections } })
  return resealed(withJson(heavier, 'settings.json', { ...settings, targets }), signer)
}
