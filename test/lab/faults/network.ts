import type { Fault } from '../fault.ts'
import { fault } from './make.ts'

export const networkFaults: readonly Fault[] = [
  fault('network/link-down', 'not-ready', {
    en: 'The PC’s network cable is out, on Linux',
    'zh-HK': 'Linux 電腦的網絡線已拔出',
    change: { pc: { platform: 'linux', network: 'unplugged' } },
    expected: [{ code: 'network/link-down', severity: 'blocker' }],
  }),
  fault('network/unplugged', 'not-ready', {
    en: 'The PC’s network cable is out, on Windows',
    'zh-HK': 'Windows 電腦的網絡線已拔出',
    change: { pc: { network: 'unplugged' } },
    expected: [{ code: 'network/link-down', severity: 'blocker' }],
  }),
  fault('network/unplugged-unseen', 'not-ready', {
    en: 'The network cable is out, on a Windows where no native library may ask for the state of the adapters: it shows as no address',
    'zh-HK': 'Windows 電腦的網絡線已拔出，但不容許以原生程式庫查詢網絡卡狀態：只顯示沒有地址',
    change: { pc: { network: 'unplugged', adapters: 'forbidden' } },
    expected: [{ code: 'network/no-address', severity: 'blocker' }],
  }),
  fault('network/no-address', 'not-ready', {
    en: 'The PC was given no address and took one of its own',
    'zh-HK': '電腦未獲分配地址，只有自行設定的地址',
    change: { pc: { network: 'no-address' } },
    expected: [{ code: 'network/no-address', severity: 'blocker' }],
  }),
  fault('network/no-route', 'not-ready', {
    en: 'The PC has an address and no way from it to anywhere',
    'zh-HK': '電腦有地址，但沒有通往任何地方的路由',
    change: { pc: { network: 'no-route' } },
    expected: [{ code: 'network/no-route', severity: 'blocker' }],
  }),
]
