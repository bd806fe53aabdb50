/** What looks like a secret in any text, by its form alone. */

export const TOKEN = '[token]'

/** User and password before a host. Bounded, as all that is looked for here: a text that somebody made up must not take long. */
const credentials = /(?<![^\s@/\\"':;,()=])[^\s@/\\"':;,()=]{1,256}:[^\s@"']{1,256}@(?=[\w[])/g
/** Query and fragment of a URL in a sentence. */
const behindUrl =
  /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:[\\/]{2}[^\s?#"'<>]{0,2000})[?#](?!(?:\.\.\.|q-\w{7})(?:#\.\.\.)?(?:["'\s]|$))[^\s"'<>]*/gi
/** RFC 9110 section 11, RFC 6265: everything behind these headers' names. */
const header = /\b((?:set-)?cookie2?|(?:proxy-)?authorization)(\s*[:=]\s*)[^\r\n]+/gi
const scheme = /\b(Basic|Bearer|Digest|Negotiate|NTLM|Kerberos)\s+[A-Za-z0-9+/=._~-]{6,}/g
const named =
  /((?:password|passwd|pwd|pass|secret|token|ticket|session|sessionid|sid|jsessionid|phpsessid|api[_-]?key|access[_-]?key|auth|otp|pin|user(?:name)?|login)["']?\s*(?:[=:]|%3[ad])\s*)("[^"]*"|'[^']*'|[^\s;,&"']+)/gi
const query = /\?(?!\.\.\.)[^\s"'<>?]*=[^\s"'<>]*/g
const mail = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** RFC 7519: base64url of an object that begins with {" */
const webToken = /\beyJ[\w-]{10,}(?:\.[\w-]+)*/g
/** Letters and digits mixed at length: keys, sessions, identifiers. */
const long = /(?<![\w+=-])(?=[\w+=-]*\d)(?=[\w+=-]*[a-z])[\w+=-]{24,}/gi
const mayHold = /[@?#=:]|eyJ|Basic|Bearer|Digest|Negotiate|NTLM|Kerberos/

export function withoutSecrets(text: string): string {
  if (!mayHold.test(text)) return text
  return text
    .replace(credentials, '')
    .replace(header, `$1$2${TOKEN}`)
    .replace(scheme, `$1 ${TOKEN}`)
    .replace(named, `$1${TOKEN}`)
    .replace(behindUrl, '$1?...')
    .replace(query, '?...')
    .replace(mail, '[e-mail]')
    .replace(webToken, TOKEN)
}

/** Also what is only long: in a sentence, and not in a path, where folders have such names. */
export function withoutTokens(text: string): string {
  return withoutSecrets(text).replace(long, TOKEN)
}
