import type { DnsBehaviour } from '../dns-behaviour.ts'
import type { BrowserChange, Fault, LabChange, Verdict } from '../fault.ts'
import type { SiteBehaviour } from '../site-behaviour.ts'

type Rest = Pick<Fault, 'change' | 'expected' | 'needs' | 'withoutBrowser'> & Fault['does']

/** A fault, in the order in which it reads: its name, the verdict, what is done, what has to be said of it. */
export function fault(name: string, verdict: Verdict, { en, 'zh-HK': zhHk, ...rest }: Rest): Fault {
  return { name, verdict, does: { en, 'zh-HK': zhHk }, ...rest }
}

/** The same at HKEX's preferred and alternate server. */
export function both(behaviour: Partial<DnsBehaviour>): NonNullable<LabChange['resolvers']> {
  return { preferred: behaviour, alternate: behaviour }
}

/** The same at every address of the 2FA server. */
export function everySso(behaviour: Partial<SiteBehaviour>): NonNullable<LabChange['sites']> {
  return { sso: { all: behaviour } }
}

/** A rule of the whole machine alone makes connect(2) say EACCES to a browser: no test may set one. */
export const noEacces: BrowserChange = { cannotPlay: 'EACCES takes a rule of the whole machine' }
