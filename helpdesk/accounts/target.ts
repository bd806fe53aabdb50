/** Where somebody goes after logging on. */

const LONGEST = 2000

/** Pages that lead nowhere after a log-on. */
const notThere = /^\/(?:log-on|log-out|oidc|invitations)(?:[/?]|$)/

/**
 * A page of this helpdesk alone, whatever was asked for: an address of elsewhere would send a person who has just typed a password to
 * somebody's copy of this page (ASVS 4.0 5.1.5). The inbox for all else.
 */
export function safeTarget(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST) return '/'
  // "//host" and "/\host" are other hosts (URL Standard), and browsers leave tabs and line ends out before they look.
  if (!/^\/(?![/\\])[!-~]*$/.test(asked) || asked.includes('\\')) return '/'
  const url = URL.parse(asked, 'http://page.invalid')
  if (url === null || url.host !== 'page.invalid' || notThere.test(url.pathname)) return '/'
  // "/.//host" has a path of "//host": by itself that is a host again.
  return url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}`
}

export function logOnPath(target: string): string {
  return target === '/' ? '/log-on' : `/log-on?to=${encodeURIComponent(target)}`
}
