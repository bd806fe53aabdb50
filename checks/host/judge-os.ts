/** Which system it is, and whether Microsoft still services it: judged on Windows alone, as terminals run it. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { skewMs } from '../clock/skew.ts'
import { question } from '../questions.ts'
import type { HostEvidence, OperatingSystem } from './evidence.ts'
import { releasesLookedUp } from './windows-releases.ts'
import { supportOf } from './windows-support.ts'

export function judgeOs({ os, platform, wallMs }: HostEvidence, upstream: JudgeUpstream): Finding[] {
  if (os === null) return []
  const finding = { id: question.hostOs(), check: 'host', subject: 'PC' } as const
  const named = { os: osName(os), build: buildText(os), edition: os.edition }
  if (platform !== 'win32') return [{ ...finding, code: 'host/os-noted', status: 'ok', args: named }]
  if (os.build === null || wallMs === null) return []
  const support = supportOf(os, wallMs - skewMs(upstream.findings.clock))
  if (support.kind === 'unknown')
    return [{ ...finding, code: 'host/os-unknown', status: 'warning', args: { ...named, lookedUp: releasesLookedUp } }]
  const { release, endsAt } = support
  const args = { ...named, os: `${os.name || release.name} ${release.version}`, endsAt }
  if (support.kind === 'supported') return [{ ...finding, code: 'host/os-supported', status: 'ok', args }]
  if (support.kind === 'extended') return [{ ...finding, code: 'host/os-extended', status: 'ok', args }]
  const extended = release.extended?.until ?? null
  return [{ ...finding, code: 'host/os-unsupported', status: 'warning', args: { ...args, extended: extended ?? '–' } }]
}

function osName({ name, version }: OperatingSystem): string {
  return version === null ? name : `${name} ${version}`
}

function buildText({ build, revision, kernel }: OperatingSystem): string {
  if (build === null) return kernel
  return revision === null ? String(build) : `${build}.${revision}`
}
