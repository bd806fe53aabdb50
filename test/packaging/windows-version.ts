/** Run by Node under Wine: what Windows' own functions read of an executable's version resource. `windows-version.ts REPORT EXECUTABLE` */

import { loadKoffi } from '../../checks/io/native.ts'
import { fileVersionByApi } from '../../checks/io/windows/file-version.ts'
import { systemLibrary } from '../../checks/io/windows/library.ts'
import { report } from '../windows/programs/report.ts'

await report(async () => {
  const path = process.argv[3] ?? ''
  const loaded = await loadKoffi()
  if ('failure' in loaded) return loaded
  const { koffi } = loaded
  const version = koffi.load(systemLibrary('version.dll'))
  const size = version.func('__stdcall', 'GetFileVersionInfoSizeW', 'uint32', ['str16', 'void *'])
  const read = version.func('__stdcall', 'GetFileVersionInfoW', 'int32', ['str16', 'uint32', 'uint32', 'void *'])
  const out = koffi.out(koffi.pointer('void *'))
  const query = version.func('__stdcall', 'VerQueryValueW', 'int32', ['void *', 'str16', out, koffi.out(koffi.pointer('uint32'))])
  const resource = Buffer.alloc(size(path, null))
  if (read(path, 0, resource.length, resource) === 0) return { failure: 'GetFileVersionInfoW' }
  const value = (language: string, name: string) => {
    const [found, characters] = [[null], [0]]
    const isFound = query(resource, `\\StringFileInfo\\${language}04B0\\${name}`, found, characters) !== 0
    if (!isFound) return null
    const bytes = koffi.decode(found[0], koffi.array('uint8', (characters[0] ?? 0) * 2, 'Typed'))
    return Buffer.from(bytes).toString('utf16le').replace(/\0$/, '')
  }
  const names = ['ProductName', 'FileDescription', 'CompanyName', 'OriginalFilename', 'Comments']
  const strings = (language: string) => Object.fromEntries(names.map((name) => [name, value(language, name)]))
  return { fixed: await fileVersionByApi(path), english: strings('0409'), chinese: strings('0C04') }
})
