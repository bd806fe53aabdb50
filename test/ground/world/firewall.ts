/** Firewalls and NAT: nftables in each namespace. */

import { HTTPS_PORT, lan, wheres } from '../places.ts'
import type { Rule, Scene } from '../scene.ts'
import { runIn } from './commands.ts'
import { INTERCEPT_PORT } from './proxies.ts'

/** What comes from the LAN for HTTPS goes to the router's own squid. */
function redirection({ interception }: Scene): Rule[] {
  if (interception === undefined) return []
  const { takes = '' } = interception === true ? {} : interception
  return [{ at: 'router', chain: 'prerouting', rule: `iifname "br0" ${takes} tcp dport ${HTTPS_PORT} redirect to :${INTERCEPT_PORT}` }]
}

/** Chains for each hook, and the site's NAT: HKEX sees one address of each site (domain: CCASS checks the source address). */
export function setRules(scene: Scene): void {
  for (const where of wheres) {
    const rules = [...(scene.rules ?? []), ...redirection(scene)].filter(({ at }) => at === where)
    if (rules.length === 0 && where !== 'router') continue
    runIn(where, 'nft', [tableOf(rules, where === 'router')])
  }
}

function tableOf(rules: NonNullable<Scene['rules']>, nat: boolean): string {
  const of = (chain: string) => rules.filter((each) => each.chain === chain).map(({ rule }) => `    ${rule}`)
  return [
    'table inet ground {',
    ...(['input', 'output', 'forward'] as const).flatMap((chain) => [
      `  chain ${chain} {`,
      `    type filter hook ${chain} priority 0`,
      ...of(chain),
      '  }',
    ]),
    '  chain prerouting {',
    '    type nat hook prerouting priority -100',
    ...of('prerouting'),
    '  }',
    '  chain postrouting {',
    '    type nat hook postrouting priority 100',
    ...of('postrouting'),
    ...(nat ? [`    oifname "tun0" ip saddr ${lan.range} masquerade`] : []),
    '  }',
    '}',
  ].join('\n')
}
