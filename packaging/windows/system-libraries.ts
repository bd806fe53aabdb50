/**
 * Where Windows looks for the libraries that an executable names. By default first in the executable's own folder, which for a download is
 * one that any web page can put a dbghelp.dll into. Of those that Node names five are not among the known ones that Windows takes
 * from System32 in any case (KnownDLLs): CRYPT32, dbghelp, IPHLPAPI, USERENV, WINMM.
 */

import type { NtExecutable } from 'resedit'
import { PackagingError } from '../tools.ts'

/** LoadLibraryExW: "If this value is used, %windows%\\system32 is searched for the DLL and its dependencies." */
const LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800
/** IMAGE_DIRECTORY_ENTRY_LOAD_CONFIG (winnt.h) */
const LOAD_CONFIG = 10
/** Offset of DependentLoadFlags in IMAGE_LOAD_CONFIG_DIRECTORY64 (winnt.h). */
const DEPENDENT_LOAD_FLAGS = 78

/**
 * Sets what the linker's /DEPENDENTLOADFLAG:0x800 sets (Microsoft, C++ linker options; heeded since Windows 10 1607, passed over before): every
 * library that is named is looked for in System32 alone. Throws a PackagingError where the executable has no place for it.
 */
export function loadFromSystemAlone(executable: NtExecutable): void {
  const directory = executable.newHeader.optionalHeaderDataDirectory.get(LOAD_CONFIG)
  const section = executable.getSectionByEntry(LOAD_CONFIG)
  if (section?.data == null) throw new PackagingError('The executable has no load configuration directory')
  const view = new DataView(section.data, directory.virtualAddress - section.info.virtualAddress)
  // The directory's own first field is its size.
  if (view.getUint32(0, true) < DEPENDENT_LOAD_FLAGS + 2) throw new PackagingError("The executable's load configuration is too old a form")
  view.setUint16(DEPENDENT_LOAD_FLAGS, LOAD_LIBRARY_SEARCH_SYSTEM32, true)
}

/** What is set, for whoever checks. */
export function dependentLoadFlags(executable: NtExecutable): number | undefined {
  const directory = executable.newHeader.optionalHeaderDataDirectory.get(LOAD_CONFIG)
  const section = executable.getSectionByEntry(LOAD_CONFIG)
  if (section?.data == null) return undefined
  return new DataView(section.data).getUint16(directory.virtualAddress - section.info.virtualAddress + DEPENDENT_LOAD_FLAGS, true)
}
