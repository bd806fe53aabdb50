/** Names by which products that open TLS sign the certificates that they show. */

interface InspectionProduct {
  readonly product: string
  /** Tested against the value of one part of an issuer's name, whole. */
  readonly commonName?: RegExp
  readonly organisation?: RegExp
  /** Where the name is printed. */
  readonly source: string
}

/** Chromium's list of software that answers in a server's place ("mitm_software"), as its browsers ship it. */
const CHROMIUM =
  'https://chromium.googlesource.com/chromium/src/+/main/chrome/browser/resources/ssl/ssl_error_assistant/ssl_error_assistant.asciipb'
/** Tailscale's list of firewalls that it has seen answer in its servers' place. */
const TAILSCALE = 'https://github.com/tailscale/tailscale/blob/main/net/tlsdial/blockblame/blockblame.go'

/**
 * Products, and only names that a source prints. A product that signs with a name of the customer's own choosing (squid,
 * sslsplit, Check Point and most others can) is not to be recognised so; its root, or the expected issuer, tells.
 */
export const inspectionProducts: readonly InspectionProduct[] = [
  { product: 'Zscaler', organisation: /^Zscaler\b.*/i, source: CHROMIUM },
  { product: 'Netskope', organisation: /^Netskope\b.*/i, source: 'https://github.com/D4-project/Plum-Island/issues/41' },
  { product: 'Cisco Umbrella', commonName: /^Cisco Umbrella (?:Root CA|Primary SubCA|Secondary SubCA.*)$/i, source: CHROMIUM },
  {
    product: 'Cloudflare Gateway',
    commonName: /^Gateway CA - Cloudflare Managed\b.*/i,
    source: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-devices/user-side-certificates/manual-deployment/',
  },
  { product: 'Forcepoint', commonName: /^Forcepoint Cloud CA$/i, organisation: /^Forcepoint LLC$/i, source: CHROMIUM },
  { product: 'Symantec / Blue Coat ProxySG', organisation: /^Blue Coat.*/i, source: CHROMIUM },
  { product: 'McAfee / Skyhigh Web Gateway', commonName: /^McAfee Web Gateway\b.*/i, source: CHROMIUM },
  {
    product: 'Fortinet FortiGate',
    commonName: /^FortiGate CA$|^Fortinet_CA_SSL$/i,
    organisation: /^Fortinet(?: Ltd\.?)?$/i,
    source: CHROMIUM,
  },
  { product: 'Palo Alto Networks', commonName: /^PAN-FW\b.*/i, organisation: /^Palo Alto Networks\b.*/i, source: TAILSCALE },
  {
    product: 'Sophos',
    commonName: /^(?:Sophos SSL CA_[A-Z0-9-]+|Sophos_CA_[A-Z0-9]+|sophosutm Proxy CA|Sophos Web Appliance)$/i,
    organisation: /^(?:Sophos(?: Plc| Ltd\.?)?|sophosutm)$/i,
    source: CHROMIUM,
  },
  { product: 'SonicWall', organisation: /^HTTPS Management Certificate for SonicWALL.*/i, source: CHROMIUM },
  { product: 'Cyberoam', organisation: /^Cyberoam Certificate Authority$/i, source: CHROMIUM },
  { product: 'Smoothwall', commonName: /^Smoothwall-default-root-certificate-authority$/i, source: CHROMIUM },
  { product: 'ContentKeeper', organisation: /^ContentKeeper Technologies$/i, source: CHROMIUM },
  { product: 'Trend Micro InterScan', commonName: /^IWSS\.TREND$/i, source: CHROMIUM },
  { product: 'Aruba', organisation: /^Aruba Networks\b.*/i, source: TAILSCALE },
  { product: 'Kaspersky', commonName: /^Kaspersky Anti-Virus Personal Root(?: Certificate)?$/i, source: CHROMIUM },
  {
    product: 'ESET',
    commonName: /^ESET SSL Filter CA$/i,
    source: 'https://forum.eset.com/topic/40702-eset-ssl-protection-produces-an-invalid-certificate-chain-for-nodejs-apps/',
  },
  { product: 'Avast', commonName: /^avast!? Web\/Mail Shield\b.*/i, organisation: /^avast!? Web\/Mail Shield$/i, source: CHROMIUM },
  { product: 'Norton', organisation: /^Norton Web\/Mail Shield$/i, source: 'https://github.com/matlab/matlab-mcp-server/issues/100' },
  { product: 'Bitdefender', commonName: /^Bitdefender Personal CA\b.*/i, source: CHROMIUM },
  { product: 'mitmproxy', commonName: /^mitmproxy$/i, source: 'https://github.com/mitmproxy/mitmproxy/blob/main/mitmproxy/options.py' },
]

/** The product whose name stands in one of the issuers' names, each given as its parts. */
export function inspectionProduct(issuers: readonly (readonly { readonly type: string; readonly value: string }[])[]): string | undefined {
  const parts = issuers.flat()
  const has = (type: string, pattern: RegExp | undefined) =>
    pattern !== undefined && parts.some((part) => part.type === type && pattern.test(part.value))
  return inspectionProducts.find(({ commonName, organisation }) => has('CN', commonName) || has('O', organisation))?.product
}
