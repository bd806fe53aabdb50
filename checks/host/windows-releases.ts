/**
 * Until which day Microsoft services which Windows. Looked up on 22 November 2026 in copies of Microsoft's pages, which could not be
 * opened themselves on that day:
 * - https://learn.microsoft.com/windows/release-health/windows11-release-information and …/release-information
 * - https://learn.microsoft.com/windows/release-health/windows-server-release-info
 * - https://learn.microsoft.com/lifecycle/products/ windows-11-home-and-pro, windows-11-enterprise-and-education, windows-10-…
 * as endoflife.date (windows, windows-server, 22 August 2026) and altrhombus/DataForGeeks (read from Microsoft's pages on
 * 10 February and 14 May 2026) hold them. They agree, but for the day on which the latter lets each end, in UTC. What stands in one
 * place alone, or follows from Microsoft's rule alone, is marked `unverified`.
 */

/** When this was looked up: shown where a build is not in the list. */
export const releasesLookedUp = '2026-11-22'

/** Microsoft services the same build for different lengths of time. */
export type Channel = 'home-pro' | 'enterprise-education' | 'ltsc' | 'iot-ltsc' | 'server'

export interface WindowsRelease {
  readonly build: number
  readonly name: 'Windows 10' | 'Windows 11' | 'Windows Server'
  readonly version: string
  /** The last day of updates, by channel. */
  readonly ends: Readonly<Partial<Record<Channel, string>>>
  /** Extended Security Updates: for whom bought or enrolled; a PC that got one has this revision or a later one. */
  readonly extended?: { readonly until: string; readonly fromRevision: number }
  readonly unverified?: readonly Channel[]
}

function client(
  name: WindowsRelease['name'],
  version: string,
  build: number,
  homePro: string,
  enterpriseEducation: string,
  more: Partial<Pick<WindowsRelease, 'ends' | 'extended' | 'unverified'>> = {},
): WindowsRelease {
  return { ...more, name, version, build, ends: { 'home-pro': homePro, 'enterprise-education': enterpriseEducation, ...more.ends } }
}

function server(version: string, build: number, ends: string, unverified?: readonly Channel[]): WindowsRelease {
  return { name: 'Windows Server', version, build, ends: { server: ends }, ...(unverified && { unverified }) }
}

export const windowsReleases: readonly WindowsRelease[] = [
  // Version 26H2 came on 29 September 2026. Home and Pro: told by one reader of Microsoft's page (4 November 2026); Enterprise and
  // Education: 36 months and the second Tuesday of October, as for every autumn release before.
  client('Windows 11', '26H2', 26300, '2028-10-10', '2029-10-09', { unverified: ['home-pro', 'enterprise-education'] }),
  client('Windows 11', '26H1', 28000, '2028-03-14', '2029-03-13'),
  client('Windows 11', '25H2', 26200, '2027-10-12', '2028-10-10'),
  client('Windows 11', '24H2', 26100, '2026-10-13', '2027-10-12', { ends: { ltsc: '2029-10-09', 'iot-ltsc': '2034-10-10' } }),
  client('Windows 11', '23H2', 22631, '2025-11-11', '2026-11-10'),
  client('Windows 11', '22H2', 22621, '2024-10-08', '2025-10-14'),
  client('Windows 11', '21H2', 22000, '2023-10-10', '2024-10-08'),
  // Companies can buy Extended Security Updates until 10 October 2028, year by year; homes have them until 12 October 2027. The first
  // one was KB5068781 of 11 November 2025.
  client('Windows 10', '22H2', 19045, '2025-10-14', '2025-10-14', { extended: { until: '2028-10-10', fromRevision: 6575 } }),
  client('Windows 10', '21H2', 19044, '2023-06-13', '2024-06-11', { ends: { ltsc: '2027-01-12', 'iot-ltsc': '2032-01-13' } }),
  client('Windows 10', '21H1', 19043, '2022-12-13', '2022-12-13'),
  client('Windows 10', '20H2', 19042, '2022-05-10', '2023-05-09'),
  client('Windows 10', '2004', 19041, '2021-12-14', '2021-12-14'),
  client('Windows 10', '1909', 18363, '2021-05-11', '2022-05-10'),
  client('Windows 10', '1903', 18362, '2020-12-08', '2020-12-08'),
  client('Windows 10', '1809', 17763, '2020-11-10', '2021-05-11', { ends: { ltsc: '2029-01-09', 'iot-ltsc': '2029-01-09' } }),
  client('Windows 10', '1803', 17134, '2019-11-12', '2021-05-11'),
  client('Windows 10', '1709', 16299, '2019-04-09', '2020-10-13'),
  client('Windows 10', '1703', 15063, '2018-10-09', '2019-10-08'),
  client('Windows 10', '1607', 14393, '2018-04-10', '2019-04-09', { ends: { ltsc: '2026-10-13', 'iot-ltsc': '2026-10-13' } }),
  client('Windows 10', '1511', 10586, '2017-10-10', '2017-10-10'),
  client('Windows 10', '1507', 10240, '2017-05-09', '2017-05-09', { ends: { ltsc: '2025-10-14', 'iot-ltsc': '2025-10-14' } }),
  server('2025', 26100, '2034-11-14'),
  server('23H2', 25398, '2026-05-12', ['server']),
  server('2022', 20348, '2031-10-14'),
  server('2019', 17763, '2029-01-09'),
  server('2016', 14393, '2027-01-12'),
]
