import { callInThread, endNow, loadKoffi, type NativeFunction } from '../../../checks/io/native.ts'
import { report } from './report.ts'

const loaded = await loadKoffi()
if ('failure' in loaded) throw new Error(loaded.failure.code)
const sleep: NativeFunction<[milliseconds: number]> = loaded.koffi.load('kernel32.dll').func('__stdcall', 'SleepEx', 'uint32', ['uint32'])
const INFINITE = 0xffffffff

void callInThread(sleep, () => 0, INFINITE)
await report(async () => 'before the end')
await endNow(7)
