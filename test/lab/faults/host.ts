/** What is wrong with the PC and does not stop the log-on by itself. */

import type { RegistryKey } from '../../../checks/io.ts'
import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { labAdapter } from '../windows-pc.ts'
import { everySso, fault, noEacces } from './make.ts'

const { sso, www } = hostOf

function windowsOf(values: RegistryKey['values']): Readonly<Record<string, RegistryKey>> {
  return { 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': { values, subkeys: {} } }
}

const refused = { code: 'path/refused', severity: 'blocker', subject: sso } as const

export const hostFaults: readonly Fault[] = [
  fault('network/several-routes', 'not-ready', {
    en: 'The PC is on a second network too, and the 2FA server’s addresses refuse the connection',
    'zh-HK': '電腦同時連接另一網絡，而 2FA 伺服器的地址拒絕連線',
    change: {
      sites: everySso({ tcp: 'refuse' }),
      pc: {
        adapters: [
          labAdapter,
          { ...labAdapter, name: 'lab1', id: '{00000000-0000-0000-0000-000000000002}', type: 71, gateways: ['198.51.100.1'], metric: 50 },
        ],
      },
    },
    expected: [refused, { code: 'network/several-routes', severity: 'note' }],
  }),
  fault('host/os-unsupported', 'attention', {
    en: 'The PC runs Windows 10 Pro, whose last update came in October 2025',
    'zh-HK': '電腦使用 Windows 10 專業版，其最後更新為 2025 年 10 月',
    change: {
      pc: {
        registry: windowsOf({
          ProductName: 'Windows 10 Pro',
          CurrentBuildNumber: '19045',
          DisplayVersion: '22H2',
          EditionID: 'Professional',
          InstallationType: 'Client',
          UBR: 6456,
        }),
      },
    },
    expected: [{ code: 'host/os-unsupported', severity: 'warning', owner: 'site-it' }],
  }),
  fault('host/os-unknown', 'ready', {
    en: 'The PC runs a Windows that is younger than this program’s list',
    'zh-HK': '電腦的 Windows 版本比本程式的列表更新',
    change: {
      pc: {
        registry: windowsOf({
          ProductName: 'Windows 12 Pro',
          CurrentBuildNumber: '99999',
          DisplayVersion: '99H2',
          EditionID: 'Professional',
          InstallationType: 'Client',
          UBR: 1,
        }),
      },
    },
    expected: [{ code: 'host/os-unknown', severity: 'note' }],
  }),
  fault('host/doh', 'not-ready', {
    en: 'A policy makes Windows ask by HTTPS alone, which the DNS servers do not speak: no name is found',
    'zh-HK': '政策規定 Windows 只可經 HTTPS 查詢 DNS，而 DNS 伺服器並不支援：無法解析任何名稱',
    change: {
      pc: {
        lookupAsks: [],
        registry: { 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient': { values: { DoHPolicy: 3 }, subkeys: {} } },
      },
    },
    expected: [{ code: 'host/doh', severity: 'blocker', owner: 'site-it' }],
  }),
  fault('host/doh-falls-back', 'ready', {
    en: 'Windows asks one of the DNS servers by HTTPS first, and plainly where that fails',
    'zh-HK': 'Windows 先經 HTTPS 查詢其中一部 DNS 伺服器，失敗時改用一般查詢',
    change: {
      pc: {
        registry: {
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\InterfaceSpecificParameters': {
            values: {},
            subkeys: {
              [labAdapter.id]: {
                values: {},
                subkeys: {
                  DohInterfaceSettings: {
                    values: {},
                    subkeys: { Doh: { values: {}, subkeys: { '{preferredAddress}': { values: { DohFlags: 5 }, subkeys: {} } } } },
                  },
                },
              },
            },
          },
        },
      },
    },
    expected: [{ code: 'host/doh', severity: 'note' }],
  }),
  fault('host/firewall-outbound', 'not-ready', {
    en: 'Windows Firewall blocks what no rule allows, and so the 2FA server',
    'zh-HK': 'Windows 防火牆封鎖沒有規則容許的連線，包括 2FA 伺服器',
    change: {
      pc: {
        connectCodes: { '{sso}': 'EACCES', '{sso2}': 'EACCES' },
        registry: {
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\DomainProfile': {
            values: { EnableFirewall: 1, DefaultOutboundAction: 1 },
            subkeys: {},
          },
        },
        browser: noEacces,
      },
    },
    expected: [
      { code: 'path/local-block', severity: 'blocker', subject: sso, owner: 'site-it' },
      { code: 'host/firewall-outbound', severity: 'note' },
    ],
    needs: 'addresses',
  }),
  fault('host/reboot-pending', 'not-ready', {
    en: 'Windows waits to be restarted, and the landing page’s server refuses the connection',
    'zh-HK': 'Windows 正等待重新啟動，而登入首頁的伺服器拒絕連線',
    change: {
      sites: { www: { all: { tcp: 'refuse' } } },
      pc: {
        registry: {
          'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending': { values: {}, subkeys: {} },
        },
      },
    },
    expected: [
      { code: 'path/refused', severity: 'blocker', subject: www },
      { code: 'host/reboot-pending', severity: 'note' },
    ],
  }),
  fault('host/time-service', 'not-ready', {
    en: 'The PC’s clock is 400 days ahead, and Windows’ time service is disabled',
    'zh-HK': '電腦時鐘快了 400 日，而 Windows 時間服務已停用',
    change: {
      pc: {
        clockAheadMs: 400 * 86_400_000,
        registry: { 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time': { values: { Start: 4 }, subkeys: {} } },
      },
    },
    expected: [
      { code: 'clock/skewed', severity: 'blocker' },
      { code: 'host/time-service', severity: 'note' },
    ],
  }),
]
