import { describe, expect, test } from 'vitest'
import type { OperatingSystem } from '../../checks/host/evidence.ts'
import { windowsReleases } from '../../checks/host/windows-releases.ts'
import { channelOf, supportOf } from '../../checks/host/windows-support.ts'
import { windows11 } from './evidence.ts'

const hongKong = (text: string) => Date.parse(`${text}+08:00`)
const today = hongKong('2026-11-22T08:00:00')

function os(build: number, edition: string | null, more: Partial<OperatingSystem> = {}): OperatingSystem {
  return { ...windows11, build, edition, revision: null, ...more }
}

describe('the list', () => {
  test('each end is a day that the calendar has, a Tuesday, as Microsoft services on Tuesdays', () => {
    for (const { ends, extended, version } of windowsReleases) {
      for (const day of [...Object.values(ends), ...(extended === undefined ? [] : [extended.until])]) {
        const date = new Date(`${day}T00:00:00Z`)
        expect(`${version} ${date.toISOString().slice(0, 10)}`).toBe(`${version} ${day}`)
        expect([version, day, date.getUTCDay()]).toEqual([version, day, 2])
      }
    }
  })

  test('a build stands in it once for clients and once for servers', () => {
    const keys = windowsReleases.map(({ build, name }) => `${build} ${name === 'Windows Server'}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('what is longer serviced never ends earlier', () => {
    for (const { ends } of windowsReleases) {
      const [homePro = '', enterprise = '', ltsc = '9', iot = '9'] = (
        ['home-pro', 'enterprise-education', 'ltsc', 'iot-ltsc'] as const
      ).map((channel) => ends[channel])
      expect(homePro <= enterprise && enterprise <= ltsc && ltsc <= iot).toBe(true)
    }
  })
})

test.each<[string, OperatingSystem, object]>([
  ['Windows 11 25H2 Pro', os(26200, 'Professional'), { kind: 'supported', endsAt: '2027-10-12' }],
  ['Windows 11 24H2 Pro', os(26100, 'Professional'), { kind: 'ended', endsAt: '2026-10-13' }],
  ['Windows 11 24H2 Enterprise', os(26100, 'Enterprise'), { kind: 'supported', endsAt: '2027-10-12' }],
  ['Windows 11 Enterprise LTSC 2024', os(26100, 'EnterpriseS'), { kind: 'supported', endsAt: '2029-10-09' }],
  ['Windows 11 IoT Enterprise LTSC 2024', os(26100, 'IoTEnterpriseS'), { kind: 'supported', endsAt: '2034-10-10' }],
  [
    'Windows Server 2025, the same build',
    os(26100, 'ServerStandard', { installation: 'Server' }),
    { kind: 'supported', endsAt: '2034-11-14' },
  ],
  ['Windows 11 23H2 Enterprise, twelve days after its end', os(22631, 'Enterprise'), { kind: 'ended', endsAt: '2026-11-10' }],
  ['Windows 10 22H2 without extended updates', os(19045, 'Professional', { revision: 6456 }), { kind: 'ended', endsAt: '2025-10-14' }],
  ['Windows 10 22H2 with extended updates', os(19045, 'Professional', { revision: 6575 }), { kind: 'extended', endsAt: '2028-10-10' }],
  ['Windows 10 22H2, revision not read', os(19045, 'Enterprise'), { kind: 'ended' }],
  ['Windows 10 Enterprise LTSC 2021', os(19044, 'EnterpriseS'), { kind: 'supported', endsAt: '2027-01-12' }],
  ['Windows 10 IoT Enterprise LTSC 2021', os(19044, 'IoTEnterpriseS'), { kind: 'supported', endsAt: '2032-01-13' }],
  ['Windows 10 Enterprise LTSC 2019', os(17763, 'EnterpriseS'), { kind: 'supported', endsAt: '2029-01-09' }],
  ['Windows 10 Enterprise LTSB 2016', os(14393, 'EnterpriseS'), { kind: 'ended', endsAt: '2026-10-13' }],
  ['Windows Server 2016', os(14393, 'ServerStandard', { installation: 'Server Core' }), { kind: 'supported', endsAt: '2027-01-12' }],
  ['a server by its installation alone', os(20348, null, { installation: 'Server' }), { kind: 'supported', endsAt: '2031-10-14' }],
  ['an edition that nobody knows: the longest counts', os(26100, 'SomethingNew'), { kind: 'supported', endsAt: '2034-10-10' }],
  ['nothing known but the build', os(26100, null, { installation: null }), { kind: 'supported', endsAt: '2034-11-14' }],
  ['an edition that nobody knows, of a build that no edition is serviced for', os(22621, 'SomethingNew'), { kind: 'ended' }],
  ['a build that is not in the list', os(26220, 'Professional'), { kind: 'unknown' }],
  ['an LTSC of a build that has none', os(26200, 'EnterpriseS'), { kind: 'unknown' }],
])('%s', (_name, given, expected) => {
  expect(supportOf(given, today)).toMatchObject(expected)
})

test.each<[string, string]>([
  ['2026-10-14T15:59:00', 'supported'],
  ['2026-10-14T16:00:00', 'ended'],
])('the last day ends in Redmond: at %s in Hong Kong it is %s', (at, kind) => {
  expect(supportOf(os(26100, 'Professional'), hongKong(at)).kind).toBe(kind)
})

test('extended updates end too', () => {
  expect(supportOf(os(19045, 'Enterprise', { revision: 9000 }), hongKong('2028-10-12T00:00:00')).kind).toBe('ended')
})

// EditionID as Microsoft's documents and `DISM /Get-CurrentEdition` spell them.
test.each([
  ['Core', 'home-pro'],
  ['CoreSingleLanguage', 'home-pro'],
  ['CoreCountrySpecific', 'home-pro'],
  ['ProfessionalN', 'home-pro'],
  ['ProfessionalWorkstation', 'home-pro'],
  ['CloudEdition', 'home-pro'],
  ['Enterprise', 'enterprise-education'],
  ['EnterpriseN', 'enterprise-education'],
  ['EnterpriseEval', 'enterprise-education'],
  ['EnterpriseG', 'enterprise-education'],
  ['Education', 'enterprise-education'],
  ['IoTEnterprise', 'enterprise-education'],
  ['ServerRdsh', 'enterprise-education'],
  ['EnterpriseS', 'ltsc'],
  ['EnterpriseSN', 'ltsc'],
  ['EnterpriseSEval', 'ltsc'],
  ['IoTEnterpriseS', 'iot-ltsc'],
  ['IoTEnterpriseSK', 'iot-ltsc'],
  ['ServerDatacenter', 'server'],
  ['PPIPro', null],
  ['', null],
])('%s is serviced as %s', (edition, channel) => {
  expect(channelOf({ edition, installation: 'Client' })).toBe(channel)
})
