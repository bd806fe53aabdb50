/** The flags of a run, and what each takes; those of the other commands stand with them (agent/commands). */

export type FlagKind =
  | { readonly takes: 'nothing' }
  /** `wants` completes "--name needs …"; `choices` are the words that it may be, or for what may be a file too the words beside. */
  | { readonly takes: 'value'; readonly repeatable: boolean; readonly wants: string; readonly choices?: readonly string[] }
  /** A value only with `=`: what follows after a blank belongs to the next argument. */
  | { readonly takes: 'optional-value' }

export type FlagTable = Readonly<Record<string, FlagKind>>

export const flagTable = {
  profile: { takes: 'value', repeatable: true, wants: 'ccass, dms, ccms or the name of a profile file', choices: ['ccass', 'dms', 'ccms'] },
  site: { takes: 'value', repeatable: false, wants: 'the name of a site file' },
  resolver: { takes: 'value', repeatable: true, wants: 'NAME=IP[:PORT][,…], for example custom=192.168.1.53' },
  proxy: { takes: 'value', repeatable: false, wants: 'system, direct, http://host:port or pac+http://…', choices: ['system', 'direct'] },
  smartcard: { takes: 'value', repeatable: false, wants: 'optional, required or off', choices: ['optional', 'required', 'off'] },
  browser: { takes: 'value', repeatable: false, wants: 'on or off', choices: ['on', 'off'] },
  root: { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
  request: { takes: 'value', repeatable: false, wants: 'the name of a request file (*.preflight-request)' },
  upload: { takes: 'value', repeatable: false, wants: 'an https address' },
  'upload-kind': {
    takes: 'value',
    repeatable: false,
    wants: 'collector, presigned or azure-sas',
    choices: ['collector', 'presigned', 'azure-sas'],
  },
  'upload-ca': { takes: 'value', repeatable: false, wants: 'the name of a PEM file' },
  'upload-token-file': { takes: 'value', repeatable: false, wants: 'the name of a file that holds the token' },
  'no-upload': { takes: 'nothing' },
  'require-upload': { takes: 'nothing' },
  redaction: { takes: 'value', repeatable: false, wants: 'standard or strict', choices: ['standard', 'strict'] },
  'encrypt-to': { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
  'signing-key': { takes: 'value', repeatable: false, wants: 'the name of a PKCS#12 file (.p12, .pfx)' },
  'signing-key-password-file': { takes: 'value', repeatable: false, wants: 'the name of a file that holds the password' },
  json: { takes: 'optional-value' },
  'json-lines': { takes: 'optional-value' },
  junit: { takes: 'value', repeatable: false, wants: 'the name of a file' },
  html: { takes: 'value', repeatable: false, wants: 'the name of a file' },
  prometheus: { takes: 'value', repeatable: false, wants: 'the name of a file (*.prom)' },
  nagios: { takes: 'nothing' },
  output: { takes: 'value', repeatable: false, wants: 'the name of a folder' },
  lang: { takes: 'value', repeatable: false, wants: 'en or zh-HK', choices: ['en', 'zh-HK'] },
  deadline: { takes: 'value', repeatable: false, wants: 'a time such as 20s' },
  splay: { takes: 'value', repeatable: false, wants: 'a time such as 10m' },
  watch: { takes: 'value', repeatable: false, wants: 'a time such as 30s' },
  until: { takes: 'value', repeatable: false, wants: 'ready, attention or change', choices: ['ready', 'attention', 'change'] },
  verbose: { takes: 'nothing' },
  'dry-run': { takes: 'nothing' },
  ephemeral: { takes: 'nothing' },
  silent: { takes: 'nothing' },
  version: { takes: 'nothing' },
  help: { takes: 'nothing' },
} as const satisfies FlagTable

export type FlagName = keyof typeof flagTable
export const flagNames = Object.keys(flagTable) as readonly FlagName[]
