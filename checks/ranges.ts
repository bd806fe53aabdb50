import ipaddr from 'ipaddr.js'

/** Whether an address lies in one of the CIDR ranges. An address that does not parse lies in none. */
export function inRanges(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    const [base, bits] = ipaddr.parseCIDR(range)
    return base.kind() === parsed.kind() && parsed.match(base, bits)
  })
}

/** An address that no router carries: this PC itself, or nothing. */
export function isLoopbackOrUnspecified(address: string): boolean {
  return ipaddr.isValid(address) && ['loopback', 'unspecified'].includes(ipaddr.process(address).range())
}
