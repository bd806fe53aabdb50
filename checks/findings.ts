import type { Findings } from './cause.ts'
import type { Finding } from './check.ts'
import { isBad } from './check.ts'

/** Indexes the findings for the causes. */
export function indexFindings(all: readonly Finding[]): Findings {
  const byId = new Map(all.map((finding) => [finding.id, finding]))
  const byQuestion = Map.groupBy(all, ({ id }) => (id.includes(' ') ? id.slice(0, id.indexOf(' ')) : id))
  return {
    all,
    get: (id) => byId.get(id),
    asked: (question) => byQuestion.get(question) ?? [],
    bad: (...codes) => all.filter((finding) => isBad(finding) && codes.includes(finding.code)),
    isOk: (id) => byId.get(id)?.status === 'ok',
  }
}

/** The args of a finding, read as what they must be; a wrong type is our own bug and throws. */
export function textArg(finding: Finding, name: string): string {
  const value = finding.args[name]
  if (typeof value !== 'string') throw new TypeError(`${finding.id}: args.${name} is not a text`)
  return value
}

export function listArg(finding: Finding, name: string): readonly string[] {
  const value = finding.args[name]
  if (!Array.isArray(value)) throw new TypeError(`${finding.id}: args.${name} is not a list`)
  return value as readonly string[]
}

/** The hosts that a finding speaks of: an endpoint may serve several. */
export function hostsOf({ args }: Finding): readonly string[] {
  return typeof args.host === 'string' ? [args.host] : Array.isArray(args.hosts) ? (args.hosts as readonly string[]) : []
}
