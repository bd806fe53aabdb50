/** Where in the evidence stands what a question was answered by. A new question needs a line here; until then its check's lists are searched. */

export interface EvidencePlace {
  /** "dns.queries": the check, then the field. */
  readonly path: string
  /** Only entries that speak of what the question was asked of; else all of them. */
  readonly own: boolean
  /** Only entries with these values. */
  readonly where: Readonly<Record<string, string>>
}

function own(path: string, where: EvidencePlace['where'] = {}): EvidencePlace {
  return { path, own: true, where }
}

function whole(path: string): EvidencePlace {
  return { path, own: false, where: {} }
}

const tls = [own('tls.handshakes')]
const proxySettings = whole('proxy.settings')
const card = [whole('smartcard')]

export const placesOf: Readonly<Record<string, readonly EvidencePlace[]>> = {
  'browser.page': [own('browser.visits'), whole('browser.notUsed'), own('page.visits')],
  'browser.policy': [whole('browser.policies')],
  'browser.popups': [whole('browser.policies')],
  'browser.present': [whole('browser.browsers'), whole('browser.notUsed')],
  'browser.secure-dns': [whole('browser.policies'), whole('browser.userSettings')],
  'browser.version': [whole('browser.browsers')],
  'clock.skew': [whole('clock'), whole('page.visits')],
  'clock.zone': [whole('clock')],
  'dns.agree': [own('dns.queries', { purpose: 'target' })],
  'dns.answer': [own('dns.queries', { purpose: 'target' })],
  'dns.configured': [whole('dns.resolvers'), whole('dns.adapters')],
  'dns.hosts': [own('dns.hosts.entries')],
  'dns.policy': [whole('dns.policyRules')],
  'dns.range': [own('dns.queries', { purpose: 'target' })],
  'dns.rewrite': [own('dns.queries', { purpose: 'nonexistent' })],
  'dns.speed': [own('dns.queries')],
  'dns.system': [own('dns.system'), own('dns.hosts.entries')],
  'dns.tcp': [own('dns.queries', { purpose: 'tcp' })],
  'dns.ttl': [own('dns.queries', { purpose: 'target' })],
  'host.doh': [whole('host.windows.dns')],
  'host.firewall': [whole('host.windows.firewall')],
  'host.os': [whole('host.os')],
  'host.restart': [whole('host.windows.restart')],
  'host.time-service': [whole('host.windows.time')],
  'network.route': [whole('host.interfaces'), whole('host.links'), whole('host.routes')],
  'network.ways': [whole('host.links'), whole('host.routes')],
  'page.reach': [own('page.visits'), own('browser.visits')],
  'path.connect': [own('path.connections')],
  'path.hello': [own('path.handshakes'), own('path.connections')],
  'path.host': [own('path.connections'), own('path.handshakes')],
  'path.loss': [whole('dns.queries')],
  'path.speed': [own('path.connections')],
  'proxy.hello': [own('proxy.handshakes'), own('proxy.tunnels')],
  'proxy.need': [own('proxy.routes'), own('proxy.tunnels'), proxySettings],
  'proxy.pac': [own('proxy.pac'), proxySettings],
  'proxy.reach': [own('proxy.reach'), proxySettings],
  'proxy.tunnel': [own('proxy.tunnels'), own('proxy.routes')],
  // What was not recorded: there is nothing to show.
  'run.check': [],
  'site.value': [],
  'smartcard.card': card,
  'smartcard.driver': card,
  'smartcard.reader': card,
  'smartcard.service': card,
  'tls.dates': tls,
  'tls.handshake': tls,
  'tls.issuer': tls,
  'tls.name': tls,
  'tls.strength': tls,
  'tls.trust': tls,
}
