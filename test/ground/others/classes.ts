/**
 * What each tool's words are worth, by fault: a judgement, made by reading what was said, and kept beside it so that anybody can judge anew.
 */

/**
 * N  names the cause: the words are true, and whoever reads them, and knows the trade, knows what is to be mended
 * n  true words, and another fault shown here (or a near one) makes it say the same: its reader has to find out which
 * G  says that something failed, and nothing of what
 * W  untrue: who believes it looks in the wrong place
 * S  says that all is well, or nothing at all
 */
export type Class = 'N' | 'n' | 'G' | 'W' | 'S'

/** By fault and tool; a tool that was not run has none. */
export const classes: Readonly<Record<string, Readonly<Record<string, Class>>>> = {
  'others/healthy': { curl: 'S', script: 'S', plugins: 'S', check_curl: 'S', blackbox: 'S', testssl: 'S', chromium: 'S' },
  // “Could not resolve host” and ERR_NAME_NOT_RESOLVED are said of a server that fails too, and so is check_dns’s “not found”, there untruly.
  'dns/name-gone': { curl: 'n', script: 'N', plugins: 'n', check_curl: 'N', blackbox: 'N', chromium: 'n' },
  // “Temporary failure in name resolution” is what silence would be called as well.
  'dns/forwarder-asks-itself': { curl: 'n', script: 'N', plugins: 'W', check_curl: 'n', blackbox: 'N', chromium: 'n' },
  'dns/both-dropped-at-site': { curl: 'N', script: 'N', plugins: 'N', check_curl: 'S', blackbox: 'N', chromium: 'S' },
  'dns/alternate-dropped': { curl: 'S', script: 'N', plugins: 'N', check_curl: 'S', blackbox: 'N', chromium: 'S' },
  // The script shows two addresses from DNS and a third that is connected to: its reader can tell. “No route to host” alone wakes the network team.
  'dns/hosts-to-nobody': { curl: 'n', script: 'N', plugins: 'n', check_curl: 'n', blackbox: 'n', chromium: 'n' },
  // curl 7.88 has one sentence for every connection that fails at once.
  'path/nobody-listens': { curl: 'n', script: 'N', plugins: 'N', check_curl: 'n', blackbox: 'N', chromium: 'N' },
  // blackbox’s “context deadline exceeded” would be said of a page that never comes too.
  'path/dropped-at-site': { curl: 'N', script: 'N', plugins: 'N', check_curl: 'N', blackbox: 'n', chromium: 'S' },
  // check_tcp and check_http try the first address alone: as if all were dead, or all well, by the toss of a coin.
  'path/one-address-dropped': { curl: 'S', script: 'N', plugins: 'n', check_curl: 'S', blackbox: 'S', chromium: 'S' },
  'path/big-hello-dropped': { curl: 'S', script: 'S', plugins: 'S', check_curl: 'S', blackbox: 'S', testssl: 'S', chromium: 'S' },
  // The same words come where the PC’s clock is fast, there untruly; Chromium’s word, a date that does not fit, is true of both.
  'tls/expired-rsa': { curl: 'n', script: 'n', plugins: 'n', check_curl: 'n', blackbox: 'n', testssl: 'n', chromium: 'n' },
  'tls/others-certificate': { curl: 'N', script: 'N', plugins: 'S', check_curl: 'N', blackbox: 'N', testssl: 'N', chromium: 'N' },
  // The script prints the issuer, and the issuer is the gateway. “Self-signed certificate in chain” is what a private authority would be called too.
  'tls/inspected-issuer-known': { curl: 'n', script: 'N', plugins: 'S', check_curl: 'n', blackbox: 'n', testssl: 'n', chromium: 'n' },
  'tls/intermediate-left-out': { curl: 'n', script: 'N', plugins: 'S', check_curl: 'n', blackbox: 'n', testssl: 'N', chromium: 'n' },
  // blackbox prints the PC’s time beside the certificate’s: its reader may wonder.
  'clock/servers-400-days-behind': { curl: 'W', script: 'W', plugins: 'W', check_curl: 'W', blackbox: 'n', testssl: 'W', chromium: 'n' },
  // Where only the proxy leads out, DNS that is silent is as it should be. check_curl waits for it although the proxy
  // would look the name up; check_http begins TLS in spite of the 407.
  'proxy/squid-asks-basic': { curl: 'N', script: 'N', plugins: 'G', check_curl: 'S', blackbox: 'N', chromium: 'n' },
  'page/unavailable': { curl: 'N', script: 'S', plugins: 'N', check_curl: 'N', blackbox: 'N', chromium: 'N' },
}
