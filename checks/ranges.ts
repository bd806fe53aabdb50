import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address lies in one of the CIDR ranges. An address that does not parse lies in none. */
export function inRanges(address: string, ranges: readonly string[]): boolean {
  const parsed = parse(address)
  return (
    parsed !== undefined &&
    ranges.some((range) => {
      const [base, bits] = parseRange(range)
      return base.kind() === parsed.kind() && parsed.match(base, bits)
    })
  )
}

/** An address that no router carries: this PC itself, or nothing. */
export function isLoopbackOrUnspecified(address: string): boolean {
  return ['loopback', 'unspecified'].includes(parse(address)?.range() ?? '')
}

type Address = ReturnType<typeof ipaddr.process>

/** What is plainly IPv4 is not tried as IPv6 first: the patterns for that take a millisecond to compile. */
function parse(address: string): Address | undefined {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address)
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined
}

function parseRange(range: string): [Address, number] {
  return isIP(range.split('/', 1)[0] ?? '') === 4 ? ipaddr.IPv4.parseCIDR(range) : ipaddr.parseCIDR(range)
}
