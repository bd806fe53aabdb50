/** Has Windows turn a descriptor's text into its binary form, and reports how the agent judges it. */

import { judgeSecurity } from '../../../agent/request/security-descriptor.ts'
import { loadKoffi } from '../../../checks/io/native.ts'
import { systemLibrary } from '../../../checks/io/windows/library.ts'
import { ADMINISTRATORS_OWN } from '../../../packaging/msi/tables.ts'
import { report } from '../../windows/programs/report.ts'

const SDDL_REVISION_1 = 1
const loaded = await loadKoffi()
if ('failure' in loaded) throw new Error(loaded.failure.code)
const { koffi } = loaded
const advapi32 = koffi.load(systemLibrary('advapi32.dll'))
/** Microsoft, "ConvertStringSecurityDescriptorToSecurityDescriptorW function" (sddl.h). */
const convert = advapi32.func('__stdcall', 'ConvertStringSecurityDescriptorToSecurityDescriptorW', 'int32', [
  'str16',
  'uint32',
  koffi.out(koffi.pointer('void *')),
  koffi.out(koffi.pointer('uint32')),
])

function judged(text: string) {
  const descriptor = [null]
  const size = [0]
  if (convert(text, SDDL_REVISION_1, descriptor, size) === 0) return 'not understood'
  const bytes = Buffer.from(koffi.decode(descriptor[0], 'uint8', size[0] ?? 0))
  return { control: bytes.readUInt16LE(2), folder: judgeSecurity(bytes, 'folder'), file: judgeSecurity(bytes, 'file') }
}

await report(async () => ({
  ours: judged(ADMINISTRATORS_OWN),
  // As %ProgramData% hands it down: users may add what they like, and write into it.
  open: judged('O:BAG:BAD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)'),
  users: judged(ADMINISTRATORS_OWN.replace('O:BA', 'O:BU')),
  wrong: judged('O:BA D:P(A;;XX;;;BU)'),
}))
