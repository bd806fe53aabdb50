export const hostCodes = [
  'network/has-route',
  'network/no-route',
  'network/no-address',
  'network/link-down',
  'network/ways',
  'network/several-routes',
  'host/os-supported',
  'host/os-extended',
  'host/os-unsupported',
  'host/os-unknown',
  'host/os-noted',
  'host/doh-off',
  'host/doh',
  'host/firewall',
  'host/firewall-outbound',
  'host/no-reboot-pending',
  'host/reboot-noted',
  'host/reboot-pending',
  'host/time-service-noted',
  'host/time-service',
] as const
export type HostCode = (typeof hostCodes)[number]

export const hostCauseCodes = [
  'network/link-down',
  'network/no-address',
  'network/no-route',
  'network/several-routes',
  'host/os-unsupported',
  'host/os-unknown',
  'host/doh',
  'host/firewall-outbound',
  'host/reboot-pending',
  'host/time-service',
] as const satisfies readonly HostCode[]
export type HostCauseCode = (typeof hostCauseCodes)[number]
