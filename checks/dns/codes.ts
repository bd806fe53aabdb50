export const dnsCodes = [
  'dns/answered',
  'dns/resolver-silent',
  'dns/resolver-closed',
  'dns/resolver-unreachable',
  'dns/resolver-refuses',
  'dns/resolver-fails',
  'dns/name-unknown',
  'dns/no-address',
  'dns/cname-loop',
  'dns/malformed-answer',
  'dns/local-block',
  'dns/cut-short',
  'dns/address-expected',
  'dns/address-unexpected',
  'dns/answers-agree',
  'dns/answers-differ',
  'dns/system-answers',
  'dns/system-differs',
  'dns/system-fails',
  'dns/system-not-asked',
  'dns/hosts-clear',
  'dns/hosts-unread',
  'dns/hosts-override',
  'dns/hkex-used',
  'dns/not-hkex',
  'dns/alternate-not-set',
  'dns/tcp-answers',
  'dns/tcp-blocked',
  'dns/unknown-name-denied',
  'dns/nxdomain-rewritten',
  'dns/policy-rule',
  'dns/ttl-short',
  'dns/ttl-long',
  'dns/quick',
  'dns/slow',
] as const
export type DnsCode = (typeof dnsCodes)[number]

export type DnsCauseCode =
  | Extract<
      DnsCode,
      | 'dns/resolver-silent'
      | 'dns/resolver-closed'
      | 'dns/resolver-unreachable'
      | 'dns/resolver-refuses'
      | 'dns/resolver-fails'
      | 'dns/name-unknown'
      | 'dns/no-address'
      | 'dns/cname-loop'
      | 'dns/malformed-answer'
      | 'dns/local-block'
      | 'dns/address-unexpected'
      | 'dns/answers-differ'
      | 'dns/hosts-override'
      | 'dns/not-hkex'
      | 'dns/alternate-not-set'
      | 'dns/tcp-blocked'
      | 'dns/nxdomain-rewritten'
      | 'dns/policy-rule'
      | 'dns/ttl-long'
      | 'dns/slow'
    >
  | 'dns/alternate-dead'
  | 'dns/cache-stale'
