/** Fills the registry with what is hard to read, and reads it both ways. */

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadKoffi } from '../../../checks/io/native.ts'
import { realProcesses } from '../../../checks/io/processes.ts'
import { realRegistry } from '../../../checks/io/registry.ts'
import { readByApi } from '../../../checks/io/registry-api.ts'
import { registryByCommand } from '../../../checks/io/registry-command.ts'
import { report } from './report.ts'

const signal = new AbortController().signal
const systemRoot = process.env.SystemRoot ?? ''
const ours = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\TerminalPreflight'

const utf16 = (text: string) => [...Buffer.from(text, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join()
const letters = '證券終端機'

/** A .reg file (Microsoft, "How to add, modify, or delete registry subkeys and values by using a .reg file"). */
const keys = `Windows Registry Editor Version 5.00

[${ours}]
@="the default"
"text"="${letters}"
"${letters}"="name"
"許功蓋"="backslashes"
"empty"=""
"with quotes"="C:\\\\Program Files (x86)\\\\Edge \\"beta\\""
"unended"=hex(1):${utf16('abc')}
"longer"=hex(1):${utf16('abc\0def\0')}
"expand"=hex(2):${utf16('%SystemRoot%\\x\0')}
"several"=hex(7):${utf16(`a\0${letters}\0\0`)}
"none of several"=hex(7):00,00
"number"=dword:ffffffff
"long number"=hex(b):2a,00,00,00,01,00,00,00
"bytes"=hex:00,30,ab,ff
"no bytes"=hex:
"no type"=hex(0):01,02
"(Default)"="a name like the default value's"

[${ours}\\${letters}]
@="${letters}"

[${ours}\\${letters}\\constructor]
"__proto__"="x"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\TerminalPreflight]
"view"="32"

[HKEY_CURRENT_USER\\SOFTWARE\\TerminalPreflight]
"user"="x"

[${ours}Deep\\${Array.from({ length: 40 }, (_, depth) => depth).join('\\')}]

[${ours}Large]
"value"=hex:${'00,'.repeat(1_048_576)}00

[${ours}Denied\\Inner]
"secret"="x"

[${ours}Denied\\Open]
"seen"="x"
`

/** Lets nobody read it, not even the one who made it. */
async function deny(subkey: string): Promise<void> {
  const loaded = await loadKoffi()
  if ('failure' in loaded) throw new Error(loaded.failure.code)
  const { koffi } = loaded
  const advapi32 = koffi.load('advapi32.dll')
  const out = koffi.out(koffi.pointer('intptr'))
  const opened = [0]
  const descriptor = [0]
  const open = advapi32.func('__stdcall', 'RegOpenKeyExW', 'int32', ['intptr', 'str16', 'uint32', 'uint32', out])
  const convert = advapi32.func('__stdcall', 'ConvertStringSecurityDescriptorToSecurityDescriptorW', 'int32', [
    'str16',
    'uint32',
    out,
    'void *',
  ])
  const set = advapi32.func('__stdcall', 'RegSetKeySecurity', 'int32', ['intptr', 'uint32', 'intptr'])
  const KEY_ALL_ACCESS = 0xf003f
  const DACL_SECURITY_INFORMATION = 4
  const codes = [open(0x80000002 | 0, subkey, 0, KEY_ALL_ACCESS, opened), convert('D:(D;;KA;;;WD)', 1, descriptor, null) - 1]
  codes.push(set(opened[0], DACL_SECURITY_INFORMATION, descriptor[0]))
  if (codes.some((code) => code !== 0)) throw new Error(`not denied: ${codes}`)
}

await report(async () => {
  writeFileSync('Z:\\out\\keys.reg', `\ufeff${keys.replaceAll('\n', '\r\n')}`, 'utf16le')
  execFileSync(`${systemRoot}\\regedit.exe`, ['/S', 'Z:\\out\\keys.reg'], { stdio: 'ignore' })
  await deny('SOFTWARE\\TerminalPreflightDenied\\Inner')
  const api = realRegistry(process.platform, realProcesses(), systemRoot)
  const { execFile } = realProcesses()
  // On a busy machine Wine's takes its time; the limit is not what is tried here.
  const patient = {
    execFile: (...[file, args, options]: Parameters<typeof execFile>) => execFile(file, args, { ...options, limitMs: 30_000 }),
  }
  const command = registryByCommand(patient, systemRoot)
  const both = async (path: string) => ({ api: await api.read(path, signal), command: await command(path, signal) })
  const stopped = AbortSignal.abort()
  return {
    available: !('unavailable' in (await readByApi('HKLM\\SOFTWARE', signal))),
    ours: await both('HKLM\\SOFTWARE\\TerminalPreflight'),
    values: {
      api: await api.read('HKLM\\SOFTWARE\\TerminalPreflight\\證券終端機', signal, 'values'),
      command: await command('HKLM\\SOFTWARE\\TerminalPreflight\\證券終端機', signal, 'values'),
    },
    otherSpelling: await api.read('hklm\\software\\terminalpreflight\\證券終端機', signal),
    view32: await both('HKLM\\SOFTWARE\\WOW6432Node\\TerminalPreflight'),
    user: await both('HKCU\\SOFTWARE\\TerminalPreflight'),
    missing: await both('HKLM\\SOFTWARE\\TerminalPreflightMissing'),
    noHive: await api.read('HKEY\\x', signal),
    deep: await api.read('HKLM\\SOFTWARE\\TerminalPreflightDeep', signal),
    large: await api.read('HKLM\\SOFTWARE\\TerminalPreflightLarge', signal),
    denied: await api.read('HKLM\\SOFTWARE\\TerminalPreflightDenied\\Inner', signal),
    aroundDenied: await api.read('HKLM\\SOFTWARE\\TerminalPreflightDenied', signal),
    cancelled: await api.read('HKLM\\SOFTWARE\\TerminalPreflight', stopped),
    windows: await both('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls'),
    // Below it lies 009, which is no key and looks like one.
    noKey: await api.read('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib', signal),
  }
})
