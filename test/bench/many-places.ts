/** Where the far end of (c) stands (documentation addresses, RFC 5737). */

export const resolverAddresses = ['203.0.113.251', '203.0.113.252'] as const
export const hostName = (index: number) => `target-${index}.bench.example`
export const addressOf = (index: number) => `203.0.113.${index + 1}`
