export const hostCodes = ['network/has-route', 'network/no-route', 'network/no-address', 'network/link-down'] as const
export type HostCode = (typeof hostCodes)[number]
export type HostCauseCode = Exclude<HostCode, 'network/has-route'>
