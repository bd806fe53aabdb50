export const proxyCodes = [
  'proxy/direct',
  'proxy/used',
  'proxy/required',
  'proxy/route-unknown',
  'proxy/settings-unread',
  'proxy/not-the-users-session',
  'proxy/reachable',
  'proxy/unreachable',
  'proxy/name-unresolved',
  'proxy/not-tried',
  'proxy/tunnels',
  'proxy/authentication',
  'proxy/integrated-authentication',
  'proxy/forbids',
  'proxy/upstream-fails',
  'proxy/refuses',
  'proxy/no-reply',
  'proxy/drops',
  'proxy/not-a-proxy',
  'proxy/kind-not-spoken',
  'proxy/hello-answered',
  'proxy/hello-lost',
  'proxy/large-packets-lost',
  'proxy/pac-evaluated',
  'proxy/pac-unavailable',
  'proxy/pac-invalid',
  'proxy/pac-not-finished',
  'proxy/nothing-detected',
] as const
export type ProxyCode = (typeof proxyCodes)[number]

/** Codes of findings that name the cause as well. */
export type ProxyCauseCode = Extract<
  ProxyCode,
  | 'proxy/required'
  | 'proxy/unreachable'
  | 'proxy/name-unresolved'
  | 'proxy/authentication'
  | 'proxy/forbids'
  | 'proxy/upstream-fails'
  | 'proxy/refuses'
  | 'proxy/no-reply'
  | 'proxy/drops'
  | 'proxy/not-a-proxy'
  | 'proxy/hello-lost'
  | 'proxy/large-packets-lost'
  | 'proxy/pac-unavailable'
  | 'proxy/pac-invalid'
>
