/** The flags of a run, and what each takes; those of the other commands stand with them (agent/commands). */

export type FlagKind =
  | { readonly takes: 'nothing' }
  /** `wants` completes "--name needs …". */
  | { readonly takes: 'value'; readonly repeatable: boolean; readonly wants: string }
  /** A value only with `=`: what follows after a blank belongs to the next argument. */
  | { readonly takes: 'optional-value' }

export type FlagTable = Readonly<Record<string, FlagKind>>

export const flagTable = {
  profile: { takes: 'value', repeatable: true, wants: 'ccass, dms, ccms or the name of a profile file' },
  site: { takes: 'value', repeatable: false, wants: 'the name of a site file' },
  resolver: { takes: 'value', repeatable: true, wants: 'NAME=IP[:PORT][,…], for example custom=192.168.1.53' },
  proxy: { takes: 'value', repeatable: false, wants: 'system, direct, http://host:port or pac+http://…' },
  smartcard: { takes: 'value', repeatable: false, wants: 'optional, required or off' },
  browser: { takes: 'value', repeatable: false, wants: 'on or off' },
  root: { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
  request: { takes: 'value', repeatable: false, wants: 'the name of a request file (*.preflight-request)' },
  upload: { takes: 'value', repeatable: false, wants: 'an https address' },
  'upload-kind': { takes: 'value', repeatable: false, wants: 'collector, presigned or azure-sas' },
  'upload-ca': { takes: 'value', repeatable: false, wants: 'the name of a PEM file' },
  'upload-token-file': { takes: 'value', repeatable: false, wants: 'the name of a file that holds the token' },
  'no-upload': { takes: 'nothing' },
  'require-upload': { takes: 'nothing' },
  redaction: { takes: 'value', repeatable: false, wants: 'standard or strict' },
  'encrypt-to': { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
  'signing-key': { takes: 'value', repeatable: false, wants: 'the name of a PKCS#12 file (.p12, .pfx)' },
  'signing-key-password-file': { takes: 'value', repeatable: false, wants: 'the name of a file that holds the password' },
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
} as const satisfies FlagTable

export type FlagName = keyof typeof flagTable
export const flagNames = Object.keys(flagTable) as readonly FlagName[]
