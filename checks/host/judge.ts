import { defineJudge, type Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { HostCode } from './codes.ts'
import type { HostEvidence } from './evidence.ts'

export const hostJudge = defineJudge({
  id: 'host',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).hostEvidenceSchema,
  judge(evidence) {
    const finding = { id: question.networkRoute(), check: 'host', subject: 'PC' } as const
    const addresses = usableAddresses(evidence)
    const args = {
      addresses,
      linksDown: evidence.links.filter(({ state }) => state === 'down').map(({ name }) => name),
      destinations: evidence.routes.filter(({ failure }) => failure !== null).map(({ destination }) => destination),
    }
    const code = codeOf(evidence, addresses)
    return [{ ...finding, code, status: code === 'network/has-route' ? 'ok' : 'problem', args } satisfies Finding]
  },
})

/** One way out is enough: which destinations lack one, the checks of dns and path say. */
function codeOf(evidence: HostEvidence, addresses: readonly string[]): HostCode {
  if (evidence.routes.some(({ source }) => source !== null)) return 'network/has-route'
  if (addresses.length > 0) return evidence.routes.length > 0 ? 'network/no-route' : 'network/has-route'
  const links = evidence.links.filter(({ state }) => state !== 'unknown')
  return links.length > 0 && links.every(({ state }) => state === 'down') ? 'network/link-down' : 'network/no-address'
}

/** Addresses that reach beyond this PC: not its own loopback, and not the ones that it gave itself for want of DHCP (RFC 3927, RFC 4291). */
function usableAddresses(evidence: HostEvidence): string[] {
  return evidence.interfaces
    .filter(({ address, internal }) => !internal && !address.startsWith('169.254.') && !/^fe[89ab]/i.test(address))
    .map(({ address }) => address)
}
