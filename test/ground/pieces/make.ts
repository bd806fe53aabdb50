/** What pieces are made of: words for rules and expectations, so that a piece reads as what is done and what follows. */

import type { Owner, Severity } from '../../../checks/cause.ts'
import type { ExpectedCause } from '../../lab/fault.ts'
import type { SiteName } from '../../lab/places.ts'
import { type Centre, HTTPS_PORT, type Where, webAddresses } from '../places.ts'
import type { Chain, Piece, Rule, Scene, WebScene } from '../scene.ts'

/** What a piece says beside its name; `expected` is written from what is done, never from what the agent said. */
export function piece(name: string, given: Omit<Piece, 'name'>): Piece {
  return { name, ...given }
}

export function blocker(code: string, subject?: string, owner?: Owner): ExpectedCause {
  return expected(code, 'blocker', subject, owner)
}
export function warning(code: string, subject?: string, owner?: Owner): ExpectedCause {
  return expected(code, 'warning', subject, owner)
}
export function note(code: string, subject?: string): ExpectedCause {
  return expected(code, 'note', subject)
}
function expected(code: string, severity: Severity, subject?: string, owner?: Owner): ExpectedCause {
  return { code, severity, ...(subject === undefined ? {} : { subject }), ...(owner === undefined ? {} : { owner }) }
}

export function rule(at: Where, chain: Chain, text: string): Rule {
  return { at, chain, rule: text }
}

/** Matches packets to a name's HTTPS port at a data centre. */
export function to(site: SiteName, centre: Centre = 'primary'): string {
  return `ip daddr { ${webAddresses[centre][site].join(', ')} } tcp dport ${HTTPS_PORT}`
}

/** At every address of the name in the primary data centre. */
export function web(site: SiteName, scene: WebScene): Scene {
  return { web: { primary: { [site]: scene } } }
}

/** Both names in the primary data centre. */
export function bothWebs(scene: WebScene): Scene {
  return { web: { primary: { www: scene, sso: scene } } }
}
