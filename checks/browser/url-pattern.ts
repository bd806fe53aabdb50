import type { Policy } from './evidence.ts'

/** Signatures that judge-policy.ts uses; the rules themselves come next. */
export function urlVerdict(_url: string, _lists: { readonly blocklist: readonly string[]; readonly allowlist: readonly string[] }): {
  blocked: boolean
  rule: string | null
} {
  return { blocked: false, rule: null }
}

export function popupsBlocked(_url: string, _policies: readonly Policy[]): { blocked: boolean; rule: string | null } {
  return { blocked: false, rule: null }
}
