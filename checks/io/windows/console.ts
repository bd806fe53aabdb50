/** The console window that this program runs in, and what the person's desktop opens. */

import { type Koffi, nativeFunctions } from '../native.ts'
import { systemLibrary } from './library.ts'

/** One more than needed: from two on it is somebody else's window too. */
const MOST_PROCESSES = 2
const SW_SHOWNORMAL = 1
/** ShellExecuteW: "If the function succeeds, it returns a value greater than 32." */
const FIRST_SUCCESS = 33

function declare(koffi: Koffi) {
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const shell32 = koffi.load(systemLibrary('shell32.dll'))
  const processes: (ids: number[], room: number) => number = kernel32.func('__stdcall', 'GetConsoleProcessList', 'uint32', [
    koffi.out(koffi.pointer('uint32')),
    'uint32',
  ])
  const execute: (window: number, verb: string, file: string, parameters: null, folder: null, show: number) => number | bigint =
    shell32.func('__stdcall', 'ShellExecuteW', 'intptr', ['intptr', 'str16', 'str16', 'str16', 'str16', 'int32'])
  return { processes, execute }
}

const consoleFunctions = nativeFunctions(declare)

/**
 * Whether the console belongs to this program alone (Microsoft, GetConsoleProcessList): then Windows opened it for a double-click, and closes
 * it when the program ends. In a command prompt the prompt itself is in it too. Undefined where no native library may be loaded.
 */
export async function isAloneInConsole(): Promise<boolean | undefined> {
  const native = await consoleFunctions()
  if ('failure' in native) return undefined
  return native.functions.processes(new Array(MOST_PROCESSES).fill(0), MOST_PROCESSES) === 1
}

/** Opens a file with what the person has chosen for its kind (ShellExecuteW). False where that can't be done. */
export async function openOnDesktop(path: string): Promise<boolean> {
  const native = await consoleFunctions()
  if ('failure' in native) return false
  return Number(native.functions.execute(0, 'open', path, null, null, SW_SHOWNORMAL)) >= FIRST_SUCCESS
}
