/** Whether TLS comes through the tunnels that the proxies opened. What the server's answer says is the tls check's business. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { type HelloAnswer, helloAnswer } from '../path/hello.ts'
import { question } from '../questions.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { ProxyCode } from './codes.ts'
import type { ProxyEvidence } from './evidence.ts'
import { argsOf, asSpare } from './judge-proxies.ts'
import { seenOf, unique } from './judge-ways.ts'

const codes: Readonly<Partial<Record<HelloAnswer['code'], ProxyCode>>> = {
  'path/hello-answered': 'proxy/hello-answered',
  'path/large-packets-lost': 'proxy/large-packets-lost',
}

/** One finding for each proxy and host; several ports of one host share it, and the first failure stands. */
export function helloFindings(evidence: ProxyEvidence, upstream: JudgeUpstream): Finding[] {
  const groups = Map.groupBy(evidence.handshakes, ({ host, port, via }) => `${host} ${port} ${via.kind === 'proxy' ? via.proxy : ''}`)
  const found = [...groups.values()].flatMap((records) => helloFinding(records, evidence, upstream))
  return unique(found.map(({ id }) => id)).flatMap((id) => {
    const same = found.filter((finding) => finding.id === id)
    return same.find(({ status }) => status !== 'ok') ?? same[0] ?? []
  })
}

function helloFinding(records: readonly HandshakeRecord[], evidence: ProxyEvidence, upstream: JudgeUpstream): Finding[] {
  const { host, port, via } = records[0] as HandshakeRecord
  if (via.kind !== 'proxy') return []
  const { code, failure } = helloAnswer(records)
  // Cut short: the tls check says that it was not judged.
  if (code === 'path/cut-short') return []
  const routes = evidence.routes.filter((route) => route.host === host && route.port === port && route.proxies.includes(via.proxy))
  const args = { ...argsOf(evidence, via.proxy, routes), host, port, seen: failure === null ? '' : seenOf(failure) }
  const found = codes[code] ?? 'proxy/hello-lost'
  const status = found === 'proxy/hello-answered' ? 'ok' : 'problem'
  const answer = asSpare({ code: found, status }, evidence, via.proxy, routes, upstream)
  return [{ id: question.proxyHello(via.proxy, host), check: 'proxy', subject: via.proxy, ...answer, args }]
}
