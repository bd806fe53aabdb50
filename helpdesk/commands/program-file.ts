/** The file that callers are told to double-click: a program, by how it begins. */

import { open } from 'node:fs/promises'
import { badFileError, noInputError, type UserError } from '../../agent/cli/errors.ts'
import { quote } from '../../agent/cli/quote.ts'

/** Hexadecimal: Windows' "MZ" (Microsoft, "PE Format"), ELF (its gABI), Mach-O of 64 bits and for several processors (Apple, mach-o/loader.h, fat.h). */
const beginnings = ['4d5a', '7f454c46', 'cffaedfe', 'cafebabe'] as const

/** Undefined where it is one that can be read. */
export async function programProblem(path: string): Promise<UserError | undefined> {
  const start = await beginningOf(path).catch(() => null)
  if (start === null) return noInputError(`--agent-exe ${quote(path)} is no file that can be read`)
  if (beginnings.some((each) => start.startsWith(each))) return undefined
  return badFileError(`--agent-exe ${quote(path)} is no program: name the file that callers are to double-click, terminal-preflight.exe`)
}

/** Throws what the disk says. */
async function beginningOf(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    if (!(await file.stat()).isFile()) return null
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await file.close()
  }
}
