import { isUserError, type UserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import type { FileDoors } from './files.ts'
import { type NamedFile, readNamed } from './named-file.ts'

/** Mozilla's whole list is 230 KiB. */
const MAX_PEM_BYTES = 1024 * 1024

/** PEM of each certificate in the files: 66 where one can't be read, 78 where one holds no certificate or a damaged one. */
export async function loadRoots(named: readonly NamedFile[], io: FileDoors): Promise<readonly string[] | UserError> {
  const roots: string[] = []
  for (const each of named) {
    const content = await readNamed(each, MAX_PEM_BYTES, io)
    if (isUserError(content)) return content
    const { readCertificates } = await import('./pem.ts')
    const certificates = readCertificates(content)
    if ('problem' in certificates) return each.refuse(exitCodes.badFile, certificates.problem)
    roots.push(...certificates.value)
  }
  return [...new Set(roots)]
}
