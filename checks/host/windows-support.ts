/** Whether Microsoft still services a Windows: arithmetic on its list of releases. */

import type { OperatingSystem } from './evidence.ts'
import { type Channel, type WindowsRelease, windowsReleases } from './windows-releases.ts'

export type Support =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'supported' | 'ended'; readonly release: WindowsRelease; readonly channel: Channel | null; readonly endsAt: string }
  /** It gets Extended Security Updates: its revision is one of theirs. */
  | { readonly kind: 'extended'; readonly release: WindowsRelease; readonly channel: Channel | null; readonly endsAt: string }

/** Lifecycles end with the day in Redmond, eight hours behind UTC: eleven at night there is three in the afternoon in Hong Kong. */
function endMs(day: string): number {
  return Date.parse(`${day}T23:59:59-08:00`)
}

/**
 * @param atMs the true time
 * Where the edition is not known the longest-serviced one counts: a PC is never called outdated on a guess.
 */
export function supportOf(os: OperatingSystem, atMs: number): Support {
  const channel = channelOf(os)
  const releases = windowsReleases.filter(({ build, ends }) => build === os.build && (channel === null || channel in ends))
  const candidates = releases.flatMap((release) =>
    (Object.entries(release.ends) as [Channel, string][])
      .filter(([each]) => (channel === null ? each !== 'server' || os.installation !== 'Client' : each === channel))
      .map(([, endsAt]) => ({ release, endsAt })),
  )
  const longest = candidates.toSorted((one, other) => (one.endsAt < other.endsAt ? 1 : -1))[0]
  if (longest === undefined) return { kind: 'unknown' }
  if (atMs <= endMs(longest.endsAt)) return { kind: 'supported', channel, ...longest }
  const { extended } = longest.release
  const gotOne = extended !== undefined && os.revision !== null && os.revision >= extended.fromRevision
  if (gotOne && atMs <= endMs(extended.until)) return { kind: 'extended', channel, release: longest.release, endsAt: extended.until }
  return { kind: 'ended', channel, ...longest }
}

/**
 * The servicing channel by the registry's EditionID and InstallationType (Microsoft, "Windows as a service overview": Enterprise LTSC
 * is EnterpriseS; ServerRdsh is Enterprise multi-session, serviced as Enterprise). Null: an edition that we do not know.
 */
export function channelOf({ edition, installation }: Pick<OperatingSystem, 'edition' | 'installation'>): Channel | null {
  const name = (edition ?? '').replace(/Eval$/, '')
  if (name === 'ServerRdsh') return 'enterprise-education'
  if (name.startsWith('Server') || installation?.startsWith('Server') === true) return 'server'
  if (/^IoTEnterpriseSK?$/.test(name)) return 'iot-ltsc'
  if (/^EnterpriseSN?$/.test(name)) return 'ltsc'
  if (/^(?:Enterprise|Education)(?:N|G|GN)?$|^IoTEnterpriseK?$/.test(name)) return 'enterprise-education'
  if (/^(?:Core|Professional|CloudEdition)/.test(name)) return 'home-pro'
  return null
}
