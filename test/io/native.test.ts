import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../../checks/io/native.ts'

/** What every C library has. */
const libc = process.platform === 'win32' ? 'ucrtbase.dll' : process.platform === 'darwin' ? 'libSystem.B.dylib' : null

function declareAbs(koffi: Koffi): NativeFunction<[value: number]> {
  return koffi.load(libc).func('abs', 'int', ['int'])
}

test('functions are declared once, when they are first asked for', async () => {
  let declared = 0
  const functions = nativeFunctions((koffi) => {
    declared += 1
    return declareAbs(koffi)
  })
  expect(declared).toBe(0)
  const [first, second] = await Promise.all([functions(), functions()])
  expect(declared).toBe(1)
  expect(first).toBe(second)
  expect('functions' in first && first.functions(-7)).toBe(7)
})

test.each<[string, (koffi: Koffi) => unknown]>([
  ['a library', (koffi) => koffi.load('terminal-preflight-has-none.dll')],
  ['a function', (koffi) => koffi.load(libc).func('terminal_preflight_has_none', 'int', [])],
])('%s that is not there is a failure, not an error', async (_name, declare) => {
  expect(await nativeFunctions(declare)()).toMatchObject({ failure: { word: 'not-supported' } })
})

test('a call in a thread brings its result, and the error that was the last one then', async () => {
  const native = await nativeFunctions(declareAbs)()
  if ('failure' in native) throw new Error(native.failure.code)
  let asked = 0
  const lastError = () => {
    asked += 1
    return 5
  }
  expect(await callInThread(native.functions, lastError, -7)).toEqual({ result: 7, lastError: 5 })
  expect(asked).toBe(1)
})

test('a call in a thread with arguments that do not fit is refused', async () => {
  const native = await nativeFunctions(declareAbs)()
  if ('failure' in native) throw new Error(native.failure.code)
  await expect(callInThread(native.functions, () => 0, 'x' as unknown as number)).rejects.toThrow()
})

test.skipIf(process.platform === 'win32')('a buffer lives as long as the call that may write into it', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const native = await nativeFunctions((koffi): NativeFunction<[entries: Buffer, count: number, milliseconds: number]> => {
    return koffi.load(libc).func('poll', 'int', ['void *', 'ulong', 'int'])
  })()
  if ('failure' in native) throw new Error(native.failure.code)
  const { functions: poll } = native
  const started = () => {
    const buffer = Buffer.alloc(4)
    return { buffer: new WeakRef(buffer), over: callInThread(poll, () => 0, buffer, 0, 300) }
  }
  const { buffer, over } = started()
  await new Promise(setImmediate)
  collectGarbage()
  expect(buffer.deref()).toBeDefined()
  await over
  await new Promise(setImmediate)
  collectGarbage()
  expect(buffer.deref()).toBeUndefined()
})
