/**
 * What applications wait for a name: Windows tries its servers after 1, 2 and 4 s (Microsoft, "DNS client resolution
 * timeouts"); glibc gives each server 5 s (resolv.conf(5)), so that with a dead preferred server the answer comes from
 * the alternate after 5 s.
 */
const LOOKUP_LIMIT_MS = { windows: 4500, others: 6500 } as const

export function lookupLimitMs(platform: NodeJS.Platform): number {
  return platform === 'win32' ? LOOKUP_LIMIT_MS.windows : LOOKUP_LIMIT_MS.others
}

/** A query is sent again at these moments: four chances on a line that loses packets, each with a whole bad round trip (600 ms) before the next. */
export const SEND_AT_MS = [0, 600, 1300, 2000] as const

/** From this one on without EDNS: old servers and firewalls drop what they do not know (RFC 6891 section 6.2.5), and Windows asks without it. */
export const FIRST_PLAIN = 2
