/** Schemes that Edge answers with the person's Windows account, unasked (RFC 4559, [MS-NLMP]). */
const integratedSchemes: ReadonlySet<string> = new Set(['negotiate', 'ntlm', 'kerberos'])

/**
 * Whether Edge answers a proxy's demand by itself. Of several schemes it takes the strongest it knows, Negotiate and NTLM before
 * Digest and Basic (Chromium, "HTTP authentication", design documents), so one of those is enough.
 */
export function isAnsweredByEdge(schemes: readonly string[]): boolean {
  return schemes.some((scheme) => integratedSchemes.has(scheme.toLowerCase()))
}
