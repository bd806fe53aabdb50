/** Evidence that keeps to every bound and takes a judge long: what a stranger would send to keep the helpdesk busy. */

import type { Signer } from '../../../agent/cms/signer.ts'
import type { Evidence } from '../../../agent/judge.ts'
import type { Settings } from '../../../checks/settings.ts'
import { sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, withJson } from '../../bundle/tampering.ts'

/**
 * Every server fails for every name in a way of its own, so that each failure is a finding with causes to weigh against all others.
 *
 * @param items of each list; the bundle's format allows 2,000 answers, 256 targets and as many servers
 */
export async function heavyBundle(signer: Signer, items: number): Promise<Buffer> {
  const files = filesOf(await sealed('dns-alternate-silent', signer))
  const settings = jsonOf<Settings>(files, 'settings.json')
  const evidence = jsonOf<Evidence>(files, 'evidence.json')
  const failed = evidence.dns?.queries.find(({ outcome }) => outcome.kind === 'failed')
  const [resolver] = evidence.dns?.resolvers ?? []
  const [target] = settings.targets
  if (evidence.dns === undefined || failed === undefined || resolver === undefined || target === undefined) {
    throw new Error('the scenario has no answer of DNS that failed')
  }
  const list = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
  const targets = Math.min(items, 256)
  const servers = Math.min(items, 200)
  const host = (index: number) => `host-${index % targets}.example`
  const server = (index: number) => `10.1.0.${index % servers}`
  const role = (index: number) => `configured-${index + 1}` as const
  const heavier = {
    ...evidence,
    dns: {
      ...evidence.dns,
      resolvers: list(servers, (index) => ({
        ...resolver,
        id: `${server(index)}:53`,
        address: server(index),
        port: 53,
        roles: [role(index)],
      })),
      queries: list(items, (index) => ({ ...failed, name: host(index), resolver: `${server(index * 7)}:53`, purpose: 'target' })),
    },
  }
  const changed = withJson(withJson(files, 'evidence.json', heavier), 'settings.json', {
    ...settings,
    targets: list(targets, (index) => ({ ...target, id: `t${index}`, host: host(index), url: `https://${host(index)}/` })),
    resolvers: list(servers, (index) => ({ address: server(index), port: 53, roles: [role(index)] })),
  })
  return resealed(changed, signer)
}
