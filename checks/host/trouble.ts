/** Whether the log-on is in trouble: what is noted of a PC on which all goes well only keeps its reader from what matters. */

import { isBad, type JudgeUpstream } from '../check.ts'

/** A page that did not come decides; where none was asked for, a name or a connection that failed. */
export function isInTrouble({ findings }: JudgeUpstream): boolean {
  const pages = (findings.page ?? []).filter(({ id }) => id.startsWith('page.reach '))
  if (pages.some(({ status }) => status === 'ok')) return pages.some(isBad)
  return pages.some(isBad) || [...(findings.dns ?? []), ...(findings.path ?? [])].some(({ status }) => status === 'problem')
}

/** Whether one of these was found bad. */
export function isFound({ findings }: JudgeUpstream, ...codes: readonly string[]): boolean {
  const all = [...(findings.dns ?? []), ...(findings.path ?? []), ...(findings.clock ?? [])]
  return all.some((finding) => isBad(finding) && codes.includes(finding.code))
}
