import { digestOf } from '../data/secrets.ts'

/** RFC 6750 section 2.1; what a request may hold as its token (agent/request/document.ts). */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{16,512}=*) *$/i

/** What an Authorization header says. `digest` null: it is no bearer token. Tokens are looked up by their digest, and never kept. */
export function readBearer(header: string | undefined): { readonly has: boolean; readonly digest: string | null } {
  if (header === undefined) return { has: false, digest: null }
  const [, token] = bearer.exec(header) ?? []
  return { has: true, digest: token === undefined ? null : digestOf(token) }
}
