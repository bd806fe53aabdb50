/** The flags that there are, and what each takes. */

export type FlagKind =
  | { readonly takes: 'nothing' }
  /** `wants` completes "--name needs …". */
  | { readonly takes: 'value'; readonly repeatable: boolean; readonly wants: string }
  /** A value only with `=`: what follows after a blank belongs to the next argument. */
  | { readonly takes: 'optional-value' }

export const flagTable = {
  profile: { takes: 'value', repeatable: true, wants: 'ccass, dms, ccms or the name of a profile file' },
  site: { takes: 'value', repeatable: false, wants: 'the name of a site file' },
  resolver: { takes: 'value', repeatable: true, wants: 'NAME=IP[:PORT][,…], for example custom=192.168.1.53' },
  proxy: { takes: 'value', repeatable: false, wants: 'system, direct, http://host:port or pac+http://…' },
  smartcard: { takes: 'value', repeatable: false, wants: 'optional, required or off' },
  browser: { takes: 'value', repeatable: false, wants: 'on or off' },
  root: { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
  json: { takes: 'optional-value' },
  output: { takes: 'value', repeatable: false, wants: 'the name of a folder' },
  lang: { takes: 'value', repeatable: false, wants: 'en or zh-HK' },
  deadline: { takes: 'value', repeatable: false, wants: 'a time such as 20s' },
  verbose: { takes: 'nothing' },
  'dry-run': { takes: 'nothing' },
  ephemeral: { takes: 'nothing' },
  silent: { takes: 'nothing' },
  version: { takes: 'nothing' },
  help: { takes: 'nothing' },
} as const satisfies Record<string, FlagKind>

export type FlagName = keyof typeof flagTable
export const flagNames = Object.keys(flagTable) as readonly FlagName[]

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(flagTable, name)
}

export function flagKind(name: FlagName): FlagKind {
  return flagTable[name]
}
