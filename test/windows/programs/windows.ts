import { loadKoffi } from '../../../checks/io/native.ts'
import { realProcesses } from '../../../checks/io/processes.ts'
import { realRegistry } from '../../../checks/io/registry.ts'
import { fileVersionByResource } from '../../../checks/io/windows/version-resource.ts'
import { realWindows } from '../../../checks/io/windows.ts'
import { report } from './report.ts'

const signal = new AbortController().signal
const windows = realWindows(process.platform, realProcesses(), process.env.SystemRoot ?? '')
const registry = realRegistry(process.platform, realProcesses(), process.env.SystemRoot ?? '')
const library = `${process.env.SystemRoot}\\System32\\kernel32.dll`

/**
 * Which number a new handle gets, before and after many reads: the lowest that is free, in fours. (Wine counts no handles, and those of
 * services are none of the kernel's there.)
 */
async function handles(): Promise<number[]> {
  const loaded = await loadKoffi()
  if ('failure' in loaded) throw new Error(loaded.failure.code)
  const kernel32 = loaded.koffi.load('kernel32.dll')
  const create = kernel32.func('__stdcall', 'CreateEventW', 'intptr', ['void *', 'int32', 'int32', 'void *'])
  const close = kernel32.func('__stdcall', 'CloseHandle', 'int32', ['intptr'])
  const next = () => {
    const handle: number = create(null, 0, 0, null)
    close(handle)
    return handle / 4
  }
  const readMany = async (times: number) => {
    for (let time = 0; time < times; time += 1) await registry.read('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls', signal)
  }
  await readMany(3)
  const before = next()
  await readMany(30)
  return [before, next()]
}

await report(async () => ({
  node: [await windows.fileVersion(process.execPath), await fileVersionByResource(process.execPath)],
  library: [await windows.fileVersion(library), await fileVersionByResource(library)],
  text: await windows.fileVersion('Z:\\etc\\hosts'),
  missing: await windows.fileVersion('C:\\missing\\program.exe'),
  running: await windows.service('RpcSs', signal),
  smartcard: await windows.service('SCardSvr', signal),
  noService: await windows.service('TerminalPreflightHasNone', signal),
  session: await windows.remoteSession(),
  handles: await handles(),
}))
