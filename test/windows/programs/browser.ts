/** Puts an Edge and policies where they are on every PC with them, and looks for them as the browser check does. */

import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findOnWindows } from '../../../checks/browser/find-windows.ts'
import { windowsPolicies } from '../../../checks/browser/policies-windows.ts'
import { realIo } from '../../../checks/io/real.ts'
import { report } from './report.ts'

const folder = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application'
const edge = join(folder, 'msedge.exe')
const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge'

function add(key: string, name: string | null, type: string, value: string): void {
  const where = name === null ? ['/ve'] : ['/v', name]
  execFileSync(`${process.env.SystemRoot}\\System32\\reg.exe`, ['add', key, ...where, '/t', type, '/d', value, '/f'], { stdio: 'ignore' })
}

await report(async () => {
  const io = realIo()
  const { signal } = new AbortController()
  const before = await findOnWindows(io, signal)
  mkdirSync(folder, { recursive: true })
  // Any file with a version does: none of them is started.
  copyFileSync(`${process.env.SystemRoot}\\System32\\kernel32.dll`, edge)
  add('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\msedge.exe', null, 'REG_SZ', edge)
  add(policies, 'HeadlessModeEnabled', 'REG_DWORD', '0')
  add(policies, 'DnsOverHttpsTemplates', 'REG_SZ', 'https://dns.example/證券{?dns}')
  add(`${policies}\\URLBlocklist`, '1', 'REG_SZ', 'hkexposttrade.com.hk')
  add(policies.replace('HKLM', 'HKCU'), 'DnsOverHttpsMode', 'REG_SZ', 'secure')
  return { before, found: await findOnWindows(io, signal), policies: await windowsPolicies(io, 'edge', signal) }
})
