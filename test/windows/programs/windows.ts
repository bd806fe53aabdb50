import { realProcesses } from '../../../checks/io/processes.ts'
import { fileVersionByResource } from '../../../checks/io/windows/version-resource.ts'
import { realWindows } from '../../../checks/io/windows.ts'
import { report } from './report.ts'

const signal = new AbortController().signal
const windows = realWindows(process.platform, realProcesses(), process.env.SystemRoot ?? '')
const library = `${process.env.SystemRoot}\\System32\\kernel32.dll`

await report(async () => ({
  node: [await windows.fileVersion(process.execPath), await fileVersionByResource(process.execPath)],
  library: [await windows.fileVersion(library), await fileVersionByResource(library)],
  text: await windows.fileVersion('Z:\\etc\\hosts'),
  missing: await windows.fileVersion('C:\\missing\\program.exe'),
  running: await windows.service('RpcSs', signal),
  smartcard: await windows.service('SCardSvr', signal),
  noService: await windows.service('TerminalPreflightHasNone', signal),
  session: await windows.remoteSession(),
}))
